/* A BFE whose persistent objects survive: the store of a state directory behind it. Beside the policy the directory has a second, small store
 * with the boot-time filters alone, so that they hold even when the policy is lost. */
#ifndef WFP_HOST_DURABLE_H
#define WFP_HOST_DURABLE_H

#include "bfe/store.h"
#include "store/store.h"

struct durable;

struct durable_config {
    const char              *state_dir; /* exists */
    struct callout_registry *callouts;
    void (*retire)(void *context, struct ruleset *old);
    /* One line for the log: damage, a record that cannot be loaded. */
    void (*log)(void *context, const char *line);
    void    *context;
    uint32_t txn_limit_ms; /* 0: the default */
    const char *service_root; /* where services are looked up (host/service.h); NULL: this machine's. Borrowed */
};

/* Opens the store and brings BFE up with what it has: first the boot-time filters, then, in one step, all others. When the policy was lost
 * BFE stays in its starting state, so that the boot-time filters hold, until the first commit. On failure `why` is one line. */
MUST_CHECK enum wfp_status durable_new(const struct durable_config *config, struct durable **out, char why[STORE_WHY_SIZE]);
/* Every client is gone. NULL: nothing. */
void durable_free(struct durable *d);

struct bfe *durable_bfe(struct durable *d);
/* For the log of versions: lock it around every use, because commits come from any thread. */
struct store *durable_store_lock(struct durable *d);
void          durable_store_unlock(struct durable *d);

#endif
