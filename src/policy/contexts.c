/* Loads provider contexts. What the type's member holds is written as the public structures' own JSON (record/record_json.h),
 * because the forms are many and the interior looks into none of them. */
#include <stdlib.h>
#include <string.h>

#include "policy/context_value.h"
#include "policy/loaders.h"

#define NO_FLAG 0

static const struct member context_members[] = {
    { "name", JSON_KIND_STRING, NO_FLAG },
    { "description", JSON_KIND_STRING, NO_FLAG },
    { "key", JSON_KIND_STRING, NO_FLAG },
    { "provider", JSON_KIND_STRING, NO_FLAG },
    { "providerData", JSON_KIND_STRING, NO_FLAG },
    { "value", JSON_KIND_OBJECT, NO_FLAG },
    { "persistent", JSON_KIND_BOOL, CONTEXT_FLAG_PERSISTENT },
    { "downlevel", JSON_KIND_BOOL, CONTEXT_FLAG_DOWNLEVEL },
};

static enum wfp_status load_value(struct reader *r, const struct place *at, const json_t *json, struct provider_context *c)
{
    struct place        here = place_member(at, "value");
    const json_t       *value = json_object_get(json, "value");
    struct record_fault fault = { "", "" };
    if (!value)
        return reader_fail(r, at, WFP_NULL_POINTER,
                           "has no \"value\"; write { \"type\": \"FWPM_GENERAL_CONTEXT\", \"dataBuffer\": \"00ff\" }");
    enum wfp_status err = context_value_read(value, r->arena, &c->type, &c->value, &fault);
    if (err == WFP_NO_MEMORY)
        return reader_no_memory(r);
    return err ? reader_fail(r, &here, err, "%s%s%s", fault.path, fault.path[0] ? ": " : "",
                             fault.text[0] ? fault.text : status_row(err)->sentence)
               : WFP_OK;
}

static enum wfp_status load_context(struct reader *r, const struct place *at, const json_t *json, const struct policy *policy,
                                    struct provider_context *c)
{
    struct policy_view view = { .policy = policy, .base = r->base, .snapshot = true };
    struct fault       fault;
    RETURN_IF(reader_members(r, at, json, context_members, COUNT_OF(context_members)));
    RETURN_IF(reader_names(r, at, json, &c->name, &c->description));
    RETURN_IF(reader_key(r, at, json, "providerContext", c->name, &c->key));
    RETURN_IF(read_provider(r, at, json, policy, &c->provider));
    RETURN_IF(reader_blob(r, at, json, "providerData", &c->data));
    c->flags = reader_flags(json, context_members, COUNT_OF(context_members));
    RETURN_IF(load_value(r, at, json, c));
    enum wfp_status err = bfe_context_validate(c, &view, &fault);
    return err ? fail_fault(r, at, NULL, err, &fault, NULL) : WFP_OK;
}

enum wfp_status load_contexts(struct reader *r, const json_t *json, struct policy *policy)
{
    struct place top = { NULL, NULL, 0 }, list = place_member(&top, "providerContexts");
    size_t       count;
    RETURN_IF(loader_count(r, &list, json, &count));
    struct keyed *keys = arena_array(r->arena, count, sizeof(*keys));
    policy->contexts = arena_array(r->arena, count, sizeof(*policy->contexts));
    if (!keys || !policy->contexts)
        return reader_no_memory(r);
    for (size_t i = 0; i < count; i++) {
        struct place at = place_item(&list, i);
        RETURN_IF(load_context(r, &at, json_array_get(json, i), policy, &policy->contexts[i]));
        keys[policy->context_count++] = (struct keyed){ policy->contexts[i].key, i };
    }
    return check_unique(r, "providerContexts", keys, count);
}
