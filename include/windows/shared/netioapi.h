/* Interfaces by name, index and LUID: the calls that callout drivers make of the IP helper. */
#ifndef OPENWFP_NETIOAPI_H
#define OPENWFP_NETIOAPI_H

#include "ws2ipdef.h"
#include "ifdef.h"

EXTERN_C_START

#define NETIO_STATUS NTSTATUS
#define NETIOAPI_API NETIO_STATUS

typedef enum _MIB_NOTIFICATION_TYPE {
    MibParameterNotification,
    MibAddInstance,
    MibDeleteInstance,
    MibInitialNotification
} MIB_NOTIFICATION_TYPE, *PMIB_NOTIFICATION_TYPE;

NETIO_STATUS ConvertInterfaceIndexToLuid(NET_IFINDEX index, PNET_LUID luid);
NETIO_STATUS ConvertInterfaceLuidToIndex(const NET_LUID *luid, PNET_IFINDEX index);
NETIO_STATUS ConvertInterfaceLuidToGuid(const NET_LUID *luid, GUID *guid);
NETIO_STATUS ConvertInterfaceGuidToLuid(const GUID *guid, PNET_LUID luid);
NETIO_STATUS ConvertInterfaceAliasToLuid(const WCHAR *alias, PNET_LUID luid);
NETIO_STATUS ConvertInterfaceLuidToAlias(const NET_LUID *luid, PWSTR alias, SIZE_T size);
NETIO_STATUS ConvertInterfaceLuidToNameW(const NET_LUID *luid, PWSTR name, SIZE_T size);
VOID         FreeMibTable(PVOID table);

EXTERN_C_END

#endif
