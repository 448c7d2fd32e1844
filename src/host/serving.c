#include "host/serving.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "api_fwpm/fwpm.h"
#include "host/crash.h"
#include "host/live_command.h"
#include "host/open_file.h"
#include "record/device_call.h"
#include "record/listen.h"
#include "security/token.h"
#include "security/user.h"

struct serving {
    struct kernel     *kernel;
    struct rpc_server *server;
    struct live_host   none; /* without switches */
    _Atomic(struct live_host *) live; /* lock-free */
};

struct program {
    const struct serving  *serving;
    struct rpc_connection *connection;
    struct token          *token;
    bool                   owner; /* of this process, or root */
    struct fwpm_client    *fwpm;
    struct open_file      *file;
};

static void tell(void *context, uint64_t subscription, uint32_t extra, const struct record_type *type, const void *structure)
{
    const struct program *p = context;
    struct buffer         event;
    buffer_init(&event);
    if (event_encode(subscription, extra, type, structure, &event) == WFP_OK)
        (void)rpc_push(p->connection, buffer_bytes(&event)); /* without guarantee (A-145, H-015) */
    buffer_fini(&event);
}

static void program_free(struct program *p)
{
    open_file_free(p->file);
    fwpm_client_free(p->fwpm);
    token_free(p->token);
    free(p);
}

static enum wfp_status make(struct program *p, const struct rpc_peer *peer)
{
    struct kernel *k = p->serving->kernel;
    char           name[USER_NAME_SIZE];
    p->owner = peer->uid == geteuid() || peer->uid == 0;
    struct user    user = { p->owner ? 0 : peer->uid, peer->gid, peer->groups, peer->group_count, user_operators_group() };
    RETURN_IF(token_of_user(&user, &p->token));
    struct fwpm_client_config client = { .bfe = kernel_context(k)->bfe, .event = tell, .context = p };
    client.caller = (struct fwpm_caller){ .process = (uint32_t)peer->pid, .user = user_name(peer->uid, name), .token = p->token };
    RETURN_IF(fwpm_client_new(&client, &p->fwpm));
    return open_file_new(&(struct open_file_config){ kernel_context(k), p->connection, p->token, (uint64_t)peer->pid }, &p->file);
}

static enum wfp_status on_connect(void *context, struct rpc_connection *connection, const struct rpc_peer *peer, void **client)
{
    struct program *p = calloc(1, sizeof(*p));
    if (!p)
        return WFP_NO_MEMORY;
    p->serving = context;
    p->connection = connection;
    enum wfp_status err = make(p, peer);
    if (err)
        program_free(p);
    else
        *client = p;
    return err;
}

/* Management calls too lead into modules: their callouts are told of filters. */
static bool on_request(void *client, struct bytes request, struct buffer *reply)
{
    struct program *p = client;
    crash_guard_thread();
    if (device_asks(request))
        return open_file_serve(p->file, request, reply);
    if (live_command_asks(request))
        live_command_serve(atomic_load(&((struct serving *)(uintptr_t)p->serving)->live), fwpm_client_session(p->fwpm), p->owner,
                           request, reply);
    else
        fwpm_serve(p->fwpm, request, reply);
    return true;
}

static void on_disconnect(void *client)
{
    program_free(client);
}

static void on_cancel(void *client)
{
    struct program *p = client;
    fwpm_client_cancel(p->fwpm);
    open_file_cancel(p->file);
}

enum wfp_status serving_new(struct kernel *k, const char *path, void (*log)(void *context, const char *line), void *log_context,
                            struct serving **out, char why[RPC_WHY_SIZE])
{
    struct serving *s = calloc(1, sizeof(*s));
    snprintf(why, RPC_WHY_SIZE, "not enough memory");
    if (!s)
        return WFP_NO_MEMORY;
    s->kernel = s->none.kernel = k;
    atomic_init(&s->live, &s->none);
    struct rpc_server_config config = {
        .path = path,
        .listen_fd = -1,
        .service = { .context = s, .connect = on_connect, .request = on_request, .disconnect = on_disconnect, .cancel = on_cancel },
        .log = log,
        .log_context = log_context,
    };
    enum wfp_status err = rpc_server_new(&config, &s->server, why);
    if (err)
        free(s);
    else
        *out = s;
    return err;
}

void serving_set_live(struct serving *s, struct live_host *live)
{
    atomic_store(&s->live, live);
}

void serving_free(struct serving *s)
{
    if (!s)
        return;
    rpc_server_free(s->server);
    free(s);
}

unsigned serving_clients(const struct serving *s)
{
    return rpc_server_clients(s->server);
}
