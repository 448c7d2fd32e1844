#include "callout/context.h"

#include <stdlib.h>

#include "callout/entry.h"
#include "nt/trail.h"

struct flow_context {
    struct flow_context  *next;
    struct callout_entry *entry; /* counted */
    uint64_t              value;
    uint16_t              layer;
    struct nt_trail       made;
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

/* The list is taken off the flow first: a flow_delete may remove other contexts, here or elsewhere. */
static void end_all(struct flow *f)
{
    struct flow_context *c = f->contexts;
    f->contexts = NULL;
    while (c) {
        struct flow_context *next = c->next;
        end_context(c);
        c = next;
    }
}

void flow_contexts_attach(struct callout_registry *r, struct flow_table *flows)
{
    r->flows = flows;
    if (flows)
        flow_table_on_end(flows, end_all);
}

static struct flow_context **place_of(struct flow *f, uint16_t layer, uint32_t callout_id)
{
    struct flow_context **at = &f->contexts;
    while (*at && ((*at)->layer != layer || (*at)->entry->id != callout_id || (*at)->removed))
        at = &(*at)->next;
    return at;
}

static enum wfp_status add_context(struct flow *f, uint16_t layer, struct callout_entry *e, uint64_t value)
{
    struct flow_context **at = place_of(f, layer, e->id);
    if (*at)
        return WFP_NAME_EXISTS;
    struct flow_context *c = calloc(1, sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    if (!callout_count_context(e)) {
        free(c);
        return WFP_INVALID_ARGUMENT;
    }
    *c = (struct flow_context){ .entry = e, .value = value, .layer = layer };
    nt_trail_take(e->owner, &c->made);
    *at = c;
    return WFP_OK;
}

static struct flow *flow_of(struct callout_registry *r, uint64_t id)
{
    struct flow *f = r->flows ? flow_find_id(r->flows, id) : NULL;
    return f && f->state != FLOW_CLOSED && f->state != FLOW_DENIED ? f : NULL; /* over, though still known (C-031) */
}

enum wfp_status flow_context_associate(struct callout_registry *r, uint64_t flow_id, uint16_t layer, uint32_t callout_id,
                                       uint64_t context)
{
    struct flow *f = flow_of(r, flow_id);
    if (!f || context == 0 || layer >= LAYER_COUNT)
        return WFP_INVALID_ARGUMENT;
    struct callout_entry *e = callout_get_id(r, callout_id);
    enum wfp_status       err = WFP_INVALID_ARGUMENT;
    if (e && e->functions->flow_delete)
        err = add_context(f, layer, e, context);
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

enum wfp_status flow_context_remove(struct callout_registry *r, uint64_t flow_id, uint16_t layer, uint32_t callout_id)
{
    struct flow          *f = flow_of(r, flow_id);
    struct flow_context **at = f ? place_of(f, layer, callout_id) : NULL;
    struct flow_context  *c = at ? *at : NULL;
    if (!c)
        return WFP_UNSUCCESSFUL;
    struct callout_call *call = call_on(f);
    if (call) {
        c->removed = true;
        call->finish = true;
        return WFP_PENDING;
    }
    *at = c->next;
    end_context(c);
    return WFP_OK;
}

uint64_t flow_context_of(const void *flow, const struct rule *rule)
{
    const struct flow         *f = flow;
    const struct flow_context *c = f ? f->contexts : NULL;
    if (!c)
        return 0;
    const struct callout_entry *e = callout_of_rule(rule);
    while (c && (c->entry != e || c->layer != rule->layer || c->removed))
        c = c->next;
    return c ? c->value : 0;
}

void flow_contexts_finish(const void *flow)
{
    struct flow         *f = (struct flow *)(uintptr_t)flow; /* a classify may not write its flow; it is over */
    struct flow_context *removed = NULL, **at = &f->contexts;
    while (*at) {
        struct flow_context *c = *at;
        if (!c->removed) {
            at = &c->next;
            continue;
        }
        *at = c->next;
        c->next = removed;
        removed = c;
    }
    while (removed) {
        struct flow_context *next = removed->next;
        end_context(removed);
        removed = next;
    }
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
    if (r->flows)
        flow_each(r->flows, list_contexts, &(struct listing){ each, context });
}
