/* What classifies cost: calls, matches and nanoseconds by layer and filter, of some of the classifies, drawn at random. Who wants to
 * know makes counters and hands them to classifies (classify_in.cost); without any a classify pays for one comparison. Sublayers and
 * callouts are sums over their filters. Counting takes no lock and allocates nothing. */
#ifndef WFP_ENGINE_COST_H
#define WFP_ENGINE_COST_H

#include <stdatomic.h>

#include "engine/ruleset.h"

enum {
    COST_EVERY = 64,     /* classifies to one that is measured, where packets are in a hurry */
    COST_SCANNABLE = 64, /* so many entries are compared in a handful of nanoseconds: no burden */
};

struct cost;

/* Of what was measured; times cost_every() of all. */
struct cost_count {
    uint64_t calls;   /* of a layer: classifies; of a filter: matches that had a say */
    uint64_t matches; /* of a layer: of its filters, all together */
    uint64_t ns;      /* of a layer: whole classifies; of a filter: its callout's */
};

/* Room for some filters; `every` 1 measures all classifies. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status cost_new(uint32_t filters, uint32_t every, struct cost **out);
/* No classify has it any more. NULL: nothing. */
void cost_free(struct cost *c);

uint32_t          cost_every(const struct cost *c);
struct cost_count cost_of_layer(const struct cost *c, uint16_t layer);
struct cost_count cost_of_filter(const struct cost *c, uint64_t id);
/* Matches of filters for which there was no room. */
uint64_t cost_lost(const struct cost *c);

/* --- what makes an index slow ----------------------------------------------------------------------------------------------- */

enum cost_burden {
    COST_SCANNED = 1, /* no table finds it, nor many others: every classify at the layer compares it */
    COST_ASKED = 2,   /* some of its conditions are no comparison of numbers: they are asked one by one where the others hold */
};

/* Tells of each filter of the layer that is one, in rank order. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status cost_burdens(const struct ruleset *r, uint16_t layer,
                                        void (*tell)(void *context, const struct rule *rule, unsigned burdens), void *context);

/* --- for the engine --------------------------------------------------------------------------------------------------------- */

/* The next one is drawn, so that classifies which follow each other in a pattern have the same chance. True: this one. */
bool     cost_draw(struct cost *c);
uint64_t cost_now(void); /* nanoseconds */
void     cost_add_rule(struct cost *c, const struct rule *rule, uint64_t started); /* 0: it has no callout */
void     cost_add_layer(struct cost *c, uint16_t layer, uint64_t started, uint32_t matches);

/* How many classifies are left until one is measured: the first member of struct cost. Lock-free: two threads may count the same
 * classify, which only draws another one. */
static inline bool cost_is_due(struct cost *c)
{
    atomic_uint *left = (atomic_uint *)(void *)c;
    uint32_t     n = atomic_load_explicit(left, memory_order_relaxed);
    if (n > 1) {
        atomic_store_explicit(left, n - 1, memory_order_relaxed);
        return false;
    }
    return cost_draw(c);
}

#endif
