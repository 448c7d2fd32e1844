/* Mistakes that Windows may not notice. */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    volatile UCHAR *block = ExAllocatePoolWithTag(NonPagedPool, 24, 'tsiM');
    KSPIN_LOCK      lock;
    KEVENT          event;
    KIRQL           before;
    LARGE_INTEGER   soon;
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = Unload;
    block[24] = 1;
    ExFreePoolWithTag((PVOID)block, 'reto');
    ExFreePoolWithTag((PVOID)block, 'tsiM');
    KeInitializeSpinLock(&lock);
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    soon.QuadPart = -1;
    KeAcquireSpinLock(&lock, &before);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &soon);
    ExFreePool(ExAllocatePoolWithTag(PagedPool, 1, 'egaP'));
    KeReleaseSpinLock(&lock, before);
    KeReleaseSpinLock(&lock, before);
    KeAcquireSpinLockAtDpcLevel(&lock);
    return STATUS_SUCCESS;
}
