/* What an object of a policy file calls by name or GUID: its layer, provider, sublayer, callout. */
#include <stdio.h>
#include <string.h>

#include "bfe/objects.h"
#include "policy/loaders.h"

static enum wfp_status unknown(struct reader *r, const struct place *at, enum wfp_status status, const char *what,
                               const char *name, const struct suggest *s, const char *help)
{
    char near[128];
    suggest_format(s, near, sizeof(near));
    return reader_fail(r, at, status, "there is no %s \"%.80s\"%s%s", what, name, near, s->best ? "" : help);
}

static enum wfp_status unknown_layer(struct reader *r, const struct place *at, const char *name)
{
    struct suggest s;
    const char    *plain = strncasecmp(name, "FWPM_LAYER_", 11) == 0 ? name + 11 : name;
    suggest_init(&s, plain);
    layer_names_offer(&s);
    return unknown(r, at, WFP_LAYER_NOT_FOUND, "layer", name, &s, "; `wfp show layers` lists them");
}

static bool find_layers(const char *name, struct layer_choice *out)
{
    struct guid             key;
    bool                    is_discard;
    const struct layer_row *one = guid_parse(name, &key) ? layer_find_key(&key) : layer_find_name(name);
    enum layer_pair         pair = one ? PAIR_COUNT : pair_find_name(name, &is_discard);
    out->count = 0;
    if (one)
        out->layers[out->count++] = one;
    for (int family = FAMILY_V4; pair != PAIR_COUNT && family <= FAMILY_V6; family++) {
        const struct layer_row *row = layer_of(pair, (enum family)family);
        if (row && is_discard)
            row = layer_discard_twin(row);
        if (row && (out->count == 0 || out->layers[0] != row))
            out->layers[out->count++] = row;
    }
    return out->count > 0;
}

enum wfp_status read_layer(struct reader *r, const struct place *at, const json_t *object, struct layer_choice *out)
{
    struct place  here = place_member(at, "layer");
    const json_t *name = json_object_get(object, "layer");
    if (!name)
        return reader_fail(r, at, WFP_LAYER_NOT_FOUND, "has no \"layer\"; name one, such as ALE_AUTH_CONNECT");
    return find_layers(json_string_value(name), out) ? WFP_OK : unknown_layer(r, &here, json_string_value(name));
}

static void offer_builtins(struct suggest *s, enum builtin_kind kind)
{
    for (unsigned i = 0; i < builtin_count; i++)
        if (builtin_rows[i].kind == kind)
            suggest_offer(s, builtin_short_name(&builtin_rows[i]));
}

/* A name of the file, of a built-in object, or a GUID of either; in this order. `found` counts those of the file. */
static bool resolve_other(const char *name, enum builtin_kind kind, struct guid *out)
{
    const struct builtin_row *row = builtin_find_name(kind, name);
    if (row)
        *out = row->key;
    return row || guid_parse(name, out);
}

enum wfp_status read_provider(struct reader *r, const struct place *at, const json_t *object,
                              const struct policy *policy,
                              struct guid *out)
{
    struct place   here = place_member(at, "provider");
    const char    *name = json_string_value(json_object_get(object, "provider"));
    struct suggest s;
    struct guid    key;
    if (!name)
        return WFP_OK;
    suggest_init(&s, name);
    for (uint32_t i = 0; i < policy->provider_count; i++) {
        suggest_offer(&s, policy->providers[i].name);
        if (strcmp(policy->providers[i].name, name) == 0) {
            *out = policy->providers[i].key;
            return WFP_OK;
        }
    }
    offer_builtins(&s, BUILTIN_PROVIDER);
    for (uint32_t i = 0; r->base && i < r->base->provider_count; i++) {
        suggest_offer(&s, r->base->providers[i].name);
        if (strcmp(r->base->providers[i].name, name) == 0) {
            *out = r->base->providers[i].key;
            return WFP_OK;
        }
    }
    if (!resolve_other(name, BUILTIN_PROVIDER, &key) ||
        !(policy_provider(policy, &key) || policy_provider(r->base, &key) || builtin_find_key(BUILTIN_PROVIDER, &key)))
        return unknown(r, &here, WFP_PROVIDER_NOT_FOUND, "provider", name, &s, "; add it to \"providers\"");
    *out = key;
    return WFP_OK;
}

/* How many sublayers are called so; *out is the first one's key. */
static unsigned sublayers_named(const struct policy *policy, const char *name, struct suggest *s, struct guid *out)
{
    unsigned found = 0;
    for (uint32_t i = 0; policy && i < policy->sublayer_count; i++) {
        suggest_offer(s, policy->sublayers[i].name);
        if (strcmp(policy->sublayers[i].name, name) == 0 && found++ == 0)
            *out = policy->sublayers[i].key;
    }
    return found;
}

enum wfp_status read_sublayer(struct reader *r, const struct place *at, const json_t *object,
                              const struct policy *policy,
                              struct guid *out)
{
    struct place   here = place_member(at, "subLayer");
    const char    *name = json_string_value(json_object_get(object, "subLayer"));
    struct suggest s;
    struct guid    key;
    if (!name)
        return WFP_OK;
    suggest_init(&s, name);
    unsigned found = sublayers_named(policy, name, &s, out);
    if (found == 0)
        found = sublayers_named(r->base, name, &s, out);
    if (found > 1)
        return reader_fail(r, &here, WFP_BAD_DATA, "%u sublayers are called \"%.80s\"; give the key of one", found,
                           name);
    if (found)
        return WFP_OK;
    offer_builtins(&s, BUILTIN_SUBLAYER);
    if (!resolve_other(name, BUILTIN_SUBLAYER, &key) ||
        !(policy_sublayer(policy, &key) || policy_sublayer(r->base, &key) || builtin_find_key(BUILTIN_SUBLAYER, &key)))
        return unknown(r, &here, WFP_SUBLAYER_NOT_FOUND, "sublayer", name, &s, "; add it to \"subLayers\"");
    *out = key;
    return WFP_OK;
}

static const struct callout *callout_named(const struct policy *policy, const char *name, const struct layer_row *layer,
                                           struct suggest *s)
{
    const struct callout *best = NULL;
    for (uint32_t i = 0; policy && i < policy->callout_count; i++) {
        suggest_offer(s, policy->callouts[i].name);
        if (strcmp(policy->callouts[i].name, name) == 0 && (!best || policy->callouts[i].layer == layer->id))
            best = &policy->callouts[i];
    }
    return best;
}

/* Several callouts may share a name: a pair of families, or one object a layer. The filter means that of its layer. */
enum wfp_status read_callout(struct reader *r, const struct place *at, const json_t *object, const struct policy *policy,
                             const struct layer_row *layer, struct guid *out)
{
    struct place          here = place_member(at, "callout");
    const char           *name = json_string_value(json_object_get(object, "callout"));
    struct suggest        s;
    struct guid           key;
    if (!name)
        return reader_fail(r, at, WFP_CALLOUT_NOT_FOUND, "a callout action needs \"callout\": a name from \"callouts\" or a GUID");
    suggest_init(&s, name);
    const struct callout *best = callout_named(policy, name, layer, &s);
    if (!best)
        best = callout_named(r->base, name, layer, &s);
    if (best) {
        *out = best->key;
        return WFP_OK;
    }
    offer_builtins(&s, BUILTIN_CALLOUT);
    if (!resolve_other(name, BUILTIN_CALLOUT, &key) ||
        !(policy_callout(policy, &key) || policy_callout(r->base, &key) || builtin_find_key(BUILTIN_CALLOUT, &key)))
        return unknown(r, &here, WFP_CALLOUT_NOT_FOUND, "callout", name, &s, "; add it to \"callouts\"");
    *out = key;
    return WFP_OK;
}

static unsigned contexts_named(const struct policy *policy, const char *name, struct suggest *s, struct guid *out)
{
    unsigned found = 0;
    for (uint32_t i = 0; policy && i < policy->context_count; i++) {
        suggest_offer(s, policy->contexts[i].name);
        if (strcmp(policy->contexts[i].name, name) == 0 && found++ == 0)
            *out = policy->contexts[i].key;
    }
    return found;
}

enum wfp_status read_context(struct reader *r, const struct place *at, const json_t *object, const struct policy *policy,
                             struct guid *out)
{
    struct place   here = place_member(at, "providerContext");
    const char    *name = json_string_value(json_object_get(object, "providerContext"));
    struct suggest s;
    struct guid    key;
    suggest_init(&s, name);
    unsigned found = contexts_named(policy, name, &s, out);
    if (found == 0)
        found = contexts_named(r->base, name, &s, out);
    if (found > 1)
        return reader_fail(r, &here, WFP_BAD_DATA, "%u provider contexts are called \"%.80s\"; give the key of one", found, name);
    if (found)
        return WFP_OK;
    offer_builtins(&s, BUILTIN_PROVIDER_CONTEXT);
    if (!resolve_other(name, BUILTIN_PROVIDER_CONTEXT, &key) ||
        !(policy_context(policy, &key) || policy_context(r->base, &key) || builtin_find_key(BUILTIN_PROVIDER_CONTEXT, &key)))
        return unknown(r, &here, WFP_PROVIDER_CONTEXT_NOT_FOUND, "provider context", name, &s, "; add it to \"providerContexts\"");
    *out = key;
    return WFP_OK;
}
