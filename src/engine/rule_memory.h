/* The memory that rules are in. Private to the engine. */
#ifndef WFP_ENGINE_RULE_MEMORY_H
#define WFP_ENGINE_RULE_MEMORY_H

#include "engine/index.h"

/* `s` keeps the memory of those rules. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status keep_rules(struct stock *s, const struct rule *const *rules, uint32_t count);

/* Copies to `to` those of the rules that are in memory of which most went, or in little pieces of it, and puts the copies in their
 * places; not one with a view, whose callout may have kept it. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status move_rules(struct stock *to, const struct rule **rules, uint32_t count);

#endif
