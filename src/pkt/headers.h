/* The headers of one frame, read once through the bounds-checked cursor (base/bytes.h). No copy is made: the record holds
 * numbers and offsets into the frame. */
#ifndef WFP_PKT_HEADERS_H
#define WFP_PKT_HEADERS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "model/schema.h"

/* An address of either family; v4 in bytes[0..3]; network order; unused bytes are zero, so that records compare by memcmp. */
struct ip_addr {
    uint8_t family; /* enum family */
    uint8_t bytes[16];
};

static inline bool ip_addr_equal(const struct ip_addr *a, const struct ip_addr *b)
{
    uint64_t x[2], y[2]; /* as words: compared on every packet */
    memcpy(x, a->bytes, sizeof(x));
    memcpy(y, b->bytes, sizeof(y));
    return ((x[0] ^ y[0]) | (x[1] ^ y[1]) | (uint64_t)(a->family ^ b->family)) == 0;
}
uint32_t ip_addr_v4(const struct ip_addr *a); /* host order */
bool ip_addr_parse(const char *text, struct ip_addr *out);
#define IP_TEXT_SIZE 46
char *ip_addr_format(const struct ip_addr *a, char out[IP_TEXT_SIZE]);

enum addr_kind_id {
    ADDR_MULTICAST,
    ADDR_LOOPBACK,
    ADDR_LINK_LOCAL,
    ADDR_UNSPECIFIED,
    ADDR_BROADCAST, /* 255.255.255.255; subnet broadcasts need the host's prefix and are the caller's business */
    ADDR_KIND_COUNT
};

struct addr_kind {
    uint8_t mask[16], value[16];
};
extern const struct addr_kind addr_kinds[ADDR_KIND_COUNT][FAMILY_COUNT];

static inline bool ip_addr_is(const struct ip_addr *a, enum addr_kind_id kind)
{
    const struct addr_kind *k = &addr_kinds[kind][a->family];
    uint64_t                bytes[2], mask[2], value[2]; /* as words: asked for every packet */
    memcpy(bytes, a->bytes, sizeof(bytes));
    memcpy(mask, k->mask, sizeof(mask));
    memcpy(value, k->value, sizeof(value));
    return (((bytes[0] & mask[0]) ^ value[0]) | ((bytes[1] & mask[1]) ^ value[1])) == 0;
}

/* True when the first `bits` bits agree and the families are equal. */
bool ip_addr_in_prefix(const struct ip_addr *a, const struct ip_addr *prefix, unsigned bits);
/* The last address of an IPv4 network that has room for one. */
bool ip_addr_is_directed_broadcast(const struct ip_addr *a, const struct ip_addr *prefix, unsigned bits);
/* "192.0.2.1/24", "2001:db8::/32"; an address alone has all of its bits. False: neither. */
bool ip_prefix_parse(const char *text, struct ip_addr *out, uint8_t *bits);

/* Link layers of a capture. Values are ours; port/ maps DLT_ numbers to them. */
enum link_type {
    LINK_ETHERNET,
    LINK_RAW_IP,       /* the version nibble tells the family */
    LINK_LINUX_COOKED, /* SLL v1 */
    LINK_LINUX_COOKED2,
    LINK_NULL,         /* BSD loopback: 4-byte family in the byte order of the capturing host */
    LINK_LOOP,         /* OpenBSD loopback: the same in network order */
    LINK_TYPE_COUNT
};

/* A VLAN tag follows instead of a protocol: 802.1Q, 802.1ad, and what was used before that. */
static inline bool ether_type_is_tag(uint16_t ether_type)
{
    return ether_type == 0x8100 || ether_type == 0x88a8 || ether_type == 0x9100;
}

/* Direction as the link header tells it (Linux cooked). */
enum link_direction { LINK_DIRECTION_UNKNOWN, LINK_TO_US, LINK_BROADCAST, LINK_MULTICAST, LINK_TO_OTHER, LINK_FROM_US };

enum parse_result {
    PARSE_OK,
    PARSE_NOT_IP,          /* a good frame of another protocol (ARP, LLDP, ...); only link members are set */
    PARSE_LINK_TRUNCATED,  /* the frame ends inside its link header */
    PARSE_IP_TRUNCATED,    /* the packet ends inside its IP header or an extension header, or is shorter than its length field */
    PARSE_IP_MALFORMED,    /* version, header length, length field or an option chain contradicts itself */
    PARSE_IP_CHECKSUM,     /* IPv4 header checksum is wrong (looked at only where asked for) */
    PARSE_TRANSPORT_TRUNCATED, /* ends inside the TCP, UDP or ICMP header */
    PARSE_TRANSPORT_MALFORMED, /* TCP data offset or UDP length contradicts the packet */
    PARSE_CAPTURE_CUT,     /* headers are missing because the capture kept fewer bytes than were on the wire */
    PARSE_RESULT_COUNT
};

/* One sentence for people. Static storage. */
const char *parse_result_text(enum parse_result r);

#define TCP_FIN 0x01
#define TCP_SYN 0x02
#define TCP_RST 0x04
#define TCP_PSH 0x08
#define TCP_ACK 0x10
#define TCP_URG 0x20
#define TCP_CWR 0x80

enum ip_protocol { PROTO_ICMP = 1, PROTO_IGMP = 2, PROTO_TCP = 6, PROTO_UDP = 17, PROTO_ICMPV6 = 58, PROTO_NONE = 59 };

struct headers {
    /* link */
    uint8_t             link; /* enum link_type */
    uint8_t             link_direction; /* enum link_direction */
    bool                has_mac;  /* mac_src (and mac_dst on Ethernet) are known */
    bool                has_vlan;
    uint8_t             mac_dst[6], mac_src[6];
    uint16_t            ether_type; /* host order, after VLAN tags; values below 0x0600 are 802.3 lengths */
    uint16_t            vlan_id;    /* outermost tag's VID, 0 without one */
    uint32_t            link_size;  /* bytes before the IP header */

    /* IP */
    uint8_t             family;   /* enum family; FAMILY_NONE: not IP */
    uint8_t             protocol; /* upper protocol, after IPv6 extension headers (of an IPv6 fragment: what its fragment header names) */
    uint8_t             hop_limit;
    bool                is_fragment;   /* more-fragments set or offset not 0 */
    bool                more_fragments;
    bool                has_ports;     /* TCP/UDP (and SCTP, DCCP, UDP-Lite) ports, ICMP type and code were read */
    uint16_t            fragment_offset; /* bytes */
    uint32_t            fragment_id;
    struct ip_addr      src, dst;
    uint32_t            ip_offset;        /* of the IP header in the frame */
    uint32_t            ip_header_size;   /* with options or extension headers; an IPv6 fragment's ends with its fragment header */
    uint32_t            ip_size;          /* whole IP packet as its length field says (the size on the wire where that says 0) */

    /* transport; not set for a fragment */
    uint32_t            transport_offset;      /* in the frame */
    uint32_t            transport_header_size; /* TCP with options; UDP 8; ICMP echo and errors 8, other or short ICMP 4; else 0 */
    uint32_t            payload_size;          /* bytes after the transport header, from the IP length (UDP: its own length) */
    uint16_t            src_port, dst_port;    /* host order; 0 for ICMP */
    uint8_t             tcp_flags;
    uint32_t            tcp_seq, tcp_ack;
    uint8_t             icmp_type, icmp_code;
    uint16_t            icmp_id, icmp_sequence; /* of echo messages, else 0 */
    bool                icmp_is_error;
    bool                icmp_is_echo; /* request or reply */

    /* the packet inside an ICMP error, as far as it was there */
    bool                has_inner;
    uint8_t             inner_protocol;
    bool                inner_has_ports;
    struct ip_addr      inner_src, inner_dst;
    uint16_t            inner_src_port, inner_dst_port;
    uint32_t            inner_ip_offset; /* in the frame */
};

#define PARSE_CHECK_IP_CHECKSUM 1u

/* Reads a frame. `frame` holds the captured bytes, wire_size the size on the wire (at least the captured). On anything but
 * PARSE_OK the members read so far are set, so that a discard can name addresses when they are known: family != FAMILY_NONE
 * exactly when src and dst were read. Members not read are zero. Never reads outside `frame`. */
enum parse_result headers_parse(enum link_type link, struct bytes frame, uint32_t wire_size, unsigned flags, struct headers *out);

/* The link members of an Ethernet frame alone; the others are zero. */
enum parse_result headers_parse_link(struct bytes frame, struct headers *out);
/* What a frame of LINK_LINUX_COOKED2 tells of its interface: its index, and its kind as an ARPHRD_* of Linux. False: it is cut. */
bool headers_cooked_interface(struct bytes frame, uint32_t *index, uint16_t *kind);
/* A fragment that begins a datagram has ports, or ICMP type and code, which headers_parse() leaves out: reads them from the same
 * frame, and sets has_ports. */
void headers_parse_first_ports(struct bytes frame, struct headers *h);

/* Reads an IP packet without a link header (a reassembled datagram). Offsets count from the packet's first byte. */
enum parse_result headers_parse_ip(struct bytes packet, uint32_t wire_size, unsigned flags, struct headers *out);

#endif
