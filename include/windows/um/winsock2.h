/* Sockets as Windows has them, over those of Linux. A SOCKET is a number of its own kind: closesocket() closes it, CloseHandle
 * does not. Functions have the names of the C library and other values for families, options and errors, so they link to
 * symbols of their own. */
#ifndef OPENWFP_WINSOCK2_H
#define OPENWFP_WINSOCK2_H

#include "windows.h"
#include "ws2def.h"
#include "ws2ipdef.h"

/* The library itself sees these beside Linux' own. */
#ifdef OPENWFP_INTERIOR
#define OPENWFP_SOCK(name) owfp_##name
#define OPENWFP_SOCK_SYMBOL(name)
#define OPENWFP_SOCK_TYPE(name) openwfp_##name
#else
#define OPENWFP_SOCK(name) name
#define OPENWFP_SOCK_SYMBOL(name) __asm__("owfp_" name)
#define OPENWFP_SOCK_TYPE(name) name
#endif

EXTERN_C_START

typedef UINT_PTR SOCKET;
#define INVALID_SOCKET ((SOCKET)(~(SOCKET)0))
#define SOCKET_ERROR   (-1)
#ifndef OPENWFP_INTERIOR
typedef unsigned char  u_char;
typedef unsigned short u_short;
typedef unsigned int   u_int;
typedef unsigned int   u_long;
typedef int            socklen_t;
#endif
#ifndef htons
#define htons(v) __builtin_bswap16((USHORT)(v))
#define ntohs(v) __builtin_bswap16((USHORT)(v))
#define htonl(v) __builtin_bswap32((ULONG)(v))
#define ntohl(v) __builtin_bswap32((ULONG)(v))
#endif

/* --- constants ---------------------------------------------------------------------------------------------------- */

#define FD_SETSIZE_WINSOCK 64
#define SO_DEBUG        0x0001
#define SO_ACCEPTCONN   0x0002
#define SO_KEEPALIVE    0x0008
#define SO_DONTROUTE    0x0010
#define SO_BROADCAST    0x0020
#define SO_LINGER       0x0080
#define SO_OOBINLINE    0x0100
#define SO_SNDBUF       0x1001
#define SO_RCVBUF       0x1002
#define SO_SNDTIMEO     0x1005
#define SO_RCVTIMEO     0x1006
#define SO_ERROR        0x1007
#define SO_TYPE         0x1008
#define TCP_NODELAY     0x0001
#define SOMAXCONN       0x7fffffff
#define MSG_OOB         0x1
#define MSG_PEEK        0x2
#define MSG_DONTROUTE   0x4
#define MSG_WAITALL     0x8
#define SD_RECEIVE      0x00
#define SD_SEND         0x01
#define SD_BOTH         0x02
#define IP_MULTICAST_IF   9
#define IP_MULTICAST_TTL  10
#define IP_MULTICAST_LOOP 11
#define IP_ADD_MEMBERSHIP 12
#define IP_DROP_MEMBERSHIP 13
#define FIONBIO         0x8004667e
#define FIONREAD        0x4004667f
#define SIO_GET_EXTENSION_FUNCTION_POINTER 0xC8000006
#define WSA_FLAG_OVERLAPPED 0x01
#define POLLERR    0x0001
#define POLLHUP    0x0002
#define POLLNVAL   0x0004
#define POLLWRNORM 0x0010
#define POLLOUT    POLLWRNORM
#define POLLRDNORM 0x0100
#define POLLRDBAND 0x0200
#define POLLIN     (POLLRDNORM | POLLRDBAND)

#define WSABASEERR          10000
#define WSAEINTR            10004
#define WSAEBADF            10009
#define WSAEACCES           10013
#define WSAEFAULT           10014
#define WSAEINVAL           10022
#define WSAEMFILE           10024
#define WSAEWOULDBLOCK      10035
#define WSAEINPROGRESS      10036
#define WSAEALREADY         10037
#define WSAENOTSOCK         10038
#define WSAEDESTADDRREQ     10039
#define WSAEMSGSIZE         10040
#define WSAEPROTOTYPE       10041
#define WSAENOPROTOOPT      10042
#define WSAEPROTONOSUPPORT  10043
#define WSAESOCKTNOSUPPORT  10044
#define WSAEOPNOTSUPP       10045
#define WSAEPFNOSUPPORT     10046
#define WSAEAFNOSUPPORT     10047
#define WSAEADDRINUSE       10048
#define WSAEADDRNOTAVAIL    10049
#define WSAENETDOWN         10050
#define WSAENETUNREACH      10051
#define WSAENETRESET        10052
#define WSAECONNABORTED     10053
#define WSAECONNRESET       10054
#define WSAENOBUFS          10055
#define WSAEISCONN          10056
#define WSAENOTCONN         10057
#define WSAESHUTDOWN        10058
#define WSAETIMEDOUT        10060
#define WSAECONNREFUSED     10061
#define WSAEHOSTDOWN        10064
#define WSAEHOSTUNREACH     10065
#define WSASYSNOTREADY      10091
#define WSAVERNOTSUPPORTED  10092
#define WSANOTINITIALISED   10093
#define WSAHOST_NOT_FOUND   11001
#define WSATRY_AGAIN        11002
#define WSANO_RECOVERY      11003
#define WSANO_DATA          11004
#define WSA_IO_PENDING      997L
#define WSA_INVALID_PARAMETER 87L
#define WSA_NOT_ENOUGH_MEMORY 8L

/* --- structures --------------------------------------------------------------------------------------------------- */

typedef struct WSAData {
    WORD           wVersion;
    WORD           wHighVersion;
    unsigned short iMaxSockets;
    unsigned short iMaxUdpDg;
    char          *lpVendorInfo;
    char           szDescription[257];
    char           szSystemStatus[129];
} WSADATA, *LPWSADATA;

typedef struct OPENWFP_TAG(timeval) {
    LONG tv_sec;
    LONG tv_usec;
} TIMEVAL, *PTIMEVAL, *LPTIMEVAL;
typedef struct OPENWFP_TAG(linger) {
    USHORT l_onoff;
    USHORT l_linger;
} LINGER, *PLINGER;
#ifndef FD_SETSIZE
#define FD_SETSIZE 64
#endif
typedef struct OPENWFP_TAG(fd_set) {
    UINT   fd_count;
    SOCKET fd_array[FD_SETSIZE_WINSOCK];
} OPENWFP_SOCK_TYPE(fd_set);
#ifndef OPENWFP_INTERIOR
typedef fd_set FD_SET, *PFD_SET, *LPFD_SET;
#define FD_ZERO(set)       ((set)->fd_count = 0)
#define FD_SET(s, set)     openwfp_fd_add((s), (set))
#define FD_CLR(s, set)     openwfp_fd_remove((s), (set))
#define FD_ISSET(s, set)   openwfp_fd_has((s), (set))
OPENWFP_INLINE int openwfp_fd_has(SOCKET s, const fd_set *set)
{
    for (UINT i = 0; i < set->fd_count; i++)
        if (set->fd_array[i] == s)
            return 1;
    return 0;
}
OPENWFP_INLINE void openwfp_fd_add(SOCKET s, fd_set *set)
{
    if (set->fd_count < FD_SETSIZE_WINSOCK && !openwfp_fd_has(s, set))
        set->fd_array[set->fd_count++] = s;
}
OPENWFP_INLINE void openwfp_fd_remove(SOCKET s, fd_set *set)
{
    for (UINT i = 0; i < set->fd_count; i++)
        if (set->fd_array[i] == s)
            set->fd_array[i] = set->fd_array[--set->fd_count];
}
#endif
typedef struct OPENWFP_TAG(pollfd) {
    SOCKET fd;
    SHORT  events;
    SHORT  revents;
} WSAPOLLFD, *PWSAPOLLFD, *LPWSAPOLLFD;
typedef struct OPENWFP_TAG(hostent) {
    char  *h_name;
    char **h_aliases;
    short  h_addrtype;
    short  h_length;
    char **h_addr_list;
} HOSTENT, *PHOSTENT, *LPHOSTENT;
#ifndef OPENWFP_INTERIOR
#define h_addr h_addr_list[0]
#endif
typedef struct _WSAPROTOCOL_INFOW *LPWSAPROTOCOL_INFOW;
typedef OVERLAPPED WSAOVERLAPPED, *LPWSAOVERLAPPED;
typedef VOID (CALLBACK *LPWSAOVERLAPPED_COMPLETION_ROUTINE)(DWORD error, DWORD transferred, LPWSAOVERLAPPED overlapped,
                                                            DWORD flags);
typedef UINT GROUP;

/* --- functions ---------------------------------------------------------------------------------------------------- */

int WSAAPI  WSAStartup(WORD version, LPWSADATA data);
int WSAAPI  WSACleanup(VOID);
int WSAAPI  WSAGetLastError(VOID);
VOID WSAAPI WSASetLastError(int error);

SOCKET WSAAPI OPENWFP_SOCK(socket)(int family, int type, int protocol) OPENWFP_SOCK_SYMBOL("socket");
SOCKET WSAAPI WSASocketW(int family, int type, int protocol, LPWSAPROTOCOL_INFOW info, GROUP group, DWORD flags);
SOCKET WSAAPI WSASocketA(int family, int type, int protocol, LPWSAPROTOCOL_INFOW info, GROUP group, DWORD flags);
int WSAAPI    closesocket(SOCKET s);
int WSAAPI    OPENWFP_SOCK(bind)(SOCKET s, const SOCKADDR *name, int size) OPENWFP_SOCK_SYMBOL("bind");
int WSAAPI    OPENWFP_SOCK(connect)(SOCKET s, const SOCKADDR *name, int size) OPENWFP_SOCK_SYMBOL("connect");
int WSAAPI    OPENWFP_SOCK(listen)(SOCKET s, int backlog) OPENWFP_SOCK_SYMBOL("listen");
SOCKET WSAAPI OPENWFP_SOCK(accept)(SOCKET s, SOCKADDR *name, int *size) OPENWFP_SOCK_SYMBOL("accept");
int WSAAPI    OPENWFP_SOCK(getsockname)(SOCKET s, SOCKADDR *name, int *size) OPENWFP_SOCK_SYMBOL("getsockname");
int WSAAPI    OPENWFP_SOCK(getpeername)(SOCKET s, SOCKADDR *name, int *size) OPENWFP_SOCK_SYMBOL("getpeername");
int WSAAPI    OPENWFP_SOCK(shutdown)(SOCKET s, int how) OPENWFP_SOCK_SYMBOL("shutdown");
int WSAAPI    OPENWFP_SOCK(send)(SOCKET s, const char *bytes, int size, int flags) OPENWFP_SOCK_SYMBOL("send");
int WSAAPI    OPENWFP_SOCK(recv)(SOCKET s, char *bytes, int size, int flags) OPENWFP_SOCK_SYMBOL("recv");
int WSAAPI    OPENWFP_SOCK(sendto)(SOCKET s, const char *bytes, int size, int flags, const SOCKADDR *to, int to_size)
                  OPENWFP_SOCK_SYMBOL("sendto");
int WSAAPI    OPENWFP_SOCK(recvfrom)(SOCKET s, char *bytes, int size, int flags, SOCKADDR *from, int *from_size)
                  OPENWFP_SOCK_SYMBOL("recvfrom");
int WSAAPI    OPENWFP_SOCK(setsockopt)(SOCKET s, int level, int option, const char *value, int size)
                  OPENWFP_SOCK_SYMBOL("setsockopt");
int WSAAPI    OPENWFP_SOCK(getsockopt)(SOCKET s, int level, int option, char *value, int *size)
                  OPENWFP_SOCK_SYMBOL("getsockopt");
int WSAAPI    OPENWFP_SOCK(select)(int ignored, OPENWFP_SOCK_TYPE(fd_set) *read, OPENWFP_SOCK_TYPE(fd_set) *write,
                                   OPENWFP_SOCK_TYPE(fd_set) *except, const TIMEVAL *timeout) OPENWFP_SOCK_SYMBOL("select");
int WSAAPI    WSAPoll(LPWSAPOLLFD sockets, ULONG count, INT milliseconds);
int WSAAPI    ioctlsocket(SOCKET s, LONG command, ULONG *value);
/* WSAEOPNOTSUPP but for FIONBIO and FIONREAD: the records and contexts of redirected connections come with redirection. */
int WSAAPI    WSAIoctl(SOCKET s, DWORD code, LPVOID input, DWORD input_size, LPVOID output, DWORD output_size,
                       LPDWORD returned, LPWSAOVERLAPPED overlapped, LPWSAOVERLAPPED_COMPLETION_ROUTINE routine);

ULONG WSAAPI OPENWFP_SOCK(inet_addr)(const char *text) OPENWFP_SOCK_SYMBOL("inet_addr");
char *WSAAPI OPENWFP_SOCK(inet_ntoa)(IN_ADDR address) OPENWFP_SOCK_SYMBOL("inet_ntoa");
int WSAAPI   OPENWFP_SOCK(gethostname)(char *name, int size) OPENWFP_SOCK_SYMBOL("gethostname");

EXTERN_C_END

#ifdef UNICODE
#define WSASocket WSASocketW
#else
#define WSASocket WSASocketA
#endif

#endif
