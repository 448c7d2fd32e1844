/* A socket call in progress, and its steps. Private to src/shim/socket*.c. */
#ifndef WFP_SHIM_SOCKET_RUN_H
#define WFP_SHIM_SOCKET_RUN_H

#include "shim/redirect_state.h"
#include "shim/resume.h"
#include "shim/socket.h"

struct socket_run;

/* False: it goes no further, by a layer's answer or for r->failure. */
typedef bool (*step_fn)(struct socket_run *r, struct pkt_ctx *c);

/* A socket call in progress; on the heap while a callout holds it. */
struct socket_run {
    struct held       held;
    struct shim      *shim;
    struct socket_call call;
    struct endpoint  *endpoint;
    unsigned          step;
    enum socket_answer failure; /* why a step was false, where it is no layer's answer */
    struct ip_addr    local, remote;
    uint16_t          local_port, remote_port;
    bool              wildcard_port;
    bool              again;  /* the step was asked before, and held */
    bool              waits;  /* a callout holds the request of a redirect layer, or of the closure */
    struct classify_request *request; /* that was held, when the step is asked again; NULL: none */
    struct redirection redirection;
};

#define SOCKET_MAX_STEPS 8

/* socket_steps.c: the steps of each call, in order; NULL ends a row. */
extern const step_fn socket_steps[SOCKET_OP_COUNT][SOCKET_MAX_STEPS];

/* socket.c */
bool socket_fail(struct socket_run *r, enum socket_answer why);
/* What goes on when a callout that holds the call answers; NULL: no memory. */
struct socket_run *socket_copy(const struct socket_run *r);
void socket_discard(void *run);
/* The answer of a layer whose callouts may answer later; `state` is what was attached then. */
bool socket_turn(struct socket_run *r, void *state, bool waits, bool permitted);
/* The request whose step is asked again, once; NULL: it is asked for the first time. */
struct classify_request *socket_take_request(struct socket_run *r);

#endif
