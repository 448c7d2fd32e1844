/* The way of a packet: for what enters the stack otherwise than by shim_packet(). Private to the shims. */
#ifndef WFP_SHIM_WALK_H
#define WFP_SHIM_WALK_H

#include "shim/context.h"

/* After context_begin(): reads the headers of the input's frame and walks it in its direction. */
void shim_walk_frame(struct pkt_ctx *c);
void shim_walk_end(struct pkt_ctx *c);

/* The bytes of a NET_BUFFER in one run: where they lie when they do, else copied, until the next call. False: no memory. */
bool shim_flatten(struct shim *s, const NET_BUFFER *nb, struct bytes *out);
/* The packet is injected without end (D-041). */
void walk_refuse_loop(struct pkt_ctx *c);

/* By the addresses alone: which of them are ours. */
enum direction walk_direction(const struct pkt_ctx *c);
/* The headers contradict themselves or end too early. */
bool walk_is_malformed(const struct pkt_ctx *c);
bool parse_is_malformed(enum parse_result r);
/* So that the walk cannot go on: who routes a packet does not look behind its IP header (G-046). */
bool walk_is_unfit(const struct pkt_ctx *c);
/* A packet for us, at the bottom of the network layer. */
void walk_up(struct pkt_ctx *c);

#endif
