/* The store from inside. Private to BFE. */
#ifndef WFP_BFE_STORE_STATE_H
#define WFP_BFE_STORE_STATE_H

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "base/bell.h"
#include "bfe/guard.h"
#include "bfe/session.h"
#include "bfe/setting.h"
#include "bfe/state.h"
#include "bfe/store.h"
#include "bfe/txn.h"

/* A filter of which its callout has yet to hear. */
struct notice {
    struct notice      *next;
    struct object      *filter; /* counted */
    enum callout_notify type;
};
struct notice_list {
    struct notice *first, *last;
};

/* What a transaction did to the set, in order. */
struct step {
    struct object *object; /* counted */
    bool           deleted;
};

struct txn {
    bool              read_only;
    bool              implicit; /* covers one call, and those made from within it */
    bool              worked;   /* a call has succeeded */
    unsigned          calls;    /* at work in it now */
    struct timespec   began;    /* CLOCK_MONOTONIC */
    struct step      *steps;
    uint32_t          step_count, step_room;
    struct notice_list added;   /* filters whose callout was told of their add: told again if it comes to nothing (C-021) */
};

/* What a program holds through a session, by handle: enumerations and subscriptions. */
struct holding {
    struct holding *next;
    uint64_t        handle;
    int             kind; /* the owner's own */
    void (*end)(struct bfe *b, void *what); /* called without the lock */
    void           *what;
};

struct bfe_session {
    atomic_uint         refs;   /* one until it ends, one for each that holds it */
    struct bfe_session *next;   /* guarded by: store lock */
    struct bfe         *bfe;
    struct guid         key;    /* immutable after publish, as are all down to wait_ms */
    uint64_t            id;     /* never 0 */
    struct session_info info;   /* what it points to is in the arena */
    struct arena        arena;
    bool                dynamic;
    uint32_t            wait_ms;
    bool                cancelled; /* guarded by: store lock, like all below */
    bool                txn_aborted; /* by force */
    unsigned            waiting; /* calls that wait for their turn */
    struct txn         *txn;
    pthread_t           holder; /* thread that began it */
    struct holding     *holdings;
    struct guard_memory memory;
};

struct bfe {
    struct bfe_config         config; /* immutable */
    pthread_mutex_t           lock;
    struct bell               turn;     /* a transaction has ended, a session was cancelled */
    struct bfe_session       *sessions; /* guarded by: lock, like all below */
    struct bfe_session       *writer;
    uint32_t                  readers;
    struct object_set         set; /* with the writer's changes */
    struct subscription      *subscriptions; /* to its state */
    struct change_subscription *change_subscriptions;
    struct policy             shown; /* bfe_policy() */
    bool                      shown_is_fresh;
    bool                      is_stale;    /* the current ruleset is not that of what is committed: there was no memory */
    bool                      is_starting; /* only boot-time filters hold */
    uint32_t                  options[OPTION_MAX];
    uint32_t                  monitors; /* of IPsec connections */
    struct net_event_log     *events, *own_events; /* immutable; own_events: made here, or NULL */
    option_changed_fn         option_changed;
    void                     *option_context;
    struct descriptor        *containers[CONTAINER_COUNT];
    struct descriptor        *defaults[CONTAINER_COUNT]; /* of objects that have none of their own */
    struct descriptor        *layers[LAYER_COUNT]; /* NULL: the default */
    struct descriptor        *loaded; /* the last that was: most objects of one creator have the same */
    uint64_t                  generation, next_session, next_filter, next_context, next_callout, next_key, next_handle;
    _Atomic(struct ruleset *) rules; /* rcu */
};

/* All under the lock. */

/* The session's transaction, or an implicit one for this call; txn_leave() follows with the call's outcome, which commits or
 * drops an implicit one. */
MUST_CHECK enum wfp_status txn_enter(struct bfe_session *s, bool read_only, struct txn **out);
MUST_CHECK enum wfp_status txn_leave(struct bfe_session *s, struct txn *t, enum wfp_status outcome);
/* Puts an object into the set, which takes the reference on success, or takes it out. */
MUST_CHECK enum wfp_status txn_insert(struct bfe *b, struct txn *t, struct object *take);
MUST_CHECK enum wfp_status txn_remove(struct bfe *b, struct txn *t, struct object *o);
/* Forgets that the filter's callout was told of its add. */
void txn_forget_added(struct txn *t, const struct object *o);
/* Drops a transaction and all of it. Leaves the lock meanwhile. */
void txn_drop(struct bfe_session *s);
/* It is over, whichever way: what it holds goes, and whoever waits has a turn. */
void txn_end(struct bfe_session *s);
/* txn_commit.c: publishes what it did, and ends it; after an error it is still open. Leaves the lock meanwhile. */
MUST_CHECK enum wfp_status txn_commit(struct bfe_session *s);
/* txn_turn.c: until the session may begin one. WFP_TIMEOUT, WFP_SESSION_ABORTED. */
MUST_CHECK enum wfp_status txn_wait(struct bfe_session *s, bool read_only);
/* By the clock of txn_clock() it has been held for too long. */
bool txn_is_overdue(const struct bfe_session *s, const struct timespec *t);
struct timespec txn_clock(void);
/* WFP_SESSION_ABORTED, WFP_TXN_ABORTED. */
MUST_CHECK enum wfp_status session_check(struct bfe_session *s);

/* Notes that the filter's callout has to hear of it. */
MUST_CHECK enum wfp_status notice_add(struct notice_list *list, struct object *filter, enum callout_notify type);
/* Tells them, oldest first, and empties the list. Leaves the lock meanwhile. */
void notices_tell(struct bfe *b, struct notice_list *list);
void notices_free(struct notice_list *list);
void notices_take(struct notice_list *from, struct notice_list *to);
/* Tells callouts of their filters that the steps have deleted. Leaves the lock meanwhile. */
void steps_tell_deleted(struct bfe *b, const struct step *steps, uint32_t count);

/* Tells the filter's callout, if one is registered. Leaves the lock meanwhile. */
MUST_CHECK enum wfp_status store_notify(struct bfe *b, struct object *filter, enum callout_notify type);
/* Gives a copied record what BFE gives: a key, a run-time id. */
MUST_CHECK enum wfp_status store_assign(struct bfe *b, struct object *o);
/* The layers whose rules the steps change, in `changed`; NULL: all have to be built again. */
const bool *store_changed_layers(const struct step *steps, uint32_t count, bool changed[LAYER_COUNT]);
/* Builds the ruleset of what is committed, or of what will be; what has not changed (store_changed_layers()) is taken from the
 * current one. store_publish() (publish.c) makes it current. store_retire() follows for the old one, when all else is in order: it
 * leaves the lock meanwhile. */
enum store_side { STORE_COMMITTED, STORE_NEXT };
MUST_CHECK enum wfp_status store_build(struct bfe *b, enum store_side side, const bool *changed, struct ruleset **out);
/* The ruleset that follows the current one by the steps of the open transaction: in place where that can be, else built. */
MUST_CHECK enum wfp_status store_change(struct bfe *b, const struct txn *t, const bool *changed, struct ruleset **out);
/* The provider context that the filter's callout is to see; NULL: none. */
struct object             *store_shown_context(const struct bfe *b, enum store_side side, const struct filter *f);
struct ruleset            *store_publish(struct bfe *b, struct ruleset *next);
void                       store_retire(struct bfe *b, struct ruleset *old);

/* Whether the session may delete the object or set its rights. */
MUST_CHECK enum wfp_status store_may_touch(const struct bfe_session *s, const struct object *o);

/* Every object of a kind as committed or as it will be; from malloc(), not counted. */
MUST_CHECK enum wfp_status store_list(struct bfe *b, enum object_kind kind, enum store_side side, struct object ***out, uint32_t *count);

/* The committed objects that a commit or a session's end has added or deleted: subscribers hear of them. */
void changes_tell(struct bfe *b, const struct step *steps, uint32_t count, const struct bfe_session *by);

void settings_init(struct bfe *b);
void store_free_shown(struct bfe *b);
enum wfp_status store_callouts_changed(void *context, const struct guid *key);
/* Leaves the lock meanwhile. */
void state_tell(struct bfe *b, enum bfe_state state);

/* Handles of a session. The handle is never 0. */
MUST_CHECK enum wfp_status holding_add(struct bfe_session *s, int kind, void *what, void (*end)(struct bfe *b, void *what),
                                       uint64_t *handle);
struct holding *holding_find(struct bfe_session *s, int kind, uint64_t handle);
/* Takes it off the session and ends it; leaves the lock meanwhile. */
void holding_end(struct bfe_session *s, struct holding *h);

#endif
