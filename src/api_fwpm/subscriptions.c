/* FwpmFilterSubscribeChanges0 and its siblings. */
#include "api_fwpm/operations.h"
#include "api_fwpm/show.h"
#include "api_fwpm/take.h"
#include "bfe/subscribe.h"

enum { SUBSCRIPTION = 1, NEW_HANDLE = 4, HANDLE_IN = 1, ENTRIES = 1, COUNT = 2 };

static const struct record_type *const change_types[OBJECT_KIND_COUNT] = {
    [OBJECT_PROVIDER] = &record_FWPM_PROVIDER_CHANGE0, [OBJECT_CONTEXT] = &record_FWPM_PROVIDER_CONTEXT_CHANGE0,
    [OBJECT_SUBLAYER] = &record_FWPM_SUBLAYER_CHANGE0, [OBJECT_CALLOUT] = &record_FWPM_CALLOUT_CHANGE0,
    [OBJECT_FILTER] = &record_FWPM_FILTER_CHANGE0,
};

static void told(void *context, const struct object_change *change)
{
    const struct fwpm_client *client = context;
    struct arena              arena = { 0 };
    const void               *structure = show_change(change, &arena);
    if (structure && client->config.event)
        client->config.event(client->config.context, change->subscription, 0, change_types[change->kind], structure);
    arena_fini(&arena);
}

enum wfp_status op_subscribe(struct fwpm_call *c, int kind)
{
    /* Only FwpmProviderSubscribeChanges0 may go without. */
    static const FWPM_FILTER_SUBSCRIPTION0 all = { .flags = FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD | FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE };
    const FWPM_FILTER_SUBSCRIPTION0  *given = c->in[SUBSCRIPTION].in ? c->in[SUBSCRIPTION].in : &all;
    struct object_template            t;
    struct change_subscription_config config = { .kind = (enum object_kind)kind, .flags = given->flags, .told = told, .context = c->client };
    bool                              has;
    RETURN_IF(take_template((enum object_kind)kind, given->enumTemplate, c->arena, &t, &has));
    config.select = has ? &t : NULL;
    return bfe_subscribe(c->session, &config, &c->out[NEW_HANDLE].number);
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
