/* Loads filters: one record for each layer that the file's filter means. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "bfe/objects.h"
#include "model/words.h"
#include "policy/loaders.h"
#include "policy/value_text.h"

#define CONDITION_COUNT_MAX 8192u
#define FILTER_COUNT_MAX    (1u << 20)
#define WEIGHT_BAND_MAX     15u
#define NO_FLAG             0

static const struct member filter_members[] = {
    { "name", JSON_KIND_STRING, NO_FLAG },
    { "description", JSON_KIND_STRING, NO_FLAG },
    { "key", JSON_KIND_STRING, NO_FLAG },
    { "provider", JSON_KIND_STRING, NO_FLAG },
    { "layer", JSON_KIND_STRING, NO_FLAG },
    { "subLayer", JSON_KIND_STRING, NO_FLAG },
    { "weight", JSON_KIND_INTEGER | JSON_KIND_STRING, NO_FLAG },
    { "action", JSON_KIND_STRING, NO_FLAG },
    { "callout", JSON_KIND_STRING, NO_FLAG },
    { "conditions", JSON_KIND_ARRAY, NO_FLAG },
    { "providerContext", JSON_KIND_STRING, NO_FLAG },
    { "filterType", JSON_KIND_STRING, NO_FLAG },
    { "providerData", JSON_KIND_STRING, NO_FLAG },
    { "rawContext", JSON_KIND_INTEGER | JSON_KIND_STRING, NO_FLAG },
    { "clearActionRight", JSON_KIND_BOOL, FILTER_FLAG_CLEAR_ACTION_RIGHT },
    { "permitIfCalloutUnregistered", JSON_KIND_BOOL, FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED },
    { "persistent", JSON_KIND_BOOL, FILTER_FLAG_PERSISTENT },
    { "bootTime", JSON_KIND_BOOL, FILTER_FLAG_BOOTTIME },
    { "disabled", JSON_KIND_BOOL, FILTER_FLAG_DISABLED },
    { "indexed", JSON_KIND_BOOL, FILTER_FLAG_INDEXED },
    { "silentMode", JSON_KIND_BOOL, FILTER_FLAG_SILENT_MODE },
    { "systemOsOnly", JSON_KIND_BOOL, FILTER_FLAG_SYSTEMOS_ONLY },
    { "gameOsOnly", JSON_KIND_BOOL, FILTER_FLAG_GAMEOS_ONLY },
    { "hasSecurityRealmProviderContext", JSON_KIND_BOOL, FILTER_FLAG_HAS_SECURITY_REALM_PROVIDER_CONTEXT },
    { "ipsecNoAcquireInitiate", JSON_KIND_BOOL, FILTER_FLAG_IPSEC_NO_ACQUIRE_INITIATE },
};

static const struct member condition_members[] = {
    { "field", JSON_KIND_STRING, NO_FLAG },
    { "match", JSON_KIND_STRING, NO_FLAG },
    { "value", JSON_KIND_ANY & ~JSON_KIND_BOOL, NO_FLAG },
};

/* A condition of the file before it is bound to a layer. */
struct raw_condition {
    enum field_id   field;
    bool            match_given;
    enum match_type match;
    const json_t   *value;
};

/* A filter of the file before it is bound to a layer. */
struct raw_filter {
    struct filter         common; /* all that does not depend on the layer */
    const json_t         *json;
    size_t                condition_count;
    struct raw_condition *conditions;
    struct layer_choice   layers;
};

static enum wfp_status read_field(struct reader *r, const struct place *at, const json_t *json,
                                  const struct layer_choice *layers,
                                  enum field_id *out)
{
    struct place   here = place_member(at, "field");
    const char    *name = json_string_value(json_object_get(json, "field"));
    char           near[96];
    struct suggest s;
    if (!name)
        return reader_fail(r, at, WFP_CONDITION_NOT_FOUND, "has no \"field\"; name one, such as IP_REMOTE_PORT");
    *out = condition_find_name(name);
    if (*out != FIELD_NONE)
        return WFP_OK;
    suggest_init(&s, strncasecmp(name, "FWPM_CONDITION_", 15) == 0 ? name + 15 : name);
    for (unsigned i = 0; i < layers->count; i++)
        for (unsigned k = 0; k < layers->layers[i]->field_count; k++)
            if (condition_rows[layers->layers[i]->fields[k].id].is_condition)
                suggest_offer(&s, condition_rows[layers->layers[i]->fields[k].id].name);
    suggest_format(&s, near, sizeof(near));
    return reader_fail(r, &here, WFP_CONDITION_NOT_FOUND, "there is no field \"%.60s\"%s%s%s", name, near,
                       s.best ? "" : "; `wfp show fields` lists those of a layer, this one is ",
                       s.best ? "" : layers->layers[0]->name);
}

static enum wfp_status read_match(struct reader *r, const struct place *at, const json_t *json, struct raw_condition *c)
{
    struct place   here = place_member(at, "match");
    const char    *name = json_string_value(json_object_get(json, "match"));
    char           near[96], all[256];
    struct suggest s;
    c->match_given = name != NULL;
    if (!name || match_of_word(name, &c->match))
        return WFP_OK;
    suggest_init(&s, name);
    for (unsigned i = 0; i < MATCH_WORD_COUNT; i++)
        suggest_offer(&s, match_words[i].name);
    suggest_format(&s, near, sizeof(near));
    struct text t = text_init(all, sizeof(all));
    for (unsigned i = 0; i < MATCH_WORD_COUNT && !s.best; i++)
        text_put(&t, "%s%s", i ? ", " : "; there are ", match_words[i].name);
    return reader_fail(r, &here, WFP_INVALID_ENUMERATOR, "there is no match type \"%.40s\"%s%s", name, near, all);
}

static enum wfp_status read_conditions(struct reader *r, const struct place *at, struct raw_filter *raw)
{
    struct place  list = place_member(at, "conditions");
    const json_t *json = json_object_get(raw->json, "conditions");
    raw->condition_count = json ? json_array_size(json) : 0;
    if (raw->condition_count > CONDITION_COUNT_MAX)
        return reader_fail(r, &list, WFP_OUT_OF_BOUNDS, "more than %u conditions; split the filter",
                           CONDITION_COUNT_MAX);
    raw->conditions = arena_array(r->arena, raw->condition_count, sizeof(*raw->conditions));
    if (!raw->conditions)
        return reader_no_memory(r);
    for (size_t i = 0; i < raw->condition_count; i++) {
        struct raw_condition *c = &raw->conditions[i];
        struct place          here = place_item(&list, i);
        const json_t         *one = json_array_get(json, i);
        RETURN_IF(reader_members(r, &here, one, condition_members, COUNT_OF(condition_members)));
        RETURN_IF(read_field(r, &here, one, &raw->layers, &c->field));
        RETURN_IF(read_match(r, &here, one, c));
        c->value = json_object_get(one, "value");
        if (!c->value)
            return reader_fail(r, &here, WFP_BAD_DATA, "has no \"value\"");
    }
    return WFP_OK;
}

static enum wfp_status read_action(struct reader *r, const struct place *at, const json_t *json, enum action_type *out)
{
    struct place   here = place_member(at, "action");
    const char    *name = json_string_value(json_object_get(json, "action"));
    char           near[96];
    struct suggest s;
    if (!name)
        return reader_fail(r, at, WFP_INVALID_ACTION_TYPE, "has no \"action\"; write permit or block");
    if (action_of_word(name, out))
        return WFP_OK;
    suggest_init(&s, name);
    for (unsigned i = 0; i < ACTION_WORD_COUNT; i++)
        suggest_offer(&s, action_words[i].name);
    suggest_format(&s, near, sizeof(near));
    return reader_fail(r, &here, WFP_INVALID_ACTION_TYPE, "there is no action \"%.40s\"%s%s", name, near,
                       s.best ? "" : "; there are permit, block, calloutTerminating, calloutInspection, calloutUnknown");
}

/* A JSON number is a band (0-15); a string is the 64-bit weight itself, but for the bands. */
static enum wfp_status read_weight(struct reader *r, const struct place *at, const json_t *json, struct value *out)
{
    struct place  here = place_member(at, "weight");
    const json_t *weight = json_object_get(json, "weight");
    uint64_t      n;
    *out = (struct value){ .type = TYPE_EMPTY };
    if (!weight)
        return WFP_OK;
    if (json_is_integer(weight)) {
        json_int_t band = json_integer_value(weight);
        if (band < 0 || band > WEIGHT_BAND_MAX)
            return reader_fail(r, &here, WFP_INVALID_WEIGHT, "as a number it is a band from 0 to %u; write a 64-bit weight as a string",
                               WEIGHT_BAND_MAX);
        *out = (struct value){ .type = TYPE_UINT8, .u8 = (uint8_t)band };
        return WFP_OK;
    }
    if (!number_parse(json_string_value(weight), &n))
        return reader_fail(r, &here, WFP_INVALID_WEIGHT, "\"%.40s\" is no 64-bit number, decimal or 0x",
                           json_string_value(weight));
    *out = (struct value){ .type = TYPE_UINT64, .u64 = arena_copy(r->arena, &n, sizeof(n)) };
    return out->u64 ? WFP_OK : reader_no_memory(r);
}

/* A filter carries a provider context or a number, in one place. */
static enum wfp_status read_provider_context(struct reader *r, const struct place *at, const struct policy *policy,
                                             struct raw_filter *raw)
{
    struct place here = place_member(at, "providerContext");
    if (!json_object_get(raw->json, "providerContext"))
        return WFP_OK;
    if (json_object_get(raw->json, "rawContext"))
        return reader_fail(r, &here, WFP_INVALID_PARAMETER, "a filter has a \"providerContext\" or a \"rawContext\", not both");
    raw->common.flags |= FILTER_FLAG_HAS_PROVIDER_CONTEXT;
    return read_context(r, at, raw->json, policy, &raw->common.provider_context);
}

static enum wfp_status read_common(struct reader *r, const struct place *at, const struct policy *policy,
                                   struct raw_filter *raw)
{
    struct filter *f = &raw->common;
    struct place   context_at = place_member(at, "rawContext");
    const json_t  *context;
    RETURN_IF(reader_members(r, at, raw->json, filter_members, COUNT_OF(filter_members)));
    RETURN_IF(reader_names(r, at, raw->json, &f->name, &f->description));
    RETURN_IF(reader_key(r, at, raw->json, "filter", f->name, &f->key));
    RETURN_IF(read_layer(r, at, raw->json, &raw->layers));
    RETURN_IF(read_action(r, at, raw->json, &f->action));
    RETURN_IF(read_provider(r, at, raw->json, policy, &f->provider));
    RETURN_IF(read_sublayer(r, at, raw->json, policy, &f->sublayer));
    RETURN_IF(read_weight(r, at, raw->json, &f->weight));
    f->flags = reader_flags(raw->json, filter_members, COUNT_OF(filter_members));
    context = json_object_get(raw->json, "rawContext");
    if (context)
        RETURN_IF(reader_number(r, &context_at, context, UINT64_MAX, &f->raw_context));
    RETURN_IF(read_provider_context(r, at, policy, raw));
    RETURN_IF(reader_blob(r, at, raw->json, "providerData", &f->data));
    RETURN_IF(reader_guid(r, at, raw->json, "filterType", &f->type));
    if (json_object_get(raw->json, "callout") && !((unsigned)f->action & ACTION_FLAG_CALLOUT)) {
        struct place callout_at = place_member(at, "callout");
        return reader_fail(r, &callout_at, WFP_INVALID_ACTION_TYPE,
                           "only a callout action takes a callout; the action is %s",
                           action_word(f->action));
    }
    return read_conditions(r, at, raw);
}

enum bind_result { BIND_OK, BIND_OTHER_FAMILY, BIND_FAILED };

/* One condition at one layer. */
static enum bind_result bind_condition(struct reader *r, const struct place *at, const struct raw_condition *raw,
                                       const struct layer_row *layer, bool other_layers, struct condition *out)
{
    struct place         value_at = place_member(at, "value"), field_at = place_member(at, "field");
    int                  slot = layer_field_index(layer, raw->field);
    struct value_reading reading = { .arena = r->arena, .match_given = raw->match_given, .match = raw->match };
    if (slot < 0) {
        reader_fail(r, &field_at, WFP_CONDITION_NOT_FOUND, "%s has no field %s; `wfp show fields %s` lists them",
                    layer->name,
                    condition_rows[raw->field].name, layer->name);
        return other_layers ? BIND_OTHER_FAMILY : BIND_FAILED;
    }
    reading.field = &layer->fields[slot];
    enum value_fit fit = value_read(&reading, raw->value, &out->value);
    if (fit != VALUE_FITS)
        reader_fail(r, &value_at, reading.status, "%s", reading.why);
    if (fit == VALUE_BAD)
        return BIND_FAILED;
    out->field = raw->field;
    out->match = reading.match;
    return fit == VALUE_FITS ? BIND_OK : other_layers ? BIND_OTHER_FAMILY : BIND_FAILED;
}

static bool group_has(const struct condition *conditions, uint32_t count, enum field_id field)
{
    for (uint32_t i = 0; i < count; i++)
        if (conditions[i].field == field)
            return true;
    return false;
}

/* All conditions at one layer. A condition of the other family is left out when another on its field stays: an alternative
 * that cannot hold adds nothing to an OR. Without such a one the filter has no business in this family. */
static enum bind_result bind_conditions(struct reader *r, const struct place *at, const struct raw_filter *raw,
                                        struct filter *f,
                                        size_t *index)
{
    struct place            list = place_member(at, "conditions");
    const struct layer_row *layer = &layer_rows[f->layer];
    struct condition       *out = arena_array(r->arena, raw->condition_count, sizeof(*out));
    bool                    other_layers = raw->layers.count > 1;
    bool                    left_out[FIELD_COUNT] = { false };
    if (!out) {
        reader_no_memory(r);
        return BIND_FAILED;
    }
    for (size_t i = 0; i < raw->condition_count; i++) {
        struct place     here = place_item(&list, i);
        enum bind_result b = bind_condition(r, &here, &raw->conditions[i], layer, other_layers,
                                            &out[f->condition_count]);
        if (b == BIND_FAILED)
            return b;
        if (b == BIND_OTHER_FAMILY)
            left_out[raw->conditions[i].field] = true;
        else
            index[f->condition_count++] = i;
    }
    f->conditions = out;
    for (int field = 0; field < FIELD_COUNT; field++)
        if (left_out[field] && !group_has(out, f->condition_count, (enum field_id)field))
            return BIND_OTHER_FAMILY;
    return BIND_OK;
}

static const char *flag_member(uint32_t flags)
{
    for (size_t i = 0; i < COUNT_OF(filter_members); i++)
        if (filter_members[i].flag & flags)
            return filter_members[i].name;
    return "flags";
}

enum wfp_status fail_fault(struct reader *r, const struct place *at, const struct filter *f, enum wfp_status status,
                           const struct fault *fault, const size_t *condition_index)
{
    static const char *const members[] = {
        [FAULT_NAME] = "name",       [FAULT_LAYER] = "layer",           [FAULT_SUBLAYER] = "subLayer",
        [FAULT_PROVIDER] = "provider", [FAULT_ACTION] = "action",       [FAULT_CALLOUT] = "callout",
        [FAULT_CONTEXT] = "providerContext", [FAULT_WEIGHT] = "weight",   [FAULT_CONDITIONS] = "conditions", [FAULT_FIELD] = "field",
        [FAULT_MATCH] = "match",     [FAULT_VALUE] = "value",
    };
    char         what[256];
    bool         in_condition = fault->member >= FAULT_FIELD;
    struct place list = place_member(at, "conditions");
    struct place item = place_item(&list, in_condition && condition_index ? condition_index[fault->condition] : 0);
    const char  *member = fault->member == FAULT_FLAGS ? flag_member(fault->flags) : members[fault->member];
    struct place here = place_member(in_condition ? &item : at, member);
    return reader_fail(r, &here, status, "%s", bfe_fault_format(f, status, fault, what, sizeof(what)));
}

/* The filter at one of its layers, checked. */
static enum wfp_status bind_filter(struct reader *r, const struct place *at, const struct policy *policy,
                                   const struct raw_filter *raw, unsigned layer, struct filter *f, bool *in_family)
{
    struct policy_view view = { .policy = policy, .base = r->base, .snapshot = true };
    struct fault       fault;
    enum wfp_status    err;
    size_t            *index = arena_array(r->arena, raw->condition_count, sizeof(*index));
    if (!index)
        return reader_no_memory(r);
    *f = raw->common;
    f->layer = raw->layers.layers[layer]->id;
    enum bind_result b = bind_conditions(r, at, raw, f, index);
    *in_family = b == BIND_OK;
    if (b == BIND_FAILED)
        return r->status;
    if (b == BIND_OTHER_FAMILY)
        return WFP_OK;
    if ((unsigned)f->action & ACTION_FLAG_CALLOUT)
        RETURN_IF(read_callout(r, at, raw->json, policy, &layer_rows[f->layer], &f->callout));
    err = bfe_filter_validate(f, &view, &fault);
    return err ? fail_fault(r, at, f, err, &fault, index) : WFP_OK;
}

/* No layer of the pair takes the filter: one condition's field is in neither, or the conditions pull in two directions. */
static enum wfp_status fail_no_family(struct reader *r, const struct place *at, const struct raw_filter *raw)
{
    struct place            list = place_member(at, "conditions");
    const struct layer_row *first = raw->layers.layers[0], *last = raw->layers.layers[raw->layers.count - 1];
    for (size_t i = 0; i < raw->condition_count; i++) {
        enum field_id field = raw->conditions[i].field;
        struct place  item = place_item(&list, i), here = place_member(&item, "field");
        if (layer_field_index(first, field) < 0 && layer_field_index(last, field) < 0)
            return reader_fail(r, &here, WFP_CONDITION_NOT_FOUND, "%s has no field %s; `wfp show fields %s` lists them",
                               first->name, condition_rows[field].name, first->name);
    }
    return reader_fail(r, &list, WFP_CONDITION_NOT_FOUND,
                       "together they fit neither %s nor %s: some are of IPv4 and others of IPv6; make two filters", first->name,
                       last->name);
}

static enum wfp_status load_filter(struct reader *r, const struct place *at, const json_t *json,
                                   const struct policy *policy,
                                   struct filter *out, unsigned *made)
{
    struct raw_filter raw = { .json = json };
    RETURN_IF(read_common(r, at, policy, &raw));
    *made = 0;
    for (unsigned i = 0; i < raw.layers.count; i++) {
        bool in_family = false;
        RETURN_IF(bind_filter(r, at, policy, &raw, i, &out[*made], &in_family));
        *made += in_family;
    }
    if (*made == 2)
        out[1].key = second_key("filter", &out[0].key);
    return *made ? WFP_OK : fail_no_family(r, at, &raw);
}

static enum wfp_status check_filter_keys(struct reader *r, const struct policy *policy, const uint32_t *sources)
{
    struct keyed *keys = arena_array(r->arena, policy->filter_count, sizeof(*keys));
    if (!keys)
        return reader_no_memory(r);
    for (uint32_t i = 0; i < policy->filter_count; i++)
        keys[i] = (struct keyed){ policy->filters[i].key, sources[i] };
    return check_unique(r, "filters", keys, policy->filter_count);
}

enum wfp_status load_filters(struct reader *r, const json_t *json, struct policy *policy, uint32_t **sources)
{
    struct place top = { NULL, NULL, 0 }, list = place_member(&top, "filters");
    size_t       count = json ? json_array_size(json) : 0;
    if (count > FILTER_COUNT_MAX)
        return reader_fail(r, &list, WFP_OUT_OF_BOUNDS, "more than %u filters", FILTER_COUNT_MAX);
    policy->filters = arena_array(r->arena, 2 * count, sizeof(*policy->filters));
    *sources = arena_array(r->arena, 2 * count, sizeof(**sources));
    if (!policy->filters || !*sources)
        return reader_no_memory(r);
    for (size_t i = 0; i < count; i++) {
        struct place at = place_item(&list, i);
        unsigned     made;
        RETURN_IF(load_filter(r, &at, json_array_get(json, i), policy, &policy->filters[policy->filter_count], &made));
        for (unsigned k = 0; k < made; k++)
            (*sources)[policy->filter_count++] = (uint32_t)i;
    }
    return check_filter_keys(r, policy, *sources);
}
