/* What the kernel does with its walkers, and nobody else: the one that it made of a shim (kernel_attach_shim()), and all of them as
 * the sink of callouts. */
#ifndef WFP_HOST_WALKER_SERVE_H
#define WFP_HOST_WALKER_SERVE_H

#include "callout/sink.h"
#include "host/walker.h"

/* Drivers have done something since their last rest, or the next packet comes: what the walker takes from them begins anew. */
void walker_begin(struct walker *w, uint64_t now_ns);
void walker_packet(struct walker *w, uint64_t now_ns);
/* Walks what was asked for by now. False: there was nothing, or a walk is in progress. */
bool walker_serve_once(struct walker *w);

struct packet_sink walkers_sink(struct kernel *k);

#endif
