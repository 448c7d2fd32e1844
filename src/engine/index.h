/* How the engine keeps the rules of a layer, and the walk over them. Private to the engine. */
#ifndef WFP_ENGINE_INDEX_H
#define WFP_ENGINE_INDEX_H

#include "base/arena.h"
#include "engine/classify.h"
#include "engine/program.h"

/* The rules of one sublayer at one layer: [first, end) of the layer's. */
struct span {
    const struct sublayer_row *sublayer;
    uint32_t                   first, end;
};

struct layer_rules {
    uint32_t                  count;
    const struct rule *const *rules;    /* in rank order */
    const struct test        *heads;    /* one a rule, contiguous: the scan touches nothing else of a rule it rejects */
    const struct program     *programs; /* one a rule */
    const struct span        *spans;    /* highest sublayer first */
    uint32_t                  span_count;
    const uint8_t            *wanted; /* field indexes, ascending */
    uint32_t                  wanted_count;
};

struct ruleset {
    uint64_t           generation;
    struct arena       arena; /* owns all that the layers reach */
    struct layer_rules layers[LAYER_COUNT];
};

/* The values of a classify; layers without fields may come with none, yet open heads look at the first. */
static inline const struct value *classify_values(const struct classify_in *in)
{
    static const struct value none;
    return in->layer->field_count ? in->values : &none;
}

/* First rule at or after `from` and before `end` whose conditions hold; `end` when there is none. */
static inline uint32_t layer_next_match(const struct layer_rules *l, const struct value *values, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end; i++)
        if (head_passes(&l->heads[i], values) && program_match(&l->programs[i], values))
            return i;
    return end;
}

#endif
