#include "bfe/template.h"

#include "engine/match.h"

#define KNOWN_FLAGS                                                                                                          \
    (FILTER_ENUM_FLAG_BEST_TERMINATING_MATCH | FILTER_ENUM_FLAG_SORTED | FILTER_ENUM_FLAG_BOOTTIME_ONLY |                    \
     FILTER_ENUM_FLAG_INCLUDE_BOOTTIME | FILTER_ENUM_FLAG_INCLUDE_DISABLED)

/* --- is it a good template? ------------------------------------------------------------------------------------------------ */

static bool asks_sid(const struct condition *c)
{
    return c->value.type == TYPE_SID && c->match == MATCH_EQUAL;
}

static bool layer_has_token(const struct layer_row *layer, enum field_id field)
{
    int at = layer_field_index(layer, field);
    return at >= 0 && layer->fields[at].type == TYPE_TOKEN_ACCESS_INFORMATION;
}

static enum wfp_status check_condition(const struct object_template *t, const struct condition *c)
{
    const struct layer_row *layer = &layer_rows[t->layer];
    enum fault_member       member;
    if (layer_field_index(layer, c->field) < 0)
        return WFP_NEVER_MATCH;
    if (asks_sid(c) && layer_has_token(layer, c->field))
        return c->value.sid ? WFP_OK : WFP_NULL_POINTER;
    return bfe_condition_validate(c, layer, &member);
}

static enum wfp_status check_conditions(const struct object_template *t)
{
    if (t->condition_count && !t->conditions)
        return WFP_NULL_POINTER;
    if (t->condition_count && t->layer == ENUM_ANY_LAYER)
        return WFP_LAYER_NOT_FOUND; /* a field means something at a layer only */
    for (uint32_t i = 0; i < t->condition_count; i++) {
        for (uint32_t k = 0; k < i; k++)
            if (t->conditions[k].field == t->conditions[i].field)
                return WFP_DUPLICATE_CONDITION;
        RETURN_IF(check_condition(t, &t->conditions[i]));
    }
    return WFP_OK;
}

enum wfp_status object_template_validate(enum object_kind kind, const struct object_template *t)
{
    if (!t)
        return WFP_OK;
    if (t->layer != ENUM_ANY_LAYER && t->layer >= LAYER_COUNT)
        return WFP_LAYER_NOT_FOUND;
    if ((t->by_type || t->by_context) && t->type >= CONTEXT_TYPE_MAX)
        return WFP_INVALID_ENUMERATOR;
    if (kind != OBJECT_FILTER)
        return WFP_OK;
    if (t->enum_type >= FILTER_ENUM_TYPE_MAX)
        return WFP_INVALID_ENUMERATOR;
    if (t->flags & ~(uint32_t)KNOWN_FLAGS)
        return WFP_INVALID_FLAGS;
    if (t->by_action && t->action_mask == 0)
        return WFP_NEVER_MATCH;
    return check_conditions(t);
}

/* --- selecting ------------------------------------------------------------------------------------------------------------- */

enum wfp_status selector_init(struct selector *s, const struct object_template *t, const struct object_set *set)
{
    uint32_t n = 0;
    *s = (struct selector){ .set = set, .t = { .layer = ENUM_ANY_LAYER } };
    if (!t)
        return WFP_OK;
    s->t = *t;
    struct condition *rest = arena_array(&s->arena, t->condition_count, sizeof(*rest));
    if (!rest)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < t->condition_count; i++) {
        if (asks_sid(&t->conditions[i]) && layer_has_token(&layer_rows[t->layer], t->conditions[i].field))
            s->sid = &t->conditions[i];
        else
            rest[n++] = t->conditions[i];
    }
    enum wfp_status err = shape_of(rest, n, &s->arena, &s->shape);
    if (err)
        selector_fini(s);
    return err;
}

void selector_fini(struct selector *s)
{
    arena_fini(&s->arena);
}

/* A filter that asks for a token: does it take one that is this SID alone? One that asks for none takes every token. */
static bool takes_sid(const struct selector *s, const struct filter *f)
{
    const uint8_t     *sids[] = { s->sid->value.sid };
    const struct token token = { 1, sids };
    const struct value value = { .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &token };
    bool               asked = false;
    for (uint32_t i = 0; i < f->condition_count; i++) {
        if (f->conditions[i].field != s->sid->field)
            continue;
        asked = true;
        if (match_value(f->conditions[i].match, &value, &f->conditions[i].value))
            return true;
    }
    return !asked;
}

static bool takes_conditions(struct selector *s, const struct filter *f)
{
    struct arena scratch = { 0 };
    struct shape shape;
    bool         takes = true;
    if (s->sid && !takes_sid(s, f))
        return false;
    if (s->shape.group_count == 0)
        return true;
    if (shape_of(f->conditions, f->condition_count, &scratch, &shape) == WFP_OK)
        takes = s->t.enum_type == FILTER_ENUM_FULLY_CONTAINED ? shape_contains(&shape, &s->shape) : !shape_disjoint(&s->shape, &shape);
    arena_fini(&scratch);
    return takes;
}

static bool takes_lifetime(const struct selector *s, const struct filter *f)
{
    if (s->t.flags & FILTER_ENUM_FLAG_BOOTTIME_ONLY)
        return f->flags & FILTER_FLAG_BOOTTIME;
    if ((f->flags & FILTER_FLAG_BOOTTIME) && !(s->t.flags & FILTER_ENUM_FLAG_INCLUDE_BOOTTIME))
        return false;
    return !(f->flags & FILTER_FLAG_DISABLED) || (s->t.flags & FILTER_ENUM_FLAG_INCLUDE_DISABLED);
}

static bool takes_context(const struct selector *s, const struct filter *f)
{
    const struct object *c;
    if (!s->t.by_context)
        return true;
    c = f->flags & FILTER_FLAG_HAS_PROVIDER_CONTEXT ? object_set_find(s->set, OBJECT_CONTEXT, &f->provider_context) : NULL;
    return c && c->provider_context.type == s->t.type &&
           (!s->t.context_provider || guid_equal(s->t.context_provider, &c->provider_context.provider));
}

/* a callout's key means something only beside a mask that lets callouts in. */
static bool asks_callout(const struct object_template *t)
{
    return !t->by_action || (t->action_mask & ACTION_FLAG_CALLOUT);
}

static bool takes_filter(struct selector *s, const struct filter *f)
{
    const struct object_template *t = &s->t;
    bool                          calls = f->action & ACTION_FLAG_CALLOUT;
    if (!takes_lifetime(s, f) || (t->layer != ENUM_ANY_LAYER && t->layer != f->layer))
        return false;
    if (t->by_action && !((uint32_t)f->action & t->action_mask))
        return false;
    if ((t->flags & FILTER_ENUM_FLAG_BEST_TERMINATING_MATCH) && !((uint32_t)f->action & ACTION_FLAG_TERMINATING))
        return false;
    if (t->callout && asks_callout(t) && !(calls && guid_equal(t->callout, &f->callout)))
        return false;
    return takes_context(s, f) && takes_conditions(s, f);
}

static bool takes_provider(const struct selector *s, const struct object *o)
{
    return !s->t.provider || o->kind == OBJECT_PROVIDER || guid_equal(s->t.provider, object_provider_key(o));
}

bool selector_takes(struct selector *s, const struct object *o)
{
    if (!takes_provider(s, o))
        return false;
    switch (o->kind) {
    case OBJECT_CONTEXT:
        return !s->t.by_type || o->provider_context.type == s->t.type;
    case OBJECT_CALLOUT:
        return s->t.layer == ENUM_ANY_LAYER || o->callout.layer == s->t.layer;
    case OBJECT_FILTER:
        return takes_filter(s, &o->filter);
    case OBJECT_PROVIDER:
    case OBJECT_SUBLAYER:
    case OBJECT_KIND_COUNT:
        break;
    }
    return true;
}
