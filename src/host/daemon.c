#include "host/daemon.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api_fwpm/fwpm.h"
#include "bfe/session.h"
#include "host/durable.h"
#include "host/history.h"
#include "record/device_call.h"
#include "record/listen.h"
#include "security/token.h"
#include "security/user.h"

#define STATUS_OBJECT_NAME_NOT_FOUND 0xc0000034u

struct daemon {
    struct daemon_settings   settings;
    struct callout_registry *callouts;
    struct durable          *durable;
};

struct daemon_client {
    struct daemon         *daemon;
    struct rpc_connection *connection; /* for events */
    struct fwpm_client    *fwpm;
};

/* --- the service ---------------------------------------------------------------------------------------------------------- */

static void tell(void *context, uint64_t subscription, uint32_t extra, const struct record_type *type, const void *structure)
{
    const struct daemon_client *c = context;
    struct buffer               event;
    buffer_init(&event);
    if (event_encode(subscription, extra, type, structure, &event) == WFP_OK)
        (void)rpc_push(c->connection, buffer_bytes(&event)); /* without guarantee (A-145, H-015) */
    buffer_fini(&event);
}

static enum wfp_status make_client(struct daemon_client *c, const struct rpc_peer *peer)
{
    char                      name[USER_NAME_SIZE];
    struct user               user = { peer->uid, peer->gid, peer->groups, peer->group_count, user_operators_group() };
    struct token             *token;
    struct fwpm_client_config config = { .bfe = durable_bfe(c->daemon->durable), .event = tell, .context = c };
    RETURN_IF(token_of_user(&user, &token));
    config.caller = (struct fwpm_caller){ .process = (uint32_t)peer->pid, .user = user_name(peer->uid, name), .token = token };
    enum wfp_status err = fwpm_client_new(&config, &c->fwpm);
    token_free(token);
    return err;
}

static enum wfp_status on_connect(void *context, struct rpc_connection *connection, const struct rpc_peer *peer, void **client)
{
    struct daemon_client *c = calloc(1, sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    c->daemon = context;
    c->connection = connection;
    enum wfp_status err = make_client(c, peer);
    if (err)
        free(c);
    else
        *client = c;
    return err;
}

static bool on_request(void *client, struct bytes request, struct buffer *reply)
{
    struct daemon_client *c = client;
    if (device_asks(request)) /* no driver is loaded here, so none has a device */
        return device_reply_encode(&(struct device_reply){ .status = STATUS_OBJECT_NAME_NOT_FOUND }, reply) == WFP_OK;
    if (history_asks(request))
        history_serve(c->daemon->durable, fwpm_client_session(c->fwpm), request, reply);
    else
        fwpm_serve(c->fwpm, request, reply);
    return true;
}

static void on_disconnect(void *client)
{
    struct daemon_client *c = client;
    fwpm_client_free(c->fwpm);
    free(c);
}

static void on_cancel(void *client)
{
    fwpm_client_cancel(((struct daemon_client *)client)->fwpm);
}

struct rpc_service daemon_service(struct daemon *d)
{
    return (struct rpc_service){ .context = d, .connect = on_connect, .request = on_request, .disconnect = on_disconnect,
                                 .cancel = on_cancel };
}

/* --- begin and end -------------------------------------------------------------------------------------------------------- */

static enum wfp_status make_folder(const char *path, char why[RPC_WHY_SIZE])
{
    struct stat st;
    int         err = mkdir(path, 0700) == 0 || errno == EEXIST ? 0 : errno;
    if (err == 0 && stat(path, &st) != 0)
        err = errno;
    if (err == 0 && !S_ISDIR(st.st_mode))
        err = ENOTDIR;
    if (err == 0 && access(path, R_OK | W_OK | X_OK) != 0)
        err = errno;
    if (err == 0)
        return WFP_OK;
    snprintf(why, RPC_WHY_SIZE, "%s: cannot be used for what is to survive: %s", path, strerror(err));
    return err == EACCES || err == EPERM || err == EROFS ? WFP_ACCESS_DENIED : WFP_IO_ERROR;
}

static void log_line(void *context, const char *line)
{
    const struct daemon *d = context;
    if (d->settings.log)
        d->settings.log(d->settings.log_context, line);
}

static enum wfp_status begin(struct daemon *d, char why[RPC_WHY_SIZE])
{
    struct durable_config config = { .state_dir = d->settings.state_dir, .log = log_line, .context = d,
                                     .txn_limit_ms = d->settings.txn_limit_ms, .service_root = d->settings.service_root };
    static_assert(RPC_WHY_SIZE >= STORE_WHY_SIZE, "one reason fits into the other");
    snprintf(why, RPC_WHY_SIZE, "not enough memory");
    RETURN_IF(callout_registry_new(&d->callouts));
    config.callouts = d->callouts;
    return durable_new(&config, &d->durable, why);
}

enum wfp_status daemon_new(const struct daemon_settings *settings, struct daemon **out, char why[RPC_WHY_SIZE])
{
    RETURN_IF(make_folder(settings->state_dir, why));
    struct daemon *d = calloc(1, sizeof(*d));
    if (!d) {
        snprintf(why, RPC_WHY_SIZE, "not enough memory");
        return WFP_NO_MEMORY;
    }
    d->settings = *settings;
    enum wfp_status err = begin(d, why);
    if (err)
        daemon_free(d);
    else
        *out = d;
    return err;
}

void daemon_cancel_sessions(struct daemon *d)
{
    bfe_cancel_sessions(durable_bfe(d->durable));
}

struct bfe *daemon_bfe(const struct daemon *d)
{
    return durable_bfe(d->durable);
}

void daemon_free(struct daemon *d)
{
    if (!d)
        return;
    durable_free(d->durable);
    if (d->callouts)
        callout_registry_free(d->callouts);
    free(d);
}
