/* IP headers. Lengths are checked against what was on the wire, not against what was captured, so that a short snap length
 * is no fault of the packet; everything after the packet's own end (Ethernet padding) is left out. */
#include "pkt/ip.h"

#include "pkt/wire.h"

#define EXTENSIONS_MAX 16 /* no honest packet comes near; bounds the walk */

#define FRAGMENT_MORE_V4   0x2000
#define FRAGMENT_OFFSET_V4 0x1fff /* in units of 8 bytes */
#define FRAGMENT_MORE_V6   0x0001
#define FRAGMENT_OFFSET_V6 0xfff8 /* the unit is in place already */

#define OPTION_PAD1  0x00
#define OPTION_JUMBO 0xc2

uint16_t ip_checksum(struct bytes header)
{
    uint32_t sum = 0;
    uint16_t word;
    uint8_t  last;
    while (bytes_u16(&header, &word))
        sum += word;
    if (bytes_u8(&header, &last))
        sum += (uint32_t)last << 8;
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)~sum;
}

static void set_addresses(struct headers *h, enum family family, const uint8_t *src, const uint8_t *dst)
{
    h->family = (uint8_t)family;
    h->src = ip_addr_of(family, src);
    h->dst = ip_addr_of(family, dst);
}

/* `payload` is what the header's length leaves for the bytes from here on. */
static enum parse_result limit(struct reader *r, struct headers *h, size_t payload)
{
    h->ip_size = h->ip_header_size + (uint32_t)payload;
    return reader_limit(r, payload) ? PARSE_OK : PARSE_IP_TRUNCATED;
}

static void set_fragment_v4(struct headers *h, const struct ipv4_wire *w)
{
    uint16_t field = be16(w->fragment);
    h->fragment_id = be16(w->id);
    h->more_fragments = field & FRAGMENT_MORE_V4;
    h->fragment_offset = (uint16_t)((field & FRAGMENT_OFFSET_V4) * 8);
    h->is_fragment = h->more_fragments || h->fragment_offset;
}

static bool checksum_is_right(struct bytes packet, size_t header_size)
{
    bytes_limit(&packet, header_size);
    return ip_checksum(packet) == 0;
}

static enum parse_result read_v4(struct reader *r, unsigned flags, struct headers *h)
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

/* The jumbo payload option (RFC 2675) in a hop-by-hop header at the cursor, 0 when there is none. */
static uint32_t jumbo_size(struct bytes b)
{
    struct bytes options;
    uint8_t next, units, type, size;
    uint32_t jumbo;
    if (!bytes_u8(&b, &next) || !bytes_u8(&b, &units) || !bytes_sub(&b, units * 8u + 6, &options))
        return 0;
    while (bytes_u8(&options, &type)) {
        if (type == OPTION_PAD1)
            continue;
        if (!bytes_u8(&options, &size))
            return 0;
        if (type == OPTION_JUMBO)
            return size == sizeof(jumbo) && bytes_u32(&options, &jumbo) ? jumbo : 0;
        if (!bytes_skip(&options, size))
            return 0;
    }
    return 0;
}

/* A length field of 0 is right for an empty packet, and otherwise means a jumbogram or segmentation offload. */
static size_t payload_size_v6(const struct reader *r, const struct ipv6_wire *w)
{
    uint32_t size = be16(w->payload_size);
    if (size == 0 && w->next == EXTENSION_HOP_BY_HOP)
        size = jumbo_size(r->rest);
    return size || w->next == PROTO_NONE ? size : reader_left(r);
}

static enum parse_result read_v6(struct reader *r, struct headers *h)
{
    struct bytes start = r->rest;
    const struct ipv6_wire *w = bytes_take(&r->rest, sizeof(*w));
    if (!w)
        return reader_missing(r, sizeof(*w), PARSE_IP_TRUNCATED);
    set_addresses(h, FAMILY_V6, w->src, w->dst);
    h->hop_limit = w->hop_limit;
    h->ip_header_size = sizeof(*w);
    enum parse_result e = limit(r, h, payload_size_v6(r, w));
    if (e != PARSE_OK)
        return e;
    struct extensions x = { .next = w->next };
    e = extensions_read(r, &x);
    h->protocol = x.next;
    h->ip_header_size = (uint32_t)bytes_since(&start, &r->rest);
    h->more_fragments = x.more_fragments;
    h->fragment_offset = x.fragment_offset;
    h->fragment_id = x.fragment_id;
    h->is_fragment = h->more_fragments || h->fragment_offset;
    return e;
}

enum extension_kind { EXTENSION_NOT, EXTENSION_IN_8_BYTES, EXTENSION_IN_4_BYTES, EXTENSION_IS_FRAGMENT };

static const uint8_t extension_kinds[256] = {
    [EXTENSION_HOP_BY_HOP] = EXTENSION_IN_8_BYTES,
    [EXTENSION_ROUTING] = EXTENSION_IN_8_BYTES,
    [EXTENSION_DESTINATION] = EXTENSION_IN_8_BYTES,
    [EXTENSION_AUTH] = EXTENSION_IN_4_BYTES,
    [EXTENSION_FRAGMENT] = EXTENSION_IS_FRAGMENT,
};

static enum parse_result skip_extension(struct reader *r, enum extension_kind kind, struct extensions *x)
{
    struct bytes ahead = r->rest;
    const struct extension_wire *w = bytes_take(&ahead, sizeof(*w));
    if (!w)
        return reader_missing(r, 8, PARSE_IP_TRUNCATED);
    size_t size = kind == EXTENSION_IN_8_BYTES ? (w->size + 1u) * 8 : (w->size + 2u) * 4;
    if (!bytes_skip(&r->rest, size))
        return reader_missing(r, size, PARSE_IP_TRUNCATED);
    x->next = w->next;
    return PARSE_OK;
}

static enum parse_result read_fragment(struct reader *r, struct extensions *x)
{
    const struct fragment_wire *w = bytes_take(&r->rest, sizeof(*w));
    if (!w)
        return reader_missing(r, sizeof(*w), PARSE_IP_TRUNCATED);
    x->next = w->next;
    x->more_fragments = be16(w->fragment) & FRAGMENT_MORE_V6;
    x->fragment_offset = be16(w->fragment) & FRAGMENT_OFFSET_V6;
    x->fragment_id = be32(w->id);
    return PARSE_OK;
}

enum parse_result extensions_read(struct reader *r, struct extensions *x)
{
    bool had_fragment = false;
    for (unsigned i = 0; i <= EXTENSIONS_MAX; i++) {
        enum extension_kind kind = extension_kinds[x->next];
        bool is_fragment = kind == EXTENSION_IS_FRAGMENT;
        if (kind == EXTENSION_NOT)
            return PARSE_OK;
        /* Hop-by-hop options come first or not at all, and a packet is fragmented once (RFC 8200). */
        if ((x->next == EXTENSION_HOP_BY_HOP && i > 0) || (is_fragment && had_fragment))
            return PARSE_IP_MALFORMED;
        enum parse_result e = is_fragment ? read_fragment(r, x) : skip_extension(r, kind, x);
        if (e != PARSE_OK || x->more_fragments || x->fragment_offset)
            return e;
        had_fragment |= is_fragment;
    }
    return PARSE_IP_MALFORMED;
}

enum parse_result ip_read(struct reader *r, enum family family, unsigned flags, struct headers *h)
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
