#include "engine/run.h"

#include <stdlib.h>

#include "engine/builder.h"
#include "engine/rule_memory.h"

/* A forest of lanes alone: it takes no time to plan. */
static enum wfp_status lay_out(struct arena *arena, uint32_t claims, const struct entry_list *list, struct forest *out)
{
    struct forest f = { .entry_count = list->count, .node_count = 1, .lanes_count = (list->count + FOREST_LANES - 1) / FOREST_LANES };
    f.entries = arena_lines(arena, list->count * sizeof(*f.entries));
    f.lanes = arena_lines(arena, f.lanes_count * sizeof(*f.lanes));
    f.nodes = arena_lines(arena, sizeof(*f.nodes));
    f.places = arena_lines(arena, 0);
    if (!f.entries || !f.lanes || !f.nodes || !f.places)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < list->count; i++)
        f.entries[i] = entry_without_claim(&list->of[i], claims);
    for (uint32_t i = 0; i < f.lanes_count; i++) {
        uint32_t first = i * FOREST_LANES, left = list->count - first;
        lanes_fill(&f.lanes[i], &f.entries[first], left < FOREST_LANES ? left : FOREST_LANES, first);
    }
    f.nodes[0] = (struct node){ .lanes_count = f.lanes_count, .entry_count = list->count };
    *out = f;
    return WFP_OK;
}

static enum wfp_status find_by(const struct layer_rules *l, struct layer_run *run)
{
    struct arena      *arena = &run->stock->arena;
    struct source_set *sources = l->sources;
    struct entry_list  list = { .count = 0 };
    enum wfp_status    err = WFP_OK;
    for (uint32_t i = 0; err == WFP_OK && i < run->count; i++)
        err = entry_list_add(&list, l, run->numbers[i], layer_order(l, run->numbers[i]));
    if (err == WFP_OK && list.count <= RUN_SMALL)
        err = lay_out(arena, sources->claims, &list, &run->forest);
    else if (err == WFP_OK)
        err = forest_build(arena, sources, list.of, list.count, &run->forest);
    run->entry_count = list.count;
    free(list.of);
    return err;
}

static enum wfp_status fill(const struct layer_rules *l, const uint32_t *numbers, uint32_t count, struct layer_run *run)
{
    const struct rule **rules = malloc((count + 1u) * sizeof(*rules));
    enum wfp_status     err = WFP_NO_MEMORY;
    for (uint32_t i = 0; rules && i < count; i++)
        rules[i] = l->rules[numbers[i]];
    run->numbers = arena_copy(&run->stock->arena, numbers, count * sizeof(*numbers));
    run->count = count;
    if (rules && run->numbers)
        err = keep_rules(run->stock, rules, count);
    free(rules);
    return err ? err : find_by(l, run);
}

enum wfp_status run_new(const struct layer_rules *l, const uint32_t *numbers, uint32_t count, struct layer_run **out)
{
    struct stock     *stock = stock_new();
    struct layer_run *run = stock ? arena_alloc(&stock->arena, sizeof(*run)) : NULL;
    enum wfp_status   err = WFP_NO_MEMORY;
    if (run) {
        run->stock = stock;
        err = fill(l, numbers, count, run);
    }
    if (err)
        stock_put(stock);
    else
        *out = run;
    return err;
}

uint32_t runs_alike(const struct layer_rules *l, uint32_t extra)
{
    uint32_t first = l->run_count, total = extra;
    for (uint32_t i = first; i-- > 0; total += l->runs[i]->entry_count)
        if (l->runs[i]->entry_count <= 2 * total)
            first = i;
    return first;
}

uint32_t runs_small(const struct layer_rules *l, uint32_t extra)
{
    uint32_t first = l->run_count, total = extra;
    while (first > 0 && total + l->runs[first - 1]->entry_count <= RUN_SMALL)
        total += l->runs[--first]->entry_count;
    return first;
}
