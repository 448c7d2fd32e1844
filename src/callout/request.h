/* What a callout may change of a classify, or answer later (classifyContext; docs/behaviour C.5). The shim has one for each
 * classify; it stays when a callout acquires a handle on it, and waits when a callout pends it.
 *
 * Any thread, up to DISPATCH_LEVEL. Guarded by the registry's lock, unless a member says otherwise. */
#ifndef WFP_CALLOUT_REQUEST_H
#define WFP_CALLOUT_REQUEST_H

#include <stdatomic.h>

#include "callout/redirect.h"
#include "callout/registry.h"
#include "callout/sink.h"
#include "callout/socket_address.h"

enum request_kind {
    REQUEST_PLAIN,   /* neither (C-046) */
    REQUEST_CONNECT, /* ALE_CONNECT_REDIRECT: a connect_request */
    REQUEST_BIND,    /* ALE_BIND_REDIRECT: a bind_request */
    REQUEST_CLOSURE, /* ALE_ENDPOINT_CLOSURE: may be pended, has nothing to change */
    REQUEST_KIND_COUNT
};

/* As drivers see them: FWPS_CONNECT_REQUEST0 and FWPS_BIND_REQUEST0. */
struct connect_request {
    struct socket_address   local, remote;
    uint64_t                reservation;
    uint32_t                target_pid;
    struct connect_request *previous;  /* older version; NULL: nobody changed it before */
    uint64_t                modifier;  /* id of the filter whose callout made this version */
    void                   *redirect_handle;
    void                   *redirect_context;
    size_t                  redirect_context_size;
};
struct bind_request {
    struct socket_address local;
    uint64_t              reservation;
    struct bind_request  *previous;
    uint64_t              modifier;
};

union request_data {
    struct connect_request connect;
    struct bind_request    bind;
};

#define REQUEST_ANSWERS_MAX 16u

/* Lock-free, or guarded by: registry lock. */
struct classify_request {
    struct sink_link         link;     /* the sink's; first, so that it finds the request again */
    struct classify_request *next;     /* guarded: the registry's, of all that live */
    struct callout_registry *registry; /* immutable after publish */
    atomic_uint              refs;     /* lock-free: the shim's, one a handle, the sink's */
    atomic_bool              open;     /* lock-free: a classify with it is in progress */
    enum request_kind        kind;     /* owner thread; others read it while `open`, or through a handle */
    uint32_t                 turns;    /* owner thread: classifies so far */
    union request_data       asked;    /* what the application asks; as `kind` */
    struct redirect_records *records;  /* counted; NULL: not a connect */
    struct request_version  *newest;   /* guarded: applied ones, by `older` */
    struct request_version  *drafts;   /* guarded: not applied yet */
    uint32_t                 pends;    /* guarded: handles that pended and have not completed */
    bool                     again;    /* guarded: somebody answered, or changed what another watches */
    bool                     waits;    /* guarded: `state` is attached, the shim has let go of it */
    const char              *refusal;  /* guarded */
    void                    *state;    /* guarded: of who waits */
    void (*discard)(void *state);
    atomic_uint answer_count;          /* lock-free to read */
    struct {
        uint64_t            filter_id;
        struct classify_out out;
    } answers[REQUEST_ANSWERS_MAX];    /* guarded: of completed pends */
};

/* A request for the classifies of a shim; counted. NULL: no memory. */
struct classify_request *request_new(struct callout_registry *r);
void request_put(struct classify_request *q); /* NULL is fine */
/* Makes *q ready for a classify of that layer; takes a new one when a callout still has a handle on the old one. Costs nothing
 * otherwise. NULL: no memory, or no registry; the classify has no context then. */
struct classify_request *request_begin(struct classify_request **q, struct callout_registry *r, const struct layer_row *layer);
/* Drops what it held for its last classify. False: a callout still has a handle on it. */
bool request_clear(struct classify_request *q);
/* The classify is over: handles are no more to be had (C-044). */
static inline void request_end(struct classify_request *q)
{
    if (q)
        atomic_store_explicit(&q->open, false, memory_order_release);
}
/* What a connect or bind asks for; between request_begin() and the classify. `records` are the connection's: those that a proxy
 * set, or empty ones; NULL: no memory. */
void request_set(struct classify_request *q, const union request_data *asked, struct redirect_records *take);

/* What has come of it: the newest version, and why it may not stand. Copies. */
struct request_result {
    union request_data data;
    uint64_t           modifier; /* filter of the newest version; 0: nobody changed anything */
    const char        *refusal;  /* static text: why the request fails, whatever was answered; NULL: it does not */
};
void request_result(struct classify_request *q, struct request_result *out);

/* After a classify. GOES_ON: it stands. AGAIN: a callout that pended has answered meanwhile; classify again. WAITS: `state` is
 * attached and the request is the sink's: its complete_classify() brings it back when all who pended have answered. */
enum request_turn { REQUEST_GOES_ON, REQUEST_AGAIN, REQUEST_WAITS };
enum request_turn request_turn(struct classify_request *q, void *state, void (*discard)(void *state));
/* Opens it for another classify, after AGAIN or when the sink has brought it back (C-048, C-049). The state that was attached. */
void *request_again(struct classify_request *q);
/* The state of a request that the sink has brought back. */
void *request_state(struct classify_request *q);
/* The sink gives up: the state is discarded, the request put. */
void request_abandon(struct classify_request *q);
/* Classified for the second time or later: IS_REAUTHORIZE (C-049). */
static inline bool request_is_again(const struct classify_request *q)
{
    return q && q->turns > 1;
}
/* What the filter's callout answered when it completed its pended classify: it is not called again (C-048). */
bool request_find_answer(struct classify_request *q, uint64_t filter_id, struct classify_out *out);
static inline bool request_answered(struct classify_request *q, uint64_t filter_id, struct classify_out *out)
{
    return q && atomic_load_explicit(&q->answer_count, memory_order_acquire) && request_find_answer(q, filter_id, out);
}

/* The calls of drivers. A handle is a number, never used again; 0 is none. WFP_INVALID_HANDLE: no such handle. */

/* WFP_INVALID_ARGUMENT: not the context of a classify in progress; WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status classify_handle_acquire(struct callout_registry *r, const void *classify_context, const void *owner,
                                                   uint64_t *handle);
/* WFP_INVALID_HANDLE also when it was released before. */
MUST_CHECK enum wfp_status classify_handle_release(struct callout_registry *r, uint64_t handle);
/* WFP_CANNOT_PEND (C-046). `frame`: the classifyOut of the classify, which a completion must not use (C-048). */
MUST_CHECK enum wfp_status classify_handle_pend(struct callout_registry *r, uint64_t handle, uint64_t filter_id, const void *frame);
/* The frame of a pended classify that is over; NULL otherwise. */
const void *classify_handle_frame(struct callout_registry *r, uint64_t handle);
/* `decision` NULL: classify again. WFP_NOT_FOUND: it was not pended, or completed before. */
MUST_CHECK enum wfp_status classify_handle_complete(struct callout_registry *r, uint64_t handle, const struct classify_out *decision);
/* A version of the request to be written: a connect_request or bind_request. WFP_UNSUPPORTED: nothing can be changed at this
 * layer; WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status classify_handle_write(struct callout_registry *r, uint64_t handle, uint64_t filter_id, void **data);
/* The redirect context that the callout has put into such a version; NULL: none of its own. False: `data` is not a version
 * that this handle writes. */
bool classify_handle_context(struct callout_registry *r, uint64_t handle, const void *data, void **context, size_t *size);
/* The version counts from now on, and `take` belongs to it. WFP_NOT_FOUND: `data` is not a version that this handle writes, or was
 * applied before (C-051): nothing was taken. */
MUST_CHECK enum wfp_status classify_handle_apply(struct callout_registry *r, uint64_t handle, const void *data, bool watch,
                                                 const struct redirect_context *take);
/* Handles that an owner has not released (NULL: everybody's). For reports at unload. */
uint32_t classify_handle_count(struct callout_registry *r, const void *owner);
/* Ends what an owner left: its handles, and its pended classifies as if it had blocked them. */
void classify_handles_expel(struct callout_registry *r, const void *owner);

#endif
