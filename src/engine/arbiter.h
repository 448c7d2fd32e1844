/* Arbitration in full, for what classify.c does not do itself. Private to the engine. */
#ifndef WFP_ENGINE_ARBITER_H
#define WFP_ENGINE_ARBITER_H

#include "engine/index.h"
#include "model/choices.h"

struct cost_classify;

/* Where a classify begins, and what it comes to when it ends like that (B-021). */
static const struct classify_out nothing_said = { .action = ACTION_NONE, .rights = RIGHT_ACTION_WRITE };
static const enum action_type    default_action = CHOICE_DEFAULT_ACTION_PERMIT ? ACTION_PERMIT : ACTION_BLOCK;

/* A whole classify; `trace` and `measured` may be NULL. */
void arbitrate(const struct ruleset *rules, const struct classify_in *in, struct classify_out *out, struct trace *trace,
               struct cost_classify *measured);

#endif
