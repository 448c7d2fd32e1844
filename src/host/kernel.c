#include "host/kernel.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "api_km/context.h"
#include "api_km/engines.h"
#include "base/filetime.h"
#include "bfe/net_event_log.h"
#include "bfe/store.h"
#include "callout/injection.h"
#include "callout/registry.h"
#include "host/compactor.h"
#include "host/kernel_state.h"
#include "host/module.h"
#include "host/walker_serve.h"
#include "nt/errand.h"
#include "nt/sched.h"

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
    const struct kernel *k = context;
    struct timespec      t;
    if (!k->config.live)
        return filetime_of_ns(atomic_load_explicit(&k->time_ns, memory_order_relaxed));
    clock_gettime(CLOCK_REALTIME, &t);
    return filetime_of_ns((uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec);
}

/* An engine of its own. */
static enum wfp_status begin_engine(struct kernel *k, const struct kernel_config *config)
{
    RETURN_IF(callout_registry_new(&k->own_callouts));
    k->callouts = k->own_callouts;
    callout_registry_schedule(k->callouts, k->nt);
    callout_registry_watch(k->callouts, config->hooks);
    if (!config->events)
        RETURN_IF(net_event_log_new(&k->own_events));
    k->events = config->events ? config->events : k->own_events;
    RETURN_IF(grace_new(&k->own_grace));
    k->grace = k->own_grace;
    struct bfe_config store = { .callouts = k->callouts, .initial = config->policy, .retire = grace_retire, .context = k->grace,
                                .waits = nt_bells(k->nt), .events = k->events, .order = config->order };
    if (config->live && !config->seeded) {
        RETURN_IF(compactor_new(&k->own_compactor));
        store.compaction_due = compactor_due;
        store.compaction_context = k->own_compactor;
    }
    RETURN_IF(bfe_new(&store, &k->own_bfe));
    k->bfe = k->own_bfe;
    return k->own_compactor ? compactor_start(k->own_compactor, k->bfe) : WFP_OK;
}

/* Somebody else's, a daemon's: it keeps objects, and programs manage it. */
static enum wfp_status stand_on(struct kernel *k, const struct kernel_config *config)
{
    k->bfe = config->bfe;
    k->grace = config->grace;
    k->callouts = bfe_callouts(k->bfe);
    k->events = bfe_net_events(k->bfe);
    callout_registry_schedule(k->callouts, k->nt);
    callout_registry_watch(k->callouts, config->hooks);
    return WFP_OK;
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
    err = config->bfe ? stand_on(k, config) : begin_engine(k, config);
    if (err)
        goto fail;
    err = cost_set_new(&k->cost);
    if (err)
        goto fail;
    k->sink = walkers_sink(k);
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
    if (k->bfe)
        (void)km_engines_end(k->bfe, NULL);
    compactor_stop(k->own_compactor);
    if (k->own_bfe)
        bfe_free(k->own_bfe);
    compactor_free(k->own_compactor);
    grace_free(k->own_grace);
    if (k->own_callouts)
        callout_registry_free(k->own_callouts);
    else if (k->callouts)
        callout_registry_schedule(k->callouts, NULL);
    if (k->nt)
        nt_system_free(k->nt);
    net_event_log_free(k->own_events);
    cost_set_free(k->cost);
    pthread_mutex_destroy(&k->lock);
    free(k);
}

/* A walking thread asks for names while another one loads. */
static void lock_modules(const struct kernel *k)
{
    pthread_mutex_lock(&((struct kernel *)(uintptr_t)k)->lock);
}

static void unlock_modules(const struct kernel *k)
{
    pthread_mutex_unlock(&((struct kernel *)(uintptr_t)k)->lock);
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
    return k->walker && walker_serve_once(k->walker);
}

enum wfp_status kernel_load(struct kernel *k, const char *path, char why[KERNEL_ERROR_SIZE])
{
    const struct module_settings settings = { k->config.parameters, k->config.parameter_count, { serve, k } };
    if (k->module_count == MAX_MODULES) {
        snprintf(why, KERNEL_ERROR_SIZE, "%s: more than %d modules; load fewer", path, MAX_MODULES);
        return WFP_OUT_OF_BOUNDS;
    }
    struct module  *m;
    enum wfp_status err = module_load(path, &k->context, &settings, &m, why, KERNEL_ERROR_SIZE);
    if (err) {
        expel_strangers(k);
        return err;
    }
    lock_modules(k);
    k->modules[k->module_count++] = m;
    unlock_modules(k);
    if (!k->config.live)
        kernel_settle(k);
    return WFP_OK;
}

void kernel_set_time(struct kernel *k, uint64_t ns)
{
    atomic_store_explicit(&k->time_ns, ns, memory_order_relaxed);
    if (k->walker)
        walker_packet(k->walker, ns);
    nt_time_passes(k->nt, on_now(k));
}

const struct ruleset *kernel_ruleset(const struct kernel *k)
{
    return bfe_ruleset(k->bfe);
}

/* --- what modules ask of the stack -------------------------------------------------------------------------------- */

const char *kernel_module_of(const struct kernel *k, const void *owner)
{
    const char *name = "wfp";
    lock_modules(k);
    for (unsigned i = 0; i < k->module_count; i++)
        if (owner && module_context(k->modules[i])->driver == owner)
            name = module_name(k->modules[i]);
    unlock_modules(k);
    return name;
}

static uint64_t now_ns(const struct kernel *k)
{
    return atomic_load_explicit(&k->time_ns, memory_order_relaxed);
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
    if (k->walker)
        walker_begin(k->walker, now_ns(k));
    do {
        if (k->module_count)
            let_modules_work(k, all);
        grace_collect(k->grace);
    } while (k->walker && walker_serve_once(k->walker));
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

bool kernel_serve(struct kernel *k)
{
    grace_collect(k->grace);
    return k->walker && walker_serve(k->walker);
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
    return kernel_module_of(k, injection->owner);
}

const char *kernel_answerer(const struct kernel *k, const struct rule *rule)
{
    const void *owner = rule->callout_ops ? callout_owner(rule->callout) : NULL;
    return owner ? kernel_module_of(k, owner) : NULL;
}

const struct km_context *kernel_context(const struct kernel *k)
{
    return &k->context;
}

struct net_event_log *kernel_net_events(const struct kernel *k)
{
    return k->events;
}

static void on_walked(void *context, const struct pkt_ctx *walk, const struct injection *i)
{
    struct kernel *k = context;
    if (k->walked)
        k->walked(k->walked_context, walk, i);
}

static struct vswitch *find_vswitch(void *context, const struct guid *id)
{
    const struct kernel *k = context;
    return k->find_vswitch ? k->find_vswitch(k->vswitch_context, id) : NULL;
}

static void deliver_vswitch(void *context, struct vswitch *sw, const struct vswitch_walk *walk, const struct injection *i)
{
    const struct kernel *k = context;
    k->deliver_vswitch(k->vswitch_context, sw, walk, i);
}

static void detach_shim(struct kernel *k)
{
    settle(k, true);
    callout_registry_set_sink(k->callouts, NULL);
    settle(k, true); /* what came before nobody took anything any more */
    walker_free(k->walker);
    k->walker = NULL;
}

enum wfp_status kernel_attach_shim(struct kernel *k, struct shim *s)
{
    const struct walker_config config = { .shim = s, .wake = wake, .walked = on_walked, .find_vswitch = find_vswitch,
                                          .deliver_vswitch = deliver_vswitch, .context = k };
    if (k->walker)
        detach_shim(k);
    return s ? walker_new(k, &config, &k->walker) : WFP_OK;
}

struct bfe *kernel_bfe(struct kernel *k)
{
    return k->bfe;
}

void kernel_attach_endpoints(struct kernel *k, struct endpoint_table *t)
{
    callout_registry_set_endpoints(k->callouts, t);
}

/* Out of the list first: a walking thread that asks for names must not find one that is being freed. */
static unsigned unload(struct kernel *k, unsigned at)
{
    struct module *m = k->modules[at];
    lock_modules(k);
    memmove(&k->modules[at], &k->modules[at + 1], (k->module_count - at - 1) * sizeof(struct module *));
    k->module_count--;
    unlock_modules(k);
    return module_unload(m);
}

const char *kernel_module_name(const struct kernel *k, unsigned at)
{
    return at < k->module_count ? module_name(k->modules[at]) : NULL;
}

void kernel_collect(struct kernel *k)
{
    grace_collect(k->grace);
}

void kernel_drain(struct kernel *k)
{
    if (k->module_count)
        nt_drain(k->nt);
}

bool kernel_unload_one(struct kernel *k, const char *name, unsigned *leaks)
{
    for (unsigned i = k->module_count; i-- > 0;)
        if (strcmp(module_name(k->modules[i]), name) == 0) {
            *leaks = unload(k, i);
            return true;
        }
    return false;
}

unsigned kernel_unload(struct kernel *k)
{
    unsigned leaks = 0;
    while (k->module_count)
        leaks += unload(k, k->module_count - 1);
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
