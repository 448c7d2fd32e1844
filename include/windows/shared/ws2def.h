/* Address families, protocols and socket options of the network API that drivers and programs share. */
#ifndef OPENWFP_WS2DEF_H
#define OPENWFP_WS2DEF_H

#include "ntdef.h"
#include "ifdef.h"

#define AF_UNIX      1
#define AF_NETBIOS   17
#define AF_HYPERV    34
#define AF_MAX       36
#define PF_UNSPEC    AF_UNSPEC
#define PF_INET      AF_INET
#define PF_INET6     AF_INET6
#define SOCK_STREAM    1
#define SOCK_DGRAM     2
#define SOCK_RAW       3
#define SOCK_RDM       4
#define SOCK_SEQPACKET 5
#define SOL_SOCKET     0xffff
#define SO_REUSEADDR   0x0004
#define SO_EXCLUSIVEADDRUSE ((int)(~SO_REUSEADDR))
#define IPPROTO_IP     0

typedef enum {
    ScopeLevelInterface = 1,
    ScopeLevelLink = 2,
    ScopeLevelSubnet = 3,
    ScopeLevelAdmin = 4,
    ScopeLevelSite = 5,
    ScopeLevelOrganization = 8,
    ScopeLevelGlobal = 14,
    ScopeLevelCount = 16
} SCOPE_LEVEL;
#define SCOPEID_UNSPECIFIED_INIT { { { 0, 0 } } }

#define INADDR_ANY       ((ULONG)0x00000000)
#define INADDR_LOOPBACK  0x7f000001
#define INADDR_BROADCAST ((ULONG)0xffffffff)
#define INADDR_NONE      0xffffffff
#define IN_CLASSA(i)     (((LONG)(i) & 0x80000000) == 0)
#define IN_CLASSB(i)     (((LONG)(i) & 0xc0000000) == 0x80000000)
#define IN_CLASSC(i)     (((LONG)(i) & 0xe0000000) == 0xc0000000)
#define IN_CLASSD(i)     (((LONG)(i) & (LONG)0xf0000000) == (LONG)0xe0000000)
#define IN_MULTICAST(i)  IN_CLASSD(i)

/* --- control messages --------------------------------------------------------------------------------------------- */

#define WSA_CMSGHDR_ALIGN(n)  (((n) + TYPE_ALIGNMENT(WSACMSGHDR) - 1) & ~(TYPE_ALIGNMENT(WSACMSGHDR) - 1))
#define WSA_CMSGDATA_ALIGN(n) (((n) + MAX_NATURAL_ALIGNMENT - 1) & ~((SIZE_T)MAX_NATURAL_ALIGNMENT - 1))
#define WSA_CMSG_DATA(c)      ((PUCHAR)(c) + WSA_CMSGDATA_ALIGN(sizeof(WSACMSGHDR)))
#define WSA_CMSG_SPACE(n)     (WSA_CMSGDATA_ALIGN(sizeof(WSACMSGHDR) + WSA_CMSGHDR_ALIGN(n)))
#define WSA_CMSG_LEN(n)       (WSA_CMSGDATA_ALIGN(sizeof(WSACMSGHDR)) + (n))

typedef struct _WSABUF {
    ULONG len;
    CHAR *buf;
} WSABUF, *LPWSABUF;

#endif
