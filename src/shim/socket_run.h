/* A socket call in progress: how far it is, and how it waits while a callout holds it. Private to socket calls. */
#ifndef WFP_SHIM_SOCKET_RUN_H
#define WFP_SHIM_SOCKET_RUN_H

#include "shim/redirect.h"
#include "shim/resume.h"
#include "shim/socket.h"

struct socket_run {
    struct held       held;      /* first: for FwpsPendOperation0 */
    unsigned          holds;     /* of the call itself, and of each that waits */
    bool              abandoned; /* nobody waits for the call any more */
    struct classify_request *request; /* brought back by the sink; taken by the step that asked with it */
    struct redirection redirection;   /* what the last redirect layer said; its records are the run's */
    struct shim      *shim;
    struct socket_call call;
    struct endpoint  *endpoint;
    unsigned          step;
    enum socket_answer failure; /* why a step was false, where it is no layer's answer */
    struct ip_addr    local, remote;
    uint16_t          local_port, remote_port;
    bool              wildcard_port;
};

/* socket.c: goes on from r->step. */
enum socket_answer socket_run_steps(struct socket_run *r, struct pkt_ctx *c);

typedef enum redirect_answer (*redirect_fn)(struct pkt_ctx *c, const struct redirect_ask *ask, struct redirection *out);
/* Asks a redirect layer, or goes on with the request that the sink brought back. False: blocked, or it waits. */
bool socket_ask(struct socket_run *r, struct pkt_ctx *c, redirect_fn redirect);
bool socket_ask_closure(struct socket_run *r, struct pkt_ctx *c);

#endif
