#include "shim/packet.h"

#include "callout/injection.h"
#include "callout/packet_tag.h"
#include "model/choices.h"
#include "pkt/checksum.h"
#include "pkt/offload_info.h"
#include "shim/vswitch_view.h"

/* In a frame of another protocol: where an IP header would be. */
static uint32_t ip_header_offset(const struct pkt_ctx *c)
{
    return c->h->family == FAMILY_NONE ? c->h->link_size : c->h->ip_offset;
}

static bool is_icmp(const struct pkt_ctx *c)
{
    return c->h->protocol == PROTO_ICMP || c->h->protocol == PROTO_ICMPV6;
}

/* The stack's own ICMP endpoint is shown the ICMP header, not what follows it (D-005). */
static uint32_t data_offset(const struct pkt_ctx *c)
{
    return c->h->transport_offset + (is_icmp(c) ? 0 : c->h->transport_header_size);
}

/* ALE_AUTH_CONNECT is asked again with packets that come in, too (C-079). */
static enum layer_offset offset_of(const struct pkt_ctx *c, const struct layer_row *layer)
{
    if (layer->offset == OFFSET_DATA_IN_TRANSPORT_OUT || layer->pair == PAIR_ALE_AUTH_CONNECT)
        return c->inbound ? OFFSET_DATA : OFFSET_TRANSPORT_HEADER;
    return layer->offset;
}

uint32_t layer_transport_header_size(const struct pkt_ctx *c, const struct layer_row *layer)
{
    return offset_of(c, layer) == OFFSET_DATA && is_icmp(c) ? CHOICE_ICMP_TRANSPORT_HEADER_SIZE : c->h->transport_header_size;
}

uint32_t layer_data_offset(const struct pkt_ctx *c, const struct layer_row *layer)
{
    switch (offset_of(c, layer)) {
    case OFFSET_NONE:
    case OFFSET_UNDOCUMENTED:
    case OFFSET_MAC_HEADER:
    case OFFSET_DATA_IN_TRANSPORT_OUT:
        return 0;
    case OFFSET_IP_HEADER:
        return ip_header_offset(c);
    case OFFSET_TRANSPORT_HEADER:
    case OFFSET_ICMP_HEADER:
        return c->h->ip_offset + c->h->ip_header_size;
    case OFFSET_DATA:
        return data_offset(c);
    case OFFSET_INNER_IP_HEADER:
        return c->h->inner_ip_offset;
    case OFFSET_WHERE_STOPPED:
        return c->parsed == PARSE_OK ? c->h->ip_offset + c->h->ip_header_size : ip_header_offset(c);
    }
    return 0;
}

static bool shows_packet(const struct pkt_ctx *c, const struct layer_row *layer)
{
    if (layer->offset == OFFSET_NONE || layer->offset == OFFSET_UNDOCUMENTED)
        return false;
    if (layer->pair != PAIR_ALE_AUTH_CONNECT || c->h->protocol != PROTO_TCP)
        return true;
    bool again = (c->flags & CONDITION_FLAG_IS_REAUTHORIZE) && !c->resumed && !c->call;
    return CHOICE_REAUTHORIZED_TCP_SHOWS_PACKET && again;
}

static bool move_one(NET_BUFFER *nb, uint32_t from, uint32_t to)
{
    return to >= from ? nb_advance(nb, to - from) : nb_retreat(nb, from - to);
}

/* All packets of the list, or none. */
static bool move(NET_BUFFER_LIST *nbl, uint32_t from, uint32_t to)
{
    NET_BUFFER *nb = nbl->FirstNetBuffer, *stopped;
    while (nb && move_one(nb, from, to))
        nb = nb->Next;
    stopped = nb;
    for (nb = nbl->FirstNetBuffer; stopped && nb != stopped; nb = nb->Next)
        (void)!move_one(nb, to, from);
    return !stopped;
}

/* A datagram that injected fragments joined into has the history of the last of them (D-106). */
static void set_lineage(const struct pkt_ctx *c)
{
    struct lineage *l = &nbl_state_of(c->nbl)->lineage;
    if (c->injection)
        *l = nbl_state_of(c->injection->nbl)->lineage;
    else
        l->origin = c->in->number;
}

static uintptr_t checksum_bits(const struct pkt_ctx *c, bool inbound)
{
    bool tcp = c->h->protocol == PROTO_TCP, udp = c->h->protocol == PROTO_UDP;
    if (inbound)
        return (tcp ? RECEIVED_TCP_FINE : 0) | (udp ? RECEIVED_UDP_FINE : 0);
    return (tcp ? SEND_TCP : 0) | (udp ? SEND_UDP : 0);
}

/* What arrived in a capture was fine for the host that it arrived at. A neighbour on the same machine sends what no adapter has
 * filled in, and nobody checks it there. */
static bool arrived_unfilled(const struct pkt_ctx *c)
{
    return !c->injection && !transport_checksum_is_right(c->h, c->packet);
}

/* The adapter fills in what the stack sends, and nobody checks what never was on a wire; a capture shows such packets without
 * their checksum. */
static void offload_checksum(const struct pkt_ctx *c)
{
    if (c->in->native && c->packet.at == c->in->native->frame.at) /* the headers are those of its Ethernet form */
        return;
    uintptr_t bits = checksum_bits(c, c->inbound);
    if (!bits || (c->inbound && c->direction != DIRECTION_LOOPBACK && !arrived_unfilled(c)))
        return;
    if (!c->inbound)
        bits |= c->family == FAMILY_V4 ? SEND_IS_V4 : SEND_IS_V6;
    c->nbl->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] = (void *)bits;
}

NET_BUFFER_LIST *packet_list(struct pkt_ctx *c)
{
    if (c->nbl)
        return c->nbl;
    c->nbl = nbl_wrap(c->shim->lists, c->packet);
    c->nbl_offset = 0;
    if (!c->nbl)
        return NULL;
    set_lineage(c);
    if (!c->vswitch)
        offload_checksum(c);
    else if (c->vswitch->offload)
        offload_info_put(c->nbl, c->vswitch->offload, c->h);
    if (!c->inbound)
        nbl_align(c->nbl, c->h->ip_offset);
    return c->nbl;
}

NET_BUFFER_LIST *packet_at(struct pkt_ctx *c, const struct layer_row *layer)
{
    if (!shows_packet(c, layer) || !packet_list(c))
        return NULL;
    uint32_t want = layer_data_offset(c, layer);
    if (!move(c->nbl, c->nbl_offset, want))
        return NULL;
    c->nbl_offset = want;
    return c->nbl;
}

bool packet_is_injected(const struct pkt_ctx *c, const NET_BUFFER_LIST *nbl)
{
    return c->injection && nbl == c->injection->nbl;
}

void packet_enters(struct pkt_ctx *c)
{
    if (c->nbl && packet_is_tagged(c->nbl))
        packet_tags_tell(c->nbl, PACKET_ENTERED, NULL);
}

void packet_leaves(struct pkt_ctx *c)
{
    if (c->nbl && packet_is_tagged(c->nbl))
        packet_tags_end(c->nbl, c->inbound);
}

/* The driver's list is left as it came. */
void packet_give_up(struct pkt_ctx *c, NET_BUFFER_LIST *nbl, uint32_t offset)
{
    if (packet_is_injected(c, nbl))
        (void)!move(nbl, offset, 0);
    else
        nbl_put(nbl);
}

/* The stack has gone back to the transport header when it drops what came in: who holds the packet finds it there (D-024). */
static void retreat_dropped(struct pkt_ctx *c)
{
    uint32_t header = c->h->ip_offset + c->h->ip_header_size;
    bool     dropped = c->verdict == VERDICT_BLOCK || c->verdict == VERDICT_ABSORB;
    if (c->inbound && dropped && c->parsed == PARSE_OK && c->nbl_offset > header && move(c->nbl, c->nbl_offset, header))
        c->nbl_offset = header;
}

void packet_forget(struct pkt_ctx *c)
{
    if (!c->nbl)
        return;
    packet_leaves(c);
    if (!packet_is_injected(c, c->nbl))
        retreat_dropped(c);
    packet_give_up(c, c->nbl, c->nbl_offset);
    c->nbl = NULL;
}

void packet_take_injected(struct pkt_ctx *c)
{
    c->nbl = c->injection->nbl;
    c->nbl_offset = 0;
}

void packet_rewind(struct pkt_ctx *c)
{
    packet_forget(c);
    c->h = c->frame;
    c->packet = c->in->frame;
    if (c->injection)
        packet_take_injected(c);
}

bool packet_offloads_checksum(const struct pkt_ctx *c)
{
    const NET_BUFFER_LIST *nbl = c->nbl ? c->nbl : c->injection->nbl;
    uintptr_t              bits = checksum_bits(c, c->inbound);
    if (c->direction == DIRECTION_LOOPBACK) /* what no adapter has filled in goes up without one */
        bits |= checksum_bits(c, false);
    return (uintptr_t)nbl->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] & bits;
}
