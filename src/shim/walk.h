/* The way of a frame: for what enters the stack otherwise than by shim_packet(). */
#ifndef WFP_SHIM_WALK_H
#define WFP_SHIM_WALK_H

#include "shim/context.h"

/* After context_begin(): reads the headers of the input's frame and walks it in its direction. */
void shim_walk_frame(struct pkt_ctx *c);
void shim_walk_end(struct pkt_ctx *c);

#endif
