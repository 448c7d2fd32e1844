/* Adding and deleting objects inside a session's transaction. */
#include <stdio.h>
#include <stdlib.h>

#include "bfe/compile.h"
#include "bfe/objects.h"
#include "bfe/store_state.h"
#include "security/access.h"

#define MAX_SUBLAYERS 65536u  /* */
#define MAX_CALLOUTS  100000u

/* --- adding --------------------------------------------------------------------------------------------------------------- */

/* stable from run to run, and not one that a persistent object of an earlier run has. */
static struct guid new_key(struct bfe *b, enum object_kind kind)
{
    struct guid key;
    char        name[64];
    do {
        snprintf(name, sizeof(name), "%llu.%llu", (unsigned long long)b->config.seed, (unsigned long long)++b->next_key);
        key = guid_from_name("generated", name);
    } while (object_set_find(&b->set, kind, &key));
    return key;
}

/* a filter's context is the raw one it gave, or the provider context's run-time id. */
static void assign_filter(struct bfe *b, struct object *o)
{
    o->filter = bfe_filter_assigned(&o->filter, ++b->next_filter);
    if (o->filter.flags & FILTER_FLAG_HAS_PROVIDER_CONTEXT) {
        const struct object *c = object_set_find(&b->set, OBJECT_CONTEXT, &o->filter.provider_context);
        o->context = c ? c->provider_context.id : 0;
    }
}

enum wfp_status store_assign(struct bfe *b, struct object *o)
{
    if (guid_is_zero(&o->key))
        o->key = new_key(b, o->kind);
    if (o->kind == OBJECT_CALLOUT) {
        o->callout.id = b->config.callouts ? callout_id_take(b->config.callouts, &o->key) : (uint32_t)++b->next_callout;
        o->ids = o->callout.id ? b->config.callouts : NULL;
        return o->callout.id ? WFP_OK : WFP_NO_MEMORY;
    }
    if (o->kind == OBJECT_CONTEXT)
        o->provider_context.id = ++b->next_context;
    if (o->kind == OBJECT_FILTER)
        assign_filter(b, o);
    return WFP_OK;
}

/* a built-in object has its key. */
static enum wfp_status check_key(const struct object_set *set, enum object_kind kind, const struct guid *key)
{
    if (object_set_find(set, kind, key))
        return WFP_ALREADY_EXISTS;
    if (kind == OBJECT_CALLOUT && set->tables[kind].count >= MAX_CALLOUTS)
        return WFP_TOO_MANY_CALLOUTS;
    return kind == OBJECT_SUBLAYER && set->tables[kind].count >= MAX_SUBLAYERS ? WFP_TOO_MANY_SUBLAYERS : WFP_OK;
}

/* nobody refers to a dynamic object but its own session's dynamic ones. A-158: the right to refer to it. */
static enum wfp_status check_links(struct bfe_session *s, enum object_kind kind, const void *record)
{
    struct object_link links[OBJECT_LINKS];
    for (unsigned n = object_links(kind, record, links); n-- > 0;) {
        struct object *target = object_set_find(&s->bfe->set, links[n].kind, &links[n].key);
        if (!target)
            continue;
        if (target->session && !(s->dynamic && target->session == s->id))
            return WFP_LIFETIME_MISMATCH;
        RETURN_IF(guard_object(s, target, ACTRL_ADD_LINK));
    }
    return WFP_OK;
}

static enum wfp_status check_add(struct bfe_session *s, enum object_kind kind, const void *record)
{
    struct bfe        *b = s->bfe;
    struct policy_view view = { .set = &b->set, .dynamic = s->dynamic };
    struct fault       fault;
    RETURN_IF(guard_container(s, guard_container_of(kind), ACTRL_ADD));
    RETURN_IF(object_kinds[kind].validate(record, &view, &fault));
    RETURN_IF(check_key(&b->set, kind, record));
    if (kind == OBJECT_FILTER)
        RETURN_IF(guard_layer(s, ((const struct filter *)record)->layer, ACTRL_ADD_LINK));
    if (kind == OBJECT_CALLOUT)
        RETURN_IF(guard_layer(s, ((const struct callout *)record)->layer, ACTRL_ADD_LINK));
    return check_links(s, kind, record);
}

/* the callout is asked, without the lock; what it may have changed meanwhile is checked again. */
static enum wfp_status stage(struct bfe_session *s, struct txn *t, struct object *o)
{
    bool asks = o->kind == OBJECT_FILTER && (o->filter.action & ACTION_FLAG_CALLOUT);
    if (asks) {
        RETURN_IF(notice_add(&t->added, o, CALLOUT_ADD_FILTER));
        RETURN_IF(store_notify(s->bfe, o, CALLOUT_ADD_FILTER));
    }
    enum wfp_status err = asks ? check_add(s, o->kind, &o->key) : WFP_OK;
    if (err == WFP_OK)
        err = txn_insert(s->bfe, t, object_get(o));
    else
        object_get(o);
    if (err == WFP_OK)
        return WFP_OK;
    if (asks)
        (void)!store_notify(s->bfe, o, CALLOUT_DELETE_FILTER); /* it was told that the filter comes */
    object_put(o);
    return err;
}

static enum wfp_status add_in(struct bfe_session *s, struct txn *t, enum object_kind kind, const void *record,
                              const struct byte_blob *sd, struct object **out)
{
    struct object *o;
    RETURN_IF(check_add(s, kind, record));
    RETURN_IF(object_new(kind, record, &o));
    o->session = s->dynamic ? s->id : 0;
    enum wfp_status err = guard_new_object(s, o, sd);
    if (err == WFP_OK)
        err = store_assign(s->bfe, o);
    if (err == WFP_OK)
        err = stage(s, t, o);
    if (err == WFP_OK) {
        *out = o;
        return WFP_OK;
    }
    txn_forget_added(t, o);
    object_put(o);
    return err;
}

enum wfp_status bfe_add(struct bfe_session *s, enum object_kind kind, const void *record, const struct byte_blob *sd, struct object **out)
{
    struct txn    *t;
    struct object *o = NULL;
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = txn_enter(s, false, &t);
    if (err == WFP_OK)
        err = txn_leave(s, t, add_in(s, t, kind, record, sd, &o));
    pthread_mutex_unlock(&s->bfe->lock);
    if (err || !out)
        object_put(o);
    else
        *out = o;
    return err;
}

enum wfp_status bfe_provider_add(struct bfe_session *s, const struct provider *p)
{
    return bfe_add(s, OBJECT_PROVIDER, p, NULL, NULL);
}

enum wfp_status bfe_sublayer_add(struct bfe_session *s, const struct sublayer *l)
{
    return bfe_add(s, OBJECT_SUBLAYER, l, NULL, NULL);
}

enum wfp_status bfe_callout_add(struct bfe_session *s, const struct callout *c, uint32_t *id)
{
    struct object *o;
    RETURN_IF(bfe_add(s, OBJECT_CALLOUT, c, NULL, &o));
    if (id)
        *id = o->callout.id;
    object_put(o);
    return WFP_OK;
}

enum wfp_status bfe_filter_add(struct bfe_session *s, const struct filter *f, uint64_t *id)
{
    struct object *o;
    RETURN_IF(bfe_add(s, OBJECT_FILTER, f, NULL, &o));
    if (id)
        *id = o->filter.id;
    object_put(o);
    return WFP_OK;
}

/* --- deleting ------------------------------------------------------------------------------------------------------------- */

/* */
enum wfp_status store_may_touch(const struct bfe_session *s, const struct object *o)
{
    if (o->builtin)
        return WFP_BUILTIN_OBJECT;
    if (o->session && o->session != s->id)
        return WFP_WRONG_SESSION;
    return s->dynamic && !o->session ? WFP_DYNAMIC_SESSION_IN_PROGRESS : WFP_OK;
}

/* The callout hears of a committed filter's end when that is committed, and at once of one that was never committed. */
static void tell_unstaged(struct bfe *b, struct txn *t, struct object *filter)
{
    struct notice_list now = { 0 };
    if (!filter->staged)
        return;
    (void)!notice_add(&now, filter, CALLOUT_DELETE_FILTER);
    txn_forget_added(t, filter);
    notices_tell(b, &now);
}

static enum wfp_status delete_in(struct bfe_session *s, struct txn *t, enum object_kind kind, struct object *o)
{
    if (!o)
        return object_kinds[kind].missing;
    RETURN_IF(store_may_touch(s, o));
    RETURN_IF(guard_object(s, o, RIGHT_DELETE));
    if (o->uses)
        return WFP_IN_USE; /* */
    RETURN_IF(txn_remove(s->bfe, t, o));
    if (kind == OBJECT_FILTER)
        tell_unstaged(s->bfe, t, o);
    return WFP_OK;
}

enum wfp_status bfe_delete(struct bfe_session *s, enum object_kind kind, const struct guid *key)
{
    struct txn *t;
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = txn_enter(s, false, &t);
    if (err == WFP_OK)
        err = txn_leave(s, t, delete_in(s, t, kind, object_set_find(&s->bfe->set, kind, key)));
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

enum wfp_status bfe_delete_id(struct bfe_session *s, enum object_kind kind, uint64_t id)
{
    struct txn *t;
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = txn_enter(s, false, &t);
    if (err == WFP_OK)
        err = txn_leave(s, t, delete_in(s, t, kind, object_set_find_id(&s->bfe->set, kind, id)));
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}
