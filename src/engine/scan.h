/* The scan: which rules of a layer deserve a look. Every rule has a head, one comparison that each of its matches passes;
 * the heads of 64 rules are compared four at a time, ordered by the number they compare. Private to the engine. */
#ifndef WFP_ENGINE_SCAN_H
#define WFP_ENGINE_SCAN_H

#include "base/arena.h"
#include "engine/program.h"

enum {
    SCAN_BLOCK = 64,   /* rules in a block: one bit each */
    SCAN_LANES = 4,    /* comparisons at once */
    SCAN_SOURCES = 32, /* numbers that heads may compare; a rule whose head needs yet another is always looked at */
};

typedef uint32_t scan_vector __attribute__((vector_size(16)));
typedef int32_t  scan_signed __attribute__((vector_size(16)));

/* A number of the classify: a field of up to 32 bits, or 32 bits of an address. */
struct scan_source {
    uint8_t slot, type, op, word; /* as in struct test */
};

/* Four heads on one number: (number & mask) - lo <= width. Vectors compare signed numbers only, so lo and width are kept
 * moved by 2^31. */
struct scan_lanes {
    scan_vector mask, lo;
    scan_signed width;
    uint8_t     place[SCAN_LANES]; /* of the rule in its block */
};

/* Neighbouring lanes with the same source. */
struct scan_run {
    uint32_t first, end; /* of the scan's lanes */
    uint32_t source;
};

struct scan_block {
    uint64_t always; /* rules without a head */
    uint32_t first_run, end_run;
};

struct scan {
    const struct scan_source *sources;
    const struct scan_block  *blocks;
    const struct scan_run    *runs;
    const struct scan_lanes  *lanes;
    uint32_t                  source_count;
};

/* Where a classify stands in its layer. */
struct scan_state {
    uint32_t numbers[SCAN_SOURCES];
    uint32_t present; /* a bit a source */
    uint32_t block;   /* the one that `candidates` is of; UINT32_MAX: none yet */
    uint64_t candidates;
};

/* Arranges the heads of a layer's rules, in rank order. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status scan_build(struct arena *arena, const struct test *heads, uint32_t count, struct scan *out);

/* Reads the numbers of a classify. */
void scan_start(const struct scan *s, const struct value *values, struct scan_state *state);

/* The rules of a block whose heads pass. */
uint64_t scan_block_candidates(const struct scan *s, const struct scan_state *state, uint32_t block);

/* First candidate at or after `from`, before `end`; `end` when there is none. */
static inline uint32_t scan_next(const struct scan *s, struct scan_state *state, uint32_t from, uint32_t end)
{
    while (from < end) {
        uint32_t block = from / SCAN_BLOCK;
        if (state->block != block) {
            state->candidates = scan_block_candidates(s, state, block);
            state->block = block;
        }
        uint64_t rest = state->candidates >> from % SCAN_BLOCK;
        if (rest) {
            from += (uint32_t)__builtin_ctzll(rest);
            return from < end ? from : end;
        }
        from = (block + 1) * SCAN_BLOCK;
    }
    return end;
}

#endif
