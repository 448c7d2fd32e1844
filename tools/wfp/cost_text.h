/* What classifies cost, for people and programs: layers, sublayers, callouts, filters, and the filters that make an index slow. */
#ifndef WFP_TOOLS_COST_TEXT_H
#define WFP_TOOLS_COST_TEXT_H

#include "base/json.h"
#include "engine/cost.h"

/* WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status cost_print(FILE *out, const struct ruleset *rules, const struct cost *cost);
/* A line a row: {"cost":"layer|sublayer|callout|filter","name":...,"calls":...,"matches":...,"ns":...}. */
MUST_CHECK enum wfp_status cost_json(struct json *out, const struct ruleset *rules, const struct cost *cost);

#endif
