/* Loads providers, sublayers and callouts, and finds what other objects call by name or GUID. */
#include <stdlib.h>
#include <string.h>

#include "bfe/objects.h"
#include "policy/loaders.h"

/* The objects are few by nature: a bound keeps look-ups by name cheap even in a hostile file. */
#define OBJECT_COUNT_MAX 4096u
#define NO_FLAG          0

static const struct member provider_members[] = {
    { "name", JSON_KIND_STRING, NO_FLAG },
    { "description", JSON_KIND_STRING, NO_FLAG },
    { "key", JSON_KIND_STRING, NO_FLAG },
    { "serviceName", JSON_KIND_STRING, NO_FLAG },
    { "providerData", JSON_KIND_STRING, NO_FLAG },
    { "persistent", JSON_KIND_BOOL, PROVIDER_FLAG_PERSISTENT },
    { "disabled", JSON_KIND_BOOL, PROVIDER_FLAG_DISABLED },
};

static const struct member sublayer_members[] = {
    { "name", JSON_KIND_STRING, NO_FLAG },
    { "description", JSON_KIND_STRING, NO_FLAG },
    { "key", JSON_KIND_STRING, NO_FLAG },
    { "provider", JSON_KIND_STRING, NO_FLAG },
    { "weight", JSON_KIND_INTEGER | JSON_KIND_STRING, NO_FLAG },
    { "providerData", JSON_KIND_STRING, NO_FLAG },
    { "persistent", JSON_KIND_BOOL, SUBLAYER_FLAG_PERSISTENT },
};

static const struct member callout_members[] = {
    { "name", JSON_KIND_STRING, NO_FLAG },
    { "description", JSON_KIND_STRING, NO_FLAG },
    { "key", JSON_KIND_STRING, NO_FLAG },
    { "provider", JSON_KIND_STRING, NO_FLAG },
    { "layer", JSON_KIND_STRING, NO_FLAG },
    { "providerData", JSON_KIND_STRING, NO_FLAG },
    { "persistent", JSON_KIND_BOOL, CALLOUT_OBJECT_FLAG_PERSISTENT },
    { "usesProviderContext", JSON_KIND_BOOL, CALLOUT_OBJECT_FLAG_USES_PROVIDER_CONTEXT },
};

static int keyed_compare(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    int                 c = guid_compare(&x->key, &y->key);
    return c ? c : (x->index > y->index) - (x->index < y->index);
}

enum wfp_status check_unique(struct reader *r, const char *array, struct keyed *keys, size_t count)
{
    struct place top = { NULL, NULL, 0 }, list = place_member(&top, array);
    qsort(keys, count, sizeof(*keys), keyed_compare);
    for (size_t i = 1; i < count; i++)
        if (guid_equal(&keys[i - 1].key, &keys[i].key)) {
            struct place at = place_item(&list, keys[i].index);
            return reader_fail(r, &at, WFP_ALREADY_EXISTS,
                               "has the key of %s[%zu]; give it another \"name\", or a \"key\" of its own", array,
                               keys[i - 1].index);
        }
    return WFP_OK;
}

enum wfp_status loader_count(struct reader *r, const struct place *at, const json_t *json, size_t *count)
{
    *count = json ? json_array_size(json) : 0;
    if (*count > OBJECT_COUNT_MAX)
        return reader_fail(r, at, WFP_OUT_OF_BOUNDS, "more than %u of them", OBJECT_COUNT_MAX);
    return WFP_OK;
}

static enum wfp_status load_provider(struct reader *r, const struct place *at, const json_t *json, struct provider *p)
{
    RETURN_IF(reader_members(r, at, json, provider_members, COUNT_OF(provider_members)));
    RETURN_IF(reader_names(r, at, json, &p->name, &p->description));
    RETURN_IF(reader_text(r, at, json, "serviceName", &p->service));
    RETURN_IF(reader_blob(r, at, json, "providerData", &p->data));
    p->flags = reader_flags(json, provider_members, COUNT_OF(provider_members));
    return reader_key(r, at, json, "provider", p->name, &p->key);
}

enum wfp_status load_providers(struct reader *r, const json_t *json, struct policy *policy)
{
    struct place top = { NULL, NULL, 0 }, list = place_member(&top, "providers");
    size_t       count;
    RETURN_IF(loader_count(r, &list, json, &count));
    struct keyed *keys = arena_array(r->arena, count, sizeof(*keys));
    policy->providers = arena_array(r->arena, count, sizeof(*policy->providers));
    if (!keys || !policy->providers)
        return reader_no_memory(r);
    for (size_t i = 0; i < count; i++) {
        struct place at = place_item(&list, i);
        RETURN_IF(load_provider(r, &at, json_array_get(json, i), &policy->providers[i]));
        keys[policy->provider_count++] = (struct keyed){ policy->providers[i].key, i };
    }
    return check_unique(r, "providers", keys, count);
}

static enum wfp_status load_sublayer(struct reader *r, const struct place *at, const json_t *json,
                                     const struct policy *policy,
                                     struct sublayer *s)
{
    struct policy_view view = { .policy = policy, .base = r->base, .snapshot = true };
    struct place       weight_at = place_member(at, "weight");
    const json_t      *weight;
    struct fault       fault;
    uint64_t           n = 0;
    RETURN_IF(reader_members(r, at, json, sublayer_members, COUNT_OF(sublayer_members)));
    RETURN_IF(reader_names(r, at, json, &s->name, &s->description));
    RETURN_IF(reader_key(r, at, json, "subLayer", s->name, &s->key));
    RETURN_IF(read_provider(r, at, json, policy, &s->provider));
    RETURN_IF(reader_blob(r, at, json, "providerData", &s->data));
    weight = json_object_get(json, "weight");
    if (weight)
        RETURN_IF(reader_number(r, &weight_at, weight, UINT16_MAX, &n));
    s->weight = (uint16_t)n;
    s->flags = reader_flags(json, sublayer_members, COUNT_OF(sublayer_members));
    if (builtin_find_key(BUILTIN_SUBLAYER, &s->key))
        return reader_fail(r, at, WFP_ALREADY_EXISTS, "has the key of a built-in sublayer; leave it out and use that one");
    enum wfp_status err = bfe_sublayer_validate(s, &view, &fault);
    return err ? fail_fault(r, at, NULL, err, &fault, NULL) : WFP_OK;
}

enum wfp_status load_sublayers(struct reader *r, const json_t *json, struct policy *policy)
{
    struct place top = { NULL, NULL, 0 }, list = place_member(&top, "subLayers");
    size_t       count;
    RETURN_IF(loader_count(r, &list, json, &count));
    struct keyed *keys = arena_array(r->arena, count, sizeof(*keys));
    policy->sublayers = arena_array(r->arena, count, sizeof(*policy->sublayers));
    if (!keys || !policy->sublayers)
        return reader_no_memory(r);
    for (size_t i = 0; i < count; i++) {
        struct place at = place_item(&list, i);
        RETURN_IF(load_sublayer(r, &at, json_array_get(json, i), policy, &policy->sublayers[i]));
        keys[policy->sublayer_count++] = (struct keyed){ policy->sublayers[i].key, i };
    }
    return check_unique(r, "subLayers", keys, count);
}

struct guid second_key(const char *kind, const struct guid *first)
{
    char text[GUID_TEXT_SIZE + sizeof("/v6")];
    guid_format(first, text);
    strcat(text, "/v6");
    return guid_from_name(kind, text);
}

/* A callout has one layer; a pair gives one callout a family. */
static enum wfp_status load_callout(struct reader *r, const struct place *at, const json_t *json, struct policy *policy,
                                    struct callout *out, unsigned *made)
{
    struct policy_view  view = { .policy = policy, .base = r->base, .snapshot = true };
    struct layer_choice layers;
    struct callout      c = { .flags = reader_flags(json, callout_members, COUNT_OF(callout_members)) };
    RETURN_IF(reader_members(r, at, json, callout_members, COUNT_OF(callout_members)));
    RETURN_IF(reader_names(r, at, json, &c.name, &c.description));
    RETURN_IF(reader_key(r, at, json, "callout", c.name, &c.key));
    RETURN_IF(read_provider(r, at, json, policy, &c.provider));
    RETURN_IF(reader_blob(r, at, json, "providerData", &c.data));
    RETURN_IF(read_layer(r, at, json, &layers));
    for (unsigned i = 0; i < layers.count; i++) {
        struct fault    fault;
        enum wfp_status err;
        c.layer = layers.layers[i]->id;
        out[i] = c;
        if (i > 0)
            out[i].key = second_key("callout", &c.key);
        err = bfe_callout_validate(&out[i], &view, &fault);
        if (err)
            return fail_fault(r, at, NULL, err, &fault, NULL);
    }
    *made = layers.count;
    return WFP_OK;
}

enum wfp_status load_callouts(struct reader *r, const json_t *json, struct policy *policy)
{
    struct place top = { NULL, NULL, 0 }, list = place_member(&top, "callouts");
    size_t       count;
    RETURN_IF(loader_count(r, &list, json, &count));
    struct keyed *keys = arena_array(r->arena, 2 * count, sizeof(*keys));
    policy->callouts = arena_array(r->arena, 2 * count, sizeof(*policy->callouts));
    if (!keys || !policy->callouts)
        return reader_no_memory(r);
    for (size_t i = 0; i < count; i++) {
        struct place    at = place_item(&list, i);
        struct callout *made = &policy->callouts[policy->callout_count];
        unsigned        n = 0;
        RETURN_IF(load_callout(r, &at, json_array_get(json, i), policy, made, &n));
        for (unsigned k = 0; k < n; k++)
            keys[policy->callout_count++] = (struct keyed){ made[k].key, i };
    }
    return check_unique(r, "callouts", keys, policy->callout_count);
}
