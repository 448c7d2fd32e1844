/* What the shim's observer and the cases' callouts see while one packet walks: copies, kept for the checks. */
#ifndef WFP_BEHAVIOUR_OBSERVE_H
#define WFP_BEHAVIOUR_OBSERVE_H

#include "engine/trace.h"
#include "shim/shim.h"

#define SEEN_MAX   64u
#define CALLED_MAX 64u

struct seen {
    const struct layer_row *layer;
    struct value           *values; /* layer->field_count */
    struct metadata         metadata;
    struct classify_out     out;
    bool                    has_packet;
    struct bytes            packet; /* from the data offset on */
    struct trace_event     *events; /* NULL without a trace */
    uint32_t                event_count;
};

struct observations {
    struct seen seen[SEEN_MAX];
    unsigned    count;
    const char *called[CALLED_MAX]; /* names of callouts in the order of their calls */
    unsigned    called_count;
};

struct run;

void observe_reset(struct run *r);
/* `context` is the run. */
void observe_classified(void *context, const struct pkt_ctx *c, const struct classify_in *in,
                        const struct classify_out *out, const struct trace *trace);
void observe_called(struct run *r, const char *callout);

#endif
