/* Frames of stations on a live switch, with one worker and several. */
#include "live_kit.h"

static void check_filter(unsigned workers)
{
    struct world            w;
    struct live_layer_stats layer;
    begin(&w, NO_9, workers);
    assert_int_equal(live_workers(w.live), workers);
    introduce(&w);
    send(&w, 0, 1, 9);
    send(&w, 0, 1, 8);
    send(&w, 0, 2, 10);
    assert_int_equal(received(&w, 1), 8);
    assert_int_equal(received(&w, 2), 10);
    WAIT_FOR(stats_of(&w).frames == STATIONS + 3 && atomic_load(&w.blocked) == 1);
    assert_int_equal(received_now(&w, 1) + received_now(&w, 2), 0);
    struct live_stats s = stats_of(&w);
    assert_int_equal(s.blocked, 1);
    assert_int_equal(s.discarded + s.absorbed + s.lost + s.excluded, 0);
    live_layer_stats(w.live, LAYER_ID_INGRESS_VSWITCH_TRANSPORT_V4, &layer);
    assert_int_equal(layer.classifies, STATIONS + 3);
    assert_int_equal(layer.blocks, 1);
    assert_int_equal(layer.permits, STATIONS + 2);
    end(&w);
}

static void a_filter_blocks_one_port(void **state)
{
    (void)state;
    check_filter(1);
    check_filter(2);
    check_filter(4);
}

/* --- the same with any number of workers ------------------------------------------------------------------------------- */

#define TRACE 200u

struct outcome {
    struct live_stats       stats;
    struct live_layer_stats ingress, egress;
    unsigned                seen[STATIONS];
};

static struct outcome run_trace(unsigned workers)
{
    struct world   w;
    struct outcome o = { 0 };
    uint32_t       seed = 1;
    begin(&w, "{'filters': [{'name': 'some', 'layer': 'INGRESS_VSWITCH_TRANSPORT', 'action': 'block', 'conditions': "
              "[{'field': 'IP_DESTINATION_PORT', 'match': 'range', 'value': '20-40'}]}, "
              "{'name': 'others', 'layer': 'EGRESS_VSWITCH_TRANSPORT', 'action': 'block', 'conditions': "
              "[{'field': 'IP_DESTINATION_PORT', 'match': 'range', 'value': '60-70'}]}]}", workers);
    introduce(&w);
    for (unsigned i = 0; i < TRACE; i++) {
        seed = seed * 1103515245u + 12345u;
        unsigned from = seed >> 8 & 1, to = seed >> 9 & 1 ? 2 : 1 - from;
        send(&w, from, to, (uint16_t)(seed >> 16 & 127));
        WAIT_FOR(stats_of(&w).frames >= STATIONS + (i > 30 ? i - 30 : 0)); /* the rings are not overrun */
    }
    WAIT_FOR(stats_of(&w).frames == STATIONS + TRACE);
    live_stop(w.live);
    o.stats = stats_of(&w);
    live_layer_stats(w.live, LAYER_ID_INGRESS_VSWITCH_TRANSPORT_V4, &o.ingress);
    live_layer_stats(w.live, LAYER_ID_EGRESS_VSWITCH_TRANSPORT_V4, &o.egress);
    for (unsigned i = 0; i < STATIONS; i++)
        o.seen[i] = received_now(&w, i);
    end(&w);
    return o;
}

static void results_are_those_of_one_worker(void **state)
{
    (void)state;
    struct outcome one = run_trace(1);
    assert_true(one.stats.blocked > 20 && one.seen[1] > 20 && one.seen[2] > 20);
    assert_true(one.egress.blocks > 5);
    for (unsigned n = 2; n <= 6; n++) {
        queues = n & 1; /* devices with one queue: workers hand frames to each other */
        struct outcome many = run_trace(n);
        queues = 0;
        assert_memory_equal(&many, &one, sizeof(one));
    }
}

/* --- stopping ----------------------------------------------------------------------------------------------------------- */

static void stopping_loses_nothing(void **state)
{
    enum { BURST = 200 };
    (void)state;
    for (unsigned n = 1; n <= 4; n++) {
        struct world w;
        queues = n == 4;
        begin(&w, "{'filters': []}", n);
        queues = 0;
        introduce(&w);
        for (unsigned i = 0; i < BURST; i++)
            send(&w, 0, 1, 8);
        live_stop(w.live);
        assert_int_equal(received_now(&w, 1), BURST);
        assert_int_equal(stats_of(&w).frames, STATIONS + BURST);
        if (live_start(w.live, why) != WFP_OK)
            fail_msg("%s", why);
        send(&w, 1, 0, 11);
        assert_int_equal(received(&w, 0), 11);
        end(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_filter_blocks_one_port),
        cmocka_unit_test(results_are_those_of_one_worker),
        cmocka_unit_test(stopping_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
