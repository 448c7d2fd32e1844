/* A live host whose switches, ports and policy change. */
#include "base/json.h"
#include "live_kit.h"
#include "vswitch/control.h"

static void policy_and_ports_change_under_load(void **state)
{
    enum { ROUNDS = 40 };
    struct world w;
    (void)state;
    begin(&w, NO_9, 2);
    introduce(&w);
    for (unsigned i = 0; i < ROUNDS; i++) {
        char *text = policy_text("{'filters': [{'name': 'extra', 'layer': 'EGRESS_VSWITCH_ETHERNET', 'action': 'permit'}]}");
        for (unsigned n = 0; n < 20; n++)
            send_marked(&w, 0, 1, 1000, (uint8_t)n);
        if (kernel_policy_add(w.kernel, text, strlen(text), "p", why) != WFP_OK)
            fail_msg("%s", why);
        free(text);
        if (live_port_delete(w.live, "s", spec_of(2), why) != WFP_OK)
            fail_msg("%s", why);
        assert_int_equal(kernel_policy_delete(w.kernel, "extra", why), WFP_OK);
        plug(&w, 2, 0);
        for (uint8_t n = 0, mark; n < 20; n++) { /* a flow keeps its order */
            assert_int_equal(received_marked(&w, 1, &mark), 1000);
            assert_int_equal(mark, n);
        }
    }
    send(&w, 2, 0, 5);
    send(&w, 0, 2, 6);
    assert_int_equal(received(&w, 2), 6);
    end(&w);
}

static void switches_come_and_go(void **state)
{
    struct world w;
    FILE        *f = tmpfile();
    struct json  j;
    (void)state;
    begin(&w, NO_9, 2);
    assert_int_equal(live_switch_add(w.live, &(struct vswitch_config){ .name = "s" }, why), WFP_ALREADY_EXISTS);
    assert_string_equal(why, "there is a switch s already");
    assert_int_equal(live_switch_delete(w.live, "t", why), WFP_NOT_FOUND);
    assert_int_equal(live_port_delete(w.live, "s", "eth7", why), WFP_NOT_FOUND);
    assert_string_equal(why, "switch s has no port eth7");
    assert_int_equal(live_port_add(w.live, "t", &(struct live_port){ .spec = "loop:x" }, why), WFP_NOT_FOUND);
    assert_int_equal(live_port_add(w.live, "s", &(struct live_port){ .spec = "no-such-device0" }, why), WFP_NOT_FOUND);
    introduce(&w);
    assert_int_equal(live_switch_inspect(w.live, "s", false, why), WFP_OK);
    send(&w, 0, 1, 9); /* blocked otherwise */
    assert_int_equal(received(&w, 1), 9);
    json_init(&j, f);
    assert_int_equal(live_report(w.live, "t", &j), WFP_NOT_FOUND);
    assert_int_equal(live_report(w.live, "s", &j), WFP_OK);
    assert_true(ftell(f) > 500);
    fclose(f);
    assert_int_equal(live_switch_delete(w.live, "s", why), WFP_OK);
    assert_null(live_switch_control(w.live, "s"));
    assert_int_equal(port_state(w.station[0]), PORT_DOWN);
    end(&w);
}

/* A frame from station 0 to station 1, by way of an injection; how it went. */
static int32_t inject(struct world *w, struct injection_handle *handle, uint16_t port)
{
    const struct vswitch *sw = switch_control_switch(live_switch_control(w->live, "s"));
    struct injection      i = { .path = INJECTION_VSWITCH_INGRESS, .vswitch_id = *vswitch_id(sw), .source_port = 1 };
    uint8_t               room[FRAME];
    return inject_bytes(w, handle, &i, udp(room, 0, 1, port).bytes);
}

static void nobody_injects_into_a_switch_without_wfp(void **state)
{
    struct world             w;
    struct injection_handle *handle;
    (void)state;
    begin(&w, NO_9, 2);
    introduce(&w);
    struct callout_registry *callouts = kernel_context(w.kernel)->callouts;
    assert_int_equal(injection_handle_new(callouts, FAMILY_NONE, INJECT_L2, NULL, &handle), WFP_OK);
    assert_int_equal(inject(&w, handle, 8), 0);
    assert_int_equal(received(&w, 1), 8);
    assert_int_equal(live_switch_inspect(w.live, "s", false, why), WFP_OK);
    assert_int_not_equal(inject(&w, handle, 10), 0);
    send(&w, 0, 1, 11);
    assert_int_equal(received(&w, 1), 11);
    assert_int_equal(injection_handle_free(callouts, handle), WFP_OK);
    end(&w);
}

/* Also while another one's thread does its worker's turns, and nothing else happens. */
static void what_is_injected_is_walked_whatever_thread_its_worker_has(void **state)
{
    enum { PORTS = 200 };
    struct world             w;
    struct injection_handle *handle;
    (void)state;
    restless = true;
    begin(&w, NO_9, 4);
    restless = false;
    introduce(&w);
    struct callout_registry *callouts = kernel_context(w.kernel)->callouts;
    assert_int_equal(injection_handle_new(callouts, FAMILY_NONE, INJECT_L2, NULL, &handle), WFP_OK);
    for (uint16_t port = 100; port < 100 + PORTS; port++) {
        assert_int_equal(inject(&w, handle, port), 0);
        assert_int_equal(received(&w, 1), port);
    }
    assert_int_equal(stats_of(&w).injected, PORTS);
    assert_int_equal(injection_handle_free(callouts, handle), WFP_OK);
    end(&w);
}

static const struct switch_request *held;

static enum wfp_status hold(void *context, struct switch_control *c, const struct switch_request *r)
{
    (void)context, (void)c;
    held = r;
    return WFP_PENDING;
}

static enum wfp_status refuse(void *context, struct switch_control *c, const struct switch_request *r)
{
    (void)context, (void)c, (void)r;
    return WFP_ACCESS_DENIED;
}

static void what_nobody_can_refuse_is_done_and_told(void **state)
{
    static const struct switch_extension_ops refuses = { .request = refuse };
    const struct switch_extension            e = { .id = { 1, 2, 3, { 4 } }, .name = "no", .kind = SWITCH_FILTERING, .ops = &refuses };
    struct world                             w;
    (void)state;
    begin(&w, NO_9, 1);
    struct switch_control *c = live_switch_control(w.live, "s");
    assert_int_equal(switch_extension_add(c, &e), WFP_OK);
    assert_int_equal(switch_do(c, &(struct switch_request){ .oid = SWITCH_OID_ACTIVATE }), WFP_OK);
    assert_true(switch_parameters_now(c).active);
    assert_int_equal(atomic_load(&w.lines), 1);
    end(&w);
}

/* WFP cannot leave the switch while a request is under way, and looks at its frames all the same. */
static void inspection_that_cannot_end_goes_on(void **state)
{
    static const struct switch_extension_ops holds = { .request = hold };
    const struct switch_extension            e = { .id = { 1, 2, 3, { 4 } }, .name = "holds", .kind = SWITCH_FILTERING, .ops = &holds };
    const struct switch_port                 port = { .id = 77, .type = SWITCH_PORT_SYNTHETIC };
    struct world                             w;
    (void)state;
    begin(&w, NO_9, 2);
    introduce(&w);
    struct switch_control *c = live_switch_control(w.live, "s");
    assert_int_equal(switch_extension_add(c, &e), WFP_OK);
    assert_int_equal(switch_submit(c, &(struct switch_request){ .oid = SWITCH_OID_PORT_CREATE, .port = &port }, NULL, NULL), WFP_PENDING);
    assert_int_equal(live_switch_inspect(w.live, "s", false, why), WFP_DEVICE_BUSY);
    send(&w, 0, 1, 9);
    WAIT_FOR(atomic_load(&w.blocked) == 1);
    assert_int_equal(switch_request_complete(c, held, WFP_ACCESS_DENIED), WFP_OK);
    assert_int_equal(switch_extension_remove(c, &e.id), WFP_OK);
    end(&w);
}

static void vlans_keep_stations_apart(void **state)
{
    struct world w;
    (void)state;
    begin(&w, NO_9, 2);
    for (unsigned i = 0; i < STATIONS; i++) {
        assert_int_equal(live_port_delete(w.live, "s", spec_of(i), why), WFP_OK);
        plug(&w, i, i == 1 ? 20 : 10);
    }
    send(&w, 0, 2, 3);
    assert_int_equal(received(&w, 2), 3);
    send(&w, 2, 1, 4); /* station 1 is not in that VLAN: flooded to station 0 */
    assert_int_equal(received(&w, 0), 4);
    WAIT_FOR(stats_of(&w).frames == 2);
    assert_int_equal(received_now(&w, 1), 0);
    end(&w);
}

static void what_goes_down_is_told(void **state)
{
    struct world       w;
    struct port_config far = { .spec = spec_of(2) };
    (void)state;
    begin(&w, NO_9, 2);
    introduce(&w);
    port_close(w.station[2]);
    WAIT_FOR(atomic_load(&w.lines) == 1);
    send(&w, 0, 1, 8);
    assert_int_equal(received(&w, 1), 8);
    far.spec = spec_of(2);
    assert_int_equal(port_open(&far, &w.station[2], error), WFP_OK);
    WAIT_FOR(atomic_load(&w.lines) == 2);
    send(&w, 2, 0, 12);
    assert_int_equal(received(&w, 0), 12);
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(policy_and_ports_change_under_load),
        cmocka_unit_test(switches_come_and_go),
        cmocka_unit_test(nobody_injects_into_a_switch_without_wfp),
        cmocka_unit_test(what_is_injected_is_walked_whatever_thread_its_worker_has),
        cmocka_unit_test(what_nobody_can_refuse_is_done_and_told),
        cmocka_unit_test(inspection_that_cannot_end_goes_on),
        cmocka_unit_test(vlans_keep_stations_apart),
        cmocka_unit_test(what_goes_down_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
