/* The rules that came last, in the order of their ranks: a list with short cuts, to which one adds while others read. Private to the
 * engine. */
#ifndef WFP_ENGINE_ORDER_LIST_H
#define WFP_ENGINE_ORDER_LIST_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

enum { ORDER_LEVELS = 5 };

struct rule;

/* A node is a number from 1 on; 0 is the list itself, and its end. */
struct order_node {
    uint64_t           order; /* immutable once it is linked, like all but `next` */
    const struct rule *rule;
    uint32_t           number; /* of the rule in the layer */
    _Atomic uint32_t   next[ORDER_LEVELS]; /* lock-free; written by who makes the next ruleset */
};

struct order_list {
    struct order_node *nodes;
    uint32_t           count, room; /* owner: who makes the next ruleset */
};

/* For that many. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status order_list_init(struct order_list *l, struct arena *arena, uint32_t room);

/* Where a rule belongs: the last nodes before it, on each level. */
struct order_place {
    uint32_t before[ORDER_LEVELS];
};
void order_list_find(const struct order_list *l, const struct rule *rule, struct order_place *out);
/* Puts it there; there is room. */
void order_list_put(struct order_list *l, const struct order_place *place, uint64_t order, const struct rule *rule, uint32_t number);

static inline uint32_t order_list_next(const struct order_list *l, uint32_t node)
{
    return atomic_load_explicit(&l->nodes[node].next[0], memory_order_acquire);
}

/* The first node of that order or more; 0: none. Beside whoever adds. */
uint32_t order_list_from(const struct order_list *l, uint64_t order);

#endif
