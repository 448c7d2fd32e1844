#include "engine/prefix.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "engine/match.h"
#include "model/choices.h"

enum { KNOWN_LEAST = 4096, KNOWN_MOST = 32768 }; /* names that are remembered */

struct prefix {
    struct byte_blob bytes;
    uint32_t         last;   /* number of the last that begins with it */
    uint32_t         parent; /* number of the longest other one that it begins with; 0: none */
};

void prefix_set_fini(struct prefix_set *s)
{
    free(s->of);
    free((void *)s->known);
    *s = (struct prefix_set){ NULL };
}

enum wfp_status prefix_add(struct prefix_set *s, const struct value *prefix)
{
    if (s->count == s->room) {
        uint32_t       room = s->room ? 2 * s->room : 16;
        struct prefix *of = realloc(s->of, room * sizeof(*of));
        if (!of)
            return WFP_NO_MEMORY;
        s->of = of;
        s->room = room;
    }
    s->of[s->count++] = (struct prefix){ .bytes = match_text(prefix) };
    return WFP_OK;
}

/* Lexical, from the side that is tested (J-010). */
static int compare(const struct byte_blob *a, const struct byte_blob *b)
{
    uint32_t least = a->size < b->size ? a->size : b->size;
    int      c = 0;
    for (uint32_t i = 0; i < least && c == 0; i++)
        c = CHOICE_PREFIX_TESTS_END ? a->data[a->size - 1 - i] - b->data[b->size - 1 - i] : a->data[i] - b->data[i];
    return c ? c : (a->size > b->size) - (a->size < b->size);
}

static int by_bytes(const void *a, const void *b)
{
    return compare(&((const struct prefix *)a)->bytes, &((const struct prefix *)b)->bytes);
}

static bool begins_with(const struct byte_blob *whole, const struct byte_blob *part)
{
    uint32_t at = CHOICE_PREFIX_TESTS_END ? whole->size - part->size : 0;
    return part->size <= whole->size && (part->size == 0 || memcmp(whole->data + at, part->data, part->size) == 0);
}

/* The longest of them that the bytes begin with, where `number` is that of the last one that is not behind them. */
static uint32_t longest(const struct prefix_set *s, uint32_t number, const struct byte_blob *bytes)
{
    while (number && !begins_with(bytes, &s->of[number - 1].bytes))
        number = s->of[number - 1].parent;
    return number;
}

static void take_doubles_out(struct prefix_set *s)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->count; i++)
        if (n == 0 || compare(&s->of[n - 1].bytes, &s->of[i].bytes) != 0)
            s->of[n++] = s->of[i];
    s->count = n;
}

enum wfp_status prefix_seal(struct prefix_set *s, uint32_t rules)
{
    if (s->count == 0)
        return WFP_OK;
    qsort(s->of, s->count, sizeof(*s->of), by_bytes);
    take_doubles_out(s);
    for (s->places = KNOWN_LEAST; s->places < rules && s->places < KNOWN_MOST;)
        s->places *= 2;
    s->known = calloc(s->places, sizeof(*s->known));
    if (!s->known)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < s->count; i++) {
        s->of[i].last = i + 1;
        s->of[i].parent = longest(s, i, &s->of[i].bytes);
    }
    for (uint32_t i = s->count; i-- > 0;) {
        struct prefix *parent = s->of[i].parent ? &s->of[s->of[i].parent - 1] : NULL;
        if (parent && parent->last < s->of[i].last)
            parent->last = s->of[i].last;
    }
    return WFP_OK;
}

/* How many are not behind the bytes. */
static uint32_t count_up_to(const struct prefix_set *s, const struct byte_blob *bytes)
{
    uint32_t low = 0, high = s->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare(&s->of[middle].bytes, bytes) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool prefix_interval(const struct prefix_set *s, const struct value *prefix, uint32_t *first, uint32_t *last)
{
    struct byte_blob bytes = match_text(prefix);
    uint32_t         number = count_up_to(s, &bytes);
    if (!number || compare(&s->of[number - 1].bytes, &bytes) != 0)
        return false;
    *first = number;
    *last = s->of[number - 1].last;
    return true;
}

static uint32_t find(const struct prefix_set *s, const struct value *v)
{
    struct byte_blob bytes = match_text(v);
    return longest(s, count_up_to(s, &bytes), &bytes);
}

uint32_t prefix_number(const struct prefix_set *s, const struct value *v)
{
    if (!v->name)
        return find(s, v);
    _Atomic uint64_t *place = &s->known[v->name & (s->places - 1)];
    uint64_t          known = atomic_load_explicit(place, memory_order_relaxed);
    if (known >> 32 == v->name)
        return (uint32_t)known;
    uint32_t number = find(s, v);
    atomic_store_explicit(place, (uint64_t)v->name << 32 | number, memory_order_relaxed);
    return number;
}
