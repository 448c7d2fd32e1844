/* The entries of a layer so that a classify looks at few of them: nodes with hash tables, each over its own bits (plan.h), whose
 * places hold lists of entries or, where too many share their bits, another node; and the entries that no table serves, their first
 * comparisons sixteen at a time. No entry is left out or kept twice. Immutable once built. Private to the engine. */
#ifndef WFP_ENGINE_FOREST_H
#define WFP_ENGINE_FOREST_H

#include "engine/plan.h"

enum {
    FOREST_TABLES = 20, /* of a node at most */
    FOREST_LIST = 24,   /* entries in a place, before it becomes a node */
    FOREST_DEPTH = 4,
    FOREST_LANES = 16,
    SPAN_MIXED = 0xff, /* entries of several sublayers */
};

/* Entries with the same key. */
struct place {
    uint32_t tag;   /* of the key's hash; never 0; 0: free */
    uint32_t best;  /* the highest 32 bits of the lowest order */
    uint32_t first; /* entry, or node */
    uint32_t count : 23, node : 1, span : 8;
};

struct table {
    uint32_t mask[KEY_WORDS];
    uint8_t  source[KEY_WORDS];
    uint32_t words;
    uint32_t needs; /* a bit a source */
    uint32_t claim; /* of them, the source of claims, where each has its place */
    uint32_t best;  /* of all its places */
    uint32_t first, size; /* of places */
};

/* The first two comparisons of up to sixteen neighbouring entries. */
struct lanes {
    uint32_t lo[2][FOREST_LANES], width[2][FOREST_LANES];
    uint8_t  source[2][FOREST_LANES];
    uint32_t best;
    uint32_t first; /* entry */
    uint32_t count;
    uint8_t  span;
} __attribute__((aligned(64)));

struct node {
    uint32_t first_table, table_count; /* best first */
    uint32_t first_lanes, lanes_count; /* of the entries without a table, in order */
    uint32_t first, count;             /* those entries: looked at one by one when there are no lanes */
};

struct forest {
    struct entry *entries;
    struct table *tables;
    struct place *places;
    struct lanes *lanes;
    struct node  *nodes; /* the first is the root */
    uint32_t      entry_count, table_count, place_count, lanes_count, node_count;
};

/* Takes entries in their order. All of the forest is in `arena` then. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status forest_build(struct arena *arena, const struct source_set *sources, const struct entry *entries,
                                        uint32_t count, struct forest *out);

/* Lanes of up to sixteen entries, the first of which has the number `first`; and entries fit for them, wherever they are. */
void         lanes_fill(struct lanes *l, const struct entry *entries, uint32_t count, uint32_t first);
struct entry entry_without_claim(const struct entry *e, uint32_t claims);
/* In an arena, at the begin of a cache line; NULL without memory. */
void *arena_lines(struct arena *arena, size_t size);

/* Bytes that it takes. */
size_t forest_size(const struct forest *f);

static inline uint32_t place_tag(uint64_t hash)
{
    return (uint32_t)hash | 1;
}

static inline uint32_t place_home(uint64_t hash, uint32_t size)
{
    return (uint32_t)((hash >> 32) * size >> 32);
}

static inline uint32_t order_best(uint64_t order)
{
    return (uint32_t)(order >> 32);
}

#endif
