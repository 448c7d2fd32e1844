/* Questions about IPv4 addresses and about SOCKADDRs of either family; socket controls. */
#ifndef OPENWFP_MSTCPIP_H
#define OPENWFP_MSTCPIP_H

#include "ws2ipdef.h"

#define IOC_VOID    0x20000000
#define IOC_OUT     0x40000000
#define IOC_IN      0x80000000
#define IOC_VENDOR  0x18000000
#define _WSAIOR(x, y) (IOC_OUT | (x) | (y))
#define _WSAIOW(x, y) (IOC_IN | (x) | (y))
#define SIO_KEEPALIVE_VALS _WSAIOW(IOC_VENDOR, 4)
#define SIO_RCVALL         _WSAIOW(IOC_VENDOR, 1)
#define SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS _WSAIOW(IOC_VENDOR, 220)
#define SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT _WSAIOW(IOC_VENDOR, 221)
#define SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS   _WSAIOW(IOC_VENDOR, 222)
#define SIO_QUERY_WFP_ALE_ENDPOINT_HANDLE         _WSAIOR(IOC_VENDOR, 205)

/* --- IPv4 addresses, in network order ----------------------------------------------------------------------------- */

#define OPENWFP_IN4(a)  __builtin_bswap32((a)->S_un.S_addr)
OPENWFP_INLINE BOOLEAN IN4_ADDR_EQUAL(const IN_ADDR *a, const IN_ADDR *b)
{
    return a->S_un.S_addr == b->S_un.S_addr;
}
#define IN4_UNALIGNED_ADDR_EQUAL IN4_ADDR_EQUAL

OPENWFP_INLINE BOOLEAN IN4_IS_ADDR_UNSPECIFIED(const IN_ADDR *a)
{
    return a->S_un.S_addr == 0;
}

/* 127.0.0.0/8 */
OPENWFP_INLINE BOOLEAN IN4_IS_ADDR_LOOPBACK(const IN_ADDR *a)
{
    return OPENWFP_IN4(a) >> 24 == 127;
}

OPENWFP_INLINE BOOLEAN IN4_IS_ADDR_BROADCAST(const IN_ADDR *a)
{
    return a->S_un.S_addr == 0xffffffff;
}

OPENWFP_INLINE BOOLEAN IN4_IS_ADDR_MULTICAST(const IN_ADDR *a)
{
    return OPENWFP_IN4(a) >> 28 == 0xe;
}

OPENWFP_INLINE BOOLEAN IN4_IS_ADDR_LINKLOCAL(const IN_ADDR *a)
{
    return OPENWFP_IN4(a) >> 16 == 0xa9fe;
}

/* 169.254.0.0/16 is the only link-local block; there is no site-local one. */
OPENWFP_INLINE BOOLEAN IN4_IS_ADDR_SITELOCAL(const IN_ADDR *a)
{
    (void)a;
    return FALSE;
}

OPENWFP_INLINE BOOLEAN IN4_IS_ADDR_RFC1918(const IN_ADDR *a)
{
    ULONG v = OPENWFP_IN4(a);
    return v >> 24 == 10 || v >> 20 == 0xac1 || v >> 16 == 0xc0a8;
}

/* 224.0.0.0/24 */
OPENWFP_INLINE BOOLEAN IN4_IS_ADDR_MC_LINKLOCAL(const IN_ADDR *a)
{
    return OPENWFP_IN4(a) >> 8 == 0xe00000;
}

/* 239.255.0.0/16 */
OPENWFP_INLINE BOOLEAN IN4_IS_ADDR_MC_ADMINLOCAL(const IN_ADDR *a)
{
    return OPENWFP_IN4(a) >> 16 == 0xefff;
}

/* 239.0.0.0/8 without the administrative scope */
OPENWFP_INLINE BOOLEAN IN4_IS_ADDR_MC_SITELOCAL(const IN_ADDR *a)
{
    return OPENWFP_IN4(a) >> 24 == 0xef && !IN4_IS_ADDR_MC_ADMINLOCAL(a);
}

/* --- SOCKADDRs ---------------------------------------------------------------------------------------------------- */

OPENWFP_INLINE PUCHAR INETADDR_ADDRESS(const SOCKADDR *a)
{
    return a->sa_family == AF_INET6 ? (PUCHAR)&((SOCKADDR_IN6 *)a)->sin6_addr : (PUCHAR)&((SOCKADDR_IN *)a)->sin_addr;
}

OPENWFP_INLINE VOID INETADDR_SET_ADDRESS(PSOCKADDR a, const UCHAR *address)
{
    __builtin_memcpy(INETADDR_ADDRESS(a), address, a->sa_family == AF_INET6 ? sizeof(IN6_ADDR) : sizeof(IN_ADDR));
}

/* The port stands at the same place in both families. */
OPENWFP_INLINE USHORT INETADDR_PORT(const SOCKADDR *a)
{
    return ((const SOCKADDR_IN *)a)->sin_port;
}

OPENWFP_INLINE VOID INETADDR_SET_PORT(PSOCKADDR a, USHORT port)
{
    ((SOCKADDR_IN *)a)->sin_port = port;
}

OPENWFP_INLINE BOOLEAN INETADDR_ISLOOPBACK(const SOCKADDR *a)
{
    return a->sa_family == AF_INET6 ? IN6_IS_ADDR_LOOPBACK(&((const SOCKADDR_IN6 *)a)->sin6_addr)
                                    : IN4_IS_ADDR_LOOPBACK(&((const SOCKADDR_IN *)a)->sin_addr);
}

OPENWFP_INLINE BOOLEAN INETADDR_ISANY(const SOCKADDR *a)
{
    return a->sa_family == AF_INET6 ? IN6_IS_ADDR_UNSPECIFIED(&((const SOCKADDR_IN6 *)a)->sin6_addr)
                                    : IN4_IS_ADDR_UNSPECIFIED(&((const SOCKADDR_IN *)a)->sin_addr);
}

OPENWFP_INLINE VOID INETADDR_SETLOOPBACK(PSOCKADDR a)
{
    if (a->sa_family == AF_INET6)
        ((SOCKADDR_IN6 *)a)->sin6_addr = in6addr_loopback;
    else
        ((SOCKADDR_IN *)a)->sin_addr.S_un.S_addr = __builtin_bswap32(INADDR_LOOPBACK);
}

OPENWFP_INLINE VOID INETADDR_SETANY(PSOCKADDR a)
{
    if (a->sa_family == AF_INET6)
        ((SOCKADDR_IN6 *)a)->sin6_addr = in6addr_any;
    else
        ((SOCKADDR_IN *)a)->sin_addr.S_un.S_addr = 0;
}

#include "ip2string.h"

#endif
