#include "pkt/checksum.h"

#include "pkt/wire.h"

/* Of 32-bit words: folded, it is the sum of their halves. */
static uint64_t sum_of(struct bytes b)
{
    uint64_t sum = 0;
    uint32_t word;
    uint16_t half;
    uint8_t  last;
    while (bytes_u32(&b, &word))
        sum += word;
    if (bytes_u16(&b, &half))
        sum += half;
    if (bytes_u8(&b, &last))
        sum += (uint32_t)last << 8;
    return sum;
}

static uint16_t fold(uint64_t sum)
{
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)~sum;
}

uint16_t ip_checksum(struct bytes header)
{
    return fold(sum_of(header));
}

static uint64_t pseudo_header(const struct headers *h, uint32_t size)
{
    size_t n = h->family == FAMILY_V4 ? 4 : 16;
    return sum_of(bytes_of(h->src.bytes, n)) + sum_of(bytes_of(h->dst.bytes, n)) + size + h->protocol;
}

/* A UDP checksum of 0 says that there is none: fine over IPv4 alone (D-081). */
static bool is_absent(const struct headers *h, struct bytes unit)
{
    const struct udp_wire *w = bytes_take(&unit, sizeof(*w));
    return h->protocol == PROTO_UDP && w && w->checksum[0] == 0 && w->checksum[1] == 0;
}

bool transport_checksum_is_right(const struct headers *h, struct bytes packet)
{
    bool     icmp4 = h->protocol == PROTO_ICMP && h->family == FAMILY_V4;
    bool     known = icmp4 || h->protocol == PROTO_TCP || h->protocol == PROTO_UDP ||
                 (h->protocol == PROTO_ICMPV6 && h->family == FAMILY_V6);
    uint32_t size = h->transport_header_size + h->payload_size;
    struct bytes unit;
    if (!known || h->is_fragment || !bytes_skip(&packet, h->transport_offset) || !bytes_sub(&packet, size, &unit))
        return true;
    if (is_absent(h, unit))
        return h->family == FAMILY_V4;
    return fold(sum_of(unit) + (icmp4 ? 0 : pseudo_header(h, size))) == 0;
}
