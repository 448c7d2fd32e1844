#include "nt/timer.h"

#include "nt/parts.h"

void nt_timer_init(struct nt_timer *t, enum nt_object_type type)
{
    *t = (struct nt_timer){ .type = type };
    nt_object_init(&t->object, type, 0);
}

static uint64_t due_at(const struct nt_system *nt, int64_t due)
{
    if (due <= 0)
        return nt_uptime(nt) + (uint64_t)-due * 100;
    uint64_t now = nt_time(nt);
    return nt_uptime(nt) + ((uint64_t)due > now ? ((uint64_t)due - now) * 100 : 0);
}

/* With the lock. */
static bool unset(struct nt_timer *t)
{
    if (!t->link.next)
        return false;
    nt_list_remove(&t->link);
    return true;
}

bool nt_timer_set(struct nt_system *nt, struct nt_timer *t, int64_t due, uint32_t period, struct nt_dpc *dpc)
{
    nt_lock(nt);
    bool was = unset(t);
    t->object.state = 0;
    t->due = due_at(nt, due);
    t->period = period;
    t->dpc = dpc;
    nt_list_append(&nt->timers, &t->link);
    nt_dpc_thread_needed(nt);
    nt_changed(nt);
    nt_unlock(nt);
    return was;
}

bool nt_timer_cancel(struct nt_system *nt, struct nt_timer *t)
{
    nt_lock(nt);
    bool was = unset(t);
    nt_unlock(nt);
    return was;
}

static void fire(struct nt_system *nt, struct nt_timer *t, uint64_t now)
{
    unset(t);
    t->object.state = 1;
    if (t->dpc)
        nt_dpc_insert(nt, t->dpc, NULL, NULL);
    if (t->period) {
        t->due = now + t->period * UINT64_C(1000000);
        nt_list_append(&nt->timers, &t->link);
    }
    nt_changed(nt);
}

uint64_t nt_timers_next(const struct nt_system *nt)
{
    uint64_t next = UINT64_MAX;
    for (const struct nt_list *l = nt->timers.next; l != &nt->timers; l = l->next) {
        const struct nt_timer *t = nt_container(l, struct nt_timer, link);
        next = t->due < next ? t->due : next;
    }
    return next;
}

void nt_timers_run(struct nt_system *nt)
{
    uint64_t now = nt_uptime(nt);
    for (struct nt_list *l = nt->timers.next, *after; l != &nt->timers; l = after) {
        struct nt_timer *t = nt_container(l, struct nt_timer, link);
        after = l->next;
        if (t->due <= now)
            fire(nt, t, now);
    }
}

static bool inside(const void *p, const void *memory, size_t size)
{
    return (uintptr_t)p - (uintptr_t)memory < size;
}

/* With the lock; what was found. */
static const char *forget_one(struct nt_system *nt, const void *memory, size_t size)
{
    for (struct nt_list *l = nt->timers.next; l != &nt->timers; l = l->next)
        if (inside(l, memory, size)) {
            nt_list_remove(l);
            return "timer that is still set";
        }
    if (nt_dpc_forget(nt, memory, size))
        return "DPC that is still queued";
    return NULL;
}

void nt_forget_memory(struct nt_system *nt, const void *memory, size_t size, const char *function)
{
    for (;;) {
        nt_lock(nt);
        const char *found = forget_one(nt, memory, size);
        nt_unlock(nt);
        if (!found)
            return;
        nt_report(nt, "%s: %p (%zu bytes) holds a %s", function, memory, size, found);
    }
}
