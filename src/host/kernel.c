#include "host/kernel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "api_km/context.h"
#include "api_km/engines.h"
#include "base/filetime.h"
#include "bfe/net_event_log.h"
#include "bfe/store.h"
#include "callout/context.h"
#include "callout/injection.h"
#include "callout/pend.h"
#include "callout/registry.h"
#include "host/circle.h"
#include "host/inbox.h"
#include "host/module.h"
#include "nt/errand.h"
#include "nt/sched.h"
#include "shim/inject.h"
#include "shim/socket.h"
#include "shim/vswitch.h"

#define MAX_MODULES 32

struct retired {
    struct ruleset *rules;
    struct retired *next;
};

struct kernel {
    struct kernel_config     config;
    struct nt_system        *nt;
    struct callout_registry *callouts;
    struct bfe              *bfe;
    struct net_event_log    *events, *own_events; /* own_events: made here, or NULL */
    struct km_context        context;
    struct module           *modules[MAX_MODULES];
    unsigned                 module_count;
    _Atomic uint64_t         time_ns;
    struct shim             *shim; /* NULL: nobody walks */
    struct inbox            *inbox; /* of the shim */
    kernel_walked_fn         walked;
    void                    *walked_context;
    void                   (*work)(void *context); /* set before there are threads that call it */
    void                    *work_context;
    kernel_find_vswitch_fn   find_vswitch; /* NULL: there are no switches */
    kernel_deliver_vswitch_fn deliver_vswitch;
    void                    *vswitch_context;
    struct circle            circle;
    pthread_mutex_t          lock;
    struct retired          *retired; /* guarded by: lock */
};

static void on_log(void *context, enum nt_log_kind kind, const char *driver, const char *line)
{
    struct kernel *k = context;
    k->config.log(k->config.context, kind == NT_LOG_REPORT, driver ? driver : "wfp", line);
}

static void on_stopped(void *context, const struct nt_bugcheck *why)
{
    struct kernel *k = context;
    (void)why;
    if (k->config.stopped)
        k->config.stopped(k->config.context);
}

static uint64_t on_now(void *context)
{
    struct kernel *k = context;
    return filetime_of_ns(atomic_load_explicit(&k->time_ns, memory_order_relaxed));
}

/* A walk may still read it: it is freed between two walks. Without memory to remember it, it is left to leak. */
static void on_retire(void *context, struct ruleset *old)
{
    struct kernel  *k = context;
    struct retired *r = malloc(sizeof(*r));
    if (!r)
        return;
    r->rules = old;
    pthread_mutex_lock(&k->lock);
    r->next = k->retired;
    k->retired = r;
    pthread_mutex_unlock(&k->lock);
}

static void free_retired(struct kernel *k)
{
    pthread_mutex_lock(&k->lock);
    struct retired *r = k->retired;
    k->retired = NULL;
    pthread_mutex_unlock(&k->lock);
    while (r) {
        struct retired *next = r->next;
        ruleset_free(r->rules);
        free(r);
        r = next;
    }
}

enum wfp_status kernel_new(const struct kernel_config *config, struct kernel **out)
{
    struct kernel  *k = calloc(1, sizeof(*k));
    enum wfp_status err;
    if (!k)
        return WFP_NO_MEMORY;
    k->config = *config;
    pthread_mutex_init(&k->lock, NULL);
    struct nt_options options = { .context = k, .log = on_log, .now = on_now, .stopped = on_stopped,
                                  .seeded = config->seeded, .seed = config->seed, .hooks = config->hooks, .fault = config->fault };
    err = module_system_new(&options, &k->nt);
    if (err)
        goto fail;
    err = callout_registry_new(&k->callouts);
    if (err)
        goto fail;
    callout_registry_schedule(k->callouts, k->nt);
    callout_registry_watch(k->callouts, config->hooks);
    if (!config->events)
        err = net_event_log_new(&k->own_events);
    if (err)
        goto fail;
    k->events = config->events ? config->events : k->own_events;
    struct bfe_config store = { .callouts = k->callouts, .initial = config->policy, .retire = on_retire, .context = k,
                                .waits = nt_bells(k->nt), .events = k->events,
                                .order = config->order };
    err = bfe_new(&store, &k->bfe);
    if (err)
        goto fail;
    k->context = (struct km_context){ .nt = k->nt, .bfe = k->bfe, .callouts = k->callouts };
    *out = k;
    return WFP_OK;

fail:
    kernel_free(k);
    return err;
}

void kernel_free(struct kernel *k)
{
    if (!k)
        return;
    kernel_unload(k);
    if (k->bfe) {
        (void)km_engines_end(k->bfe, NULL);
        bfe_free(k->bfe);
    }
    free_retired(k);
    if (k->callouts)
        callout_registry_free(k->callouts);
    if (k->nt)
        nt_system_free(k->nt);
    net_event_log_free(k->own_events);
    pthread_mutex_destroy(&k->lock);
    free(k);
}

static bool is_loaded(const struct kernel *k, const void *owner)
{
    for (unsigned i = 0; i < k->module_count; i++)
        if (module_context(k->modules[i])->driver == owner)
            return true;
    return false;
}

/* Callouts whose module is gone are never called again (C-009). How many there were. */
static unsigned expel_strangers(struct kernel *k)
{
    struct callout_info first[64];
    unsigned            expelled = 0, found;
    do {
        uint32_t n = callout_list(k->callouts, NULL, first, COUNT_OF(first));
        n = n < COUNT_OF(first) ? n : COUNT_OF(first);
        found = 0;
        for (uint32_t i = 0; i < n; i++)
            if (first[i].owner && !is_loaded(k, first[i].owner))
                found += callout_expel(k->callouts, first[i].owner);
        expelled += found;
    } while (found);
    return expelled;
}

/* What a driver's DriverEntry or unload routine may wait for, done by the thread that walks. */
static bool serve(void *context)
{
    struct kernel *k = context;
    return k->inbox && inbox_serve(k->inbox);
}

enum wfp_status kernel_load(struct kernel *k, const char *path, char why[KERNEL_ERROR_SIZE])
{
    const struct module_settings settings = { k->config.parameters, k->config.parameter_count, { serve, k } };
    if (k->module_count == MAX_MODULES) {
        snprintf(why, KERNEL_ERROR_SIZE, "%s: more than %d modules; load fewer", path, MAX_MODULES);
        return WFP_OUT_OF_BOUNDS;
    }
    enum wfp_status err = module_load(path, &k->context, &settings, &k->modules[k->module_count], why, KERNEL_ERROR_SIZE);
    if (err) {
        expel_strangers(k);
        return err;
    }
    k->module_count++;
    kernel_settle(k);
    return WFP_OK;
}

void kernel_set_time(struct kernel *k, uint64_t ns)
{
    atomic_store_explicit(&k->time_ns, ns, memory_order_relaxed);
    circle_packet(&k->circle);
    nt_time_passes(k->nt, on_now(k));
}

const struct ruleset *kernel_ruleset(const struct kernel *k)
{
    return bfe_ruleset(k->bfe);
}

/* --- what modules ask of the stack -------------------------------------------------------------------------------- */

static void tell_walk(struct kernel *k, const struct pkt_ctx *walk, const struct injection *i)
{
    if (k->walked && walk)
        k->walked(k->walked_context, walk, i);
}

static uint64_t now_ns(const struct kernel *k)
{
    return atomic_load_explicit(&k->time_ns, memory_order_relaxed);
}

static const char *module_of(const struct kernel *k, const void *owner)
{
    for (unsigned i = 0; i < k->module_count; i++)
        if (owner && module_context(k->modules[i])->driver == owner)
            return module_name(k->modules[i]);
    return "wfp";
}

static const char *name_of(const void *context, const void *owner)
{
    return module_of(context, owner);
}

static void deliver(struct kernel *k, struct vswitch *sw, const struct vswitch_walk *walk, const struct injection *i)
{
    bool more = walk->walk->verdict == VERDICT_PERMIT;
    for (; more; more = shim_vswitch_next(k->shim))
        k->deliver_vswitch(k->vswitch_context, sw, walk, i);
}

static const struct pkt_ctx *walk_switch(struct kernel *k, struct injection *i)
{
    struct vswitch *sw = k->find_vswitch ? k->find_vswitch(k->vswitch_context, &i->vswitch_id) : NULL;
    if (!sw)
        return NULL;
    const struct vswitch_walk *walk = shim_vswitch_inject(k->shim, kernel_ruleset(k), sw, i, now_ns(k));
    deliver(k, sw, walk, i);
    return walk->walk;
}

static const struct pkt_ctx *walk_injection(struct kernel *k, struct injection *i)
{
    if (i->path == INJECTION_VSWITCH_INGRESS)
        return walk_switch(k, i);
    return shim_inject(k->shim, kernel_ruleset(k), i, now_ns(k));
}

static void serve_injection(struct kernel *k, struct injection *i)
{
    circle_injection(&k->circle, i, k->callouts, k->nt, name_of, k);
    inbox_refuse(k->inbox, k->circle.endless);
    const struct pkt_ctx *walk = walk_injection(k, i); /* NULL: there is no such switch */
    int32_t status = walk ? injection_status(walk) : (int32_t)status_row(WFP_NOT_FOUND)->ntstatus; /* whoever is told may walk an answer, and the shim has one context */
    tell_walk(k, walk, i);
    injection_done(i, status);
}

/* Told before the driver goes on, whose lines then come after the packet's. */
static void serve_operation(struct kernel *k, struct pended_operation *op)
{
    tell_walk(k, shim_resume(k->shim, kernel_ruleset(k), op, now_ns(k)), NULL);
    pend_finish(op);
}

static void serve_abort(struct kernel *k, struct inbox_abort *a)
{
    tell_walk(k, shim_abort(k->shim, kernel_ruleset(k), a->flow_id, now_ns(k)), NULL);
    inbox_abort_free(a);
}

/* Every item begins with its link. */
static void serve_item(void *context, struct sink_link *item)
{
    struct kernel *k = context;
    switch (item->kind) {
    case SINK_INJECTION:
        serve_injection(k, (struct injection *)item);
        break;
    case SINK_OPERATION:
        serve_operation(k, (struct pended_operation *)item);
        break;
    case SINK_CLASSIFY:
        socket_answered(kernel_ruleset(k), (struct classify_request *)item, now_ns(k));
        break;
    case SINK_ABORT:
        serve_abort(k, (struct inbox_abort *)item);
        break;
    }
    free_retired(k);
}

static bool is_walking(void *context)
{
    return shim_is_walking(((struct kernel *)context)->shim);
}

static void wake(void *context)
{
    struct kernel *k = context;
    nt_wake(k->nt);
    if (k->work)
        k->work(k->work_context);
}

/* Seeded, the next packet may come before modules have done all they could. */
static void let_modules_work(struct kernel *k, bool all)
{
    if (!all && nt_is_seeded(k->nt) && nt_draw(k->nt, 2) == 0)
        nt_point(k->nt);
    else
        nt_drain(k->nt);
}

static void settle(struct kernel *k, bool all)
{
    circle_begin(&k->circle);
    if (k->inbox)
        inbox_refuse(k->inbox, false);
    do {
        if (k->module_count)
            let_modules_work(k, all);
        free_retired(k);
    } while (k->inbox && inbox_serve(k->inbox));
}

void kernel_settle(struct kernel *k)
{
    settle(k, false);
}

void kernel_settle_all(struct kernel *k)
{
    settle(k, !nt_is_seeded(k->nt) || nt_draw(k->nt, 2) == 0);
}

void kernel_exhaust(struct kernel *k)
{
    settle(k, true);
}

/* Drivers that inject without end are found out by what comes between two pauses of theirs. */
bool kernel_serve(struct kernel *k)
{
    free_retired(k);
    if (!k->inbox)
        return false;
    if (inbox_serve(k->inbox))
        return true;
    circle_begin(&k->circle);
    inbox_refuse(k->inbox, false);
    return false;
}

void kernel_on_work(struct kernel *k, void (*come)(void *context), void *context)
{
    k->work = come;
    k->work_context = context;
}

void kernel_on_vswitch(struct kernel *k, kernel_find_vswitch_fn find, kernel_deliver_vswitch_fn deliver_one, void *context)
{
    k->find_vswitch = find;
    k->deliver_vswitch = deliver_one;
    k->vswitch_context = context;
}

void kernel_on_walk(struct kernel *k, kernel_walked_fn walked, void *context)
{
    k->walked = walked;
    k->walked_context = context;
}

const char *kernel_injector(const struct kernel *k, const struct injection *injection)
{
    return module_of(k, injection->owner);
}

const char *kernel_answerer(const struct kernel *k, const struct rule *rule)
{
    const void *owner = rule->callout_ops ? callout_owner(rule->callout) : NULL;
    return owner ? module_of(k, owner) : NULL;
}

const struct km_context *kernel_context(const struct kernel *k)
{
    return &k->context;
}

struct net_event_log *kernel_net_events(const struct kernel *k)
{
    return k->events;
}

static void detach_shim(struct kernel *k)
{
    settle(k, true);
    callout_registry_set_sink(k->callouts, NULL);
    settle(k, true); /* what came before nobody took anything any more */
    flow_contexts_attach(k->callouts, NULL);
    inbox_free(k->inbox);
    k->inbox = NULL;
    k->shim = NULL;
}

enum wfp_status kernel_attach_shim(struct kernel *k, struct shim *s)
{
    const struct inbox_owner owner = { k, serve_item, is_walking, wake };
    if (k->shim)
        detach_shim(k);
    if (!s)
        return WFP_OK;
    RETURN_IF(inbox_new(&owner, &k->inbox));
    k->shim = s;
    flow_contexts_attach(k->callouts, shim_flows(s));
    shim_attach_callouts(s, k->callouts);
    callout_registry_set_sink(k->callouts, inbox_sink(k->inbox));
    return WFP_OK;
}

struct bfe *kernel_bfe(struct kernel *k)
{
    return k->bfe;
}

void kernel_attach_endpoints(struct kernel *k, struct endpoint_table *t)
{
    callout_registry_set_endpoints(k->callouts, t);
}

unsigned kernel_unload(struct kernel *k)
{
    unsigned leaks = 0;
    while (k->module_count) {
        leaks += module_unload(k->modules[--k->module_count]);
    }
    return leaks;
}

static const struct callout *object_of(const struct kernel *k, const struct guid *key)
{
    const struct policy *p = bfe_policy(k->bfe);
    for (uint32_t i = 0; i < p->callout_count; i++)
        if (guid_equal(&p->callouts[i].key, key))
            return &p->callouts[i];
    return NULL;
}

static struct why_callout explained(const struct kernel *k, const struct guid *key, bool registered)
{
    const struct callout *c = object_of(k, key);
    return (struct why_callout){ *key, c ? c->name : NULL, c ? c->layer : LAYER_ID_NONE, registered };
}

static bool is_registered(const struct callout_info *all, uint32_t count, const struct guid *key)
{
    for (uint32_t i = 0; i < count; i++)
        if (guid_equal(&all[i].key, key))
            return true;
    return false;
}

static const struct module *module_named(const struct kernel *k, const char *name)
{
    for (unsigned i = 0; i < k->module_count; i++)
        if (strcmp(module_name(k->modules[i]), name) == 0)
            return k->modules[i];
    return NULL;
}

int kernel_callouts(const struct kernel *k, const char *name, struct why_callout *out, uint32_t max)
{
    enum { MOST = 256 };
    static struct callout_info all[MOST];
    const struct module       *m = module_named(k, name);
    const struct policy       *p = bfe_policy(k->bfe);
    uint32_t                   n = 0, count = callout_list(k->callouts, NULL, all, MOST);
    if (!m)
        return -1;
    count = count < MOST ? count : MOST;
    for (uint32_t i = 0; i < count && n < max; i++)
        if (all[i].owner == module_context(m)->driver)
            out[n++] = explained(k, &all[i].key, true);
    for (uint32_t i = 0; i < p->callout_count && n < max; i++)
        if (!is_registered(all, count, &p->callouts[i].key))
            out[n++] = explained(k, &p->callouts[i].key, false);
    return (int)n;
}
