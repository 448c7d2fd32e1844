/* What a switch is made of. Changed by one thread while nobody forwards; read by all who forward. Private to vswitch/. */
#ifndef WFP_VSWITCH_STATE_H
#define WFP_VSWITCH_STATE_H

#include "vswitch/counters.h"
#include "vswitch/mac_table.h"
#include "vswitch/vlan.h"

#define ID_SLOTS 512u /* of the hash of port ids: twice the ports */

/* What forwarding asks of a port. A port keeps its lane as long as it lives. */
struct lane {
    uint32_t           port_id; /* 0: free */
    uint32_t           mtu;     /* of its NIC; 0: any */
    uint16_t           nic;     /* frames for the port leave here: the connected NIC with the lowest index */
    bool               up;      /* there is one, and the port is not being torn down */
    struct switch_vlan vlan;
};

/* A NIC as it was given, and what fields say of it. */
struct kept_nic {
    struct switch_nic  shown; /* first: whoever has a NIC of a switch has its kept_nic */
    struct switch_text interface, vm;
};

struct vswitch {
    struct guid         id;
    struct switch_text  id_text;
    char                name[SWITCH_NAME_SIZE], friendly_name[SWITCH_NAME_SIZE];
    bool                iov;
    struct lane         lanes[SWITCH_MAX_PORTS];
    struct switch_port *ports[SWITCH_MAX_PORTS]; /* of the lanes */
    uint8_t             order[SWITCH_MAX_PORTS]; /* lanes in the order of their ports' ids */
    uint32_t            port_count;
    struct switch_nic  *nics[SWITCH_MAX_NICS];   /* of struct kept_nic; in the order of port id and index */
    uint32_t            nic_count;
    uint16_t            ids[ID_SLOTS];           /* lane + 1 by the hash of the port's id, open addressing */
    uint16_t            primary_of[SWITCH_ANY_VLAN]; /* of a secondary id; else the id itself: addresses are learned per primary */
    struct mac_table   *macs;
    struct counters    *counters;                /* COUNTER_SHARDS; lock-free */
};

/* Ids, types and VLANs that exist. */
bool switch_port_valid(const struct switch_port *port);
bool switch_nic_valid(const struct switch_nic *nic);

static inline uint32_t port_id_slot(uint32_t port_id)
{
    return port_id * 0x9e3779b1u >> 23;
}

/* The port's lane, or -1. */
static inline int vswitch_lane(const struct vswitch *sw, uint32_t port_id)
{
    for (uint32_t at = port_id_slot(port_id); sw->ids[at]; at = (at + 1) & (ID_SLOTS - 1))
        if (sw->lanes[sw->ids[at] - 1].port_id == port_id)
            return sw->ids[at] - 1;
    return -1;
}

#endif
