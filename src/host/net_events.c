#include "host/net_events.h"

#include "base/filetime.h"
#include "model/choices.h"
#include "shim/context.h"
#include "shim/vswitch_view.h"

/* IF_TYPE of the IANA for the media that MAC layers are visited on. */
#define IF_TYPE_ETHERNET 6u
#define IF_TYPE_WIFI     71u

static const uint8_t *local_mac(const struct pkt_ctx *c)
{
    return c->inbound ? c->h->mac_dst : c->h->mac_src;
}

/* Which of what arrives is for many (H-001). A MAC layer knows only the frame's address. */
static uint32_t keywords_of(enum shim_event event, const struct pkt_ctx *c)
{
    static const uint8_t broadcast[6] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
    uint32_t             k = event == SHIM_EVENT_SCAN_DROP && CHOICE_PORT_SCAN_DROP_NEEDS_KEYWORD
                                 ? NET_EVENT_KEYWORD_PORT_SCANNING_DROP
                                 : 0;
    bool mac = c->family == FAMILY_NONE;
    if (!c->inbound || c->vswitch) /* what guests send is not for this host */
        return k;
    if (mac ? memcmp(local_mac(c), broadcast, 6) == 0 : c->local_type == NL_BROADCAST)
        return k | NET_EVENT_KEYWORD_INBOUND_BCAST;
    if (mac ? local_mac(c)[0] & 1 : c->local_type == NL_MULTICAST)
        return k | NET_EVENT_KEYWORD_INBOUND_MCAST;
    return k;
}

static enum fwpm_net_event_type type_of(enum shim_event event, const struct pkt_ctx *c)
{
    if (event == SHIM_EVENT_ALLOW)
        return NET_EVENT_TYPE_CLASSIFY_ALLOW;
    return c->family == FAMILY_NONE ? NET_EVENT_TYPE_CLASSIFY_DROP_MAC : NET_EVENT_TYPE_CLASSIFY_DROP;
}

static union net_event_address address_of(const struct ip_addr *a)
{
    union net_event_address out = { .v6 = { 0 } };
    if (a->family == FAMILY_V4)
        out.v4 = ip_addr_v4(a);
    else
        memcpy(out.v6, a->bytes, sizeof(out.v6));
    return out;
}

static void set_endpoints(struct net_event_header *h, const struct pkt_ctx *c)
{
    h->flags |= NET_EVENT_FLAG_IP_VERSION_SET | NET_EVENT_FLAG_LOCAL_ADDR_SET | NET_EVENT_FLAG_REMOTE_ADDR_SET |
                NET_EVENT_FLAG_IP_PROTOCOL_SET;
    h->family = c->family;
    h->local = address_of(c->local);
    h->remote = address_of(c->remote);
    h->protocol = c->h->protocol;
    if (!c->h->has_ports)
        return;
    h->flags |= NET_EVENT_FLAG_LOCAL_PORT_SET | NET_EVENT_FLAG_REMOTE_PORT_SET;
    h->local_port = c->local_port;
    h->remote_port = c->remote_port;
}

/* Who the endpoint belongs to is told by the layers that know it. */
static void set_owner(struct net_event_header *h, const struct pkt_ctx *c, const struct layer_row *layer)
{
    const struct endpoint_identity *i = c->identity;
    if (i && i->app && layer_field_index(layer, FIELD_ALE_APP_ID) >= 0) {
        h->flags |= NET_EVENT_FLAG_APP_ID_SET;
        h->app = i->app->blob;
    }
    if (i && i->user && i->user->sid_count && layer_field_index(layer, FIELD_ALE_USER_ID) >= 0) {
        h->flags |= NET_EVENT_FLAG_USER_ID_SET;
        h->user = i->user->sids[0];
    }
}

static void set_header(struct net_event_header *h, const struct pkt_ctx *c, const struct layer_row *layer)
{
    h->time = filetime_of_ns(c->in->now_ns);
    if (c->family != FAMILY_NONE) {
        set_endpoints(h, c);
        set_owner(h, c, layer);
    }
    if (c->reauthorize_reason)
        h->flags |= NET_EVENT_FLAG_REAUTH_REASON_SET;
}

static void set_mac(struct net_event_mac *m, const struct pkt_ctx *c)
{
    memcpy(m->local, local_mac(c), sizeof(m->local));
    memcpy(m->remote, c->inbound ? c->h->mac_src : c->h->mac_dst, sizeof(m->remote));
    m->interface_type = c->in->native ? IF_TYPE_WIFI : IF_TYPE_ETHERNET;
    m->ether_type = c->h->ether_type;
    m->vlan_tag = c->h->vlan_id;
}

static uint32_t copy_terminators(const struct terminators *t, struct net_event_terminator out[TERMINATORS_MAX])
{
    uint32_t count = t->count < TERMINATORS_MAX ? t->count : TERMINATORS_MAX;
    for (uint32_t i = 0; i < count; i++)
        out[i] = (struct net_event_terminator){ t->of[i].rule->sublayer->key, t->of[i].rule->id, t->of[i].action };
    return count;
}

static void set_classify(struct net_event_classify *e, const struct pkt_ctx *c, const struct layer_row *layer,
                         const struct classify_out *out)
{
    e->filter = out->rule ? out->rule->id : 0;
    e->layer = layer->id;
    e->is_loopback = c->flags & CONDITION_FLAG_IS_LOOPBACK;
    e->reauthorize_reason = c->reauthorize_reason;
    e->direction = layer->direction == LAYER_FORWARD ? MS_FWP_DIRECTION_FORWARD
                   : c->inbound                      ? MS_FWP_DIRECTION_IN
                                                     : MS_FWP_DIRECTION_OUT;
}

/* H-009: which switch, and where in it. */
static void set_switch(struct net_event_classify *e, const struct vswitch_view *v)
{
    e->vswitch = vswitch_id_text(v->sw)->blob;
    e->vswitch_source_port = v->source.port_id;
    if (v->has_destination)
        e->vswitch_destination_port = v->destination.port_id;
}

static void on_event(void *context, enum shim_event event, const struct pkt_ctx *c, const struct layer_row *layer,
                     const struct classify_out *out, const struct terminators *terminators)
{
    struct net_event_log       *log = context;
    struct net_event_terminator ended[TERMINATORS_MAX];
    enum fwpm_net_event_type    type = type_of(event, c);
    uint32_t                    keywords = keywords_of(event, c);
    if (!net_event_log_wants(log, type, keywords))
        return;
    struct net_event e = { .type = type, .keywords = keywords };
    set_header(&e.header, c, layer);
    set_classify(&e.classify, c, layer, out);
    if (c->vswitch)
        set_switch(&e.classify, c->vswitch);
    if (e.type == NET_EVENT_TYPE_CLASSIFY_DROP_MAC)
        set_mac(&e.mac, c);
    e.classify.terminator_count = copy_terminators(terminators, ended);
    e.classify.terminators = ended;
    net_event_log_add(log, &e);
}

struct event_sink net_events_sink(struct net_event_log *log)
{
    return (struct event_sink){ log, log ? on_event : NULL };
}
