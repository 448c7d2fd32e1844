/* For tests of switch events: a driver that remembers what it heard through FwpsvSwitchEventsSubscribe0, and a switch that is driven by
 * requests. */
#ifndef WFP_TESTS_SWITCH_LISTENER_H
#define WFP_TESTS_SWITCH_LISTENER_H

#include "switch_event_kit.h"

#include "callout/switch_event.h"

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
    UINT32   id;          /* of its subscription; 0: none. teardown() ends it */
};

static struct driver_state d, other; /* empty when a test begins */

static inline void hear(struct driver_state *s, const char *format, unsigned a, unsigned b)
{
    size_t n = strlen(s->heard);
    assert_true(n + 64 < sizeof(s->heard));
    snprintf(s->heard + n, 64, format, a, b);
    if (s->also)
        s->also();
}

static inline NTSTATUS answer(struct driver_state *s, enum switch_callback c, void *completion)
{
    s->held = completion;
    if (s->completes)
        FwpsvSwitchNotifyComplete0(completion, s->completion, 0, NULL);
    return s->answers[c];
}

static inline NTSTATUS NTAPI lifetime(void *context, FWPS_VSWITCH_EVENT_TYPE type, const NDIS_SWITCH_PARAMETERS *vSwitch,
                               const NDIS_SWITCH_PORT_ARRAY *ports, const NDIS_SWITCH_NIC_ARRAY *nics)
{
    struct driver_state *s = context;
    s->parameters = *vSwitch;
    if (type == FWPS_VSWITCH_EVENT_VSWITCH_DELETE) {
        hear(s, "gone ", 0, 0);
        return s->answers[SWITCH_CALLBACK_LIFETIME];
    }
    hear(s, "created:%u,%u ", ports->NumElements, nics->NumElements);
    if (ports->NumElements)
        s->port = *NDIS_SWITCH_PORT_AT_ARRAY_INDEX(ports, ports->NumElements - 1);
    if (nics->NumElements)
        s->nic = *NDIS_SWITCH_NIC_AT_ARRAY_INDEX(nics, nics->NumElements - 1);
    return s->answers[SWITCH_CALLBACK_LIFETIME];
}

static inline NTSTATUS NTAPI port_event(void *context, void *completion, FWPS_VSWITCH_EVENT_TYPE type, const NDIS_SWITCH_PARAMETERS *vSwitch,
                                 const NDIS_SWITCH_PORT_PARAMETERS *port)
{
    struct driver_state *s = context;
    s->parameters = *vSwitch;
    s->port = *port;
    hear(s, type == FWPS_VSWITCH_EVENT_PORT_CREATE ? "port+%u:%u " : "port-%u:%u ", port->PortId, (unsigned)port->PortState);
    return answer(s, SWITCH_CALLBACK_PORT, completion);
}

static inline NTSTATUS NTAPI interface_event(void *context, void *completion, FWPS_VSWITCH_EVENT_TYPE type, const NDIS_SWITCH_PARAMETERS *vSwitch,
                                      const NDIS_SWITCH_NIC_PARAMETERS *nic)
{
    static const char *const words[] = { [FWPS_VSWITCH_EVENT_INTERFACE_CREATE] = "nic+%u:%u ",
                                         [FWPS_VSWITCH_EVENT_INTERFACE_CONNECT] = "connect%u:%u ",
                                         [FWPS_VSWITCH_EVENT_INTERFACE_DISCONNECT] = "disconnect%u:%u ",
                                         [FWPS_VSWITCH_EVENT_INTERFACE_DELETE] = "nic-%u:%u " };
    struct driver_state *s = context;
    s->parameters = *vSwitch;
    s->nic = *nic;
    assert_null(completion);
    hear(s, words[type], nic->PortId, (unsigned)nic->NicState);
    return s->answers[SWITCH_CALLBACK_INTERFACE];
}

static inline NTSTATUS NTAPI reorder(void *context, void *completion, BOOLEAN in_place, const NDIS_ENUM_FILTERS *list)
{
    struct driver_state *s = context;
    (void)completion;
    hear(s, "order%u:%u(", in_place, list->NumberOfFilters);
    for (ULONG i = 0; i < list->NumberOfFilters; i++) {
        const NDIS_FILTER_INTERFACE *f = (const void *)((const UCHAR *)list + list->OffsetFirstFilter + i * sizeof(*f));
        hear(s, i ? ",%c" : "%c", f->FilterInstanceName.Buffer[0], 0);
    }
    hear(s, ") ", 0, 0);
    return s->answers[SWITCH_CALLBACK_REORDER];
}

static inline NTSTATUS NTAPI policy(void *context, void *completion, FWPS_VSWITCH_EVENT_TYPE type, const NDIS_SWITCH_PARAMETERS *vSwitch,
                             const NDIS_SWITCH_PORT_PROPERTY_PARAMETERS *property, const NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS *gone)
{
    struct driver_state *s = context;
    (void)vSwitch;
    if (type == FWPS_VSWITCH_EVENT_POLICY_DELETE) {
        assert_null(property);
        hear(s, "policy-%u:%u ", gone->PortId, gone->PropertyInstanceId.Data1);
    } else {
        const NDIS_SWITCH_PORT_PROPERTY_CUSTOM *custom = NDIS_SWITCH_PORT_PROPERTY_PARAMETERS_GET_PROPERTY(property);
        assert_null(gone);
        assert_int_equal(property->PropertyType, NdisSwitchPortPropertyTypeCustom);
        assert_int_equal(property->PropertyBufferLength, sizeof(*custom) + custom->PropertyBufferLength);
        hear(s, type == FWPS_VSWITCH_EVENT_POLICY_ADD ? "policy+%u:%u" : "policy=%u:%u", property->PortId, property->PropertyVersion);
        assert_int_equal(custom->PropertyBufferLength, 5);
        assert_memory_equal(NDIS_SWITCH_PORT_PROPERTY_CUSTOM_GET_BUFFER(custom), "bytes", 5);
        hear(s, " ", 0, 0);
    }
    return answer(s, SWITCH_CALLBACK_POLICY, completion);
}

static inline NTSTATUS NTAPI save(void *context, void *completion, FWPS_VSWITCH_EVENT_TYPE type, const NDIS_SWITCH_PARAMETERS *vSwitch,
                           NDIS_SWITCH_PORT_ID port, void **state, SIZE_T *length)
{
    struct driver_state *s = context;
    (void)vSwitch;
    hear(s, "save%u:%u ", port, type);
    *state = s->state;
    *length = strlen(s->state);
    return answer(s, SWITCH_CALLBACK_SAVE, completion);
}

static inline NTSTATUS NTAPI restore(void *context, void *completion, FWPS_VSWITCH_EVENT_TYPE type, const NDIS_SWITCH_PARAMETERS *vSwitch,
                              NDIS_SWITCH_PORT_ID port, void *state, SIZE_T length)
{
    struct driver_state *s = context;
    (void)vSwitch, (void)type;
    hear(s, "restore%u:%u ", port, (unsigned)length);
    assert_true(length < sizeof(s->state));
    memcpy(s->state, state, length);
    s->state[length] = '\0';
    return answer(s, SWITCH_CALLBACK_RESTORE, completion);
}

static const FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 all = { lifetime, port_event, interface_event, reorder, policy, save, restore };
static const GUID provider_a = { 0xa, 0, 0, { 0 } }, provider_b = { 0xb, 0, 0, { 0 } };

static inline void subscribe(struct driver_state *s, const GUID *provider)
{
    s->id = 0;
    assert_int_equal(FwpsvSwitchEventsSubscribe0(provider, s, 0, NULL, &all, &s->id), STATUS_SUCCESS);
    assert_true(s->id != 0);
}

static inline void unsubscribe(UINT32 id)
{
    FwpsvSwitchEventsUnsubscribe0(id, 0, NULL);
}

static inline void said(struct driver_state *s, const char *words)
{
    assert_string_equal(s->heard, words);
    s->heard[0] = '\0';
}

/* --- the switch ------------------------------------------------------------------------------------------------------------ */

static inline int setup(void **state)
{
    (void)state;
    memset(&d, 0, sizeof(d));
    memset(&other, 0, sizeof(other));
    km_kit_init(&k, FAMILY_V4);
    km_kit_system(&k);
    callout_registry_schedule(k.callouts, k.km.nt);
    one = event_switch_make(k.callouts, 0, false);
    assert_int_equal(switch_enable_inspection(k.callouts, one.control, true), WFP_OK);
    return 0;
}

static inline int teardown(void **state)
{
    (void)state;
    if (d.id)
        unsubscribe(d.id);
    if (other.id)
        unsubscribe(other.id);
    event_switch_end(k.callouts, &one);
    km_kit_system_fini(&k);
    km_kit_fini(&k);
    return 0;
}

static inline enum wfp_status plug(uint32_t id)
{
    struct switch_port port = kit_port_of(id, (struct switch_vlan){ 0 });
    struct switch_nic  nic = kit_nic_of(id, 0);
    snprintf(nic.vm_name, sizeof(nic.vm_name), "vm");
    nic.mtu = 1500;
    return switch_plug(one.control, &port, &nic);
}

static inline enum wfp_status submit(const struct switch_request *r, struct event_over *over)
{
    event_over_init(over);
    return switch_submit(one.control, r, event_is_over, over);
}

static inline enum wfp_status port_create(uint32_t id, struct event_over *over)
{
    struct switch_port port = kit_port_of(id, (struct switch_vlan){ 0 });
    return submit(&(struct switch_request){ .oid = SWITCH_OID_PORT_CREATE, .port_id = id, .port = &port }, over);
}

static inline struct switch_property property(const GUID *id, uint32_t version)
{
    struct switch_property p = { .instance = { 77, 0, 0, { 0 } }, .version = version, .data = bytes_of("bytes", 5) };
    memcpy(&p.id, id, sizeof(p.id));
    return p;
}

static inline enum wfp_status policy_do(enum switch_oid oid, uint32_t port, const GUID *id, uint32_t version, struct event_over *over)
{
    struct switch_property p = property(id, version);
    struct switch_request  r = { .oid = (uint8_t)oid, .port_id = port, .property = &p };
    return over ? submit(&r, over) : switch_do(one.control, &r);
}

static inline bool is_text(const IF_COUNTED_STRING *s, const char *text)
{
    size_t i = 0;
    while (text[i] && s->String[i] == (WCHAR)text[i])
        i++;
    return !text[i] && s->Length == 2 * i && s->String[i] == 0;
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

#endif
