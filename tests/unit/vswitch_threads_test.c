/* Frames on several threads while another one changes the switch as it may: nobody forwards meanwhile. What is read at any time:
 * statistics. For the thread sanitizer as much as for the counts. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vswitch/control.h"
#include "vswitch_kit.h"

#define WORKERS 3u
#define FRAMES  20000u
#define CHANGES 200u

struct lab {
    struct vswitch        *sw;
    struct switch_control *control;
    pthread_rwlock_t       gate; /* a frame holds it shared, a change alone: what a host's pause does */
    _Atomic uint32_t       running, strayed, sent;
};

static void alone(void *context, void (*change)(void *argument), void *argument)
{
    struct lab *lab = context;
    pthread_rwlock_wrlock(&lab->gate);
    change(argument);
    pthread_rwlock_unlock(&lab->gate);
}

static void open_lab(struct lab *lab)
{
    static const struct vswitch_config config = { .name = "lab", .max_macs = 64 };
    *lab = (struct lab){ .sw = kit_switch(&config) };
    pthread_rwlock_init(&lab->gate, NULL);
    assert_int_equal(switch_control_new(&(struct switch_control_config){ .sw = lab->sw, .quiesce = alone, .context = lab },
                                        &lab->control),
                     WFP_OK);
    for (uint32_t id = 1; id <= WORKERS + 1; id++)
        kit_port(lab->sw, id, (struct switch_vlan){ 0 });
}

static void close_lab(struct lab *lab)
{
    switch_control_free(lab->control);
    vswitch_free(lab->sw);
    pthread_rwlock_destroy(&lab->gate);
}

struct worker {
    struct lab *lab;
    uint32_t    port;
    uint32_t    frames;
    pthread_t   thread;
};

/* Station 0x10 + port is always behind `port`: a frame to it that goes to one place goes there. */
static void send_frame(struct lab *lab, uint32_t port, uint32_t n)
{
    struct switch_way way;
    uint32_t          to = 1 + n % (WORKERS + 1);
    struct headers    h = kit_headers((uint8_t)(0x10 + port), (uint8_t)(0x10 + to), -1);
    if (n % 7 == 0)
        h = kit_headers((uint8_t)(0x80 + n / 7 % 100), 0xff, -1); /* stations that wander and fill the table */
    pthread_rwlock_rdlock(&lab->gate);
    bool forwarded = kit_send(lab->sw, port, &h, n * (uint64_t)1000000, &way);
    pthread_rwlock_unlock(&lab->gate);
    atomic_fetch_add(&lab->sent, 1);
    if (forwarded && way.learned && n % 7 && way.to[0].port_id != to)
        atomic_fetch_add(&lab->strayed, 1);
}

static void *work(void *argument)
{
    struct worker *w = argument;
    for (uint32_t n = 0; n < w->frames; n++)
        send_frame(w->lab, w->port, n);
    atomic_fetch_sub(&w->lab->running, 1);
    return NULL;
}

static void start(struct worker *w, struct lab *lab, uint32_t port, uint32_t frames)
{
    *w = (struct worker){ .lab = lab, .port = port, .frames = frames };
    atomic_fetch_add(&lab->running, 1);
    assert_int_equal(pthread_create(&w->thread, NULL, work, w), 0);
}

/* The last port comes and goes; the sums of what everybody counted are read all the time. */
static void change_and_look(struct lab *lab)
{
    struct switch_port   port = kit_port_of(WORKERS + 1, (struct switch_vlan){ 0 });
    struct switch_nic    nic = kit_nic_of(WORKERS + 1, 0);
    struct vswitch_stats stats;
    uint64_t             before = 0;
    for (uint32_t i = 0; i < CHANGES || atomic_load(&lab->running); i++) {
        if (i < CHANGES) {
            assert_int_equal(switch_unplug(lab->control, port.id), WFP_OK);
            assert_int_equal(switch_plug(lab->control, &port, &nic), WFP_OK);
        }
        vswitch_stats(lab->sw, &stats);
        assert_true(stats.total.received >= before && stats.macs <= 64);
        before = stats.total.received;
    }
}

static void frames_flow_while_ports_come_and_go(void **state)
{
    struct lab           lab;
    struct worker        workers[WORKERS];
    struct vswitch_stats stats;
    (void)state;
    open_lab(&lab);
    for (uint32_t i = 0; i < WORKERS; i++)
        start(&workers[i], &lab, i + 1, FRAMES);
    change_and_look(&lab);
    for (uint32_t i = 0; i < WORKERS; i++)
        pthread_join(workers[i].thread, NULL);
    vswitch_stats(lab.sw, &stats);
    assert_int_equal(stats.total.received, WORKERS * FRAMES);
    assert_int_equal(lab.strayed, 0);
    assert_true(stats.learned > 0 && stats.moved > 0);
    close_lab(&lab);
}

/* More threads than there are counters of their own; and threads that end give theirs back. */
static void every_frame_is_counted_whoever_sends_it(void **state)
{
    static struct worker workers[150];
    struct lab           lab;
    struct vswitch_stats stats;
    (void)state;
    open_lab(&lab);
    for (uint32_t round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < COUNT_OF(workers); i++)
            start(&workers[i], &lab, 1 + i % WORKERS, 300);
        for (uint32_t i = 0; i < COUNT_OF(workers); i++)
            pthread_join(workers[i].thread, NULL);
    }
    vswitch_stats(lab.sw, &stats);
    assert_int_equal(stats.total.received, 2 * COUNT_OF(workers) * 300);
    close_lab(&lab);
}

/* --- requests ---------------------------------------------------------------------------------------------------------------- */

#define SUBMITTERS 4u
#define ROUNDS     50u

/* An extension that pends all that it hears; another thread answers. */
struct late {
    struct switch_control                 *control;
    _Atomic(const struct switch_request *) pended;
    _Atomic bool                           stop;
    _Atomic uint32_t                       under_way, most, answered;
};

static enum wfp_status pend(void *context, struct switch_control *c, const struct switch_request *r)
{
    struct late *late = context;
    uint32_t     now = atomic_fetch_add(&late->under_way, 1) + 1;
    (void)c;
    if (now > atomic_load(&late->most))
        atomic_store(&late->most, now);
    atomic_store(&late->pended, r);
    return WFP_PENDING;
}

static void ended(void *context, struct switch_control *c, const struct switch_request *r, enum wfp_status status)
{
    struct late *late = context;
    (void)c, (void)r, (void)status;
    atomic_fetch_sub(&late->under_way, 1);
}

static void *answer(void *argument)
{
    struct late *late = argument;
    while (!atomic_load(&late->stop)) {
        const struct switch_request *r = atomic_exchange(&late->pended, NULL);
        if (!r) {
            sched_yield();
            continue;
        }
        if (switch_request_complete(late->control, r, WFP_OK) == WFP_OK)
            atomic_fetch_add(&late->answered, 1);
    }
    return NULL;
}

static void *plug_and_unplug(void *argument)
{
    struct worker     *w = argument;
    struct switch_port port = kit_port_of(w->port, (struct switch_vlan){ 0 });
    struct switch_nic  nic = kit_nic_of(w->port, 0);
    for (uint32_t i = 0; i < ROUNDS; i++)
        if (switch_plug(w->lab->control, &port, &nic) != WFP_OK || switch_unplug(w->lab->control, port.id) != WFP_OK)
            atomic_fetch_add(&w->lab->strayed, 1);
    return NULL;
}

static void requests_of_many_threads_are_served_one_by_one(void **state)
{
    static const struct switch_extension_ops ops = { .request = pend, .completed = ended };
    struct lab                               lab;
    struct worker                            workers[SUBMITTERS];
    struct late                              late = { 0 };
    pthread_t                                answering;
    (void)state;
    open_lab(&lab);
    late.control = lab.control;
    struct switch_extension e = { .id = { .data1 = 1 }, .kind = SWITCH_FILTERING, .ops = &ops, .context = &late };
    assert_int_equal(switch_extension_add(lab.control, &e), WFP_OK);
    assert_int_equal(pthread_create(&answering, NULL, answer, &late), 0);
    for (uint32_t i = 0; i < SUBMITTERS; i++) {
        workers[i] = (struct worker){ .lab = &lab, .port = 100 + i };
        assert_int_equal(pthread_create(&workers[i].thread, NULL, plug_and_unplug, &workers[i]), 0);
    }
    for (uint32_t i = 0; i < SUBMITTERS; i++)
        pthread_join(workers[i].thread, NULL);
    atomic_store(&late.stop, true);
    pthread_join(answering, NULL);
    assert_int_equal(lab.strayed, 0);
    assert_int_equal(late.most, 1);
    assert_int_equal(late.under_way, 0);
    assert_int_equal(late.answered, SUBMITTERS * ROUNDS * 7); /* three requests to come, four to go */
    assert_int_equal(vswitch_port_count(lab.sw), WORKERS + 1);
    close_lab(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_flow_while_ports_come_and_go),
        cmocka_unit_test(every_frame_is_counted_whoever_sends_it),
        cmocka_unit_test(requests_of_many_threads_are_served_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
