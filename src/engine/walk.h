/* The matching rules of a layer for one classify, in rank order. A search finds the first some dozen at once and stops looking in a
 * sublayer behind a rule that is sure to end it; who wants more than it kept has it go on from there. Private to the engine. */
#ifndef WFP_ENGINE_WALK_H
#define WFP_ENGINE_WALK_H

#include "engine/forest.h"

struct layer_rules;
struct rule;

enum {
    WALK_HITS = 48,
    WALK_FEW = 3, /* rules of a layer that are faster asked one by one, where it takes more than a scan (scan.h) */
};

struct hit {
    uint64_t order;
    uint32_t rule, span;
};

/* On the stack of a classify. An order below `from` was dealt with; one at or above its sublayer's limit is of no use. */
struct walk {
    const struct layer_rules *layer;
    const struct value       *values;
    bool                      all;        /* whoever asks wants every match */
    bool                      one_by_one; /* no search: the rules are asked as they are wanted */
    bool                      asked;      /* what was found may depend on more than the numbers */
    uint32_t                  claims; /* a bit for the source of claims */
    uint32_t                  next, count, current; /* one by one, `from` is where to go on */
    uint64_t                  from, ceiling; /* the hits are all there are in between */
    struct numbers            numbers;
    uint64_t                  limit[ENTRY_SPANS];
    uint64_t                  decided; /* spans where a rule matches that is sure to end them, a bit each: by walk_firsts() */
    bool                      overflow; /* it had no room for all hits */
    const struct entry       *first[ENTRY_SPANS];
    struct hit                hits[WALK_HITS];
};

/* The numbers of a classify; as numbers_complete(). */
bool walk_read(struct numbers *n, const struct source_set *s, const struct value *values);

/* Reads the numbers; then searches. `all`: also those behind a rule that ends its sublayer. */
void walk_open(struct walk *w, const struct layer_rules *layer, const struct value *values);
void walk_search(struct walk *w, bool all);
/* In the place of walk_search(), of a layer where few rules go on and that is not asked one by one: the best rule of each sublayer
 * that is sure to end it stands in `first`, and those before them that may go on are hits, in order. False: they are too many. */
bool walk_firsts(struct walk *w);
/* The same where all rules are of one sublayer; NULL: none. `asked` as above. */
const struct entry *walk_one(const struct layer_rules *layer, const struct numbers *n, const struct value *values, bool *asked);

/* Headers that are looked up together: what each has, and which of the root's tables may have it, and where. */
enum { WALK_BATCH = 16 };
struct walk_batch {
    uint32_t       columns[SOURCES_MAX][WALK_BATCH] __attribute__((aligned(64))); /* the numbers, by source */
    uint32_t       places[FOREST_TABLES][WALK_BATCH] __attribute__((aligned(64)));
    uint32_t       found[WALK_BATCH], count;
    struct numbers numbers[WALK_BATCH];
};
/* As walk_one() of up to WALK_BATCH headers. False: each has to be walked. */
bool walk_together(struct walk_batch *b, const struct layer_rules *layer, const struct value *const *values, uint32_t count,
                   const struct entry **out);
/* NULL: no more. */
const struct rule *walk_next(struct walk *w);
/* The rest of the last one's sublayer is of no interest. */
void walk_leave_sublayer(struct walk *w);

/* For the searches: an entry whose comparisons hold; in a search for the first ones, one of a rule that may go on and that matches. */
void walk_take(struct walk *w, const struct entry *e);
void walk_take_before(struct walk *w, const struct entry *e);

/* Finding what is between `from` and the limits, by the best instructions of this processor, or by plain C. All give the same. */
struct walk_kind {
    const char *name;
    void (*numbers)(struct numbers *n, const struct source_set *s, const struct value *values); /* as numbers_within() */
    void (*all)(struct walk *w);
    void (*firsts)(struct walk *w);
    const struct entry *(*one)(const struct layer_rules *l, const struct numbers *n, const struct value *values, bool *asked);
    void (*batch)(const struct layer_rules *l, struct walk_batch *b, const struct value *const *values, const struct entry **out);
};
extern const struct walk_kind walk_plain, walk_avx2, walk_avx512;

/* Names of those that this processor has, NULL behind the last; the first is what is used. A test may choose another one; NULL
 * returns to the first. Not while anybody classifies. */
const char *const *walk_kinds(void);
void               walk_choose(const char *kind);

#endif
