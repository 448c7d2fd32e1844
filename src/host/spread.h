/* Which of several walking threads a packet belongs to: the same number for both directions of a conversation and for all of its
 * fragments, so that a flow and what a driver keeps of it stay with one thread. */
#ifndef WFP_HOST_SPREAD_H
#define WFP_HOST_SPREAD_H

#include "callout/injection.h"
#include "pkt/headers.h"

/* Of an Ethernet frame: its IP addresses and protocol; else its MAC addresses and type. */
uint32_t spread_of_frame(struct bytes frame);

/* Whose flows a packet of a host's stack belongs to. Flows of TCP are told apart by both ends; those of UDP by the local port alone,
 * because an answer to a multicast comes from anywhere (C-035), and those of ICMP and the others not at all. An error belongs to what
 * it is about. */
enum spread_local {
    SPREAD_LOCAL_NONE, /* it is routed and has no flow */
    SPREAD_LOCAL_SOURCE,
    SPREAD_LOCAL_DESTINATION,
};
uint32_t spread_of_flow(const struct headers *h, enum spread_local local);
/* Its headers do not tell: it belongs to the fragment that has the ports (host/fragments.h). */
bool spread_needs_ports(const struct headers *h, enum spread_local local);

/* Of what a driver injects. False: its bytes do not tell. */
bool spread_of_injection(const struct injection *i, uint32_t *out);

#endif
