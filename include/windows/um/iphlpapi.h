/* Adapters and routes of the machine. */
#ifndef OPENWFP_IPHLPAPI_H
#define OPENWFP_IPHLPAPI_H

#include "windows.h"
#include "iptypes.h"
#include "netioapi.h"

EXTERN_C_START

/* ERROR_BUFFER_OVERFLOW with the size that is needed. */
ULONG WINAPI GetAdaptersAddresses(ULONG family, ULONG flags, PVOID reserved, PIP_ADAPTER_ADDRESSES addresses, PULONG size);
/* The interface that a packet to the address would leave through. */
DWORD WINAPI GetBestInterface(ULONG address, PDWORD index);
DWORD WINAPI GetBestInterfaceEx(SOCKADDR *address, PDWORD index);

EXTERN_C_END

#endif
