/* The Base Filtering Engine: the policy objects, who may change them, and the ruleset that the classify path reads. Objects are
 * copies that the store owns; every change is a transaction that ends in a new ruleset, published by one pointer store.
 *
 * Any thread at PASSIVE. The lock is never held while a callout's notify function runs. Kept in memory only: persistent
 * objects last as long as the store. */
#ifndef WFP_BFE_STORE_H
#define WFP_BFE_STORE_H

#include "bfe/object_set.h"
#include "callout/registry.h"
#include "engine/ruleset.h"

struct bfe;
struct bfe_session;

struct bfe_config {
    struct callout_registry *callouts; /* not owned; outlives the store; a store hears its changes */
    const struct policy     *initial;  /* static objects to begin with, already valid; NULL: none */
    /* Takes a ruleset that is not current any more and frees it when no walk reads it. NULL: it is freed at once, for those
     * who never change policy within a walk. */
    void (*retire)(void *context, struct ruleset *old);
    void *context;
};

MUST_CHECK enum wfp_status bfe_new(const struct bfe_config *config, struct bfe **out);
/* Ends all sessions; the current ruleset goes with the store. */
void bfe_free(struct bfe *b);

/* The current ruleset; valid until it is retired. Loaded once for each walk of a packet. */
const struct ruleset *bfe_ruleset(const struct bfe *b);

/* The objects as committed; valid until the next change. For the owner of the store: linting, reports. Filters have their
 * run-time ids. */
const struct policy *bfe_policy(const struct bfe *b);

/* --- changing: alone, or inside the session's transaction (A-015, A-030) ------------------------------------------------- */

/* The documented status of an add, with all that the record reaches copied. Run-time ids in the record are ignored (A-036,
 * A-069); the id given is stored in *id, which may be NULL. */
MUST_CHECK enum wfp_status bfe_provider_add(struct bfe_session *s, const struct provider *p);
MUST_CHECK enum wfp_status bfe_sublayer_add(struct bfe_session *s, const struct sublayer *l);
MUST_CHECK enum wfp_status bfe_callout_add(struct bfe_session *s, const struct callout *c, uint32_t *id);
MUST_CHECK enum wfp_status bfe_filter_add(struct bfe_session *s, const struct filter *f, uint64_t *id);

MUST_CHECK enum wfp_status bfe_delete(struct bfe_session *s, enum object_kind kind, const struct guid *key);
/* Callouts and filters. */
MUST_CHECK enum wfp_status bfe_delete_id(struct bfe_session *s, enum object_kind kind, uint64_t id);

/* --- reading -------------------------------------------------------------------------------------------------------------- */

/* A copy of what a session sees, its own pending changes included; built-in objects are found too. The caller
 * owns *out and gives it back with bfe_put(). */
MUST_CHECK enum wfp_status bfe_get(struct bfe_session *s, enum object_kind kind, const struct guid *key, struct object **out);
void bfe_put(struct object *o);
/* Whether a driver has registered the callout now. */
bool bfe_callout_is_registered(struct bfe_session *s, const struct guid *key);

#endif
