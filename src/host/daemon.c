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
#include "host/crash.h"
#include "host/durable.h"
#include "host/grace.h"
#include "host/history.h"
#include "host/kernel.h"
#include "host/live_command.h"
#include "host/open_file.h"
#include "record/device_call.h"
#include "record/listen.h"
#include "security/token.h"
#include "security/user.h"

struct daemon {
    struct daemon_settings   settings;
    struct callout_registry *callouts;
    struct durable          *durable;
    struct grace            *grace;  /* rulesets that workers may read */
    struct kernel           *kernel; /* of the drivers, on this engine */
    struct live_host         live;
    struct gateway_set       gateways;
};

struct daemon_client {
    struct daemon         *daemon;
    struct rpc_connection *connection; /* for events */
    struct fwpm_client    *fwpm;
    struct token          *token;
    struct open_file      *file;  /* on a driver's device */
    bool                   owner; /* of this process, or root */
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
    const struct km_context  *km = kernel_context(c->daemon->kernel);
    struct fwpm_client_config config = { .bfe = durable_bfe(c->daemon->durable), .event = tell, .context = c };
    c->owner = peer->uid == 0 || peer->uid == geteuid();
    RETURN_IF(token_of_user(&user, &c->token));
    config.caller = (struct fwpm_caller){ .process = (uint32_t)peer->pid, .user = user_name(peer->uid, name), .token = c->token };
    RETURN_IF(fwpm_client_new(&config, &c->fwpm));
    return open_file_new(&(struct open_file_config){ km, c->connection, c->token, (uint64_t)peer->pid }, &c->file);
}

static void client_free(struct daemon_client *c)
{
    open_file_free(c->file);
    fwpm_client_free(c->fwpm);
    token_free(c->token);
    free(c);
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
        client_free(c);
    else
        *client = c;
    return err;
}

static bool on_request(void *client, struct bytes request, struct buffer *reply)
{
    struct daemon_client *c = client;
    crash_guard_thread(); /* management calls too lead into drivers: their callouts are told of filters */
    if (device_asks(request))
        return open_file_serve(c->file, request, reply);
    if (live_command_asks(request))
        live_command_serve(&c->daemon->live, fwpm_client_session(c->fwpm), c->owner, request, reply);
    else if (history_asks(request))
        history_serve(c->daemon->durable, fwpm_client_session(c->fwpm), request, reply);
    else
        fwpm_serve(c->fwpm, request, reply);
    return true;
}

static void on_disconnect(void *client)
{
    client_free(client);
}

static void on_cancel(void *client)
{
    struct daemon_client *c = client;
    fwpm_client_cancel(c->fwpm);
    open_file_cancel(c->file);
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

/* What no worker reads goes at once. */
static void on_retire(void *context, struct ruleset *old)
{
    struct daemon *d = context;
    grace_retire(d->grace, old);
    grace_collect(d->grace);
}

static void on_module(void *context, bool is_report, const char *module, const char *line)
{
    char text[1024];
    snprintf(text, sizeof(text), "%s%s: %s", is_report ? "! " : "", module, line);
    log_line(context, text);
}

/* Drivers and switches stand on the same engine that programs manage. No worker runs before there is a switch or a driver. */
static enum wfp_status begin_live(struct daemon *d)
{
    const struct kernel_config kernel = { .bfe = durable_bfe(d->durable), .grace = d->grace, .log = on_module, .context = d, .live = true };
    RETURN_IF(kernel_new(&kernel, &d->kernel));
    const struct live_config live = { .kernel = d->kernel, .workers = d->settings.workers, .log = log_line, .context = d };
    pthread_mutex_init(&d->live.modules, NULL);
    d->live.kernel = d->gateways.kernel = d->kernel;
    d->live.gateways = &d->gateways;
    d->live.trust = d->settings.trust;
    return live_new(&live, &d->live.live);
}

static enum wfp_status begin(struct daemon *d, char why[RPC_WHY_SIZE])
{
    struct durable_config config = { .state_dir = d->settings.state_dir, .log = log_line, .retire = on_retire, .context = d,
                                     .txn_limit_ms = d->settings.txn_limit_ms, .service_root = d->settings.service_root };
    static_assert(RPC_WHY_SIZE >= STORE_WHY_SIZE, "one reason fits into the other");
    snprintf(why, RPC_WHY_SIZE, "not enough memory");
    RETURN_IF(callout_registry_new(&d->callouts));
    RETURN_IF(grace_new(&d->grace));
    config.callouts = d->callouts;
    RETURN_IF(durable_new(&config, &d->durable, why));
    return begin_live(d);
}

enum wfp_status daemon_command(struct daemon *d, const char *const *words, unsigned count, char why[RPC_WHY_SIZE])
{
    struct buffer text;
    buffer_init(&text);
    enum wfp_status err = live_command(&d->live, words, count, &text);
    snprintf(why, RPC_WHY_SIZE, "%.*s", (int)text.size, text.size ? (const char *)text.data : "");
    buffer_fini(&text);
    return err;
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
    d->gateways.workers = settings->workers;
    d->gateways.log = log_line;
    d->gateways.context = d;
    gateway_set_init(&d->gateways);
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
    gateway_set_drain(&d->gateways); /* frames leave while the drivers are there */
    if (d->live.live)
        live_stop(d->live.live);
    if (d->kernel)
        kernel_unload(d->kernel);
    gateway_set_drain(&d->gateways); /* what drivers made when they went */
    gateway_set_fini(&d->gateways);
    live_free(d->live.live);
    kernel_free(d->kernel);
    durable_free(d->durable);
    grace_free(d->grace);
    if (d->callouts)
        callout_registry_free(d->callouts);
    free(d);
}
