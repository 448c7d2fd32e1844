/* Messages between a program and the daemon over a Unix stream socket: requests with replies, and events that the daemon sends
 * on its own. A message is opaque here: a header of 12 bytes (rpc/frame.h) and as many bytes as it says. */
#ifndef WFP_RPC_RPC_H
#define WFP_RPC_RPC_H

#include <sys/types.h>

#include "base/buffer.h"
#include "base/bytes.h"
#include "base/status.h"

/* Where the daemon listens and programs look for it; the environment variable names another place for programs. */
#define RPC_SOCKET_PATH     "/run/openwfp/wfpd.sock"
#define RPC_SOCKET_VARIABLE "OPENWFP_SOCKET"

/* --- the daemon's side ---------------------------------------------------------------------------------------------------- */

struct rpc_server;
struct rpc_connection;

/* Who is at the other end, as the kernel says (SO_PEERCRED, SO_PEERGROUPS): when it connected, in the daemon's user namespace.
 * Valid during connect(). */
struct rpc_peer {
    pid_t        pid; /* 0: not in the daemon's PID namespace */
    uid_t        uid;
    gid_t        gid;
    const gid_t *groups; /* the supplementary ones; NULL when there are none */
    unsigned     group_count;
};

/* Each connection has a thread of its own, so that a request that waits for a transaction keeps nobody else waiting. connect(),
 * request() and disconnect() are called by that thread, one after the other. */
struct rpc_service {
    void *context;
    /* A program has connected; *client is handed to the others. An error ends the connection, and the program is told whether
     * it was WFP_ACCESS_DENIED. */
    enum wfp_status (*connect)(void *context, struct rpc_connection *c, const struct rpc_peer *peer, void **client);
    /* Appends the reply. The bytes are valid during the call. false: the connection is to end, without a reply. */
    bool (*request)(void *client, struct bytes request, struct buffer *reply);
    /* It is gone, whatever the reason; the last call for this client. */
    void (*disconnect)(void *client);
    /* The program is gone, or the server ends, while request() is running: whatever that waits for is to be broken off. Once
     * for a request, by a thread that serves everybody, so it must not wait; never after that request() has been followed by
     * disconnect(). May be NULL. */
    void (*cancel)(void *client);
};

struct rpc_limits { /* 0: the default */
    unsigned clients;       /* at once; default 512 */
    uint32_t message_bytes; /* of one request or reply; default 64 MiB */
    unsigned stall_ms;      /* a message that has begun must be there by then, a reply be taken; default 10000 */
    size_t   event_bytes;   /* that wait for a client that does not read, headers included; more are dropped; default 1 MiB */
};

struct rpc_server_config {
    const char        *path;      /* where to listen; an older socket there is replaced when nobody answers at it */
    int                listen_fd; /* -1, or a listening socket that was inherited: `path` is not used; taken on success */
    mode_t             mode;      /* of the socket file; 0: 0666 */
    struct rpc_service service;
    struct rpc_limits  limits;
    /* One line for the log: a client that broke a rule. From any thread, several at once. May be NULL. */
    void (*log)(void *context, const char *line);
    void *log_context;
};

/* Listens and begins to serve, in threads of its own, which block every signal. On failure `why` is one line.
 * WFP_ALREADY_EXISTS: somebody serves there; WFP_ACCESS_DENIED; WFP_INVALID_PARAMETER: no usable path or descriptor;
 * WFP_IO_ERROR; WFP_NO_MEMORY. */
#define RPC_WHY_SIZE 256
MUST_CHECK enum wfp_status rpc_server_new(const struct rpc_server_config *config, struct rpc_server **out,
                                          char why[RPC_WHY_SIZE]);
/* No new connections; those that are there end; all threads have ended when it returns. That takes as long as the service takes
 * to return from requests that were cancelled: this side never waits for a client. NULL: nothing. */
void rpc_server_free(struct rpc_server *s);
/* Whose disconnect() may still be to come; any thread. */
unsigned rpc_server_clients(const struct rpc_server *s);

/* Sends an event; from any thread, never waits. false: dropped, because too much is waiting or the client is gone. Valid from
 * connect() until disconnect() returns. What was pushed before a request returned arrives before its reply. */
bool rpc_push(struct rpc_connection *c, struct bytes event);

/* --- the program's side --------------------------------------------------------------------------------------------------- */

struct rpc_client;

struct rpc_client_config { /* numbers: 0 is the default */
    const char *path;          /* NULL: what RPC_SOCKET_VARIABLE says, else RPC_SOCKET_PATH */
    unsigned    connect_ms;    /* until the daemon has accepted; default 5000 */
    uint32_t    message_bytes; /* of one reply or event; default 64 MiB */
    size_t      event_bytes;   /* that wait for event(); the rest is dropped; default 4 MiB */
    /* An event, on a thread of the client, in order; may make calls, and may free the client. May be NULL. */
    void (*event)(void *context, struct bytes event);
    /* The connection has ended, and not by rpc_client_free(); on the same thread, after the last event. May be NULL. */
    void (*lost)(void *context);
    void *context;
    /* Neither of them before rpc_client_listen(): until then the client has no threads of its own, and events that come are
     * kept no sooner than a call reads its reply. */
    bool listens_later;
};

/* WFP_SERVER_UNAVAILABLE: nobody listens there, or it has all the clients it can have; WFP_ACCESS_DENIED; WFP_TIMEOUT: nobody
 * answered in time; WFP_UNSUPPORTED: the daemon speaks another version; WFP_BAD_DATA: it is no such daemon;
 * WFP_INVALID_PARAMETER: the path is too long; WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status rpc_client_new(const struct rpc_client_config *config, struct rpc_client **out);
/* From now on event() and lost() are called. Before a request after which events may come. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status rpc_client_listen(struct rpc_client *c);
/* Sends a request, waits for its reply, however long that takes, and appends it. Any thread, that of the events too; several at
 * once are answered one after the other. WFP_CALL_FAILED when the daemon went away, WFP_OUT_OF_BOUNDS when the daemon takes no
 * request of this size; WFP_NO_MEMORY: the request was made, and its reply is lost. */
MUST_CHECK enum wfp_status rpc_client_call(struct rpc_client *c, struct bytes request, struct buffer *reply);
/* Waits until the event now being handled, if there is one, has been; returns at once when event() itself calls it. Who takes
 * away what event() looks at, and then drains, knows that nobody uses it any more. */
void rpc_client_drain(struct rpc_client *c);
/* Calls that are waiting fail with WFP_CALL_FAILED. Waits until no event is being handled, but for one that calls this itself;
 * no event comes after it. NULL: nothing. */
void rpc_client_free(struct rpc_client *c);

#endif
