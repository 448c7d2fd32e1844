#include "engine/later.h"

#include <stdlib.h>

#include "engine/builder.h"

enum {
    APPEND_SHIFT = 20,
    RUNS_KEPT = 4, /* a commit that finds so many merges: each costs every search */
};

/* --- where a rule stands ------------------------------------------------------------------------------------------------------ */

/* How many of the rules with those numbers, which are in their order, stand before it; `numbers` NULL: of the first ones. */
static uint32_t place_among(const struct layer_rules *l, const uint32_t *numbers, uint32_t count, const struct rule *rule)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (rank_compare(l->rules[numbers ? numbers[middle] : middle], rule) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct gap {
    uint64_t below, above;
};

static void narrow(struct gap *g, uint64_t order, bool is_before)
{
    if (is_before && order > g->below)
        g->below = order;
    if (!is_before && order < g->above)
        g->above = order;
}

/* The orders just before and behind where the rule belongs, whether their rules are alive or not. */
static struct gap find_gap(const struct layer_rules *l, const struct rule *rule)
{
    uint32_t   place = place_among(l, NULL, l->base_count, rule);
    struct gap g = { (uint64_t)place << 40, ((uint64_t)place + 1) << 40 };
    for (uint32_t i = 0; i < l->recents.run_count; i++) {
        const struct layer_run *run = l->runs[i];
        uint32_t                at = place_among(l, run->numbers, run->count, rule);
        if (at > 0)
            narrow(&g, layer_order(l, run->numbers[at - 1]), true);
        if (at < run->count)
            narrow(&g, layer_order(l, run->numbers[at]), false);
    }
    for (uint32_t i = l->recent_first; i < l->number_count; i++) {
        uint64_t order = layer_order(l, i);
        if (order > g.below && order < g.above)
            narrow(&g, order, rank_compare(l->rules[i], rule) < 0);
    }
    return g;
}

static bool is_base_order(uint64_t order)
{
    return order << 24 == 0;
}

/* An order in the gap, 0: there is none. Rules often come in the order of their ranks or against it, so beside one that came before
 * not much more is taken than is needed. */
static uint64_t order_between(struct gap g)
{
    uint64_t width = g.above - g.below, step = (uint64_t)1 << APPEND_SHIFT;
    if (width < 2)
        return 0;
    if (width / 2 < step || is_base_order(g.below) == is_base_order(g.above))
        return g.below + width / 2;
    return is_base_order(g.above) ? g.below + step : g.above - step;
}

static bool is_it(const struct layer_rules *l, uint32_t number, const struct rule *like)
{
    return l->rules[number]->id == like->id && !layer_is_dead(l, number);
}

uint32_t later_find(const struct layer_rules *l, const struct rule *like)
{
    uint32_t at = place_among(l, NULL, l->base_count, like);
    if (at < l->base_count && is_it(l, at, like))
        return at;
    for (uint32_t i = 0; i < l->recents.run_count; i++) {
        const struct layer_run *run = l->runs[i];
        at = place_among(l, run->numbers, run->count, like);
        if (at < run->count && is_it(l, run->numbers[at], like))
            return run->numbers[at];
    }
    for (uint32_t i = l->recent_first; i < l->number_count; i++)
        if (is_it(l, i, like))
            return i;
    return UINT32_MAX;
}

/* --- arrays by number --------------------------------------------------------------------------------------------------------- */

static void copy_roll(struct layer_rules *l, const struct layer_rules *from)
{
    memcpy(l->rules, from->rules, from->number_count * sizeof(*l->rules));
    memcpy(l->programs, from->programs, from->number_count * sizeof(*l->programs));
    memcpy(l->orders, from->orders, (from->number_count - from->base_count) * sizeof(*l->orders));
    memcpy(l->gone, from->gone, from->gone_count * sizeof(*l->gone));
    for (uint32_t i = 0; i < from->number_count; i++)
        atomic_store_explicit(&l->died[i], atomic_load_explicit(&from->died[i], memory_order_relaxed), memory_order_relaxed);
}

/* Most of the room is never touched, and takes no memory then. */
enum wfp_status roll_make(struct layer_rules *l, uint32_t room)
{
    struct layer_rules was = *l;
    struct stock      *roll = stock_new();
    if (!roll)
        return WFP_NO_MEMORY;
    l->rules = arena_array(&roll->arena, room, sizeof(*l->rules));
    l->programs = arena_array(&roll->arena, room, sizeof(*l->programs));
    l->died = arena_array(&roll->arena, room, sizeof(*l->died));
    l->gone = arena_array(&roll->arena, room, sizeof(*l->gone));
    l->orders = arena_array(&roll->arena, room - l->base_count, sizeof(*l->orders));
    if (!l->rules || !l->programs || !l->died || !l->gone || !l->orders) {
        memcpy(l, &was, offsetof(struct layer_rules, refs));
        stock_put(roll);
        return WFP_NO_MEMORY;
    }
    if (was.roll)
        copy_roll(l, &was);
    stock_put(was.roll);
    l->roll = roll;
    l->room = room;
    return WFP_OK;
}

/* --- runs -------------------------------------------------------------------------------------------------------------------- */

static void take_run(struct layer_rules *l, uint32_t first_run, struct layer_run *run)
{
    for (uint32_t i = first_run; i < l->recents.run_count; i++)
        stock_put(l->runs[i]->stock);
    l->recents.run_count = first_run;
    if (run) {
        l->recents.runs[first_run] = &run->forest;
        l->runs[first_run] = run;
        l->recents.run_count++;
    }
    if (l->recent)
        stock_put(l->recent->stock);
    l->recent = NULL;
    l->recent_first = l->number_count;
    l->recents.entries = NULL;
    l->recents.full = NULL;
    l->recents.last = NULL;
    l->recents.count = 0;
}

enum wfp_status later_merge(struct layer_rules *l, uint32_t first_run)
{
    struct layer_run *run = NULL;
    uint32_t         *numbers, count;
    enum wfp_status   err = WFP_OK;
    if (!layer_later(l, first_run, &numbers, &count))
        return WFP_NO_MEMORY;
    if (count)
        err = run_new(l, numbers, count, &run);
    free(numbers);
    RETURN_IF(err);
    take_run(l, first_run, run);
    return WFP_OK;
}

static enum wfp_status put_recents_away(struct layer_rules *l)
{
    uint32_t extra = l->recents.count, first = runs_small(l, extra);
    if (first >= RUNS_KEPT)
        first = runs_alike(l, extra);
    return later_merge(l, first < RUNS_MAX ? first : RUNS_MAX - 1);
}

/* All that came later as one run, with orders that leave the same room everywhere; older rulesets keep theirs. */
static enum wfp_status space_out(struct layer_rules *l)
{
    uint32_t *numbers, count;
    RETURN_IF(roll_make(l, l->room));
    if (!layer_later(l, 0, &numbers, &count))
        return WFP_NO_MEMORY;
    for (uint32_t i = 0, end; i < count; i = end) {
        uint64_t gap = layer_order(l, numbers[i]) >> 40;
        for (end = i + 1; end < count && layer_order(l, numbers[end]) >> 40 == gap; end++)
            ;
        for (uint32_t k = i; k < end; k++)
            l->orders[numbers[k] - l->base_count] = (gap << 40) + ((uint64_t)1 << 40) / (end - i + 1) * (k - i + 1);
    }
    free(numbers);
    return later_merge(l, 0);
}

/* --- recents ----------------------------------------------------------------------------------------------------------------- */

static enum wfp_status make_recent(struct layer_rules *l)
{
    struct stock         *stock = stock_new(), *rules = stock_new();
    struct recent_memory *recent = stock && rules ? arena_lines(&stock->arena, sizeof(*recent)) : NULL;
    enum wfp_status       err = recent ? stock_keep(stock, rules) : WFP_NO_MEMORY;
    stock_put(rules);
    if (err) {
        stock_put(stock);
        return err;
    }
    recent->stock = stock;
    recent->rules = recent->kept = rules;
    l->recent = recent;
    l->recents.entries = recent->entries;
    l->recents.full = recent->full;
    return WFP_OK;
}

enum wfp_status later_room(struct layer_rules *l)
{
    if (l->recent && (l->recent->tries >= RECENT_TRIES || l->number_count - l->recent_first >= RECENT_RULES))
        RETURN_IF(put_recents_away(l));
    if (!l->recent)
        RETURN_IF(make_recent(l));
    if (l->number_count == l->room)
        RETURN_IF(roll_make(l, 2 * l->room));
    l->recent->tries++;
    return WFP_OK;
}

/* The last lanes are copied, since the ruleset before reads them. */
static enum wfp_status add_entry(struct layer_rules *l, const struct entry *e)
{
    uint32_t      at = l->recents.count++, first = at / FOREST_LANES * FOREST_LANES;
    struct lanes *lanes = arena_lines(&l->recent->stock->arena, sizeof(*lanes));
    if (!lanes)
        return WFP_NO_MEMORY;
    l->recent->entries[at] = entry_without_claim(e, l->sources->claims);
    lanes_fill(lanes, &l->recent->entries[first], at - first + 1, first);
    if (at - first + 1 == FOREST_LANES)
        l->recent->full[first / FOREST_LANES] = lanes;
    else
        l->recents.last = lanes;
    return WFP_OK;
}

/* Its order, once there is room for it and its entries. */
static enum wfp_status make_place(struct layer_rules *l, const struct rule *rule, uint32_t entries, uint64_t *order)
{
    if (l->recents.count + entries > RECENT_ENTRIES) {
        RETURN_IF(put_recents_away(l));
        RETURN_IF(make_recent(l));
    }
    *order = order_between(find_gap(l, rule));
    if (*order)
        return WFP_OK;
    RETURN_IF(space_out(l));
    RETURN_IF(make_recent(l));
    *order = order_between(find_gap(l, rule));
    return *order ? WFP_OK : WFP_NO_MEMORY; /* a thousand millions of rules between two */
}

static enum wfp_status keep_rule(struct recent_memory *recent, const struct rule *rule)
{
    if (rule_stock(rule) == recent->kept)
        return WFP_OK;
    RETURN_IF(stock_keep(recent->stock, rule_stock(rule)));
    recent->kept = rule_stock(rule);
    return WFP_OK;
}

enum wfp_status later_add(struct layer_rules *l, const struct rule *rule, const struct program *program)
{
    struct entry entries[ENTRY_ALTERNATIVES];
    uint32_t     count, number = l->number_count;
    uint64_t     order;
    RETURN_IF(entries_of(program, l->sources, entries, &count));
    RETURN_IF(make_place(l, rule, count, &order));
    RETURN_IF(keep_rule(l->recent, rule));
    l->rules[number] = rule;
    l->programs[number] = *program;
    l->orders[number - l->base_count] = order;
    for (uint32_t i = 0; i < count; i++) {
        index_complete(l, number, order, &entries[i]);
        l->first_span = entries[i].span < l->first_span ? entries[i].span : l->first_span;
        l->last_span = entries[i].span > l->last_span ? entries[i].span : l->last_span;
        RETURN_IF(add_entry(l, &entries[i]));
    }
    l->number_count++;
    l->count++;
    tally_add(&l->tally, rule, 1);
    return WFP_OK;
}

void later_note_gone(struct layer_rules *l, uint32_t number)
{
    l->gone[l->gone_count++] = number;
    l->base_gone += number < l->base_count;
    l->dead_count++;
    l->count--;
    tally_add(&l->tally, l->rules[number], -1);
}
