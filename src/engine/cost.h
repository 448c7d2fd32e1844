/* What classifies cost: calls, matches and nanoseconds by layer and filter, of some of the classifies, drawn at random. A thread that
 * classifies has counters of its own and hands them to its classifies (classify_in.cost); any other thread may read them, and those
 * of all threads add up (cost_set.h). Without counters a classify pays for one comparison, with counters that are off for two.
 * Sublayers and callouts are sums over their filters. Counting takes no lock and allocates nothing. */
#ifndef WFP_ENGINE_COST_H
#define WFP_ENGINE_COST_H

#include <stdatomic.h>

#include "engine/ruleset.h"

enum { COST_EVERY = 512 }; /* classifies to one that is measured, where packets are in a hurry */

struct cost;

/* Of what was measured; times cost_every() of all. */
struct cost_count {
    uint64_t calls;   /* of a layer: classifies; of a filter: matches that had a say */
    uint64_t matches; /* of a layer: of its filters, all together */
    uint64_t ns;      /* of a layer: whole classifies; of a filter: its callout's */
};

/* Room for some filters; `every` 1 measures all classifies, 0 none. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status cost_new(uint32_t filters, uint32_t every, struct cost **out);
/* No classify has it any more. NULL: nothing. */
void cost_free(struct cost *c);

/* While nobody begins it anew. */
uint32_t          cost_every(const struct cost *c);
struct cost_count cost_of_layer(const struct cost *c, uint16_t layer);
struct cost_count cost_of_filter(const struct cost *c, uint64_t id);
/* Of all filters together, also of those that are gone. */
struct cost_count cost_of_filters(const struct cost *c);
/* Matches of filters for which there was no room. */
uint64_t cost_lost(const struct cost *c);

/* --- for sets of them: one thread at a time, while another one counts --------------------------------------------------------- */

/* Room for filters, unless there is some. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status cost_make_room(struct cost *c, uint32_t filters);
/* From now on one in so many; 0: none. With another epoch than before it begins anew. */
void cost_turn_to(struct cost *c, uint32_t every, uint32_t epoch);
/* How many filters it has counted. */
uint32_t cost_filters(const struct cost *c);
/* To merge others into, which have counted so many filters; it counts no classifies. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status cost_new_sum(uint32_t filters, uint32_t every, struct cost **out);
void cost_merge(struct cost *to, const struct cost *from);

/* --- for the engine: the thread whose counters they are ----------------------------------------------------------------------- */

enum { COST_HELD = 16 };

/* One classify that is measured. Its matches are counted when it is over, as far as there is room to hold them. */
struct cost_classify {
    struct cost *cost;
    uint64_t     started;
    uint32_t     matches;
    uint32_t     timed; /* of the matches, those whose callout was timed */
    struct {
        uint64_t id, ns;
    } held[COST_HELD];
};

void     cost_begin(struct cost_classify *m, struct cost *c);
void     cost_end(const struct cost_classify *m, uint16_t layer);
uint64_t cost_now(void); /* nanoseconds */
void     cost_add_rule(struct cost_classify *m, const struct rule *rule, uint64_t started); /* 0: it has no callout */
/* The next one is drawn, so that classifies which follow each other in a pattern have the same chance. True: this one. */
bool cost_draw(struct cost *c);

/* The first member of struct cost. */
struct cost_turn {
    atomic_uint every; /* lock-free; 0: off */
    atomic_uint left;  /* classifies until one is measured; its thread's, and set back by whoever says another `every` */
};

static inline bool cost_is_due(struct cost *c)
{
    struct cost_turn *t = (struct cost_turn *)(void *)c;
    if (!atomic_load_explicit(&t->every, memory_order_relaxed))
        return false;
    uint32_t n = atomic_load_explicit(&t->left, memory_order_relaxed);
    if (n > 1) {
        atomic_store_explicit(&t->left, n - 1, memory_order_relaxed);
        return false;
    }
    return cost_draw(c);
}

#endif
