/* Requests on the side of drivers: the handles that they acquire, and what they do with them. */
#include <stdlib.h>

#include "callout/entry.h"
#include "callout/request.h"
#include "callout/request_version.h"

/* Guarded by: registry lock. */
struct classify_handle {
    struct classify_handle  *next;
    uint64_t                 id;
    const void              *owner;
    struct classify_request *request; /* counted */
    bool                     acquired; /* not released yet */
    bool                     pended;   /* not completed yet; holds the handle as well (C-045) */
    uint64_t                 filter_id; /* that pended */
    const void              *frame;
};

/* Under the lock. */
static struct classify_handle **place_of(struct callout_registry *r, uint64_t id)
{
    struct classify_handle **at = &r->handles;
    while (*at && (*at)->id != id)
        at = &(*at)->next;
    return at;
}

/* Under the lock: ends a handle that nothing holds. The caller puts its request and frees it, without the lock. */
static struct classify_handle *let_go(struct callout_registry *r, struct classify_handle *h)
{
    struct classify_handle **at = &r->handles;
    if (h->acquired || h->pended)
        return NULL;
    while (*at != h)
        at = &(*at)->next;
    *at = h->next;
    return h;
}

static void free_handle(struct classify_handle *h)
{
    if (h)
        request_put(h->request);
    free(h);
}

/* Under the lock. */
static struct classify_request *open_request(struct callout_registry *r, const void *context)
{
    struct classify_request *q = r->requests;
    while (q && q != context)
        q = q->next;
    return q && atomic_load_explicit(&q->open, memory_order_acquire) ? q : NULL;
}

enum wfp_status classify_handle_acquire(struct callout_registry *r, const void *classify_context, const void *owner,
                                        uint64_t *handle)
{
    struct classify_handle *h = calloc(1, sizeof(*h));
    if (!h)
        return WFP_NO_MEMORY;
    pthread_mutex_lock(&r->lock);
    struct classify_request *q = open_request(r, classify_context);
    if (q) {
        atomic_fetch_add(&q->refs, 1);
        *h = (struct classify_handle){ .next = r->handles, .id = ++r->last_id, .owner = owner, .request = q, .acquired = true };
        r->handles = h;
        *handle = h->id;
    }
    pthread_mutex_unlock(&r->lock);
    if (!q)
        free(h);
    return q ? WFP_OK : WFP_INVALID_ARGUMENT;
}

enum wfp_status classify_handle_release(struct callout_registry *r, uint64_t handle)
{
    struct classify_handle *gone = NULL;
    pthread_mutex_lock(&r->lock);
    struct classify_handle *h = *place_of(r, handle);
    bool                    held = h && h->acquired;
    if (held) {
        h->acquired = false;
        gone = let_go(r, h);
    }
    pthread_mutex_unlock(&r->lock);
    free_handle(gone);
    return held ? WFP_OK : WFP_INVALID_HANDLE;
}

/* Under the lock. */
static enum wfp_status pend(struct classify_handle *h, uint64_t filter_id, const void *frame)
{
    struct classify_request *q = h ? h->request : NULL;
    if (!h)
        return WFP_INVALID_HANDLE;
    if (q->kind == REQUEST_PLAIN || !atomic_load(&q->open) || h->pended)
        return WFP_CANNOT_PEND;
    h->pended = true;
    h->filter_id = filter_id;
    h->frame = frame;
    q->pends++;
    return WFP_OK;
}

enum wfp_status classify_handle_pend(struct callout_registry *r, uint64_t handle, uint64_t filter_id, const void *frame)
{
    pthread_mutex_lock(&r->lock);
    enum wfp_status err = pend(*place_of(r, handle), filter_id, frame);
    pthread_mutex_unlock(&r->lock);
    return err;
}

const void *classify_handle_frame(struct callout_registry *r, uint64_t handle)
{
    pthread_mutex_lock(&r->lock);
    const struct classify_handle *h = *place_of(r, handle);
    const void                   *frame = h && h->pended && !atomic_load(&h->request->open) ? h->frame : NULL;
    pthread_mutex_unlock(&r->lock);
    return frame;
}

/* Under the lock. With NULL, what the filter's callout answered before is forgotten: it is called again. */
static void set_answer(struct classify_request *q, uint64_t filter_id, const struct classify_out *decision)
{
    uint32_t count = atomic_load_explicit(&q->answer_count, memory_order_relaxed), i = 0;
    while (i < count && q->answers[i].filter_id != filter_id)
        i++;
    if (decision && i < REQUEST_ANSWERS_MAX) {
        q->answers[i].filter_id = filter_id;
        q->answers[i].out = *decision;
        count = i == count ? count + 1 : count;
    } else if (!decision && i < count) {
        q->answers[i] = q->answers[--count];
    }
    atomic_store_explicit(&q->answer_count, count, memory_order_release);
}

/* Under the lock: the last who pended has answered. The sink's reference is the shim's, which has let go. */
static bool is_to_go_on(struct classify_request *q)
{
    bool go = q->waits && q->pends == 0;
    if (go)
        q->waits = false;
    return go;
}

static void go_on(struct callout_registry *r, struct classify_request *q)
{
    const struct packet_sink *sink = callout_registry_sink(r);
    if (sink)
        sink->complete_classify(sink->context, q);
    else
        request_abandon(q);
}

enum wfp_status classify_handle_complete(struct callout_registry *r, uint64_t handle, const struct classify_out *decision)
{
    struct classify_handle  *gone = NULL;
    struct classify_request *q = NULL;
    pthread_mutex_lock(&r->lock);
    struct classify_handle *h = *place_of(r, handle);
    bool                    pended = h && h->pended, go = false;
    if (pended) {
        q = h->request;
        h->pended = false;
        q->pends--;
        q->again = true;
        set_answer(q, h->filter_id, decision);
        go = is_to_go_on(q);
        gone = let_go(r, h);
    }
    pthread_mutex_unlock(&r->lock);
    if (go)
        go_on(r, q);
    free_handle(gone);
    return pended ? WFP_OK : h ? WFP_NOT_FOUND : WFP_INVALID_HANDLE;
}

enum wfp_status classify_handle_write(struct callout_registry *r, uint64_t handle, uint64_t filter_id, void **data)
{
    enum wfp_status err = WFP_OK;
    pthread_mutex_lock(&r->lock);
    struct classify_handle  *h = *place_of(r, handle);
    struct classify_request *q = h ? h->request : NULL;
    struct request_version  *v = NULL;
    if (!h)
        err = WFP_INVALID_HANDLE;
    else if (q->kind != REQUEST_CONNECT && q->kind != REQUEST_BIND)
        err = WFP_UNSUPPORTED;
    else if (!(v = version_new(q, handle, filter_id)))
        err = WFP_NO_MEMORY;
    if (v) {
        v->older = q->drafts;
        q->drafts = v;
        *data = &v->shown;
    }
    pthread_mutex_unlock(&r->lock);
    return err;
}

/* Under the lock. */
static struct request_version **draft_of(struct callout_registry *r, uint64_t handle, const void *data)
{
    struct classify_handle  *h = *place_of(r, handle);
    struct request_version **at = h ? version_find(h->request, handle, data) : NULL;
    return at && *at ? at : NULL;
}

bool classify_handle_context(struct callout_registry *r, uint64_t handle, const void *data, void **context, size_t *size)
{
    pthread_mutex_lock(&r->lock);
    struct request_version **at = draft_of(r, handle, data);
    bool                     is_connect = at && (*place_of(r, handle))->request->kind == REQUEST_CONNECT;
    *context = NULL;
    *size = 0;
    if (is_connect && (*at)->shown.connect.redirect_context != (*at)->inherited) {
        *context = (*at)->shown.connect.redirect_context;
        *size = (*at)->shown.connect.redirect_context_size;
    }
    pthread_mutex_unlock(&r->lock);
    return at != NULL;
}

/* Under the lock: who watches hears of another's change, and is not held to what it answered before (C-052). */
static void tell_watchers(struct classify_request *q, const struct request_version *changed)
{
    if (!version_changes(q, changed))
        return;
    for (struct request_version *v = changed->older; v; v = v->older) {
        if (!v->watch || v->filter_id == changed->filter_id)
            continue;
        v->watch = false;
        q->again = true;
        set_answer(q, v->filter_id, NULL);
    }
}

/* Under the lock. The context is what the border took, or the one before. */
static void set_context(struct classify_request *q, struct request_version *v, const struct redirect_context *take)
{
    struct connect_request *c = &v->shown.connect;
    if (q->kind != REQUEST_CONNECT || c->redirect_context == v->inherited)
        return;
    c->redirect_context = take->data;
    c->redirect_context_size = take->data ? take->size : 0;
}

/* Under the lock. */
static const char *why_not_recorded(enum wfp_status err)
{
    switch (err) {
    case WFP_OK:
        return NULL;
    case WFP_INVALID_HANDLE:
        return "a callout redirected the connection with what is no redirect handle";
    case WFP_OUT_OF_BOUNDS:
        return "the connection was redirected too often";
    default:
        return "there is no memory to record the redirection";
    }
}

/* Under the lock: who redirects with a handle is known to the connection from now on. */
static void record(struct classify_request *q, struct request_version *v)
{
    const struct connect_request *c = &v->applied.connect;
    enum wfp_status               err = WFP_NO_MEMORY;
    if (q->kind != REQUEST_CONNECT || !c->redirect_handle || !version_changes(q, v))
        return;
    if (q->records)
        err = redirect_records_add(q->records, c->redirect_handle, c->target_pid, &v->context);
    if (err)
        v->refusal = why_not_recorded(err);
    else
        v->context = (struct redirect_context){ 0 };
}

enum wfp_status classify_handle_apply(struct callout_registry *r, uint64_t handle, const void *data, bool watch,
                                      const struct redirect_context *take)
{
    pthread_mutex_lock(&r->lock);
    struct request_version **at = draft_of(r, handle, data), *v = at ? *at : NULL;
    if (v) {
        struct classify_request *q = (*place_of(r, handle))->request;
        set_context(q, v, take);
        version_apply(q, at);
        v->watch = watch;
        v->context = *take;
        tell_watchers(q, v);
        record(q, v);
    }
    pthread_mutex_unlock(&r->lock);
    return v ? WFP_OK : WFP_NOT_FOUND;
}

uint32_t classify_handle_count(struct callout_registry *r, const void *owner)
{
    uint32_t count = 0;
    pthread_mutex_lock(&r->lock);
    for (const struct classify_handle *h = r->handles; h; h = h->next)
        count += !owner || h->owner == owner;
    pthread_mutex_unlock(&r->lock);
    return count;
}

/* Under the lock. */
static uint64_t first_of(struct callout_registry *r, const void *owner, bool *pended)
{
    const struct classify_handle *h = r->handles;
    while (h && owner && h->owner != owner)
        h = h->next;
    *pended = h && h->pended;
    return h ? h->id : 0;
}

void classify_handles_expel(struct callout_registry *r, const void *owner)
{
    static const struct classify_out blocked = { .action = ACTION_BLOCK };
    for (;;) {
        bool pended;
        pthread_mutex_lock(&r->lock);
        uint64_t id = first_of(r, owner, &pended);
        pthread_mutex_unlock(&r->lock);
        if (id == 0)
            return;
        if (pended)
            (void)!classify_handle_complete(r, id, &blocked);
        (void)!classify_handle_release(r, id);
    }
}
