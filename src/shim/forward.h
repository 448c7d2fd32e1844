/* The forward layer: what is routed through the host, and what takes the way of the weak host through it. */
#ifndef WFP_SHIM_FORWARD_H
#define WFP_SHIM_FORWARD_H

#include "shim/context.h"

/* A packet that is routed through the host; `arrives` and `leaves` say which of its legs this frame shows. */
void forward_packet(struct pkt_ctx *c, bool arrives, bool leaves);

/* Fragments are grouped, of some family. */
bool forward_groups(const struct shim_config *config);

/* By which interface the packet came, or leaves, where the host is a weak one, to which it matters; else 0. */
uint32_t forward_interface(const struct pkt_ctx *c);

/* The interface to which the packet's local address is assigned, whichever it came or leaves by; NULL: nobody's, or not known. */
const struct shim_interface *forward_owner(const struct pkt_ctx *c);

/* Weak host (G-049): a packet for or from an address of the host that comes or leaves by another interface than the address is
 * assigned to passes the forward layer on its way, where the host forwards; elsewhere it is refused when it comes (C-075). True: go
 * on. */
bool forward_weak_host(struct pkt_ctx *c);

#endif
