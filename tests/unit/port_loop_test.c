/* Workers between ports in memory: what one has for another that is too busy is lost and counted, all else arrives. */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "host/port_loop.h"

#define LARGE    60000u
#define COPIES   80u /* of each leave, more than a ring takes: what comes has its place there, what is made of it has not */
#define DEADLINE 60 /* seconds, on a busy machine */

/* In with a queue for each of two workers, out with one: the first worker's. */
struct lane {
    struct port_worker *worker;
    atomic_uint        *walked;
};

struct world {
    struct kernel    *kernel;
    struct port      *in, *out, *far_in, *far_out;
    struct port_loop *loop;
    struct lane       lanes[2];
    atomic_uint       walked[2];
    atomic_bool       hold, held;
};

static struct world w;
static char         error[PORT_ERROR_SIZE];

static void on_module(void *context, bool is_report, const char *module, const char *line)
{
    (void)context, (void)is_report;
    fail_msg("%s: %s", module, line);
}

static void on_say(void *context, const char *line)
{
    (void)context, (void)line;
}

/* As behind a gateway. */
static enum spread_local on_local(void *context, unsigned port, const struct headers *h)
{
    (void)context, (void)h;
    return port ? SPREAD_LOCAL_DESTINATION : SPREAD_LOCAL_SOURCE;
}

static enum wfp_status on_begin(void *context, struct port_worker *worker, void **lane)
{
    struct lane *l = &w.lanes[port_worker_index(worker)];
    (void)context;
    *l = (struct lane){ worker, &w.walked[port_worker_index(worker)] };
    *lane = l;
    return WFP_OK;
}

static void on_frame(void *lane, unsigned port, struct bytes frame)
{
    const struct lane *l = lane;
    while (port_worker_index(l->worker) == 0 && atomic_load(&w.hold)) {
        atomic_store(&w.held, true);
        nanosleep(&(struct timespec){ 0, 1000000 }, NULL);
    }
    atomic_fetch_add(l->walked, 1);
    for (unsigned i = 0; i < COPIES; i++)
        port_worker_send(l->worker, !port, frame);
}

static bool on_serve(void *lane)
{
    (void)lane;
    return false;
}

static void on_nothing(void *lane)
{
    (void)lane;
}

static struct port *opened(const char *spec, unsigned queues)
{
    const struct port_config c = { .spec = spec, .queues = queues };
    struct port             *p = NULL;
    if (port_open(&c, &p, error) != WFP_OK)
        fail_msg("%s", error);
    return p;
}

static void begin(void)
{
    static const struct policy nothing;
    w = (struct world){ .in = opened("loop:busy-in", 2), .far_in = opened("loop:busy-in", 1), .out = opened("loop:busy-out", 1),
                        .far_out = opened("loop:busy-out", 1) };
    const struct kernel_config kernel = { .policy = &nothing, .log = on_module, .live = true };
    assert_int_equal(kernel_new(&kernel, &w.kernel), WFP_OK);
    const struct port_loop_config c = { .ports = { w.in, w.out }, .count = 2, .workers = 2, .kernel = w.kernel, .news = -1,
                                        .say = on_say, .local = on_local, .begin = on_begin, .end = on_nothing, .frame = on_frame,
                                        .serve = on_serve, .rest = on_nothing };
    assert_int_equal(port_loop_new(&c, &w.loop), WFP_OK);
    port_loop_receive(w.loop);
}

static void end(void)
{
    port_loop_free(w.loop);
    kernel_free(w.kernel);
    port_close(w.far_in);
    port_close(w.far_out);
    port_close(w.in);
    port_close(w.out);
}

/* TCP from the host; flows are told apart by the port. */
static void send(uint16_t port)
{
    static uint8_t       room[LARGE];
    static const uint8_t head[54] = { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, 0x45, 0, 0, 40, 0, 0, 0, 0, 64, 6, 0, 0,
                                      10, 0, 0, 2, 10, 0, 0, 1, 0, 0, 0, 80, [46] = 0x50, 2 };
    memcpy(room, head, sizeof(head));
    room[34] = (uint8_t)(port >> 8);
    room[35] = (uint8_t)port;
    struct frame f = { .bytes = bytes_of(room, LARGE) };
    (void)port_send(w.far_in, 0, &f, 1);
}

static bool waits(const struct timespec *begun)
{
    struct timespec now;
    nanosleep(&(struct timespec){ 0, 100000 }, NULL);
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec - begun->tv_sec < DEADLINE;
}

/* Flows until the condition is true. */
#define SEND_UNTIL(condition)                            \
    do {                                                 \
        struct timespec begun_;                          \
        clock_gettime(CLOCK_MONOTONIC, &begun_);         \
        for (uint16_t port_ = 1; !(condition); port_++) { \
            assert_true(waits(&begun_));                 \
            send(port_);                                 \
        }                                                \
    } while (0)

static unsigned arrived(void)
{
    struct frame in[PORT_BATCH];
    unsigned     sum = 0, n;
    while ((n = port_receive(w.far_out, 0, in, PORT_BATCH)))
        sum += n;
    return sum;
}

static void what_a_busy_worker_cannot_take_is_counted(void **state)
{
    (void)state;
    begin();
    atomic_store(&w.hold, true);
    SEND_UNTIL(atomic_load(&w.held));
    SEND_UNTIL(port_loop_lost(w.loop) > 0);
    assert_int_equal(arrived(), 0); /* the worker that sends is the busy one */
    atomic_store(&w.hold, false);
    assert_true(port_loop_drain(w.loop));
    port_loop_end(w.loop);
    struct port_stats s;
    port_stats(w.far_out, &s);
    unsigned walked = atomic_load(&w.walked[0]) + atomic_load(&w.walked[1]);
    assert_true(atomic_load(&w.walked[1]) > 0);
    assert_int_equal(arrived() + s.receive_dropped + port_loop_lost(w.loop), walked * COPIES);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_busy_worker_cannot_take_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
