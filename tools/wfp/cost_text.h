/* What classifies cost, for people and programs: a report (host/cost_report.h) as tables, or as it is. */
#ifndef WFP_TOOLS_COST_TEXT_H
#define WFP_TOOLS_COST_TEXT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/bytes.h"
#include "base/status.h"

struct cost_set;
struct kernel;
struct policy;
struct ruleset;

/* False: it is damaged. */
bool cost_print(struct bytes report, FILE *out);

/* What was counted at the end of a run: tables of the dearest, or all of it as JSON. With a kernel or, where there is none, with a
 * ruleset and its policy. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status cost_tell_kernel(struct kernel *k, bool json, FILE *out);
MUST_CHECK enum wfp_status cost_tell(const struct ruleset *rules, struct cost_set *set, const struct policy *policy, bool json, FILE *out);

#endif
