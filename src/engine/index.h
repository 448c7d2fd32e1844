/* How the engine keeps the rules of a layer, and the walk over them. Private to the engine. */
#ifndef WFP_ENGINE_INDEX_H
#define WFP_ENGINE_INDEX_H

#include <stdatomic.h>

#include "base/arena.h"
#include "engine/classify.h"
#include "engine/program.h"
#include "engine/tally.h"
#include "engine/walk.h"

enum {
    RECENT_FROM = 64,     /* rules of a layer, from which on it takes changes in place */
    RECENT_RULES = 256,   /* that come, before it is built anew; so many and a quarter of it may go */
    RECENT_ENTRIES = 512, /* of those that come */
    ABANDONED_MOST = 64,  /* changes of its that came to nothing: each leaves some of the layer's memory taken */
};

/* Memory that rulesets share: what a layer reaches, or the sublayers. Immutable but for the count, for the time at which rules died,
 * and for the room behind what the newest ruleset reaches: the one who makes the next ruleset writes there. */
struct shared {
    atomic_uint       refs; /* lock-free */
    struct arena      arena;
    struct source_set sources; /* of a layer */
    uint32_t          abandoned; /* changes; of the one who makes the next ruleset */
};

/* The rules of a layer as a ruleset sees them. Rules are numbered: those that were there when the layer was built, in rank order,
 * then those that came later, as they came. */
struct layer_rules {
    uint32_t                  count;      /* alive */
    uint32_t                  base_count; /* when it was built */
    uint32_t                  recent_count, room; /* came later; numbers there is room for */
    const struct rule *const *rules;
    const struct program     *programs;
    struct forest             forest;     /* finds those of the base that match */
    struct recents            recents;    /* and the others */
    struct recent_memory     *recent;     /* NULL: none so far */
    _Atomic uint64_t         *died;       /* generation without the rule, by number; 0: there is none so far. Lock-free */
    uint32_t                  dead_count; /* 0: no need to look */
    uint64_t                  generation; /* of its last change */
    uint64_t                  version;    /* layer_version_new(): made anew whenever its rules are others, or lie elsewhere */
    struct shared            *memory;     /* of all of it */
    const struct sublayer_row *sublayers; /* of the ruleset */
    uint32_t                  sublayer_count;
    uint8_t                   first_span, last_span; /* that its rules may be of (layer_span()) */
    const struct tally       *tally;
    const uint8_t            *wanted; /* field indexes, ascending */
    uint32_t                  wanted_count;
};

/* Rules that came after the layer was built, in the memory of the layer. */
struct recent_memory {
    struct entry        entries[RECENT_ENTRIES];
    const struct lanes *full[RECENT_ENTRIES / FOREST_LANES];
    uint64_t            orders[RECENT_RULES];
};

struct ruleset {
    uint64_t           generation;
    struct arena       arena; /* owns `held` and `deaths` */
    const struct callout_binding *held; /* callouts, from build to end */
    uint32_t           held_count;
    struct shared     *sublayer_memory, *layer_memory[LAYER_COUNT]; /* counted; NULL: a layer without rules */
    const struct sublayer_row *sublayers; /* in the order of evaluation */
    uint32_t           sublayer_count;
    _Atomic uint64_t **deaths; /* marks of rules that are to die with the commit; until then */
    uint32_t           death_count;
    bool               uncommitted; /* made by a change */
    const struct layer_rules *layers[LAYER_COUNT]; /* never NULL */
    _Atomic(const struct rule **) in_order[LAYER_COUNT]; /* of changed layers, made when somebody asks */
};

/* Gaps between the orders are for rules that come later. */
static inline uint64_t layer_base_order(uint32_t rule)
{
    return ((uint64_t)rule + 1) << 40;
}

static inline uint64_t layer_order(const struct layer_rules *l, uint32_t rule)
{
    return rule < l->base_count ? layer_base_order(rule) : l->recent->orders[rule - l->base_count];
}

static inline bool layer_is_dead(const struct layer_rules *l, uint32_t rule)
{
    uint64_t died = l->dead_count ? atomic_load_explicit(&l->died[rule], memory_order_relaxed) : 0;
    return died && died <= l->generation;
}

/* A number that no layer of any ruleset had before, never 0: who has it with a verdict knows which rules made that. */
uint64_t layer_version_new(void);

/* The number of the first rule alive whose order is `from` or more; UINT32_MAX: none. */
uint32_t layer_next(const struct layer_rules *l, uint64_t from);
/* All of them in rank order, kept at `*place`; NULL and none without memory. */
const struct rule *const *layer_in_order(const struct layer_rules *l, _Atomic(const struct rule **) *place, uint32_t *count);

/* Which of an index's spans a sublayer is. */
static inline uint32_t layer_span(const struct layer_rules *l, const struct sublayer_row *sublayer)
{
    uint64_t place = (uint64_t)(sublayer - l->sublayers);
    return place < ENTRY_SPANS - 1 ? (uint32_t)place : ENTRY_SPANS - 1;
}

#endif
