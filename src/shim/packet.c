#include "shim/packet.h"

#include "callout/packet_tag.h"

static uint32_t ip_header_offset(const struct pkt_ctx *c)
{
    return c->h->ip_offset;
}

/* The stack's own ICMP endpoint is shown the ICMP header, not what follows it (D-005). */
static uint32_t data_offset(const struct pkt_ctx *c)
{
    bool icmp = c->h->protocol == PROTO_ICMP || c->h->protocol == PROTO_ICMPV6;
    return c->h->transport_offset + (icmp ? 0 : c->h->transport_header_size);
}

uint32_t layer_data_offset(const struct pkt_ctx *c, const struct layer_row *layer)
{
    enum layer_offset at = layer->offset;
    if (at == OFFSET_DATA_IN_TRANSPORT_OUT)
        at = c->inbound ? OFFSET_DATA : OFFSET_TRANSPORT_HEADER;
    switch (at) {
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
    return !(layer->pair == PAIR_ALE_AUTH_CONNECT && c->h->protocol == PROTO_TCP);
}

NET_BUFFER_LIST *packet_list(struct pkt_ctx *c)
{
    if (c->nbl)
        return c->nbl;
    c->nbl = nbl_wrap(c->shim->lists, c->packet);
    c->nbl_offset = 0;
    if (c->nbl)
        nbl_state_of(c->nbl)->lineage.origin = c->in->number;
    return c->nbl;
}

NET_BUFFER_LIST *packet_at(struct pkt_ctx *c, const struct layer_row *layer)
{
    if (!shows_packet(c, layer) || !packet_list(c))
        return NULL;
    uint32_t    want = layer_data_offset(c, layer);
    NET_BUFFER *nb = c->nbl->FirstNetBuffer;
    bool there = want >= c->nbl_offset ? nb_advance(nb, want - c->nbl_offset) : nb_retreat(nb, c->nbl_offset - want);
    if (!there)
        return NULL;
    c->nbl_offset = want;
    return c->nbl;
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

void packet_forget(struct pkt_ctx *c)
{
    packet_leaves(c);
    if (c->nbl)
        nbl_put(c->nbl);
    c->nbl = NULL;
}
