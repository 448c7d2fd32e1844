/* Bind and connect redirection (docs/behaviour C.5): the layers ALE_BIND_REDIRECT and ALE_CONNECT_REDIRECT, asked when an
 * application binds or connects a socket, whose callouts may give the request other addresses or answer later; and
 * ALE_ENDPOINT_CLOSURE, whose callouts may only answer later.
 *
 * `c` is the view of the operation: family, protocol (c->h), local and remote address and port with their types, identity and
 * endpoint; no flow. Owner thread: that of the shim. A connect that callouts are asked for allocates; a packet's classify does not. */
#ifndef WFP_SHIM_REDIRECT_H
#define WFP_SHIM_REDIRECT_H

#include "callout/redirect.h"
#include "callout/request.h"
#include "shim/context.h"

enum redirect_answer {
    REDIRECT_PERMIT, /* go on with the addresses of the redirection, changed or not */
    REDIRECT_BLOCK,  /* c->verdict, c->deciding and c->reason say who and why */
    REDIRECT_WAITS,  /* the sink's complete_classify() brings the request back; request_state() is what was attached */
};

/* Who asks. */
struct redirect_ask {
    void *state;                  /* attached to a request that waits */
    void (*discard)(void *state); /* nobody will go on with it: the host ends */
};

/* What came of it; after REDIRECT_PERMIT alone. The records are the caller's then: redirect_keep() takes them. */
struct redirection {
    struct ip_addr local, remote;
    uint16_t       local_port, remote_port;
    bool           changed;            /* the remote side, at a bind the local one */
    uint64_t       reservation;        /* portReservationToken */
    uint32_t       target_pid;         /* of the local proxy; 0: none named */
    uint64_t       modifier;           /* filter of the last who changed it; 0: nobody */
    struct ip_addr original_remote;    /* as the application asked */
    uint16_t       original_remote_port;
    struct redirect_records *records;  /* NULL: no redirect handle was used for the connection, now or before */
};

enum redirect_answer redirect_bind(struct pkt_ctx *c, const struct redirect_ask *ask, struct redirection *out);
enum redirect_answer redirect_connect(struct pkt_ctx *c, const struct redirect_ask *ask, struct redirection *out);
/* A bind or connect that waited goes on: `c` is made anew, with what the application asked. Takes the request. */
enum redirect_answer redirect_resume(struct pkt_ctx *c, const struct redirect_ask *ask, struct classify_request *request,
                                     struct redirection *out);

/* C-062: after a redirection AUTH_CONNECT is asked for the original destination too, before the new one; `c` is the view of the new
 * one, without its flow. False: blocked. Leaves IS_CONNECTION_REDIRECTED in c->flags, for the new one. */
bool redirect_authorize_original(struct pkt_ctx *c, const struct redirection *r);

/* ENDPOINT_CLOSURE. True: closed; false: a callout holds it (C-089), and closure_resume() goes on. */
bool closure_ask(struct pkt_ctx *c, const struct redirect_ask *ask);
bool closure_resume(struct pkt_ctx *c, const struct redirect_ask *ask, struct classify_request *request);

/* What a classify is told of the connection's redirection. */
void redirect_metadata(struct pkt_ctx *c);

#endif
