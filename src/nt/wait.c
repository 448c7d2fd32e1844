#include "nt/wait.h"

#include "nt/irql.h"
#include "nt/parts.h"
#include "nt/thread.h"

void nt_object_init(struct nt_object *o, enum nt_object_type type, int32_t state)
{
    *o = (struct nt_object){ .type = (uint8_t)type, .state = state };
    nt_list_init(&o->waiters);
}

int32_t nt_object_set(struct nt_system *nt, struct nt_object *o, int32_t state)
{
    nt_lock(nt);
    int32_t before = o->state;
    o->state = state;
    if (state > 0)
        nt_changed(nt);
    nt_unlock(nt);
    return before;
}

int32_t nt_object_state(struct nt_system *nt, const struct nt_object *o)
{
    nt_lock(nt);
    int32_t state = o->state;
    nt_unlock(nt);
    return state;
}

void nt_mutex_init(struct nt_mutex *m)
{
    *m = (struct nt_mutex){ 0 };
    nt_object_init(&m->object, NT_MUTEX, 1);
    nt_list_init(&m->link);
}

bool nt_mutex_release(struct nt_system *nt, struct nt_mutex *m)
{
    nt_lock(nt);
    bool mine = m->owner == nt_thread_current();
    if (mine && ++m->object.state > 0) {
        m->owner = NULL;
        nt_changed(nt);
    }
    nt_unlock(nt);
    if (!mine)
        nt_report(nt, "KeReleaseMutex: the calling thread does not hold the mutex %p", (void *)m);
    return mine;
}

bool nt_semaphore_release(struct nt_system *nt, struct nt_semaphore *s, int32_t count, int32_t *before)
{
    nt_lock(nt);
    *before = s->object.state;
    bool fits = count > 0 && count <= s->limit - *before;
    if (fits) {
        s->object.state += count;
        nt_changed(nt);
    }
    nt_unlock(nt);
    return fits;
}

static bool ready(const struct nt_object *o, const struct nt_thread *thread)
{
    return o->state > 0 || (o->type == NT_MUTEX && ((const struct nt_mutex *)o)->owner == thread);
}

static void take(struct nt_object *o, struct nt_thread *thread)
{
    switch (o->type) {
    case NT_EVENT_SYNCHRONIZATION:
    case NT_TIMER_SYNCHRONIZATION:
        o->state = 0;
        break;
    case NT_MUTEX:
        ((struct nt_mutex *)o)->owner = thread;
        o->state--;
        break;
    case NT_SEMAPHORE:
        o->state--;
        break;
    }
}

/* The index that ends the wait, or -1; for all objects, 0. */
static int first_ready(const struct nt_wait *w)
{
    unsigned n = 0;
    for (unsigned i = 0; i < w->count; i++) {
        bool is = ready(w->objects[i], w->thread);
        if (is && !w->all)
            return (int)i;
        n += is;
    }
    return w->all && w->count && n == w->count ? 0 : -1;
}

bool nt_wait_satisfied(const struct nt_wait *w)
{
    return first_ready(w) >= 0;
}

static uint64_t deadline_of(const struct nt_system *nt, const int64_t *timeout)
{
    if (!timeout)
        return UINT64_MAX;
    if (*timeout <= 0)
        return nt_uptime() + (uint64_t)-*timeout * 100;
    uint64_t now = nt_time(nt), then = (uint64_t)*timeout;
    return nt_uptime() + (then > now ? (then - now) * 100 : 0);
}

static int wait_locked(struct nt_system *nt, struct nt_wait *w, const int64_t *timeout)
{
    uint64_t deadline = deadline_of(nt, timeout);
    for (;;) {
        int index = first_ready(w);
        if (index >= 0) {
            for (unsigned i = w->all ? 0 : (unsigned)index; i < (w->all ? w->count : (unsigned)index + 1); i++)
                take(w->objects[i], w->thread);
            return index;
        }
        if ((timeout && *timeout == 0) || !nt_wait_changed(nt, deadline))
            return NT_WAIT_TIMEOUT;
    }
}

int nt_wait(struct nt_system *nt, struct nt_object *const *objects, unsigned count, bool all, const int64_t *timeout)
{
    struct nt_wait w = { .objects = objects, .count = count, .all = all, .thread = nt_thread_current() };
    if (!timeout || *timeout != 0)
        irql_require(nt, count ? "waiting" : "KeDelayExecutionThread", IRQL_APC);
    nt_lock(nt);
    nt_list_append(&nt->waits, &w.link);
    w.thread->waiting = &w;
    nt_thread_blocks(nt);
    nt_changed(nt); /* nt_drain() may wait for just this */
    int index = wait_locked(nt, &w, timeout);
    w.thread->waiting = NULL;
    nt_list_remove(&w.link);
    nt_unlock(nt);
    return index;
}
