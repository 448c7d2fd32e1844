/* The store from inside. Private to store.c, change.c, notice.c, session.c and txn.c. */
#ifndef WFP_BFE_STORE_STATE_H
#define WFP_BFE_STORE_STATE_H

#include <pthread.h>
#include <stdatomic.h>

#include "bfe/session.h"
#include "bfe/store.h"
#include "bfe/txn.h"

/* A filter of which its callout has yet to hear. */
struct notice {
    struct notice      *next;
    struct object      *filter; /* counted */
    enum callout_notify type;
};

struct txn {
    bool              read_only;
    bool              implicit; /* covers one call, and those made from within it */
    bool              worked;   /* a call has succeeded */
    unsigned          calls;    /* at work in it now */
    struct object_set set;      /* a writer's own copy */
    struct notice    *added;    /* filters whose callout was told of their add: told again if it comes to nothing (C-021) */
    struct notice    *deleted;  /* filters to tell of when it is committed */
};

struct bfe_session {
    struct bfe_session *next;   /* guarded by: store lock */
    struct bfe         *bfe;
    struct guid         key;    /* immutable after publish, as are id, dynamic, wait_ms */
    uint64_t            id;     /* never 0 */
    bool                dynamic;
    uint32_t            wait_ms;
    struct txn         *txn;    /* guarded by: store lock */
    pthread_t           holder; /* thread that began it */
};

struct bfe {
    struct bfe_config         config; /* immutable */
    pthread_mutex_t           lock;
    pthread_cond_t            turn;     /* a transaction has ended */
    struct bfe_session       *sessions; /* guarded by: lock, like all below */
    struct bfe_session       *writer;
    uint32_t                  readers;
    struct object_set         set; /* committed */
    struct subscription      *subscriptions;
    uint64_t                  generation, next_session, next_filter, next_key;
    _Atomic(struct ruleset *) rules; /* rcu */
};

/* All under the lock. */

/* The session's transaction, or an implicit one for this call; txn_leave() follows with the call's outcome, which commits or
 * drops an implicit one. */
MUST_CHECK enum wfp_status txn_enter(struct bfe_session *s, bool read_only, struct txn **out);
MUST_CHECK enum wfp_status txn_leave(struct bfe_session *s, struct txn *t, enum wfp_status outcome);
/* Drops a transaction and all of it. Leaves the lock meanwhile. */
void txn_drop(struct bfe_session *s);
/* What the session sees now. */
const struct object_set *txn_view(const struct bfe_session *s);

/* Notes that the filter's callout has to hear of it. */
MUST_CHECK enum wfp_status notice_add(struct notice **list, struct object *filter, enum callout_notify type);
/* Tells them, oldest first, and empties the list. Leaves the lock meanwhile. */
void notices_tell(struct bfe *b, struct notice **list);
void notices_free(struct notice **list);

/* Tells the filter's callout, if one is registered. Leaves the lock meanwhile. */
MUST_CHECK enum wfp_status store_notify(struct bfe *b, struct object *filter, enum callout_notify type);
/* Gives a copied record what BFE gives: a key, a run-time id. */
MUST_CHECK enum wfp_status store_assign(struct bfe *b, enum object_kind kind, struct object *o);
/* Builds the ruleset of a set and makes it current. store_retire() follows for the old one, when all else is in order: it leaves
 * the lock meanwhile. */
MUST_CHECK enum wfp_status store_publish(struct bfe *b, const struct object_set *set, struct ruleset **old);
void store_retire(struct bfe *b, struct ruleset *old);

#endif
