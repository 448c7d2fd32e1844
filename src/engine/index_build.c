/* The index of a layer: the programs of its rules, their entries, and the forest of these. */
#include <stdlib.h>
#include <string.h>

#include "engine/builder.h"

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

/* Entries of all rules, on the heap. */
struct entry_list {
    struct entry *of;
    uint32_t      count, room;
};

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

static enum wfp_status make_entries(const struct layer_rules *l, struct source_set *sources, struct entry_list *list)
{
    for (uint32_t i = 0; i < l->base_count; i++) {
        uint32_t count;
        RETURN_IF(make_room(list));
        RETURN_IF(entries_of(&l->programs[i], sources, list->of + list->count, &count));
        for (uint32_t k = 0; k < count; k++)
            index_complete(l, i, layer_base_order(i), &list->of[list->count + k]);
        list->count += count;
    }
    return WFP_OK;
}

static enum wfp_status build_forest(struct shared *memory, struct layer_rules *l)
{
    struct entry_list list = { .count = 0 };
    enum wfp_status   err = make_entries(l, &memory->sources, &list);
    if (err == WFP_OK)
        err = forest_build(&memory->arena, &memory->sources, list.of, list.count, &l->forest);
    free(list.of);
    memory->sources.frozen = true;
    return err;
}

static enum wfp_status compile_rules(struct arena *scratch, struct arena *arena, struct layer_rules *l)
{
    struct program *programs = arena_array(arena, l->room, sizeof(*programs));
    if (!programs)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < l->base_count; i++)
        RETURN_IF(program_compile(arena, scratch, l->rules[i], &programs[i]));
    l->programs = programs;
    return WFP_OK;
}

enum wfp_status index_build(struct arena *scratch, struct shared *memory, struct layer_rules *l)
{
    l->first_span = (uint8_t)layer_span(l, l->rules[0]->sublayer);
    l->last_span = (uint8_t)layer_span(l, l->rules[l->base_count - 1]->sublayer);
    RETURN_IF(compile_rules(scratch, &memory->arena, l));
    if (l->room > l->base_count) {
        l->died = arena_array(&memory->arena, l->room, sizeof(*l->died));
        if (!l->died)
            return WFP_NO_MEMORY;
    }
    return l->base_count > WALK_FEW ? build_forest(memory, l) : WFP_OK;
}
