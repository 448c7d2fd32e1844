/* How a live host begins and ends. */
#include "host/live.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "host/live_state.h"

#define LOOK_MS    100  /* between two looks at the devices */
#define DRAIN_S    10   /* how long what is in flight may take to leave */

void live_say(struct live *l, const char *format, ...)
{
    char    line[LIVE_ERROR_SIZE];
    va_list args;
    if (!l->config.log)
        return;
    va_start(args, format);
    vsnprintf(line, sizeof(line), format, args);
    va_end(args);
    l->config.log(l->config.context, line);
}

enum wfp_status live_why(char why[LIVE_ERROR_SIZE], enum wfp_status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(why, LIVE_ERROR_SIZE, format, args);
    va_end(args);
    return status;
}

/* --- begin ---------------------------------------------------------------------------------------------------------------- */

unsigned live_workers_of(unsigned wanted)
{
    cpu_set_t set;
    int       cores = sched_getaffinity(0, sizeof(set), &set) == 0 ? CPU_COUNT(&set) : 1;
    unsigned  n = wanted ? wanted : cores < 1 ? 1 : (unsigned)cores;
    return n < LIVE_MAX_WORKERS ? n : LIVE_MAX_WORKERS;
}

static void worker_free(struct live_worker *w)
{
    if (!w)
        return;
    if (w->epoll >= 0)
        close(w->epoll);
    if (w->bell >= 0)
        close(w->bell);
    free(w->room);
    free(w);
}

static struct live_worker *worker_new(struct live *l, unsigned index)
{
    struct live_worker *w = calloc(1, sizeof(*w));
    if (!w)
        return NULL;
    w->live = l;
    w->index = index;
    w->epoll = epoll_create1(EPOLL_CLOEXEC);
    w->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    w->room = malloc(LIVE_ROOM_BYTES);
    struct epoll_event e = { .events = EPOLLIN, .data.u32 = LIVE_BELL };
    if (w->epoll >= 0 && w->bell >= 0 && w->room && epoll_ctl(w->epoll, EPOLL_CTL_ADD, w->bell, &e) == 0)
        return w;
    worker_free(w);
    return NULL;
}

static enum wfp_status make_workers(struct live *l)
{
    for (unsigned i = 0; i < l->worker_count; i++)
        if (!(l->workers[i] = worker_new(l, i)))
            return WFP_NO_MEMORY;
    return crossing_new(l->worker_count, &l->crossing);
}

enum wfp_status live_new(const struct live_config *config, struct live **out)
{
    struct live *l = calloc(1, sizeof(*l));
    if (!l)
        return WFP_NO_MEMORY;
    l->config = *config;
    l->worker_count = live_workers_of(config->workers);
    l->elastic = (config->workers == 0 || config->restless) && l->worker_count > 1;
    l->uptime = l->elastic ? open("/proc/uptime", O_RDONLY | O_CLOEXEC) : -1;
    pthread_mutex_init(&l->control, NULL);
    pthread_mutex_init(&l->lock, NULL);
    pthread_cond_init(&l->changed, NULL);
    l->keeper_bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    enum wfp_status err = l->keeper_bell >= 0 ? make_workers(l) : WFP_NO_MEMORY;
    if (err)
        live_free(l);
    else
        *out = l;
    return err;
}

void live_free(struct live *l)
{
    if (!l)
        return;
    live_stop(l);
    live_switches_free(l);
    crossing_free(l->crossing);
    for (unsigned i = 0; i < l->worker_count; i++)
        worker_free(l->workers[i]);
    if (l->keeper_bell >= 0)
        close(l->keeper_bell);
    if (l->uptime >= 0)
        close(l->uptime);
    pthread_cond_destroy(&l->changed);
    pthread_mutex_destroy(&l->lock);
    pthread_mutex_destroy(&l->control);
    free(l);
}

unsigned live_workers(const struct live *l)
{
    return l->worker_count;
}

/* --- start ---------------------------------------------------------------------------------------------------------------- */

/* Looks at the devices and frees what nobody reads any more. */
static void *keep(void *context)
{
    struct live  *l = context;
    struct pollfd bell = { .fd = l->keeper_bell, .events = POLLIN };
    while (poll(&bell, 1, LOOK_MS) <= 0) {
        live_look(l);
        kernel_collect(l->config.kernel);
    }
    return NULL;
}

/* Signals that are for the program come to its other threads; crashes of drivers are reported where they happen. */
static bool start_thread(pthread_t *out, void *(*run)(void *context), void *context)
{
    static const int theirs[] = { SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGPIPE, SIGALRM, SIGCHLD };
    sigset_t         set, before;
    sigemptyset(&set);
    for (unsigned i = 0; i < sizeof(theirs) / sizeof(theirs[0]); i++)
        sigaddset(&set, theirs[i]);
    pthread_sigmask(SIG_BLOCK, &set, &before);
    bool started = pthread_create(out, NULL, run, context) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

static void await_workers(struct live *l, unsigned count)
{
    pthread_mutex_lock(&l->lock);
    while (l->ready + l->failed < count)
        pthread_cond_wait(&l->changed, &l->lock);
    pthread_mutex_unlock(&l->lock);
}

/* With the control lock. One after the other: the walker of what a driver injects (host/walker.h) is found by the worker's number. None
 * after one that could not: where that was the first, nobody would carry them, or let them go. */
static enum wfp_status start(struct live *l, char why[LIVE_ERROR_SIZE])
{
    unsigned started = 0;
    l->ready = l->failed = 0;
    l->ending = false;
    atomic_store(&l->phase, LIVE_RUNS);
    while (started < l->worker_count && !l->failed && start_thread(&l->workers[started]->thread, live_work, l->workers[started])) {
        l->workers[started++]->started = true;
        await_workers(l, started);
    }
    if (started < l->worker_count || l->failed)
        return live_why(why, l->failed ? l->failure : WFP_NO_MEMORY, "the workers cannot start: %s",
                        l->failed ? status_row(l->failure)->sentence : "no more threads");
    if (!start_thread(&l->keeper, keep, l))
        return live_why(why, WFP_NO_MEMORY, "the workers cannot start: no more threads");
    l->running = true;
    return WFP_OK;
}

static void end_workers(struct live *l)
{
    atomic_store(&l->phase, LIVE_ENDS);
    for (unsigned i = 0; i < l->worker_count; i++) {
        if (!l->workers[i]->started)
            continue;
        live_ring(l->workers[i]);
        pthread_join(l->workers[i]->thread, NULL);
        l->workers[i]->started = false;
    }
}

bool live_is_over(struct live *l)
{
    return atomic_load(&l->over);
}

static void watch_all(void *live)
{
    struct live *l = live;
    for (unsigned plug = 0; plug < LIVE_MAX_PORTS; plug++)
        for (unsigned i = 0; l->plugs[plug] && i < l->worker_count; i++)
            live_worker_watch(l->workers[i], plug);
}

void live_receive(struct live *l)
{
    pthread_mutex_lock(&l->control);
    if (l->running && !l->open) {
        live_quiesce(l, watch_all, l);
        l->open = true;
    }
    pthread_mutex_unlock(&l->control);
}

enum wfp_status live_start(struct live *l, char why[LIVE_ERROR_SIZE])
{
    RETURN_IF(live_begin(l, why));
    live_receive(l);
    return WFP_OK;
}

enum wfp_status live_begin(struct live *l, char why[LIVE_ERROR_SIZE])
{
    pthread_mutex_lock(&l->control);
    enum wfp_status err = l->running ? WFP_OK : start(l, why);
    if (err)
        end_workers(l);
    pthread_mutex_unlock(&l->control);
    return err;
}

/* --- stop ----------------------------------------------------------------------------------------------------------------- */

static uint64_t turns_of(const struct live_worker *w)
{
    return atomic_load_explicit(&w->turns, memory_order_acquire);
}

/* Each worker has gone round at least once from beginning to end. */
static void go_round(struct live *l)
{
    static const struct timespec moment = { 0, 200000 };
    for (unsigned i = 0; i < l->worker_count; i++) {
        uint64_t before = turns_of(l->workers[i]);
        while (turns_of(l->workers[i]) < before + 2) {
            live_ring(l->workers[i]);
            nanosleep(&moment, NULL);
        }
    }
}

uint64_t live_work_done(const struct live *l)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < l->worker_count; i++)
        sum += atomic_load_explicit(&l->workers[i]->work, memory_order_acquire);
    return sum;
}

/* Until a round of all, with the drivers at rest before and after it, has found nothing to do. */
static bool drain(struct live *l)
{
    struct timespec begin, now;
    uint64_t        before;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    go_round(l); /* the last frames of the devices */
    do {
        before = live_work_done(l);
        kernel_drain(l->config.kernel);
        go_round(l);
        go_round(l); /* what one handed to another in the first */
        kernel_drain(l->config.kernel);
        clock_gettime(CLOCK_MONOTONIC, &now);
    } while (live_work_done(l) != before && now.tv_sec - begin.tv_sec < DRAIN_S);
    return live_work_done(l) == before;
}

void live_stop(struct live *l)
{
    pthread_mutex_lock(&l->control);
    bool     running = l->running;
    uint64_t one = 1;
    l->running = l->open = false;
    pthread_mutex_unlock(&l->control);
    if (!running)
        return;
    ssize_t n = write(l->keeper_bell, &one, sizeof(one));
    (void)n;
    pthread_join(l->keeper, NULL);
    n = read(l->keeper_bell, &one, sizeof(one));
    atomic_store(&l->phase, LIVE_DRAINS);
    if (!drain(l))
        live_say(l, "drivers make packets without end: stopped after %d seconds", DRAIN_S);
    end_workers(l);
}
