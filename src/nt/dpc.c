#include "nt/dpc.h"

#include "nt/irql.h"
#include "nt/parts.h"
#include "nt/thread.h"

static void run_first(struct nt_system *nt)
{
    struct nt_dpc *dpc = nt->dpc_first, now = *dpc;
    nt->dpc_first = dpc->next;
    dpc->next = NULL;
    dpc->queued = NULL; /* from here on the driver may queue it again, or free it */
    nt->dpc_busy = true;
    nt->dpc_running = now.driver;
    nt_unlock(nt);
    const void *before = nt_enter(nt, now.driver);
    irql_raise(nt, IRQL_DISPATCH);
    now.run(dpc, now.context, now.first, now.second);
    if (irql_current() != IRQL_DISPATCH)
        nt_report_of(nt, now.driver, "a DPC returned at %s", irql_name(irql_current()));
    irql_lower(nt, IRQL_PASSIVE);
    nt_leave(nt, now.driver, before);
    nt_lock(nt);
    nt->dpc_busy = false;
    nt->dpc_running = NULL;
    nt_changed(nt);
}

struct watch {
    struct nt_system *nt;
    uint64_t          next; /* when the thread will look again */
};

static bool has_to_do(void *context)
{
    const struct watch *w = context;
    return w->nt->dpc_first || w->nt->stopping || nt_timers_next(w->nt) < w->next;
}

static void dpc_main(void *context)
{
    struct nt_system *nt = context;
    struct watch      w = { .nt = nt };
    nt_lock(nt);
    nt_thread_current()->idle = true;
    for (;;) {
        nt_timers_run(nt);
        if (nt->dpc_first) {
            run_first(nt);
        } else if (nt->stopping) {
            break;
        } else {
            w.next = nt_timers_next(nt);
            nt_block_until(nt, &(struct nt_block){ .done = has_to_do, .context = &w, .deadline = w.next, .what = "DPCs" });
        }
    }
    nt_unlock(nt);
}

void nt_dpc_thread_needed(struct nt_system *nt)
{
    if (!nt->has_dpc_thread)
        nt->has_dpc_thread = nt_thread_spawn(nt, NT_THREAD_DPC, dpc_main, nt, NULL, NULL);
}

bool nt_dpc_insert(struct nt_system *nt, struct nt_dpc *dpc, void *first, void *second)
{
    if (dpc->queued)
        return false;
    dpc->first = first;
    dpc->second = second;
    dpc->queued = nt;
    dpc->next = NULL;
    if (nt->dpc_first)
        nt->dpc_last->next = dpc;
    else
        nt->dpc_first = dpc;
    nt->dpc_last = dpc;
    nt_dpc_thread_needed(nt);
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

/* With the lock. */
static bool unlink_dpc(struct nt_system *nt, struct nt_dpc *dpc)
{
    struct nt_dpc *before = NULL;
    for (struct nt_dpc *d = nt->dpc_first; d; before = d, d = d->next) {
        if (d != dpc)
            continue;
        if (before)
            before->next = d->next;
        else
            nt->dpc_first = d->next;
        if (nt->dpc_last == d)
            nt->dpc_last = before;
        d->queued = NULL;
        return true;
    }
    return false;
}

bool nt_dpc_remove(struct nt_system *nt, struct nt_dpc *dpc)
{
    nt_lock(nt);
    bool was = unlink_dpc(nt, dpc);
    nt_unlock(nt);
    return was;
}

static bool is_flushed(void *context)
{
    const struct nt_system *nt = context;
    return !nt->dpc_first && !nt->dpc_busy;
}

void nt_dpc_flush(struct nt_system *nt)
{
    if (nt_thread_current()->kind != NT_THREAD_DPC)
        nt_block(nt, is_flushed, nt, "DPCs to run");
}
