/* The kernel of the drivers: pool, locks, waiting, timers, DPCs, work items, threads, the ledger. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "nt/bugcheck.h"
#include "nt/device.h"
#include "nt/driver.h"
#include "nt/dpc.h"
#include "nt/irql.h"
#include "nt/ledger.h"
#include "nt/pool.h"
#include "nt/spinlock.h"
#include "nt/system.h"
#include "nt/thread.h"
#include "nt/timer.h"
#include "nt/work.h"

enum { TAG = 0x74736554, LOG_MAX = 4096 }; /* 'Test' */

struct world {
    struct nt_system *nt;
    struct driver     driver;
    jmp_buf           stopped;
    uint32_t          code;
    char              log[LOG_MAX]; /* guarded by: the log */
};

static struct world *world; /* of the test that runs */

static void keep(void *context, enum nt_log_kind kind, const char *driver, const char *line)
{
    struct world *w = context;
    size_t        n = strlen(w->log);
    snprintf(w->log + n, LOG_MAX - n, "%s%s:%s\n", kind == NT_LOG_REPORT ? "!" : "", driver ? driver : "-", line);
}

static void stop(void *context, const struct nt_bugcheck *why)
{
    struct world *w = context;
    w->code = why->code;
    longjmp(w->stopped, 1);
}

static const void *enter(struct driver *driver)
{
    return driver;
}

static void leave(const void *before)
{
    (void)before;
}

static struct driver *current(void)
{
    return &world->driver;
}

static int setup_with(bool seeded, void **state)
{
    world = calloc(1, sizeof(*world));
    strcpy(world->driver.name, "test");
    struct nt_options o = { .context = world, .log = keep, .stopped = stop, .enter = enter, .leave = leave, .current = current,
                            .seeded = seeded, .seed = 7 };
    assert_int_equal(nt_system_new(&o, &world->nt), WFP_OK);
    assert_int_equal(driver_add(world->nt, &world->driver), WFP_OK);
    *state = world;
    return 0;
}

static int setup(void **state)
{
    return setup_with(false, state);
}

static int setup_seeded(void **state)
{
    return setup_with(true, state);
}

static int teardown(void **state)
{
    struct world *w = *state;
    driver_remove(&w->driver);
    nt_system_free(w->nt);
    free(w);
    return 0;
}

static void assert_log(const struct world *w, const char *part)
{
    if (!strstr(w->log, part))
        fail_msg("no '%s' in:\n%s", part, w->log);
}

/* --- pool --------------------------------------------------------------------------------------------------------- */

static void blocks_are_aligned_and_zeroed_when_asked(void **state)
{
    struct world *w = *state;
    static const size_t sizes[] = { 0, 1, 24, 4095, 4096, 10000 };
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        uint8_t *p = pool_alloc(w->nt, sizes[i], TAG, true);
        assert_int_equal((uintptr_t)p % (sizes[i] >= POOL_PAGE ? POOL_PAGE : 16), 0);
        for (size_t n = 0; n < sizes[i]; n++)
            assert_int_equal(p[n], 0);
        pool_free(w->nt, p, TAG, "free");
    }
    assert_null(pool_alloc(w->nt, SIZE_MAX - 8, TAG, false));
    assert_int_equal(nt_reports(w->nt), 0);
}

static void writing_before_and_past_a_block_is_found(void **state)
{
    struct world     *w = *state;
    volatile uint8_t *p = pool_alloc(w->nt, 24, TAG, false);
#if !defined __SANITIZE_ADDRESS__ /* which would stop at once */
    p[24] = 0;
    p[-1] = 0;
#endif
    pool_free(w->nt, (void *)p, 0, "free");
#if !defined __SANITIZE_ADDRESS__
    assert_log(w, "(24 bytes, tag 'Test') was written past its end");
    assert_log(w, "(24 bytes, tag 'Test') was written before its start");
#endif
    assert_int_equal(driver_report_leaks(&w->driver), 0);
}

static void a_block_that_holds_a_timer_or_a_dpc_lets_go_of_them(void **state)
{
    struct world    *w = *state;
    struct nt_timer *t = pool_alloc(w->nt, sizeof(*t), TAG, true);
    nt_timer_init(t, NT_TIMER_NOTIFICATION);
    nt_timer_set(w->nt, t, -INT64_C(36000000000), 0, NULL);
    pool_free(w->nt, t, TAG, "free");
    assert_log(w, "holds a timer that is still set");
    assert_true(nt_drain(w->nt));
}

static void devices_are_found_by_every_name(void **state)
{
    static const char *const names[] = { "\\Device\\Found", "\\??\\link", "\\DosDevices\\LINK", "\\GLOBAL??\\Link",
                                         "\\??\\Global\\link", "\\??\\GLOBALROOT\\Device\\found" };
    struct world    *w = *state;
    struct nt_opened o;
    void            *device = malloc(1);
    assert_int_equal(nt_device_add(w->nt, device, "\\Device\\Found"), WFP_OK);
    assert_int_equal(nt_device_protect(w->nt, device, "D:P"), WFP_OK);
    assert_int_equal(nt_symlink_add(w->nt, "\\DosDevices\\Global\\Link", "\\Device\\Found"), WFP_OK);
    for (unsigned i = 0; i < COUNT_OF(names); i++) {
        assert_int_equal(nt_device_open(w->nt, names[i], &o), WFP_OK);
        assert_ptr_equal(o.device, device);
        assert_int_equal(o.others, i);
        assert_string_equal(o.rest, "");
        assert_string_equal(o.sddl, "D:P");
        free(o.sddl);
    }
    assert_int_equal(nt_device_open(w->nt, "\\??\\link\\a\\b", &o), WFP_OK);
    assert_string_equal(o.rest, "\\a\\b");
    free(o.sddl);
    assert_int_equal(nt_device_open(w->nt, "\\??\\linker", &o), WFP_NOT_FOUND);
    assert_true(nt_symlink_remove(w->nt, "\\??\\link"));
    assert_true(nt_device_remove(w->nt, device));
    assert_int_equal(nt_device_open(w->nt, "\\Device\\Found", &o), WFP_NOT_FOUND); /* who has it open keeps it */
    for (unsigned i = 0; i <= COUNT_OF(names); i++)
        nt_device_close(w->nt, device);
}

static void leaks_are_counted_by_kind_and_tag(void **state)
{
    struct world *w = *state;
    pool_alloc(w->nt, 5, TAG, false);
    pool_alloc(w->nt, 7, TAG, false);
    pool_alloc(w->nt, 1, 0x41, false);
    assert_int_equal(nt_symlink_add(w->nt, "\\??\\x", "\\Device\\x"), WFP_OK);
    assert_int_equal(nt_symlink_add(w->nt, "\\??\\X", "\\Device\\y"), WFP_ALREADY_EXISTS);
    assert_int_equal(driver_report_leaks(&w->driver), 4);
    assert_log(w, "leaks 2 pool blocks with the tag 'Test', 12 bytes");
    assert_log(w, "leaks 1 pool block with the tag 'A...', 1 bytes");
    assert_log(w, "leaks 1 symbolic link\n");
    assert_int_equal(driver_report_leaks(&w->driver), 0);
    assert_int_equal(nt_symlink_add(w->nt, "\\??\\x", "\\Device\\x"), WFP_OK); /* the name is free again */
    assert_true(nt_symlink_remove(w->nt, "\\??\\X"));
}

/* --- levels and locks --------------------------------------------------------------------------------------------- */

static void levels_only_go_the_way_the_function_says(void **state)
{
    struct world *w = *state;
    assert_int_equal(irql_raise(w->nt, IRQL_DISPATCH), IRQL_PASSIVE);
    assert_false(irql_require(w->nt, "f", IRQL_APC));
    assert_log(w, "f at DISPATCH_LEVEL: allowed up to APC_LEVEL");
    irql_lower(w->nt, IRQL_PASSIVE);
    assert_int_equal(nt_reports(w->nt), 1);
    irql_lower(w->nt, IRQL_DISPATCH);
    assert_log(w, "raises the IRQL");
    irql_raise(w->nt, IRQL_PASSIVE);
    assert_log(w, "lowers the IRQL");
}

static void taking_a_spin_lock_twice_is_a_bug_check(void **state)
{
    struct world *w = *state;
    uintptr_t     lock = 0;
    spin_acquire(w->nt, &lock, "take");
    if (setjmp(w->stopped) == 0) {
        spin_acquire(w->nt, &lock, "take");
        fail();
    }
    assert_int_equal(w->code, BUGCHECK_SPIN_LOCK_ALREADY_OWNED);
    assert_log(w, "bug check 0x0000000F SPIN_LOCK_ALREADY_OWNED");
    spin_release(w->nt, &lock, "give");
    assert_false(lock);
}

enum { ROUNDS = 20000 };

struct contest {
    struct nt_system *nt;
    uintptr_t         lock;
    int32_t           shared_lock;
    unsigned          count; /* guarded by: lock */
    unsigned          other; /* guarded by: shared_lock */
};

static void contend(void *context)
{
    struct contest *c = context;
    for (int i = 0; i < ROUNDS; i++) {
        spin_acquire(c->nt, &c->lock, "take");
        c->count++;
        spin_release(c->nt, &c->lock, "give");
        if (i % 4) {
            rw_spin_acquire_shared(c->nt, &c->shared_lock);
            assert_true(c->other <= 3 * ROUNDS);
            rw_spin_release_shared(c->nt, &c->shared_lock, "give");
        } else {
            rw_spin_acquire_exclusive(c->nt, &c->shared_lock);
            c->other++;
            rw_spin_release_exclusive(c->nt, &c->shared_lock, "give");
        }
    }
}

static void spin_locks_exclude(void **state)
{
    struct world     *w = *state;
    struct contest    c = { .nt = w->nt };
    struct nt_thread *t[3];
    for (int i = 0; i < 3; i++)
        assert_int_equal(nt_thread_start(w->nt, &w->driver, contend, &c, &t[i]), WFP_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(nt_wait(w->nt, &(struct nt_object *){ &t[i]->object }, 1, false, NULL), 0);
        nt_thread_put(t[i]);
    }
    assert_int_equal(c.count, 3 * ROUNDS);
    assert_int_equal(c.other, 3 * ROUNDS / 4);
    assert_int_equal(nt_reports(w->nt), 0);
}

/* --- waiting ------------------------------------------------------------------------------------------------------ */

static const int64_t at_once = 0, soon = -1;

static void waits_take_what_they_waited_for(void **state)
{
    struct world       *w = *state;
    struct nt_object    notification, synchronization;
    struct nt_semaphore semaphore;
    int32_t             before;
    nt_object_init(&notification, NT_EVENT_NOTIFICATION, 1);
    nt_object_init(&synchronization, NT_EVENT_SYNCHRONIZATION, 1);
    nt_object_init(&semaphore.object, NT_SEMAPHORE, 2);
    semaphore.limit = 3;
    struct nt_object *all[] = { &notification, &synchronization, &semaphore.object };
    assert_int_equal(nt_wait(w->nt, all, 3, true, &at_once), 0);
    assert_int_equal(notification.state, 1);
    assert_int_equal(synchronization.state, 0);
    assert_int_equal(semaphore.object.state, 1);
    assert_int_equal(nt_wait(w->nt, all, 3, true, &soon), NT_WAIT_TIMEOUT);
    assert_int_equal(semaphore.object.state, 1); /* all or nothing */
    assert_int_equal(nt_wait(w->nt, all + 1, 2, false, &at_once), 1);
    assert_int_equal(nt_wait(w->nt, all + 1, 2, false, &at_once), NT_WAIT_TIMEOUT);
    assert_true(nt_semaphore_release(w->nt, &semaphore, 3, &before));
    assert_false(nt_semaphore_release(w->nt, &semaphore, 1, &before));
    assert_int_equal(before, 3);
}

static void a_mutex_is_its_owners_until_given_back_as_often(void **state)
{
    struct world     *w = *state;
    struct nt_mutex   m;
    struct nt_object *one = &m.object;
    nt_mutex_init(&m);
    assert_false(nt_mutex_release(w->nt, &m));
    assert_log(w, "does not hold the mutex");
    assert_int_equal(nt_wait(w->nt, &one, 1, false, &at_once), 0);
    assert_int_equal(nt_wait(w->nt, &one, 1, false, &at_once), 0);
    assert_true(nt_mutex_release(w->nt, &m) && m.owner);
    assert_true(nt_mutex_release(w->nt, &m) && !m.owner);
}

/* --- work --------------------------------------------------------------------------------------------------------- */

struct chain {
    struct nt_work    work; /* first */
    struct nt_system *nt;
    struct nt_object  go;
    struct nt_work   *next;
    char              trace[8]; /* owner thread, then whoever waited for nt_drain() */
};

static void work_waits_for_later_work(struct nt_work *work)
{
    struct chain *c = (struct chain *)work;
    assert_int_equal(irql_current(), IRQL_PASSIVE);
    nt_work_queue(c->nt, c->next);
    nt_wait(c->nt, &(struct nt_object *){ &c->go }, 1, false, NULL);
    strcat(c->trace, "1");
}

struct setter {
    struct nt_work work; /* first */
    struct chain  *chain;
};

static void work_sets(struct nt_work *work)
{
    struct chain *c = ((struct setter *)work)->chain;
    strcat(c->trace, "2");
    nt_object_set(c->nt, &c->go, 1);
}

static void a_work_item_may_wait_for_a_later_one(void **state)
{
    struct world *w = *state;
    struct setter s = { .work = { .run = work_sets, .driver = &w->driver } };
    struct chain  c = { .work = { .run = work_waits_for_later_work, .driver = &w->driver }, .nt = w->nt, .next = &s.work };
    s.chain = &c;
    nt_object_init(&c.go, NT_EVENT_NOTIFICATION, 0);
    assert_true(nt_work_queue(w->nt, &c.work));
    assert_true(nt_drain(w->nt));
    assert_string_equal(c.trace, "21");
    assert_int_equal(nt_work_pending(w->nt, &w->driver), 0);
}

struct tick {
    struct nt_dpc     dpc; /* first */
    struct nt_system *nt;
    struct nt_object  done;
    unsigned          runs;
    bool              again;
};

static void on_dpc(struct nt_dpc *dpc, void *context, void *first, void *second)
{
    struct tick *t = (struct tick *)dpc;
    assert_int_equal(irql_current(), IRQL_DISPATCH);
    assert_ptr_equal(context, t);
    (void)first;
    (void)second;
    if (++t->runs < 3 && t->again)
        nt_dpc_queue(t->nt, dpc, NULL, NULL);
    else
        nt_object_set(t->nt, &t->done, 1);
}

static void tick_init(struct tick *t, struct world *w, bool again)
{
    *t = (struct tick){ .dpc = { .run = on_dpc, .context = t, .driver = &w->driver }, .nt = w->nt, .again = again };
    nt_object_init(&t->done, NT_EVENT_NOTIFICATION, 0);
}

static void a_dpc_may_queue_itself_and_the_flush_waits(void **state)
{
    struct world *w = *state;
    struct tick   t;
    tick_init(&t, w, true);
    assert_true(nt_dpc_queue(w->nt, &t.dpc, NULL, NULL));
    nt_dpc_flush(w->nt);
    assert_int_equal(t.runs, 3);
    assert_false(nt_dpc_remove(w->nt, &t.dpc));
}

static void a_timer_signals_and_queues_its_dpc(void **state)
{
    struct world   *w = *state;
    struct tick     t;
    struct nt_timer timer;
    tick_init(&t, w, false);
    nt_timer_init(&timer, NT_TIMER_SYNCHRONIZATION);
    assert_false(nt_timer_set(w->nt, &timer, -10000, 0, &t.dpc));
    assert_int_equal(nt_wait(w->nt, (struct nt_object *[]){ &timer.object, &t.done }, 2, true, NULL), 0);
    assert_int_equal(t.runs, 1);
    assert_int_equal(timer.object.state, 0);
    assert_false(nt_timer_cancel(w->nt, &timer));
    assert_false(nt_timer_set(w->nt, &timer, -INT64_C(36000000000), 0, NULL));
    assert_true(nt_timer_set(w->nt, &timer, -INT64_C(36000000000), 0, NULL));
    assert_true(nt_timer_cancel(w->nt, &timer));
}

static void a_periodic_timer_fires_until_cancelled(void **state)
{
    struct world    *w = *state;
    struct nt_timer  timer;
    struct nt_object *one = &timer.object;
    nt_timer_init(&timer, NT_TIMER_SYNCHRONIZATION);
    nt_timer_set(w->nt, &timer, 0, 1, NULL);
    for (int i = 0; i < 3; i++)
        assert_int_equal(nt_wait(w->nt, &one, 1, false, NULL), 0);
    assert_true(nt_timer_cancel(w->nt, &timer));
}

/* --- threads ------------------------------------------------------------------------------------------------------ */

struct echo {
    struct nt_system *nt;
    struct nt_object  asked, stop;
    unsigned          answers;
};

static void echo_main(void *context)
{
    struct echo      *e = context;
    struct nt_object *both[] = { &e->stop, &e->asked };
    while (nt_wait(e->nt, both, 2, false, NULL) == 1)
        e->answers++;
    nt_thread_exit(7);
}

static void draining_waits_for_what_threads_can_still_do(void **state)
{
    struct world     *w = *state;
    struct echo       e = { .nt = w->nt };
    struct nt_thread *t;
    nt_object_init(&e.asked, NT_EVENT_SYNCHRONIZATION, 0);
    nt_object_init(&e.stop, NT_EVENT_NOTIFICATION, 0);
    assert_int_equal(nt_thread_start(w->nt, &w->driver, echo_main, &e, &t), WFP_OK);
    for (unsigned i = 1; i <= 100; i++) {
        nt_object_set(w->nt, &e.asked, 1);
        assert_true(nt_drain(w->nt));
        assert_int_equal(e.answers, i);
    }
    assert_int_equal(nt_threads_running(w->nt, &w->driver), 1);
    nt_object_set(w->nt, &e.stop, 1);
    nt_wait(w->nt, &(struct nt_object *){ &t->object }, 1, false, NULL);
    assert_int_equal(t->status, 7);
    assert_int_equal(nt_threads_running(w->nt, &w->driver), 0);
    assert_int_equal(driver_report_leaks(&w->driver), 1);
    assert_log(w, "leaks references to 1 thread");
}

static void lines_are_collected_until_their_end(void **state)
{
    struct world *w = *state;
    nt_print(w->nt, &w->driver, "a");
    nt_print(w->nt, &w->driver, "b\r\nc\n\n");
    nt_print(w->nt, &w->driver, "rest");
    nt_report(w->nt, "wrong");
    assert_string_equal(w->log, "test:ab\ntest:c\ntest:\ntest:rest\n!test:wrong\n");
}

int main(void)
{
/* Each with both schedulers. */
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown), { #f " (seeded)", f, setup_seeded, teardown, NULL }
    const struct CMUnitTest tests[] = {
        T(devices_are_found_by_every_name),
        T(blocks_are_aligned_and_zeroed_when_asked),
        T(writing_before_and_past_a_block_is_found),
        T(a_block_that_holds_a_timer_or_a_dpc_lets_go_of_them),
        T(leaks_are_counted_by_kind_and_tag),
        T(levels_only_go_the_way_the_function_says),
        T(taking_a_spin_lock_twice_is_a_bug_check),
        T(spin_locks_exclude),
        T(waits_take_what_they_waited_for),
        T(a_mutex_is_its_owners_until_given_back_as_often),
        T(a_work_item_may_wait_for_a_later_one),
        T(a_dpc_may_queue_itself_and_the_flush_waits),
        T(a_timer_signals_and_queues_its_dpc),
        T(a_periodic_timer_fires_until_cancelled),
        T(draining_waits_for_what_threads_can_still_do),
        T(lines_are_collected_until_their_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
