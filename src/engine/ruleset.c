/* Builds rulesets: copies the records, puts the rules in the order of evaluation and compiles each layer. */
#include "engine/ruleset.h"

#include <stdlib.h>
#include <string.h>

#include "engine/index.h"

struct builder {
    const struct ruleset_input *in;
    struct ruleset             *out;
    struct arena                scratch;
    struct sublayer_row        *sublayers; /* in the order of evaluation */
    uint32_t                    sublayer_count;
    struct rule               **rules; /* in rank order once sorted */
    uint32_t                    rule_count;
};

static const struct guid *builtin_key(const char *name)
{
    for (unsigned i = 0; i < builtin_count; i++)
        if (strcmp(builtin_rows[i].name, name) == 0)
            return &builtin_rows[i].key;
    return NULL;
}

static bool is_inspection(const struct guid *key)
{
    return guid_equal(key, builtin_key("FWPM_SUBLAYER_INSPECTION"));
}

/* Highest weight first (B-001), INSPECTION last of all (B-024), equal weights by key (J-001, J-025). */
static int by_evaluation(const void *x, const void *y)
{
    const struct sublayer_row *a = x, *b = y;
    bool                       a_last = is_inspection(&a->key), b_last = is_inspection(&b->key);
    if (a_last != b_last)
        return a_last ? 1 : -1;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return guid_compare(&a->key, &b->key);
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
    b->sublayers = arena_array(&b->out->arena, (size_t)b->in->sublayer_count + builtin_count, sizeof(*b->sublayers));
    if (!b->sublayers)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < b->in->sublayer_count; i++) {
        const struct sublayer *s = &b->in->sublayers[i];
        const char            *name = arena_string(&b->out->arena, s->name ? s->name : "");
        if (!name)
            return WFP_NO_MEMORY;
        b->sublayers[b->sublayer_count++] = (struct sublayer_row){ s->key, name, s->weight };
    }
    for (unsigned i = 0; i < builtin_count; i++) {
        const struct builtin_row *row = &builtin_rows[i];
        if (row->kind == BUILTIN_SUBLAYER && !find_sublayer(b, &row->key))
            b->sublayers[b->sublayer_count++] = (struct sublayer_row){ row->key, row->name, row->weight };
    }
    qsort(b->sublayers, b->sublayer_count, sizeof(*b->sublayers), by_evaluation);
    return WFP_OK;
}

static enum wfp_status copy_conditions(struct builder *b, const struct filter *f, struct rule *rule)
{
    struct condition *copy = arena_array(&b->out->arena, f->condition_count, sizeof(*copy));
    if (!copy)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < f->condition_count; i++) {
        copy[i] = (struct condition){ f->conditions[i].field, f->conditions[i].match, { TYPE_EMPTY } };
        RETURN_IF(value_copy(&b->out->arena, &f->conditions[i].value, &copy[i].value));
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

static enum wfp_status copy_filter(struct builder *b, const struct filter *f)
{
    static const struct guid   none;
    const struct guid         *key = guid_equal(&f->sublayer, &none) ? builtin_key("FWPM_SUBLAYER_UNIVERSAL") : &f->sublayer;
    const struct sublayer_row *sublayer = find_sublayer(b, key);
    struct rule               *rule = arena_alloc(&b->out->arena, sizeof(*rule));
    const char                *name = arena_string(&b->out->arena, f->name ? f->name : "");
    if (f->layer >= LAYER_COUNT)
        return WFP_LAYER_NOT_FOUND;
    if (!sublayer)
        return WFP_SUBLAYER_NOT_FOUND;
    if (!rule || !name)
        return WFP_NO_MEMORY;
    *rule = (struct rule){ .id = f->id, .weight = f->effective_weight, .name = name, .key = f->key, .layer = f->layer,
                           .flags = f->flags, .action = f->action, .sublayer = sublayer, .callout_key = f->callout,
                           .raw_context = f->raw_context, .shown_context = f->shown_context };
    bind_callout(b, rule);
    b->rules[b->rule_count++] = rule;
    return copy_conditions(b, f, rule);
}

/* The view copies what it needs of the provider context, which is the input's and may go before the ruleset. */
static enum wfp_status make_view(struct builder *b, struct rule *rule)
{
    enum wfp_status err = WFP_OK;
    if (rule->callout_ops && rule->callout_ops->view)
        err = rule->callout_ops->view(rule->callout, rule, &b->out->arena, &rule->view);
    rule->shown_context = NULL;
    return err;
}

static enum wfp_status copy_filters(struct builder *b)
{
    b->rules = arena_array(&b->out->arena, b->in->filter_count, sizeof(struct rule *));
    if (!b->rules)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < b->in->filter_count; i++)
        if (!(b->in->filters[i].flags & FILTER_FLAG_DISABLED))
            RETURN_IF(copy_filter(b, &b->in->filters[i]));
    for (uint32_t i = 0; i < b->rule_count; i++)
        RETURN_IF(make_view(b, b->rules[i]));
    return WFP_OK;
}

/* Layer; sublayer (their array is in order); highest weight (B-002); oldest id (J-001). */
static int by_rank(const void *x, const void *y)
{
    const struct rule *a = *(const struct rule *const *)x, *b = *(const struct rule *const *)y;
    if (a->layer != b->layer)
        return a->layer < b->layer ? -1 : 1;
    if (a->sublayer != b->sublayer)
        return a->sublayer < b->sublayer ? -1 : 1;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

static enum wfp_status compile_rules(struct builder *b, struct layer_rules *l)
{
    struct program *programs = arena_array(&b->out->arena, l->count, sizeof(*programs));
    struct test    *heads = arena_array(&b->scratch, l->count, sizeof(*heads));
    if (!programs || !heads)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < l->count; i++)
        RETURN_IF(program_compile(&b->out->arena, &b->scratch, l->rules[i], &programs[i], &heads[i]));
    l->programs = programs;
    return scan_build(&b->out->arena, heads, l->count, &l->scan);
}

static enum wfp_status find_spans(struct builder *b, struct layer_rules *l)
{
    struct span *spans = arena_array(&b->out->arena, l->count, sizeof(*spans));
    if (!spans)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < l->count; i++) {
        if (i == 0 || l->rules[i]->sublayer != l->rules[i - 1]->sublayer)
            spans[l->span_count++] = (struct span){ l->rules[i]->sublayer, i, i };
        spans[l->span_count - 1].end = i + 1;
    }
    l->spans = spans;
    return WFP_OK;
}

static void mark_wanted(const struct rule *rule, const struct layer_row *layer, bool *wanted)
{
    for (uint32_t i = 0; i < rule->condition_count; i++) {
        int at = layer_field_index(layer, rule->conditions[i].field);
        if (at >= 0)
            wanted[at] = true;
    }
    for (uint32_t i = 0; rule->callout_ops && i < layer->field_count; i++)
        wanted[i] = true; /* a callout sees every field (B-053) */
}

static enum wfp_status find_wanted(struct builder *b, struct layer_rules *l, const struct layer_row *layer)
{
    bool     wanted[FIELD_COUNT] = { false };
    uint8_t *out = arena_array(&b->out->arena, layer->field_count, sizeof(*out));
    if (!out)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < l->count; i++)
        mark_wanted(l->rules[i], layer, wanted);
    for (uint32_t i = 0; i < layer->field_count; i++)
        if (wanted[i])
            out[l->wanted_count++] = (uint8_t)i;
    l->wanted = out;
    return WFP_OK;
}

static enum wfp_status build_layer(struct builder *b, uint16_t layer, uint32_t first, uint32_t end)
{
    struct layer_rules *l = &b->out->layers[layer];
    l->rules = (const struct rule *const *)(b->rules + first);
    l->count = end - first;
    for (uint32_t i = first; i < end; i++)
        b->rules[i]->rank = i - first;
    RETURN_IF(compile_rules(b, l));
    RETURN_IF(find_spans(b, l));
    return find_wanted(b, l, &layer_rows[layer]);
}

static enum wfp_status build_layers(struct builder *b)
{
    if (b->rule_count)
        qsort(b->rules, b->rule_count, sizeof(*b->rules), by_rank);
    for (uint32_t first = 0, end; first < b->rule_count; first = end) {
        for (end = first; end < b->rule_count && b->rules[end]->layer == b->rules[first]->layer; end++)
            ;
        RETURN_IF(build_layer(b, b->rules[first]->layer, first, end));
    }
    return WFP_OK;
}

static enum wfp_status hold_callouts(struct ruleset *r, const struct ruleset_input *in)
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
    RETURN_IF(copy_sublayers(b));
    RETURN_IF(copy_filters(b));
    return build_layers(b);
}

enum wfp_status ruleset_build(const struct ruleset_input *in, struct ruleset **out)
{
    struct builder b = { .in = in, .out = calloc(1, sizeof(*b.out)) };
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

void ruleset_free(struct ruleset *r)
{
    if (!r)
        return;
    for (uint32_t i = 0; i < r->held_count; i++)
        if (r->held[i].ops->drop)
            r->held[i].ops->drop(r->held[i].callout);
    arena_fini(&r->arena);
    free(r);
}

uint64_t ruleset_generation(const struct ruleset *r)
{
    return r->generation;
}

const struct rule *const *ruleset_layer_rules(const struct ruleset *r, uint16_t layer, uint32_t *count)
{
    *count = r->layers[layer].count;
    return r->layers[layer].rules;
}

const uint8_t *ruleset_wanted_fields(const struct ruleset *r, uint16_t layer, uint32_t *count)
{
    *count = r->layers[layer].wanted_count;
    return r->layers[layer].wanted;
}
