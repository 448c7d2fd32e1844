/* The entries of a layer so that a classify looks at few of them: nodes with hash tables, each over its own bits (plan.h), whose
 * places hold lists of entries or, where too many share their bits, another node; and the entries that no table serves, their first
 * comparisons sixteen at a time, or all of them by bit-vectors. No entry is left out or kept twice. Immutable once built. Private to
 * the engine. */
#ifndef WFP_ENGINE_FOREST_H
#define WFP_ENGINE_FOREST_H

#include "engine/bits.h"
#include "engine/plan.h"
#include "engine/scan.h"

enum {
    FOREST_LANES = 16,
    FOREST_TABLES = FOREST_LANES, /* of a node at most */
    FOREST_BITS = 1024, /* entries without a table, from which on they have bits in the place of lanes; a fourth, where they are of
                         * one sublayer and beside tables */
    FOREST_FEW = 256,  /* entries of a forest that are looked at faster than a table is made use of */
    FOREST_LIST = 24,  /* entries in a place, before it becomes a node */
    FOREST_DEPTH = 4,
    SPAN_MIXED = 0xff, /* entries of several sublayers */
};

/* Entries whose keys meet in a table, from the first to an ENTRY_LAST, in order; or a node of them. Places are small, so that those of
 * large forests stay near the processor. */
struct place {
    uint32_t keys;  /* a bit for each of their hashes (place_key()): most others are told by it */
    uint32_t first; /* entry; or node, with PLACE_NODE */
};

#define PLACE_NODE (UINT32_C(1) << 31)

/* The first two comparisons of up to sixteen neighbouring entries. */
struct lanes {
    uint32_t lo[2][FOREST_LANES], width[2][FOREST_LANES];
    uint8_t  source[2][FOREST_LANES];
    uint32_t best;
    uint32_t first; /* entry */
    uint32_t count;
    uint8_t  span;
} __attribute__((aligned(64)));

/* Tables, those with the best entries first, all of which are looked up at once; and entries without a table. */
struct node {
    uint32_t mask[KEY_WORDS][FOREST_TABLES]; /* of the keys' words */
    uint8_t  source[KEY_WORDS][FOREST_TABLES];
    uint32_t first[FOREST_TABLES], last[FOREST_TABLES]; /* of a table's places; the number of the last, from the first on */
    uint32_t words, tables;   /* all tables have so many words, some of them with no bits */
    uint32_t claims;          /* a bit for each table where each claim has its place */
    uint32_t first_lanes, lanes_count; /* of the entries without a table, in order */
    uint32_t first_entry, entry_count; /* those: looked at one by one when there are neither lanes nor bits */
    const struct bits *bits;           /* of them; NULL: none */
    uint32_t best;                     /* the highest 32 bits of the lowest order of all that it has */
    uint8_t  span;
} __attribute__((aligned(64)));

struct forest {
    struct entry *entries;
    struct place *places;
    struct lanes *lanes;
    struct node  *nodes; /* the first is the root */
    uint32_t      entry_count, place_count, lanes_count, node_count;
    size_t        bits_size; /* bytes */
    struct scan   scan; /* of all entries, where they are few and without tables */
};

/* Takes entries in their order. All of the forest is in `arena` then. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status forest_build(struct arena *arena, const struct source_set *sources, const struct entry *entries,
                                        uint32_t count, struct forest *out);

/* Lanes of up to sixteen entries, the first of which has the number `first`; and entries fit for them, wherever they are. */
void         lanes_fill(struct lanes *l, const struct entry *entries, uint32_t count, uint32_t first);
struct entry entry_without_claim(const struct entry *e, uint32_t claims);

/* In the place of FOREST_FEW and FOREST_BITS: for tests. Not while a forest is built. */
void forest_scan_up_to(uint32_t entries);
void forest_bits_from(uint32_t entries);

/* Bytes that it takes. */
size_t forest_size(const struct forest *f);

/* The bit of a hash in its place; the low bits of the hash are the place. */
static inline uint32_t place_key(uint32_t hash)
{
    return 1u << (hash >> 27);
}

/* Of a shelf somebody may add to them. */
static inline uint32_t place_keys(const struct place *p)
{
    return __atomic_load_n(&p->keys, __ATOMIC_RELAXED);
}

static inline uint32_t order_best(uint64_t order)
{
    return (uint32_t)(order >> 32);
}

#endif
