/* Builds rulesets: copies the records, puts the rules in the order of evaluation and compiles each layer. */
#include "engine/ruleset.h"

#include <stdlib.h>
#include <string.h>

#include "engine/builder.h"
#include "model/name.h"

struct ruleset *ruleset_new(void)
{
    struct ruleset *r = calloc(1, sizeof(*r));
    for (uint16_t l = 0; r && l < LAYER_COUNT; l++)
        r->layers[l] = layer_empty();
    return r;
}

/* --- what rulesets share ---------------------------------------------------------------------------------------------------- */

/* The memory at the place, which is made when there is none; NULL without memory. */
static struct stock *stock_at(struct stock **place)
{
    if (!*place)
        *place = stock_new();
    return *place;
}

void ruleset_take_over(struct ruleset *r, const struct ruleset *previous)
{
    for (uint16_t i = 0; i < LAYER_COUNT; i++)
        r->layers[i] = layer_get(previous->layers[i]);
    r->sublayer_memory = stock_get(previous->sublayer_memory);
    r->sublayers = previous->sublayers;
    r->sublayer_count = previous->sublayer_count;
    r->wants_compaction = previous->wants_compaction;
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
    struct stock *stock = stock_at(&b->out->sublayer_memory);
    struct arena *arena = stock ? &stock->arena : NULL;
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
        b->out->sublayer_memory = stock_get(previous->sublayer_memory);
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

/* Bytes that have a name lie with it. */
static enum wfp_status name_value(struct stock *stock, const struct value *v, struct value *out)
{
    struct byte_blob bytes = name_bytes(v);
    struct name     *name;
    RETURN_IF(name_get(bytes.data, bytes.size, &name));
    RETURN_IF(stock_keep_name(stock, name));
    *out = (struct value){ .type = v->type, .name = name->number, .blob = &name->blob };
    if (v->type == TYPE_SID)
        out->sid = name->blob.data;
    return WFP_OK;
}

static enum wfp_status copy_value(struct stock *stock, const struct value *v, struct value *out)
{
    return name_is_for(v->type) ? name_value(stock, v, out) : value_copy(&stock->arena, v, out);
}

static enum wfp_status copy_conditions(struct stock *stock, const struct condition *conditions, uint32_t count, struct rule *rule)
{
    struct condition *copy = arena_array(&stock->arena, count, sizeof(*copy));
    if (!copy)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < count; i++) {
        copy[i] = (struct condition){ conditions[i].field, conditions[i].match, { TYPE_EMPTY } };
        RETURN_IF(copy_value(stock, &conditions[i].value, &copy[i].value));
    }
    rule->conditions = copy;
    rule->condition_count = count;
    return WFP_OK;
}

/* With the conditions and the name copied too. */
enum wfp_status copy_rule(struct stock *stock, const struct rule *rule, struct rule **out)
{
    struct stocked *copy = arena_alloc(&stock->arena, sizeof(*copy));
    const char     *name = arena_string(&stock->arena, rule->name);
    if (!copy || !name)
        return WFP_NO_MEMORY;
    *copy = (struct stocked){ stock, *rule };
    copy->rule.name = name;
    RETURN_IF(copy_conditions(stock, rule->conditions, rule->condition_count, &copy->rule));
    atomic_fetch_add_explicit(&stock->made, 1, memory_order_relaxed);
    *out = &copy->rule;
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

static enum wfp_status put_rule(struct builder *b, const struct filter *f, struct stock *stock, const struct sublayer_row *sublayer,
                                struct rule **out)
{
    struct rule rule = { .id = f->id, .weight = f->effective_weight, .name = f->name ? f->name : "", .key = f->key, .layer = f->layer,
                         .flags = f->flags, .action = f->action, .sublayer = sublayer, .condition_count = f->condition_count,
                         .conditions = f->conditions, .callout_key = f->callout, .raw_context = f->raw_context,
                         .shown_context = f->shown_context };
    bind_callout(b, &rule);
    rank_place(&rule, &b->in->order);
    return copy_rule(stock, &rule, out);
}

static const struct callout_ops *ops_of(const struct builder *b, const struct filter *f)
{
    struct rule rule = { .action = f->action, .callout_key = f->callout };
    bind_callout(b, &rule);
    return rule.callout_ops;
}

/* The view copies what it needs of the provider context, which is the input's and may go before the ruleset. */
static enum wfp_status put_seen_rule(struct builder *b, const struct filter *f, struct stock *keeper, const struct sublayer_row *sublayer,
                                     struct rule **out)
{
    struct stock   *own = stock_new();
    struct rule    *rule;
    enum wfp_status err = own ? stock_keep(keeper, own) : WFP_NO_MEMORY;
    if (err == WFP_OK)
        err = put_rule(b, f, own, sublayer, &rule);
    if (err == WFP_OK)
        err = rule->callout_ops->view(rule->callout, rule, &own->arena, &rule->view);
    if (err == WFP_OK) {
        rule->shown_context = NULL;
        *out = rule;
    }
    stock_put(own);
    return err;
}

static const struct sublayer_row *sublayer_of(const struct builder *b, const struct filter *f)
{
    static const struct guid none;
    return find_sublayer(b, guid_equal(&f->sublayer, &none) ? builtin_key("FWPM_SUBLAYER_UNIVERSAL") : &f->sublayer);
}

enum wfp_status rule_like(const struct builder *b, const struct filter *f, struct rule *out)
{
    *out = (struct rule){ .id = f->id, .weight = f->effective_weight, .layer = f->layer, .sublayer = sublayer_of(b, f) };
    rank_place(out, &b->in->order);
    return out->sublayer ? WFP_OK : WFP_SUBLAYER_NOT_FOUND;
}

enum wfp_status make_rule(struct builder *b, const struct filter *f, struct stock *stock, struct stock *keeper, struct rule **out)
{
    const struct sublayer_row *sublayer = sublayer_of(b, f);
    const struct callout_ops  *ops = ops_of(b, f);
    if (!sublayer)
        return WFP_SUBLAYER_NOT_FOUND;
    if (ops && ops->view)
        return put_seen_rule(b, f, keeper, sublayer, out);
    RETURN_IF(put_rule(b, f, stock, sublayer, out));
    (*out)->shown_context = NULL;
    return WFP_OK;
}

static enum wfp_status copy_filter(struct builder *b, const struct filter *f)
{
    if (f->layer >= LAYER_COUNT)
        return WFP_LAYER_NOT_FOUND;
    struct stock *stock = stock_at(&b->stocks[f->layer]), *own = stock_at(&b->own);
    struct rule  *rule;
    if (!stock || !own)
        return WFP_NO_MEMORY;
    RETURN_IF(make_rule(b, f, stock, own, &rule));
    b->rules[b->rule_count++] = rule;
    return WFP_OK;
}

static enum wfp_status copy_filters(struct builder *b)
{
    b->rules = arena_array(&b->scratch, b->in->filter_count, sizeof(*b->rules));
    if (!b->rules)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < b->in->filter_count; i++) {
        const struct filter *f = &b->in->filters[i];
        if (!(f->flags & FILTER_FLAG_DISABLED) && (f->layer >= LAYER_COUNT || is_built(b, f->layer)))
            RETURN_IF(copy_filter(b, f));
    }
    return WFP_OK;
}

static enum wfp_status build_layer(struct builder *b, uint16_t layer, uint32_t first, uint32_t end)
{
    struct layer_input in = { .layer = layer, .rules = b->rules + first, .count = end - first,
                              .sublayers = b->sublayers, .sublayer_count = b->sublayer_count, .generation = b->in->generation };
    struct layer_rules *l;
    RETURN_IF(layer_build(&in, &l));
    b->out->layers[layer] = l;
    return WFP_OK;
}

static enum wfp_status build_layers(struct builder *b)
{
    rank_rules(b->rules, b->rule_count);
    for (uint32_t first = 0, end; first < b->rule_count; first = end) {
        for (end = first; end < b->rule_count && b->rules[end]->layer == b->rules[first]->layer; end++)
            ;
        RETURN_IF(build_layer(b, b->rules[first]->layer, first, end));
    }
    return WFP_OK;
}

static void take_layers(struct builder *b)
{
    for (uint16_t l = 0; l < LAYER_COUNT; l++)
        if (!is_built(b, l))
            b->out->layers[l] = layer_get(b->in->previous->layers[l]);
}

enum wfp_status hold_callouts(struct ruleset *r, const struct callout_binding *callouts, uint32_t count)
{
    const struct callout_binding *held = arena_copy(&r->arena, callouts, count * sizeof(*held));
    if (!held)
        return WFP_NO_MEMORY;
    r->held = held;
    for (; r->held_count < count; r->held_count++)
        if (held[r->held_count].ops->hold)
            held[r->held_count].ops->hold(held[r->held_count].callout);
    return WFP_OK;
}

static enum wfp_status build(struct builder *b)
{
    RETURN_IF(hold_callouts(b->out, b->in->callouts, b->in->callout_count));
    RETURN_IF(take_sublayers(b));
    take_layers(b);
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
    for (uint16_t l = 0; l < LAYER_COUNT; l++)
        stock_put(b.stocks[l]);
    stock_put(b.own);
    arena_fini(&b.scratch);
    if (err == WFP_OK)
        *out = b.out;
    else
        ruleset_free(b.out);
    return err;
}

void ruleset_free(struct ruleset *r)
{
    if (!r)
        return;
    for (uint32_t i = 0; i < r->held_count; i++)
        if (r->held[i].ops->drop)
            r->held[i].ops->drop(r->held[i].callout);
    for (uint16_t l = 0; l < LAYER_COUNT; l++) {
        free((void *)(uintptr_t)atomic_load(&r->in_order[l]));
        layer_put(r->layers[l]);
    }
    stock_put(r->sublayer_memory);
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
    return r->layers[layer]->tally.mark;
}

bool ruleset_layer_has_callouts(const struct ruleset *r, uint16_t layer)
{
    return r->layers[layer]->tally.all_fields != 0;
}

bool ruleset_layer_takes_batches(const struct ruleset *r, uint16_t layer)
{
    return !r->layers[layer]->tally.singly;
}

static size_t recents_size(const struct recents *r)
{
    return (r->shelf ? shelf_size(r->shelf, r->shelf_count) : 0) + r->count * sizeof(struct entry);
}

size_t ruleset_index_size(const struct ruleset *r, uint16_t layer)
{
    const struct layer_rules *l = r->layers[layer];
    size_t                    size = forest_size(&l->forest) + recents_size(&l->recents);
    for (uint32_t i = 0; i < l->run_count; i++)
        size += forest_size(&l->runs[i]->forest) + recents_size(&l->runs[i]->recents);
    return size;
}

const uint8_t *ruleset_wanted_fields(const struct ruleset *r, uint16_t layer, uint32_t *count)
{
    *count = r->layers[layer]->wanted_count;
    return r->layers[layer]->wanted;
}
