#include "pkt/fragment.h"

#include "base/buffer.h"
#include "pkt/checksum.h"
#include "pkt/wire.h"

#define MORE_FRAGMENTS 0x2000u
#define FLAGS_V4       0xe000u
#define OFFSET_V4      0x1fffu
#define UNIT           8u /* offsets count in these */
#define IPV4_OPTIONS_AT 20u
#define OPTION_END     0
#define OPTION_NOP     1
#define OPTION_COPIED  0x80 /* stands in every fragment (RFC 791) */

/* What every fragment begins with, and what is divided among them. */
struct cut {
    struct buffer head;
    struct bytes  payload;
    enum family   family;
    uint32_t      offset;       /* of the payload in its datagram: what is cut may be a fragment itself */
    uint32_t      fragment_at;  /* v6: of the fragment header in `head` */
    bool          more;         /* after the last of these */
};

/* --- IPv4 --------------------------------------------------------------------------------------------------------- */

static enum wfp_status read_v4(struct bytes packet, struct cut *c)
{
    struct bytes            all = packet;
    const struct ipv4_wire *w = bytes_take(&packet, sizeof(*w));
    struct bytes            head;
    if (!w || !bytes_sub(&all, (w->version_size & 15u) * 4u, &head) || bytes_left(&head) < sizeof(*w))
        return WFP_INVALID_ARGUMENT;
    size_t size = be16(w->total_size);
    if (size < bytes_left(&head) || size - bytes_left(&head) > bytes_left(&all))
        return WFP_INVALID_ARGUMENT;
    bytes_limit(&all, size - bytes_left(&head));
    c->payload = all;
    c->offset = (be16(w->fragment) & OFFSET_V4) * UNIT;
    c->more = be16(w->fragment) & MORE_FRAGMENTS;
    buffer_put(&c->head, head.at, bytes_left(&head));
    return buffer_ok(&c->head) ? WFP_OK : WFP_NO_MEMORY;
}

/* Options that are for the first fragment alone become padding in the others. */
static void drop_first_only(struct buffer *head)
{
    for (size_t at = IPV4_OPTIONS_AT; at < head->size && head->data[at] != OPTION_END;) {
        uint8_t kind = head->data[at];
        size_t  size = kind == OPTION_NOP ? 1 : at + 1 < head->size ? head->data[at + 1] : 0;
        if (size == 0 || size > head->size - at)
            return;
        if (!(kind & OPTION_COPIED))
            memset(&head->data[at], OPTION_NOP, size);
        at += size;
    }
}

static void finish_v4(struct cut *c, uint32_t offset, uint32_t size, bool more)
{
    struct ipv4_wire w;
    if (offset > c->offset)
        drop_first_only(&c->head);
    memcpy(&w, c->head.data, sizeof(w));
    unsigned flags = (be16(w.fragment) & FLAGS_V4 & ~MORE_FRAGMENTS) | (more ? MORE_FRAGMENTS : 0);
    put_be16(w.fragment, (uint16_t)(flags | offset / UNIT));
    put_be16(w.total_size, (uint16_t)(c->head.size + size));
    put_be16(w.checksum, 0);
    memcpy(c->head.data, &w, sizeof(w));
    put_be16(w.checksum, ip_checksum(buffer_bytes(&c->head)));
    memcpy(c->head.data, &w, sizeof(w));
}

/* --- IPv6 --------------------------------------------------------------------------------------------------------- */

/* Headers that each router on the way reads stay before the fragment header: hop-by-hop, routing, and the options before a
 * routing header (RFC 8200, 4.5). */
static bool stays_before(uint8_t header, const struct extension_wire *e)
{
    return header == EXTENSION_HOP_BY_HOP || header == EXTENSION_ROUTING ||
           (header == EXTENSION_DESTINATION && e->next == EXTENSION_ROUTING);
}

static enum wfp_status put_fragment_header(struct cut *c, uint32_t next_at, uint32_t id)
{
    struct fragment_wire f = { .next = c->head.data[next_at] };
    put_be32(f.id, id);
    c->head.data[next_at] = EXTENSION_FRAGMENT;
    c->fragment_at = (uint32_t)c->head.size;
    buffer_put(&c->head, &f, sizeof(f));
    return buffer_ok(&c->head) ? WFP_OK : WFP_NO_MEMORY;
}

static enum wfp_status read_v6(struct bytes packet, uint32_t id, struct cut *c)
{
    const struct ipv6_wire *w = bytes_take(&packet, sizeof(*w));
    uint32_t                next_at = offsetof(struct ipv6_wire, next);
    if (!w || be16(w->payload_size) > bytes_left(&packet))
        return WFP_INVALID_ARGUMENT;
    bytes_limit(&packet, be16(w->payload_size));
    buffer_put(&c->head, w, sizeof(*w));
    for (uint8_t header = w->next;;) {
        struct bytes                 look = packet, all;
        const struct extension_wire *e = bytes_take(&look, sizeof(*e));
        if (!buffer_ok(&c->head))
            return WFP_NO_MEMORY;
        if (!e || !stays_before(header, e))
            break;
        if (!bytes_sub(&packet, (e->size + 1u) * UNIT, &all))
            return WFP_INVALID_ARGUMENT;
        next_at = (uint32_t)c->head.size;
        buffer_put(&c->head, all.at, bytes_left(&all));
        header = e->next;
    }
    c->payload = packet;
    return put_fragment_header(c, next_at, id);
}

static void finish_v6(struct cut *c, uint32_t offset, uint32_t size, bool more)
{
    struct ipv6_wire w;
    memcpy(&w, c->head.data, sizeof(w));
    put_be16(w.payload_size, (uint16_t)(c->head.size - sizeof(w) + size));
    memcpy(c->head.data, &w, sizeof(w));
    put_be16(&c->head.data[c->fragment_at + offsetof(struct fragment_wire, fragment)], (uint16_t)(offset | (more ? 1 : 0)));
}

/* --- both --------------------------------------------------------------------------------------------------------- */

static enum wfp_status show_all(struct cut *c, uint32_t room, fragment_fn each, void *context)
{
    static void (*const finish[FAMILY_COUNT])(struct cut *, uint32_t, uint32_t, bool) = { [FAMILY_V4] = finish_v4,
                                                                                          [FAMILY_V6] = finish_v6 };
    struct buffer one;
    buffer_init(&one);
    if (!buffer_grow(&one, c->head.size + room))
        return WFP_NO_MEMORY; /* from here on nothing fails */
    for (uint32_t offset = c->offset; bytes_left(&c->payload);) {
        struct bytes part = c->payload;
        size_t       left = bytes_left(&c->payload);
        uint32_t     size = left > room ? room : (uint32_t)left;
        (void)!bytes_sub(&c->payload, size, &part);
        finish[c->family](c, offset, size, c->more || bytes_left(&c->payload));
        buffer_clear(&one);
        buffer_put(&one, c->head.data, c->head.size);
        buffer_put(&one, part.at, size);
        each(context, buffer_bytes(&one));
        offset += size;
    }
    buffer_fini(&one);
    return WFP_OK;
}

enum wfp_status fragment_packet(struct bytes packet, uint32_t mtu, uint32_t id, fragment_fn each, void *context)
{
    struct bytes look = packet;
    struct cut   c = { .family = FAMILY_NONE };
    uint8_t      version;
    if (!bytes_u8(&look, &version))
        return WFP_INVALID_ARGUMENT;
    if (bytes_left(&packet) <= mtu) {
        each(context, packet);
        return WFP_OK;
    }
    buffer_init(&c.head);
    c.family = version >> 4 == 4 ? FAMILY_V4 : FAMILY_V6;
    enum wfp_status err = c.family == FAMILY_V4 ? read_v4(packet, &c) : read_v6(packet, id, &c);
    if (!err && mtu < c.head.size + UNIT)
        err = WFP_INVALID_ARGUMENT;
    if (!err)
        err = show_all(&c, (uint32_t)(mtu - c.head.size) / UNIT * UNIT, each, context);
    buffer_fini(&c.head);
    return err;
}

/* --- frames ------------------------------------------------------------------------------------------------------- */

struct framing {
    struct bytes  link;
    struct buffer frame;
    fragment_fn   each;
    void         *context;
};

static void show_framed(void *context, struct bytes fragment)
{
    struct framing *f = context;
    buffer_clear(&f->frame);
    buffer_put(&f->frame, f->link.at, bytes_left(&f->link));
    buffer_put(&f->frame, fragment.at, bytes_left(&fragment));
    if (buffer_ok(&f->frame))
        f->each(f->context, buffer_bytes(&f->frame));
}

enum wfp_status fragment_frame(struct bytes link, struct bytes packet, uint32_t mtu, uint32_t id, fragment_fn each, void *context)
{
    struct framing f = { .link = link, .each = each, .context = context };
    buffer_init(&f.frame);
    enum wfp_status err = fragment_packet(packet, mtu, id, show_framed, &f);
    buffer_fini(&f.frame);
    return err;
}
