/* Frames that a driver injects at a MAC layer (D-087): from the layer that it named, on the way of that direction. Private to the
 * shims. */
#ifndef WFP_SHIM_INJECT_MAC_H
#define WFP_SHIM_INJECT_MAC_H

#include "shim/context.h"

/* Reads the headers of a frame that begins at its MAC header, and finds the way that it goes. */
void inject_mac_read(struct pkt_ctx *c);
/* Down to the wire, or up into the stack, as if it had just come through what lies before its layer. */
void inject_mac_send(struct pkt_ctx *c);
void inject_mac_receive(struct pkt_ctx *c);

/* A packet on its way up enters the network layer (inject.c). */
void inject_up(struct pkt_ctx *c);

#endif
