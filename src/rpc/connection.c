#include "rpc/connection.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "rpc/await.h"
#include "rpc/frame.h"
#include "rpc/outbox.h"
#include "rpc/peer.h"
#include "rpc/thread.h"

enum { CHUNK = 32 * 1024, REPLY_KEPT = 64 * 1024 };

enum running { IDLE, RUNNING, CANCELLING, CANCELLED };

struct rpc_connection {
    const struct connection_house *house;  /* immutable */
    int                            fd;     /* immutable; read by `thread` alone, written with the lock */
    pthread_t                      thread; /* immutable */
    pid_t                          pid;    /* `thread`; whom the log names */
    uid_t                          uid;
    struct await                   await;  /* owner thread: `thread` */
    void                          *client; /* set before the first RUNNING; then immutable */
    struct rpc_connection         *next;   /* the server's thread */
    atomic_bool                    ended;

    pthread_mutex_t lock;
    pthread_cond_t  changed;
    struct outbox   out;     /* the rest is guarded by: lock */
    bool            open;    /* connect() was well; until then events wait behind the greeting */
    bool            gone;    /* the other side has hung up, or the server ends */
    bool            broken;  /* nothing can be written any more */
    bool            armed;   /* epoll looks out for room to write */
    enum running    running; /* what the service is doing */
};

/* What a connection's thread reads with. */
struct intake {
    struct frame_reader frames;
    struct bytes        left; /* of `chunk`, for the next frames */
    struct buffer       reply;
    uint8_t             chunk[CHUNK];
};

void house_log(const struct connection_house *house, const char *format, ...)
{
    char    line[256];
    va_list arguments;
    if (!house->log)
        return;
    va_start(arguments, format);
    vsnprintf(line, sizeof(line), format, arguments);
    va_end(arguments);
    house->log(house->log_context, line);
}

static void complain(const struct rpc_connection *c, const char *what, unsigned long long number, const char *unit)
{
    house_log(c->house, "client %d of user %u: %s %llu %s", (int)c->pid, (unsigned)c->uid, what, number, unit);
}

/* --- writing -------------------------------------------------------------------------------------------------------------- */

/* With the lock. Edge-triggered, and set anew each time: epoll tells at once when there is room already. */
static void arm(struct rpc_connection *c, bool wanted)
{
    struct epoll_event e = { .events = EPOLLET | EPOLLRDHUP | (wanted ? EPOLLOUT : 0u), .data = { .ptr = c } };
    if ((wanted || c->armed) && epoll_ctl(c->house->epoll, EPOLL_CTL_MOD, c->fd, &e) != 0)
        c->broken = true;
    c->armed = wanted;
}

/* With the lock. */
static void flush(struct rpc_connection *c)
{
    enum outbox_state state = outbox_flush(&c->out, c->fd);
    c->broken = c->broken || state == OUTBOX_BROKEN;
    arm(c, state == OUTBOX_WAITING);
    pthread_cond_broadcast(&c->changed);
}

bool rpc_push(struct rpc_connection *c, struct bytes event)
{
    pthread_mutex_lock(&c->lock);
    bool taken = !c->gone && !c->broken && outbox_event(&c->out, event, c->house->limits.event_bytes);
    if (taken && c->open && !c->armed)
        flush(c);
    taken = taken && !c->broken;
    pthread_mutex_unlock(&c->lock);
    return taken;
}

/* With the lock. Until it was taken, cannot be any more, or the deadline: then true. */
static bool wait_until_taken(struct rpc_connection *c, uint64_t end, const struct timespec *deadline)
{
    bool late = false;
    while (c->out.taken < end && !c->gone && !c->broken && !late)
        late = pthread_cond_timedwait(&c->changed, &c->lock, deadline) == ETIMEDOUT;
    return late && c->out.taken < end;
}

static bool send_reply(struct rpc_connection *c, uint32_t number, const struct buffer *reply)
{
    struct timespec deadline = deadline_in(c->house->limits.stall_ms);
    if (!buffer_ok(reply))
        return false;
    if (reply->size > c->house->limits.message_bytes) {
        complain(c, "no reply, because it would have", reply->size, "bytes");
        return false;
    }
    pthread_mutex_lock(&c->lock);
    bool put = outbox_reply(&c->out, number, buffer_bytes(reply)), late = false;
    if (put) {
        flush(c);
        late = wait_until_taken(c, c->out.reply_end, &deadline);
    }
    bool taken = put && c->out.taken >= c->out.reply_end;
    pthread_mutex_unlock(&c->lock);
    if (late)
        complain(c, "a reply was not taken for", c->house->limits.stall_ms, "ms");
    return taken;
}

/* --- reading -------------------------------------------------------------------------------------------------------------- */

/* Waits for bytes: without end between messages, until the deadline inside one. 0: there will be no more. */
static size_t receive(struct rpc_connection *c, uint8_t *chunk, const struct timespec *deadline)
{
    for (;;) {
        ssize_t n = deadline ? recv(c->fd, chunk, CHUNK, MSG_DONTWAIT) : await_bytes(&c->await, c->fd, chunk, CHUNK);
        if (n >= 0)
            return (size_t)n;
        if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
            return 0;
        struct pollfd p = { .fd = c->fd, .events = POLLIN };
        if (deadline && poll(&p, 1, deadline_left(deadline)) == 0) {
            complain(c, "a message was not complete after", c->house->limits.stall_ms, "ms");
            return 0;
        }
    }
}

static void complain_of_frame(const struct rpc_connection *c, const struct frame_reader *r, enum wfp_status status)
{
    if (status == WFP_OUT_OF_BOUNDS)
        complain(c, "a message of", r->length, "bytes is too long");
    else if (status == WFP_NO_MEMORY)
        complain(c, "no memory for a message of", r->length, "bytes");
    else
        house_log(c->house, "client %d of user %u: what it sent is no request", (int)c->pid, (unsigned)c->uid);
}

static bool next_request(struct rpc_connection *c, struct intake *in)
{
    struct timespec deadline;
    bool            begun = false, whole = false;
    frame_next(&in->frames);
    for (;;) {
        enum wfp_status status = frame_feed(&in->frames, &in->left, &whole);
        if (status != WFP_OK)
            complain_of_frame(c, &in->frames, status);
        if (status != WFP_OK || whole)
            return whole;
        if (!begun && frame_begun(&in->frames)) {
            begun = true;
            deadline = deadline_in(c->house->limits.stall_ms);
        }
        size_t n = receive(c, in->chunk, begun ? &deadline : NULL);
        if (n == 0)
            return false;
        in->left = bytes_of(in->chunk, n);
    }
}

/* --- the service ---------------------------------------------------------------------------------------------------------- */

/* false: nobody is there who would take the reply. */
static bool begin_request(struct rpc_connection *c)
{
    pthread_mutex_lock(&c->lock);
    bool wanted = !c->gone;
    c->running = wanted ? RUNNING : IDLE;
    pthread_mutex_unlock(&c->lock);
    return wanted;
}

/* cancel() of this request is over when it returns. */
static void end_request(struct rpc_connection *c)
{
    pthread_mutex_lock(&c->lock);
    while (c->running == CANCELLING)
        pthread_cond_wait(&c->changed, &c->lock);
    c->running = IDLE;
    pthread_mutex_unlock(&c->lock);
}

static bool serve_request(struct rpc_connection *c, struct intake *in)
{
    if (!begin_request(c))
        return false;
    bool answered = c->house->service.request(c->client, buffer_bytes(&in->frames.body), &in->reply);
    end_request(c);
    answered = answered && send_reply(c, in->frames.number, &in->reply);
    if (in->reply.room > REPLY_KEPT)
        buffer_fini(&in->reply);
    else
        buffer_clear(&in->reply);
    return answered;
}

static void serve(struct rpc_connection *c)
{
    struct intake in; /* the chunk stays as it is: a client that sends little shall cost little */
    in.left = bytes_of(NULL, 0);
    frame_reader_init(&in.frames, 1u << FRAME_REQUEST, c->house->limits.message_bytes);
    buffer_init(&in.reply);
    while (next_request(c, &in) && serve_request(c, &in))
        ;
    buffer_fini(&in.reply);
    frame_reader_fini(&in.frames);
}

/* A greeting goes out before all events, even before those that connect() itself pushed: it was put first, and is held back
 * until the service has agreed. */
static enum wfp_status greet(struct rpc_connection *c)
{
    struct rpc_peer peer;
    RETURN_IF(peer_init(&peer, c->fd));
    c->pid = peer.pid;
    c->uid = peer.uid;
    enum wfp_status status = c->house->service.connect(c->house->service.context, c, &peer, &c->client);
    peer_fini(&peer);
    return status;
}

static void answer_greeting(struct rpc_connection *c, enum wfp_status status)
{
    pthread_mutex_lock(&c->lock);
    if (status != WFP_OK && !outbox_refusal(&c->out, status == WFP_ACCESS_DENIED ? FRAME_REFUSED_ACCESS : FRAME_REFUSED))
        c->broken = true;
    c->open = true;
    flush(c);
    pthread_mutex_unlock(&c->lock);
}

static void *connection_main(void *context)
{
    struct rpc_connection *c = context;
    enum wfp_status        status = greet(c);
    answer_greeting(c, status);
    if (status == WFP_OK) {
        serve(c);
        shutdown(c->fd, SHUT_RDWR); /* while the service says goodbye, the server's thread writes nothing more */
        c->house->service.disconnect(c->client);
    }
    shutdown(c->fd, SHUT_RDWR);
    atomic_store(&c->ended, true);
    eventfd_write(c->house->wake, 1);
    return NULL;
}

/* --- the server's thread -------------------------------------------------------------------------------------------------- */

/* With the lock, which is left for the call: cancel() may take locks of the service under which events are pushed. */
static void hang_up(struct rpc_connection *c)
{
    c->gone = true;
    pthread_cond_broadcast(&c->changed);
    if (c->running != RUNNING || !c->house->service.cancel)
        return;
    c->running = CANCELLING;
    pthread_mutex_unlock(&c->lock);
    c->house->service.cancel(c->client);
    pthread_mutex_lock(&c->lock);
    c->running = CANCELLED;
    pthread_cond_broadcast(&c->changed);
}

void connection_event(struct rpc_connection *c, unsigned events)
{
    pthread_mutex_lock(&c->lock);
    if ((events & EPOLLOUT) && c->open)
        flush(c);
    if (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR))
        hang_up(c);
    pthread_mutex_unlock(&c->lock);
}

void connection_stop(struct rpc_connection *c)
{
    shutdown(c->fd, SHUT_RD); /* the reply of the request that runs may still go out */
    pthread_mutex_lock(&c->lock);
    hang_up(c);
    pthread_mutex_unlock(&c->lock);
}

bool connection_ended(const struct rpc_connection *c)
{
    return atomic_load(&c->ended);
}

struct rpc_connection **connection_next(struct rpc_connection *c)
{
    return &c->next;
}

static bool init(struct rpc_connection *c, const struct connection_house *house, int fd)
{
    c->house = house;
    c->fd = fd;
    atomic_init(&c->ended, false);
    outbox_init(&c->out);
    if (!thread_cond_init(&c->changed))
        return false;
    pthread_mutex_init(&c->lock, NULL);
    if (outbox_greeting(&c->out, house->limits.message_bytes))
        return true;
    pthread_mutex_destroy(&c->lock);
    pthread_cond_destroy(&c->changed);
    return false;
}

static void fini(struct rpc_connection *c)
{
    pthread_mutex_destroy(&c->lock);
    pthread_cond_destroy(&c->changed);
    outbox_fini(&c->out);
    free(c);
}

enum wfp_status connection_new(const struct connection_house *house, int fd, struct rpc_connection **out)
{
    struct epoll_event     e = { .events = EPOLLET | EPOLLRDHUP };
    struct rpc_connection *c = calloc(1, sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    if (!init(c, house, fd)) {
        free(c);
        return WFP_NO_MEMORY;
    }
    e.data.ptr = c;
    if (epoll_ctl(house->epoll, EPOLL_CTL_ADD, fd, &e) != 0)
        goto fini;
    if (!thread_start(&c->thread, "wfp-client", connection_main, c))
        goto remove;
    *out = c;
    return WFP_OK;

remove:
    epoll_ctl(house->epoll, EPOLL_CTL_DEL, fd, NULL);
fini:
    fini(c);
    return WFP_NO_MEMORY;
}

void connection_free(struct rpc_connection *c)
{
    pthread_join(c->thread, NULL);
    close(c->fd);
    fini(c);
}
