/* Enumerations of layers, of sessions, of net events, and of what an IPsec engine would have, which is nothing here. */
#include <stdlib.h>

#include "api_fwpm/net_event_record.h"
#include "api_fwpm/operations.h"
#include "api_fwpm/show.h"
#include "bfe/net_event_log.h"
#include "bfe/setting.h"
#include "bfe/txn.h"

enum { TEMPLATE = 1, NEW_HANDLE = 2, HANDLE_IN = 1, REQUESTED = 2, ENTRIES = 3, RETURNED = 4 };
enum { HOLDING_ROWS = 100 };

/* A snapshot; immutable but for `next`. */
struct rows {
    struct arena           arena;
    struct net_event_list *events; /* what entries borrow, or NULL */
    const void           **entries;
    uint32_t               count, next;
};

static const enum container containers[] = {
    [ROWS_LAYERS] = CONTAINER_LAYERS,           [ROWS_SESSIONS] = CONTAINER_ENGINE,
    [ROWS_NET_EVENTS] = CONTAINER_NET_EVENTS,
    [ROWS_CONNECTIONS] = CONTAINER_CONNECTIONS, [ROWS_IPSEC_SAS] = CONTAINER_IPSEC_SA_DB,
    [ROWS_IPSEC_SA_CONTEXTS] = CONTAINER_IPSEC_SA_DB, [ROWS_IKE_SAS] = CONTAINER_IKE_SA_DB,
    [ROWS_DOSP_STATES] = CONTAINER_IPSEC_DOSP,
};

static void rows_end(struct bfe *b, void *what)
{
    struct rows *r = what;
    (void)b;
    net_event_list_free(r->events);
    arena_fini(&r->arena);
    free(r);
}

/* those that the caller may read. */
static enum wfp_status fill_layers(struct bfe_session *s, struct rows *r)
{
    r->entries = arena_array(&r->arena, LAYER_COUNT, sizeof(void *));
    for (uint16_t i = 0; r->entries && i < LAYER_COUNT; i++) {
        if (bfe_check_layer(s, i, ACTRL_READ))
            continue;
        r->entries[r->count] = show_layer(&layer_rows[i], &r->arena);
        if (!r->entries[r->count++])
            return WFP_NO_MEMORY;
    }
    return r->entries ? WFP_OK : WFP_NO_MEMORY;
}

static enum wfp_status fill_sessions(struct bfe_session *s, struct rows *r)
{
    struct session_row *sessions;
    uint32_t            count;
    RETURN_IF(bfe_session_list(s, &r->arena, &sessions, &count));
    r->entries = arena_array(&r->arena, count, sizeof(void *));
    for (uint32_t i = 0; r->entries && i < count; i++) {
        r->entries[r->count] = show_session(&sessions[i], &r->arena);
        if (!r->entries[r->count++])
            return WFP_NO_MEMORY;
    }
    return r->entries ? WFP_OK : WFP_NO_MEMORY;
}

/* A-029, H-004, H-005. Events are read by their container's right, having none of their own. */
static enum wfp_status fill_net_events(struct fwpm_call *c, struct rows *r)
{
    struct net_event_template t;
    if (bfe_txn_is_open(c->session))
        return WFP_TXN_IN_PROGRESS;
    RETURN_IF(take_net_event_template(c->in[TEMPLATE].in, c->arena, &t));
    RETURN_IF(net_event_log_list(bfe_net_events(c->client->config.bfe), &t, &r->events));
    r->entries = arena_array(&r->arena, r->events->count, sizeof(void *));
    if (!r->entries)
        return WFP_NO_MEMORY;
    if (bfe_check(c->session, CONTAINER_NET_EVENTS, ACTRL_READ))
        return WFP_OK;
    for (uint32_t i = 0; i < r->events->count; i++) {
        r->entries[r->count] = show_net_event(r->events->events[i], &r->arena);
        if (!r->entries[r->count++])
            return WFP_NO_MEMORY;
    }
    return WFP_OK;
}

/* Whether connections are monitored. */
static enum wfp_status check_monitored(struct fwpm_call *c)
{
    bool on = bfe_option(c->client->config.bfe, OPTION_MONITOR_IPSEC_CONNECTIONS);
    return on ? WFP_OK : WFP_CONNECTIONS_DISABLED;
}

static enum wfp_status fill(struct fwpm_call *c, int kind, struct rows *r)
{
    switch (kind) {
    case ROWS_LAYERS:
        return fill_layers(c->session, r);
    case ROWS_SESSIONS:
        return fill_sessions(c->session, r);
    case ROWS_NET_EVENTS:
        return fill_net_events(c, r);
    case ROWS_CONNECTIONS:
        return check_monitored(c);
    default:
        return WFP_OK;
    }
}

enum wfp_status op_rows_open(struct fwpm_call *c, int kind)
{
    RETURN_IF(bfe_check(c->session, containers[kind], ACTRL_ENUM));
    struct rows *r = calloc(1, sizeof(*r));
    if (!r)
        return WFP_NO_MEMORY;
    enum wfp_status err = fill(c, kind, r);
    if (err == WFP_OK)
        err = bfe_hold(c->session, HOLDING_ROWS + kind, r, rows_end, &c->out[NEW_HANDLE].number);
    if (err)
        rows_end(NULL, r);
    return err;
}

/* Not for a thread that destroys the handle at the same time. */
enum wfp_status op_rows_next(struct fwpm_call *c, int kind)
{
    void *held;
    RETURN_IF(bfe_held(c->session, HOLDING_ROWS + kind, c->in[HANDLE_IN].number, &held));
    struct rows *r = held;
    if (kind == ROWS_NET_EVENTS && !net_event_log_collects(bfe_net_events(c->client->config.bfe)))
        return WFP_NET_EVENTS_DISABLED;
    uint32_t left = r->count - r->next, n = (uint32_t)c->in[REQUESTED].number;
    n = left < n ? left : n;
    c->out[ENTRIES].in = n ? r->entries + r->next : NULL;
    c->out[RETURNED].number = n;
    r->next += n;
    return WFP_OK;
}

enum wfp_status op_rows_close(struct fwpm_call *c, int kind)
{
    return bfe_release_asked(c->session, HOLDING_ROWS + kind, c->in[HANDLE_IN].number);
}
