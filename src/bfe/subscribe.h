/* Change subscriptions (docs/behaviour A.9): a program hears of objects that others add and delete, after the commit, on another
 * thread, without guarantee. */
#ifndef WFP_BFE_SUBSCRIBE_H
#define WFP_BFE_SUBSCRIBE_H

#include "bfe/enumerate.h"

/* One change: what, and whether it was added or deleted; not the object. */
struct object_change {
    uint64_t         subscription; /* the handle of the one that hears it */
    enum object_kind kind;
    uint32_t         type; /* CHANGE_ADD, CHANGE_DELETE */
    struct guid      key;
    uint64_t         id; /* run-time id; 0 for kinds without */
};
typedef void (*object_change_fn)(void *context, const struct object_change *change);

struct change_subscription_config {
    enum object_kind              kind;
    uint32_t                      flags;    /* SUBSCRIPTION_FLAG_*; 0 is refused: it would never hear anything */
    const struct object_template *select; /* NULL: all; copied */
    object_change_fn              told;
    void                         *context;
};

/* WFP_TXN_IN_PROGRESS inside an explicit transaction; WFP_INVALID_FLAGS; WFP_NEVER_MATCH and what a template is refused
 * with; WFP_ACCESS_DENIED. */
MUST_CHECK enum wfp_status bfe_subscribe(struct bfe_session *s, const struct change_subscription_config *c, uint64_t *handle);
/* Returns when no callback runs, but for a call from within it. WFP_TXN_IN_PROGRESS, WFP_INVALID_HANDLE. */
MUST_CHECK enum wfp_status bfe_unsubscribe(struct bfe_session *s, enum object_kind kind, uint64_t handle);

struct change_subscription_row {
    uint32_t               flags;
    struct guid            session_key; /* whose it is */
    struct object_template select; /* what it reaches is in the arena */
    bool                   has_template;
};
/* All sessions' subscriptions to a kind. WFP_ACCESS_DENIED. */
MUST_CHECK enum wfp_status bfe_subscription_list(struct bfe_session *s, enum object_kind kind, struct arena *arena,
                                                 struct change_subscription_row **out, uint32_t *count);

#endif
