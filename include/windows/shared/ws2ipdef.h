/* IP options of sockets, and questions about addresses. */
#ifndef OPENWFP_WS2IPDEF_H
#define OPENWFP_WS2IPDEF_H

#include "ws2def.h"

#define INET_ADDRSTRLEN  22
#define INET6_ADDRSTRLEN 65

#define IP_OPTIONS        1
#define IP_HDRINCL        2
#define IP_TOS            3
#define IP_TTL            4
#define IP_DONTFRAGMENT   14
#define IP_PKTINFO        19
#define IP_RECVIF         24
#define IPV6_HDRINCL      2
#define IPV6_UNICAST_HOPS 4
#define IPV6_PKTINFO      19
#define IPV6_V6ONLY       27

typedef struct in_pktinfo {
    IN_ADDR ipi_addr;
    ULONG   ipi_ifindex;
} IN_PKTINFO, *PIN_PKTINFO;
typedef struct in6_pktinfo {
    IN6_ADDR ipi6_addr;
    ULONG    ipi6_ifindex;
} IN6_PKTINFO, *PIN6_PKTINFO;

typedef struct sockaddr_in6_pair {
    PSOCKADDR_IN6 SourceAddress;
    PSOCKADDR_IN6 DestinationAddress;
} SOCKADDR_IN6_PAIR, *PSOCKADDR_IN6_PAIR;

#define IN6ADDR_ANY_INIT      { { { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 } } }
#define IN6ADDR_LOOPBACK_INIT { { { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 } } }
static const IN6_ADDR in6addr_any __attribute__((unused)) = IN6ADDR_ANY_INIT;
static const IN6_ADDR in6addr_loopback __attribute__((unused)) = IN6ADDR_LOOPBACK_INIT;

OPENWFP_INLINE BOOLEAN IN6_ADDR_EQUAL(const IN6_ADDR *a, const IN6_ADDR *b)
{
    return __builtin_memcmp(a, b, sizeof(*a)) == 0;
}

OPENWFP_INLINE BOOLEAN IN6_IS_ADDR_UNSPECIFIED(const IN6_ADDR *a)
{
    return IN6_ADDR_EQUAL(a, &in6addr_any);
}

OPENWFP_INLINE BOOLEAN IN6_IS_ADDR_LOOPBACK(const IN6_ADDR *a)
{
    return IN6_ADDR_EQUAL(a, &in6addr_loopback);
}

OPENWFP_INLINE BOOLEAN IN6_IS_ADDR_MULTICAST(const IN6_ADDR *a)
{
    return a->u.Byte[0] == 0xff;
}

OPENWFP_INLINE BOOLEAN IN6_IS_ADDR_LINKLOCAL(const IN6_ADDR *a)
{
    return a->u.Byte[0] == 0xfe && (a->u.Byte[1] & 0xc0) == 0x80;
}

OPENWFP_INLINE BOOLEAN IN6_IS_ADDR_SITELOCAL(const IN6_ADDR *a)
{
    return a->u.Byte[0] == 0xfe && (a->u.Byte[1] & 0xc0) == 0xc0;
}

/* FC00::/7 */
OPENWFP_INLINE BOOLEAN IN6_IS_ADDR_ULA(const IN6_ADDR *a)
{
    return (a->u.Byte[0] & 0xfe) == 0xfc;
}

OPENWFP_INLINE BOOLEAN IN6_IS_ADDR_GLOBAL(const IN6_ADDR *a)
{
    ULONG high = a->u.Byte[0] & 0xf0;
    return high != 0 && high != 0xf0;
}

OPENWFP_INLINE BOOLEAN openwfp_in6_words(const IN6_ADDR *a, unsigned from, unsigned to)
{
    for (; from < to; from++)
        if (a->u.Word[from])
            return FALSE;
    return TRUE;
}

OPENWFP_INLINE BOOLEAN IN6_IS_ADDR_V4MAPPED(const IN6_ADDR *a)
{
    return openwfp_in6_words(a, 0, 5) && a->u.Word[5] == 0xffff;
}

OPENWFP_INLINE BOOLEAN IN6_IS_ADDR_V4COMPAT(const IN6_ADDR *a)
{
    return openwfp_in6_words(a, 0, 6) && !(a->u.Word[6] == 0 && (a->u.Word[7] == 0 || a->u.Word[7] == 0x0100));
}

#define OPENWFP_IN6_MULTICAST_SCOPE(a) (IN6_IS_ADDR_MULTICAST(a) ? (a)->u.Byte[1] & 0xf : 0)
#define IN6_IS_ADDR_MC_NODELOCAL(a) (OPENWFP_IN6_MULTICAST_SCOPE(a) == 1)
#define IN6_IS_ADDR_MC_LINKLOCAL(a) (OPENWFP_IN6_MULTICAST_SCOPE(a) == 2)
#define IN6_IS_ADDR_MC_SITELOCAL(a) (OPENWFP_IN6_MULTICAST_SCOPE(a) == 5)
#define IN6_IS_ADDR_MC_ORGLOCAL(a)  (OPENWFP_IN6_MULTICAST_SCOPE(a) == 8)
#define IN6_IS_ADDR_MC_GLOBAL(a)    (OPENWFP_IN6_MULTICAST_SCOPE(a) == 14)

#endif
