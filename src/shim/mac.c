#include "shim/mac.h"

#include <stdlib.h>

#include "shim/layer.h"
#include "shim/packet.h"

static bool has_mac_layers(const struct pkt_ctx *c)
{
    return c->in->link == LINK_ETHERNET && c->parsed != PARSE_LINK_TRUNCATED && !c->in->mac_asked;
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

static bool is_native(enum layer_pair pair)
{
    return pair == LAYER(INBOUND_MAC_FRAME_NATIVE) || pair == LAYER(OUTBOUND_MAC_FRAME_NATIVE);
}

/* Its bytes are others than those of the Ethernet form, and so is its list. */
static bool ask_native(struct pkt_ctx *c, enum layer_pair pair)
{
    packet_forget(c);
    c->packet = c->in->native->frame;
    bool permitted = classify_at(c, pair);
    packet_forget(c);
    c->packet = c->in->frame;
    return permitted;
}

/* NATIVE layers show the medium's own form, ETHERNET layers what was made of it (D-094). What the host itself makes has no header of
 * 802.11 here: the adapter would add it later. */
static bool ask_at(struct pkt_ctx *c, enum layer_pair pair)
{
    const struct shim_native *n = c->in->native;
    if (n && is_native(pair))
        return ask_native(c, pair);
    if (n && !n->converted) {
        c->reason = n->text;
        return true;
    }
    return (!n && is_native(pair) && c->shim->link.is_wifi) || classify_at(c, pair);
}

static bool ask(struct pkt_ctx *c, bool inbound, enum layer_pair first, enum layer_pair second)
{
    uint8_t family = c->family;
    if (!has_mac_layers(c))
        return true;
    show_frame(c, inbound);
    bool permitted = (first == PAIR_COUNT || ask_at(c, first)) && ask_at(c, second);
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

/* --- packets that have no link header ------------------------------------------------------------------------------- */

static bool is_asked(const struct pkt_ctx *c, enum layer_pair pair)
{
    return ruleset_layer_count(c->rules, layer_of(pair, FAMILY_NONE)->id) > 0;
}

uint8_t *mac_room(struct shim *s, size_t size)
{
    uint8_t *room = size > s->framed_size ? realloc(s->framed, size) : s->framed;
    if (!room || size <= s->framed_size)
        return room;
    s->framed = room;
    s->framed_size = (uint32_t)size;
    return room;
}

/* The link header that captured frames had, before the packet. */
static bool put_link_header(struct pkt_ctx *c)
{
    struct shim       *s = c->shim;
    struct link_header header;
    struct bytes       packet = c->in->frame;
    uint32_t           size = (uint32_t)bytes_left(&packet);
    link_headers_get(&s->link.headers, s->link.type, true, (enum family)c->frame->family, &header);
    if (!mac_room(s, header.size + size))
        return false;
    memcpy(s->framed, header.bytes, header.size);
    memcpy(&s->framed[header.size], packet.at, size);
    s->framed_input = *c->in;
    s->framed_input.frame = bytes_of(s->framed, header.size + size);
    s->framed_input.wire_size = c->in->wire_size + header.size;
    return true;
}

/* From here on the walk is about the frame, whose list is a new one with the packet's history. */
static void become_frame(struct pkt_ctx *c)
{
    c->shim->framed_input.link = c->shim->link.type;
    c->shim->framed_input.interface = c->shim->link.interface;
    packet_leaves(c);
    packet_forget(c);
    c->in = &c->shim->framed_input;
    c->frame = &c->frame_headers;
    c->parsed = headers_parse(c->in->link, c->in->frame, c->in->wire_size, 0, &c->frame_headers);
}

bool mac_out_is_asked(const struct pkt_ctx *c)
{
    return is_asked(c, LAYER(OUTBOUND_MAC_FRAME_ETHERNET)) || is_asked(c, LAYER(OUTBOUND_MAC_FRAME_NATIVE));
}

bool mac_out_framed(struct pkt_ctx *c)
{
    if (c->shim->link.type != LINK_ETHERNET || !mac_out_is_asked(c) || !put_link_header(c))
        return true;
    become_frame(c);
    return mac_out(c);
}
