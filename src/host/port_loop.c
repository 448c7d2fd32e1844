/* How the loop begins and ends. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "host/port_loop_state.h"

#define LOOK_MS 50 /* between two looks at what nobody reads any more */
#define DRAIN_S 10 /* how long what is in flight may take to leave */

/* --- begin ---------------------------------------------------------------------------------------------------------------- */

static enum wfp_status make_departures(struct port_worker *w, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        w->leaving[i] = calloc(1, sizeof(*w->leaving[i]));
        if (!w->leaving[i])
            return WFP_NO_MEMORY;
        w->leaving[i]->queue = w->index;
    }
    return WFP_OK;
}

static enum wfp_status make_worker(struct port_loop *l, unsigned index)
{
    struct port_worker *w = calloc(1, sizeof(*w));
    if (!w)
        return WFP_NO_MEMORY;
    l->workers[index] = w;
    w->loop = l;
    w->index = index;
    w->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return w->bell < 0 ? WFP_NO_MEMORY : make_departures(w, l->config.count);
}

static enum wfp_status start_worker(struct port_loop *l, struct port_worker *w)
{
    /* Signals for the program are blocked already; crashes of drivers are reported where they happen. */
    if (pthread_create(&w->thread, NULL, port_work, w) != 0)
        return WFP_NO_MEMORY;
    w->started = true;
    pthread_mutex_lock(&l->lock);
    while (l->begun <= w->index)
        pthread_cond_wait(&l->changed, &l->lock);
    enum wfp_status err = l->failure;
    pthread_mutex_unlock(&l->lock);
    return err;
}

/* One after the other: the walker of what a driver injects (host/walker.h) is found by the worker's number. */
static enum wfp_status start(struct port_loop *l)
{
    for (unsigned i = 0; i < l->config.workers; i++)
        RETURN_IF(make_worker(l, i));
    if (l->config.workers > 1)
        RETURN_IF(crossing_new(l->config.workers, &l->crossing));
    for (unsigned i = 0; i < l->config.workers; i++)
        RETURN_IF(start_worker(l, l->workers[i]));
    return WFP_OK;
}

enum wfp_status port_loop_new(const struct port_loop_config *config, struct port_loop **out)
{
    struct port_loop *l = calloc(1, sizeof(*l));
    if (!l)
        return WFP_NO_MEMORY;
    l->config = *config;
    pthread_mutex_init(&l->lock, NULL);
    pthread_cond_init(&l->changed, NULL);
    enum wfp_status err = start(l);
    if (err)
        port_loop_free(l);
    else
        *out = l;
    return err;
}

static void set_phase(struct port_loop *l, enum loop_phase phase)
{
    atomic_store(&l->phase, (int)phase);
    for (unsigned i = 0; i < l->config.workers; i++)
        if (l->workers[i])
            port_worker_ring(l->workers[i]);
}

void port_loop_receive(struct port_loop *l)
{
    set_phase(l, LOOP_RECEIVES);
}

void port_loop_run(struct port_loop *l, int stop)
{
    struct pollfd fd = { .fd = stop, .events = POLLIN };
    port_loop_receive(l);
    while (poll(&fd, 1, LOOK_MS) <= 0 && atomic_load(&l->gone) < l->config.count)
        kernel_collect(l->config.kernel);
}

/* --- end ------------------------------------------------------------------------------------------------------------------ */

/* Each worker has gone round at least once from beginning to end. */
static void go_round(struct port_loop *l)
{
    static const struct timespec moment = { 0, 200000 };
    for (unsigned i = 0; i < l->config.workers; i++) {
        struct port_worker *w = l->workers[i];
        for (uint64_t until = atomic_load(&w->turns) + 2; atomic_load(&w->turns) < until; nanosleep(&moment, NULL))
            port_worker_ring(w);
    }
}

static uint64_t work_of(const struct port_loop *l)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < l->config.workers; i++)
        sum += atomic_load(&l->workers[i]->work);
    return sum;
}

static uint64_t seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec;
}

/* Until a round of all, with the drivers at rest before and after it, has found nothing to do. */
bool port_loop_drain(struct port_loop *l)
{
    uint64_t before, end = seconds() + DRAIN_S;
    set_phase(l, LOOP_DRAINS);
    go_round(l); /* the last frames of the ports */
    do {
        before = work_of(l);
        kernel_drain(l->config.kernel);
        for (unsigned i = 0; i < 3; i++) /* a fragment goes by the first worker to its own, and what leaves to a third */
            go_round(l);
        kernel_drain(l->config.kernel);
    } while (work_of(l) != before && seconds() < end);
    kernel_collect(l->config.kernel);
    return work_of(l) == before;
}

static void free_worker(struct port_worker *w, unsigned ports)
{
    if (w->bell >= 0)
        close(w->bell);
    for (unsigned i = 0; i < ports; i++)
        free(w->leaving[i]);
    fragments_free(w->fragments);
    free(w);
}

void port_loop_end(struct port_loop *l)
{
    set_phase(l, LOOP_ENDS);
    for (unsigned i = 0; i < l->config.workers; i++) {
        if (!l->workers[i] || !l->workers[i]->started)
            continue;
        pthread_join(l->workers[i]->thread, NULL);
        l->workers[i]->started = false;
    }
}

void port_loop_free(struct port_loop *l)
{
    if (!l)
        return;
    port_loop_end(l);
    for (unsigned i = 0; i < l->config.workers; i++)
        if (l->workers[i])
            free_worker(l->workers[i], l->config.count);
    crossing_free(l->crossing);
    pthread_cond_destroy(&l->changed);
    pthread_mutex_destroy(&l->lock);
    free(l);
}

uint64_t port_loop_lost(const struct port_loop *l)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < l->config.workers; i++)
        sum += atomic_load(&l->workers[i]->lost);
    return sum;
}
