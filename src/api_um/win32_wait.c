/* Waiting for one object or several. */
#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "api_um/wait.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t  changed;
static pthread_once_t  once = PTHREAD_ONCE_INIT;

static void make_condition(void)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&changed, &attributes);
    pthread_condattr_destroy(&attributes);
}

void um_wait_lock(void)
{
    pthread_once(&once, make_condition);
    pthread_mutex_lock(&lock);
}

void um_wait_unlock(void)
{
    pthread_mutex_unlock(&lock);
}

void um_wait_changed(void)
{
    pthread_cond_broadcast(&changed);
}

static struct timespec from_now(DWORD milliseconds)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += milliseconds / 1000;
    t.tv_nsec += milliseconds % 1000 * 1000000L;
    if (t.tv_nsec >= 1000000000L) {
        t.tv_nsec -= 1000000000L;
        t.tv_sec++;
    }
    return t;
}

static void unlock_ended(void *unused)
{
    (void)unused;
    pthread_mutex_unlock(&lock);
}

/* With the lock. false: the time is over. A thread may be ended in here. */
static bool wait_until(const struct timespec *end)
{
    int err;
    pthread_cleanup_push(unlock_ended, NULL);
    err = end ? pthread_cond_timedwait(&changed, &lock, end) : pthread_cond_wait(&changed, &lock);
    pthread_cleanup_pop(0);
    return err != ETIMEDOUT;
}

void um_wait_for_change(void)
{
    wait_until(NULL);
}

struct waiting {
    struct um_object *objects[MAXIMUM_WAIT_OBJECTS];
    DWORD             count;
    bool              all;
};

/* WAIT_TIMEOUT when it is not the time yet. */
static DWORD try_any(struct waiting *w)
{
    for (DWORD i = 0; i < w->count; i++)
        if (w->objects[i]->kind->is_signaled(w->objects[i]))
            return w->objects[i]->kind->take(w->objects[i]) ? WAIT_ABANDONED_0 + i : WAIT_OBJECT_0 + i;
    return WAIT_TIMEOUT;
}

static DWORD try_all(struct waiting *w)
{
    DWORD result = WAIT_OBJECT_0;
    for (DWORD i = 0; i < w->count; i++)
        if (!w->objects[i]->kind->is_signaled(w->objects[i]))
            return WAIT_TIMEOUT;
    for (DWORD i = 0; i < w->count; i++)
        if (w->objects[i]->kind->take(w->objects[i]))
            result = WAIT_ABANDONED_0;
    return result;
}

static void put_objects(void *context)
{
    struct waiting *w = context;
    while (w->count)
        um_object_put(w->objects[--w->count]);
}

static DWORD wait_with_objects(struct waiting *w, DWORD milliseconds)
{
    struct timespec end = from_now(milliseconds == INFINITE ? 0 : milliseconds);
    DWORD           result;
    bool            time_left = true;
    um_wait_lock();
    for (;;) {
        result = w->all ? try_all(w) : try_any(w);
        if (result != WAIT_TIMEOUT || !time_left)
            break;
        time_left = wait_until(milliseconds == INFINITE ? NULL : &end);
    }
    um_wait_unlock();
    return result;
}

static bool get_objects(struct waiting *w, DWORD count, const HANDLE *handles)
{
    for (; w->count < count; w->count++) {
        struct um_object *o = um_object_get(handles[w->count], NULL);
        if (!o)
            return false;
        w->objects[w->count] = o;
        if (!o->kind->is_signaled) {
            w->count++;
            return um_fail(ERROR_INVALID_HANDLE);
        }
        if (o->kind->prepare)
            o->kind->prepare(o);
    }
    return true;
}

DWORD WaitForMultipleObjects(DWORD count, const HANDLE *objects, BOOL all, DWORD milliseconds)
{
    if (count == 0 || count > MAXIMUM_WAIT_OBJECTS || !objects) {
        SetLastError(ERROR_INVALID_PARAMETER);
        return WAIT_FAILED;
    }
    struct waiting w = { .all = all };
    DWORD          result = WAIT_FAILED;
    bool           good = get_objects(&w, count, objects);
    pthread_cleanup_push(put_objects, &w);
    if (good)
        result = wait_with_objects(&w, milliseconds);
    pthread_cleanup_pop(1);
    return result;
}

DWORD WaitForSingleObject(HANDLE object, DWORD milliseconds)
{
    return WaitForMultipleObjects(1, &object, FALSE, milliseconds);
}

DWORD WaitForSingleObjectEx(HANDLE object, DWORD milliseconds, BOOL alertable)
{
    (void)alertable; /* nothing queues calls to threads */
    return WaitForSingleObject(object, milliseconds);
}

DWORD WaitForMultipleObjectsEx(DWORD count, const HANDLE *objects, BOOL all, DWORD milliseconds, BOOL alertable)
{
    (void)alertable;
    return WaitForMultipleObjects(count, objects, all, milliseconds);
}

VOID Sleep(DWORD milliseconds)
{
    struct timespec end = from_now(milliseconds);
    if (milliseconds == INFINITE)
        for (;;)
            pause();
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, NULL) == EINTR)
        ;
}

DWORD SleepEx(DWORD milliseconds, BOOL alertable)
{
    (void)alertable;
    Sleep(milliseconds);
    return 0;
}

int um_futex_wait(DWORD *word, DWORD seen, DWORD milliseconds)
{
    struct timespec t = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
    long n = syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, seen, milliseconds == INFINITE ? NULL : &t, NULL, 0);
    return n < 0 && errno == ETIMEDOUT ? ETIMEDOUT : 0;
}

void um_futex_wake(DWORD *word, int most)
{
    syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, most, NULL, NULL, 0);
}
