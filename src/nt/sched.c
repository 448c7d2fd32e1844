#include "nt/sched.h"

#include <sched.h>
#include <stdio.h>
#include <time.h>

#include "base/mix.h"
#include "nt/bugcheck.h"
#include "nt/driver.h"
#include "nt/parts.h"
#include "nt/thread.h"
#include "nt/work.h"

enum { PATIENCE_SECONDS = 10 };
#define SECOND_NS UINT64_C(1000000000)

uint64_t nt_monotonic(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * SECOND_NS + (uint64_t)t.tv_nsec;
}

bool nt_is_seeded(const struct nt_system *nt)
{
    return nt->options.seeded;
}

/* Does the scheduler decide when the thread runs? */
static bool takes_part(const struct nt_system *nt, const struct nt_thread *t)
{
    return nt->options.seeded && (t == nt->host || t->nt == nt);
}

void nt_sched_init(struct nt_system *nt)
{
    nt->host = nt_thread_current();
    nt->holder = nt->host;
    nt->random = nt->options.seed;
    /* Few switches find other bugs than many: how eager a run is belongs to its seed. */
    static const unsigned eagerness[] = { 1, 2, 4, 16 };
    nt->patience = UINT64_MAX;
    nt->time = nt->options.now ? nt->options.now(nt->options.context) : 0;
    if (nt->options.seeded)
        nt->host->id = nt->next_thread_id += 4; /* Linux' would differ from run to run */
    nt->stays = eagerness[nt->options.seeded ? nt_draw(nt, 4) : 0];
}

unsigned nt_draw(struct nt_system *nt, unsigned below)
{
    if (!nt->options.seeded)
        return 0;
    return (unsigned)(((mix64_next(&nt->random) >> 32) * below) >> 32);
}

/* --- who could run ------------------------------------------------------------------------------------------------ */

bool nt_thread_can_run(const struct nt_thread *t)
{
    const struct nt_block *b = t->block;
    return !t->ended && (!b || (!b->drains && b->done(b->context)));
}

static bool is_due(const struct nt_system *nt, const struct nt_thread *t)
{
    return t->block && !t->block->drains && t->block->deadline <= nt->clock;
}

static bool runnable(const struct nt_system *nt, const struct nt_thread *t)
{
    return nt_thread_can_run(t) || (!t->ended && is_due(nt, t));
}

static bool drains(const struct nt_system *nt, const struct nt_thread *t)
{
    (void)nt;
    return !t->ended && t->block && t->block->drains;
}

/* One of those that answer `is`, drawn; NULL: there is none. The host's thread is the first, then they come in the order in
 * which they were made. */
static struct nt_thread *draw_one(struct nt_system *nt, bool (*is)(const struct nt_system *, const struct nt_thread *))
{
    unsigned count = is(nt, nt->host);
    for (const struct nt_list *l = nt->threads.next; l != &nt->threads; l = l->next)
        count += is(nt, nt_container(l, struct nt_thread, link));
    if (count == 0)
        return NULL;
    unsigned left = count > 1 ? nt_draw(nt, count) : 0;
    if (is(nt, nt->host) && left-- == 0)
        return nt->host;
    for (struct nt_list *l = nt->threads.next;; l = l->next) {
        struct nt_thread *t = nt_container(l, struct nt_thread, link);
        if (is(nt, t) && left-- == 0)
            return t;
    }
}

static uint64_t next_deadline(const struct nt_system *nt)
{
    uint64_t next = nt->host->block ? nt->host->block->deadline : UINT64_MAX;
    for (const struct nt_list *l = nt->threads.next; l != &nt->threads; l = l->next) {
        const struct nt_thread *t = nt_container(l, struct nt_thread, link);
        if (!t->ended && t->block && t->block->deadline < next)
            next = t->block->deadline;
    }
    return next;
}

/* Never back: what is due already waits for its turn. */
static void move_clock(struct nt_system *nt, uint64_t to)
{
    if (to <= nt->clock)
        return;
    nt->time += (to - nt->clock) / 100;
    nt->clock = to;
}

/* --- nobody can run ----------------------------------------------------------------------------------------------- */

static const char *kind_name(const struct nt_thread *t)
{
    static const char *const names[] = { [NT_THREAD_HOST] = "the host's thread", [NT_THREAD_SYSTEM] = "a system thread",
                                         [NT_THREAD_WORKER] = "a worker", [NT_THREAD_DPC] = "the thread of DPCs" };
    return names[t->kind];
}

static void report_one(struct nt_system *nt, const struct nt_thread *t)
{
    char holder[64] = "";
    if (t->ended || !t->block || (t->idle && t->kind != NT_THREAD_SYSTEM))
        return;
    const struct nt_thread *owner = t->block->owner ? t->block->owner(t->block->context) : NULL;
    if (owner && (owner == nt->host || nt_thread_known(nt, owner))) /* it may have ended with the lock in its hand */
        snprintf(holder, sizeof(holder), ", which thread %u has", owner->id);
    nt_report_of(nt, t->driver, "  thread %u (%s) waits for %s%s", t->id, kind_name(t), t->block->what, holder);
}

/* With the lock, which it gives back: whoever reports may come back to us. */
static void deadlock(struct nt_system *nt)
{
    nt_unlock(nt);
    nt_report_of(nt, NULL, "deadlock: every thread waits, and no timer is set");
    report_one(nt, nt->host);
    for (struct nt_list *l = nt->threads.next; l != &nt->threads; l = l->next)
        report_one(nt, nt_container(l, struct nt_thread, link));
    nt_bugcheck(nt, &(struct nt_bugcheck){ .code = BUGCHECK_DEADLOCK });
}

/* Threads that take no part may still change something: they get a while. */
static bool strangers_help(struct nt_system *nt)
{
    return nt->strangers && nt_wait_changed(nt, nt_monotonic() + PATIENCE_SECONDS * SECOND_NS);
}

/* --- the baton ---------------------------------------------------------------------------------------------------- */

static struct nt_thread *next_thread(struct nt_system *nt)
{
    for (;;) {
        struct nt_thread *t = nt->draws < nt->patience ? draw_one(nt, runnable) : NULL;
        if (!t)
            t = draw_one(nt, drains);
        if (!t)
            t = draw_one(nt, runnable);
        if (t)
            return t;
        uint64_t next = next_deadline(nt);
        if (next != UINT64_MAX)
            move_clock(nt, next);
        else if (nt->stopping)
            return NULL;
        else if (!strangers_help(nt))
            deadlock(nt);
    }
}

static void report_stuck(struct nt_system *nt)
{
    struct nt_thread *t = nt->holder;
    nt_unlock(nt);
    nt_report_of(nt, t->driver, "thread %u (%s) has run for %d seconds without calling the system", t->id, kind_name(t),
                 PATIENCE_SECONDS);
    nt_lock(nt);
}

/* With the lock. Somebody who spins on a variable never comes to a scheduling point: people should know whom they wait for. */
static void await_baton(struct nt_system *nt, struct nt_thread *self)
{
    bool told = false;
    while (nt->holder != self) {
        uint64_t        draws = nt->draws;
        struct timespec t;
        clock_gettime(CLOCK_REALTIME, &t);
        t.tv_sec += PATIENCE_SECONDS;
        bool late = pthread_cond_timedwait(&self->turn, &nt->lock, &t) != 0;
        if (late && !told && self == nt->host && nt->holder != self && nt->draws == draws) {
            told = true;
            report_stuck(nt);
        }
    }
}

/* With the lock. */
static void pass(struct nt_system *nt, struct nt_thread *self)
{
    struct nt_thread *next = next_thread(nt);
    nt->draws++;
    if (next == self)
        return;
    nt->holder = next;
    if (next)
        pthread_cond_signal(&next->turn);
    if (!self->ended)
        await_baton(nt, self);
}

void nt_sched_begins(struct nt_system *nt, struct nt_thread *self)
{
    if (nt->options.seeded)
        await_baton(nt, self);
}

void nt_sched_ends(struct nt_system *nt, struct nt_thread *self)
{
    if (nt->options.seeded)
        pass(nt, self);
}

void nt_point(struct nt_system *nt)
{
    if (!nt->options.seeded)
        return;
    struct nt_thread *self = nt_thread_current();
    nt_lock(nt);
    if (!takes_part(nt, self))
        nt->strangers = true;
    else if (nt->stays == 1 || nt_draw(nt, nt->stays) == 0)
        pass(nt, self);
    nt_unlock(nt);
}

/* --- waiting ------------------------------------------------------------------------------------------------------ */

static bool block_seeded(struct nt_system *nt, struct nt_thread *self, const struct nt_block *b)
{
    pass(nt, self);
    return b->drains || b->done(b->context);
}

static bool block_threads(struct nt_system *nt, const struct nt_block *b)
{
    uint64_t deadline = b->deadline;
    if (nt->options.seeded) { /* a thread that takes no part has the machine's time */
        nt->strangers = true;
        deadline = deadline == UINT64_MAX ? deadline : nt_monotonic() + (deadline > nt->clock ? deadline - nt->clock : 0);
    }
    while (!b->done(b->context))
        if (!nt_wait_changed(nt, deadline))
            return b->done(b->context);
    return true;
}

bool nt_block_until(struct nt_system *nt, struct nt_block *b)
{
    struct nt_thread *self = nt_thread_current();
    self->block = b;
    if (self->kind == NT_THREAD_WORKER && !self->idle)
        nt_workers_enough(nt);
    pthread_cond_broadcast(&nt->changed); /* nt_drain() may wait for just this; nothing to serve has come */
    bool done = takes_part(nt, self) ? block_seeded(nt, self, b) : block_threads(nt, b);
    self->block = NULL;
    return done;
}

void nt_block(struct nt_system *nt, bool (*done)(void *context), void *context, const char *what)
{
    struct nt_block b = { .done = done, .context = context, .deadline = UINT64_MAX, .what = what };
    nt_lock(nt);
    nt_block_until(nt, &b);
    nt_unlock(nt);
}

void nt_spin(struct nt_system *nt, struct nt_block *b)
{
    struct nt_thread *self = nt_thread_current();
    if (!takes_part(nt, self)) {
        sched_yield();
        return;
    }
    nt_lock(nt);
    self->block = b;
    block_seeded(nt, self, b);
    self->block = NULL;
    nt_unlock(nt);
}

/* --- bells -------------------------------------------------------------------------------------------------------- */

struct nt_listener {
    struct nt_list link;
    struct bell   *bell;
    bool           heard; /* guarded by: the system's lock */
};

static bool has_heard(void *context)
{
    return ((struct nt_listener *)context)->heard;
}

static uint64_t deadline_of(const struct nt_system *nt, const struct timespec *t)
{
    if (!t)
        return UINT64_MAX;
    uint64_t then = (uint64_t)t->tv_sec * SECOND_NS + (uint64_t)t->tv_nsec, now = nt_monotonic();
    return nt_uptime(nt) + (then > now ? then - now : 0);
}

/* Whoever rings has changed something with the mutex, and comes to our lock only when this thread is on the list. */
static bool bell_wait_here(void *context, struct bell *bell, pthread_mutex_t *mutex, const struct timespec *deadline)
{
    struct nt_system  *nt = context;
    struct nt_listener l = { .bell = bell };
    nt_lock(nt);
    struct nt_block b = { .done = has_heard, .context = &l, .deadline = deadline_of(nt, deadline), .what = "the system" };
    nt_list_append(&nt->listeners, &l.link);
    pthread_mutex_unlock(mutex);
    bool heard = nt_block_until(nt, &b);
    nt_list_remove(&l.link);
    nt_unlock(nt);
    pthread_mutex_lock(mutex);
    return heard;
}

static void bell_ring_here(void *context, struct bell *bell)
{
    struct nt_system *nt = context;
    nt_lock(nt);
    for (struct nt_list *i = nt->listeners.next; i != &nt->listeners; i = i->next) {
        struct nt_listener *l = nt_container(i, struct nt_listener, link);
        l->heard |= l->bell == bell;
    }
    nt_changed(nt);
    nt_unlock(nt);
}

void nt_bells_init(struct nt_system *nt)
{
    nt_list_init(&nt->listeners);
    nt->bells = (struct bell_waits){ nt, bell_wait_here, bell_ring_here };
}

const struct bell_waits *nt_bells(struct nt_system *nt)
{
    return &nt->bells;
}

/* --- time --------------------------------------------------------------------------------------------------------- */

uint64_t nt_uptime(const struct nt_system *nt)
{
    return nt->options.seeded ? nt->clock : nt_monotonic();
}

void nt_time_passes(struct nt_system *nt, uint64_t time)
{
    if (!nt->options.seeded)
        return;
    nt_lock(nt);
    bool first = !nt->time_set;
    if (first)
        nt->time = time;
    nt->time_set = true;
    uint64_t to = nt->clock + (!first && time > nt->time ? (time - nt->time) * 100 : 0);
    for (uint64_t next; (next = next_deadline(nt)) <= to;) {
        move_clock(nt, next);
        nt_unlock(nt);
        nt_drain(nt);
        nt_lock(nt);
    }
    move_clock(nt, to);
    nt_unlock(nt);
}

void nt_stall(struct nt_system *nt, uint64_t ns)
{
    uint64_t end = nt_uptime(nt) + ns;
    if (nt->options.seeded) {
        nt_lock(nt);
        move_clock(nt, end);
        nt_unlock(nt);
    }
    while (nt_uptime(nt) < end)
        __builtin_ia32_pause();
}
