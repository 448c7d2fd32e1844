/* The network layer: packets for us, of ours, and passing through; fragments. */
#ifndef WFP_SHIM_IP_H
#define WFP_SHIM_IP_H

#include "shim/context.h"

/* A packet for us. */
void ip_in(struct pkt_ctx *c);
/* A packet of ours. True: it reaches the wire. */
bool ip_out(struct pkt_ctx *c);
/* A frame of ours or for us whose IP packet is no good: discarded as the stack would. */
void ip_malformed(struct pkt_ctx *c);

/* Puts the context into the view of the receiving or the sending side of the packet. */
void view_in(struct pkt_ctx *c);
void view_out(struct pkt_ctx *c);
/* The view of a socket call, whose sides c->h has as of a packet that would leave. */
void view_call(struct pkt_ctx *c);

#endif
