/* One datagram being joined: its payload so far, which 8-byte blocks of it are there, and the header of the first fragment.
 * Private to reassembly.c, which owns the table of datagrams. */
#ifndef WFP_PKT_DATAGRAM_H
#define WFP_PKT_DATAGRAM_H

#include "pkt/reassembly.h"

/* Fragments count in blocks of 8 bytes (RFC 791, RFC 8200), and no offset plus size passes 64 KiB. */
#define DATAGRAM_BLOCK  8u
#define DATAGRAM_BLOCKS (65536 / DATAGRAM_BLOCK)

struct datagram {
    struct datagram    *chain;           /* the next in the bucket */
    struct datagram    *older, *newer;   /* by the arrival of the first fragment */
    struct datagram_key key;
    uint64_t            born_ns;
    uint8_t            *payload;
    uint32_t            capacity;        /* of payload */
    uint8_t            *header;          /* of the fragment with offset 0, NULL until it came */
    uint32_t            header_size;
    uint32_t            total;           /* payload size as the last fragment tells it, 0 until it came */
    uint32_t            end;             /* one past the highest byte that came */
    uint32_t            held;            /* payload bytes that came */
    uint32_t            fragments;
    uint32_t            largest;         /* IP size of the largest of them */
    uint64_t            present[DATAGRAM_BLOCKS / 64]; /* bit per block */
};

struct datagram *datagram_new(const struct datagram_key *key, uint64_t now_ns);
void datagram_free(struct datagram *d);

/* Heap bytes that datagram_reserve() would add so that payload bytes below `end` have a place. */
uint32_t datagram_growth(const struct datagram *d, uint32_t end);
MUST_CHECK bool datagram_reserve(struct datagram *d, uint32_t end);
/* Keeps the header of the first fragment. */
MUST_CHECK bool datagram_set_header(struct datagram *d, struct bytes header);

/* Adds payload at an offset, room for which was reserved. REASSEMBLY_HELD, REASSEMBLY_DUPLICATE, or REASSEMBLY_OVERLAP when it
 * contradicts what is there, after which the datagram is good for nothing. */
enum reassembly_answer datagram_add(struct datagram *d, uint32_t offset, struct bytes payload, bool is_last);

static inline bool datagram_is_complete(const struct datagram *d)
{
    return d->total && d->held == d->total && d->header;
}

#endif
