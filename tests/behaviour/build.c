#include <assert.h>

#include "run.h"
#include "spec.h"

const uint8_t host_mac[6] = { 2, 0, 0, 0, 0, 1 }, peer_mac[6] = { 2, 0, 0, 0, 0, 7 };
const uint8_t group_mac[6] = { 1, 0, 0x5e, 1, 2, 3 }, every_mac[6] = { 255, 255, 255, 255, 255, 255 };

static void put(struct frame *f, const void *bytes, size_t size)
{
    assert(f->size + size <= sizeof(f->bytes));
    memcpy(f->bytes + f->size, bytes, size);
    f->size += size;
}

static void put_u32(struct frame *f, uint32_t v)
{
    frame_u16(f, v >> 16);
    frame_u16(f, v & 0xffff);
}

static bool is_icmp(uint8_t protocol)
{
    return protocol == PROTO_ICMP || protocol == PROTO_ICMPV6;
}

/* RFC 1071, the plain way. */
static uint16_t sum16(const uint8_t *bytes, size_t size)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < size; i++)
        sum += i % 2 ? bytes[i] : (uint32_t)bytes[i] << 8;
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)~sum;
}

static void put_data(struct frame *f, unsigned size, unsigned salt)
{
    for (unsigned i = 0; i < size; i++)
        frame_u8(f, (i * 7 + 1) ^ salt);
}

static void put_ip(struct frame *f, const struct ip_addr *src, const struct ip_addr *dst, uint8_t protocol,
                   size_t payload, unsigned ident, unsigned fragment)
{
    size_t start = f->size;
    if (src->family == FAMILY_V6) {
        frame_hex(f, "60000000");
        frame_u16(f, (unsigned)payload);
        frame_u8(f, protocol);
        frame_u8(f, 64);
    } else {
        frame_hex(f, "4500");
        frame_u16(f, (unsigned)(20 + payload));
        frame_u16(f, ident);
        frame_u16(f, fragment);
        frame_u8(f, 64);
        frame_u8(f, protocol);
        frame_u16(f, 0);
    }
    put(f, src->bytes, src->family == FAMILY_V6 ? 16 : 4);
    put(f, dst->bytes, src->family == FAMILY_V6 ? 16 : 4);
    if (src->family == FAMILY_V4) {
        uint16_t sum = sum16(f->bytes + start, 20);
        f->bytes[start + 10] = (uint8_t)(sum >> 8);
        f->bytes[start + 11] = (uint8_t)sum;
    }
}

static void put_ports(struct frame *f, const struct end *src, const struct end *dst)
{
    frame_u16(f, src->port);
    frame_u16(f, dst->port);
}

static void put_tcp(struct frame *f, const struct spec *s)
{
    put_ports(f, &s->src, &s->dst);
    put_u32(f, s->tcp_seq);
    put_u32(f, s->tcp_flags & TCP_ACK ? 1 : 0);
    frame_u8(f, s->broken_transport ? 0x10 : 0x60); /* six words: with four bytes of options */
    frame_u8(f, s->tcp_flags);
    frame_hex(f, "faf0 0000 0000 01010101");
}

static void put_udp(struct frame *f, const struct spec *s)
{
    put_ports(f, &s->src, &s->dst);
    frame_u16(f, s->broken_transport ? 5 : 8 + s->data);
    frame_u16(f, 0);
}

static void put_icmp(struct frame *f, const struct spec *s)
{
    frame_u8(f, s->icmp_type);
    frame_u8(f, s->icmp_code);
    frame_u16(f, 0);
    frame_u16(f, s->kind == KIND_UNREACHABLE ? 0 : s->id);
    frame_u16(f, s->kind == KIND_UNREACHABLE ? 0 : s->sequence);
}

/* What an ICMP error is about: the head of a packet of ours or theirs. */
static void put_inner(struct frame *f, const struct spec *s)
{
    put_ip(f, &s->about_src.address, &s->about_dst.address, s->about_protocol, 8, 1, 0);
    if (is_icmp(s->about_protocol)) {
        frame_u8(f, s->about_src.address.family == FAMILY_V6 ? 128 : 8);
        frame_hex(f, "00 0000 0001 0001");
        return;
    }
    put_ports(f, &s->about_src, &s->about_dst);
    frame_hex(f, "0008 0000");
}

/* Everything above IP. Returns the size of the transport header. */
static size_t put_upper(struct frame *f, const struct spec *s)
{
    size_t start = f->size, header;
    if (s->protocol == PROTO_TCP)
        put_tcp(f, s);
    else if (s->protocol == PROTO_UDP)
        put_udp(f, s);
    else if (is_icmp(s->protocol))
        put_icmp(f, s);
    header = f->size - start;
    if (s->kind == KIND_UNREACHABLE)
        put_inner(f, s);
    put_data(f, s->data, s->salt);
    return header;
}

static bool to_group(const struct ip_addr *a)
{
    return ip_addr_is(a, ADDR_MULTICAST);
}

/* Whose MACs a packet carries unless it says so: those of its addresses. */
static const uint8_t *mac_of(struct run *r, const struct ip_addr *a)
{
    static const char *const ours[] = { "HOST", "HOST2", "ANY" };
    if (to_group(a))
        return group_mac;
    if (ip_addr_is(a, ADDR_BROADCAST))
        return every_mac;
    for (unsigned i = 0; i < COUNT_OF(ours); i++) {
        struct ip_addr own = world_address(r, ours[i]);
        if (ip_addr_equal(a, &own))
            return host_mac;
    }
    return peer_mac;
}

static void put_ethernet(struct run *r, struct frame *f, const struct spec *s)
{
    put(f, s->mac_dst ? s->mac_dst : mac_of(r, &s->dst.address), 6);
    put(f, s->mac_src ? s->mac_src : mac_of(r, &s->src.address), 6);
    if (s->vlan) {
        frame_u16(f, 0x8100);
        frame_u16(f, s->vlan);
    }
    frame_u16(f, s->ether_type ? s->ether_type : r->family == FAMILY_V6 ? 0x86dd : 0x0800);
}

/* Linux cooked v1: packet type, ARPHRD, MAC of the sender, protocol. */
static void put_cooked(struct run *r, struct frame *f, const struct spec *s)
{
    frame_u16(f, s->from_us ? 4 : 0);
    frame_hex(f, "0001 0006 020000000007 0000");
    frame_u16(f, r->family == FAMILY_V6 ? 0x86dd : 0x0800);
}

static void put_link(struct run *r, struct frame *f, const struct spec *s)
{
    if (r->link == LINK_ETHERNET)
        put_ethernet(r, f, s);
    else if (r->link == LINK_LINUX_COOKED)
        put_cooked(r, f, s);
}

/* IP and above, cut to the piece that is wanted. Pieces are of equal size but for the last. */
static void put_piece(struct run *r, struct packet *p, const struct spec *s, const struct frame *upper, size_t header)
{
    struct frame *f = &p->frame;
    size_t        each = s->pieces > 1 ? (upper->size / s->pieces) & ~(size_t)7 : upper->size;
    size_t        from = s->pieces > 1 ? (s->piece - 1) * each : 0;
    bool          more = s->pieces > 1 && s->piece < s->pieces, cut = s->pieces > 1;
    size_t        size = more ? each : upper->size - from;
    bool          v6 = r->family == FAMILY_V6;
    p->ip = (uint32_t)f->size;
    put_ip(f, &s->src.address, &s->dst.address, v6 && cut ? 44 : s->protocol, size + (v6 && cut ? 8 : 0), s->ident,
           cut ? (unsigned)(from / 8) | (more ? 0x2000 : 0) : 0);
    if (v6 && cut) {
        frame_u8(f, s->protocol);
        frame_u8(f, 0);
        frame_u16(f, (unsigned)from | more);
        put_u32(f, s->ident);
    }
    p->transport = (uint32_t)f->size;
    p->data = p->transport + (uint32_t)header;
    put(f, upper->bytes + from, size);
}

static void spoil(struct packet *p, const struct spec *s)
{
    uint8_t *ip = p->frame.bytes + p->ip;
    if (s->bad_checksum)
        ip[10] ^= 0x55;
    if (s->bad_length) { /* longer than the packet */
        unsigned at = (ip[0] >> 4) == 6 ? 4 : 2;
        ip[at] = 0x7f;
        if (at == 2) {
            ip[10] = ip[11] = 0;
            uint16_t sum = sum16(ip, 20);
            ip[10] = (uint8_t)(sum >> 8);
            ip[11] = (uint8_t)sum;
        }
    }
    p->captured = s->keep && s->keep < p->frame.size ? s->keep : p->frame.size;
}

void packet_put(struct run *r, struct packet *p, const struct spec *s)
{
    static struct frame upper;
    upper.size = p->frame.size = p->whole.size = 0;
    p->ip = p->transport = p->data = p->inner_ip = 0;
    put_link(r, &p->frame, s);
    if (s->kind == KIND_ETHERNET) {
        put_data(&p->frame, s->data, s->salt);
        p->captured = p->frame.size;
        return;
    }
    size_t header = put_upper(&upper, s);
    put_ip(&p->whole, &s->src.address, &s->dst.address, s->protocol, upper.size, s->ident, 0);
    p->whole_transport = (uint32_t)p->whole.size;
    p->whole_data = p->whole_transport + (uint32_t)header;
    put(&p->whole, upper.bytes, upper.size);
    put_piece(r, p, s, &upper, header);
    p->inner_ip = p->data;
    spoil(p, s);
}
