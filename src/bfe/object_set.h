/* All policy objects at one moment: an array of records a kind, as the validator and the compiler read them, and beside each
 * record who owns what it reaches. A set is copied by counting, so that a transaction works on a copy of its own. Private to
 * BFE; guarded by the store's lock. */
#ifndef WFP_BFE_OBJECT_SET_H
#define WFP_BFE_OBJECT_SET_H

#include "base/arena.h"
#include "bfe/validate.h"
#include "model/filter.h"

enum object_kind { OBJECT_PROVIDER, OBJECT_SUBLAYER, OBJECT_CALLOUT, OBJECT_FILTER, OBJECT_KIND_COUNT };

/* What a record's pointers reach. Immutable after publish but for the count. */
struct object {
    struct arena arena;
    uint32_t     refs;
    uint64_t     session; /* of a dynamic object; 0: not dynamic */
    uint64_t     context; /* of a filter, as its callout wants to see it (C-019) */
    union {
        struct provider provider;
        struct sublayer sublayer;
        struct callout  callout;
        struct filter   filter;
        struct guid     key; /* every record begins with it */
    };
};

struct object_set {
    struct policy   policy;
    struct object **owners[OBJECT_KIND_COUNT];
    uint32_t        room[OBJECT_KIND_COUNT];
};

/* How the store treats a kind. */
struct object_kind_ops {
    size_t           size; /* of a record */
    enum wfp_status  missing;
    enum builtin_kind builtin; /* the built-in objects of the kind; filters have none: BUILTIN_PROVIDER_CONTEXT */
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
/* What a record refers to: at most three; zero keys are left out. */
unsigned object_links(enum object_kind kind, const void *record, struct object_link out[3]);

/* A deep copy with one reference. */
MUST_CHECK enum wfp_status object_new(enum object_kind kind, const void *record, struct object **out);
void object_get(struct object *o);
void object_put(struct object *o);

uint32_t       object_set_count(const struct object_set *s, enum object_kind kind);
const void    *object_set_record(const struct object_set *s, enum object_kind kind, uint32_t i);
struct object *object_set_owner(const struct object_set *s, enum object_kind kind, uint32_t i);

/* UINT32_MAX when there is none. */
uint32_t object_set_find(const struct object_set *s, enum object_kind kind, const struct guid *key);
uint32_t object_set_find_id(const struct object_set *s, enum object_kind kind, uint64_t id);

/* Takes the reference on success. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status object_set_append(struct object_set *s, enum object_kind kind, struct object *take);
void object_set_remove(struct object_set *s, enum object_kind kind, uint32_t i);

MUST_CHECK enum wfp_status object_set_copy(const struct object_set *s, struct object_set *out);
void object_set_fini(struct object_set *s);

#endif
