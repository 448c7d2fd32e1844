#include "api_fwpm/take.h"

#include <assert.h>
#include <string.h>

#include "api_fwpm/ipsec_policy.h"
#include "api_fwpm/policy_rules.h"
#include "api_fwpm/text.h"
#include "record/record.h"

static_assert(sizeof(GUID) == sizeof(struct guid), "keys are the same bytes");
static_assert(sizeof(FWP_VALUE0) == sizeof(struct value), "values are the same bytes");
static_assert(sizeof(FWP_CONDITION_VALUE0) == sizeof(struct value), "conditions as well");

static const struct guid none;

static struct guid key_or_none(const GUID *key)
{
    return key ? guid_taken(key) : none;
}

static enum wfp_status take_shown(const FWPM_DISPLAY_DATA0 *d, struct arena *arena, const char **name, const char **description)
{
    RETURN_IF(text_take(d->name, arena, name));
    return text_take(d->description, arena, description);
}

static struct byte_blob take_blob(const FWP_BYTE_BLOB *b)
{
    return (struct byte_blob){ b->size, b->data };
}

static enum wfp_status take_layer(const GUID *key, uint16_t *out)
{
    struct guid             k = guid_taken(key);
    const struct layer_row *layer = layer_find_key(&k);
    if (!layer)
        return WFP_LAYER_NOT_FOUND;
    *out = layer->id;
    return WFP_OK;
}

enum wfp_status take_provider(const FWPM_PROVIDER0 *p, struct arena *arena, struct provider *out)
{
    *out = (struct provider){ .key = guid_taken(&p->providerKey), .flags = p->flags, .data = take_blob(&p->providerData) };
    RETURN_IF(text_take(p->serviceName, arena, &out->service));
    return take_shown(&p->displayData, arena, &out->name, &out->description);
}

/* What the type's member reaches is kept as the border's own bytes: of a structure that has nothing else. */
static enum wfp_status take_context_value(const FWPM_PROVIDER_CONTEXT3 *c, struct arena *arena, struct byte_blob *out)
{
    struct buffer           bytes;
    FWPM_PROVIDER_CONTEXT3  value = { .type = c->type, .dataBuffer = c->dataBuffer };
    buffer_init(&bytes);
    enum wfp_status err = record_encode(&record_FWPM_PROVIDER_CONTEXT3, &value, &bytes);
    if (err == WFP_OK) {
        *out = (struct byte_blob){ (uint32_t)bytes.size, arena_copy(arena, bytes.data, bytes.size) };
        err = out->data ? WFP_OK : WFP_NO_MEMORY;
    }
    buffer_fini(&bytes);
    return err;
}

enum wfp_status take_context(const FWPM_PROVIDER_CONTEXT3 *c, struct arena *arena, struct provider_context *out)
{
    *out = (struct provider_context){ .key = guid_taken(&c->providerContextKey), .flags = c->flags,
                                      .provider = key_or_none(c->providerKey), .type = (uint32_t)c->type,
                                      .data = take_blob(&c->providerData) };
    if ((uint32_t)c->type >= CONTEXT_TYPE_MAX)
        return WFP_INVALID_ENUMERATOR;
    if (!c->dataBuffer)
        return WFP_NULL_POINTER;
    RETURN_IF(take_context_value(c, arena, &out->value)); /* the pointers are there where the counts say so */
    RETURN_IF(policy_check(c));
    RETURN_IF(ipsec_policy_check(c));
    return take_shown(&c->displayData, arena, &out->name, &out->description);
}

enum wfp_status take_sublayer(const FWPM_SUBLAYER0 *s, struct arena *arena, struct sublayer *out)
{
    *out = (struct sublayer){ .key = guid_taken(&s->subLayerKey), .flags = s->flags, .provider = key_or_none(s->providerKey),
                              .weight = s->weight, .data = take_blob(&s->providerData) };
    return take_shown(&s->displayData, arena, &out->name, &out->description);
}

enum wfp_status take_callout(const FWPM_CALLOUT0 *c, struct arena *arena, struct callout *out)
{
    *out = (struct callout){ .key = guid_taken(&c->calloutKey), .flags = c->flags, .provider = key_or_none(c->providerKey),
                             .data = take_blob(&c->providerData) };
    RETURN_IF(take_layer(&c->applicableLayer, &out->layer));
    return take_shown(&c->displayData, arena, &out->name, &out->description);
}

static enum wfp_status take_condition(const FWPM_FILTER_CONDITION0 *c, struct condition *out)
{
    struct guid key = guid_taken(&c->fieldKey);
    out->field = condition_find_key(&key);
    out->match = (enum match_type)c->matchType;
    memcpy(&out->value, &c->conditionValue, sizeof(out->value));
    return out->field == FIELD_NONE ? WFP_CONDITION_NOT_FOUND : WFP_OK;
}

enum wfp_status take_conditions(const FWPM_FILTER_CONDITION0 *from, UINT32 count, struct arena *arena, const struct condition **out)
{
    if (count == 0)
        return WFP_OK;
    if (!from)
        return WFP_NULL_POINTER;
    struct condition *c = arena_array(arena, count, sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    for (UINT32 i = 0; i < count; i++)
        RETURN_IF(take_condition(&from[i], &c[i]));
    *out = c;
    return WFP_OK;
}

/* filterId and effectiveWeight are BFE's to give. */
enum wfp_status take_filter(const FWPM_FILTER0 *f, struct arena *arena, struct filter *out)
{
    bool has_context = f->flags & FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT;
    if (f->reserved)
        return WFP_RESERVED;
    *out = (struct filter){ .key = guid_taken(&f->filterKey), .flags = f->flags, .provider = key_or_none(f->providerKey),
                            .sublayer = guid_taken(&f->subLayerKey), .action = (enum action_type)f->action.type,
                            .data = take_blob(&f->providerData), .condition_count = f->numFilterConditions };
    if (f->action.type & FWP_ACTION_FLAG_CALLOUT)
        out->callout = guid_taken(&f->action.calloutKey);
    else
        out->type = guid_taken(&f->action.filterType);
    if (has_context)
        out->provider_context = guid_taken(&f->providerContextKey);
    else
        out->raw_context = f->rawContext;
    memcpy(&out->weight, &f->weight, sizeof(out->weight));
    RETURN_IF(take_shown(&f->displayData, arena, &out->name, &out->description));
    RETURN_IF(take_layer(&f->layerKey, &out->layer));
    return take_conditions(f->filterCondition, f->numFilterConditions, arena, &out->conditions);
}

enum wfp_status take_object(enum object_kind kind, const void *structure, struct arena *arena, void *record)
{
    if (!structure)
        return WFP_NULL_POINTER;
    switch (kind) {
    case OBJECT_PROVIDER:
        return take_provider(structure, arena, record);
    case OBJECT_CONTEXT:
        return take_context(structure, arena, record);
    case OBJECT_SUBLAYER:
        return take_sublayer(structure, arena, record);
    case OBJECT_CALLOUT:
        return take_callout(structure, arena, record);
    case OBJECT_FILTER:
        return take_filter(structure, arena, record);
    case OBJECT_KIND_COUNT:
        break;
    }
    return WFP_INVALID_ENUMERATOR;
}

/* --- templates ------------------------------------------------------------------------------------------------------------- */

/* A zero layer key is every layer. */
static enum wfp_status take_any_layer(const GUID *key, uint16_t *out)
{
    struct guid k = guid_taken(key);
    *out = ENUM_ANY_LAYER;
    return guid_is_zero(&k) ? WFP_OK : take_layer(key, out);
}

/* A condition that no layer has means nothing anywhere. */
static enum wfp_status take_template_conditions(const FWPM_FILTER_ENUM_TEMPLATE0 *t, struct arena *arena, struct object_template *out)
{
    enum wfp_status err = take_conditions(t->filterCondition, t->numFilterConditions, arena, &out->conditions);
    out->condition_count = t->numFilterConditions;
    return err == WFP_CONDITION_NOT_FOUND ? WFP_NEVER_MATCH : err;
}

static enum wfp_status take_filter_template(const FWPM_FILTER_ENUM_TEMPLATE0 *t, struct arena *arena, struct object_template *out)
{
    out->provider = (const struct guid *)t->providerKey;
    out->by_action = true;
    out->action_mask = t->actionMask;
    out->callout = (const struct guid *)t->calloutKey;
    out->enum_type = (uint32_t)t->enumType;
    out->flags = t->flags;
    if (t->providerContextTemplate) {
        out->by_context = true;
        out->context_provider = (const struct guid *)t->providerContextTemplate->providerKey;
        out->type = (uint32_t)t->providerContextTemplate->providerContextType;
    }
    RETURN_IF(take_any_layer(&t->layerKey, &out->layer));
    return take_template_conditions(t, arena, out);
}

enum wfp_status take_template(enum object_kind kind, const void *structure, struct arena *arena, struct object_template *out, bool *has)
{
    *out = (struct object_template){ .layer = ENUM_ANY_LAYER };
    *has = structure != NULL;
    if (!structure)
        return WFP_OK;
    switch (kind) {
    case OBJECT_PROVIDER:
        return ((const FWPM_PROVIDER_ENUM_TEMPLATE0 *)structure)->reserved ? WFP_RESERVED : WFP_OK;
    case OBJECT_CONTEXT: {
        const FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 *t = structure;
        out->provider = (const struct guid *)t->providerKey;
        out->by_type = true;
        out->type = (uint32_t)t->providerContextType;
        return WFP_OK;
    }
    case OBJECT_SUBLAYER:
        out->provider = (const struct guid *)((const FWPM_SUBLAYER_ENUM_TEMPLATE0 *)structure)->providerKey;
        return WFP_OK;
    case OBJECT_CALLOUT:
        out->provider = (const struct guid *)((const FWPM_CALLOUT_ENUM_TEMPLATE0 *)structure)->providerKey;
        return take_any_layer(&((const FWPM_CALLOUT_ENUM_TEMPLATE0 *)structure)->layerKey, &out->layer);
    case OBJECT_FILTER:
        return take_filter_template(structure, arena, out);
    case OBJECT_KIND_COUNT:
        break;
    }
    return WFP_INVALID_ENUMERATOR;
}
