/* The authentication services that FwpmEngineOpen takes, and UUIDs, of all of RPC. */
#ifndef OPENWFP_RPCDCE_H
#define OPENWFP_RPCDCE_H

#include "openwfp_base.h"

#define RPC_C_AUTHN_NONE          0
#define RPC_C_AUTHN_GSS_NEGOTIATE 9
#define RPC_C_AUTHN_WINNT         10
#define RPC_C_AUTHN_DEFAULT       0xFFFFFFFF

#if !defined _KERNEL_MODE && !(defined _WIN32 && !defined OPENWFP)
#ifdef __cplusplus
extern "C" {
#endif
typedef LONG            RPC_STATUS;
typedef unsigned short *RPC_WSTR;
typedef unsigned char  *RPC_CSTR;
#define RPC_ENTRY WINAPI
RPC_STATUS RPC_ENTRY UuidCreate(UUID *id);
RPC_STATUS RPC_ENTRY UuidCreateNil(UUID *id);
RPC_STATUS RPC_ENTRY UuidToStringW(const UUID *id, RPC_WSTR *text);
RPC_STATUS RPC_ENTRY UuidToStringA(const UUID *id, RPC_CSTR *text);
RPC_STATUS RPC_ENTRY UuidFromStringW(RPC_WSTR text, UUID *id);
RPC_STATUS RPC_ENTRY UuidFromStringA(RPC_CSTR text, UUID *id);
RPC_STATUS RPC_ENTRY RpcStringFreeW(RPC_WSTR *text);
RPC_STATUS RPC_ENTRY RpcStringFreeA(RPC_CSTR *text);
int RPC_ENTRY        UuidEqual(UUID *a, UUID *b, RPC_STATUS *status);
int RPC_ENTRY        UuidCompare(UUID *a, UUID *b, RPC_STATUS *status);
int RPC_ENTRY        UuidIsNil(UUID *id, RPC_STATUS *status);
#ifdef __cplusplus
}
#endif
#ifdef UNICODE
#define UuidToString   UuidToStringW
#define UuidFromString UuidFromStringW
#define RpcStringFree  RpcStringFreeW
#else
#define UuidToString   UuidToStringA
#define UuidFromString UuidFromStringA
#define RpcStringFree  RpcStringFreeA
#endif
#endif

#endif
