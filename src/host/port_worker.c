/* A worker of the loop: what came in at its queues, and what the others handed to it, is walked; what leaves goes together. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <time.h>

#include "host/port_loop_state.h"

#define TICK_MS     50
#define LAST_ROUNDS 64u /* of batches: what is in the rings when the loop is told to end */

/* What is handed over, beside the port. */
enum handed_kind { HANDED_FRAME, HANDED_FRAGMENT, HANDED_SAID };

static struct handed handed_of(unsigned port, enum handed_kind kind, struct bytes frame)
{
    return (struct handed){ .plug = port | (uint32_t)kind << 16, .frame = { .bytes = frame } };
}

static void count(_Atomic uint64_t *counter, uint64_t n)
{
    atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + n, memory_order_release);
}

static void hand(struct port_worker *w, unsigned to, const struct handed *what)
{
    if (!crossing_put(w->loop->crossing, w->index, to, what))
        count(&w->lost, 1);
}

unsigned port_worker_index(const struct port_worker *w)
{
    return w->index;
}

void port_worker_ring(struct port_worker *w)
{
    (void)!eventfd_write(w->bell, 1);
}

/* --- leaving -------------------------------------------------------------------------------------------------------------- */

void port_worker_send(struct port_worker *w, unsigned port, struct bytes frame)
{
    struct port *p = w->loop->config.ports[port];
    if (w->index < port_queues(p)) {
        departures_put(w->leaving[port], p, frame);
        return;
    }
    struct handed h = handed_of(port, HANDED_FRAME, frame);
    h.leaves = true;
    hand(w, w->index % port_queues(p), &h);
}

static void flush(struct port_worker *w)
{
    const struct port_loop_config *c = &w->loop->config;
    for (unsigned i = 0; i < c->count; i++) {
        if (w->index >= port_queues(c->ports[i]))
            continue;
        departures_flush(w->leaving[i], c->ports[i]);
        if (atomic_load_explicit(&w->loop->states[i], memory_order_relaxed) == PORT_UP)
            port_flush(c->ports[i], w->index);
    }
}

static void wake_handed(struct port_worker *w)
{
    uint64_t to = w->loop->crossing ? crossing_handed_to(w->loop->crossing, w->index) : 0;
    for (unsigned i = 0; to; i++, to >>= 1)
        if (to & 1)
            port_worker_ring(w->loop->workers[i]);
}

/* --- walking -------------------------------------------------------------------------------------------------------------- */

static void serve(struct port_worker *w)
{
    while (w->loop->config.serve(w->lane))
        count(&w->work, 1);
}

/* What drivers do about a frame is walked before the next one: they see packets in the order of the wire. */
static void walk(struct port_worker *w, unsigned port, const struct frame *frames, unsigned n)
{
    const struct port_loop_config *c = &w->loop->config;
    if (n && c->together)
        c->together(w->lane, port, frames, n);
    for (unsigned i = 0; i < n; i++) {
        c->frame(w->lane, port, frames[i].bytes);
        serve(w);
    }
}

static unsigned worker_of(const struct port_worker *w, uint32_t flow)
{
    return flow % w->loop->config.workers;
}

/* Of a datagram whose flow is known now. */
static void on_fragment(void *context, uint32_t port, struct bytes bytes, uint32_t flow)
{
    struct port_worker *w = context;
    struct frame        frame = { .bytes = bytes };
    struct handed       h = handed_of(port, HANDED_FRAME, bytes);
    count(&w->work, 1);
    if (worker_of(w, flow) == w->index)
        walk(w, port, &frame, 1);
    else
        hand(w, worker_of(w, flow), &h);
}

static void take_fragment(struct port_worker *w, unsigned port, struct bytes frame)
{
    struct headers h;
    (void)headers_parse(LINK_ETHERNET, frame, (uint32_t)bytes_left(&frame), 0, &h);
    fragments_put(w->fragments, port, frame, &h, w->loop->config.local(w->loop->config.context, port, &h), w->now_ns);
}

/* True: it is this worker's own. */
static bool keeps(struct port_worker *w, unsigned port, struct bytes frame, enum handed_kind kind)
{
    const struct port_loop_config *c = &w->loop->config;
    struct headers                 h;
    if (!w->loop->crossing)
        return true;
    (void)headers_parse(LINK_ETHERNET, frame, (uint32_t)bytes_left(&frame), 0, &h);
    enum spread_local local = c->local(c->context, port, &h);
    bool              piece = spread_needs_ports(&h, local) && kind == HANDED_FRAME;
    unsigned          to = piece ? 0 : worker_of(w, spread_of_flow(&h, local));
    if (piece && w->index == 0) {
        take_fragment(w, port, frame);
        return false;
    }
    if (to == w->index)
        return true;
    struct handed what = handed_of(port, piece ? HANDED_FRAGMENT : kind, frame);
    hand(w, to, &what);
    return false;
}

bool port_worker_say(struct port_worker *w, unsigned port, struct bytes frame)
{
    return !keeps(w, port, frame, HANDED_SAID);
}

/* --- coming --------------------------------------------------------------------------------------------------------------- */

static void say_state(struct port_worker *w, unsigned i)
{
    static const char *const words[] = { [PORT_UP] = "is up", [PORT_DOWN] = "is down: what is for it is lost until it is up again",
                                         [PORT_GONE] = "is gone" };
    const struct port_loop_config *c = &w->loop->config;
    enum port_state now = port_state(c->ports[i]);
    char            line[128];
    if (atomic_exchange(&w->loop->states[i], (int)now) == (int)now)
        return;
    if (now == PORT_GONE)
        atomic_fetch_add(&w->loop->gone, 1);
    snprintf(line, sizeof(line), "port %s %s", port_name(c->ports[i]), words[now]);
    c->say(c->context, line);
}

static unsigned receive(struct port_worker *w, unsigned i)
{
    const struct port_loop_config *c = &w->loop->config;
    struct frame                   frames[PORT_BATCH];
    unsigned limit = w->loop->crossing ? crossing_room(w->loop->crossing, w->index, PORT_BATCH) : PORT_BATCH, mine = 0;
    w->more |= limit == 0;
    unsigned n = limit ? port_receive(c->ports[i], w->index, frames, limit) : 0;
    for (unsigned k = 0; k < n; k++)
        if (keeps(w, i, frames[k].bytes, HANDED_FRAME))
            frames[mine++] = frames[k];
    walk(w, i, frames, mine);
    count(&w->work, n);
    if (n == 0 && limit)
        say_state(w, i);
    return n;
}

static void walk_together(void *context)
{
    struct port_worker *w = context;
    unsigned            n = w->together_count;
    w->together_count = 0;
    walk(w, w->together_port, w->together, n);
}

static void on_handed(void *context, const struct handed *h)
{
    struct port_worker *w = context;
    unsigned            port = h->plug & 0xffff;
    enum handed_kind    kind = (enum handed_kind)(h->plug >> 16);
    if (h->leaves || kind != HANDED_FRAME || port != w->together_port || w->together_count == PORT_BATCH)
        walk_together(w);
    if (h->leaves) {
        port_worker_send(w, port, h->frame.bytes);
    } else if (kind == HANDED_FRAGMENT) {
        take_fragment(w, port, h->frame.bytes);
    } else if (kind == HANDED_SAID) {
        w->loop->config.said(w->lane, port, h->frame.bytes);
        serve(w);
    } else {
        w->together_port = port;
        w->together[w->together_count++] = h->frame;
    }
}

static void take_handed(struct port_worker *w)
{
    const struct crossing_taker taker = { w, on_handed, walk_together };
    if (w->loop->crossing)
        count(&w->work, crossing_take(w->loop->crossing, w->index, &taker, &w->more));
}

/* What has come by now still goes its way. */
static void receive_last(struct port_worker *w)
{
    unsigned any = 1;
    for (unsigned round = 0; any && round < LAST_ROUNDS; round++) {
        any = 0;
        for (unsigned i = 0; i < w->loop->config.count; i++)
            if (w->index < port_queues(w->loop->config.ports[i]) && atomic_load(&w->loop->states[i]) == PORT_UP)
                any += receive(w, i);
        any += w->more; /* the others have no room */
        take_handed(w);
        flush(w);
        wake_handed(w);
    }
    w->drained = true;
}

/* --- turns ---------------------------------------------------------------------------------------------------------------- */

static enum loop_phase phase_of(const struct port_worker *w)
{
    return (enum loop_phase)atomic_load_explicit(&w->loop->phase, memory_order_acquire);
}

/* By the clock, not when nothing has come for a while: under load there is no such while. */
static void tick(struct port_worker *w)
{
    uint64_t now_ms = w->now_ns / 1000000u;
    if (now_ms - w->ticked_ms < TICK_MS)
        return;
    w->ticked_ms = now_ms;
    if (w->fragments)
        fragments_expire(w->fragments, w->now_ns, false);
    if (w->index == 0 && w->loop->config.tick)
        w->loop->config.tick(w->lane);
}

static unsigned look_at(const struct port_worker *w, struct pollfd *fds)
{
    const struct port_loop_config *c = &w->loop->config;
    bool                           receives = phase_of(w) == LOOP_RECEIVES;
    for (unsigned i = 0; i < c->count; i++) {
        bool there = receives && w->index < port_queues(c->ports[i]) && atomic_load(&w->loop->states[i]) != PORT_GONE;
        fds[i] = (struct pollfd){ .fd = there ? port_fd(c->ports[i], w->index) : -1, .events = POLLIN };
    }
    fds[c->count] = (struct pollfd){ .fd = w->bell, .events = POLLIN };
    fds[c->count + 1] = (struct pollfd){ .fd = w->index == 0 ? c->news : -1, .events = POLLIN };
    return c->count + 2;
}

static void work(struct port_worker *w, const struct pollfd *fds)
{
    const struct port_loop_config *c = &w->loop->config;
    eventfd_t                      rung;
    struct timespec                t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    w->now_ns = (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
    w->more = false;
    if (fds[c->count].revents)
        (void)!eventfd_read(w->bell, &rung);
    if (fds[c->count + 1].revents)
        c->read_news(w->lane);
    for (unsigned i = 0; i < c->count; i++)
        if (fds[i].revents)
            (void)receive(w, i);
    if (phase_of(w) == LOOP_DRAINS && !w->drained)
        receive_last(w);
    take_handed(w);
    if (w->drained && w->fragments)
        fragments_expire(w->fragments, w->now_ns, true);
    serve(w);
    flush(w);
    wake_handed(w);
    tick(w);
}

static void turn(struct port_worker *w)
{
    struct pollfd fds[PORT_LOOP_MAX + 2];
    unsigned      n = look_at(w, fds);
    w->loop->config.rest(w->lane);
    if (poll(fds, n, w->more ? 0 : TICK_MS) >= 0 || errno == EINTR)
        work(w, fds);
    count(&w->turns, 1);
}

static enum wfp_status begin(struct port_worker *w)
{
    const struct port_loop_config *c = &w->loop->config;
    const struct fragments_taker   taker = { w, on_fragment };
    if (w->index == 0 && c->workers > 1)
        RETURN_IF(fragments_new(&taker, &w->fragments));
    return c->begin(c->context, w, &w->lane);
}

static void tell(struct port_loop *l, enum wfp_status err)
{
    pthread_mutex_lock(&l->lock);
    l->begun++;
    l->failure = err ? err : l->failure;
    pthread_cond_broadcast(&l->changed);
    pthread_mutex_unlock(&l->lock);
}

void *port_work(void *worker)
{
    struct port_worker *w = worker;
    enum wfp_status     err = begin(w);
    tell(w->loop, err);
    if (err)
        return NULL;
    while (phase_of(w) != LOOP_ENDS)
        turn(w);
    w->loop->config.rest(w->lane);
    w->loop->config.end(w->lane);
    flush(w);
    return NULL;
}
