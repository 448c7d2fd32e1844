/* Remove locks: who uses a device is counted, and who takes it away waits for them. */
#include "api_km/border.h"

VOID IoInitializeRemoveLockEx(PIO_REMOVE_LOCK lock, ULONG tag, ULONG minutes, ULONG high, ULONG size)
{
    (void)tag, (void)minutes, (void)high, (void)size;
    lock->Common.Removed = FALSE;
    lock->Common.IoCount = 1; /* the device's own */
    KeInitializeEvent(&lock->Common.RemoveEvent, SynchronizationEvent, FALSE);
}

static void release(PIO_REMOVE_LOCK lock)
{
    LONG left = __atomic_sub_fetch(&lock->Common.IoCount, 1, __ATOMIC_ACQ_REL);
    if (left < 0)
        nt_report(km_nt("IoReleaseRemoveLock"), "IoReleaseRemoveLock: the lock %p is not held", (void *)lock);
    if (left == 0)
        KeSetEvent(&lock->Common.RemoveEvent, 0, FALSE);
}

NTSTATUS IoAcquireRemoveLockEx(PIO_REMOVE_LOCK lock, PVOID tag, PCSTR file, ULONG line, ULONG size)
{
    (void)tag, (void)file, (void)line, (void)size;
    irql_require(km_nt("IoAcquireRemoveLock"), "IoAcquireRemoveLock", IRQL_DISPATCH);
    __atomic_add_fetch(&lock->Common.IoCount, 1, __ATOMIC_ACQ_REL);
    if (!__atomic_load_n(&lock->Common.Removed, __ATOMIC_ACQUIRE))
        return STATUS_SUCCESS;
    release(lock);
    return STATUS_DELETE_PENDING;
}

VOID IoReleaseRemoveLockEx(PIO_REMOVE_LOCK lock, PVOID tag, ULONG size)
{
    (void)tag, (void)size;
    release(lock);
}

/* The caller's own, and the device's; then all others. */
VOID IoReleaseRemoveLockAndWaitEx(PIO_REMOVE_LOCK lock, PVOID tag, ULONG size)
{
    (void)tag, (void)size;
    km_passive("IoReleaseRemoveLockAndWait");
    __atomic_store_n(&lock->Common.Removed, TRUE, __ATOMIC_RELEASE);
    release(lock);
    if (__atomic_sub_fetch(&lock->Common.IoCount, 1, __ATOMIC_ACQ_REL) > 0)
        KeWaitForSingleObject(&lock->Common.RemoveEvent, Executive, KernelMode, FALSE, NULL);
}
