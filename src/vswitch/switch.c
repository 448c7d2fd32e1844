/* Ports and NICs of a switch. After each change the lanes, which forwarding looks at, are made anew from them. */
#include "vswitch/switch.h"

#include <assert.h>
#include <stdlib.h>

#include "vswitch/state.h"
#include "vswitch/text.h"

#define DEFAULT_MACS     8192u
#define DEFAULT_AGEING_S 300u

/* FWP_VSWITCH_NETWORK_TYPE */
enum { NETWORK_PRIVATE = 1, NETWORK_INTERNAL = 2, NETWORK_EXTERNAL = 3 };

static_assert(ID_SLOTS == 1u << (32 - 23), "port_id_slot() keeps as many bits");

static void copy_name(char out[SWITCH_NAME_SIZE], const char *name)
{
    size_t size = name ? strnlen(name, SWITCH_NAME_SIZE - 1) : 0;
    memcpy(out, name ? name : "", size);
    out[size] = 0;
}

enum wfp_status vswitch_new(const struct vswitch_config *config, struct vswitch **out)
{
    uint32_t        ageing_s = config->ageing_s ? config->ageing_s : DEFAULT_AGEING_S;
    uint32_t        max_macs = config->max_macs ? config->max_macs : DEFAULT_MACS;
    struct vswitch *sw = calloc(1, sizeof(*sw));
    enum wfp_status err = WFP_NO_MEMORY;
    if (!sw)
        return WFP_NO_MEMORY;
    sw->id = config->id;
    switch_text_write_guid(&sw->id_text, &sw->id);
    sw->iov = config->iov;
    copy_name(sw->name, config->name);
    copy_name(sw->friendly_name, config->friendly_name ? config->friendly_name : config->name);
    sw->counters = calloc(COUNTER_SHARDS, sizeof(*sw->counters));
    if (!sw->counters)
        goto free_switch;
    err = mac_table_new(max_macs, ageing_s * 1000000000ull, &sw->macs);
    if (err != WFP_OK)
        goto free_switch;
    for (uint16_t id = 0; id < SWITCH_ANY_VLAN; id++)
        sw->primary_of[id] = id;
    *out = sw;
    return WFP_OK;

free_switch:
    vswitch_free(sw);
    return err;
}

static void nic_free(struct switch_nic *nic)
{
    struct kept_nic *k = (struct kept_nic *)nic;
    switch_text_fini(&k->interface);
    switch_text_fini(&k->vm);
    free(k);
}

void vswitch_free(struct vswitch *sw)
{
    if (!sw)
        return;
    for (uint32_t i = 0; i < SWITCH_MAX_PORTS; i++)
        free(sw->ports[i]);
    for (uint32_t i = 0; i < sw->nic_count; i++)
        nic_free(sw->nics[i]);
    switch_text_fini(&sw->id_text);
    mac_table_free(sw->macs);
    free(sw->counters);
    free(sw);
}

const struct guid *vswitch_id(const struct vswitch *sw)
{
    return &sw->id;
}

const char *vswitch_name(const struct vswitch *sw)
{
    return sw->name;
}

const char *vswitch_friendly_name(const struct vswitch *sw)
{
    return sw->friendly_name;
}

bool vswitch_is_iov(const struct vswitch *sw)
{
    return sw->iov;
}

uint8_t vswitch_network_type(const struct vswitch *sw)
{
    uint8_t type = NETWORK_PRIVATE;
    for (uint32_t i = 0; i < sw->port_count; i++) {
        uint8_t port = sw->ports[sw->order[i]]->type;
        if (port == SWITCH_PORT_EXTERNAL)
            return NETWORK_EXTERNAL;
        if (port == SWITCH_PORT_INTERNAL)
            type = NETWORK_INTERNAL;
    }
    return type;
}

/* --- what forwarding sees -------------------------------------------------------------------------------------------------- */

static void number_ids(struct vswitch *sw)
{
    memset(sw->ids, 0, sizeof(sw->ids));
    for (uint32_t i = 0; i < sw->port_count; i++) {
        uint32_t at = port_id_slot(sw->ports[sw->order[i]]->id);
        while (sw->ids[at])
            at = (at + 1) & (ID_SLOTS - 1);
        sw->ids[at] = (uint16_t)(sw->order[i] + 1);
    }
}

/* Where two primaries claim a secondary the port with the lower id wins: its stations are learned with their primary anyway. */
static void number_primaries(struct vswitch *sw)
{
    for (uint16_t id = 0; id < SWITCH_ANY_VLAN; id++)
        sw->primary_of[id] = id;
    for (uint32_t i = sw->port_count; i-- > 0;) {
        const struct switch_vlan *v = &sw->ports[sw->order[i]]->vlan;
        if (v->mode == SWITCH_VLAN_PVLAN && v->pvlan_mode != SWITCH_PVLAN_PROMISCUOUS)
            sw->primary_of[v->secondary_id] = v->primary_id;
    }
}

static const struct switch_nic *connected_nic(const struct vswitch *sw, uint32_t port_id)
{
    for (uint32_t i = 0; i < sw->nic_count; i++)
        if (sw->nics[i]->port_id == port_id && sw->nics[i]->state == SWITCH_NIC_CONNECTED)
            return sw->nics[i];
    return NULL;
}

static bool same_vlan(const struct switch_vlan *a, const struct switch_vlan *b)
{
    return a->mode == b->mode && a->access_id == b->access_id && a->native_id == b->native_id && a->pvlan_mode == b->pvlan_mode &&
           a->primary_id == b->primary_id && a->secondary_id == b->secondary_id &&
           memcmp(a->allowed, b->allowed, sizeof(a->allowed)) == 0;
}

/* Stations behind a port that lost its NIC or is in another VLAN now are forgotten. */
static void remake_lane(struct vswitch *sw, uint8_t at)
{
    struct lane              *lane = &sw->lanes[at];
    const struct switch_port *port = sw->ports[at];
    const struct switch_nic  *nic = connected_nic(sw, port->id);
    bool going = port->state == SWITCH_PORT_TEARDOWN || port->state == SWITCH_PORT_DELETED;
    struct lane next = { .port_id = port->id, .up = nic && !going, .nic = nic ? nic->index : 0, .mtu = nic ? nic->mtu : 0 };
    if (lane->up && (!next.up || !same_vlan(&lane->vlan, &port->vlan)))
        mac_table_forget(sw->macs, at);
    *lane = next;
    lane->vlan = port->vlan;
}

static void remake(struct vswitch *sw)
{
    for (uint32_t i = 0; i < sw->port_count; i++)
        remake_lane(sw, sw->order[i]);
    number_ids(sw);
    number_primaries(sw);
}

/* --- ports ----------------------------------------------------------------------------------------------------------------- */

bool switch_port_valid(const struct switch_port *port)
{
    return port->id && port->type <= SWITCH_PORT_INTERNAL && port->state <= SWITCH_PORT_DELETED && vlan_valid(&port->vlan);
}

/* The position of the id, or where it would be. */
static uint32_t port_position(const struct vswitch *sw, uint32_t port_id)
{
    uint32_t at = 0;
    while (at < sw->port_count && sw->ports[sw->order[at]]->id < port_id)
        at++;
    return at;
}

static uint8_t free_lane(const struct vswitch *sw)
{
    uint8_t lane = 0;
    while (sw->ports[lane])
        lane++;
    return lane;
}

enum wfp_status vswitch_port_add(struct vswitch *sw, const struct switch_port *port)
{
    if (!switch_port_valid(port))
        return WFP_INVALID_ARGUMENT;
    if (vswitch_port(sw, port->id))
        return WFP_ALREADY_EXISTS;
    if (sw->port_count == SWITCH_MAX_PORTS)
        return WFP_OUT_OF_BOUNDS;
    struct switch_port *copy = malloc(sizeof(*copy));
    if (!copy)
        return WFP_NO_MEMORY;
    *copy = *port;
    uint32_t at = port_position(sw, port->id);
    uint8_t  lane = free_lane(sw);
    memmove(&sw->order[at + 1], &sw->order[at], sw->port_count - at);
    sw->order[at] = lane;
    sw->ports[lane] = copy;
    sw->port_count++;
    remake(sw);
    return WFP_OK;
}

enum wfp_status vswitch_port_set(struct vswitch *sw, const struct switch_port *port)
{
    if (!switch_port_valid(port))
        return WFP_INVALID_ARGUMENT;
    int lane = vswitch_lane(sw, port->id);
    if (lane < 0)
        return WFP_NOT_FOUND;
    if (sw->ports[lane] != port)
        *sw->ports[lane] = *port;
    remake(sw);
    return WFP_OK;
}

/* WFP_IN_USE: a NIC is there still. Its stations were forgotten with the last one. */
enum wfp_status vswitch_port_remove(struct vswitch *sw, uint32_t port_id)
{
    int lane = vswitch_lane(sw, port_id);
    if (lane < 0)
        return WFP_NOT_FOUND;
    for (uint32_t i = 0; i < sw->nic_count; i++)
        if (sw->nics[i]->port_id == port_id)
            return WFP_IN_USE;
    uint32_t at = port_position(sw, port_id);
    sw->port_count--;
    memmove(&sw->order[at], &sw->order[at + 1], sw->port_count - at);
    free(sw->ports[lane]);
    sw->ports[lane] = NULL;
    sw->lanes[lane] = (struct lane){ 0 };
    counters_retire_lane(sw->counters, (uint32_t)lane);
    remake(sw);
    return WFP_OK;
}

const struct switch_port *vswitch_port(const struct vswitch *sw, uint32_t port_id)
{
    int lane = port_id ? vswitch_lane(sw, port_id) : -1;
    return lane < 0 ? NULL : sw->ports[lane];
}

const struct switch_port *vswitch_port_at(const struct vswitch *sw, uint32_t position)
{
    return position < sw->port_count ? sw->ports[sw->order[position]] : NULL;
}

uint32_t vswitch_port_count(const struct vswitch *sw)
{
    return sw->port_count;
}

/* --- NICs ------------------------------------------------------------------------------------------------------------------ */

/* The position of the NIC, or where it would be. */
static uint32_t nic_position(const struct vswitch *sw, uint32_t port_id, uint16_t index)
{
    uint32_t at = 0;
    while (at < sw->nic_count &&
           (sw->nics[at]->port_id < port_id || (sw->nics[at]->port_id == port_id && sw->nics[at]->index < index)))
        at++;
    return at;
}

static struct switch_nic *find_nic(const struct vswitch *sw, uint32_t port_id, uint16_t index, uint32_t *at)
{
    *at = nic_position(sw, port_id, index);
    struct switch_nic *nic = *at < sw->nic_count ? sw->nics[*at] : NULL;
    return nic && nic->port_id == port_id && nic->index == index ? nic : NULL;
}

bool switch_nic_valid(const struct switch_nic *nic)
{
    return nic->type <= SWITCH_NIC_INTERNAL && nic->state <= SWITCH_NIC_DELETED;
}

static void nic_write(struct switch_nic *to, const struct switch_nic *nic)
{
    struct kept_nic *k = (struct kept_nic *)to;
    if (to != nic)
        *to = *nic;
    if (to->name[0])
        switch_text_write(&k->interface, to->name);
    else
        switch_text_write_guid(&k->interface, &to->interface_id);
    if (!guid_is_zero(&to->vm_id))
        switch_text_write_guid(&k->vm, &to->vm_id);
}

enum wfp_status vswitch_nic_add(struct vswitch *sw, const struct switch_nic *nic)
{
    uint32_t at;
    if (!switch_nic_valid(nic))
        return WFP_INVALID_ARGUMENT;
    if (!vswitch_port(sw, nic->port_id))
        return WFP_NOT_FOUND;
    if (find_nic(sw, nic->port_id, nic->index, &at))
        return WFP_ALREADY_EXISTS;
    if (sw->nic_count == SWITCH_MAX_NICS)
        return WFP_OUT_OF_BOUNDS;
    struct kept_nic *copy = calloc(1, sizeof(*copy));
    if (!copy)
        return WFP_NO_MEMORY;
    nic_write(&copy->shown, nic);
    memmove(&sw->nics[at + 1], &sw->nics[at], (sw->nic_count - at) * sizeof(*sw->nics));
    sw->nics[at] = &copy->shown;
    sw->nic_count++;
    remake(sw);
    return WFP_OK;
}

enum wfp_status vswitch_nic_set(struct vswitch *sw, const struct switch_nic *nic)
{
    uint32_t at;
    if (!switch_nic_valid(nic))
        return WFP_INVALID_ARGUMENT;
    struct switch_nic *old = find_nic(sw, nic->port_id, nic->index, &at);
    if (!old)
        return WFP_NOT_FOUND;
    nic_write(old, nic);
    remake(sw);
    return WFP_OK;
}

enum wfp_status vswitch_nic_remove(struct vswitch *sw, uint32_t port_id, uint16_t index)
{
    uint32_t           at;
    struct switch_nic *nic = find_nic(sw, port_id, index, &at);
    if (!nic)
        return WFP_NOT_FOUND;
    sw->nic_count--;
    memmove(&sw->nics[at], &sw->nics[at + 1], (sw->nic_count - at) * sizeof(*sw->nics));
    nic_free(nic);
    remake(sw);
    return WFP_OK;
}

const struct switch_nic *vswitch_nic(const struct vswitch *sw, uint32_t port_id, uint16_t index)
{
    uint32_t at;
    return find_nic(sw, port_id, index, &at);
}

const struct switch_text *vswitch_id_text(const struct vswitch *sw)
{
    return &sw->id_text;
}

const struct switch_text *vswitch_interface_text(const struct vswitch *sw, uint32_t port_id, uint16_t index)
{
    const struct kept_nic *k = (const struct kept_nic *)vswitch_nic(sw, port_id, index);
    return k ? &k->interface : NULL;
}

const struct switch_text *vswitch_vm_text(const struct vswitch *sw, uint32_t port_id, uint16_t index)
{
    const struct kept_nic *k = (const struct kept_nic *)vswitch_nic(sw, port_id, index);
    return k && !guid_is_zero(&k->shown.vm_id) ? &k->vm : NULL;
}

const struct switch_nic *vswitch_nic_at(const struct vswitch *sw, uint32_t position)
{
    return position < sw->nic_count ? sw->nics[position] : NULL;
}

uint32_t vswitch_nic_count(const struct vswitch *sw)
{
    return sw->nic_count;
}
