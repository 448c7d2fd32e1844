/* All policy objects at one moment, found by key and by run-time id. A transaction changes the set in place and takes its changes
 * back when it is aborted (bfe/txn.c): nobody else looks while it writes. Private to BFE; guarded by the store's lock but for
 * the counts of objects. */
#ifndef WFP_BFE_OBJECT_SET_H
#define WFP_BFE_OBJECT_SET_H

#include <stdatomic.h>

#include "base/arena.h"
#include "bfe/validate.h"
#include "model/filter.h"

enum object_kind { OBJECT_PROVIDER, OBJECT_CONTEXT, OBJECT_SUBLAYER, OBJECT_CALLOUT, OBJECT_FILTER, OBJECT_KIND_COUNT };

struct callout_registry;
struct descriptor;

/* A record, and what its pointers reach. The record is immutable once the object is in a set. */
struct object {
    struct arena     arena;
    atomic_uint      refs;
    enum object_kind kind;
    bool             builtin; /* */
    bool             staged;  /* added by the transaction that is open */
    bool             gone;    /* deleted by the transaction that is open */
    uint32_t         index;   /* in its set */
    uint32_t         uses;    /* objects of the set that refer to it */
    struct object   *next_key, *next_id; /* in its set's buckets */
    uint64_t         session; /* of a dynamic object; 0: not dynamic */
    uint64_t         context; /* of a filter, as its callout wants to see it (C-019) */
    struct callout_registry *ids; /* of a callout: where its run-time id is put when the object goes; outlives it. NULL: nowhere */
    struct descriptor *descriptor; /* who may do what with it (bfe/guard.h); guarded by: store lock */
    union {
        struct provider         provider;
        struct provider_context provider_context;
        struct sublayer         sublayer;
        struct callout          callout;
        struct filter           filter;
        struct guid             key; /* every record begins with it */
    };
};

struct object_table {
    struct object **items; /* in no order */
    struct object **by_key, **by_id; /* buckets; as many as there is room for items */
    uint32_t        count, room;
};

struct object_set {
    struct object_table tables[OBJECT_KIND_COUNT];
};

/* How the store treats a kind. */
struct object_kind_ops {
    size_t            size; /* of a record */
    enum wfp_status   missing;
    enum builtin_kind builtin;
    bool              has_builtin;
    /* Deep copy of a record into the object. */
    enum wfp_status (*copy)(struct object *o, const void *record);
    enum wfp_status (*validate)(const void *record, const struct policy_view *view, struct fault *fault);
};
extern const struct object_kind_ops object_kinds[OBJECT_KIND_COUNT];

/* One object naming another one. */
struct object_link {
    enum object_kind kind;
    struct guid      key;
};
#define OBJECT_LINKS 4
/* What a record refers to; zero keys are left out. */
unsigned object_links(enum object_kind kind, const void *record, struct object_link out[OBJECT_LINKS]);
/* 0 for kinds without run-time ids. */
uint64_t object_id(const struct object *o);
/* Whether it outlives the store; a boot-time filter does as well. */
bool object_is_persistent(const struct object *o);
const struct guid *object_provider_key(const struct object *o);

/* A deep copy with one reference. */
MUST_CHECK enum wfp_status object_new(enum object_kind kind, const void *record, struct object **out);
struct object *object_get(struct object *o);
void           object_put(struct object *o);

/* NULL when there is none. */
struct object *object_set_find(const struct object_set *s, enum object_kind kind, const struct guid *key);
struct object *object_set_find_id(const struct object_set *s, enum object_kind kind, uint64_t id);

/* Takes the reference on success. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status object_set_insert(struct object_set *s, struct object *take);
/* Makes room for as many more as could be inserted again after a removal: object_set_insert() of something that was
 * removed before cannot fail. Gives the set's reference back to the caller. */
void object_set_remove(struct object_set *s, struct object *o);

void object_set_fini(struct object_set *s);

#endif
