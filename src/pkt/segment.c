#include "pkt/segment.h"

#include "pkt/checksum.h"
#include "pkt/headers.h"
#include "pkt/wire.h"

/* --- one frame ------------------------------------------------------------------------------------------------------ */

static bool checksum_lies_inside(size_t size, const struct frame_offload *o)
{
    return o->checksum_start < size && (size_t)o->checksum_start + o->checksum_offset + sizeof(uint16_t) <= size;
}

enum wfp_status frame_offload_check(const struct frame *f)
{
    struct segments s;
    if (f->offload.gso != FRAME_GSO_NONE)
        return segments_start(&s, f);
    if (f->offload.needs_checksum && !checksum_lies_inside(bytes_left(&f->bytes), &f->offload))
        return WFP_BAD_DATA;
    return WFP_OK;
}

/* The member holds the pseudo header's sum, and is summed with the rest. A sum of 0 is sent as its other form, which UDP needs
 * (RFC 768) and nobody else minds. */
enum wfp_status frame_fill_checksum(uint8_t *at, size_t size, struct frame_offload *offload)
{
    struct checksum c = { 0 };
    if (!checksum_lies_inside(size, offload))
        return WFP_BAD_DATA;
    uint8_t *from = &at[offload->checksum_start];
    checksum_add(&c, bytes_of(from, size - offload->checksum_start));
    uint16_t sum = checksum_end(&c);
    put_be16(&from[offload->checksum_offset], sum ? sum : 0xffff);
    offload->needs_checksum = false;
    return WFP_OK;
}

/* --- segments ------------------------------------------------------------------------------------------------------- */

static bool is_of_kind(const struct headers *h, uint8_t gso)
{
    if (h->is_fragment || !h->has_ports)
        return false;
    if (gso == FRAME_GSO_UDP)
        return h->protocol == PROTO_UDP;
    return h->protocol == PROTO_TCP && h->family == (gso == FRAME_GSO_TCPV4 ? FAMILY_V4 : FAMILY_V6);
}

/* What no header names needs no reading: the identification, which headers.h leaves out of packets that are whole. */
static uint16_t identification(struct bytes frame, uint32_t ip_offset)
{
    (void)!bytes_skip(&frame, ip_offset);
    const struct ipv4_wire *ip = bytes_take(&frame, sizeof(*ip));
    return ip ? be16(ip->id) : 0;
}

enum wfp_status segments_start(struct segments *s, const struct frame *f)
{
    struct headers h;
    struct bytes   rest = f->bytes;
    size_t         size = bytes_left(&rest);
    if (!f->offload.gso_size || size > UINT32_MAX || headers_parse(LINK_ETHERNET, rest, (uint32_t)size, 0, &h) != PARSE_OK)
        return WFP_BAD_DATA;
    if (!is_of_kind(&h, f->offload.gso) || f->offload.gso > FRAME_GSO_UDP || !h.payload_size)
        return WFP_BAD_DATA;
    struct segments made = {
        .ip_offset = h.ip_offset, .transport_offset = h.transport_offset, .gso_size = f->offload.gso_size,
        .family = h.family, .protocol = h.protocol, .seq = h.tcp_seq, .tcp_flags = h.tcp_flags,
    };
    uint32_t headers_size = h.transport_offset + h.transport_header_size;
    if (headers_size - h.ip_offset + made.gso_size > UINT16_MAX) /* no IP packet is that long */
        return WFP_BAD_DATA;
    if (!bytes_sub(&rest, headers_size, &made.headers) || !bytes_sub(&rest, h.payload_size, &made.payload))
        return WFP_BAD_DATA;
    if (h.family == FAMILY_V4)
        made.id = identification(f->bytes, h.ip_offset);
    *s = made;
    return WFP_OK;
}

uint32_t segments_room(const struct segments *s)
{
    size_t left = bytes_left(&s->payload);
    return (uint32_t)bytes_left(&s->headers) + (left < s->gso_size ? (uint32_t)left : s->gso_size);
}

static void finish_v4(struct ipv4_wire *ip, uint16_t id, uint32_t header_size, uint32_t size)
{
    put_be16(ip->total_size, (uint16_t)size);
    put_be16(ip->id, id);
    put_be16(ip->checksum, 0);
    put_be16(ip->checksum, ip_checksum(bytes_of(ip, header_size)));
}

/* Where the addresses lie; writes what the IP header says of this segment's size. */
static struct pseudo_header finish_ip(const struct segments *s, uint8_t *out, uint32_t size)
{
    struct ipv4_wire *v4 = (struct ipv4_wire *)&out[s->ip_offset];
    struct ipv6_wire *v6 = (struct ipv6_wire *)&out[s->ip_offset];
    uint32_t          packet = size - s->ip_offset;
    if (s->family == FAMILY_V4) {
        finish_v4(v4, (uint16_t)(s->id + s->count), s->transport_offset - s->ip_offset, packet);
        return (struct pseudo_header){ FAMILY_V4, v4->src, v4->dst, s->protocol };
    }
    put_be16(v6->payload_size, (uint16_t)(packet - sizeof(*v6)));
    return (struct pseudo_header){ FAMILY_V6, v6->src, v6->dst, s->protocol };
}

/* FIN and PSH belong to the last segment, CWR to the first (RFC 3168). */
static uint8_t flags_of(const struct segments *s, bool last)
{
    uint8_t flags = s->tcp_flags;
    if (!last)
        flags &= (uint8_t)~(TCP_FIN | TCP_PSH);
    return s->count ? flags & (uint8_t)~TCP_CWR : flags;
}

static uint8_t *finish_tcp(const struct segments *s, uint8_t *at, bool last)
{
    struct tcp_wire *tcp = (struct tcp_wire *)at;
    put_be32(tcp->seq, s->seq);
    tcp->flags = flags_of(s, last);
    return tcp->checksum;
}

static uint8_t *finish_udp(uint8_t *at, uint32_t size)
{
    struct udp_wire *udp = (struct udp_wire *)at;
    put_be16(udp->size, (uint16_t)size);
    return udp->checksum;
}

static void finish_transport(const struct segments *s, uint8_t *out, uint32_t size, bool last, const struct pseudo_header *pseudo)
{
    uint8_t        *at = &out[s->transport_offset];
    uint32_t        unit = size - s->transport_offset;
    uint8_t        *sum = s->protocol == PROTO_TCP ? finish_tcp(s, at, last) : finish_udp(at, unit);
    struct checksum c = { 0 };
    put_be16(sum, 0);
    checksum_add_pseudo(&c, pseudo, unit);
    checksum_add(&c, bytes_of(at, unit));
    uint16_t value = checksum_end(&c);
    put_be16(sum, value || s->protocol == PROTO_TCP ? value : 0xffff);
}

uint32_t segments_next(struct segments *s, uint8_t *out)
{
    uint32_t     size = segments_room(s), header_size = (uint32_t)bytes_left(&s->headers), n = size - header_size;
    struct bytes headers = s->headers;
    if (!n)
        return 0;
    (void)!bytes_copy(&headers, out, header_size);
    (void)!bytes_copy(&s->payload, &out[header_size], n);
    struct pseudo_header pseudo = finish_ip(s, out, size);
    finish_transport(s, out, size, !bytes_left(&s->payload), &pseudo);
    s->seq += n;
    s->count++;
    return size;
}
