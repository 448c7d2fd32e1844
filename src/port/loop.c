/* Ports in memory: two of one name in a process are joined, each frame is copied into the ring of the other. A full ring drops
 * what comes, and the receiver counts it, as a kernel's queue does: so a test knows exactly what is lost. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "pkt/headers.h"
#include "port/port_ops.h"

#define LOOP_FRAMES 256u
#define LOOP_MTU    65535u

struct loop_slot {
    uint8_t             *room;
    size_t               room_size, size;
    struct frame_offload offload;
};

struct loop_ring {
    pthread_mutex_t  lock;
    int              bell; /* an eventfd: readable when there is something */
    struct loop_slot slots[LOOP_FRAMES]; /* guarded by: lock; those handed out: the receiver's */
    unsigned         first, held, there; /* guarded by: lock; `held` from `first` on are handed out, then `there` wait */
    uint64_t         dropped; /* guarded by: lock */
};

struct loop {
    struct loop     *next;
    struct port     *port, *peer; /* peer: guarded by: loops_lock */
    struct loop_ring rings[];
};

/* The ports of the process by name; a wire has no other owner than its two ends. */
static pthread_rwlock_t loops_lock = PTHREAD_RWLOCK_INITIALIZER;
static struct loop     *loops; /* guarded by: loops_lock */

static struct loop *loop_of(const struct port *p)
{
    return p->own;
}

/* --- joining --------------------------------------------------------------------------------------------------------- */

/* False: both ends are taken. */
static bool join(struct port *p)
{
    struct loop *own = loop_of(p), *other = NULL;
    unsigned     same = 0;
    for (struct loop *l = loops; l; l = l->next)
        if (strcmp(l->port->name, p->name) == 0) {
            other = l;
            same++;
        }
    if (same > 1)
        return false;
    own->next = loops;
    loops = own;
    if (other) {
        own->peer = other->port;
        other->peer = p;
    }
    return true;
}

static bool make_rings(struct port *p)
{
    struct loop *l = calloc(1, sizeof(*l) + p->queues * sizeof(l->rings[0]));
    bool         ok = l;
    p->own = l;
    if (!l)
        return false;
    l->port = p;
    for (unsigned i = 0; i < p->queues; i++) {
        pthread_mutex_init(&l->rings[i].lock, NULL);
        l->rings[i].bell = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
        ok = ok && l->rings[i].bell >= 0;
    }
    return ok;
}

static enum wfp_status loop_open(struct port *p, const struct port_config *config, const char *rest, char error[PORT_ERROR_SIZE])
{
    snprintf(p->name, sizeof(p->name), "%s", rest);
    p->takes = config->offload ? PORT_TAKES_ALL : 0;
    p->device.mtu = LOOP_MTU;
    if (!make_rings(p))
        return port_say(error, WFP_NO_MEMORY, p->name, "not enough memory");
    pthread_rwlock_wrlock(&loops_lock);
    bool joined = join(p);
    pthread_rwlock_unlock(&loops_lock);
    return joined ? WFP_OK : port_say(error, WFP_ALREADY_EXISTS, p->name, "both ends of this loop are open; use another name");
}

static void leave(struct loop *own)
{
    pthread_rwlock_wrlock(&loops_lock);
    for (struct loop **l = &loops; *l; l = &(*l)->next)
        if (*l == own) {
            *l = own->next;
            break;
        }
    if (own->peer)
        loop_of(own->peer)->peer = NULL;
    pthread_rwlock_unlock(&loops_lock);
}

static void loop_close(struct port *p)
{
    struct loop *l = loop_of(p);
    if (!l)
        return;
    leave(l);
    for (unsigned i = 0; i < p->queues; i++) {
        for (unsigned n = 0; n < LOOP_FRAMES; n++)
            free(l->rings[i].slots[n].room);
        if (l->rings[i].bell >= 0)
            close(l->rings[i].bell);
        pthread_mutex_destroy(&l->rings[i].lock);
    }
    free(l);
}

static int loop_fd(struct port *p, unsigned queue)
{
    return loop_of(p)->rings[queue].bell;
}

static enum port_state loop_state(struct port *p)
{
    pthread_rwlock_rdlock(&loops_lock);
    bool joined = loop_of(p)->peer;
    pthread_rwlock_unlock(&loops_lock);
    return joined ? PORT_UP : PORT_DOWN;
}

static void loop_stats(const struct port *p, struct port_stats *out)
{
    struct loop *l = loop_of(p);
    for (unsigned i = 0; i < p->queues; i++) {
        pthread_mutex_lock(&l->rings[i].lock);
        out->receive_dropped += l->rings[i].dropped;
        pthread_mutex_unlock(&l->rings[i].lock);
    }
}

/* --- frames ---------------------------------------------------------------------------------------------------------- */

static bool fill_slot(struct loop_slot *s, const struct frame *f)
{
    size_t size = bytes_left(&f->bytes);
    if (size > s->room_size) {
        void *room = realloc(s->room, size);
        if (!room)
            return false;
        s->room = room;
        s->room_size = size;
    }
    memcpy(s->room, f->bytes.at, size);
    s->size = size;
    s->offload = f->offload;
    return true;
}

static void put(struct loop_ring *r, const struct frame *f)
{
    uint64_t one = 1;
    pthread_mutex_lock(&r->lock);
    if (r->held + r->there < LOOP_FRAMES && fill_slot(&r->slots[(r->first + r->held + r->there) % LOOP_FRAMES], f))
        r->there++;
    else
        r->dropped++;
    (void)!write(r->bell, &one, sizeof(one));
    pthread_mutex_unlock(&r->lock);
}

/* The same for both directions of a flow, as the kernel's fanout does. */
static unsigned flow_queue(const struct frame *f, unsigned queues)
{
    struct headers h;
    uint64_t       sum = 0, a[2], b[2];
    if (queues == 1)
        return 0;
    (void)!headers_parse(LINK_ETHERNET, f->bytes, (uint32_t)bytes_left(&f->bytes), 0, &h);
    memcpy(a, h.src.bytes, sizeof(a));
    memcpy(b, h.dst.bytes, sizeof(b));
    sum = (a[0] ^ b[0]) + (a[1] ^ b[1]) + (uint64_t)(h.src_port ^ h.dst_port) + h.protocol;
    return (unsigned)((sum * 0x9e3779b97f4a7c15u >> 32) % queues);
}

static unsigned loop_send(struct port *p, unsigned queue, const struct frame *frames, unsigned n)
{
    unsigned sent = 0;
    pthread_rwlock_rdlock(&loops_lock);
    struct port *peer = loop_of(p)->peer;
    for (; peer && sent < n; sent++)
        put(&loop_of(peer)->rings[flow_queue(&frames[sent], peer->queues)], &frames[sent]);
    pthread_rwlock_unlock(&loops_lock);
    count(&p->queue[queue].counters.send_dropped, n - sent);
    return sent;
}

static unsigned loop_receive(struct port *p, unsigned queue, struct frame *frames, unsigned max)
{
    struct loop_ring *r = &loop_of(p)->rings[queue];
    uint64_t          rings;
    pthread_mutex_lock(&r->lock);
    r->first = (r->first + r->held) % LOOP_FRAMES;
    r->held = r->there < max ? r->there : max;
    r->there -= r->held;
    for (unsigned i = 0; i < r->held; i++) {
        const struct loop_slot *s = &r->slots[(r->first + i) % LOOP_FRAMES];
        frames[i] = (struct frame){ bytes_of(s->room, s->size), s->offload };
    }
    if (!r->there)
        (void)!read(r->bell, &rings, sizeof(rings));
    unsigned n = r->held;
    pthread_mutex_unlock(&r->lock);
    return n;
}

const struct port_ops loop_port_ops = {
    .kind = "loop",
    .open = loop_open,
    .close = loop_close,
    .fd = loop_fd,
    .receive = loop_receive,
    .send = loop_send,
    .state = loop_state,
    .stats = loop_stats,
};
