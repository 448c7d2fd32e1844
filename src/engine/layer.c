/* The rules of a layer in their order, whenever they came. */
#include <stdlib.h>

#include "engine/index.h"

/* Of the process, and not of a host: a host's generations may be those of another one, and memory is given out again. */
uint64_t layer_version_new(void)
{
    static _Atomic uint64_t last;
    return atomic_fetch_add_explicit(&last, 1, memory_order_relaxed) + 1;
}

/* Base rules alive from the order on. */
static uint32_t next_base(const struct layer_rules *l, uint64_t from)
{
    uint64_t rule = from <= layer_base_order(0) ? 0 : ((from - 1) >> 40);
    while (rule < l->base_count && layer_is_dead(l, (uint32_t)rule))
        rule++;
    return rule < l->base_count ? (uint32_t)rule : UINT32_MAX;
}

uint32_t layer_next(const struct layer_rules *l, uint64_t from)
{
    uint32_t best = next_base(l, from);
    for (uint32_t i = l->base_count; i < l->base_count + l->recent_count; i++) {
        uint64_t order = layer_order(l, i);
        if (order >= from && !layer_is_dead(l, i) && (best == UINT32_MAX || order < layer_order(l, best)))
            best = i;
    }
    return best;
}

struct placed {
    uint64_t           order;
    const struct rule *rule;
};

static int by_order(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    return (x->order > y->order) - (x->order < y->order);
}

/* Those that came later, in order; how many there are. */
static uint32_t sort_recents(const struct layer_rules *l, struct placed out[RECENT_RULES])
{
    uint32_t n = 0;
    for (uint32_t i = l->base_count; i < l->base_count + l->recent_count; i++)
        if (!layer_is_dead(l, i))
            out[n++] = (struct placed){ layer_order(l, i), l->rules[i] };
    if (n)
        qsort(out, n, sizeof(*out), by_order);
    return n;
}

static const struct rule **merge(const struct layer_rules *l)
{
    struct placed       recents[RECENT_RULES];
    uint32_t            recent_count = sort_recents(l, recents), at = 0, n = 0;
    const struct rule **out = malloc((l->count + 1u) * sizeof(*out));
    for (uint32_t i = 0; out && i < l->base_count; i++) {
        while (at < recent_count && recents[at].order < layer_base_order(i))
            out[n++] = recents[at++].rule;
        if (!layer_is_dead(l, i))
            out[n++] = l->rules[i];
    }
    while (out && at < recent_count)
        out[n++] = recents[at++].rule;
    return out;
}

const struct rule *const *layer_in_order(const struct layer_rules *l, _Atomic(const struct rule **) *place, uint32_t *count)
{
    const struct rule **list = atomic_load(place), **made;
    *count = l->count;
    if (l->recent_count == 0 && l->dead_count == 0)
        return l->rules;
    if (list)
        return list;
    made = merge(l);
    if (!made)
        *count = 0;
    else if (atomic_compare_exchange_strong(place, &list, made))
        list = made;
    else
        free(made); /* somebody else was faster */
    return list;
}
