/* Events, mutexes and semaphores. A name makes two of one kind the same object within the process. */
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "api_um/wait.h"
#include "crt/crt.h"

struct sync {
    struct um_object base;
    WCHAR           *name; /* immutable after publish; NULL */
    /* guarded by: the lock of wait.h */
    LONG  count;      /* event: 1 is set; mutex: how often it is held; semaphore */
    LONG  most;       /* of a semaphore */
    bool  manual;     /* an event that stays set */
    bool  abandoned;  /* a mutex whose owner ended */
    DWORD owner;      /* of a mutex, 0 without one */
};

static struct sync *sync_of(struct um_object *o)
{
    return (struct sync *)o;
}

static void destroy(struct um_object *o)
{
    free(sync_of(o)->name);
    free(o);
}

static bool event_is_signaled(struct um_object *o)
{
    return sync_of(o)->count > 0;
}

static bool event_take(struct um_object *o)
{
    if (!sync_of(o)->manual)
        sync_of(o)->count = 0;
    return false;
}

static bool mutex_is_signaled(struct um_object *o)
{
    return sync_of(o)->count == 0 || sync_of(o)->owner == GetCurrentThreadId();
}

static bool mutex_take(struct um_object *o)
{
    struct sync *m = sync_of(o);
    bool         abandoned = m->abandoned;
    m->owner = GetCurrentThreadId();
    m->count++;
    m->abandoned = false;
    return abandoned;
}

static bool semaphore_take(struct um_object *o)
{
    sync_of(o)->count--;
    return false;
}

static const struct um_kind event_kind = { "event", destroy, event_is_signaled, event_take, NULL };
static const struct um_kind mutex_kind = { "mutex", destroy, mutex_is_signaled, mutex_take, NULL };
static const struct um_kind semaphore_kind = { "semaphore", destroy, event_is_signaled, semaphore_take, NULL };

/* --- names ---------------------------------------------------------------------------------------------------------------- */

struct named {
    const struct um_kind *kind;
    const WCHAR          *name;
    struct um_object     *found;
    bool                  other_kind;
};

static bool is_sync(const struct um_object *o)
{
    return o->kind == &event_kind || o->kind == &mutex_kind || o->kind == &semaphore_kind;
}

static void compare_name(struct um_object *o, void *context)
{
    struct named *n = context;
    if (n->found || !is_sync(o) || !sync_of(o)->name || owfp_wcscmp(sync_of(o)->name, n->name) != 0)
        return;
    n->other_kind = o->kind != n->kind;
    if (!n->other_kind)
        n->found = um_object_keep(o);
}

/* A new object from `like`, or the one that has the name: then ERROR_ALREADY_EXISTS is the last error. */
static HANDLE create(const struct um_kind *kind, const WCHAR *name, struct sync like)
{
    struct named n = { .kind = kind, .name = name };
    if (name)
        um_handles_visit(compare_name, &n);
    if (n.other_kind) {
        SetLastError(ERROR_INVALID_HANDLE);
        return NULL;
    }
    if (n.found) {
        HANDLE again = um_handle_new(n.found);
        if (again)
            SetLastError(ERROR_ALREADY_EXISTS);
        return again;
    }
    struct sync *s = malloc(sizeof(*s));
    if (!s) {
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    *s = like;
    s->base = (struct um_object){ kind, 1 };
    s->name = name ? owfp__wcsdup(name) : NULL;
    SetLastError(ERROR_SUCCESS);
    return um_handle_new(&s->base);
}

/* --- events --------------------------------------------------------------------------------------------------------------- */

HANDLE CreateEventW(LPSECURITY_ATTRIBUTES attributes, BOOL manual, BOOL set, LPCWSTR name)
{
    (void)attributes;
    return create(&event_kind, name, (struct sync){ .manual = manual, .count = set ? 1 : 0 });
}

HANDLE CreateEventA(LPSECURITY_ATTRIBUTES attributes, BOOL manual, BOOL set, LPCSTR name)
{
    WCHAR *wide = um_wide(name);
    HANDLE event = CreateEventW(attributes, manual, set, wide);
    free(wide);
    return event;
}

HANDLE CreateEventExW(LPSECURITY_ATTRIBUTES attributes, LPCWSTR name, DWORD flags, DWORD access)
{
    (void)access;
    return CreateEventW(attributes, (flags & CREATE_EVENT_MANUAL_RESET) != 0, (flags & CREATE_EVENT_INITIAL_SET) != 0, name);
}

static BOOL put_event(HANDLE handle, LONG count)
{
    struct um_object *o = um_object_get(handle, &event_kind);
    if (!o)
        return FALSE;
    um_wait_lock();
    sync_of(o)->count = count;
    um_wait_changed();
    um_wait_unlock();
    um_object_put(o);
    return TRUE;
}

BOOL SetEvent(HANDLE event)
{
    return put_event(event, 1);
}

BOOL ResetEvent(HANDLE event)
{
    return put_event(event, 0);
}

/* --- mutexes -------------------------------------------------------------------------------------------------------------- */

HANDLE CreateMutexW(LPSECURITY_ATTRIBUTES attributes, BOOL owned, LPCWSTR name)
{
    (void)attributes;
    return create(&mutex_kind, name, (struct sync){ .count = owned ? 1 : 0, .owner = owned ? GetCurrentThreadId() : 0 });
}

HANDLE CreateMutexA(LPSECURITY_ATTRIBUTES attributes, BOOL owned, LPCSTR name)
{
    WCHAR *wide = um_wide(name);
    HANDLE mutex = CreateMutexW(attributes, owned, wide);
    free(wide);
    return mutex;
}

BOOL ReleaseMutex(HANDLE mutex)
{
    struct um_object *o = um_object_get(mutex, &mutex_kind);
    if (!o)
        return FALSE;
    um_wait_lock();
    struct sync *m = sync_of(o);
    bool         mine = m->count > 0 && m->owner == GetCurrentThreadId();
    if (mine && --m->count == 0) {
        m->owner = 0;
        um_wait_changed();
    }
    um_wait_unlock();
    um_object_put(o);
    return mine ? TRUE : um_fail(ERROR_NOT_OWNER);
}

static void abandon(struct um_object *o, void *context)
{
    struct sync *m = sync_of(o);
    if (o->kind != &mutex_kind || m->count == 0 || m->owner != *(DWORD *)context)
        return;
    m->count = 0;
    m->owner = 0;
    m->abandoned = true;
}

void um_mutex_abandon(DWORD thread)
{
    um_handles_visit(abandon, &thread);
    um_wait_changed();
}

/* --- semaphores ----------------------------------------------------------------------------------------------------------- */

HANDLE CreateSemaphoreW(LPSECURITY_ATTRIBUTES attributes, LONG count, LONG most, LPCWSTR name)
{
    (void)attributes;
    if (count < 0 || most < 1 || count > most) {
        SetLastError(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    return create(&semaphore_kind, name, (struct sync){ .count = count, .most = most });
}

HANDLE CreateSemaphoreA(LPSECURITY_ATTRIBUTES attributes, LONG count, LONG most, LPCSTR name)
{
    WCHAR *wide = um_wide(name);
    HANDLE semaphore = CreateSemaphoreW(attributes, count, most, wide);
    free(wide);
    return semaphore;
}

BOOL ReleaseSemaphore(HANDLE semaphore, LONG add, LPLONG before)
{
    if (add < 1)
        return um_fail(ERROR_INVALID_PARAMETER);
    struct um_object *o = um_object_get(semaphore, &semaphore_kind);
    if (!o)
        return FALSE;
    um_wait_lock();
    struct sync *s = sync_of(o);
    bool         fits = add <= s->most - s->count;
    if (fits) {
        if (before)
            *before = s->count;
        s->count += add;
        um_wait_changed();
    }
    um_wait_unlock();
    um_object_put(o);
    return fits ? TRUE : um_fail(ERROR_TOO_MANY_POSTS);
}
