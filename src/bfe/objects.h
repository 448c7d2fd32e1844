/* Finding policy objects: those of a policy by key, the built-in ones by key or name. Borrowed results. */
#ifndef WFP_BFE_OBJECTS_H
#define WFP_BFE_OBJECTS_H

#include "model/filter.h"

/* NULL when there is none; also when `policy` is NULL. */
const struct provider *policy_provider(const struct policy *policy, const struct guid *key);
const struct sublayer *policy_sublayer(const struct policy *policy, const struct guid *key);
const struct provider_context *policy_context(const struct policy *policy, const struct guid *key);
const struct callout  *policy_callout(const struct policy *policy, const struct guid *key);

const struct builtin_row *builtin_find_key(enum builtin_kind kind, const struct guid *key);
/* Any letter case, with or without FWPM_SUBLAYER_, FWPM_PROVIDER_ or FWPM_CALLOUT_. */
const struct builtin_row *builtin_find_name(enum builtin_kind kind, const char *name);
/* The name without its prefix. */
const char *builtin_short_name(const struct builtin_row *row);

/* Static storage. */
const struct guid *sublayer_universal_key(void);
const struct guid *sublayer_inspection_key(void);

#endif
