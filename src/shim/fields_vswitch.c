/* Fields of the virtual switch's layers, and those of Ethernet headers by source and destination: guests' frames are neither
 * local nor remote. */
#include "model/name.h"
#include "shim/fields.h"
#include "shim/vswitch_view.h"

static void set_blob(struct value *v, const struct switch_text *t)
{
    if (!t)
        return;
    v->type = TYPE_BYTE_BLOB;
    v->name = t->name ? t->name->number : 0;
    v->blob = (struct byte_blob *)&t->blob; /* classify only reads */
}

static void source_mac(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_mac(v, c->h->mac_src);
}

static void destination_mac(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_mac(v, c->h->mac_dst);
}

static void source_mac_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_u8(v, mac_type(c->h->mac_src));
}

static void destination_mac_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    set_u8(v, mac_type(c->h->mac_dst));
}

static bool is_icmp(const struct headers *h)
{
    return h->protocol == PROTO_ICMP || h->protocol == PROTO_ICMPV6;
}

/* ICMP: type and code. Of the fragments of a datagram only the first one has either (F-019). */
static void source_port(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->h->has_ports)
        set_u16(v, is_icmp(c->h) ? c->h->icmp_type : c->h->src_port);
}

static void destination_port(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->h->has_ports)
        set_u16(v, is_icmp(c->h) ? c->h->icmp_code : c->h->dst_port);
}

static void tenant_network_id(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->vswitch && c->vswitch->source.port)
        set_u32(v, c->vswitch->source.port->tenant);
}

static void switch_id(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->vswitch)
        set_blob(v, vswitch_id_text(c->vswitch->sw));
}

static void network_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->vswitch)
        set_u8(v, vswitch_network_type(c->vswitch->sw));
}

static void set_interface_id(struct value *v, const struct vswitch_view *view, const struct vswitch_end *e)
{
    set_blob(v, vswitch_interface_text(view->sw, e->port_id, e->nic_index));
}

static void set_interface_type(struct value *v, const struct vswitch_view *view, const struct vswitch_end *e)
{
    const struct switch_nic *nic = vswitch_view_nic(view, e);
    if (nic)
        set_u8(v, nic->type);
}

static void set_vm_id(struct value *v, const struct vswitch_view *view, const struct vswitch_end *e)
{
    set_blob(v, vswitch_vm_text(view->sw, e->port_id, e->nic_index));
}

static void source_interface_id(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->vswitch)
        set_interface_id(v, c->vswitch, &c->vswitch->source);
}

static void source_interface_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->vswitch)
        set_interface_type(v, c->vswitch, &c->vswitch->source);
}

static void source_vm_id(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->vswitch)
        set_vm_id(v, c->vswitch, &c->vswitch->source);
}

static void destination_interface_id(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->vswitch && c->vswitch->has_destination)
        set_interface_id(v, c->vswitch, &c->vswitch->destination);
}

static void destination_interface_type(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->vswitch && c->vswitch->has_destination)
        set_interface_type(v, c->vswitch, &c->vswitch->destination);
}

static void destination_vm_id(const struct pkt_ctx *c, const struct layer_row *l, struct value *v)
{
    (void)l;
    if (c->vswitch && c->vswitch->has_destination)
        set_vm_id(v, c->vswitch, &c->vswitch->destination);
}

static bool is_guest(const struct vswitch_view *v, const struct vswitch_end *e)
{
    const struct switch_nic *nic = vswitch_view_nic(v, e);
    return nic && !guid_is_zero(&nic->vm_id);
}

uint32_t vswitch_l2_flags(const struct pkt_ctx *c)
{
    const struct vswitch_view *v = c->vswitch;
    bool                       guests = v->has_destination && is_guest(v, &v->source) && is_guest(v, &v->destination);
    return guests ? L2_FLAG_IS_VM2VM : 0;
}

const field_getter vswitch_getters[FIELD_COUNT] = {
    [FIELD_MAC_SOURCE_ADDRESS] = source_mac,
    [FIELD_MAC_DESTINATION_ADDRESS] = destination_mac,
    [FIELD_MAC_SOURCE_ADDRESS_TYPE] = source_mac_type,
    [FIELD_MAC_DESTINATION_ADDRESS_TYPE] = destination_mac_type,
    [FIELD_IP_SOURCE_PORT] = source_port,
    [FIELD_IP_DESTINATION_PORT] = destination_port,
    [FIELD_VSWITCH_TENANT_NETWORK_ID] = tenant_network_id,
    [FIELD_VSWITCH_ID] = switch_id,
    [FIELD_VSWITCH_NETWORK_TYPE] = network_type,
    [FIELD_VSWITCH_SOURCE_INTERFACE_ID] = source_interface_id,
    [FIELD_VSWITCH_SOURCE_INTERFACE_TYPE] = source_interface_type,
    [FIELD_VSWITCH_SOURCE_VM_ID] = source_vm_id,
    [FIELD_VSWITCH_DESTINATION_INTERFACE_ID] = destination_interface_id,
    [FIELD_VSWITCH_DESTINATION_INTERFACE_TYPE] = destination_interface_type,
    [FIELD_VSWITCH_DESTINATION_VM_ID] = destination_vm_id,
};
