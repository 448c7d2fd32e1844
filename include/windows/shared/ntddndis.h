/* Facts of NDIS that drivers and programs share: object headers, versions, media, Ethernet types. */
#ifndef OPENWFP_NTDDNDIS_H
#define OPENWFP_NTDDNDIS_H

#include "ifdef.h"

/* --- versions: NDIS60, NDIS61 ... NDIS650 ask for one, without them the newest is meant --------------------------- */

#ifndef NDIS_SUPPORT_NDIS6
#define NDIS_SUPPORT_NDIS6 1
#endif
#ifndef NDIS_SUPPORT_NDIS61
#define NDIS_SUPPORT_NDIS61 1
#endif
#ifndef NDIS_SUPPORT_NDIS620
#define NDIS_SUPPORT_NDIS620 1
#endif
#ifndef NDIS_SUPPORT_NDIS630
#define NDIS_SUPPORT_NDIS630 1
#endif
#ifndef NDIS_SUPPORT_NDIS640
#define NDIS_SUPPORT_NDIS640 1
#endif
#ifndef NDIS_SUPPORT_NDIS650
#define NDIS_SUPPORT_NDIS650 1
#endif
#ifndef NDIS_FILTER_MAJOR_VERSION
#define NDIS_FILTER_MAJOR_VERSION 6
#define NDIS_FILTER_MINOR_VERSION 50
#endif

/* --- objects ------------------------------------------------------------------------------------------------------ */

typedef struct _NDIS_OBJECT_HEADER {
    UCHAR  Type;
    UCHAR  Revision;
    USHORT Size;
} NDIS_OBJECT_HEADER, *PNDIS_OBJECT_HEADER;

#define NDIS_OBJECT_TYPE_DEFAULT             0x80
#define NDIS_OBJECT_TYPE_GENERIC_OBJECT      0x9f
#define NDIS_OBJECT_TYPE_OID_REQUEST         0x96
#define NDIS_GENERIC_OBJECT_REVISION_1       1
#define NDIS_PROTOCOL_ID_DEFAULT             0x00
#define NDIS_PROTOCOL_ID_TCP_IP              0x02
#define NDIS_PROTOCOL_ID_IP6                 0x03

typedef ULONG NDIS_OID, *PNDIS_OID;
#ifndef OPENWFP_NDIS_HANDLE
#define OPENWFP_NDIS_HANDLE
typedef PVOID NDIS_HANDLE, *PNDIS_HANDLE;
typedef int   NDIS_STATUS, *PNDIS_STATUS;
#endif
#ifndef OPENWFP_NDIS_SWITCH
#define OPENWFP_NDIS_SWITCH
typedef UINT32 NDIS_SWITCH_PORT_ID;
typedef USHORT NDIS_SWITCH_NIC_INDEX;
typedef ULONG  NDIS_PORT_NUMBER;
#endif
typedef NDIS_PORT_NUMBER *PNDIS_PORT_NUMBER;
typedef NDIS_SWITCH_PORT_ID *PNDIS_SWITCH_PORT_ID;
typedef NDIS_SWITCH_NIC_INDEX *PNDIS_SWITCH_NIC_INDEX;
#define NDIS_DEFAULT_PORT_NUMBER       ((NDIS_PORT_NUMBER)0)
#define NDIS_SWITCH_DEFAULT_PORT_ID    ((NDIS_SWITCH_PORT_ID)0)
#define NDIS_SWITCH_DEFAULT_NIC_INDEX  ((NDIS_SWITCH_NIC_INDEX)0)

typedef enum _NDIS_MEDIUM {
    NdisMedium802_3, NdisMedium802_5, NdisMediumFddi, NdisMediumWan, NdisMediumLocalTalk, NdisMediumDix,
        NdisMediumArcnetRaw,
    NdisMediumArcnet878_2, NdisMediumAtm, NdisMediumWirelessWan, NdisMediumIrda, NdisMediumBpc, NdisMediumCoWan,
        NdisMedium1394,
    NdisMediumInfiniBand, NdisMediumTunnel, NdisMediumNative802_11, NdisMediumLoopback, NdisMediumWiMAX, NdisMediumIP,
    NdisMediumMax
} NDIS_MEDIUM, *PNDIS_MEDIUM;

typedef enum _NDIS_PHYSICAL_MEDIUM {
    NdisPhysicalMediumUnspecified, NdisPhysicalMediumWirelessLan, NdisPhysicalMediumCableModem,
        NdisPhysicalMediumPhoneLine,
    NdisPhysicalMediumPowerLine, NdisPhysicalMediumDSL, NdisPhysicalMediumFibreChannel, NdisPhysicalMedium1394,
    NdisPhysicalMediumWirelessWan, NdisPhysicalMediumNative802_11, NdisPhysicalMediumBluetooth,
        NdisPhysicalMediumInfiniband,
    NdisPhysicalMediumWiMax, NdisPhysicalMediumUWB, NdisPhysicalMedium802_3, NdisPhysicalMedium802_5,
        NdisPhysicalMediumIrda,
    NdisPhysicalMediumWiredWAN, NdisPhysicalMediumWiredCoWan, NdisPhysicalMediumOther, NdisPhysicalMediumNative802_15_4,
    NdisPhysicalMediumMax
} NDIS_PHYSICAL_MEDIUM, *PNDIS_PHYSICAL_MEDIUM;

#define NDIS_ETH_TYPE_IPV4          0x0800
#define NDIS_ETH_TYPE_ARP           0x0806
#define NDIS_ETH_TYPE_IPV6          0x86dd
#define NDIS_ETH_TYPE_802_1X        0x888e
#define NDIS_ETH_TYPE_802_1Q        0x8100
#define NDIS_ETH_TYPE_SLOW_PROTOCOL 0x8809

#include "openwfp_ndisswitch.h"

#define NDIS_PACKET_TYPE_DIRECTED      0x00000001
#define NDIS_PACKET_TYPE_MULTICAST     0x00000002
#define NDIS_PACKET_TYPE_ALL_MULTICAST 0x00000004
#define NDIS_PACKET_TYPE_BROADCAST     0x00000008
#define NDIS_PACKET_TYPE_PROMISCUOUS   0x00000020
#define NDIS_PACKET_TYPE_ALL_LOCAL     0x00000080
#define NDIS_LINK_SPEED_UNKNOWN        NET_IF_LINK_SPEED_UNKNOWN
#define NET_IF_LINK_SPEED_UNKNOWN      ((ULONG64)(-1))

#endif
