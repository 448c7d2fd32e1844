/* What every walk begins and ends with, wherever its packet comes from. Private to the shims. */
#ifndef WFP_SHIM_WALK_H
#define WFP_SHIM_WALK_H

#include "shim/context.h"

/* The shim's one context, blank but for the packet; `in` is borrowed as long as the answer. The headers are not read yet. */
struct pkt_ctx *walk_begin(struct shim *s, const struct ruleset *rules, const struct shim_input *in);
/* The walk is over; its answer stays. */
const struct pkt_ctx *walk_end(struct pkt_ctx *c);

/* By the addresses alone: which of them are ours. */
enum direction walk_direction(const struct pkt_ctx *c);
/* The headers contradict themselves or end too early. */
bool walk_is_malformed(const struct pkt_ctx *c);
/* A packet for us, at the bottom of the network layer. */
void walk_up(struct pkt_ctx *c);

#endif
