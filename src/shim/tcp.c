/* TCP at the transport and ALE layers: who opens, when it is established, when it is over. */
#include "shim/ale.h"
#include "shim/layer.h"
#include "shim/socket.h"
#include "shim/transport.h"

static bool is_syn(const struct headers *h)
{
    return (h->tcp_flags & (TCP_SYN | TCP_ACK | TCP_RST)) == TCP_SYN;
}

static bool is_syn_ack(const struct headers *h)
{
    return (h->tcp_flags & (TCP_SYN | TCP_ACK | TCP_RST)) == (TCP_SYN | TCP_ACK);
}

/* Which side opened a connection whose beginning the capture does not show: the side that is known to listen is not it; else
 * the higher port is (the usual place of ephemeral ports). */
static bool guess_inbound(const struct pkt_ctx *c)
{
    const struct shim_world *w = &c->shim->config.world;
    if (is_syn_ack(c->h))
        return !c->inbound;
    if (w->is_listener(w->context, PROTO_TCP, c->local, c->local_port))
        return true;
    if (w->is_listener(w->context, PROTO_TCP, c->remote, c->remote_port))
        return false;
    return c->local_port < c->remote_port;
}

/* The connection is older than the capture and so older than the policy: what Windows does with a flow after a policy change
 * happens, a reauthorization at the flow's next packet (C-077). */
static bool adopt(struct pkt_ctx *c)
{
    bool inbound = guess_inbound(c);
    ale_begin(c);
    c->flow->inbound = inbound;
    flow_touch(c->shim->flows, c->flow, FLOW_CLASS_TCP, c->in->now_ns);
    if (!ale_reauthorize(c, REAUTHORIZE_REASON_POLICY_CHANGE))
        return false;
    c->flow->state = FLOW_ESTABLISHED;
    return true;
}

/* What a reset of ours would have to say. */
static void track_sequence(struct flow *f, const struct pkt_ctx *c)
{
    const struct headers *h = c->h;
    uint32_t              headers = h->ip_header_size + h->transport_header_size;
    uint32_t              data = h->ip_size > headers ? h->ip_size - headers : 0;
    uint32_t              flags = ((h->tcp_flags & TCP_SYN) != 0) + ((h->tcp_flags & TCP_FIN) != 0);
    *(c->inbound ? &f->peer_seq : &f->next_seq) = h->tcp_seq + data + flags;
    f->last_number = c->in->number;
}

void tcp_track_end(struct pkt_ctx *c)
{
    struct flow          *f = c->flow;
    const struct headers *h = c->h;
    if (f)
        track_sequence(f, c);
    if (!f || (f->state != FLOW_PENDING_TCP && f->state != FLOW_ESTABLISHED))
        return;
    if (h->tcp_flags & TCP_RST) {
        ale_close(c);
        return;
    }
    bool both = f->fin_local && f->fin_remote;
    if (h->tcp_flags & TCP_FIN)
        *(c->inbound ? &f->fin_remote : &f->fin_local) = true;
    else if (both && (h->tcp_flags & TCP_ACK))
        ale_close(c);
}

/* A new connection on the addresses and ports of an old one. */
static bool reopens(const struct flow *f, const struct headers *h)
{
    return is_syn(h) && (f->state == FLOW_CLOSED || f->state == FLOW_REFUSED || h->tcp_seq != f->syn_seq);
}

/* A SYN that nobody takes: INBOUND_TRANSPORT itself is not indicated (G-011). The flow remembers whether the reset may leave. */
static void refuse(struct pkt_ctx *c)
{
    static const struct discard_reason no_endpoint = { DISCARD_MODULE_TRANSPORT, INET_DISCARD_ENDPOINT_NOT_FOUND };
    ale_refuse(c, discard_at(c, LAYER(INBOUND_TRANSPORT), no_endpoint, "no endpoint listens on this port"));
}

static bool is_refused(const struct pkt_ctx *c)
{
    const struct shim_world *w = &c->shim->config.world;
    if (c->shim->config.endpoints)
        return !c->endpoint;
    return w->is_refused(w->context, PROTO_TCP, c->local, c->local_port);
}

static void open_in(struct pkt_ctx *c)
{
    if (is_refused(c)) {
        refuse(c);
        return;
    }
    struct endpoint *e = socket_arrives(c);
    ale_begin(c);
    c->flow->syn_seq = c->h->tcp_seq;
    bool permitted = classify_at(c, LAYER(INBOUND_TRANSPORT)) && ale_authorize(c);
    socket_arrived(c, e, permitted);
    if (!permitted)
        return;
    c->flow->state = FLOW_PENDING_TCP;
    track_sequence(c->flow, c);
}

static void known_in(struct pkt_ctx *c)
{
    struct flow *f = c->flow;
    if (!classify_at(c, LAYER(INBOUND_TRANSPORT)) || ale_undone(c))
        return;
    if (f->state == FLOW_NEW) { /* its opening never got this far */
        if (!ale_authorize(c))
            return;
        f->state = FLOW_PENDING_TCP;
    } else if (!ale_still(c)) {
        return;
    }
    if (f->state == FLOW_PENDING_TCP) {
        bool client_done = !f->inbound && (is_syn_ack(c->h) || (f->syn_ack_seen && !(c->h->tcp_flags & TCP_RST)));
        bool server_done = f->inbound && (c->h->tcp_flags & (TCP_ACK | TCP_SYN | TCP_RST)) == TCP_ACK;
        if ((client_done || server_done) && !ale_establish(c))
            return;
    }
    tcp_track_end(c);
}

void tcp_in(struct pkt_ctx *c)
{
    static const struct discard_reason no_endpoint = { DISCARD_MODULE_TRANSPORT, INET_DISCARD_ENDPOINT_NOT_FOUND };
    struct flow *f = c->flow;
    bool asked_again = f && f->state == FLOW_DENIED && f->inbound && is_syn(c->h); /* G-018 */
    if (!f ? is_syn(c->h) : asked_again || reopens(f, c->h)) {
        open_in(c);
        return;
    }
    if (f && f->state == FLOW_REFUSED) {
        discard_at(c, LAYER(INBOUND_TRANSPORT), no_endpoint, "no endpoint listens on this port");
        return;
    }
    if (f) {
        known_in(c);
        return;
    }
    if (c->h->tcp_flags & TCP_RST) {
        discard_at(c, LAYER(INBOUND_TRANSPORT), no_endpoint, "a reset for no connection");
        return;
    }
    if (c->shim->config.endpoints && !c->endpoint) {
        discard_at(c, LAYER(INBOUND_TRANSPORT), no_endpoint, "a segment of no connection");
        return;
    }
    if (classify_at(c, LAYER(INBOUND_TRANSPORT)) && adopt(c))
        tcp_track_end(c);
}

static bool open_out(struct pkt_ctx *c)
{
    ale_begin(c);
    c->flow->syn_seq = c->h->tcp_seq;
    if (!ale_authorize(c))
        return false;
    c->flow->state = FLOW_PENDING_TCP;
    return classify_at(c, LAYER(OUTBOUND_TRANSPORT));
}

/* The SYN that a callout held: connect() goes on (C-067, C-070). */
static bool resume_out(struct pkt_ctx *c)
{
    if (!ale_complete(c))
        return false;
    c->flow->state = FLOW_PENDING_TCP;
    return classify_at(c, LAYER(OUTBOUND_TRANSPORT));
}

bool tcp_out(struct pkt_ctx *c)
{
    struct flow *f = c->flow;
    if (c->resumed)
        return resume_out(c);
    if (!f ? is_syn(c->h) : reopens(f, c->h))
        return open_out(c);
    bool by_stack = (c->h->tcp_flags & TCP_RST) || is_syn_ack(c->h);
    if (ale_answer_undone(c, by_stack) || ale_undone(c))
        return false;
    if (!f && !(c->h->tcp_flags & TCP_RST) && !adopt(c))
        return false;
    if (f && !ale_still(c))
        return false;
    return classify_at(c, LAYER(OUTBOUND_TRANSPORT));
}
