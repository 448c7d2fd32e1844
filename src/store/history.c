/* Reading the store: the current state, and the versions before it. */
#include "store/store_state.h"

/* The state before the first retained commit can be had too. */
static bool has_state(const struct store *s, uint64_t version)
{
    return version >= s->log.base && version <= s->log.last;
}

static enum wfp_status each_item(const struct state *state, store_item_fn each, void *context)
{
    for (size_t i = 0; i < state->n; i++)
        RETURN_IF(each(context, &state->rows[i].change.item));
    return WFP_OK;
}

enum wfp_status store_state_at(struct store *s, uint64_t version, store_item_fn each, void *context)
{
    struct state    state;
    enum wfp_status err;
    if (!has_state(s, version))
        return WFP_NOT_FOUND;
    RETURN_IF(log_state(&s->db, version, &state));
    err = each_item(&state, each, context);
    state_fini(&state);
    return err;
}

enum wfp_status store_load(struct store *s, store_item_fn each, void *context)
{
    return store_state_at(s, s->log.last, each, context);
}

/* --- versions ------------------------------------------------------------------------------------------------------------ */

struct visitor {
    store_version_fn version;
    store_change_fn  change;
    void            *context;
};

static enum wfp_status tell_version(void *context, const struct entry *e, struct bytes body)
{
    const struct visitor *v = context;
    (void)body;
    return v->version(v->context, &e->about);
}

static enum wfp_status tell_changes(void *context, const struct entry *e, struct bytes body)
{
    const struct visitor *v = context;
    struct store_change   change;
    (void)e;
    while (entry_next(&body, &change))
        RETURN_IF(v->change(v->context, &change));
    return WFP_OK;
}

enum wfp_status store_versions(struct store *s, store_version_fn each, void *context)
{
    struct visitor v = { .version = each, .context = context };
    return log_each(&s->db, s->log.base, s->log.last, false, tell_version, &v);
}

enum wfp_status store_change_of(struct store *s, uint64_t version, store_change_fn each, void *context)
{
    struct visitor v = { .change = each, .context = context };
    if (!has_state(s, version) || version == s->log.base)
        return WFP_NOT_FOUND;
    return log_each(&s->db, version - 1, version, true, tell_changes, &v);
}

/* --- comparing ----------------------------------------------------------------------------------------------------------- */

static bool same_value(const struct store_item *a, const struct store_item *b)
{
    size_t size = bytes_left(&a->value);
    return size == bytes_left(&b->value) && (!size || memcmp(a->value.at, b->value.at, size) == 0);
}

/* Both are in order: what comes first on one side alone was deleted, or is new. */
static enum wfp_status merge(const struct state *from, const struct state *to, store_change_fn each, void *context)
{
    size_t i = 0, k = 0;
    while (i < from->n || k < to->n) {
        const struct store_item *old = i < from->n ? &from->rows[i].change.item : NULL;
        const struct store_item *new = k < to->n ? &to->rows[k].change.item : NULL;
        int                      order = !old ? 1 : !new ? -1 : state_order(old, new);
        if (order < 0)
            RETURN_IF(each(context, &(struct store_change){ true, { old->kind, old->key, bytes_of(NULL, 0) } }));
        else if (order > 0 || !same_value(old, new))
            RETURN_IF(each(context, &(struct store_change){ false, *new }));
        i += order <= 0;
        k += order >= 0;
    }
    return WFP_OK;
}

enum wfp_status store_compare(struct store *s, uint64_t from, uint64_t to, store_change_fn each, void *context)
{
    struct state    before, after;
    enum wfp_status err;
    if (!has_state(s, from) || !has_state(s, to))
        return WFP_NOT_FOUND;
    RETURN_IF(log_state(&s->db, from, &before));
    err = log_state(&s->db, to, &after);
    if (err != WFP_OK)
        goto free_before;
    err = merge(&before, &after, each, context);
    state_fini(&after);

free_before:
    state_fini(&before);
    return err;
}
