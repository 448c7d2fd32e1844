/* One classify: a pure read of a ruleset. (layer, values, metadata, packet) -> (action, rights, flags, deciding filter, trace).
 * Takes no lock and allocates nothing, unless a trace is asked for. */
#ifndef WFP_ENGINE_CLASSIFY_H
#define WFP_ENGINE_CLASSIFY_H

#include "engine/ruleset.h"
#include "model/metadata.h"
#include "model/value.h"

struct trace;
struct classify_request; /* callout/request.h */
struct cost;             /* engine/cost.h */
struct verdict_cache;    /* engine/verdict_cache.h */

/* How a callout finds its flow context; NULL in a classify without a flow. */
typedef uint64_t (*flow_context_fn)(const void *flow, const struct rule *rule);

/* Who ended each sublayer, and with what: the filter's own action or its callout's answer. For those who report decisions. */
#define TERMINATORS_MAX 32u

struct terminator {
    const struct rule *rule;
    enum action_type   action;
};

struct terminators {
    uint32_t          count; /* of sublayers that a filter ended; the first TERMINATORS_MAX of them are kept, highest first */
    struct terminator of[TERMINATORS_MAX];
};

struct classify_in {
    const struct layer_row *layer;
    const struct value     *values; /* layer->field_count of them, in the layer's order */
    const struct metadata  *metadata;
    void                   *layer_data; /* a NET_BUFFER_LIST or what the layer documents; may be NULL */
    const void             *flow;
    flow_context_fn         flow_context;
    struct terminators     *terminators; /* filled in; NULL: nobody asks */
    struct classify_request *request;    /* what callouts may change, or answer later (classifyContext); NULL: neither */
    struct cost             *cost;       /* counts what some of them cost; NULL: nobody wants to know */
    struct verdict_cache    *cache;      /* may know the verdict; NULL: it is made anew */
};

struct classify_out {
    enum action_type   action; /* ACTION_PERMIT or ACTION_BLOCK when the classify is over */
    uint32_t           rights; /* RIGHT_ACTION_WRITE: set = soft */
    uint32_t           flags;  /* CLASSIFY_OUT_FLAG_* of the deciding callout */
    const struct rule *rule;   /* who decided; NULL: nobody did, permitted by default (B-021) */
    bool               veto;   /* a callout blocked after the right was gone (B-018) */
};

/* Decides. `trace` may be NULL. */
void engine_classify(const struct ruleset *rules, const struct classify_in *in, struct classify_out *out, struct trace *trace);

/* As so many calls with values[i] in the place of in->values, and out[i]; what `in` has beside them is the same for all. Where the first
 * match of one sublayer decides, the headers are looked up together, without the cache: their memory is on its way while others are
 * looked at. */
void engine_classify_batch(const struct ruleset *rules, const struct classify_in *in, const struct value *const *values, uint32_t count,
                           struct classify_out *out);

/* The matching rules of a layer in rank order, at most `max`; returns how many there are. By the linear index, the oracle of every
 * faster one, and by the index that classifies use. */
uint32_t index_linear(const struct ruleset *rules, const struct classify_in *in, const struct rule **out, uint32_t max);
uint32_t index_matches(const struct ruleset *rules, const struct classify_in *in, const struct rule **out, uint32_t max);

#endif
