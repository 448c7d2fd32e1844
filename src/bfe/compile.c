#include "bfe/compile.h"

#include <stdlib.h>

#include "bfe/objects.h"
#include "bfe/weight.h"

struct filter bfe_filter_assigned(const struct filter *f, uint64_t id)
{
    struct filter given = *f;
    given.id = id;
    given.effective_weight = bfe_effective_weight(f);
    if (guid_is_zero(&given.sublayer))
        given.sublayer = *sublayer_universal_key(); /* the default sublayer of every layer */
    return given;
}

static bool provider_is_disabled(const struct policy *policy, const struct filter *f)
{
    const struct provider *p = guid_is_zero(&f->provider) ? NULL : policy_provider(policy, &f->provider);
    return p && (p->flags & PROVIDER_FLAG_DISABLED);
}

enum wfp_status bfe_compile(const struct policy *policy, const struct callout_binding *bindings, uint32_t binding_count,
                            uint64_t generation, struct ruleset **out)
{
    struct filter       *filters = calloc(policy->filter_count + 1u, sizeof(*filters));
    struct ruleset_input in = {
        .filters = filters,
        .filter_count = policy->filter_count,
        .sublayers = policy->sublayers,
        .sublayer_count = policy->sublayer_count,
        .callouts = bindings,
        .callout_count = binding_count,
        .generation = generation,
    };
    if (!filters)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < policy->filter_count; i++) {
        filters[i] = bfe_filter_assigned(&policy->filters[i], policy->filters[i].id ? policy->filters[i].id : i + 1);
        if (provider_is_disabled(policy, &filters[i]))
            filters[i].flags |= FILTER_FLAG_DISABLED;
    }
    enum wfp_status err = ruleset_build(&in, out);
    free(filters);
    return err;
}
