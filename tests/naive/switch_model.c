#include "naive/switch_model.h"

#include <stdio.h>
#include <stdlib.h>

/* What a port is to a private VLAN. */
enum kind { PLAIN, TRUNK, ISOLATED, COMMUNITY, PROMISCUOUS };

static enum kind kind_of(const struct switch_vlan *v)
{
    if (v->mode == SWITCH_VLAN_TRUNK)
        return TRUNK;
    if (v->mode != SWITCH_VLAN_PVLAN)
        return PLAIN;
    return v->pvlan_mode == SWITCH_PVLAN_ISOLATED ? ISOLATED : v->pvlan_mode == SWITCH_PVLAN_COMMUNITY ? COMMUNITY : PROMISCUOUS;
}

static bool lists(const struct switch_vlan *v, unsigned id)
{
    return (v->allowed[id >> 3] & (1u << (id & 7))) != 0;
}

static struct model_port *port_of(struct model_switch *m, uint32_t id)
{
    for (uint32_t i = 0; i < m->port_count; i++)
        if (m->ports[i].id == id)
            return &m->ports[i];
    return NULL;
}

static void forget(struct model_switch *m, uint32_t port)
{
    for (uint32_t i = 0; i < m->station_count;) {
        if (m->stations[i].port == port)
            m->stations[i] = m->stations[--m->station_count];
        else
            i++;
    }
}

static int by_id(const void *a, const void *b)
{
    const struct model_port *x = a, *y = b;
    return x->id < y->id ? -1 : x->id > y->id;
}

void model_add_port(struct model_switch *m, uint32_t id, const struct switch_vlan *vlan)
{
    m->ports[m->port_count++] = (struct model_port){ id, true, *vlan };
    qsort(m->ports, m->port_count, sizeof(*m->ports), by_id);
}

void model_remove_port(struct model_switch *m, uint32_t id)
{
    struct model_port *port = port_of(m, id);
    *port = m->ports[--m->port_count];
    qsort(m->ports, m->port_count, sizeof(*m->ports), by_id);
    forget(m, id);
}

static bool changes(const struct switch_vlan *a, const struct switch_vlan *b)
{
    return a->mode != b->mode || a->pvlan_mode != b->pvlan_mode || a->access_id != b->access_id || a->native_id != b->native_id ||
           a->primary_id != b->primary_id || a->secondary_id != b->secondary_id || memcmp(a->allowed, b->allowed, 512) != 0;
}

void model_set_port(struct model_switch *m, uint32_t id, const struct switch_vlan *vlan, bool connected)
{
    struct model_port *port = port_of(m, id);
    if (!connected || (vlan && changes(&port->vlan, vlan)))
        forget(m, id);
    if (vlan)
        port->vlan = *vlan;
    port->connected = connected;
}

/* --- reading and writing frames ---------------------------------------------------------------------------------------------- */

static bool has_tag(const struct model_frame *f)
{
    unsigned type = f->bytes[12] * 256u + f->bytes[13];
    return f->size >= 18 && (type == 0x8100 || type == 0x88a8 || type == 0x9100);
}

static unsigned tag_id(const struct model_frame *f)
{
    return has_tag(f) ? (f->bytes[14] & 15) * 256u + f->bytes[15] : 0;
}

static struct model_frame without_tag(const struct model_frame *f)
{
    struct model_frame out = { .size = f->size - 4 };
    for (uint32_t i = 0; i < out.size; i++)
        out.bytes[i] = f->bytes[i < 12 ? i : i + 4];
    return out;
}

static struct model_frame with_tag(const struct model_frame *f, unsigned id)
{
    struct model_frame out = *f;
    if (!has_tag(f)) {
        out.size = f->size + 4;
        for (uint32_t i = 12; i < out.size; i++)
            out.bytes[i] = i < 16 ? 0 : f->bytes[i - 4];
        out.bytes[12] = 0x81;
    }
    out.bytes[14] = (uint8_t)((out.bytes[14] & 0xf0) | id >> 8);
    out.bytes[15] = (uint8_t)id;
    return out;
}

/* --- VLANs ----------------------------------------------------------------------------------------------------------------- */

static bool in_trunk(const struct switch_vlan *v, unsigned vlan)
{
    return vlan == v->native_id || (vlan != 0 && lists(v, vlan));
}

/* -1: the frame may not enter. */
static int vlan_at_entry(const struct switch_vlan *v, const struct model_frame *f)
{
    unsigned id = tag_id(f);
    switch (kind_of(v)) {
    case TRUNK:
        if (id == 0)
            return v->native_id;
        return id < 4095 && in_trunk(v, id) ? (int)id : -1;
    case PROMISCUOUS:
        return id ? -1 : v->primary_id;
    case ISOLATED:
    case COMMUNITY:
        return id ? -1 : v->secondary_id;
    default:
        return id ? -1 : v->mode == SWITCH_VLAN_ACCESS ? v->access_id : 0;
    }
}

/* Two ports of private VLANs of this switch (RFC 5517, section 2). */
static bool neighbours(const struct switch_vlan *a, const struct switch_vlan *b)
{
    enum kind x = kind_of(a), y = kind_of(b);
    if (a->primary_id != b->primary_id)
        return false;
    if (x == PROMISCUOUS && y == PROMISCUOUS)
        return true;
    if (x == PROMISCUOUS)
        return lists(a, b->secondary_id);
    if (y == PROMISCUOUS)
        return lists(b, a->secondary_id);
    return x == COMMUNITY && y == COMMUNITY && a->secondary_id == b->secondary_id;
}

/* What a private port takes of a frame whose sender is not a private port of this switch. */
static bool takes(const struct switch_vlan *v, unsigned vlan)
{
    if (vlan == v->primary_id)
        return true;
    if (kind_of(v) == PROMISCUOUS)
        return vlan != 0 && lists(v, vlan);
    return kind_of(v) == COMMUNITY && vlan == v->secondary_id;
}

static bool is_private(const struct switch_vlan *v)
{
    return kind_of(v) >= ISOLATED;
}

static bool may_leave(const struct switch_vlan *from, unsigned vlan, const struct switch_vlan *to)
{
    bool from_plain = from && kind_of(from) == PLAIN, from_private = from && is_private(from);
    if (kind_of(to) == TRUNK)
        return in_trunk(to, vlan);
    if (from_private && is_private(to))
        return neighbours(from, to);
    if (from_private) /* to a plain port: none but an access port of the primary id, from a promiscuous one */
        return to->mode == SWITCH_VLAN_ACCESS && kind_of(from) == PROMISCUOUS && to->access_id == from->primary_id;
    if (from_plain && is_private(to))
        return from->mode == SWITCH_VLAN_ACCESS && kind_of(to) == PROMISCUOUS && from->access_id == to->primary_id;
    if (is_private(to))
        return takes(to, vlan);
    return vlan == (to->mode == SWITCH_VLAN_ACCESS ? to->access_id : 0u);
}

static struct model_frame leaving(const struct switch_vlan *to, unsigned vlan, const struct model_frame *f)
{
    if (kind_of(to) == TRUNK && vlan != to->native_id)
        return with_tag(f, vlan);
    return has_tag(f) ? without_tag(f) : *f;
}

/* Stations of a private VLAN are known by its primary id. */
static unsigned learning_id(struct model_switch *m, const struct switch_vlan *from, unsigned vlan)
{
    if (from && is_private(from))
        return from->primary_id;
    for (uint32_t i = 0; i < m->port_count; i++) {
        const struct switch_vlan *v = &m->ports[i].vlan;
        if ((kind_of(v) == ISOLATED || kind_of(v) == COMMUNITY) && v->secondary_id == vlan)
            return v->primary_id;
    }
    return vlan;
}

/* --- stations ---------------------------------------------------------------------------------------------------------------- */

static struct model_station *station_of(struct model_switch *m, const uint8_t *mac, unsigned in)
{
    for (uint32_t i = 0; i < m->station_count; i++)
        if (memcmp(m->stations[i].mac, mac, 6) == 0 && m->stations[i].learned_in == in)
            return &m->stations[i];
    return NULL;
}

static void learn(struct model_switch *m, const uint8_t *mac, unsigned in, uint32_t port, uint64_t now)
{
    struct model_station *s = station_of(m, mac, in);
    if (!s) {
        if (m->station_count == MODEL_STATIONS)
            abort();
        s = &m->stations[m->station_count++];
    }
    memcpy(s->mac, mac, 6);
    s->learned_in = (uint16_t)in;
    s->port = port;
    s->heard_ns = now;
}

/* --- a frame ----------------------------------------------------------------------------------------------------------------- */

static bool all_zero(const uint8_t *mac)
{
    return !(mac[0] | mac[1] | mac[2] | mac[3] | mac[4] | mac[5]);
}

static bool for_bridges(const uint8_t *mac)
{
    return mac[0] == 1 && mac[1] == 0x80 && mac[2] == 0xc2 && mac[3] == 0 && mac[4] == 0 && mac[5] <= 15;
}

static bool is_whole(const struct model_frame *f)
{
    unsigned type = f->size >= 14 ? f->bytes[12] * 256u + f->bytes[13] : 0;
    return f->size >= 14 && (f->size >= 18 || (type != 0x8100 && type != 0x88a8 && type != 0x9100));
}

static void leave_at(struct model_result *out, const struct model_port *to, unsigned vlan, const struct model_frame *f)
{
    out->ports[out->count] = to->id;
    out->frames[out->count++] = leaving(&to->vlan, vlan, f);
    out->forwarded = true;
}

void model_send(struct model_switch *m, uint32_t from, const struct model_frame *frame, uint64_t now_ns, struct model_result *out)
{
    const uint8_t           *dst = frame->bytes, *src = frame->bytes + 6;
    const struct model_port *source = port_of(m, from);
    *out = (struct model_result){ 0 };
    if ((from && (!source || !source->connected)) || !is_whole(frame) || (src[0] & 1) || all_zero(src) || for_bridges(dst))
        return;
    int vlan = source ? vlan_at_entry(&source->vlan, frame) : (int)tag_id(frame);
    if (vlan < 0)
        return;
    unsigned in = learning_id(m, source ? &source->vlan : NULL, (unsigned)vlan);
    if (source)
        learn(m, src, in, from, now_ns);
    const struct model_station *known = dst[0] & 1 ? NULL : station_of(m, dst, in);
    if (known && now_ns - known->heard_ns > m->ageing_ns)
        known = NULL;
    out->known = known != NULL;
    for (uint32_t i = 0; i < m->port_count; i++) {
        const struct model_port *to = &m->ports[i];
        if (to == source || !to->connected || (known && known->port != to->id))
            continue;
        if (may_leave(source ? &source->vlan : NULL, (unsigned)vlan, &to->vlan))
            leave_at(out, to, (unsigned)vlan, frame);
    }
}
