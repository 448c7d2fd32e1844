/* Operations that wait for a callout (FwpsPendOperation0, docs/behaviour C.6). While a layer that allows it is classified the
 * metadata carry a completion handle: the address of a pend_slot on the walk. A callout that pends turns it into an operation,
 * which the shim takes when the classify is over; completing it hands it to the sink, whichever comes first. Any thread. */
#ifndef WFP_CALLOUT_PEND_H
#define WFP_CALLOUT_PEND_H

#include <pthread.h>

#include "callout/registry.h"
#include "callout/sink.h"
#include "pkt/nbl_layout.h"

struct pend_slot {
    struct callout_registry *registry;
    bool                     reauthorizing; /* WFP_CANNOT_PEND (C-065) */
    struct pended_operation *pended;        /* by a callout of this classify; NULL: none */
};

struct pended_operation {
    struct sink_link         link;      /* the sink's queue */
    struct callout_registry *registry;
    const void              *owner;    /* driver that pended it */
    uint64_t                 filter_id; /* of the callout that pended it; 0 unknown */
    bool                     taken;     /* the shim has attached its state; guarded by: the registry's lock */
    bool                     completed; /* guarded by: the registry's lock */
    NET_BUFFER_LIST         *completed_with; /* J-020 */
    /* The shim's: what goes on, and how to give it up when the host ends. Set before `taken`. */
    void *state;
    void (*discard)(void *state);
};

/* `handle` as the metadata have it. WFP_NULL_POINTER, WFP_CANNOT_PEND, WFP_NO_MEMORY. Only on the thread that classifies. */
MUST_CHECK enum wfp_status pend_operation(void *handle, const void *owner, uint64_t filter_id, struct pended_operation **out);
/* After the classify: the operation that waits, with `state` attached, or NULL when nobody pended. If the callout completed it
 * meanwhile, the sink gets it now. */
struct pended_operation *pend_take(struct pend_slot *slot, void *state, void (*discard)(void *state));
/* FwpsCompleteOperation0. False: no such operation, or completed before (C-071). */
bool pend_complete(struct callout_registry *r, void *operation, NET_BUFFER_LIST *nbl);
/* The sink or the shim is done with it: `state` is the caller's again, the operation is freed. */
void pend_finish(struct pended_operation *op);
/* Those of an owner that were never completed; for reports at unload. */
uint32_t pend_count(struct callout_registry *r, const void *owner);

#endif
