#include "host/gateway_answer.h"

#include "model/choices.h"
#include "pkt/build.h"

#define QUOTED 512u /* bytes of the packet that an ICMP error carries */

/* Only what an application asked for: not what the stack sends by itself, and not what waits for a callout. */
bool answer_is_due(const struct pkt_ctx *walk)
{
    const struct headers *h = walk->h;
    const struct flow    *f = walk->flow;
    bool                  blocked = walk->verdict == VERDICT_BLOCK && walk->deciding &&
                   walk->deciding->layer->pair == PAIR_ALE_AUTH_CONNECT;
    bool                  again = walk->verdict == VERDICT_COUNTERFACTUAL && f && !f->inbound && f->state == FLOW_DENIED;
    return walk->direction == DIRECTION_OUT && (blocked || again) && !h->icmp_is_error && !(h->tcp_flags & TCP_RST) &&
           walk->remote_type == NL_UNICAST;
}

static bool prohibited(const struct pkt_ctx *walk, struct packet_spec *p)
{
    bool v4 = walk->h->family == FAMILY_V4;
    p->protocol = v4 ? PROTO_ICMP : PROTO_ICMPV6;
    p->icmp_type = v4 ? 3 : 1;
    p->icmp_code = v4 ? 13 : 1;
    p->payload = walk->packet;
    if (!bytes_skip(&p->payload, walk->h->ip_offset))
        return false;
    bytes_limit(&p->payload, walk->h->ip_size < QUOTED ? walk->h->ip_size : QUOTED);
    return true;
}

static bool reset(const struct pkt_ctx *walk, struct packet_spec *p)
{
    const struct headers *h = walk->h;
    if (h->protocol != PROTO_TCP)
        return prohibited(walk, p);
    p->protocol = PROTO_TCP;
    p->src_port = h->dst_port;
    p->dst_port = h->src_port;
    p->tcp_flags = TCP_RST | TCP_ACK;
    p->seq = h->tcp_flags & TCP_ACK ? h->tcp_ack : 0;
    p->ack = h->tcp_seq + ((h->tcp_flags & TCP_SYN) != 0) + h->payload_size;
    return true;
}

bool answer_write(const struct pkt_ctx *walk, struct buffer *out)
{
    const struct headers *h = walk->h, *link = walk->frame;
    struct packet_spec    p = { .src = h->dst, .dst = h->src };
    struct ethernet_ends  e;
    if (CHOICE_GATEWAY_CONNECT_DENIAL == CHOICE_GATEWAY_CONNECT_DENIAL_NOTHING)
        return false;
    bool resets = CHOICE_GATEWAY_CONNECT_DENIAL == CHOICE_GATEWAY_CONNECT_DENIAL_TCP_RESET;
    memcpy(e.src, link->mac_dst, 6);
    memcpy(e.dst, link->mac_src, 6);
    return (resets ? reset : prohibited)(walk, &p) && packet_build(out, &p, &e);
}
