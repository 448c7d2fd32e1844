/* Goes wrong two calls deep: writes to address 16, in DriverEntry or (-DIN_DPC) in a DPC; -DBUGCHECK and -DRAISE stop otherwise. */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;

__declspec(noinline) static VOID WriteNowhere(volatile ULONG *p)
{
#ifdef BUGCHECK
    KeBugCheckEx(0xD1, (ULONG_PTR)p, 2, 0, 0);
#elif defined RAISE
    UNREFERENCED_PARAMETER(p);
    ExRaiseStatus(STATUS_INSUFFICIENT_RESOURCES);
#else
    *p = 1;
#endif
}

static VOID Deferred(PKDPC dpc, PVOID context, PVOID a, PVOID b)
{
    UNREFERENCED_PARAMETER(dpc);
    UNREFERENCED_PARAMETER(a);
    UNREFERENCED_PARAMETER(b);
    WriteNowhere(context);
    DbgPrint("still here\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    static KDPC dpc;
    UNREFERENCED_PARAMETER(driver);
    UNREFERENCED_PARAMETER(registryPath);
    KeInitializeDpc(&dpc, Deferred, (PVOID)16);
#ifdef IN_DPC
    KeInsertQueueDpc(&dpc, NULL, NULL);
    KeFlushQueuedDpcs();
#else
    Deferred(&dpc, (PVOID)16, NULL, NULL);
#endif
    return STATUS_SUCCESS;
}
