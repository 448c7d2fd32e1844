/* Enumerations (docs/behaviour A.8): a snapshot of the objects that a template selects, read in pages. A session's enumerations end
 * with it. */
#ifndef WFP_BFE_ENUMERATE_H
#define WFP_BFE_ENUMERATE_H

#include "bfe/store.h"

#define ENUM_ANY_LAYER UINT16_MAX

/* What an enumeration or a subscription selects. Zeroed but for `layer` it selects everything, and of filters those that are neither
 * boot-time nor disabled. */
struct object_template {
    const struct guid      *provider; /* NULL: any; zero: objects without a provider */
    uint16_t                layer;    /* filters, callouts; ENUM_ANY_LAYER */
    bool                    by_type;  /* provider contexts */
    uint32_t                type;     /* CONTEXT_TYPE_*, of by_type or by_context */
    /* Filters only: */
    bool                    by_action;   /* */
    uint32_t                action_mask;
    const struct guid      *callout;     /* NULL: any */
    uint32_t                enum_type;   /* FILTER_ENUM_* (A-134) */
    uint32_t                flags;       /* FILTER_ENUM_FLAG_* (A-135) */
    const struct condition *conditions;
    uint32_t                condition_count;
    bool                    by_context; /* only filters with a provider context of this type and */
    const struct guid      *context_provider; /* provider: as `provider` */
};

/* WFP_DUPLICATE_CONDITION, WFP_NEVER_MATCH, WFP_INVALID_ENUMERATOR, WFP_INVALID_FLAGS, WFP_NULL_POINTER, and what a
 * condition of a filter is refused with. `t` may be NULL. */
MUST_CHECK enum wfp_status object_template_validate(enum object_kind kind, const struct object_template *t);

/* `t` may be NULL: everything. WFP_ACCESS_DENIED without the right to enumerate. */
MUST_CHECK enum wfp_status bfe_enum_open(struct bfe_session *s, enum object_kind kind, const struct object_template *t, uint64_t *handle);
/* The next ones, at most `max`, in *out (malloc'd; each counted); fewer than `max` at the end, none after it.
 * WFP_INVALID_HANDLE. */
MUST_CHECK enum wfp_status bfe_enum_next(struct bfe_session *s, enum object_kind kind, uint64_t handle, uint32_t max,
                                         struct object ***out, uint32_t *count);
MUST_CHECK enum wfp_status bfe_enum_close(struct bfe_session *s, enum object_kind kind, uint64_t handle);
void bfe_put_all(struct object **objects, uint32_t count);

/* --- enumerations of other things, for the borders ------------------------------------------------------------------------- */

/* Keeps `what` under a new handle of the session; end() is called when it goes. `kind` is the border's own, from 100. */
MUST_CHECK enum wfp_status bfe_hold(struct bfe_session *s, int kind, void *what, void (*end)(struct bfe *b, void *what),
                                    uint64_t *handle);
/* The same when `admit` has nothing against any that is held under this kind, in whatever session: its first answer that is not WFP_OK
 * is the answer. It is called under the lock and calls nothing of the store's. */
typedef enum wfp_status (*holding_fn)(void *context, void *what);
MUST_CHECK enum wfp_status bfe_hold_if(struct bfe_session *s, int kind, void *what, void (*end)(struct bfe *b, void *what),
                                       holding_fn admit, void *context, uint64_t *handle);
/* Shows all that is held under a kind, in whatever session, like `admit`, until an answer is not WFP_OK. */
MUST_CHECK enum wfp_status bfe_each_held(struct bfe_session *s, int kind, holding_fn visit, void *context);
/* WFP_INVALID_HANDLE: none of this kind; WFP_SESSION_ABORTED, WFP_TXN_ABORTED. */
MUST_CHECK enum wfp_status bfe_held(struct bfe_session *s, int kind, uint64_t handle, void **out);
MUST_CHECK enum wfp_status bfe_release(struct bfe_session *s, int kind, uint64_t handle);
/* The same when a program asks for it, whose session may have been cancelled. */
MUST_CHECK enum wfp_status bfe_release_asked(struct bfe_session *s, int kind, uint64_t handle);

#endif
