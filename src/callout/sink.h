/* The way up from callouts to the shims: injected packets, operations that a callout has completed, flows that it ends. The
 * host that walks packets offers a sink; what arrives waits there until the walking thread is between two walks, so that a
 * function called from within a classify never re-enters the shims. */
#ifndef WFP_CALLOUT_SINK_H
#define WFP_CALLOUT_SINK_H

#include "base/status.h"
#include "callout/registry.h"

struct injection;        /* callout/injection.h */
struct pended_operation; /* callout/pend.h */
struct classify_request; /* callout/request.h */

/* How what arrives waits in the sink: in the order in which it came, whatever it is. First member of each: of an injection, a
 * pended operation, a classify request. */
enum sink_kind { SINK_INJECTION, SINK_OPERATION, SINK_CLASSIFY, SINK_ABORT };

struct sink_link {
    struct sink_link *next;
    enum sink_kind    kind;   /* set by the sink */
    unsigned          walker; /* the number of the thread on which it began; 0: none that walks */
};

/* Several threads may walk, each with a shim and flows of its own: a thread that walks has a number from 1 to WALKERS_MAX. 0: this
 * one does not. */
#define WALKERS_MAX 192u
unsigned walker_number(void);
void     walker_number_set(unsigned number);

/* Any thread may call them, at up to DISPATCH_LEVEL; none of them walks or calls back before it returns. After an error
 * nothing was taken. */
struct packet_sink {
    void *context;
    /* Takes the injection; its owner hears by injection_done(), once. */
    enum wfp_status (*inject)(void *context, struct injection *i);
    /* FwpsCompleteOperation0: the operation goes on (C-067). Takes it. */
    void (*complete_operation)(void *context, struct pended_operation *op);
    /* FwpsCompleteClassify0 and a changed redirect: the layer goes on (C-048). Takes it. */
    void (*complete_classify)(void *context, struct classify_request *request);
    /* FwpsFlowAbort0. WFP_NO_MEMORY. */
    enum wfp_status (*abort_flow)(void *context, uint64_t flow_id);
    /* For a thread that waits for what the sink holds: true when the caller is the walking thread itself, between two walks, and
     * something was done; then it looks again before it waits. */
    bool (*serve)(void *context);
    /* Whether the caller may wait for what the sink holds: it is not the thread that walks. NULL: nobody may. */
    bool (*may_wait)(void *context);
};

/* NULL: nobody walks packets; injecting is WFP_TCPIP_NOT_READY (D-032). The sink outlives its registration. */
void                      callout_registry_set_sink(struct callout_registry *r, const struct packet_sink *sink);
const struct packet_sink *callout_registry_sink(struct callout_registry *r);

#endif
