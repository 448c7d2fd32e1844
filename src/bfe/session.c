#include "bfe/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bfe/guard.h"
#include "bfe/ike_exemption.h"
#include "bfe/store_state.h"
#include "security/token.h"

static struct bfe_session *find_key(const struct bfe *b, const struct guid *key)
{
    struct bfe_session *s = b->sessions;
    while (s && !guid_equal(&s->key, key))
        s = s->next;
    return s;
}

static enum wfp_status enlist(struct bfe *b, struct bfe_session *s)
{
    char name[64];
    RETURN_IF(guard_container(s, CONTAINER_ENGINE, ACTRL_OPEN));
    s->id = ++b->next_session;
    snprintf(name, sizeof(name), "%llu.%llu", (unsigned long long)b->config.seed, (unsigned long long)s->id);
    if (guid_is_zero(&s->key))
        s->key = guid_from_name("session", name);
    if (find_key(b, &s->key))
        return WFP_ALREADY_EXISTS;
    s->next = b->sessions;
    b->sessions = s;
    return WFP_OK;
}

static enum wfp_status copy_text(struct arena *arena, const char **text)
{
    if (!*text)
        return WFP_OK;
    *text = arena_string(arena, *text);
    return *text ? WFP_OK : WFP_NO_MEMORY;
}

static enum wfp_status copy_info(struct arena *arena, struct session_info *info)
{
    RETURN_IF(copy_text(arena, &info->name));
    RETURN_IF(copy_text(arena, &info->description));
    RETURN_IF(copy_text(arena, &info->user));
    return token_copy_arena(info->token, arena, &info->token);
}

void bfe_session_hold(struct bfe_session *s)
{
    atomic_fetch_add(&s->refs, 1);
}

void bfe_session_put(struct bfe_session *s)
{
    if (atomic_fetch_sub(&s->refs, 1) != 1)
        return;
    guard_forget(&s->memory);
    arena_fini(&s->arena);
    free(s);
}

enum wfp_status bfe_session_open(struct bfe *b, const struct session_config *config, struct bfe_session **out)
{
    if (config->flags & ~(uint32_t)SESSION_DYNAMIC)
        return WFP_INVALID_FLAGS;
    struct bfe_session *s = calloc(1, sizeof(*s));
    if (!s)
        return WFP_NO_MEMORY;
    *s = (struct bfe_session){ .refs = 1, .bfe = b, .key = config->key, .dynamic = config->flags & SESSION_DYNAMIC, .info = config->info,
                               .wait_ms = config->txn_wait_ms ? config->txn_wait_ms : SESSION_DEFAULT_WAIT_MS };
    enum wfp_status err = copy_info(&s->arena, &s->info);
    if (err == WFP_OK) {
        pthread_mutex_lock(&b->lock);
        err = enlist(b, s);
        pthread_mutex_unlock(&b->lock);
    }
    if (err)
        bfe_session_put(s);
    else
        *out = s;
    return err;
}

/* --- the end -------------------------------------------------------------------------------------------------------------- */

/* Takes the session's objects out of the set, whoever refers to them: only the session's own can. Another session's
 * open transaction can have no part in them. How many there were; the caller puts the steps, which are NULL without memory. */
static uint32_t purge(struct bfe *b, uint64_t session, struct step **out)
{
    uint32_t count = 0, room = 0;
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        for (uint32_t i = b->set.tables[kind].count; i-- > 0;)
            room += b->set.tables[kind].items[i]->session == session;
    struct step *steps = room ? calloc(room, sizeof(*steps)) : NULL;
    for (enum object_kind kind = OBJECT_KIND_COUNT; kind-- > 0;)
        for (uint32_t i = b->set.tables[kind].count; i-- > 0;) {
            struct object *o = b->set.tables[kind].items[i];
            if (o->session != session)
                continue;
            object_set_remove(&b->set, o);
            if (steps)
                steps[count] = (struct step){ o, true };
            else
                object_put(o);
            count++;
        }
    *out = steps;
    return count;
}

static void end_objects(struct bfe *b, const struct bfe_session *s)
{
    struct step    *steps;
    struct ruleset *next;
    bool            changed[LAYER_COUNT];
    uint32_t        count, gone = purge(b, s->id, &steps);
    if (gone == 0)
        return;
    count = steps ? gone : 0;
    b->is_stale |= !steps;
    changes_tell(b, steps, count, s); /* */
    const bool *layers = store_changed_layers(steps, count, changed);
    /* Without memory for a new ruleset the old one goes on until the next change; exemptions likewise. */
    if (ike_exemption_concerns(steps, count)) {
        (void)!ike_exemption_settle(b, NULL);
        layers = NULL;
    }
    if (store_build(b, STORE_COMMITTED, layers, &next) == WFP_OK)
        store_retire(b, store_publish(b, next));
    else
        b->is_stale = true;
    steps_tell_deleted(b, steps, count);
    for (uint32_t i = 0; i < count; i++)
        object_put(steps[i].object);
    free(steps);
}

static void delist(struct bfe *b, struct bfe_session *s)
{
    struct bfe_session **at = &b->sessions;
    while (*at != s)
        at = &(*at)->next;
    *at = s->next;
}

static bool is_busy(const struct bfe_session *s)
{
    return s->waiting || (s->txn && s->txn->calls);
}

enum wfp_status bfe_session_close(struct bfe_session *s)
{
    struct bfe *b = s->bfe;
    pthread_mutex_lock(&b->lock);
    if (is_busy(s)) {
        pthread_mutex_unlock(&b->lock);
        return WFP_IN_USE;
    }
    delist(b, s);
    if (s->txn)
        txn_drop(s);
    while (s->holdings)
        holding_end(s, s->holdings);
    if (s->dynamic)
        end_objects(b, s);
    s->cancelled = true;
    pthread_mutex_unlock(&b->lock);
    bfe_session_put(s);
    return WFP_OK;
}

void bfe_session_cancel(struct bfe_session *s)
{
    struct bfe *b = s->bfe;
    pthread_mutex_lock(&b->lock);
    s->cancelled = true;
    if (s->txn && s->txn->calls == 0)
        txn_drop(s);
    bell_ring(&b->turn);
    pthread_mutex_unlock(&b->lock);
}

void bfe_cancel_sessions(struct bfe *b)
{
    pthread_mutex_lock(&b->lock);
    for (struct bfe_session *s = b->sessions; s; s = s->next)
        s->cancelled = true;
    struct bfe_session *s = b->sessions;
    while (s) {
        if (s->cancelled && s->txn && s->txn->calls == 0) {
            txn_drop(s); /* it leaves the lock: the list may be another one */
            s = b->sessions;
        } else {
            s = s->next;
        }
    }
    bell_ring(&b->turn);
    pthread_mutex_unlock(&b->lock);
}

/* --- looking -------------------------------------------------------------------------------------------------------------- */

struct bfe_session *bfe_session_find(struct bfe *b, const void *handle)
{
    pthread_mutex_lock(&b->lock);
    struct bfe_session *s = b->sessions;
    while (s && s != handle)
        s = s->next;
    pthread_mutex_unlock(&b->lock);
    return s;
}

const struct guid *bfe_session_key(const struct bfe_session *s)
{
    return &s->key;
}

const struct session_info *bfe_session_info(const struct bfe_session *s)
{
    return &s->info;
}

bool bfe_session_is_dynamic(const struct bfe_session *s)
{
    return s->dynamic;
}

static enum wfp_status show(const struct bfe_session *s, struct arena *arena, struct session_row *out)
{
    const struct token *t = s->info.token;
    *out = (struct session_row){ .key = s->key, .flags = s->dynamic ? SESSION_DYNAMIC : 0, .wait_ms = s->wait_ms,
                                 .process = s->info.process, .kernel = s->info.kernel, .name = s->info.name,
                                 .description = s->info.description, .user = s->info.user };
    if (t && t->sid_count) {
        out->sid = arena_copy(arena, t->sids[0], sid_size(t->sids[0]));
        if (!out->sid)
            return WFP_NO_MEMORY;
    }
    RETURN_IF(copy_text(arena, &out->name));
    RETURN_IF(copy_text(arena, &out->description));
    return copy_text(arena, &out->user);
}

static enum wfp_status show_all(struct bfe *b, struct arena *arena, struct session_row **out, uint32_t *count)
{
    uint32_t n = 0;
    for (const struct bfe_session *i = b->sessions; i; i = i->next)
        n++;
    struct session_row *rows = arena_array(arena, n, sizeof(*rows));
    if (!rows)
        return WFP_NO_MEMORY;
    n = 0;
    for (const struct bfe_session *i = b->sessions; i; i = i->next)
        RETURN_IF(show(i, arena, &rows[n++]));
    *out = rows;
    *count = n;
    return WFP_OK;
}

enum wfp_status bfe_session_list(struct bfe_session *s, struct arena *arena, struct session_row **out, uint32_t *count)
{
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = session_check(s);
    if (err == WFP_OK)
        err = guard_container(s, CONTAINER_ENGINE, ACTRL_ENUM);
    if (err == WFP_OK)
        err = show_all(s->bfe, arena, out, count);
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}
