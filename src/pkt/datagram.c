#include "pkt/datagram.h"

#include <stdlib.h>

#define CAPACITY_MIN 4096u /* two fragments of an Ethernet frame */

struct datagram *datagram_new(const struct datagram_key *key, uint64_t now_ns)
{
    struct datagram *d = calloc(1, sizeof(*d));
    if (!d)
        return NULL;
    d->key = *key;
    d->born_ns = now_ns;
    return d;
}

void datagram_free(struct datagram *d)
{
    free(d->payload);
    free(d->header);
    free(d);
}

/* Doubles, so that fragments in order are not copied again and again. */
static uint32_t capacity_for(const struct datagram *d, uint32_t end)
{
    uint32_t capacity = d->capacity ? d->capacity : CAPACITY_MIN;
    while (capacity < end)
        capacity *= 2;
    return capacity;
}

uint32_t datagram_growth(const struct datagram *d, uint32_t end)
{
    return capacity_for(d, end) - d->capacity;
}

bool datagram_reserve(struct datagram *d, uint32_t end)
{
    uint32_t capacity = capacity_for(d, end);
    if (capacity == d->capacity)
        return true;
    uint8_t *payload = realloc(d->payload, capacity);
    if (!payload)
        return false;
    d->payload = payload;
    d->capacity = capacity;
    return true;
}

bool datagram_set_header(struct datagram *d, struct bytes header)
{
    size_t size = bytes_left(&header);
    d->header = malloc(size);
    if (!d->header)
        return false;
    memcpy(d->header, header.at, size);
    d->header_size = (uint32_t)size;
    return true;
}

/* False when the fragment and those before it disagree about where the datagram ends. */
static bool set_end(struct datagram *d, uint32_t end, bool is_last)
{
    if (d->total ? (end > d->total || (is_last && end != d->total)) : (is_last && end < d->end))
        return false;
    if (is_last)
        d->total = end;
    if (end > d->end)
        d->end = end;
    return true;
}

enum reassembly_answer datagram_add(struct datagram *d, uint32_t offset, struct bytes payload, bool is_last)
{
    uint32_t before = d->held;
    if (!set_end(d, offset + (uint32_t)bytes_left(&payload), is_last))
        return REASSEMBLY_OVERLAP;
    for (uint32_t block = offset / DATAGRAM_BLOCK; bytes_left(&payload); block++) {
        uint64_t bit = (uint64_t)1 << block % 64;
        uint8_t *place = &d->payload[block * DATAGRAM_BLOCK], fresh[DATAGRAM_BLOCK];
        size_t   size = bytes_left(&payload) < DATAGRAM_BLOCK ? bytes_left(&payload) : DATAGRAM_BLOCK;
        bool     is_there = d->present[block / 64] & bit;
        if (!bytes_copy(&payload, is_there ? fresh : place, size) || (is_there && memcmp(place, fresh, size) != 0))
            return REASSEMBLY_OVERLAP;
        d->present[block / 64] |= bit;
        d->held += is_there ? 0 : (uint32_t)size;
    }
    if (d->held == before)
        return REASSEMBLY_DUPLICATE;
    d->fragments++;
    return REASSEMBLY_HELD;
}
