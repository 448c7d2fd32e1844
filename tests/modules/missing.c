/* Calls what no host has. */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;

VOID OpenWfpTestNobodyHasThis(VOID);
VOID OpenWfpTestNorThis(VOID);

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    UNREFERENCED_PARAMETER(driver);
    UNREFERENCED_PARAMETER(registryPath);
    OpenWfpTestNobodyHasThis();
    OpenWfpTestNorThis();
    return STATUS_SUCCESS;
}
