#include "walk.h"

#include <stdio.h>
#include <stdlib.h>

#include "bfe/net_event_log.h"
#include "bfe/store.h"
#include "host/daemon.h"
#include "host/offline.h"
#include "link.h"

static struct daemon     *walked;
static struct rpc_server *server;
static char              *socket_before;

static void must(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "the walk cannot go on: %s\n", what);
    abort();
}

void walk_begin(const char *folder, bool socket)
{
    char path[256], state[256], why[RPC_WHY_SIZE];
    if (!socket)
        return;
    snprintf(path, sizeof(path), "%s/walk-socket", folder);
    snprintf(state, sizeof(state), "%s/walk-state", folder);
    struct daemon_settings settings = { .state_dir = state };
    must(daemon_new(&settings, &walked, why) == WFP_OK, why);
    struct rpc_server_config config = { .path = path, .listen_fd = -1, .service = daemon_service(walked) };
    must(rpc_server_new(&config, &server, why) == WFP_OK, why);
    socket_before = strdup(getenv(RPC_SOCKET_VARIABLE));
    setenv(RPC_SOCKET_VARIABLE, path, 1);
}

void walk_end(void)
{
    rpc_server_free(server);
    daemon_free(walked);
    if (socket_before)
        setenv(RPC_SOCKET_VARIABLE, socket_before, 1);
    free(socket_before);
    server = NULL;
    walked = NULL;
    socket_before = NULL;
}

void walk_capture_at(const char *name, const char *local)
{
    char                         path[512], why[CAPTURE_ERROR_SIZE];
    struct bfe                  *bfe = walked ? daemon_bfe(walked) : link_bfe();
    struct offline_config        config = { .path = path, .events = bfe_net_events(bfe) };
    const struct capture_packet *p;
    const struct pkt_ctx        *walk;
    struct offline              *o;
    enum wfp_status              err;
    must(!local || local_add_text(&config.local, local), "the address is none");
    snprintf(path, sizeof(path), "%s/tests/captures/%s", WFP_SOURCE, name);
    must(offline_open(&config, &o, why) == WFP_OK, why);
    while ((err = offline_next(o, bfe_ruleset(bfe), &p, &walk, why)) == WFP_OK)
        ;
    must(err == WFP_NOT_FOUND, why);
    offline_close(o);
}
