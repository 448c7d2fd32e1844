#include "manage/watch.h"

#include "api_fwpm/take.h"
#include "api_um/fwpm_link.h"
#include "manage/link.h"
#include "record/record_json.h"

/* The public callbacks know their kind by which of them they are. */
static void tell(const struct manage_watcher *w, enum object_kind kind, FWPM_CHANGE_TYPE type, const GUID *key, uint64_t id)
{
    struct manage_change change = { kind, type == FWPM_CHANGE_DELETE, guid_taken(key), id };
    w->change(w->context, &change);
}

static void CALLBACK on_provider(void *w, const FWPM_PROVIDER_CHANGE0 *c)
{
    tell(w, OBJECT_PROVIDER, c->changeType, &c->providerKey, 0);
}

static void CALLBACK on_context(void *w, const FWPM_PROVIDER_CONTEXT_CHANGE0 *c)
{
    tell(w, OBJECT_CONTEXT, c->changeType, &c->providerContextKey, c->providerContextId);
}

static void CALLBACK on_sublayer(void *w, const FWPM_SUBLAYER_CHANGE0 *c)
{
    tell(w, OBJECT_SUBLAYER, c->changeType, &c->subLayerKey, 0);
}

static void CALLBACK on_callout(void *w, const FWPM_CALLOUT_CHANGE0 *c)
{
    tell(w, OBJECT_CALLOUT, c->changeType, &c->calloutKey, c->calloutId);
}

static void CALLBACK on_filter(void *w, const FWPM_FILTER_CHANGE0 *c)
{
    tell(w, OBJECT_FILTER, c->changeType, &c->filterKey, c->filterId);
}

static void CALLBACK on_net_event(void *context, const FWPM_NET_EVENT5 *event)
{
    const struct manage_watcher *w = context;
    json_t                      *json;
    if (record_to_json(&record_FWPM_NET_EVENT5, event, &json) != WFP_OK)
        return; /* without guarantee */
    w->net_event(w->context, json);
    json_decref(json);
}

#define SUBSCRIBE_FLAGS (FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD | FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE)

static enum wfp_status watch_changes(struct manage *m, void *w)
{
    FWPM_PROVIDER_SUBSCRIPTION0         provider = { .flags = SUBSCRIBE_FLAGS };
    FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0 context = { .flags = SUBSCRIBE_FLAGS };
    FWPM_SUBLAYER_SUBSCRIPTION0         sublayer = { .flags = SUBSCRIBE_FLAGS };
    FWPM_CALLOUT_SUBSCRIPTION0          callout = { .flags = SUBSCRIBE_FLAGS };
    FWPM_FILTER_SUBSCRIPTION0           filter = { .flags = SUBSCRIBE_FLAGS };
    HANDLE                              handle; /* ends with the session */
    RETURN_IF(manage_status(FwpmProviderSubscribeChanges0(m->engine, &provider, on_provider, w, &handle)));
    RETURN_IF(manage_status(FwpmProviderContextSubscribeChanges0(m->engine, &context, on_context, w, &handle)));
    RETURN_IF(manage_status(FwpmSubLayerSubscribeChanges0(m->engine, &sublayer, on_sublayer, w, &handle)));
    RETURN_IF(manage_status(FwpmCalloutSubscribeChanges0(m->engine, &callout, on_callout, w, &handle)));
    return manage_status(FwpmFilterSubscribeChanges0(m->engine, &filter, on_filter, w, &handle));
}

static enum wfp_status watch_net_events(struct manage *m, void *w)
{
    FWPM_NET_EVENT_SUBSCRIPTION0 all = { .flags = 0 };
    HANDLE                       handle;
    return manage_status(FwpmNetEventSubscribe4(m->engine, &all, on_net_event, w, &handle));
}

enum wfp_status manage_watch(struct manage *m, const struct manage_watcher *w)
{
    void *context = (void *)(uintptr_t)w;
    if (w->change)
        RETURN_IF(watch_changes(m, context));
    return w->net_event ? watch_net_events(m, context) : WFP_OK;
}

/* The engine option needs no right but that to open a session. */
enum wfp_status manage_ping(struct manage *m)
{
    uint32_t ignored;
    return manage_option(m, FWPM_ENGINE_PACKET_QUEUING, &ignored);
}
