#include "shim/vswitch_view.h"

#include <string.h>

#include "base/utf16.h"
#include "model/name.h"

/* --- texts -------------------------------------------------------------------------------------------------------- */

static void write_text(struct vswitch_text *t, const char *utf8)
{
    size_t units = utf16_length(utf8);
    if (units >= VSWITCH_TEXT_UNITS) { /* no UTF-8: a name that nobody can ask for */
        units = 0;
        utf8 = "";
    }
    utf16_write(utf8, t->units);
    t->blob = (struct byte_blob){ (uint32_t)(2 * (units + 1)), (uint8_t *)t->units };
    name_put(t->name);
    if (name_get(t->blob.data, t->blob.size, &t->name))
        t->name = NULL;
}

static void write_guid(struct vswitch_text *t, const struct guid *g)
{
    char text[GUID_TEXT_SIZE];
    write_text(t, guid_format(g, text));
}

static const struct vswitch_text *switch_text(struct vswitch_texts *texts, const struct vswitch *sw)
{
    const struct guid *id = vswitch_id(sw);
    if (!texts->filled || !guid_equal(&texts->switch_id, id)) {
        texts->filled = true;
        texts->switch_id = *id;
        write_guid(&texts->switch_text, id);
    }
    return &texts->switch_text;
}

static bool is_of(const struct vswitch_nic_text *t, const struct switch_nic *nic)
{
    return t->filled && guid_equal(&t->interface_id, &nic->interface_id) && guid_equal(&t->vm_id, &nic->vm_id) &&
           strcmp(t->name, nic->name) == 0;
}

static void write_nic(struct vswitch_nic_text *t, const struct switch_nic *nic)
{
    t->filled = true;
    memcpy(t->name, nic->name, sizeof(t->name));
    t->interface_id = nic->interface_id;
    t->vm_id = nic->vm_id;
    if (nic->name[0])
        write_text(&t->interface, nic->name);
    else
        write_guid(&t->interface, &nic->interface_id);
    t->has_vm = !guid_is_zero(&nic->vm_id);
    if (t->has_vm)
        write_guid(&t->vm, &nic->vm_id);
}

static const struct vswitch_nic_text *nic_text(struct vswitch_nic_text *texts, const struct switch_nic *nic)
{
    struct vswitch_nic_text *t = &texts[(nic->port_id + nic->index) % VSWITCH_NIC_TEXTS];
    if (!is_of(t, nic))
        write_nic(t, nic);
    return t;
}

void vswitch_texts_fini(struct vswitch_texts *t)
{
    name_put(t->switch_text.name);
    for (unsigned end = 0; end < 2; end++)
        for (unsigned i = 0; i < VSWITCH_NIC_TEXTS; i++) {
            name_put(t->nics[end][i].interface.name);
            name_put(t->nics[end][i].vm.name);
        }
}

/* --- the view ----------------------------------------------------------------------------------------------------- */

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

const struct vswitch_text *vswitch_view_id(const struct vswitch_view *v)
{
    return switch_text(v->texts, v->sw);
}

const struct switch_nic *vswitch_view_nic(const struct vswitch_view *v, const struct vswitch_end *e)
{
    return vswitch_nic(v->sw, e->port_id, e->nic_index);
}

const struct vswitch_nic_text *vswitch_view_nic_text(const struct vswitch_view *v, const struct vswitch_end *e)
{
    const struct switch_nic *nic = vswitch_view_nic(v, e);
    return nic ? nic_text(v->texts->nics[e == &v->destination], nic) : NULL;
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
