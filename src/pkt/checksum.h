/* The Internet checksum (RFC 1071), over one run of bytes and over the MDLs of a packet. */
#ifndef WFP_PKT_CHECKSUM_H
#define WFP_PKT_CHECKSUM_H

#include "base/bytes.h"
#include "base/status.h"
#include "model/schema.h"
#include "pkt/nbl_layout.h"

struct headers; /* pkt/headers.h */

/* Over a header with the right checksum this gives 0, over one whose checksum member is 0 the value to put there. */
uint16_t ip_checksum(struct bytes header);

/* A sum that goes on over several runs, of any size each. */
struct checksum {
    uint64_t sum; /* of words in the machine's order */
    bool     odd; /* the next byte is the second of its half-word */
};

void     checksum_add(struct checksum *c, struct bytes run);
uint16_t checksum_end(const struct checksum *c);

/* What TCP, UDP and ICMPv6 sum with their own bytes; ICMP does without. Addresses in network order, 4 or 16 bytes. */
struct pseudo_header {
    enum family    family;
    const uint8_t *src, *dst;
    uint8_t        protocol;
};

/* `size`: of the transport header and what follows it. */
void checksum_add_pseudo(struct checksum *c, const struct pseudo_header *pseudo, uint32_t size);

/* Of the first `size` bytes of the data, with the pseudo header before them (NULL: without). `size` is within the data. */
uint16_t nb_checksum(const NET_BUFFER *nb, const struct pseudo_header *pseudo, uint32_t size);
/* The data begin with a transport header. Right for a protocol that has no such checksum, and for an IPv4 UDP packet without
 * one (D-081). */
bool nb_transport_checksum_is_right(const NET_BUFFER *nb, const struct pseudo_header *pseudo);
/* The same of the message that `h` describes in `packet`, ICMP too. True as well for a fragment, and where bytes are missing. */
bool transport_checksum_is_right(const struct headers *h, struct bytes packet);
/* Puts it right. WFP_INVALID_ARGUMENT: the header is cut short, or a UDP length contradicts the data. */
MUST_CHECK enum wfp_status nb_transport_checksum_set(NET_BUFFER *nb, const struct pseudo_header *pseudo);

#endif
