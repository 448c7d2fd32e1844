/* A way for a rule to match, as a cache line: up to five comparisons, all at once. A rule with alternatives has several entries;
 * what does not fit or is no comparison of numbers is left to its program. Private to the engine. */
#ifndef WFP_ENGINE_ENTRY_H
#define WFP_ENGINE_ENTRY_H

#include "engine/source.h"

enum {
    ENTRY_TESTS = 5,
    ENTRY_ALTERNATIVES = 16, /* entries of a rule at most */
    ENTRY_PARTS = 8, /* of a longer list of intervals: each has an entry */
    ENTRY_SPANS = 64,        /* sublayers that an index tells apart: the last of them stands for all behind it */
};

enum entry_flag {
    ENTRY_EXACT = 1, /* the comparisons are all there is to its conditions */
    ENTRY_ENDS = 2,  /* its action ends its sublayer, whatever happens */
    ENTRY_KNOWN = 4, /* the numbers tell whether its conditions hold, those too that it does not compare */
    ENTRY_BLOCKS = 8,  /* with a block; without it a permit */
    ENTRY_CLEARS = 16, /* and takes the right to write the action away */
    ENTRY_LAST = 32,   /* the last one at its place of a table */
};

/* number - lo <= width, modulo 2^32, for each. */
struct entry {
    uint32_t lo[ENTRY_TESTS], width[ENTRY_TESTS]; /* the most selective first */
    uint8_t  source[ENTRY_TESTS];
    uint8_t  flags;
    uint8_t  span; /* place of its sublayer, at most ENTRY_SPANS - 1 */
    uint8_t  tests : 3;
    uint8_t  beyond : 5; /* at its place of a table: so many on is the first entry of another sublayer; 0: there is none */
    uint32_t needs; /* a bit a source that it compares */
    uint32_t rule;  /* index among the layer's */
    uint64_t order; /* grows with the rank */
} __attribute__((aligned(64)));
_Static_assert(sizeof(struct entry) == 64, "a cache line");

/* The entries of a rule, their tests and flags without ENTRY_ENDS filled in; sources are added to the set. None: nothing ever
 * matches it. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status entries_of(const struct program *p, struct source_set *sources, struct entry out[ENTRY_ALTERNATIVES],
                                      uint32_t *count);

/* Before the entries of a layer's rules: the prefixes that this one wants are added to the set's, which are sealed when all are
 * there. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status entries_expect(const struct program *p, struct source_set *sources);

/* Which of its tests is of that source; -1: none. */
static inline int entry_test_of(const struct entry *e, uint32_t source)
{
    for (unsigned i = 0; i < e->tests; i++)
        if (e->source[i] == source)
            return (int)i;
    return -1;
}
/* How many leading bits of its 32 all numbers that pass the test have in common. */
unsigned entry_prefix(const struct entry *e, unsigned test);

#endif
