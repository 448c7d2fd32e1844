/* Messages between a program and the daemon over a Unix stream socket: requests with replies, and events that the daemon sends
 * on its own. A message is opaque here: a header of 12 bytes (length, kind, request number; little-endian) and as many bytes as it
 * says. */
#ifndef WFP_RPC_RPC_H
#define WFP_RPC_RPC_H

#include <sys/types.h>

#include "base/buffer.h"
#include "base/bytes.h"
#include "base/status.h"

/* --- the daemon's side ---------------------------------------------------------------------------------------------------- */

struct rpc_server;
struct rpc_connection;

/* Who is at the other end, as the kernel says (SO_PEERCRED, SO_PEERGROUPS); valid during connect(). */
struct rpc_peer {
    pid_t        pid;
    uid_t        uid;
    gid_t        gid;
    const gid_t *groups;
    unsigned     group_count;
};

/* Each connection has a thread of its own, so that a request that waits for a transaction keeps nobody else waiting. */
struct rpc_service {
    void *context;
    /* A program has connected; *client is handed to the others. An error ends the connection. */
    enum wfp_status (*connect)(void *context, struct rpc_connection *c, const struct rpc_peer *peer, void **client);
    /* Appends the reply. The bytes are valid during the call. false: the connection is to end. */
    bool (*request)(void *client, struct bytes request, struct buffer *reply);
    /* It is gone, whatever the reason; the last call for this client. */
    void (*disconnect)(void *client);
};

struct rpc_limits { /* 0: the default */
    unsigned clients;         /* at once; default 512 */
    uint32_t message_bytes;   /* of one request or reply; default 64 MiB */
    unsigned stall_ms;        /* a message that has begun must be there by then, a reply be taken; default 10000 */
    size_t   event_bytes;     /* that wait for a client that does not read; the rest is dropped; default 1 MiB */
};

struct rpc_server_config {
    const char        *path;      /* where to listen; an older socket there is replaced when nobody answers at it */
    int                listen_fd; /* -1, or a listening socket that was inherited: `path` is not used */
    mode_t             mode;      /* of the socket file; 0: 0666 */
    struct rpc_service service;
    struct rpc_limits  limits;
    /* One line for the log: a client that broke a rule. May be NULL. */
    void (*log)(void *context, const char *line);
};

/* Listens and begins to serve, in threads of its own. On failure `why` is one line. */
#define RPC_WHY_SIZE 256
MUST_CHECK enum wfp_status rpc_server_new(const struct rpc_server_config *config, struct rpc_server **out, char why[RPC_WHY_SIZE]);
/* No new connections; those that are there end; all threads have ended when it returns. */
void rpc_server_free(struct rpc_server *s);
unsigned rpc_server_clients(const struct rpc_server *s);

/* Sends an event; from any thread, never waits. false: dropped, because too much is waiting or the client is gone. Valid from
 * connect() until disconnect() returns. */
bool rpc_push(struct rpc_connection *c, struct bytes event);

/* --- the program's side --------------------------------------------------------------------------------------------------- */

struct rpc_client;

struct rpc_client_config {
    const char *path;
    unsigned    connect_ms; /* 0: 5000 */
    /* An event, on a thread of the client, in order. `lost`: the connection has ended. */
    void (*event)(void *context, struct bytes event);
    void (*lost)(void *context);
    void *context;
};

/* WFP_SERVER_UNAVAILABLE: nobody listens there; WFP_ACCESS_DENIED; WFP_TIMEOUT; WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status rpc_client_new(const struct rpc_client_config *config, struct rpc_client **out);
/* Sends a request and waits for its reply, however long that takes; any thread, several at once are answered one after the
 * other. WFP_CALL_FAILED when the daemon went away. */
MUST_CHECK enum wfp_status rpc_client_call(struct rpc_client *c, struct bytes request, struct buffer *reply);
/* Waits until no event is being handled, but for one that calls this itself. */
void rpc_client_free(struct rpc_client *c);

#endif
