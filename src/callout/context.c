#include "callout/context.h"

#include <stdlib.h>

#include "callout/entry.h"
#include "nt/trail.h"

struct flow_context {
    struct flow_context  *next;  /* guarded by: the table's lock, like all without a remark */
    struct callout_entry *entry; /* counted; immutable after publish, like value and layer */
    uint64_t              value;
    uint16_t              layer;
    uint16_t              in_use;  /* classify calls that have been shown it and are not over */
    struct nt_trail       made;    /* immutable after publish */
    bool                  removed; /* waits for the end of a classify; nobody sees it any more */
};

static void end_context(struct flow_context *c)
{
    if (callout_enter(c->entry)) {
        c->entry->functions->flow_delete(c->entry->context, c->layer, c->entry->id, c->value);
        callout_leave(c->entry);
    }
    callout_uncount_context(c->entry);
    free(c);
}

static void end_list(struct flow_context *c)
{
    while (c) {
        struct flow_context *next = c->next;
        end_context(c);
        c = next;
    }
}

/* The list is taken off the flow first: a flow_delete may remove other contexts, here or elsewhere. */
static void end_all(struct flow_table *t, struct flow *f)
{
    if (!atomic_load_explicit(&f->contexts, memory_order_relaxed))
        return;
    flow_lock(t);
    struct flow_context *c = f->contexts;
    f->contexts = NULL;
    flow_unlock(t);
    end_list(c);
}

void flow_contexts_attach_of(struct callout_registry *r, unsigned walker, struct flow_table *flows)
{
    if (flows)
        flow_table_set_number(flows, walker - 1);
    pthread_mutex_lock(&r->lock);
    r->flows[walker - 1] = flows;
    pthread_mutex_unlock(&r->lock);
    if (flows)
        flow_table_on_end(flows, end_all);
}

void flow_contexts_attach(struct callout_registry *r, struct flow_table *flows)
{
    flow_contexts_attach_of(r, 1, flows);
}

/* Of the flow's own thread, or with the registry's lock. */
static struct flow_table *table_of(const struct callout_registry *r, uint64_t flow_id)
{
    unsigned number = flow_table_of(flow_id);
    return number < WALKERS_MAX ? r->flows[number] : NULL;
}

/* The flow's table with its lock, or NULL; between the two the registry's lock is held, so that the table stays. */
static struct flow_table *table_get(struct callout_registry *r, uint64_t flow_id)
{
    pthread_mutex_lock(&r->lock);
    struct flow_table *t = table_of(r, flow_id);
    if (t)
        flow_lock(t);
    return t;
}

static void table_put(struct callout_registry *r, uint64_t flow_id)
{
    struct flow_table *t = table_of(r, flow_id);
    if (t)
        flow_unlock(t);
    pthread_mutex_unlock(&r->lock);
}

/* A flow that is over is still known, for what comes late (C-031). */
static struct flow *flow_of(struct flow_table *t, uint64_t id)
{
    struct flow *f = t ? flow_find_id(t, id) : NULL;
    return f && !f->over ? f : NULL;
}

bool flow_context_may(struct callout_registry *r, uint64_t flow_id)
{
    bool may = flow_of(table_get(r, flow_id), flow_id) != NULL;
    table_put(r, flow_id);
    return may;
}

static struct flow_context *context_of(const struct flow *f, uint16_t layer, const struct callout_entry *e)
{
    struct flow_context *c = f->contexts;
    while (c && (c->layer != layer || c->entry != e || c->removed))
        c = c->next;
    return c;
}

static void unlink_context(struct flow *f, const struct flow_context *c)
{
    struct flow_context *before = f->contexts;
    if (before == c) {
        f->contexts = c->next;
        return;
    }
    while (before->next != c)
        before = before->next;
    before->next = c->next;
}

/* With both locks. */
static enum wfp_status add_context(struct flow *f, struct flow_context *new)
{
    if (!f)
        return WFP_INVALID_ARGUMENT;
    if (context_of(f, new->layer, new->entry))
        return WFP_NAME_EXISTS;
    if (!callout_count_context(new->entry))
        return WFP_INVALID_ARGUMENT;
    new->next = f->contexts;
    f->contexts = new;
    return WFP_OK;
}

static enum wfp_status associate(struct callout_registry *r, uint64_t flow_id, uint16_t layer, struct callout_entry *e,
                                 uint64_t context)
{
    struct flow_context *new = calloc(1, sizeof(*new));
    if (!new)
        return WFP_NO_MEMORY;
    *new = (struct flow_context){ .entry = e, .value = context, .layer = layer };
    nt_trail_take(e->owner, &new->made);
    enum wfp_status err = add_context(flow_of(table_get(r, flow_id), flow_id), new);
    table_put(r, flow_id);
    if (err)
        free(new);
    return err;
}

enum wfp_status flow_context_associate(struct callout_registry *r, uint64_t flow_id, uint16_t layer, uint32_t callout_id,
                                       uint64_t context)
{
    if (context == 0 || layer >= LAYER_COUNT)
        return WFP_INVALID_ARGUMENT;
    struct callout_entry *e = callout_get_id(r, callout_id);
    enum wfp_status       err = WFP_INVALID_ARGUMENT;
    if (e && e->functions->flow_delete)
        err = associate(r, flow_id, layer, e, context);
    callout_put(e);
    return err;
}

/* The outermost classify of the flow on this thread: when it ends, none is active. */
static struct callout_call *call_on(const struct flow *f)
{
    struct callout_call *found = NULL;
    for (struct callout_call *c = callout_calls(); c; c = c->outer)
        if (c->flow == f)
            found = c;
    return found;
}

/* With the lock. WFP_OK: *ended is off the flow and the caller's to end. */
static enum wfp_status remove_context(struct flow *f, uint16_t layer, uint32_t callout_id, struct flow_context **ended)
{
    struct flow_context *c = f ? f->contexts : NULL;
    while (c && (c->layer != layer || c->entry->id != callout_id || c->removed))
        c = c->next;
    if (!c)
        return WFP_UNSUCCESSFUL;
    struct callout_call *call = call_on(f);
    if (call || c->in_use) {
        c->removed = true;
        if (call)
            call->finish = true;
        return WFP_PENDING;
    }
    unlink_context(f, c);
    *ended = c;
    return WFP_OK;
}

enum wfp_status flow_context_remove(struct callout_registry *r, uint64_t flow_id, uint16_t layer, uint32_t callout_id)
{
    struct flow_context *c = NULL;
    enum wfp_status      err = remove_context(flow_of(table_get(r, flow_id), flow_id), layer, callout_id, &c);
    table_put(r, flow_id);
    if (c)
        end_context(c);
    return err;
}

uint64_t flow_context_of(const void *flow, const struct rule *rule)
{
    const struct flow    *f = flow;
    struct callout_entry *e = f && atomic_load_explicit(&f->contexts, memory_order_relaxed) ? callout_of_rule(rule) : NULL;
    if (!e)
        return 0;
    struct flow_table *t = table_of(e->registry, f->id); /* set on this thread */
    flow_lock(t);
    struct flow_context *c = context_of(f, rule->layer, e);
    uint64_t             value = c ? c->value : 0;
    if (c)
        c->in_use++;
    flow_unlock(t);
    return value;
}

void flow_context_seen(const void *flow, const struct rule *rule)
{
    struct flow          *f = (struct flow *)(uintptr_t)flow; /* a classify may not write its flow; it is over */
    struct callout_entry *e = callout_of_rule(rule);
    struct flow_table    *t = table_of(e->registry, f->id);
    struct flow_context  *c, *ended = NULL;
    flow_lock(t);
    for (c = f->contexts; c && (c->layer != rule->layer || c->entry != e || !c->in_use); c = c->next)
        ;
    if (c && --c->in_use == 0 && c->removed && !call_on(f)) {
        unlink_context(f, c);
        ended = c;
    }
    flow_unlock(t);
    if (ended)
        end_context(ended);
}

void flow_contexts_finish(struct callout_registry *r, const void *flow)
{
    struct flow         *f = (struct flow *)(uintptr_t)flow;
    struct flow_table   *t = table_of(r, f->id);
    struct flow_context *ended = NULL;
    flow_lock(t);
    for (struct flow_context *c = f->contexts, *next; c; c = next) {
        next = c->next;
        if (!c->removed || c->in_use)
            continue;
        unlink_context(f, c);
        c->next = ended;
        ended = c;
    }
    flow_unlock(t);
    end_list(ended);
}

struct listing {
    void (*each)(void *context, const struct flow_context_info *c);
    void *context;
};

static void list_contexts(void *context, struct flow *f)
{
    const struct listing *l = context;
    for (const struct flow_context *c = f->contexts; c; c = c->next)
        l->each(l->context, &(struct flow_context_info){ f->id, c->value, c->entry->id, c->layer, &c->made });
}

void flow_contexts_each(struct callout_registry *r, void (*each)(void *context, const struct flow_context_info *c), void *context)
{
    for (unsigned i = 0; i < WALKERS_MAX; i++) {
        if (!r->flows[i])
            continue;
        flow_lock(r->flows[i]);
        flow_each(r->flows[i], list_contexts, &(struct listing){ each, context });
        flow_unlock(r->flows[i]);
    }
}
