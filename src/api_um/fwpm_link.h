/* How a program's management calls reach BFE: over the daemon's socket, or straight through when BFE runs in this very process
 * (um_fwpm_here). One connection is one engine handle. */
#ifndef WFP_API_UM_FWPM_LINK_H
#define WFP_API_UM_FWPM_LINK_H

#include <windows.h>

#include "record/call.h"

struct fwpm_client;
struct um_host;

/* The BFE of this process, for programs that have one; the functions are those of api_fwpm/fwpm.h. */
struct um_here {
    /* A client for who runs this process; `tell` is called as record/listen.h's listeners_tell(). */
    enum wfp_status (*open)(void *context, void (*tell)(void *listeners, uint64_t subscription, uint32_t extra,
                                                        const struct record_type *type, const void *structure),
                            void *listeners, struct fwpm_client **out);
    enum wfp_status (*invoke)(struct fwpm_client *c, const struct call_row *row, const union call_argument *arguments);
    void (*close)(struct fwpm_client *c);
    void *context;
};
/* Engine handles opened from now on are BFE's in this process; NULL: the daemon's again. The memory stays the caller's. */
void um_fwpm_here(const struct um_here *here);

DWORD um_fwpm_call(HANDLE engine, const struct call_row *row, const union call_argument *arguments);
/* Calls with a callback, and those that end one. */
DWORD um_fwpm_subscribe(HANDLE engine, const struct call_row *row, const union call_argument *arguments);
DWORD um_fwpm_unsubscribe(HANDLE engine, const struct call_row *row, const union call_argument *arguments);

/* What a function returns: FWP_E_* and Win32 codes alike. */
static inline DWORD um_status(enum wfp_status status)
{
    return status == WFP_OK ? 0 : status_row(status)->win32;
}

#endif
