#include "base/notifier.h"

#include <pthread.h>
#include <stdlib.h>

struct item {
    struct item *next;
    void        *what;
};

struct notifier {
    struct notifier_config config; /* immutable */
    pthread_t              thread;
    pthread_mutex_t        lock;
    pthread_cond_t         posted;
    struct item           *first, **last; /* guarded by: lock, like all below */
    unsigned               waiting;
    bool                   stops;
    bool                   frees_itself;
};

static struct item *take(struct notifier *n)
{
    pthread_mutex_lock(&n->lock);
    while (!n->first && !n->stops)
        pthread_cond_wait(&n->posted, &n->lock);
    struct item *i = n->stops ? NULL : n->first;
    if (i) {
        n->first = i->next;
        n->waiting--;
        if (!n->first)
            n->last = &n->first;
    }
    pthread_mutex_unlock(&n->lock);
    return i;
}

static void destroy(struct notifier *n)
{
    while (n->first) {
        struct item *i = n->first;
        n->first = i->next;
        n->config.drop(i->what);
        free(i);
    }
    pthread_cond_destroy(&n->posted);
    pthread_mutex_destroy(&n->lock);
    free(n);
}

static void *run(void *context)
{
    struct notifier *n = context;
    for (struct item *i = take(n); i; i = take(n)) {
        n->config.tell(n->config.context, i->what);
        n->config.drop(i->what);
        free(i);
    }
    pthread_mutex_lock(&n->lock);
    bool mine = n->frees_itself;
    pthread_mutex_unlock(&n->lock);
    if (mine)
        destroy(n);
    return NULL;
}

enum wfp_status notifier_new(const struct notifier_config *config, struct notifier **out)
{
    struct notifier *n = calloc(1, sizeof(*n));
    if (!n)
        return WFP_NO_MEMORY;
    n->config = *config;
    n->last = &n->first;
    pthread_mutex_init(&n->lock, NULL);
    pthread_cond_init(&n->posted, NULL);
    if (pthread_create(&n->thread, NULL, run, n)) {
        destroy(n);
        return WFP_NO_MEMORY;
    }
    *out = n;
    return WFP_OK;
}

bool notifier_post(struct notifier *n, void *what)
{
    struct item *i = malloc(sizeof(*i));
    pthread_mutex_lock(&n->lock);
    bool taken = i && !n->stops && n->waiting < n->config.max;
    if (taken) {
        *i = (struct item){ NULL, what };
        *n->last = i;
        n->last = &i->next;
        n->waiting++;
        pthread_cond_signal(&n->posted);
    }
    pthread_mutex_unlock(&n->lock);
    if (!taken) {
        free(i);
        n->config.drop(what);
    }
    return taken;
}

void notifier_free(struct notifier *n)
{
    if (!n)
        return;
    pthread_t thread = n->thread;
    bool      within = pthread_equal(thread, pthread_self());
    pthread_mutex_lock(&n->lock);
    n->stops = true;
    n->frees_itself = within;
    pthread_cond_signal(&n->posted);
    pthread_mutex_unlock(&n->lock);
    if (within) {
        pthread_detach(thread);
        return;
    }
    pthread_join(thread, NULL);
    destroy(n);
}
