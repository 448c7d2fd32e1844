/* The packet as a callout sees it: a NET_BUFFER_LIST whose data offset stands where the layer says (D-004). */
#ifndef WFP_SHIM_PACKET_H
#define WFP_SHIM_PACKET_H

#include "pkt/nbl.h"
#include "shim/context.h"

/* Bytes from the start of c->packet to where the layer's data offset points (D-004, D-005). */
uint32_t layer_data_offset(const struct pkt_ctx *c, const struct layer_row *layer);

/* What the metadata say of the transport header: of how many bytes the data offset is behind it (P-016). */
uint32_t layer_transport_header_size(const struct pkt_ctx *c, const struct layer_row *layer);

/* The packet's list, its data offset set for the layer. NULL where the layer shows no packet (D-008: TCP at AUTH_CONNECT), or
 * the offset lies behind what was captured. Belongs to the walk. */
NET_BUFFER_LIST *packet_at(struct pkt_ctx *c, const struct layer_row *layer);
/* The packet's list as it stands; NULL: no memory. */
NET_BUFFER_LIST *packet_list(struct pkt_ctx *c);
/* The walk goes on with other bytes, or is over. */
void packet_forget(struct pkt_ctx *c);
/* The same for a list that is the walk's no more, with its data at `offset`. */
void packet_give_up(struct pkt_ctx *c, NET_BUFFER_LIST *nbl, uint32_t offset);
bool packet_is_injected(const struct pkt_ctx *c, const NET_BUFFER_LIST *nbl);
/* The packet of c->injection is the walk's: its own list is shown. */
void packet_take_injected(struct pkt_ctx *c);
/* The walk begins anew with the same bytes, on the other side of the host. */
void packet_rewind(struct pkt_ctx *c);
/* The list says that hardware makes or has checked its transport checksum. */
bool packet_offloads_checksum(const struct pkt_ctx *c);

/* What contexts on the packet are told (callout/packet_tag.h): it comes to the network layers, and leaves them downwards. */
void packet_enters(struct pkt_ctx *c);
void packet_leaves(struct pkt_ctx *c);

#endif
