/* A worker: what came in at its queues goes through the switches, in batches. Between two batches it serves what drivers asked
 * for, reads no ruleset, and may be asked to pause. */
#include <errno.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#include "callout/injection.h"
#include "engine/verdict_cache.h"
#include "host/live_host.h"
#include "host/net_events.h"
#include "host/spread.h"
#include "shim/context.h"

#define EVENTS       64
#define SERVE_TURNS  16  /* of what drivers ask for, between two batches */
#define LAST_BATCHES 64u /* of a queue, when it stops: a sender that does not must not keep it from ending */

/* --- frames --------------------------------------------------------------------------------------------------------------- */

void live_count_verdict(struct live_worker *w, const struct pkt_ctx *walk)
{
    struct live_counters *n = &w->counters;
    switch (walk->verdict) {
    case VERDICT_BLOCK:
        live_count(&n->blocked, 1);
        break;
    case VERDICT_ABSORB:
        live_count(&n->absorbed, 1);
        break;
    case VERDICT_DISCARD:
        live_count(&n->discarded, 1);
        break;
    case VERDICT_PERMIT:
    case VERDICT_COUNTERFACTUAL:
    case VERDICT_COUNT:
        break;
    }
}

static void count_walk(struct live_worker *w, const struct pkt_ctx *walk)
{
    live_count(&w->counters.frames, 1);
    live_count_verdict(w, walk);
}

void live_enter(struct live_worker *w, const struct live_plug *p, const struct frame *frame)
{
    const struct vswitch_input in = { .sw = p->of->sw, .source_port = p->port_id, .frame = frame, .now_ns = w->now_ns,
                                      .number = w->number, .enabled = p->of->inspect };
    const struct vswitch_walk *walk = shim_vswitch(w->shim, w->rules, &in);
    w->number += w->live->worker_count;
    count_walk(w, walk->walk);
    if (walk->walk->verdict == VERDICT_PERMIT)
        live_deliver(w, p->of, walk, false);
}

void live_frame(struct live_worker *w, unsigned plug, const struct frame *frame)
{
    const struct live_plug *p = w->live->plugs[plug];
    if (live_is_host(p))
        live_host_sends(w, frame);
    else
        live_enter(w, p, frame);
    live_host_turn(w);
}

/* A device with fewer queues than there are workers: the flows are spread here. The host's go to the worker
 * that walks it. */
static void spread(struct live_worker *w, unsigned plug, const struct frame *frame)
{
    bool     host = live_is_host(w->live->plugs[plug]);
    unsigned to = host ? LIVE_HOST_WORKER : spread_of_frame(frame->bytes) % w->live->worker_count;
    if (to == w->index)
        live_frame(w, plug, frame);
    else
        live_hand_in(w, to, plug, frame);
}

static bool is_spread(const struct live_worker *w, const struct live_plug *p)
{
    return p->queues < w->live->worker_count || live_is_host(p);
}

/* What is received has a place with every other worker, or is not received yet. */
static unsigned batch_limit(struct live_worker *w, const struct live_plug *p)
{
    return is_spread(w, p) ? crossing_room(w->live->crossing, w->index, PORT_BATCH) : PORT_BATCH;
}

static unsigned receive(struct live_worker *w, unsigned plug)
{
    struct frame            frames[PORT_BATCH];
    const struct live_plug *p = w->live->plugs[plug];
    unsigned                limit = batch_limit(w, p);
    unsigned                n = limit ? port_receive(p->device, w->index, frames, limit) : 0;
    w->more |= limit == 0;
    w->full |= n == PORT_BATCH;
    for (unsigned i = 0; i < n; i++)
        if (is_spread(w, p))
            spread(w, plug, &frames[i]);
        else
            live_frame(w, plug, &frames[i]);
    live_count(&w->work, n);
    return n;
}

/* --- what drivers ask for ------------------------------------------------------------------------------------------------- */

/* Into a switch without WFP nobody injects. */
static struct vswitch *on_find(void *context, const struct guid *id)
{
    const struct live_worker *w = context;
    struct live_switch       *s = live_switch_of(w->live, id);
    return s && s->inspect ? s->sw : NULL;
}

/* The list is the driver's again after this. */
static void on_deliver(void *context, struct vswitch *sw, const struct vswitch_walk *walk, const struct injection *i)
{
    struct live_worker *w = context;
    struct live_switch *s = live_switch_of(w->live, vswitch_id(sw));
    (void)i;
    if (s)
        live_deliver(w, s, walk, true);
}

static void on_walked(void *context, const struct pkt_ctx *walk, const struct injection *i)
{
    struct live_worker *w = context;
    count_walk(w, walk);
    live_count(&w->counters.injected, i != NULL);
    live_host_walked(w, walk, i);
}

static void on_wake(void *context)
{
    live_ring(context);
}

static void serve(struct live_worker *w)
{
    unsigned turns = 0;
    while (turns < SERVE_TURNS && walker_serve(w->walker))
        turns++;
    live_count(&w->work, turns);
    w->more |= turns == SERVE_TURNS;
    live_host_turn(w);
}

/* --- what layers say ------------------------------------------------------------------------------------------------------ */

static void note_cached(struct live_worker *w, const struct classify_in *in)
{
    atomic_store_explicit(&w->counters.layers[in->layer->id].cached, verdict_cache_count(in->cache, in->layer->id).found, memory_order_relaxed);
}

static void on_classified(void *context, const struct pkt_ctx *c, const struct classify_in *in, const struct classify_out *out,
                          const struct trace *trace)
{
    struct live_worker       *w = context;
    const struct live_config *config = &w->live->config;
    (void)trace;
    live_count(&w->counters.layers[in->layer->id].classifies, 1);
    note_cached(w, in);
    if (out->action != ACTION_BLOCK)
        return;
    bool absorbed = out->flags & CLASSIFY_OUT_FLAG_ABSORB;
    live_count(absorbed ? &w->counters.layers[in->layer->id].absorbed : &w->counters.layers[in->layer->id].blocks, 1);
    if (config->blocked && !absorbed)
        config->blocked(config->context, c, in->layer, out);
}

/* --- turns ---------------------------------------------------------------------------------------------------------------- */

static uint64_t clock_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void begin_batch(struct live_worker *w)
{
    w->now_ns = clock_ns();
    w->rules = walker_enter(w->walker, w->now_ns);
    w->more = w->full = false;
}

static void end_batch(struct live_worker *w)
{
    live_flush(w);
    walker_rest(w->walker);
    live_wake_handed(w);
}

static void silence(const struct live_worker *w)
{
    uint64_t rung;
    ssize_t  n = read(w->bell, &rung, sizeof(rung));
    (void)n;
}

/* Takes what its devices still hold, and nothing from then on. */
static void receive_last(struct live_worker *w)
{
    for (unsigned plug = 0; plug < LIVE_MAX_PORTS; plug++) {
        const struct live_plug *p = w->live->plugs[plug];
        if (!p || w->index >= p->queues)
            continue;
        for (unsigned i = 0; i < LAST_BATCHES && receive(w, plug); i++)
            live_send_all(w);
        live_worker_unwatch(w, plug);
    }
    w->drained = true;
}

static enum live_phase phase_of(const struct live_worker *w)
{
    return (enum live_phase)atomic_load_explicit(&w->live->phase, memory_order_acquire);
}

/* A bit for a carried worker, which has a turn of its own. */
static uint64_t take_event(struct live_worker *w, uint32_t what)
{
    if (what == LIVE_BELL)
        silence(w);
    else if (what >= LIVE_CARRIED)
        return UINT64_C(1) << (what - LIVE_CARRIED);
    else if (!w->drained)
        receive(w, what);
    return 0;
}

uint64_t live_turn(struct live_worker *w, bool waits)
{
    struct epoll_event events[EVENTS];
    uint64_t           carried = 0, work = atomic_load_explicit(&w->work, memory_order_relaxed);
    int                n = epoll_wait(w->epoll, events, EVENTS, waits && !w->more ? -1 : 0);
    begin_batch(w);
    for (int i = 0; i < n; i++)
        carried |= take_event(w, events[i].data.u32);
    if (!w->drained && phase_of(w) != LIVE_RUNS)
        receive_last(w);
    live_take_handed(w);
    serve(w);
    end_batch(w);
    w->behind = w->full ? w->behind + 1 : 0;
    if (w->live->elastic && work != atomic_load_explicit(&w->work, memory_order_relaxed))
        w->busy_ns += clock_ns() - w->now_ns;
    atomic_fetch_add_explicit(&w->turns, 1, memory_order_release);
    return carried;
}

/* --- begin and end -------------------------------------------------------------------------------------------------------- */

void live_worker_watch(struct live_worker *w, unsigned plug)
{
    const struct live_plug *p = w->live->plugs[plug];
    struct epoll_event      e = { .events = EPOLLIN, .data.u32 = plug };
    if (w->index < p->queues && epoll_ctl(w->epoll, EPOLL_CTL_ADD, port_fd(p->device, w->index), &e) != 0 && errno != EEXIST)
        live_say(w->live, "%s: cannot be waited for; nothing is received there", port_name(p->device));
}

void live_worker_unwatch(struct live_worker *w, unsigned plug)
{
    const struct live_plug *p = w->live->plugs[plug];
    if (w->index < p->queues)
        (void)epoll_ctl(w->epoll, EPOLL_CTL_DEL, port_fd(p->device, w->index), NULL);
}

static enum wfp_status begin(struct live_worker *w)
{
    struct kernel           *k = w->live->config.kernel;
    const struct shim_config config = { .observer = { .context = w, .classified = on_classified },
                                        .events = net_events_sink(kernel_net_events(k)) };
    const struct walker_config walks = { .wake = on_wake, .walked = on_walked, .find_vswitch = on_find,
                                         .deliver_vswitch = on_deliver, .context = w, .stack = STACK_SWITCHES,
                                         .has_host = w->index == LIVE_HOST_WORKER };
    RETURN_IF(shim_new(&config, &w->shim));
    struct walker_config with_shim = walks;
    with_shim.shim = w->shim;
    enum wfp_status err = walker_new(k, &with_shim, &w->walker);
    if (err) {
        shim_free(w->shim);
        w->shim = NULL;
    }
    w->number = w->index + 1;
    w->drained = w->more = false;
    return err;
}

static void tell(struct live_worker *w, enum wfp_status err)
{
    struct live *l = w->live;
    pthread_mutex_lock(&l->lock);
    if (!err && l->elastic && w->index)
        live_crew_join(w);
    l->ready += err == WFP_OK;
    l->failed += err != WFP_OK;
    l->failure = err ? err : l->failure;
    pthread_cond_broadcast(&l->changed);
    pthread_mutex_unlock(&l->lock);
}

/* Who wants a pause waits for it no more. */
static void leave(struct live *l)
{
    pthread_mutex_lock(&l->lock);
    l->ready--;
    pthread_cond_broadcast(&l->changed);
    pthread_mutex_unlock(&l->lock);
}

void *live_work(void *worker)
{
    struct live_worker *w = worker;
    enum wfp_status     err = begin(w);
    live_is_worker(w);
    tell(w, err);
    if (err)
        return NULL;
    while (live_crew_wait(w), phase_of(w) != LIVE_ENDS) {
        live_pause_here(w);
        live_host_follow(w);
        live_crew_turn(w, live_turn(w, true));
    }
    live_crew_leave(w);
    walker_free(w->walker);
    live_host_turn(w);
    live_host_end(w);
    live_flush(w); /* what drivers asked for last */
    shim_free(w->shim);
    w->walker = NULL;
    w->shim = NULL;
    live_is_worker(NULL);
    leave(w->live);
    return NULL;
}
