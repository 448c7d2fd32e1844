#include "host/inbox.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "callout/injection.h"
#include "callout/pend.h"

struct inbox {
    struct inbox_owner owner; /* immutable after publish, like all without a remark */
    struct packet_sink sink;
    bool               serving; /* owner thread */
    atomic_bool        refuses; /* injections; lock-free */
    pthread_mutex_t    lock;
    struct sink_link  *first, **last; /* guarded by: lock */
};

static void put(struct inbox *b, struct sink_link *item, enum sink_kind kind)
{
    item->next = NULL;
    item->kind = kind;
    pthread_mutex_lock(&b->lock);
    *b->last = item;
    b->last = &item->next;
    pthread_mutex_unlock(&b->lock);
    if (!b->owner.is_here(b->owner.context))
        b->owner.wake(b->owner.context);
}

static struct sink_link *take_all(struct inbox *b)
{
    pthread_mutex_lock(&b->lock);
    struct sink_link *first = b->first;
    b->first = NULL;
    b->last = &b->first;
    pthread_mutex_unlock(&b->lock);
    return first;
}

static enum wfp_status sink_inject(void *context, struct injection *i)
{
    struct inbox *b = context;
    if (atomic_load_explicit(&b->refuses, memory_order_relaxed))
        return WFP_NO_MEMORY;
    put(b, &i->link, SINK_INJECTION);
    return WFP_OK;
}

static void sink_complete_operation(void *context, struct pended_operation *op)
{
    put(context, &op->link, SINK_OPERATION);
}

/* A request begins with its link. */
static void sink_complete_classify(void *context, struct classify_request *request)
{
    put(context, (struct sink_link *)request, SINK_CLASSIFY);
}

static enum wfp_status sink_abort_flow(void *context, uint64_t flow_id)
{
    struct inbox_abort *a = malloc(sizeof(*a));
    if (!a)
        return WFP_NO_MEMORY;
    a->flow_id = flow_id;
    put(context, &a->link, SINK_ABORT);
    return WFP_OK;
}

static bool sink_serve(void *context)
{
    return inbox_serve(context);
}

static bool sink_may_wait(void *context)
{
    const struct inbox *b = context;
    return !b->owner.is_here(b->owner.context);
}

enum wfp_status inbox_new(const struct inbox_owner *owner, struct inbox **out)
{
    struct inbox *b = calloc(1, sizeof(*b));
    if (!b)
        return WFP_NO_MEMORY;
    b->owner = *owner;
    b->sink = (struct packet_sink){ b, sink_inject, sink_complete_operation, sink_complete_classify, sink_abort_flow, sink_serve,
                                    sink_may_wait };
    b->last = &b->first;
    pthread_mutex_init(&b->lock, NULL);
    *out = b;
    return WFP_OK;
}

void inbox_free(struct inbox *b)
{
    if (!b)
        return;
    pthread_mutex_destroy(&b->lock);
    free(b);
}

const struct packet_sink *inbox_sink(struct inbox *b)
{
    return &b->sink;
}

bool inbox_serve(struct inbox *b)
{
    if (!b->owner.is_here(b->owner.context) || b->serving || b->owner.is_walking(b->owner.context))
        return false;
    struct sink_link *item = take_all(b);
    bool              any = item != NULL;
    b->serving = true;
    while (item) {
        struct sink_link *next = item->next; /* the item is gone when it was served */
        b->owner.serve(b->owner.context, item);
        item = next;
    }
    b->serving = false;
    return any;
}

void inbox_refuse(struct inbox *b, bool refuses)
{
    atomic_store_explicit(&b->refuses, refuses, memory_order_relaxed);
}

void inbox_abort_free(struct inbox_abort *a)
{
    free(a);
}
