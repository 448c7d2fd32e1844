#include "bfe/store.h"

#include <stdlib.h>
#include <string.h>

#include "bfe/objects.h"
#include "bfe/state.h"
#include "bfe/store_state.h"

/* --- what is committed, what will be --------------------------------------------------------------------------------------- */

/* An object is committed when it is in the set and the open transaction did not add it, or when that has deleted it and did not add
 * it either. */
static uint32_t list_deleted(const struct bfe *b, enum object_kind kind, struct object **out)
{
    const struct txn *t = b->writer ? b->writer->txn : NULL;
    uint32_t          n = 0;
    for (uint32_t i = 0; t && i < t->step_count; i++)
        if (t->steps[i].deleted && t->steps[i].object->kind == kind && !t->steps[i].object->staged)
            out[n++] = t->steps[i].object;
    return n;
}

enum wfp_status store_list(struct bfe *b, enum object_kind kind, enum store_side side, struct object ***out, uint32_t *count)
{
    const struct object_table *t = &b->set.tables[kind];
    const struct txn          *txn = b->writer ? b->writer->txn : NULL;
    struct object            **list = calloc(t->count + (txn ? txn->step_count : 0) + 1u, sizeof(struct object *));
    uint32_t                   n = 0;
    if (!list)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < t->count; i++)
        if (side == STORE_NEXT || !t->items[i]->staged)
            list[n++] = t->items[i];
    if (side == STORE_COMMITTED)
        n += list_deleted(b, kind, list + n);
    *out = list;
    *count = n;
    return WFP_OK;
}

/* --- the ruleset ---------------------------------------------------------------------------------------------------------- */

/* boot-time filters hold while BFE starts, all others afterwards. */
static bool is_enforced(const struct bfe *b, const struct filter *f)
{
    return !(f->flags & FILTER_FLAG_DISABLED) && !!(f->flags & FILTER_FLAG_BOOTTIME) == b->is_starting;
}

/* The object of a key as committed or as it will be: a transaction may have deleted it, or put another one in its place. */
static struct object *find_on_side(const struct bfe *b, enum store_side side, enum object_kind kind, const struct guid *key)
{
    const struct txn *t = b->writer ? b->writer->txn : NULL;
    struct object    *o = object_set_find(&b->set, kind, key);
    if (side == STORE_NEXT || (o && !o->staged))
        return o;
    for (uint32_t i = 0; t && i < t->step_count; i++) {
        struct object *deleted = t->steps[i].object;
        if (t->steps[i].deleted && deleted->kind == kind && !deleted->staged && guid_equal(&deleted->key, key))
            return deleted;
    }
    return NULL;
}

/* only a callout whose object says so sees the provider context itself. */
struct object *store_shown_context(const struct bfe *b, enum store_side side, const struct filter *f)
{
    if (!(f->flags & FILTER_FLAG_HAS_PROVIDER_CONTEXT) || !(f->action & ACTION_FLAG_CALLOUT))
        return NULL;
    const struct object *callout = find_on_side(b, side, OBJECT_CALLOUT, &f->callout);
    if (!callout || !(callout->callout.flags & CALLOUT_OBJECT_FLAG_USES_PROVIDER_CONTEXT))
        return NULL;
    return find_on_side(b, side, OBJECT_CONTEXT, &f->provider_context);
}

static struct filter engine_filter(const struct bfe *b, enum store_side side, const struct object *o)
{
    const struct object *context = store_shown_context(b, side, &o->filter);
    struct filter        f = o->filter;
    f.raw_context = o->context;
    f.shown_context = context ? &context->provider_context : NULL;
    return f;
}

/* The filters as the engine gets them: with the contexts that callouts have set. `changed` NULL: of every layer. */
static enum wfp_status gather_filters(struct bfe *b, enum store_side side, const bool *changed, struct filter **out, uint32_t *count)
{
    struct object **objects;
    uint32_t        n, kept = 0;
    RETURN_IF(store_list(b, OBJECT_FILTER, side, &objects, &n));
    for (uint32_t i = 0; i < n; i++)
        if (is_enforced(b, &objects[i]->filter) && (!changed || changed[objects[i]->filter.layer]))
            objects[kept++] = objects[i];
    struct filter *filters = calloc(kept + 1u, sizeof(*filters));
    for (uint32_t i = 0; filters && i < kept; i++)
        filters[i] = engine_filter(b, side, objects[i]);
    free(objects);
    *out = filters;
    *count = kept;
    return filters ? WFP_OK : WFP_NO_MEMORY;
}

static enum wfp_status gather_sublayers(struct bfe *b, enum store_side side, struct sublayer **out, uint32_t *count)
{
    struct object **objects;
    uint32_t        n;
    RETURN_IF(store_list(b, OBJECT_SUBLAYER, side, &objects, &n));
    struct sublayer *sublayers = calloc(n + 1u, sizeof(*sublayers));
    for (uint32_t i = 0; sublayers && i < n; i++)
        sublayers[i] = objects[i]->sublayer;
    free(objects);
    *out = sublayers;
    *count = n;
    return sublayers ? WFP_OK : WFP_NO_MEMORY;
}

/* With what the input has to have beside the callouts; all of it when those are others than before. */
static enum wfp_status build_with(struct bfe *b, enum store_side side, const bool *changed, const struct callout_bindings *callouts,
                                  struct ruleset **out)
{
    struct filter        *filters = NULL;
    struct sublayer      *sublayers = NULL;
    const struct ruleset *previous = atomic_load(&b->rules);
    struct ruleset_input  in = { .generation = b->generation + 1, .callouts = callouts->bindings, .callout_count = callouts->count,
                                 .order = b->config.order };
    if (changed && previous && ruleset_has_callouts(previous, callouts->bindings, callouts->count)) {
        in.previous = previous;
        in.changed = changed;
    }
    enum wfp_status err = gather_filters(b, side, in.changed, &filters, &in.filter_count);
    if (err == WFP_OK && !in.previous)
        err = gather_sublayers(b, side, &sublayers, &in.sublayer_count);
    if (err == WFP_OK) {
        in.filters = filters;
        in.sublayers = sublayers;
        err = ruleset_build(&in, out);
    }
    free(sublayers);
    free(filters);
    return err;
}

/* The steps that the engine has to know of. */
static uint32_t engine_steps(const struct bfe *b, const struct txn *t, struct filter *filters, struct ruleset_step *steps)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < t->step_count; i++) {
        const struct object *o = t->steps[i].object;
        if (o->kind != OBJECT_FILTER || (o->staged && o->gone) || !is_enforced(b, &o->filter))
            continue;
        filters[n] = t->steps[i].deleted ? o->filter : engine_filter(b, STORE_NEXT, o);
        steps[n] = (struct ruleset_step){ &filters[n], t->steps[i].deleted };
        n++;
    }
    return n;
}

static enum wfp_status change_with(struct bfe *b, const struct txn *t, const struct callout_bindings *callouts, struct ruleset **out)
{
    const struct ruleset *previous = atomic_load(&b->rules);
    struct ruleset_input  in = { .generation = b->generation + 1, .callouts = callouts->bindings, .callout_count = callouts->count,
                                 .order = b->config.order, .previous = previous };
    *out = NULL;
    if (!previous || !ruleset_has_callouts(previous, callouts->bindings, callouts->count))
        return WFP_OK;
    struct filter       *filters = calloc(t->step_count + 1u, sizeof(*filters));
    struct ruleset_step *steps = calloc(t->step_count + 1u, sizeof(*steps));
    enum wfp_status      err = WFP_NO_MEMORY;
    if (filters && steps)
        err = ruleset_change(&in, steps, engine_steps(b, t, filters, steps), out);
    free(steps);
    free(filters);
    return err;
}

enum wfp_status store_change(struct bfe *b, const struct txn *t, const bool *changed, struct ruleset **out)
{
    struct callout_bindings callouts = { 0 };
    enum wfp_status         err = WFP_OK;
    struct ruleset         *next = NULL;
    if (b->config.callouts)
        err = callout_bindings_get(b->config.callouts, &callouts);
    if (err == WFP_OK && changed && !b->is_stale)
        err = change_with(b, t, &callouts, &next);
    if (err == WFP_OK && !next)
        err = build_with(b, STORE_NEXT, b->is_stale ? NULL : changed, &callouts, &next);
    if (b->config.callouts)
        callout_bindings_put(&callouts);
    if (err == WFP_OK)
        *out = next;
    return err;
}

enum wfp_status store_build(struct bfe *b, enum store_side side, const bool *changed, struct ruleset **out)
{
    struct callout_bindings callouts = { 0 };
    enum wfp_status         err = WFP_OK;
    if (b->config.callouts)
        err = callout_bindings_get(b->config.callouts, &callouts);
    if (err == WFP_OK) {
        err = build_with(b, side, b->is_stale ? NULL : changed, &callouts, out);
        callout_bindings_put(&callouts);
    }
    return err;
}

const bool *store_changed_layers(const struct step *steps, uint32_t count, bool changed[LAYER_COUNT])
{
    memset(changed, 0, LAYER_COUNT * sizeof(*changed));
    for (uint32_t i = 0; i < count; i++) {
        const struct object *o = steps[i].object;
        if (o->kind == OBJECT_FILTER)
            changed[o->filter.layer] = true;
        else if (o->kind != OBJECT_PROVIDER)
            return NULL;
    }
    return changed;
}

struct net_event_log *bfe_net_events(const struct bfe *b)
{
    return b->events;
}

struct callout_registry *bfe_callouts(const struct bfe *b)
{
    return b->config.callouts;
}

static bool is_named(const struct bfe *b, const struct guid *callout)
{
    const struct object_table *t = &b->set.tables[OBJECT_FILTER];
    for (uint32_t i = 0; i < t->count; i++)
        if ((t->items[i]->filter.action & ACTION_FLAG_CALLOUT) && guid_equal(&t->items[i]->filter.callout, callout))
            return true;
    return b->writer != NULL; /* it may have deleted one */
}

/* A driver has registered or unregistered a callout: filters that name it act otherwise from now on. */
enum wfp_status store_callouts_changed(void *context, const struct guid *key)
{
    struct bfe     *b = context;
    struct ruleset *next;
    enum wfp_status err = WFP_OK;
    pthread_mutex_lock(&b->lock);
    if (is_named(b, key)) {
        err = store_build(b, STORE_COMMITTED, NULL, &next);
        if (err == WFP_OK)
            store_retire(b, store_publish(b, next));
        else
            b->is_stale = true;
    }
    pthread_mutex_unlock(&b->lock);
    return err;
}

/* --- the objects for the owner --------------------------------------------------------------------------------------------- */

void store_free_shown(struct bfe *b)
{
    free(b->shown.providers);
    free(b->shown.contexts);
    free(b->shown.sublayers);
    free(b->shown.callouts);
    free(b->shown.filters);
    b->shown = (struct policy){ 0 };
}

static void *show_kind(struct bfe *b, enum object_kind kind, uint32_t *count)
{
    struct object **objects;
    uint32_t        n;
    size_t          size = object_kinds[kind].size;
    *count = 0;
    if (store_list(b, kind, STORE_COMMITTED, &objects, &n))
        return NULL;
    char *records = calloc(n + 1u, size);
    for (uint32_t i = 0; records && i < n; i++)
        if (!objects[i]->builtin)
            memcpy(records + (*count)++ * size, &objects[i]->key, size);
    free(objects);
    return records;
}

const struct policy *bfe_policy(struct bfe *b)
{
    pthread_mutex_lock(&b->lock);
    if (!b->shown_is_fresh) {
        struct policy *p = &b->shown;
        store_free_shown(b);
        p->providers = show_kind(b, OBJECT_PROVIDER, &p->provider_count);
        p->contexts = show_kind(b, OBJECT_CONTEXT, &p->context_count);
        p->sublayers = show_kind(b, OBJECT_SUBLAYER, &p->sublayer_count);
        p->callouts = show_kind(b, OBJECT_CALLOUT, &p->callout_count);
        p->filters = show_kind(b, OBJECT_FILTER, &p->filter_count);
        b->shown_is_fresh = true;
    }
    pthread_mutex_unlock(&b->lock);
    return &b->shown;
}

/* --- reading -------------------------------------------------------------------------------------------------------------- */

void bfe_put(struct object *o)
{
    object_put(o);
}

static enum wfp_status read_object(struct bfe_session *s, enum object_kind kind, struct object *o, struct object **out)
{
    if (!o)
        return object_kinds[kind].missing;
    RETURN_IF(guard_object(s, o, ACTRL_READ));
    *out = object_get(o);
    return WFP_OK;
}

enum wfp_status bfe_get(struct bfe_session *s, enum object_kind kind, const struct guid *key, struct object **out)
{
    struct txn *t;
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = txn_enter(s, true, &t);
    if (err == WFP_OK)
        err = txn_leave(s, t, read_object(s, kind, object_set_find(&s->bfe->set, kind, key), out));
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

enum wfp_status bfe_get_id(struct bfe_session *s, enum object_kind kind, uint64_t id, struct object **out)
{
    struct txn *t;
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = txn_enter(s, true, &t);
    if (err == WFP_OK)
        err = txn_leave(s, t, read_object(s, kind, object_set_find_id(&s->bfe->set, kind, id), out));
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

bool bfe_callout_is_registered(struct bfe_session *s, const struct guid *key)
{
    struct callout_entry *e = s->bfe->config.callouts ? callout_get(s->bfe->config.callouts, key) : NULL;
    callout_put(e);
    return e != NULL;
}

enum wfp_status bfe_check(struct bfe_session *s, enum container c, uint32_t rights)
{
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = session_check(s);
    if (err == WFP_OK)
        err = guard_container(s, c, rights);
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

enum wfp_status bfe_check_layer(struct bfe_session *s, uint16_t layer, uint32_t rights)
{
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = session_check(s);
    if (err == WFP_OK)
        err = guard_layer(s, layer, rights);
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}
