#include "pkt/checksum.h"

#include <arpa/inet.h>

#include "pkt/headers.h"
#include "pkt/nb.h"
#include "pkt/wire.h"

static uint16_t fold(uint64_t sum)
{
    sum = (sum & 0xffffffff) + (sum >> 32);
    sum = (sum & 0xffff) + (sum >> 16 & 0xffff) + (sum >> 32);
    sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)((sum & 0xffff) + (sum >> 16));
}

/* In the machine's order: a sum of half-words does not care which byte of each comes first (RFC 1071, 2 B). */
static uint64_t sum_of(struct bytes run)
{
    uint64_t    sum = 0, word, block[8];
    const void *at;
    uint8_t     tail[8] = { 0 };
    while ((at = bytes_take(&run, sizeof(block))) != NULL) {
        memcpy(block, at, sizeof(block));
        for (unsigned i = 0; i < COUNT_OF(block); i++)
            sum += (block[i] & 0xffffffff) + (block[i] >> 32);
    }
    while ((at = bytes_take(&run, sizeof(word))) != NULL) {
        memcpy(&word, at, sizeof(word));
        sum += (word & 0xffffffff) + (word >> 32);
    }
    bytes_copy(&run, tail, bytes_left(&run));
    memcpy(&word, tail, sizeof(word));
    return sum + (word & 0xffffffff) + (word >> 32);
}

void checksum_add(struct checksum *c, struct bytes run)
{
    uint64_t sum = sum_of(run);
    c->sum += c->odd ? __builtin_bswap16(fold(sum)) : sum;
    c->odd ^= bytes_left(&run) & 1;
}

uint16_t checksum_end(const struct checksum *c)
{
    return ntohs((uint16_t)~fold(c->sum));
}

uint16_t ip_checksum(struct bytes header)
{
    struct checksum c = { 0 };
    checksum_add(&c, header);
    return checksum_end(&c);
}

void checksum_add_pseudo(struct checksum *c, const struct pseudo_header *p, uint32_t size)
{
    size_t  width = p->family == FAMILY_V4 ? 4 : 16;
    uint8_t rest[8] = { (uint8_t)(size >> 24), (uint8_t)(size >> 16), (uint8_t)(size >> 8), (uint8_t)size, [7] = p->protocol };
    checksum_add(c, bytes_of(p->src, width));
    checksum_add(c, bytes_of(p->dst, width));
    checksum_add(c, bytes_of(rest, sizeof(rest)));
}

uint16_t nb_checksum(const NET_BUFFER *nb, const struct pseudo_header *pseudo, uint32_t size)
{
    struct checksum c = { 0 };
    struct nb_runs  runs = nb_runs(nb);
    struct bytes    run;
    runs.left = size;
    if (pseudo)
        checksum_add_pseudo(&c, pseudo, size);
    while (nb_next_run(&runs, &run))
        checksum_add(&c, run);
    return checksum_end(&c);
}

/* Where a protocol keeps its checksum, and what it covers. */
struct place {
    uint32_t at, size;
    bool     plain;  /* without the pseudo header */
    bool     none;   /* the protocol has none */
    bool     unsaid; /* the packet has none, as UDP over IPv4 may (D-081) */
};

static bool udp_place(const NET_BUFFER *nb, const struct pseudo_header *p, struct place *out)
{
    struct udp_wire        room;
    const struct udp_wire *w = nb_data(nb, sizeof(room), &room);
    if (!w || be16(w->size) > nb_length(nb))
        return false;
    out->at = offsetof(struct udp_wire, checksum);
    out->size = be16(w->size) ? be16(w->size) : nb_length(nb); /* 0: a jumbogram */
    out->unsaid = p->family == FAMILY_V4 && be16(w->checksum) == 0;
    return out->size >= sizeof(room);
}

static bool place_of(const NET_BUFFER *nb, const struct pseudo_header *p, struct place *out)
{
    *out = (struct place){ .size = nb_length(nb) };
    if (p->protocol == PROTO_UDP)
        return udp_place(nb, p, out);
    if (p->protocol == PROTO_TCP) {
        out->at = offsetof(struct tcp_wire, checksum);
        return out->size >= sizeof(struct tcp_wire);
    }
    if (p->protocol == (p->family == FAMILY_V4 ? PROTO_ICMP : PROTO_ICMPV6)) {
        out->at = offsetof(struct icmp_wire, checksum);
        out->plain = p->family == FAMILY_V4;
        return out->size >= sizeof(struct icmp_wire);
    }
    out->none = true;
    return true;
}

bool transport_checksum_is_right(const struct headers *h, struct bytes packet)
{
    const struct pseudo_header pseudo = { (enum family)h->family, h->src.bytes, h->dst.bytes, h->protocol };
    bool            icmp = h->protocol == PROTO_ICMP && h->family == FAMILY_V4, v6 = h->family == FAMILY_V6;
    uint32_t        size = h->transport_header_size + h->payload_size;
    struct bytes    unit;
    struct checksum c = { 0 };
    bool            known = icmp || h->protocol == PROTO_TCP || h->protocol == PROTO_UDP || (h->protocol == PROTO_ICMPV6 && v6);
    if (!known || h->is_fragment || !bytes_skip(&packet, h->transport_offset) || !bytes_sub(&packet, size, &unit))
        return true;
    struct bytes           ahead = unit;
    const struct udp_wire *udp = bytes_take(&ahead, sizeof(*udp));
    if (h->protocol == PROTO_UDP && udp && be16(udp->checksum) == 0)
        return !v6;
    if (!icmp)
        checksum_add_pseudo(&c, &pseudo, size);
    checksum_add(&c, unit);
    return checksum_end(&c) == 0;
}

bool nb_transport_checksum_is_right(const NET_BUFFER *nb, const struct pseudo_header *pseudo)
{
    struct place place;
    if (!place_of(nb, pseudo, &place))
        return false;
    return place.none || place.unsaid || nb_checksum(nb, place.plain ? NULL : pseudo, place.size) == 0;
}

enum wfp_status nb_transport_checksum_set(NET_BUFFER *nb, const struct pseudo_header *pseudo)
{
    static const uint8_t zero[2];
    struct place         place;
    uint8_t              sum[2];
    if (!place_of(nb, pseudo, &place))
        return WFP_INVALID_ARGUMENT;
    if (place.none)
        return WFP_OK;
    if (!nb_write(nb, place.at, bytes_of(zero, sizeof(zero))))
        return WFP_INVALID_ARGUMENT;
    uint16_t value = nb_checksum(nb, place.plain ? NULL : pseudo, place.size);
    if (value == 0 && pseudo->protocol == PROTO_UDP)
        value = 0xffff; /* 0 would say that there is none (RFC 768) */
    put_be16(sum, value);
    return nb_write(nb, place.at, bytes_of(sum, sizeof(sum))) ? WFP_OK : WFP_INVALID_ARGUMENT;
}
