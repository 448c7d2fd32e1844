/* What the router says as a host: echoes, resets, and errors about packets that it could not take or hand on. */
#include "host/router_state.h"
#include "host/count.h"
#include "pkt/build.h"

#define QUOTED 512u /* bytes of a packet in an ICMP error: within 576, and 1280 (RFC 1812, RFC 4443) */

/* Type, code and second word of the error for a discard of ours, by family; type 0: none is sent. */
struct error_kind {
    uint8_t  module;
    uint32_t reason;
    uint8_t  type[2], code[2];
};

static const struct error_kind *error_of(const struct discard_reason *why)
{
    static const struct error_kind all[] = {
        { DISCARD_MODULE_NETWORK, IP_DISCARD_HOP_LIMIT_EXCEEDED, { 11, 3 }, { 0, 0 } },
        { DISCARD_MODULE_NETWORK, IP_DISCARD_NO_ROUTE, { 3, 1 }, { 0, 0 } },
        { DISCARD_MODULE_NETWORK, IP_DISCARD_BEYOND_SCOPE, { 3, 1 }, { 0, 2 } },
        { DISCARD_MODULE_NETWORK, IP_DISCARD_DONT_FRAGMENT_MTU_EXCEEDED, { 3, 2 }, { 4, 0 } },
        { DISCARD_MODULE_NETWORK, IP_DISCARD_PORT_UNREACHABLE, { 3, 1 }, { 3, 4 } },
    };
    for (unsigned i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        if (all[i].module == why->module && all[i].reason == why->reason)
            return &all[i];
    return NULL;
}

/* Nobody is told of errors about errors, of what went to many, or of a fragment that is not the first (RFC 1122, 3.2.2). */
static bool may_be_told(const struct headers *h)
{
    return h->family != FAMILY_NONE && !h->icmp_is_error && h->fragment_offset == 0 && !ip_addr_is(&h->dst, ADDR_MULTICAST) &&
           !ip_addr_is(&h->src, ADDR_MULTICAST) && !ip_addr_is(&h->src, ADDR_UNSPECIFIED) && !ip_addr_is(&h->dst, ADDR_BROADCAST) &&
           !(h->mac_dst[0] & 1);
}

static void say(struct router *r, unsigned port, const struct headers *h, const struct packet_spec *p)
{
    struct ethernet_ends e;
    struct buffer        frame;
    memcpy(e.src, r->config.mac[port], 6);
    memcpy(e.dst, h->mac_src, 6);
    buffer_init(&frame);
    if (packet_build(&frame, p, &e)) {
        count_up(&r->counts.answered, 1);
        router_say(r, port, buffer_bytes(&frame));
    }
    buffer_fini(&frame);
}

static uint32_t second_word(const struct router *r, const struct headers *h, const struct discard_reason *why)
{
    struct next_hop hop;
    bool            too_big = why->module == DISCARD_MODULE_NETWORK && why->reason == IP_DISCARD_DONT_FRAGMENT_MTU_EXCEEDED;
    return too_big && router_next_hop(r, &h->dst, &hop) ? router_mtu(r, hop.port) : 0;
}

static void error(struct router *r, unsigned port, const struct pkt_ctx *walk, const struct error_kind *kind)
{
    const struct headers *h = walk->frame;
    bool                  v6 = h->family == FAMILY_V6;
    bool                  local = router_has(r, &h->dst);
    const struct ip_addr *own = local ? &h->dst : router_own(r, port, &h->src);
    struct packet_spec    p = { .protocol = v6 ? PROTO_ICMPV6 : PROTO_ICMP, .icmp_type = kind->type[v6], .icmp_code = kind->code[v6],
                                .icmp_rest = second_word(r, h, &walk->discard), .payload = walk->in->frame, .dst = h->src };
    if (!own || !may_be_told(h) || !bytes_skip(&p.payload, h->ip_offset))
        return;
    bytes_limit(&p.payload, h->ip_size < QUOTED ? h->ip_size : QUOTED);
    p.src = *own;
    say(r, port, h, &p);
}

static void reset(struct router *r, unsigned port, const struct headers *h)
{
    struct packet_spec p = { .src = h->dst, .dst = h->src, .protocol = PROTO_TCP, .src_port = h->dst_port, .dst_port = h->src_port,
                             .tcp_flags = TCP_RST };
    if ((h->tcp_flags & TCP_RST) || !may_be_told(h))
        return;
    if (h->tcp_flags & TCP_ACK) {
        p.seq = h->tcp_ack;
    } else {
        p.tcp_flags |= TCP_ACK;
        p.ack = h->tcp_seq + ((h->tcp_flags & TCP_SYN) != 0) + ((h->tcp_flags & TCP_FIN) != 0) + h->payload_size;
    }
    say(r, port, h, &p);
}

static void echo(struct router *r, unsigned port, const struct pkt_ctx *walk)
{
    const struct headers *h = walk->h;
    struct packet_spec    p = { .src = h->dst, .dst = h->src, .protocol = h->protocol, .icmp_type = h->family == FAMILY_V4 ? 0 : 129,
                                .icmp_rest = (uint32_t)h->icmp_id << 16 | h->icmp_sequence };
    p.payload = walk->fragments ? walk->whole : walk->in->frame;
    if (!router_has(r, &h->dst) || !bytes_skip(&p.payload, h->transport_offset + h->transport_header_size))
        return;
    bytes_limit(&p.payload, h->payload_size);
    say(r, port, walk->frame, &p);
}

void router_answer(struct router *r, unsigned port, const struct pkt_ctx *walk)
{
    const struct headers *h = walk->h;
    if (walk->verdict == VERDICT_PERMIT && walk->direction == DIRECTION_IN && h->icmp_is_echo &&
        (h->icmp_type == 8 || h->icmp_type == 128))
        echo(r, port, walk);
    if (walk->verdict != VERDICT_DISCARD || walk->silent)
        return;
    const struct error_kind *kind = error_of(&walk->discard);
    if (kind)
        error(r, port, walk, kind);
    else if (h->protocol == PROTO_TCP && walk->discard.module == DISCARD_MODULE_TRANSPORT &&
             walk->discard.reason == INET_DISCARD_ENDPOINT_NOT_FOUND)
        reset(r, port, walk->frame);
}
