/* The virtual switch: a learning switch as NDIS describes an extensible one (ports, NICs that connect to them, VLANs), without
 * WFP: the shim asks the layers on the way through it (shim/vswitch.h), and extensions hear of its changes (vswitch/control.h).
 *
 * Forwarding: any number of threads at once, no lock, no heap. Changes: one thread at a time, while nobody forwards (the host
 * lets its workers pause between two frames). */
#ifndef WFP_VSWITCH_SWITCH_H
#define WFP_VSWITCH_SWITCH_H

#include <stdint.h>

#include "base/guid.h"
#include "base/status.h"
#include "model/name.h"
#include "pkt/frame.h"
#include "pkt/headers.h"

#define SWITCH_MAX_PORTS 256u
#define SWITCH_MAX_NICS  512u
#define SWITCH_NAME_SIZE 256u
#define SWITCH_ANY_VLAN  4096u

struct vswitch;

/* Values of NDIS_SWITCH_PORT_TYPE, NDIS_SWITCH_PORT_STATE, NDIS_SWITCH_NIC_TYPE and NDIS_SWITCH_NIC_STATE (ntddndis.h). */
enum switch_port_type  { SWITCH_PORT_GENERIC, SWITCH_PORT_EXTERNAL, SWITCH_PORT_SYNTHETIC, SWITCH_PORT_EMULATED, SWITCH_PORT_INTERNAL };
enum switch_port_state { SWITCH_PORT_UNKNOWN, SWITCH_PORT_CREATED, SWITCH_PORT_TEARDOWN, SWITCH_PORT_DELETED };
enum switch_nic_type   { SWITCH_NIC_EXTERNAL, SWITCH_NIC_SYNTHETIC, SWITCH_NIC_EMULATED, SWITCH_NIC_INTERNAL };
enum switch_nic_state  { SWITCH_NIC_UNKNOWN, SWITCH_NIC_CREATED, SWITCH_NIC_CONNECTED, SWITCH_NIC_DISCONNECTED, SWITCH_NIC_DELETED };

enum switch_vlan_mode { SWITCH_VLAN_NONE, SWITCH_VLAN_ACCESS, SWITCH_VLAN_TRUNK, SWITCH_VLAN_PVLAN };
enum switch_pvlan_mode { SWITCH_PVLAN_ISOLATED = 1, SWITCH_PVLAN_COMMUNITY, SWITCH_PVLAN_PROMISCUOUS };

struct switch_vlan {
    uint8_t  mode;             /* enum switch_vlan_mode; NONE: untagged, VLAN 0 */
    uint16_t access_id;        /* ACCESS */
    uint16_t native_id;        /* TRUNK: of untagged frames */
    uint8_t  allowed[512];     /* TRUNK: a bit a VLAN id */
    uint8_t  pvlan_mode;       /* PVLAN */
    uint16_t primary_id, secondary_id; /* PVLAN; PROMISCUOUS: every secondary of the primary that `allowed` has */
};

struct switch_port {
    uint32_t id;     /* never 0: that is NDIS_SWITCH_DEFAULT_PORT_ID, trusted (F-009) */
    uint8_t  type;   /* enum switch_port_type */
    uint8_t  state;  /* enum switch_port_state */
    char     name[SWITCH_NAME_SIZE], friendly_name[SWITCH_NAME_SIZE]; /* UTF-8 */
    struct switch_vlan vlan;
    uint32_t tenant; /* virtual subnet id; 0: none */
};

struct switch_nic {
    uint32_t    port_id;
    uint16_t    index; /* 0 but on an external port with a team */
    uint8_t     type;  /* enum switch_nic_type */
    uint8_t     state; /* enum switch_nic_state */
    char        name[SWITCH_NAME_SIZE], friendly_name[SWITCH_NAME_SIZE];
    char        vm_name[SWITCH_NAME_SIZE], vm_friendly_name[SWITCH_NAME_SIZE]; /* empty: no VM */
    struct guid vm_id;       /* the VM_ID fields are its text; the INTERFACE_ID fields are `name` (P-018) */
    struct guid interface_id; /* netCfgInstanceId: what stays when MACs change (F-010) */
    uint8_t     permanent_mac[6], current_mac[6];
    uint32_t    mtu;
};

/* A GUID or a name as fields have it: UTF-16 with its NUL (P-018). Borrowed until the next change, like what it is of. */
struct switch_text {
    struct byte_blob blob;
    struct name     *name; /* of the blob; NULL: there was no memory for one */
    uint16_t         units[SWITCH_NAME_SIZE];
};

struct vswitch_config {
    struct guid id;
    const char *name, *friendly_name; /* copied */
    uint32_t    max_macs;   /* 0: 8192 */
    uint32_t    ageing_s;   /* 0: 300 */
    bool        iov;        /* an IOV switch: WFP cannot be enabled on it (F-011) */
};

MUST_CHECK enum wfp_status vswitch_new(const struct vswitch_config *config, struct vswitch **out);
void vswitch_free(struct vswitch *sw);

const struct guid *vswitch_id(const struct vswitch *sw);
const char        *vswitch_name(const struct vswitch *sw);
const char        *vswitch_friendly_name(const struct vswitch *sw);
/* FWP_VSWITCH_NETWORK_TYPE: EXTERNAL with an external port, INTERNAL with the host's own, else PRIVATE. */
uint8_t vswitch_network_type(const struct vswitch *sw);
bool    vswitch_is_iov(const struct vswitch *sw);

/* The bare changes; extensions are asked and told by vswitch/control.h, which calls these. WFP_ALREADY_EXISTS, WFP_NOT_FOUND,
 * WFP_OUT_OF_BOUNDS (too many), WFP_INVALID_ARGUMENT. */
MUST_CHECK enum wfp_status vswitch_port_add(struct vswitch *sw, const struct switch_port *port);
MUST_CHECK enum wfp_status vswitch_port_set(struct vswitch *sw, const struct switch_port *port);
MUST_CHECK enum wfp_status vswitch_port_remove(struct vswitch *sw, uint32_t port_id);
MUST_CHECK enum wfp_status vswitch_nic_add(struct vswitch *sw, const struct switch_nic *nic);
MUST_CHECK enum wfp_status vswitch_nic_set(struct vswitch *sw, const struct switch_nic *nic);
MUST_CHECK enum wfp_status vswitch_nic_remove(struct vswitch *sw, uint32_t port_id, uint16_t index);

/* Borrowed until the next change; NULL: there is none. By position: 0 ... count - 1, in the order of their ids. */
const struct switch_port *vswitch_port(const struct vswitch *sw, uint32_t port_id);
const struct switch_nic  *vswitch_nic(const struct vswitch *sw, uint32_t port_id, uint16_t index);
const struct switch_port *vswitch_port_at(const struct vswitch *sw, uint32_t position);
const struct switch_nic  *vswitch_nic_at(const struct vswitch *sw, uint32_t position);
uint32_t vswitch_port_count(const struct vswitch *sw);
uint32_t vswitch_nic_count(const struct vswitch *sw);
/* What the VSWITCH_ID field says, and of a NIC the INTERFACE_ID and VM_ID fields. NULL: there is no such NIC, or no VM. */
const struct switch_text *vswitch_id_text(const struct vswitch *sw);
const struct switch_text *vswitch_interface_text(const struct vswitch *sw, uint32_t port_id, uint16_t index);
const struct switch_text *vswitch_vm_text(const struct vswitch *sw, uint32_t port_id, uint16_t index);

/* --- forwarding ------------------------------------------------------------------------------------------------------------ */

enum switch_drop {
    SWITCH_FORWARDS,
    SWITCH_DROP_NO_PORT,      /* no such port, or its NIC is not connected */
    SWITCH_DROP_RUNT,         /* no Ethernet header */
    SWITCH_DROP_SOURCE,       /* a group address as source, or none */
    SWITCH_DROP_VLAN,         /* tagged on an access port, or a VLAN that the port is not in */
    SWITCH_DROP_RESERVED,     /* 01-80-C2-00-00-0x: for bridges themselves */
    SWITCH_DROP_SAME_PORT,    /* the destination is where it came from */
    SWITCH_DROP_NOBODY,       /* nobody else is in its VLAN, or a private VLAN keeps the two apart */
    SWITCH_DROP_MTU,          /* longer than a destination's NIC takes; counted there */
    SWITCH_DROP_COUNT
};
/* One clause for people. Static storage. */
const char *switch_drop_text(enum switch_drop d);

enum switch_tag { SWITCH_TAG_KEEP, SWITCH_TAG_ADD, SWITCH_TAG_REMOVE, SWITCH_TAG_SET };

struct switch_destination {
    uint32_t port_id;
    uint16_t nic_index;
    uint8_t  tag;      /* enum switch_tag: what the frame's 802.1Q tag becomes there */
    bool     excluded; /* whoever filters took it out (F-028) */
};

/* One frame's way through the switch. */
struct switch_way {
    uint32_t source_port;
    uint16_t source_nic;
    uint16_t vlan;        /* in which it travels; 0: untagged */
    bool     is_group;    /* broadcast or multicast destination */
    bool     learned;     /* the destination was known: not flooded */
    uint8_t  drop;        /* enum switch_drop */
    uint32_t count;
    struct switch_destination to[SWITCH_MAX_PORTS];
};

/* Where a frame enters: port, VLAN, source address. `h` are its headers (the link members are looked at). True: it may go on. */
bool vswitch_enter(const struct vswitch *sw, uint32_t source_port, uint16_t source_nic, const struct headers *h,
                   struct switch_way *way);
/* Behind the ingress extensions: learns the source, finds the destinations. True: there are some. A way whose source_port is 0 learns
 * nothing. */
bool vswitch_forward(struct vswitch *sw, const struct headers *h, uint64_t now_ns, struct switch_way *way);

/* What leaves at destination `i`: the frame itself where its tag stays, else a copy in `room` (SWITCH_TAG_ROOM bytes more than the
 * frame hold it) whose offload offsets moved along. False: nothing leaves there; excluded, too long for the NIC, or not in `room`. */
#define SWITCH_TAG_ROOM 4u
bool vswitch_leave(struct vswitch *sw, const struct switch_way *way, uint32_t i, const struct frame *frame, void *room,
                   size_t room_size, struct frame *out);

/* Counted by each thread for itself and summed here, so that the sums of a running switch may be a few frames apart. */
struct switch_port_stats {
    uint64_t received;                  /* frames that came from it, whatever became of them */
    uint64_t sent;                      /* frames that left at it */
    uint64_t drops[SWITCH_DROP_COUNT];  /* MTU: on the way out of this port, all others: on the way in */
};

struct vswitch_stats {
    struct switch_port_stats total;     /* of all ports there are and were, and of port 0 */
    uint64_t flooded;                   /* unicast frames to a station not known */
    uint64_t learned, moved, table_full;
    uint32_t macs;                      /* entries now, those that have aged included until their place is needed */
};

void vswitch_stats(const struct vswitch *sw, struct vswitch_stats *out);
/* False: no such port. */
bool vswitch_port_stats(const struct vswitch *sw, uint32_t port_id, struct switch_port_stats *out);

/* The MAC table, for people and tests: calls `each` with what is known at `now_ns`. While others forward, but not while somebody
 * changes the switch; the statistics of a port likewise. */
typedef void vswitch_mac_fn(void *context, const uint8_t mac[6], uint16_t vlan, uint32_t port_id, uint64_t age_ns);
void vswitch_macs(const struct vswitch *sw, uint64_t now_ns, vswitch_mac_fn *each, void *context);

#endif
