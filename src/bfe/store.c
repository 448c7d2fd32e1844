#include "bfe/store.h"

#include <stdlib.h>

#include "bfe/compile.h"
#include "bfe/objects.h"
#include "bfe/state.h"
#include "bfe/store_state.h"

/* --- the ruleset ---------------------------------------------------------------------------------------------------------- */

/* The policy as the engine gets it: with the filter contexts that callouts have set. */
static enum wfp_status compile(struct bfe *b, const struct object_set *set, struct ruleset **out)
{
    struct callout_bindings callouts = { 0 };
    struct policy           policy = set->policy;
    enum wfp_status         err = WFP_NO_MEMORY;
    policy.filters = calloc(policy.filter_count + 1u, sizeof(*policy.filters));
    if (!policy.filters)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < policy.filter_count; i++) {
        policy.filters[i] = set->policy.filters[i];
        policy.filters[i].raw_context = object_set_owner(set, OBJECT_FILTER, i)->context;
    }
    err = b->config.callouts ? callout_bindings_get(b->config.callouts, &callouts) : WFP_OK;
    if (err)
        goto free_filters;
    err = bfe_compile(&policy, callouts.bindings, callouts.count, b->generation + 1, out);
    callout_bindings_put(&callouts);
free_filters:
    free(policy.filters);
    return err;
}

enum wfp_status store_publish(struct bfe *b, const struct object_set *set, struct ruleset **old)
{
    struct ruleset *next;
    RETURN_IF(compile(b, set, &next));
    b->generation++;
    *old = atomic_exchange(&b->rules, next);
    return WFP_OK;
}

void store_retire(struct bfe *b, struct ruleset *old)
{
    if (!old)
        return;
    pthread_mutex_unlock(&b->lock);
    if (b->config.retire)
        b->config.retire(b->config.context, old);
    else
        ruleset_free(old);
    pthread_mutex_lock(&b->lock);
}

const struct ruleset *bfe_ruleset(const struct bfe *b)
{
    return atomic_load(&((struct bfe *)(uintptr_t)b)->rules);
}

const struct policy *bfe_policy(const struct bfe *b)
{
    return &b->set.policy;
}

static bool is_named(const struct object_set *set, const struct guid *callout)
{
    for (uint32_t i = 0; i < set->policy.filter_count; i++)
        if ((set->policy.filters[i].action & ACTION_FLAG_CALLOUT) && guid_equal(&set->policy.filters[i].callout, callout))
            return true;
    return false;
}

/* A driver has registered or unregistered a callout: filters that name it act otherwise from now on. */
static enum wfp_status callouts_changed(void *context, const struct guid *key)
{
    struct bfe     *b = context;
    struct ruleset *old = NULL;
    enum wfp_status err = WFP_OK;
    pthread_mutex_lock(&b->lock);
    if (is_named(&b->set, key))
        err = store_publish(b, &b->set, &old);
    store_retire(b, old);
    pthread_mutex_unlock(&b->lock);
    return err;
}

/* --- reading -------------------------------------------------------------------------------------------------------------- */

static enum wfp_status copy_builtin(enum object_kind kind, const struct guid *key, struct object **out)
{
    const struct builtin_row *row = kind == OBJECT_FILTER ? NULL : builtin_find_key(object_kinds[kind].builtin, key);
    struct sublayer           sublayer;
    struct provider           provider;
    struct callout            callout;
    if (!row)
        return object_kinds[kind].missing;
    provider = (struct provider){ .key = *key, .name = row->name };
    sublayer = (struct sublayer){ .key = *key, .name = row->name, .weight = row->weight };
    callout = (struct callout){ .key = *key, .name = row->name, .layer = row->layer };
    const void *const records[OBJECT_KIND_COUNT] = { &provider, &sublayer, &callout, NULL };
    return object_new(kind, records[kind], out);
}

void bfe_put(struct object *o)
{
    object_put(o);
}

static enum wfp_status get_in(struct bfe_session *s, enum object_kind kind, const struct guid *key, struct object **out)
{
    const struct object_set *set = txn_view(s);
    uint32_t                 at = object_set_find(set, kind, key);
    if (at == UINT32_MAX)
        return copy_builtin(kind, key, out);
    return object_new(kind, &object_set_owner(set, kind, at)->key, out);
}

enum wfp_status bfe_get(struct bfe_session *s, enum object_kind kind, const struct guid *key, struct object **out)
{
    struct txn *t;
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = txn_enter(s, true, &t);
    if (err == WFP_OK)
        err = txn_leave(s, t, get_in(s, kind, key, out));
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

bool bfe_callout_is_registered(struct bfe_session *s, const struct guid *key)
{
    struct callout_entry *e = s->bfe->config.callouts ? callout_get(s->bfe->config.callouts, key) : NULL;
    callout_put(e);
    return e != NULL;
}

/* --- beginning and end ---------------------------------------------------------------------------------------------------- */

static enum wfp_status load_kind(struct bfe *b, enum object_kind kind, const void *records, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct object *o;
        RETURN_IF(object_new(kind, (const char *)records + i * object_kinds[kind].size, &o));
        enum wfp_status err = store_assign(b, kind, o);
        if (err == WFP_OK)
            err = object_set_append(&b->set, kind, o);
        if (err) {
            object_put(o);
            return err;
        }
    }
    return WFP_OK;
}

static enum wfp_status load(struct bfe *b, const struct policy *p)
{
    static const struct policy none;
    struct ruleset            *old = NULL;
    p = p ? p : &none;
    RETURN_IF(load_kind(b, OBJECT_PROVIDER, p->providers, p->provider_count));
    RETURN_IF(load_kind(b, OBJECT_SUBLAYER, p->sublayers, p->sublayer_count));
    RETURN_IF(load_kind(b, OBJECT_CALLOUT, p->callouts, p->callout_count));
    RETURN_IF(load_kind(b, OBJECT_FILTER, p->filters, p->filter_count));
    return store_publish(b, &b->set, &old);
}

enum wfp_status bfe_new(const struct bfe_config *config, struct bfe **out)
{
    struct bfe *b = calloc(1, sizeof(*b));
    if (!b)
        return WFP_NO_MEMORY;
    b->config = *config;
    b->next_filter = 1;
    pthread_mutex_init(&b->lock, NULL);
    pthread_cond_init(&b->turn, NULL);
    enum wfp_status err = load(b, config->initial);
    if (err) {
        bfe_free(b);
        return err;
    }
    if (config->callouts)
        callout_registry_on_change(config->callouts, callouts_changed, b);
    *out = b;
    return WFP_OK;
}

void bfe_free(struct bfe *b)
{
    if (!b)
        return;
    while (b->sessions && bfe_session_close(b->sessions) == WFP_OK)
        ;
    while (b->subscriptions)
        (void)!bfe_state_unsubscribe(b, b->subscriptions);
    if (b->config.callouts)
        callout_registry_on_change(b->config.callouts, NULL, NULL);
    ruleset_free(atomic_load(&b->rules));
    object_set_fini(&b->set);
    pthread_cond_destroy(&b->turn);
    pthread_mutex_destroy(&b->lock);
    free(b);
}
