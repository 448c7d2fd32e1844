#include "nt/thread.h"

#include <stdlib.h>
#include <unistd.h>

#include "nt/irql.h"
#include "nt/parts.h"
#include "nt/work.h"

#define PATIENCE_NS        UINT64_C(10000000000)
#define SEEDED_PATIENCE_NS (6 * PATIENCE_NS)

static _Thread_local struct nt_thread  host_thread;
static _Thread_local struct nt_thread *own_thread;

struct nt_thread *nt_thread_current(void)
{
    if (own_thread)
        return own_thread;
    if (!host_thread.id)
        host_thread.id = (unsigned)gettid();
    host_thread.kind = NT_THREAD_HOST;
    return &host_thread;
}

/* With the lock. The record lives until the thread was joined and nobody refers to it. */
static void free_if_unused(struct nt_thread *t)
{
    if (t->references > 0 || !t->joined)
        return;
    nt_list_remove(&t->link);
    pthread_cond_destroy(&t->turn);
    free(t);
}

/* With the lock. A thread cannot join itself, so the ended are collected by whoever comes along. */
static void collect(struct nt_system *nt)
{
    for (struct nt_list *l = nt->threads.next, *next; l != &nt->threads; l = next) {
        struct nt_thread *t = nt_container(l, struct nt_thread, link);
        next = l->next;
        if (t->ended && !t->joined) {
            pthread_join(t->handle, NULL); /* it left the lock already, and does nothing any more */
            t->joined = true;
        }
        free_if_unused(t);
    }
}

static void report_state_at_end(struct nt_thread *t)
{
    uint8_t level = irql_current();
    if (level != IRQL_PASSIVE)
        nt_report_of(t->nt, t->driver, "a system thread ended at %s", irql_name(level));
    if (t->critical || t->guarded)
        nt_report_of(t->nt, t->driver, "a system thread ended inside a critical or guarded region");
}

static void *thread_main(void *context)
{
    struct nt_thread *t = context;
    own_thread = t;
    nt_lock(t->nt);
    nt_sched_begins(t->nt, t);
    nt_unlock(t->nt);
    const void *before = t->kind == NT_THREAD_SYSTEM ? nt_enter(t->nt, t->driver) : NULL;
    if (sigsetjmp(t->end, 0) == 0)
        t->run(t->context);
    if (t->kind == NT_THREAD_SYSTEM) {
        report_state_at_end(t);
        nt_leave(t->nt, t->driver, before);
    }
    nt_lock(t->nt);
    t->ended = true;
    t->object.state = 1;
    nt_changed(t->nt);
    nt_sched_ends(t->nt, t);
    nt_unlock(t->nt);
    return NULL;
}

bool nt_thread_spawn(struct nt_system *nt, enum nt_thread_kind kind, void (*run)(void *), void *context, struct driver *driver,
                     struct nt_thread **out)
{
    collect(nt);
    struct nt_thread *t = calloc(1, sizeof(*t));
    if (!t)
        return false;
    *t = (struct nt_thread){ .kind = kind, .nt = nt, .driver = driver, .run = run, .context = context,
                             .id = nt->next_thread_id += 4, .priority = 8 };
    nt_object_init(&t->object, NT_THREAD_OBJECT, 0);
    pthread_cond_init(&t->turn, NULL);
    t->references = out != NULL;
    if (pthread_create(&t->handle, NULL, thread_main, t) != 0) {
        free(t);
        return false;
    }
    nt_list_append(&nt->threads, &t->link);
    if (out)
        *out = t;
    return true;
}

enum wfp_status nt_thread_start(struct nt_system *nt, struct driver *driver, void (*run)(void *), void *context,
                                struct nt_thread **out)
{
    nt_lock(nt);
    bool started = nt_thread_spawn(nt, NT_THREAD_SYSTEM, run, context, driver, out);
    nt_unlock(nt);
    return started ? WFP_OK : WFP_NO_MEMORY;
}

bool nt_thread_exit(int32_t status)
{
    struct nt_thread *t = nt_thread_current();
    if (t->kind != NT_THREAD_SYSTEM)
        return false;
    t->status = status;
    siglongjmp(t->end, 1);
}

void nt_thread_get(struct nt_thread *t)
{
    nt_lock(t->nt);
    t->references++;
    nt_unlock(t->nt);
}

void nt_thread_put(struct nt_thread *t)
{
    struct nt_system *nt = t->nt;
    nt_lock(nt);
    t->references--;
    free_if_unused(t);
    nt_unlock(nt);
}

bool nt_thread_known(struct nt_system *nt, const void *thread)
{
    bool known = false;
    nt_lock(nt);
    for (struct nt_list *l = nt->threads.next; l != &nt->threads && !known; l = l->next)
        known = nt_container(l, struct nt_thread, link) == thread;
    nt_unlock(nt);
    return known;
}

unsigned nt_threads_running(struct nt_system *nt, const struct driver *driver)
{
    unsigned count = 0;
    nt_lock(nt);
    for (struct nt_list *l = nt->threads.next; l != &nt->threads; l = l->next) {
        const struct nt_thread *t = nt_container(l, struct nt_thread, link);
        count += t->kind == NT_THREAD_SYSTEM && !t->ended && t->driver == driver;
    }
    nt_unlock(nt);
    return count;
}

unsigned nt_threads_referenced(struct nt_system *nt, const struct driver *driver)
{
    unsigned count = 0;
    nt_lock(nt);
    for (struct nt_list *l = nt->threads.next; l != &nt->threads; l = l->next) {
        struct nt_thread *t = nt_container(l, struct nt_thread, link);
        if (t->kind != NT_THREAD_SYSTEM || t->driver != driver)
            continue;
        count += t->references > 0;
        t->references = 0;
        t->driver = NULL;
    }
    collect(nt);
    nt_unlock(nt);
    return count;
}

/* --- the end ------------------------------------------------------------------------------------------------------ */

struct ending {
    struct nt_system *nt;
    bool              quiet; /* or already when those that are left can only wait */
};

static bool all_ended(void *context)
{
    const struct ending *e = context;
    for (const struct nt_list *l = e->nt->threads.next; l != &e->nt->threads; l = l->next) {
        const struct nt_thread *t = nt_container(l, struct nt_thread, link);
        if (!t->ended && (!e->quiet || !t->block || t->block->deadline != UINT64_MAX || nt_thread_can_run(t)))
            return false;
    }
    return true;
}

static bool await_all(struct nt_system *nt)
{
    struct ending   e = { nt, true };
    struct nt_block b = { .done = all_ended, .context = &e, .what = "all threads to end" };
    nt_lock(nt);
    b.deadline = nt_uptime(nt) + (nt->options.seeded ? SEEDED_PATIENCE_NS : PATIENCE_NS);
    nt->host = nt->holder = nt_thread_current(); /* whoever ends it; nobody runs, or nobody asks for the baton */
    nt->stopping = true;
    (void)!nt_block_until(nt, &b);
    e.quiet = false;
    bool ended = all_ended(&e);
    nt_unlock(nt);
    return ended;
}

bool nt_threads_end(struct nt_system *nt)
{
    if (!await_all(nt)) {
        nt_report_of(nt, NULL, "a system thread is still there when the system ends");
        return false;
    }
    while (!nt_list_empty(&nt->threads)) {
        struct nt_thread *t = nt_container(nt_list_pop(&nt->threads), struct nt_thread, link);
        if (!t->joined)
            pthread_join(t->handle, NULL);
        pthread_cond_destroy(&t->turn);
        free(t);
    }
    return true;
}
