/* What stands behind the daemon's socket: one engine for all clients, who each have a session with it. */
#ifndef WFP_HOST_DAEMON_H
#define WFP_HOST_DAEMON_H

#include "host/trust.h"
#include "rpc/rpc.h"

struct daemon;

struct daemon_settings {
    const char *state_dir; /* what survives; made when it is not there, readable by its owner only. Borrowed, as is the rest */
    void (*log)(void *context, const char *line); /* damage, what cannot be loaded; NULL: nobody hears it */
    void    *log_context;
    uint32_t txn_limit_ms; /* 0: an hour */
    const char *service_root; /* where services are looked up; NULL: this machine's */
    unsigned    workers;      /* threads that forward, when there is a switch; 0: one a core */
    struct trust_policy trust; /* which drivers may be loaded */
};

/* On failure `why` is one line. WFP_ACCESS_DENIED, WFP_IO_ERROR: the folder cannot be used; WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status daemon_new(const struct daemon_settings *settings, struct daemon **out, char why[RPC_WHY_SIZE]);
/* After the server that used its service. NULL: nothing. */
void daemon_free(struct daemon *d);
/* Every program's session ends here and now: it is told so by each call until it closes its handle. Any thread. */
void daemon_cancel_sessions(struct daemon *d);
/* For rpc_server_new(); valid until daemon_free(). */
struct rpc_service daemon_service(struct daemon *d);

/* A switch, a port, a driver (host/live_command.h). On failure `why` is one line. */
MUST_CHECK enum wfp_status daemon_command(struct daemon *d, const char *const *words, unsigned count, char why[RPC_WHY_SIZE]);
/* Its engine, for whoever sees packets in the same process. */
struct bfe;
struct bfe *daemon_bfe(const struct daemon *d);

#endif
