#include "callout/id_table.h"

#include <stdlib.h>
#include <string.h>

void id_table_fini(struct id_table *t)
{
    free(t->slots);
    *t = (struct id_table){ 0 };
}

static uint32_t home_of(const struct guid *key, uint32_t room)
{
    uint64_t halves[2];
    memcpy(halves, key, sizeof(halves));
    return (uint32_t)((halves[0] * 0x9e3779b97f4a7c15u ^ halves[1] * 0xc2b2ae3d27d4eb4fu) >> 32) & (room - 1);
}

/* The key's slot, or the free one where it belongs. There is always a free one. */
static uint32_t seek(const struct id_table *t, const struct guid *key)
{
    uint32_t at = home_of(key, t->room);
    while (t->slots[at].id && !guid_equal(&t->slots[at].key, key))
        at = (at + 1) & (t->room - 1);
    return at;
}

static bool grow(struct id_table *t)
{
    struct id_table next = { .room = t->room ? 2 * t->room : 64, .count = t->count, .last = t->last };
    next.slots = calloc(next.room, sizeof(*next.slots));
    if (!next.slots)
        return false;
    for (uint32_t i = 0; i < t->room; i++)
        if (t->slots[i].id)
            next.slots[seek(&next, &t->slots[i].key)] = t->slots[i];
    free(t->slots);
    *t = next;
    return true;
}

uint32_t id_table_take(struct id_table *t, const struct guid *key)
{
    if (2 * (t->count + 1) > t->room && !grow(t))
        return 0;
    struct id_slot *slot = &t->slots[seek(t, key)];
    if (!slot->id) {
        *slot = (struct id_slot){ *key, ++t->last, 0 };
        t->count++;
    }
    slot->holds++;
    return slot->id;
}

/* Whoever stands behind a slot that has become free moves up if its search would begin at or before it. */
static void close_gap(struct id_table *t, uint32_t gap)
{
    uint32_t mask = t->room - 1;
    for (uint32_t at = (gap + 1) & mask; t->slots[at].id; at = (at + 1) & mask) {
        uint32_t home = home_of(&t->slots[at].key, t->room);
        if (((at - home) & mask) < ((at - gap) & mask))
            continue;
        t->slots[gap] = t->slots[at];
        gap = at;
    }
    t->slots[gap] = (struct id_slot){ { 0 }, 0, 0 };
}

void id_table_put(struct id_table *t, const struct guid *key)
{
    uint32_t at = t->room ? seek(t, key) : 0;
    if (!t->room || !t->slots[at].id || --t->slots[at].holds)
        return;
    close_gap(t, at);
    t->count--;
}
