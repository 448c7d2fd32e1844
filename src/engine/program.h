/* A rule's conditions compiled for speed: tests of 16 bytes, the most selective field group first. Numbers up to 32 bits
 * are decided inline, all else by match_value(). Private to the engine. */
#ifndef WFP_ENGINE_PROGRAM_H
#define WFP_ENGINE_PROGRAM_H

#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "engine/match.h"

enum test_op {
    TEST_NUMBER, /* the value is an integer of 8, 16 or 32 bits */
    TEST_VALUE,  /* ask match_value */
    TEST_SORTED, /* begins a group of many intervals that do not meet, in order: `mask` says how many, all bits count */
};

enum { PROGRAM_UNSORTED = 16 }; /* intervals of a group that are asked one after the other; more are sorted */

/* One comparison: (number & mask) - lo <= width, modulo 2^32. Equality, order, ranges, address masks, flags and their
 * negations all have this form. */
struct test {
    uint32_t mask, lo, width;
    uint8_t  op;   /* enum test_op */
    uint8_t  type; /* TYPE_* that the value must have */
    uint8_t  slot; /* index of the field in the layer's values */
    uint8_t  last; /* ends its field group: the next test is ANDed, not ORed */
};
_Static_assert(sizeof(struct test) == 16, "four to a cache line");

struct program {
    const struct test *tests; /* in the arena */
    uint32_t           count;
    const struct rule *rule;
};

/* Compiles the rule's conditions; the tests live in `arena`, what is needed only meanwhile in `scratch`. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status program_compile(struct arena *arena, struct arena *scratch, const struct rule *rule,
                                           struct program *out);

/* Whether all groups hold. */
bool program_match(const struct program *p, const struct value *values);

#endif
