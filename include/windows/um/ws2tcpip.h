/* Names and addresses of the network. */
#ifndef OPENWFP_WS2TCPIP_H
#define OPENWFP_WS2TCPIP_H

#include "winsock2.h"

EXTERN_C_START

#define AI_PASSIVE     0x00000001
#define AI_CANONNAME   0x00000002
#define AI_NUMERICHOST 0x00000004
#define AI_NUMERICSERV 0x00000008
#define NI_NOFQDN      0x01
#define NI_NUMERICHOST 0x02
#define NI_NAMEREQD    0x04
#define NI_NUMERICSERV 0x08
#define NI_DGRAM       0x10
#define NI_MAXHOST     1025
#define NI_MAXSERV     32
#define EAI_AGAIN      WSATRY_AGAIN
#define EAI_BADFLAGS   WSAEINVAL
#define EAI_FAIL       WSANO_RECOVERY
#define EAI_FAMILY     WSAEAFNOSUPPORT
#define EAI_MEMORY     WSA_NOT_ENOUGH_MEMORY
#define EAI_NONAME     WSAHOST_NOT_FOUND
#define EAI_SERVICE    10109
#define EAI_SOCKTYPE   WSAESOCKTNOSUPPORT

typedef struct OPENWFP_TAG(addrinfo) {
    int      ai_flags;
    int      ai_family;
    int      ai_socktype;
    int      ai_protocol;
    SIZE_T   ai_addrlen;
    char    *ai_canonname;
    SOCKADDR *ai_addr;
    struct OPENWFP_TAG(addrinfo) *ai_next;
} ADDRINFOA, *PADDRINFOA;
typedef struct addrinfoW {
    int      ai_flags;
    int      ai_family;
    int      ai_socktype;
    int      ai_protocol;
    SIZE_T   ai_addrlen;
    PWSTR    ai_canonname;
    SOCKADDR *ai_addr;
    struct addrinfoW *ai_next;
} ADDRINFOW, *PADDRINFOW;

INT WSAAPI   OPENWFP_SOCK(getaddrinfo)(PCSTR name, PCSTR service, const ADDRINFOA *hints, PADDRINFOA *out)
                 OPENWFP_SOCK_SYMBOL("getaddrinfo");
VOID WSAAPI  OPENWFP_SOCK(freeaddrinfo)(PADDRINFOA list) OPENWFP_SOCK_SYMBOL("freeaddrinfo");
INT WSAAPI   GetAddrInfoW(PCWSTR name, PCWSTR service, const ADDRINFOW *hints, PADDRINFOW *out);
VOID WSAAPI  FreeAddrInfoW(PADDRINFOW list);
INT WSAAPI   OPENWFP_SOCK(getnameinfo)(const SOCKADDR *address, int size, PCHAR name, DWORD name_size, PCHAR service,
                                       DWORD service_size, INT flags) OPENWFP_SOCK_SYMBOL("getnameinfo");
char *       gai_strerrorA(int error);

INT WSAAPI   OPENWFP_SOCK(inet_pton)(INT family, PCSTR text, PVOID address) OPENWFP_SOCK_SYMBOL("inet_pton");
PCSTR WSAAPI OPENWFP_SOCK(inet_ntop)(INT family, const VOID *address, PSTR text, SIZE_T size) OPENWFP_SOCK_SYMBOL("inet_ntop");
INT WSAAPI   InetPtonW(INT family, PCWSTR text, PVOID address);
PCWSTR WSAAPI InetNtopW(INT family, const VOID *address, PWSTR text, SIZE_T size);

EXTERN_C_END

#define InetPtonA inet_pton
#define InetNtopA inet_ntop
#ifdef UNICODE
#define InetPton     InetPtonW
#define InetNtop     InetNtopW
#define GetAddrInfo  GetAddrInfoW
#define FreeAddrInfo FreeAddrInfoW
typedef ADDRINFOW ADDRINFOT, *PADDRINFOT;
#else
#define InetPton     InetPtonA
#define InetNtop     InetNtopA
#define GetAddrInfo  getaddrinfo
#define FreeAddrInfo freeaddrinfo
#define gai_strerror gai_strerrorA
typedef ADDRINFOA ADDRINFOT, *PADDRINFOT;
#endif

#endif
