#include "pkt/build.h"

#include "pkt/checksum.h"
#include "pkt/wire.h"

#define HOP_LIMIT    64
#define WINDOW       0xffff
#define MAX_IP_SIZE  65535u

static void put_tcp(struct buffer *out, const struct packet_spec *p)
{
    struct tcp_wire w = { .data_offset = 0x50, .flags = p->tcp_flags };
    put_be16(w.src_port, p->src_port);
    put_be16(w.dst_port, p->dst_port);
    put_be32(w.seq, p->seq);
    put_be32(w.ack, p->ack);
    put_be16(w.window, WINDOW);
    buffer_put(out, &w, sizeof(w));
}

static void put_udp(struct buffer *out, const struct packet_spec *p)
{
    struct udp_wire w = { 0 };
    put_be16(w.src_port, p->src_port);
    put_be16(w.dst_port, p->dst_port);
    put_be16(w.size, (uint16_t)(sizeof(w) + bytes_left(&p->payload)));
    buffer_put(out, &w, sizeof(w));
}

static void put_icmp(struct buffer *out, const struct packet_spec *p)
{
    struct icmp_wire w = { .type = p->icmp_type, .code = p->icmp_code };
    uint8_t          rest[4];
    put_be32(rest, p->icmp_rest);
    buffer_put(out, &w, sizeof(w));
    buffer_put(out, rest, sizeof(rest));
}

/* The sum over the pseudo header and the segment (RFC 9293, RFC 8200); ICMP of IPv4 has no pseudo header. */
static uint16_t transport_checksum(const struct packet_spec *p, struct bytes segment)
{
    struct buffer sum;
    unsigned      size = p->src.family == FAMILY_V4 ? 4 : 16;
    uint8_t       tail[4] = { 0, 0, 0, p->protocol }, length[4];
    buffer_init(&sum);
    if (p->protocol != PROTO_ICMP) {
        buffer_put(&sum, p->src.bytes, size);
        buffer_put(&sum, p->dst.bytes, size);
        put_be32(length, (uint32_t)bytes_left(&segment));
        buffer_put(&sum, length, sizeof(length));
        buffer_put(&sum, tail, sizeof(tail));
    }
    buffer_put(&sum, segment.at, bytes_left(&segment));
    uint16_t result = ip_checksum(buffer_bytes(&sum));
    buffer_fini(&sum);
    return p->protocol == PROTO_UDP && result == 0 ? 0xffff : result;
}

/* Where the checksum stands in the transport header; -1: there is none. */
static int checksum_place(uint8_t protocol)
{
    switch (protocol) {
    case PROTO_TCP:
        return offsetof(struct tcp_wire, checksum);
    case PROTO_UDP:
        return offsetof(struct udp_wire, checksum);
    case PROTO_ICMP:
    case PROTO_ICMPV6:
        return offsetof(struct icmp_wire, checksum);
    }
    return -1;
}

static bool put_segment(struct buffer *out, const struct packet_spec *p)
{
    int place = p->raw ? -1 : checksum_place(p->protocol);
    if (!p->raw && p->protocol == PROTO_TCP)
        put_tcp(out, p);
    else if (!p->raw && p->protocol == PROTO_UDP)
        put_udp(out, p);
    else if (place >= 0)
        put_icmp(out, p);
    buffer_put(out, p->payload.at, bytes_left(&p->payload));
    if (!buffer_ok(out))
        return false;
    if (place >= 0)
        put_be16(&out->data[place], transport_checksum(p, buffer_bytes(out)));
    return true;
}

static uint8_t hops(const struct packet_spec *p)
{
    return p->hop_limit ? p->hop_limit : HOP_LIMIT;
}

static void put_ipv4(struct buffer *out, const struct packet_spec *p, size_t size)
{
    struct ipv4_wire w = { .version_size = 0x45, .hop_limit = hops(p), .protocol = p->protocol };
    put_be16(w.total_size, (uint16_t)(sizeof(w) + size));
    put_be16(w.id, p->ident);
    memcpy(w.src, p->src.bytes, 4);
    memcpy(w.dst, p->dst.bytes, 4);
    put_be16(w.checksum, ip_checksum(bytes_of(&w, sizeof(w))));
    buffer_put(out, &w, sizeof(w));
}

static void put_ipv6(struct buffer *out, const struct packet_spec *p, size_t size)
{
    struct ipv6_wire w = { .version_flow = { 0x60 }, .next = p->protocol, .hop_limit = hops(p) };
    put_be16(w.payload_size, (uint16_t)size);
    memcpy(w.src, p->src.bytes, 16);
    memcpy(w.dst, p->dst.bytes, 16);
    buffer_put(out, &w, sizeof(w));
}

void packet_put_ethernet(struct buffer *out, const struct ethernet_ends *e, enum family family)
{
    struct ethernet_wire w;
    memcpy(w.src, e->src, 6);
    memcpy(w.dst, e->dst, 6);
    put_be16(w.type, family == FAMILY_V4 ? ETHER_TYPE_IPV4 : ETHER_TYPE_IPV6);
    buffer_put(out, &w, sizeof(w));
}

bool packet_build(struct buffer *out, const struct packet_spec *p, const struct ethernet_ends *ethernet)
{
    struct buffer segment;
    buffer_init(&segment);
    bool ok = p->src.family == p->dst.family && put_segment(&segment, p) && segment.size <= MAX_IP_SIZE - sizeof(struct ipv4_wire);
    if (ok && ethernet)
        packet_put_ethernet(out, ethernet, (enum family)p->src.family);
    if (ok) {
        (p->src.family == FAMILY_V4 ? put_ipv4 : put_ipv6)(out, p, segment.size);
        buffer_put(out, segment.data, segment.size);
    }
    buffer_fini(&segment);
    return ok && buffer_ok(out);
}
