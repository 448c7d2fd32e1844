/* The engine's answer to a generated case, in the terms of the naive one, and the comparison. An engine_side owns its
 * ruleset and lends it the scripted callouts: it must not move while it lives. */
#ifndef WFP_TESTS_NAIVE_ENGINE_SIDE_H
#define WFP_TESTS_NAIVE_ENGINE_SIDE_H

#include "engine/classify.h"
#include "engine/trace.h"
#include "naive/generator.h"

struct engine_side;

struct scripted_callout {
    struct naive_callout script;
    struct engine_side  *side; /* where the call is noted */
};

struct engine_side {
    struct ruleset         *rules;
    struct scripted_callout scripted[CASE_CALLOUTS];
    struct trace            trace;
    unsigned                turn;
    struct value            named[CASE_FIELDS];
    uint32_t                call_count;
    struct naive_step       calls[NAIVE_MAX];
};

bool engine_side_init(struct engine_side *s, const struct policy_case *c);
void engine_side_fini(struct engine_side *s);

/* Classifies with and without a trace. NULL when the engine does all that the naive answer says, else what differs. */
const char *engine_differs(struct engine_side *s, const struct layer_row *layer, const struct packet_case *p,
                           const struct naive_out *naive);

/* The engine's plain answer. */
void engine_answer(struct engine_side *s, const struct layer_row *layer, const struct packet_case *p,
                   struct classify_out *out);

#endif
