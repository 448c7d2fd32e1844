/* From records to a ruleset: what a commit hands to the engine. */
#ifndef WFP_BFE_COMPILE_H
#define WFP_BFE_COMPILE_H

#include "engine/ruleset.h"

/* The filter as the engine gets it: with its id, effective weight and, for a zero sublayer key, the layer's default
 * sublayer. A shallow copy. */
struct filter bfe_filter_assigned(const struct filter *f, uint64_t id);

/* Builds the ruleset of a policy. Filters without an id get one by their order, 1 first; those of a disabled provider are left
 * out.
 * `bindings` are the callouts registered now; others act as unregistered. The caller owns *out. */
MUST_CHECK enum wfp_status bfe_compile(const struct policy *policy, const struct callout_binding *bindings,
                                       uint32_t binding_count, uint64_t generation, struct ruleset **out);

#endif
