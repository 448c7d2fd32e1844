/* Adding and deleting objects inside a session's transaction. */
#include <stdio.h>
#include <stdlib.h>

#include "bfe/compile.h"
#include "bfe/objects.h"
#include "bfe/store_state.h"

#define MAX_SUBLAYERS 65536u /* */

/* --- adding --------------------------------------------------------------------------------------------------------------- */

/* stable from run to run. */
static struct guid new_key(struct bfe *b)
{
    char name[32];
    snprintf(name, sizeof(name), "%llu", (unsigned long long)++b->next_key);
    return guid_from_name("generated", name);
}

enum wfp_status store_assign(struct bfe *b, enum object_kind kind, struct object *o)
{
    if (guid_is_zero(&o->key))
        o->key = new_key(b);
    if (kind == OBJECT_CALLOUT) {
        o->callout.id = b->config.callouts ? callout_id_of(b->config.callouts, &o->key) : 1;
        return o->callout.id ? WFP_OK : WFP_TOO_MANY_CALLOUTS;
    }
    if (kind == OBJECT_FILTER)
        o->filter = bfe_filter_assigned(&o->filter, b->next_filter++);
    return WFP_OK;
}

/* a built-in object has its key. */
static enum wfp_status check_key(const struct object_set *set, enum object_kind kind, const struct guid *key)
{
    if (object_set_find(set, kind, key) != UINT32_MAX)
        return WFP_ALREADY_EXISTS;
    if (kind != OBJECT_FILTER && builtin_find_key(object_kinds[kind].builtin, key))
        return WFP_ALREADY_EXISTS;
    return kind == OBJECT_SUBLAYER && object_set_count(set, kind) == MAX_SUBLAYERS ? WFP_TOO_MANY_SUBLAYERS : WFP_OK;
}

/* nobody refers to a dynamic object but its own session's dynamic ones. */
static enum wfp_status check_lifetimes(const struct bfe_session *s, const struct object_set *set, enum object_kind kind,
                                       const void *record)
{
    struct object_link links[3];
    unsigned           n = object_links(kind, record, links);
    for (unsigned i = 0; i < n; i++) {
        uint32_t at = object_set_find(set, links[i].kind, &links[i].key);
        uint64_t owner = at == UINT32_MAX ? 0 : object_set_owner(set, links[i].kind, at)->session;
        if (owner && !(s->dynamic && owner == s->id))
            return WFP_LIFETIME_MISMATCH;
    }
    return WFP_OK;
}

static enum wfp_status check_add(const struct bfe_session *s, const struct object_set *set, enum object_kind kind, const void *record)
{
    struct policy_view view = { .policy = &set->policy, .dynamic = s->dynamic };
    struct fault       fault;
    RETURN_IF(object_kinds[kind].validate(record, &view, &fault));
    RETURN_IF(check_key(set, kind, record));
    return check_lifetimes(s, set, kind, record);
}

/* the callout is asked, without the lock; what it may have changed meanwhile is checked again. */
static enum wfp_status stage(struct bfe_session *s, struct txn *t, enum object_kind kind, struct object *o)
{
    if (kind == OBJECT_FILTER) {
        RETURN_IF(notice_add(&t->added, o, CALLOUT_ADD_FILTER));
        RETURN_IF(store_notify(s->bfe, o, CALLOUT_ADD_FILTER));
    }
    object_get(o);
    enum wfp_status err = check_add(s, &t->set, kind, &o->key);
    if (err == WFP_OK)
        err = object_set_append(&t->set, kind, o);
    if (err == WFP_OK)
        return WFP_OK;
    if (kind == OBJECT_FILTER)
        (void)!store_notify(s->bfe, o, CALLOUT_DELETE_FILTER); /* it was told that the filter comes */
    object_put(o);
    return err;
}

/* Forgets that the filter's callout was told of its add. */
static void forget_added(struct txn *t, const struct object *o)
{
    struct notice **at = &t->added;
    while (*at && (*at)->filter != o)
        at = &(*at)->next;
    if (!*at)
        return;
    struct notice *n = *at;
    *at = n->next;
    n->next = NULL;
    notices_free(&n);
}

static enum wfp_status add_in(struct bfe_session *s, struct txn *t, enum object_kind kind, const void *record, struct object **out)
{
    struct object *o;
    RETURN_IF(check_add(s, &t->set, kind, record));
    RETURN_IF(object_new(kind, record, &o));
    o->session = s->dynamic ? s->id : 0;
    enum wfp_status err = store_assign(s->bfe, kind, o);
    if (err == WFP_OK)
        err = stage(s, t, kind, o);
    if (err == WFP_OK) {
        *out = o;
        return WFP_OK;
    }
    forget_added(t, o);
    object_put(o);
    return err;
}

/* *out is counted for the caller. */
static enum wfp_status add(struct bfe_session *s, enum object_kind kind, const void *record, struct object **out)
{
    struct txn    *t;
    struct object *o = NULL;
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = txn_enter(s, false, &t);
    if (err == WFP_OK)
        err = txn_leave(s, t, add_in(s, t, kind, record, &o));
    if (err && o) {
        object_put(o);
        o = NULL;
    }
    pthread_mutex_unlock(&s->bfe->lock);
    *out = o;
    return err;
}

static void put_locked(struct bfe *b, struct object *o)
{
    pthread_mutex_lock(&b->lock);
    object_put(o);
    pthread_mutex_unlock(&b->lock);
}

enum wfp_status bfe_provider_add(struct bfe_session *s, const struct provider *p)
{
    struct object *o;
    RETURN_IF(add(s, OBJECT_PROVIDER, p, &o));
    put_locked(s->bfe, o);
    return WFP_OK;
}

enum wfp_status bfe_sublayer_add(struct bfe_session *s, const struct sublayer *l)
{
    struct object *o;
    RETURN_IF(add(s, OBJECT_SUBLAYER, l, &o));
    put_locked(s->bfe, o);
    return WFP_OK;
}

enum wfp_status bfe_callout_add(struct bfe_session *s, const struct callout *c, uint32_t *id)
{
    struct object *o;
    RETURN_IF(add(s, OBJECT_CALLOUT, c, &o));
    if (id)
        *id = o->callout.id;
    put_locked(s->bfe, o);
    return WFP_OK;
}

enum wfp_status bfe_filter_add(struct bfe_session *s, const struct filter *f, uint64_t *id)
{
    struct object *o;
    RETURN_IF(add(s, OBJECT_FILTER, f, &o));
    if (id)
        *id = o->filter.id;
    put_locked(s->bfe, o);
    return WFP_OK;
}

/* --- deleting ------------------------------------------------------------------------------------------------------------- */

/* */
static enum wfp_status check_session(const struct bfe_session *s, const struct object *o)
{
    if (o->session && o->session != s->id)
        return WFP_WRONG_SESSION;
    return s->dynamic && !o->session ? WFP_DYNAMIC_SESSION_IN_PROGRESS : WFP_OK;
}

/* */
static bool is_referenced(const struct object_set *set, enum object_kind kind, const struct guid *key)
{
    for (enum object_kind from = 0; from < OBJECT_KIND_COUNT; from++)
        for (uint32_t i = 0; i < object_set_count(set, from); i++) {
            struct object_link links[3];
            unsigned           n = object_links(from, object_set_record(set, from, i), links);
            while (n-- > 0)
                if (links[n].kind == kind && guid_equal(&links[n].key, key))
                    return true;
        }
    return false;
}

/* The callout hears of a committed filter's end when that is committed, and at once of one that was never committed. */
static enum wfp_status note_deleted(struct bfe *b, struct txn *t, struct object *filter, struct notice **now)
{
    bool committed = object_set_find_id(&b->set, OBJECT_FILTER, filter->filter.id) != UINT32_MAX;
    RETURN_IF(notice_add(committed ? &t->deleted : now, filter, CALLOUT_DELETE_FILTER));
    forget_added(t, filter);
    return WFP_OK;
}

static enum wfp_status delete_in(struct bfe_session *s, struct txn *t, enum object_kind kind, uint32_t at)
{
    struct notice *now = NULL;
    if (at == UINT32_MAX)
        return object_kinds[kind].missing;
    struct object *o = object_set_owner(&t->set, kind, at);
    RETURN_IF(check_session(s, o));
    if (is_referenced(&t->set, kind, &o->key))
        return WFP_IN_USE;
    if (kind == OBJECT_FILTER)
        RETURN_IF(note_deleted(s->bfe, t, o, &now));
    object_set_remove(&t->set, kind, at);
    notices_tell(s->bfe, &now);
    return WFP_OK;
}

static enum wfp_status delete_key_in(struct bfe_session *s, struct txn *t, enum object_kind kind, const struct guid *key)
{
    uint32_t at = object_set_find(&t->set, kind, key);
    if (at == UINT32_MAX && kind != OBJECT_FILTER && builtin_find_key(object_kinds[kind].builtin, key))
        return WFP_BUILTIN_OBJECT; /* */
    return delete_in(s, t, kind, at);
}

enum wfp_status bfe_delete(struct bfe_session *s, enum object_kind kind, const struct guid *key)
{
    struct txn *t;
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = txn_enter(s, false, &t);
    if (err == WFP_OK)
        err = txn_leave(s, t, delete_key_in(s, t, kind, key));
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

enum wfp_status bfe_delete_id(struct bfe_session *s, enum object_kind kind, uint64_t id)
{
    struct txn *t;
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = txn_enter(s, false, &t);
    if (err == WFP_OK)
        err = txn_leave(s, t, delete_in(s, t, kind, object_set_find_id(&t->set, kind, id)));
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}
