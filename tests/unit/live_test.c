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
    for (unsigned n = 2; n <= 9; n++) {
        queues = n & 1; /* devices with one queue: workers hand frames to each other */
        restless = n > 5;
        struct outcome many = run_trace(n);
        queues = restless = 0;
        assert_memory_equal(&many, &one, sizeof(one));
    }
}

/* --- threads that do the turns of several workers ------------------------------------------------------------------------ */

#define FLOWS     16u
#define IN_FLIGHT 60u /* the rings are not overrun */

/* Each flow's frames bear its own numbers. So many frames, and on until so many different numbers of threads were seen at work; how
 * many frames that were. */
static unsigned run_flows(struct world *w, unsigned frames, int threads)
{
    uint8_t         next[FLOWS] = { 0 }, due[FLOWS] = { 0 }, mark;
    uint32_t        seen = 1u << live_threads(w->live);
    unsigned        sent = 0, got = 0;
    struct timespec begun;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    for (; got < sent || sent < frames || __builtin_popcount(seen) < threads; got++, seen |= 1u << live_threads(w->live)) {
        for (; (sent < frames || __builtin_popcount(seen) < threads) && sent - got < IN_FLIGHT; sent++)
            send_marked(w, sent & 2, 1, (uint16_t)(100 + sent % FLOWS), next[sent % FLOWS]++); /* from 0 or 2 */
        unsigned flow = received_marked(w, 1, &mark) - 100u;
        assert_true(flow < FLOWS && !is_due(&begun));
        assert_int_equal(mark, due[flow]);
        due[flow]++;
    }
    return sent;
}

static void check_order(unsigned workers, unsigned frames)
{
    struct world w;
    begin(&w, NO_9, workers);
    introduce(&w);
    unsigned sent = run_flows(&w, frames, 2);
    live_stop(w.live);
    assert_int_equal(stats_of(&w).frames, STATIONS + sent);
    assert_int_equal(stats_of(&w).lost, 0);
    end(&w);
}

static void flows_keep_their_order_when_workers_change_threads(void **state)
{
    (void)state;
    restless = true;
    check_order(4, 30000);
    queues = 1;
    check_order(3, 10000);
    queues = restless = 0;
}

static void one_thread_does_for_all_while_it_can(void **state)
{
    struct world w;
    (void)state;
    begin(&w, NO_9, 0);
    introduce(&w);
    assert_int_equal(live_threads(w.live), 1);
    assert_int_equal(run_flows(&w, 100, 1), 100);
    assert_int_equal(live_threads(w.live), 1);
    end(&w);
    begin(&w, NO_9, 3); /* who says how many gets as many */
    assert_int_equal(live_threads(w.live), 3);
    end(&w);
}

/* Switches, ports and policy come and go while workers change hands: nobody waits for ever, and nobody is forgotten in a pause. */
static void changes_wait_for_every_worker_wherever_it_is(void **state)
{
    struct world w;
    (void)state;
    restless = true;
    begin(&w, NO_9, 5);
    introduce(&w);
    for (unsigned i = 0; i < 100; i++) {
        assert_int_equal(live_switch_inspect(w.live, "s", i & 1, why), WFP_OK);
        assert_int_equal(live_switch_add(w.live, &(struct vswitch_config){ .name = "t" }, why), WFP_OK);
        assert_int_equal(run_flows(&w, 50, 1), 50);
        assert_int_equal(live_switch_delete(w.live, "t", why), WFP_OK);
    }
    end(&w);
    restless = false;
}

/* --- stopping ----------------------------------------------------------------------------------------------------------- */

static void stopping_loses_nothing(void **state)
{
    enum { BURST = 200 };
    (void)state;
    for (unsigned n = 1; n <= 4; n++) {
        struct world w;
        queues = n == 4;
        restless = n > 2;
        begin(&w, "{'filters': []}", n);
        queues = restless = 0;
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

/* --- a worker that is too busy --------------------------------------------------------------------------------------------- */

#define LARGE 60000u

/* A device with one queue, which is the first worker's; the others have two. */
static void narrow_station(struct world *w, unsigned station)
{
    if (live_port_delete(w->live, "s", spec_of(station), why) != WFP_OK)
        fail_msg("%s", why);
    queues = 1;
    plug(w, station, 0);
    queues = 0;
}

static void send_large(struct world *w, uint16_t port)
{
    static uint8_t room[LARGE];
    struct frame   f = udp(room, 0, 1, port);
    f.bytes = bytes_of(room, LARGE);
    (void)port_send(w->station[0], 0, &f, 1); /* the queue of the first worker runs over */
}

/* What the second worker has for it is lost when their ring is full, and counted; nothing else is, and it goes on. */
static void what_a_busy_worker_cannot_take_is_counted(void **state)
{
    struct world w;
    uint16_t     port = 0;
    (void)state;
    begin(&w, "{'filters': [{'name': 'no', 'layer': 'INGRESS_VSWITCH_TRANSPORT', 'action': 'block', 'conditions': "
              "[{'field': 'IP_DESTINATION_PORT', 'match': 'greater', 'value': 9999}]}]}", 2);
    narrow_station(&w, 1);
    introduce(&w);
    WAIT_FOR(stats_of(&w).sent == 5); /* two of them came to all others */
    struct live_stats before = stats_of(&w);
    atomic_store(&w.hold, true);
    WAIT_FOR((send(&w, 0, 2, (uint16_t)(10000 + port++)), atomic_load(&w.held))); /* until one comes by its queue */
    WAIT_FOR((send_large(&w, port++ % 9999), stats_of(&w).lost > 3));
    assert_int_equal(received_now(&w, 1), 0);
    atomic_store(&w.hold, false);
    live_stop(w.live);
    struct live_stats s = stats_of(&w);
    assert_true(s.lost > 3);
    assert_true(s.blocked >= 1);
    assert_int_equal(s.discarded + s.absorbed + s.excluded, 0);
    assert_int_equal(s.frames - before.frames, s.blocked + (s.sent - before.sent) + s.lost);
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_filter_blocks_one_port),
        cmocka_unit_test(results_are_those_of_one_worker),
        cmocka_unit_test(flows_keep_their_order_when_workers_change_threads),
        cmocka_unit_test(one_thread_does_for_all_while_it_can),
        cmocka_unit_test(changes_wait_for_every_worker_wherever_it_is),
        cmocka_unit_test(stopping_loses_nothing),
        cmocka_unit_test(what_a_busy_worker_cannot_take_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
