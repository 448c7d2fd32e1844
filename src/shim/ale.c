#include "shim/ale.h"

#include "shim/forward.h"
#include "shim/layer.h"

static bool is_icmp(const struct headers *h)
{
    return h->protocol == PROTO_ICMP || h->protocol == PROTO_ICMPV6;
}

/* A reply shares the key of its request: the conversation is named by the request's type (C-037). */
static uint16_t request_type(const struct headers *h)
{
    static const uint8_t v4[][2] = { { 0, 8 }, { 14, 13 }, { 16, 15 }, { 18, 17 } };
    if (h->protocol == PROTO_ICMPV6)
        return h->icmp_type == 129 ? 128 : h->icmp_type;
    for (unsigned i = 0; i < COUNT_OF(v4); i++)
        if (h->icmp_type == v4[i][0])
            return v4[i][1];
    return h->icmp_type;
}

struct flow_key ale_key(const struct pkt_ctx *c)
{
    struct flow_key key = { .family = c->family, .protocol = c->h->protocol };
    memcpy(key.local, c->local->bytes, sizeof(key.local));
    memcpy(key.remote, c->remote->bytes, sizeof(key.remote));
    key.local_port = c->local_port;
    key.remote_port = c->remote_port;
    if (is_icmp(c->h)) {
        key.local_port = request_type(c->h);
        key.icmp_id = c->h->icmp_is_echo ? c->h->icmp_id : 0;
    }
    return key;
}

/* The key under which an outbound multicast opens the door for answers from anywhere: only the local side's port and the
 * protocol count (C-035). */
static struct flow_key any_remote_key(const struct pkt_ctx *c)
{
    struct flow_key key = { .family = c->family, .protocol = c->h->protocol, .local_port = c->local_port };
    if (is_icmp(c->h)) {
        key.local_port = request_type(c->h);
        key.icmp_id = c->h->icmp_is_echo ? c->h->icmp_id : 0;
    }
    return key;
}

static bool to_many(uint8_t type)
{
    return type == NL_MULTICAST || type == NL_BROADCAST;
}

struct loose_search {
    struct flow_key key; /* without a remote address */
    struct flow    *found;
};

static void match_loose(void *context, struct flow *f)
{
    struct loose_search *s = context;
    struct flow_key      key = f->key;
    memset(key.remote, 0, sizeof(key.remote));
    if (f->loose && memcmp(&key, &s->key, sizeof(key)) == 0)
        s->found = f;
}

/* A flow that takes answers of others than whom it was opened to. Callouts seldom ask for loose ones: no index is kept. */
static struct flow *find_open(const struct pkt_ctx *c)
{
    struct flow_key     key = any_remote_key(c);
    struct flow        *f = flow_find(c->shim->flows, &key);
    struct loose_search s = { ale_key(c), NULL };
    if (f && !f->shut)
        return f;
    memset(s.key.remote, 0, sizeof(s.key.remote));
    if (c->shim->loose_flows)
        flow_each(c->shim->flows, match_loose, &s);
    return s.found;
}

void ale_find(struct pkt_ctx *c)
{
    struct flow_table *t = c->shim->flows;
    bool               multicast_out = !c->inbound && to_many(c->remote_type);
    struct flow_key    key = multicast_out ? any_remote_key(c) : ale_key(c);
    c->flow = flow_find(t, &key);
    if (!c->flow && c->inbound)
        c->flow = find_open(c);
    if (!c->flow)
        return;
    c->flow_id = c->flow->id;
    /* Only further outbound packets keep the door open (C-035). */
    if (!c->flow->any_remote || multicast_out)
        flow_touch(t, c->flow, (enum flow_class)c->flow->class, c->in->now_ns);
}

void ale_begin(struct pkt_ctx *c)
{
    bool            multicast_out = !c->inbound && to_many(c->remote_type);
    struct flow_key key = multicast_out ? any_remote_key(c) : ale_key(c);
    if (c->flow)
        flow_remove(c->shim->flows, c->flow);
    c->flow = flow_add(c->shim->flows, &key, multicast_out ? FLOW_CLASS_MULTICAST : FLOW_CLASS_IDLE, c->in->now_ns);
    c->flow->inbound = c->inbound;
    c->flow->denied_number = c->in->number;
    c->flow->any_remote = multicast_out;
    c->flow->endpoint = c->endpoint ? c->endpoint->handle : 0;
    c->flow->datagrams = c->endpoint && c->endpoint->raw;
    c->flow_id = c->flow->id;
}

static void deny(struct pkt_ctx *c)
{
    struct flow *f = c->flow;
    f->state = FLOW_DENIED;
    f->denied_by = c->deciding && c->deciding->rule ? c->deciding->rule->id : 0;
    f->denied_number = c->in->number;
    flow_touch(c->shim->flows, f, FLOW_CLASS_IDLE, c->in->now_ns);
    flow_end(c->shim->flows, f); /* C-082 */
}

static enum layer_pair layer_of_flow(const struct flow *f)
{
    return f->inbound ? PAIR_ALE_AUTH_RECV_ACCEPT : PAIR_ALE_AUTH_CONNECT;
}

static uint64_t policy_of(const struct pkt_ctx *c)
{
    return ruleset_layer_mark(c->rules, layer_of(layer_of_flow(c->flow), (enum family)c->family)->id);
}

/* A callout that absorbs a packet which is asked again keeps it to give it back: the flow is neither denied nor let in again. */
static bool is_taken(const struct pkt_ctx *c)
{
    return (c->flags & CONDITION_FLAG_IS_REAUTHORIZE) && c->reauthorize_reason != REAUTHORIZE_REASON_CLASSIFY_COMPLETION &&
           c->verdict == VERDICT_ABSORB && c->flow->state != FLOW_NEW;
}

/* Not let in yet, whether it waits or never will be. */
static void keep_out(struct pkt_ctx *c)
{
    if (is_taken(c))
        return;
    if (!c->pended) {
        deny(c);
        return;
    }
    c->flow->state = FLOW_PENDED;
    c->flow->denied_number = c->in->number;
}

static void set_lifetime(struct pkt_ctx *c, uint32_t seconds)
{
    c->flow->lifetime_ns = (uint64_t)seconds * 1000000000ull;
    flow_touch(c->shim->flows, c->flow, FLOW_CLASS_OWN, c->in->now_ns);
}

/* What callouts said of the flow that was let in (C-036, C-091). TCP ends by itself. */
static void take_options(struct pkt_ctx *c)
{
    const struct classify_options *o = &c->shim->options;
    struct flow                   *f = c->flow;
    if (c->h->protocol == PROTO_TCP && !f->datagrams)
        return;
    enum classify_option lifetime = f->any_remote ? OPTION_MCAST_BCAST_LIFETIME : OPTION_UNICAST_LIFETIME;
    if (o->set[lifetime])
        set_lifetime(c, o->value[lifetime]);
    if (o->set[OPTION_MULTICAST_STATE])
        f->shut = o->value[OPTION_MULTICAST_STATE] == MULTICAST_STATE_DENY;
    if (o->set[OPTION_LOOSE_SOURCE_MAPPING])
        f->loose = o->value[OPTION_LOOSE_SOURCE_MAPPING] == 1 && !f->any_remote;
    c->shim->loose_flows += f->loose;
}

bool ale_authorize(struct pkt_ctx *c)
{
    c->flow->way[c->inbound] = forward_interface(c);
    if (c->flow->state == FLOW_NEW)
        c->shim->flows_seen++;
    c->shim->options = (struct classify_options){ 0 };
    if (classify_at(c, layer_of_flow(c->flow))) {
        c->flow->policy = policy_of(c);
        c->flow->reauthorize = 0;
        take_options(c);
        return true;
    }
    keep_out(c);
    return false;
}

bool ale_reauthorize(struct pkt_ctx *c, uint32_t reason)
{
    c->flags |= CONDITION_FLAG_IS_REAUTHORIZE;
    c->reauthorize_reason = reason;
    bool permitted = ale_authorize(c);
    c->flags &= ~(uint32_t)CONDITION_FLAG_IS_REAUTHORIZE;
    c->reauthorize_reason = 0;
    return permitted;
}

/* Its packets take another way than those that it was let through with; the strong host refuses such packets (C-075). */
static uint32_t moved(const struct pkt_ctx *c)
{
    uint32_t before = c->flow->way[c->inbound], here = before ? forward_interface(c) : 0;
    if (!here || here == before)
        return 0;
    return c->inbound ? REAUTHORIZE_REASON_NEW_ARRIVAL_INTERFACE : REAUTHORIZE_REASON_NEW_NEXTHOP_INTERFACE;
}

/* Why a flow that was let in has to be asked again; 0: it has not. */
static uint32_t due(const struct pkt_ctx *c)
{
    const struct flow *f = c->flow;
    if (f->state != FLOW_ESTABLISHED && f->state != FLOW_PENDING_TCP)
        return 0;
    return f->reauthorize | moved(c) | (f->policy != policy_of(c) ? REAUTHORIZE_REASON_POLICY_CHANGE : 0);
}

/* The first packet of the other direction, which nobody is asked about. */
static void note_way(struct pkt_ctx *c)
{
    if (c->flow && !c->flow->way[c->inbound])
        c->flow->way[c->inbound] = forward_interface(c);
}

bool ale_still(struct pkt_ctx *c)
{
    uint32_t reasons = c->flow ? due(c) : 0;
    note_way(c);
    return !reasons || ale_reauthorize(c, reasons);
}

/* Without a flow: inbound multicast, or a segment of a connection that is older than the capture. */
bool ale_will_ask(const struct pkt_ctx *c)
{
    const struct flow *f = c->flow;
    if (c->h->icmp_is_error)
        return false;
    if (!f || f->state == FLOW_DENIED)
        return true;
    return f->state == FLOW_NEW ? f->inbound == c->inbound : due(c) != 0;
}

bool ale_complete(struct pkt_ctx *c)
{
    return ale_reauthorize(c, REAUTHORIZE_REASON_CLASSIFY_COMPLETION);
}

bool ale_establish(struct pkt_ctx *c)
{
    c->flow->state = FLOW_ESTABLISHED; /* before the layer is asked: callouts associate their contexts there (C-030) */
    if (!classify_at(c, LAYER(ALE_FLOW_ESTABLISHED))) {
        deny(c);
        c->reason = "the connection is torn down";
        return false;
    }
    if (c->h->protocol == PROTO_TCP)
        flow_touch(c->shim->flows, c->flow, FLOW_CLASS_TCP, c->in->now_ns);
    return true;
}

void ale_close(struct pkt_ctx *c)
{
    if (!c->shim->config.endpoints) /* else it is told when the socket is closed (shim/socket.c) */
        notify_at(c, LAYER(ALE_ENDPOINT_CLOSURE));
    c->flow->state = FLOW_CLOSED;
    flow_touch(c->shim->flows, c->flow, FLOW_CLASS_IDLE, c->in->now_ns);
    flow_end(c->shim->flows, c->flow); /* C-022, C-029 */
}

bool ale_undone(struct pkt_ctx *c)
{
    if (!c->flow || (c->flow->state != FLOW_DENIED && c->flow->state != FLOW_PENDED))
        return false;
    if (c->injection && c->inbound && c->flow->inbound) {
        c->flow->state = FLOW_NEW; /* what a callout gives back is asked as what it took was (C-068) */
        return false;
    }
    if (c->shim->config.each)
        return !ale_authorize(c);
    if (c->h->protocol == PROTO_TCP && (c->h->tcp_flags & (TCP_SYN | TCP_ACK)) == (TCP_SYN | TCP_ACK))
        c->flow->syn_ack_seen = true; /* it is not sent again: the connection opens without it */
    c->verdict = VERDICT_COUNTERFACTUAL;
    c->reason = c->flow->state == FLOW_PENDED ? "it waits for what a callout holds"
                : c->flow->aborted            ? "a callout aborted its connection"
                                              : "its flow was denied";
    c->cause = c->flow->denied_number;
    return true;
}

bool ale_answer_undone(struct pkt_ctx *c, bool by_stack)
{
    const struct flow *f = c->flow;
    if (!f || !f->inbound || c->shim->config.each)
        return false;
    bool silenced = f->state == FLOW_REFUSED && f->silent;
    bool unheard = by_stack && f->state == FLOW_NEW;
    if (!silenced && !unheard)
        return false;
    c->verdict = VERDICT_COUNTERFACTUAL;
    c->reason = silenced ? "the discard layer said to be silent" : "what it answers was blocked";
    c->cause = f->denied_number;
    return true;
}

void ale_refuse(struct pkt_ctx *c, bool silent)
{
    ale_begin(c);
    c->flow->state = FLOW_REFUSED;
    c->flow->denied_number = c->in->number;
    c->flow->silent = silent;
}

/* All inbound multicast and broadcast is one flow, asked again for each packet (C-034, REAUTHORIZE_REASON_NEW_INBOUND_
 * MCAST_BCAST_PACKET). A refused packet does not close it for others. */
static bool inbound_to_many(struct pkt_ctx *c)
{
    _Atomic bool *seen = &c->shim->config.shared->inbound_multicast_seen[c->family][c->h->protocol];
    bool          again = atomic_load_explicit(seen, memory_order_relaxed);
    if (again) {
        c->flags |= CONDITION_FLAG_IS_REAUTHORIZE;
        c->reauthorize_reason = REAUTHORIZE_REASON_NEW_INBOUND_MCAST_BCAST_PACKET;
    }
    bool permitted = classify_at(c, LAYER(ALE_AUTH_RECV_ACCEPT));
    c->flags &= ~(uint32_t)CONDITION_FLAG_IS_REAUTHORIZE;
    c->reauthorize_reason = 0;
    if (!permitted || again || atomic_exchange(seen, true))
        return permitted;
    c->shim->flows_seen++;
    return classify_at(c, LAYER(ALE_FLOW_ESTABLISHED));
}

bool ale_datagram(struct pkt_ctx *c)
{
    if (c->flow && (c->flow->state != FLOW_NEW || c->flow->inbound != c->inbound))
        return ale_still(c); /* known, or an answer to what was stopped on its way in */
    if (c->inbound && to_many(c->local_type))
        return inbound_to_many(c);
    if (!c->flow)
        ale_begin(c);
    return ale_authorize(c) && ale_establish(c);
}
