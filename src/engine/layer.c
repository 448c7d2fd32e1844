/* The rules of a layer in their order, whenever they came; who has the layer. */
#include <stdlib.h>
#include <string.h>

#include "engine/index.h"

/* --- one after the other ----------------------------------------------------------------------------------------------------- */

/* Base rules alive from the order on. */
static uint32_t next_base(const struct layer_rules *l, uint64_t from)
{
    uint64_t rule = from <= layer_base_order(0) ? 0 : ((from - 1) >> 40);
    while (rule < l->base_count && layer_is_dead(l, (uint32_t)rule))
        rule++;
    return rule < l->base_count ? (uint32_t)rule : UINT32_MAX;
}

static uint32_t next_of_run(const struct layer_rules *l, const struct layer_run *run, uint64_t from)
{
    uint32_t low = 0, high = run->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (layer_order(l, run->numbers[middle]) < from)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < run->count && layer_is_dead(l, run->numbers[low]))
        low++;
    return low < run->count ? run->numbers[low] : UINT32_MAX;
}

static uint32_t better(const struct layer_rules *l, uint32_t a, uint32_t b)
{
    if (a == UINT32_MAX || b == UINT32_MAX)
        return a == UINT32_MAX ? b : a;
    return layer_order(l, a) < layer_order(l, b) ? a : b;
}

static uint32_t next_recent(const struct layer_rules *l, uint64_t from)
{
    const struct order_list *list = &l->recent->order;
    uint32_t                 at = order_list_from(list, from);
    while (at && !layer_has_recent(l, at))
        at = order_list_next(list, at);
    return at ? list->nodes[at].number : UINT32_MAX;
}

uint32_t layer_next(const struct layer_rules *l, uint64_t from)
{
    uint32_t best = next_base(l, from);
    for (uint32_t i = 0; i < l->run_count; i++)
        best = better(l, best, next_of_run(l, l->runs[i], from));
    return l->recent ? better(l, best, next_recent(l, from)) : best;
}

/* --- all of them ------------------------------------------------------------------------------------------------------------- */

struct placed {
    uint64_t order;
    uint32_t number;
};

static int by_order(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    return (x->order > y->order) - (x->order < y->order);
}

static void place_alive(const struct layer_rules *l, uint32_t number, struct placed *out, uint32_t *count)
{
    if (!layer_is_dead(l, number))
        out[(*count)++] = (struct placed){ layer_order(l, number), number };
}

static void place_recents(const struct layer_rules *l, struct placed *out, uint32_t *count)
{
    const struct order_list *list = &l->recent->order;
    for (uint32_t at = order_list_next(list, 0); at; at = order_list_next(list, at))
        if (layer_has_recent(l, at))
            place_alive(l, list->nodes[at].number, out, count);
}

bool layer_later(const struct layer_rules *l, uint32_t first_run, bool recents, uint32_t **out, uint32_t *count)
{
    uint32_t room = recents ? l->recent_count : 0, n = 0;
    for (uint32_t i = first_run; i < l->run_count; i++)
        room += l->runs[i]->count;
    struct placed *placed = malloc((room + 1u) * sizeof(*placed));
    uint32_t      *numbers = malloc((room + 1u) * sizeof(*numbers));
    if (!placed || !numbers) {
        free(placed);
        free(numbers);
        return false;
    }
    for (uint32_t i = first_run; i < l->run_count; i++)
        for (uint32_t k = 0; k < l->runs[i]->count; k++)
            place_alive(l, l->runs[i]->numbers[k], placed, &n);
    if (recents && l->recent)
        place_recents(l, placed, &n);
    if (n)
        qsort(placed, n, sizeof(*placed), by_order);
    for (uint32_t i = 0; i < n; i++)
        numbers[i] = placed[i].number;
    free(placed);
    *out = numbers;
    *count = n;
    return true;
}

uint32_t *layer_numbers(const struct layer_rules *l)
{
    uint32_t *later, later_count, at = 0, n = 0;
    uint32_t *out = malloc((l->count + 1u) * sizeof(*out));
    if (!out || !layer_later(l, 0, true, &later, &later_count)) {
        free(out);
        return NULL;
    }
    for (uint32_t i = 0; i < l->base_count; i++) {
        while (at < later_count && layer_order(l, later[at]) < layer_base_order(i))
            out[n++] = later[at++];
        if (!layer_is_dead(l, i))
            out[n++] = i;
    }
    while (at < later_count)
        out[n++] = later[at++];
    free(later);
    return out;
}

static const struct rule **list_rules(const struct layer_rules *l)
{
    uint32_t           *numbers = layer_numbers(l);
    const struct rule **out = numbers ? malloc((l->count + 1u) * sizeof(*out)) : NULL;
    for (uint32_t i = 0; out && i < l->count; i++)
        out[i] = l->rules[numbers[i]];
    free(numbers);
    return out;
}

const struct rule *const *layer_in_order(const struct layer_rules *l, _Atomic(const struct rule **) *place, uint32_t *count)
{
    const struct rule **list = atomic_load(place), **made;
    *count = l->count;
    if (l->number_count == l->base_count && l->dead_count == 0)
        return l->rules;
    if (list)
        return list;
    made = list_rules(l);
    if (!made)
        *count = 0;
    else if (atomic_compare_exchange_strong(place, &list, made))
        list = made;
    else
        free(made); /* somebody else was faster */
    return list;
}

/* --- who has it -------------------------------------------------------------------------------------------------------------- */

/* Of the process, and not of a host: a host's generations may be those of another one, and memory is given out again. */
uint64_t layer_version_new(void)
{
    static _Atomic uint64_t last;
    return atomic_fetch_add_explicit(&last, 1, memory_order_relaxed) + 1;
}

const struct layer_rules *layer_empty(void)
{
    static const struct layer_rules empty;
    return &empty;
}

struct layer_rules *layer_new(void)
{
    struct layer_rules *l = aligned_alloc(64, sizeof(*l));
    if (l)
        memset(l, 0, sizeof(*l));
    return l;
}

const struct layer_rules *layer_get(const struct layer_rules *l)
{
    if (l->core)
        atomic_fetch_add_explicit(&((struct layer_rules *)(uintptr_t)l)->refs, 1, memory_order_relaxed);
    return l;
}

void layer_put(const struct layer_rules *layer)
{
    struct layer_rules *l = (struct layer_rules *)(uintptr_t)layer;
    if (!l || !l->core || atomic_fetch_sub_explicit(&l->refs, 1, memory_order_acq_rel) != 1)
        return;
    for (uint32_t i = 0; i < l->run_count; i++)
        stock_put(l->runs[i]->stock);
    if (l->recent)
        stock_put(l->recent->stock);
    stock_put(l->roll);
    stock_put(l->core);
    free(l);
}

struct layer_rules *layer_copy(const struct layer_rules *l)
{
    struct layer_rules *copy = layer_new();
    if (!copy)
        return NULL;
    memcpy(copy, l, offsetof(struct layer_rules, refs));
    atomic_init(&copy->refs, 1);
    copy->version = layer_version_new();
    for (uint32_t i = 0; i < l->run_count; i++)
        (void)stock_get(l->runs[i]->stock);
    if (l->recent)
        (void)stock_get(l->recent->stock);
    (void)stock_get(l->roll);
    (void)stock_get(l->core);
    return copy;
}
