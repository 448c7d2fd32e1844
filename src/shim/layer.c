#include "shim/layer.h"

#include "model/choices.h"
#include "callout/context.h"
#include "callout/injection.h"
#include "shim/ale.h"
#include "shim/fields.h"
#include "shim/packet.h"
#include "shim/redirect.h"
#include "shim/resume.h"
#include "shim/vswitch_view.h"

#define MAX_FIELDS 64

/* What the packet is sent with (D-074). */
static void metadata_sending(struct pkt_ctx *c)
{
    const struct injection *i = c->injection;
    struct metadata        *m = &c->metadata;
    m->present |= METADATA_REMOTE_SCOPE_ID;
    m->remote_scope_id = i ? i->params.remote_scope_id : 0;
    if (!i || !i->params.control_data)
        return;
    m->present |= METADATA_TRANSPORT_CONTROL_DATA;
    m->control_data = i->params.control_data;
    m->control_data_size = i->params.control_size;
}

static void metadata_ip(struct pkt_ctx *c, const struct layer_row *layer)
{
    const struct headers *h = c->h;
    struct metadata      *m = &c->metadata;
    m->present |= METADATA_TRANSPORT_HEADER_SIZE | METADATA_COMPARTMENT_ID;
    m->compartment_id = c->endpoint ? c->endpoint->compartment : CHOICE_REPLAY_COMPARTMENT;
    m->transport_header_size = layer_transport_header_size(c, layer);
    bool brings_header = c->endpoint && c->endpoint->header_included; /* D-076 */
    if (c->inbound || brings_header || layer->pair == PAIR_OUTBOUND_IPPACKET) { /* going down it has no IP header yet (D-010) */
        m->present |= METADATA_IP_HEADER_SIZE;
        m->ip_header_size = h->ip_header_size;
    }
    if (h->is_fragment && c->inbound) {
        m->present |= METADATA_FRAGMENT_DATA; /* D-013 */
        m->fragment_id = h->fragment_id;
        m->fragment_offset = h->fragment_offset;
        m->fragment_more = h->more_fragments;
        m->fragment_length = (uint16_t)(h->ip_size - h->ip_header_size);
    }
    if (!c->inbound)
        metadata_sending(c);
    if (c->flags & CONDITION_FLAG_IS_INBOUND_PASS_THRU)
        m->present |= METADATA_FORWARD_LAYER_INBOUND_PASS_THRU;
    if (c->flags & CONDITION_FLAG_IS_OUTBOUND_PASS_THRU)
        m->present |= METADATA_FORWARD_LAYER_OUTBOUND_PASS_THRU;
    if (h->icmp_is_echo) {
        m->present |= METADATA_ICMP_ID_AND_SEQUENCE;
        m->icmp_id = h->icmp_id;
        m->icmp_sequence = h->icmp_sequence;
    }
}

static bool is_ale_authorization(const struct layer_row *layer)
{
    return layer->pair == PAIR_ALE_AUTH_CONNECT || layer->pair == PAIR_ALE_AUTH_RECV_ACCEPT;
}

/* C-064: where a callout may make the operation wait. */
static void metadata_completion(struct pkt_ctx *c)
{
    if (!c->shim->slot.registry)
        return;
    c->metadata.present |= METADATA_COMPLETION_HANDLE;
    c->metadata.completion_handle = &c->shim->slot;
}

static void metadata_endpoint(struct pkt_ctx *c)
{
    const struct endpoint *e = c->endpoint;
    struct metadata       *m = &c->metadata;
    m->present |= METADATA_TRANSPORT_ENDPOINT_HANDLE;
    m->endpoint_handle = e->handle;
    if (e->parent) {
        m->present |= METADATA_PARENT_ENDPOINT_HANDLE; /* C-088 */
        m->parent_endpoint_handle = e->parent;
    }
    if (e->process_id) {
        m->present |= METADATA_PROCESS_ID;
        m->process_id = e->process_id;
    }
    if (e->process_path) {
        m->present |= METADATA_PROCESS_PATH;
        m->process_path = e->process_path;
    }
}

/* What a replay is told of a port's owner (--app) is both its ALE_APP_ID and the path of its process. */
static void metadata_path(struct pkt_ctx *c)
{
    struct metadata *m = &c->metadata;
    if ((m->present & METADATA_PROCESS_PATH) || !c->identity || !c->identity->app)
        return;
    m->present |= METADATA_PROCESS_PATH;
    m->process_path = (const uint16_t *)(const void *)c->identity->app->blob.data;
}

/* Presents what is known and documented for the layer, nothing else (B-054). */
static void fill_metadata(struct pkt_ctx *c, const struct layer_row *layer)
{
    struct metadata *m = &c->metadata;
    uint32_t         discard = m->present & METADATA_DISCARD_REASON;
    m->present = discard;
    if (!is_ale_authorization(layer) || (c->flags & CONDITION_FLAG_IS_REAUTHORIZE))
        m->present |= METADATA_PACKET_DIRECTION; /* C-080 */
    m->direction = c->inbound ? PACKET_DIRECTION_INBOUND : PACKET_DIRECTION_OUTBOUND;
    m->l2_present = L2_METADATA_ETHERNET_MAC_HEADER_SIZE;
    m->ethernet_header_size = c->h->link_size;
    if (!c->together) /* their lengths differ */
        m->present |= METADATA_ETHER_FRAME_LENGTH;
    m->frame_length = c->in->wire_size < UINT16_MAX ? (uint16_t)c->in->wire_size : UINT16_MAX;
    m->l2_flags = 0;
    if (c->vswitch)
        vswitch_view_metadata(c);
    if (c->endpoint)
        metadata_endpoint(c);
    else if (c->flow) {
        /* A capture does not show sockets: each flow stands for an endpoint of its own,
         * which is there before the flow is authorized. */
        m->present |= METADATA_TRANSPORT_ENDPOINT_HANDLE;
        m->endpoint_handle = c->flow->id;
    }
    metadata_path(c);
    if (c->flow && c->flow->state != FLOW_NEW) {
        m->present |= METADATA_FLOW_HANDLE; /* not before the flow exists (C-030) */
        m->flow_handle = c->flow->id;
    }
    if (c->h->family != FAMILY_NONE)
        metadata_ip(c, layer);
    redirect_metadata(c);
    if (layer->pair == PAIR_INBOUND_TRANSPORT && ale_will_ask(c))
        m->present |= METADATA_ALE_CLASSIFY_REQUIRED;
    if (layer->metadata & METADATA_COMPLETION_HANDLE)
        metadata_completion(c);
    m->present &= layer->metadata;
    m->l2_present &= layer->l2_metadata;
}

static void record(struct pkt_ctx *c, const struct layer_row *layer, const struct classify_out *out)
{
    if (c->decision_count == PKT_MAX_DECISIONS)
        return;
    c->decisions[c->decision_count++] = (struct decision){
        .layer = layer,
        .rule = out->rule,
        .block = out->action == ACTION_BLOCK,
        .absorb = out->action == ACTION_BLOCK && (c->pended || (out->flags & CLASSIFY_OUT_FLAG_ABSORB)),
    };
}

static bool has_sink(const struct pkt_ctx *c)
{
    return c->shim->config.events.tell != NULL;
}

/* What a callout clones at the transport layer before ALE was asked may not skip ALE (D-049). */
static void note_ale(struct pkt_ctx *c, const struct layer_row *layer)
{
    if (layer->pair == PAIR_INBOUND_TRANSPORT)
        nbl_state_of(c->nbl)->ale_is_due = c->metadata.present & METADATA_ALE_CLASSIFY_REQUIRED;
    else if (layer->pair == PAIR_ALE_AUTH_RECV_ACCEPT)
        nbl_state_of(c->nbl)->ale_is_due = false;
}

/* A layer without rules is not asked: it permits (B-051). */
static void decide(struct pkt_ctx *c, const struct layer_row *layer, struct classify_out *out)
{
    static const struct classify_out permitted = { .action = ACTION_PERMIT, .rights = RIGHT_ACTION_WRITE };
    const struct shim_observer *o = &c->shim->config.observer;
    struct value                values[MAX_FIELDS];
    uint32_t                    wanted;
    if (ruleset_layer_count(c->rules, layer->id) == 0) {
        *out = permitted;
        c->shim->terminators.count = 0;
        record(c, layer, out);
        return;
    }
    const uint8_t *fields = ruleset_wanted_fields(c->rules, layer->id, &wanted);
    /* Only callouts and observers look at more than the fields of the conditions: at the metadata and the packet itself. */
    bool shown = wanted == layer->field_count || o->want_all_fields;
    fields_fill(c, layer, o->want_all_fields ? NULL : fields, wanted, values);
    if (shown)
        fill_metadata(c, layer);
    void              *data = shown ? packet_at(c, layer) : NULL;
    if (data && c->inbound)
        note_ale(c, layer);
    struct classify_in in = { .layer = layer, .values = values, .metadata = &c->metadata, .layer_data = data, .flow = c->flow,
                              .flow_context = flow_context_of, .cost = o->cost, .cache = c->shim->verdicts };
    if (has_sink(c))
        in.terminators = &c->shim->terminators;
    struct trace      *trace = o->want_trace ? &c->shim->trace : NULL;
    if (trace)
        trace_reset(trace);
    if (shown)
        in.request = c->request ? c->request : request_begin(&c->shim->request, c->shim->callouts, layer);
    bool may_wait = shown && (c->metadata.present & METADATA_COMPLETION_HANDLE);
    if (may_wait)
        hold_open(c);
    if (shown && is_ale_authorization(layer))
        classify_options_open(&c->shim->options);
    c->shim->walking = true;
    engine_classify(c->rules, &in, out, trace);
    c->shim->walking = false;
    classify_options_close();
    request_end(in.request);
    if (may_wait)
        hold_close(c, out->action == ACTION_BLOCK);
    record(c, layer, out);
    if (o->classified)
        o->classified(o->context, c, &in, out, trace);
}

static void tell(const struct pkt_ctx *c, enum shim_event event, const struct layer_row *layer, const struct classify_out *out)
{
    const struct event_sink *sink = &c->shim->config.events;
    sink->tell(sink->context, event, c, layer, out, &c->shim->terminators);
}

/* Where a permit is told: where ALE asks whether an application may do something. */
static bool authorizes(enum layer_pair pair)
{
    return pair == PAIR_ALE_AUTH_CONNECT || pair == PAIR_ALE_AUTH_RECV_ACCEPT || pair == PAIR_ALE_AUTH_LISTEN ||
           pair == PAIR_ALE_RESOURCE_ASSIGNMENT;
}

static const struct layer_row *layer_here(const struct pkt_ctx *c, enum layer_pair pair)
{
    return layer_of(pair, (enum family)c->family);
}

static void tell_discard_twin(struct pkt_ctx *c, const struct layer_row *layer, struct discard_reason reason,
                              struct classify_out *out)
{
    const struct layer_row *twin = layer_discard_twin(layer);
    out->action = ACTION_PERMIT;
    if (!twin)
        return;
    c->metadata.present |= METADATA_DISCARD_REASON;
    c->metadata.discard = reason;
    decide(c, twin, out);
    c->metadata.present &= ~(uint32_t)METADATA_DISCARD_REASON;
}

static void stop(struct pkt_ctx *c, const struct layer_row *layer, const struct classify_out *out)
{
    static const struct discard_reason policy = { DISCARD_MODULE_GENERAL, GENERAL_DISCARD_FIREWALL_POLICY };
    struct classify_out ignored;
    c->deciding = c->decision_count ? &c->decisions[c->decision_count - 1] : NULL;
    if (c->pended || (out->flags & CLASSIFY_OUT_FLAG_ABSORB)) {
        c->verdict = VERDICT_ABSORB; /* in silence: nobody is told (B-037, H-016) */
        return;
    }
    c->verdict = VERDICT_BLOCK;
    if (has_sink(c))
        tell(c, SHIM_EVENT_DROP, layer, out);
    tell_discard_twin(c, layer, policy, &ignored);
}

/* Apart from classify_at(), which most packets leave without it: there it costs registers. */
static __attribute__((noinline)) bool conclude(struct pkt_ctx *c, const struct layer_row *layer, const struct classify_out *out)
{
    if (out->action == ACTION_BLOCK) {
        stop(c, layer, out);
        return false;
    }
    if (has_sink(c) && authorizes(layer->pair))
        tell(c, SHIM_EVENT_ALLOW, layer, out);
    return true;
}

bool classify_at(struct pkt_ctx *c, enum layer_pair pair)
{
    const struct layer_row *layer = layer_here(c, pair);
    struct classify_out     out;
    decide(c, layer, &out);
    return (out.action != ACTION_BLOCK && !has_sink(c)) || conclude(c, layer, &out);
}

void classify_ask(struct pkt_ctx *c, enum layer_pair pair, struct classify_out *out)
{
    decide(c, layer_here(c, pair), out);
}

bool classify_conclude(struct pkt_ctx *c, enum layer_pair pair, const struct classify_out *out)
{
    return conclude(c, layer_here(c, pair), out);
}

void notify_at(struct pkt_ctx *c, enum layer_pair pair)
{
    struct classify_out ignored;
    decide(c, layer_here(c, pair), &ignored);
}

bool discard_at(struct pkt_ctx *c, enum layer_pair pair, struct discard_reason reason, const char *text)
{
    const struct layer_row *layer = layer_here(c, pair);
    struct classify_out     out;
    tell_discard_twin(c, layer, reason, &out);
    if (out.action == ACTION_BLOCK && has_sink(c))
        tell(c, SHIM_EVENT_SCAN_DROP, layer_discard_twin(layer), &out);
    c->verdict = VERDICT_DISCARD;
    c->discard = reason;
    c->reason = text;
    c->silent = out.action == ACTION_BLOCK;
    return c->silent;
}
