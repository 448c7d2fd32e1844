/* wfpd: the Windows Filtering Platform as a daemon. This file is the order in which things begin and end. */
#include <errno.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "background.h"
#include "host/daemon.h"
#include "host/live_gateway.h"
#include "host/privilege.h"
#include "log.h"
#include "options.h"
#include "systemd.h"

#define PID_PATH "/run/openwfp/wfpd.pid"

struct running {
    const struct daemon_config *config;
    struct background           background;
    int                         listen_fd; /* -1: nobody handed one down */
    const char                 *pid_file;  /* NULL: none */
    struct log                  log;
    struct daemon              *daemon;
    struct rpc_server          *server;
};

/* --- signals -------------------------------------------------------------------------------------------------------------- */

/* Blocked from the beginning, in all threads; taken one by one where serve() waits. A second SIGTERM, once the end has begun,
 * ends it at once. */
static void block_signals(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGHUP);
    sigaddset(set, SIGUSR1);
    sigprocmask(SIG_BLOCK, set, NULL);
    signal(SIGPIPE, SIG_IGN); /* a log that is a pipe may lose its reader */
}

static void wait_for_the_end(struct running *r, const sigset_t *set)
{
    for (;;) {
        int signal_number = 0;
        if (sigwait(set, &signal_number) != 0)
            continue;
        if (signal_number == SIGUSR1) {
            daemon_cancel_sessions(r->daemon);
            log_line(&r->log, DAEMON_LOG_INFO, "all sessions were cancelled");
        } else if (signal_number == SIGHUP) {
            log_reopen(&r->log);
            log_line(&r->log, DAEMON_LOG_INFO, "the log was opened anew");
        } else {
            log_line(&r->log, DAEMON_LOG_INFO, "ends: %s", signal_number == SIGTERM ? "SIGTERM" : "SIGINT");
            return;
        }
    }
}

/* --- begin ---------------------------------------------------------------------------------------------------------------- */

static void log_client(void *context, const char *line)
{
    log_line(context, DAEMON_LOG_WARNING, "%s", line);
}

/* The folder of the socket, which /run loses with every boot; its parents are not ours to make. */
static void make_parent(const char *path)
{
    char        folder[256];
    const char *slash = strrchr(path, '/');
    if (slash && slash != path && (size_t)(slash - path) < sizeof(folder)) {
        snprintf(folder, sizeof(folder), "%.*s", (int)(slash - path), path);
        mkdir(folder, 0755);
    }
}

static enum wfp_status start_server(struct running *r, char why[RPC_WHY_SIZE])
{
    struct rpc_server_config config = {
        .path = r->config->socket,
        .listen_fd = r->listen_fd,
        .mode = r->config->mode,
        .service = daemon_service(r->daemon),
        .limits = { .clients = r->config->clients, .message_bytes = r->config->message_bytes, .stall_ms = r->config->stall_ms },
        .log = log_client,
        .log_context = &r->log,
    };
    if (r->listen_fd < 0)
        make_parent(r->config->socket);
    return rpc_server_new(&config, &r->server, why);
}

static void log_engine(void *context, const char *line)
{
    log_line(context, DAEMON_LOG_WARNING, "%s", line);
}

/* Devices are opened as long as it runs; nothing else needs more than an ordinary user's rights, but a gateway that asks a
 * namespace. */
static bool give_up_rights(const struct daemon_items *items)
{
    char                        why[PRIVILEGE_ERROR_SIZE];
    const uint64_t              devices = PRIVILEGE(CAP_NET_ADMIN) | PRIVILEGE(CAP_NET_RAW) | PRIVILEGE(CAP_BPF) |
                             PRIVILEGE(CAP_IPC_LOCK);
    const struct privilege_wish wish = { .keep = devices | (daemon_items_name_netns(items) ? GATEWAY_NETNS_RIGHTS : 0) };
    if (!privilege_held() || privilege_drop(&wish, why) == WFP_OK)
        return true;
    complain(EXIT_FAILED, "%s", why);
    return false;
}

static struct trust_policy trust_of(const struct daemon_items *items)
{
    static const char *paths[DAEMON_ITEMS];
    struct trust_policy trust = { .paths = paths, .strict = trust_is_strict() };
    for (unsigned i = 0; i < items->count; i++)
        if (items->of[i].kind == DAEMON_TRUST)
            paths[trust.count++] = items->of[i].text;
    return trust;
}

static bool set_up_gateway(struct running *r, bool forwards, char why[RPC_WHY_SIZE])
{
    char        room[DAEMON_ITEM_SIZE];
    const char *words[DAEMON_GATEWAY_WORDS];
    unsigned    count = daemon_items_gateway(&r->config->items, forwards, room, words);
    return !count || daemon_command(r->daemon, words, count, why) == WFP_OK;
}

/* Drivers first: they see every switch from its beginning, and every packet of a gateway. */
static bool set_up(struct running *r, char why[RPC_WHY_SIZE])
{
    const struct daemon_items *items = &r->config->items;
    const char                *name = NULL;
    for (unsigned i = 0; i < items->count; i++) {
        const char *words[] = { "callout", "load", items->of[i].text };
        if (items->of[i].kind == DAEMON_CALLOUT && daemon_command(r->daemon, words, COUNT_OF(words), why) != WFP_OK)
            return false;
    }
    for (unsigned i = 0; i < items->count; i++) {
        const char *text = items->of[i].text;
        const char *add[] = { "switch", "add", text }, *plug[] = { "switch", "port-add", name, text };
        if (items->of[i].kind == DAEMON_SWITCH && daemon_command(r->daemon, add, COUNT_OF(add), why) != WFP_OK)
            return false;
        if (items->of[i].kind == DAEMON_PORT && daemon_command(r->daemon, plug, COUNT_OF(plug), why) != WFP_OK)
            return false;
        if (items->of[i].kind == DAEMON_SWITCH)
            name = text;
    }
    return set_up_gateway(r, false, why) && set_up_gateway(r, true, why);
}

/* A driver may hold back the first switch for ever. Nobody could ask the engine to unload it, as it does not serve yet. */
static void *end_early(void *signals)
{
    int number;
    if (sigwait(signals, &number) == 0)
        _exit(complain(EXIT_FAILED, "ends before it serves"));
    return NULL;
}

/* false: it has been said why. */
static bool begin(struct running *r)
{
    struct daemon_settings settings = { .state_dir = r->config->state_dir, .log = log_engine, .log_context = &r->log,
                                        .txn_limit_ms = r->config->txn_limit_ms, .service_root = r->config->service_root,
                                        .workers = r->config->workers, .trust = trust_of(&r->config->items) };
    char                   why[RPC_WHY_SIZE];
    if (daemon_new(&settings, &r->daemon, why) != WFP_OK) {
        complain(EXIT_FAILED, "%s", why);
        return false;
    }
    if (!set_up(r, why)) {
        complain(EXIT_FAILED, "%s", why);
        goto free_daemon;
    }
    if (start_server(r, why) != WFP_OK) {
        complain(EXIT_FAILED, "%s", why);
        goto free_daemon;
    }
    if (!r->pid_file || pid_file_write(r->pid_file))
        return true;
    complain(EXIT_FAILED, "%s: cannot write: %s", r->pid_file, strerror(errno));
    rpc_server_free(r->server);
free_daemon:
    daemon_free(r->daemon);
    return false;
}

static sigset_t fatal_of(const sigset_t *signals)
{
    sigset_t fatal = *signals;
    sigdelset(&fatal, SIGHUP);
    sigdelset(&fatal, SIGUSR1);
    return fatal;
}

static bool start(struct running *r, const sigset_t *signals)
{
    sigset_t  fatal = fatal_of(signals);
    pthread_t early;
    if (!give_up_rights(&r->config->items))
        return false;
    bool watched = pthread_create(&early, NULL, end_early, &fatal) == 0;
    bool good = begin(r);
    if (watched) {
        pthread_cancel(early);
        pthread_join(early, NULL);
    }
    return good;
}

static void stop(struct running *r, const sigset_t *signals)
{
    sigset_t fatal = fatal_of(signals);
    systemd_notify("STOPPING=1");
    sigprocmask(SIG_UNBLOCK, &fatal, NULL);
    if (r->pid_file)
        unlink(r->pid_file);
    rpc_server_free(r->server);
    daemon_free(r->daemon);
}

static int serve(struct running *r, const sigset_t *signals)
{
    if (!start(r, signals))
        return EXIT_FAILED;
    log_line(&r->log, DAEMON_LOG_INFO, "wfpd " WFP_VERSION " serves %s",
             r->listen_fd >= 0 ? "the socket that it was handed" : r->config->socket);
    background_tell(&r->background, EXIT_GOOD);
    systemd_notify("READY=1");
    wait_for_the_end(r, signals);
    stop(r, signals);
    return EXIT_GOOD;
}

static int run(struct running *r, const struct options *o, const sigset_t *signals)
{
    const char *where = o->config.log[0] ? o->config.log : o->foreground ? "stderr" : "syslog";
    if (!log_open(&r->log, where, o->config.log_level))
        return complain(EXIT_FAILED, "%s: cannot open the log: %s", where, strerror(errno));
    int code = serve(r, signals);
    log_close(&r->log);
    return code;
}

int main(int argc, char **argv)
{
    static struct options o;
    sigset_t              signals;
    int                   code;
    if (!options_read(&o, argc, argv, &code))
        return code;
    struct running r = { .config = &o.config, .background = { .ready = -1 } };
    if (!systemd_socket(&r.listen_fd))
        return complain(EXIT_FAILED, "more than one socket was handed down; it serves one");
    r.pid_file = o.config.pid_file[0] ? o.config.pid_file : o.foreground ? NULL : PID_PATH;
    block_signals(&signals);
    if (!o.foreground && !background_enter(&r.background))
        return complain(EXIT_FAILED, "cannot go to the background: %s", strerror(errno));
    code = run(&r, &o, &signals);
    background_tell(&r.background, code);
    return code;
}
