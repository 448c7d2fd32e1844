/* How many threads do the workers' turns. A worker is a queue of every port, with all that belongs to the flows which come there; so
 * whose thread does its turns makes no difference to them, as long as it is one at a time. At first the first worker's thread does them
 * all: a thread more takes a core from those whose traffic it is, and where it does not, waking it costs more than a small frame does.
 * When that thread cannot keep up, and only while a core is idle, workers do their own turns, and come back when there is little to do.
 *
 * Between two turns there is nothing on its way within a worker but what waits in rings, which stay where they are: so frames of a flow
 * keep their order when it changes hands. */
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#include "host/live_state.h"

#define WINDOW_NS  100000000u /* between two looks */
#define BEHIND     32u  /* turns in which some queue had more than was taken: a whole ring of a packet port */
#define AT_WORK    90u  /* percent: it has the core, and does not merely wait for it */
#define LITTLE     30u  /* percent that a thread is busy, so that another one may do it too */
#define ROOM       50u  /* percent that the first one may be busy for that */
#define CALM_MS    1000u
#define RESTLESS_AWAY    16u /* turns; without a common factor, or they might keep step */
#define RESTLESS_CARRIED 61u

static bool is_carried(const struct live_worker *w)
{
    return atomic_load_explicit(&w->carried, memory_order_acquire);
}

/* --- who -------------------------------------------------------------------------------------------------------------------- */

unsigned live_crew_size(const struct live_worker *w)
{
    const struct live *l = w->live;
    unsigned           size = !is_carried(w);
    for (unsigned i = 1; w->index == 0 && i < l->worker_count; i++)
        size += is_carried(l->workers[i]);
    return size;
}

unsigned live_threads(const struct live *l)
{
    unsigned threads = l->worker_count;
    for (unsigned i = 1; i < l->worker_count; i++)
        threads -= is_carried(l->workers[i]);
    return threads;
}

void live_crew_join(struct live_worker *w)
{
    struct epoll_event e = { .events = EPOLLIN, .data.u32 = LIVE_CARRIED + w->index };
    if (epoll_ctl(w->live->workers[0]->epoll, EPOLL_CTL_ADD, w->epoll, &e) != 0)
        return;
    w->load = (struct live_load){ 0 };
    atomic_store_explicit(&w->carried, true, memory_order_release);
}

static void let_go(struct live_worker *w)
{
    struct live *l = w->live;
    pthread_mutex_lock(&l->lock);
    (void)epoll_ctl(l->workers[0]->epoll, EPOLL_CTL_DEL, w->epoll, NULL);
    atomic_store_explicit(&w->carried, false, memory_order_release);
    pthread_cond_broadcast(&l->changed);
    pthread_mutex_unlock(&l->lock);
}

/* While anybody is in a pause nobody changes hands: they are counted. What was left for the next turn rings no bell. */
static void come_back(struct live_worker *w)
{
    struct live *l = w->live;
    pthread_mutex_lock(&l->lock);
    if (l->pauses == 0 && l->paused == 0 && !w->more && !l->ending)
        live_crew_join(w);
    pthread_mutex_unlock(&l->lock);
}

void live_crew_wait(struct live_worker *w)
{
    struct live *l = w->live;
    if (!is_carried(w))
        return;
    pthread_mutex_lock(&l->lock);
    while (is_carried(w))
        pthread_cond_wait(&l->changed, &l->lock);
    pthread_mutex_unlock(&l->lock);
}

static void let_all_go(struct live_worker *first)
{
    for (unsigned i = 1; i < first->live->worker_count; i++)
        if (is_carried(first->live->workers[i]))
            let_go(first->live->workers[i]);
}

void live_crew_leave(struct live_worker *w)
{
    if (w->index)
        return;
    pthread_mutex_lock(&w->live->lock);
    w->live->ending = true;
    pthread_mutex_unlock(&w->live->lock);
    let_all_go(w);
}

/* --- what a thread can do --------------------------------------------------------------------------------------------------- */

static uint64_t clock_ns(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Of all cores together since the machine began. Where it is not told, one is always idle. */
static uint64_t idle_ns(const struct live *l)
{
    char               text[64];
    unsigned long long seconds, hundredths;
    ssize_t            n = l->uptime < 0 ? -1 : pread(l->uptime, text, sizeof(text) - 1, 0);
    text[n < 0 ? 0 : n] = 0;
    if (sscanf(text, "%*s %llu.%llu", &seconds, &hundredths) != 2)
        return clock_ns(CLOCK_MONOTONIC);
    return seconds * 1000000000u + hundredths * 10000000u;
}

struct look {
    uint64_t wall_ns; /* how long it was */
    unsigned core;    /* percent of it that the thread ran */
    unsigned idle;    /* cores that nobody used, rounded */
};

/* The end of a window, and the beginning of the next one. False: it was the first. */
static bool look(struct live_worker *w, struct look *out)
{
    struct live_load then = w->load;
    w->load = (struct live_load){ clock_ns(CLOCK_MONOTONIC), clock_ns(CLOCK_THREAD_CPUTIME_ID), idle_ns(w->live), w->now_ns, then.calm_ms };
    uint64_t wall = w->load.wall_ns - then.wall_ns;
    if (!then.wall_ns || !wall)
        return false;
    *out = (struct look){ wall, (unsigned)((w->load.cpu_ns - then.cpu_ns) * 100 / wall),
                          (unsigned)((w->load.idle_ns - then.idle_ns + wall / 2) / wall) };
    return true;
}

/* Of the time that this worker's turns took in which there was something to do. */
static unsigned busy_percent(struct live_worker *w, uint64_t wall_ns)
{
    unsigned percent = (unsigned)(w->busy_ns * 100 / wall_ns);
    w->busy_ns = 0;
    return percent;
}

/* --- the first one's thread ------------------------------------------------------------------------------------------------- */

static uint64_t work_since(struct live_worker *w)
{
    uint64_t work = atomic_load_explicit(&w->work, memory_order_relaxed), since = work - w->work_then;
    w->work_then = work;
    return since;
}

struct crew {
    struct live_worker *carried[LIVE_MAX_WORKERS]; /* with something to do, by how much */
    uint64_t            work[LIVE_MAX_WORKERS];
    unsigned            count, busy; /* percent */
    bool                behind, works; /* the first one does */
};

static void insert(struct crew *c, struct live_worker *w, uint64_t work)
{
    unsigned at = c->count++;
    for (; at && c->work[at - 1] < work; at--) {
        c->carried[at] = c->carried[at - 1];
        c->work[at] = c->work[at - 1];
    }
    c->carried[at] = w;
    c->work[at] = work;
}

static void survey(struct live_worker *first, uint64_t wall_ns, struct crew *c)
{
    c->works = work_since(first);
    c->behind = first->behind >= BEHIND;
    c->busy = busy_percent(first, wall_ns);
    for (unsigned i = 1; i < first->live->worker_count; i++) {
        struct live_worker *w = first->live->workers[i];
        if (!is_carried(w))
            continue;
        uint64_t work = work_since(w);
        c->behind |= w->behind >= BEHIND;
        c->busy += busy_percent(w, wall_ns);
        if (work)
            insert(c, w, work);
    }
}

/* Half of them, those with most to do first; one that is alone would gain nothing. */
static unsigned too_many(const struct crew *c, const struct look *l)
{
    unsigned most = c->works ? (c->count + 1) / 2 : c->count / 2;
    if (l->core < AT_WORK || !c->behind)
        return 0;
    return most < l->idle ? most : l->idle;
}

static void look_at_all(struct live_worker *first)
{
    struct crew c = { .count = 0 };
    struct look l;
    if (!look(first, &l))
        return;
    survey(first, l.wall_ns, &c);
    atomic_store_explicit(&first->live->busy, c.busy, memory_order_relaxed);
    for (unsigned i = 0, n = too_many(&c, &l); i < n; i++)
        let_go(c.carried[i]);
}

static bool do_turns(struct live_worker *first, uint64_t ready)
{
    bool any = false;
    for (unsigned i = 1; i < first->live->worker_count; i++) {
        struct live_worker *w = first->live->workers[i];
        if (!is_carried(w) || !(ready >> i & 1 || w->more))
            continue;
        walker_here(w->walker);
        (void)live_turn(w, false);
        first->more |= w->more;
        any = true;
    }
    return any;
}

/* --- the others' ------------------------------------------------------------------------------------------------------------ */

static void look_at_itself(struct live_worker *w)
{
    struct look l;
    if (!look(w, &l))
        return;
    bool little = busy_percent(w, l.wall_ns) < LITTLE;
    bool calm = little && atomic_load_explicit(&w->live->busy, memory_order_relaxed) < ROOM;
    if (little && !calm) /* which the first one said when it was busy: perhaps it has slept since */
        live_ring(w->live->workers[0]);
    w->load.calm_ms = calm ? w->load.calm_ms + (unsigned)(l.wall_ns / 1000000u) : 0;
    if (w->load.calm_ms >= CALM_MS)
        come_back(w);
}

/* A test wants them to change hands as often as can be. */
static void fidget(struct live_worker *w)
{
    uint64_t turns = atomic_load_explicit(&w->turns, memory_order_relaxed);
    if (turns % (w->index ? RESTLESS_AWAY : RESTLESS_CARRIED))
        return;
    if (w->index)
        come_back(w);
    else
        let_all_go(w);
}

void live_crew_turn(struct live_worker *w, uint64_t ready)
{
    const struct live *l = w->live;
    if (!l->elastic)
        return;
    if (w->index == 0 && do_turns(w, ready))
        walker_here(w->walker);
    if (l->config.restless)
        fidget(w);
    else if (w->now_ns - w->load.looked_ns < WINDOW_NS)
        return;
    else if (w->index == 0)
        look_at_all(w);
    else
        look_at_itself(w);
}
