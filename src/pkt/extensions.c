#include "pkt/extensions.h"

#include "pkt/wire.h"

#define EXTENSIONS_MAX 16 /* no honest packet comes near; bounds the walk */

#define FRAGMENT_MORE_V6   0x0001
#define FRAGMENT_OFFSET_V6 0xfff8 /* the unit is in place already */

#define OPTION_PAD1  0x00
#define OPTION_JUMBO 0xc2

enum extension_kind { EXTENSION_NOT, EXTENSION_IN_8_BYTES, EXTENSION_IN_4_BYTES, EXTENSION_IS_FRAGMENT };

static const uint8_t extension_kinds[256] = {
    [EXTENSION_HOP_BY_HOP] = EXTENSION_IN_8_BYTES,
    [EXTENSION_ROUTING] = EXTENSION_IN_8_BYTES,
    [EXTENSION_DESTINATION] = EXTENSION_IN_8_BYTES,
    [EXTENSION_AUTH] = EXTENSION_IN_4_BYTES,
    [EXTENSION_FRAGMENT] = EXTENSION_IS_FRAGMENT,
};

bool is_extension(uint8_t protocol)
{
    return extension_kinds[protocol] != EXTENSION_NOT;
}

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

uint32_t jumbo_payload_size(struct bytes b)
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

bool extensions_find_fragment(struct bytes headers, struct fragment_place *out)
{
    struct reader r = reader_of(headers, 0);
    const struct ipv6_wire *w = bytes_take(&r.rest, sizeof(*w));
    size_t named_at = offsetof(struct ipv6_wire, next);
    if (!w)
        return false;
    struct extensions x = { .next = w->next };
    while (x.next != EXTENSION_FRAGMENT) {
        named_at = reader_offset(&r); /* every extension header begins with what it names */
        if (!is_extension(x.next) || skip_extension(&r, extension_kinds[x.next], &x) != PARSE_OK)
            return false;
    }
    if (read_fragment(&r, &x) != PARSE_OK)
        return false;
    *out = (struct fragment_place){ named_at, x.next };
    return true;
}
