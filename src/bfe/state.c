#include "bfe/state.h"

#include <stdlib.h>

#include "bfe/store_state.h"

struct subscription {
    struct subscription *next; /* guarded by: store lock */
    bfe_state_fn         changed;
    void                *context;
};

enum wfp_status bfe_state_subscribe(struct bfe *b, bfe_state_fn changed, void *context, const void **out)
{
    struct subscription *s = calloc(1, sizeof(*s));
    if (!s)
        return WFP_NO_MEMORY;
    pthread_mutex_lock(&b->lock);
    *s = (struct subscription){ b->subscriptions, changed, context };
    b->subscriptions = s;
    pthread_mutex_unlock(&b->lock);
    *out = s;
    return WFP_OK;
}

enum wfp_status bfe_state_unsubscribe(struct bfe *b, const void *subscription)
{
    pthread_mutex_lock(&b->lock);
    struct subscription **at = &b->subscriptions;
    while (*at && *at != subscription)
        at = &(*at)->next;
    struct subscription *s = *at;
    if (s)
        *at = s->next;
    pthread_mutex_unlock(&b->lock);
    free(s);
    return s ? WFP_OK : WFP_INVALID_HANDLE;
}

void state_tell(struct bfe *b, enum bfe_state state)
{
    for (struct subscription *s = b->subscriptions, *next; s; s = next) {
        next = s->next; /* a callback may end its own subscription */
        s->changed(s->context, state);
    }
}

enum bfe_state bfe_state(struct bfe *b)
{
    pthread_mutex_lock(&b->lock);
    enum bfe_state state = b->is_starting ? BFE_START_PENDING : BFE_RUNNING;
    pthread_mutex_unlock(&b->lock);
    return state;
}
