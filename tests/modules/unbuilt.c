/* Has two functions of layers that are not built yet, and calls one of them as it should be called. */
#include <ntddk.h>
#define NDIS60 1
#include <ndis.h>
#include <fwpsk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD     UnbuiltUnload;

VOID UnbuiltUnload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = UnbuiltUnload;
    NTSTATUS status = FwpsStreamContinue0(1, 1, FWPS_LAYER_STREAM_V4, FWPS_STREAM_FLAG_SEND);
    if (status == STATUS_PENDING)
        FwpsDiscardClonedStreamData0(NULL, 0, FALSE);
    DbgPrint("0x%08x\n", status);
    return STATUS_SUCCESS;
}
