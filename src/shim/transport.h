/* From the network layer up: transport headers, ICMP, datagrams, TCP's life. Each function walks the layers of its traffic in
 * the order of the specification (area G) and leaves the verdict in the context. */
#ifndef WFP_SHIM_TRANSPORT_H
#define WFP_SHIM_TRANSPORT_H

#include "shim/context.h"

/* Finds the conversation of a packet for us, whole, before its first layer is asked. True: it was denied before, so that the
 * packet would not exist; the verdict is set and nothing is classified. */
bool transport_find(struct pkt_ctx *c);
/* A packet for us, whole, that INBOUND_IPPACKET let pass. */
void transport_in(struct pkt_ctx *c);
/* A packet of ours, whole, before it has an IP header. True: it goes down to the network layer. */
bool transport_out(struct pkt_ctx *c);
/* The packet of ours passed every layer. */
void transport_sent(struct pkt_ctx *c);
/* A packet for us was stopped below the transport layer: no endpoint ever hears of it. */
void transport_missed(struct pkt_ctx *c);

/* TCP's part of both; the flow was looked up. */
void tcp_in(struct pkt_ctx *c);
bool tcp_out(struct pkt_ctx *c);
/* Sees FIN, RST and the last ACK of a packet that passed all its layers. */
void tcp_track_end(struct pkt_ctx *c);

#endif
