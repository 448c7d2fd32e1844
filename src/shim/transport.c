#include "shim/transport.h"

#include "shim/ale.h"
#include "shim/layer.h"

static bool is_echo_reply(const struct headers *h)
{
    return h->icmp_is_echo && (h->icmp_type == 0 || h->icmp_type == 129);
}

static bool is_refused(const struct pkt_ctx *c)
{
    const struct shim_world *w = &c->shim->config.world;
    if (c->shim->config.endpoints)
        return c->h->protocol == PROTO_UDP && c->local_type == NL_UNICAST && !c->endpoint;
    return c->h->protocol == PROTO_UDP && c->local_type == NL_UNICAST &&
           w->is_refused(w->context, PROTO_UDP, c->local, c->local_port);
}

/* TCP segments of a raw socket are datagrams to ALE: the first of each side is authorized (G-041). */
static bool is_raw(const struct pkt_ctx *c)
{
    return c->endpoint ? c->endpoint->raw : c->flow && c->flow->datagrams;
}

/* UDP without an endpoint is dropped at the network layer, where TCP uses the transport layer (G-024). */
static void refuse_datagram(struct pkt_ctx *c)
{
    static const struct discard_reason unreachable = { DISCARD_MODULE_NETWORK, IP_DISCARD_PORT_UNREACHABLE };
    ale_refuse(c, discard_at(c, LAYER(INBOUND_IPPACKET), unreachable, "no endpoint takes this port"));
}

static void datagram_in(struct pkt_ctx *c)
{
    if ((!c->flow || c->flow->state == FLOW_REFUSED) && is_refused(c)) {
        refuse_datagram(c);
        return;
    }
    if (c->flow && c->flow->state == FLOW_REFUSED)
        ale_begin(c); /* an endpoint has come since */
    bool new_unicast = !c->flow && c->local_type == NL_UNICAST;
    if (new_unicast)
        ale_begin(c);
    if (classify_at(c, LAYER(INBOUND_TRANSPORT)) && !ale_undone(c) && ale_datagram(c))
        classify_at(c, LAYER(DATAGRAM_DATA));
}

/* ICMP errors never reach ALE (C-037). */
static void icmp_error_in(struct pkt_ctx *c)
{
    if (classify_at(c, LAYER(INBOUND_TRANSPORT)))
        classify_at(c, LAYER(INBOUND_ICMP_ERROR)); /* G-037 */
}

/* A peer knows nothing of a silent denial and sends its SYN again: each is asked (G-018). */
static bool asks_again(const struct pkt_ctx *c)
{
    return c->flow->inbound && c->h->protocol == PROTO_TCP &&
           (c->h->tcp_flags & (TCP_SYN | TCP_ACK | TCP_RST)) == TCP_SYN;
}

bool transport_find(struct pkt_ctx *c)
{
    if (c->h->icmp_is_error)
        return false;
    ale_find(c);
    if (c->injection && c->flow && c->flow->state == FLOW_DENIED) {
        /* It is there, whatever was denied before: the stack meets it as something new. */
        flow_remove(c->shim->flows, c->flow);
        c->flow = NULL;
    }
    if (!c->flow || c->shim->config.each || asks_again(c))
        return false;
    return ale_undone(c);
}

void transport_in(struct pkt_ctx *c)
{
    if (c->h->icmp_is_error) {
        icmp_error_in(c);
        return;
    }
    if (c->h->protocol == PROTO_TCP && !is_raw(c))
        tcp_in(c);
    else
        datagram_in(c);
}

/* The flow of the packet that an ICMP error of ours answers. */
static struct flow *provoking_flow(const struct pkt_ctx *c)
{
    const struct headers *h = c->h;
    struct flow_key       key = { .family = c->family, .protocol = h->inner_protocol };
    if (!h->has_inner)
        return NULL;
    memcpy(key.local, h->inner_dst.bytes, sizeof(key.local));
    memcpy(key.remote, h->inner_src.bytes, sizeof(key.remote));
    key.local_port = h->inner_dst_port;
    key.remote_port = h->inner_src_port;
    return flow_find(c->shim->flows, &key);
}

static bool icmp_error_out(struct pkt_ctx *c)
{
    c->flow = provoking_flow(c);
    bool undone = ale_answer_undone(c, true) || (!c->shim->config.each && ale_undone(c));
    c->flow = NULL;
    return !undone && classify_at(c, LAYER(OUTBOUND_ICMP_ERROR)) && classify_at(c, LAYER(OUTBOUND_TRANSPORT));
}

/* The flow goes on, but the datagram itself is sent by the callout, which kept a clone of it (C-069). */
static bool resume_datagram(struct pkt_ctx *c)
{
    if (!ale_complete(c) || !ale_establish(c))
        return false;
    c->verdict = VERDICT_ABSORB;
    c->reason = "completed: its flow is let out, the callout sends the packet itself";
    return false;
}

static bool datagram_out(struct pkt_ctx *c)
{
    if (c->resumed)
        return resume_datagram(c);
    if (ale_answer_undone(c, is_echo_reply(c->h)) || ale_undone(c) || !ale_datagram(c))
        return false;
    /* The stack's own reply to an echo request is no datagram of an application (G-035). */
    bool own_reply = is_echo_reply(c->h) && c->flow && c->flow->inbound;
    if (!own_reply && !classify_at(c, LAYER(DATAGRAM_DATA)))
        return false;
    return classify_at(c, LAYER(OUTBOUND_TRANSPORT));
}

bool transport_out(struct pkt_ctx *c)
{
    if (c->h->icmp_is_error)
        return icmp_error_out(c);
    ale_find(c);
    return c->h->protocol == PROTO_TCP && !is_raw(c) ? tcp_out(c) : datagram_out(c);
}

void transport_sent(struct pkt_ctx *c)
{
    if (c->h->protocol == PROTO_TCP && !is_raw(c))
        tcp_track_end(c);
}

void transport_missed(struct pkt_ctx *c)
{
    if (c->h->icmp_is_error || c->local_type != NL_UNICAST)
        return;
    bool opens = c->h->protocol != PROTO_TCP || (c->h->tcp_flags & (TCP_SYN | TCP_ACK | TCP_RST)) == TCP_SYN;
    if (!c->flow && opens)
        ale_begin(c);
}
