/* Flow contexts: 64 bits that a callout keeps on a flow for its classify calls at one layer (docs/behaviour C.3). A flow is
 * named by its id, as in the metadata (FLOW_HANDLE).
 *
 * Any thread may associate and remove; classify calls run on the owner thread of the flow table. The callout's flow_delete is
 * called once for each context, without a lock. */
#ifndef WFP_CALLOUT_CONTEXT_H
#define WFP_CALLOUT_CONTEXT_H

#include "callout/flow.h"
#include "callout/registry.h"

struct flow_context;
struct nt_trail;

/* Which flows the ids name. The contexts of a flow end with it (C-029), those of all flows with the table; before the table goes,
 * the registry is told NULL. */
void flow_contexts_attach(struct callout_registry *r, struct flow_table *flows);
/* The same for one of several walking threads, whose table gets its number (from 1). */
void flow_contexts_attach_of(struct callout_registry *r, unsigned walker, struct flow_table *flows);

/* WFP_INVALID_ARGUMENT: context 0, a callout that is not registered or takes no contexts (C-024), no such layer or flow (C-031).
 * WFP_NAME_EXISTS: it has one there (C-025). WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status flow_context_associate(struct callout_registry *r, uint64_t flow_id, uint16_t layer,
                                                  uint32_t callout_id, uint64_t context);

/* WFP_OK: gone, flow_delete has been called. WFP_PENDING: the caller is inside a classify of that flow; flow_delete comes when
 * that is over, and no classify sees the context any more. WFP_UNSUCCESSFUL: there was none, or no such flow (C-028, C-031). */
MUST_CHECK enum wfp_status flow_context_remove(struct callout_registry *r, uint64_t flow_id, uint16_t layer,
                                               uint32_t callout_id);

/* The contexts that are on flows now, for reports. */
struct flow_context_info {
    uint64_t flow_id;
    uint64_t value;
    uint32_t callout_id;
    uint16_t layer;
    const struct nt_trail *made; /* where in the driver (nt/trail.h) */
};
void flow_contexts_each(struct callout_registry *r, void (*each)(void *context, const struct flow_context_info *c), void *context);

/* For struct classify_in: what the rule's callout has on the flow at the rule's layer; else 0 (C-027). `flow` may be NULL. What it
 * shows stays until flow_context_seen(), which the call of the callout ends with. Owner thread. */
uint64_t flow_context_of(const void *flow, const struct rule *rule);
void     flow_context_seen(const void *flow, const struct rule *rule);

/* A classify of the flow is over: ends the contexts that waited for it. Owner thread. */
void flow_contexts_finish(struct callout_registry *r, const void *flow);

/* Whether the id names a flow that is not over. */
bool flow_context_may(struct callout_registry *r, uint64_t flow_id);

#endif
