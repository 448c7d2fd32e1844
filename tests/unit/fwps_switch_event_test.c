/* Switch events as a driver sees them, through FwpsvSwitchEventsSubscribe0 and its kin; the switch is driven by requests. */
#include "switch_event_kit.h"

#include "callout/switch_event.h"
#include "nt/rule.h"

#include <ntddk.h>
#include <ndis.h>

static struct km_kit       k;
static struct event_switch one;

/* --- a driver that remembers what it heard --------------------------------------------------------------------------------- */

struct driver_state {
    char     heard[1024]; /* words, one an event */
    NTSTATUS answers[SWITCH_CALLBACK_COUNT];
    void    *held;        /* the last completion context */
    bool     completes;   /* at once, with `completion` */
    NTSTATUS completion;
    NDIS_SWITCH_PARAMETERS      parameters;
    NDIS_SWITCH_PORT_PARAMETERS port;
    NDIS_SWITCH_NIC_PARAMETERS  nic;
    char     state[32];   /* to save, or restored */
    void (*also)(void);   /* within each callback */
};

static void hear(struct driver_state *d, const char *format, unsigned a, unsigned b)
{
    size_t n = strlen(d->heard);
    assert_true(n + 64 < sizeof(d->heard));
    snprintf(d->heard + n, 64, format, a, b);
    if (d->also)
        d->also();
}

static NTSTATUS answer(struct driver_state *d, enum switch_callback c, void *completion)
{
    d->held = completion;
    if (d->completes)
        FwpsvSwitchNotifyComplete0(completion, d->completion, 0, NULL);
    return d->answers[c];
}

static NTSTATUS NTAPI lifetime(void *context, FWPS_VSWITCH_EVENT_TYPE type, const NDIS_SWITCH_PARAMETERS *vSwitch,
                               const NDIS_SWITCH_PORT_ARRAY *ports, const NDIS_SWITCH_NIC_ARRAY *nics)
{
    struct driver_state *d = context;
    d->parameters = *vSwitch;
    if (type == FWPS_VSWITCH_EVENT_VSWITCH_DELETE) {
        hear(d, "gone ", 0, 0);
        return d->answers[SWITCH_CALLBACK_LIFETIME];
    }
    hear(d, "created:%u,%u ", ports->NumElements, nics->NumElements);
    if (ports->NumElements)
        d->port = *NDIS_SWITCH_PORT_AT_ARRAY_INDEX(ports, ports->NumElements - 1);
    if (nics->NumElements)
        d->nic = *NDIS_SWITCH_NIC_AT_ARRAY_INDEX(nics, nics->NumElements - 1);
    return d->answers[SWITCH_CALLBACK_LIFETIME];
}

static NTSTATUS NTAPI port_event(void *context, void *completion, FWPS_VSWITCH_EVENT_TYPE type, const NDIS_SWITCH_PARAMETERS *vSwitch,
                                 const NDIS_SWITCH_PORT_PARAMETERS *port)
{
    struct driver_state *d = context;
    d->parameters = *vSwitch;
    d->port = *port;
    hear(d, type == FWPS_VSWITCH_EVENT_PORT_CREATE ? "port+%u:%u " : "port-%u:%u ", port->PortId, (unsigned)port->PortState);
    return answer(d, SWITCH_CALLBACK_PORT, completion);
}

static NTSTATUS NTAPI interface_event(void *context, void *completion, FWPS_VSWITCH_EVENT_TYPE type, const NDIS_SWITCH_PARAMETERS *vSwitch,
                                      const NDIS_SWITCH_NIC_PARAMETERS *nic)
{
    static const char *const words[] = { [FWPS_VSWITCH_EVENT_INTERFACE_CREATE] = "nic+%u:%u ",
                                         [FWPS_VSWITCH_EVENT_INTERFACE_CONNECT] = "connect%u:%u ",
                                         [FWPS_VSWITCH_EVENT_INTERFACE_DISCONNECT] = "disconnect%u:%u ",
                                         [FWPS_VSWITCH_EVENT_INTERFACE_DELETE] = "nic-%u:%u " };
    struct driver_state *d = context;
    d->parameters = *vSwitch;
    d->nic = *nic;
    assert_null(completion);
    hear(d, words[type], nic->PortId, (unsigned)nic->NicState);
    return d->answers[SWITCH_CALLBACK_INTERFACE];
}

static NTSTATUS NTAPI reorder(void *context, void *completion, BOOLEAN in_place, const NDIS_ENUM_FILTERS *list)
{
    struct driver_state *d = context;
    (void)completion;
    hear(d, "order%u:%u(", in_place, list->NumberOfFilters);
    for (ULONG i = 0; i < list->NumberOfFilters; i++) {
        const NDIS_FILTER_INTERFACE *f = (const void *)((const UCHAR *)list + list->OffsetFirstFilter + i * sizeof(*f));
        hear(d, i ? ",%c" : "%c", f->FilterInstanceName.Buffer[0], 0);
    }
    hear(d, ") ", 0, 0);
    return d->answers[SWITCH_CALLBACK_REORDER];
}

static NTSTATUS NTAPI policy(void *context, void *completion, FWPS_VSWITCH_EVENT_TYPE type, const NDIS_SWITCH_PARAMETERS *vSwitch,
                             const NDIS_SWITCH_PORT_PROPERTY_PARAMETERS *property, const NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS *gone)
{
    struct driver_state *d = context;
    (void)vSwitch;
    if (type == FWPS_VSWITCH_EVENT_POLICY_DELETE) {
        assert_null(property);
        hear(d, "policy-%u:%u ", gone->PortId, gone->PropertyInstanceId.Data1);
    } else {
        const NDIS_SWITCH_PORT_PROPERTY_CUSTOM *custom = NDIS_SWITCH_PORT_PROPERTY_PARAMETERS_GET_PROPERTY(property);
        assert_null(gone);
        assert_int_equal(property->PropertyType, NdisSwitchPortPropertyTypeCustom);
        assert_int_equal(property->PropertyBufferLength, sizeof(*custom) + custom->PropertyBufferLength);
        hear(d, type == FWPS_VSWITCH_EVENT_POLICY_ADD ? "policy+%u:%u" : "policy=%u:%u", property->PortId, property->PropertyVersion);
        assert_int_equal(custom->PropertyBufferLength, 5);
        assert_memory_equal(NDIS_SWITCH_PORT_PROPERTY_CUSTOM_GET_BUFFER(custom), "bytes", 5);
        hear(d, " ", 0, 0);
    }
    return answer(d, SWITCH_CALLBACK_POLICY, completion);
}

static NTSTATUS NTAPI save(void *context, void *completion, FWPS_VSWITCH_EVENT_TYPE type, const NDIS_SWITCH_PARAMETERS *vSwitch,
                           NDIS_SWITCH_PORT_ID port, void **state, SIZE_T *length)
{
    struct driver_state *d = context;
    (void)vSwitch;
    hear(d, "save%u:%u ", port, type);
    *state = d->state;
    *length = strlen(d->state);
    return answer(d, SWITCH_CALLBACK_SAVE, completion);
}

static NTSTATUS NTAPI restore(void *context, void *completion, FWPS_VSWITCH_EVENT_TYPE type, const NDIS_SWITCH_PARAMETERS *vSwitch,
                              NDIS_SWITCH_PORT_ID port, void *state, SIZE_T length)
{
    struct driver_state *d = context;
    (void)vSwitch, (void)type;
    hear(d, "restore%u:%u ", port, (unsigned)length);
    assert_true(length < sizeof(d->state));
    memcpy(d->state, state, length);
    d->state[length] = '\0';
    return answer(d, SWITCH_CALLBACK_RESTORE, completion);
}

static const FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 all = { lifetime, port_event, interface_event, reorder, policy, save, restore };
static const GUID provider_a = { 0xa, 0, 0, { 0 } }, provider_b = { 0xb, 0, 0, { 0 } };

static UINT32 subscribe(struct driver_state *d, const GUID *provider)
{
    UINT32 id = 0;
    assert_int_equal(FwpsvSwitchEventsSubscribe0(provider, d, 0, NULL, &all, &id), STATUS_SUCCESS);
    assert_true(id != 0);
    return id;
}

static void unsubscribe(UINT32 id)
{
    FwpsvSwitchEventsUnsubscribe0(id, 0, NULL);
}

static void said(struct driver_state *d, const char *words)
{
    assert_string_equal(d->heard, words);
    d->heard[0] = '\0';
}

/* --- the switch ------------------------------------------------------------------------------------------------------------ */

static int setup(void **state)
{
    (void)state;
    km_kit_init(&k, FAMILY_V4);
    km_kit_system(&k);
    callout_registry_schedule(k.callouts, k.km.nt);
    one = event_switch_make(k.callouts, 0, false);
    assert_int_equal(switch_enable_inspection(k.callouts, one.control, true), WFP_OK);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    nt_drain(k.km.nt); /* who went on with the last request is still in the switch */
    event_switch_end(k.callouts, &one);
    km_kit_system_fini(&k);
    km_kit_fini(&k);
    return 0;
}

static enum wfp_status plug(uint32_t id)
{
    struct switch_port port = kit_port_of(id, (struct switch_vlan){ 0 });
    struct switch_nic  nic = kit_nic_of(id, 0);
    snprintf(nic.vm_name, sizeof(nic.vm_name), "vm");
    nic.mtu = 1500;
    return switch_plug(one.control, &port, &nic);
}

static enum wfp_status port_create(uint32_t id, struct event_over *over)
{
    struct switch_port    port = kit_port_of(id, (struct switch_vlan){ 0 });
    struct switch_request r = { .oid = SWITCH_OID_PORT_CREATE, .port_id = id, .port = &port };
    event_over_init(over);
    return switch_submit(one.control, &r, event_is_over, over);
}

static struct switch_property property(const GUID *id, uint32_t version)
{
    struct switch_property p = { .instance = { 77, 0, 0, { 0 } }, .version = version, .data = bytes_of("bytes", 5) };
    memcpy(&p.id, id, sizeof(p.id));
    return p;
}

static enum wfp_status policy_do(enum switch_oid oid, uint32_t port, const GUID *id, uint32_t version, struct event_over *over)
{
    struct switch_property p = property(id, version);
    struct switch_request  r = { .oid = (uint8_t)oid, .port_id = port, .property = &p };
    if (!over)
        return switch_do(one.control, &r);
    event_over_init(over);
    return switch_submit(one.control, &r, event_is_over, over);
}

static bool is_text(const IF_COUNTED_STRING *s, const char *text)
{
    size_t i = 0;
    while (text[i] && s->String[i] == (WCHAR)text[i])
        i++;
    return !text[i] && s->Length == 2 * i && s->String[i] == 0;
}

/* --- tests ----------------------------------------------------------------------------------------------------------------- */

/* proves: F-003, F-020 */
static void events_come_in_the_order_of_what_happens(void **state)
{
    static struct driver_state d;
    (void)state;
    memset(&d, 0, sizeof(d));
    UINT32 id = subscribe(&d, &provider_a);
    said(&d, "created:0,0 ");
    assert_int_equal(plug(7), WFP_OK);
    said(&d, "port+7:1 nic+7:2 connect7:2 ");
    assert_int_equal(d.port.Header.Type, NDIS_OBJECT_TYPE_DEFAULT);
    assert_int_equal(d.port.Header.Size, NDIS_SIZEOF_NDIS_SWITCH_PORT_PARAMETERS_REVISION_1);
    assert_true(is_text(&d.port.PortName, "port 7"));
    assert_int_equal(d.port.PortType, NdisSwitchPortTypeSynthetic);
    assert_true(is_text(&d.nic.NicName, "nic 7.0"));
    assert_true(is_text(&d.nic.VmName, "vm"));
    assert_int_equal(d.nic.MTU, 1500);
    assert_true(is_text(&d.parameters.SwitchName, "switch 0"));
    assert_true(is_text(&d.parameters.SwitchFriendlyName, "of a test"));
    assert_int_equal(switch_unplug(one.control, 7), WFP_OK);
    said(&d, "disconnect7:3 nic-7:4 port-7:3 ");
    assert_int_equal(switch_enable_inspection(k.callouts, one.control, false), WFP_OK);
    said(&d, "gone ");
    unsubscribe(id);
}

/* proves: F-002 */
static void callbacks_that_are_null_are_left_out(void **state)
{
    static struct driver_state               d;
    const FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 some = { .vSwitchPortEventNotifyFn = port_event }, none = { 0 };
    UINT32                                   ids[2];
    (void)state;
    memset(&d, 0, sizeof(d));
    assert_int_equal(FwpsvSwitchEventsSubscribe0(&provider_a, &d, 0, NULL, &some, &ids[0]), STATUS_SUCCESS);
    assert_int_equal(FwpsvSwitchEventsSubscribe0(&provider_a, &d, 0, NULL, &none, &ids[1]), STATUS_SUCCESS);
    assert_int_equal(plug(1), WFP_OK);
    assert_int_equal(policy_do(SWITCH_OID_PORT_PROPERTY_ADD, 1, &provider_a, 1, NULL), WFP_OK);
    said(&d, "port+1:1 ");
    unsubscribe(ids[0]);
    unsubscribe(ids[1]);
}

/* proves: F-021, F-023 */
static void who_comes_late_hears_what_is_there(void **state)
{
    static struct driver_state d;
    (void)state;
    memset(&d, 0, sizeof(d));
    assert_int_equal(plug(3), WFP_OK);
    assert_int_equal(plug(4), WFP_OK);
    UINT32 id = subscribe(&d, &provider_a);
    said(&d, "created:2,2 ");
    assert_int_equal(d.port.PortId, 4);
    assert_int_equal(d.nic.PortId, 4);
    assert_int_equal(d.nic.NicState, NdisSwitchNicStateConnected);
    assert_int_equal(d.parameters.NumSwitchPorts, 0); /* as it began */
    assert_false(d.parameters.IsActive);
    assert_int_equal(plug(5), WFP_OK);
    assert_int_equal(d.parameters.NumSwitchPorts, 0);
    assert_int_equal(d.nic.PortId, 5); /* while the others are current */
    unsubscribe(id);
    assert_int_equal(switch_parameters_now(one.control).ports, 3);
}

/* proves: F-004, F-006 */
static void a_port_waits_for_who_holds_it_back(void **state)
{
    static struct driver_state d, next;
    struct event_over          over;
    (void)state;
    memset(&d, 0, sizeof(d));
    memset(&next, 0, sizeof(next));
    d.answers[SWITCH_CALLBACK_PORT] = STATUS_PENDING;
    UINT32 id = subscribe(&d, &provider_a), second = subscribe(&next, &provider_b);
    said(&next, "created:0,0 ");
    event_is_held(one.control, port_create(9, &over));
    assert_null(vswitch_port(one.sw, 9));
    said(&next, ""); /* its turn comes later */
    FwpsvSwitchNotifyComplete0(d.held, STATUS_SUCCESS, 0, NULL);
    assert_int_equal(event_wait_over(&over), WFP_OK);
    assert_non_null(vswitch_port(one.sw, 9));
    said(&next, "port+9:1 ");

    event_is_held(one.control, port_create(10, &over));
    FwpsvSwitchNotifyComplete0(d.held, STATUS_ACCESS_DENIED, 0, NULL);
    assert_int_equal(event_wait_over(&over), WFP_ACCESS_DENIED);
    assert_null(vswitch_port(one.sw, 10));
    said(&next, "");

    d.completes = true; /* on its way out */
    d.completion = STATUS_SUCCESS;
    assert_int_equal(event_end(port_create(11, &over), &over), WFP_OK);
    assert_non_null(vswitch_port(one.sw, 11));
    assert_string_equal(k.report, "");
    unsubscribe(id);
    unsubscribe(second);
}

static void a_refusal_is_passed_on_where_it_may_be(void **state)
{
    static struct driver_state d;
    struct event_over          over;
    (void)state;
    memset(&d, 0, sizeof(d));
    UINT32 id = subscribe(&d, &provider_a);
    d.answers[SWITCH_CALLBACK_PORT] = STATUS_ACCESS_DENIED;
    assert_int_equal(event_end(port_create(1, &over), &over), WFP_ACCESS_DENIED);
    d.answers[SWITCH_CALLBACK_PORT] = (NTSTATUS)0xC0000999; /* no name of ours */
    assert_int_equal(event_end(port_create(1, &over), &over), WFP_UNSUCCESSFUL);
    d.answers[SWITCH_CALLBACK_PORT] = STATUS_SUCCESS;
    assert_int_equal(event_end(port_create(1, &over), &over), WFP_OK);
    d.answers[SWITCH_CALLBACK_PORT] = STATUS_ACCESS_DENIED; /* a port that is deleted is deleted */
    assert_int_equal(switch_unplug(one.control, 1), WFP_OK);
    assert_null(vswitch_port(one.sw, 1));
    unsubscribe(id);
}

/* proves: F-004, F-024 */
static void policies_go_to_their_provider(void **state)
{
    static struct driver_state a, b;
    struct event_over          over;
    (void)state;
    memset(&a, 0, sizeof(a));
    memset(&b, 0, sizeof(b));
    assert_int_equal(plug(1), WFP_OK);
    UINT32 ids[] = { subscribe(&a, &provider_a), subscribe(&b, &provider_b) };
    said(&a, "created:1,1 ");
    said(&b, "created:1,1 ");
    assert_int_equal(policy_do(SWITCH_OID_PORT_PROPERTY_ADD, 1, &provider_a, 1, NULL), WFP_OK);
    said(&a, "policy+1:1 ");
    b.answers[SWITCH_CALLBACK_POLICY] = STATUS_PENDING;
    event_is_held(one.control, policy_do(SWITCH_OID_PORT_PROPERTY_ADD, 1, &provider_b, 2, &over));
    said(&b, "policy+1:2 ");
    FwpsvSwitchNotifyComplete0(b.held, STATUS_SUCCESS, 0, NULL);
    assert_int_equal(event_wait_over(&over), WFP_OK);
    assert_int_equal(policy_do(SWITCH_OID_PORT_PROPERTY_UPDATE, 1, &provider_a, 3, NULL), WFP_OK);
    assert_int_equal(policy_do(SWITCH_OID_PORT_PROPERTY_DELETE, 1, &provider_a, 0, NULL), WFP_OK);
    said(&a, "policy=1:3 policy-1:77 ");
    said(&b, "");
    unsubscribe(ids[0]);
    unsubscribe(ids[1]);
}

/* proves: F-022, F-025 */
static void state_and_policy_come_before_a_port_runs_on_another_switch(void **state)
{
    static struct driver_state d, silent;
    struct event_switch        two = event_switch_make(k.callouts, 1, false);
    (void)state;
    memset(&d, 0, sizeof(d));
    memset(&silent, 0, sizeof(silent));
    assert_int_equal(switch_enable_inspection(k.callouts, two.control, true), WFP_OK);
    assert_int_equal(plug(1), WFP_OK);
    assert_int_equal(policy_do(SWITCH_OID_PORT_PROPERTY_ADD, 1, &provider_a, 1, NULL), WFP_OK);
    UINT32 ids[] = { subscribe(&d, &provider_a), subscribe(&silent, &provider_b) };
    d.heard[0] = silent.heard[0] = '\0';
    snprintf(d.state, sizeof(d.state), "flows 17");
    assert_int_equal(switch_move(one.control, 1, two.control, 21), WFP_OK);
    const char *saved = strstr(d.heard, "save1:12 "), *policy_there = strstr(d.heard, "policy+21:1 ");
    const char *restored = strstr(d.heard, "restore21:8 "), *runs = strstr(d.heard, "connect21:2 ");
    assert_true(saved && policy_there && restored && runs);
    assert_true(policy_there < runs && saved < restored);
    assert_string_equal(d.state, "flows 17");
    assert_null(strstr(silent.heard, "restore")); /* the other provider saved nothing */
    unsubscribe(ids[0]);
    unsubscribe(ids[1]);
    event_switch_end(k.callouts, &two);
}

/* proves: F-004 */
static void saving_and_restoring_may_wait(void **state)
{
    static struct driver_state d;
    struct event_over          over;
    struct switch_saved       *saved;
    (void)state;
    memset(&d, 0, sizeof(d));
    assert_int_equal(plug(1), WFP_OK);
    UINT32 id = subscribe(&d, &provider_a);
    assert_int_equal(switch_saved_new(&saved), WFP_OK);
    struct switch_request r = { .oid = SWITCH_OID_NIC_SAVE, .port_id = 1, .saved = saved };
    d.answers[SWITCH_CALLBACK_SAVE] = d.answers[SWITCH_CALLBACK_RESTORE] = STATUS_PENDING;
    event_over_init(&over);
    event_is_held(one.control, switch_submit(one.control, &r, event_is_over, &over));
    assert_int_equal(switch_saved_count(saved), 0);
    snprintf(d.state, sizeof(d.state), "early"); /* as long as the length that it gave: none yet */
    FwpsvSwitchNotifyComplete0(d.held, STATUS_SUCCESS, 0, NULL);
    assert_int_equal(event_wait_over(&over), WFP_OK);
    assert_int_equal(switch_saved_count(saved), 0); /* a length of 0 is nothing to save */
    r = (struct switch_request){ .oid = SWITCH_OID_NIC_SAVE_COMPLETE, .port_id = 1 };
    assert_int_equal(switch_do(one.control, &r), WFP_OK);

    r = (struct switch_request){ .oid = SWITCH_OID_NIC_SAVE, .port_id = 1, .saved = saved };
    event_over_init(&over);
    event_is_held(one.control, switch_submit(one.control, &r, event_is_over, &over));
    FwpsvSwitchNotifyComplete0(d.held, STATUS_SUCCESS, 0, NULL);
    assert_int_equal(event_wait_over(&over), WFP_OK);
    assert_int_equal(switch_saved_count(saved), 1);
    const struct switch_state_block *block = switch_saved_at(saved, 0);
    assert_true(guid_equal(&block->extension, &switch_wfp_extension));
    assert_memory_equal(&block->feature, &provider_a, sizeof(provider_a));
    r = (struct switch_request){ .oid = SWITCH_OID_NIC_SAVE_COMPLETE, .port_id = 1 };
    assert_int_equal(switch_do(one.control, &r), WFP_OK);

    memset(d.state, 0, sizeof(d.state));
    r = (struct switch_request){ .oid = SWITCH_OID_NIC_RESTORE, .port_id = 1, .state = block };
    event_over_init(&over);
    event_is_held(one.control, switch_submit(one.control, &r, event_is_over, &over));
    FwpsvSwitchNotifyComplete0(d.held, STATUS_SUCCESS, 0, NULL);
    assert_int_equal(event_wait_over(&over), WFP_OK);
    assert_string_equal(d.state, "early");
    switch_saved_free(saved);
    unsubscribe(id);
}

/* proves: F-005, J-028 */
static void what_cannot_be_held_back_is_reported(void **state)
{
    static struct driver_state d;
    (void)state;
    memset(&d, 0, sizeof(d));
    d.answers[SWITCH_CALLBACK_LIFETIME] = d.answers[SWITCH_CALLBACK_INTERFACE] = d.answers[SWITCH_CALLBACK_REORDER] = STATUS_PENDING;
    UINT32 id = subscribe(&d, &provider_a);
    km_kit_reported(&k, "vSwitchLifetimeNotifyFn returned STATUS_PENDING"); /* BREAKS(SWITCH_EVENT_PENDED) */
    assert_int_equal(plug(1), WFP_OK); /* the connection stands all the same */
    km_kit_reported(&k, "vSwitchInterfaceEventNotifyFn returned STATUS_PENDING");
    assert_false(switch_control_pended(one.control));
    unsubscribe(id);
}

static const struct switch_extension_ops no_ops;

static void add_extension(const char *name, uint32_t number, enum switch_extension_kind kind)
{
    struct switch_extension x = { .id = { number, 9, 9, { 9 } }, .kind = (uint8_t)kind, .ops = &no_ops };
    snprintf(x.name, sizeof(x.name), "%s", name);
    assert_int_equal(switch_extension_add(one.control, &x), WFP_OK);
}

/* The position of the first filtering extension and of the one behind it change places. */
static void swap_filtering(void)
{
    struct guid order[8];
    uint32_t    n = switch_extension_count(one.control), first = 0;
    for (uint32_t i = 0; i < n; i++)
        order[i] = switch_extension_at(one.control, i)->id;
    while (switch_extension_at(one.control, first)->kind != SWITCH_FILTERING)
        first++;
    struct guid was = order[first];
    order[first] = order[first + 1];
    order[first + 1] = was;
    assert_int_equal(switch_extensions_reorder(one.control, order, n), WFP_OK);
}

/* proves: F-015 */
static void a_reorder_is_told_with_the_list(void **state)
{
    static struct driver_state d;
    (void)state;
    memset(&d, 0, sizeof(d));
    add_extension("capture", 1, SWITCH_CAPTURING);
    add_extension("firewall", 2, SWITCH_FILTERING);
    assert_true(switch_wfp_in_default_place(one.control));
    UINT32 id = subscribe(&d, &provider_a);
    d.heard[0] = '\0';
    swap_filtering();
    said(&d, "order0:3(c,f,M) ");
    swap_filtering(); /* where it belongs: nothing can be bypassed */
    said(&d, "");
    unsubscribe(id);
}

/* proves: F-007 */
static void a_completion_with_wrong_arguments_does_nothing(void **state)
{
    static struct driver_state d;
    struct event_over          over;
    (void)state;
    memset(&d, 0, sizeof(d));
    d.answers[SWITCH_CALLBACK_PORT] = STATUS_PENDING;
    UINT32 id = subscribe(&d, &provider_a);
    event_is_held(one.control, port_create(1, &over));
    FwpsvSwitchNotifyComplete0(d.held, STATUS_PENDING, 0, NULL);
    km_kit_reported(&k, "status 0x00000103");
    unsigned before = rule_breaches(k.km.nt, RULE_SWITCH_NOTIFY_ARGUMENTS);
    FwpsvSwitchNotifyComplete0(d.held, STATUS_SUCCESS, 1, NULL);
    FwpsvSwitchNotifyComplete0(d.held, STATUS_SUCCESS, 0, &over);
    assert_int_equal(rule_breaches(k.km.nt, RULE_SWITCH_NOTIFY_ARGUMENTS), before + 2); /* BREAKS(SWITCH_NOTIFY_ARGUMENTS) */
    assert_true(switch_control_pended(one.control));
    k.report[0] = '\0';
    void *held = d.held;
    FwpsvSwitchNotifyComplete0(held, STATUS_SUCCESS, 0, NULL);
    assert_int_equal(event_wait_over(&over), WFP_OK);
    assert_string_equal(k.report, "");
    FwpsvSwitchNotifyComplete0(held, STATUS_SUCCESS, 0, NULL); /* once is enough */
    km_kit_reported(&k, "FwpsvSwitchNotifyComplete0");
    unsubscribe(id);
}

static void a_completion_of_what_was_not_held_back_is_reported(void **state)
{
    static struct driver_state d;
    struct event_over          over;
    (void)state;
    memset(&d, 0, sizeof(d));
    d.completes = true;
    UINT32 id = subscribe(&d, &provider_a);
    assert_int_equal(event_end(port_create(1, &over), &over), WFP_OK);
    km_kit_reported(&k, "did not return STATUS_PENDING"); /* BREAKS(SWITCH_NOTIFY_UNPENDED) */
    unsubscribe(id);
}

static enum switch_ban within;

static void look(void)
{
    within = switch_ban_of(k.callouts, &k.driver);
}

static void filters_are_banned_in_callbacks_and_while_something_is_held(void **state)
{
    static struct driver_state d;
    struct event_over          over;
    (void)state;
    memset(&d, 0, sizeof(d));
    UINT32 id = subscribe(&d, &provider_a);
    d.also = look;
    d.answers[SWITCH_CALLBACK_PORT] = STATUS_PENDING;
    assert_int_equal(switch_ban_of(k.callouts, &k.driver), SWITCH_BAN_NONE);
    event_is_held(one.control, port_create(1, &over));
    assert_int_equal(within, SWITCH_BAN_CALLBACK);
    assert_int_equal(switch_ban_of(k.callouts, &k.driver), SWITCH_BAN_PENDED);
    assert_int_equal(switch_ban_of(k.callouts, &k), SWITCH_BAN_NONE); /* another driver */
    FwpsvSwitchNotifyComplete0(d.held, STATUS_SUCCESS, 0, NULL);
    assert_int_equal(event_wait_over(&over), WFP_OK);
    assert_int_equal(switch_ban_of(k.callouts, &k.driver), SWITCH_BAN_NONE);
    unsubscribe(id);
}

/* proves: F-011 */
static void an_iov_switch_stays_without_wfp(void **state)
{
    static struct driver_state d;
    struct event_switch        iov = event_switch_make(k.callouts, 2, true);
    (void)state;
    memset(&d, 0, sizeof(d));
    UINT32 id = subscribe(&d, &provider_a);
    d.heard[0] = '\0';
    assert_int_equal(switch_enable_inspection(k.callouts, iov.control, true), WFP_UNSUPPORTED);
    assert_false(switch_is_inspected(k.callouts, iov.control));
    said(&d, "");
    unsubscribe(id);
    event_switch_end(k.callouts, &iov);
}

/* proves: F-001 */
static void what_a_driver_leaves_is_a_leak_and_holds_nobody_up(void **state)
{
    static struct driver_state d;
    struct event_over          over;
    struct nt_entry            left;
    (void)state;
    memset(&d, 0, sizeof(d));
    d.answers[SWITCH_CALLBACK_PORT] = STATUS_PENDING;
    UINT32 id = subscribe(&d, &provider_a);
    event_is_held(one.control, port_create(1, &over));
    assert_int_equal(switch_subscribers_expel(k.callouts, &k.driver), 1);
    assert_int_equal(event_wait_over(&over), WFP_UNSUCCESSFUL);
    assert_null(vswitch_port(one.sw, 1));
    assert_true(nt_ledger_find(k.km.nt, NT_SWITCH_SUBSCRIPTION, (const void *)(uintptr_t)id, &left));
    assert_int_equal(driver_report_leaks(&k.driver), 2); /* the subscription, and the notification */
    assert_non_null(strstr(k.report, "switch"));
    d.heard[0] = '\0';
    assert_int_equal(event_end(port_create(2, &over), &over), WFP_OK);
    said(&d, "");
}

/* proves: F-001 */
static void a_subscription_ends(void **state)
{
    static struct driver_state d;
    (void)state;
    memset(&d, 0, sizeof(d));
    UINT32 id = subscribe(&d, &provider_a);
    d.heard[0] = '\0';
    unsubscribe(id);
    assert_int_equal(plug(1), WFP_OK);
    said(&d, "");
    unsubscribe(id);
    km_kit_reported(&k, "FwpsvSwitchEventsUnsubscribe0");
    FwpsvSwitchNotifyComplete0(&d, STATUS_SUCCESS, 0, NULL);
    km_kit_reported(&k, "FwpsvSwitchNotifyComplete0");
}

static void arguments_are_looked_at(void **state)
{
    UINT32 id = 4711;
    (void)state;
    assert_int_equal(FwpsvSwitchEventsSubscribe0(&provider_a, NULL, 1, NULL, &all, &id), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsvSwitchEventsSubscribe0(&provider_a, NULL, 0, &id, &all, &id), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsvSwitchEventsSubscribe0(NULL, NULL, 0, NULL, &all, &id), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsvSwitchEventsSubscribe0(&provider_a, NULL, 0, NULL, NULL, &id), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsvSwitchEventsSubscribe0(&provider_a, NULL, 0, NULL, &all, NULL), STATUS_INVALID_PARAMETER);
    assert_int_equal(id, 4711);
}

/* --- many at once ---------------------------------------------------------------------------------------------------------- */

static void *comes_and_goes(void *context)
{
    static const FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 quiet = { 0 };
    const struct km_context *before = km_enter(&k.km);
    for (unsigned i = 0; i < 200; i++) {
        UINT32 id;
        if (FwpsvSwitchEventsSubscribe0(&provider_b, context, 0, NULL, &quiet, &id) == STATUS_SUCCESS)
            unsubscribe(id);
    }
    km_leave(before);
    return NULL;
}

/* For the thread sanitizer; a listener that stays hears everything meanwhile. */
static void subscribers_come_and_go_while_ports_do(void **state)
{
    static struct driver_state d;
    pthread_t                  threads[2];
    unsigned                   created = 0;
    (void)state;
    memset(&d, 0, sizeof(d));
    UINT32 id = subscribe(&d, &provider_a);
    for (unsigned i = 0; i < COUNT_OF(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, comes_and_goes, NULL), 0);
    for (uint32_t i = 1; i <= 50; i++) {
        d.heard[0] = '\0';
        assert_int_equal(plug(i), WFP_OK);
        created += strstr(d.heard, "port+") && strstr(d.heard, "nic+");
        assert_int_equal(switch_unplug(one.control, i), WFP_OK);
    }
    for (unsigned i = 0; i < COUNT_OF(threads); i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(created, 50);
    unsubscribe(id);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(events_come_in_the_order_of_what_happens),
        CASE(callbacks_that_are_null_are_left_out),
        CASE(who_comes_late_hears_what_is_there),
        CASE(a_port_waits_for_who_holds_it_back),
        CASE(a_refusal_is_passed_on_where_it_may_be),
        CASE(policies_go_to_their_provider),
        CASE(state_and_policy_come_before_a_port_runs_on_another_switch),
        CASE(saving_and_restoring_may_wait),
        CASE(what_cannot_be_held_back_is_reported),
        CASE(a_reorder_is_told_with_the_list),
        CASE(a_completion_with_wrong_arguments_does_nothing),
        CASE(a_completion_of_what_was_not_held_back_is_reported),
        CASE(filters_are_banned_in_callbacks_and_while_something_is_held),
        CASE(an_iov_switch_stays_without_wfp),
        CASE(what_a_driver_leaves_is_a_leak_and_holds_nobody_up),
        CASE(a_subscription_ends),
        CASE(arguments_are_looked_at),
        CASE(subscribers_come_and_go_while_ports_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
