/* How the engine keeps the rules of a layer, and the walk over them. Private to the engine. */
#ifndef WFP_ENGINE_INDEX_H
#define WFP_ENGINE_INDEX_H

#include <stdatomic.h>

#include "base/arena.h"
#include "engine/classify.h"
#include "engine/program.h"
#include "engine/walk.h"

/* The rules of one sublayer at one layer: [first, end) of the layer's. */
struct span {
    const struct sublayer_row *sublayer;
    uint32_t                   first, end;
};

/* Memory that rulesets share: what a layer reaches, or the sublayers. Immutable but for the count. */
struct shared {
    atomic_uint       refs; /* lock-free */
    struct arena      arena;
    struct source_set sources; /* of a layer */
};

struct layer_rules {
    uint32_t                  count;
    uint64_t                  mark;     /* made of the filters' ids in rank order; 0: no rules */
    const struct rule *const *rules;    /* in rank order */
    const struct program     *programs; /* one a rule */
    struct forest             forest;   /* finds those that match */
    const struct shared      *memory;   /* of all of it */
    const struct sublayer_row *sublayers; /* of the ruleset */
    uint8_t                   first_span, last_span; /* of its rules (layer_span()) */
    const struct span        *spans;    /* highest sublayer first */
    uint32_t                  span_count;
    const uint8_t            *wanted; /* field indexes, ascending */
    uint32_t                  wanted_count;
    bool                      singly; /* some callout wants each frame alone */
};

struct ruleset {
    uint64_t           generation;
    struct arena       arena; /* owns `held` */
    const struct callout_binding *held; /* callouts, from build to end */
    uint32_t           held_count;
    struct shared     *sublayer_memory, *layer_memory[LAYER_COUNT]; /* counted; NULL: a layer without rules */
    const struct sublayer_row *sublayers; /* in the order of evaluation */
    uint32_t           sublayer_count;
    struct layer_rules layers[LAYER_COUNT];
};

/* Which of an index's spans a sublayer is. */
static inline uint32_t layer_span(const struct layer_rules *l, const struct sublayer_row *sublayer)
{
    uint64_t place = (uint64_t)(sublayer - l->sublayers);
    return place < ENTRY_SPANS - 1 ? (uint32_t)place : ENTRY_SPANS - 1;
}

#endif
