/* What classifies cost, as JSON: layers, sublayers, callouts and filters, the dearest first, and the filters that burden an index. */
#ifndef WFP_HOST_COST_REPORT_H
#define WFP_HOST_COST_REPORT_H

#include "base/buffer.h"
#include "engine/cost.h"

struct bfe_session;
struct kernel;
struct policy;

enum { COST_SHOWN = 40 }; /* rows of each kind for people, unless they say otherwise */

struct cost_wish {
    const char         *layer;   /* by its name, or that of both families; NULL: all */
    uint32_t            top;     /* rows of each kind at most; 0: all */
    bool                on;      /* it is being counted */
    struct bfe_session *session; /* whose eyes see the names of callouts; NULL: */
    const struct policy *policy; /* they are in there; NULL: they have none */
};

/* False: there is no such layer. */
bool cost_layer_exists(const char *name);

/* One object a line, the first of them
 *   {"cost":"counting","on":B,"every":N,"classifies":N,"ns":N,"filters":N,"burdens":N,"gone":N,"lost":N}
 * where filters and burdens say how many there are and not how many are told, `gone` are matches of filters that are no more, `lost`
 * those of filters for which there was no room. Then {"cost":"layer|sublayer|callout|filter",...,"calls":N,"matches":N,"ns":N,
 * "matchPermille":N,"nsPermille":N}, of all matches and all time of the layers; and {"cost":"burden",...}. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status cost_report(const struct ruleset *rules, const struct cost *sum, const struct cost_wish *wish,
                                       struct buffer *out);
/* What this kernel's threads have counted. Any thread. */
MUST_CHECK enum wfp_status cost_report_kernel(struct kernel *k, const struct cost_wish *wish, struct buffer *out);

#endif
