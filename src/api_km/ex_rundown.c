/* Rundown protection: users of a thing take and give back, the owner waits until the last is gone and nobody new gets in.
 *
 * The reference holds twice the number of users. Bit 0 says that the owner is at the end: the rest is then the address of the
 * owner's wait block, or 0 when nobody is waited for. */
#include "api_km/border.h"
#include "nt/bugcheck.h"

#define ENDING ((ULONG_PTR)1)

struct waiter {
    ULONG_PTR users; /* whom the owner waits for */
    KEVENT    last;
};

VOID ExInitializeRundownProtection(PEX_RUNDOWN_REF ref)
{
    __atomic_store_n(&ref->u.Count, 0, __ATOMIC_RELEASE);
}

VOID ExReInitializeRundownProtection(PEX_RUNDOWN_REF ref)
{
    __atomic_store_n(&ref->u.Count, 0, __ATOMIC_RELEASE);
}

BOOLEAN ExAcquireRundownProtectionEx(PEX_RUNDOWN_REF ref, ULONG count)
{
    ULONG_PTR now = __atomic_load_n(&ref->u.Count, __ATOMIC_RELAXED);
    do
        if (now & ENDING)
            return FALSE;
    while (!__atomic_compare_exchange_n(&ref->u.Count, &now, now + 2 * (ULONG_PTR)count, FALSE, __ATOMIC_ACQUIRE,
                                        __ATOMIC_RELAXED));
    return TRUE;
}

BOOLEAN ExAcquireRundownProtection(PEX_RUNDOWN_REF ref)
{
    return ExAcquireRundownProtectionEx(ref, 1);
}

__attribute__((noreturn)) static void not_acquired(void)
{
    struct nt_system *nt = km_nt("ExReleaseRundownProtection");
    nt_report(nt, "ExReleaseRundownProtection: nobody holds this protection; each release needs an acquire that succeeded");
    nt_bugcheck(nt, &(struct nt_bugcheck){ .code = BUGCHECK_ASSERTION });
}

VOID ExReleaseRundownProtectionEx(PEX_RUNDOWN_REF ref, ULONG count)
{
    ULONG_PTR now = __atomic_load_n(&ref->u.Count, __ATOMIC_ACQUIRE), users = count;
    while (!(now & ENDING)) {
        if (now < 2 * users)
            not_acquired();
        if (__atomic_compare_exchange_n(&ref->u.Count, &now, now - 2 * users, FALSE, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
            return;
    }
    struct waiter *w = (struct waiter *)(now & ~ENDING);
    if (!w)
        not_acquired();
    if (__atomic_sub_fetch(&w->users, users, __ATOMIC_ACQ_REL) == 0)
        KeSetEvent(&w->last, IO_NO_INCREMENT, FALSE);
}

VOID ExReleaseRundownProtection(PEX_RUNDOWN_REF ref)
{
    ExReleaseRundownProtectionEx(ref, 1);
}

VOID ExRundownCompleted(PEX_RUNDOWN_REF ref)
{
    __atomic_store_n(&ref->u.Count, ENDING, __ATOMIC_RELEASE);
}

VOID ExWaitForRundownProtectionRelease(PEX_RUNDOWN_REF ref)
{
    struct waiter w;
    ULONG_PTR     now = __atomic_load_n(&ref->u.Count, __ATOMIC_ACQUIRE), next;
    KeInitializeEvent(&w.last, SynchronizationEvent, FALSE);
    do {
        if (now & ENDING)
            return; /* it ended before */
        w.users = now / 2;
        next = w.users ? (ULONG_PTR)&w | ENDING : ENDING;
    } while (!__atomic_compare_exchange_n(&ref->u.Count, &now, next, FALSE, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
    if (next == ENDING) /* w.users is no more this thread's to read: the last user may have left meanwhile, and is about to set the event */
        return;
    KeWaitForSingleObject(&w.last, Executive, KernelMode, FALSE, NULL);
    ExRundownCompleted(ref);
}
