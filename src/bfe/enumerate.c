#include "bfe/enumerate.h"

#include <stdlib.h>

#include "bfe/store_state.h"
#include "bfe/template.h"

/* What was there when the handle was made; immutable but for `next`. */
struct snapshot {
    struct object **objects; /* counted */
    uint32_t        count, next;
};

static void snapshot_end(struct bfe *b, void *what)
{
    struct snapshot *s = what;
    (void)b;
    for (uint32_t i = 0; i < s->count; i++)
        object_put(s->objects[i]);
    free(s->objects);
    free(s);
}

static int by_weight(const void *x, const void *y)
{
    const struct filter *a = &(*(const struct object *const *)x)->filter, *b = &(*(const struct object *const *)y)->filter;
    if (a->effective_weight != b->effective_weight)
        return a->effective_weight > b->effective_weight ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

/* By run-time id or key, so that two enumerations of the same objects are alike although none of it is promised. */
static int by_identity(const void *x, const void *y)
{
    const struct object *a = *(const struct object *const *)x, *b = *(const struct object *const *)y;
    uint64_t             m = object_id(a), n = object_id(b);
    return m != n ? (m < n ? -1 : 1) : guid_compare(&a->key, &b->key);
}

static void arrange(struct snapshot *snap, uint32_t flags)
{
    bool sorted = flags & (FILTER_ENUM_FLAG_SORTED | FILTER_ENUM_FLAG_BEST_TERMINATING_MATCH);
    if (snap->count)
        qsort(snap->objects, snap->count, sizeof(struct object *), sorted ? by_weight : by_identity);
    if (!(flags & FILTER_ENUM_FLAG_BEST_TERMINATING_MATCH))
        return;
    while (snap->count > 1)
        object_put(snap->objects[--snap->count]);
}

/* what the caller may not read is not there for it. */
static enum wfp_status select_objects(struct bfe_session *s, enum object_kind kind, struct selector *selector, struct snapshot *snap)
{
    const struct object_table *t = &s->bfe->set.tables[kind];
    snap->objects = calloc(t->count + 1u, sizeof(struct object *));
    if (!snap->objects)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < t->count; i++)
        if (selector_takes(selector, t->items[i]) && guard_object(s, t->items[i], ACTRL_READ) == WFP_OK)
            snap->objects[snap->count++] = object_get(t->items[i]);
    arrange(snap, selector->t.flags);
    return WFP_OK;
}

static enum wfp_status open_in(struct bfe_session *s, enum object_kind kind, const struct object_template *t, uint64_t *handle)
{
    struct selector selector;
    RETURN_IF(guard_container(s, guard_container_of((int)kind), ACTRL_ENUM));
    struct snapshot *snap = calloc(1, sizeof(*snap));
    if (!snap)
        return WFP_NO_MEMORY;
    enum wfp_status err = selector_init(&selector, t, &s->bfe->set);
    if (err == WFP_OK) {
        err = select_objects(s, kind, &selector, snap);
        selector_fini(&selector);
    }
    if (err == WFP_OK)
        err = holding_add(s, (int)kind, snap, snapshot_end, handle);
    if (err)
        snapshot_end(s->bfe, snap);
    return err;
}

enum wfp_status bfe_enum_open(struct bfe_session *s, enum object_kind kind, const struct object_template *t, uint64_t *handle)
{
    struct txn *txn;
    RETURN_IF(object_template_validate(kind, t));
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = txn_enter(s, true, &txn);
    if (err == WFP_OK)
        err = txn_leave(s, txn, open_in(s, kind, t, handle));
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

static enum wfp_status next_in(struct snapshot *snap, uint32_t max, struct object ***out, uint32_t *count)
{
    uint32_t        left = snap->count - snap->next, n = left < max ? left : max;
    struct object **page = calloc(n + 1u, sizeof(struct object *));
    if (!page)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < n; i++)
        page[i] = object_get(snap->objects[snap->next + i]);
    snap->next += n;
    *out = page;
    *count = n;
    return WFP_OK;
}

enum wfp_status bfe_enum_next(struct bfe_session *s, enum object_kind kind, uint64_t handle, uint32_t max, struct object ***out,
                              uint32_t *count)
{
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = session_check(s);
    struct holding *h = err ? NULL : holding_find(s, (int)kind, handle);
    if (err == WFP_OK)
        err = h ? next_in(h->what, max, out, count) : WFP_INVALID_HANDLE;
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

enum wfp_status bfe_enum_close(struct bfe_session *s, enum object_kind kind, uint64_t handle)
{
    return bfe_release_asked(s, (int)kind, handle);
}

void bfe_put_all(struct object **objects, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        object_put(objects[i]);
    free(objects);
}

static enum wfp_status each_held(struct bfe *b, int kind, holding_fn visit, void *context)
{
    for (struct bfe_session *s = b->sessions; s; s = s->next)
        for (struct holding *h = s->holdings; h; h = h->next)
            if (h->kind == kind)
                RETURN_IF(visit(context, h->what));
    return WFP_OK;
}

enum wfp_status bfe_each_held(struct bfe_session *s, int kind, holding_fn visit, void *context)
{
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = session_check(s);
    if (err == WFP_OK)
        err = each_held(s->bfe, kind, visit, context);
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

enum wfp_status bfe_hold_if(struct bfe_session *s, int kind, void *what, void (*end)(struct bfe *b, void *what), holding_fn admit,
                            void *context, uint64_t *handle)
{
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = session_check(s);
    if (err == WFP_OK && admit)
        err = each_held(s->bfe, kind, admit, context);
    if (err == WFP_OK)
        err = holding_add(s, kind, what, end, handle);
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

enum wfp_status bfe_hold(struct bfe_session *s, int kind, void *what, void (*end)(struct bfe *b, void *what), uint64_t *handle)
{
    return bfe_hold_if(s, kind, what, end, NULL, NULL, handle);
}

enum wfp_status bfe_held(struct bfe_session *s, int kind, uint64_t handle, void **out)
{
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = session_check(s);
    struct holding *h = err ? NULL : holding_find(s, kind, handle);
    if (h)
        *out = h->what;
    else if (err == WFP_OK)
        err = WFP_INVALID_HANDLE;
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

/* With the lock. */
static enum wfp_status release(struct bfe_session *s, int kind, uint64_t handle)
{
    struct holding *h = holding_find(s, kind, handle);
    if (!h)
        return WFP_INVALID_HANDLE;
    holding_end(s, h);
    return WFP_OK;
}

enum wfp_status bfe_release(struct bfe_session *s, int kind, uint64_t handle)
{
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = release(s, kind, handle);
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

enum wfp_status bfe_release_asked(struct bfe_session *s, int kind, uint64_t handle)
{
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = session_check(s);
    if (err == WFP_OK)
        err = release(s, kind, handle);
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}
