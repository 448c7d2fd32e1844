/* Which of several walking threads a packet belongs to: the same number for both directions of a conversation and for all of its
 * fragments, so that a flow and what a driver keeps of it stay with one thread. */
#ifndef WFP_HOST_SPREAD_H
#define WFP_HOST_SPREAD_H

#include "callout/injection.h"
#include "pkt/headers.h"

/* Of an Ethernet frame: its IP addresses and protocol; else its MAC addresses and type. */
uint32_t spread_of_frame(struct bytes frame);
/* Of what a driver injects. A packet that has no IP header yet is everybody's: 0. */
uint32_t spread_of_injection(const struct injection *i);

#endif
