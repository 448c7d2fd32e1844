/* What extensions keep of a NIC: saved, restored, and moved with its port to another switch. */
#include "switch_recorder.h"

static void plug(struct world *w, uint32_t id)
{
    struct switch_port port = kit_port_of(id, kit_access(30));
    struct switch_nic  nic = kit_nic_of(0, 0);
    assert_int_equal(switch_plug(w->control, &port, &nic), WFP_OK);
}

/* Port 5 of `a`, with a rule. */
static void open_both(struct world *a, struct world *b)
{
    open_world(a);
    open_world(b);
    plug(a, 5);
    assert_int_equal(set_property(a, SWITCH_OID_PORT_PROPERTY_ADD, 5, "p", "rule"), WFP_OK);
}

static void a_port_moves_with_its_state_and_its_properties(void **state)
{
    struct world a, b;
    (void)state;
    open_both(&a, &b);
    a.a.chunks = 2;
    a.b.chunks = 3;
    b.b.oid = -1;
    log_text[0] = 0;
    assert_int_equal(switch_move(a.control, 5, b.control, 9), WFP_OK);
    assert_int_equal(b.a.restored, 2 + 1); /* the sizes of A's blocks */
    assert_int_equal(b.b.restored, 3 + 2 + 1);
    assert_int_equal(vswitch_port_count(a.sw), 0);
    assert_int_equal(vswitch_nic_count(a.sw), 0);
    assert_int_equal(vswitch_nic(b.sw, 9, 0)->state, SWITCH_NIC_CONNECTED);
    assert_int_equal(vswitch_port(b.sw, 9)->vlan.access_id, 30);
    assert_memory_equal(switch_property_at(b.control, 9, 0)->data.at, "rule", 4);
    /* the policy is there before the machine runs, and its state is saved before it is cut off */
    const char *policy = strstr(log_text, "A?PORT_PROPERTY_ADD"), *save = strstr(log_text, "A?NIC_SAVE "),
               *restored = strstr(log_text, "A?NIC_RESTORE_COMPLETE"), *cut = strstr(log_text, "A?NIC_DISCONNECT"),
               *runs = strstr(log_text, "A?NIC_CONNECT");
    assert_true(policy && save && restored && cut && runs);
    assert_true(policy < save && save < restored && restored < cut && cut < runs);
    close_world(&a);
    close_world(&b);
}

static void a_refused_move_leaves_the_port_where_it_is(void **state)
{
    static const enum switch_oid steps[] = { SWITCH_OID_PORT_CREATE, SWITCH_OID_PORT_PROPERTY_ADD, SWITCH_OID_NIC_CREATE,
                                             SWITCH_OID_NIC_RESTORE };
    struct world a, b;
    (void)state;
    open_both(&a, &b);
    b.b.answer = WFP_ACCESS_DENIED;
    for (uint32_t i = 0; i < COUNT_OF(steps); i++) {
        a.a.chunks = 1;
        b.b.oid = steps[i];
        assert_int_equal(switch_move(a.control, 5, b.control, 9), WFP_ACCESS_DENIED);
        assert_int_equal(vswitch_port_count(b.sw), 0);
        assert_int_equal(vswitch_nic_count(b.sw), 0);
        assert_null(switch_property_at(b.control, 9, 0));
        assert_int_equal(vswitch_nic(a.sw, 5, 0)->state, SWITCH_NIC_CONNECTED);
    }
    assert_int_equal(switch_move(a.control, 6, b.control, 9), WFP_NOT_FOUND);
    assert_int_equal(switch_move(a.control, 5, a.control, 9), WFP_UNSUCCESSFUL);
    struct switch_nic second = kit_nic_of(5, 1); /* one of the two would be left behind */
    assert_int_equal(switch_do(a.control, &(struct switch_request){ .oid = SWITCH_OID_NIC_CREATE, .nic = &second }), WFP_OK);
    assert_int_equal(switch_do(a.control, &(struct switch_request){ .oid = SWITCH_OID_NIC_CONNECT, .port_id = 5, .nic_index = 1 }), WFP_OK);
    b.b.oid = -1;
    assert_int_equal(switch_move(a.control, 5, b.control, 9), WFP_UNSUCCESSFUL);
    close_world(&a);
    close_world(&b);
}

/* Whoever adds a block answers, and the request is issued again from the top until nobody has more. */
static void state_is_saved_block_by_block(void **state)
{
    struct world         w;
    struct switch_saved *saved;
    (void)state;
    open_world(&w);
    plug(&w, 5);
    log_text[0] = 0;
    w.a.chunks = 1;
    w.b.chunks = 2;
    assert_int_equal(switch_saved_new(&saved), WFP_OK);
    assert_int_equal(switch_save(w.control, 5, 0, saved), WFP_OK);
    check_log("A?NIC_SAVE A?NIC_SAVE B?NIC_SAVE A!NIC_SAVE A?NIC_SAVE B?NIC_SAVE A!NIC_SAVE A?NIC_SAVE B?NIC_SAVE B!NIC_SAVE "
              "A!NIC_SAVE A?NIC_SAVE_COMPLETE B?NIC_SAVE_COMPLETE B!NIC_SAVE_COMPLETE A!NIC_SAVE_COMPLETE ");
    assert_int_equal(switch_saved_count(saved), 3);
    assert_int_equal(bytes_left(&switch_saved_at(saved, 1)->data), 2);
    assert_null(switch_saved_at(saved, 3));
    assert_int_equal(switch_save(w.control, 6, 0, saved), WFP_NOT_FOUND);
    check_log("");
    switch_saved_free(saved);
    w.b.endless = true;
    assert_int_equal(switch_saved_new(&saved), WFP_OK);
    assert_int_equal(switch_save(w.control, 5, 0, saved), WFP_OUT_OF_BOUNDS);
    assert_non_null(strstr(log_text, "B?NIC_SAVE "));
    switch_saved_free(saved);
    close_world(&w);
}

/* Whatever the refusal: who heard of the saving hears that it is over. */
static void a_refused_saving_ends_as_well(void **state)
{
    static const enum wfp_status refusals[] = { WFP_ACCESS_DENIED, WFP_NOT_FOUND, WFP_UNSUCCESSFUL };
    struct world                 w;
    (void)state;
    open_world(&w);
    plug(&w, 5);
    w.b.oid = SWITCH_OID_NIC_SAVE;
    for (unsigned i = 0; i < COUNT_OF(refusals); i++) {
        struct switch_saved *saved;
        log_text[0] = 0;
        w.b.answer = refusals[i];
        assert_int_equal(switch_saved_new(&saved), WFP_OK);
        assert_int_equal(switch_save(w.control, 5, 0, saved), refusals[i]);
        check_log("A?NIC_SAVE B?NIC_SAVE A!NIC_SAVE(refused) A?NIC_SAVE_COMPLETE B?NIC_SAVE_COMPLETE B!NIC_SAVE_COMPLETE "
                  "A!NIC_SAVE_COMPLETE ");
        switch_saved_free(saved);
    }
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_port_moves_with_its_state_and_its_properties),
        cmocka_unit_test(a_refused_move_leaves_the_port_where_it_is),
        cmocka_unit_test(state_is_saved_block_by_block),
        cmocka_unit_test(a_refused_saving_ends_as_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
