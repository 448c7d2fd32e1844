#include "api_km/callout_thunk.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "api_km/conduct.h"
#include "api_km/filter_view.h"
#include "api_km/metadata_view.h"
#include "nt/rule.h"

static_assert(sizeof(FWPS_INCOMING_VALUE0) == sizeof(struct value) &&
                  offsetof(FWP_VALUE0, uint64) == offsetof(struct value, u64),
              "the values of a classify are passed as they are");
static_assert(FWPS_CALLOUT_NOTIFY_ADD_FILTER == (int)CALLOUT_ADD_FILTER &&
                  FWPS_CALLOUT_NOTIFY_DELETE_FILTER == (int)CALLOUT_DELETE_FILTER &&
                  FWPS_CALLOUT_NOTIFY_ADD_FILTER_POST_COMMIT == (int)CALLOUT_ADD_FILTER_POST_COMMIT,
              "notifications keep their numbers");
static_assert(sizeof(GUID) == sizeof(struct guid), "keys are passed as they are");

#define MAX_FIELDS 64 /* of a layer */

/* Immutable while registered. */
struct thunk {
    struct km_context km; /* of the driver */
    UINT32            id;
    unsigned          version;
    UINT32            flags;
    union {
        FWPS_CALLOUT_CLASSIFY_FN0 v0;
        FWPS_CALLOUT_CLASSIFY_FN1 v1;
        FWPS_CALLOUT_CLASSIFY_FN2 v2;
        FWPS_CALLOUT_CLASSIFY_FN3 v3;
    } classify;
    union {
        FWPS_CALLOUT_NOTIFY_FN0 v0;
        FWPS_CALLOUT_NOTIFY_FN1 v1;
        FWPS_CALLOUT_NOTIFY_FN2 v2;
        FWPS_CALLOUT_NOTIFY_FN3 v3;
    } notify;
    FWPS_CALLOUT_FLOW_DELETE_NOTIFY_FN0 flow_delete;
};

/* The arguments of one classify, whatever the version. */
struct call {
    void                 *layer_data;
    const void           *context; /* classifyContext */
    const struct filter_view *filter;
    uint64_t              flow_context;
    FWPS_INCOMING_VALUES0 values;
    struct metadata_view  metadata; /* from here on overwritten when the call is over */
    FWPS_CLASSIFY_OUT0    out;
    struct value          shown[MAX_FIELDS]; /* what `values` points to */
};

static void call_version(const struct thunk *t, struct call *c)
{
    const FWPS_INCOMING_METADATA_VALUES0 *m = &c->metadata.values;
    const void                           *filter = &c->filter->filter;
    switch (t->version) {
    case 0:
        t->classify.v0(&c->values, m, c->layer_data, filter, c->flow_context, &c->out);
        break;
    case 1:
        t->classify.v1(&c->values, m, c->layer_data, c->context, filter, c->flow_context, &c->out);
        break;
    case 2:
        t->classify.v2(&c->values, m, c->layer_data, c->context, filter, c->flow_context, &c->out);
        break;
    case 3:
        t->classify.v3(&c->values, m, c->layer_data, c->context, filter, c->flow_context, &c->out);
        break;
    }
}

/* A copy, which is gone with the call (C-044). A token that the engine made up from a SID is no TOKEN_ACCESS_INFORMATION: such a
 * field is shown as if it had no value. */
static void show_values(const struct classify_in *in, const struct filter_view *view, struct value shown[MAX_FIELDS])
{
    memcpy(shown, in->values, in->layer->field_count * sizeof(shown[0]));
    for (unsigned i = 0; i < view->token_count; i++)
        if (shown[view->tokens[i]].type == TYPE_TOKEN_ACCESS_INFORMATION)
            shown[view->tokens[i]] = (struct value){ .type = TYPE_EMPTY };
}

/* C-044: what a driver kept pointers to is gone when the call is over. */
static void poison(struct call *c)
{
    memset(&c->metadata, 0xdb, offsetof(struct call, shown) - offsetof(struct call, metadata) +
                                   c->values.valueCount * sizeof(c->shown[0]));
    c->values = (FWPS_INCOMING_VALUES0){ 0xdbdb, 0, NULL };
    __asm__ volatile("" : : "r"(c) : "memory"); /* nobody reads it again, but it must be written */
}

static void thunk_classify(void *context, const struct classify_in *in, const struct rule *rule, uint64_t flow_context,
                           struct classify_out *out)
{
    const struct thunk *t = context;
    struct call         c;
    c.filter = rule->view;
    show_values(in, c.filter, c.shown);
    c.values = (FWPS_INCOMING_VALUES0){ in->layer->id, in->layer->field_count, (FWPS_INCOMING_VALUE0 *)(void *)c.shown }; /* B-053 */
    metadata_view(in->metadata, &c.metadata);
    c.out = (FWPS_CLASSIFY_OUT0){ .actionType = (FWP_ACTION_TYPE)out->action, .filterId = out->rule ? out->rule->id : 0,
                                  .rights = out->rights }; /* B-009, B-032 */
    c.layer_data = in->layer_data;
    c.context = in->request;
    c.flow_context = flow_context;
    struct conduct           watched; /* most of it is of use for breaches alone */
    const struct km_context *before = km_enter(&t->km);
    if (t->km.nt)
        conduct_begin(&watched, &(struct conducted){ &t->km, t->classify.v3, in, rule,
                                                     t->flags & CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY }, out);
    call_version(t, &c);
    out->action = (enum action_type)c.out.actionType;
    out->rights = c.out.rights & RIGHT_ACTION_WRITE;
    out->flags = c.out.flags;
    if (t->km.nt)
        conduct_end(&watched, out);
    km_leave(before);
    poison(&c);
}

/* C-042: told when such a filter enters a ruleset, since the callout will not be called to be told. */
static void tell_too_old(const struct thunk *t, const struct rule *rule)
{
    const struct layer_row *layer = &layer_rows[rule->layer];
    if (t->km.nt && t->version == 0 && (layer->pair == PAIR_ALE_CONNECT_REDIRECT || layer->pair == PAIR_ALE_BIND_REDIRECT))
        rule_broken(t->km.nt, RULE_OLD_VERSION_AT_REDIRECT, t, "filter %llu names a callout of version 0 at %s: it is not called",
                    (unsigned long long)rule->id, layer->name);
}

static enum wfp_status thunk_view(void *context, const struct rule *rule, struct arena *arena, const void **view)
{
    const struct thunk *t = context;
    tell_too_old(t, rule);
    *view = filter_view(rule, t->id, t->version, arena);
    return *view ? WFP_OK : WFP_NO_MEMORY;
}

static NTSTATUS notify_version(const struct thunk *t, enum callout_notify type, const GUID *key, void *filter)
{
    switch (t->version) {
    case 0:
        return t->notify.v0((FWPS_CALLOUT_NOTIFY_TYPE)type, key, filter);
    case 1:
        return t->notify.v1((FWPS_CALLOUT_NOTIFY_TYPE)type, key, filter);
    case 2:
        return t->notify.v2((FWPS_CALLOUT_NOTIFY_TYPE)type, key, filter);
    }
    return t->notify.v3((FWPS_CALLOUT_NOTIFY_TYPE)type, key, filter);
}

/* C-015: a deleted filter has no key any more; C-019: the callout may set the context that classify will see. */
static enum wfp_status thunk_notify(void *context, enum callout_notify type, const struct rule *rule, uint64_t *filter_context)
{
    const struct thunk *t = context;
    struct arena        arena;
    GUID                key;
    enum wfp_status     err = WFP_NO_MEMORY;
    arena_init(&arena);
    struct filter_view *view = filter_view(rule, t->id, t->version, &arena);
    if (view) {
        FWPS_FILTER3 *filter = &view->filter;
        memcpy(&key, &rule->key, sizeof(key));
        filter->context = *filter_context;
        const struct km_context *before = km_enter(&t->km);
        NTSTATUS                 said = notify_version(t, type, type == CALLOUT_DELETE_FILTER ? NULL : &key, filter);
        km_leave(before);
        *filter_context = filter->context;
        err = said < 0 ? WFP_CALLOUT_NOTIFICATION_FAILED : WFP_OK;
    }
    arena_fini(&arena);
    return err;
}

static void thunk_flow_delete(void *context, uint16_t layer, uint32_t callout_id, uint64_t flow_context)
{
    const struct thunk      *t = context;
    const struct km_context *before = km_enter(&t->km);
    t->flow_delete(layer, callout_id, flow_context);
    km_leave(before);
}

static const struct callout_functions functions = { thunk_classify, thunk_view, thunk_notify, thunk_flow_delete, free };
static const struct callout_functions without_flows = { thunk_classify, thunk_view, thunk_notify, NULL, free };

enum wfp_status callout_thunk_register(const struct km_context *km, const FWPS_CALLOUT3 *callout, unsigned version, UINT32 *id)
{
    struct callout_registration what = { .flags = callout->flags, .owner = km->driver, .version = version };
    if (!callout->classifyFn || !callout->notifyFn)
        return WFP_INVALID_ARGUMENT; /* C-003 */
    struct thunk *t = calloc(1, sizeof(*t));
    if (!t)
        return WFP_NO_MEMORY;
    memcpy(&what.key, &callout->calloutKey, sizeof(what.key));
    t->km = *km;
    t->version = version;
    t->flags = callout->flags;
    t->id = callout_id_take(km->callouts, &what.key); /* before its functions may be called */
    t->classify.v3 = callout->classifyFn;
    t->notify.v3 = callout->notifyFn;
    t->flow_delete = callout->flowDeleteFn;
    what.functions = callout->flowDeleteFn ? &functions : &without_flows;
    what.context = t;
    enum wfp_status err = t->id ? callout_register(km->callouts, &what, id) : WFP_NO_MEMORY;
    if (t->id)
        callout_id_put(km->callouts, &what.key); /* the registry holds it now */
    if (err)
        free(t);
    return err;
}
