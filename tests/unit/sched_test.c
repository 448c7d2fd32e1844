/* The seeded scheduler: order from the seed alone, a clock of its own, deadlocks that are told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/bell.h"
#include "nt/dpc.h"
#include "nt/sched.h"
#include "nt/spinlock.h"
#include "nt/system.h"
#include "nt/thread.h"
#include "nt/timer.h"
#include "nt/work.h"

enum { TEXT_MAX = 4096, ACTORS = 3, ROUNDS = 8 };
#define MILLISECOND UINT64_C(1000000)

struct world {
    struct nt_system *nt;
    char              text[TEXT_MAX]; /* what happened, in order; owner: whoever holds the baton */
    char              log[TEXT_MAX];
};

static void append(char *text, const char *what)
{
    size_t n = strlen(text);
    snprintf(text + n, TEXT_MAX - n, "%s", what);
}

static void keep(void *context, enum nt_log_kind kind, const char *driver, const char *line)
{
    struct world *w = context;
    (void)kind;
    (void)driver;
    append(w->log, line);
    append(w->log, "\n");
}

static void open_world(struct world *w, uint64_t seed)
{
    *w = (struct world){ 0 };
    struct nt_options o = { .context = w, .log = keep, .seeded = true, .seed = seed };
    assert_int_equal(nt_system_new(&o, &w->nt), WFP_OK);
}

/* --- order -------------------------------------------------------------------------------------------------------- */

struct actor {
    struct nt_work  work; /* first */
    struct nt_dpc   dpc;
    struct nt_timer timer;
    struct world   *world;
    uintptr_t      *lock;
    char            name;
};

static void step(struct actor *a, char what)
{
    append(a->world->text, (char[]){ a->name, what, ' ', 0 });
}

static void on_dpc(struct nt_dpc *dpc, void *context, void *first, void *second)
{
    struct actor *a = context;
    (void)dpc;
    (void)first;
    (void)second;
    step(a, 'd');
    nt_point(a->world->nt);
    step(a, 'D');
}

static void on_work(struct nt_work *work)
{
    struct actor *a = (struct actor *)work;
    step(a, 'w');
    nt_point(a->world->nt);
    step(a, 'W');
}

static void act(void *context)
{
    struct actor     *a = context;
    struct nt_system *nt = a->world->nt;
    int64_t           delay = -10000 * (1 + a->name % 3);
    for (int i = 0; i < ROUNDS; i++) {
        nt_point(nt);
        spin_acquire(nt, a->lock, "take");
        step(a, '(');
        nt_point(nt);
        step(a, ')');
        spin_release(nt, a->lock, "give");
        nt_dpc_queue(nt, &a->dpc, NULL, NULL);
        nt_work_queue_once(nt, &a->work);
        nt_timer_set(nt, &a->timer, delay, 0, &a->dpc);
        nt_wait(nt, NULL, 0, false, &delay);
    }
}

static void play(struct world *w, uint64_t seed)
{
    struct actor      actors[ACTORS];
    struct nt_thread *threads[ACTORS];
    uintptr_t         lock = 0;
    open_world(w, seed);
    for (int i = 0; i < ACTORS; i++) {
        struct actor *a = &actors[i];
        *a = (struct actor){ .work.run = on_work, .dpc = { .run = on_dpc, .context = a }, .world = w, .lock = &lock,
                             .name = (char)('a' + i) };
        nt_timer_init(&a->timer, NT_TIMER_NOTIFICATION);
        assert_int_equal(nt_thread_start(w->nt, NULL, act, a, &threads[i]), WFP_OK);
    }
    for (int i = 0; i < ACTORS; i++) {
        assert_int_equal(nt_wait(w->nt, &(struct nt_object *){ &threads[i]->object }, 1, false, NULL), 0);
        nt_thread_put(threads[i]);
    }
    nt_time_passes(w->nt, nt_time(w->nt));
    nt_time_passes(w->nt, nt_time(w->nt) + 1000000);
    nt_drain(w->nt);
    assert_int_equal(nt_reports(w->nt), 0);
    nt_system_free(w->nt);
}

static void the_same_seed_gives_the_same_order(void **state)
{
    static struct world one, two;
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        play(&one, seed);
        play(&two, seed);
        assert_string_equal(one.text, two.text);
        assert_true(strlen(one.text) >= ACTORS * ROUNDS * 6);
        assert_null(strstr(one.text, "( a(")); /* the lock excludes */
    }
}

static void different_seeds_give_different_orders(void **state)
{
    enum { SEEDS = 40 };
    static struct world worlds[SEEDS];
    unsigned            different = 0;
    (void)state;
    for (unsigned seed = 0; seed < SEEDS; seed++) {
        bool seen = false;
        play(&worlds[seed], seed);
        for (unsigned before = 0; before < seed && !seen; before++)
            seen = strcmp(worlds[before].text, worlds[seed].text) == 0;
        different += !seen;
    }
    assert_true(different > SEEDS / 2);
}

/* --- time --------------------------------------------------------------------------------------------------------- */

static void time_goes_to_the_next_deadline_when_everybody_waits(void **state)
{
    static struct world w;
    const int64_t       day = -INT64_C(864000000000);
    (void)state;
    open_world(&w, 1);
    uint64_t before = nt_uptime(w.nt);
    assert_int_equal(nt_wait(w.nt, NULL, 0, false, &day), NT_WAIT_TIMEOUT); /* a day, and nobody waited for it */
    assert_int_equal(nt_uptime(w.nt) - before, 86400000 * MILLISECOND);
    nt_stall(w.nt, MILLISECOND);
    assert_int_equal(nt_uptime(w.nt) - before, 86400001 * MILLISECOND);
    nt_system_free(w.nt);
}

struct clockwork {
    struct nt_dpc   dpc; /* first */
    struct nt_timer timer;
    struct world   *world;
    unsigned        runs;
    uint64_t        last;
};

static void on_tick(struct nt_dpc *dpc, void *context, void *first, void *second)
{
    struct clockwork *c = context;
    (void)dpc;
    (void)first;
    (void)second;
    c->runs++;
    c->last = nt_uptime(c->world->nt);
}

static void the_hosts_time_lets_timers_fire_in_order(void **state)
{
    static struct world w;
    struct clockwork    every = { .dpc.run = on_tick, .world = &w }, once = { .dpc.run = on_tick, .world = &w };
    (void)state;
    open_world(&w, 3);
    every.dpc.context = &every;
    once.dpc.context = &once;
    nt_timer_init(&every.timer, NT_TIMER_SYNCHRONIZATION);
    nt_timer_init(&once.timer, NT_TIMER_NOTIFICATION);
    nt_time_passes(w.nt, 1000); /* the first sets the clock */
    assert_int_equal(nt_time(w.nt), 1000);
    nt_timer_set(w.nt, &every.timer, -100000, 10, &every.dpc);  /* each 10 ms */
    nt_timer_set(w.nt, &once.timer, -550000, 0, &once.dpc);     /* at 55 ms */
    assert_true(nt_drain(w.nt));
    assert_int_equal(every.runs, 0); /* draining makes no time */
    nt_time_passes(w.nt, 1000 + 549999);
    assert_int_equal(every.runs, 5);
    assert_int_equal(once.runs, 0);
    nt_time_passes(w.nt, 1000 + 1000000);
    assert_int_equal(every.runs, 10);
    assert_int_equal(every.last, 100 * MILLISECOND);
    assert_int_equal(once.runs, 1);
    assert_int_equal(once.last, 55 * MILLISECOND);
    nt_time_passes(w.nt, 500); /* a packet out of order */
    assert_int_equal(nt_time(w.nt), 1000 + 1000000);
    nt_timer_cancel(w.nt, &every.timer);
    nt_system_free(w.nt);
}

/* --- bells -------------------------------------------------------------------------------------------------------- */

struct ringing {
    struct nt_system *nt;
    pthread_mutex_t   mutex;
    struct bell       bell;
    unsigned          count; /* guarded by: mutex */
};

static void ring(void *context)
{
    struct ringing *r = context;
    for (int i = 0; i < ROUNDS; i++) {
        nt_point(r->nt);
        pthread_mutex_lock(&r->mutex);
        r->count++;
        bell_ring(&r->bell);
        pthread_mutex_unlock(&r->mutex);
    }
}

static void wait_for_rings(bool seeded, uint64_t seed)
{
    struct ringing    r = { .mutex = PTHREAD_MUTEX_INITIALIZER };
    struct nt_thread *t;
    struct timespec   soon;
    assert_int_equal(nt_system_new(&(struct nt_options){ .seeded = seeded, .seed = seed }, &r.nt), WFP_OK);
    bell_init(&r.bell);
    bell_hand_over(&r.bell, nt_bells(r.nt));
    assert_int_equal(nt_thread_start(r.nt, NULL, ring, &r, &t), WFP_OK);
    pthread_mutex_lock(&r.mutex);
    while (r.count < ROUNDS)
        bell_wait(&r.bell, &r.mutex);
    clock_gettime(CLOCK_MONOTONIC, &soon);
    assert_false(bell_wait_until(&r.bell, &r.mutex, &soon));
    pthread_mutex_unlock(&r.mutex);
    nt_thread_put(t);
    nt_system_free(r.nt);
    bell_fini(&r.bell);
}

static void bells_wake_in_both_schedulers(void **state)
{
    (void)state;
    wait_for_rings(false, 0);
    for (uint64_t seed = 0; seed < 50; seed++)
        wait_for_rings(true, seed);
}

/* --- deadlock ----------------------------------------------------------------------------------------------------- */

struct knot {
    struct world   *world;
    struct nt_mutex one, two;
    uintptr_t       spin;
};

static void take_both(struct knot *k, struct nt_mutex *first, struct nt_mutex *second)
{
    struct nt_system *nt = k->world->nt;
    nt_wait(nt, &(struct nt_object *){ &first->object }, 1, false, NULL);
    nt_point(nt);
    nt_wait(nt, &(struct nt_object *){ &second->object }, 1, false, NULL);
    nt_mutex_release(nt, second);
    nt_mutex_release(nt, first);
}

static void forwards(void *context)
{
    struct knot *k = context;
    take_both(k, &k->one, &k->two);
}

static void backwards(void *context)
{
    struct knot *k = context;
    take_both(k, &k->two, &k->one);
}

static void print(void *context, enum nt_log_kind kind, const char *driver, const char *line)
{
    (void)context;
    (void)kind;
    (void)driver;
    printf("%s\n", line);
}

static void tie(uint64_t seed)
{
    static struct world w;
    struct knot         k = { .world = &w };
    struct nt_thread   *t[2];
    assert_int_equal(nt_system_new(&(struct nt_options){ .seeded = true, .seed = seed, .log = print }, &w.nt), WFP_OK);
    nt_mutex_init(&k.one);
    nt_mutex_init(&k.two);
    assert_int_equal(nt_thread_start(w.nt, NULL, forwards, &k, &t[0]), WFP_OK);
    assert_int_equal(nt_thread_start(w.nt, NULL, backwards, &k, &t[1]), WFP_OK);
    for (int i = 0; i < 2; i++) {
        nt_wait(w.nt, &(struct nt_object *){ &t[i]->object }, 1, false, NULL);
        nt_thread_put(t[i]);
    }
    nt_system_free(w.nt);
}

/* In a process of its own: a deadlock ends it. Its exit status; what it printed in `text`. */
static int tie_apart(uint64_t seed, char *text, size_t size)
{
    int    ends[2], status = 0;
    size_t have = 0;
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        tie(seed);
        fflush(NULL);
        _exit(0);
    }
    close(ends[1]);
    for (ssize_t n; have < size - 1 && (n = read(ends[0], text + have, size - 1 - have)) > 0;)
        have += (size_t)n;
    text[have] = 0;
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void a_deadlock_is_found_and_told(void **state)
{
    enum { SEEDS = 40 };
    char     text[TEXT_MAX];
    unsigned ended = 0, stuck = 0;
    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        int status = tie_apart(seed, text, sizeof(text));
        if (status == 0) {
            ended++;
            continue;
        }
        assert_int_equal(status, 2);
        stuck++;
        assert_non_null(strstr(text, "deadlock: every thread waits, and no timer is set"));
        assert_non_null(strstr(text, "thread 4 (the host's thread) waits for a thread's end"));
        assert_non_null(strstr(text, "thread 8 (a system thread) waits for a mutex, which thread 12 has"));
        assert_non_null(strstr(text, "thread 12 (a system thread) waits for a mutex, which thread 8 has"));
    }
    assert_true(ended > 0 && stuck > 0); /* the seed decides */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_gives_the_same_order),
        cmocka_unit_test(different_seeds_give_different_orders),
        cmocka_unit_test(time_goes_to_the_next_deadline_when_everybody_waits),
        cmocka_unit_test(the_hosts_time_lets_timers_fire_in_order),
        cmocka_unit_test(bells_wake_in_both_schedulers),
        cmocka_unit_test(a_deadlock_is_found_and_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
