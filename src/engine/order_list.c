#include "engine/order_list.h"

#include "engine/rank.h"

enum wfp_status order_list_init(struct order_list *l, struct arena *arena, uint32_t room)
{
    struct order_node *nodes = arena_array(arena, room + 1u, sizeof(*nodes));
    if (!nodes)
        return WFP_NO_MEMORY;
    *l = (struct order_list){ nodes, 0, room };
    return WFP_OK;
}

static uint32_t next_of(const struct order_list *l, uint32_t node, uint32_t level)
{
    return atomic_load_explicit(&l->nodes[node].next[level], memory_order_acquire);
}

void order_list_find(const struct order_list *l, const struct rule *rule, struct order_place *out)
{
    uint32_t at = 0;
    for (uint32_t level = ORDER_LEVELS; level-- > 0;) {
        for (uint32_t next = next_of(l, at, level); next && rank_compare(l->nodes[next].rule, rule) < 0; next = next_of(l, at, level))
            at = next;
        out->before[level] = at;
    }
}

/* Every fourth node is on the next level: by its number, so that equal changes give equal lists. */
static uint32_t levels_of(uint32_t node)
{
    uint32_t spread = node * 0x9e3779b1u, levels = 1;
    for (spread >>= 8; levels < ORDER_LEVELS && (spread & 3) == 0; spread >>= 2)
        levels++;
    return levels;
}

/* From the lowest level up: who finds it above finds it below. */
void order_list_put(struct order_list *l, const struct order_place *place, uint64_t order, const struct rule *rule, uint32_t number)
{
    uint32_t           node = ++l->count, levels = levels_of(node);
    struct order_node *n = &l->nodes[node];
    n->order = order;
    n->rule = rule;
    n->number = number;
    for (uint32_t level = 0; level < levels; level++) {
        struct order_node *before = &l->nodes[place->before[level]];
        atomic_store_explicit(&n->next[level], atomic_load_explicit(&before->next[level], memory_order_relaxed), memory_order_relaxed);
        atomic_store_explicit(&before->next[level], node, memory_order_release);
    }
}

uint32_t order_list_from(const struct order_list *l, uint64_t order)
{
    uint32_t at = 0;
    for (uint32_t level = ORDER_LEVELS; level-- > 0;)
        for (uint32_t next = next_of(l, at, level); next && l->nodes[next].order < order; next = next_of(l, at, level))
            at = next;
    return order_list_next(l, at);
}
