#include "engine/recent.h"

#include <stdlib.h>

#include "engine/builder.h"
#include "engine/rule_memory.h"

enum {
    RULES_LEAST = 64, /* that came last: all there may be where no table finds them */
    RULES_MOST = 4096,
    RULES_PART = 4,    /* of those of the base, a fourth */
    SHELF_ENTRIES = 2, /* for each of them */
};

/* --- their memory ------------------------------------------------------------------------------------------------------------- */

static uint32_t rules_room(const struct layer_rules *l)
{
    uint32_t part = l->base_count / RULES_PART;
    return part < RULES_LEAST ? RULES_LEAST : part > RULES_MOST ? RULES_MOST : part;
}

static enum wfp_status lay_out(const struct layer_rules *l, struct recent_memory *recent)
{
    struct arena *arena = &recent->stock->arena;
    uint32_t      room = rules_room(l);
    RETURN_IF(shelf_new(arena, &l->forest, SHELF_ENTRIES * room, &recent->shelf));
    return order_list_init(&recent->order, arena, recent->shelf ? room : RULES_LEAST);
}

static enum wfp_status make(const struct layer_rules *l, struct stock *stock, struct stock *rules, struct recent_memory **out)
{
    struct recent_memory *recent = arena_lines(&stock->arena, sizeof(*recent));
    if (!recent)
        return WFP_NO_MEMORY;
    recent->stock = stock;
    recent->rules = recent->kept = rules;
    RETURN_IF(lay_out(l, recent));
    RETURN_IF(stock_keep(stock, rules));
    *out = recent;
    return WFP_OK;
}

enum wfp_status recent_begin(struct layer_rules *l)
{
    struct stock   *stock = stock_new(), *rules = stock_new();
    enum wfp_status err = stock && rules ? make(l, stock, rules, &l->recent) : WFP_NO_MEMORY;
    stock_put(rules);
    if (err) {
        stock_put(stock);
        return err;
    }
    l->recent_count = 0;
    l->recents = (struct recents){ .shelf = l->recent->shelf, .entries = l->recent->entries, .full = l->recent->full };
    return WFP_OK;
}

void recent_drop(struct layer_rules *l)
{
    if (l->recent)
        stock_put(l->recent->stock);
    l->recent = NULL;
    l->recent_count = 0;
    l->recents = (struct recents){ .shelf = NULL };
}

/* --- one more ----------------------------------------------------------------------------------------------------------------- */

bool recent_is_torn(const struct layer_rules *l)
{
    return l->recent->tries != l->recent_count;
}

bool recent_takes(const struct layer_rules *l, uint32_t entries)
{
    const struct recent_memory *r = l->recent;
    return l->recent_count < r->order.room && l->recents.count + entries <= REST_ENTRIES &&
           (!r->shelf || r->shelf->count + entries <= r->shelf->room);
}

/* The last lanes are copied, since the ruleset before reads them. */
static enum wfp_status add_to_lanes(struct layer_rules *l, const struct entry *e)
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

enum wfp_status recent_add(struct layer_rules *l, uint32_t number, const struct order_place *place, const struct entry *entries,
                           uint32_t count)
{
    struct recent_memory *r = l->recent;
    for (uint32_t i = 0; i < count; i++)
        if (!r->shelf || !shelf_put(r->shelf, &entries[i], l->sources->claims))
            RETURN_IF(add_to_lanes(l, &entries[i]));
    order_list_put(&r->order, place, layer_order(l, number), l->rules[number], number);
    l->recents.shelf_count = r->shelf ? r->shelf->count : 0;
    l->recent_count++;
    return WFP_OK;
}

/* --- where they stand --------------------------------------------------------------------------------------------------------- */

uint32_t recent_alive(const struct layer_rules *l, uint32_t *out)
{
    const struct order_list *list = l->recent ? &l->recent->order : NULL;
    uint32_t                 n = 0;
    for (uint32_t at = list ? order_list_next(list, 0) : 0; at; at = order_list_next(list, at))
        if (layer_has_recent(l, at)) {
            if (out)
                out[n] = list->nodes[at].number;
            n++;
        }
    return n;
}

/* --- when they are many ------------------------------------------------------------------------------------------------------- */

static enum wfp_status add_again(struct layer_rules *l, uint32_t number, bool *fits)
{
    struct entry       entries[ENTRY_ALTERNATIVES];
    struct order_place place;
    uint32_t           count;
    RETURN_IF(entries_of(&l->programs[number], l->sources, entries, &count));
    *fits = recent_takes(l, count);
    if (!*fits)
        return WFP_OK;
    for (uint32_t i = 0; i < count; i++)
        index_complete(l, number, layer_order(l, number), &entries[i]);
    order_list_find(&l->recent->order, l->rules[number], &place);
    return recent_add(l, number, &place, entries, count);
}

static enum wfp_status add_all(struct layer_rules *l, const uint32_t *numbers, uint32_t count, bool *fits)
{
    const struct rule **rules = malloc((count + 1u) * sizeof(*rules));
    enum wfp_status     err = WFP_NO_MEMORY;
    for (uint32_t i = 0; rules && i < count; i++)
        rules[i] = l->rules[numbers[i]];
    if (rules)
        err = keep_rules(l->recent->stock, rules, count);
    free(rules);
    for (uint32_t i = 0; err == WFP_OK && *fits && i < count; i++)
        err = add_again(l, numbers[i], fits);
    l->recent->tries = l->recent_count;
    return err;
}

enum wfp_status recent_renew(struct layer_rules *l, bool *out)
{
    struct layer_rules next = *l;
    uint32_t          *numbers = malloc((l->recent_count + 1u) * sizeof(*numbers));
    bool               fits = true;
    enum wfp_status    err = numbers ? recent_begin(&next) : WFP_NO_MEMORY;
    if (err == WFP_OK) {
        err = add_all(&next, numbers, recent_alive(l, numbers), &fits);
        struct stock *other = err || !fits ? next.recent->stock : l->recent->stock;
        if (err == WFP_OK && fits)
            memcpy(l, &next, offsetof(struct layer_rules, refs));
        stock_put(other);
    }
    free(numbers);
    if (err == WFP_OK)
        *out = fits;
    return err;
}

static enum wfp_status make_run(const struct layer_rules *l, struct stock *stock, struct layer_run **out)
{
    struct layer_run *run = arena_alloc(&stock->arena, sizeof(*run));
    uint32_t         *numbers = arena_array(&stock->arena, l->recent_count, sizeof(*numbers));
    if (!run || !numbers)
        return WFP_NO_MEMORY;
    RETURN_IF(stock_keep(stock, l->recent->stock));
    *run = (struct layer_run){ .stock = stock, .recents = l->recents, .numbers = numbers, .count = recent_alive(l, numbers),
                               .entry_count = l->recents.shelf_count + l->recents.count };
    *out = run;
    return WFP_OK;
}

enum wfp_status recent_seal(struct layer_rules *l)
{
    struct stock     *stock = stock_new();
    struct layer_run *run;
    enum wfp_status   err = stock ? make_run(l, stock, &run) : WFP_NO_MEMORY;
    if (err) {
        stock_put(stock);
        return err;
    }
    l->runs[l->run_count++] = run;
    recent_drop(l);
    return WFP_OK;
}
