/* IPv6 extension headers. Private to pkt/; off the hot path. */
#ifndef WFP_PKT_EXTENSIONS_H
#define WFP_PKT_EXTENSIONS_H

#include "pkt/reader.h"

/* What a chain of IPv6 extension headers says. */
struct extensions {
    uint8_t  next; /* in: the first header's number; out: the upper protocol, or what the fragment header names */
    bool     more_fragments;
    uint16_t fragment_offset; /* bytes */
    uint32_t fragment_id;
};

bool is_extension(uint8_t protocol);

/* Walks extension headers until the upper protocol, a header that hides the rest, or the fragment header of a real fragment:
 * what follows that belongs to the joined packet. */
enum parse_result extensions_read(struct reader *r, struct extensions *x);

/* The jumbo payload option (RFC 2675) in a hop-by-hop header at b, 0 when there is none. */
uint32_t jumbo_payload_size(struct bytes b);

struct fragment_place {
    size_t  named_at; /* where the header before the fragment header names it, from the packet's first byte */
    uint8_t next;     /* what the fragment header names */
};

/* Finds the fragment header among the headers of an IPv6 packet. False when there is none. */
bool extensions_find_fragment(struct bytes headers, struct fragment_place *out);

#endif
