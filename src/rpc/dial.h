/* The way to the daemon: a connected socket on which the daemon has said that we are welcome. */
#ifndef WFP_RPC_DIAL_H
#define WFP_RPC_DIAL_H

#include "base/status.h"

struct dialled {
    int      fd;              /* blocking */
    uint32_t longest_request; /* that the daemon takes */
};

/* path NULL: the environment's or the default. The statuses of rpc_client_new(). */
MUST_CHECK enum wfp_status dial(const char *path, unsigned timeout_ms, struct dialled *out);

#endif
