/* Locks that are memory of the program: critical sections, slim locks, condition variables, one-time initialisation. Each stands
 * on one 32-bit word and a futex, so that the zero that programs write statically is a lock that nobody holds. */
#include <errno.h>
#include <limits.h>

#include "api_um/wait.h"

static DWORD load(DWORD *word)
{
    return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}

static bool swap(DWORD *word, DWORD from, DWORD to)
{
    return __atomic_compare_exchange_n(word, &from, to, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

/* --- critical sections: LockCount is the word, OwningThread the owner ------------------------------------------------------- */

enum { FREE, HELD, CONTENDED };

static DWORD *word_of(LPCRITICAL_SECTION s)
{
    return (DWORD *)&s->LockCount;
}

static HANDLE self(void)
{
    return (HANDLE)(ULONG_PTR)GetCurrentThreadId();
}

VOID InitializeCriticalSection(LPCRITICAL_SECTION section)
{
    *section = (CRITICAL_SECTION){ .LockCount = FREE };
}

BOOL InitializeCriticalSectionAndSpinCount(LPCRITICAL_SECTION section, DWORD spins)
{
    InitializeCriticalSection(section);
    section->SpinCount = spins;
    return TRUE;
}

BOOL InitializeCriticalSectionEx(LPCRITICAL_SECTION section, DWORD spins, DWORD flags)
{
    (void)flags;
    return InitializeCriticalSectionAndSpinCount(section, spins);
}

VOID DeleteCriticalSection(LPCRITICAL_SECTION section)
{
    InitializeCriticalSection(section);
}

BOOL TryEnterCriticalSection(LPCRITICAL_SECTION section)
{
    if (__atomic_load_n(&section->OwningThread, __ATOMIC_RELAXED) != self()) {
        if (!swap(word_of(section), FREE, HELD))
            return FALSE;
        __atomic_store_n(&section->OwningThread, self(), __ATOMIC_RELAXED);
    }
    section->RecursionCount++;
    return TRUE;
}

VOID EnterCriticalSection(LPCRITICAL_SECTION section)
{
    if (TryEnterCriticalSection(section))
        return;
    while (__atomic_exchange_n(word_of(section), CONTENDED, __ATOMIC_ACQ_REL) != FREE)
        um_futex_wait(word_of(section), CONTENDED, INFINITE);
    __atomic_store_n(&section->OwningThread, self(), __ATOMIC_RELAXED);
    section->RecursionCount = 1;
}

VOID LeaveCriticalSection(LPCRITICAL_SECTION section)
{
    if (--section->RecursionCount)
        return;
    __atomic_store_n(&section->OwningThread, NULL, __ATOMIC_RELAXED);
    if (__atomic_exchange_n(word_of(section), FREE, __ATOMIC_ACQ_REL) == CONTENDED)
        um_futex_wake(word_of(section), 1);
}

/* --- slim locks: the number of readers, or EXCLUSIVE ------------------------------------------------------------------------ */

#define EXCLUSIVE 0xFFFFFFFFU

static DWORD *slim(PSRWLOCK lock)
{
    return (DWORD *)&lock->Ptr;
}

VOID InitializeSRWLock(PSRWLOCK lock)
{
    lock->Ptr = NULL;
}

BOOLEAN TryAcquireSRWLockExclusive(PSRWLOCK lock)
{
    return swap(slim(lock), 0, EXCLUSIVE);
}

VOID AcquireSRWLockExclusive(PSRWLOCK lock)
{
    while (!TryAcquireSRWLockExclusive(lock)) {
        DWORD seen = load(slim(lock));
        if (seen)
            um_futex_wait(slim(lock), seen, INFINITE);
    }
}

VOID ReleaseSRWLockExclusive(PSRWLOCK lock)
{
    __atomic_store_n(slim(lock), 0, __ATOMIC_RELEASE);
    um_futex_wake(slim(lock), INT_MAX);
}

BOOLEAN TryAcquireSRWLockShared(PSRWLOCK lock)
{
    for (DWORD seen = load(slim(lock)); seen != EXCLUSIVE; seen = load(slim(lock)))
        if (swap(slim(lock), seen, seen + 1))
            return TRUE;
    return FALSE;
}

VOID AcquireSRWLockShared(PSRWLOCK lock)
{
    while (!TryAcquireSRWLockShared(lock))
        um_futex_wait(slim(lock), EXCLUSIVE, INFINITE);
}

VOID ReleaseSRWLockShared(PSRWLOCK lock)
{
    if (__atomic_sub_fetch(slim(lock), 1, __ATOMIC_ACQ_REL) == 0)
        um_futex_wake(slim(lock), INT_MAX);
}

/* --- condition variables: how often it was woken ---------------------------------------------------------------------------- */

static DWORD *wakes(PCONDITION_VARIABLE condition)
{
    return (DWORD *)&condition->Ptr;
}

VOID InitializeConditionVariable(PCONDITION_VARIABLE condition)
{
    condition->Ptr = NULL;
}

static BOOL answer(int err)
{
    return err == ETIMEDOUT ? um_fail(ERROR_TIMEOUT) : TRUE;
}

BOOL SleepConditionVariableCS(PCONDITION_VARIABLE condition, PCRITICAL_SECTION section, DWORD milliseconds)
{
    DWORD seen = load(wakes(condition));
    LeaveCriticalSection(section);
    int err = um_futex_wait(wakes(condition), seen, milliseconds);
    EnterCriticalSection(section);
    return answer(err);
}

BOOL SleepConditionVariableSRW(PCONDITION_VARIABLE condition, PSRWLOCK lock, DWORD milliseconds, ULONG flags)
{
    DWORD seen = load(wakes(condition));
    bool  shared = flags & CONDITION_VARIABLE_LOCKMODE_SHARED;
    (shared ? ReleaseSRWLockShared : ReleaseSRWLockExclusive)(lock);
    int err = um_futex_wait(wakes(condition), seen, milliseconds);
    (shared ? AcquireSRWLockShared : AcquireSRWLockExclusive)(lock);
    return answer(err);
}

VOID WakeConditionVariable(PCONDITION_VARIABLE condition)
{
    __atomic_add_fetch(wakes(condition), 1, __ATOMIC_ACQ_REL);
    um_futex_wake(wakes(condition), 1);
}

VOID WakeAllConditionVariable(PCONDITION_VARIABLE condition)
{
    __atomic_add_fetch(wakes(condition), 1, __ATOMIC_ACQ_REL);
    um_futex_wake(wakes(condition), INT_MAX);
}

/* --- once: the low bits of the pointer say how far it is, the others are the context ----------------------------------------- */

enum { RUNNING = 1, DONE = 2, STATE = 3 };

BOOL InitOnceExecuteOnce(PINIT_ONCE once, PINIT_ONCE_FN function, PVOID parameter, LPVOID *context)
{
    for (;;) {
        ULONG_PTR seen = (ULONG_PTR)__atomic_load_n(&once->Ptr, __ATOMIC_ACQUIRE);
        PVOID     none = NULL;
        if ((seen & STATE) == DONE) {
            if (context)
                *context = (PVOID)(seen & ~(ULONG_PTR)STATE);
            return TRUE;
        }
        if (seen) {
            um_futex_wait((DWORD *)&once->Ptr, (DWORD)seen, INFINITE);
        } else if (__atomic_compare_exchange_n(&once->Ptr, &none, (PVOID)RUNNING, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
            PVOID made = NULL;
            BOOL  good = function(once, parameter, &made);
            __atomic_store_n(&once->Ptr, good ? (PVOID)((ULONG_PTR)made | DONE) : NULL, __ATOMIC_RELEASE);
            um_futex_wake((DWORD *)&once->Ptr, INT_MAX);
            if (!good)
                return FALSE;
        }
    }
}
