/* Byte order and addresses for programs. */
#ifndef OPENWFP_WINSOCK2_H
#define OPENWFP_WINSOCK2_H

#include "windows.h"
#include "ws2def.h"
#include "ws2ipdef.h"

typedef UINT_PTR SOCKET;
#define INVALID_SOCKET ((SOCKET)(~(SOCKET)0))
#define SOCKET_ERROR   (-1)
#ifndef htons
#define htons(v) __builtin_bswap16((USHORT)(v))
#define ntohs(v) __builtin_bswap16((USHORT)(v))
#define htonl(v) __builtin_bswap32((ULONG)(v))
#define ntohl(v) __builtin_bswap32((ULONG)(v))
#endif

#endif
