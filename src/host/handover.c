#include "host/handover.h"

#include <stdatomic.h>
#include <stdlib.h>

/* In the ring before each frame's bytes; `size` 0: the rest up to the end of the ring is not used. */
struct record {
    struct frame_offload offload;
    uint32_t             plug, size;
    bool                 leaves;
};

#define ALIGN 16u

struct handover {
    _Atomic uint64_t put, taken; /* lock-free: bytes so far; `put` has one writer, `taken` the other */
    uint64_t         looked;     /* owner thread: of the one that takes, what it was shown */
    uint64_t         seen_taken; /* owner thread: of the one that puts */
    _Alignas(ALIGN) uint8_t ring[HANDOVER_BYTES];
};

enum wfp_status handover_new(struct handover **out)
{
    struct handover *h = aligned_alloc(ALIGN, sizeof(*h));
    if (!h)
        return WFP_NO_MEMORY;
    atomic_init(&h->put, 0);
    atomic_init(&h->taken, 0);
    h->looked = h->seen_taken = 0;
    *out = h;
    return WFP_OK;
}

void handover_free(struct handover *h)
{
    free(h);
}

static uint64_t record_size(size_t bytes)
{
    return (sizeof(struct record) + bytes + ALIGN - 1) / ALIGN * ALIGN;
}

static uint64_t room_of(struct handover *h)
{
    h->seen_taken = atomic_load_explicit(&h->taken, memory_order_acquire);
    return HANDOVER_BYTES - (atomic_load_explicit(&h->put, memory_order_relaxed) - h->seen_taken);
}

/* One frame's worth is lost at the end of the ring. */
unsigned handover_room(struct handover *h)
{
    uint64_t room = room_of(h);
    return room < 2 * HANDOVER_LARGEST ? 0 : (unsigned)(room / HANDOVER_LARGEST) - 1;
}

static struct record *record_at(struct handover *h, uint64_t position)
{
    return (struct record *)(void *)&h->ring[position % HANDOVER_BYTES];
}

bool handover_put(struct handover *h, const struct handed *what)
{
    size_t   size = bytes_left(&what->frame.bytes);
    uint64_t need = record_size(size), at = atomic_load_explicit(&h->put, memory_order_relaxed);
    uint64_t to_end = HANDOVER_BYTES - at % HANDOVER_BYTES, skip = need > to_end ? to_end : 0;
    if (need > HANDOVER_LARGEST || room_of(h) < skip + need)
        return false;
    if (skip >= sizeof(struct record))
        *record_at(h, at) = (struct record){ .size = 0 };
    struct record *r = record_at(h, at + skip);
    *r = (struct record){ what->frame.offload, what->plug, (uint32_t)size, what->leaves };
    memcpy(r + 1, what->frame.bytes.at, size);
    atomic_store_explicit(&h->put, at + skip + need, memory_order_release);
    return true;
}

/* The record at *position, which moves over an unused end of the ring; NULL: that is where the next one will be put. */
static struct record *next_record(struct handover *h, uint64_t *position)
{
    if (*position == atomic_load_explicit(&h->put, memory_order_acquire))
        return NULL;
    uint64_t to_end = HANDOVER_BYTES - *position % HANDOVER_BYTES;
    if (to_end < sizeof(struct record) || record_at(h, *position)->size == 0)
        *position += to_end;
    return record_at(h, *position);
}

bool handover_next(struct handover *h, struct handed *out)
{
    const struct record *r = next_record(h, &h->looked);
    if (!r)
        return false;
    *out = (struct handed){ r->plug, r->leaves, { bytes_of(r + 1, r->size), r->offload } };
    h->looked += record_size(r->size);
    return true;
}

void handover_done(struct handover *h)
{
    atomic_store_explicit(&h->taken, h->looked, memory_order_release);
}

void handover_forget(struct handover *h, uint32_t plug)
{
    struct record *r;
    for (uint64_t at = h->looked; (r = next_record(h, &at)) != NULL; at += record_size(r->size))
        if (r->plug == plug)
            r->plug = HANDOVER_NOWHERE;
}
