/* A packet as its statement says it: between the reading (packets.c) and the building (build.c) of packets. */
#ifndef WFP_BEHAVIOUR_SPEC_H
#define WFP_BEHAVIOUR_SPEC_H

#include "packets.h"

enum kind {
    KIND_TCP,
    KIND_UDP,
    KIND_ECHO,
    KIND_ECHO_REPLY,
    KIND_ICMP,
    KIND_UNREACHABLE,
    KIND_PROTOCOL,
    KIND_ETHERNET,
    KIND_COUNT
};

struct end {
    struct ip_addr address;
    uint16_t       port;
};

struct spec {
    enum kind  kind;
    uint8_t    protocol, tcp_flags, icmp_type, icmp_code;
    uint16_t   ether_type;
    struct end src, dst;
    uint8_t    about_protocol; /* of the packet inside an unreachable */
    struct end about_src, about_dst;
    unsigned   data, salt, id, sequence, tcp_seq, piece, pieces, ident, vlan, keep, interface;
    bool       bad_checksum, bad_length, from_us, to_us, broken_transport;
    const uint8_t *mac_src, *mac_dst;
};

extern const uint8_t host_mac[6], peer_mac[6], group_mac[6], every_mac[6];

void packet_put(struct run *r, struct packet *p, const struct spec *s);

#endif
