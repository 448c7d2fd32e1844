/* Operations that wait for a callout (FwpsPendOperation0, docs/behaviour C.6). While a layer that allows it is classified the
 * metadata carry a completion handle: the address of a pend_slot on the walk. A callout that pends turns it into an operation,
 * which the shim takes when the classify is over; completing it hands it to the sink, whichever comes first. Several callouts
 * of one classify may pend: each has an operation of its own, and what waits goes on when the last of them is completed. Any
 * thread. */
#ifndef WFP_CALLOUT_PEND_H
#define WFP_CALLOUT_PEND_H

#include "callout/registry.h"
#include "callout/sink.h"

struct pend_slot {
    struct callout_registry *registry;
    bool                     reauthorizing; /* WFP_CANNOT_PEND (C-065) */
    struct pended_operation *pended;        /* by a callout of this classify, the first of them; NULL: none */
};

#define PENDED_NAME_SIZE 64

struct pended_operation {
    struct sink_link         link;     /* the sink's queue */
    struct pended_operation *listed;   /* guarded by: the registry's lock */
    struct pended_operation *first;    /* that of the same classify which the shim takes; itself when it is that one */
    struct callout_registry *registry; /* immutable after publish, like owner, filter_id and filter */
    const void              *owner;    /* driver that pended it */
    uint64_t                 filter_id; /* of the callout that pended it; 0 unknown */
    char                     filter[PENDED_NAME_SIZE];
    uint64_t                 serial;    /* never given again; immutable after publish */
    uint32_t                 waiting;   /* of `first`: how many are not completed; guarded by: the registry's lock */
    bool                     taken;     /* the shim has attached its state; guarded by: the registry's lock */
    bool                     completed; /* guarded by: the registry's lock */
    /* The shim's: what goes on, and how to give it up when the host ends. Set before `taken`. */
    void *state;
    void (*discard)(void *state);
};

/* The calling thread classifies a layer whose metadata carry the slot; until pend_take(). One at a time. */
void pend_open(struct pend_slot *slot);
/* `handle` as the metadata have it. WFP_NULL_POINTER, WFP_CANNOT_PEND, WFP_NO_MEMORY; WFP_INVALID_HANDLE for a handle that is not
 * that of the classify in which the thread is. */
MUST_CHECK enum wfp_status pend_operation(const void *handle, const void *owner, struct pended_operation **out);
/* Takes back what pend_operation() did, before anybody else knew of it. */
void pend_withdraw(struct pended_operation *op);
/* After the classify: the operation that waits, or NULL when nobody pended. `hold` makes the state of what waits; it is called
 * when somebody did and may answer NULL: then nothing goes on later. If the callouts completed it meanwhile, the sink gets it
 * now. */
struct pended_operation *pend_take(struct pend_slot *slot, void *(*hold)(void *context), void *context,
                                   void (*discard)(void *state));
/* FwpsCompleteOperation0; its list of packets has no meaning here (J-020). False: no such operation, or completed before
 * (C-071). */
bool pend_complete(struct callout_registry *r, const void *operation);
/* The serial of the operation that the shim takes for it; 0: no such operation, or it is completed. */
uint64_t pend_serial(struct callout_registry *r, const void *operation);
/* What waited has gone on, or never will: for a thread that is not the walking one, at once for that. Drivers that look at what
 * the reauthorization did with their own lists rely on it when FwpsCompleteOperation0 returns. */
void pend_await(struct callout_registry *r, uint64_t serial);
/* The sink or the shim is done with it: `state` is the caller's again, the operation is freed with those of its classify. */
void pend_finish(struct pended_operation *op);

/* Those of an owner that were never completed (NULL: everybody's); for reports at unload. */
uint32_t pend_count(struct callout_registry *r, const void *owner);
/* What an owner left behind is given up: it will never be completed. Returns how many there were. */
uint32_t pend_abandon(struct callout_registry *r, const void *owner);

#endif
