/* The MAC layers of one frame, as it comes up from the wire and before it goes out on it (G-056): NATIVE is nearer to the wire, ETHERNET
 * to the network. What is no frame of a link with MAC addresses does not visit them. */
#ifndef WFP_SHIM_MAC_H
#define WFP_SHIM_MAC_H

#include "shim/context.h"

/* True: go on. False: blocked or absorbed, and the verdict says so. */
bool mac_in(struct pkt_ctx *c);
bool mac_out(struct pkt_ctx *c);

/* The same for a frame that enters at one of the two layers of its direction. */
bool mac_in_from(struct pkt_ctx *c, enum layer_pair first);
bool mac_out_from(struct pkt_ctx *c, enum layer_pair first);

/* Some rule is at a MAC layer of the way out. */
bool mac_out_is_asked(const struct pkt_ctx *c);
/* Room for a frame that is made of what a driver injected, until the next call. NULL: no memory. */
uint8_t *mac_room(struct shim *s, size_t size);
/* An IP packet that a driver injected leaves for the wire: the stack gives it a link header, and the MAC layers are asked. Where
 * the wire has no MAC addresses it leaves as it is. */
bool mac_out_framed(struct pkt_ctx *c);

#endif
