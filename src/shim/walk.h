/* Beginning and ending a walk: for what enters the stack otherwise than by shim_packet(). */
#ifndef WFP_SHIM_WALK_H
#define WFP_SHIM_WALK_H

#include "shim/context.h"

/* The shim's context, cleared, over the input; ends what is too old. `in` stays until shim_walk_end(). */
struct pkt_ctx *shim_walk_begin(struct shim *s, const struct ruleset *rules, const struct shim_input *in);
/* Reads the headers of the input's frame and walks it in its direction. */
void shim_walk_frame(struct pkt_ctx *c);
void shim_walk_end(struct pkt_ctx *c);

#endif
