/* The program's side. A call reads for itself, and for all others that wait meanwhile: a reply that came by way of another
 * thread would cost one more switch of threads, which is most of what a small call costs. Once events are listened for, a
 * thread reads at all times: it hands replies to the calls and puts events into a queue. Another handles the events, so that a
 * handler may make calls, whose replies the first thread goes on reading. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "rpc/await.h"
#include "rpc/dial.h"
#include "rpc/frame.h"
#include "rpc/rpc.h"
#include "rpc/thread.h"

enum { CHUNK = 32 * 1024, CONNECT_MS = 5000, MESSAGE_BYTES = 64 << 20, EVENT_BYTES = 4 << 20 };

/* Lives on the stack of who waits. */
struct call {
    struct call    *next;
    uint32_t        number;
    struct buffer  *reply;
    pthread_cond_t  over;
    bool            done;
    enum wfp_status status;
};

struct event {
    struct event *next;
    size_t        size;
    uint8_t       bytes[];
};

struct rpc_client {
    struct rpc_client_config config;          /* immutable; no number is 0 */
    uint32_t                 longest_request; /* immutable */
    int                      fd;              /* immutable */
    pthread_t                reader, handler; /* immutable once `listens` */
    pthread_mutex_t          sending;         /* whole frames, one after the other */
    struct frame_reader      frames;          /* owner thread: the one that has set `reading` */
    struct await             await;           /* likewise, as is the next */
    uint8_t                  chunk[CHUNK];

    pthread_mutex_t lock;
    pthread_cond_t  changed;
    struct call    *calls;        /* that wait for a reply; the rest is guarded by: lock */
    uint32_t        next_number;
    unsigned        callers;      /* threads inside rpc_client_call() */
    struct event   *first, *last; /* that wait for the handler */
    size_t          event_bytes;  /* of them */
    uint64_t        handled;      /* events, so far */
    bool            handling;     /* one right now */
    bool            reading;      /* somebody does */
    bool            listens;      /* there are a reader and a handler */
    bool            mute;         /* the handler is to end, for there is no reader */
    bool            lost;         /* nothing will come any more */
    bool            closing;      /* rpc_client_free() has begun */
    bool            orphan;       /* it was called by the handler, which frees the rest when it ends */
};

/* --- the reader ----------------------------------------------------------------------------------------------------------- */

/* With the lock. */
static struct call *take_call(struct rpc_client *c, uint32_t number)
{
    for (struct call **at = &c->calls; *at; at = &(*at)->next)
        if ((*at)->number == number) {
            struct call *call = *at;
            *at = call->next;
            return call;
        }
    return NULL;
}

/* With the lock. The call may be gone as soon as that is left. */
static void finish_call(struct call *call, enum wfp_status status)
{
    call->status = status;
    call->done = true;
    pthread_cond_signal(&call->over);
}

static enum wfp_status append(struct buffer *out, struct bytes b)
{
    uint8_t *at = bytes_left(&b) ? buffer_grow(out, bytes_left(&b)) : NULL;
    if (!at && bytes_left(&b)) {
        out->failed = false; /* the caller's buffer is as it was */
        return WFP_NO_MEMORY;
    }
    if (at)
        memcpy(at, b.at, bytes_left(&b));
    return WFP_OK;
}

/* Copied without the lock: the call waits, and nobody else knows its buffer. */
static bool take_reply(struct rpc_client *c, uint32_t number, struct bytes body)
{
    pthread_mutex_lock(&c->lock);
    struct call *call = take_call(c, number);
    pthread_mutex_unlock(&c->lock);
    if (!call)
        return false;
    enum wfp_status status = append(call->reply, body);
    pthread_mutex_lock(&c->lock);
    finish_call(call, status);
    pthread_mutex_unlock(&c->lock);
    return true;
}

static void take_event(struct rpc_client *c, struct bytes body)
{
    size_t        size = bytes_left(&body);
    struct event *e = c->config.event ? malloc(sizeof(*e) + size) : NULL;
    if (!e)
        return;
    e->next = NULL;
    e->size = size;
    if (size)
        memcpy(e->bytes, body.at, size);
    pthread_mutex_lock(&c->lock);
    bool taken = sizeof(*e) + size <= c->config.event_bytes - c->event_bytes;
    if (taken) {
        *(c->first ? &c->last->next : &c->first) = e;
        c->last = e;
        c->event_bytes += sizeof(*e) + size;
        pthread_cond_broadcast(&c->changed);
    }
    pthread_mutex_unlock(&c->lock);
    if (!taken)
        free(e);
}

static bool take_frames(struct rpc_client *c, struct bytes from)
{
    struct frame_reader *r = &c->frames;
    while (bytes_left(&from) > 0) {
        bool whole;
        if (frame_feed(r, &from, &whole) != WFP_OK)
            return false;
        if (!whole)
            continue;
        if (r->kind == FRAME_EVENT)
            take_event(c, buffer_bytes(&r->body));
        else if (!take_reply(c, r->number, buffer_bytes(&r->body)))
            return false;
        frame_next(r);
    }
    return true;
}

static void end_all(struct rpc_client *c)
{
    pthread_mutex_lock(&c->lock);
    c->lost = true;
    while (c->calls) {
        struct call *call = c->calls;
        c->calls = call->next;
        finish_call(call, WFP_CALL_FAILED);
    }
    pthread_cond_broadcast(&c->changed);
    pthread_mutex_unlock(&c->lock);
}

/* What there is, or what comes next. When the connection has ended all calls have. */
static bool read_some(struct rpc_client *c)
{
    ssize_t n = await_bytes(&c->await, c->fd, c->chunk, sizeof(c->chunk));
    if (n > 0 ? take_frames(c, bytes_of(c->chunk, (size_t)n)) : n < 0 && errno == EINTR)
        return true;
    shutdown(c->fd, SHUT_RDWR); /* who is sending a request hears of it */
    end_all(c);
    return false;
}

/* With the lock, which is left meanwhile. Afterwards another may read: every call that waits, for one whose turn it were could
 * be sending still. */
static void read_in_turn(struct rpc_client *c)
{
    c->reading = true;
    pthread_mutex_unlock(&c->lock);
    (void)read_some(c);
    pthread_mutex_lock(&c->lock);
    c->reading = false;
    for (struct call *call = c->calls; call; call = call->next)
        pthread_cond_signal(&call->over);
    if (c->listens)
        pthread_cond_broadcast(&c->changed);
}

static void *reader_main(void *context)
{
    struct rpc_client *c = context;
    pthread_mutex_lock(&c->lock);
    while (c->reading)
        pthread_cond_wait(&c->changed, &c->lock);
    c->reading = true;
    bool lost = c->lost;
    pthread_mutex_unlock(&c->lock);
    while (!lost && read_some(c))
        ;
    return NULL;
}

/* --- the handler ---------------------------------------------------------------------------------------------------------- */

static void client_destroy(struct rpc_client *c)
{
    for (struct event *e = c->first, *next; e; e = next) {
        next = e->next;
        free(e);
    }
    pthread_cond_destroy(&c->changed);
    pthread_mutex_destroy(&c->lock);
    pthread_mutex_destroy(&c->sending);
    frame_reader_fini(&c->frames);
    close(c->fd);
    free(c);
}

/* With the lock. NULL: none will come. */
static struct event *next_event(struct rpc_client *c)
{
    while (!c->first && !c->lost && !c->closing && !c->mute)
        pthread_cond_wait(&c->changed, &c->lock);
    struct event *e = c->closing || c->mute ? NULL : c->first;
    if (e) {
        c->first = e->next;
        c->event_bytes -= sizeof(*e) + e->size;
    }
    return e;
}

/* With the lock, which is left for the call. `e` NULL: the connection was lost. */
static void handle(struct rpc_client *c, struct event *e)
{
    c->handling = true;
    pthread_mutex_unlock(&c->lock);
    if (e)
        c->config.event(c->config.context, bytes_of(e->bytes, e->size));
    else
        c->config.lost(c->config.context);
    free(e);
    pthread_mutex_lock(&c->lock);
    c->handling = false;
    c->handled++;
    pthread_cond_broadcast(&c->changed);
}

static void *handler_main(void *context)
{
    struct rpc_client *c = context;
    struct event      *e;
    pthread_mutex_lock(&c->lock);
    while ((e = next_event(c)))
        handle(c, e);
    if (!c->closing && !c->mute && c->config.lost)
        handle(c, NULL);
    bool orphan = c->orphan;
    pthread_mutex_unlock(&c->lock);
    if (orphan)
        client_destroy(c);
    return NULL;
}

void rpc_client_drain(struct rpc_client *c)
{
    pthread_mutex_lock(&c->lock);
    uint64_t handled = c->handled;
    while (c->handling && c->handled == handled && !pthread_equal(pthread_self(), c->handler))
        pthread_cond_wait(&c->changed, &c->lock);
    pthread_mutex_unlock(&c->lock);
}

/* --- calls ---------------------------------------------------------------------------------------------------------------- */

static void skip_sent(struct msghdr *m, size_t sent)
{
    while (m->msg_iovlen > 0 && sent >= m->msg_iov->iov_len) {
        sent -= m->msg_iov->iov_len;
        m->msg_iov++;
        m->msg_iovlen--;
    }
    if (m->msg_iovlen > 0) {
        m->msg_iov->iov_base = (uint8_t *)m->msg_iov->iov_base + sent;
        m->msg_iov->iov_len -= sent;
    }
}

static bool send_request(struct rpc_client *c, uint32_t number, struct bytes request)
{
    uint8_t       head[FRAME_HEAD_SIZE];
    struct iovec  parts[] = { { head, sizeof(head) }, { (void *)(uintptr_t)request.at, bytes_left(&request) } };
    struct msghdr m = { .msg_iov = parts, .msg_iovlen = COUNT_OF(parts) };
    bool          well = true;
    frame_head(head, FRAME_REQUEST, number, (uint32_t)bytes_left(&request));
    pthread_mutex_lock(&c->sending);
    while (m.msg_iovlen > 0 && well) {
        ssize_t n = sendmsg(c->fd, &m, MSG_NOSIGNAL);
        well = n >= 0 || errno == EINTR;
        skip_sent(&m, n > 0 ? (size_t)n : 0);
    }
    pthread_mutex_unlock(&c->sending);
    return well;
}

/* false: the connection has ended. */
static bool enter(struct rpc_client *c, struct call *call)
{
    pthread_mutex_lock(&c->lock);
    bool there = !c->lost && !c->closing;
    if (there) {
        call->number = c->next_number++;
        call->next = c->calls;
        c->calls = call;
        c->callers++;
    }
    pthread_mutex_unlock(&c->lock);
    return there;
}

static void leave(struct rpc_client *c, struct call *call)
{
    pthread_mutex_lock(&c->lock);
    while (!call->done) {
        if (c->reading || c->listens)
            pthread_cond_wait(&call->over, &c->lock);
        else
            read_in_turn(c);
    }
    c->callers--;
    if (c->closing)
        pthread_cond_broadcast(&c->changed);
    pthread_mutex_unlock(&c->lock);
}

enum wfp_status rpc_client_call(struct rpc_client *c, struct bytes request, struct buffer *reply)
{
    struct call call = { .reply = reply, .over = PTHREAD_COND_INITIALIZER };
    if (bytes_left(&request) > c->longest_request)
        return WFP_OUT_OF_BOUNDS;
    if (!enter(c, &call)) {
        pthread_cond_destroy(&call.over);
        return WFP_CALL_FAILED;
    }
    if (!send_request(c, call.number, request))
        shutdown(c->fd, SHUT_RDWR); /* who reads hears of it, and with that this call ends */
    leave(c, &call);
    pthread_cond_destroy(&call.over);
    return call.status;
}

/* --- begin and end -------------------------------------------------------------------------------------------------------- */

static void set_defaults(struct rpc_client_config *c)
{
    c->connect_ms = c->connect_ms ? c->connect_ms : CONNECT_MS;
    c->message_bytes = c->message_bytes ? c->message_bytes : MESSAGE_BYTES;
    c->event_bytes = c->event_bytes ? c->event_bytes : EVENT_BYTES;
    c->path = NULL; /* the caller's, and not needed again */
}

/* With the lock. The handler first: it is the one that has something to compare itself with once events come. */
static enum wfp_status listen_now(struct rpc_client *c)
{
    if (!thread_start(&c->handler, "wfp-events", handler_main, c))
        return WFP_NO_MEMORY;
    c->listens = thread_start(&c->reader, "wfp-replies", reader_main, c);
    if (c->listens)
        return WFP_OK;
    c->mute = true;
    pthread_cond_broadcast(&c->changed);
    pthread_mutex_unlock(&c->lock);
    pthread_join(c->handler, NULL);
    pthread_mutex_lock(&c->lock);
    c->mute = false;
    pthread_cond_broadcast(&c->changed);
    return WFP_NO_MEMORY;
}

enum wfp_status rpc_client_listen(struct rpc_client *c)
{
    enum wfp_status status = WFP_OK;
    pthread_mutex_lock(&c->lock);
    while (c->mute)
        pthread_cond_wait(&c->changed, &c->lock);
    if (!c->listens)
        status = listen_now(c);
    pthread_mutex_unlock(&c->lock);
    return status;
}

enum wfp_status rpc_client_new(const struct rpc_client_config *config, struct rpc_client **out)
{
    struct rpc_client_config full = *config;
    struct dialled           way;
    set_defaults(&full);
    RETURN_IF(dial(config->path, full.connect_ms, &way));
    struct rpc_client *c = calloc(1, sizeof(*c));
    if (!c) {
        close(way.fd);
        return WFP_NO_MEMORY;
    }
    c->config = full;
    c->longest_request = way.longest_request;
    c->fd = way.fd;
    pthread_mutex_init(&c->sending, NULL);
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->changed, NULL);
    frame_reader_init(&c->frames, 1u << FRAME_REPLY | 1u << FRAME_EVENT, full.message_bytes);
    bool            now = (full.event || full.lost) && !full.listens_later;
    enum wfp_status status = now ? rpc_client_listen(c) : WFP_OK;
    if (status != WFP_OK) {
        client_destroy(c);
        return status;
    }
    *out = c;
    return WFP_OK;
}

void rpc_client_free(struct rpc_client *c)
{
    if (!c)
        return;
    pthread_mutex_lock(&c->lock);
    c->closing = true;
    pthread_cond_broadcast(&c->changed);
    pthread_mutex_unlock(&c->lock);
    shutdown(c->fd, SHUT_RDWR);
    if (c->listens)
        pthread_join(c->reader, NULL);
    bool self = c->listens && pthread_equal(pthread_self(), c->handler);
    pthread_mutex_lock(&c->lock);
    while (c->callers > 0)
        pthread_cond_wait(&c->changed, &c->lock);
    c->orphan = self;
    pthread_mutex_unlock(&c->lock);
    if (self) {
        pthread_detach(c->handler);
        return;
    }
    if (c->listens)
        pthread_join(c->handler, NULL);
    client_destroy(c);
}
