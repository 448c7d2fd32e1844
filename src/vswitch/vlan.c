#include "vswitch/vlan.h"

#define VLAN_MAX 4094u /* 4095 is reserved */

static bool in_set(const struct switch_vlan *v, uint16_t id)
{
    return v->allowed[id / 8 & 511] >> id % 8 & 1;
}

static bool is_id(uint16_t id)
{
    return id >= 1 && id <= VLAN_MAX;
}

bool vlan_valid(const struct switch_vlan *v)
{
    switch (v->mode) {
    case SWITCH_VLAN_NONE:
        return true;
    case SWITCH_VLAN_ACCESS:
        return is_id(v->access_id);
    case SWITCH_VLAN_TRUNK:
        return v->native_id <= VLAN_MAX;
    case SWITCH_VLAN_PVLAN:
        return is_id(v->primary_id) &&
               (v->pvlan_mode == SWITCH_PVLAN_PROMISCUOUS ||
                ((v->pvlan_mode == SWITCH_PVLAN_ISOLATED || v->pvlan_mode == SWITCH_PVLAN_COMMUNITY) &&
                 is_id(v->secondary_id) && v->secondary_id != v->primary_id));
    }
    return false;
}

static bool is_promiscuous(const struct switch_vlan *v)
{
    return v->pvlan_mode == SWITCH_PVLAN_PROMISCUOUS;
}

static bool trunk_carries(const struct switch_vlan *v, uint16_t vlan)
{
    return vlan == v->native_id || (vlan && in_set(v, vlan));
}

/* VLAN id 0 in a tag says a priority only (802.1Q): the frame is one without VLAN. */
static bool is_tagged(const struct headers *h)
{
    return h->has_vlan && h->vlan_id;
}

bool vlan_admit(const struct switch_vlan *at, const struct headers *h, uint16_t *vlan)
{
    bool tagged = is_tagged(h);
    if (at->mode == SWITCH_VLAN_TRUNK) {
        *vlan = tagged ? h->vlan_id : at->native_id;
        return *vlan <= VLAN_MAX && trunk_carries(at, *vlan);
    }
    *vlan = at->mode == SWITCH_VLAN_NONE     ? 0
            : at->mode == SWITCH_VLAN_ACCESS ? at->access_id
            : is_promiscuous(at)             ? at->primary_id
                                             : at->secondary_id;
    return !tagged;
}

static bool private_reaches(const struct switch_vlan *from, const struct switch_vlan *to)
{
    if (from->primary_id != to->primary_id)
        return false;
    if (is_promiscuous(from))
        return is_promiscuous(to) || in_set(from, to->secondary_id);
    if (is_promiscuous(to))
        return in_set(to, from->secondary_id);
    return from->pvlan_mode == SWITCH_PVLAN_COMMUNITY && to->pvlan_mode == SWITCH_PVLAN_COMMUNITY &&
           from->secondary_id == to->secondary_id;
}

/* From a trunk or port 0: the far end has applied the rules of its own side, the VLAN says which kind of port the frame is from. */
static bool private_takes(const struct switch_vlan *to, uint16_t vlan)
{
    if (vlan == to->primary_id)
        return true;
    if (is_promiscuous(to))
        return vlan && in_set(to, vlan);
    return to->pvlan_mode == SWITCH_PVLAN_COMMUNITY && vlan == to->secondary_id;
}

/* An access port whose id is a primary one is a neighbour of the promiscuous ports alone: it could not hear the others answer. */
static bool access_meets_private(uint16_t access_id, const struct switch_vlan *v)
{
    return is_promiscuous(v) && access_id == v->primary_id;
}

static bool reaches_private(const struct switch_vlan *from, uint16_t vlan, const struct switch_vlan *to)
{
    if (!from || from->mode == SWITCH_VLAN_TRUNK)
        return private_takes(to, vlan);
    if (from->mode == SWITCH_VLAN_PVLAN)
        return private_reaches(from, to);
    return from->mode == SWITCH_VLAN_ACCESS && access_meets_private(from->access_id, to);
}

bool vlan_reaches(const struct switch_vlan *from, uint16_t vlan, const struct switch_vlan *to)
{
    switch (to->mode) {
    case SWITCH_VLAN_NONE:
        return vlan == 0;
    case SWITCH_VLAN_ACCESS:
        if (from && from->mode == SWITCH_VLAN_PVLAN)
            return access_meets_private(to->access_id, from);
        return vlan == to->access_id;
    case SWITCH_VLAN_TRUNK:
        return trunk_carries(to, vlan);
    default:
        return reaches_private(from, vlan, to);
    }
}

enum switch_tag vlan_tag(const struct switch_vlan *to, const struct headers *h, uint16_t vlan)
{
    bool wants_tag = to->mode == SWITCH_VLAN_TRUNK && vlan != to->native_id;
    if (!wants_tag)
        return h->has_vlan ? SWITCH_TAG_REMOVE : SWITCH_TAG_KEEP;
    if (!h->has_vlan)
        return SWITCH_TAG_ADD;
    return h->vlan_id == vlan ? SWITCH_TAG_KEEP : SWITCH_TAG_SET;
}
