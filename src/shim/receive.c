/* The way of one frame: which direction, which link layers, which network walk. */
#include <stdlib.h>

#include "shim/fragment_group.h"
#include "shim/fragment_tag.h"
#include "callout/request.h"
#include "engine/verdict_cache.h"
#include "shim/forward.h"
#include "shim/ip.h"
#include "shim/layer.h"
#include "shim/mac.h"
#include "shim/packet.h"
#include "shim/transport.h"
#include "shim/shim.h"
#include "shim/walk.h"
#include "shim/resume.h"

#define DEFAULT_FLOWS 262144u
#define NBL_COUNT     4u /* of one walk: the frame, its whole */

static const struct reassembly_limits reassembly_limits = {
    .timeout_ns = 60000000000ull,
    .max_datagrams = 4096,
    .max_bytes = 64u << 20,
};

const char *verdict_name(enum verdict v)
{
    static const char *const names[VERDICT_COUNT] = {
        [VERDICT_PERMIT] = "permit",   [VERDICT_BLOCK] = "block",
        [VERDICT_ABSORB] = "absorb",   [VERDICT_DISCARD] = "discard",
        [VERDICT_COUNTERFACTUAL] = "counterfactual",
    };
    return names[v];
}

const char *direction_name(enum direction d)
{
    static const char *const names[] = {
        [DIRECTION_IN] = "in",
        [DIRECTION_OUT] = "out",
        [DIRECTION_FORWARD] = "forward",
        [DIRECTION_LOOPBACK] = "loopback",
    };
    return names[d];
}

enum wfp_status shim_new(const struct shim_config *config, struct shim **out)
{
    enum wfp_status err;
    struct shim    *s = calloc(1, sizeof(*s));
    if (!s)
        return WFP_NO_MEMORY;
    s->config = *config;
    shim_set_world(s, &config->world);
    if (!s->config.shared)
        s->config.shared = &s->alone;
    err = flow_table_new(config->max_flows ? config->max_flows : DEFAULT_FLOWS, &s->flows);
    if (err)
        goto free_shim;
    for (unsigned i = 0; i < COUNT_OF(s->reassembly); i++) {
        err = reassembly_new(&reassembly_limits, &s->reassembly[i]);
        if (err)
            goto free_reassembly;
    }
    err = nbl_pool_new(NBL_COUNT, &s->lists);
    if (err)
        goto free_reassembly;
    if (forward_groups(&s->config))
        err = fragment_groups_new(&s->groups);
    if (!err && !config->uncached)
        err = verdict_cache_new(VERDICT_PLACES, &s->verdicts);
    if (err)
        goto free_groups;
    trace_init(&s->trace);
    s->link.type = LINK_RAW_IP;
    *out = s;
    return WFP_OK;

free_groups:
    fragment_groups_free(s->groups);
    nbl_pool_free(s->lists);
free_reassembly:
    for (unsigned i = 0; i < COUNT_OF(s->reassembly); i++)
        reassembly_free(s->reassembly[i]);
    flow_table_free(s->flows);
free_shim:
    free(s);
    return err;
}

void shim_free(struct shim *s)
{
    if (!s)
        return;
    packet_forget(&s->ctx);
    resume_forget(s);
    fragment_tag_expire(s, UINT64_MAX);
    fragment_groups_free(s->groups);
    free(s->flat);
    free(s->framed);
    free(s->vswitch);
    request_put(s->request);
    nbl_pool_free(s->lists);
    trace_fini(&s->trace);
    verdict_cache_free(s->verdicts);
    for (unsigned i = 0; i < COUNT_OF(s->reassembly); i++)
        reassembly_free(s->reassembly[i]);
    flow_table_free(s->flows);
    free(s);
}

bool shim_is_walking(const struct shim *s)
{
    return s->walking;
}

uint64_t shim_flows_seen(const struct shim *s)
{
    return s->flows_seen;
}

struct flow_table *shim_flows(struct shim *s)
{
    return s->flows;
}

struct reauthorizing {
    struct reauthorize_which which;
    uint32_t                 reason;
};

static void reauthorize_flow(void *context, struct flow *f)
{
    const struct reauthorizing *r = context;
    if ((!r->which.protocol || r->which.protocol == f->key.protocol) &&
        (!r->which.local_port || r->which.local_port == f->key.local_port))
        f->reauthorize |= r->reason;
}

void shim_flows_reauthorize(struct shim *s, struct reauthorize_which which, uint32_t reason)
{
    struct reauthorizing r = { which, reason };
    flow_each(s->flows, reauthorize_flow, &r);
}

void shim_attach_callouts(struct shim *s, struct callout_registry *r)
{
    s->callouts = s->slot.registry = r;
}

void shim_count_cost(struct shim *s, struct cost *c)
{
    s->config.observer.cost = c;
}

void shim_flow_stats(const struct shim *s, struct flow_stats *out)
{
    flow_table_stats(s->flows, out);
}

static bool world_local(const struct pkt_ctx *c, const struct ip_addr *a)
{
    const struct shim_world *w = &c->shim->config.world;
    return ip_addr_is(a, ADDR_LOOPBACK) || w->is_local(w->context, a);
}

static bool world_local_mac(const struct pkt_ctx *c, const uint8_t mac[6])
{
    const struct shim_world *w = &c->shim->config.world;
    return c->h->has_mac && w->is_local_mac(w->context, mac);
}

static bool to_many(const struct pkt_ctx *c, const struct ip_addr *a)
{
    const struct shim_world *w = &c->shim->config.world;
    return ip_addr_is(a, ADDR_MULTICAST) || ip_addr_is(a, ADDR_BROADCAST) || w->is_broadcast(w->context, a);
}

enum direction walk_direction(const struct pkt_ctx *c)
{
    bool from_us = world_local(c, &c->h->src), for_us = world_local(c, &c->h->dst);
    if (from_us && for_us)
        return DIRECTION_LOOPBACK;
    if (from_us || (ip_addr_is(&c->h->src, ADDR_UNSPECIFIED) && world_local_mac(c, c->h->mac_src)))
        return DIRECTION_OUT;
    if (for_us || to_many(c, &c->h->dst))
        return DIRECTION_IN;
    return DIRECTION_FORWARD;
}

/* The link header's own word (Linux cooked) counts most; addresses decide otherwise. */
static enum direction direction_of(const struct pkt_ctx *c)
{
    bool ip = c->h->family != FAMILY_NONE;
    enum direction by_ip = ip ? walk_direction(c) : DIRECTION_IN;
    if (by_ip == DIRECTION_LOOPBACK || by_ip == DIRECTION_FORWARD)
        return by_ip;
    switch ((enum link_direction)c->h->link_direction) {
    case LINK_FROM_US:
        return DIRECTION_OUT;
    case LINK_TO_US:
    case LINK_BROADCAST:
    case LINK_MULTICAST:
        return DIRECTION_IN;
    case LINK_TO_OTHER:
    case LINK_DIRECTION_UNKNOWN:
        break;
    }
    if (ip)
        return by_ip;
    return world_local_mac(c, c->h->mac_src) ? DIRECTION_OUT : DIRECTION_IN;
}

bool parse_is_malformed(enum parse_result r)
{
    return r != PARSE_OK && r != PARSE_NOT_IP && r != PARSE_CAPTURE_CUT;
}

bool walk_is_malformed(const struct pkt_ctx *c)
{
    return parse_is_malformed(c->parsed);
}

bool walk_is_unfit(const struct pkt_ctx *c)
{
    bool behind_ip = c->parsed == PARSE_TRANSPORT_TRUNCATED || c->parsed == PARSE_TRANSPORT_MALFORMED;
    return walk_is_malformed(c) && !(behind_ip && c->direction == DIRECTION_FORWARD);
}

/* The capture kept too little to go on; what there is was classified. */
static void cut_short(struct pkt_ctx *c)
{
    c->reason = parse_result_text(c->parsed);
    if (c->h->family != FAMILY_NONE)
        classify_at(c, c->inbound ? LAYER(INBOUND_IPPACKET) : LAYER(OUTBOUND_IPPACKET));
}

/* True when the packet would not exist. */
static bool begin_in(struct pkt_ctx *c)
{
    if (c->h->family == FAMILY_NONE)
        return false;
    view_in(c);
    return c->parsed == PARSE_OK && !c->h->is_fragment && transport_find(c);
}

static void walk_in(struct pkt_ctx *c)
{
    if (begin_in(c))
        return;
    if (!mac_in(c)) {
        if (c->parsed == PARSE_OK && !c->h->is_fragment)
            transport_missed(c);
        return;
    }
    if (c->parsed == PARSE_NOT_IP)
        return;
    if (c->parsed == PARSE_CAPTURE_CUT) {
        cut_short(c);
        return;
    }
    if (walk_is_malformed(c))
        ip_malformed(c);
    else
        ip_in(c);
}

void walk_up(struct pkt_ctx *c)
{
    if (begin_in(c))
        return;
    if (walk_is_malformed(c))
        ip_malformed(c);
    else
        ip_in(c);
}

static void walk_out(struct pkt_ctx *c)
{
    c->inbound = false;
    if (c->h->family != FAMILY_NONE)
        view_out(c);
    if (c->parsed == PARSE_CAPTURE_CUT)
        cut_short(c);
    else if (walk_is_malformed(c))
        ip_malformed(c);
    else if (c->parsed != PARSE_NOT_IP && !ip_out(c))
        return;
    if (c->verdict == VERDICT_PERMIT)
        mac_out(c);
}

/* Down the sending side and up the receiving side of the same host (G-044). A cooked capture shows the two legs as two
 * packets and says which is which. */
static void walk_loopback(struct pkt_ctx *c)
{
    bool sends = c->h->link_direction != LINK_TO_US, receives = c->h->link_direction != LINK_FROM_US;
    c->flags |= CONDITION_FLAG_IS_LOOPBACK;
    view_in(c);
    if (c->parsed == PARSE_CAPTURE_CUT) {
        cut_short(c);
        return;
    }
    if (walk_is_malformed(c)) {
        ip_malformed(c);
        return;
    }
    view_out(c);
    if (sends && !ip_out(c))
        return;
    /* Loopback is not cut into fragments on the way: a frame that is one goes up as it came down. */
    packet_forget(c);
    c->h = c->frame;
    c->packet = c->in->frame;
    if (receives && !begin_in(c))
        ip_in(c);
}

static void walk_forward(struct pkt_ctx *c)
{
    bool leaves_only = c->h->link_direction == LINK_FROM_US || (c->h->has_mac && world_local_mac(c, c->h->mac_src));
    bool cooked = c->h->link_direction != LINK_DIRECTION_UNKNOWN;
    view_in(c);
    if (!leaves_only && !mac_in(c))
        return;
    if (c->parsed == PARSE_CAPTURE_CUT)
        c->reason = parse_result_text(c->parsed); /* addresses are known, and the layers of routed packets need no more */
    if (walk_is_unfit(c)) {
        ip_malformed(c);
        return;
    }
    /* One interface shows a routed packet once; its other leg is then part of the same walk. A cooked capture of all
     * interfaces shows both. */
    forward_packet(c, !cooked || !leaves_only, !cooked || leaves_only);
    if (leaves_only && c->verdict == VERDICT_PERMIT)
        mac_out(c);
}

static void walk(struct pkt_ctx *c)
{
    switch (c->direction) {
    case DIRECTION_IN:
        walk_in(c);
        return;
    case DIRECTION_OUT:
        walk_out(c);
        return;
    case DIRECTION_LOOPBACK:
        walk_loopback(c);
        return;
    case DIRECTION_FORWARD:
        walk_forward(c);
        return;
    }
}

/* The stack checks the IPv4 header checksum of what it receives; what it sends may still wait for the adapter to fill it. */
static void read_headers(struct pkt_ctx *c)
{
    const struct shim_input *in = c->in;
    if (in->headers) {
        c->frame = in->headers;
        c->parsed = in->parsed;
    } else {
        c->frame = &c->frame_headers;
        c->parsed = headers_parse(in->link, in->frame, in->wire_size, PARSE_CHECK_IP_CHECKSUM, &c->frame_headers);
    }
    c->h = c->frame;
    c->direction = direction_of(c);
    if (c->parsed == PARSE_IP_CHECKSUM && c->direction == DIRECTION_OUT) {
        c->parsed = headers_parse(in->link, in->frame, in->wire_size, 0, &c->frame_headers);
        c->h = c->frame = &c->frame_headers;
    }
}

struct pkt_ctx *context_reset(struct shim *s, const struct ruleset *rules, const struct shim_input *in)
{
    struct pkt_ctx *c = &s->ctx;
    c->shim = s;
    c->rules = rules;
    c->in = in;
    c->packet = in->frame;
    c->injection = NULL;
    c->flags = c->reauthorize_reason = 0;
    c->flow = NULL;
    c->identity = NULL;
    c->endpoint = NULL;
    c->call = NULL;
    c->vswitch = NULL;
    c->comes_by = c->leaves_by = NULL;
    c->metadata.present = 0;
    c->verdict = VERDICT_PERMIT;
    c->deciding = NULL;
    c->reason = NULL;
    c->silent = false;
    c->refused = WFP_OK;
    c->hold = hold_packet;
    c->pended = c->resumed = c->together = c->waits = false;
    c->group = NULL;
    c->flow_id = c->cause = 0;
    c->malformed = false;
    c->fragments = c->decision_count = 0;
    c->family = FAMILY_NONE;
    c->inbound = true;
    return c;
}

struct pkt_ctx *context_begin(struct shim *s, const struct ruleset *rules, const struct shim_input *in)
{
    struct pkt_ctx *c = context_reset(s, rules, in);
    flow_expire(s->flows, in->now_ns);
    for (unsigned i = 0; i < COUNT_OF(s->reassembly); i++)
        reassembly_expire(s->reassembly[i], in->now_ns);
    if (s->groups)
        fragment_groups_expire(s->groups, in->now_ns);
    if (s->tagged_fragments)
        fragment_tag_expire(s, in->now_ns);
    return c;
}

void shim_walk_frame(struct pkt_ctx *c)
{
    read_headers(c);
    walk(c);
}

void shim_walk_end(struct pkt_ctx *c)
{
    packet_forget(c);
}

/* Drivers may inject packets that leave as this one did, or came as it did. */
static void remember_link(struct pkt_ctx *c)
{
    struct link_memory *l = &c->shim->link;
    if (c->direction == DIRECTION_LOOPBACK)
        return;
    l->type = c->in->link;
    l->is_wifi = c->in->native != NULL;
    l->interface = c->in->interface;
    if (c->direction == DIRECTION_OUT && mac_out_is_asked(c))
        link_headers_learn(&l->headers, c->frame, c->in->frame, true);
}

const struct pkt_ctx *shim_frame_leaves(struct shim *s, const struct ruleset *rules, const struct shim_input *in)
{
    struct pkt_ctx *c = context_begin(s, rules, in);
    c->frame = c->h = &c->frame_headers;
    c->parsed = headers_parse(in->link, in->frame, in->wire_size, 0, &c->frame_headers);
    c->direction = DIRECTION_FORWARD;
    if (c->h->family != FAMILY_NONE)
        view_out(c);
    mac_out(c);
    shim_walk_end(c);
    return c;
}

const struct pkt_ctx *shim_packet(struct shim *s, const struct ruleset *rules, const struct shim_input *in)
{
    struct pkt_ctx *c = context_begin(s, rules, in);
    read_headers(c);
    remember_link(c);
    walk(c);
    shim_walk_end(c);
    return c;
}
