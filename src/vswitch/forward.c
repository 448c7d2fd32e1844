/* Where a frame goes: an IEEE 802.1D bridge with 802.1Q VLANs. Multicast goes where broadcast goes: nobody listens to who joins
 * which group (IGMP and MLD snooping). */
#include <assert.h>

#include "vswitch/frame_tag.h"
#include "vswitch/state.h"

#define ETHERNET_SIZE  14u
#define ADDRESSES_SIZE 12u
#define TAG_SIZE       4u

const char *switch_drop_text(enum switch_drop d)
{
    static const char *const texts[] = {
        [SWITCH_FORWARDS] = "it is forwarded",
        [SWITCH_DROP_NO_PORT] = "its port is not there or not connected",
        [SWITCH_DROP_RUNT] = "it is shorter than an Ethernet header",
        [SWITCH_DROP_SOURCE] = "its source is a group address, or none",
        [SWITCH_DROP_VLAN] = "it has a VLAN tag that its port does not take",
        [SWITCH_DROP_RESERVED] = "its destination is reserved for bridges themselves",
        [SWITCH_DROP_SAME_PORT] = "its destination is behind the port it came from",
        [SWITCH_DROP_NOBODY] = "nobody else is in its VLAN, or a private VLAN keeps the two apart",
        [SWITCH_DROP_MTU] = "it is longer than the MTU of the NIC where it would leave",
    };
    static_assert(COUNT_OF(texts) == SWITCH_DROP_COUNT, "every reason has a text");
    return d < SWITCH_DROP_COUNT ? texts[d] : "";
}

static struct counters *counters_here(const struct vswitch *sw, unsigned *shard)
{
    *shard = counter_shard();
    return &sw->counters[*shard];
}

static bool is_group(const uint8_t mac[6])
{
    return mac[0] & 1;
}

static bool is_zero(const uint8_t mac[6])
{
    static const uint8_t none[6];
    return memcmp(mac, none, sizeof(none)) == 0;
}

/* 01-80-C2-00-00-00 ... 0F: spanning tree, pause frames, LACP, 802.1X, LLDP. A bridge never forwards them (802.1Q, 8.6.3). */
static bool is_reserved(const uint8_t mac[6])
{
    static const uint8_t first[] = { 0x01, 0x80, 0xc2, 0x00, 0x00 };
    return memcmp(mac, first, sizeof(first)) == 0 && mac[5] < 0x10;
}

/* A tag that the frame announces and does not have. */
static bool is_runt(const struct headers *h)
{
    return h->link != LINK_ETHERNET || !h->has_mac || (!h->has_vlan && ether_type_is_tag(h->ether_type));
}

static bool is_connected(const struct vswitch *sw, const struct lane *lane, uint16_t nic)
{
    if (!lane->up || lane->nic == nic)
        return lane->up;
    const struct switch_nic *other = vswitch_nic(sw, lane->port_id, nic);
    return other && other->state == SWITCH_NIC_CONNECTED;
}

/* `lane` -1: port 0, whose frames are in the VLAN that their tag names. */
static enum switch_drop admit(const struct vswitch *sw, int lane, const struct headers *h, struct switch_way *way)
{
    if (lane < 0 && way->source_port)
        return SWITCH_DROP_NO_PORT;
    if (lane >= 0 && !is_connected(sw, &sw->lanes[lane], way->source_nic))
        return SWITCH_DROP_NO_PORT;
    if (is_runt(h))
        return SWITCH_DROP_RUNT;
    if (is_group(h->mac_src) || is_zero(h->mac_src))
        return SWITCH_DROP_SOURCE;
    if (is_reserved(h->mac_dst))
        return SWITCH_DROP_RESERVED;
    if (lane >= 0)
        return vlan_admit(&sw->lanes[lane].vlan, h, &way->vlan) ? SWITCH_FORWARDS : SWITCH_DROP_VLAN;
    way->vlan = h->vlan_id;
    return SWITCH_FORWARDS;
}

static int source_lane(const struct vswitch *sw, uint32_t port_id)
{
    return port_id ? vswitch_lane(sw, port_id) : -1;
}

static void count_drop(const struct vswitch *sw, int lane, enum switch_drop d)
{
    unsigned         shard;
    struct counters *c = counters_here(sw, &shard);
    count_in(&c->lanes[lane < 0 ? (int)LANE_NOBODY : lane].drops[d], shard);
}

bool vswitch_enter(const struct vswitch *sw, uint32_t source_port, uint16_t source_nic, const struct headers *h,
                   struct switch_way *way)
{
    int              lane = source_lane(sw, source_port);
    unsigned         shard;
    struct counters *c = counters_here(sw, &shard);
    way->source_port = source_port;
    way->source_nic = source_nic;
    way->vlan = 0;
    way->is_group = is_group(h->mac_dst);
    way->learned = false;
    way->count = 0;
    way->drop = (uint8_t)admit(sw, lane, h, way);
    count_in(&c->lanes[lane < 0 ? (int)LANE_NOBODY : lane].received, shard);
    if (way->drop != SWITCH_FORWARDS)
        count_drop(sw, lane, way->drop);
    return way->drop == SWITCH_FORWARDS;
}

/* Addresses of a private VLAN are known by its primary id, whichever direction the frame has. */
static uint16_t learning_vlan(const struct vswitch *sw, int lane, uint16_t vlan)
{
    const struct switch_vlan *v = lane < 0 ? NULL : &sw->lanes[lane].vlan;
    return v && v->mode == SWITCH_VLAN_PVLAN ? v->primary_id : sw->primary_of[vlan];
}

static void learn(struct vswitch *sw, int lane, const struct headers *h, uint16_t vlan, uint64_t now_ns)
{
    unsigned         shard;
    enum mac_learned found = mac_table_learn(sw->macs, h->mac_src, vlan, (uint8_t)lane, now_ns);
    if (found == MAC_KNOWN)
        return;
    struct counters *c = counters_here(sw, &shard);
    count_in(found == MAC_NEW ? &c->learned : found == MAC_MOVED ? &c->moved : &c->table_full, shard);
}

static bool reaches(const struct vswitch *sw, int from, const struct lane *to, uint16_t vlan)
{
    return to->up && vlan_reaches(from < 0 ? NULL : &sw->lanes[from].vlan, vlan, &to->vlan);
}

static void add_destination(struct switch_way *way, const struct lane *to, const struct headers *h)
{
    way->to[way->count++] = (struct switch_destination){ to->port_id, to->nic, (uint8_t)vlan_tag(&to->vlan, h, way->vlan), false };
}

static enum switch_drop to_station(const struct vswitch *sw, int from, int to, const struct headers *h, struct switch_way *way)
{
    way->learned = true;
    if (to == from)
        return SWITCH_DROP_SAME_PORT;
    if (!reaches(sw, from, &sw->lanes[to], way->vlan))
        return SWITCH_DROP_NOBODY;
    add_destination(way, &sw->lanes[to], h);
    return SWITCH_FORWARDS;
}

static enum switch_drop to_all(const struct vswitch *sw, int from, const struct headers *h, struct switch_way *way)
{
    for (uint32_t i = 0; i < sw->port_count; i++) {
        int to = sw->order[i];
        if (to != from && reaches(sw, from, &sw->lanes[to], way->vlan))
            add_destination(way, &sw->lanes[to], h);
    }
    return way->count ? SWITCH_FORWARDS : SWITCH_DROP_NOBODY;
}

static enum switch_drop to_unknown(const struct vswitch *sw, int from, const struct headers *h, struct switch_way *way)
{
    unsigned         shard;
    struct counters *c = counters_here(sw, &shard);
    count_in(&c->flooded, shard);
    return to_all(sw, from, h, way);
}

bool vswitch_forward(struct vswitch *sw, const struct headers *h, uint64_t now_ns, struct switch_way *way)
{
    int      from = source_lane(sw, way->source_port);
    uint16_t vlan = learning_vlan(sw, from, way->vlan);
    int      to = -1;
    if (from >= 0)
        learn(sw, from, h, vlan, now_ns);
    way->count = 0;
    way->learned = false;
    if (!way->is_group)
        to = mac_table_find(sw->macs, h->mac_dst, vlan, now_ns);
    way->drop = (uint8_t)(to >= 0         ? to_station(sw, from, to, h, way)
                          : way->is_group ? to_all(sw, from, h, way)
                                          : to_unknown(sw, from, h, way));
    if (way->drop != SWITCH_FORWARDS)
        count_drop(sw, from, way->drop);
    return way->drop == SWITCH_FORWARDS;
}

/* A large segment leaves as frames of gso_size; the tag is not counted, as everywhere. */
static bool fits(const struct frame *frame, uint32_t mtu)
{
    struct bytes  rest = frame->bytes;
    uint16_t      ether_type;
    size_t        size = bytes_left(&rest), header = ETHERNET_SIZE;
    if (!mtu || !bytes_skip(&rest, ADDRESSES_SIZE) || !bytes_u16(&rest, &ether_type))
        return true;
    if (ether_type_is_tag(ether_type))
        header += TAG_SIZE;
    if (frame->offload.gso != FRAME_GSO_NONE)
        size = (size_t)frame->offload.header_size + frame->offload.gso_size;
    return size <= header + mtu;
}

bool vswitch_leave(struct vswitch *sw, const struct switch_way *way, uint32_t i, const struct frame *frame, void *room,
                   size_t room_size, struct frame *out)
{
    const struct switch_destination *d = &way->to[i];
    int                              lane = vswitch_lane(sw, d->port_id);
    unsigned                         shard;
    if (d->excluded || lane < 0)
        return false;
    if (!fits(frame, sw->lanes[lane].mtu)) {
        count_drop(sw, lane, SWITCH_DROP_MTU);
        return false;
    }
    if (!frame_retag(frame, d->tag, way->vlan, room, room_size, out))
        return false;
    struct counters *c = counters_here(sw, &shard);
    count_in(&c->lanes[lane].sent, shard);
    return true;
}

void vswitch_stats(const struct vswitch *sw, struct vswitch_stats *out)
{
    counters_sum(sw->counters, out);
    out->macs = mac_table_count(sw->macs);
}

bool vswitch_port_stats(const struct vswitch *sw, uint32_t port_id, struct switch_port_stats *out)
{
    int lane = source_lane(sw, port_id);
    if (lane < 0)
        return false;
    counters_sum_lane(sw->counters, (uint32_t)lane, out);
    return true;
}

struct mac_visit {
    const struct vswitch *sw;
    vswitch_mac_fn       *each;
    void                 *context;
};

static void visit_mac(void *context, const uint8_t mac[6], uint16_t vlan, uint8_t lane, uint64_t age_ns)
{
    const struct mac_visit *v = context;
    v->each(v->context, mac, vlan, v->sw->lanes[lane].port_id, age_ns);
}

void vswitch_macs(const struct vswitch *sw, uint64_t now_ns, vswitch_mac_fn *each, void *context)
{
    struct mac_visit v = { sw, each, context };
    mac_table_each(sw->macs, now_ns, visit_mac, &v);
}
