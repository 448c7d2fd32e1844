#include "host/history.h"

#include <stdlib.h>
#include <string.h>

#include "api_fwpm/native.h"
#include "api_fwpm/persist.h"
#include "bfe/session.h"
#include "bfe/txn.h"

#define REPLY_MAX (32u << 20) /* of a comparison: more is for the tools of the state directory */

bool history_asks(struct bytes request)
{
    uint8_t mark;
    return bytes_u8(&request, &mark) && mark == NATIVE_MARK;
}

/* --- log ------------------------------------------------------------------------------------------------------------------ */

struct log_walk {
    struct buffer *reply;
    uint64_t       skip; /* the oldest ones */
};

static enum wfp_status count_version(void *context, const struct store_version *v)
{
    (void)v;
    ++*(uint64_t *)context;
    return WFP_OK;
}

static enum wfp_status put_version(void *context, const struct store_version *v)
{
    struct log_walk *w = context;
    const char      *user = v->who.user ? v->who.user : "";
    if (w->skip) {
        w->skip--;
        return WFP_OK;
    }
    native_put_u64(w->reply, v->version);
    native_put_u64(w->reply, v->who.time_ns);
    buffer_put(w->reply, &v->who.session, sizeof(v->who.session));
    native_put_u32(w->reply, v->puts);
    native_put_u32(w->reply, v->deletes);
    native_put_u64(w->reply, v->size);
    native_put_bytes(w->reply, bytes_of(user, strlen(user)));
    return WFP_OK;
}

static enum wfp_status serve_log(struct durable *d, uint64_t most, struct buffer *reply)
{
    struct log_walk w = { reply, 0 };
    uint64_t        count = 0;
    struct store   *store = durable_store_lock(d);
    enum wfp_status err = store_versions(store, count_version, &count);
    if (err == WFP_OK) {
        w.skip = most && count > most ? count - most : 0;
        native_put_u64(reply, store_current(store));
        err = store_versions(store, put_version, &w);
    }
    durable_store_unlock(d);
    return err;
}

/* --- diff ----------------------------------------------------------------------------------------------------------------- */

static enum wfp_status put_change(void *context, const struct store_change *c)
{
    struct buffer *reply = context;
    uint8_t        deleted = c->deleted;
    buffer_put(reply, &deleted, 1);
    native_put_u32(reply, c->item.kind);
    buffer_put(reply, &c->item.key, sizeof(c->item.key));
    native_put_bytes(reply, c->item.value);
    return reply->size > REPLY_MAX ? WFP_OUT_OF_BOUNDS : WFP_OK;
}

static enum wfp_status serve_diff(struct durable *d, uint64_t from, uint64_t to, struct buffer *reply)
{
    enum wfp_status err = store_compare(durable_store_lock(d), from, to, put_change, reply);
    durable_store_unlock(d);
    return err;
}

/* --- rollback ------------------------------------------------------------------------------------------------------------- */

/* An object that goes, comes, or both. */
struct step {
    enum object_kind kind;
    bool             comes;
    struct guid      key;
    struct bytes     value; /* in the arena; of one that comes */
};

struct plan {
    struct arena arena;
    struct step *steps; /* the changes, ordered by kind and key, then those who refer to what goes */
    size_t       count, room, changes;
    uint32_t     settings; /* changes that are no objects' */
};

static enum wfp_status plan_add(struct plan *p, enum object_kind kind, bool comes, const struct store_item *item)
{
    if (p->count == p->room) {
        struct step *more = realloc(p->steps, 2 * (p->room + 8) * sizeof(*more));
        if (!more)
            return WFP_NO_MEMORY;
        p->steps = more;
        p->room = 2 * (p->room + 8);
    }
    size_t      size = bytes_left(&item->value);
    const void *value = arena_copy(&p->arena, item->value.at ? item->value.at : (const uint8_t *)"", size);
    if (!value)
        return WFP_NO_MEMORY;
    p->steps[p->count++] = (struct step){ kind, comes, item->key, bytes_of(value, size) };
    return WFP_OK;
}

static enum wfp_status plan_change(void *context, const struct store_change *c)
{
    struct plan     *p = context;
    enum object_kind kind;
    if (persist_kind_of(c->item.kind, &kind))
        return plan_add(p, kind, !c->deleted, &c->item);
    p->settings++;
    return WFP_OK;
}

static int step_compare(const void *a, const void *b)
{
    const struct step *x = a, *y = b;
    return x->kind != y->kind ? (x->kind > y->kind) - (x->kind < y->kind) : guid_compare(&x->key, &y->key);
}

static bool is_planned(const struct plan *p, enum object_kind kind, const struct guid *key)
{
    const struct step wanted = { .kind = kind, .key = *key };
    if (p->changes && bsearch(&wanted, p->steps, p->changes, sizeof(wanted), step_compare))
        return true;
    for (size_t i = p->changes; i < p->count; i++)
        if (step_compare(&p->steps[i], &wanted) == 0)
            return true;
    return false;
}

/* What stays the same but refers to an object that goes, if only to come back changed, has to go before it and to come after
 * it. An object refers to kinds before its own only, and items come in that order, so one walk finds them all. */
static enum wfp_status plan_dependent(void *context, const struct store_item *item)
{
    struct plan       *p = context;
    struct arena       arena = { 0 };
    union any_record   record;
    struct object_link links[OBJECT_LINKS];
    struct byte_blob   sd;
    enum object_kind   kind;
    if (!persist_kind_of(item->kind, &kind) || is_planned(p, kind, &item->key))
        return WFP_OK;
    enum wfp_status err = persist_record(kind, item->value, &arena, &record, &sd);
    bool            depends = false;
    for (unsigned i = err ? 0 : object_links(kind, &record, links); i-- > 0;)
        depends |= is_planned(p, links[i].kind, &links[i].key);
    arena_fini(&arena);
    return err ? WFP_OK : depends ? plan_add(p, kind, true, item) : WFP_OK; /* damaged: was not loaded either */
}

static enum wfp_status make_plan(struct durable *d, uint64_t version, struct plan *p)
{
    struct store   *store = durable_store_lock(d);
    enum wfp_status err = store_compare(store, store_current(store), version, plan_change, p);
    if (err == WFP_OK && p->count) {
        qsort(p->steps, p->count, sizeof(*p->steps), step_compare);
        p->changes = p->count;
        err = store_state_at(store, version, plan_dependent, p);
    }
    durable_store_unlock(d);
    return err;
}

/* Those who refer to others go first and come last. */
static enum wfp_status carry_out(struct bfe_session *s, const struct plan *p)
{
    for (int kind = OBJECT_KIND_COUNT - 1; kind >= 0; kind--)
        for (size_t i = 0; i < p->count; i++) {
            enum wfp_status err =
                p->steps[i].kind == (enum object_kind)kind ? bfe_delete(s, p->steps[i].kind, &p->steps[i].key) : WFP_OK;
            if (err != object_kinds[kind].missing)
                RETURN_IF(err);
        }
    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        for (size_t i = 0; i < p->count; i++)
            if (p->steps[i].kind == (enum object_kind)kind && p->steps[i].comes)
                RETURN_IF(persist_add(s, p->steps[i].kind, p->steps[i].value));
    return WFP_OK;
}

/* The transaction first: while it is open nobody else makes a version. Options and the descriptors of containers are no part of
 * transactions, so they stay and are counted. */
static enum wfp_status serve_rollback(struct durable *d, struct bfe_session *s, uint64_t version, struct buffer *reply)
{
    struct plan p = { .count = 0 };
    RETURN_IF(bfe_check(s, CONTAINER_ENGINE, ACTRL_WRITE));
    RETURN_IF(bfe_txn_begin(s, 0));
    enum wfp_status err = make_plan(d, version, &p);
    if (err == WFP_OK)
        err = carry_out(s, &p);
    if (err == WFP_OK)
        err = bfe_txn_commit(s);
    if (err) {
        (void)!bfe_txn_abort(s);
    } else {
        native_put_u64(reply, store_current(durable_store_lock(d)));
        durable_store_unlock(d);
        native_put_u32(reply, p.settings);
    }
    free(p.steps);
    arena_fini(&p.arena);
    return err;
}

/* -------------------------------------------------------------------------------------------------------------------------- */

static enum wfp_status serve(struct durable *d, struct bfe_session *s, struct bytes request, struct buffer *reply)
{
    uint8_t  what;
    uint64_t a, b;
    if (!bytes_skip(&request, 1) || !bytes_u8(&request, &what) || !native_u64(&request, &a) || !native_u64(&request, &b) ||
        bytes_left(&request))
        return WFP_INVALID_PARAMETER;
    if (!s)
        return WFP_INVALID_HANDLE;
    if (what == NATIVE_ROLLBACK)
        return serve_rollback(d, s, a, reply);
    RETURN_IF(bfe_check(s, CONTAINER_ENGINE, ACTRL_READ));
    if (what == NATIVE_LOG)
        return serve_log(d, a, reply);
    return what == NATIVE_DIFF ? serve_diff(d, a, b, reply) : WFP_UNSUPPORTED;
}

void history_serve(struct durable *d, struct bfe_session *s, struct bytes request, struct buffer *reply)
{
    size_t before = reply->size;
    native_put_u32(reply, 0);
    enum wfp_status err = serve(d, s, request, reply);
    if (err == WFP_OK && !buffer_ok(reply))
        err = WFP_NO_MEMORY;
    if (err == WFP_OK)
        return;
    reply->size = before;
    reply->failed = false;
    native_put_u32(reply, status_row(err)->win32);
}
