/* The next ruleset by a few steps. What the layers reach is shared with the one before: a rule that comes is written behind what
 * that one sees, a rule that goes is marked with the generation that is the first without it. */
#include <stdlib.h>
#include <string.h>

#include "engine/builder.h"

enum { APPEND_SHIFT = 20 };

struct changer {
    struct builder             builder;
    const struct ruleset_step *steps;
    uint32_t                   count;
    bool                       impossible; /* it takes a build */
};

/* --- where a rule stands ------------------------------------------------------------------------------------------------------ */

/* Number of the first base rule that does not stand before it. */
static uint32_t base_place(const struct layer_rules *l, const struct rule *rule)
{
    uint32_t low = 0, high = l->base_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (rank_compare(l->rules[middle], rule) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The orders just before and behind where the rule belongs, whether their rules are alive or not. */
static void find_gap(const struct layer_rules *l, const struct rule *rule, uint64_t *below, uint64_t *above)
{
    uint32_t place = base_place(l, rule);
    *below = (uint64_t)place << 40;
    *above = *below + ((uint64_t)1 << 40);
    for (uint32_t i = l->base_count; i < l->base_count + l->recent_count; i++) {
        uint64_t order = layer_order(l, i);
        if (order <= *below || order >= *above)
            continue;
        if (rank_compare(l->rules[i], rule) < 0)
            *below = order;
        else
            *above = order;
    }
}

static bool is_base_order(uint64_t order)
{
    return order << 24 == 0;
}

/* An order in the gap, 0: there is none. Rules often come in the order of their ranks or against it, so beside one that came before
 * not much more is taken than is needed. */
static uint64_t order_between(uint64_t below, uint64_t above)
{
    uint64_t gap = above - below, step = (uint64_t)1 << APPEND_SHIFT;
    if (gap < 2)
        return 0;
    if (gap / 2 < step || is_base_order(below) == is_base_order(above))
        return below + gap / 2;
    return is_base_order(above) ? below + step : above - step;
}

/* Its number; UINT32_MAX: it is not there. */
static uint32_t find_rule(const struct layer_rules *l, const struct rule *like)
{
    uint32_t i = base_place(l, like);
    if (i < l->base_count && l->rules[i]->id == like->id)
        return layer_is_dead(l, i) ? UINT32_MAX : i;
    for (i = l->base_count; i < l->base_count + l->recent_count; i++)
        if (l->rules[i]->id == like->id && !layer_is_dead(l, i))
            return i;
    return UINT32_MAX;
}

/* --- coming ------------------------------------------------------------------------------------------------------------------- */

static enum wfp_status make_recent(struct layer_rules *l)
{
    if (l->recent)
        return WFP_OK;
    l->recent = arena_lines(&l->memory->arena, sizeof(*l->recent));
    if (!l->recent)
        return WFP_NO_MEMORY;
    l->recents.entries = l->recent->entries;
    l->recents.full = l->recent->full;
    return WFP_OK;
}

/* The last lanes are copied, since the ruleset before reads them. */
static enum wfp_status add_entry(struct layer_rules *l, const struct entry *e)
{
    uint32_t      at = l->recents.count++, first = at / FOREST_LANES * FOREST_LANES;
    struct lanes *lanes = arena_lines(&l->memory->arena, sizeof(*lanes));
    if (!lanes)
        return WFP_NO_MEMORY;
    l->recent->entries[at] = entry_without_claim(e, l->memory->sources.claims);
    lanes_fill(lanes, &l->recent->entries[first], at - first + 1, first);
    if (at - first + 1 == FOREST_LANES)
        l->recent->full[first / FOREST_LANES] = lanes;
    else
        l->recents.last = lanes;
    return WFP_OK;
}

static enum wfp_status index_rule(struct changer *c, struct layer_rules *l, uint32_t number, uint64_t order)
{
    struct entry entries[ENTRY_ALTERNATIVES];
    uint32_t     count;
    struct program *program = (struct program *)(uintptr_t)&l->programs[number];
    RETURN_IF(program_compile(&l->memory->arena, &c->builder.scratch, l->rules[number], program));
    RETURN_IF(entries_of(program, &l->memory->sources, entries, &count));
    c->impossible |= l->recents.count + count > RECENT_ENTRIES;
    for (uint32_t i = 0; i < count && !c->impossible; i++) {
        index_complete(l, number, order, &entries[i]);
        RETURN_IF(add_entry(l, &entries[i]));
    }
    return WFP_OK;
}

static enum wfp_status add_rule(struct changer *c, struct layer_rules *l, struct rule *rule, struct tally *tally)
{
    uint64_t below, above;
    uint32_t number = l->base_count + l->recent_count;
    find_gap(l, rule, &below, &above);
    uint64_t order = order_between(below, above);
    c->impossible |= order == 0 || l->recent_count == RECENT_RULES || number >= l->room;
    if (c->impossible)
        return WFP_OK;
    RETURN_IF(make_recent(l));
    RETURN_IF(make_view(&c->builder, rule));
    ((const struct rule **)(uintptr_t)l->rules)[number] = rule;
    l->recent->orders[number - l->base_count] = order;
    RETURN_IF(index_rule(c, l, number, order));
    l->recent_count++;
    l->count++;
    tally_add(tally, rule, 1);
    return WFP_OK;
}

/* --- going -------------------------------------------------------------------------------------------------------------------- */

static void delete_rule(struct changer *c, struct layer_rules *l, const struct rule *like, struct tally *tally)
{
    struct ruleset *r = c->builder.out;
    uint32_t        number = find_rule(l, like);
    c->impossible |= number == UINT32_MAX || l->dead_count >= RECENT_RULES + l->base_count / 4;
    if (c->impossible)
        return;
    r->deaths[r->death_count++] = &l->died[number];
    l->dead_count++;
    l->count--;
    tally_add(tally, l->rules[number], -1);
}

/* --- steps -------------------------------------------------------------------------------------------------------------------- */

static bool is_open_to_change(const struct ruleset *r, const struct filter *f)
{
    const struct layer_rules *l = f->layer < LAYER_COUNT ? r->layers[f->layer] : NULL;
    return l && l->room > l->base_count && l->memory->abandoned < ABANDONED_MOST;
}

/* Which the ruleset has of its own. */
static struct layer_rules *layer_of_change(const struct ruleset *r, uint16_t layer)
{
    return (struct layer_rules *)(uintptr_t)r->layers[layer];
}

/* The layer's own tally from its first step on. */
static enum wfp_status own_tally(struct changer *c, struct layer_rules *l, struct tally **out)
{
    if (l->generation == c->builder.out->generation) {
        *out = (struct tally *)(uintptr_t)l->tally;
        return WFP_OK;
    }
    *out = arena_copy(&l->memory->arena, l->tally, sizeof(**out));
    if (!*out)
        return WFP_NO_MEMORY;
    l->tally = *out;
    l->generation = c->builder.out->generation;
    l->version = layer_version_new();
    return WFP_OK;
}

static enum wfp_status take_step(struct changer *c, const struct ruleset_step *step)
{
    struct ruleset *r = c->builder.out;
    struct tally   *tally;
    struct rule    *rule;
    if (!is_open_to_change(r, step->filter)) {
        c->impossible = true;
        return WFP_OK;
    }
    struct layer_rules *l = layer_of_change(r, step->filter->layer);
    RETURN_IF(own_tally(c, l, &tally));
    RETURN_IF(make_rule(&c->builder, step->filter, &rule));
    rank_place(rule, &c->builder.in->order);
    if (!step->deleted)
        return add_rule(c, l, rule, tally);
    delete_rule(c, l, rule, tally);
    return WFP_OK;
}

static enum wfp_status want_fields(struct ruleset *r)
{
    for (uint16_t i = 0; i < LAYER_COUNT; i++)
        if (r->layers[i]->tally && r->layers[i]->generation == r->generation)
            RETURN_IF(tally_wanted(r->layers[i]->tally, &r->layers[i]->memory->arena, &layer_rows[i], layer_of_change(r, i)));
    return WFP_OK;
}

static enum wfp_status take_over(struct ruleset *r, const struct ruleset *previous)
{
    for (uint16_t i = 0; i < LAYER_COUNT; i++) {
        r->layer_memory[i] = shared_get(previous->layer_memory[i]);
        if (r->layer_memory[i] && !layer_make(r, i, previous->layers[i]))
            return WFP_NO_MEMORY;
    }
    r->sublayer_memory = shared_get(previous->sublayer_memory);
    r->sublayers = previous->sublayers;
    r->sublayer_count = previous->sublayer_count;
    return WFP_OK;
}

static enum wfp_status change(struct changer *c)
{
    struct ruleset *r = c->builder.out;
    r->uncommitted = true;
    RETURN_IF(take_over(r, c->builder.in->previous));
    c->builder.sublayers = (struct sublayer_row *)(uintptr_t)r->sublayers;
    c->builder.sublayer_count = r->sublayer_count;
    RETURN_IF(hold_callouts(r, c->builder.in));
    r->deaths = arena_array(&r->arena, c->count, sizeof(*r->deaths));
    if (!r->deaths)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < c->count && !c->impossible; i++)
        RETURN_IF(take_step(c, &c->steps[i]));
    return want_fields(r);
}

enum wfp_status ruleset_change(const struct ruleset_input *in, const struct ruleset_step *steps, uint32_t count, struct ruleset **out)
{
    struct changer c = { .builder = { .in = in }, .steps = steps, .count = count };
    if (count > RECENT_RULES) {
        *out = NULL;
        return WFP_OK;
    }
    c.builder.out = ruleset_new();
    if (!c.builder.out)
        return WFP_NO_MEMORY;
    c.builder.out->generation = in->generation;
    enum wfp_status err = change(&c);
    arena_fini(&c.builder.scratch);
    if (err || c.impossible) {
        ruleset_free(c.builder.out);
        c.builder.out = NULL;
    }
    if (err == WFP_OK)
        *out = c.builder.out;
    return err;
}

void ruleset_commit(struct ruleset *r)
{
    for (uint32_t i = 0; i < r->death_count; i++)
        atomic_store_explicit(r->deaths[i], r->generation, memory_order_relaxed);
    r->death_count = 0;
    r->uncommitted = false;
}
