#include "host/settler.h"

#include <stdbool.h>
#include <stdlib.h>

#include "rpc/thread.h"

struct settler {
    struct store    *store; /* guarded by: lock, like all below */
    pthread_mutex_t *lock;  /* immutable, like the thread */
    pthread_t        thread;
    pthread_cond_t   changed;
    bool             is_due, ends;
};

static void *settle(void *context)
{
    struct settler *s = context;
    pthread_mutex_lock(s->lock);
    while (!s->ends) {
        if (!s->is_due) {
            pthread_cond_wait(&s->changed, s->lock);
            continue;
        }
        s->is_due = false;
        store_follow_up(s->store);
    }
    pthread_mutex_unlock(s->lock);
    return NULL;
}

enum wfp_status settler_new(struct store *store, pthread_mutex_t *lock, struct settler **out)
{
    struct settler *s = calloc(1, sizeof(*s));
    if (!s)
        return WFP_NO_MEMORY;
    s->store = store;
    s->lock = lock;
    pthread_cond_init(&s->changed, NULL);
    if (thread_start(&s->thread, "wfp-settler", settle, s)) {
        *out = s;
        return WFP_OK;
    }
    pthread_cond_destroy(&s->changed);
    free(s);
    return WFP_NO_MEMORY;
}

void settler_free(struct settler *s)
{
    if (!s)
        return;
    pthread_mutex_lock(s->lock);
    s->ends = true;
    pthread_cond_signal(&s->changed);
    pthread_mutex_unlock(s->lock);
    pthread_join(s->thread, NULL);
    pthread_cond_destroy(&s->changed);
    free(s);
}

void settler_wake(struct settler *s)
{
    s->is_due = true;
    pthread_cond_signal(&s->changed);
}
