/* What all open ports have in common: frames finished in software where one side of a frame cannot leave that to the other,
 * statistics, and what happens when the device goes away. */
#include "port/port.h"

#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#include "port/port_ops.h"

#define PORT_SCRATCH (256u * 1024) /* finished copies of one batch: several of the largest frames */
#define LINK_MOST    18u           /* an Ethernet header and a tag, beside the MTU */
#define LINK_LEAST   14u
#define IDLE_LOOK    16u
#define BAD_BATCHES  16u

/* --- what it is ----------------------------------------------------------------------------------------------------- */

const char *port_name(const struct port *p)
{
    return p->name;
}

const char *port_kind(const struct port *p)
{
    return p->ops->kind;
}

unsigned port_queues(const struct port *p)
{
    return p->queues;
}

uint32_t port_index(const struct port *p)
{
    return p->device.index;
}

uint32_t port_mtu(const struct port *p)
{
    return atomic_load(&p->mtu);
}

bool port_mac(const struct port *p, uint8_t out[6])
{
    if (p->device.index)
        memcpy(out, p->device.mac, sizeof(p->device.mac));
    return p->device.index != 0;
}

bool port_offload(const struct port *p)
{
    return p->hand_over_offload && p->takes;
}

int port_fd(const struct port *p, unsigned queue)
{
    return p->queue[queue].poll_fd;
}

enum port_state port_state(struct port *p)
{
    enum port_state was = (enum port_state)atomic_load(&p->state);
    if (was == PORT_GONE) /* for good, whoever has the name now */
        return PORT_GONE;
    enum port_state now = p->ops->state(p);
    atomic_store(&p->state, now);
    return now;
}

void port_stats(const struct port *p, struct port_stats *out)
{
    struct port_stats s = { 0 };
    for (unsigned i = 0; i < p->queues; i++) {
        const struct port_counters *c = &p->queue[i].counters;
        s.received += c->received;
        s.received_bytes += c->received_bytes;
        s.sent += c->sent;
        s.sent_bytes += c->sent_bytes;
        s.receive_dropped += c->receive_dropped;
        s.send_dropped += c->send_dropped;
        s.runts += c->runts;
        s.oversized += c->oversized;
        s.truncated += c->truncated;
        s.malformed += c->malformed;
    }
    if (p->ops->stats)
        p->ops->stats(p, &s);
    *out = s;
}

/* --- cutting --------------------------------------------------------------------------------------------------------- */

static bool has_scratch(struct port_cutter *c)
{
    if (!c->scratch)
        c->scratch = malloc(PORT_SCRATCH);
    return c->scratch;
}

/* False: counted. */
static bool start_cutting(struct port_queue *q, struct port_cutter *c, const struct frame *f)
{
    c->busy = has_scratch(c) && segments_start(&c->of, f) == WFP_OK;
    if (!c->busy)
        count(&q->counters.malformed, 1);
    return c->busy;
}

/* The next segments, as far as batch and scratch have room. c->busy: there are more. */
static unsigned cut(struct port_cutter *c, struct frame *frames, unsigned max, size_t *used)
{
    unsigned n = 0;
    while (n < max && PORT_SCRATCH - *used >= segments_room(&c->of)) {
        uint32_t size = segments_next(&c->of, &c->scratch[*used]);
        c->busy = size;
        if (!size)
            break;
        frames[n++] = (struct frame){ bytes_of(&c->scratch[*used], size), { .checksum_good = true } };
        *used += size;
    }
    return n;
}

/* --- receiving ------------------------------------------------------------------------------------------------------ */

bool port_hook(int poll_fd, int fd)
{
    struct epoll_event e = { .events = EPOLLIN, .data.fd = fd };
    return epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &e) == 0;
}

/* Nothing was there: perhaps because the device has changed. Not asked every time, for who forwards in earnest comes by again and
 * again before it waits, and an empty ring costs it no system call. Who waits instead is woken again until it has been asked. */
static void look_around(struct port *p, struct port_queue *q)
{
    unsigned queue = (unsigned)(q - p->queue);
    if (++q->idle % IDLE_LOOK)
        return;
    bool changed = queue == 0 && p->watch >= 0 && device_watch_take(p->watch);
    changed = (p->ops->failed && p->ops->failed(p, queue)) || changed;
    if (changed)
        port_state(p);
    if (atomic_load(&p->state) == PORT_GONE && !q->unhooked) {
        epoll_ctl(q->poll_fd, EPOLL_CTL_DEL, p->ops->fd(p, queue), NULL);
        q->unhooked = true;
    }
}

/* The frame as the caller takes it, in place. False: it cannot be handed over. */
static bool finish_in_place(struct port *p, struct port_queue *q, struct frame *f)
{
    enum wfp_status err = WFP_OK;
    if (p->hand_over_offload)
        err = frame_offload_check(f);
    else if (f->offload.needs_checksum)
        err = frame_fill_checksum((uint8_t *)(uintptr_t)f->bytes.at, bytes_left(&f->bytes), &f->offload);
    if (err)
        count(&q->counters.malformed, 1);
    return !err;
}

/* Hands over what is in q->raw, as far as there is room. */
static unsigned hand_over(struct port *p, struct port_queue *q, struct frame *frames, unsigned max)
{
    unsigned n = 0;
    size_t   used = 0;
    while (n < max && q->raw_next < q->raw_count) {
        struct frame *f = &q->raw[q->raw_next];
        if (f->offload.gso != FRAME_GSO_NONE && !p->hand_over_offload) {
            if (q->in.busy || start_cutting(q, &q->in, f))
                n += cut(&q->in, &frames[n], max - n, &used);
            if (q->in.busy) /* the rest at the next call */
                break;
        } else if (bytes_left(&f->bytes) < LINK_LEAST) {
            count(&q->counters.runts, 1);
        } else if (frame_is_finished(f) || finish_in_place(p, q, f)) {
            frames[n++] = *f;
        }
        q->raw_next++;
    }
    return n;
}

static uint64_t clock_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* Frames that came meanwhile are seen when the descriptor is hooked again. */
static void attend(struct port *p, struct port_queue *q, unsigned queue)
{
    bool changed = q->raw_count ? attention_found(&q->attention, clock_ns) : attention_found_nothing(&q->attention, clock_ns);
    if (!changed || q->unhooked)
        return;
    if (q->attention.awake)
        epoll_ctl(q->poll_fd, EPOLL_CTL_DEL, p->ops->fd(p, queue), NULL);
    else if (!port_hook(q->poll_fd, p->ops->fd(p, queue)))
        q->attention.awake = true; /* no memory: rather looks for ever than never again */
}

/* False: nothing was there. */
static bool take_more(struct port *p, struct port_queue *q, unsigned queue, unsigned max)
{
    q->raw_next = 0;
    q->raw_count = p->ops->receive(p, queue, q->raw, max);
    if (q->raw_count)
        q->idle = 0;
    else
        look_around(p, q);
    if (p->device.index)
        attend(p, q, queue);
    return q->raw_count;
}

static void say_more(struct port_queue *q)
{
    uint64_t n = 1;
    bool     more = q->raw_next < q->raw_count || q->attention.awake;
    if (q->more_fd < 0 || more == q->more)
        return;
    if (more)
        (void)!write(q->more_fd, &n, sizeof(n));
    else
        (void)!read(q->more_fd, &n, sizeof(n));
    q->more = more;
}

unsigned port_receive(struct port *p, unsigned queue, struct frame *frames, unsigned max)
{
    struct port_queue *q = &p->queue[queue];
    uint64_t           size = 0;
    unsigned           n = 0;
    if (max > PORT_BATCH)
        max = PORT_BATCH;
    /* Again when none could be handed over, but not for ever: who sends nothing else must not keep the thread. */
    for (unsigned turn = 0; max && !n && turn < BAD_BATCHES && (q->raw_next < q->raw_count || take_more(p, q, queue, max)); turn++)
        n = hand_over(p, q, frames, max);
    say_more(q);
    for (unsigned i = 0; i < n; i++)
        size += bytes_left(&frames[i].bytes);
    count(&q->counters.received, n);
    count(&q->counters.received_bytes, size);
    return n;
}

/* --- sending -------------------------------------------------------------------------------------------------------- */

static bool is_taken_as_it_is(const struct port *p, const struct frame *f)
{
    if (f->offload.needs_checksum && !(p->takes & PORT_TAKES_CHECKSUM))
        return false;
    return f->offload.gso == FRAME_GSO_NONE || p->takes & PORT_TAKES(f->offload.gso);
}

/* True: counted, and left out. */
static bool cannot_be_sent(struct port *p, struct port_queue *q, const struct frame *f)
{
    size_t size = f->offload.gso == FRAME_GSO_NONE ? bytes_left(&f->bytes) : (size_t)f->offload.gso_size;
    if (bytes_left(&f->bytes) < LINK_LEAST)
        count(&q->counters.runts, 1);
    else if (size > (size_t)atomic_load_explicit(&p->mtu, memory_order_relaxed) + LINK_MOST)
        count(&q->counters.oversized, 1);
    else
        return false;
    return true;
}

static unsigned send_finished(struct port *p, unsigned queue, const struct frame *frames, unsigned n)
{
    struct port_queue *q = &p->queue[queue];
    uint64_t           size = 0;
    unsigned           sent = n ? p->ops->send(p, queue, frames, n) : 0;
    for (unsigned i = 0; i < n; i++)
        size += bytes_left(&frames[i].bytes);
    count(&q->counters.sent, sent);
    count(&q->counters.sent_bytes, sent == n ? size : size / n * sent);
    return sent;
}

/* All segments, in as many batches as the scratch makes of them. True: all were taken. */
static bool send_segments(struct port *p, unsigned queue, const struct frame *f)
{
    struct port_queue *q = &p->queue[queue];
    struct frame       batch[PORT_BATCH];
    bool               all = start_cutting(q, &q->out, f);
    while (q->out.busy) {
        size_t   used = 0;
        unsigned n = cut(&q->out, batch, PORT_BATCH, &used);
        all = send_finished(p, queue, batch, n) == n && all;
    }
    return all;
}

static bool send_copy(struct port *p, unsigned queue, const struct frame *f)
{
    struct port_queue *q = &p->queue[queue];
    struct frame       copy = *f;
    size_t             size = bytes_left(&f->bytes);
    if (size > PORT_SCRATCH || !has_scratch(&q->out)) {
        count(&q->counters.oversized, 1);
        return false;
    }
    copy.bytes = bytes_of(memcpy(q->out.scratch, f->bytes.at, size), size);
    if (frame_fill_checksum(q->out.scratch, size, &copy.offload) != WFP_OK) {
        count(&q->counters.malformed, 1);
        return false;
    }
    return send_finished(p, queue, &copy, 1) == 1;
}

unsigned port_send(struct port *p, unsigned queue, const struct frame *frames, unsigned n)
{
    struct port_queue *q = &p->queue[queue];
    unsigned           sent = 0, from = 0; /* frames[from ... i - 1] go as they are */
    for (unsigned i = 0; i < n; i++) {
        const struct frame *f = &frames[i];
        bool                refused = cannot_be_sent(p, q, f);
        if (!refused && is_taken_as_it_is(p, f))
            continue;
        sent += send_finished(p, queue, &frames[from], i - from);
        from = i + 1;
        if (!refused)
            sent += f->offload.gso != FRAME_GSO_NONE ? send_segments(p, queue, f) : send_copy(p, queue, f);
    }
    return sent + send_finished(p, queue, &frames[from], n - from);
}

void port_flush(struct port *p, unsigned queue)
{
    if (p->ops->flush)
        p->ops->flush(p, queue);
}
