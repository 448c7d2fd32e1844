/* The way of a frame: ingress layers, the switch, egress layers for each destination (F-016, F-028, G-055). A layer that blocks at
 * ingress ends it before the switch has learned anything. */
#include "shim/vswitch.h"

#include <stdlib.h>

#include "shim/layer.h"
#include "shim/packet.h"
#include "shim/vswitch_pass.h"
#include "shim/walk.h"

struct vswitch_pass *vswitch_pass_of(struct shim *s)
{
    if (!s->vswitch)
        s->vswitch = calloc(1, sizeof(*s->vswitch));
    return s->vswitch;
}

static bool layer_has_rules(const struct ruleset *rules, uint16_t layer)
{
    return ruleset_layer_count(rules, layer) != 0;
}

bool vswitch_has_rules(const struct ruleset *rules)
{
    static const uint16_t layers[] = { LAYER_ID_INGRESS_VSWITCH_ETHERNET,     LAYER_ID_EGRESS_VSWITCH_ETHERNET,
                                       LAYER_ID_INGRESS_VSWITCH_TRANSPORT_V4, LAYER_ID_INGRESS_VSWITCH_TRANSPORT_V6,
                                       LAYER_ID_EGRESS_VSWITCH_TRANSPORT_V4,  LAYER_ID_EGRESS_VSWITCH_TRANSPORT_V6 };
    for (unsigned i = 0; i < COUNT_OF(layers); i++)
        if (layer_has_rules(rules, layers[i]))
            return true;
    return false;
}

/* --- the layers of one side --------------------------------------------------------------------------------------- */

struct side {
    enum layer_pair ethernet, transport;
    bool            inbound;
};

static const struct side ingress_side = { LAYER(INGRESS_VSWITCH_ETHERNET), LAYER(INGRESS_VSWITCH_TRANSPORT), true };
static const struct side egress_side = { LAYER(EGRESS_VSWITCH_ETHERNET), LAYER(EGRESS_VSWITCH_TRANSPORT), false };

/* F-029. */
static bool bypasses_transport(const struct switch_port *port)
{
    return port && (port->vlan.mode == SWITCH_VLAN_TRUNK || port->vlan.mode == SWITCH_VLAN_PVLAN);
}

/* The addresses of guests: into the switch the receiver's is the near one, out of it the sender's. */
static void set_addresses(struct pkt_ctx *c)
{
    c->local = c->inbound ? &c->h->dst : &c->h->src;
    c->remote = c->inbound ? &c->h->src : &c->h->dst;
    c->local_port = c->inbound ? c->h->dst_port : c->h->src_port;
    c->remote_port = c->inbound ? c->h->src_port : c->h->dst_port;
    c->local_type = c->remote_type = NL_UNICAST;
}

/* F-030: nobody can read what the filters ask for. */
static bool is_unreadable(struct pkt_ctx *c, const struct side *side)
{
    if (!c->shim->config.family_is_uninstalled[c->family] || !layer_has_rules(c->rules, layer_of(side->transport, c->family)->id))
        return false;
    c->verdict = VERDICT_DISCARD;
    c->discard = (struct discard_reason){ DISCARD_MODULE_GENERAL, GENERAL_DISCARD_FIREWALL_POLICY };
    c->reason = "filters ask for its IP header, and this host has no stack of that family";
    return true;
}

static bool is_of_destination(enum field_id field)
{
    return field == FIELD_VSWITCH_DESTINATION_INTERFACE_ID || field == FIELD_VSWITCH_DESTINATION_INTERFACE_TYPE ||
           field == FIELD_VSWITCH_DESTINATION_VM_ID || field == FIELD_L2_FLAGS;
}

/* With a callout there every field is looked at, and the metadata. */
static bool looks_at_destination(const struct pkt_ctx *c, const struct layer_row *layer)
{
    const struct shim_observer *o = &c->shim->config.observer;
    uint32_t                    count;
    const uint8_t              *fields = ruleset_wanted_fields(c->rules, layer->id, &count);
    for (uint32_t i = 0; i < count; i++)
        if (is_of_destination(layer->fields[fields[i]].id))
            return true;
    return o->want_trace || o->want_all_fields;
}

/* `for_all`: the layer has permitted the frame, wherever it goes, and is not asked again. What it blocks it is asked about for each
 * destination, for each is an event of its own (H-009). */
static bool passes(struct pkt_ctx *c, enum layer_pair pair, bool *for_all)
{
    const struct vswitch_view *v = c->vswitch;
    if (*for_all)
        return true;
    if (!classify_at(c, pair))
        return false;
    *for_all = v->has_destination && v->way->count > 1 && !looks_at_destination(c, layer_of(pair, (enum family)c->family));
    return true;
}

static bool ask_transport(struct pkt_ctx *c, const struct side *side)
{
    c->family = c->h->family;
    set_addresses(c);
    return !is_unreadable(c, side) && passes(c, side->transport, &c->vswitch->passed.transport);
}

/* What is not IP, or has no whole IP header, is at the ETHERNET layer alone (F-017). */
static bool ask(struct pkt_ctx *c, const struct side *side, const struct switch_port *port)
{
    c->inbound = side->inbound;
    c->family = FAMILY_NONE;
    if (!passes(c, side->ethernet, &c->vswitch->passed.ethernet))
        return false;
    return c->h->family == FAMILY_NONE || bypasses_transport(port) || ask_transport(c, side);
}

/* --- the way ------------------------------------------------------------------------------------------------------ */

static bool ingress(struct vswitch_pass *p, struct pkt_ctx *c, const struct vswitch *sw)
{
    p->view.way = &p->way;
    vswitch_view_begin(&p->view, sw);
    c->vswitch = &p->view;
    return ask(c, &ingress_side, p->view.source.port);
}

/* Each destination but the first has a list of its own (D-099). What let it pass is of no interest then. */
static bool leave(struct vswitch_pass *p, struct pkt_ctx *c, const struct switch_destination *to)
{
    uint32_t before = c->decision_count;
    vswitch_view_destination(&p->view, to);
    if (p->view.again)
        packet_forget(c);
    bool leaves = ask(c, &egress_side, p->view.destination.port);
    if (leaves && p->view.again)
        c->decision_count = before;
    return leaves;
}

/* What was blocked for some destinations and not for all was permitted. */
static void egress(struct vswitch_pass *p, struct pkt_ctx *c)
{
    uint32_t left = 0;
    for (uint32_t i = 0; i < p->way.count; i++) {
        struct switch_destination *to = &p->way.to[i];
        to->excluded = !leave(p, c, to);
        left += !to->excluded;
    }
    if (!left)
        return;
    c->verdict = VERDICT_PERMIT;
    c->deciding = NULL;
    c->reason = NULL;
}

static void read_headers(struct pkt_ctx *c, bool filtered)
{
    c->frame = c->h = &c->frame_headers;
    if (!filtered) {
        c->parsed = headers_parse_link(c->in->frame, &c->frame_headers);
        return;
    }
    c->parsed = headers_parse(LINK_ETHERNET, c->in->frame, c->in->wire_size, 0, &c->frame_headers);
    if (c->h->is_fragment)
        headers_parse_first_ports(c->in->frame, &c->frame_headers);
}

static void note_drop(struct pkt_ctx *c, const struct switch_way *way)
{
    c->verdict = VERDICT_DISCARD;
    c->discard = (struct discard_reason){ DISCARD_MODULE_GENERAL, GENERAL_DISCARD_FIREWALL_POLICY };
    c->reason = switch_drop_text((enum switch_drop)way->drop);
}

void vswitch_pass_walk(struct vswitch_pass *p, struct pkt_ctx *c, struct vswitch *sw, bool filtered)
{
    read_headers(c, filtered);
    p->way.count = 0;
    if (!vswitch_enter(sw, p->way.source_port, p->way.source_nic, c->h, &p->way)) {
        note_drop(c, &p->way);
        return;
    }
    if (filtered && !ingress(p, c, sw))
        return;
    if (!vswitch_forward(sw, c->h, c->in->now_ns, &p->way))
        note_drop(c, &p->way);
    else if (filtered)
        egress(p, c);
}

const struct vswitch_walk *vswitch_no_memory(void)
{
    static struct pkt_ctx            lost = { .verdict = VERDICT_DISCARD, .reason = "no memory for its walk" };
    static const struct switch_way   nowhere;
    static const struct frame        nothing;
    static const struct vswitch_walk walk = { &lost, &nowhere, &nothing };
    return &walk;
}

const struct vswitch_walk *shim_vswitch(struct shim *s, const struct ruleset *rules, const struct vswitch_input *in)
{
    struct vswitch_pass *p = vswitch_pass_of(s);
    if (!p)
        return vswitch_no_memory();
    p->input = (struct shim_input){ .frame = in->frame->bytes, .wire_size = (uint32_t)bytes_left(&in->frame->bytes),
                                    .link = LINK_ETHERNET, .now_ns = in->now_ns, .number = in->number };
    p->way.source_port = in->source_port;
    p->way.source_nic = in->source_nic;
    p->view.offload = &in->frame->offload;
    struct pkt_ctx *c = context_reset(s, rules, &p->input);
    p->walk = (struct vswitch_walk){ c, &p->way, in->frame };
    vswitch_pass_walk(p, c, in->sw, in->enabled && in->source_port && vswitch_has_rules(rules));
    shim_walk_end(c);
    return &p->walk;
}
