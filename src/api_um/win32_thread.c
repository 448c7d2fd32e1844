/* Threads. */
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "api_um/wait.h"

struct thread {
    struct um_object       base;
    LPTHREAD_START_ROUTINE start;     /* immutable after publish; NULL for one that was not made here */
    LPVOID                 parameter; /* the same */
    pthread_t              pthread;   /* the same */
    /* guarded by: the lock of wait.h */
    DWORD id; /* 0 until it runs */
    DWORD code;
    int   priority;
    int   suspended; /* how many ResumeThread it waits for */
    bool  ended;
};

/* Of threads made here. */
static _Thread_local struct thread *current;

static struct thread *thread_of(struct um_object *o)
{
    return (struct thread *)o;
}

static void destroy(struct um_object *o)
{
    free(o);
}

static bool is_signaled(struct um_object *o)
{
    return thread_of(o)->ended;
}

static bool take(struct um_object *o)
{
    (void)o;
    return false;
}

static const struct um_kind thread_kind = { "thread", destroy, is_signaled, take, NULL };

DWORD GetCurrentThreadId(VOID)
{
    static _Thread_local DWORD id;
    if (!id)
        id = (DWORD)syscall(SYS_gettid);
    return id;
}

HANDLE GetCurrentThread(VOID)
{
    return UM_CURRENT_THREAD;
}

/* Threads that Linux made, the first among them, get an object for the time it is looked at. */
struct um_object *um_current_thread(void)
{
    if (current)
        return um_object_keep(&current->base);
    struct thread *t = calloc(1, sizeof(*t));
    if (!t)
        return NULL;
    *t = (struct thread){ .base = { &thread_kind, 1 }, .pthread = pthread_self(), .id = GetCurrentThreadId(), .code = STILL_ACTIVE };
    return &t->base;
}

static void thread_ended(void *context)
{
    struct thread *t = context;
    um_wait_lock();
    t->ended = true;
    if (t->code == STILL_ACTIVE)
        t->code = 0;
    um_mutex_abandon(t->id);
    um_wait_unlock();
    um_object_put(&t->base);
}

static void *run(void *context)
{
    struct thread *t = current = context;
    DWORD          code;
    pthread_cleanup_push(thread_ended, t);
    um_wait_lock();
    t->id = GetCurrentThreadId();
    um_wait_changed();
    while (t->suspended)
        um_wait_for_change();
    um_wait_unlock();
    code = t->start(t->parameter);
    um_wait_lock();
    t->code = code;
    um_wait_unlock();
    pthread_cleanup_pop(1);
    return NULL;
}

/* Stacks are at least as large as Linux' own: they cost nothing until they are used. */
static int begin(struct thread *t, SIZE_T stack)
{
    pthread_attr_t attributes;
    size_t         usual;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    if (pthread_attr_getstacksize(&attributes, &usual) == 0 && stack > usual)
        pthread_attr_setstacksize(&attributes, (stack + 0xFFFF) & ~(SIZE_T)0xFFFF);
    int err = pthread_create(&t->pthread, &attributes, run, t);
    pthread_attr_destroy(&attributes);
    return err;
}

HANDLE CreateThread(LPSECURITY_ATTRIBUTES attributes, SIZE_T stack, LPTHREAD_START_ROUTINE start, LPVOID parameter, DWORD flags,
                    LPDWORD id)
{
    (void)attributes;
    struct thread *t = start ? calloc(1, sizeof(*t)) : NULL;
    if (!t) {
        SetLastError(start ? ERROR_NOT_ENOUGH_MEMORY : ERROR_INVALID_PARAMETER);
        return NULL;
    }
    /* One count for the handle, one for the thread itself, one until it has said its number. */
    *t = (struct thread){ .base = { &thread_kind, 3 }, .start = start, .parameter = parameter, .code = STILL_ACTIVE,
                          .suspended = flags & CREATE_SUSPENDED ? 1 : 0 };
    int err = begin(t, stack);
    if (err) {
        free(t);
        SetLastError(um_error_of_errno(err));
        return NULL;
    }
    um_wait_lock();
    while (!t->id)
        um_wait_for_change();
    if (id)
        *id = t->id;
    um_wait_unlock();
    HANDLE handle = um_handle_new(&t->base);
    um_object_put(&t->base);
    return handle;
}

VOID ExitThread(DWORD code)
{
    if (current) {
        um_wait_lock();
        current->code = code;
        um_wait_unlock();
    }
    pthread_exit(NULL);
}

BOOL TerminateThread(HANDLE handle, DWORD code)
{
    struct um_object *o = um_object_get(handle, &thread_kind);
    if (!o)
        return FALSE;
    if (thread_of(o) == current) {
        um_object_put(o);
        ExitThread(code);
    }
    um_wait_lock();
    struct thread *t = thread_of(o);
    bool           ours = t->start;
    if (ours && !t->ended) {
        t->code = code;
        pthread_cancel(t->pthread); /* it takes the lock before it is gone, so the pthread_t is valid here */
    }
    um_wait_unlock();
    um_object_put(o);
    return ours ? TRUE : um_fail(ERROR_ACCESS_DENIED);
}

DWORD ResumeThread(HANDLE handle)
{
    struct um_object *o = um_object_get(handle, &thread_kind);
    if (!o)
        return (DWORD)-1;
    um_wait_lock();
    DWORD before = (DWORD)thread_of(o)->suspended;
    if (before) {
        thread_of(o)->suspended--;
        um_wait_changed();
    }
    um_wait_unlock();
    um_object_put(o);
    return before;
}

/* One member, read under the lock. */
static bool look_at(HANDLE handle, struct thread *copy)
{
    struct um_object *o = um_object_get(handle, &thread_kind);
    if (!o)
        return false;
    um_wait_lock();
    *copy = *thread_of(o);
    um_wait_unlock();
    um_object_put(o);
    return true;
}

BOOL GetExitCodeThread(HANDLE thread, LPDWORD code)
{
    struct thread t;
    if (!look_at(thread, &t))
        return FALSE;
    *code = t.ended ? t.code : STILL_ACTIVE;
    return TRUE;
}

DWORD GetThreadId(HANDLE thread)
{
    struct thread t;
    return look_at(thread, &t) ? t.id : 0;
}

int GetThreadPriority(HANDLE thread)
{
    struct thread t;
    return look_at(thread, &t) ? t.priority : 0x7fffffff;
}

BOOL SetThreadPriority(HANDLE thread, int priority)
{
    struct um_object *o = um_object_get(thread, &thread_kind);
    if (!o)
        return FALSE;
    um_wait_lock();
    thread_of(o)->priority = priority;
    um_wait_unlock();
    um_object_put(o);
    return TRUE;
}

BOOL SwitchToThread(VOID)
{
    return sched_yield() == 0;
}

/* --- storage of threads ------------------------------------------------------------------------------------------------------ */

DWORD TlsAlloc(VOID)
{
    pthread_key_t key;
    int           err = pthread_key_create(&key, NULL);
    if (!err)
        return key;
    SetLastError(um_error_of_errno(err));
    return TLS_OUT_OF_INDEXES;
}

LPVOID TlsGetValue(DWORD index)
{
    SetLastError(ERROR_SUCCESS);
    return pthread_getspecific(index);
}

BOOL TlsSetValue(DWORD index, LPVOID value)
{
    return pthread_setspecific(index, value) == 0 ? TRUE : um_fail(ERROR_INVALID_PARAMETER);
}

BOOL TlsFree(DWORD index)
{
    return pthread_key_delete(index) == 0 ? TRUE : um_fail(ERROR_INVALID_PARAMETER);
}

/* --- process.h of the C library ---------------------------------------------------------------------------------------------- */

uintptr_t owfp__beginthreadex(void *security, unsigned stack, unsigned (*start)(void *), void *argument, unsigned flags,
                              unsigned *id);
uintptr_t owfp__beginthreadex(void *security, unsigned stack, unsigned (*start)(void *), void *argument, unsigned flags,
                              unsigned *id)
{
    return (uintptr_t)CreateThread(security, stack, start, argument, flags, id);
}

void owfp__endthreadex(unsigned code) __attribute__((noreturn));
void owfp__endthreadex(unsigned code)
{
    ExitThread(code);
}

int owfp__getpid(void);
int owfp__getpid(void)
{
    return getpid();
}
