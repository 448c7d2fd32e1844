/* What the stack asks WFP when an application calls a socket function: the layers of ALE that have no packet, in the order of the
 * specification (docs/behaviour G.1 ... G.4, C.8). The host calls; the packets that follow walk through shim_packet().
 *
 * Owner thread of the shim. */
#ifndef WFP_SHIM_SOCKET_H
#define WFP_SHIM_SOCKET_H

#include "shim/shim.h"

enum socket_op {
    SOCKET_CREATE,      /* a raw socket: RESOURCE_ASSIGNMENT (G-039); others ask nothing */
    SOCKET_BIND,        /* BIND_REDIRECT, RESOURCE_ASSIGNMENT (G-001) */
    SOCKET_RECEIVE_ALL, /* SIO_RCVALL: RESOURCE_ASSIGNMENT (G-040) */
    SOCKET_LISTEN,      /* bound first where it is not (G-062); AUTH_LISTEN */
    SOCKET_CONNECT,     /* bound first; CONNECT_REDIRECT; TCP: AUTH_CONNECT (G-002). UDP: the peer is fixed (G-027) */
    SOCKET_SEND,        /* not TCP: bound first; a new peer: CONNECT_REDIRECT (G-021); the rest comes with the packet */
    SOCKET_CLOSE,       /* ENDPOINT_CLOSURE where there is something to close (C-087), RESOURCE_RELEASE unless a connection lives on */
    SOCKET_RESET,       /* the connection ended by itself: ENDPOINT_CLOSURE; the socket still has its port */
    SOCKET_RELEASE,     /* the connection of a closed socket is over: RESOURCE_RELEASE */
    SOCKET_OP_COUNT
};

enum socket_answer {
    SOCKET_DONE,
    SOCKET_BLOCKED, /* WSAEACCES (J-021); nothing has changed but what was done before: an implicit bind holds */
    SOCKET_PENDING, /* a callout holds it; shim_config.sockets.finished tells how it ends */
    SOCKET_NO_ROUTE,
    SOCKET_IN_USE,  /* the address and port are taken */
    SOCKET_NO_MEMORY,
};

struct socket_call {
    enum socket_op   op;
    struct endpoint *endpoint;
    struct ip_addr   addr;  /* bind: local, unspecified for any; connect and send: the peer, FAMILY_NONE for the connected one */
    uint16_t         port;  /* bind: 0 for any */
    uint32_t         value; /* SOCKET_RECEIVE_ALL: what ALE_PROMISCUOUS_MODE shows */
    uint64_t         now_ns;
    uint64_t         number; /* for people, as of packets */
};

/* Asks. Afterwards the endpoint says what came of it: local and remote side as redirected, state. `walk` has the layers that were
 * asked and belongs to the shim, until the next call or packet. For SOCKET_SEND its remote side is where the datagram goes. */
enum socket_answer socket_call(struct shim *s, const struct ruleset *rules, const struct socket_call *call,
                               const struct pkt_ctx **walk);
/* A request of a redirect layer, or of a closure, that a callout held has its answer: the call goes on, and shim_config.sockets.finished
 * tells how. Takes it. */
void socket_answered(const struct ruleset *rules, struct classify_request *request, uint64_t now_ns);
/* The endpoint is about to go: its flows end at once (C-033), and nobody waits any more for a call of it that a callout holds. */
void shim_endpoint_ends(struct shim *s, struct endpoint *e);

/* For shim/tcp.c: a SYN for a listening endpoint makes the endpoint of the connection that may come of it, and that is the packet's
 * from now on; NULL where nobody listens. Then it hears whether ALE let it in; if not, it is gone. */
struct endpoint *socket_arrives(struct pkt_ctx *c);
void socket_arrived(struct pkt_ctx *c, struct endpoint *e, bool permitted);

#endif
