/* Interrupt levels and the spin locks that raise them. */
#include "api_km/border.h"
#include "nt/spinlock.h"

KIRQL KeGetCurrentIrql(VOID)
{
    return irql_current();
}

VOID KeLowerIrql(KIRQL irql)
{
    irql_lower(km_nt("KeLowerIrql"), irql);
}

KIRQL KfRaiseIrql(KIRQL irql)
{
    return irql_raise(km_nt("KeRaiseIrql"), irql);
}

KIRQL KeRaiseIrqlToDpcLevel(VOID)
{
    return irql_raise(km_nt("KeRaiseIrqlToDpcLevel"), IRQL_DISPATCH);
}

static KIRQL to_dispatch(struct nt_system *nt, const char *function)
{
    irql_require(nt, function, IRQL_DISPATCH);
    return irql_raise(nt, IRQL_DISPATCH);
}

/* The functions for callers that are at DISPATCH_LEVEL already would let a DPC interrupt the holder. */
static struct nt_system *at_dispatch(const char *function)
{
    struct nt_system *nt = km_nt(function);
    if (irql_current() < IRQL_DISPATCH)
        nt_report(nt, "%s at %s: allowed from DISPATCH_LEVEL on", function, irql_name(irql_current()));
    return nt;
}

/* --- spin locks --------------------------------------------------------------------------------------------------- */

VOID KeInitializeSpinLock(PKSPIN_LOCK lock)
{
    *lock = 0;
}

KIRQL KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK lock)
{
    struct nt_system *nt = km_nt("KeAcquireSpinLock");
    KIRQL             before = to_dispatch(nt, "KeAcquireSpinLock");
    spin_acquire(nt, lock, "KeAcquireSpinLock");
    return before;
}

VOID KeReleaseSpinLock(PKSPIN_LOCK lock, KIRQL irql)
{
    struct nt_system *nt = km_nt("KeReleaseSpinLock");
    spin_release(nt, lock, "KeReleaseSpinLock");
    irql_lower(nt, irql);
}

VOID KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK lock)
{
    spin_acquire(at_dispatch("KeAcquireSpinLockAtDpcLevel"), lock, "KeAcquireSpinLockAtDpcLevel");
}

VOID KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK lock)
{
    spin_release(at_dispatch("KeReleaseSpinLockFromDpcLevel"), lock, "KeReleaseSpinLockFromDpcLevel");
}

BOOLEAN KeTryToAcquireSpinLockAtDpcLevel(PKSPIN_LOCK lock)
{
    at_dispatch("KeTryToAcquireSpinLockAtDpcLevel");
    return spin_try(lock);
}

/* For code that runs in a threaded DPC or in an ordinary one, as the system chooses. */
KIRQL KeAcquireSpinLockForDpc(PKSPIN_LOCK lock)
{
    struct nt_system *nt = km_nt("KeAcquireSpinLockForDpc");
    KIRQL             before = to_dispatch(nt, "KeAcquireSpinLockForDpc");
    spin_acquire(nt, lock, "KeAcquireSpinLockForDpc");
    return before;
}

VOID KeReleaseSpinLockForDpc(PKSPIN_LOCK lock, KIRQL irql)
{
    struct nt_system *nt = km_nt("KeReleaseSpinLockForDpc");
    spin_release(nt, lock, "KeReleaseSpinLockForDpc");
    irql_lower(nt, irql);
}

BOOLEAN KeTestSpinLock(PKSPIN_LOCK lock)
{
    return __atomic_load_n(lock, __ATOMIC_RELAXED) == 0;
}

/* --- queued spin locks: the handle keeps the lock and the level; the lock itself is a plain one ------------------- */

VOID KeAcquireInStackQueuedSpinLock(PKSPIN_LOCK lock, PKLOCK_QUEUE_HANDLE handle)
{
    struct nt_system *nt = km_nt("KeAcquireInStackQueuedSpinLock");
    handle->LockQueue.Next = NULL;
    handle->LockQueue.Lock = lock;
    handle->OldIrql = to_dispatch(nt, "KeAcquireInStackQueuedSpinLock");
    spin_acquire(nt, lock, "KeAcquireInStackQueuedSpinLock");
}

VOID KeReleaseInStackQueuedSpinLock(PKLOCK_QUEUE_HANDLE handle)
{
    struct nt_system *nt = km_nt("KeReleaseInStackQueuedSpinLock");
    spin_release(nt, handle->LockQueue.Lock, "KeReleaseInStackQueuedSpinLock");
    irql_lower(nt, handle->OldIrql);
}

VOID KeAcquireInStackQueuedSpinLockAtDpcLevel(PKSPIN_LOCK lock, PKLOCK_QUEUE_HANDLE handle)
{
    struct nt_system *nt = at_dispatch("KeAcquireInStackQueuedSpinLockAtDpcLevel");
    handle->LockQueue.Next = NULL;
    handle->LockQueue.Lock = lock;
    handle->OldIrql = irql_current();
    spin_acquire(nt, lock, "KeAcquireInStackQueuedSpinLockAtDpcLevel");
}

VOID KeReleaseInStackQueuedSpinLockFromDpcLevel(PKLOCK_QUEUE_HANDLE handle)
{
    spin_release(at_dispatch("KeReleaseInStackQueuedSpinLockFromDpcLevel"), handle->LockQueue.Lock,
                 "KeReleaseInStackQueuedSpinLockFromDpcLevel");
}

/* --- reader-writer spin locks ------------------------------------------------------------------------------------- */

KIRQL ExAcquireSpinLockExclusive(PEX_SPIN_LOCK lock)
{
    struct nt_system *nt = km_nt("ExAcquireSpinLockExclusive");
    KIRQL             before = to_dispatch(nt, "ExAcquireSpinLockExclusive");
    rw_spin_acquire_exclusive(nt, lock);
    return before;
}

KIRQL ExAcquireSpinLockShared(PEX_SPIN_LOCK lock)
{
    struct nt_system *nt = km_nt("ExAcquireSpinLockShared");
    KIRQL             before = to_dispatch(nt, "ExAcquireSpinLockShared");
    rw_spin_acquire_shared(nt, lock);
    return before;
}

VOID ExReleaseSpinLockExclusive(PEX_SPIN_LOCK lock, KIRQL irql)
{
    struct nt_system *nt = km_nt("ExReleaseSpinLockExclusive");
    rw_spin_release_exclusive(nt, lock, "ExReleaseSpinLockExclusive");
    irql_lower(nt, irql);
}

VOID ExReleaseSpinLockShared(PEX_SPIN_LOCK lock, KIRQL irql)
{
    struct nt_system *nt = km_nt("ExReleaseSpinLockShared");
    rw_spin_release_shared(nt, lock, "ExReleaseSpinLockShared");
    irql_lower(nt, irql);
}

VOID ExAcquireSpinLockExclusiveAtDpcLevel(PEX_SPIN_LOCK lock)
{
    rw_spin_acquire_exclusive(at_dispatch("ExAcquireSpinLockExclusiveAtDpcLevel"), lock);
}

VOID ExAcquireSpinLockSharedAtDpcLevel(PEX_SPIN_LOCK lock)
{
    rw_spin_acquire_shared(at_dispatch("ExAcquireSpinLockSharedAtDpcLevel"), lock);
}

VOID ExReleaseSpinLockExclusiveFromDpcLevel(PEX_SPIN_LOCK lock)
{
    rw_spin_release_exclusive(at_dispatch("ExReleaseSpinLockExclusiveFromDpcLevel"), lock,
                              "ExReleaseSpinLockExclusiveFromDpcLevel");
}

VOID ExReleaseSpinLockSharedFromDpcLevel(PEX_SPIN_LOCK lock)
{
    rw_spin_release_shared(at_dispatch("ExReleaseSpinLockSharedFromDpcLevel"), lock, "ExReleaseSpinLockSharedFromDpcLevel");
}

BOOLEAN ExTryAcquireSpinLockSharedAtDpcLevel(PEX_SPIN_LOCK lock)
{
    at_dispatch("ExTryAcquireSpinLockSharedAtDpcLevel");
    return rw_spin_try_shared(lock);
}

BOOLEAN ExTryAcquireSpinLockExclusiveAtDpcLevel(PEX_SPIN_LOCK lock)
{
    at_dispatch("ExTryAcquireSpinLockExclusiveAtDpcLevel");
    return rw_spin_try_exclusive(lock);
}

LOGICAL ExTryConvertSharedSpinLockExclusive(PEX_SPIN_LOCK lock)
{
    at_dispatch("ExTryConvertSharedSpinLockExclusive");
    return rw_spin_try_convert(lock);
}
