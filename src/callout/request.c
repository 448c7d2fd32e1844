/* Requests on the side of the shims: their life, what becomes of them, waiting. */
#include "callout/request.h"

#include <stdlib.h>

#include "callout/entry.h"
#include "callout/request_version.h"

/* After so many classifies of one request callouts go round in a circle: each changes what the other watches. */
#define TURNS_MAX 16u

static enum request_kind kind_of(const struct layer_row *layer)
{
    static const enum request_kind kinds[PAIR_COUNT] = {
        [PAIR_ALE_CONNECT_REDIRECT] = REQUEST_CONNECT,
        [PAIR_ALE_BIND_REDIRECT] = REQUEST_BIND,
        [PAIR_ALE_ENDPOINT_CLOSURE] = REQUEST_CLOSURE,
    };
    return kinds[layer->pair];
}

struct classify_request *request_new(struct callout_registry *r)
{
    struct classify_request *q = calloc(1, sizeof(*q));
    if (!q)
        return NULL;
    q->registry = r;
    q->link.walker = walker_number();
    atomic_init(&q->refs, 1);
    pthread_mutex_lock(&r->lock);
    q->next = r->requests;
    r->requests = q;
    pthread_mutex_unlock(&r->lock);
    return q;
}

static void empty(struct classify_request *q)
{
    versions_free(&q->newest);
    versions_free(&q->drafts);
    redirect_records_put(q->records);
    q->records = NULL;
    q->refusal = NULL;
    q->again = q->waits = false;
    q->state = NULL;
    atomic_store_explicit(&q->answer_count, 0, memory_order_relaxed);
}

void request_put(struct classify_request *q)
{
    if (!q)
        return;
    struct callout_registry *r = q->registry;
    pthread_mutex_lock(&r->lock);
    bool last = atomic_fetch_sub(&q->refs, 1) == 1;
    if (last) {
        struct classify_request **at = &r->requests;
        while (*at != q)
            at = &(*at)->next;
        *at = q->next;
    }
    pthread_mutex_unlock(&r->lock);
    if (!last)
        return;
    empty(q);
    free(q);
}

/* Nobody else has it, so that nothing of it is guarded. */
static bool is_mine_alone(struct classify_request *q)
{
    return atomic_load_explicit(&q->refs, memory_order_acquire) == 1;
}

struct classify_request *request_begin(struct classify_request **q, struct callout_registry *r, const struct layer_row *layer)
{
    if (!r)
        return NULL;
    if (*q && !is_mine_alone(*q)) {
        request_put(*q);
        *q = NULL;
    }
    if (!*q && !(*q = request_new(r)))
        return NULL;
    (*q)->kind = kind_of(layer);
    (*q)->turns = 1;
    atomic_store_explicit(&(*q)->open, true, memory_order_release);
    return *q;
}

bool request_clear(struct classify_request *q)
{
    if (!is_mine_alone(q))
        return false;
    empty(q);
    return true;
}

void request_set(struct classify_request *q, const union request_data *asked, struct redirect_records *take)
{
    q->asked = *asked;
    q->records = take;
}

static const char *why_refused(const struct classify_request *q)
{
    if (q->refusal)
        return q->refusal;
    if (q->drafts)
        return "a callout acquired the request for writing and never applied it";
    return q->newest ? q->newest->refusal : NULL;
}

void request_result(struct classify_request *q, struct request_result *out)
{
    pthread_mutex_lock(&q->registry->lock);
    out->data = q->newest ? q->newest->applied : q->asked;
    out->modifier = q->newest ? q->newest->filter_id : 0;
    out->refusal = why_refused(q);
    pthread_mutex_unlock(&q->registry->lock);
}

/* Under the lock. */
static enum request_turn turn(struct classify_request *q, void *state, void (*discard)(void *state))
{
    if (q->pends) {
        q->waits = true;
        q->state = state;
        q->discard = discard;
        return REQUEST_WAITS;
    }
    if (!q->again)
        return REQUEST_GOES_ON;
    if (q->turns < TURNS_MAX)
        return REQUEST_AGAIN;
    q->refusal = "callouts change the request again and again";
    return REQUEST_GOES_ON;
}

enum request_turn request_turn(struct classify_request *q, void *state, void (*discard)(void *state))
{
    request_end(q);
    pthread_mutex_lock(&q->registry->lock);
    enum request_turn t = turn(q, state, discard);
    pthread_mutex_unlock(&q->registry->lock);
    return t;
}

void *request_again(struct classify_request *q)
{
    pthread_mutex_lock(&q->registry->lock);
    void *state = q->state;
    q->state = NULL;
    q->again = false;
    pthread_mutex_unlock(&q->registry->lock);
    q->turns++;
    atomic_store_explicit(&q->open, true, memory_order_release);
    return state;
}

void *request_state(struct classify_request *q)
{
    pthread_mutex_lock(&q->registry->lock);
    void *state = q->state;
    pthread_mutex_unlock(&q->registry->lock);
    return state;
}

void request_abandon(struct classify_request *q)
{
    void *state = request_state(q);
    if (q->discard && state)
        q->discard(state);
    request_put(q);
}

bool request_find_answer(struct classify_request *q, uint64_t filter_id, struct classify_out *out)
{
    bool found = false;
    pthread_mutex_lock(&q->registry->lock);
    uint32_t count = atomic_load_explicit(&q->answer_count, memory_order_relaxed);
    for (uint32_t i = 0; i < count && !found; i++) {
        found = q->answers[i].filter_id == filter_id;
        if (found) {
            out->action = q->answers[i].out.action;
            out->rights = q->answers[i].out.rights;
            out->flags = q->answers[i].out.flags;
        }
    }
    pthread_mutex_unlock(&q->registry->lock);
    return found;
}
