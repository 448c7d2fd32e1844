#include "pkt/neighbour.h"

#include "pkt/build.h"
#include "pkt/ip_addr.h"
#include "pkt/wire.h"

#define ARP_REQUEST    1
#define ARP_REPLY      2
#define ND_HOP_LIMIT   255
#define OPTION_SOURCE_MAC 1
#define OPTION_TARGET_MAC 2
#define OPTION_UNIT    8u
#define ADVERTISES_ROUTER    0x80000000u
#define ADVERTISES_SOLICITED 0x40000000u
#define ADVERTISES_OVERRIDE  0x20000000u

struct arp_wire {
    uint8_t hardware[2], protocol[2], hardware_size, protocol_size, operation[2];
    uint8_t sender_mac[6], sender[4], target_mac[6], target[4];
};
static_assert(sizeof(struct arp_wire) == 28, "ARP for IPv4 on Ethernet");

static bool read_arp(struct bytes arp, struct neighbour_message *out)
{
    const struct arp_wire *w = bytes_take(&arp, sizeof(*w));
    if (!w || be16(w->hardware) != 1 || be16(w->protocol) != ETHER_TYPE_IPV4 || w->hardware_size != 6 || w->protocol_size != 4)
        return false;
    unsigned operation = be16(w->operation);
    if (operation != ARP_REQUEST && operation != ARP_REPLY)
        return false;
    out->kind = operation == ARP_REQUEST ? NEIGHBOUR_ASKS : NEIGHBOUR_ANSWERS;
    ip_addr_set(&out->sender, FAMILY_V4, w->sender);
    ip_addr_set(&out->target, FAMILY_V4, w->target);
    memcpy(out->mac, w->sender_mac, 6);
    out->has_mac = true;
    return true;
}

/* False: an option that the rules forbid, which makes the whole message void. */
static bool read_options(struct bytes options, uint8_t wanted, struct neighbour_message *out)
{
    while (bytes_left(&options)) {
        struct bytes option = options, whole;
        uint8_t      kind, size;
        if (!bytes_u8(&option, &kind) || !bytes_u8(&option, &size) || size == 0 || !bytes_sub(&options, size * OPTION_UNIT, &whole))
            return false;
        if (kind == wanted)
            out->has_mac = bytes_copy(&option, out->mac, 6);
    }
    return true;
}

/* Its type, the bytes between the ICMP header and the target or the options, the option that says a MAC. */
struct discovery {
    uint8_t             type, fixed, option;
    bool                has_target;
    enum neighbour_kind kind;
};

static const struct discovery *discovery_of(uint8_t type)
{
    static const struct discovery all[] = {
        { 133, 4, OPTION_SOURCE_MAC, false, NEIGHBOUR_SEEKS_ROUTER },
        { 134, 12, OPTION_SOURCE_MAC, false, NEIGHBOUR_ROUTER },
        { 135, 4, OPTION_SOURCE_MAC, true, NEIGHBOUR_ASKS },
        { 136, 4, OPTION_TARGET_MAC, true, NEIGHBOUR_ANSWERS },
    };
    for (unsigned i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        if (all[i].type == type)
            return &all[i];
    return NULL;
}

static bool read_discovery(struct bytes frame, const struct headers *h, struct neighbour_message *out)
{
    const struct discovery *d = discovery_of(h->icmp_type);
    if (!d || h->hop_limit != ND_HOP_LIMIT || h->icmp_code != 0 || !bytes_skip(&frame, h->ip_offset))
        return false;
    bytes_limit(&frame, h->ip_size);
    if (!bytes_skip(&frame, h->transport_offset - h->ip_offset + sizeof(struct icmp_wire)) || !bytes_skip(&frame, d->fixed))
        return false;
    out->target.family = FAMILY_V6;
    if (d->has_target && !bytes_copy(&frame, out->target.bytes, sizeof(out->target.bytes)))
        return false;
    out->kind = d->kind;
    out->sender = h->src;
    return read_options(frame, d->option, out) && !ip_addr_is(&out->target, ADDR_MULTICAST);
}

bool neighbour_read(struct bytes frame, const struct headers *h, struct neighbour_message *out)
{
    *out = (struct neighbour_message){ .kind = NEIGHBOUR_ASKS };
    if (h->family == FAMILY_V6 && h->protocol == PROTO_ICMPV6 && h->has_ports)
        return read_discovery(frame, h, out);
    return h->family == FAMILY_NONE && h->ether_type == ETHER_TYPE_ARP && bytes_skip(&frame, h->link_size) && read_arp(frame, out);
}

void neighbour_group_mac(const struct ip_addr *group, uint8_t out[6])
{
    static const uint8_t v4[3] = { 0x01, 0x00, 0x5e };
    if (group->family == FAMILY_V4) {
        memcpy(out, v4, sizeof(v4));
        memcpy(&out[3], &group->bytes[1], 3);
        out[3] &= 0x7f;
        return;
    }
    out[0] = out[1] = 0x33;
    memcpy(&out[2], &group->bytes[12], 4);
}

static bool write_arp(struct buffer *out, const struct neighbour_words *w)
{
    static const uint8_t broadcast[6] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
    bool                 asks = w->kind == NEIGHBOUR_ASKS;
    struct ethernet_wire link;
    struct arp_wire      arp = { .hardware_size = 6, .protocol_size = 4 };
    memcpy(link.dst, asks ? broadcast : w->to_mac, 6);
    memcpy(link.src, w->mac, 6);
    put_be16(link.type, ETHER_TYPE_ARP);
    put_be16(arp.hardware, 1);
    put_be16(arp.protocol, ETHER_TYPE_IPV4);
    put_be16(arp.operation, asks ? ARP_REQUEST : ARP_REPLY);
    memcpy(arp.sender_mac, w->mac, 6);
    memcpy(arp.sender, asks ? w->from.bytes : w->target.bytes, 4);
    memcpy(arp.target, asks ? w->target.bytes : w->from.bytes, 4);
    if (!asks)
        memcpy(arp.target_mac, w->to_mac, 6);
    buffer_put(out, &link, sizeof(link));
    buffer_put(out, &arp, sizeof(arp));
    return buffer_ok(out);
}

/* ff02::1:ffXX:XXXX (RFC 4291) */
static struct ip_addr solicited_group(const struct ip_addr *target)
{
    static const uint8_t head[13] = { 0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01, 0xff };
    struct ip_addr       g = { .family = FAMILY_V6 };
    memcpy(g.bytes, head, sizeof(head));
    memcpy(&g.bytes[13], &target->bytes[13], 3);
    return g;
}

static const struct ip_addr all_nodes = { FAMILY_V6, { 0xff, 0x02, [15] = 1 } };

static bool write_discovery(struct buffer *out, const struct neighbour_words *w)
{
    bool                 asks = w->kind == NEIGHBOUR_ASKS;
    bool                 nobody = ip_addr_is(&w->from, ADDR_UNSPECIFIED); /* who checks for duplicates hears it with all */
    uint8_t              body[24] = { 0 };
    struct packet_spec   p = { .protocol = PROTO_ICMPV6, .hop_limit = ND_HOP_LIMIT, .icmp_type = asks ? 135 : 136 };
    struct ethernet_ends e;
    p.src = asks ? w->from : w->target;
    p.dst = asks ? solicited_group(&w->target) : nobody ? all_nodes : w->from;
    if (!asks)
        p.icmp_rest = ADVERTISES_OVERRIDE | (nobody ? 0 : ADVERTISES_SOLICITED) | (w->is_router ? ADVERTISES_ROUTER : 0);
    memcpy(body, w->target.bytes, 16);
    body[16] = asks ? OPTION_SOURCE_MAC : OPTION_TARGET_MAC;
    body[17] = 1;
    memcpy(&body[18], w->mac, 6);
    p.payload = bytes_of(body, sizeof(body));
    memcpy(e.src, w->mac, 6);
    memcpy(e.dst, w->to_mac, 6);
    if (ip_addr_is(&p.dst, ADDR_MULTICAST))
        neighbour_group_mac(&p.dst, e.dst);
    return packet_build(out, &p, &e);
}

bool neighbour_write(struct buffer *out, const struct neighbour_words *w)
{
    return w->target.family == FAMILY_V4 ? write_arp(out, w) : write_discovery(out, w);
}
