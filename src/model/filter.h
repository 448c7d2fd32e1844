/* The policy objects as records: provider, provider context, sublayer, callout, filter. A record is plain data; whoever holds it owns what
 * its pointers reach (policy files allocate them from one arena). BFE turns records into a ruleset. */
#ifndef WFP_MODEL_FILTER_H
#define WFP_MODEL_FILTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/guid.h"
#include "model/schema.h"
#include "model/value.h"

struct provider {
    struct guid key;
    const char *name; /* UTF-8 */
    const char *description;
    uint32_t    flags; /* PROVIDER_FLAG_* */
    const char *service;   /* NULL: none */
    struct byte_blob data; /* the caller's own, carried unchanged, as in the other records */
};

/* What filters hand to callouts. */
struct provider_context {
    struct guid key;
    const char *name;
    const char *description;
    uint32_t    flags; /* CONTEXT_FLAG_* */
    struct guid provider;
    uint64_t    id;   /* run-time id, given by BFE */
    uint32_t    type; /* CONTEXT_* */
    struct byte_blob value; /* what the type's member reaches, in the border's encoding */
    struct byte_blob data;
};

struct sublayer {
    struct guid key;
    const char *name;
    const char *description;
    uint32_t    flags; /* SUBLAYER_FLAG_* */
    struct guid provider; /* zero: none */
    uint16_t    weight;
    struct byte_blob data;
};

struct callout {
    struct guid key;
    const char *name;
    const char *description;
    uint32_t    flags; /* CALLOUT_OBJECT_FLAG_* */
    struct guid provider;
    uint16_t    layer; /* applicable layer, LAYER_ID_* */
    uint32_t    id;    /* run-time id, given by BFE */
    struct byte_blob data;
};

struct condition {
    enum field_id   field;
    enum match_type match;
    struct value    value;
};

struct filter {
    struct guid             key;
    uint64_t                id; /* run-time id, given by BFE; 1 or more */
    const char             *name;
    const char             *description;
    uint32_t                flags; /* FILTER_FLAG_* */
    struct guid             provider;
    uint16_t                layer;    /* LAYER_ID_* */
    struct guid             sublayer; /* zero: the layer's default (UNIVERSAL) */
    struct value            weight;   /* TYPE_EMPTY, TYPE_UINT8 0..15 or TYPE_UINT64, as the caller gave it */
    uint64_t                effective_weight; /* given by BFE */
    uint32_t                condition_count;
    const struct condition *conditions;
    enum action_type        action;
    struct guid             callout; /* of a callout action */
    struct guid             type;    /* of another action: the caller's own, carried unchanged */
    struct guid             provider_context; /* with FILTER_FLAG_HAS_PROVIDER_CONTEXT */
    uint64_t                raw_context;      /* without */
    struct byte_blob        data;
    const struct provider_context *shown_context; /* given by BFE to the engine: what its callout is to see */
};

/* A whole policy: what a policy file says, or a snapshot of an engine. */
struct policy {
    struct provider *providers;
    struct sublayer *sublayers;
    struct callout  *callouts;
    struct filter   *filters;
    struct provider_context *contexts;
    uint32_t         provider_count, sublayer_count, callout_count, filter_count, context_count;
};

#endif
