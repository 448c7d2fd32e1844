/* VLAN tags, Linux cooked capture, raw IP and the BSD loopback headers. */
#include "pkt/link.h"

#include <assert.h>

#include "base/status.h"

/* Tags beyond this are taken for a protocol we do not know: nothing real stacks that many. */
#define VLAN_TAGS_MAX 8

enum parse_result link_read_tags(struct reader *r, struct headers *h)
{
    for (unsigned i = 0; i < VLAN_TAGS_MAX && ether_type_is_tag(h->ether_type); i++) {
        const struct vlan_wire *w = bytes_take(&r->rest, sizeof(*w));
        if (!w)
            return reader_missing(r, sizeof(*w), PARSE_LINK_TRUNCATED);
        if (!h->has_vlan)
            h->vlan_id = be16(w->tci) & 0x0fff;
        h->has_vlan = true;
        h->ether_type = be16(w->type);
    }
    return PARSE_OK;
}

static enum parse_result read_raw_ip(struct reader *r, struct headers *h, enum family *family)
{
    (void)r, (void)h;
    *family = FAMILY_NONE;
    return PARSE_OK;
}

/* Cooked headers name only the sender's address, and only that of an Ethernet-like device is a MAC address. */
static void set_cooked(struct headers *h, unsigned packet_type, unsigned address_size, const uint8_t address[8])
{
    static const uint8_t directions[] = { LINK_TO_US, LINK_BROADCAST, LINK_MULTICAST, LINK_TO_OTHER, LINK_FROM_US };
    if (packet_type < COUNT_OF(directions))
        h->link_direction = directions[packet_type];
    if (address_size != sizeof(h->mac_src))
        return;
    h->has_mac = true;
    memcpy(h->mac_src, address, sizeof(h->mac_src));
}

static enum parse_result read_cooked(struct reader *r, struct headers *h, enum family *family)
{
    const struct cooked_wire *w = bytes_take(&r->rest, sizeof(*w));
    if (!w)
        return reader_missing(r, sizeof(*w), PARSE_LINK_TRUNCATED);
    set_cooked(h, be16(w->packet_type), be16(w->address_size), w->address);
    return read_ether_type(r, be16(w->protocol), h, family);
}

static enum parse_result read_cooked2(struct reader *r, struct headers *h, enum family *family)
{
    const struct cooked2_wire *w = bytes_take(&r->rest, sizeof(*w));
    if (!w)
        return reader_missing(r, sizeof(*w), PARSE_LINK_TRUNCATED);
    set_cooked(h, w->packet_type, w->address_size, w->address);
    return read_ether_type(r, be16(w->protocol), h, family);
}

bool headers_cooked_interface(struct bytes frame, uint32_t *index, uint16_t *kind)
{
    const struct cooked2_wire *w = bytes_take(&frame, sizeof(*w));
    if (!w)
        return false;
    *index = be32(w->interface);
    *kind = be16(w->arphrd);
    return true;
}

/* Every BSD numbers AF_INET6 differently, and Linux again; all agree on AF_INET. */
static enum family family_of_af(uint32_t af)
{
    switch (af) {
    case 2:
        return FAMILY_V4;
    case 10: /* Linux */
    case 24: /* NetBSD, OpenBSD */
    case 28: /* FreeBSD */
    case 30: /* Darwin */
        return FAMILY_V6;
    default:
        return FAMILY_NONE;
    }
}

static enum parse_result read_loop(struct reader *r, struct headers *h, enum family *family)
{
    uint32_t af;
    (void)h;
    if (!bytes_u32(&r->rest, &af))
        return reader_missing(r, sizeof(af), PARSE_LINK_TRUNCATED);
    *family = family_of_af(af);
    return *family == FAMILY_NONE ? PARSE_NOT_IP : PARSE_OK;
}

static enum parse_result read_null(struct reader *r, struct headers *h, enum family *family)
{
    uint32_t af;
    (void)h;
    if (!bytes_u32(&r->rest, &af))
        return reader_missing(r, sizeof(af), PARSE_LINK_TRUNCATED);
    /* Families are small numbers: one that looks huge was written in the other byte order. */
    *family = family_of_af(af > 0xffff ? __builtin_bswap32(af) : af);
    return *family == FAMILY_NONE ? PARSE_NOT_IP : PARSE_OK;
}

enum parse_result link_read_other(struct reader *r, enum link_type link, struct headers *h, enum family *family)
{
    static enum parse_result (*const readers[])(struct reader *, struct headers *, enum family *) = {
        [LINK_ETHERNET] = read_ethernet,
        [LINK_RAW_IP] = read_raw_ip,
        [LINK_LINUX_COOKED] = read_cooked,
        [LINK_LINUX_COOKED2] = read_cooked2,
        [LINK_NULL] = read_null,
        [LINK_LOOP] = read_loop,
    };
    static_assert(COUNT_OF(readers) == LINK_TYPE_COUNT, "every link layer has a reader");
    return readers[link](r, h, family);
}
