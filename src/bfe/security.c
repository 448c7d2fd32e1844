#include "bfe/security.h"

#include <stdlib.h>

#include "bfe/store_state.h"
#include "security/access.h"
#include "security/inherit.h"
#include "security/token.h"

/* --- finding ---------------------------------------------------------------------------------------------------------------- */

/* The one that a call is about. */
struct guarded {
    enum container      container;
    struct object      *object; /* NULL: the container, or a layer */
    uint16_t            layer;  /* LAYER_ID_NONE */
    struct descriptor **place;
    struct descriptor  *now;    /* what holds when the place is empty */
};

static int kind_of(enum container c)
{
    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        if (guard_container_of(kind) == c)
            return kind;
    return -1;
}

static enum wfp_status find(struct bfe *b, const struct security_target *t, struct guarded *out)
{
    int kind = kind_of(t->container);
    *out = (struct guarded){ t->container, NULL, LAYER_ID_NONE, &b->containers[t->container], b->containers[t->container] };
    if (!t->key || guid_is_zero(t->key))
        return WFP_OK;
    if (t->container == CONTAINER_LAYERS) {
        const struct layer_row *layer = layer_find_key(t->key);
        if (!layer)
            return WFP_LAYER_NOT_FOUND;
        out->layer = layer->id;
        out->place = &b->layers[layer->id];
    } else if (kind < 0) {
        return WFP_NOT_FOUND;
    } else {
        out->object = object_set_find(&b->set, (enum object_kind)kind, t->key);
        if (!out->object)
            return object_kinds[kind].missing;
        out->place = &out->object->descriptor;
    }
    out->now = *out->place ? *out->place : b->defaults[t->container];
    return WFP_OK;
}

static bool is_container(const struct guarded *g)
{
    return !g->object && g->layer == LAYER_ID_NONE;
}

static enum wfp_status may(struct bfe_session *s, const struct guarded *g, uint32_t rights)
{
    struct byte_blob sd = descriptor_blob(g->now);
    if (!s->info.token)
        return WFP_OK;
    return is_container(g) ? guard_container(s, g->container, rights) : access_check(&sd, s->info.token, rights);
}

/* --- getting ---------------------------------------------------------------------------------------------------------------- */

enum wfp_status bfe_security_get(struct bfe_session *s, const struct security_target *t, uint32_t which, struct arena *arena,
                                 struct byte_blob **out)
{
    struct guarded g;
    struct txn    *txn;
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = txn_enter(s, true, &txn);
    if (err == WFP_OK) {
        err = find(s->bfe, t, &g);
        if (err == WFP_OK)
            err = may(s, &g, security_info_get_rights(which));
        if (err == WFP_OK) {
            struct byte_blob sd = descriptor_blob(g.now);
            err = sd_get(&sd, which, arena, out);
        }
        err = txn_leave(s, txn, err);
    }
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

/* --- setting ---------------------------------------------------------------------------------------------------------------- */

/* New descriptors that wait until all of them are there. */
struct renewal {
    struct {
        struct descriptor **place;
        struct descriptor  *fresh;
    } *items;
    uint32_t                 count, room;
    const struct descriptor *last; /* the one that was renewed last, and what became of it */
    struct descriptor       *last_fresh;
};

static enum wfp_status renewal_add(struct renewal *r, struct descriptor **place, struct descriptor *take)
{
    if (r->count == r->room) {
        uint32_t room = r->room ? 2 * r->room : 64;
        void    *items = realloc(r->items, room * sizeof(*r->items));
        if (!items) {
            descriptor_put(take);
            return WFP_NO_MEMORY;
        }
        r->items = items;
        r->room = room;
    }
    r->items[r->count].place = place;
    r->items[r->count++].fresh = take;
    return WFP_OK;
}

static void renewal_end(struct renewal *r, bool apply)
{
    for (uint32_t i = 0; i < r->count; i++) {
        struct descriptor *old = r->items[i].fresh;
        if (apply) {
            old = *r->items[i].place;
            *r->items[i].place = r->items[i].fresh;
        }
        descriptor_put(old);
    }
    free(r->items);
}

/* One that inherits from `parent`; many objects share theirs. */
static enum wfp_status renew(struct renewal *r, const struct byte_blob *parent, struct descriptor **place, bool has_children,
                             struct descriptor **out)
{
    struct byte_blob   child = descriptor_blob(*place), *made;
    struct arena       arena = { 0 };
    struct descriptor *fresh;
    enum wfp_status    err = WFP_OK;
    if (r->last == *place && !has_children) {
        fresh = r->last_fresh;
        atomic_fetch_add(&fresh->refs, 1);
    } else {
        err = sd_reinherit(parent, &child, has_children, &arena, &made);
        if (err == WFP_OK)
            err = descriptor_new(made, &fresh);
        arena_fini(&arena);
        RETURN_IF(err);
        fresh->is_default = (*place)->is_default;
    }
    r->last = *place;
    r->last_fresh = fresh;
    *out = fresh;
    return renewal_add(r, place, fresh);
}

/* All that is in a container. */
static enum wfp_status renew_contents(struct bfe *b, struct renewal *r, enum container c, const struct byte_blob *parent)
{
    struct descriptor *fresh;
    int                kind = kind_of(c);
    r->last = NULL;
    RETURN_IF(renew(r, parent, &b->defaults[c], false, &fresh));
    for (unsigned l = 0; c == CONTAINER_LAYERS && l < LAYER_COUNT; l++)
        if (b->layers[l])
            RETURN_IF(renew(r, parent, &b->layers[l], false, &fresh));
    for (uint32_t i = 0; kind >= 0 && i < b->set.tables[kind].count; i++)
        if (b->set.tables[kind].items[i]->descriptor)
            RETURN_IF(renew(r, parent, &b->set.tables[kind].items[i]->descriptor, false, &fresh));
    return WFP_OK;
}

static enum wfp_status renew_below(struct bfe *b, struct renewal *r, enum container c, const struct byte_blob *sd)
{
    struct descriptor *fresh;
    RETURN_IF(renew_contents(b, r, c, sd));
    for (enum container i = CONTAINER_ENGINE + 1; c == CONTAINER_ENGINE && i < CONTAINER_COUNT; i++) {
        RETURN_IF(renew(r, sd, &b->containers[i], true, &fresh));
        struct byte_blob blob = descriptor_blob(fresh);
        RETURN_IF(renew_contents(b, r, i, &blob));
    }
    return WFP_OK;
}

static void forget_everywhere(struct bfe *b)
{
    for (struct bfe_session *s = b->sessions; s; s = s->next)
        guard_forget(&s->memory);
}

static enum wfp_status persist(struct bfe_session *s, const struct guarded *g, const struct byte_blob *sd)
{
    const struct bfe_config *c = &s->bfe->config;
    if (!c->persist_descriptor || (g->object && !object_is_persistent(g->object)) || g->layer != LAYER_ID_NONE)
        return WFP_OK; /* a layer's lasts as long as the store */
    return c->persist_descriptor(c->persist_context, s, g->container, g->object, sd);
}

static enum wfp_status replace(struct bfe_session *s, const struct guarded *g, const struct byte_blob *sd)
{
    struct renewal     r = { 0 };
    struct descriptor *fresh;
    RETURN_IF(descriptor_new(sd, &fresh));
    enum wfp_status err = renewal_add(&r, g->place, fresh);
    if (err == WFP_OK && is_container(g))
        err = renew_below(s->bfe, &r, g->container, sd);
    if (err == WFP_OK)
        err = persist(s, g, sd);
    renewal_end(&r, err == WFP_OK);
    if (err == WFP_OK)
        forget_everywhere(s->bfe);
    return err;
}

static enum wfp_status set_in(struct bfe_session *s, const struct security_target *t, const struct security_info *set)
{
    struct guarded    g;
    struct arena      arena = { 0 };
    struct byte_blob *made;
    RETURN_IF(find(s->bfe, t, &g));
    enum wfp_status touch = g.object ? store_may_touch(s, g.object) : WFP_OK;
    if (touch && touch != WFP_BUILTIN_OBJECT)
        return touch;
    RETURN_IF(may(s, &g, security_info_set_rights(set->which)));
    if ((set->which & SECURITY_INFO_OWNER) && s->info.token && set->owner && !access_may_give(s->info.token, set->owner))
        return WFP_ACCESS_DENIED;
    struct byte_blob old = descriptor_blob(g.now), engine = descriptor_blob(s->bfe->containers[CONTAINER_ENGINE]),
                     container = descriptor_blob(s->bfe->containers[t->container]);
    const struct byte_blob *parent = !is_container(&g) ? &container : t->container == CONTAINER_ENGINE ? NULL : &engine;
    enum wfp_status err = sd_set(&old, parent, is_container(&g), set, &arena, &made);
    if (err == WFP_OK)
        err = replace(s, &g, made);
    arena_fini(&arena);
    return err;
}

enum wfp_status bfe_security_set(struct bfe_session *s, const struct security_target *t, const struct security_info *set)
{
    struct txn *txn;
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = session_check(s);
    if (err == WFP_OK && s->txn && !s->txn->implicit)
        err = WFP_TXN_IN_PROGRESS;
    if (err == WFP_OK)
        err = txn_enter(s, false, &txn);
    if (err == WFP_OK)
        err = txn_leave(s, txn, set_in(s, t, set));
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

/* What it takes from the engine is what the engine gives now: that may have changed after the container's own was kept. */
static enum wfp_status load_in(struct bfe *b, enum container c, const struct byte_blob *sd)
{
    struct renewal     r = { 0 };
    struct arena       arena = { 0 };
    struct byte_blob   engine = descriptor_blob(b->containers[CONTAINER_ENGINE]), *now = NULL;
    struct descriptor *fresh;
    enum wfp_status    err = c == CONTAINER_ENGINE ? WFP_OK : sd_reinherit(&engine, sd, true, &arena, &now);
    if (err == WFP_OK)
        err = descriptor_new(now ? now : sd, &fresh);
    if (err == WFP_OK)
        err = renewal_add(&r, &b->containers[c], fresh);
    if (err == WFP_OK)
        err = renew_below(b, &r, c, now ? now : sd);
    renewal_end(&r, err == WFP_OK);
    arena_fini(&arena);
    return err;
}

enum wfp_status bfe_security_load(struct bfe *b, enum container c, const struct byte_blob *sd)
{
    pthread_mutex_lock(&b->lock);
    enum wfp_status err = load_in(b, c, sd);
    pthread_mutex_unlock(&b->lock);
    return err;
}
