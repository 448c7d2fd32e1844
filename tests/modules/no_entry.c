/* A library, not a driver. */
#include <ntddk.h>

NTSTATUS NotDriverEntry(VOID);

NTSTATUS NotDriverEntry(VOID)
{
    return STATUS_SUCCESS;
}
