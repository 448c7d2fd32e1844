/* What GetAdaptersAddresses gives. */
#ifndef OPENWFP_IPTYPES_H
#define OPENWFP_IPTYPES_H

#include "ntdef.h"
#include "ws2def.h"
#include "ws2ipdef.h"
#include "ifdef.h"

#define MAX_ADAPTER_ADDRESS_LENGTH 8
#define MAX_DHCPV6_DUID_LENGTH     130
#define MAX_DNS_SUFFIX_STRING_LENGTH 256

#define GAA_FLAG_SKIP_UNICAST       0x0001
#define GAA_FLAG_SKIP_ANYCAST       0x0002
#define GAA_FLAG_SKIP_MULTICAST     0x0004
#define GAA_FLAG_SKIP_DNS_SERVER    0x0008
#define GAA_FLAG_INCLUDE_PREFIX     0x0010
#define GAA_FLAG_SKIP_FRIENDLY_NAME 0x0020
#define GAA_FLAG_INCLUDE_GATEWAYS   0x0080
#define IP_ADAPTER_NO_MULTICAST     0x0010

typedef struct _SOCKET_ADDRESS {
    LPSOCKADDR lpSockaddr;
    INT        iSockaddrLength;
} SOCKET_ADDRESS, *PSOCKET_ADDRESS, *LPSOCKET_ADDRESS;

typedef enum { IpPrefixOriginOther = 0, IpPrefixOriginManual, IpPrefixOriginWellKnown, IpPrefixOriginDhcp,
    IpPrefixOriginRouterAdvertisement } IP_PREFIX_ORIGIN;
typedef enum { IpSuffixOriginOther = 0, IpSuffixOriginManual, IpSuffixOriginWellKnown, IpSuffixOriginDhcp,
    IpSuffixOriginLinkLayerAddress, IpSuffixOriginRandom } IP_SUFFIX_ORIGIN;
typedef enum { IpDadStateInvalid = 0, IpDadStateTentative, IpDadStateDuplicate, IpDadStateDeprecated,
    IpDadStatePreferred } IP_DAD_STATE;

typedef struct _IP_ADAPTER_UNICAST_ADDRESS_LH {
    __extension__ union {
        ULONGLONG Alignment;
        __extension__ struct {
            ULONG Length;
            DWORD Flags;
        };
    };
    struct _IP_ADAPTER_UNICAST_ADDRESS_LH *Next;
    SOCKET_ADDRESS   Address;
    IP_PREFIX_ORIGIN PrefixOrigin;
    IP_SUFFIX_ORIGIN SuffixOrigin;
    IP_DAD_STATE     DadState;
    ULONG            ValidLifetime;
    ULONG            PreferredLifetime;
    ULONG            LeaseLifetime;
    UINT8            OnLinkPrefixLength;
} IP_ADAPTER_UNICAST_ADDRESS_LH, *PIP_ADAPTER_UNICAST_ADDRESS_LH, IP_ADAPTER_UNICAST_ADDRESS, *PIP_ADAPTER_UNICAST_ADDRESS;

/* Lists that are always empty here. */
typedef struct _IP_ADAPTER_ANYCAST_ADDRESS_XP    *PIP_ADAPTER_ANYCAST_ADDRESS_XP;
typedef struct _IP_ADAPTER_MULTICAST_ADDRESS_XP  *PIP_ADAPTER_MULTICAST_ADDRESS_XP;
typedef struct _IP_ADAPTER_DNS_SERVER_ADDRESS_XP *PIP_ADAPTER_DNS_SERVER_ADDRESS_XP;
typedef struct _IP_ADAPTER_PREFIX_XP             *PIP_ADAPTER_PREFIX_XP;
typedef struct _IP_ADAPTER_WINS_SERVER_ADDRESS_LH *PIP_ADAPTER_WINS_SERVER_ADDRESS_LH;
typedef struct _IP_ADAPTER_GATEWAY_ADDRESS_LH    *PIP_ADAPTER_GATEWAY_ADDRESS_LH;
typedef struct _IP_ADAPTER_DNS_SUFFIX            *PIP_ADAPTER_DNS_SUFFIX;

typedef struct _IP_ADAPTER_ADDRESSES_LH {
    __extension__ union {
        ULONGLONG Alignment;
        __extension__ struct {
            ULONG    Length;
            IF_INDEX IfIndex;
        };
    };
    struct _IP_ADAPTER_ADDRESSES_LH   *Next;
    PCHAR                              AdapterName;
    PIP_ADAPTER_UNICAST_ADDRESS_LH     FirstUnicastAddress;
    PIP_ADAPTER_ANYCAST_ADDRESS_XP     FirstAnycastAddress;
    PIP_ADAPTER_MULTICAST_ADDRESS_XP   FirstMulticastAddress;
    PIP_ADAPTER_DNS_SERVER_ADDRESS_XP  FirstDnsServerAddress;
    PWCHAR                             DnsSuffix;
    PWCHAR                             Description;
    PWCHAR                             FriendlyName;
    BYTE                               PhysicalAddress[MAX_ADAPTER_ADDRESS_LENGTH];
    ULONG                              PhysicalAddressLength;
    ULONG                              Flags;
    ULONG                              Mtu;
    DWORD                              IfType;
    IF_OPER_STATUS                     OperStatus;
    IF_INDEX                           Ipv6IfIndex;
    ULONG                              ZoneIndices[16];
    PIP_ADAPTER_PREFIX_XP              FirstPrefix;
    ULONG64                            TransmitLinkSpeed;
    ULONG64                            ReceiveLinkSpeed;
    PIP_ADAPTER_WINS_SERVER_ADDRESS_LH FirstWinsServerAddress;
    PIP_ADAPTER_GATEWAY_ADDRESS_LH     FirstGatewayAddress;
    ULONG                              Ipv4Metric;
    ULONG                              Ipv6Metric;
    IF_LUID                            Luid;
    SOCKET_ADDRESS                     Dhcpv4Server;
    NET_IF_COMPARTMENT_ID              CompartmentId;
    NET_IF_NETWORK_GUID                NetworkGuid;
    NET_IF_CONNECTION_TYPE             ConnectionType;
    TUNNEL_TYPE                        TunnelType;
    SOCKET_ADDRESS                     Dhcpv6Server;
    BYTE                               Dhcpv6ClientDuid[MAX_DHCPV6_DUID_LENGTH];
    ULONG                              Dhcpv6ClientDuidLength;
    ULONG                              Dhcpv6Iaid;
    PIP_ADAPTER_DNS_SUFFIX             FirstDnsSuffix;
} IP_ADAPTER_ADDRESSES_LH, *PIP_ADAPTER_ADDRESSES_LH, IP_ADAPTER_ADDRESSES, *PIP_ADAPTER_ADDRESSES;

#endif
