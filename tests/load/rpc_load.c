/* usage: rpc_load [SECONDS [SEED]]
 *
 * Sixty-four clients that connect, call, misbehave and die at random, for so many seconds, at a server that takes fewer. Every
 * reply that comes is compared. At the end the server must still answer, and nothing may be left of anybody: clients, threads,
 * descriptors, memory. */
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rpc_kit.h"

enum { CLIENTS = 64, PLACES = 48, STALL_MS = 20, PATIENCE_MS = 60000, LARGEST = 300000, MEMORY_SLACK = 256 * 1024 };

struct load {
    struct kit *kit;
    atomic_bool over;
    atomic_uint calls, events, refused, deaths, wrong;
};

struct member {
    struct load *load;
    uint64_t     random;
    pthread_t    thread;
};

static uint32_t next_random(struct member *m, uint32_t below)
{
    m->random ^= m->random << 13;
    m->random ^= m->random >> 7;
    m->random ^= m->random << 17;
    return (uint32_t)(m->random >> 32) % below;
}

static void wrong(struct load *l, const char *what)
{
    fprintf(stderr, "rpc_load: %s\n", what);
    atomic_fetch_add(&l->wrong, 1);
}

/* --- with manners --------------------------------------------------------------------------------------------------------- */

static void count_event(void *context, struct bytes event)
{
    struct member *m = context;
    if (u32_of(event) == UINT32_MAX)
        wrong(m->load, "an event without its number");
    atomic_fetch_add(&m->load->events, 1);
}

static void call_echo(struct member *m, struct rpc_client *c)
{
    struct buffer request, reply;
    uint32_t      size = 1 + next_random(m, next_random(m, 8) ? 500 : LARGEST);
    buffer_init(&request);
    buffer_init(&reply);
    memset(buffer_grow(&request, size), (int)next_random(m, 256), size);
    request.data[0] = 'e';
    enum wfp_status status = rpc_client_call(c, buffer_bytes(&request), &reply);
    if (status == WFP_OK && (reply.size != size - 1 || (size > 1 && memcmp(reply.data, request.data + 1, size - 1) != 0)))
        wrong(m->load, "another's reply");
    if (status != WFP_OK && status != WFP_CALL_FAILED)
        wrong(m->load, status_row(status)->sentence);
    atomic_fetch_add(&m->load->calls, 1);
    buffer_fini(&request);
    buffer_fini(&reply);
}

static void call_for_events(struct member *m, struct rpc_client *c)
{
    const uint8_t request[] = { 'p', (uint8_t)next_random(m, 256), 0, 0, 0, (uint8_t)next_random(m, 256), 3, 0, 0 };
    struct buffer reply;
    buffer_init(&reply);
    if (rpc_client_call(c, bytes_of(request, sizeof(request)), &reply) == WFP_OK && reply.size != 4)
        wrong(m->load, "no number of events");
    buffer_fini(&reply);
}

static void behave(struct member *m)
{
    struct rpc_client_config config = { .path = m->load->kit->path, .connect_ms = PATIENCE_MS, .event = count_event,
                                        .context = m, .event_bytes = 50000 };
    struct rpc_client       *c;
    enum wfp_status          status = rpc_client_new(&config, &c);
    if (status == WFP_SERVER_UNAVAILABLE)
        atomic_fetch_add(&m->load->refused, 1);
    else if (status != WFP_OK)
        wrong(m->load, status_row(status)->sentence);
    if (status != WFP_OK)
        return;
    for (uint32_t n = next_random(m, 20); n > 0; n--)
        next_random(m, 4) ? call_echo(m, c) : call_for_events(m, c);
    rpc_client_free(c);
}

/* --- without ------------------------------------------------------------------------------------------------------------ */

static int connect_plainly(struct member *m)
{
    struct sockaddr_un a = { .sun_family = AF_UNIX };
    int                fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    memcpy(a.sun_path, m->load->kit->path, sizeof(m->load->kit->path));
    if (fd >= 0 && connect(fd, (struct sockaddr *)&a, sizeof(a)) == 0)
        return fd;
    wrong(m->load, "cannot connect");
    if (fd >= 0)
        close(fd);
    return -1;
}

static void send_part(struct member *m, int fd, const struct buffer *wire)
{
    size_t  size = next_random(m, 3) ? wire->size : next_random(m, (uint32_t)wire->size + 1);
    ssize_t sent = send(fd, wire->data, size, MSG_NOSIGNAL);
    (void)sent; /* the server may have ended it */
}

/* Some requests, the last perhaps in part; then it reads a little, or nothing, and is gone. */
static void die(struct member *m)
{
    static const char whats[] = "ewpbx?";
    struct buffer     wire, request;
    char              chunk[2000];
    int               fd = connect_plainly(m);
    if (fd < 0)
        return;
    buffer_init(&wire);
    buffer_init(&request);
    for (uint32_t n = next_random(m, 4); n > 0; n--) {
        buffer_clear(&request);
        buffer_put(&request, &whats[next_random(m, sizeof(whats) - 1)], 1);
        put_u32(&request, next_random(m, 1000));
        put_u32(&request, next_random(m, 2000));
        if (!frame_put(&wire, next_random(m, 30) ? FRAME_REQUEST : FRAME_EVENT, n, buffer_bytes(&request)))
            wrong(m->load, "no memory");
    }
    send_part(m, fd, &wire);
    if (next_random(m, 2))
        while (recv(fd, chunk, sizeof(chunk), MSG_DONTWAIT) > 0)
            ;
    if (next_random(m, 20) == 0)
        usleep(2 * STALL_MS * 1000); /* long enough to be thrown out */
    close(fd);
    atomic_fetch_add(&m->load->deaths, 1);
    buffer_fini(&wire);
    buffer_fini(&request);
}

static void *live(void *context)
{
    struct member *m = context;
    while (!atomic_load(&m->load->over))
        next_random(m, 2) ? behave(m) : die(m);
    return NULL;
}

/* --- the run -------------------------------------------------------------------------------------------------------------- */

static void run(struct load *l, double seconds, uint64_t seed)
{
    static struct member members[CLIENTS];
    atomic_store(&l->over, false);
    for (unsigned i = 0; i < CLIENTS; i++) {
        members[i] = (struct member){ .load = l, .random = (seed + i + 1) * 0x9e3779b97f4a7c15u };
        if (pthread_create(&members[i].thread, NULL, live, &members[i]) != 0)
            abort();
    }
    usleep((useconds_t)(seconds * 1000000));
    atomic_store(&l->over, true);
    for (unsigned i = 0; i < CLIENTS; i++)
        pthread_join(members[i].thread, NULL);
    while (rpc_server_clients(l->kit->server) > 0)
        sched_yield();
}

/* Small enough to come in one piece, so that no stall is an excuse. */
static void check_answers(struct load *l)
{
    struct rpc_client_config config = { .path = l->kit->path, .connect_ms = PATIENCE_MS };
    struct rpc_client       *c;
    struct buffer            reply;
    buffer_init(&reply);
    if (rpc_client_new(&config, &c) != WFP_OK) {
        wrong(l, "the server takes no clients any more");
        return;
    }
    enum wfp_status status = rpc_client_call(c, text_bytes("estill here"), &reply);
    if (status != WFP_OK || reply.size != 10 || memcmp(reply.data, "still here", 10) != 0)
        wrong(l, "the server does not answer any more");
    buffer_fini(&reply);
    rpc_client_free(c);
    while (rpc_server_clients(l->kit->server) > 0)
        sched_yield();
}

int main(int argc, char **argv)
{
    double                   seconds = argc > 1 ? atof(argv[1]) : 2;
    uint64_t                 seed = argc > 2 ? strtoull(argv[2], NULL, 0) : (uint64_t)time(NULL);
    struct kit              *k = kit_new();
    struct load              l = { .kit = k };
    struct rpc_server_config config = kit_config(k);
    char                     why[RPC_WHY_SIZE];
    config.limits = (struct rpc_limits){ .clients = PLACES, .stall_ms = STALL_MS, .event_bytes = 40000 };
    printf("seed %llu\n", (unsigned long long)seed);
    fflush(stdout);
    if (rpc_server_new(&config, &k->server, why) != WFP_OK) {
        fprintf(stderr, "rpc_load: %s\n", why);
        return 2;
    }
    run(&l, 0.2, seed + CLIENTS); /* what is allocated once is allocated now */
    size_t at_rest = kit_entries(), memory = mallinfo2().uordblks;
    run(&l, seconds, seed);
    check_answers(&l);
    for (unsigned i = 0; i < 10000 && kit_entries() > at_rest; i++)
        usleep(1000); /* what a joined thread leaves in /proc goes a moment later */
    if (kit_entries() > at_rest)
        wrong(&l, "descriptors or threads are left while the server runs");
    if (mallinfo2().uordblks > memory + MEMORY_SLACK)
        wrong(&l, "memory is left while the server runs");
    if (k->connected != k->disconnected)
        wrong(&l, "a client was not said goodbye to");
    rpc_server_free(k->server);
    rmdir(k->folder);
    for (unsigned i = 0; i < 10000 && kit_entries() > k->entries_before; i++)
        usleep(1000);
    if (kit_entries() > k->entries_before)
        wrong(&l, "descriptors or threads are left");
    printf("%u connected, %u cancelled, %u calls, %u events, %u refused, %u deaths, memory %zu -> %zu\n", k->connected,
           k->cancelled, atomic_load(&l.calls), atomic_load(&l.events), atomic_load(&l.refused), atomic_load(&l.deaths), memory,
           mallinfo2().uordblks);
    if (k->cancelled == 0 || atomic_load(&l.refused) == 0 || atomic_load(&l.calls) == 0 || atomic_load(&l.events) == 0)
        wrong(&l, "it was no load: something never happened");
    free(k);
    return atomic_load(&l.wrong) ? 1 : 0;
}
