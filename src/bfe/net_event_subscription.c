/* Subscriptions to net events. Each has a thread that reads the ring at its own pace: no queue of its own, and a slow one holds
 * nobody up. */
#include <stdlib.h>

#include "bfe/net_event_ring.h"

struct net_event_subscription {
    struct net_event_log     *log;
    struct arena              arena;    /* immutable after publish: what `wanted` reaches */
    struct net_event_template wanted;   /* immutable after publish */
    net_event_fn              callback; /* immutable after publish */
    void                     *context;  /* immutable after publish */
    pthread_t                 thread;   /* immutable after publish; for the one who joins it */
    pthread_t                 self;     /* guarded by: log->lock; valid when begun */
    bool                      begun, ending; /* guarded by: log->lock */
    bool                      abandoned;     /* guarded by: log->lock; nobody joins, the thread frees all */
    struct net_event_cursor   cursor;   /* guarded by: log->lock */
    struct net_event_room     room;     /* owner thread */
};

static void subscription_free(struct net_event_subscription *s)
{
    arena_fini(&s->arena);
    free(s);
}

/* Under the lock, which it leaves for the callback. */
static void deliver_one(struct net_event_subscription *s)
{
    const struct net_event *e = ring_next(s->log, &s->cursor, &s->room);
    if (!e) {
        pthread_cond_wait(&s->log->changed, &s->log->lock);
        return;
    }
    pthread_mutex_unlock(&s->log->lock);
    if (net_event_matches(&s->wanted, e))
        s->callback(s->context, e);
    pthread_mutex_lock(&s->log->lock);
}

static void *deliver(void *subscription)
{
    struct net_event_subscription *s = subscription;
    struct net_event_log          *log = s->log;
    pthread_mutex_lock(&log->lock);
    s->self = pthread_self();
    s->begun = true;
    while (!s->ending)
        deliver_one(s);
    if (s->abandoned)
        subscription_free(s);
    log->deliverers--; /* the log may go as soon as the lock is free */
    pthread_cond_broadcast(&log->changed);
    pthread_mutex_unlock(&log->lock);
    return NULL;
}

static enum wfp_status start(struct net_event_subscription *s)
{
    struct net_event_log *log = s->log;
    pthread_mutex_lock(&log->lock);
    s->cursor.next = log->next;
    log->deliverers++;
    pthread_mutex_unlock(&log->lock);
    if (pthread_create(&s->thread, NULL, deliver, s) == 0)
        return WFP_OK;
    pthread_mutex_lock(&log->lock);
    log->deliverers--;
    pthread_mutex_unlock(&log->lock);
    return WFP_NO_MEMORY;
}

enum wfp_status net_event_subscribe(struct net_event_log *log, const struct net_event_template *t, net_event_fn callback,
                                    void *context, struct net_event_subscription **out)
{
    static const struct net_event_template all;
    enum wfp_status                        err;
    RETURN_IF(net_event_template_validate(t ? t : &all));
    struct net_event_subscription *s = malloc(sizeof(*s));
    if (!s)
        return WFP_NO_MEMORY;
    *s = (struct net_event_subscription){ .log = log, .callback = callback, .context = context };
    arena_init(&s->arena);
    err = net_event_template_copy(&s->arena, t ? t : &all, &s->wanted);
    if (err == WFP_OK)
        err = start(s);
    if (err) {
        subscription_free(s);
        return err;
    }
    *out = s;
    return WFP_OK;
}

void net_event_unsubscribe(struct net_event_subscription *s)
{
    struct net_event_log *log = s->log;
    pthread_mutex_lock(&log->lock);
    bool within = s->begun && pthread_equal(s->self, pthread_self());
    s->ending = true;
    s->abandoned = within;
    pthread_cond_broadcast(&log->changed);
    pthread_mutex_unlock(&log->lock);
    if (within) {
        pthread_detach(pthread_self());
        return;
    }
    pthread_join(s->thread, NULL);
    subscription_free(s);
}
