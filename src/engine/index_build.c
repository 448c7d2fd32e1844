/* The index of a layer: the programs of its rules, their entries, and the forest of these. */
#include <stdlib.h>
#include <string.h>

#include "engine/builder.h"
#include "engine/later.h"
#include "engine/rule_memory.h"

void index_complete(const struct layer_rules *l, uint32_t rule, uint64_t order, struct entry *e)
{
    e->rule = rule;
    e->order = order;
    e->span = (uint8_t)layer_span(l, l->rules[rule]->sublayer);
    if (rule_ends(l->rules[rule]) && e->span < ENTRY_SPANS - 1)
        e->flags |= ENTRY_ENDS;
    if (l->rules[rule]->action == ACTION_BLOCK)
        e->flags |= ENTRY_BLOCKS;
    if (l->rules[rule]->flags & FILTER_FLAG_CLEAR_ACTION_RIGHT)
        e->flags |= ENTRY_CLEARS;
}

/* --- entries ----------------------------------------------------------------------------------------------------------------- */

static enum wfp_status make_room(struct entry_list *list)
{
    if (list->room - list->count >= ENTRY_ALTERNATIVES)
        return WFP_OK;
    uint32_t      room = 2 * list->room + ENTRY_ALTERNATIVES;
    struct entry *of = aligned_alloc(sizeof(*of), room * sizeof(*of));
    if (!of)
        return WFP_NO_MEMORY;
    if (list->count)
        memcpy(of, list->of, list->count * sizeof(*of));
    free(list->of);
    list->of = of;
    list->room = room;
    return WFP_OK;
}

enum wfp_status entry_list_add(struct entry_list *list, const struct layer_rules *l, uint32_t rule, uint64_t order)
{
    uint32_t count;
    RETURN_IF(make_room(list));
    RETURN_IF(entries_of(&l->programs[rule], l->sources, list->of + list->count, &count));
    for (uint32_t k = 0; k < count; k++)
        index_complete(l, rule, order, &list->of[list->count + k]);
    list->count += count;
    return WFP_OK;
}

static enum wfp_status expect_entries(const struct layer_rules *l)
{
    for (uint32_t i = 0; i < l->base_count; i++)
        RETURN_IF(entries_expect(&l->programs[i], l->sources));
    return prefix_seal(&l->sources->prefixes, l->base_count);
}

/* Most rules are one entry. */
static enum wfp_status build_forest(struct layer_rules *l)
{
    uint32_t          room = l->base_count + l->base_count / 4 + ENTRY_ALTERNATIVES;
    struct entry_list list = { .of = aligned_alloc(sizeof(struct entry), room * sizeof(struct entry)), .room = room };
    enum wfp_status   err = list.of ? expect_entries(l) : WFP_NO_MEMORY;
    for (uint32_t i = 0; err == WFP_OK && i < l->base_count; i++)
        err = entry_list_add(&list, l, i, layer_base_order(i));
    if (err == WFP_OK)
        err = forest_build(&l->core->arena, l->sources, list.of, list.count, &l->forest);
    free(list.of);
    return err;
}

/* --- programs ---------------------------------------------------------------------------------------------------------------- */

static enum wfp_status copy_program(struct arena *arena, const struct program *from, const struct rule *rule, struct program *out)
{
    *out = (struct program){ arena_copy(arena, from->tests, from->count * sizeof(*from->tests)), from->count, rule };
    return out->tests ? WFP_OK : WFP_NO_MEMORY;
}

static enum wfp_status make_programs(struct layer_rules *l, const struct program *programs)
{
    struct arena    scratch = { NULL };
    enum wfp_status err = WFP_OK;
    for (uint32_t i = 0; err == WFP_OK && i < l->base_count; i++)
        if (programs)
            err = copy_program(&l->core->arena, &programs[i], l->rules[i], &l->programs[i]);
        else
            err = program_compile(&l->core->arena, &scratch, l->rules[i], &l->programs[i]);
    arena_fini(&scratch);
    return err;
}

/* --- the layer --------------------------------------------------------------------------------------------------------------- */

static enum wfp_status make_core(struct layer_rules *l)
{
    l->core = stock_new();
    l->sources = l->core ? arena_lines(&l->core->arena, sizeof(*l->sources)) : NULL;
    if (!l->sources)
        return WFP_NO_MEMORY;
    l->core->sources = l->sources;
    return WFP_OK;
}

static bool takes_changes(const struct layer_rules *l)
{
    return l->base_count >= RECENT_FROM;
}

static void set_spans(struct layer_rules *l)
{
    l->first_span = (uint8_t)layer_span(l, l->rules[0]->sublayer);
    l->last_span = (uint8_t)layer_span(l, l->rules[l->base_count - 1]->sublayer);
}

/* So that a compaction is due, and done, before there is no room (compaction.c): the arrays are copied then, while a commit waits. */
static uint32_t room_for(uint32_t base)
{
    uint32_t least = 8 * RECENT_FROM, most = 32768;
    return base + base / 2 + base / 4 + (base < least ? least : base > most ? most : base);
}

static enum wfp_status fill(struct layer_rules *l, const struct layer_input *in)
{
    RETURN_IF(make_core(l));
    RETURN_IF(roll_make(l, takes_changes(l) ? room_for(l->base_count) : l->base_count));
    memcpy(l->rules, in->rules, in->count * sizeof(*l->rules));
    l->number_count = in->count;
    set_spans(l);
    for (uint32_t i = 0; i < in->count; i++)
        tally_add(&l->tally, l->rules[i], 1);
    tally_wanted(l);
    RETURN_IF(keep_rules(l->core, l->rules, in->count));
    RETURN_IF(make_programs(l, in->programs));
    RETURN_IF(build_forest(l));
    l->sources->frozen = true;
    return WFP_OK;
}

enum wfp_status layer_build(const struct layer_input *in, struct layer_rules **out)
{
    struct layer_rules *l = layer_new();
    if (!l)
        return WFP_NO_MEMORY;
    atomic_init(&l->refs, 1);
    l->layer = in->layer;
    l->count = l->base_count = in->count;
    l->generation = in->generation;
    l->version = layer_version_new();
    l->sublayers = in->sublayers;
    l->sublayer_count = in->sublayer_count;
    enum wfp_status err = fill(l, in);
    if (err == WFP_OK) {
        *out = l;
    } else if (l->core) {
        layer_put(l);
    } else {
        free(l);
    }
    return err;
}

enum wfp_status layer_build_moved(const struct rule **rules, struct layer_input *in, struct layer_rules **out)
{
    struct stock   *moved = stock_new();
    enum wfp_status err = moved ? move_rules(moved, rules, in->count) : WFP_NO_MEMORY;
    in->rules = rules;
    if (err == WFP_OK)
        err = layer_build(in, out);
    stock_put(moved);
    return err;
}
