#include "bfe/objects.h"

#include <string.h>
#include <strings.h>

const struct provider *policy_provider(const struct policy *policy, const struct guid *key)
{
    for (uint32_t i = 0; policy && i < policy->provider_count; i++)
        if (guid_equal(&policy->providers[i].key, key))
            return &policy->providers[i];
    return NULL;
}

const struct sublayer *policy_sublayer(const struct policy *policy, const struct guid *key)
{
    for (uint32_t i = 0; policy && i < policy->sublayer_count; i++)
        if (guid_equal(&policy->sublayers[i].key, key))
            return &policy->sublayers[i];
    return NULL;
}

const struct provider_context *policy_context(const struct policy *policy, const struct guid *key)
{
    for (uint32_t i = 0; policy && i < policy->context_count; i++)
        if (guid_equal(&policy->contexts[i].key, key))
            return &policy->contexts[i];
    return NULL;
}

const struct callout *policy_callout(const struct policy *policy, const struct guid *key)
{
    for (uint32_t i = 0; policy && i < policy->callout_count; i++)
        if (guid_equal(&policy->callouts[i].key, key))
            return &policy->callouts[i];
    return NULL;
}

const struct builtin_row *builtin_find_key(enum builtin_kind kind, const struct guid *key)
{
    for (unsigned i = 0; i < builtin_count; i++)
        if (builtin_rows[i].kind == kind && guid_equal(&builtin_rows[i].key, key))
            return &builtin_rows[i];
    return NULL;
}

const char *builtin_short_name(const struct builtin_row *row)
{
    static const char *const prefixes[] = {
        [BUILTIN_SUBLAYER] = "FWPM_SUBLAYER_",
        [BUILTIN_PROVIDER] = "FWPM_PROVIDER_",
        [BUILTIN_CALLOUT] = "FWPM_CALLOUT_",
        [BUILTIN_PROVIDER_CONTEXT] = "FWPM_PROVIDER_CONTEXT_",
    };
    size_t n = strlen(prefixes[row->kind]);
    return strncmp(row->name, prefixes[row->kind], n) == 0 ? row->name + n : row->name;
}

const struct builtin_row *builtin_find_name(enum builtin_kind kind, const char *name)
{
    for (unsigned i = 0; i < builtin_count; i++) {
        const struct builtin_row *row = &builtin_rows[i];
        if (row->kind == kind && (strcasecmp(row->name, name) == 0 || strcasecmp(builtin_short_name(row), name) == 0))
            return row;
    }
    return NULL;
}

const struct guid *sublayer_universal_key(void)
{
    return &builtin_find_name(BUILTIN_SUBLAYER, "UNIVERSAL")->key;
}

const struct guid *sublayer_inspection_key(void)
{
    return &builtin_find_name(BUILTIN_SUBLAYER, "INSPECTION")->key;
}
