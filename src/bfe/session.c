#include "bfe/session.h"

#include <stdio.h>
#include <stdlib.h>

#include "bfe/store_state.h"

static struct bfe_session *find_key(const struct bfe *b, const struct guid *key)
{
    struct bfe_session *s = b->sessions;
    while (s && !guid_equal(&s->key, key))
        s = s->next;
    return s;
}

static enum wfp_status enlist(struct bfe *b, struct bfe_session *s)
{
    char name[32];
    s->id = ++b->next_session;
    snprintf(name, sizeof(name), "%llu", (unsigned long long)s->id);
    if (guid_is_zero(&s->key))
        s->key = guid_from_name("session", name);
    if (find_key(b, &s->key))
        return WFP_ALREADY_EXISTS;
    s->next = b->sessions;
    b->sessions = s;
    return WFP_OK;
}

enum wfp_status bfe_session_open(struct bfe *b, const struct session_config *config, struct bfe_session **out)
{
    if (config->flags & ~(uint32_t)SESSION_DYNAMIC)
        return WFP_INVALID_FLAGS;
    struct bfe_session *s = calloc(1, sizeof(*s));
    if (!s)
        return WFP_NO_MEMORY;
    *s = (struct bfe_session){ .bfe = b, .key = config->key, .dynamic = config->flags & SESSION_DYNAMIC,
                               .wait_ms = config->txn_wait_ms ? config->txn_wait_ms : SESSION_DEFAULT_WAIT_MS };
    pthread_mutex_lock(&b->lock);
    enum wfp_status err = enlist(b, s);
    pthread_mutex_unlock(&b->lock);
    if (err)
        free(s);
    else
        *out = s;
    return err;
}

static bool is_owned(const struct object_set *set, enum object_kind kind, uint32_t i, uint64_t session)
{
    return object_set_owner(set, kind, i)->session == session;
}

/* Takes a session's objects out of a set, whoever refers to them: only the session's own can. `gone` may be NULL.
 * A callout that cannot be told for want of memory is not told. */
static bool purge(struct object_set *set, uint64_t session, struct notice **gone)
{
    bool found = false;
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        for (uint32_t i = object_set_count(set, kind); i-- > 0;) {
            if (!is_owned(set, kind, i, session))
                continue;
            if (kind == OBJECT_FILTER && gone)
                (void)!notice_add(gone, object_set_owner(set, kind, i), CALLOUT_DELETE_FILTER);
            object_set_remove(set, kind, i);
            found = true;
        }
    return found;
}

/* Another session's transaction keeps its own copy of all objects: these go there as well. */
static void end_objects(struct bfe *b, uint64_t session)
{
    struct notice  *gone = NULL;
    struct ruleset *old = NULL;
    if (b->writer)
        purge(&b->writer->txn->set, session, NULL);
    if (!purge(&b->set, session, &gone))
        return;
    /* Without memory for a new ruleset the old one goes on until the next change. */
    (void)!store_publish(b, &b->set, &old);
    store_retire(b, old);
    notices_tell(b, &gone);
}

static void delist(struct bfe *b, struct bfe_session *s)
{
    struct bfe_session **at = &b->sessions;
    while (*at != s)
        at = &(*at)->next;
    *at = s->next;
}

enum wfp_status bfe_session_close(struct bfe_session *s)
{
    struct bfe *b = s->bfe;
    pthread_mutex_lock(&b->lock);
    if (s->txn && s->txn->calls) {
        pthread_mutex_unlock(&b->lock);
        return WFP_IN_USE;
    }
    delist(b, s);
    if (s->txn)
        txn_drop(s);
    if (s->dynamic)
        end_objects(b, s->id);
    pthread_mutex_unlock(&b->lock);
    free(s);
    return WFP_OK;
}

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
