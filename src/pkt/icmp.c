#include "pkt/icmp.h"

#include "pkt/extensions.h"
#include "pkt/ip_addr.h"
#include "pkt/wire.h"

/* Reads the IP header at r, which may be cut short anywhere, leniently: its lengths speak of a packet that is not here.
 * True when what follows is the beginning of the upper protocol's header. */
static bool read_inner_ip(struct reader *r, struct headers *h)
{
    if (h->family == FAMILY_V4) {
        const struct ipv4_wire *w = bytes_take(&r->rest, sizeof(*w));
        if (!w || w->version_size >> 4 != 4)
            return false;
        size_t size = (w->version_size & 15) * 4u;
        h->has_inner = true;
        h->inner_protocol = w->protocol;
        ip_addr_set(&h->inner_src, FAMILY_V4, w->src);
        ip_addr_set(&h->inner_dst, FAMILY_V4, w->dst);
        return size >= sizeof(*w) && bytes_skip(&r->rest, size - sizeof(*w)) && (be16(w->fragment) & 0x1fff) == 0;
    }
    const struct ipv6_wire *w = bytes_take(&r->rest, sizeof(*w));
    if (!w || w->version_flow[0] >> 4 != 6)
        return false;
    h->has_inner = true;
    ip_addr_set(&h->inner_src, FAMILY_V6, w->src);
    ip_addr_set(&h->inner_dst, FAMILY_V6, w->dst);
    struct extensions x = { .next = w->next };
    bool whole = extensions_read(r, &x) == PARSE_OK;
    h->inner_protocol = x.next;
    return whole && x.fragment_offset == 0;
}

static void read_inner(struct reader *r, struct headers *h)
{
    uint32_t offset = reader_offset(r);
    bool at_upper = read_inner_ip(r, h);
    if (h->has_inner)
        h->inner_ip_offset = offset;
    if (!at_upper || !protocol_has_ports(h->inner_protocol))
        return;
    const struct ports_wire *w = bytes_take(&r->rest, sizeof(*w));
    if (!w)
        return;
    h->inner_has_ports = true;
    h->inner_src_port = be16(w->src_port);
    h->inner_dst_port = be16(w->dst_port);
}

#define ICMP_ECHO  1
#define ICMP_ERROR 2

/* What a type is, RFC 792 and RFC 4443; every ICMPv6 type below 128 is an error message. */
static unsigned icmp_kind(enum family family, uint8_t type)
{
    static const uint8_t kinds_v4[] = { [0] = ICMP_ECHO,  [3] = ICMP_ERROR,  [4] = ICMP_ERROR, [5] = ICMP_ERROR,
                                        [8] = ICMP_ECHO, [11] = ICMP_ERROR, [12] = ICMP_ERROR };
    if (family == FAMILY_V4)
        return type < sizeof(kinds_v4) ? kinds_v4[type] : 0;
    return type < 128 ? ICMP_ERROR : type <= 129 ? ICMP_ECHO : 0;
}

/* The header is 8 bytes for echo and error messages. It is 4 for other messages, whose formats differ after that, and for
 * an echo or error message too short for more. */
enum parse_result icmp_read(struct reader r, struct headers *h)
{
    size_t unit = reader_left(&r);
    const struct icmp_wire *w = bytes_take(&r.rest, sizeof(*w));
    if (!w)
        return reader_missing(&r, sizeof(*w), PARSE_TRANSPORT_TRUNCATED);
    unsigned kind = icmp_kind(h->family, w->type);
    h->has_ports = true;
    h->icmp_type = w->type;
    h->icmp_code = w->code;
    h->icmp_is_echo = kind == ICMP_ECHO;
    h->icmp_is_error = kind == ICMP_ERROR;
    const struct icmp_rest_wire *rest;
    bool is_long = kind && unit >= sizeof(*w) + sizeof(*rest);
    set_header_size(h, unit, is_long ? sizeof(*w) + sizeof(*rest) : sizeof(*w));
    if (!is_long)
        return PARSE_OK;
    rest = bytes_take(&r.rest, sizeof(*rest));
    if (!rest)
        return PARSE_CAPTURE_CUT;
    if (kind == ICMP_ERROR) {
        read_inner(&r, h);
        return PARSE_OK;
    }
    h->icmp_id = be16(rest->id);
    h->icmp_sequence = be16(rest->sequence);
    return PARSE_OK;
}
