/* "Why was my classifyFn not called?" Watches every classify of a replay and keeps, for each filter that names a callout, how
 * often it was met and what kept it from its callout; says at the end, callout by callout, what was in the way. */
#ifndef WFP_HOST_WHY_H
#define WFP_HOST_WHY_H

#include <stdio.h>

#include "base/status.h"
#include "shim/context.h"

struct why;

MUST_CHECK enum wfp_status why_new(struct why **out);
void why_free(struct why *w);

/* A shim_observer's callback; wants a trace. */
void why_classified(void *why, const struct pkt_ctx *c, const struct classify_in *in, const struct classify_out *out,
                    const struct trace *trace);
/* After each packet: which layers it visited. */
void why_packet(struct why *w, const struct pkt_ctx *c);

/* One callout to be explained. */
struct why_callout {
    struct guid key;
    const char *name;       /* of the callout object; NULL: no object was added */
    uint16_t    layer;      /* applicable layer; LAYER_ID_NONE: no object */
    bool        registered; /* a driver has registered it */
};

/* Prints the reasons, a paragraph a callout. */
void why_report(const struct why *w, const struct ruleset *rules, const struct why_callout *callouts, uint32_t count, FILE *out);

#endif
