/* How a program's management calls reach BFE: over the daemon's socket, or straight through when BFE runs in this very process
 * (um_fwpm_here). One connection is one engine handle. */
#ifndef WFP_API_UM_FWPM_LINK_H
#define WFP_API_UM_FWPM_LINK_H

#include <windows.h>

#include "api_um/here.h"

DWORD um_fwpm_call(HANDLE engine, const struct call_row *row, const union call_argument *arguments);
/* Calls with a callback, and those that end one. */
DWORD um_fwpm_subscribe(HANDLE engine, const struct call_row *row, const union call_argument *arguments);
DWORD um_fwpm_unsubscribe(HANDLE engine, const struct call_row *row, const union call_argument *arguments);

/* A request that is no management call, on the same connection and in its session (api_fwpm/native.h); only over the socket. The statuses
 * of rpc_client_call(); WFP_INVALID_HANDLE; WFP_UNSUPPORTED when BFE is in this process. */
MUST_CHECK enum wfp_status um_native_call(HANDLE engine, struct bytes request, struct buffer *reply);

/* What a function returns: FWP_E_* and Win32 codes alike. */
static inline DWORD um_status(enum wfp_status status)
{
    return status == WFP_OK ? 0 : status_row(status)->win32;
}

#endif
