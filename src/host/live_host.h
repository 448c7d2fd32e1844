/* The host's own NIC on a switch: what leaves the switch at its port goes up through the MAC and IP layers before the device, whose far
 * end is the host's stack, gets it; what comes from there goes down through them before it enters the switch (G-055). One a live host;
 * worker 0 alone walks it, and what drivers inject at its layers (struct walker_config). Private to live*.c. */
#ifndef WFP_HOST_LIVE_HOST_H
#define WFP_HOST_LIVE_HOST_H

#include "host/live_state.h"

struct live_nic;

#define LIVE_HOST_WORKER 0u

/* Between two turns: the host that worker 0 has is the one that is plugged in now. */
void live_host_follow(struct live_worker *w);
/* Before its shim ends. */
void live_host_end(struct live_worker *w);

/* On worker 0. A frame that the host sends; one for it, which waits for live_host_turn(). */
void live_host_sends(struct live_worker *w, const struct frame *frame);
void live_host_gets(struct live_worker *w, const struct frame *frame);
/* Walks what waits, after the walk that left it. */
void live_host_turn(struct live_worker *w);
/* What a driver injected at a layer of the host, or let go on. */
void live_host_walked(struct live_worker *w, const struct pkt_ctx *walk, const struct injection *i);

#endif
