/* Application Layer Enforcement: is this conversation let in or out? Asked once per flow; the answer lives in the flow
 * (B-060) until it ends. */
#ifndef WFP_SHIM_ALE_H
#define WFP_SHIM_ALE_H

#include "shim/context.h"

/* The key of the packet's conversation in the current view. */
struct flow_key ale_key(const struct pkt_ctx *c);

/* Looks the packet's flow up and keeps it alive; c->flow is NULL when there is none. */
void ale_find(struct pkt_ctx *c);
/* Makes the packet's flow; it takes the packet's direction. */
void ale_begin(struct pkt_ctx *c);

/* Asks AUTH_CONNECT or AUTH_RECV_ACCEPT, by the flow's direction. False: denied, and so is the flow. */
bool ale_authorize(struct pkt_ctx *c);
/* The same for a flow that was asked before: IS_REAUTHORIZE with the reason, at the layer where it began (C-079). */
bool ale_reauthorize(struct pkt_ctx *c, uint32_t reason);
/* A packet of a known flow: reauthorizes it where something changed since it was let in (C-077, C-078). False: denied, or taken
 * by a callout. */
bool ale_still(struct pkt_ctx *c);
/* Whether the packet for us is going to be asked at an authorizing layer (C-073). */
bool ale_will_ask(const struct pkt_ctx *c);
/* A callout has completed what it held: the flow is asked again (C-067). */
bool ale_complete(struct pkt_ctx *c);
/* FLOW_ESTABLISHED. False: the flow is torn down (B-045). */
bool ale_establish(struct pkt_ctx *c);
/* ENDPOINT_CLOSURE: the connection is over; the flow stays as FLOW_CLOSED for late segments (C-087). */
void ale_close(struct pkt_ctx *c);

/* True when the packet belongs to a flow that was denied: it would not exist. Sets the verdict. With --each it asks the flow
 * again instead; the verdict then says what came of it. */
bool ale_undone(struct pkt_ctx *c);

/* True when an answer that the stack itself makes (a reset, a SYN-ACK, an ICMP error, an echo reply: `by_stack`) would
 * not exist, because what provoked it was stopped below or a discard layer said to be silent (B-044). Sets the
 * verdict. */
bool ale_answer_undone(struct pkt_ctx *c, bool by_stack);

/* The stack has no endpoint for the packet: remembers it, with whether its answer is to be silent. */
void ale_refuse(struct pkt_ctx *c, bool silent);

/* What every datagram protocol does (G-021 ... G-026): authorize and establish a new flow, nothing for a known one. */
bool ale_datagram(struct pkt_ctx *c);

#endif
