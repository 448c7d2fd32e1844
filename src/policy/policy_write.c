#include "policy/policy_write.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bfe/objects.h"
#include "model/words.h"
#include "policy/context_value.h"
#include "policy/value_write.h"

struct flag_name {
    const char *name;
    uint32_t    flag;
};

/* What a caller gives; what the engine says of an object (disabled, registered) is not written. */
static const struct flag_name provider_flags[] = { { "persistent", PROVIDER_FLAG_PERSISTENT }, { NULL, 0 } };
static const struct flag_name sublayer_flags[] = { { "persistent", SUBLAYER_FLAG_PERSISTENT }, { NULL, 0 } };
static const struct flag_name context_flags[] = { { "persistent", CONTEXT_FLAG_PERSISTENT },
                                                  { "downlevel", CONTEXT_FLAG_DOWNLEVEL },
                                                  { NULL, 0 } };
static const struct flag_name callout_flags[] = {
    { "persistent", CALLOUT_OBJECT_FLAG_PERSISTENT },
    { "usesProviderContext", CALLOUT_OBJECT_FLAG_USES_PROVIDER_CONTEXT },
    { NULL, 0 },
};
static const struct flag_name filter_flags[] = {
    { "clearActionRight", FILTER_FLAG_CLEAR_ACTION_RIGHT },
    { "permitIfCalloutUnregistered", FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED },
    { "persistent", FILTER_FLAG_PERSISTENT },
    { "bootTime", FILTER_FLAG_BOOTTIME },
    { "indexed", FILTER_FLAG_INDEXED },
    { "silentMode", FILTER_FLAG_SILENT_MODE },
    { "systemOsOnly", FILTER_FLAG_SYSTEMOS_ONLY },
    { "gameOsOnly", FILTER_FLAG_GAMEOS_ONLY },
    { "hasSecurityRealmProviderContext", FILTER_FLAG_HAS_SECURITY_REALM_PROVIDER_CONTEXT },
    { "ipsecNoAcquireInitiate", FILTER_FLAG_IPSEC_NO_ACQUIRE_INITIATE },
    { NULL, 0 },
};

/* The first failure is kept, so that a writer need not ask after every member. */
struct writer {
    const struct policy *among;
    json_t              *out;
    enum wfp_status      status;
};

static struct writer writer_of(const struct policy *among)
{
    json_t *out = json_object();
    return (struct writer){ among, out, out ? WFP_OK : WFP_NO_MEMORY };
}

static enum wfp_status give(struct writer *w, json_t **out)
{
    if (w->status == WFP_OK)
        *out = w->out;
    else
        json_decref(w->out);
    return w->status;
}

/* Takes the value; NULL is one that could not be made. */
static void put(struct writer *w, const char *member, json_t *value)
{
    if (w->status != WFP_OK)
        json_decref(value);
    else if (!value || json_object_set_new(w->out, member, value) != 0)
        w->status = WFP_NO_MEMORY;
}

static void put_text(struct writer *w, const char *member, const char *text)
{
    if (text)
        put(w, member, json_string(text));
}

static void put_key(struct writer *w, const char *member, const struct guid *key)
{
    char text[GUID_TEXT_SIZE];
    if (!guid_is_zero(key))
        put(w, member, json_string(guid_format(key, text)));
}

static void put_u64(struct writer *w, const char *member, uint64_t n)
{
    char text[24];
    snprintf(text, sizeof(text), "%" PRIu64, n);
    put(w, member, json_string(text));
}

static void put_blob(struct writer *w, const char *member, const struct byte_blob *b)
{
    if (b->size == 0)
        return;
    char *digits = malloc(2 * (size_t)b->size + 3);
    if (digits) {
        strcpy(digits, "0x");
        for (uint32_t i = 0; i < b->size; i++)
            sprintf(digits + 2 + 2 * (size_t)i, "%02x", b->data[i]);
    }
    put(w, member, digits ? json_string(digits) : NULL);
    free(digits);
}

static void put_flags(struct writer *w, const struct flag_name *names, uint32_t flags)
{
    for (; names->name; names++)
        if (flags & names->flag)
            put(w, names->name, json_true());
}

static void put_shown(struct writer *w, const struct guid *key, const char *name, const char *description)
{
    put_text(w, "name", name);
    put_text(w, "description", description);
    put_key(w, "key", key);
}

/* --- references ----------------------------------------------------------------------------------------------------------- */

/* An object of the policy that a file can refer to. */
struct named {
    struct guid key;
    const char *name;
};

static struct named named_at(const struct policy *p, enum builtin_kind kind, uint32_t i, bool *is_there)
{
    *is_there = true;
    switch (kind) {
    case BUILTIN_PROVIDER:
        if (p && i < p->provider_count)
            return (struct named){ p->providers[i].key, p->providers[i].name };
        break;
    case BUILTIN_SUBLAYER:
        if (p && i < p->sublayer_count)
            return (struct named){ p->sublayers[i].key, p->sublayers[i].name };
        break;
    case BUILTIN_CALLOUT:
        if (p && i < p->callout_count)
            return (struct named){ p->callouts[i].key, p->callouts[i].name };
        break;
    case BUILTIN_PROVIDER_CONTEXT:
        if (p && i < p->context_count)
            return (struct named){ p->contexts[i].key, p->contexts[i].name };
        break;
    }
    *is_there = false;
    return (struct named){ { 0 }, NULL };
}

static unsigned count_named(const struct policy *p, enum builtin_kind kind, const char *name)
{
    unsigned n = 0;
    bool     is_there;
    for (uint32_t i = 0;; i++) {
        struct named o = named_at(p, kind, i, &is_there);
        if (!is_there)
            return n;
        n += strcmp(o.name, name) == 0;
    }
}

static const char *name_of(const struct policy *p, enum builtin_kind kind, const struct guid *key)
{
    bool is_there = true;
    for (uint32_t i = 0; is_there; i++) {
        struct named o = named_at(p, kind, i, &is_there);
        if (is_there && guid_equal(&o.key, key))
            return count_named(p, kind, o.name) == 1 ? o.name : NULL;
    }
    const struct builtin_row *row = builtin_find_key(kind, key);
    const char               *name = row ? builtin_short_name(row) : NULL;
    const struct builtin_row *again = name ? builtin_find_name(kind, name) : NULL;
    return again && guid_equal(&again->key, key) && count_named(p, kind, name) == 0 ? name : NULL;
}

/* By name when the name means this object and no other, else by key. */
static void put_reference(struct writer *w, const char *member, enum builtin_kind kind, const struct guid *key)
{
    const char *name = guid_is_zero(key) ? NULL : name_of(w->among, kind, key);
    if (name)
        put_text(w, member, name);
    else
        put_key(w, member, key);
}

/* --- objects -------------------------------------------------------------------------------------------------------------- */

enum wfp_status policy_write_provider(const struct policy *among, const struct provider *p, json_t **out)
{
    struct writer w = writer_of(among);
    put_shown(&w, &p->key, p->name, p->description);
    put_text(&w, "serviceName", p->service);
    put_blob(&w, "providerData", &p->data);
    put_flags(&w, provider_flags, p->flags);
    return give(&w, out);
}

enum wfp_status policy_write_context(const struct policy *among, const struct provider_context *c, json_t **out)
{
    struct writer w = writer_of(among);
    json_t       *value = NULL;
    put_shown(&w, &c->key, c->name, c->description);
    put_reference(&w, "provider", BUILTIN_PROVIDER, &c->provider);
    put_blob(&w, "providerData", &c->data);
    if (w.status == WFP_OK)
        w.status = context_value_json(&c->value, &value);
    if (w.status == WFP_OK)
        put(&w, "value", value);
    put_flags(&w, context_flags, c->flags);
    return give(&w, out);
}

enum wfp_status policy_write_sublayer(const struct policy *among, const struct sublayer *s, json_t **out)
{
    struct writer w = writer_of(among);
    put_shown(&w, &s->key, s->name, s->description);
    put(&w, "weight", json_integer(s->weight));
    put_reference(&w, "provider", BUILTIN_PROVIDER, &s->provider);
    put_blob(&w, "providerData", &s->data);
    put_flags(&w, sublayer_flags, s->flags);
    return give(&w, out);
}

enum wfp_status policy_write_callout(const struct policy *among, const struct callout *c, json_t **out)
{
    struct writer w = writer_of(among);
    put_shown(&w, &c->key, c->name, c->description);
    if (c->layer < LAYER_COUNT)
        put_text(&w, "layer", layer_rows[c->layer].name);
    put_reference(&w, "provider", BUILTIN_PROVIDER, &c->provider);
    put_blob(&w, "providerData", &c->data);
    put_flags(&w, callout_flags, c->flags);
    return give(&w, out);
}

static json_t *condition_json(struct writer *w, const struct condition *c, const struct layer_row *layer)
{
    struct writer one = writer_of(w->among);
    json_t       *value = NULL, *out = NULL;
    put_text(&one, "field", condition_rows[c->field].name);
    put_text(&one, "match", match_word(c->match));
    if (one.status == WFP_OK)
        one.status = value_write(c, layer, &value);
    if (one.status == WFP_OK)
        put(&one, "value", value);
    enum wfp_status err = give(&one, &out);
    if (w->status == WFP_OK)
        w->status = err;
    return out;
}

static void put_conditions(struct writer *w, const struct filter *f)
{
    json_t *list = f->condition_count ? json_array() : NULL;
    if (f->condition_count == 0)
        return;
    for (uint32_t i = 0; i < f->condition_count && w->status == WFP_OK; i++) {
        json_t *one = condition_json(w, &f->conditions[i], &layer_rows[f->layer]);
        if (w->status == WFP_OK && json_array_append_new(list, one) != 0)
            w->status = WFP_NO_MEMORY;
    }
    put(w, "conditions", list);
}

static void put_weight(struct writer *w, const struct value *weight)
{
    if (weight->type == TYPE_UINT8)
        put(w, "weight", json_integer(weight->u8));
    else if (weight->type == TYPE_UINT64)
        put_u64(w, "weight", *weight->u64);
}

static void put_context(struct writer *w, const struct filter *f)
{
    if (f->flags & FILTER_FLAG_HAS_PROVIDER_CONTEXT)
        put_reference(w, "providerContext", BUILTIN_PROVIDER_CONTEXT, &f->provider_context);
    else if (f->raw_context)
        put_u64(w, "rawContext", f->raw_context);
}

enum wfp_status policy_write_filter(const struct policy *among, const struct filter *f, json_t **out)
{
    struct writer w = writer_of(among);
    put_shown(&w, &f->key, f->name, f->description);
    put_text(&w, "layer", layer_rows[f->layer].name);
    put_reference(&w, "subLayer", BUILTIN_SUBLAYER, &f->sublayer);
    put_weight(&w, &f->weight);
    put_text(&w, "action", action_word(f->action));
    if ((unsigned)f->action & ACTION_FLAG_CALLOUT)
        put_reference(&w, "callout", BUILTIN_CALLOUT, &f->callout);
    else
        put_key(&w, "filterType", &f->type);
    put_conditions(&w, f);
    put_context(&w, f);
    put_reference(&w, "provider", BUILTIN_PROVIDER, &f->provider);
    put_blob(&w, "providerData", &f->data);
    put_flags(&w, filter_flags, f->flags);
    return give(&w, out);
}

/* --- a file --------------------------------------------------------------------------------------------------------------- */

static enum wfp_status write_one(const struct policy *p, enum builtin_kind kind, uint32_t i, json_t **out)
{
    switch (kind) {
    case BUILTIN_PROVIDER:
        return policy_write_provider(p, &p->providers[i], out);
    case BUILTIN_PROVIDER_CONTEXT:
        return policy_write_context(p, &p->contexts[i], out);
    case BUILTIN_SUBLAYER:
        return policy_write_sublayer(p, &p->sublayers[i], out);
    case BUILTIN_CALLOUT:
        break;
    }
    return policy_write_callout(p, &p->callouts[i], out);
}

static enum wfp_status append(json_t *list, json_t *one)
{
    return json_array_append_new(list, one) == 0 ? WFP_OK : WFP_NO_MEMORY;
}

static void put_objects(struct writer *w, const char *member, enum builtin_kind kind, const char **at)
{
    json_t *list = json_array();
    bool    is_there;
    for (uint32_t i = 0; w->status == WFP_OK; i++) {
        struct named o = named_at(w->among, kind, i, &is_there);
        json_t      *one = NULL;
        if (!is_there)
            break;
        *at = o.name;
        w->status = write_one(w->among, kind, i, &one);
        if (w->status == WFP_OK)
            w->status = list ? append(list, one) : WFP_NO_MEMORY;
    }
    put(w, member, list);
}

static void put_filters(struct writer *w, const char **at)
{
    json_t *list = json_array();
    for (uint32_t i = 0; w->status == WFP_OK && i < w->among->filter_count; i++) {
        json_t *one = NULL;
        *at = w->among->filters[i].name;
        w->status = policy_write_filter(w->among, &w->among->filters[i], &one);
        if (w->status == WFP_OK)
            w->status = list ? append(list, one) : WFP_NO_MEMORY;
    }
    put(w, "filters", list);
}

enum wfp_status policy_write(const struct policy *policy, json_t **out, const char **at)
{
    struct writer w = writer_of(policy);
    put_objects(&w, "providers", BUILTIN_PROVIDER, at);
    put_objects(&w, "providerContexts", BUILTIN_PROVIDER_CONTEXT, at);
    put_objects(&w, "subLayers", BUILTIN_SUBLAYER, at);
    put_objects(&w, "callouts", BUILTIN_CALLOUT, at);
    put_filters(&w, at);
    return give(&w, out);
}
