/* The Base Filtering Engine: the policy objects, who may change them, and the ruleset that the classify path reads. Objects are
 * copies that the store owns; every change is a transaction that ends in a new ruleset, published by one pointer store.
 *
 * Any thread at PASSIVE. The lock is never held while a callout's notify function or a subscriber runs. What is persistent is handed
 * to `persist` before it holds; without one it lasts as long as the store. */
#ifndef WFP_BFE_STORE_H
#define WFP_BFE_STORE_H

#include "bfe/container.h"
#include "bfe/object_set.h"
#include "callout/registry.h"
#include "engine/ruleset.h"

struct bfe;
struct bfe_session;
struct net_event_log; /* bfe/net_event_log.h */

/* A persistent object that a commit adds or deletes. */
struct bfe_change {
    bool                 deleted;
    const struct object *object;
};

struct bell_waits;

struct bfe_config {
    struct callout_registry *callouts; /* not owned; outlives the store; a store hears its changes */
    const struct policy     *initial;  /* static objects to begin with, already valid; NULL: none */
    /* Takes a ruleset that is not current any more and frees it when no walk reads it. NULL: it is freed at once, for those
     * who never change policy within a walk. */
    void (*retire)(void *context, struct ruleset *old);
    void *context;
    const struct bell_waits *waits; /* how sessions wait for their turn (base/bell.h); NULL: like any thread */
    /* Makes the change durable, as one: when it answers WFP_OK all of it will be there after a crash, otherwise nothing. Called under
     * the lock. NULL: nothing is kept. */
    enum wfp_status (*persist)(void *context, const struct bfe_session *by, const struct bfe_change *changes, uint32_t count);
    /* The same for an option or a descriptor of a container or an object (bfe/setting.h). */
    enum wfp_status (*persist_option)(void *context, const struct bfe_session *by, uint32_t option, uint32_t value);
    enum wfp_status (*persist_descriptor)(void *context, const struct bfe_session *by, enum container c, const struct object *o,
                                          const struct byte_blob *descriptor);
    void *persist_context;
    /* Whether a provider's service exists and starts by itself. NULL: every one does. */
    bool (*service_starts)(void *context, const char *service);
    void    *service_context;
    bool     starts_later;  /* only boot-time filters hold until bfe_start() */
    bool     starts_with_commit; /* with the first commit, when nobody calls bfe_start() before */
    uint32_t txn_limit_ms;  /* how long a program may hold a transaction; 0: an hour */
    uint64_t seed;          /* of generated keys; another one for every run of a store that keeps objects */
    /* Where net events go; not owned, outlives the store. NULL: a log of the store's own. The engine's options rule it. */
    struct net_event_log *events;
    /* The ruleset's index wants work (bfe_compact()). Called under the lock. NULL: commits do it themselves when it is due, always at
     * the same ones. */
    void (*compaction_due)(void *context);
    void *compaction_context;
    struct rank_order order; /* of evaluation (engine/rank.h); zero: as chosen */
};

MUST_CHECK enum wfp_status bfe_new(const struct bfe_config *config, struct bfe **out);
/* Ends all sessions; the current ruleset goes with the store. */
void bfe_free(struct bfe *b);

/* --- the beginning of a store that keeps objects --------------------------------------------------------------------------- */

/* Between bfe_new() with starts_later and bfe_start(): what the last run left, providers first, filters last. A record that is not
 * valid any more is refused with its status. `descriptor` may be NULL. */
MUST_CHECK enum wfp_status bfe_load(struct bfe *b, enum object_kind kind, const void *record, const struct byte_blob *descriptor);
/* The boot-time filters that are loaded hold from now on. */
MUST_CHECK enum wfp_status bfe_boot(struct bfe *b);
/* From the boot-time filters to all others, in one step. */
MUST_CHECK enum wfp_status bfe_start(struct bfe *b);

/* --- the ruleset ----------------------------------------------------------------------------------------------------------- */

/* The current ruleset; valid until it is retired. Loaded once for each walk of a packet. */
const struct ruleset *bfe_ruleset(const struct bfe *b);

/* Makes the index of the ruleset good again while commits go on; WFP_NO_MEMORY leaves it as it is. For one thread, which calls it
 * when compaction_due() was called; before bfe_free() it has returned. */
MUST_CHECK enum wfp_status bfe_compact(struct bfe *b);

/* For those who see packets, and for reading; ends with the store unless it was given. */
struct net_event_log *bfe_net_events(const struct bfe *b);
/* NULL when it has none. */
struct callout_registry *bfe_callouts(const struct bfe *b);

/* The objects as committed, but for the built-in ones; valid until the next change. For the owner of the store: linting,
 * reports. Filters have their run-time ids. Empty when there is no memory. */
const struct policy *bfe_policy(struct bfe *b);

/* --- changing: alone, or inside the session's transaction (A-015, A-030) ------------------------------------------------- */

/* The documented status of an add, with all that the record reaches copied. Run-time ids in the record are ignored (A-036,
 * `descriptor` is a self-relative security descriptor, NULL for the default one; `out` may be NULL, the object is
 * counted for the caller. */
MUST_CHECK enum wfp_status bfe_add(struct bfe_session *s, enum object_kind kind, const void *record,
                                   const struct byte_blob *descriptor, struct object **out);
/* The same for those who want the id alone; it may be NULL. */
MUST_CHECK enum wfp_status bfe_provider_add(struct bfe_session *s, const struct provider *p);
MUST_CHECK enum wfp_status bfe_sublayer_add(struct bfe_session *s, const struct sublayer *l);
MUST_CHECK enum wfp_status bfe_callout_add(struct bfe_session *s, const struct callout *c, uint32_t *id);
MUST_CHECK enum wfp_status bfe_filter_add(struct bfe_session *s, const struct filter *f, uint64_t *id);

MUST_CHECK enum wfp_status bfe_delete(struct bfe_session *s, enum object_kind kind, const struct guid *key);
/* Kinds with run-time ids. */
MUST_CHECK enum wfp_status bfe_delete_id(struct bfe_session *s, enum object_kind kind, uint64_t id);

/* --- reading -------------------------------------------------------------------------------------------------------------- */

/* What a session sees, its own pending changes included; built-in objects are found too. *out is counted for the caller,
 * who ends with bfe_put(). WFP_ACCESS_DENIED. */
MUST_CHECK enum wfp_status bfe_get(struct bfe_session *s, enum object_kind kind, const struct guid *key, struct object **out);
MUST_CHECK enum wfp_status bfe_get_id(struct bfe_session *s, enum object_kind kind, uint64_t id, struct object **out);
void bfe_put(struct object *o);
/* Whether a driver has registered the callout now. */
bool bfe_callout_is_registered(struct bfe_session *s, const struct guid *key);

/* May the session's caller do this with the container? `rights` is ACTRL_*. */
MUST_CHECK enum wfp_status bfe_check(struct bfe_session *s, enum container c, uint32_t rights);
MUST_CHECK enum wfp_status bfe_check_layer(struct bfe_session *s, uint16_t layer, uint32_t rights);

#endif
