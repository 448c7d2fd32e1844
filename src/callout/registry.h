/* The registered callouts: which functions answer for which callout key. A registration has nothing to do with policy; BFE
 * asks for the bindings when it builds a ruleset and hears when the set changes (C-001, C-004).
 *
 * Any thread. No function of a callout is called under a lock of the registry. A callout stays in memory while a ruleset, a
 * flow context or a caller holds it, but nothing of it is called once unregistering has returned (C-008). */
#ifndef WFP_CALLOUT_REGISTRY_H
#define WFP_CALLOUT_REGISTRY_H

#include "engine/classify.h"

struct callout_registry;
struct callout_entry;
struct flow_table;
struct hooks;
struct nt_system;

/* FWPS_CALLOUT_NOTIFY_TYPE. */
enum callout_notify { CALLOUT_ADD_FILTER, CALLOUT_DELETE_FILTER, CALLOUT_ADD_FILTER_POST_COMMIT };

/* What a driver's callout can do. Each is given the registration's context. */
struct callout_functions {
    void (*classify)(void *context, const struct classify_in *in, const struct rule *rule, uint64_t flow_context,
                     struct classify_out *out);
    /* rule->view for classify, or NULL: see struct callout_ops. */
    enum wfp_status (*view)(void *context, const struct rule *rule, struct arena *arena, const void **view);
    /* A filter that names the callout comes or goes. *filter_context is what classify will see as the filter's context; the
     * callout may change it when the filter is added (C-019). An error refuses an add and means nothing otherwise (C-016). */
    enum wfp_status (*notify)(void *context, enum callout_notify type, const struct rule *rule, uint64_t *filter_context);
    /* NULL for a callout that puts no context on flows (C-003). */
    void (*flow_delete)(void *context, uint16_t layer, uint32_t callout_id, uint64_t flow_context);
    /* The context is not used any more; may be NULL. */
    void (*release)(void *context);
};

struct callout_registration {
    struct guid                     key;
    uint32_t                        flags; /* CALLOUT_FLAG_* */
    const struct callout_functions *functions;
    void                           *context; /* taken on success */
    const void                     *owner;   /* the driver (nt/driver.h), for listing; may be NULL */
    unsigned                        version; /* of its classify function, for listing */
};

MUST_CHECK enum wfp_status callout_registry_new(struct callout_registry **out);
/* Before the first use: those who wait for callouts, injections or operations do so where the system of the drivers' threads
 * knows it (bell_wait() with the registry's lock, struct bell idle). Without it, or with NULL, they wait like other threads. */
void callout_registry_schedule(struct callout_registry *r, struct nt_system *nt);
/* Before the first use: who watches classify functions (base/hooks.h); NULL: nobody. */
void callout_registry_watch(struct callout_registry *r, const struct hooks *hooks);
/* Callouts still registered end without a word. Every ruleset and flow table that knows them must be gone. */
void callout_registry_free(struct callout_registry *r);

/* Called after the set has changed, without a lock; an error takes a registration back. */
typedef enum wfp_status (*callouts_changed_fn)(void *context, const struct guid *key);
void callout_registry_on_change(struct callout_registry *r, callouts_changed_fn changed, void *context);

/* WFP_INVALID_ARGUMENT without classify and notify functions or with an unknown flag (C-003, C-010); WFP_ALREADY_EXISTS
 * (C-002); WFP_TOO_MANY_CALLOUTS; WFP_NO_MEMORY. `id` may be NULL. */
MUST_CHECK enum wfp_status callout_register(struct callout_registry *r, const struct callout_registration *what, uint32_t *id);

/* Returns when no function of the callout runs. WFP_CALLOUT_NOT_FOUND; WFP_IN_USE while another thread is unregistering it
 * (C-006); WFP_DEVICE_BUSY while it has contexts on flows (C-005), or when the caller is inside one of its functions, where
 * waiting would never end. After an error nothing has changed. */
MUST_CHECK enum wfp_status callout_unregister(struct callout_registry *r, uint32_t id);
MUST_CHECK enum wfp_status callout_unregister_key(struct callout_registry *r, const struct guid *key);

/* The run-time id of a key: the same for the registered callout and for the policy's callout object, from the first that
 * names the key to the last: whoever takes it puts it when his callout is gone. 0: no memory. */
uint32_t callout_id_take(struct callout_registry *r, const struct guid *key);
void     callout_id_put(struct callout_registry *r, const struct guid *key);

/* The callouts registered now, each held; for building a ruleset. */
struct callout_bindings {
    struct callout_binding *bindings;
    uint32_t                count;
};
MUST_CHECK enum wfp_status callout_bindings_get(struct callout_registry *r, struct callout_bindings *out);
void callout_bindings_put(struct callout_bindings *b);

/* A registered callout, held, or NULL. */
struct callout_entry *callout_get(struct callout_registry *r, const struct guid *key);
void                  callout_put(struct callout_entry *e);
uint32_t              callout_flags(const struct callout_entry *e);
unsigned              callout_version(const struct callout_entry *e);
const void           *callout_owner(const struct callout_entry *e); /* as registered */
/* Tells it of a filter. WFP_CALLOUT_NOTIFICATION_FAILED when it answers with an error. A callout that was unregistered
 * meanwhile is not called. */
MUST_CHECK enum wfp_status callout_notify(struct callout_entry *e, enum callout_notify type, const struct rule *rule,
                                          uint64_t *filter_context);

/* The ruleset that is in force from now on; and whether at a layer of frames some filter of it calls a registered callout. Any thread,
 * not on the packet path. */
void callout_registry_note_rules(struct callout_registry *r, const struct ruleset *rules);
bool callout_registry_asks_at(const struct callout_registry *r, uint16_t layer);

struct callout_info {
    struct guid key;
    uint32_t    id, flags;
    unsigned    version;
    const void *owner;
    uint32_t    flow_contexts; /* on flows now */
};
/* At most `max` of those that `owner` registered (NULL: everybody's), in order of registration; returns how many there are. */
uint32_t callout_list(struct callout_registry *r, const void *owner, struct callout_info *out, uint32_t max);

/* For the host, when a module goes away without having unregistered (C-009): its callouts are not called again, not even
 * for their flow contexts. Returns how many there were. */
uint32_t callout_expel(struct callout_registry *r, const void *owner);

#endif
