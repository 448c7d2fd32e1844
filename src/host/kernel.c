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

/* --- begin and end -------------------------------------------------------------------------------------------------------- */

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

/* --- time and rest -------------------------------------------------------------------------------------------------------- */

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

void kernel_collect(struct kernel *k)
{
    grace_collect(k->grace);
}

void kernel_drain(struct kernel *k)
{
    if (k->module_count)
        nt_drain(k->nt);
}

/* --- who hears of it, and whom it knows ----------------------------------------------------------------------------------- */

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
