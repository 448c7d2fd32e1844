/* One client of the server: its thread, which reads requests and runs them, and what waits to be written to it. Made, told of
 * its socket and freed by the server's thread, which alone asks epoll; so nobody is handed a connection that has been freed. */
#ifndef WFP_RPC_CONNECTION_H
#define WFP_RPC_CONNECTION_H

#include "rpc/rpc.h"

/* What all connections of a server share; immutable while there is one. */
struct connection_house {
    struct rpc_service service;
    struct rpc_limits  limits; /* none 0 */
    void (*log)(void *context, const char *line);
    void *log_context;
    int   epoll; /* each connection is in it, edge-triggered, with itself as the data */
    int   wake;  /* an eventfd: written to when a connection has ended */
};

/* Takes the socket on success. */
MUST_CHECK enum wfp_status connection_new(const struct connection_house *house, int fd, struct rpc_connection **out);
/* epoll said this about it. */
void connection_event(struct rpc_connection *c, unsigned events);
/* The server ends: no more requests, the one that runs is cancelled. */
void connection_stop(struct rpc_connection *c);
/* Its thread is done with it. */
bool connection_ended(const struct rpc_connection *c);
/* After it has ended. */
void connection_free(struct rpc_connection *c);

/* The server's list of them. */
struct rpc_connection **connection_next(struct rpc_connection *c);

/* One line about a client that broke a rule. */
void house_log(const struct connection_house *house, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
