/* NT types and statuses, for programs. */
#ifndef OPENWFP_WINTERNL_H
#define OPENWFP_WINTERNL_H

#include "windows.h"
#include "ntstatus.h"

EXTERN_C_START

/* The Win32 error that means the same as a driver's status. */
ULONG NTAPI RtlNtStatusToDosError(NTSTATUS status);

EXTERN_C_END

#endif
