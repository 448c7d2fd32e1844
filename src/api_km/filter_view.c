#include "api_km/filter_view.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "api_fwpm/show.h"
#include "record/record.h"

static_assert(sizeof(FWPS_FILTER0) == sizeof(FWPS_FILTER3) && sizeof(FWPS_FILTER1) == sizeof(FWPS_FILTER3) &&
                  sizeof(FWPS_FILTER2) == sizeof(FWPS_FILTER3),
              "one view for all versions");
static_assert(offsetof(FWPS_FILTER0, providerContext) == offsetof(FWPS_FILTER3, providerContext), "they end alike");
static_assert(sizeof(struct value) == sizeof(FWP_CONDITION_VALUE0) &&
                  offsetof(struct value, u64) == offsetof(FWP_CONDITION_VALUE0, uint64) &&
                  sizeof(((struct value *)0)->type) == sizeof(FWP_DATA_TYPE),
              "a value is copied as it is");
static_assert(sizeof(struct v4_addr_mask) == sizeof(FWP_V4_ADDR_AND_MASK) &&
                  sizeof(struct v6_addr_mask) == sizeof(FWP_V6_ADDR_AND_MASK) &&
                  sizeof(struct value_range) == sizeof(FWP_RANGE0) && sizeof(struct byte_blob) == sizeof(FWP_BYTE_BLOB),
              "what a value points to as well");

static bool has_alternatives(const struct rule *rule)
{
    for (uint32_t i = 1; i < rule->condition_count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (rule->conditions[i].field == rule->conditions[k].field)
                return true;
    return false;
}

static UINT16 view_flags(const struct rule *rule)
{
    static const struct {
        uint32_t filter;
        UINT16   shown;
    } pairs[] = {
        { FILTER_FLAG_CLEAR_ACTION_RIGHT, RUNTIME_FILTER_FLAG_CLEAR_ACTION_RIGHT },
        { FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED, RUNTIME_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED },
        { FILTER_FLAG_HAS_SECURITY_REALM_PROVIDER_CONTEXT, RUNTIME_FILTER_FLAG_HAS_SECURITY_REALM_PROVIDER_CONTEXT },
        { FILTER_FLAG_SILENT_MODE, RUNTIME_FILTER_FLAG_SILENT_MODE },
        { FILTER_FLAG_IPSEC_NO_ACQUIRE_INITIATE, RUNTIME_FILTER_FLAG_IPSEC_NO_ACQUIRE_INITIATE },
    };
    UINT16 flags = has_alternatives(rule) ? RUNTIME_FILTER_FLAG_OR_CONDITIONS : 0;
    for (unsigned i = 0; i < COUNT_OF(pairs); i++)
        flags |= rule->flags & pairs[i].filter ? pairs[i].shown : 0;
    return flags;
}

static void copy_conditions(const struct rule *rule, FWPS_FILTER_CONDITION0 *out)
{
    const struct layer_row *layer = &layer_rows[rule->layer];
    for (uint32_t i = 0; i < rule->condition_count; i++) {
        out[i].fieldId = (UINT16)layer_field_index(layer, rule->conditions[i].field);
        out[i].matchType = (FWP_MATCH_TYPE)rule->conditions[i].match;
        memcpy(&out[i].conditionValue, &rule->conditions[i].value, sizeof(out[i].conditionValue));
    }
}

static void find_tokens(const struct layer_row *layer, struct filter_view *v)
{
    for (UINT16 i = 0; i < layer->field_count && v->token_count < FILTER_VIEW_TOKENS; i++)
        if (layer->fields[i].type == TYPE_TOKEN_ACCESS_INFORMATION)
            v->tokens[v->token_count++] = (UINT8)i;
}

/* the provider context in the version that the callout's is declared with. */
static bool show_context(const struct rule *rule, unsigned version, struct arena *arena, struct filter_view *v)
{
    static const struct record_type *const types[] = { &record_FWPM_PROVIDER_CONTEXT0, &record_FWPM_PROVIDER_CONTEXT1,
                                                       &record_FWPM_PROVIDER_CONTEXT2, &record_FWPM_PROVIDER_CONTEXT3 };
    if (!rule->shown_context)
        return true;
    const void *shown = show_context_as(types[version], rule->shown_context, arena);
    v->filter.providerContext = (FWPM_PROVIDER_CONTEXT3 *)(uintptr_t)shown;
    return shown != NULL;
}

struct filter_view *filter_view(const struct rule *rule, UINT32 callout_id, unsigned version, struct arena *arena)
{
    struct filter_view *v = arena_alloc(arena, sizeof(*v) + rule->condition_count * sizeof(v->conditions[0]));
    if (!v)
        return NULL;
    v->weight = rule->weight;
    copy_conditions(rule, v->conditions);
    v->filter = (FWPS_FILTER3){
        .filterId = rule->id,
        .weight = { .type = FWP_UINT64, .uint64 = &v->weight },
        .subLayerWeight = rule->sublayer ? rule->sublayer->weight : 0,
        .flags = view_flags(rule),
        .numFilterConditions = rule->condition_count,
        .filterCondition = rule->condition_count ? v->conditions : NULL,
        .action = { .type = rule->action, .calloutId = callout_id },
        .context = rule->raw_context,
    };
    find_tokens(&layer_rows[rule->layer], v);
    return show_context(rule, version, arena, v) ? v : NULL;
}
