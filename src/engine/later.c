#include "engine/later.h"

#include <stdlib.h>

#include "engine/builder.h"
#include "engine/recent.h"

enum {
    APPEND_SHIFT = 20,
    RUNS_KEPT = 4, /* where commits build them; so many are merged, since each costs every search */
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

static void narrow_by_run(struct gap *g, const struct layer_rules *l, const struct layer_run *run, const struct rule *rule)
{
    uint32_t at = place_among(l, run->numbers, run->count, rule);
    if (at > 0)
        narrow(g, layer_order(l, run->numbers[at - 1]), true);
    if (at < run->count)
        narrow(g, layer_order(l, run->numbers[at]), false);
}

static void narrow_by_recents(struct gap *g, const struct order_list *list, const struct order_place *place)
{
    uint32_t before = place->before[0], behind = order_list_next(list, before);
    if (before)
        narrow(g, list->nodes[before].order, true);
    if (behind)
        narrow(g, list->nodes[behind].order, false);
}

/* The orders just before and behind where the rule belongs, whether their rules are alive or not; and its place among the recents. */
static struct gap find_gap(const struct layer_rules *l, const struct rule *rule, struct order_place *place)
{
    uint32_t   at = place_among(l, NULL, l->base_count, rule);
    struct gap g = { (uint64_t)at << 40, ((uint64_t)at + 1) << 40 };
    for (uint32_t i = 0; i < l->run_count; i++)
        narrow_by_run(&g, l, l->runs[i], rule);
    order_list_find(&l->recent->order, rule, place);
    narrow_by_recents(&g, &l->recent->order, place);
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

static uint32_t find_recent(const struct layer_rules *l, const struct rule *like)
{
    const struct order_list *list = &l->recent->order;
    struct order_place       place;
    order_list_find(list, like, &place);
    for (uint32_t at = order_list_next(list, place.before[0]); at; at = order_list_next(list, at)) {
        if (rank_compare(list->nodes[at].rule, like) != 0)
            break;
        if (layer_has_recent(l, at) && list->nodes[at].rule->id == like->id)
            return list->nodes[at].number;
    }
    return UINT32_MAX;
}

uint32_t later_find(const struct layer_rules *l, const struct rule *like)
{
    uint32_t at = place_among(l, NULL, l->base_count, like);
    if (at < l->base_count && is_it(l, at, like))
        return at;
    for (uint32_t i = 0; i < l->run_count; i++) {
        const struct layer_run *run = l->runs[i];
        at = place_among(l, run->numbers, run->count, like);
        if (at < run->count && is_it(l, run->numbers[at], like))
            return run->numbers[at];
    }
    return l->recent ? find_recent(l, like) : UINT32_MAX;
}

/* --- arrays by number --------------------------------------------------------------------------------------------------------- */

static void copy_roll(struct layer_rules *l, const struct layer_rules *from)
{
    memcpy(l->rules, from->rules, from->number_count * sizeof(*l->rules));
    memcpy(l->programs, from->programs, from->number_count * sizeof(*l->programs));
    memcpy(l->orders, from->orders, (from->number_count - from->base_count) * sizeof(*l->orders));
    memcpy(l->gone, from->gone, from->gone_count * sizeof(*l->gone));
    for (uint32_t i = 0; i < from->number_count; i++) {
        uint64_t died = atomic_load_explicit(&from->died[i], memory_order_relaxed);
        if (died)
            layer_mark_dead(l, i, died);
    }
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
    l->marks = arena_array(&roll->arena, room / 64 + 1, sizeof(*l->marks));
    l->gone = arena_array(&roll->arena, room, sizeof(*l->gone));
    l->orders = arena_array(&roll->arena, room - l->base_count, sizeof(*l->orders));
    if (!l->rules || !l->programs || !l->died || !l->marks || !l->gone || !l->orders) {
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
    for (uint32_t i = first_run; i < l->run_count; i++)
        stock_put(l->runs[i]->stock);
    l->run_count = first_run;
    if (run)
        l->runs[l->run_count++] = run;
    recent_drop(l);
}

enum wfp_status later_merge(struct layer_rules *l, uint32_t first_run)
{
    struct layer_run *run = NULL;
    uint32_t         *numbers, count;
    enum wfp_status   err = WFP_OK;
    if (!layer_later(l, first_run, true, &numbers, &count))
        return WFP_NO_MEMORY;
    if (count)
        err = run_new(l, numbers, count, &run);
    free(numbers);
    RETURN_IF(err);
    take_run(l, first_run, run);
    return WFP_OK;
}

/* Many rules on a shelf become a run as they stand. Few are merged with the small runs before them; so are runs that are many, and those
 * for which the compactions were too late. */
static enum wfp_status make_run_of_recents(struct layer_rules *l)
{
    uint32_t extra = l->recents.shelf_count + l->recents.count, first = runs_small(l, extra);
    if (first == l->run_count && extra > RUN_SMALL && l->run_count < RUNS_MAX - 1)
        return recent_seal(l);
    if (first >= RUNS_KEPT)
        first = runs_alike(l, extra);
    return later_merge(l, first < RUNS_MAX ? first : RUNS_MAX - 1);
}

/* A run of those that still live is worth its cost to every search where they are more than half of what came. */
static enum wfp_status put_recents_away(struct layer_rules *l)
{
    bool renewed = false;
    if (recent_is_torn(l) || recent_alive(l, NULL) <= l->recent_count / 2)
        RETURN_IF(recent_renew(l, &renewed));
    return renewed ? WFP_OK : make_run_of_recents(l);
}

/* All that came later as one run, with orders that leave the same room everywhere; older rulesets keep theirs. */
static enum wfp_status space_out(struct layer_rules *l)
{
    uint32_t *numbers, count;
    RETURN_IF(roll_make(l, l->room));
    if (!layer_later(l, 0, true, &numbers, &count))
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

/* --- one more ----------------------------------------------------------------------------------------------------------------- */

/* What was renewed may be full again at once. */
static enum wfp_status make_room(struct layer_rules *l, uint32_t entries)
{
    if (l->recent && (recent_is_torn(l) || !recent_takes(l, entries)))
        RETURN_IF(put_recents_away(l));
    if (l->recent && !recent_takes(l, entries))
        RETURN_IF(make_run_of_recents(l));
    return l->recent ? WFP_OK : recent_begin(l);
}

enum wfp_status later_room(struct layer_rules *l)
{
    RETURN_IF(make_room(l, 1));
    if (l->number_count == l->room)
        RETURN_IF(roll_make(l, 2 * l->room));
    l->recent->tries++;
    return WFP_OK;
}

/* Its order and its place, once there is room for it and its entries. */
static enum wfp_status make_place(struct layer_rules *l, const struct rule *rule, uint32_t entries, struct order_place *place)
{
    l->recent->tries--;
    RETURN_IF(make_room(l, entries));
    uint64_t order = order_between(find_gap(l, rule, place));
    if (!order) {
        RETURN_IF(space_out(l));
        RETURN_IF(recent_begin(l));
        order = order_between(find_gap(l, rule, place));
    }
    l->recent->tries++;
    l->orders[l->number_count - l->base_count] = order;
    return order ? WFP_OK : WFP_NO_MEMORY; /* a thousand millions of rules between two */
}

static enum wfp_status keep_rule(struct recent_memory *recent, const struct rule *rule)
{
    if (rule_stock(rule) == recent->kept)
        return WFP_OK;
    RETURN_IF(stock_keep(recent->stock, rule_stock(rule)));
    recent->kept = rule_stock(rule);
    return WFP_OK;
}

static void take_spans(struct layer_rules *l, const struct entry *e)
{
    l->first_span = e->span < l->first_span ? e->span : l->first_span;
    l->last_span = e->span > l->last_span ? e->span : l->last_span;
}

enum wfp_status later_add(struct layer_rules *l, const struct rule *rule, const struct program *program)
{
    struct entry       entries[ENTRY_ALTERNATIVES];
    struct order_place place;
    uint32_t           count, number = l->number_count;
    RETURN_IF(entries_of(program, l->sources, entries, &count));
    RETURN_IF(make_place(l, rule, count, &place));
    RETURN_IF(keep_rule(l->recent, rule));
    l->rules[number] = rule;
    l->programs[number] = *program;
    for (uint32_t i = 0; i < count; i++) {
        index_complete(l, number, layer_order(l, number), &entries[i]);
        take_spans(l, &entries[i]);
    }
    RETURN_IF(recent_add(l, number, &place, entries, count));
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
