/* The next ruleset by a few steps. What the layers reach is shared with the one before: a rule that comes is written behind what
 * that one sees, a rule that goes is marked with the generation that is the first without it. */
#include <stdlib.h>
#include <string.h>

#include "engine/later.h"
#include "engine/remake.h"

enum { STEPS_LEAST = 256 }; /* so many and an eighth of the rules change in place, more had better be built */

struct changer {
    struct builder             builder;
    const struct ruleset_step *steps;
    uint32_t                   count;
    struct remake             *remade[LAYER_COUNT]; /* of small layers; NULL: none of that one */
    bool                       impossible; /* it takes a build */
};

/* Which the ruleset has of its own. */
static struct layer_rules *own_layer(const struct ruleset *r, uint16_t layer)
{
    const struct layer_rules *l = r->layers[layer];
    return l->core && l->generation == r->generation ? (struct layer_rules *)(uintptr_t)l : NULL;
}

/* From the layer's first step on it is the ruleset's own. */
static enum wfp_status open_layer(struct ruleset *r, uint16_t layer, struct layer_rules **out)
{
    *out = own_layer(r, layer);
    if (*out)
        return WFP_OK;
    struct layer_rules *l = layer_copy(r->layers[layer]);
    if (!l)
        return WFP_NO_MEMORY;
    l->generation = r->generation;
    layer_put(r->layers[layer]);
    r->layers[layer] = l;
    *out = l;
    return WFP_OK;
}

static enum wfp_status add_made(struct changer *c, struct layer_rules *l, const struct filter *f)
{
    struct rule   *rule;
    struct program program;
    RETURN_IF(make_rule(&c->builder, f, l->recent->rules, l->recent->stock, &rule));
    RETURN_IF(program_compile(&rule_stock(rule)->arena, &c->builder.scratch, rule, &program));
    return later_add(l, rule, &program);
}

/* The recents may have to make way for others before the rule is one of them: the memory that it was put in stays until then. */
static enum wfp_status add_rule(struct changer *c, struct layer_rules *l, const struct filter *f)
{
    RETURN_IF(later_room(l));
    struct stock   *held = stock_get(l->recent->stock);
    enum wfp_status err = add_made(c, l, f);
    stock_put(held);
    return err;
}

/* The mark is set by the commit. */
static enum wfp_status delete_rule(struct changer *c, struct layer_rules *l, const struct filter *f)
{
    struct ruleset *r = c->builder.out;
    struct rule     like;
    RETURN_IF(rule_like(&c->builder, f, &like));
    uint32_t number = later_find(l, &like);
    c->impossible |= number == UINT32_MAX;
    if (c->impossible)
        return WFP_OK;
    r->deaths[r->death_count++] = (struct death){ l, number };
    later_note_gone(l, number);
    return WFP_OK;
}

static enum wfp_status take_small_step(struct changer *c, const struct ruleset_step *step)
{
    uint16_t        layer = step->filter->layer;
    struct remake **m = &c->remade[layer];
    if (!*m)
        *m = remake_begin(c->builder.out->layers[layer]);
    if (!*m)
        return WFP_NO_MEMORY;
    if (!step->deleted)
        return remake_add(*m, &c->builder, step->filter);
    c->impossible = !remake_delete(*m, step->filter->id);
    return WFP_OK;
}

static enum wfp_status take_step(struct changer *c, const struct ruleset_step *step)
{
    struct ruleset     *r = c->builder.out;
    uint16_t            layer = step->filter->layer;
    struct layer_rules *l;
    c->impossible = layer >= LAYER_COUNT;
    if (c->impossible)
        return WFP_OK;
    if (r->layers[layer]->base_count < RECENT_FROM)
        return take_small_step(c, step);
    RETURN_IF(open_layer(r, layer, &l));
    return step->deleted ? delete_rule(c, l, step->filter) : add_rule(c, l, step->filter);
}

static enum wfp_status finish_layer(struct changer *c, uint16_t layer)
{
    struct ruleset           *r = c->builder.out;
    const struct layer_rules *made;
    if (c->remade[layer]) {
        RETURN_IF(remake_finish(c->remade[layer], &c->builder, &made));
        layer_put(r->layers[layer]);
        r->layers[layer] = made;
    } else if (own_layer(r, layer)) {
        tally_wanted(own_layer(r, layer));
        r->wants_compaction |= layer_wants_compaction(r->layers[layer]);
    }
    return WFP_OK;
}

static enum wfp_status change(struct changer *c)
{
    struct ruleset *r = c->builder.out;
    ruleset_take_over(r, c->builder.in->previous);
    c->builder.sublayers = (struct sublayer_row *)(uintptr_t)r->sublayers;
    c->builder.sublayer_count = r->sublayer_count;
    RETURN_IF(hold_callouts(r, c->builder.in->callouts, c->builder.in->callout_count));
    r->deaths = arena_array(&r->arena, c->count, sizeof(*r->deaths));
    if (!r->deaths)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < c->count && !c->impossible; i++)
        RETURN_IF(take_step(c, &c->steps[i]));
    for (uint16_t i = 0; i < LAYER_COUNT && !c->impossible; i++)
        RETURN_IF(finish_layer(c, i));
    return WFP_OK;
}

static bool is_too_much(const struct ruleset *previous, uint32_t steps)
{
    uint32_t rules = 0;
    for (uint16_t i = 0; i < LAYER_COUNT && steps > STEPS_LEAST; i++)
        rules += previous->layers[i]->count;
    return steps > STEPS_LEAST && steps - STEPS_LEAST > rules / 8;
}

enum wfp_status ruleset_change(const struct ruleset_input *in, const struct ruleset_step *steps, uint32_t count, struct ruleset **out)
{
    struct changer c = { .builder = { .in = in }, .steps = steps, .count = count };
    if (is_too_much(in->previous, count)) {
        *out = NULL;
        return WFP_OK;
    }
    c.builder.out = ruleset_new();
    if (!c.builder.out)
        return WFP_NO_MEMORY;
    c.builder.out->generation = in->generation;
    enum wfp_status err = change(&c);
    for (uint16_t i = 0; i < LAYER_COUNT; i++)
        remake_free(c.remade[i]);
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
        layer_mark_dead(r->deaths[i].layer, r->deaths[i].number, r->generation);
    r->death_count = 0;
}
