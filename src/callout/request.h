/* What a callout may change of a classify, or answer later (classifyContext; docs/behaviour C.5). The shim has one for each
 * classify; it stays when a callout acquires a handle on it, and waits when a callout pends it.
 *
 * Any thread, up to DISPATCH_LEVEL. Guarded by the registry's lock, unless a member says otherwise. */
#ifndef WFP_CALLOUT_REQUEST_H
#define WFP_CALLOUT_REQUEST_H

#include "callout/redirect.h"
#include "callout/registry.h"
#include "pkt/headers.h"

enum request_kind {
    REQUEST_PLAIN,   /* neither (C-046) */
    REQUEST_CONNECT, /* ALE_CONNECT_REDIRECT: a connect_request */
    REQUEST_BIND,    /* ALE_BIND_REDIRECT: a bind_request */
    REQUEST_CLOSURE, /* ALE_ENDPOINT_CLOSURE: may be pended, has nothing to change */
    REQUEST_KIND_COUNT
};

/* SOCKADDR_STORAGE. */
struct socket_address {
    _Alignas(8) uint8_t bytes[128];
};
void socket_address_set(struct socket_address *s, const struct ip_addr *a, uint16_t port);
/* False: not an address of IPv4 or IPv6. */
bool socket_address_get(const struct socket_address *s, struct ip_addr *a, uint16_t *port);

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

struct classify_request;

/* A request for the classifies of a shim; counted. NULL: no memory. */
struct classify_request *request_new(struct callout_registry *r);
void request_put(struct classify_request *q);
/* Makes `*q` ready for a classify of that layer; takes a new one when a callout still holds a handle on the old one. Costs nothing
 * otherwise. False: no memory; the classify has no context then. */
bool request_begin(struct classify_request **q, const struct layer_row *layer);
/* What a connect or bind asks for; before the layer is classified. `records` are the connection's: those that a proxy set, or
 * empty ones (borrowed). */
void request_set_connect(struct classify_request *q, const struct connect_request *asked, struct redirect_records *records);
void request_set_bind(struct classify_request *q, const struct bind_request *asked);

/* What has come of it: the newest version, and why it may not stand. Copies. */
struct request_result {
    union {
        struct connect_request connect;
        struct bind_request    bind;
    };
    uint64_t    modifier; /* filter of the newest version; 0: nobody changed anything */
    const char *refusal;  /* static text: why the request fails, whatever was answered; NULL: it does not */
};
void request_result(struct classify_request *q, struct request_result *out);

/* After a classify. GO_ON: it stands. AGAIN: a callout that pended has answered meanwhile; classify again. WAITS: `state` is
 * attached, the sink's complete_classify() brings the request back when every callout that pended has answered; then it belongs
 * to the sink until request_resume(). */
enum request_turn { REQUEST_GOES_ON, REQUEST_AGAIN, REQUEST_WAITS };
enum request_turn request_turn(struct classify_request *q, void *state, void (*discard)(void *state));
/* The sink gives it back to who attached the state: classify again (C-048, C-049); request_put() when it is over. */
void *request_resume(struct classify_request *q);
/* The sink gives up: discard(state), and the request is put. */
void request_abandon(struct classify_request *q);
/* Classified for the second time or later: IS_REAUTHORIZE (C-049). */
bool request_is_again(const struct classify_request *q);
/* What the filter's callout answered when it completed its pended classify: it is not called again (C-048). */
bool request_answered(struct classify_request *q, uint64_t filter_id, struct classify_out *out);

/* The calls of drivers. A handle is a number, never used again; 0 is none. */

/* WFP_INVALID_ARGUMENT: not the context of a classify in progress; WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status classify_handle_acquire(struct callout_registry *r, const void *classify_context, const void *owner,
                                                   uint64_t *handle);
/* WFP_INVALID_HANDLE: no such handle, or released before. */
MUST_CHECK enum wfp_status classify_handle_release(struct callout_registry *r, uint64_t handle);
/* WFP_INVALID_HANDLE, WFP_CANNOT_PEND (C-046). */
MUST_CHECK enum wfp_status classify_handle_pend(struct callout_registry *r, uint64_t handle, uint64_t filter_id);
/* `decision` NULL: classify again. WFP_INVALID_HANDLE: no such handle; WFP_NOT_FOUND: it was not pended, or completed before. */
MUST_CHECK enum wfp_status classify_handle_complete(struct callout_registry *r, uint64_t handle, const struct classify_out *decision);
/* A writable version of the request, a connect_request or bind_request. WFP_INVALID_HANDLE, WFP_NOT_FOUND: nothing to change at
 * this layer; WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status classify_handle_write(struct callout_registry *r, uint64_t handle, uint64_t filter_id, void **data);
/* The version counts from now on. `context` as the border took it. WFP_INVALID_HANDLE; WFP_NOT_FOUND: not what
 * classify_handle_write() gave, or applied before (C-051): nothing was taken. */
MUST_CHECK enum wfp_status classify_handle_apply(struct callout_registry *r, uint64_t handle, const void *data, bool watch,
                                                 const struct redirect_context *context);
/* Handles that an owner has not released (NULL: everybody's). For reports at unload. */
uint32_t classify_handle_count(struct callout_registry *r, const void *owner);

#endif
