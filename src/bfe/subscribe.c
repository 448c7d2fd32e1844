#include "bfe/subscribe.h"

#include <stdlib.h>

#include "base/notifier.h"
#include "bfe/store_state.h"
#include "bfe/template.h"

#define MAX_WAITING 10000u /* changes that a slow subscriber may leave */
#define HOLDING_KIND(kind) (50 + (int)(kind))

struct change_subscription {
    struct change_subscription *next; /* guarded by: store lock */
    struct bfe_session         *session;
    uint64_t                    handle;
    struct change_subscription_config config;
    struct object_template      select; /* what it reaches is in the arena */
    struct arena                arena;
    struct selector             selector;
    struct notifier            *notifier;
};

static void tell(void *context, void *item)
{
    const struct change_subscription *c = context;
    c->config.told(c->config.context, item);
}

/* --- beginning and end ------------------------------------------------------------------------------------------------------ */

static enum wfp_status copy_template(struct arena *arena, const struct object_template *from, struct object_template *to)
{
    *to = *from;
    if (from->provider && !(to->provider = arena_copy(arena, from->provider, sizeof(*from->provider))))
        return WFP_NO_MEMORY;
    if (from->context_provider && !(to->context_provider = arena_copy(arena, from->context_provider, sizeof(*from->context_provider))))
        return WFP_NO_MEMORY;
    if (from->callout && !(to->callout = arena_copy(arena, from->callout, sizeof(*from->callout))))
        return WFP_NO_MEMORY;
    struct condition *c = arena_array(arena, from->condition_count, sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < from->condition_count; i++) {
        c[i] = (struct condition){ from->conditions[i].field, from->conditions[i].match, { TYPE_EMPTY } };
        RETURN_IF(value_copy(arena, &from->conditions[i].value, &c[i].value));
    }
    to->conditions = c;
    return WFP_OK;
}

/* Not for the thread that holds the lock: the notifier may be in a callback that waits for it. */
static void subscription_free(struct change_subscription *c)
{
    notifier_free(c->notifier);
    selector_fini(&c->selector);
    arena_fini(&c->arena);
    free(c);
}

static void subscription_end(struct bfe *b, void *what)
{
    struct change_subscription *c = what, **at = &b->change_subscriptions;
    pthread_mutex_lock(&b->lock);
    while (*at != c)
        at = &(*at)->next;
    *at = c->next;
    pthread_mutex_unlock(&b->lock);
    subscription_free(c);
}

static enum wfp_status subscription_new(struct bfe *b, const struct change_subscription_config *config, struct change_subscription **out)
{
    struct change_subscription *c = calloc(1, sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    struct notifier_config n = { tell, free, c, MAX_WAITING };
    c->config = *config;
    enum wfp_status err = config->select ? copy_template(&c->arena, config->select, &c->select) : WFP_OK;
    if (err == WFP_OK)
        err = selector_init(&c->selector, config->select ? &c->select : NULL, &b->set);
    if (err == WFP_OK)
        err = notifier_new(&n, &c->notifier);
    if (err)
        subscription_free(c);
    else
        *out = c;
    return err;
}

/* */
static enum wfp_status check_outside(struct bfe_session *s)
{
    RETURN_IF(session_check(s));
    return s->txn && !s->txn->implicit ? WFP_TXN_IN_PROGRESS : WFP_OK;
}

static enum wfp_status enlist(struct bfe_session *s, struct change_subscription *c, uint64_t *handle)
{
    RETURN_IF(check_outside(s));
    RETURN_IF(guard_container(s, guard_container_of((int)c->config.kind), ACTRL_SUBSCRIBE));
    RETURN_IF(holding_add(s, HOLDING_KIND(c->config.kind), c, subscription_end, handle));
    c->handle = *handle;
    c->session = s;
    c->next = s->bfe->change_subscriptions;
    s->bfe->change_subscriptions = c;
    return WFP_OK;
}

enum wfp_status bfe_subscribe(struct bfe_session *s, const struct change_subscription_config *config, uint64_t *handle)
{
    const uint32_t              known = SUBSCRIPTION_FLAG_NOTIFY_ON_ADD | SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE;
    struct change_subscription *c;
    if (config->flags & ~known || !config->flags)
        return WFP_INVALID_FLAGS;
    RETURN_IF(object_template_validate(config->kind, config->select));
    RETURN_IF(subscription_new(s->bfe, config, &c));
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = enlist(s, c, handle);
    pthread_mutex_unlock(&s->bfe->lock);
    if (err)
        subscription_free(c);
    return err;
}

enum wfp_status bfe_unsubscribe(struct bfe_session *s, enum object_kind kind, uint64_t handle)
{
    struct bfe *b = s->bfe;
    pthread_mutex_lock(&b->lock);
    enum wfp_status err = check_outside(s);
    struct holding *h = err ? NULL : holding_find(s, HOLDING_KIND(kind), handle);
    if (h) {
        holding_end(s, h);
    } else if (err == WFP_OK) {
        err = WFP_INVALID_HANDLE;
    }
    pthread_mutex_unlock(&b->lock);
    return err;
}

/* --- telling ---------------------------------------------------------------------------------------------------------------- */

static bool wants(struct change_subscription *c, const struct step *step, const struct bfe_session *by)
{
    uint32_t flag = step->deleted ? SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE : SUBSCRIPTION_FLAG_NOTIFY_ON_ADD;
    if (c->session == by || c->config.kind != step->object->kind || !(c->config.flags & flag)) /* */
        return false;
    return selector_takes(&c->selector, step->object) && guard_object(c->session, step->object, ACTRL_READ) == WFP_OK;
}

static void post(struct change_subscription *c, const struct step *step)
{
    struct object_change *change = malloc(sizeof(*change));
    if (!change)
        return;
    *change = (struct object_change){ c->handle, step->object->kind, step->deleted ? CHANGE_DELETE : CHANGE_ADD, step->object->key,
                                      object_id(step->object) };
    (void)notifier_post(c->notifier, change);
}

void changes_tell(struct bfe *b, const struct step *steps, uint32_t count, const struct bfe_session *by)
{
    for (struct change_subscription *c = b->change_subscriptions; c; c = c->next)
        for (uint32_t i = 0; i < count; i++)
            if (wants(c, &steps[i], by))
                post(c, &steps[i]);
}

/* --- listing ---------------------------------------------------------------------------------------------------------------- */

static enum wfp_status list(struct bfe *b, enum object_kind kind, struct arena *arena, struct change_subscription_row **out,
                            uint32_t *count)
{
    uint32_t n = 0;
    for (const struct change_subscription *c = b->change_subscriptions; c; c = c->next)
        n += c->config.kind == kind;
    struct change_subscription_row *rows = arena_array(arena, n, sizeof(*rows));
    if (!rows)
        return WFP_NO_MEMORY;
    n = 0;
    for (const struct change_subscription *c = b->change_subscriptions; c; c = c->next) {
        if (c->config.kind != kind)
            continue;
        rows[n] = (struct change_subscription_row){ c->config.flags, c->session->key, c->select, c->config.select != NULL };
        if (c->config.select)
            RETURN_IF(copy_template(arena, &c->select, &rows[n].select));
        n++;
    }
    *out = rows;
    *count = n;
    return WFP_OK;
}

enum wfp_status bfe_subscription_list(struct bfe_session *s, enum object_kind kind, struct arena *arena,
                                      struct change_subscription_row **out, uint32_t *count)
{
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = session_check(s);
    if (err == WFP_OK)
        err = guard_container(s, guard_container_of((int)kind), ACTRL_READ);
    if (err == WFP_OK)
        err = list(s->bfe, kind, arena, out, count);
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}
