/* IP headers of both families; part of headers.c (link.h says why). Lengths are checked against what was on the wire, not
 * against what was captured, so that a short snap length is no fault of the packet; what follows the packet's own end
 * (Ethernet padding) is left out. */
#ifndef WFP_PKT_IP_H
#define WFP_PKT_IP_H

#include "pkt/checksum.h"
#include "pkt/extensions.h"
#include "pkt/ip_addr.h"
#include "pkt/reader.h"
#include "pkt/wire.h"

#define FRAGMENT_MORE_V4   0x2000
#define FRAGMENT_OFFSET_V4 0x1fff /* in units of 8 bytes */

static inline void set_addresses(struct headers *h, enum family family, const uint8_t *src, const uint8_t *dst)
{
    h->family = (uint8_t)family;
    ip_addr_set(&h->src, family, src);
    ip_addr_set(&h->dst, family, dst);
}

/* `payload` is what the header's length leaves for the bytes from here on. */
static inline enum parse_result limit(struct reader *r, struct headers *h, size_t payload)
{
    h->ip_size = h->ip_header_size + (uint32_t)payload;
    return reader_limit(r, payload) ? PARSE_OK : PARSE_IP_TRUNCATED;
}

static inline void set_fragment_v4(struct headers *h, const struct ipv4_wire *w)
{
    uint16_t field = be16(w->fragment);
    h->fragment_id = be16(w->id);
    h->more_fragments = field & FRAGMENT_MORE_V4;
    h->fragment_offset = (uint16_t)((field & FRAGMENT_OFFSET_V4) * 8);
    h->is_fragment = field & (FRAGMENT_MORE_V4 | FRAGMENT_OFFSET_V4);
}

static inline bool checksum_is_right(struct bytes packet, size_t header_size)
{
    bytes_limit(&packet, header_size);
    return ip_checksum(packet) == 0;
}

static inline enum parse_result read_v4(struct reader *r, unsigned flags, struct headers *h)
{
    struct bytes start = r->rest;
    const struct ipv4_wire *w = bytes_take(&r->rest, sizeof(*w));
    if (!w)
        return reader_missing(r, sizeof(*w), PARSE_IP_TRUNCATED);
    set_addresses(h, FAMILY_V4, w->src, w->dst);
    h->protocol = w->protocol;
    h->hop_limit = w->hop_limit;
    h->ip_header_size = (w->version_size & 15) * 4;
    if (h->ip_header_size < sizeof(*w))
        return PARSE_IP_MALFORMED;
    size_t options = h->ip_header_size - sizeof(*w);
    if (!bytes_skip(&r->rest, options))
        return reader_missing(r, options, PARSE_IP_TRUNCATED);
    /* Before the length is believed: a damaged header is a damaged length. */
    if (flags & PARSE_CHECK_IP_CHECKSUM && !checksum_is_right(start, h->ip_header_size))
        return PARSE_IP_CHECKSUM;
    set_fragment_v4(h, w);
    uint32_t total = be16(w->total_size);
    if (total == 0) /* left for the network card to fill in: segmentation offload */
        return limit(r, h, reader_left(r));
    return total < h->ip_header_size ? PARSE_IP_MALFORMED : limit(r, h, total - h->ip_header_size);
}

/* A length field of 0 is right for an empty packet, and otherwise means a jumbogram or segmentation offload. */
static inline size_t payload_size_v6(const struct reader *r, const struct ipv6_wire *w)
{
    uint32_t size = be16(w->payload_size);
    if (size == 0 && w->next == EXTENSION_HOP_BY_HOP)
        size = jumbo_payload_size(r->rest);
    return size || w->next == PROTO_NONE ? size : reader_left(r);
}

static inline enum parse_result read_extensions(struct reader *r, struct headers *h)
{
    struct extensions x = { .next = h->protocol };
    enum parse_result e = extensions_read(r, &x);
    h->protocol = x.next;
    h->more_fragments = x.more_fragments;
    h->fragment_offset = x.fragment_offset;
    h->fragment_id = x.fragment_id;
    h->is_fragment = h->more_fragments || h->fragment_offset;
    return e;
}

static inline enum parse_result read_v6(struct reader *r, struct headers *h)
{
    const uint8_t *start = r->rest.at;
    const struct ipv6_wire *w = bytes_take(&r->rest, sizeof(*w));
    if (!w)
        return reader_missing(r, sizeof(*w), PARSE_IP_TRUNCATED);
    set_addresses(h, FAMILY_V6, w->src, w->dst);
    h->hop_limit = w->hop_limit;
    h->ip_header_size = sizeof(*w);
    enum parse_result e = limit(r, h, payload_size_v6(r, w));
    if (e != PARSE_OK)
        return e;
    h->protocol = w->next;
    if (!is_extension(w->next))
        return PARSE_OK;
    struct reader ahead = *r; /* a copy, or r could not stay in registers */
    e = read_extensions(&ahead, h);
    *r = ahead;
    h->ip_header_size = (uint32_t)bytes_since(start, &r->rest);
    return e;
}

/* Reads an IP header with options or extension headers into h, checks its lengths, limits r to the packet and leaves it
 * behind the headers. `family` is what the link said, FAMILY_NONE where the version nibble decides. */
static inline enum parse_result ip_read(struct reader *r, enum family family, unsigned flags, struct headers *h)
{
    struct bytes ahead = r->rest;
    uint8_t first;
    if (!bytes_u8(&ahead, &first))
        return reader_missing(r, 1, PARSE_IP_TRUNCATED);
    enum family found = first >> 4 == 4 ? FAMILY_V4 : first >> 4 == 6 ? FAMILY_V6 : FAMILY_NONE;
    if (found == FAMILY_NONE || (family != FAMILY_NONE && family != found))
        return PARSE_IP_MALFORMED;
    return found == FAMILY_V4 ? read_v4(r, flags, h) : read_v6(r, h);
}

#endif
