#include "shim/fields.h"

#include "model/choices.h"
#include "shim/forward.h"
#include "shim/vswitch_view.h"
#include "shim/walk.h"

/* The family decides the type: a number in host order or sixteen bytes. */
static void set_addr(struct value *v, const struct ip_addr *a)
{
    if (a->family == FAMILY_V4) {
        set_u32(v, ip_addr_v4(a));
    } else {
        v->type = TYPE_BYTE_ARRAY16;
        v->bytes16 = (uint8_t *)a->bytes; /* classify only reads */
    }
}

/* A socket call may name no address (G-042) and no peer; a packet always does. */
static bool is_said(const struct pkt_ctx *c, const struct ip_addr *a)
{
    return !c->call || !(a->family == FAMILY_NONE || ip_addr_is(a, ADDR_UNSPECIFIED));
}

static void local_address(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (is_said(c, c->local))
        set_addr(v, c->local);
}

static void remote_address(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (is_said(c, c->remote))
        set_addr(v, c->remote);
}

static void source_address(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_addr(v, &c->h->src);
}

static void destination_address(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_addr(v, &c->h->dst);
}

static void local_address_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_u8(v, c->local_type);
}

static void destination_address_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_u8(v, c->inbound ? c->local_type : c->remote_type);
}

static void protocol(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_u8(v, c->h->protocol);
}

static void local_port(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_u16(v, c->local_port);
}

static void remote_port(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (is_said(c, c->remote))
        set_u16(v, c->remote_port);
}

static void flags(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    set_u32(v, c->flags & l->condition_flags);
}

static void direction(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    /* At FLOW_ESTABLISHED the direction is the flow's, kept for life (C-038); elsewhere the packet's. */
    bool inbound = l->pair == PAIR_ALE_FLOW_ESTABLISHED && c->flow ? c->flow->inbound : c->inbound;
    set_u32(v, inbound ? PACKET_DIRECTION_INBOUND : PACKET_DIRECTION_OUTBOUND);
}

static void reauthorize_reason(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_u32(v, c->reauthorize_reason);
}

/* SIO_RCVALL and the like; 0 for a socket that asks for no more than its own packets (G-040). */
static void promiscuous_mode(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->endpoint)
        set_u32(v, c->endpoint->promiscuous);
}

static void compartment_id(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->endpoint)
        set_u32(v, c->endpoint->compartment);
}

static void original_icmp_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->h->protocol == PROTO_ICMP || c->h->protocol == PROTO_ICMPV6)
        set_u16(v, c->h->icmp_type);
}

static void app_id(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->identity && c->identity->app) {
        v->type = TYPE_BYTE_BLOB;
        v->name = c->identity->app->number;
        v->blob = (struct byte_blob *)(uintptr_t)&c->identity->app->blob; /* classify only reads */
    }
}

static void user_id(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->identity && c->identity->user) {
        v->type = TYPE_TOKEN_ACCESS_INFORMATION;
        v->token = c->identity->user;
    }
}

/* IF_TYPE numbers of the IANA. */
enum { IF_TYPE_ETHERNET = 6, IF_TYPE_LOOPBACK = 24, IF_TYPE_WIFI = 71 };

/* A capture has one interface beside loopback, and tells no more of it than its link type (P-014): it has no LUID. */
static const struct shim_interface *interface_of(const struct pkt_ctx *c)
{
    static const struct shim_interface loopback = { .index = LOOPBACK_INTERFACE, .type = IF_TYPE_LOOPBACK };
    static const struct shim_interface ethernet = { .index = CHOICE_REPLAY_INTERFACE, .type = IF_TYPE_ETHERNET };
    static const struct shim_interface wifi = { .index = CHOICE_REPLAY_INTERFACE, .type = IF_TYPE_WIFI };
    static const struct shim_interface unknown = { .index = CHOICE_REPLAY_INTERFACE };
    if (c->direction == DIRECTION_LOOPBACK)
        return &loopback;
    if (c->leaves_by && !c->inbound)
        return c->leaves_by;
    if (c->in->interface)
        return c->in->interface;
    if (c->in->native)
        return &wifi;
    return c->in->link == LINK_ETHERNET ? &ethernet : &unknown;
}

/* The local interface is that of the local address (the conditions' page): with a weak host not always the one where the packet
 * arrives or leaves, which ARRIVAL, NEXTHOP and the index that drivers inject with name. */
static const struct shim_interface *local_interface_of(const struct pkt_ctx *c)
{
    const struct shim_interface *owner = forward_owner(c);
    return owner ? owner : interface_of(c);
}

static void set_type(struct value *v, const struct shim_interface *i)
{
    if (i->type)
        set_u32(v, i->type);
}

static void interface_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_type(v, interface_of(c));
}

static void local_interface_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_type(v, local_interface_of(c));
}

static void interface_index(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_u32(v, interface_of(c)->index);
}

static void set_luid(struct value *v, const struct shim_interface *i)
{
    if (i->luid)
        set_u64(v, &i->luid);
}

static void interface_luid(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_luid(v, interface_of(c));
}

static void local_interface_luid(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_luid(v, local_interface_of(c));
}

/* Whose kind is not known may be a tunnel. */
static void set_tunnel(struct value *v, const struct shim_interface *i)
{
    if (i->luid)
        set_u32(v, i->tunnel_type);
}

static void tunnel_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_tunnel(v, interface_of(c));
}

static void local_tunnel_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_tunnel(v, local_interface_of(c));
}

/* Where a packet arrives and where it leaves are two at IPFORWARD alone, which sees it as one that arrives. */
static const struct shim_interface *forward_interface_of(const struct pkt_ctx *c)
{
    return c->leaves_by ? c->leaves_by : interface_of(c);
}

static const struct shim_interface *source_interface_of(const struct pkt_ctx *c)
{
    return c->comes_by ? c->comes_by : interface_of(c);
}

static void source_index(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_u32(v, source_interface_of(c)->index);
}

static void forward_index(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_u32(v, forward_interface_of(c)->index);
}

static void forward_luid(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_luid(v, forward_interface_of(c));
}

static void embedded_protocol(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->h->has_inner)
        set_u8(v, c->h->inner_protocol);
}

/* The packet inside a received error is one that we sent: its destination is the remote side. */
static void embedded_remote_address(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->h->has_inner)
        set_addr(v, &c->h->inner_dst);
}

static void embedded_local_address_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->h->has_inner)
        set_u8(v, ip_addr_is(&c->h->inner_src, ADDR_MULTICAST) ? NL_MULTICAST : NL_UNICAST);
}

static void embedded_local_port(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->h->has_inner && c->h->inner_has_ports)
        set_u16(v, c->h->inner_src_port);
}

static void embedded_remote_port(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->h->has_inner && c->h->inner_has_ports)
        set_u16(v, c->h->inner_dst_port);
}

static const uint8_t *local_mac(const struct pkt_ctx *c)
{
    return c->inbound ? c->h->mac_dst : c->h->mac_src;
}

static const uint8_t *remote_mac(const struct pkt_ctx *c)
{
    return c->inbound ? c->h->mac_src : c->h->mac_dst;
}

static void mac_local_address(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_mac(v, local_mac(c));
}

static void mac_remote_address(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_mac(v, remote_mac(c));
}

static void mac_local_address_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_u8(v, mac_type(local_mac(c)));
}

static void mac_remote_address_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_u8(v, mac_type(remote_mac(c)));
}

/* The interface's own address: in a capture it is known when the frame names a MAC that is ours. */
static void interface_mac_address(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    const struct shim_world *w = &c->shim->config.world;
    (void)l;
    if (c->in->interface && c->in->interface->has_mac)
        set_mac(v, c->in->interface->mac);
    else if (w->is_local_mac(w->context, local_mac(c)))
        set_mac(v, local_mac(c));
}

static void ether_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_u16(v, c->h->ether_type);
}

static void vlan_id(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_u16(v, c->vswitch ? c->vswitch->way->vlan : c->h->vlan_id);
}

static void l2_flags(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    uint32_t flags = c->in->native || (c->shim->link.is_wifi && !c->vswitch) ? L2_FLAG_IS_WIFI
                   : c->in->link == LINK_ETHERNET                            ? L2_FLAG_IS_NATIVE_ETHERNET
                                                                             : 0;
    (void)l;
    if (walk_is_malformed(c))
        flags |= L2_FLAG_IS_MALFORMED_PACKET;
    set_u32(v, c->vswitch ? flags | vswitch_l2_flags(c) : flags);
}

/* What the miniport says of itself: NDIS_MEDIUM and NDIS_PHYSICAL_MEDIUM (ntddndis.h). */
static void ndis_media_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    enum { MEDIUM_802_3 = 0, MEDIUM_NATIVE_802_11 = 16 };
    (void)l;
    set_u32(v, c->in->native ? MEDIUM_NATIVE_802_11 : MEDIUM_802_3);
}

static void ndis_physical_media_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    enum { PHYSICAL_NATIVE_802_11 = 9, PHYSICAL_802_3 = 14 };
    (void)l;
    set_u32(v, c->in->native ? PHYSICAL_NATIVE_802_11 : PHYSICAL_802_3);
}

/* Only miniports of Wi-Fi have others than NDIS_DEFAULT_PORT_NUMBER. */
static void ndis_port(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)c, (void)l;
    set_u32(v, 0);
}

static const field_getter getters[FIELD_COUNT] = {
    [FIELD_IP_LOCAL_ADDRESS] = local_address,
    [FIELD_IP_REMOTE_ADDRESS] = remote_address,
    [FIELD_IP_SOURCE_ADDRESS] = source_address,
    [FIELD_IP_DESTINATION_ADDRESS] = destination_address,
    [FIELD_IP_LOCAL_ADDRESS_TYPE] = local_address_type,
    [FIELD_IP_DESTINATION_ADDRESS_TYPE] = destination_address_type,
    [FIELD_IP_PROTOCOL] = protocol,
    [FIELD_IP_LOCAL_PORT] = local_port,
    [FIELD_IP_REMOTE_PORT] = remote_port,
    [FIELD_FLAGS] = flags,
    [FIELD_DIRECTION] = direction,
    [FIELD_REAUTHORIZE_REASON] = reauthorize_reason,
    [FIELD_ALE_PROMISCUOUS_MODE] = promiscuous_mode,
    [FIELD_COMPARTMENT_ID] = compartment_id,
    [FIELD_ORIGINAL_ICMP_TYPE] = original_icmp_type,
    [FIELD_ALE_APP_ID] = app_id,
    [FIELD_ALE_USER_ID] = user_id,
    [FIELD_INTERFACE_TYPE] = local_interface_type,
    [FIELD_INTERFACE_INDEX] = interface_index,
    [FIELD_SUB_INTERFACE_INDEX] = interface_index,
    [FIELD_SOURCE_INTERFACE_INDEX] = source_index,
    [FIELD_SOURCE_SUB_INTERFACE_INDEX] = source_index,
    [FIELD_DESTINATION_INTERFACE_INDEX] = forward_index,
    [FIELD_DESTINATION_SUB_INTERFACE_INDEX] = forward_index,
    [FIELD_IP_FORWARD_INTERFACE] = forward_luid,
    [FIELD_IP_PHYSICAL_ARRIVAL_INTERFACE] = interface_luid,
    [FIELD_IP_PHYSICAL_NEXTHOP_INTERFACE] = forward_luid,
    [FIELD_IP_ARRIVAL_INTERFACE] = interface_luid,
    [FIELD_IP_NEXTHOP_INTERFACE] = interface_luid,
    [FIELD_TUNNEL_TYPE] = local_tunnel_type,
    [FIELD_ARRIVAL_TUNNEL_TYPE] = tunnel_type,
    [FIELD_NEXTHOP_TUNNEL_TYPE] = tunnel_type,
    [FIELD_ARRIVAL_INTERFACE_TYPE] = interface_type,
    [FIELD_ARRIVAL_INTERFACE_INDEX] = interface_index,
    [FIELD_NEXTHOP_INTERFACE_TYPE] = interface_type,
    [FIELD_NEXTHOP_INTERFACE_INDEX] = interface_index,
    [FIELD_NEXTHOP_SUB_INTERFACE_INDEX] = interface_index,
    [FIELD_EMBEDDED_PROTOCOL] = embedded_protocol,
    [FIELD_EMBEDDED_REMOTE_ADDRESS] = embedded_remote_address,
    [FIELD_EMBEDDED_LOCAL_ADDRESS_TYPE] = embedded_local_address_type,
    [FIELD_EMBEDDED_LOCAL_PORT] = embedded_local_port,
    [FIELD_EMBEDDED_REMOTE_PORT] = embedded_remote_port,
    [FIELD_MAC_LOCAL_ADDRESS] = mac_local_address,
    [FIELD_MAC_REMOTE_ADDRESS] = mac_remote_address,
    [FIELD_MAC_LOCAL_ADDRESS_TYPE] = mac_local_address_type,
    [FIELD_MAC_REMOTE_ADDRESS_TYPE] = mac_remote_address_type,
    [FIELD_INTERFACE_MAC_ADDRESS] = interface_mac_address,
    [FIELD_ETHER_TYPE] = ether_type,
    [FIELD_VLAN_ID] = vlan_id,
    [FIELD_L2_FLAGS] = l2_flags,
    [FIELD_IP_LOCAL_INTERFACE] = local_interface_luid,
    [FIELD_NDIS_MEDIA_TYPE] = ndis_media_type,
    [FIELD_NDIS_PHYSICAL_MEDIA_TYPE] = ndis_physical_media_type,
    [FIELD_NDIS_PORT] = ndis_port,
};

/* The packet at hand tells where it arrived or where it leaves, never both. In a reauthorization it may be a packet of either
 * direction: what it does not tell stays empty (C-076, C-081). */
static const enum { BOTH_WAYS, ARRIVING, LEAVING } ways[FIELD_COUNT] = {
    [FIELD_IP_ARRIVAL_INTERFACE] = ARRIVING,
    [FIELD_ARRIVAL_INTERFACE_TYPE] = ARRIVING,
    [FIELD_ARRIVAL_INTERFACE_INDEX] = ARRIVING,
    [FIELD_ARRIVAL_TUNNEL_TYPE] = ARRIVING,
    [FIELD_IP_NEXTHOP_INTERFACE] = LEAVING,
    [FIELD_NEXTHOP_INTERFACE_TYPE] = LEAVING,
    [FIELD_NEXTHOP_INTERFACE_INDEX] = LEAVING,
    [FIELD_NEXTHOP_SUB_INTERFACE_INDEX] = LEAVING,
    [FIELD_NEXTHOP_TUNNEL_TYPE] = LEAVING,
};

void fields_fill(const struct pkt_ctx *c, const struct layer_row *layer, const uint8_t *wanted, uint32_t count,
                 struct value *values)
{
    if (!wanted)
        count = layer->field_count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = wanted ? wanted[i] : i;
        enum field_id id = layer->fields[at].id;
        field_getter  get = getters[id] ? getters[id] : vswitch_getters[id];
        values[at].type = TYPE_EMPTY;
        if (get && ways[id] != (c->inbound ? LEAVING : ARRIVING))
            get(c, layer, &values[at]);
    }
}
