/* Packets that enter the stack in the middle: injected by a driver, or let go on after a callout held them. */
#ifndef WFP_SHIM_INJECT_H
#define WFP_SHIM_INJECT_H

#include "callout/injection.h"
#include "callout/pend.h"
#include "shim/context.h"

/* Walks an injected packet from where its path enters (D-044 ... D-052). The answer belongs to the shim and stays until the
 * next walk. The caller looks at it, and then says injection_done() with injection_status(). */
const struct pkt_ctx *shim_inject(struct shim *s, const struct ruleset *rules, struct injection *i, uint64_t now_ns);
/* The packet has been injected so often that it must be a loop; shim_inject() discards it. */
bool injection_is_loop(const struct injection *i);
/* What NET_BUFFER_LIST.Status tells the driver: an NTSTATUS. */
int32_t injection_status(const struct pkt_ctx *walk);

/* An operation that a callout completed goes on: the layer is asked again where it must be (C-067), and what was held walks on
 * (not at AUTH_RECV_ACCEPT, C-068; not a UDP packet, C-069). The caller looks at the answer, and then says pend_finish(). NULL: there
 * was nothing to walk. */
const struct pkt_ctx *shim_resume(struct shim *s, const struct ruleset *rules, struct pended_operation *op, uint64_t now_ns);

/* FwpsFlowAbort0: the flow is over. TCP: a reset leaves for the peer, and what the capture shows later of the connection would
 * not exist (C-032). NULL: no such flow any more, or nothing leaves for it. */
const struct pkt_ctx *shim_abort(struct shim *s, const struct ruleset *rules, uint64_t flow_id, uint64_t now_ns);

#endif
