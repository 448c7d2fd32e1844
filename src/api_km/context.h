/* The kernel-mode border: what Windows drivers call (Fwps*, Fwpm*, Ke*, Ex*, Io*, Rtl*, Wdf*, Ndis*). Border functions carry no
 * host, so they find it through the calling thread: whoever calls into a module enters the host first, and threads that the
 * border makes for a module enter by themselves. No other global exists.
 *
 * Only this module and tools include Windows headers; the interior never does. */
#ifndef WFP_API_KM_CONTEXT_H
#define WFP_API_KM_CONTEXT_H

struct nt_system;        /* nt/system.h: pools, log, devices, scheduler */
struct bfe;              /* bfe/store.h: policy objects, sessions, transactions, the published ruleset */
struct callout_registry; /* callout/registry.h: registered callouts */
struct driver;           /* nt/driver.h: the loaded module */

struct km_context {
    struct nt_system        *nt;
    struct bfe              *bfe;
    struct callout_registry *callouts;
    struct driver           *driver; /* on whose behalf the thread runs; NULL: nobody's */
};

/* The context of the calling thread; NULL outside. */
const struct km_context *km_current(void);
/* The same at the beginning of a function that drivers call: a scheduling point (nt/sched.h), so not with a mutex, and where
 * a verifier hears of the call (base/hooks.h); what several functions share is called by its own name. */
#define km_caller() km_caller_of(__func__)
const struct km_context *km_caller_of(const char *function);
/* Enters `next` (which must outlive the stay) and returns what was current before, for km_leave(). */
const struct km_context *km_enter(const struct km_context *next);
void km_leave(const struct km_context *before);

#endif
