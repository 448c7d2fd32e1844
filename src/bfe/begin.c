/* How a store begins and ends: the built-in objects, those of a policy, those of the last run. */
#include <stdlib.h>

#include "bfe/ike_exemption.h"
#include "bfe/net_event_log.h"
#include "bfe/objects.h"
#include "bfe/state.h"
#include "bfe/store_state.h"

static enum wfp_status put_in(struct bfe *b, struct object *take)
{
    enum wfp_status err = store_assign(b, take);
    if (err == WFP_OK)
        err = object_set_insert(&b->set, take);
    if (err)
        object_put(take);
    return err;
}

/* */
static enum wfp_status add_builtin(struct bfe *b, enum object_kind kind, const struct builtin_row *row)
{
    struct object          *o;
    struct provider         provider = { .key = row->key, .name = row->name, .description = row->meaning };
    struct provider_context context = { .key = row->key, .name = row->name, .description = row->meaning,
                                        .type = CONTEXT_TYPE_GENERAL_CONTEXT };
    struct sublayer         sublayer = { .key = row->key, .name = row->name, .description = row->meaning, .weight = row->weight };
    struct callout          callout = { .key = row->key, .name = row->name, .description = row->meaning, .layer = row->layer };
    const void *const       records[] = { &provider, &context, &sublayer, &callout };
    if (object_set_find(&b->set, kind, &row->key))
        return WFP_OK; /* another name of one that is there */
    RETURN_IF(object_new(kind, records[kind], &o));
    o->builtin = true;
    return put_in(b, o);
}

static enum wfp_status add_builtins(struct bfe *b)
{
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        for (unsigned i = 0; object_kinds[kind].has_builtin && i < builtin_count; i++)
            if (builtin_rows[i].kind == object_kinds[kind].builtin && !builtin_rows[i].is_alias)
                RETURN_IF(add_builtin(b, kind, &builtin_rows[i]));
    return WFP_OK;
}

static bool provider_is_disabled(const struct bfe *b, const struct guid *key)
{
    const struct object *p = guid_is_zero(key) ? NULL : object_set_find(&b->set, OBJECT_PROVIDER, key);
    return p && (p->provider.flags & PROVIDER_FLAG_DISABLED);
}

/* */
static void disable(const struct bfe *b, struct object *o)
{
    const struct bfe_config *c = &b->config;
    if (o->kind == OBJECT_PROVIDER && o->provider.service && c->service_starts &&
        !c->service_starts(c->service_context, o->provider.service))
        o->provider.flags |= PROVIDER_FLAG_DISABLED;
    if (o->kind == OBJECT_FILTER && provider_is_disabled(b, &o->filter.provider))
        o->filter.flags |= FILTER_FLAG_DISABLED;
}

static enum wfp_status load_kind(struct bfe *b, enum object_kind kind, const void *records, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct object *o, *builtin = NULL;
        RETURN_IF(object_new(kind, (const char *)records + i * object_kinds[kind].size, &o));
        disable(b, o);
        if (!guid_is_zero(&o->key))
            builtin = object_set_find(&b->set, kind, &o->key);
        if (builtin && builtin->builtin) { /* the policy says its own of it */
            object_set_remove(&b->set, builtin);
            object_put(builtin);
        }
        RETURN_IF(put_in(b, o));
    }
    return WFP_OK;
}

static enum wfp_status load_policy(struct bfe *b, const struct policy *p)
{
    RETURN_IF(load_kind(b, OBJECT_PROVIDER, p->providers, p->provider_count));
    RETURN_IF(load_kind(b, OBJECT_CONTEXT, p->contexts, p->context_count));
    RETURN_IF(load_kind(b, OBJECT_SUBLAYER, p->sublayers, p->sublayer_count));
    RETURN_IF(load_kind(b, OBJECT_CALLOUT, p->callouts, p->callout_count));
    return load_kind(b, OBJECT_FILTER, p->filters, p->filter_count);
}

static enum wfp_status publish(struct bfe *b)
{
    struct ruleset *next;
    RETURN_IF(ike_exemption_settle(b, NULL));
    RETURN_IF(store_build(b, STORE_COMMITTED, NULL, &next));
    store_retire(b, store_publish(b, next));
    return WFP_OK;
}

enum wfp_status bfe_load(struct bfe *b, enum object_kind kind, const void *record, const struct byte_blob *descriptor)
{
    struct policy_view view = { .set = &b->set, .snapshot = true };
    struct fault       fault;
    struct object     *o;
    pthread_mutex_lock(&b->lock);
    enum wfp_status err = object_kinds[kind].validate(record, &view, &fault);
    if (err == WFP_OK && object_set_find(&b->set, kind, record))
        err = WFP_ALREADY_EXISTS;
    if (err == WFP_OK)
        err = object_new(kind, record, &o);
    if (err == WFP_OK) {
        disable(b, o);
        err = guard_loaded_object(b, o, descriptor);
        if (err == WFP_OK)
            err = put_in(b, o);
        else
            object_put(o);
    }
    pthread_mutex_unlock(&b->lock);
    return err;
}

enum wfp_status bfe_start(struct bfe *b)
{
    pthread_mutex_lock(&b->lock);
    b->is_starting = false;
    enum wfp_status err = publish(b);
    if (err)
        b->is_starting = true;
    else
        state_tell(b, BFE_RUNNING);
    pthread_mutex_unlock(&b->lock);
    return err;
}

enum wfp_status bfe_boot(struct bfe *b)
{
    pthread_mutex_lock(&b->lock);
    enum wfp_status err = publish(b);
    pthread_mutex_unlock(&b->lock);
    return err;
}

static void init_locks(struct bfe *b)
{
    pthread_mutex_init(&b->lock, NULL);
    bell_init(&b->turn);
    bell_hand_over(&b->turn, b->config.waits);
}

static enum wfp_status init_events(struct bfe *b)
{
    if (!b->config.events)
        RETURN_IF(net_event_log_new(&b->own_events));
    b->events = b->config.events ? b->config.events : b->own_events;
    settings_init(b);
    return WFP_OK;
}

enum wfp_status bfe_new(const struct bfe_config *config, struct bfe **out)
{
    struct bfe *b = calloc(1, sizeof(*b));
    if (!b)
        return WFP_NO_MEMORY;
    b->config = *config;
    b->is_starting = config->starts_later;
    init_locks(b);
    pthread_mutex_lock(&b->lock);
    enum wfp_status err = init_events(b);
    if (err == WFP_OK)
        err = guard_init(b);
    if (err == WFP_OK)
        err = add_builtins(b);
    if (err == WFP_OK && config->initial)
        err = load_policy(b, config->initial);
    if (err == WFP_OK)
        err = publish(b);
    pthread_mutex_unlock(&b->lock);
    if (err) {
        bfe_free(b);
        return err;
    }
    if (config->callouts)
        callout_registry_on_change(config->callouts, store_callouts_changed, b);
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
    store_free_shown(b);
    object_set_fini(&b->set);
    guard_fini(b);
    net_event_log_free(b->own_events);
    bell_fini(&b->turn);
    pthread_mutex_destroy(&b->lock);
    free(b);
}
