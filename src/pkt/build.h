/* Packets made whole from what they are to say: what the small stack of the scripted host sends (src/host/stack.h),
 * and a gateway in its own name. */
#ifndef WFP_PKT_BUILD_H
#define WFP_PKT_BUILD_H

#include "base/buffer.h"
#include "pkt/headers.h"

struct packet_spec {
    struct ip_addr src, dst; /* of one family */
    uint8_t        protocol;
    uint16_t       ident; /* IPv4 */
    uint8_t        hop_limit; /* 0: as many as a host's packets have */
    uint16_t       src_port, dst_port; /* TCP and UDP */
    uint8_t        tcp_flags;
    uint32_t       seq, ack;
    uint8_t        icmp_type, icmp_code;
    uint32_t       icmp_rest; /* second word of the ICMP header: id and sequence of an echo */
    struct bytes   payload;   /* raw, and other protocols: all after the IP header */
    bool           raw;
};

struct ethernet_ends {
    uint8_t src[6], dst[6];
};

/* Appends the packet with right lengths and checksums, behind an Ethernet header when `ethernet` is not NULL. False: it is more than
 * an IP packet can hold, the families differ, or there is no memory. */
bool packet_build(struct buffer *out, const struct packet_spec *p, const struct ethernet_ends *ethernet);

/* An Ethernet header alone, for a packet of that family. */
void packet_put_ethernet(struct buffer *out, const struct ethernet_ends *e, enum family family);

#endif
