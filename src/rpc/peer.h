/* Who is at the other end of a Unix socket. */
#ifndef WFP_RPC_PEER_H
#define WFP_RPC_PEER_H

#include "rpc/rpc.h"

/* WFP_IO_ERROR: the kernel does not say; WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status peer_init(struct rpc_peer *out, int fd);
void peer_fini(struct rpc_peer *p);

#endif
