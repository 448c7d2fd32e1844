/* A switch in a test: ports by number, each with a NIC that is connected, and frames by short words. */
#ifndef WFP_TESTS_VSWITCH_KIT_H
#define WFP_TESTS_VSWITCH_KIT_H

#include <stdio.h>
#include <stdlib.h>

#include "vswitch/switch.h"

#define KIT_SECOND 1000000000ull

static inline void kit_require(bool truth, const char *what)
{
    if (truth)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

static inline struct vswitch *kit_switch(const struct vswitch_config *config)
{
    struct vswitch *sw;
    kit_require(vswitch_new(config, &sw) == WFP_OK, "vswitch_new");
    return sw;
}

static inline struct switch_vlan kit_access(uint16_t id)
{
    return (struct switch_vlan){ .mode = SWITCH_VLAN_ACCESS, .access_id = id };
}

static inline void kit_allow(struct switch_vlan *v, uint16_t id)
{
    v->allowed[id / 8] |= (uint8_t)(1u << id % 8);
}

/* `ids` end with 0. */
static inline struct switch_vlan kit_trunk(uint16_t native, const uint16_t *ids)
{
    struct switch_vlan v = { .mode = SWITCH_VLAN_TRUNK, .native_id = native };
    for (; *ids; ids++)
        kit_allow(&v, *ids);
    return v;
}

/* A promiscuous one maps `secondary` alone; kit_allow() adds others. */
static inline struct switch_vlan kit_private(enum switch_pvlan_mode mode, uint16_t primary, uint16_t secondary)
{
    struct switch_vlan v = { .mode = SWITCH_VLAN_PVLAN, .pvlan_mode = (uint8_t)mode, .primary_id = primary };
    if (mode == SWITCH_PVLAN_PROMISCUOUS)
        kit_allow(&v, secondary);
    else
        v.secondary_id = secondary;
    return v;
}

static inline struct switch_port kit_port_of(uint32_t id, struct switch_vlan vlan)
{
    struct switch_port port = { .id = id, .type = SWITCH_PORT_SYNTHETIC, .state = SWITCH_PORT_CREATED, .vlan = vlan };
    snprintf(port.name, sizeof(port.name), "port %u", id);
    return port;
}

static inline struct switch_nic kit_nic_of(uint32_t port_id, uint16_t index)
{
    struct switch_nic nic = { .port_id = port_id, .index = index, .type = SWITCH_NIC_SYNTHETIC, .state = SWITCH_NIC_CONNECTED };
    snprintf(nic.name, sizeof(nic.name), "nic %u.%u", port_id, index);
    return nic;
}

static inline void kit_port(struct vswitch *sw, uint32_t id, struct switch_vlan vlan)
{
    struct switch_port port = kit_port_of(id, vlan);
    struct switch_nic  nic = kit_nic_of(id, 0);
    kit_require(vswitch_port_add(sw, &port) == WFP_OK, "vswitch_port_add");
    kit_require(vswitch_nic_add(sw, &nic) == WFP_OK, "vswitch_nic_add");
}

/* An IPv4-typed frame between stations 02:00:00:00:00:`src` and `dst`; 0xff: broadcast. `vlan` -1: untagged. */
static inline struct headers kit_headers(uint8_t src, uint8_t dst, int vlan)
{
    struct headers h = { .link = LINK_ETHERNET, .has_mac = true, .ether_type = 0x0800, .has_vlan = vlan >= 0 };
    h.vlan_id = (uint16_t)(vlan < 0 ? 0 : vlan);
    memcpy(h.mac_src, (uint8_t[]){ 2, 0, 0, 0, 0, src }, 6);
    memcpy(h.mac_dst, (uint8_t[]){ 2, 0, 0, 0, 0, dst }, 6);
    if (dst == 0xff)
        memset(h.mac_dst, 0xff, 6);
    return h;
}

/* Through the whole switch. The way says the rest. */
static inline bool kit_send(struct vswitch *sw, uint32_t port, const struct headers *h, uint64_t now, struct switch_way *way)
{
    return vswitch_enter(sw, port, 0, h, way) && vswitch_forward(sw, h, now, way);
}

/* Where it went, as text: "2 3+10" means untagged at port 2, tagged 10 at port 3 (the tag was added; = set, - removed, 'kept). */
static inline const char *kit_text(const struct switch_way *way, char out[1024])
{
    static const char tags[] = { [SWITCH_TAG_KEEP] = 0, [SWITCH_TAG_ADD] = '+', [SWITCH_TAG_REMOVE] = '-', [SWITCH_TAG_SET] = '=' };
    int size = 0;
    out[0] = 0;
    if (way->drop != SWITCH_FORWARDS)
        snprintf(out, 1024, "drop: %s", switch_drop_text(way->drop));
    for (uint32_t i = 0; way->drop == SWITCH_FORWARDS && i < way->count && size < 1000; i++) {
        size += snprintf(out + size, 1024 - (size_t)size, "%s%u", i ? " " : "", way->to[i].port_id);
        if (tags[way->to[i].tag])
            size += snprintf(out + size, 1024 - (size_t)size, "%c%u", tags[way->to[i].tag], way->vlan);
    }
    return out;
}

#endif
