/* Interfaces by name, index and LUID: the calls that callout drivers make of the IP helper. */
#ifndef OPENWFP_NETIOAPI_H
#define OPENWFP_NETIOAPI_H

#include "ws2ipdef.h"
#include "ifdef.h"

EXTERN_C_START

/* A kernel caller gets an NTSTATUS, a program a Win32 error. They are functions of their own, so that a driver and a program can
 * live in one process. */
#if defined _KERNEL_MODE || defined _NTDDK_ || defined _WDMDDK_ || defined _NTIFS_
#define NETIO_STATUS NTSTATUS
#define OPENWFP_NETIO(name)
#else
#define NETIO_STATUS DWORD
#define OPENWFP_NETIO(name) __asm__("owfp_" name)
#endif
#define NETIOAPI_API NETIO_STATUS

typedef enum _MIB_NOTIFICATION_TYPE {
    MibParameterNotification,
    MibAddInstance,
    MibDeleteInstance,
    MibInitialNotification
} MIB_NOTIFICATION_TYPE, *PMIB_NOTIFICATION_TYPE;

NETIO_STATUS ConvertInterfaceIndexToLuid(NET_IFINDEX index, PNET_LUID luid) OPENWFP_NETIO("ConvertInterfaceIndexToLuid");
NETIO_STATUS ConvertInterfaceLuidToIndex(const NET_LUID *luid, PNET_IFINDEX index) OPENWFP_NETIO("ConvertInterfaceLuidToIndex");
NETIO_STATUS ConvertInterfaceLuidToGuid(const NET_LUID *luid, GUID *guid) OPENWFP_NETIO("ConvertInterfaceLuidToGuid");
NETIO_STATUS ConvertInterfaceGuidToLuid(const GUID *guid, PNET_LUID luid) OPENWFP_NETIO("ConvertInterfaceGuidToLuid");
NETIO_STATUS ConvertInterfaceAliasToLuid(const WCHAR *alias, PNET_LUID luid) OPENWFP_NETIO("ConvertInterfaceAliasToLuid");
NETIO_STATUS ConvertInterfaceLuidToAlias(const NET_LUID *luid, PWSTR alias, SIZE_T size) OPENWFP_NETIO("ConvertInterfaceLuidToAlias");
NETIO_STATUS ConvertInterfaceLuidToNameW(const NET_LUID *luid, PWSTR name, SIZE_T size) OPENWFP_NETIO("ConvertInterfaceLuidToNameW");
VOID         FreeMibTable(PVOID table) OPENWFP_NETIO("FreeMibTable");

typedef enum { NlroManual, NlroWellKnown, NlroDHCP, NlroRouterAdvertisement, Nlro6to4 } NL_ROUTE_ORIGIN, *PNL_ROUTE_ORIGIN;
typedef enum { RouteProtocolOther = 1, RouteProtocolLocal = 2, RouteProtocolNetMgmt = 3 } NL_ROUTE_PROTOCOL;
#define MIB_IPPROTO_NETMGMT 3
typedef struct _MIB_IPFORWARD_ROW2 {
    NET_LUID          InterfaceLuid;
    NET_IFINDEX       InterfaceIndex;
    IP_ADDRESS_PREFIX DestinationPrefix;
    SOCKADDR_INET     NextHop;
    UCHAR             SitePrefixLength;
    ULONG             ValidLifetime;
    ULONG             PreferredLifetime;
    ULONG             Metric;
    NL_ROUTE_PROTOCOL Protocol;
    BOOLEAN           Loopback;
    BOOLEAN           AutoconfigureAddress;
    BOOLEAN           Publish;
    BOOLEAN           Immortal;
    ULONG             Age;
    NL_ROUTE_ORIGIN   Origin;
} MIB_IPFORWARD_ROW2, *PMIB_IPFORWARD_ROW2;

VOID         InitializeIpForwardEntry(PMIB_IPFORWARD_ROW2 row) OPENWFP_NETIO("InitializeIpForwardEntry");
/* Routes belong to Linux' own tools (ip route): not supported. */
NETIO_STATUS CreateIpForwardEntry2(const MIB_IPFORWARD_ROW2 *row) OPENWFP_NETIO("CreateIpForwardEntry2");
NETIO_STATUS DeleteIpForwardEntry2(const MIB_IPFORWARD_ROW2 *row) OPENWFP_NETIO("DeleteIpForwardEntry2");

EXTERN_C_END

#endif
