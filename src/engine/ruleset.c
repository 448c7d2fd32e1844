/* Builds rulesets: copies the records, puts the rules in the order of evaluation and compiles each layer. */
#include "engine/ruleset.h"

#include <stdlib.h>
#include <string.h>

#include "engine/builder.h"

struct ruleset *ruleset_new(void)
{
    static const struct layer_rules empty;
    struct ruleset                 *r = calloc(1, sizeof(*r));
    for (uint16_t l = 0; r && l < LAYER_COUNT; l++)
        r->layers[l] = &empty;
    return r;
}

/* --- what rulesets share ---------------------------------------------------------------------------------------------------- */

struct shared *shared_get(struct shared *s)
{
    if (s)
        atomic_fetch_add_explicit(&s->refs, 1, memory_order_relaxed);
    return s;
}

static void shared_put(struct shared *s)
{
    if (!s || atomic_fetch_sub_explicit(&s->refs, 1, memory_order_acq_rel) != 1)
        return;
    source_set_fini(&s->sources);
    arena_fini(&s->arena);
    free(s);
}

/* The memory at the place, which is made when there is none; NULL without memory. */
static struct arena *arena_at(struct shared **place)
{
    if (!*place && (*place = calloc(1, sizeof(**place))))
        atomic_init(&(*place)->refs, 1);
    return *place ? &(*place)->arena : NULL;
}

static bool is_built(const struct builder *b, uint16_t layer)
{
    return !b->in->previous || b->in->changed[layer];
}

/* --- sublayers -------------------------------------------------------------------------------------------------------------- */

static const struct guid *builtin_key(const char *name)
{
    for (unsigned i = 0; i < builtin_count; i++)
        if (strcmp(builtin_rows[i].name, name) == 0)
            return &builtin_rows[i].key;
    return NULL;
}

static struct sublayer_row *find_sublayer(const struct builder *b, const struct guid *key)
{
    for (uint32_t i = 0; i < b->sublayer_count; i++)
        if (guid_equal(&b->sublayers[i].key, key))
            return &b->sublayers[i];
    return NULL;
}

/* The input's sublayers, and those built-in ones that it does not bring itself. */
static enum wfp_status copy_sublayers(struct builder *b)
{
    struct arena *arena = arena_at(&b->out->sublayer_memory);
    b->sublayers = arena ? arena_array(arena, (size_t)b->in->sublayer_count + builtin_count, sizeof(*b->sublayers)) : NULL;
    if (!b->sublayers)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < b->in->sublayer_count; i++) {
        const struct sublayer *s = &b->in->sublayers[i];
        const char            *name = arena_string(arena, s->name ? s->name : "");
        if (!name)
            return WFP_NO_MEMORY;
        b->sublayers[b->sublayer_count++] = (struct sublayer_row){ s->key, name, s->weight, 0 };
    }
    for (unsigned i = 0; i < builtin_count; i++) {
        const struct builtin_row *row = &builtin_rows[i];
        if (row->kind == BUILTIN_SUBLAYER && !find_sublayer(b, &row->key))
            b->sublayers[b->sublayer_count++] = (struct sublayer_row){ row->key, row->name, row->weight, 0 };
    }
    rank_sublayers(b->sublayers, b->sublayer_count, &b->in->order);
    return WFP_OK;
}

/* They are compared by their place, so that layers which are taken over and those which are built have to have the same. */
static enum wfp_status take_sublayers(struct builder *b)
{
    const struct ruleset *previous = b->in->previous;
    if (previous) {
        b->out->sublayer_memory = shared_get(previous->sublayer_memory);
        b->sublayers = (struct sublayer_row *)(uintptr_t)previous->sublayers;
        b->sublayer_count = previous->sublayer_count;
    } else {
        RETURN_IF(copy_sublayers(b));
    }
    b->out->sublayers = b->sublayers;
    b->out->sublayer_count = b->sublayer_count;
    return WFP_OK;
}

/* --- rules ------------------------------------------------------------------------------------------------------------------ */

static enum wfp_status copy_conditions(struct arena *arena, const struct filter *f, struct rule *rule)
{
    struct condition *copy = arena_array(arena, f->condition_count, sizeof(*copy));
    if (!copy)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < f->condition_count; i++) {
        copy[i] = (struct condition){ f->conditions[i].field, f->conditions[i].match, { TYPE_EMPTY } };
        RETURN_IF(value_copy(arena, &f->conditions[i].value, &copy[i].value));
    }
    rule->conditions = copy;
    rule->condition_count = f->condition_count;
    return WFP_OK;
}

static void bind_callout(const struct builder *b, struct rule *rule)
{
    if (!(rule->action & ACTION_FLAG_CALLOUT))
        return;
    for (uint32_t i = 0; i < b->in->callout_count; i++) {
        const struct callout_binding *c = &b->in->callouts[i];
        if (!guid_equal(&c->key, &rule->callout_key))
            continue;
        rule->callout_ops = c->ops;
        rule->callout = c->callout;
        rule->callout_flags = c->flags;
    }
}

enum wfp_status make_rule(struct builder *b, const struct filter *f, struct rule **out)
{
    static const struct guid   none;
    const struct guid         *key = guid_equal(&f->sublayer, &none) ? builtin_key("FWPM_SUBLAYER_UNIVERSAL") : &f->sublayer;
    const struct sublayer_row *sublayer = find_sublayer(b, key);
    if (f->layer >= LAYER_COUNT)
        return WFP_LAYER_NOT_FOUND;
    if (!sublayer)
        return WFP_SUBLAYER_NOT_FOUND;
    struct arena *arena = arena_at(&b->out->layer_memory[f->layer]);
    struct rule  *rule = arena ? arena_alloc(arena, sizeof(*rule)) : NULL;
    const char   *name = arena ? arena_string(arena, f->name ? f->name : "") : NULL;
    if (!rule || !name)
        return WFP_NO_MEMORY;
    *rule = (struct rule){ .id = f->id, .weight = f->effective_weight, .name = name, .key = f->key, .layer = f->layer,
                           .flags = f->flags, .action = f->action, .sublayer = sublayer, .callout_key = f->callout,
                           .raw_context = f->raw_context, .shown_context = f->shown_context };
    bind_callout(b, rule);
    RETURN_IF(copy_conditions(arena, f, rule));
    *out = rule;
    return WFP_OK;
}

/* The view copies what it needs of the provider context, which is the input's and may go before the ruleset. */
enum wfp_status make_view(struct builder *b, struct rule *rule)
{
    enum wfp_status err = WFP_OK;
    if (rule->callout_ops && rule->callout_ops->view)
        err = rule->callout_ops->view(rule->callout, rule, &b->out->layer_memory[rule->layer]->arena, &rule->view);
    rule->shown_context = NULL;
    return err;
}

static enum wfp_status copy_filters(struct builder *b)
{
    b->rules = arena_array(&b->scratch, b->in->filter_count, sizeof(struct rule *));
    if (!b->rules)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < b->in->filter_count; i++) {
        const struct filter *f = &b->in->filters[i];
        if (!(f->flags & FILTER_FLAG_DISABLED) && (f->layer >= LAYER_COUNT || is_built(b, f->layer)))
            RETURN_IF(make_rule(b, f, &b->rules[b->rule_count++]));
    }
    for (uint32_t i = 0; i < b->rule_count; i++)
        RETURN_IF(make_view(b, b->rules[i]));
    return WFP_OK;
}

static enum wfp_status build_layer(struct builder *b, uint16_t layer, uint32_t first, uint32_t end)
{
    struct layer_rules *l = layer_make(b->out, layer, NULL);
    struct arena       *arena = &b->out->layer_memory[layer]->arena;
    uint32_t            count = end - first, room = count >= RECENT_FROM ? count + RECENT_RULES : count;
    const struct rule **rules = arena_array(arena, room, sizeof(*rules));
    struct tally       *tally = arena_alloc(arena, sizeof(*tally));
    if (!l || !rules || !tally)
        return WFP_NO_MEMORY;
    memcpy(rules, b->rules + first, count * sizeof(*rules));
    *l = (struct layer_rules){ .count = count, .base_count = count, .room = room, .rules = rules, .memory = b->out->layer_memory[layer],
                               .version = layer_version_new(), .sublayers = b->sublayers, .sublayer_count = b->sublayer_count,
                               .tally = tally };
    for (uint32_t i = 0; i < count; i++)
        tally_add(tally, rules[i], 1);
    RETURN_IF(index_build(&b->scratch, b->out->layer_memory[layer], l));
    return tally_wanted(tally, arena, &layer_rows[layer], l);
}

static enum wfp_status build_layers(struct builder *b)
{
    rank_rules(b->rules, b->rule_count, &b->in->order);
    for (uint32_t first = 0, end; first < b->rule_count; first = end) {
        for (end = first; end < b->rule_count && b->rules[end]->layer == b->rules[first]->layer; end++)
            ;
        RETURN_IF(build_layer(b, b->rules[first]->layer, first, end));
    }
    return WFP_OK;
}

struct layer_rules *layer_make(struct ruleset *r, uint16_t layer, const struct layer_rules *like)
{
    struct layer_rules *l = arena_alloc(&r->arena, sizeof(*l));
    if (!l)
        return NULL;
    if (like)
        *l = *like;
    r->layers[layer] = l;
    return l;
}

static enum wfp_status take_layer(struct builder *b, uint16_t layer)
{
    const struct ruleset *previous = b->in->previous;
    if (is_built(b, layer) || !previous->layer_memory[layer])
        return WFP_OK;
    b->out->layer_memory[layer] = shared_get(previous->layer_memory[layer]);
    return layer_make(b->out, layer, previous->layers[layer]) ? WFP_OK : WFP_NO_MEMORY;
}

static enum wfp_status take_layers(struct builder *b)
{
    for (uint16_t l = 0; l < LAYER_COUNT; l++)
        RETURN_IF(take_layer(b, l));
    return WFP_OK;
}

enum wfp_status hold_callouts(struct ruleset *r, const struct ruleset_input *in)
{
    const struct callout_binding *held = arena_copy(&r->arena, in->callouts, in->callout_count * sizeof(*held));
    if (!held)
        return WFP_NO_MEMORY;
    r->held = held;
    for (; r->held_count < in->callout_count; r->held_count++)
        if (held[r->held_count].ops->hold)
            held[r->held_count].ops->hold(held[r->held_count].callout);
    return WFP_OK;
}

static enum wfp_status build(struct builder *b)
{
    RETURN_IF(hold_callouts(b->out, b->in));
    RETURN_IF(take_sublayers(b));
    RETURN_IF(take_layers(b));
    RETURN_IF(copy_filters(b));
    return build_layers(b);
}

enum wfp_status ruleset_build(const struct ruleset_input *in, struct ruleset **out)
{
    struct builder b = { .in = in, .out = ruleset_new() };
    if (!b.out)
        return WFP_NO_MEMORY;
    b.out->generation = in->generation;
    enum wfp_status err = build(&b);
    arena_fini(&b.scratch);
    if (err == WFP_OK)
        *out = b.out;
    else
        ruleset_free(b.out);
    return err;
}

static void note_abandoned(struct ruleset *r)
{
    for (uint16_t l = 0; l < LAYER_COUNT && r->uncommitted; l++)
        if (r->layer_memory[l] && r->layers[l]->generation == r->generation)
            r->layer_memory[l]->abandoned++;
}

void ruleset_free(struct ruleset *r)
{
    if (!r)
        return;
    note_abandoned(r);
    for (uint32_t i = 0; i < r->held_count; i++)
        if (r->held[i].ops->drop)
            r->held[i].ops->drop(r->held[i].callout);
    for (uint16_t l = 0; l < LAYER_COUNT; l++) {
        free((void *)(uintptr_t)atomic_load(&r->in_order[l]));
        shared_put(r->layer_memory[l]);
    }
    shared_put(r->sublayer_memory);
    arena_fini(&r->arena);
    free(r);
}

bool ruleset_has_callouts(const struct ruleset *r, const struct callout_binding *callouts, uint32_t count)
{
    if (r->held_count != count)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (!guid_equal(&r->held[i].key, &callouts[i].key) || r->held[i].ops != callouts[i].ops ||
            r->held[i].callout != callouts[i].callout || r->held[i].flags != callouts[i].flags)
            return false;
    return true;
}

uint64_t ruleset_generation(const struct ruleset *r)
{
    return r->generation;
}

const struct rule *const *ruleset_layer_rules(const struct ruleset *r, uint16_t layer, uint32_t *count)
{
    return layer_in_order(r->layers[layer], &((struct ruleset *)(uintptr_t)r)->in_order[layer], count);
}

uint32_t ruleset_layer_count(const struct ruleset *r, uint16_t layer)
{
    return r->layers[layer]->count;
}

uint64_t ruleset_layer_mark(const struct ruleset *r, uint16_t layer)
{
    return r->layers[layer]->tally ? r->layers[layer]->tally->mark : 0;
}

bool ruleset_layer_takes_batches(const struct ruleset *r, uint16_t layer)
{
    return !r->layers[layer]->tally || !r->layers[layer]->tally->singly;
}

size_t ruleset_index_size(const struct ruleset *r, uint16_t layer)
{
    return forest_size(&r->layers[layer]->forest);
}

const uint8_t *ruleset_wanted_fields(const struct ruleset *r, uint16_t layer, uint32_t *count)
{
    *count = r->layers[layer]->wanted_count;
    return r->layers[layer]->wanted;
}
