#include "engine/stock.h"

#include <stdlib.h>

#include "engine/source.h"
#include "model/name.h"

struct kept {
    struct stock *stock;
    struct kept  *next;
};

struct kept_name {
    struct name      *name;
    struct kept_name *next;
};

struct stock *stock_new(void)
{
    struct stock *s = calloc(1, sizeof(*s));
    if (s)
        atomic_init(&s->refs, 1);
    return s;
}

struct stock *stock_get(struct stock *s)
{
    if (s)
        atomic_fetch_add_explicit(&s->refs, 1, memory_order_relaxed);
    return s;
}

/* What is kept keeps at most one level more: a run what came last, as it stands, that keeps rules, and these keep nobody. */
void stock_put(struct stock *s)
{
    if (!s || atomic_fetch_sub_explicit(&s->refs, 1, memory_order_acq_rel) != 1)
        return;
    for (struct kept *k = s->kept; k; k = k->next)
        stock_put(k->stock);
    for (struct kept_name *k = s->names; k; k = k->next)
        name_put(k->name);
    if (s->sources)
        source_set_fini(s->sources);
    arena_fini(&s->arena);
    free(s);
}

enum wfp_status stock_keep(struct stock *s, struct stock *other)
{
    struct kept *k = arena_alloc(&s->arena, sizeof(*k));
    if (!k)
        return WFP_NO_MEMORY;
    *k = (struct kept){ stock_get(other), s->kept };
    s->kept = k;
    return WFP_OK;
}

enum wfp_status stock_keep_name(struct stock *s, struct name *take)
{
    struct kept_name *k = arena_alloc(&s->arena, sizeof(*k));
    if (!k) {
        name_put(take);
        return WFP_NO_MEMORY;
    }
    *k = (struct kept_name){ take, s->names };
    s->names = k;
    return WFP_OK;
}
