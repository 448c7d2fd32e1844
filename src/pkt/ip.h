/* IP headers of both families. Private to pkt/. */
#ifndef WFP_PKT_IP_H
#define WFP_PKT_IP_H

#include "pkt/reader.h"

/* What a chain of IPv6 extension headers says. */
struct extensions {
    uint8_t  next; /* in: the first header's number; out: the upper protocol, or what the fragment header names */
    bool     more_fragments;
    uint16_t fragment_offset; /* bytes */
    uint32_t fragment_id;
};

/* Reads an IP header with options or extension headers into h, checks its lengths, limits r to the packet and leaves it
 * behind the headers. `family` is what the link said, FAMILY_NONE where the version nibble decides. */
enum parse_result ip_read(struct reader *r, enum family family, unsigned flags, struct headers *h);

/* Walks extension headers until the upper protocol, a header that hides the rest, or a fragment header of a real fragment:
 * what follows that belongs to the joined packet. */
enum parse_result extensions_read(struct reader *r, struct extensions *x);

/* The Internet checksum of a header whose checksum member is right gives 0; over a cleared member it gives the value to put
 * there. */
uint16_t ip_checksum(struct bytes header);

static inline struct ip_addr ip_addr_of(enum family family, const uint8_t *wire)
{
    struct ip_addr a = { .family = (uint8_t)family };
    memcpy(a.bytes, wire, family == FAMILY_V4 ? 4 : 16);
    return a;
}

#endif
