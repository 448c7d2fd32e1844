/* TCP, UDP and the protocols that have ports in the same place; part of headers.c (link.h says why). */
#ifndef WFP_PKT_TRANSPORT_H
#define WFP_PKT_TRANSPORT_H

#include "pkt/icmp.h"
#include "pkt/wire.h"

static inline void set_ports(struct headers *h, const uint8_t src[2], const uint8_t dst[2])
{
    h->has_ports = true;
    h->src_port = be16(src);
    h->dst_port = be16(dst);
}

static inline enum parse_result read_tcp(struct reader *r, struct headers *h)
{
    size_t unit = reader_left(r);
    const struct tcp_wire *w = bytes_take(&r->rest, sizeof(*w));
    if (!w)
        return reader_missing(r, sizeof(*w), PARSE_TRANSPORT_TRUNCATED);
    set_ports(h, w->src_port, w->dst_port);
    h->tcp_seq = be32(w->seq);
    h->tcp_ack = be32(w->ack);
    h->tcp_flags = w->flags;
    size_t size = (w->data_offset >> 4) * 4u;
    if (size < sizeof(*w) || size > unit)
        return PARSE_TRANSPORT_MALFORMED;
    set_header_size(h, unit, size);
    return PARSE_OK; /* options that the capture did not keep decide nothing */
}

static inline enum parse_result read_udp(struct reader *r, struct headers *h)
{
    size_t unit = reader_left(r);
    const struct udp_wire *w = bytes_take(&r->rest, sizeof(*w));
    if (!w)
        return reader_missing(r, sizeof(*w), PARSE_TRANSPORT_TRUNCATED);
    set_ports(h, w->src_port, w->dst_port);
    size_t size = be16(w->size);
    if (size == 0 && h->ip_size > UINT16_MAX) /* a jumbogram's length does not fit (RFC 2675) */
        size = unit;
    if (size < sizeof(*w) || size > unit)
        return PARSE_TRANSPORT_MALFORMED;
    set_header_size(h, size, sizeof(*w));
    return PARSE_OK;
}

static inline enum parse_result read_ports(struct reader *r, struct headers *h)
{
    const struct ports_wire *w = bytes_take(&r->rest, sizeof(*w));
    if (!w)
        return reader_missing(r, sizeof(*w), PARSE_TRANSPORT_TRUNCATED);
    set_ports(h, w->src_port, w->dst_port);
    return PARSE_OK;
}

/* Reads the header of h->protocol at r, which ends where the IP packet ends. Not called for fragments. */
static inline enum parse_result transport_read(struct reader *r, struct headers *h)
{
    h->transport_offset = reader_offset(r);
    h->payload_size = (uint32_t)reader_left(r);
    if (h->protocol == PROTO_TCP)
        return read_tcp(r, h);
    if (h->protocol == PROTO_UDP)
        return read_udp(r, h);
    if (h->protocol == (h->family == FAMILY_V4 ? PROTO_ICMP : PROTO_ICMPV6))
        return icmp_read(*r, h);
    return protocol_has_ports(h->protocol) ? read_ports(r, h) : PARSE_OK;
}

#endif
