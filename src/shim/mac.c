#include "shim/mac.h"

#include "shim/layer.h"
#include "shim/packet.h"

static bool has_mac_layers(const struct pkt_ctx *c)
{
    return c->in->link == LINK_ETHERNET && c->parsed != PARSE_LINK_TRUNCATED;
}

/* Every frame is shown as it is on the wire, fragments too (D-093, G-033): the walk may have been about a whole datagram. */
static void show_frame(struct pkt_ctx *c, bool inbound)
{
    if (c->h != c->frame)
        packet_forget(c);
    c->inbound = inbound;
    c->family = FAMILY_NONE;
    c->h = c->frame;
    c->packet = c->in->frame;
    if (!inbound)
        packet_leaves(c);
}

static bool ask(struct pkt_ctx *c, bool inbound, enum layer_pair first, enum layer_pair second)
{
    uint8_t family = c->family;
    if (!has_mac_layers(c))
        return true;
    show_frame(c, inbound);
    bool permitted = (first == PAIR_COUNT || classify_at(c, first)) && classify_at(c, second);
    c->family = family;
    return permitted;
}

bool mac_in_from(struct pkt_ctx *c, enum layer_pair first)
{
    bool all = first == LAYER(INBOUND_MAC_FRAME_NATIVE);
    return ask(c, true, all ? first : PAIR_COUNT, LAYER(INBOUND_MAC_FRAME_ETHERNET));
}

bool mac_out_from(struct pkt_ctx *c, enum layer_pair first)
{
    bool all = first == LAYER(OUTBOUND_MAC_FRAME_ETHERNET);
    return ask(c, false, all ? first : PAIR_COUNT, LAYER(OUTBOUND_MAC_FRAME_NATIVE));
}

bool mac_in(struct pkt_ctx *c)
{
    return mac_in_from(c, LAYER(INBOUND_MAC_FRAME_NATIVE));
}

bool mac_out(struct pkt_ctx *c)
{
    return mac_out_from(c, LAYER(OUTBOUND_MAC_FRAME_ETHERNET));
}
