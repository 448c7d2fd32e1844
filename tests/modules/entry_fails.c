/* DriverEntry refuses, and has cleaned up, except for one block. */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    UNREFERENCED_PARAMETER(driver);
    UNREFERENCED_PARAMETER(registryPath);
    ExAllocatePoolWithTag(NonPagedPool, 8, 'tseT');
    return STATUS_DEVICE_CONFIGURATION_ERROR;
}
