/* How the engine keeps the rules of a layer, and the walk over them. Private to the engine. */
#ifndef WFP_ENGINE_INDEX_H
#define WFP_ENGINE_INDEX_H

#include <stdatomic.h>
#include <stddef.h>

#include "engine/classify.h"
#include "engine/program.h"
#include "engine/stock.h"
#include "engine/tally.h"
#include "engine/walk.h"

enum {
    RECENT_FROM = 64,    /* rules of a layer, from which on it takes changes in place */
    RECENT_RULES = 64,   /* that came last and are not in a run yet */
    RECENT_ENTRIES = 64, /* of them */
    RECENT_TRIES = 128,  /* to add one: what came to nothing leaves memory taken */
};

/* Rules that came after the base was built, found together. Immutable after publish. */
struct layer_run {
    struct stock   *stock; /* its own */
    struct forest   forest;
    const uint32_t *numbers; /* of its rules, in their order; some may have died since */
    uint32_t        count;
};

/* The last that came. Whoever makes the next ruleset writes behind what the newest one reaches. */
struct recent_memory {
    struct stock       *stock; /* its own */
    struct stock       *rules; /* where rules to come are put; kept by its own */
    struct stock       *kept;  /* the one that it keeps since last */
    uint32_t            tries;
    struct entry        entries[RECENT_ENTRIES];
    const struct lanes *full[RECENT_ENTRIES / FOREST_LANES];
};

/* The rules of a layer as a ruleset sees them. Rules are numbered: those that were there when the base was built, in rank order,
 * then those that came later, as they came. Counted: rulesets share it. */
struct layer_rules {
    uint32_t                   count;        /* alive */
    uint32_t                   base_count;   /* when the base was built */
    uint32_t                   number_count; /* numbers given */
    uint32_t                   dead_count;   /* marks set so far; 0: no need to look */
    const struct rule        **rules; /* by number, like programs and died */
    struct program            *programs;
    struct forest              forest;  /* finds those of the base that match */
    struct recents             recents; /* and the others */
    _Atomic uint64_t          *died;    /* generation without the rule; 0: there is none so far. Lock-free */
    uint64_t                   generation; /* of its last change */
    uint64_t                   version; /* layer_version_new(): made anew whenever its rules are others, or lie elsewhere */
    struct source_set         *sources;   /* in `core`; frozen once it is built */
    const struct sublayer_row *sublayers; /* of the ruleset */
    uint32_t                   sublayer_count;
    uint8_t                    first_span, last_span; /* that its rules may be of (layer_span()) */
    bool                       first_decides; /* each of its rules ends its sublayer, and all sublayers have spans */
    bool                       few_go_on;     /* most of them do; the same */
    uint16_t                   layer;

    uint32_t                room;                  /* numbers that the arrays have room for; base_count: it takes no changes in place */
    uint64_t               *orders;                /* of those that came later, by number less base_count */
    uint32_t               *gone;                  /* numbers of the rules that died, in the order of their deaths */
    uint32_t                gone_count, base_gone; /* of them, of the base */
    uint32_t                recent_first;          /* number of the first of the recents */
    struct recent_memory   *recent;                /* NULL: none */
    const struct layer_run *runs[RUNS_MAX];        /* as many as recents.run_count */
    struct stock           *core, *roll;           /* of the base and the sources; of the arrays by number */
    struct tally            tally;
    uint8_t                 wanted[TALLY_FIELDS];  /* field indexes, ascending */
    uint32_t                wanted_count;
    atomic_uint             refs; /* lock-free; the last member: the others are copied */
};

/* A rule that is to die with the commit. */
struct death {
    struct layer_rules *layer;
    uint32_t            number;
};

struct ruleset {
    uint64_t           generation;
    struct arena       arena; /* owns `held` and `deaths` */
    const struct callout_binding *held; /* callouts, from build to end */
    uint32_t           held_count;
    struct stock      *sublayer_memory; /* counted */
    const struct sublayer_row *sublayers; /* in the order of evaluation */
    uint32_t           sublayer_count;
    struct death      *deaths; /* until the commit */
    uint32_t           death_count;
    bool               wants_compaction;
    const struct layer_rules *layers[LAYER_COUNT]; /* never NULL; counted */
    _Atomic(const struct rule **) in_order[LAYER_COUNT]; /* of changed layers, made when somebody asks */
};

/* A rule and the memory that it is in. */
struct stocked {
    struct stock *stock;
    struct rule   rule;
};

static inline struct stock *rule_stock(const struct rule *rule)
{
    return ((const struct stocked *)(const void *)((const char *)rule - offsetof(struct stocked, rule)))->stock;
}

/* Gaps between the orders are for rules that come later. */
static inline uint64_t layer_base_order(uint32_t rule)
{
    return ((uint64_t)rule + 1) << 40;
}

static inline uint64_t layer_order(const struct layer_rules *l, uint32_t rule)
{
    return rule < l->base_count ? layer_base_order(rule) : l->orders[rule - l->base_count];
}

static inline bool layer_is_dead(const struct layer_rules *l, uint32_t rule)
{
    uint64_t died = l->dead_count ? atomic_load_explicit(&l->died[rule], memory_order_relaxed) : 0;
    return died && died <= l->generation;
}

/* The first match there is decides. */
static inline bool layer_has_one(const struct layer_rules *l)
{
    return l->first_decides && l->first_span == l->last_span && !l->sources->claims;
}

/* Of an entry whose comparisons hold: whether its rule is there and matches. */
static inline bool layer_has_match(const struct layer_rules *l, const struct entry *e, const struct value *values)
{
    return (e->flags & ENTRY_EXACT || program_match(&l->programs[e->rule], values)) && !layer_is_dead(l, e->rule);
}

/* A number that no layer of any ruleset had before, never 0: who has it with a verdict knows which rules made that. */
uint64_t layer_version_new(void);

/* The number of the first rule alive whose order is `from` or more; UINT32_MAX: none. */
uint32_t layer_next(const struct layer_rules *l, uint64_t from);
/* Numbers of those alive that came later, in order, from malloc(): of the runs from `first_run` on, and of the recents. False
 * without memory. */
bool layer_later(const struct layer_rules *l, uint32_t first_run, uint32_t **out, uint32_t *count);
/* Of all that are alive, `count` of them; NULL without memory. */
uint32_t *layer_numbers(const struct layer_rules *l);
/* All of them in rank order, kept at `*place`; NULL and none without memory. */
const struct rule *const *layer_in_order(const struct layer_rules *l, _Atomic(const struct rule **) *place, uint32_t *count);

/* A layer without rules. */
const struct layer_rules *layer_empty(void);
const struct layer_rules *layer_get(const struct layer_rules *l);
void                      layer_put(const struct layer_rules *l);
/* Another one that reaches the same, to be written to by its owner until it is published. NULL without memory. */
struct layer_rules *layer_copy(const struct layer_rules *l);

/* Whether so much has changed (compaction.h). */
bool layer_wants_compaction(const struct layer_rules *l);

/* Which of an index's spans a sublayer is. */
static inline uint32_t layer_span(const struct layer_rules *l, const struct sublayer_row *sublayer)
{
    uint64_t place = (uint64_t)(sublayer - l->sublayers);
    return place < ENTRY_SPANS - 1 ? (uint32_t)place : ENTRY_SPANS - 1;
}

#endif
