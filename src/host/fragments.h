/* Fragments that have come in, until it is known to whose flow they belong: the first of a datagram has the ports. One worker has them
 * all, of both ports. Owner thread: that worker's. */
#ifndef WFP_HOST_FRAGMENTS_H
#define WFP_HOST_FRAGMENTS_H

#include "host/spread.h"

struct fragments;

struct fragments_taker {
    void *context;
    /* It belongs to this flow (spread.h); the bytes are valid during the call. */
    void (*take)(void *context, uint32_t port, struct bytes frame, uint32_t flow);
};

MUST_CHECK enum wfp_status fragments_new(const struct fragments_taker *taker, struct fragments **out);
/* NULL: nothing. */
void fragments_free(struct fragments *f);
/* A frame with a fragment for which spread_needs_ports() holds. */
void fragments_put(struct fragments *f, uint32_t port, struct bytes frame, struct headers *h, enum spread_local local, uint64_t now_ns);
/* Those whose first one does not come any more are somebody's, so that they are counted like all. `all`: nothing comes any more. */
void fragments_expire(struct fragments *f, uint64_t now_ns, bool all);

#endif
