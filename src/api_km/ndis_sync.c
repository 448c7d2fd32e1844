/* NDIS' own locks, events and clocks, over those of the kernel. */
#include <stdlib.h>

#include "api_km/border.h"

#include <ndis.h>

#include "nt/ledger.h"

VOID NdisAllocateSpinLock(PNDIS_SPIN_LOCK lock)
{
    KeInitializeSpinLock(&lock->SpinLock);
}

VOID NdisFreeSpinLock(PNDIS_SPIN_LOCK lock)
{
    if (!KeTestSpinLock(&lock->SpinLock))
        nt_report(km_nt("NdisFreeSpinLock"), "NdisFreeSpinLock: %p is held", (void *)lock);
}

VOID NdisAcquireSpinLock(PNDIS_SPIN_LOCK lock)
{
    KIRQL before = KeAcquireSpinLockRaiseToDpc(&lock->SpinLock);
    lock->OldIrql = before;
}

VOID NdisReleaseSpinLock(PNDIS_SPIN_LOCK lock)
{
    KeReleaseSpinLock(&lock->SpinLock, lock->OldIrql);
}

VOID NdisDprAcquireSpinLock(PNDIS_SPIN_LOCK lock)
{
    KeAcquireSpinLockAtDpcLevel(&lock->SpinLock);
}

VOID NdisDprReleaseSpinLock(PNDIS_SPIN_LOCK lock)
{
    KeReleaseSpinLockFromDpcLevel(&lock->SpinLock);
}

/* --- reader-writer locks ------------------------------------------------------------------------------------------ */

struct _NDIS_RW_LOCK_EX {
    EX_SPIN_LOCK lock;
};

enum { STATE_READ = 1, STATE_WRITE = 2 };

PNDIS_RW_LOCK_EX NdisAllocateRWLock(NDIS_HANDLE handle)
{
    PNDIS_RW_LOCK_EX lock = calloc(1, sizeof(*lock));
    (void)handle;
    if (lock && !nt_hold_memory(km_nt("NdisAllocateRWLock"), NT_RW_LOCK, lock)) {
        free(lock);
        lock = NULL;
    }
    return lock;
}

VOID NdisFreeRWLock(PNDIS_RW_LOCK_EX lock)
{
    if (nt_release(km_nt("NdisFreeRWLock"), NT_RW_LOCK, lock, "NdisFreeRWLock"))
        free(lock);
}

VOID NdisAcquireRWLockRead(PNDIS_RW_LOCK_EX lock, PLOCK_STATE_EX state, UCHAR flags)
{
    state->OldIrql = ExAcquireSpinLockShared(&lock->lock);
    state->LockState = STATE_READ;
    state->Flags = flags;
}

VOID NdisAcquireRWLockWrite(PNDIS_RW_LOCK_EX lock, PLOCK_STATE_EX state, UCHAR flags)
{
    state->OldIrql = ExAcquireSpinLockExclusive(&lock->lock);
    state->LockState = STATE_WRITE;
    state->Flags = flags;
}

VOID NdisReleaseRWLock(PNDIS_RW_LOCK_EX lock, PLOCK_STATE_EX state)
{
    if (state->LockState == STATE_WRITE)
        ExReleaseSpinLockExclusive(&lock->lock, state->OldIrql);
    else
        ExReleaseSpinLockShared(&lock->lock, state->OldIrql);
}

/* --- events and time ---------------------------------------------------------------------------------------------- */

VOID NdisInitializeEvent(PNDIS_EVENT event)
{
    KeInitializeEvent(&event->Event, NotificationEvent, FALSE);
}

VOID NdisSetEvent(PNDIS_EVENT event)
{
    KeSetEvent(&event->Event, IO_NO_INCREMENT, FALSE);
}

VOID NdisResetEvent(PNDIS_EVENT event)
{
    KeResetEvent(&event->Event);
}

/* 0 milliseconds: for ever. */
BOOLEAN NdisWaitEvent(PNDIS_EVENT event, UINT milliseconds)
{
    LARGE_INTEGER due = { .QuadPart = -10000LL * milliseconds };
    return KeWaitForSingleObject(&event->Event, Executive, KernelMode, FALSE, milliseconds ? &due : NULL) == STATUS_SUCCESS;
}

VOID NdisMSleep(ULONG microseconds)
{
    LARGE_INTEGER due = { .QuadPart = -10LL * microseconds };
    KeDelayExecutionThread(KernelMode, FALSE, &due);
}

#define NDIS_VERSION_NOW 0x00060055 /* 6.85: Windows 11 */

UINT NdisGetVersion(VOID)
{
    return NDIS_VERSION_NOW;
}
