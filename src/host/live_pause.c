/* Changes of a switch happen while every worker is between two frames: each of them looks, once a turn, whether a pause is wanted. */
#include <errno.h>
#include <unistd.h>

#include "host/live_state.h"

void live_ring(struct live_worker *w)
{
    uint64_t one = 1;
    ssize_t  n = write(w->bell, &one, sizeof(one)); /* full: it rings already */
    (void)n;
}

static _Thread_local const struct live_worker *here; /* which worker's the calling thread is */

void live_is_worker(const struct live_worker *w)
{
    here = w;
}

/* With the lock. Who is a worker itself pauses by being here. */
static void want_pause(struct live *l, unsigned itself)
{
    l->pauses++;
    l->paused += itself;
    atomic_store(&l->pause, true);
    for (unsigned i = 0; i < l->worker_count; i++)
        live_ring(l->workers[i]);
    while (l->paused < l->ready)
        pthread_cond_wait(&l->changed, &l->lock);
}

static void end_pause(struct live *l, unsigned itself)
{
    l->paused -= itself;
    if (--l->pauses == 0)
        atomic_store(&l->pause, false);
    pthread_cond_broadcast(&l->changed);
}

void live_quiesce(void *live, void (*change)(void *argument), void *argument)
{
    struct live *l = live;
    pthread_mutex_lock(&l->lock);
    unsigned itself = here && here->live == l ? live_crew_size(here) : 0;
    want_pause(l, itself);
    change(argument);
    end_pause(l, itself);
    pthread_mutex_unlock(&l->lock);
}

void live_pause_here(struct live_worker *w)
{
    struct live *l = w->live;
    if (!atomic_load_explicit(&l->pause, memory_order_acquire))
        return;
    pthread_mutex_lock(&l->lock);
    unsigned these = live_crew_size(w); /* nobody joins or leaves during a pause */
    l->paused += these;
    pthread_cond_broadcast(&l->changed);
    while (l->pauses)
        pthread_cond_wait(&l->changed, &l->lock);
    l->paused -= these;
    pthread_mutex_unlock(&l->lock);
}
