/* The table of datagrams being joined. One queue by age serves the timeout and eviction alike: RFC 8200 counts the time from
 * the first fragment to arrive, so a datagram never moves in it. Owner thread only. */
#include "pkt/reassembly.h"

#include <stdlib.h>

#include "pkt/checksum.h"
#include "pkt/datagram.h"
#include "pkt/extensions.h"
#include "pkt/wire.h"

#define PAYLOAD_MAX 65535u /* what IPv4's total length and IPv6's payload length can say */
#define PACKET_MAX  (sizeof(struct ipv6_wire) + PAYLOAD_MAX)

struct reassembly {
    struct reassembly_limits limits;
    struct reassembly_stats  stats;
    struct datagram         *oldest, *newest;
    struct datagram        **buckets;
    uint32_t                 bucket_mask;
    uint32_t                 largest; /* reassembly_largest() */
    uint8_t                  packet[PACKET_MAX]; /* what the last REASSEMBLY_COMPLETE handed out */
};

static uint32_t bucket_count(uint32_t datagrams)
{
    uint32_t n = 16;
    while (n < datagrams && n < 65536)
        n *= 2;
    return n;
}

enum wfp_status reassembly_new(const struct reassembly_limits *limits, struct reassembly **out)
{
    if (limits->max_datagrams == 0 || limits->max_bytes == 0)
        return WFP_INVALID_PARAMETER;
    struct reassembly *r = calloc(1, sizeof(*r));
    if (!r)
        return WFP_NO_MEMORY;
    uint32_t buckets = bucket_count(limits->max_datagrams);
    r->buckets = calloc(buckets, sizeof(*r->buckets));
    if (!r->buckets)
        goto free_table;
    r->bucket_mask = buckets - 1;
    r->limits = *limits;
    *out = r;
    return WFP_OK;

free_table:
    free(r);
    return WFP_NO_MEMORY;
}

void datagram_key_of(const struct headers *h, struct datagram_key *out)
{
    memset(out, 0, sizeof(*out)); /* padding too: it is hashed as bytes */
    out->src = h->src;
    out->dst = h->dst;
    out->id = h->fragment_id;
    out->protocol = h->family == FAMILY_V4 ? h->protocol : 0;
}

bool datagram_key_equal(const struct datagram_key *a, const struct datagram_key *b)
{
    return a->id == b->id && a->protocol == b->protocol && ip_addr_equal(&a->src, &b->src) && ip_addr_equal(&a->dst, &b->dst);
}

static struct datagram **bucket_of(struct reassembly *r, const struct datagram_key *key)
{
    struct bytes b = bytes_of(key, sizeof(*key));
    uint32_t hash = 0, word;
    while (bytes_u32(&b, &word)) {
        hash = (hash ^ word) * 0x9e3779b1u;
        hash ^= hash >> 15;
    }
    return &r->buckets[hash & r->bucket_mask];
}

static struct datagram *find(struct reassembly *r, const struct datagram_key *key)
{
    struct datagram *d = *bucket_of(r, key);
    while (d && !datagram_key_equal(&d->key, key))
        d = d->chain;
    return d;
}

static uint64_t heap_bytes(const struct datagram *d)
{
    return (uint64_t)d->capacity + d->header_size;
}

static void link_newest(struct reassembly *r, struct datagram *d)
{
    struct datagram **bucket = bucket_of(r, &d->key);
    d->chain = *bucket;
    *bucket = d;
    d->older = r->newest;
    *(r->newest ? &r->newest->newer : &r->oldest) = d;
    r->newest = d;
    r->stats.held++;
}

static void drop(struct reassembly *r, struct datagram *d)
{
    struct datagram **link = bucket_of(r, &d->key);
    while (*link != d)
        link = &(*link)->chain;
    *link = d->chain;
    *(d->older ? &d->older->newer : &r->oldest) = d->newer;
    *(d->newer ? &d->newer->older : &r->newest) = d->older;
    r->stats.held--;
    r->stats.bytes -= heap_bytes(d);
    datagram_free(d);
}

void reassembly_free(struct reassembly *r)
{
    if (!r)
        return;
    while (r->oldest)
        drop(r, r->oldest);
    free(r->buckets);
    free(r);
}

void reassembly_expire(struct reassembly *r, uint64_t now_ns)
{
    /* A clock that steps back (a capture out of order) makes nothing old. */
    while (r->oldest && now_ns > r->oldest->born_ns && now_ns - r->oldest->born_ns >= r->limits.timeout_ns) {
        r->stats.timed_out++;
        drop(r, r->oldest);
    }
}

static void evict(struct reassembly *r, struct datagram *d)
{
    r->stats.evicted++;
    drop(r, d);
}

static struct datagram *find_or_add(struct reassembly *r, const struct headers *h, uint64_t now_ns)
{
    struct datagram_key key;
    datagram_key_of(h, &key);
    struct datagram *d = find(r, &key);
    if (d)
        return d;
    d = datagram_new(&key, now_ns);
    if (!d)
        return NULL;
    if (r->stats.held == r->limits.max_datagrams)
        evict(r, r->oldest);
    link_newest(r, d);
    return d;
}

/* Makes `growth` bytes more fit under the limit at the cost of datagrams older than any other. False when the datagram alone is
 * too much. */
static bool make_room(struct reassembly *r, const struct datagram *keep, uint64_t growth)
{
    while (r->stats.bytes + growth > r->limits.max_bytes) {
        struct datagram *victim = r->oldest == keep ? keep->newer : r->oldest;
        if (!victim)
            return false;
        evict(r, victim);
    }
    return true;
}

/* Gives the fragment's bytes a place, and keeps its header when it is the first. */
static bool reserve(struct reassembly *r, struct datagram *d, struct bytes header, bool is_first, uint32_t end)
{
    bool     needs_header = is_first && !d->header;
    uint64_t before = heap_bytes(d), growth = datagram_growth(d, end) + (needs_header ? bytes_left(&header) : 0);
    if (!make_room(r, d, growth))
        return false;
    bool done = datagram_reserve(d, end) && (!needs_header || datagram_set_header(d, header));
    r->stats.bytes += heap_bytes(d) - before;
    return done;
}

/* The header the whole packet gets, at the front of r->packet; its size, 0 when the packet would be too big to exist. */
static uint32_t join_header_v4(struct reassembly *r, const struct datagram *d)
{
    uint32_t size = d->header_size, total = size + d->total;
    if (total > PAYLOAD_MAX)
        return 0;
    memcpy(r->packet, d->header, size);
    struct ipv4_wire *w = (void *)r->packet;
    put_be16(w->total_size, (uint16_t)total);
    put_be16(w->fragment, 0);
    put_be16(w->checksum, 0);
    put_be16(w->checksum, ip_checksum(bytes_of(r->packet, size)));
    return size;
}

/* The fragment header is the last of the kept ones (headers.h); the one before it inherits what it named. */
static uint32_t join_header_v6(struct reassembly *r, const struct datagram *d)
{
    struct fragment_place place;
    uint32_t size = d->header_size - (uint32_t)sizeof(struct fragment_wire);
    uint32_t payload = size - (uint32_t)sizeof(struct ipv6_wire) + d->total;
    if (payload > PAYLOAD_MAX || !extensions_find_fragment(bytes_of(d->header, d->header_size), &place))
        return 0;
    memcpy(r->packet, d->header, size);
    struct ipv6_wire *w = (void *)r->packet;
    put_be16(w->payload_size, (uint16_t)payload);
    r->packet[place.named_at] = place.next;
    return size;
}

static enum reassembly_answer complete(struct reassembly *r, struct datagram *d, struct bytes *packet, uint32_t *fragments)
{
    uint32_t size = d->key.src.family == FAMILY_V4 ? join_header_v4(r, d) : join_header_v6(r, d);
    if (size) {
        memcpy(&r->packet[size], d->payload, d->total);
        *packet = bytes_of(r->packet, size + d->total);
        *fragments = d->fragments;
        r->stats.completed++;
        r->largest = d->largest;
    }
    drop(r, d);
    return size ? REASSEMBLY_COMPLETE : REASSEMBLY_TOO_BIG;
}

/* The fragment's headers and payload; false when it can be no part of any datagram. */
static bool cut_fragment(const struct headers *h, struct bytes frame, struct bytes *header, struct bytes *payload)
{
    uint32_t size = h->ip_size - h->ip_header_size;
    if (!h->is_fragment || h->ip_size <= h->ip_header_size || (h->more_fragments && size % DATAGRAM_BLOCK))
        return false;
    return bytes_skip(&frame, h->ip_offset) && bytes_sub(&frame, h->ip_header_size, header) && bytes_sub(&frame, size, payload);
}

static enum reassembly_answer too_big(struct reassembly *r, const struct headers *h)
{
    struct datagram_key key;
    datagram_key_of(h, &key);
    struct datagram *d = find(r, &key);
    if (d)
        drop(r, d);
    return REASSEMBLY_TOO_BIG;
}

enum reassembly_answer reassembly_add(struct reassembly *r, const struct headers *h, struct bytes frame, uint64_t now_ns,
                                      struct bytes *packet, uint32_t *fragments)
{
    struct bytes header, payload;
    reassembly_expire(r, now_ns);
    if (!cut_fragment(h, frame, &header, &payload))
        return REASSEMBLY_UNUSABLE;
    size_t end = h->fragment_offset + bytes_left(&payload);
    if (end > PAYLOAD_MAX)
        return too_big(r, h);
    struct datagram *d = find_or_add(r, h, now_ns);
    if (!d)
        return REASSEMBLY_NO_MEMORY;
    if (!reserve(r, d, header, h->fragment_offset == 0, (uint32_t)end)) {
        evict(r, d);
        return REASSEMBLY_NO_MEMORY;
    }
    if (h->ip_size > d->largest)
        d->largest = h->ip_size;
    enum reassembly_answer answer = datagram_add(d, h->fragment_offset, payload, !h->more_fragments);
    if (answer == REASSEMBLY_OVERLAP) {
        r->stats.overlaps++;
        drop(r, d);
        return answer;
    }
    return datagram_is_complete(d) ? complete(r, d, packet, fragments) : answer;
}

uint32_t reassembly_largest(const struct reassembly *r)
{
    return r->largest;
}

void reassembly_stats(const struct reassembly *r, struct reassembly_stats *out)
{
    *out = r->stats;
}
