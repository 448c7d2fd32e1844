/* ICMP of both families with the packet inside its errors. Private to pkt/; off the hot path. */
#ifndef WFP_PKT_ICMP_H
#define WFP_PKT_ICMP_H

#include "pkt/reader.h"

#define PROTO_DCCP    33
#define PROTO_SCTP    132
#define PROTO_UDPLITE 136

static inline bool protocol_has_ports(uint8_t protocol)
{
    return protocol == PROTO_TCP || protocol == PROTO_UDP || protocol == PROTO_UDPLITE || protocol == PROTO_SCTP ||
           protocol == PROTO_DCCP;
}

/* Of a transport header of `size` bytes in an IP payload of `unit` bytes. */
static inline void set_header_size(struct headers *h, size_t unit, size_t size)
{
    h->transport_header_size = (uint32_t)size;
    h->payload_size = (uint32_t)(unit - size);
}

enum parse_result icmp_read(struct reader r, struct headers *h);

#endif
