#include "callout/entry.h"

#include <stdlib.h>

#include "base/hooks.h"
#include "callout/context.h"
#include "callout/request.h"
#include "model/choices.h"

/* A thread's calls into callouts: how unregistering knows that it would wait for itself. */
static _Thread_local struct callout_call *calls;

struct callout_call *callout_calls(void)
{
    return calls;
}

bool callout_enter(struct callout_entry *e)
{
    atomic_fetch_add(&e->active, 1);
    if (!atomic_load(&e->gone))
        return true;
    callout_leave(e);
    return false;
}

/* Whoever calls holds the entry: it outlives the decrement. */
void callout_leave(struct callout_entry *e)
{
    if (atomic_fetch_sub(&e->active, 1) != 1 || !atomic_load(&e->gone))
        return;
    pthread_mutex_lock(&e->registry->lock);
    bell_ring(&e->registry->idle);
    pthread_mutex_unlock(&e->registry->lock);
}

/* What an older ruleset gets that still names an unregistered callout: the stand-in of B-029 and B-030. */
static void stand_in(const struct rule *rule, struct classify_out *out)
{
    bool permits = rule->flags & FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED;
    out->action = permits ? ACTION_PERMIT : ACTION_BLOCK; /* ignored behind an inspection filter */
    if (!permits && CHOICE_STAND_IN_BLOCK_IS_HARD)
        out->rights = 0;
}

/* C-042: the request of a redirect layer is reached through classifyContext, which version 0 does not get. */
static bool is_too_old(const struct callout_entry *e, const struct layer_row *layer)
{
    return e->version == 0 && (layer->pair == PAIR_ALE_CONNECT_REDIRECT || layer->pair == PAIR_ALE_BIND_REDIRECT);
}

static void call_classify(struct callout_entry *e, const struct classify_in *in, const struct rule *rule, uint64_t flow_context,
                          struct classify_out *out)
{
    struct callout_call   call = { calls, e, rule, in->flow, false };
    if (request_answered(in->request, rule->id, out))
        return;
    if (is_too_old(e, in->layer) || !callout_enter(e)) {
        stand_in(rule, out);
        return;
    }
    calls = &call;
    hook_classify(e->registry->hooks, e, rule, in, out, false);
    e->functions->classify(e->context, in, rule, flow_context, out);
    hook_classify(e->registry->hooks, e, rule, in, out, true);
    calls = call.outer;
    callout_leave(e);
    if (call.finish)
        flow_contexts_finish(e->registry, call.flow);
}

static void entry_classify(void *callout, const struct classify_in *in, const struct rule *rule, uint64_t flow_context,
                           struct classify_out *out)
{
    call_classify(callout, in, rule, flow_context, out);
    if (flow_context && in->flow_context == flow_context_of)
        flow_context_seen(in->flow, rule);
}

static enum wfp_status entry_view(void *callout, const struct rule *rule, struct arena *arena, const void **view)
{
    struct callout_entry *e = callout;
    return e->functions->view ? e->functions->view(e->context, rule, arena, view) : WFP_OK;
}

void callout_hold(struct callout_entry *e)
{
    atomic_fetch_add(&e->refs, 1);
}

static void entry_hold(void *callout)
{
    callout_hold(callout);
}

static void entry_drop(void *callout)
{
    callout_put(callout);
}

const struct callout_ops callout_entry_ops = { entry_classify, entry_view, entry_hold, entry_drop };

struct callout_entry *callout_of_rule(const struct rule *rule)
{
    return rule->callout_ops == &callout_entry_ops ? rule->callout : NULL;
}

bool callout_is_calling(const struct callout_entry *e)
{
    const struct callout_call *c = calls;
    while (c && c->entry != e)
        c = c->outer;
    return c != NULL;
}

void callout_put(struct callout_entry *e)
{
    if (!e || atomic_fetch_sub(&e->refs, 1) != 1)
        return;
    if (e->functions->release)
        e->functions->release(e->context);
    free(e);
}

uint32_t callout_flags(const struct callout_entry *e)
{
    return e->flags;
}

unsigned callout_version(const struct callout_entry *e)
{
    return e->version;
}

const void *callout_owner(const struct callout_entry *e)
{
    return e->owner;
}

enum wfp_status callout_notify(struct callout_entry *e, enum callout_notify type, const struct rule *rule,
                               uint64_t *filter_context)
{
    struct callout_call call = { calls, e, NULL, NULL, false };
    if (!callout_enter(e))
        return WFP_OK;
    calls = &call;
    enum wfp_status err = e->functions->notify(e->context, type, rule, filter_context);
    calls = call.outer;
    callout_leave(e);
    return err ? WFP_CALLOUT_NOTIFICATION_FAILED : WFP_OK;
}

bool callout_count_context(struct callout_entry *e)
{
    if (e->leaving)
        return false;
    e->contexts++;
    callout_hold(e);
    return true;
}

void callout_uncount_context(struct callout_entry *e)
{
    pthread_mutex_lock(&e->registry->lock);
    e->contexts--;
    pthread_mutex_unlock(&e->registry->lock);
    callout_put(e);
}
