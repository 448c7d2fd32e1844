/* Requests and extensions: who is asked in which order, what a refusal and a pended request do, the order of states. */
#include <pthread.h>

#include "switch_recorder.h"

static void extensions_are_asked_in_order_and_told_in_reverse(void **state)
{
    struct world w;
    (void)state;
    open_world(&w);
    assert_int_equal(create_port(&w, 5), WFP_OK);
    check_log("A?PORT_CREATE B?PORT_CREATE * B!PORT_CREATE A!PORT_CREATE ");
    assert_int_equal(vswitch_port(w.sw, 5)->state, SWITCH_PORT_CREATED);
    close_world(&w);
}

static void a_refused_request_changes_nothing(void **state)
{
    struct world w;
    (void)state;
    open_world(&w);
    w.b.oid = SWITCH_OID_PORT_CREATE;
    w.b.answer = WFP_ACCESS_DENIED;
    assert_int_equal(create_port(&w, 5), WFP_ACCESS_DENIED);
    check_log("A?PORT_CREATE B?PORT_CREATE A!PORT_CREATE(refused) ");
    assert_int_equal(vswitch_port_count(w.sw), 0);
    close_world(&w);
}

/* A port and its NIC come and go in the order of NDIS' states, and each step is a request of its own. */
static void a_port_comes_and_goes(void **state)
{
    struct world       w;
    struct switch_port port = kit_port_of(5, no_vlan);
    struct switch_nic  nic = kit_nic_of(0, 0);
    (void)state;
    open_world(&w);
    assert_int_equal(switch_extension_remove(w.control, &(struct guid){ .data1 = 1 }), WFP_NOT_FOUND);
    struct guid b = guid_from_name("extension", "B");
    assert_int_equal(switch_extension_remove(w.control, &b), WFP_OK);
    assert_int_equal(switch_plug(w.control, &port, &nic), WFP_OK);
    check_log("A?PORT_CREATE * A!PORT_CREATE A?NIC_CREATE * A!NIC_CREATE A?NIC_CONNECT * A!NIC_CONNECT ");
    assert_int_equal(vswitch_nic(w.sw, 5, 0)->state, SWITCH_NIC_CONNECTED);
    assert_int_equal(switch_unplug(w.control, 5), WFP_OK);
    check_log("A?NIC_DISCONNECT * A!NIC_DISCONNECT A?NIC_DELETE * A!NIC_DELETE A?PORT_TEARDOWN * A!PORT_TEARDOWN A?PORT_DELETE * "
              "A!PORT_DELETE ");
    assert_int_equal(vswitch_port_count(w.sw), 0);
    assert_int_equal(switch_unplug(w.control, 5), WFP_NOT_FOUND);
    w.a.oid = SWITCH_OID_NIC_CREATE;
    w.a.answer = WFP_UNSUPPORTED;
    assert_int_equal(switch_plug(w.control, &port, &nic), WFP_UNSUPPORTED);
    assert_int_equal(vswitch_port_count(w.sw), 0);
    close_world(&w);
}

static void what_comes_out_of_turn_is_refused_unheard(void **state)
{
    struct world       w;
    struct switch_port bad = kit_port_of(5, kit_access(0));
    struct switch_nic  nic = kit_nic_of(5, 0);
    struct switch_request create = { .oid = SWITCH_OID_NIC_CREATE, .nic = &nic };
    (void)state;
    open_world(&w);
    assert_int_equal(do_oid(&w, SWITCH_OID_PORT_DELETE, 5), WFP_NOT_FOUND);
    assert_int_equal(switch_do(w.control, &(struct switch_request){ .oid = SWITCH_OID_PORT_CREATE, .port = &bad }),
                     WFP_INVALID_ARGUMENT);
    assert_int_equal(do_oid(&w, SWITCH_OID_PORT_CREATE, 5), WFP_INVALID_ARGUMENT);
    assert_int_equal(do_oid(&w, SWITCH_OID_COUNT, 5), WFP_INVALID_ARGUMENT);
    assert_int_equal(switch_do(w.control, &create), WFP_NOT_FOUND);
    check_log("");
    assert_int_equal(create_port(&w, 5), WFP_OK);
    assert_int_equal(switch_do(w.control, &create), WFP_OK);
    log_text[0] = 0;
    assert_int_equal(create_port(&w, 5), WFP_ALREADY_EXISTS);
    assert_int_equal(switch_do(w.control, &create), WFP_ALREADY_EXISTS);
    assert_int_equal(do_oid(&w, SWITCH_OID_PORT_DELETE, 5), WFP_UNSUCCESSFUL);    /* no teardown yet */
    assert_int_equal(do_oid(&w, SWITCH_OID_PORT_TEARDOWN, 5), WFP_IN_USE);        /* its NIC is there */
    assert_int_equal(do_oid(&w, SWITCH_OID_NIC_DISCONNECT, 5), WFP_UNSUCCESSFUL); /* it is not connected */
    check_log("");
    assert_int_equal(do_oid(&w, SWITCH_OID_NIC_CONNECT, 5), WFP_OK);
    log_text[0] = 0;
    assert_int_equal(do_oid(&w, SWITCH_OID_NIC_CONNECT, 5), WFP_UNSUCCESSFUL);
    assert_int_equal(do_oid(&w, SWITCH_OID_NIC_DELETE, 5), WFP_UNSUCCESSFUL); /* disconnect comes before delete */
    check_log("");
    close_world(&w);
}

static void an_end_cannot_be_refused(void **state)
{
    struct world w;
    (void)state;
    open_world(&w);
    assert_int_equal(create_port(&w, 5), WFP_OK);
    log_text[0] = 0;
    w.a.oid = SWITCH_OID_PORT_TEARDOWN;
    w.a.answer = WFP_ACCESS_DENIED;
    assert_int_equal(do_oid(&w, SWITCH_OID_PORT_TEARDOWN, 5), WFP_OK);
    check_log("A?PORT_TEARDOWN A overruled at PORT_TEARDOWN: ACCESS_DENIED B?PORT_TEARDOWN * B!PORT_TEARDOWN A!PORT_TEARDOWN ");
    assert_int_equal(vswitch_port(w.sw, 5)->state, SWITCH_PORT_TEARDOWN);
    close_world(&w);
}

static void note_done(void *context, enum wfp_status status)
{
    note("%s:%s ", (const char *)context, status_row(status)->name);
}

static void a_pended_request_waits_and_others_behind_it(void **state)
{
    struct world          w;
    struct switch_port    one = kit_port_of(1, no_vlan), two = kit_port_of(2, no_vlan);
    struct switch_request first = { .oid = SWITCH_OID_PORT_CREATE, .port = &one }, second = first;
    (void)state;
    open_world(&w);
    second.port = &two;
    w.a.oid = SWITCH_OID_PORT_CREATE;
    w.a.answer = WFP_PENDING;
    assert_int_equal(switch_submit(w.control, &first, note_done, "first"), WFP_PENDING);
    one.id = 77; /* the request has its own copy */
    const struct switch_request *waiting = w.a.pended;
    w.a.oid = -1;
    assert_int_equal(switch_submit(w.control, &second, note_done, "second"), WFP_PENDING);
    check_log("A?PORT_CREATE ");
    assert_true(switch_control_pended(w.control));
    struct switch_extension e = extension_of(&w.a, SWITCH_FILTERING, &quiet_ops);
    assert_int_equal(switch_extension_add(w.control, &e), WFP_DEVICE_BUSY);
    assert_int_equal(switch_request_complete(w.control, &first, WFP_OK), WFP_NOT_FOUND); /* not the one that it was shown */
    assert_int_equal(switch_request_complete(w.control, waiting, WFP_PENDING), WFP_INVALID_ARGUMENT);
    assert_int_equal(vswitch_port_count(w.sw), 0);
    assert_int_equal(switch_request_complete(w.control, waiting, WFP_OK), WFP_OK);
    check_log("B?PORT_CREATE * B!PORT_CREATE A!PORT_CREATE first:OK A?PORT_CREATE B?PORT_CREATE * B!PORT_CREATE A!PORT_CREATE "
              "second:OK ");
    assert_non_null(vswitch_port(w.sw, 1));
    assert_non_null(vswitch_port(w.sw, 2));
    assert_int_equal(switch_request_complete(w.control, waiting, WFP_OK), WFP_NOT_FOUND); /* over */
    close_world(&w);
}

/* A request to create a port, whose end is noted. */
static enum wfp_status submit_port(struct world *w, uint32_t id)
{
    struct switch_port port = kit_port_of(id, no_vlan);
    return switch_submit(w->control, &(struct switch_request){ .oid = SWITCH_OID_PORT_CREATE, .port = &port }, note_done, "port");
}

static void a_pended_request_may_be_refused_later(void **state)
{
    struct world w;
    (void)state;
    open_world(&w);
    w.b.oid = SWITCH_OID_PORT_CREATE;
    w.b.answer = WFP_PENDING;
    assert_int_equal(submit_port(&w, 1), WFP_PENDING);
    assert_int_equal(switch_request_complete(w.control, w.b.pended, WFP_ACCESS_DENIED), WFP_OK);
    check_log("A?PORT_CREATE B?PORT_CREATE A!PORT_CREATE(refused) port:ACCESS_DENIED ");
    assert_int_equal(vswitch_port_count(w.sw), 0);
    close_world(&w);
}

static void an_answer_may_be_there_before_pending_is_said(void **state)
{
    struct world w;
    (void)state;
    open_world(&w);
    w.a.oid = SWITCH_OID_PORT_CREATE;
    w.a.answer = WFP_PENDING;
    w.a.early = true;
    assert_int_equal(submit_port(&w, 1), WFP_OK);
    check_log("A?PORT_CREATE B?PORT_CREATE * B!PORT_CREATE A!PORT_CREATE ");
    close_world(&w);
}

static void an_extension_may_submit_a_request(void **state)
{
    struct world          w;
    struct switch_port    two = kit_port_of(2, no_vlan);
    struct switch_request then = { .oid = SWITCH_OID_PORT_CREATE, .port = &two };
    (void)state;
    open_world(&w);
    w.b.then = &then;
    assert_int_equal(create_port(&w, 1), WFP_OK);
    assert_non_null(vswitch_port(w.sw, 2));
    check_log("A?PORT_CREATE B?PORT_CREATE * B!PORT_CREATE A!PORT_CREATE A?PORT_CREATE B?PORT_CREATE * B!PORT_CREATE A!PORT_CREATE ");
    close_world(&w);
}

static void *complete_from_elsewhere(void *argument)
{
    struct world *w = argument;
    while (!switch_control_pended(w->control))
        sched_yield();
    enum wfp_status err = switch_request_complete(w->control, w->a.pended, WFP_OK);
    return err == WFP_OK ? NULL : w;
}

static void who_waits_sleeps_until_another_thread_completes(void **state)
{
    struct world w;
    pthread_t    thread;
    void        *failed;
    (void)state;
    open_world(&w);
    w.a.oid = SWITCH_OID_PORT_CREATE;
    w.a.answer = WFP_PENDING;
    assert_int_equal(pthread_create(&thread, NULL, complete_from_elsewhere, &w), 0);
    assert_int_equal(create_port(&w, 1), WFP_OK);
    assert_int_equal(pthread_join(thread, &failed), 0);
    assert_null(failed);
    assert_non_null(vswitch_port(w.sw, 1));
    close_world(&w);
}

static void complete_now(void *context)
{
    struct world *w = context;
    assert_int_equal(switch_request_complete(w->control, w->a.pended, WFP_OK), WFP_OK);
}

static void a_host_may_wait_in_its_own_way(void **state)
{
    struct world          w;
    struct switch_control *own;
    (void)state;
    open_world(&w);
    assert_int_equal(switch_control_new(&(struct switch_control_config){ .sw = w.sw, .wait = complete_now, .context = &w }, &own), WFP_OK);
    struct switch_extension a = extension_of(&w.a, SWITCH_FILTERING, &quiet_ops);
    assert_int_equal(switch_extension_add(own, &a), WFP_OK);
    w.a.oid = SWITCH_OID_PORT_CREATE;
    w.a.answer = WFP_PENDING;
    struct switch_control *first = w.control;
    w.control = own;
    assert_int_equal(create_port(&w, 1), WFP_OK);
    switch_control_free(own);
    w.control = first;
    close_world(&w);
}

static void the_order_of_extensions(void **state)
{
    struct vswitch_config   config = { .name = "lab" };
    struct vswitch         *sw = kit_switch(&config);
    struct switch_control  *c;
    struct recorder         capture = { .name = "C", .oid = -1 }, forward = { .name = "F", .oid = -1 }, wfp = { .name = "WFP", .oid = -1 },
                    x = { .name = "X", .oid = -1 }, bad = { .name = "bad", .oid = SWITCH_OID_COUNT, .answer = WFP_NO_MEMORY };
    struct switch_extension e;
    (void)state;
    assert_int_equal(switch_control_new(&(struct switch_control_config){ .sw = sw }, &c), WFP_OK);
    assert_false(switch_wfp_in_default_place(c));
    e = extension_of(&forward, SWITCH_FORWARDING, &quiet_ops);
    assert_int_equal(switch_extension_add(c, &e), WFP_OK);
    e = extension_of(&x, SWITCH_FILTERING, &quiet_ops);
    assert_int_equal(switch_extension_add(c, &e), WFP_OK);
    assert_int_equal(switch_extension_add(c, &e), WFP_ALREADY_EXISTS);
    e = extension_of(&capture, SWITCH_CAPTURING, &quiet_ops);
    assert_int_equal(switch_extension_add(c, &e), WFP_OK);
    check_log("F attach 1; X attach 2; C attach 3; ");
    e = extension_of(&wfp, SWITCH_FILTERING, &full_ops); /* before the other filtering one, though it came later */
    assert_int_equal(switch_extension_add(c, &e), WFP_OK);
    check_log("WFP attach 4; WFP list C WFP X F; WFP restart; ");
    assert_true(switch_wfp_in_default_place(c));
    e = extension_of(&bad, SWITCH_FILTERING, &quiet_ops);
    assert_int_equal(switch_extension_add(c, &e), WFP_NO_MEMORY);
    assert_int_equal(switch_extension_count(c), 4);
    check_log("WFP pause; bad attach 5; WFP restart; ");
    bad.name = "F2";
    e = extension_of(&bad, SWITCH_FORWARDING, &quiet_ops);
    assert_int_equal(switch_extension_add(c, &e), WFP_ALREADY_EXISTS); /* a second forwarding one */
    struct guid order[] = { guid_from_name("extension", "C"), guid_from_name("extension", "X"), switch_wfp_extension,
                            guid_from_name("extension", "F") };
    assert_int_equal(switch_extensions_reorder(c, order, 4), WFP_OK);
    check_log("WFP pause; WFP list C X WFP F; WFP restart; ");
    assert_false(switch_wfp_in_default_place(c));
    assert_int_equal(switch_extensions_reorder(c, order, 3), WFP_INVALID_ARGUMENT);
    order[0] = order[3];
    assert_int_equal(switch_extensions_reorder(c, order, 4), WFP_INVALID_ARGUMENT); /* one twice */
    order[0] = order[1];
    order[1] = guid_from_name("extension", "C");
    assert_int_equal(switch_extensions_reorder(c, order, 4), WFP_INVALID_ARGUMENT); /* filtering before capturing */
    check_log("");
    switch_control_free(c);
    check_log("F detach; WFP detach; X detach; C detach; ");
    vswitch_free(sw);
}

/* proves: F-011 */
static void wfp_cannot_be_enabled_on_an_iov_switch(void **state)
{
    struct vswitch_config   config = { .name = "lab", .iov = true };
    struct vswitch         *sw = kit_switch(&config);
    struct switch_control  *c;
    struct recorder         wfp = { .name = "WFP", .oid = -1 }, other = { .name = "X", .oid = -1 };
    struct switch_extension e = extension_of(&wfp, SWITCH_FILTERING, &full_ops);
    (void)state;
    assert_int_equal(switch_control_new(&(struct switch_control_config){ .sw = sw }, &c), WFP_OK);
    assert_int_equal(switch_extension_add(c, &e), WFP_UNSUPPORTED);
    assert_int_equal(switch_extension_count(c), 0);
    check_log("");
    e = extension_of(&other, SWITCH_FILTERING, &quiet_ops);
    assert_int_equal(switch_extension_add(c, &e), WFP_OK);
    switch_control_free(c);
    vswitch_free(sw);
    log_text[0] = 0;
}

static void properties_of_ports_and_of_the_switch(void **state)
{
    struct world w;
    (void)state;
    open_world(&w);
    assert_int_equal(set_property(&w, SWITCH_OID_PORT_PROPERTY_ADD, 5, "p", "one"), WFP_NOT_FOUND);
    assert_int_equal(create_port(&w, 5), WFP_OK);
    assert_int_equal(set_property(&w, SWITCH_OID_PORT_PROPERTY_ADD, 5, "p", "one"), WFP_OK);
    assert_int_equal(set_property(&w, SWITCH_OID_PORT_PROPERTY_ADD, 5, "p", "two"), WFP_ALREADY_EXISTS);
    assert_int_equal(set_property(&w, SWITCH_OID_PORT_PROPERTY_UPDATE, 5, "q", "two"), WFP_NOT_FOUND);
    assert_int_equal(set_property(&w, SWITCH_OID_PORT_PROPERTY_ADD, 5, "q", "two"), WFP_OK);
    assert_int_equal(set_property(&w, SWITCH_OID_PROPERTY_ADD, 5, "q", "two"), WFP_INVALID_ARGUMENT);
    assert_int_equal(set_property(&w, SWITCH_OID_PROPERTY_ADD, 0, "q", "all"), WFP_OK);
    assert_int_equal(set_property(&w, SWITCH_OID_PORT_PROPERTY_UPDATE, 5, "p", "three"), WFP_OK);
    assert_memory_equal(switch_property_at(w.control, 5, 0)->data.at, "three", 5);
    assert_memory_equal(switch_property_at(w.control, 5, 1)->data.at, "two", 3);
    assert_memory_equal(switch_property_at(w.control, 0, 0)->data.at, "all", 3);
    assert_int_equal(set_property(&w, SWITCH_OID_PORT_PROPERTY_DELETE, 5, "p", ""), WFP_OK);
    assert_memory_equal(switch_property_at(w.control, 5, 0)->data.at, "two", 3);
    assert_null(switch_property_at(w.control, 5, 1));
    assert_int_equal(switch_unplug(w.control, 5), WFP_OK); /* they go with the port */
    assert_null(switch_property_at(w.control, 5, 0));
    assert_int_equal(set_property(&w, SWITCH_OID_PROPERTY_DELETE, 0, "q", ""), WFP_OK);
    assert_int_equal(set_property(&w, SWITCH_OID_PROPERTY_DELETE, 0, "q", ""), WFP_NOT_FOUND);
    close_world(&w);
}

static void what_the_switch_says_of_itself(void **state)
{
    struct world w;
    (void)state;
    open_world(&w);
    assert_int_equal(create_port(&w, 5), WFP_OK);
    assert_int_equal(do_oid(&w, SWITCH_OID_ACTIVATE, 0), WFP_OK);
    assert_int_equal(do_oid(&w, SWITCH_OID_ACTIVATE, 0), WFP_ALREADY_EXISTS);
    assert_int_equal(switch_first_parameters(w.control)->ports, 0);
    assert_false(switch_first_parameters(w.control)->active);
    assert_int_equal(switch_parameters_now(w.control).ports, 1);
    assert_true(switch_parameters_now(w.control).active);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(extensions_are_asked_in_order_and_told_in_reverse),
        cmocka_unit_test(a_refused_request_changes_nothing),
        cmocka_unit_test(a_port_comes_and_goes),
        cmocka_unit_test(what_comes_out_of_turn_is_refused_unheard),
        cmocka_unit_test(an_end_cannot_be_refused),
        cmocka_unit_test(a_pended_request_waits_and_others_behind_it),
        cmocka_unit_test(a_pended_request_may_be_refused_later),
        cmocka_unit_test(an_answer_may_be_there_before_pending_is_said),
        cmocka_unit_test(an_extension_may_submit_a_request),
        cmocka_unit_test(who_waits_sleeps_until_another_thread_completes),
        cmocka_unit_test(a_host_may_wait_in_its_own_way),
        cmocka_unit_test(the_order_of_extensions),
        cmocka_unit_test(wfp_cannot_be_enabled_on_an_iov_switch),
        cmocka_unit_test(properties_of_ports_and_of_the_switch),
        cmocka_unit_test(what_the_switch_says_of_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
