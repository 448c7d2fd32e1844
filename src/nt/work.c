#include "nt/work.h"

#include "nt/irql.h"
#include "nt/parts.h"
#include "nt/thread.h"

enum { WORKERS_MAX = 32, SEEDED_WORKERS = 3 };

static void run_one(struct nt_system *nt, struct nt_thread *self, struct nt_work *work)
{
    struct driver *driver = work->driver;
    void (*run)(struct nt_work *) = work->run;
    work->queued = false;
    self->idle = false;
    self->driver = driver;
    self->context = work; /* what nt_work_flush() looks for */
    nt_unlock(nt);
    const void *before = nt_enter(nt, driver);
    run(work);
    if (irql_current() != IRQL_PASSIVE) {
        nt_report_of(nt, driver, "a work item returned at %s", irql_name(irql_current()));
        irql_lower(nt, IRQL_PASSIVE);
    }
    nt_leave(nt, driver, before);
    nt_lock(nt);
    self->driver = NULL;
    self->context = NULL;
    self->idle = true;
    nt_changed(nt);
}

static bool has_work(void *context)
{
    const struct nt_system *nt = context;
    return nt->stopping || !nt_list_empty(&nt->work);
}

static void worker_main(void *context)
{
    struct nt_system *nt = context;
    struct nt_thread *self = nt_thread_current();
    nt_lock(nt);
    self->idle = true;
    for (;;) {
        nt_block_until(nt, &(struct nt_block){ .done = has_work, .context = nt, .deadline = UINT64_MAX, .what = "work" });
        struct nt_list *first = nt_list_pop(&nt->work);
        if (first)
            run_one(nt, self, nt_container(first, struct nt_work, link));
        else if (nt->stopping)
            break;
    }
    nt->workers--;
    nt_unlock(nt);
}

/* With the lock. A worker that takes the next item when it comes to it; seeded, one that does nothing else. */
static bool somebody_works(const struct nt_system *nt)
{
    bool seeded = nt_is_seeded(nt) && nt->workers < SEEDED_WORKERS;
    for (const struct nt_list *l = nt->threads.next; l != &nt->threads; l = l->next) {
        const struct nt_thread *t = nt_container(l, struct nt_thread, link);
        if (t->kind == NT_THREAD_WORKER && !t->ended && (t->idle || (!seeded && !t->block)))
            return true;
    }
    return false;
}

void nt_workers_enough(struct nt_system *nt)
{
    if (nt_list_empty(&nt->work) || nt->workers >= WORKERS_MAX)
        return;
    if (somebody_works(nt))
        return;
    if (nt_thread_spawn(nt, NT_THREAD_WORKER, worker_main, nt, NULL, NULL))
        nt->workers++;
}

bool nt_work_queue_once(struct nt_system *nt, struct nt_work *work)
{
    nt_lock(nt);
    bool fresh = !work->queued;
    if (fresh) {
        work->queued = true;
        nt_list_append(&nt->work, &work->link);
        nt_workers_enough(nt);
        nt_changed(nt);
    }
    nt_unlock(nt);
    return fresh;
}

bool nt_work_queue(struct nt_system *nt, struct nt_work *work)
{
    bool fresh = nt_work_queue_once(nt, work);
    if (!fresh)
        nt_report_of(nt, work->driver, "a work item was queued again before it ran");
    return fresh;
}

unsigned nt_work_pending(struct nt_system *nt, const struct driver *driver)
{
    unsigned count = 0;
    nt_lock(nt);
    for (struct nt_list *l = nt->work.next; l != &nt->work; l = l->next)
        count += nt_container(l, struct nt_work, link)->driver == driver;
    for (struct nt_list *l = nt->threads.next; l != &nt->threads; l = l->next) {
        const struct nt_thread *t = nt_container(l, struct nt_thread, link);
        count += t->kind == NT_THREAD_WORKER && !t->ended && t->driver == driver;
    }
    nt_unlock(nt);
    return count;
}

/* By somebody else than `self`? */
static bool runs(struct nt_system *nt, const struct nt_work *work, const struct nt_thread *self)
{
    for (struct nt_list *l = nt->threads.next; l != &nt->threads; l = l->next) {
        const struct nt_thread *t = nt_container(l, struct nt_thread, link);
        if (t->kind == NT_THREAD_WORKER && !t->ended && t->context == work && t != self)
            return true;
    }
    return false;
}

struct flush {
    struct nt_system     *nt;
    const struct nt_work *work;
    const struct nt_thread *self;
};

static bool is_flushed(void *context)
{
    const struct flush *f = context;
    return !f->work->queued && !runs(f->nt, f->work, f->self);
}

void nt_work_flush(struct nt_system *nt, struct nt_work *work)
{
    struct flush f = { nt, work, nt_thread_current() };
    nt_block(nt, is_flushed, &f, "a work item to run");
}
