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

struct nt_wait {
    struct nt_object *const *objects;
    unsigned                 count;
    bool                     all;
    struct nt_thread        *thread;
};

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

static bool is_satisfied(void *wait)
{
    return first_ready(wait) >= 0;
}

/* Who keeps it waiting: the owner of a mutex among what it waits for. */
static const struct nt_thread *owner_of(void *wait)
{
    const struct nt_wait *w = wait;
    for (unsigned i = 0; i < w->count; i++)
        if (w->objects[i]->type == NT_MUTEX && !ready(w->objects[i], w->thread))
            return ((const struct nt_mutex *)w->objects[i])->owner;
    return NULL;
}

static const char *name_of(const struct nt_wait *w)
{
    static const char *const names[] = {
        [NT_EVENT_NOTIFICATION] = "an event", [NT_EVENT_SYNCHRONIZATION] = "an event", [NT_MUTEX] = "a mutex",
        [NT_SEMAPHORE] = "a semaphore",       [NT_THREAD_OBJECT] = "a thread's end",   [NT_TIMER_NOTIFICATION] = "a timer",
        [NT_TIMER_SYNCHRONIZATION] = "a timer",
    };
    if (w->count == 0)
        return "time to pass";
    if (w->count > 1)
        return w->all ? "all of several objects" : "one of several objects";
    uint8_t type = w->objects[0]->type;
    return type < COUNT_OF(names) && names[type] ? names[type] : "an object";
}

static uint64_t deadline_of(const struct nt_system *nt, const int64_t *timeout)
{
    if (!timeout)
        return UINT64_MAX;
    if (*timeout <= 0)
        return nt_uptime(nt) + (uint64_t)-*timeout * 100;
    uint64_t now = nt_time(nt), then = (uint64_t)*timeout;
    return nt_uptime(nt) + (then > now ? (then - now) * 100 : 0);
}

static int take_ready(const struct nt_wait *w)
{
    int index = first_ready(w);
    if (index < 0)
        return NT_WAIT_TIMEOUT;
    for (unsigned i = w->all ? 0 : (unsigned)index; i < (w->all ? w->count : (unsigned)index + 1); i++)
        take(w->objects[i], w->thread);
    return index;
}

int nt_wait(struct nt_system *nt, struct nt_object *const *objects, unsigned count, bool all, const int64_t *timeout)
{
    struct nt_wait  w = { .objects = objects, .count = count, .all = all, .thread = nt_thread_current() };
    struct nt_block b = { .done = is_satisfied, .context = &w, .what = name_of(&w), .owner = owner_of };
    bool            waits = !timeout || *timeout != 0;
    if (waits)
        irql_require(nt, count ? "waiting" : "KeDelayExecutionThread", IRQL_APC);
    nt_lock(nt);
    b.deadline = deadline_of(nt, timeout);
    if (waits)
        nt_block_until(nt, &b);
    int index = take_ready(&w);
    nt_unlock(nt);
    return index;
}
