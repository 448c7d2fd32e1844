/* Bind and connect redirection (docs/behaviour C.5): the layers ALE_BIND_REDIRECT and ALE_CONNECT_REDIRECT, asked when an
 * application binds or connects a socket, whose callouts may give the request other addresses or answer later.
 *
 * `c` is the view of the operation: family, protocol (c->h), local and remote address and port with their types, identity; no flow.
 * Owner thread: that of the shim. */
#ifndef WFP_SHIM_REDIRECT_H
#define WFP_SHIM_REDIRECT_H

#include "callout/redirect.h"
#include "callout/request.h"
#include "shim/context.h"

enum redirect_answer {
    REDIRECT_PERMIT, /* go on with the addresses of the redirection, changed or not */
    REDIRECT_BLOCK,  /* c->verdict, c->deciding and c->reason say who and why */
    REDIRECT_WAITS,  /* the sink's complete_classify() brings the request back; then redirect_resume() */
};

/* Who asks. */
struct redirect_ask {
    uint64_t                 process_id; /* 0: unknown */
    uint64_t                 endpoint;   /* transportEndpointHandle; 0: none */
    struct redirect_records *records;    /* SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS on the socket; NULL: none */
    void                    *state;      /* comes back when the request waited */
    void (*discard)(void *state);        /* the host ends, and nobody will */
};

/* What came of it. After REDIRECT_PERMIT the records are the caller's: redirect_records_put() with the connection. */
struct redirection {
    struct ip_addr local, remote;
    uint16_t       local_port, remote_port;
    bool           changed;            /* any address or port */
    uint64_t       reservation;        /* portReservationToken */
    uint32_t       target_pid;         /* of the local proxy; 0: none named */
    uint64_t       modifier;           /* filter of the last who changed it; 0: nobody */
    struct ip_addr original_remote;    /* as the application asked */
    uint16_t       original_remote_port;
    struct redirect_records *records;  /* NULL: nobody redirected the connection to a proxy, now or before */
};

enum redirect_answer redirect_bind(struct pkt_ctx *c, const struct redirect_ask *ask, struct redirection *out);
enum redirect_answer redirect_connect(struct pkt_ctx *c, const struct redirect_ask *ask, struct redirection *out);
/* A request that waited goes on: `c` is made anew, with what the application asked. `ask` as before; takes the request. */
enum redirect_answer redirect_resume(struct pkt_ctx *c, const struct redirect_ask *ask, struct classify_request *request,
                                     struct redirection *out);

/* C-062: after a redirection AUTH_CONNECT is asked for the original destination too, before the new one; `c` is the view of the new
 * one, without its flow. False: blocked. Sets IS_CONNECTION_REDIRECTED in c->flags, for the new one as well. */
bool redirect_authorize_original(struct pkt_ctx *c, const struct redirection *r);

/* ENDPOINT_CLOSURE, which a callout may pend (C-089): REDIRECT_PERMIT is "closed" and REDIRECT_WAITS "not yet". */
enum redirect_answer closure_ask(struct pkt_ctx *c, const struct redirect_ask *ask);
enum redirect_answer closure_resume(struct pkt_ctx *c, const struct redirect_ask *ask, struct classify_request *request);

#endif
