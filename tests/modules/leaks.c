/* Gives nothing back. */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;

static VOID Never(PKDPC dpc, PVOID context, PVOID a, PVOID b)
{
    UNREFERENCED_PARAMETER(dpc);
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(a);
    UNREFERENCED_PARAMETER(b);
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
}

static DECLSPEC_NOINLINE VOID TakeTwice(VOID)
{
    ExAllocatePoolWithTag(NonPagedPool, 100, 'AkaL');
    ExAllocatePoolWithTag(NonPagedPool, 23, 'AkaL');
    KeMemoryBarrier(); /* the second call is no jump */
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\OpenWfpLeaks");
    static KTIMER  timer;
    static KDPC    dpc;
    LARGE_INTEGER  hour;
    PDEVICE_OBJECT device;
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = Unload;
    TakeTwice();
    ExAllocatePool2(POOL_FLAG_PAGED, 5000, 'BkaL');
    if (!NT_SUCCESS(IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device)))
        return STATUS_UNSUCCESSFUL;
    IoAllocateWorkItem(device);
    IoAllocateMdl(&timer, sizeof(timer), FALSE, FALSE, NULL);
    KeInitializeTimer(&timer);
    KeInitializeDpc(&dpc, Never, NULL);
    hour.QuadPart = -36000000000LL;
    KeSetTimer(&timer, hour, &dpc);
    return STATUS_SUCCESS;
}
