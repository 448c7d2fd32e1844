#include "api_fwpm/show.h"

#include <assert.h>
#include <string.h>

#include "api_fwpm/text.h"
#include "bfe/objects.h"

#define SAME(type, member) \
    static_assert(offsetof(type, member) == offsetof(FWPM_FILTER_SUBSCRIPTION0, member), #type " is laid out as its siblings")
SAME(FWPM_PROVIDER_SUBSCRIPTION0, sessionKey);
SAME(FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0, sessionKey);
SAME(FWPM_SUBLAYER_SUBSCRIPTION0, sessionKey);
SAME(FWPM_CALLOUT_SUBSCRIPTION0, sessionKey);

static FWPM_DISPLAY_DATA0 shown(const char *name, const char *description, struct arena *arena)
{
    return (FWPM_DISPLAY_DATA0){ text_show(name, arena), text_show(description, arena) };
}

static FWP_BYTE_BLOB blob(const struct byte_blob *b)
{
    return (FWP_BYTE_BLOB){ b->size, b->data };
}

static GUID *key(const struct guid *k)
{
    return guid_is_zero(k) ? NULL : (GUID *)(uintptr_t)k;
}

static void *copy(struct arena *arena, const void *structure, size_t size)
{
    return arena_copy(arena, structure, size);
}

static const void *show_provider(const struct provider *p, struct arena *arena)
{
    FWPM_PROVIDER0 s = { .providerKey = guid_shown(&p->key), .displayData = shown(p->name, p->description, arena), .flags = p->flags,
                         .providerData = blob(&p->data), .serviceName = text_show(p->service, arena) };
    return copy(arena, &s, sizeof(s));
}

/* The versions differ only in what the union's pointers reach: the record decoded as `type` is the one of that version. */
#define SAME_CONTEXT(type)                                                                                              \
    static_assert(sizeof(type) == sizeof(FWPM_PROVIDER_CONTEXT3) &&                                                     \
                      offsetof(type, dataBuffer) == offsetof(FWPM_PROVIDER_CONTEXT3, dataBuffer) &&                     \
                      offsetof(type, providerContextId) == offsetof(FWPM_PROVIDER_CONTEXT3, providerContextId),         \
                  #type " is laid out as the newest")
SAME_CONTEXT(FWPM_PROVIDER_CONTEXT0);
SAME_CONTEXT(FWPM_PROVIDER_CONTEXT1);
SAME_CONTEXT(FWPM_PROVIDER_CONTEXT2);

static const void *show_context(const struct record_type *type, const struct provider_context *c, struct arena *arena)
{
    void        *value = NULL;
    struct bytes in = bytes_of(c->value.data, c->value.size);
    if (c->value.size && record_decode_arena(type, &in, arena, &value))
        return NULL;
    FWPM_PROVIDER_CONTEXT3 s = { .dataBuffer = value ? ((FWPM_PROVIDER_CONTEXT3 *)value)->dataBuffer : NULL };
    s.providerContextKey = guid_shown(&c->key);
    s.displayData = shown(c->name, c->description, arena);
    s.flags = c->flags;
    s.providerKey = key(&c->provider);
    s.providerData = blob(&c->data);
    s.type = (FWPM_PROVIDER_CONTEXT_TYPE)c->type;
    s.providerContextId = c->id;
    if (!s.dataBuffer && type == &record_FWPM_PROVIDER_CONTEXT3) /* a built-in one: what it says is Windows' own */
        s.dataBuffer = arena_alloc(arena, sizeof(FWP_BYTE_BLOB));
    return s.dataBuffer || type != &record_FWPM_PROVIDER_CONTEXT3 ? copy(arena, &s, sizeof(s)) : NULL;
}

const void *show_context_as(const struct record_type *type, const struct provider_context *c, struct arena *arena)
{
    const void *shown_now = show_context(type, c, arena);
    void       *own = NULL;
    return shown_now && record_copy_arena(type, shown_now, arena, &own) == WFP_OK ? own : NULL;
}

static const void *show_sublayer(const struct sublayer *l, struct arena *arena)
{
    FWPM_SUBLAYER0 s = { .subLayerKey = guid_shown(&l->key), .displayData = shown(l->name, l->description, arena), .flags = l->flags,
                         .providerKey = key(&l->provider), .providerData = blob(&l->data), .weight = l->weight };
    return copy(arena, &s, sizeof(s));
}

static const void *show_callout(const struct callout *c, bool registered, struct arena *arena)
{
    FWPM_CALLOUT0 s = { .calloutKey = guid_shown(&c->key), .displayData = shown(c->name, c->description, arena),
                        .flags = c->flags | (registered ? FWPM_CALLOUT_FLAG_REGISTERED : 0), .providerKey = key(&c->provider),
                        .providerData = blob(&c->data), .calloutId = c->id };
    if (c->layer < LAYER_COUNT)
        s.applicableLayer = guid_shown(&layer_rows[c->layer].key);
    return copy(arena, &s, sizeof(s));
}

static FWPM_FILTER_CONDITION0 *show_conditions(const struct condition *c, uint32_t count, struct arena *arena)
{
    FWPM_FILTER_CONDITION0 *out = arena_array(arena, count, sizeof(*out));
    for (uint32_t i = 0; out && i < count; i++) {
        out[i].fieldKey = guid_shown(&condition_rows[c[i].field].key);
        out[i].matchType = (FWP_MATCH_TYPE)c[i].match;
        memcpy(&out[i].conditionValue, &c[i].value, sizeof(out[i].conditionValue));
    }
    return out;
}

/* as the caller gave it, and beside it what BFE made of it. */
static const void *show_filter(const struct filter *f, struct arena *arena)
{
    FWPM_FILTER0 s = { .filterKey = guid_shown(&f->key), .displayData = shown(f->name, f->description, arena), .flags = f->flags,
                       .providerKey = key(&f->provider), .providerData = blob(&f->data), .layerKey = guid_shown(&layer_rows[f->layer].key),
                       .subLayerKey = guid_shown(&f->sublayer), .numFilterConditions = f->condition_count, .filterId = f->id };
    s.filterCondition = f->condition_count ? show_conditions(f->conditions, f->condition_count, arena) : NULL;
    memcpy(&s.weight, &f->weight, sizeof(s.weight));
    s.effectiveWeight.type = FWP_UINT64;
    s.effectiveWeight.uint64 = (UINT64 *)(uintptr_t)&f->effective_weight;
    s.action.type = (FWP_ACTION_TYPE)f->action;
    if (f->action & ACTION_FLAG_CALLOUT)
        s.action.calloutKey = guid_shown(&f->callout);
    else
        s.action.filterType = guid_shown(&f->type);
    if (f->flags & FILTER_FLAG_HAS_PROVIDER_CONTEXT)
        s.providerContextKey = guid_shown(&f->provider_context);
    else
        s.rawContext = f->raw_context;
    return f->condition_count && !s.filterCondition ? NULL : copy(arena, &s, sizeof(s));
}

const void *show_object(const struct object *o, bool registered, struct arena *arena)
{
    switch (o->kind) {
    case OBJECT_PROVIDER:
        return show_provider(&o->provider, arena);
    case OBJECT_CONTEXT:
        return show_context(&record_FWPM_PROVIDER_CONTEXT3, &o->provider_context, arena);
    case OBJECT_SUBLAYER:
        return show_sublayer(&o->sublayer, arena);
    case OBJECT_CALLOUT:
        return show_callout(&o->callout, registered, arena);
    case OBJECT_FILTER:
        return show_filter(&o->filter, arena);
    case OBJECT_KIND_COUNT:
        break;
    }
    return NULL;
}

const FWPM_LAYER0 *show_layer(const struct layer_row *layer, struct arena *arena)
{
    FWPM_FIELD0 *fields = arena_array(arena, layer->field_count, sizeof(*fields));
    FWPM_LAYER0  s = { .layerKey = guid_shown(&layer->key), .displayData = shown(layer->name, layer->indicated, arena),
                       .flags = layer->flags, .numFields = layer->field_count, .field = fields,
                       .defaultSubLayerKey = guid_shown(sublayer_universal_key()), .layerId = layer->id };
    for (uint32_t i = 0; fields && i < layer->field_count; i++)
        fields[i] = (FWPM_FIELD0){ (GUID *)(uintptr_t)&condition_rows[layer->fields[i].id].key,
                                   (FWPM_FIELD_TYPE)layer->fields[i].kind, (FWP_DATA_TYPE)layer->fields[i].type };
    return fields ? copy(arena, &s, sizeof(s)) : NULL;
}

const FWPM_SESSION0 *show_session(const struct session_row *r, struct arena *arena)
{
    FWPM_SESSION0 s = { .sessionKey = guid_shown(&r->key), .displayData = shown(r->name, r->description, arena), .flags = r->flags,
                        .txnWaitTimeoutInMSec = r->wait_ms, .processId = r->process, .sid = (SID *)(uintptr_t)r->sid,
                        .username = text_show(r->user, arena), .kernelMode = r->kernel };
    return copy(arena, &s, sizeof(s));
}

static void *show_filter_template(const struct object_template *t, struct arena *arena)
{
    FWPM_FILTER_ENUM_TEMPLATE0           s = { .providerKey = (GUID *)(uintptr_t)t->provider, .enumType = (FWP_FILTER_ENUM_TYPE)t->enum_type,
                                               .flags = t->flags, .numFilterConditions = t->condition_count, .actionMask = t->action_mask,
                                               .calloutKey = (GUID *)(uintptr_t)t->callout };
    FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 c = { (GUID *)(uintptr_t)t->context_provider, (FWPM_PROVIDER_CONTEXT_TYPE)t->type };
    if (t->layer != ENUM_ANY_LAYER)
        s.layerKey = guid_shown(&layer_rows[t->layer].key);
    if (t->by_context && !(s.providerContextTemplate = copy(arena, &c, sizeof(c))))
        return NULL;
    if (t->condition_count && !(s.filterCondition = show_conditions(t->conditions, t->condition_count, arena)))
        return NULL;
    return copy(arena, &s, sizeof(s));
}

static void *show_template(enum object_kind kind, const struct object_template *t, struct arena *arena)
{
    FWPM_CALLOUT_ENUM_TEMPLATE0          callout = { .providerKey = (GUID *)(uintptr_t)t->provider };
    FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 context = { (GUID *)(uintptr_t)t->provider, (FWPM_PROVIDER_CONTEXT_TYPE)t->type };
    FWPM_SUBLAYER_ENUM_TEMPLATE0         sublayer = { (GUID *)(uintptr_t)t->provider };
    if (t->layer != ENUM_ANY_LAYER)
        callout.layerKey = guid_shown(&layer_rows[t->layer].key);
    switch (kind) {
    case OBJECT_PROVIDER:
        return arena_alloc(arena, sizeof(FWPM_PROVIDER_ENUM_TEMPLATE0));
    case OBJECT_CONTEXT:
        return copy(arena, &context, sizeof(context));
    case OBJECT_SUBLAYER:
        return copy(arena, &sublayer, sizeof(sublayer));
    case OBJECT_CALLOUT:
        return copy(arena, &callout, sizeof(callout));
    case OBJECT_FILTER:
        return show_filter_template(t, arena);
    case OBJECT_KIND_COUNT:
        break;
    }
    return NULL;
}

const void *show_subscription(enum object_kind kind, const struct change_subscription_row *row, struct arena *arena)
{
    FWPM_FILTER_SUBSCRIPTION0 s = { .flags = row->flags, .sessionKey = guid_shown(&row->session_key) };
    if (row->has_template && !(s.enumTemplate = show_template(kind, &row->select, arena)))
        return NULL;
    return copy(arena, &s, sizeof(s));
}

const void *show_change(const struct object_change *c, struct arena *arena)
{
    FWPM_FILTER_CHANGE0 wide = { (FWPM_CHANGE_TYPE)c->type, guid_shown(&c->key), c->id };
    if (c->kind == OBJECT_CALLOUT) {
        FWPM_CALLOUT_CHANGE0 narrow = { wide.changeType, wide.filterKey, (UINT32)c->id };
        return copy(arena, &narrow, sizeof(narrow));
    }
    return copy(arena, &wide, sizeof(wide)); /* a provider's or a sublayer's ends before the id */
}
