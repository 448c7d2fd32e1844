/* The server's own thread: takes in new clients, tells connections what epoll says about them, writes what had to wait, and
 * frees those that have ended. Requests run on the connections' threads (docs/adr/0010-daemon-threads.md). */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "rpc/connection.h"
#include "rpc/frame.h"
#include "rpc/listen.h"
#include "rpc/thread.h"

enum {
    EVENTS = 64,     /* of epoll, in one go */
    RETRY_MS = 100,  /* when there are no descriptors for another client */
    STALL_MS = 10000,
    CLIENTS = 512,
    MESSAGE_BYTES = 64 << 20,
    EVENT_BYTES = 1 << 20,
};

struct rpc_server {
    struct connection_house house;       /* immutable */
    struct listener         listener;    /* the thread; so too the four below */
    struct rpc_connection  *connections;
    bool                    paused;      /* no new clients until descriptors are free */
    bool                    starved;     /* the log knows why */
    bool                    stopped;     /* all connections have been told */
    pthread_t               thread;
    atomic_uint             clients;
    atomic_bool             stopping;
};

/* --- new clients ---------------------------------------------------------------------------------------------------------- */

static bool listen_for(struct rpc_server *s, uint32_t events)
{
    struct epoll_event e = { .events = events, .data = { .ptr = &s->listener } };
    return epoll_ctl(s->house.epoll, EPOLL_CTL_MOD, s->listener.fd, &e) == 0;
}

/* The answer fits into the socket's empty buffer, or the client goes without. */
static void turn_away(struct rpc_server *s, int fd)
{
    uint8_t head[FRAME_HEAD_SIZE];
    frame_head(head, FRAME_REFUSAL, FRAME_REFUSED_FULL, 0);
    house_log(&s->house, "a client too many: there are %u of %u", atomic_load(&s->clients), s->house.limits.clients);
    ssize_t sent = send(fd, head, sizeof(head), MSG_NOSIGNAL | MSG_DONTWAIT);
    (void)sent; /* who has left already needs no answer */
    close(fd);
}

static void take_in(struct rpc_server *s, int fd)
{
    struct rpc_connection *c;
    bool                   room = atomic_load(&s->clients) < s->house.limits.clients;
    if (room)
        atomic_fetch_add(&s->clients, 1); /* before it can know that it is one */
    if (!room || connection_new(&s->house, fd, &c) != WFP_OK) {
        if (room)
            atomic_fetch_sub(&s->clients, 1);
        turn_away(s, fd);
        return;
    }
    *connection_next(c) = s->connections;
    s->connections = c;
}

static void accept_clients(struct rpc_server *s)
{
    for (unsigned i = 0; i < EVENTS && !s->stopped; i++) { /* the rest in the next round: others wait too */
        int fd = accept4(s->listener.fd, NULL, NULL, SOCK_CLOEXEC);
        if (fd >= 0) {
            s->starved = false;
            take_in(s, fd);
            continue;
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return;
        if (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS) {
            if (!s->starved)
                house_log(&s->house, "no new clients for now: %s", strerror(errno));
            s->starved = true;
            s->paused = listen_for(s, 0);
            return;
        }
    }
}

/* --- the thread ----------------------------------------------------------------------------------------------------------- */

static void stop(struct rpc_server *s)
{
    /* Said to epoll, too: who handed the socket down has it open still, and then closing is not enough. */
    epoll_ctl(s->house.epoll, EPOLL_CTL_DEL, s->listener.fd, NULL);
    listener_close(&s->listener);
    s->paused = false;
    s->stopped = true;
    for (struct rpc_connection *c = s->connections; c; c = *connection_next(c))
        connection_stop(c);
}

/* Only between two rounds of epoll: a round may name a connection more than once, but no later one names it again. */
static void collect(struct rpc_server *s)
{
    for (struct rpc_connection **at = &s->connections; *at;) {
        struct rpc_connection *c = *at;
        if (!connection_ended(c)) {
            at = connection_next(c);
            continue;
        }
        *at = *connection_next(c);
        connection_free(c);
        atomic_fetch_sub(&s->clients, 1);
    }
}

static void handle(struct rpc_server *s, const struct epoll_event *e, bool *woken)
{
    eventfd_t ignored;
    if (e->data.ptr == &s->listener)
        accept_clients(s);
    else if (e->data.ptr == &s->house)
        *woken = eventfd_read(s->house.wake, &ignored) == 0;
    else
        connection_event(e->data.ptr, e->events);
}

static void round_of_events(struct rpc_server *s)
{
    struct epoll_event events[EVENTS];
    bool               woken = false;
    int                n = epoll_wait(s->house.epoll, events, EVENTS, s->paused ? RETRY_MS : -1);
    for (int i = 0; i < n; i++)
        handle(s, &events[i], &woken);
    if (woken)
        collect(s);
    if (s->paused && (woken || n == 0))
        s->paused = !listen_for(s, EPOLLIN);
    if (atomic_load(&s->stopping) && !s->stopped)
        stop(s);
}

static void *server_main(void *context)
{
    struct rpc_server *s = context;
    while (!s->stopped || s->connections)
        round_of_events(s);
    return NULL;
}

/* --- begin and end -------------------------------------------------------------------------------------------------------- */

static void set_limits(struct rpc_limits *l, const struct rpc_limits *wanted)
{
    l->clients = wanted->clients ? wanted->clients : CLIENTS;
    l->message_bytes = wanted->message_bytes ? wanted->message_bytes : MESSAGE_BYTES;
    l->stall_ms = wanted->stall_ms ? wanted->stall_ms : STALL_MS;
    l->event_bytes = wanted->event_bytes ? wanted->event_bytes : EVENT_BYTES;
}

static enum wfp_status open_listener(const struct rpc_server_config *config, struct listener *out, char why[RPC_WHY_SIZE])
{
    if (config->listen_fd >= 0)
        return listener_adopt(out, config->listen_fd, why);
    return listener_open(out, config->path ? config->path : "", config->mode ? config->mode : 0666, why);
}

static bool watch(int epoll, int fd, void *data)
{
    struct epoll_event e = { .events = EPOLLIN, .data = { .ptr = data } };
    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &e) == 0;
}

static enum wfp_status start(struct rpc_server *s, char why[RPC_WHY_SIZE])
{
    enum wfp_status status = WFP_IO_ERROR;
    s->house.epoll = epoll_create1(EPOLL_CLOEXEC);
    s->house.wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (s->house.epoll < 0 || s->house.wake < 0 || !watch(s->house.epoll, s->house.wake, &s->house) ||
        !watch(s->house.epoll, s->listener.fd, &s->listener)) {
        snprintf(why, RPC_WHY_SIZE, "cannot watch sockets: %s", strerror(errno));
        goto close;
    }
    if (thread_start(&s->thread, "wfp-server", server_main, s))
        return WFP_OK;
    snprintf(why, RPC_WHY_SIZE, "cannot start a thread");
    status = WFP_NO_MEMORY;
close:
    if (s->house.wake >= 0)
        close(s->house.wake);
    if (s->house.epoll >= 0)
        close(s->house.epoll);
    return status;
}

enum wfp_status rpc_server_new(const struct rpc_server_config *config, struct rpc_server **out, char why[RPC_WHY_SIZE])
{
    struct rpc_server *s = calloc(1, sizeof(*s));
    enum wfp_status    status;
    if (!s) {
        snprintf(why, RPC_WHY_SIZE, "not enough memory");
        return WFP_NO_MEMORY;
    }
    s->house = (struct connection_house){ .service = config->service, .log = config->log, .log_context = config->log_context };
    set_limits(&s->house.limits, &config->limits);
    status = open_listener(config, &s->listener, why);
    if (status != WFP_OK)
        goto free;
    status = start(s, why);
    if (status != WFP_OK)
        goto close;
    *out = s;
    return WFP_OK;

close:
    listener_release(&s->listener);
free:
    free(s);
    return status;
}

void rpc_server_free(struct rpc_server *s)
{
    if (!s)
        return;
    atomic_store(&s->stopping, true);
    eventfd_write(s->house.wake, 1);
    pthread_join(s->thread, NULL);
    close(s->house.wake);
    close(s->house.epoll);
    free(s);
}

unsigned rpc_server_clients(const struct rpc_server *s)
{
    return atomic_load(&s->clients);
}
