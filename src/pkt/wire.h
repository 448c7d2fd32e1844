/* Header layouts as they lie on the wire, read through bytes_take(). Every member is uint8_t, so a layout has no padding and
 * may start at any address; multi-byte members are read with be16() and be32(). Private to pkt/. */
#ifndef WFP_PKT_WIRE_H
#define WFP_PKT_WIRE_H

#include <assert.h>
#include <stdint.h>

struct ethernet_wire {
    uint8_t dst[6], src[6], type[2];
};

struct vlan_wire { /* what follows a tag's protocol id */
    uint8_t tci[2], type[2];
};

struct cooked_wire { /* Linux cooked v1 */
    uint8_t packet_type[2], arphrd[2], address_size[2], address[8], protocol[2];
};

struct cooked2_wire { /* Linux cooked v2 */
    uint8_t protocol[2], reserved[2], interface[4], arphrd[2], packet_type, address_size, address[8];
};

struct ipv4_wire {
    uint8_t version_size, service, total_size[2], id[2], fragment[2], hop_limit, protocol, checksum[2], src[4], dst[4];
};

struct ipv6_wire {
    uint8_t version_flow[4], payload_size[2], next, hop_limit, src[16], dst[16];
};

struct extension_wire { /* the first bytes of every IPv6 extension header */
    uint8_t next, size;
};

struct fragment_wire {
    uint8_t next, reserved, fragment[2], id[4];
};

struct tcp_wire {
    uint8_t src_port[2], dst_port[2], seq[4], ack[4], data_offset, flags, window[2], checksum[2], urgent[2];
};

struct udp_wire {
    uint8_t src_port[2], dst_port[2], size[2], checksum[2];
};

struct ports_wire {
    uint8_t src_port[2], dst_port[2];
};

struct icmp_wire {
    uint8_t type, code, checksum[2];
};

struct icmp_rest_wire { /* the second half of the header of echo and error messages */
    uint8_t id[2], sequence[2];
};

static_assert(sizeof(struct ethernet_wire) == 14, "Ethernet II header");
static_assert(sizeof(struct cooked_wire) == 16, "Linux cooked header, version 1");
static_assert(sizeof(struct cooked2_wire) == 20, "Linux cooked header, version 2");
static_assert(sizeof(struct ipv4_wire) == 20, "IPv4 header");
static_assert(sizeof(struct ipv6_wire) == 40, "IPv6 header");
static_assert(sizeof(struct fragment_wire) == 8, "IPv6 fragment header");
static_assert(sizeof(struct tcp_wire) == 20, "TCP header");
static_assert(sizeof(struct udp_wire) == 8, "UDP header");

#define ETHER_TYPE_IPV4 0x0800
#define ETHER_TYPE_ARP  0x0806
#define ETHER_TYPE_IPV6 0x86dd

/* IPv6 extension headers; ESP hides what follows it and ends the chain. */
#define EXTENSION_HOP_BY_HOP  0
#define EXTENSION_ROUTING     43
#define EXTENSION_FRAGMENT    44
#define EXTENSION_AUTH        51
#define EXTENSION_DESTINATION 60

static inline uint16_t be16(const uint8_t v[2])
{
    return (uint16_t)(v[0] << 8 | v[1]);
}

static inline void put_be16(uint8_t v[2], uint16_t n)
{
    v[0] = (uint8_t)(n >> 8);
    v[1] = (uint8_t)n;
}

static inline void put_be32(uint8_t v[4], uint32_t n)
{
    v[0] = (uint8_t)(n >> 24);
    v[1] = (uint8_t)(n >> 16);
    v[2] = (uint8_t)(n >> 8);
    v[3] = (uint8_t)n;
}

static inline uint32_t be32(const uint8_t v[4])
{
    return (uint32_t)v[0] << 24 | (uint32_t)v[1] << 16 | (uint32_t)v[2] << 8 | v[3];
}

#endif
