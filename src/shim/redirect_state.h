/* What redirection leaves on an endpoint (struct endpoint.redirect): the records of its connection, and those that a proxy set for
 * the next one (docs/behaviour C-058). Owner thread: that of the shim. */
#ifndef WFP_SHIM_REDIRECT_STATE_H
#define WFP_SHIM_REDIRECT_STATE_H

#include "callout/endpoint.h"
#include "shim/redirect.h"

struct redirect_state {
    struct redirect_records *next;    /* counted: for the next connect; NULL: none set */
    struct redirect_records *records; /* counted: of the connection; NULL: nobody redirected it */
    bool                     redirected; /* it goes elsewhere than its application asked */
    struct socket_address    original;   /* where that was */
    uint32_t                 target_pid;
};

/* The connection is as the redirection says; takes its records. False: no memory, and the records are put. */
bool redirect_keep(struct endpoint *e, const struct redirection *take);
/* An accepted connection that was redirected to its listener has the records of the connecting endpoint, when that is of this host:
 * the proxy asks for them. False: no memory. */
bool redirect_inherit(struct endpoint_table *t, struct endpoint *accepted);
/* The endpoint ends. */
void redirect_forget(struct endpoint *e);

/* The ioctls of sockets; *size is what they take, WFP_BUFFER_TOO_SMALL when `room` is less. */

/* SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS. WFP_NOT_FOUND: the connection was not redirected. */
MUST_CHECK enum wfp_status redirect_ioctl_records(struct shim *s, const struct endpoint *e, void *out, size_t room, size_t *size);
/* SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT. WFP_NOT_FOUND: not redirected, or without a context. */
MUST_CHECK enum wfp_status redirect_ioctl_context(struct shim *s, const struct endpoint *e, void *out, size_t room, size_t *size);
/* SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS, before connect(). WFP_INVALID_ARGUMENT: these are none; WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status redirect_ioctl_set(struct shim *s, struct endpoint *e, struct bytes records);

#endif
