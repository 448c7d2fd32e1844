/* Events, semaphores, mutexes, and waiting for them. */
#include "api_km/border.h"
#include "nt/spinlock.h"
#include "nt/thread.h"
#include "nt/wait.h"

static struct nt_object *object_of(PVOID p)
{
    return p;
}

VOID KeInitializeEvent(PRKEVENT event, EVENT_TYPE type, BOOLEAN state)
{
    nt_object_init(object_of(event), type == SynchronizationEvent ? NT_EVENT_SYNCHRONIZATION : NT_EVENT_NOTIFICATION, state != 0);
}

LONG KeSetEvent(PRKEVENT event, KPRIORITY increment, BOOLEAN wait)
{
    (void)increment;
    (void)wait;
    return nt_object_set(km_nt("KeSetEvent"), object_of(event), 1);
}

LONG KeResetEvent(PRKEVENT event)
{
    return nt_object_set(km_nt("KeResetEvent"), object_of(event), 0);
}

VOID KeClearEvent(PRKEVENT event)
{
    nt_object_set(km_nt("KeClearEvent"), object_of(event), 0);
}

LONG KeReadStateEvent(PRKEVENT event)
{
    return nt_object_state(km_nt("KeReadStateEvent"), object_of(event));
}

VOID KeInitializeSemaphore(PRKSEMAPHORE semaphore, LONG count, LONG limit)
{
    nt_object_init(object_of(semaphore), NT_SEMAPHORE, count);
    semaphore->Limit = limit;
}

LONG KeReleaseSemaphore(PRKSEMAPHORE semaphore, KPRIORITY increment, LONG adjustment, BOOLEAN wait)
{
    int32_t before = 0;
    (void)increment;
    (void)wait;
    if (!nt_semaphore_release(km_nt("KeReleaseSemaphore"), (struct nt_semaphore *)semaphore, adjustment, &before))
        ExRaiseStatus(STATUS_SEMAPHORE_LIMIT_EXCEEDED);
    return before;
}

LONG KeReadStateSemaphore(PRKSEMAPHORE semaphore)
{
    return nt_object_state(km_nt("KeReadStateSemaphore"), object_of(semaphore));
}

VOID KeInitializeMutex(PRKMUTEX mutex, ULONG level)
{
    (void)level;
    nt_mutex_init((struct nt_mutex *)mutex);
}

LONG KeReleaseMutex(PRKMUTEX mutex, BOOLEAN wait)
{
    struct nt_system *nt = km_nt("KeReleaseMutex");
    LONG              before = nt_object_state(nt, object_of(mutex));
    (void)wait;
    nt_mutex_release(nt, (struct nt_mutex *)mutex);
    return before;
}

LONG KeReadStateMutex(PRKMUTEX mutex)
{
    return nt_object_state(km_nt("KeReadStateMutex"), object_of(mutex));
}

/* --- waiting ------------------------------------------------------------------------------------------------------ */

static int wait_for(const char *function, struct nt_object *const *objects, ULONG count, bool all, const LARGE_INTEGER *timeout)
{
    struct nt_system *nt = km_nt(function);
    int64_t           t = timeout ? timeout->QuadPart : 0;
    return nt_wait(nt, objects, count, all, timeout ? &t : NULL);
}

NTSTATUS KeWaitForSingleObject(PVOID object, KWAIT_REASON reason, KPROCESSOR_MODE mode, BOOLEAN alertable, PLARGE_INTEGER timeout)
{
    struct nt_object *one = object;
    (void)reason;
    (void)mode;
    (void)alertable; /* nothing alerts a thread here */
    return wait_for("KeWaitForSingleObject", &one, 1, false, timeout) == NT_WAIT_TIMEOUT ? STATUS_TIMEOUT : STATUS_SUCCESS;
}

NTSTATUS KeWaitForMultipleObjects(ULONG count, PVOID objects[], WAIT_TYPE type, KWAIT_REASON reason, KPROCESSOR_MODE mode,
                                  BOOLEAN alertable, PLARGE_INTEGER timeout, PKWAIT_BLOCK blocks)
{
    struct nt_object *some[NT_WAIT_MAX];
    (void)reason;
    (void)mode;
    (void)alertable;
    if (count == 0 || count > NT_WAIT_MAX || (!blocks && count > THREAD_WAIT_OBJECTS)) {
        nt_report(km_nt("KeWaitForMultipleObjects"), "KeWaitForMultipleObjects: %u objects %s", (unsigned)count,
                  count > THREAD_WAIT_OBJECTS ? "without wait blocks" : "");
        return STATUS_INVALID_PARAMETER;
    }
    for (ULONG i = 0; i < count; i++)
        some[i] = objects[i];
    int index = wait_for("KeWaitForMultipleObjects", some, count, type == WaitAll, timeout);
    return index == NT_WAIT_TIMEOUT ? STATUS_TIMEOUT : STATUS_WAIT_0 + index;
}

NTSTATUS KeDelayExecutionThread(KPROCESSOR_MODE mode, BOOLEAN alertable, PLARGE_INTEGER interval)
{
    (void)mode;
    (void)alertable;
    wait_for("KeDelayExecutionThread", NULL, 0, false, interval);
    return STATUS_SUCCESS;
}

/* --- fast and guarded mutexes ------------------------------------------------------------------------------------- */

static void fast_init(PFAST_MUTEX mutex)
{
    *mutex = (FAST_MUTEX){ .Count = 1 };
    KeInitializeEvent(&mutex->Event, SynchronizationEvent, TRUE);
}

/* Looked at by those who do not hold it, too. */
static const void *owner_of(const FAST_MUTEX *mutex)
{
    return __atomic_load_n(&mutex->Owner, __ATOMIC_RELAXED);
}

static void set_owner(PFAST_MUTEX mutex, void *owner)
{
    __atomic_store_n(&mutex->Owner, owner, __ATOMIC_RELAXED);
}

/* `level`: what the holder runs at, which a fast mutex raises and a guarded one does not. */
static BOOLEAN fast_acquire(PFAST_MUTEX mutex, const char *function, KIRQL level, const LARGE_INTEGER *timeout)
{
    struct nt_system *nt = km_nt(function);
    struct nt_object *event = object_of(&mutex->Event);
    irql_require(nt, function, IRQL_APC);
    if (!timeout && owner_of(mutex) == nt_thread_current())
        nt_report(nt, "%s: the calling thread holds the mutex %p already and waits for itself", function, (void *)mutex);
    if (wait_for(function, &event, 1, false, timeout) == NT_WAIT_TIMEOUT)
        return FALSE;
    KIRQL before = irql_current();
    if (level > before)
        irql_raise(nt, level);
    set_owner(mutex, nt_thread_current());
    mutex->OldIrql = before;
    return TRUE;
}

static void fast_release(PFAST_MUTEX mutex, const char *function, bool lower)
{
    struct nt_system *nt = km_nt(function);
    KIRQL             before = (KIRQL)mutex->OldIrql;
    if (owner_of(mutex) != nt_thread_current())
        nt_report(nt, "%s: the calling thread does not hold the mutex %p", function, (void *)mutex);
    set_owner(mutex, NULL);
    nt_object_set(nt, object_of(&mutex->Event), 1);
    if (lower)
        irql_lower(nt, before);
}

VOID ExInitializeFastMutex(PFAST_MUTEX mutex)
{
    fast_init(mutex);
}

VOID ExAcquireFastMutex(PFAST_MUTEX mutex)
{
    fast_acquire(mutex, "ExAcquireFastMutex", IRQL_APC, NULL);
}

BOOLEAN ExTryToAcquireFastMutex(PFAST_MUTEX mutex)
{
    return fast_acquire(mutex, "ExTryToAcquireFastMutex", IRQL_APC, &(LARGE_INTEGER){ .QuadPart = 0 });
}

VOID ExReleaseFastMutex(PFAST_MUTEX mutex)
{
    fast_release(mutex, "ExReleaseFastMutex", true);
}

VOID ExAcquireFastMutexUnsafe(PFAST_MUTEX mutex)
{
    fast_acquire(mutex, "ExAcquireFastMutexUnsafe", IRQL_PASSIVE, NULL);
}

VOID ExReleaseFastMutexUnsafe(PFAST_MUTEX mutex)
{
    fast_release(mutex, "ExReleaseFastMutexUnsafe", false);
}

VOID KeInitializeGuardedMutex(PKGUARDED_MUTEX mutex)
{
    fast_init(mutex);
}

VOID KeAcquireGuardedMutex(PKGUARDED_MUTEX mutex)
{
    fast_acquire(mutex, "KeAcquireGuardedMutex", IRQL_PASSIVE, NULL);
}

BOOLEAN KeTryToAcquireGuardedMutex(PKGUARDED_MUTEX mutex)
{
    return fast_acquire(mutex, "KeTryToAcquireGuardedMutex", IRQL_PASSIVE, &(LARGE_INTEGER){ .QuadPart = 0 });
}

VOID KeReleaseGuardedMutex(PKGUARDED_MUTEX mutex)
{
    fast_release(mutex, "KeReleaseGuardedMutex", false);
}

/* --- push locks: the reader-writer spin lock, whose waiters let others run ---------------------------------------- */

static int32_t *push_word(PEX_PUSH_LOCK lock)
{
    return (int32_t *)lock;
}

VOID ExInitializePushLock(PEX_PUSH_LOCK lock)
{
    *lock = 0;
}

VOID ExAcquirePushLockExclusiveEx(PEX_PUSH_LOCK lock, ULONG flags)
{
    (void)flags;
    struct nt_system *nt = km_nt("ExAcquirePushLockExclusive");
    irql_require(nt, "ExAcquirePushLockExclusive", IRQL_APC);
    rw_spin_acquire_exclusive(nt, push_word(lock));
}

VOID ExAcquirePushLockSharedEx(PEX_PUSH_LOCK lock, ULONG flags)
{
    (void)flags;
    struct nt_system *nt = km_nt("ExAcquirePushLockShared");
    irql_require(nt, "ExAcquirePushLockShared", IRQL_APC);
    rw_spin_acquire_shared(nt, push_word(lock));
}

VOID ExReleasePushLockExclusiveEx(PEX_PUSH_LOCK lock, ULONG flags)
{
    (void)flags;
    rw_spin_release_exclusive(km_nt("ExReleasePushLockExclusive"), push_word(lock), "ExReleasePushLockExclusive");
}

VOID ExReleasePushLockSharedEx(PEX_PUSH_LOCK lock, ULONG flags)
{
    (void)flags;
    rw_spin_release_shared(km_nt("ExReleasePushLockShared"), push_word(lock), "ExReleasePushLockShared");
}
