#include "nt/dpc.h"

#include <sched.h>
#include <unistd.h>

#include "nt/irql.h"
#include "nt/parts.h"
#include "nt/thread.h"

enum { SEEDED_PROCESSORS = 2 };

unsigned nt_processor_count(const struct nt_system *nt)
{
    long n = nt_is_seeded(nt) ? SEEDED_PROCESSORS : sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > NT_PROCESSORS_MAX ? NT_PROCESSORS_MAX : (unsigned)n;
}

unsigned nt_processor_current(const struct nt_system *nt)
{
    const struct nt_thread *t = nt_thread_current();
    if (t->kind == NT_THREAD_DPC)
        return (unsigned)((const struct nt_dpc_queue *)t->context - nt->dpcs);
    if (nt_is_seeded(nt))
        return t->id / 4 % SEEDED_PROCESSORS;
    int cpu = sched_getcpu();
    return cpu > 0 ? (unsigned)cpu % nt_processor_count(nt) : 0;
}

/* --- running ------------------------------------------------------------------------------------------------------ */

/* A threaded call may run at either level; seeded, it does. */
static uint8_t level_of(struct nt_system *nt, const struct nt_dpc *dpc)
{
    return dpc->type == NT_DPC_THREADED_TYPE && nt_draw(nt, 2) == 0 ? IRQL_PASSIVE : IRQL_DISPATCH;
}

static void run_first(struct nt_dpc_queue *q)
{
    struct nt_system *nt = q->nt;
    struct nt_dpc    *dpc = q->first, now = *dpc;
    uint8_t           level = level_of(nt, dpc);
    q->first = dpc->next;
    dpc->next = NULL;
    dpc->queued = NULL; /* from here on the driver may queue it again, or free it */
    q->busy = true;
    q->running = now.driver;
    nt_unlock(nt);
    const void *before = nt_enter(nt, now.driver);
    irql_raise(nt, level);
    now.run(dpc, now.context, now.first, now.second);
    if (irql_current() != level)
        nt_report_of(nt, now.driver, "a DPC returned at %s", irql_name(irql_current()));
    irql_lower(nt, IRQL_PASSIVE);
    nt_leave(nt, now.driver, before);
    nt_lock(nt);
    q->busy = false;
    q->running = NULL;
    nt_changed(nt);
}

struct watch {
    struct nt_dpc_queue *queue;
    uint64_t             next; /* when the thread will look again; the first processor's watches the timers */
};

static uint64_t next_timer(const struct nt_dpc_queue *q)
{
    return q == q->nt->dpcs ? nt_timers_next(q->nt) : UINT64_MAX;
}

static bool has_to_do(void *context)
{
    const struct watch *w = context;
    return w->queue->first || w->queue->nt->stopping || next_timer(w->queue) < w->next;
}

static void dpc_main(void *context)
{
    struct nt_dpc_queue *q = context;
    struct nt_system    *nt = q->nt;
    struct watch         w = { .queue = q };
    nt_lock(nt);
    nt_thread_current()->idle = true;
    for (;;) {
        if (q == nt->dpcs)
            nt_timers_run(nt);
        if (q->first) {
            run_first(q);
        } else if (nt->stopping) {
            break;
        } else {
            w.next = next_timer(q);
            nt_block_until(nt, &(struct nt_block){ .done = has_to_do, .context = &w, .deadline = w.next, .what = "DPCs" });
        }
    }
    nt_unlock(nt);
}

static void thread_needed(struct nt_system *nt, struct nt_dpc_queue *q)
{
    q->nt = nt;
    if (!q->has_thread)
        q->has_thread = nt_thread_spawn(nt, NT_THREAD_DPC, dpc_main, q, NULL, NULL);
}

void nt_dpc_thread_needed(struct nt_system *nt)
{
    thread_needed(nt, &nt->dpcs[0]);
}

/* --- queueing ----------------------------------------------------------------------------------------------------- */

static struct nt_dpc_queue *queue_for(struct nt_system *nt, const struct nt_dpc *dpc)
{
    unsigned count = nt_processor_count(nt);
    return &nt->dpcs[dpc->target >= NT_DPC_TARGET ? (dpc->target - NT_DPC_TARGET) % count : nt_draw(nt, count)];
}

bool nt_dpc_insert(struct nt_system *nt, struct nt_dpc *dpc, void *first, void *second)
{
    if (dpc->queued)
        return false;
    struct nt_dpc_queue *q = queue_for(nt, dpc);
    bool                 ahead = dpc->importance == NT_DPC_IMPORTANCE_HIGH || !q->first;
    dpc->first = first;
    dpc->second = second;
    dpc->queued = q;
    dpc->next = ahead ? q->first : NULL;
    if (!dpc->next)
        *(q->first ? &q->last->next : &q->first) = dpc;
    else
        q->first = dpc;
    if (!dpc->next)
        q->last = dpc;
    thread_needed(nt, q);
    nt_changed(nt);
    return true;
}

bool nt_dpc_queue(struct nt_system *nt, struct nt_dpc *dpc, void *first, void *second)
{
    nt_lock(nt);
    bool fresh = nt_dpc_insert(nt, dpc, first, second);
    nt_unlock(nt);
    return fresh;
}

/* With the lock. Takes out the first that lies there. */
static bool unlink_within(struct nt_dpc_queue *q, const void *memory, size_t size)
{
    struct nt_dpc *before = NULL;
    for (struct nt_dpc *d = q->first; d; before = d, d = d->next) {
        if ((uintptr_t)d - (uintptr_t)memory >= size)
            continue;
        *(before ? &before->next : &q->first) = d->next;
        q->last = q->last == d ? before : q->last;
        d->queued = NULL;
        return true;
    }
    return false;
}

bool nt_dpc_forget(struct nt_system *nt, const void *memory, size_t size)
{
    for (unsigned i = 0; i < NT_PROCESSORS_MAX; i++)
        if (unlink_within(&nt->dpcs[i], memory, size))
            return true;
    return false;
}

bool nt_dpc_remove(struct nt_system *nt, struct nt_dpc *dpc)
{
    nt_lock(nt);
    bool was = nt_dpc_forget(nt, dpc, 1);
    nt_unlock(nt);
    return was;
}

const struct nt_dpc_queue *nt_dpc_pending(const struct nt_system *nt)
{
    for (unsigned i = 0; i < NT_PROCESSORS_MAX; i++)
        if (nt->dpcs[i].first || nt->dpcs[i].busy)
            return &nt->dpcs[i];
    return NULL;
}

static bool is_flushed(void *context)
{
    return !nt_dpc_pending(context);
}

void nt_dpc_flush(struct nt_system *nt)
{
    if (nt_thread_current()->kind != NT_THREAD_DPC)
        nt_block(nt, is_flushed, nt, "DPCs to run");
}
