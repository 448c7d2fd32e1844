/* A server with a service whose first byte of a request says what to do, for the tests of src/rpc, and the plain socket of a
 * client that keeps no rules. Nothing here waits for a time: who has to wait is told by a condition. */
#ifndef WFP_TESTS_RPC_KIT_H
#define WFP_TESTS_RPC_KIT_H

#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "rpc/frame.h"
#include "rpc/rpc.h"

struct kit {
    char               folder[32];
    char               path[64];
    struct rpc_server *server;
    pthread_mutex_t    lock;
    pthread_cond_t     changed;
    unsigned           connected, disconnected, cancelled, waiting, events_sent; /* guarded by: lock */
    bool               released;                                                 /* 'w' goes on */
    enum wfp_status    verdict;                                                  /* of connect() */
    struct rpc_peer    peer;                                                     /* of the last client, groups apart */
    gid_t              groups[64];
    char               log[2048];
    size_t             entries_before;                                           /* of /proc/self/fd and /proc/self/task */
};

struct kit_client {
    struct kit            *kit;
    struct rpc_connection *connection;
    bool                   cancelled; /* guarded by: the kit's lock */
};

static inline struct bytes text_bytes(const char *text)
{
    return bytes_of(text, strlen(text));
}

static inline uint32_t u32_of(struct bytes b)
{
    uint32_t v = UINT32_MAX;
    return bytes_u32_le(&b, &v) ? v : UINT32_MAX;
}

static inline void put_u32(struct buffer *out, uint32_t v)
{
    const uint8_t b[] = { (uint8_t)v, (uint8_t)(v >> 8), (uint8_t)(v >> 16), (uint8_t)(v >> 24) };
    buffer_put(out, b, sizeof(b));
}

/* --- the service ---------------------------------------------------------------------------------------------------------- */

static inline void kit_count(struct kit *k, unsigned *counter)
{
    pthread_mutex_lock(&k->lock);
    ++*counter;
    pthread_cond_broadcast(&k->changed);
    pthread_mutex_unlock(&k->lock);
}

/* Until the service has done it that often. */
static inline void kit_await(struct kit *k, const unsigned *counter, unsigned wanted)
{
    pthread_mutex_lock(&k->lock);
    while (*counter < wanted)
        pthread_cond_wait(&k->changed, &k->lock);
    pthread_mutex_unlock(&k->lock);
}

/* What connect() answers from now on. */
static inline void kit_judge(struct kit *k, enum wfp_status verdict)
{
    pthread_mutex_lock(&k->lock);
    k->verdict = verdict;
    pthread_mutex_unlock(&k->lock);
}

static inline void kit_release(struct kit *k)
{
    pthread_mutex_lock(&k->lock);
    k->released = true;
    pthread_cond_broadcast(&k->changed);
    pthread_mutex_unlock(&k->lock);
}

static enum wfp_status kit_connect(void *context, struct rpc_connection *c, const struct rpc_peer *peer, void **client)
{
    struct kit        *k = context;
    struct kit_client *kc = calloc(1, sizeof(*kc));
    pthread_mutex_lock(&k->lock);
    enum wfp_status verdict = kc ? k->verdict : WFP_NO_MEMORY;
    k->peer = *peer;
    k->peer.groups = k->groups;
    for (unsigned i = 0; i < peer->group_count && i < COUNT_OF(k->groups); i++)
        k->groups[i] = peer->groups[i];
    pthread_mutex_unlock(&k->lock);
    if (verdict != WFP_OK) {
        free(kc);
        return verdict;
    }
    *kc = (struct kit_client){ .kit = k, .connection = c };
    *client = kc;
    kit_count(k, &k->connected);
    return WFP_OK;
}

static void kit_disconnect(void *client)
{
    struct kit_client *kc = client;
    struct kit        *k = kc->kit;
    free(kc);
    kit_count(k, &k->disconnected);
}

static void kit_cancel(void *client)
{
    struct kit_client *kc = client;
    pthread_mutex_lock(&kc->kit->lock);
    kc->cancelled = true;
    pthread_mutex_unlock(&kc->kit->lock);
    kit_count(kc->kit, &kc->kit->cancelled);
}

/* 'w': waits until it is released or cancelled. */
static inline void kit_wait(struct kit_client *kc, struct buffer *reply)
{
    struct kit *k = kc->kit;
    kit_count(k, &k->waiting);
    pthread_mutex_lock(&k->lock);
    while (!k->released && !kc->cancelled)
        pthread_cond_wait(&k->changed, &k->lock);
    buffer_put(reply, kc->cancelled ? "cancelled" : "released", kc->cancelled ? 9 : 8);
    pthread_mutex_unlock(&k->lock);
}

/* 'p', count, size: pushes numbered events of that size; the reply is how many were taken. */
static inline void kit_push(struct kit_client *kc, struct bytes request, struct buffer *reply)
{
    struct buffer event;
    uint32_t      count = 0, size = 0, taken = 0;
    if (!bytes_u32_le(&request, &count) || !bytes_u32_le(&request, &size))
        return;
    buffer_init(&event);
    for (uint32_t i = 0; i < count; i++) {
        buffer_clear(&event);
        put_u32(&event, i);
        memset(buffer_grow(&event, size), 'e', size);
        taken += rpc_push(kc->connection, buffer_bytes(&event));
    }
    buffer_fini(&event);
    put_u32(reply, taken);
}

/* 'e': an echo. 'b', size: a reply of that size. 'x': ends the connection. */
static bool kit_request(void *client, struct bytes request, struct buffer *reply)
{
    struct kit_client *kc = client;
    uint8_t            what = 0;
    uint32_t           size;
    if (!bytes_u8(&request, &what))
        return true;
    if (what == 'e')
        buffer_put(reply, request.at, bytes_left(&request));
    else if (what == 'b' && bytes_u32_le(&request, &size))
        memset(buffer_grow(reply, size), 'b', size);
    else if (what == 'w')
        kit_wait(kc, reply);
    else if (what == 'p')
        kit_push(kc, request, reply);
    return what != 'x';
}

static void kit_log(void *context, const char *line)
{
    struct kit *k = context;
    pthread_mutex_lock(&k->lock);
    size_t n = strlen(k->log);
    snprintf(k->log + n, sizeof(k->log) - n, "%s\n", line);
    pthread_mutex_unlock(&k->lock);
}

static inline bool kit_logged(struct kit *k, const char *part)
{
    pthread_mutex_lock(&k->lock);
    bool found = strstr(k->log, part) != NULL;
    pthread_mutex_unlock(&k->lock);
    return found;
}

/* --- the server ----------------------------------------------------------------------------------------------------------- */

/* Descriptors and threads of this process. */
static inline size_t kit_entries(void)
{
    static const char *const folders[] = { "/proc/self/fd", "/proc/self/task" };
    size_t                   n = 0;
    for (unsigned i = 0; i < COUNT_OF(folders); i++) {
        DIR *d = opendir(folders[i]);
        if (!d)
            abort();
        while (readdir(d))
            n++;
        closedir(d);
    }
    return n;
}

static inline void *kit_nothing(void *context)
{
    return context;
}

/* A sanitizer has a thread of its own, from the first that is started on. */
static inline size_t kit_entries_at_rest(void)
{
    pthread_t first;
    if (pthread_create(&first, NULL, kit_nothing, NULL) != 0)
        abort();
    pthread_join(first, NULL);
    size_t n = kit_entries();
    for (size_t before = n + 1; before != n; sched_yield()) {
        before = n;
        n = kit_entries();
    }
    return n;
}

static inline struct kit *kit_new(void)
{
    struct kit *k = calloc(1, sizeof(*k));
    k->entries_before = kit_entries_at_rest();
    strcpy(k->folder, "/tmp/openwfp-rpc-XXXXXX");
    if (!mkdtemp(k->folder))
        abort();
    snprintf(k->path, sizeof(k->path), "%s/socket", k->folder);
    pthread_mutex_init(&k->lock, NULL);
    pthread_cond_init(&k->changed, NULL);
    return k;
}

static inline struct rpc_server_config kit_config(struct kit *k)
{
    return (struct rpc_server_config){ .path = k->path, .listen_fd = -1, .log = kit_log, .log_context = k,
        .service = { k, kit_connect, kit_request, kit_disconnect, kit_cancel } };
}

static inline void kit_serve(struct kit *k, struct rpc_limits limits)
{
    struct rpc_server_config config = kit_config(k);
    char                     why[RPC_WHY_SIZE] = "";
    config.limits = limits;
    if (rpc_server_new(&config, &k->server, why) != WFP_OK)
        fail_msg("%s", why);
}

/* What a thread that has been joined leaves in /proc goes a moment later. What is still there after many of them was left by
 * the test, or by one that failed. */
static inline void kit_check_entries(const struct kit *k)
{
    struct timespec moment = { .tv_nsec = 1000000 };
    size_t          n = kit_entries();
    for (unsigned i = 0; i < 10000 && n > k->entries_before; i++, n = kit_entries())
        nanosleep(&moment, NULL);
    if (n > k->entries_before)
        fail_msg("%zu descriptors or threads are left", n - k->entries_before);
}

/* Ends the server. */
static inline void kit_free(struct kit *k)
{
    rpc_server_free(k->server);
    assert_int_equal(k->connected, k->disconnected);
    if (rmdir(k->folder) != 0)
        fail_msg("%s: %s", k->folder, strerror(errno));
    kit_check_entries(k);
    pthread_cond_destroy(&k->changed);
    pthread_mutex_destroy(&k->lock);
    free(k);
}

static inline struct rpc_client *kit_client_with(struct kit *k, struct rpc_client_config config)
{
    struct rpc_client *c = NULL;
    config.path = k->path;
    assert_int_equal(rpc_client_new(&config, &c), WFP_OK);
    return c;
}

static inline struct rpc_client *kit_client(struct kit *k)
{
    return kit_client_with(k, (struct rpc_client_config){ 0 });
}

/* --- a socket without manners --------------------------------------------------------------------------------------------- */

static inline int raw_connect(const char *path)
{
    struct sockaddr_un a = { .sun_family = AF_UNIX };
    int                fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(a.sun_path, sizeof(a.sun_path), "%s", path);
    if (connect(fd, (struct sockaddr *)&a, sizeof(a)) != 0)
        fail_msg("%s: %s", path, strerror(errno));
    return fd;
}

static inline void raw_send(int fd, struct bytes b)
{
    while (bytes_left(&b) > 0) {
        ssize_t n = send(fd, b.at, bytes_left(&b), MSG_NOSIGNAL);
        if (n < 0 || !bytes_skip(&b, (size_t)n))
            fail_msg("send: %s", strerror(errno));
    }
}

static inline void raw_request(int fd, uint32_t number, struct bytes request)
{
    struct buffer out;
    buffer_init(&out);
    assert_true(frame_put(&out, FRAME_REQUEST, number, request));
    raw_send(fd, buffer_bytes(&out));
    buffer_fini(&out);
}

/* Exactly so many bytes; false: the end came first. */
static inline bool raw_read(int fd, void *out, size_t size)
{
    for (size_t have = 0; have < size;) {
        ssize_t n = recv(fd, (char *)out + have, size - have, 0);
        if (n <= 0)
            return false;
        have += (size_t)n;
    }
    return true;
}

/* The next frame, whatever the daemon may send; false: the end. The caller frees the reader. */
static inline bool raw_frame(int fd, struct frame_reader *r)
{
    uint8_t head[FRAME_HEAD_SIZE];
    bool    whole = false;
    frame_reader_init(r, 1u << FRAME_GREETING | 1u << FRAME_REFUSAL | 1u << FRAME_REPLY | 1u << FRAME_EVENT, UINT32_MAX);
    if (!raw_read(fd, head, sizeof(head)))
        return false;
    struct bytes from = bytes_of(head, sizeof(head));
    assert_int_equal(frame_feed(r, &from, &whole), WFP_OK);
    while (!whole) {
        uint8_t chunk[4096];
        size_t  left = r->length - r->body.size, n = left < sizeof(chunk) ? left : sizeof(chunk);
        if (!raw_read(fd, chunk, n))
            return false;
        from = bytes_of(chunk, n);
        assert_int_equal(frame_feed(r, &from, &whole), WFP_OK);
    }
    return true;
}

static inline int raw_client(struct kit *k)
{
    struct frame_reader r;
    int                 fd = raw_connect(k->path);
    assert_true(raw_frame(fd, &r));
    assert_int_equal(r.kind, FRAME_GREETING);
    frame_reader_fini(&r);
    return fd;
}

/* Reads to the end of the connection; a server that does not end it ends in the test's timeout. */
static inline size_t raw_drain(int fd)
{
    char   chunk[4096];
    size_t all = 0;
    for (ssize_t n; (n = recv(fd, chunk, sizeof(chunk), 0)) > 0;)
        all += (size_t)n;
    return all;
}

#endif
