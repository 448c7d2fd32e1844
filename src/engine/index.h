/* How the engine keeps the rules of a layer, and the walk over them. Private to the engine. */
#ifndef WFP_ENGINE_INDEX_H
#define WFP_ENGINE_INDEX_H

#include <stdatomic.h>
#include <stddef.h>

#include "engine/classify.h"
#include "engine/order_list.h"
#include "engine/program.h"
#include "engine/shelf.h"
#include "engine/stock.h"
#include "engine/tally.h"
#include "engine/walk.h"

enum {
    RECENT_FROM = 64, /* rules of a layer, from which on it takes changes in place */
    REST_ENTRIES = 128, /* of those that came last, that no table finds */
    RUNS_MAX = 8,
};

/* Entries of rules that came last, as many as a ruleset sees of them: those on a shelf, and the others sixteen to the lanes, as they
 * came, the last of which may have room. */
struct recents {
    const struct shelf        *shelf; /* NULL: there is no table */
    uint32_t                   shelf_count;
    uint32_t                   count; /* of the others */
    const struct entry        *entries;
    const struct lanes *const *full;
    const struct lanes        *last;
};

/* Rules that came after the base was built, found together: by a forest, or as they came. Immutable after publish. */
struct layer_run {
    struct stock   *stock; /* its own */
    struct forest   forest; /* no nodes: there is none */
    struct recents  recents;
    const uint32_t *numbers; /* of its rules, in their order; some may have died since */
    uint32_t        count, entry_count;
};

/* The last that came. Whoever makes the next ruleset writes behind what the newest one reaches. */
struct recent_memory {
    struct stock       *stock; /* its own */
    struct stock       *rules; /* where rules to come are put; kept by its own */
    struct stock       *kept;  /* the one that it keeps since last */
    uint32_t            tries; /* to add one: as many as are seen, or some came to nothing */
    struct shelf       *shelf; /* NULL: none */
    struct order_list   order;
    struct entry        entries[REST_ENTRIES];
    const struct lanes *full[REST_ENTRIES / FOREST_LANES];
};

/* The rules of a layer as a ruleset sees them. Rules are numbered: those that were there when the base was built, in rank order,
 * then those that came later, as they came. Counted: rulesets share it. */
struct layer_rules {
    /* What every classify reads, in three lines: a change is followed by misses there. */
    struct forest              forest;  /* finds those of the base that match */
    const struct rule        **rules;   /* by number, like programs and died */
    struct source_set         *sources; /* in `core`; frozen once it is built */
    uint32_t                   base_count;   /* when the base was built */
    uint32_t                   dead_count;   /* marks set so far; 0: no need to look */
    uint32_t                   run_count;    /* beside the base */
    uint32_t                   recent_count; /* of the rules that came last, alive or not */
    _Atomic uint64_t          *marks;      /* a bit for each that has died in some generation. Lock-free */
    _Atomic uint64_t          *died;       /* generation without the rule; 0: there is none so far. Lock-free */
    uint64_t                   generation; /* of its last change */
    uint64_t                   version;    /* layer_version_new(): made anew whenever its rules are others, or lie elsewhere */
    uint8_t                    first_span, last_span; /* that its rules may be of (layer_span()) */
    bool                       first_decides; /* each of its rules ends its sublayer, and all sublayers have spans */
    bool                       few_go_on;     /* most of them do; the same */
    uint16_t                   layer;
    struct program            *programs;
    struct recents             recents;
    const struct layer_run    *runs[RUNS_MAX];

    uint32_t                   count;        /* alive */
    uint32_t                   number_count; /* numbers given */
    const struct sublayer_row *sublayers;    /* of the ruleset */
    uint32_t                   sublayer_count;
    uint32_t                room;                  /* numbers that the arrays have room for; base_count: it takes no changes in place */
    uint64_t               *orders;                /* of those that came later, by number less base_count */
    uint32_t               *gone;                  /* numbers of the rules that died, in the order of their deaths */
    uint32_t                gone_count, base_gone; /* of them, of the base */
    struct recent_memory   *recent;                /* NULL: none */
    struct stock           *core, *roll;           /* of the base and the sources; of the arrays by number */
    struct tally            tally;
    uint8_t                 wanted[TALLY_FIELDS];  /* field indexes, ascending */
    uint32_t                wanted_count;
    atomic_uint             refs; /* lock-free; the last member: the others are copied */
} __attribute__((aligned(64)));

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

/* The bits take a sixty-fourth of the room and are mostly near: a classify asks of every match. */
static inline bool layer_is_dead(const struct layer_rules *l, uint32_t rule)
{
    if (!l->dead_count || !(atomic_load_explicit(&l->marks[rule / 64], memory_order_relaxed) >> rule % 64 & 1))
        return false;
    uint64_t died = atomic_load_explicit(&l->died[rule], memory_order_relaxed);
    return died && died <= l->generation;
}

/* Whether the rule of that node of the last ones' list is alive; some may have come after this ruleset. */
static inline bool layer_has_recent(const struct layer_rules *l, uint32_t node)
{
    return node <= l->recent_count && !layer_is_dead(l, l->recent->order.nodes[node].number);
}

/* By who makes the next ruleset. */
static inline void layer_mark_dead(const struct layer_rules *l, uint32_t rule, uint64_t generation)
{
    _Atomic uint64_t *marks = &l->marks[rule / 64];
    atomic_store_explicit(&l->died[rule], generation, memory_order_relaxed);
    atomic_store_explicit(marks, atomic_load_explicit(marks, memory_order_relaxed) | UINT64_C(1) << rule % 64, memory_order_relaxed);
}

static inline bool layer_has_later(const struct layer_rules *l)
{
    return l->run_count | l->recent_count;
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
/* Numbers of those alive that came later, in order, from malloc(): of the runs from `first_run` on, and of the recents too. False
 * without memory. */
bool layer_later(const struct layer_rules *l, uint32_t first_run, bool recents, uint32_t **out, uint32_t *count);
/* Of all that are alive, `count` of them; NULL without memory. */
uint32_t *layer_numbers(const struct layer_rules *l);
/* All of them in rank order, kept at `*place`; NULL and none without memory. */
const struct rule *const *layer_in_order(const struct layer_rules *l, _Atomic(const struct rule **) *place, uint32_t *count);

/* A layer without rules; and memory for one, all zero. NULL without memory. */
const struct layer_rules *layer_empty(void);
struct layer_rules       *layer_new(void);
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
