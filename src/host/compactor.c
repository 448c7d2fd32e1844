#include "host/compactor.h"

#include <pthread.h>
#include <stdlib.h>

#include "rpc/thread.h"

struct compactor {
    struct bfe     *bfe; /* immutable once started, like the thread */
    pthread_t       thread;
    bool            is_started;
    pthread_mutex_t lock;
    pthread_cond_t  changed;
    bool            is_due, ends; /* guarded by: lock */
};

static bool wait_until_due(struct compactor *c)
{
    pthread_mutex_lock(&c->lock);
    while (!c->is_due && !c->ends)
        pthread_cond_wait(&c->changed, &c->lock);
    c->is_due = false;
    bool goes_on = !c->ends;
    pthread_mutex_unlock(&c->lock);
    return goes_on;
}

/* Without memory the index stays as it is until the next commit finds that it is due. */
static void *compact(void *context)
{
    struct compactor *c = context;
    while (wait_until_due(c))
        (void)!bfe_compact(c->bfe);
    return NULL;
}

enum wfp_status compactor_new(struct compactor **out)
{
    struct compactor *c = calloc(1, sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->changed, NULL);
    *out = c;
    return WFP_OK;
}

void compactor_due(void *compactor)
{
    struct compactor *c = compactor;
    pthread_mutex_lock(&c->lock);
    if (!c->is_due)
        pthread_cond_signal(&c->changed);
    c->is_due = true;
    pthread_mutex_unlock(&c->lock);
}

enum wfp_status compactor_start(struct compactor *c, struct bfe *b)
{
    c->bfe = b;
    c->is_started = thread_start(&c->thread, "wfp-compactor", compact, c);
    return c->is_started ? WFP_OK : WFP_NO_MEMORY;
}

void compactor_stop(struct compactor *c)
{
    if (!c || !c->is_started)
        return;
    pthread_mutex_lock(&c->lock);
    c->ends = true;
    pthread_cond_signal(&c->changed);
    pthread_mutex_unlock(&c->lock);
    pthread_join(c->thread, NULL);
    c->is_started = false;
}

void compactor_free(struct compactor *c)
{
    if (!c)
        return;
    compactor_stop(c);
    pthread_cond_destroy(&c->changed);
    pthread_mutex_destroy(&c->lock);
    free(c);
}
