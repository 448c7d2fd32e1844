/* IP reassembly, both families. Bounded in datagrams and bytes; timed by the caller's clock (nanoseconds). Fragments that
 * overlap with different bytes discard the datagram (RFC 5722; J choice REASSEMBLY_OVERLAP). */
#ifndef WFP_PKT_REASSEMBLY_H
#define WFP_PKT_REASSEMBLY_H

#include "base/status.h"
#include "pkt/headers.h"

struct reassembly;

/* Which fragments are of one datagram. */
struct datagram_key {
    struct ip_addr src, dst;
    uint32_t       id;
    uint32_t       protocol; /* 0 for IPv6, where only the first fragment's next header counts (RFC 8200, 4.5) */
};
void datagram_key_of(const struct headers *h, struct datagram_key *out);
bool datagram_key_equal(const struct datagram_key *a, const struct datagram_key *b);

struct reassembly_limits {
    uint64_t timeout_ns;    /* 60 s on Windows and by RFC 8200 */
    uint32_t max_datagrams;
    uint64_t max_bytes;     /* of buffers held (a little above the payload); the oldest datagrams go first */
};

enum reassembly_answer {
    REASSEMBLY_HELD,      /* more fragments are needed */
    REASSEMBLY_COMPLETE,  /* *packet is the whole IP packet */
    REASSEMBLY_DUPLICATE, /* nothing new in it */
    REASSEMBLY_OVERLAP,   /* contradicts what is held; the datagram was discarded */
    REASSEMBLY_TOO_BIG,   /* would exceed 65535 bytes; discarded */
    REASSEMBLY_UNUSABLE,  /* empty, not a multiple of 8 bytes though more follow, or not captured whole; only it was dropped */
    REASSEMBLY_NO_MEMORY, /* for the datagram, which was dropped, or within max_bytes */
};

struct reassembly_stats {
    uint64_t completed, timed_out, evicted, overlaps;
    uint32_t held; /* datagrams now */
    uint64_t bytes;
};

MUST_CHECK enum wfp_status reassembly_new(const struct reassembly_limits *limits, struct reassembly **out);
void reassembly_free(struct reassembly *r);

/* Adds the fragment that `h` describes (h->is_fragment) in `frame`. On REASSEMBLY_COMPLETE *packet is a contiguous IP packet:
 * the first fragment's header without fragment fields (v4: MF and offset 0, length and checksum set; v6: no fragment header)
 * and the joined payload; it stays valid until the next call. *fragments is how many were joined. */
enum reassembly_answer reassembly_add(struct reassembly *r, const struct headers *h, struct bytes frame, uint64_t now_ns,
                                      struct bytes *packet, uint32_t *fragments);

/* The size of the largest fragment of the datagram that was completed last, with its IP header: pieces of this size get through where
 * it came through. */
uint32_t reassembly_largest(const struct reassembly *r);

/* Drops datagrams older than the timeout; called with the clock as it advances. */
void reassembly_expire(struct reassembly *r, uint64_t now_ns);
void reassembly_stats(const struct reassembly *r, struct reassembly_stats *out);

#endif
