/* Switch events as a driver sees them: what it hears, when, and in which order. */
#include "switch_listener.h"

/* proves: F-003, F-020 */
static void events_come_in_the_order_of_what_happens(void **state)
{
    (void)state;
    subscribe(&d, &provider_a);
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
}

/* proves: F-020 */
static void a_nic_that_never_was_connected_is_nobodys_news(void **state)
{
    struct event_over          over;
    struct switch_nic          nic = kit_nic_of(7, 0);
    (void)state;
    subscribe(&d, &provider_a);
    d.heard[0] = '\0';
    assert_int_equal(event_end(port_create(7, &over), &over), WFP_OK);
    assert_int_equal(switch_do(one.control, &(struct switch_request){ .oid = SWITCH_OID_NIC_CREATE, .nic = &nic }), WFP_OK);
    assert_int_equal(switch_unplug(one.control, 7), WFP_OK);
    said(&d, "port+7:1 port-7:3 ");
}

/* proves: F-002 */
static void callbacks_that_are_null_are_left_out(void **state)
{
    const FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 some = { .vSwitchPortEventNotifyFn = port_event }, none = { 0 };
    UINT32                                   ids[2];
    (void)state;
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
    (void)state;
    assert_int_equal(plug(3), WFP_OK);
    assert_int_equal(plug(4), WFP_OK);
    subscribe(&d, &provider_a);
    said(&d, "created:2,2 ");
    assert_int_equal(d.port.PortId, 4);
    assert_int_equal(d.nic.PortId, 4);
    assert_int_equal(d.nic.NicState, NdisSwitchNicStateConnected);
    assert_int_equal(d.parameters.NumSwitchPorts, 0); /* as it began */
    assert_false(d.parameters.IsActive);
    assert_int_equal(plug(5), WFP_OK);
    assert_int_equal(d.parameters.NumSwitchPorts, 0);
    assert_int_equal(d.nic.PortId, 5); /* while the others are current */
    assert_int_equal(switch_parameters_now(one.control).ports, 3);
}

/* proves: F-004, F-024 */
static void policies_go_to_their_provider(void **state)
{
    struct event_over          over;
    (void)state;
    assert_int_equal(plug(1), WFP_OK);
    subscribe(&d, &provider_a);
    subscribe(&other, &provider_b);
    said(&d, "created:1,1 ");
    said(&other, "created:1,1 ");
    assert_int_equal(policy_do(SWITCH_OID_PORT_PROPERTY_ADD, 1, &provider_a, 1, NULL), WFP_OK);
    said(&d, "policy+1:1 ");
    other.answers[SWITCH_CALLBACK_POLICY] = STATUS_PENDING;
    event_is_held(one.control, policy_do(SWITCH_OID_PORT_PROPERTY_ADD, 1, &provider_b, 2, &over));
    said(&other, "policy+1:2 ");
    FwpsvSwitchNotifyComplete0(other.held, STATUS_SUCCESS, 0, NULL);
    assert_int_equal(event_wait_over(&over), WFP_OK);
    assert_int_equal(policy_do(SWITCH_OID_PORT_PROPERTY_UPDATE, 1, &provider_a, 3, NULL), WFP_OK);
    assert_int_equal(policy_do(SWITCH_OID_PORT_PROPERTY_DELETE, 1, &provider_a, 0, NULL), WFP_OK);
    said(&d, "policy=1:3 policy-1:77 ");
    said(&other, "");
}

/* proves: F-022, F-025 */
static void state_and_policy_come_before_a_port_runs_on_another_switch(void **state)
{
    struct event_switch        two = event_switch_make(k.callouts, 1, false);
    (void)state;
    assert_int_equal(switch_enable_inspection(k.callouts, two.control, true), WFP_OK);
    assert_int_equal(plug(1), WFP_OK);
    assert_int_equal(policy_do(SWITCH_OID_PORT_PROPERTY_ADD, 1, &provider_a, 1, NULL), WFP_OK);
    subscribe(&d, &provider_a);
    subscribe(&other, &provider_b);
    d.heard[0] = other.heard[0] = '\0';
    snprintf(d.state, sizeof(d.state), "flows 17");
    assert_int_equal(switch_move(one.control, 1, two.control, 21), WFP_OK);
    const char *saved = strstr(d.heard, "save1:12 "), *policy_there = strstr(d.heard, "policy+21:1 ");
    const char *restored = strstr(d.heard, "restore21:8 "), *runs = strstr(d.heard, "connect21:2 ");
    assert_true(saved && policy_there && restored && runs);
    assert_true(policy_there < runs && saved < restored);
    assert_string_equal(d.state, "flows 17");
    assert_null(strstr(other.heard, "restore")); /* the other provider saved nothing */
    event_switch_end(k.callouts, &two);
}

static struct driver_state late;

static void subscribe_late(void)
{
    if (!late.id)
        subscribe(&late, &provider_b);
}

/* Who subscribes while an event is told has seen the switch as it is since, and does not hear of it again. */
static void who_subscribes_meanwhile_hears_it_once(void **state)
{
    struct event_over          over;
    struct switch_nic          nic = kit_nic_of(7, 0);
    (void)state;
    assert_int_equal(event_end(port_create(7, &over), &over), WFP_OK);
    assert_int_equal(switch_do(one.control, &(struct switch_request){ .oid = SWITCH_OID_NIC_CREATE, .nic = &nic }), WFP_OK);
    subscribe(&d, &provider_a);
    d.also = subscribe_late;
    assert_int_equal(switch_do(one.control, &(struct switch_request){ .oid = SWITCH_OID_NIC_CONNECT, .port_id = 7 }), WFP_OK);
    said(&late, "created:1,1 ");
    assert_int_equal(late.nic.NicState, NdisSwitchNicStateConnected);
    unsubscribe(late.id);
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
    (void)state;
    add_extension("capture", 1, SWITCH_CAPTURING);
    add_extension("firewall", 2, SWITCH_FILTERING);
    assert_true(switch_wfp_in_default_place(one.control));
    subscribe(&d, &provider_a);
    d.heard[0] = '\0';
    swap_filtering();
    said(&d, "order0:3(c,f,M) ");
    swap_filtering(); /* where it belongs: nothing can be bypassed */
    said(&d, "");
}

/* proves: F-011 */
static void an_iov_switch_stays_without_wfp(void **state)
{
    struct event_switch        iov = event_switch_make(k.callouts, 2, true);
    (void)state;
    subscribe(&d, &provider_a);
    d.heard[0] = '\0';
    assert_int_equal(switch_enable_inspection(k.callouts, iov.control, true), WFP_UNSUPPORTED);
    assert_false(switch_is_inspected(k.callouts, iov.control));
    said(&d, "");
    event_switch_end(k.callouts, &iov);
}

/* proves: F-001 */
static void a_subscription_ends(void **state)
{
    (void)state;
    subscribe(&d, &provider_a);
    d.heard[0] = '\0';
    unsubscribe(d.id);
    assert_int_equal(plug(1), WFP_OK);
    said(&d, "");
    unsubscribe(d.id);
    d.id = 0;
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
    pthread_t                  threads[2];
    unsigned                   created = 0;
    (void)state;
    subscribe(&d, &provider_a);
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
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(events_come_in_the_order_of_what_happens),
        CASE(a_nic_that_never_was_connected_is_nobodys_news),
        CASE(callbacks_that_are_null_are_left_out),
        CASE(who_comes_late_hears_what_is_there),
        CASE(policies_go_to_their_provider),
        CASE(state_and_policy_come_before_a_port_runs_on_another_switch),
        CASE(who_subscribes_meanwhile_hears_it_once),
        CASE(a_reorder_is_told_with_the_list),
        CASE(an_iov_switch_stays_without_wfp),
        CASE(a_subscription_ends),
        CASE(arguments_are_looked_at),
        CASE(subscribers_come_and_go_while_ports_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
