#include "shim/vswitch_view.h"

static void set_end(struct vswitch_end *e, const struct vswitch *sw, uint32_t port_id, uint16_t index)
{
    e->port_id = port_id;
    e->nic_index = index;
    e->port = vswitch_port(sw, port_id);
}

void vswitch_view_begin(struct vswitch_view *v, const struct vswitch *sw)
{
    v->sw = sw;
    v->has_destination = v->again = false;
    v->passed = (struct vswitch_passed){ 0 };
    set_end(&v->source, sw, v->way->source_port, v->way->source_nic);
}

void vswitch_view_destination(struct vswitch_view *v, const struct switch_destination *to)
{
    v->again = v->has_destination;
    v->has_destination = true;
    set_end(&v->destination, v->sw, to->port_id, to->nic_index);
}

const struct switch_nic *vswitch_view_nic(const struct vswitch_view *v, const struct vswitch_end *e)
{
    return vswitch_nic(v->sw, e->port_id, e->nic_index);
}

void vswitch_view_metadata(struct pkt_ctx *c)
{
    const struct vswitch_view *v = c->vswitch;
    struct metadata           *m = &c->metadata;
    m->l2_present |= L2_METADATA_VSWITCH_SOURCE_PORT_ID | L2_METADATA_VSWITCH_SOURCE_NIC_INDEX;
    m->vswitch_source_port = v->source.port_id;
    m->vswitch_source_nic = v->source.nic_index;
    if (!v->has_destination)
        return;
    m->l2_present |= L2_METADATA_VSWITCH_DESTINATION_PORT_ID;
    m->vswitch_destination_port = v->destination.port_id;
    if (v->again)
        m->l2_flags |= L2_INCOMING_FLAG_RECLASSIFY_MULTI_DESTINATION;
}
