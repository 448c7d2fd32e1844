/* The items at one version, made from bodies in the order of their commits. Sorting finds the last word on each item, so that
 * there is no table to keep and the order is always the same: by kind, then key. */
#ifndef WFP_STORE_STATE_H
#define WFP_STORE_STATE_H

#include "base/arena.h"
#include "store/entry.h"

struct state_row {
    struct store_change change;
    size_t              order; /* a later one counts */
};

struct state {
    struct arena      values; /* copies of the bodies */
    struct state_row *rows;
    size_t            n, room;
};

static inline void state_init(struct state *s)
{
    *s = (struct state){ 0 };
}

void state_fini(struct state *s);
/* Copies a body that entry_check() found good. Nothing is added on failure (WFP_NO_MEMORY). */
MUST_CHECK enum wfp_status state_add(struct state *s, struct bytes body);
/* After the last state_add(), once: rows are sorted and only items that are there remain. */
void state_settle(struct state *s);
/* By kind, then key as printed. */
int state_order(const struct store_item *a, const struct store_item *b);
/* The settled state as one body of puts. WFP_OUT_OF_BOUNDS: too large. */
MUST_CHECK enum wfp_status state_encode(const struct state *s, struct buffer *body);

#endif
