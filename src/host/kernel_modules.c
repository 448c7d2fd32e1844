/* The driver modules of a kernel: loading and unloading, and whose something is. */
#include <stdio.h>
#include <string.h>

#include "bfe/store.h"
#include "callout/entry.h"
#include "callout/injection.h"
#include "callout/registry.h"
#include "host/kernel_state.h"
#include "host/module.h"
#include "host/walker_serve.h"

/* A walking thread asks for names while another one loads. */
static void lock_modules(const struct kernel *k)
{
    pthread_mutex_lock(&((struct kernel *)(uintptr_t)k)->lock);
}

static void unlock_modules(const struct kernel *k)
{
    pthread_mutex_unlock(&((struct kernel *)(uintptr_t)k)->lock);
}

/* --- loading -------------------------------------------------------------------------------------------------------- */

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

/* --- whose something is --------------------------------------------------------------------------------------------- */

const char *kernel_module_name(const struct kernel *k, unsigned at)
{
    return at < k->module_count ? module_name(k->modules[at]) : NULL;
}

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

const char *kernel_injector(const struct kernel *k, const struct injection *injection)
{
    return kernel_module_of(k, injection->owner);
}

const char *kernel_answerer(const struct kernel *k, const struct rule *rule)
{
    const void *owner = rule->callout_ops ? callout_owner(rule->callout) : NULL;
    return owner ? kernel_module_of(k, owner) : NULL;
}

/* --- their callouts ------------------------------------------------------------------------------------------------- */

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
