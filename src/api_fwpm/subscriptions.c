/* FwpmFilterSubscribeChanges0 and its siblings. */
#include <stdlib.h>

#include "api_fwpm/operations.h"
#include "api_fwpm/show.h"
#include "api_fwpm/take.h"
#include "bfe/subscribe.h"

enum { SUBSCRIPTION = 1, NEW_HANDLE = 4, HANDLE_IN = 1, ENTRIES = 1, COUNT = 2 };

/* Whom a change is told: kept by the session until the subscription has ended. */
struct listener {
    struct fwpm_client *client;
    _Atomic uint64_t    handle;
};
enum { HOLDING_LISTENER = 200 };

static const struct record_type *const change_types[OBJECT_KIND_COUNT] = {
    [OBJECT_PROVIDER] = &record_FWPM_PROVIDER_CHANGE0, [OBJECT_CONTEXT] = &record_FWPM_PROVIDER_CONTEXT_CHANGE0,
    [OBJECT_SUBLAYER] = &record_FWPM_SUBLAYER_CHANGE0, [OBJECT_CALLOUT] = &record_FWPM_CALLOUT_CHANGE0,
    [OBJECT_FILTER] = &record_FWPM_FILTER_CHANGE0,
};

static void told(void *context, const struct object_change *change)
{
    struct listener                 *l = context;
    const struct fwpm_client_config *config = &l->client->config;
    struct arena                     arena = { 0 };
    const void                      *structure = show_change(change, &arena);
    if (structure && config->event)
        config->event(config->context, atomic_load(&l->handle), 0, change_types[change->kind], structure);
    arena_fini(&arena);
}

static void listener_end(struct bfe *b, void *what)
{
    (void)b;
    free(what);
}

static enum wfp_status subscribe(struct fwpm_call *c, struct listener *l, int kind)
{
    const FWPM_FILTER_SUBSCRIPTION0  *given = c->in[SUBSCRIPTION].in;
    static const FWPM_FILTER_SUBSCRIPTION0 all = { .flags = FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD | FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE };
    struct object_template            t;
    struct change_subscription_config config = { .kind = (enum object_kind)kind, .told = told, .context = l };
    bool                              has;
    given = given ? given : &all;
    config.flags = given->flags;
    config.session_key = guid_taken(&given->sessionKey);
    RETURN_IF(take_template((enum object_kind)kind, given->enumTemplate, c->arena, &t, &has));
    config.select = has ? &t : NULL;
    uint64_t handle;
    RETURN_IF(bfe_subscribe(c->session, &config, &handle));
    atomic_store(&l->handle, handle);
    c->out[NEW_HANDLE].number = handle;
    return WFP_OK;
}

/* The listener is held first, and so ends after the subscription. */
enum wfp_status op_subscribe(struct fwpm_call *c, int kind)
{
    uint64_t         holding;
    struct listener *l = calloc(1, sizeof(*l));
    if (!l)
        return WFP_NO_MEMORY;
    l->client = c->client;
    enum wfp_status err = bfe_hold(c->session, HOLDING_LISTENER, l, listener_end, &holding);
    if (err) {
        free(l);
        return err;
    }
    err = subscribe(c, l, kind);
    if (err)
        (void)!bfe_release(c->session, HOLDING_LISTENER, holding);
    return err;
}

enum wfp_status op_unsubscribe(struct fwpm_call *c, int kind)
{
    return bfe_unsubscribe(c->session, (enum object_kind)kind, c->in[HANDLE_IN].number);
}

enum wfp_status op_subscriptions(struct fwpm_call *c, int kind)
{
    struct change_subscription_row *rows;
    uint32_t                        count;
    RETURN_IF(bfe_subscription_list(c->session, (enum object_kind)kind, c->arena, &rows, &count));
    const void **entries = arena_array(c->arena, count, sizeof(void *));
    for (uint32_t i = 0; entries && i < count; i++) {
        entries[i] = show_subscription((enum object_kind)kind, &rows[i], c->arena);
        if (!entries[i])
            return WFP_NO_MEMORY;
    }
    c->out[ENTRIES].in = entries;
    c->out[COUNT].number = count;
    return entries ? WFP_OK : WFP_NO_MEMORY;
}
