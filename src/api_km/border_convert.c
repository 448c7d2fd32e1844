#include "api_km/border_convert.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "api_km/border_text.h"
#include "base/utf16.h"

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
    RETURN_IF(border_utf8(d->name, arena, name));
    return border_utf8(d->description, arena, description);
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

enum wfp_status record_of_provider(const FWPM_PROVIDER0 *p, struct arena *arena, struct provider *out)
{
    if (!p)
        return WFP_NULL_POINTER;
    *out = (struct provider){ .key = guid_taken(&p->providerKey), .flags = p->flags, .data = take_blob(&p->providerData) };
    RETURN_IF(border_utf8(p->serviceName, arena, &out->service));
    return take_shown(&p->displayData, arena, &out->name, &out->description);
}

enum wfp_status record_of_sublayer(const FWPM_SUBLAYER0 *s, struct arena *arena, struct sublayer *out)
{
    if (!s)
        return WFP_NULL_POINTER;
    *out = (struct sublayer){ .key = guid_taken(&s->subLayerKey), .flags = s->flags, .provider = key_or_none(s->providerKey),
                              .weight = s->weight, .data = take_blob(&s->providerData) };
    return take_shown(&s->displayData, arena, &out->name, &out->description);
}

enum wfp_status record_of_callout(const FWPM_CALLOUT0 *c, struct arena *arena, struct callout *out)
{
    if (!c)
        return WFP_NULL_POINTER;
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

static enum wfp_status take_conditions(const FWPM_FILTER0 *f, struct arena *arena, struct filter *out)
{
    if (f->numFilterConditions == 0)
        return WFP_OK;
    if (!f->filterCondition)
        return WFP_NULL_POINTER;
    struct condition *c = arena_array(arena, f->numFilterConditions, sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    for (UINT32 i = 0; i < f->numFilterConditions; i++)
        RETURN_IF(take_condition(&f->filterCondition[i], &c[i]));
    out->conditions = c;
    out->condition_count = f->numFilterConditions;
    return WFP_OK;
}

/* filterId and effectiveWeight are BFE's to give; the GUID of an action without callout means nothing. */
enum wfp_status record_of_filter(const FWPM_FILTER0 *f, struct arena *arena, struct filter *out)
{
    if (!f)
        return WFP_NULL_POINTER;
    if (f->reserved)
        return WFP_RESERVED;
    *out = (struct filter){ .key = guid_taken(&f->filterKey), .flags = f->flags, .provider = key_or_none(f->providerKey),
                            .sublayer = guid_taken(&f->subLayerKey), .action = (enum action_type)f->action.type,
                            .raw_context = f->flags & FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT ? 0 : f->rawContext,
                            .data = take_blob(&f->providerData) };
    if (f->action.type & FWP_ACTION_FLAG_CALLOUT)
        out->callout = guid_taken(&f->action.calloutKey);
    memcpy(&out->weight, &f->weight, sizeof(out->weight));
    RETURN_IF(take_shown(&f->displayData, arena, &out->name, &out->description));
    RETURN_IF(take_layer(&f->layerKey, &out->layer));
    return take_conditions(f, arena, out);
}

/* A block under construction: first only counted, then filled. */
struct block {
    char  *bytes; /* NULL while counting */
    size_t used;
};

static void *block_take(struct block *b, size_t size)
{
    void *at = b->bytes ? b->bytes + b->used : NULL;
    b->used += (size + 15u) & ~(size_t)15;
    return at;
}

static WCHAR *block_text(struct block *b, const char *text)
{
    if (!text)
        return NULL;
    uint16_t *at = block_take(b, (utf16_length(text) + 1) * sizeof(*at));
    if (at)
        utf16_write(text, at);
    return (WCHAR *)at;
}

static FWP_BYTE_BLOB block_data(struct block *b, const struct byte_blob *data)
{
    UINT8 *at = data->size ? block_take(b, data->size) : NULL;
    if (at)
        memcpy(at, data->data, data->size);
    return (FWP_BYTE_BLOB){ data->size, at };
}

static GUID *block_key(struct block *b, const struct guid *key)
{
    if (guid_equal(key, &none))
        return NULL;
    GUID *at = block_take(b, sizeof(*at));
    if (at)
        *at = guid_shown(key);
    return at;
}

static FWPM_DISPLAY_DATA0 block_shown(struct block *b, const char *name, const char *description)
{
    return (FWPM_DISPLAY_DATA0){ block_text(b, name), block_text(b, description) };
}

static void fill_provider(struct block *b, const struct provider *p)
{
    FWPM_PROVIDER0 *at = block_take(b, sizeof(*at));
    FWPM_PROVIDER0  shown = { .providerKey = guid_shown(&p->key), .displayData = block_shown(b, p->name, p->description),
                              .flags = p->flags, .providerData = block_data(b, &p->data),
                              .serviceName = block_text(b, p->service) };
    if (at)
        *at = shown;
}

static void fill_sublayer(struct block *b, const struct sublayer *s)
{
    FWPM_SUBLAYER0 *at = block_take(b, sizeof(*at));
    FWPM_SUBLAYER0  shown = { .subLayerKey = guid_shown(&s->key), .displayData = block_shown(b, s->name, s->description),
                              .flags = s->flags, .providerKey = block_key(b, &s->provider),
                              .providerData = block_data(b, &s->data), .weight = s->weight };
    if (at)
        *at = shown;
}

static void fill_callout(struct block *b, const struct callout *c, bool registered)
{
    FWPM_CALLOUT0 *at = block_take(b, sizeof(*at));
    FWPM_CALLOUT0  shown = { .calloutKey = guid_shown(&c->key), .displayData = block_shown(b, c->name, c->description),
                             .flags = c->flags | (registered ? FWPM_CALLOUT_FLAG_REGISTERED : 0),
                             .providerKey = block_key(b, &c->provider), .providerData = block_data(b, &c->data),
                             .applicableLayer = guid_shown(&layer_rows[c->layer].key), .calloutId = c->id };
    if (at)
        *at = shown;
}

static bool block_begin(struct block *b)
{
    b->bytes = calloc(1, b->used);
    b->used = 0;
    return b->bytes != NULL;
}

FWPM_PROVIDER0 *block_of_provider(const struct provider *p)
{
    struct block b = { 0 };
    fill_provider(&b, p);
    if (block_begin(&b))
        fill_provider(&b, p);
    return (FWPM_PROVIDER0 *)b.bytes;
}

FWPM_SUBLAYER0 *block_of_sublayer(const struct sublayer *s)
{
    struct block b = { 0 };
    fill_sublayer(&b, s);
    if (block_begin(&b))
        fill_sublayer(&b, s);
    return (FWPM_SUBLAYER0 *)b.bytes;
}

FWPM_CALLOUT0 *block_of_callout(const struct callout *c, bool registered)
{
    struct block b = { 0 };
    fill_callout(&b, c, registered);
    if (block_begin(&b))
        fill_callout(&b, c, registered);
    return (FWPM_CALLOUT0 *)b.bytes;
}
