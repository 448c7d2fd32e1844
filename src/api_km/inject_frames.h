/* Frames that a driver injects at the MAC layers or into a switch: a chain of lists, each of which goes its own way and is completed
 * when it is done (D-034, D-088), and the very frames that a callout absorbed (D-089). */
#ifndef WFP_API_KM_INJECT_FRAMES_H
#define WFP_API_KM_INJECT_FRAMES_H

#include <fwpsk.h>

#include "api_km/context.h"
#include "callout/injection.h"

/* The arguments that the functions share. */
struct frames_request {
    HANDLE                handle, context;
    UINT32                flags;
    NET_BUFFER_LIST      *lists;
    FWPS_INJECT_COMPLETE0 completion; /* NULL: only lists that WFP itself indicated */
    HANDLE                completion_context;
    bool                  in_segments; /* several lists are given back in one call, chained (D-088); else each in its own */
};

/* `what` has the members of the path. After an error nothing was taken; a list that could not start after others had is completed
 * with that status. */
NTSTATUS inject_frames(const struct frames_request *r, const struct injection *what);

/* The completion function as the stack calls it, at DISPATCH_LEVEL on behalf of the driver. */
void injection_call_back(const struct km_context *km, FWPS_INJECT_COMPLETE0 completion, HANDLE context, NET_BUFFER_LIST *list);
/* Reports what the walk has found wrong with a packet. */
void injection_report_fault(const struct km_context *km, const struct injection *i, const void *about);
/* Reports what breaks the rules of every path (D-041). */
void injection_check_loop(const struct km_context *km, HANDLE handle, const NET_BUFFER_LIST *list, enum injection_path path,
                          const void *about);

#endif
