#include "host/grace.h"

#include <pthread.h>
#include <stdlib.h>

struct retired {
    struct ruleset *rules;
    uint64_t        number; /* of its retirement */
    struct retired *next;
};

struct grace {
    pthread_mutex_t      lock;
    struct retired      *first;   /* guarded by: lock; the newest */
    struct grace_reader *readers; /* guarded by: lock */
    _Atomic uint64_t     count;   /* lock-free to read: retirements so far */
};

enum wfp_status grace_new(struct grace **out)
{
    struct grace *g = calloc(1, sizeof(*g));
    if (!g)
        return WFP_NO_MEMORY;
    pthread_mutex_init(&g->lock, NULL);
    *out = g;
    return WFP_OK;
}

static void free_list(struct retired *r)
{
    while (r) {
        struct retired *next = r->next;
        ruleset_free(r->rules);
        free(r);
        r = next;
    }
}

void grace_free(struct grace *g)
{
    if (!g)
        return;
    free_list(g->first);
    pthread_mutex_destroy(&g->lock);
    free(g);
}

/* Without memory to remember it, it is left to leak: a walk may read it. The count goes up after the pointer to the next ruleset
 * was published: a reader that has seen the count loads the next one. */
void grace_retire(void *grace, struct ruleset *old)
{
    struct grace   *g = grace;
    struct retired *r = malloc(sizeof(*r));
    if (!r)
        return;
    r->rules = old;
    pthread_mutex_lock(&g->lock);
    r->number = atomic_fetch_add(&g->count, 1) + 1;
    r->next = g->first;
    g->first = r;
    pthread_mutex_unlock(&g->lock);
}

/* With the lock. */
static uint64_t seen_by_all(const struct grace *g)
{
    uint64_t least = UINT64_MAX;
    for (const struct grace_reader *r = g->readers; r; r = r->next) {
        uint64_t seen = atomic_load(&r->seen);
        least = seen < least ? seen : least;
    }
    return least;
}

/* The list goes from the newest to the oldest: what may go is its end. A ruleset is freed without the lock: its callouts hear. */
void grace_collect(struct grace *g)
{
    pthread_mutex_lock(&g->lock);
    uint64_t         seen = seen_by_all(g);
    struct retired **at = &g->first;
    while (*at && (*at)->number > seen)
        at = &(*at)->next;
    struct retired *gone = *at;
    *at = NULL;
    pthread_mutex_unlock(&g->lock);
    free_list(gone);
}

void grace_join(struct grace *g, struct grace_reader *r)
{
    atomic_init(&r->seen, UINT64_MAX);
    pthread_mutex_lock(&g->lock);
    r->next = g->readers;
    g->readers = r;
    pthread_mutex_unlock(&g->lock);
}

void grace_leave(struct grace *g, struct grace_reader *r)
{
    pthread_mutex_lock(&g->lock);
    struct grace_reader **at = &g->readers;
    while (*at && *at != r)
        at = &(*at)->next;
    if (*at)
        *at = r->next;
    pthread_mutex_unlock(&g->lock);
}

/* Sequentially consistent, like publishing and loading the ruleset: either the retirement sees this reader awake, or the reader
 * loads the next ruleset. */
void grace_enter(struct grace *g, struct grace_reader *r)
{
    atomic_store(&r->seen, atomic_load(&g->count));
}

void grace_rest(struct grace_reader *r)
{
    atomic_store(&r->seen, UINT64_MAX);
}
