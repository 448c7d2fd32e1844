/* FwpmNetEventSubscribe0 and its siblings: subscriptions to what is no policy object. Net events come from BFE's log, those of virtual
 * switches from who watches them (callout/switch_report.h); connections, security associations and system ports have nobody here who
 * would tell of them yet. */
#include <stdatomic.h>
#include <stdlib.h>

#include "api_fwpm/net_event_record.h"
#include "api_fwpm/operations.h"
#include "api_fwpm/switch_event_record.h"
#include "bfe/net_event_log.h"
#include "bfe/setting.h"
#include "bfe/txn.h"

enum { SUBSCRIPTION = 1, NEW_HANDLE = 4, HANDLE_IN = 1 };
enum { HOLDING_EVENTS = 210 };

static const struct event_row {
    enum container            container;
    const struct record_type *type; /* of the subscription; NULL: there is none */
    uint32_t                  right;
} rows[EVENT_KIND_COUNT] = {
    [EVENTS_NET] = { CONTAINER_NET_EVENTS, &record_FWPM_NET_EVENT_SUBSCRIPTION0, ACTRL_SUBSCRIBE },
    [EVENTS_CONNECTION] = { CONTAINER_CONNECTIONS, &record_FWPM_CONNECTION_SUBSCRIPTION0, ACTRL_SUBSCRIBE },
    [EVENTS_VSWITCH] = { CONTAINER_VSWITCH_EVENTS, &record_FWPM_VSWITCH_EVENT_SUBSCRIPTION0, ACTRL_SUBSCRIBE },
    [EVENTS_SA_CONTEXT] = { CONTAINER_IPSEC_SA_DB, &record_IPSEC_SA_CONTEXT_SUBSCRIPTION0, ACTRL_SUBSCRIBE },
    [EVENTS_SYSTEM_PORTS] = { CONTAINER_ENGINE, NULL, ACTRL_OPEN },
};

struct event_subscription {
    struct fwpm_client            *client;
    struct bfe_session            *session;
    _Atomic uint64_t               handle;
    void                          *structure; /* the caller's, copied; NULL: none */
    bool                           monitors;  /* connections */
    struct net_event_subscription *net;       /* or NULL */
    struct switch_report_subscription *switches; /* or NULL */
};

static void subscription_end(struct bfe *b, void *what)
{
    struct event_subscription *s = what;
    if (s->net)
        net_event_unsubscribe(s->net);
    if (s->switches)
        switch_report_unsubscribe(s->switches);
    if (s->monitors)
        bfe_monitor_end(b);
    free(s->structure);
    free(s);
}

/* On the subscription's own thread. The right to read may have gone meanwhile. */
static void told(void *context, const struct net_event *e)
{
    struct event_subscription       *s = context;
    const struct fwpm_client_config *config = &s->client->config;
    struct arena                     arena = { 0 };
    const FWPM_NET_EVENT5           *structure;
    if (!config->event || bfe_check(s->session, CONTAINER_NET_EVENTS, ACTRL_READ))
        return;
    structure = show_net_event(e, &arena);
    if (structure)
        config->event(config->context, atomic_load(&s->handle), 0, &record_FWPM_NET_EVENT5, structure);
    arena_fini(&arena);
}

/* The same for a switch. */
static void told_of_switch(void *context, const struct switch_report *r)
{
    struct event_subscription       *s = context;
    const struct fwpm_client_config *config = &s->client->config;
    struct arena                     arena = { 0 };
    if (!config->event || bfe_check(s->session, CONTAINER_VSWITCH_EVENTS, ACTRL_READ))
        return;
    const FWPM_VSWITCH_EVENT0 *structure = show_switch_report(r, &arena);
    if (structure)
        config->event(config->context, atomic_load(&s->handle), 0, &record_FWPM_VSWITCH_EVENT0, structure);
    arena_fini(&arena);
}

static enum wfp_status subscription_new(struct fwpm_call *c, int kind, struct event_subscription **out)
{
    struct event_subscription *s = calloc(1, sizeof(*s));
    enum wfp_status            err = WFP_OK;
    if (!s)
        return WFP_NO_MEMORY;
    s->client = c->client;
    s->session = c->session;
    if (rows[kind].type)
        err = record_copy(rows[kind].type, c->in[SUBSCRIPTION].in, &s->structure);
    if (err == WFP_OK && kind == EVENTS_CONNECTION) {
        err = bfe_monitor_begin(c->client->config.bfe);
        s->monitors = err == WFP_OK;
    }
    if (err)
        subscription_end(c->client->config.bfe, s);
    else
        *out = s;
    return err;
}

static enum wfp_status listen(struct fwpm_call *c, struct event_subscription *s)
{
    const FWPM_NET_EVENT_SUBSCRIPTION0 *given = s->structure;
    struct net_event_template           t;
    RETURN_IF(take_net_event_template(given->enumTemplate, c->arena, &t));
    return net_event_subscribe(bfe_net_events(c->client->config.bfe), &t, told, s, &s->net);
}

static enum wfp_status begin(struct fwpm_call *c, struct event_subscription *s, int kind)
{
    struct callout_registry *callouts = bfe_callouts(c->client->config.bfe);
    if (kind == EVENTS_NET)
        return listen(c, s);
    return kind == EVENTS_VSWITCH && callouts ? switch_report_subscribe(callouts, told_of_switch, s, &s->switches) : WFP_OK;
}

/* Held before it hears anything, so that no event is told without its handle. */
enum wfp_status op_events_subscribe(struct fwpm_call *c, int kind)
{
    struct event_subscription *s;
    uint64_t                   handle;
    if (bfe_txn_is_open(c->session))
        return WFP_TXN_IN_PROGRESS; /* */
    RETURN_IF(bfe_check(c->session, rows[kind].container, rows[kind].right));
    RETURN_IF(subscription_new(c, kind, &s));
    enum wfp_status err = bfe_hold(c->session, HOLDING_EVENTS + kind, s, subscription_end, &handle);
    if (err) {
        subscription_end(c->client->config.bfe, s);
        return err;
    }
    atomic_store(&s->handle, handle);
    err = begin(c, s, kind);
    if (err)
        (void)!bfe_release(c->session, HOLDING_EVENTS + kind, handle);
    else
        c->out[NEW_HANDLE].number = handle;
    return err;
}

enum wfp_status op_events_unsubscribe(struct fwpm_call *c, int kind)
{
    return bfe_release_asked(c->session, HOLDING_EVENTS + kind, c->in[HANDLE_IN].number);
}

static const void *structure_of(const void *what)
{
    return ((const struct event_subscription *)what)->structure;
}

enum wfp_status op_events_subscriptions(struct fwpm_call *c, int kind)
{
    RETURN_IF(bfe_check(c->session, rows[kind].container, ACTRL_READ));
    return call_list_held(c, HOLDING_EVENTS + kind, rows[kind].type, structure_of);
}
