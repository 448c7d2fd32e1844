/* A registered callout as the registry and the flow contexts see it. Private to them. */
#ifndef WFP_CALLOUT_ENTRY_H
#define WFP_CALLOUT_ENTRY_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/bell.h"
#include "callout/id_table.h"
#include "callout/registry.h"
#include "callout/sink.h"

struct callout_entry {
    struct callout_entry           *next;     /* guarded by: registry lock */
    struct callout_registry        *registry; /* immutable after publish, like all without a remark */
    struct guid                     key;
    uint32_t                        id, flags;
    const struct callout_functions *functions;
    void                           *context;
    const void                     *owner;
    unsigned                        version;
    bool                            leaving;  /* guarded by: registry lock */
    uint32_t                        contexts; /* guarded by: registry lock */
    atomic_uint                     refs;     /* lock-free */
    atomic_uint                     active;   /* lock-free: calls into it now */
    atomic_bool                     gone;     /* lock-free: never call it again */
};

struct callout_registry {
    pthread_mutex_t       lock;
    struct bell           idle;    /* an entry that leaves has no active call any more, ...; with lock, for all who wait here */
    struct callout_entry *first;   /* guarded by: lock; in order of registration */
    struct id_table       ids;     /* guarded by: lock */
    struct pended_operation *pended; /* guarded by: lock */
    uint64_t              last_pended; /* guarded by: lock; serial */
    uint32_t              count;   /* guarded by: lock; of entries */
    const struct hooks   *hooks;   /* set before use; NULL: nobody watches */
    callouts_changed_fn   changed; /* set before use */
    void                 *changed_context;
    struct flow_table    *flows[WALKERS_MAX]; /* by the walking thread's number - 1; each changed by its owner thread under the lock */
    struct injection_handle *injections; /* guarded by: lock */
    struct packet_tag       *tags;       /* guarded by: lock; callout/packet_tag.h */
    uint64_t                 last_tag;   /* guarded by: lock */
    uint64_t              last_injection_id; /* guarded by: lock */
    _Atomic(const struct packet_sink *) sink; /* lock-free; NULL: nobody walks */
    struct redirect_handle  *redirects;  /* guarded by: lock */
    struct redirect_records *records;    /* guarded by: lock; all that live */
    struct kept_context     *contexts;   /* guarded by: lock; of records */
    struct classify_request *requests;   /* guarded by: lock; all that live */
    struct classify_handle  *handles;    /* guarded by: lock */
    uint64_t                 last_id;    /* guarded by: lock; of these kinds of things */
    struct endpoint_table   *endpoints;  /* guarded by: lock; callout/endpoint.h */
    struct switch_events    *switches;   /* immutable after publish; callout/switch_events.h */
    _Atomic(uint64_t)        asks_at[2]; /* lock-free; a bit a layer of frames */
};

/* A classify in progress on this thread. */
struct callout_call {
    struct callout_call       *outer;
    const struct callout_entry *entry;
    const struct rule         *rule; /* NULL: a notification */
    const void                *flow;
    bool                       finish; /* contexts of the flow wait for its end (C-028) */
};

/* The innermost one; NULL outside. */
struct callout_call *callout_calls(void);

/* How a ruleset reaches an entry. */
extern const struct callout_ops callout_entry_ops;

/* The entry of a rule, NULL when somebody else than the registry answers for it. */
struct callout_entry *callout_of_rule(const struct rule *rule);

/* False when the entry may not be called any more; else callout_leave() follows. */
bool callout_enter(struct callout_entry *e);
void callout_leave(struct callout_entry *e);
/* This thread is inside one of its functions. */
bool callout_is_calling(const struct callout_entry *e);
void callout_hold(struct callout_entry *e);

/* Counts a context on a flow and holds the entry; false when it is leaving. Under the registry's lock. */
bool callout_count_context(struct callout_entry *e);
void callout_uncount_context(struct callout_entry *e);

/* Held, or NULL. */
struct callout_entry *callout_get_id(struct callout_registry *r, uint32_t id);

#endif
