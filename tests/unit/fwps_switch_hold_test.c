/* Switch events that a driver answers: refused, held back and completed, and what it must not do meanwhile. */
#include "switch_listener.h"

#include "nt/rule.h"

/* proves: F-004, F-006 */
static void a_port_waits_for_who_holds_it_back(void **state)
{
    struct event_over          over;
    (void)state;
    d.answers[SWITCH_CALLBACK_PORT] = STATUS_PENDING;
    subscribe(&d, &provider_a);
    subscribe(&other, &provider_b);
    said(&other, "created:0,0 ");
    event_is_held(one.control, port_create(9, &over));
    assert_null(vswitch_port(one.sw, 9));
    said(&other, ""); /* its turn comes later */
    FwpsvSwitchNotifyComplete0(d.held, STATUS_SUCCESS, 0, NULL);
    assert_int_equal(event_wait_over(&over), WFP_OK);
    assert_non_null(vswitch_port(one.sw, 9));
    said(&other, "port+9:1 ");

    event_is_held(one.control, port_create(10, &over));
    FwpsvSwitchNotifyComplete0(d.held, STATUS_ACCESS_DENIED, 0, NULL);
    assert_int_equal(event_wait_over(&over), WFP_ACCESS_DENIED);
    assert_null(vswitch_port(one.sw, 10));
    said(&other, "");

    d.completes = true; /* on its way out */
    d.completion = STATUS_SUCCESS;
    assert_int_equal(event_end(port_create(11, &over), &over), WFP_OK);
    assert_non_null(vswitch_port(one.sw, 11));
    assert_string_equal(k.report, "");
}

static void a_refusal_is_passed_on_where_it_may_be(void **state)
{
    struct event_over          over;
    (void)state;
    subscribe(&d, &provider_a);
    d.answers[SWITCH_CALLBACK_PORT] = STATUS_ACCESS_DENIED;
    assert_int_equal(event_end(port_create(1, &over), &over), WFP_ACCESS_DENIED);
    d.answers[SWITCH_CALLBACK_PORT] = (NTSTATUS)0xC0000999; /* no name of ours */
    assert_int_equal(event_end(port_create(1, &over), &over), WFP_UNSUCCESSFUL);
    d.answers[SWITCH_CALLBACK_PORT] = STATUS_SUCCESS;
    assert_int_equal(event_end(port_create(1, &over), &over), WFP_OK);
    d.answers[SWITCH_CALLBACK_PORT] = STATUS_ACCESS_DENIED; /* a port that is deleted is deleted */
    assert_int_equal(switch_unplug(one.control, 1), WFP_OK);
    assert_null(vswitch_port(one.sw, 1));
}

/* proves: F-004 */
static void saving_and_restoring_may_wait(void **state)
{
    struct event_over          over;
    struct switch_saved       *saved;
    (void)state;
    assert_int_equal(plug(1), WFP_OK);
    subscribe(&d, &provider_a);
    assert_int_equal(switch_saved_new(&saved), WFP_OK);
    struct switch_request r = { .oid = SWITCH_OID_NIC_SAVE, .port_id = 1, .saved = saved };
    d.answers[SWITCH_CALLBACK_SAVE] = d.answers[SWITCH_CALLBACK_RESTORE] = STATUS_PENDING;
    event_is_held(one.control, submit(&r, &over));
    assert_int_equal(switch_saved_count(saved), 0);
    snprintf(d.state, sizeof(d.state), "early"); /* as long as the length that it gave: none yet */
    FwpsvSwitchNotifyComplete0(d.held, STATUS_SUCCESS, 0, NULL);
    assert_int_equal(event_wait_over(&over), WFP_OK);
    assert_int_equal(switch_saved_count(saved), 0); /* a length of 0 is nothing to save */
    r = (struct switch_request){ .oid = SWITCH_OID_NIC_SAVE_COMPLETE, .port_id = 1 };
    assert_int_equal(switch_do(one.control, &r), WFP_OK);

    r = (struct switch_request){ .oid = SWITCH_OID_NIC_SAVE, .port_id = 1, .saved = saved };
    event_is_held(one.control, submit(&r, &over));
    FwpsvSwitchNotifyComplete0(d.held, STATUS_SUCCESS, 0, NULL);
    memset(d.state, 0, sizeof(d.state)); /* the driver's again */
    assert_int_equal(event_wait_over(&over), WFP_OK);
    assert_int_equal(switch_saved_count(saved), 1);
    const struct switch_state_block *block = switch_saved_at(saved, 0);
    assert_true(guid_equal(&block->extension, &switch_wfp_extension));
    assert_memory_equal(&block->feature, &provider_a, sizeof(provider_a));
    r = (struct switch_request){ .oid = SWITCH_OID_NIC_SAVE_COMPLETE, .port_id = 1 };
    assert_int_equal(switch_do(one.control, &r), WFP_OK);

    r = (struct switch_request){ .oid = SWITCH_OID_NIC_RESTORE, .port_id = 1, .state = block };
    event_is_held(one.control, submit(&r, &over));
    FwpsvSwitchNotifyComplete0(d.held, STATUS_SUCCESS, 0, NULL);
    assert_int_equal(event_wait_over(&over), WFP_OK);
    assert_string_equal(d.state, "early");
    switch_saved_free(saved);
}

/* proves: F-005, J-028 */
static void what_cannot_be_held_back_is_reported(void **state)
{
    (void)state;
    d.answers[SWITCH_CALLBACK_LIFETIME] = d.answers[SWITCH_CALLBACK_INTERFACE] = d.answers[SWITCH_CALLBACK_REORDER] = STATUS_PENDING;
    subscribe(&d, &provider_a);
    km_kit_reported(&k, "vSwitchLifetimeNotifyFn returned STATUS_PENDING"); /* BREAKS(SWITCH_EVENT_PENDED) */
    assert_int_equal(plug(1), WFP_OK); /* the connection stands all the same */
    km_kit_reported(&k, "vSwitchInterfaceEventNotifyFn returned STATUS_PENDING");
    assert_false(switch_control_pended(one.control));
}

/* proves: F-007 */
static void a_completion_with_wrong_arguments_does_nothing(void **state)
{
    struct event_over          over;
    (void)state;
    d.answers[SWITCH_CALLBACK_PORT] = STATUS_PENDING;
    subscribe(&d, &provider_a);
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
}

static void a_completion_of_what_was_not_held_back_is_reported(void **state)
{
    struct event_over          over;
    (void)state;
    d.completes = true;
    subscribe(&d, &provider_a);
    assert_int_equal(event_end(port_create(1, &over), &over), WFP_OK);
    km_kit_reported(&k, "did not return STATUS_PENDING"); /* BREAKS(SWITCH_NOTIFY_UNPENDED) */
}

static enum switch_ban within;

static void look(void)
{
    within = switch_ban_of(k.callouts, &k.driver);
}

static void filters_are_banned_in_callbacks_and_while_something_is_held(void **state)
{
    struct event_over          over;
    (void)state;
    subscribe(&d, &provider_a);
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
}

/* proves: F-001 */
static void what_a_driver_leaves_is_a_leak_and_holds_nobody_up(void **state)
{
    struct event_over          over;
    struct nt_entry            left;
    (void)state;
    d.answers[SWITCH_CALLBACK_PORT] = STATUS_PENDING;
    subscribe(&d, &provider_a);
    event_is_held(one.control, port_create(1, &over));
    assert_int_equal(switch_subscribers_expel(k.callouts, &k.driver), 1);
    assert_int_equal(event_wait_over(&over), WFP_UNSUCCESSFUL);
    assert_null(vswitch_port(one.sw, 1));
    assert_true(nt_ledger_find(k.km.nt, NT_SWITCH_SUBSCRIPTION, (const void *)(uintptr_t)d.id, &left));
    assert_int_equal(driver_report_leaks(&k.driver), 2); /* the subscription, and the notification */
    assert_non_null(strstr(k.report, "switch"));
    d.id = 0; /* gone */
    d.heard[0] = '\0';
    assert_int_equal(event_end(port_create(2, &over), &over), WFP_OK);
    said(&d, "");
}

/* The test's end takes the switch away: nothing of the driver may keep WFP in it. */
static void a_switch_that_goes_waits_for_nobody(void **state)
{
    struct event_over          over, next;
    (void)state;
    d.answers[SWITCH_CALLBACK_PORT] = STATUS_PENDING;
    subscribe(&d, &provider_a);
    event_is_held(one.control, port_create(1, &over));
    void *first = d.held;
    assert_int_equal(port_create(2, &next), WFP_PENDING); /* the driver will try to hold that back too */
    d.heard[0] = '\0';
    switch_unwatch(k.callouts, one.control);
    assert_int_equal(event_wait_over(&over), WFP_UNSUCCESSFUL);
    assert_int_equal(event_wait_over(&next), WFP_UNSUCCESSFUL);
    said(&d, "port+2:1 gone ");
    assert_int_equal(switch_extension_count(one.control), 0);
    FwpsvSwitchNotifyComplete0(first, STATUS_SUCCESS, 0, NULL); /* it could not know: no mistake of its */
    FwpsvSwitchNotifyComplete0(d.held, STATUS_SUCCESS, 0, NULL);
    assert_string_equal(k.report, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_port_waits_for_who_holds_it_back),
        CASE(a_refusal_is_passed_on_where_it_may_be),
        CASE(saving_and_restoring_may_wait),
        CASE(what_cannot_be_held_back_is_reported),
        CASE(a_completion_with_wrong_arguments_does_nothing),
        CASE(a_completion_of_what_was_not_held_back_is_reported),
        CASE(filters_are_banned_in_callbacks_and_while_something_is_held),
        CASE(what_a_driver_leaves_is_a_leak_and_holds_nobody_up),
        CASE(a_switch_that_goes_waits_for_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
