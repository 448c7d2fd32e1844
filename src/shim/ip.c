#include "shim/ip.h"

#include "shim/forward.h"
#include "shim/fragment_tag.h"
#include "shim/layer.h"
#include "shim/packet.h"
#include "shim/transport.h"

static uint8_t address_type(const struct pkt_ctx *c, const struct ip_addr *a)
{
    const struct shim_world *w = &c->shim->config.world;
    if (ip_addr_is(a, ADDR_UNSPECIFIED))
        return NL_UNSPECIFIED;
    if (ip_addr_is(a, ADDR_MULTICAST))
        return NL_MULTICAST;
    if (ip_addr_is(a, ADDR_BROADCAST) || w->is_broadcast(w->context, a))
        return NL_BROADCAST;
    return NL_UNICAST;
}

/* Whose packet it is, where sockets are known: echoes belong to the socket that has their id for its port. */
static void view_endpoint(struct pkt_ctx *c, bool icmp)
{
    uint16_t local_port = icmp ? c->h->icmp_id : c->local_port, remote_port = icmp ? 0 : c->remote_port;
    if (!c->inbound && c->in->sender)
        c->endpoint = c->in->sender;
    else
        c->endpoint = endpoint_find(c->shim->config.endpoints, c->h->protocol, c->local, local_port, c->remote, remote_port);
    c->identity = c->endpoint ? &c->endpoint->identity : NULL;
    if (c->endpoint && c->endpoint->raw)
        c->flags |= CONDITION_FLAG_IS_RAW_ENDPOINT;
}

/* ICMP shows its type in the local port and its code in the remote one (G-036). */
static void view(struct pkt_ctx *c, bool inbound)
{
    const struct shim_world *w = &c->shim->config.world;
    const struct headers    *h = c->h;
    bool                     icmp = h->protocol == PROTO_ICMP || h->protocol == PROTO_ICMPV6;
    c->inbound = inbound;
    c->family = h->family;
    c->local = inbound ? &h->dst : &h->src;
    c->remote = inbound ? &h->src : &h->dst;
    c->local_port = icmp ? h->icmp_type : inbound ? h->dst_port : h->src_port;
    c->remote_port = icmp ? h->icmp_code : inbound ? h->src_port : h->dst_port;
    c->local_type = address_type(c, c->local);
    c->remote_type = address_type(c, c->remote);
    c->flow = NULL;
    if (c->shim->config.endpoints) {
        view_endpoint(c, icmp);
        return;
    }
    c->identity = h->has_ports && !icmp ? w->identity(w->context, h->protocol, c->local_port) : NULL;
}

void view_in(struct pkt_ctx *c)
{
    view(c, true);
}

void view_out(struct pkt_ctx *c)
{
    view(c, false);
}

void view_call(struct pkt_ctx *c)
{
    const struct headers *h = c->h;
    c->inbound = false;
    c->family = h->family;
    c->local = &h->src;
    c->remote = &h->dst;
    c->local_port = h->icmp_is_echo ? h->icmp_type : h->src_port;
    c->remote_port = h->icmp_is_echo ? h->icmp_code : h->dst_port;
    c->local_type = address_type(c, c->local);
    c->remote_type = c->remote->family == FAMILY_NONE ? NL_UNSPECIFIED : address_type(c, c->remote);
    c->flow = NULL;
}

/* From here on the walk is about the whole datagram. False: it cannot be read. */
static bool become_whole(struct pkt_ctx *c, struct bytes packet, uint32_t fragments)
{
    c->parsed = headers_parse_ip(packet, (uint32_t)bytes_left(&packet), 0, &c->whole_headers);
    c->h = &c->whole_headers;
    NET_BUFFER_LIST *last = c->nbl;
    uint32_t         last_offset = c->nbl_offset;
    c->nbl = NULL;
    c->packet = c->whole = packet;
    c->fragments = fragments;
    fragment_tag_join(c, last);
    if (last)
        packet_give_up(c, last, last_offset);
    view(c, c->inbound);
    return c->parsed == PARSE_OK;
}

/* Gives a fragment to the reassembly. True: the datagram is whole and readable now. */
static bool join(struct pkt_ctx *c)
{
    static const struct discard_reason conflict = { DISCARD_MODULE_TRANSPORT, INET_DISCARD_REASSEMBLY_CONFLICT };
    static const struct discard_reason bad_length = { DISCARD_MODULE_NETWORK, IP_DISCARD_BAD_LENGTH };
    struct bytes packet;
    uint32_t     count = 0;
    switch (reassembly_add(c->shim->reassembly[c->inbound], c->h, c->packet, c->in->now_ns, &packet, &count)) {
    case REASSEMBLY_COMPLETE:
        c->fragment_size = reassembly_largest(c->shim->reassembly[c->inbound]);
        if (become_whole(c, packet, count))
            return true;
        ip_malformed(c);
        return false;
    case REASSEMBLY_HELD:
        fragment_tag_keep(c);
        c->reason = "a fragment: held until the datagram is whole";
        return false;
    case REASSEMBLY_DUPLICATE:
        c->reason = "a fragment that was there already";
        return false;
    case REASSEMBLY_OVERLAP:
        c->malformed = true;
        discard_at(c, LAYER(INBOUND_IPPACKET), conflict, "a fragment contradicts another of its datagram");
        return false;
    case REASSEMBLY_TOO_BIG:
        c->malformed = true;
        discard_at(c, LAYER(INBOUND_IPPACKET), bad_length, "the fragments add up to more than 65535 bytes");
        return false;
    case REASSEMBLY_UNUSABLE:
        c->malformed = true;
        discard_at(c, LAYER(INBOUND_IPPACKET), bad_length, "a fragment whose size no datagram can have");
        return false;
    case REASSEMBLY_NO_MEMORY:
        c->reason = "a fragment: no room to hold it";
        return false;
    }
    return false;
}

static bool classify_inbound_ip(struct pkt_ctx *c, uint32_t flag)
{
    c->flags |= flag;
    bool permitted = classify_at(c, LAYER(INBOUND_IPPACKET));
    c->flags &= ~flag;
    return permitted;
}

/* As it came: every fragment on its own, and a second time as what it is (G-029). */
static bool arrives(struct pkt_ctx *c)
{
    return classify_inbound_ip(c, 0) && (!c->h->is_fragment || classify_inbound_ip(c, CONDITION_FLAG_IS_FRAGMENT)) &&
           forward_weak_host(c);
}

void ip_in(struct pkt_ctx *c)
{
    packet_enters(c);
    if (!arrives(c)) {
        if (!c->h->is_fragment)
            transport_missed(c);
        return;
    }
    if (c->h->is_fragment) {
        if (!join(c) || transport_find(c))
            return;
        if (!classify_inbound_ip(c, CONDITION_FLAG_IS_REASSEMBLED)) {
            transport_missed(c);
            return;
        }
    }
    transport_in(c);
}

static bool send_whole(struct pkt_ctx *c)
{
    if (!transport_out(c) || !classify_at(c, LAYER(OUTBOUND_IPPACKET)) || !forward_weak_host(c))
        return false;
    transport_sent(c);
    return true;
}

bool ip_out(struct pkt_ctx *c)
{
    if (!c->h->is_fragment)
        return send_whole(c);
    /* WFP saw the datagram before it was cut and is shown no outgoing fragment (G-028, G-032): the frame that completes it
     * carries the decision. */
    if (!join(c))
        return c->verdict == VERDICT_PERMIT;
    return send_whole(c);
}

struct malformed {
    struct discard_reason reason;
    enum layer_pair       layer;
};

static const struct malformed *how_malformed(enum parse_result r)
{
    static const struct malformed header = { { DISCARD_MODULE_NETWORK, IP_DISCARD_MALFORMED_HEADER }, PAIR_INBOUND_IPPACKET };
    static const struct malformed length = { { DISCARD_MODULE_NETWORK, IP_DISCARD_BAD_LENGTH }, PAIR_INBOUND_IPPACKET };
    static const struct malformed sum = { { DISCARD_MODULE_NETWORK, IP_DISCARD_BAD_CHECKSUM }, PAIR_INBOUND_IPPACKET };
    static const struct malformed transport = { { DISCARD_MODULE_TRANSPORT, INET_DISCARD_HEADER_INVALID }, PAIR_INBOUND_TRANSPORT };
    switch (r) {
    case PARSE_IP_TRUNCATED:
        return &length;
    case PARSE_IP_CHECKSUM:
        return &sum;
    case PARSE_TRANSPORT_TRUNCATED:
    case PARSE_TRANSPORT_MALFORMED:
        return &transport;
    default:
        return &header;
    }
}

void ip_malformed(struct pkt_ctx *c)
{
    const struct malformed *m = how_malformed(c->parsed);
    c->malformed = true;
    if (c->h->family == FAMILY_NONE || !c->inbound) { /* not even addresses to ask with, or never received */
        c->verdict = VERDICT_DISCARD;
        c->discard = m->reason;
        c->reason = parse_result_text(c->parsed);
        return;
    }
    /* The network layer was content when only the transport header is bad. */
    if (m->layer == PAIR_INBOUND_TRANSPORT && !c->fragments && !classify_at(c, LAYER(INBOUND_IPPACKET)))
        return;
    discard_at(c, m->layer, m->reason, parse_result_text(c->parsed));
}
