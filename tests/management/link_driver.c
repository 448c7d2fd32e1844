/* A driver's callout, in the process that BFE runs in. */
#include <string.h>

#include "callout/registry.h"
#include "link.h"

static void classify(void *driver, const struct classify_in *in, const struct rule *rule, uint64_t flow_context, struct classify_out *out)
{
    (void)driver, (void)in, (void)rule, (void)flow_context, (void)out;
}

static enum wfp_status notify(void *driver, enum callout_notify type, const struct rule *rule, uint64_t *filter_context)
{
    struct link_driver *d = driver;
    (void)rule, (void)filter_context;
    d->heard[type]++;
    return d->refuses && type == CALLOUT_ADD_FILTER ? WFP_CALLOUT_NOTIFICATION_FAILED : WFP_OK;
}

int link_driver_register(struct link_driver *d, const void *key)
{
    static const struct callout_functions functions = { .classify = classify, .notify = notify };
    struct callout_registration           what = { .functions = &functions, .context = d };
    memcpy(&what.key, key, sizeof(what.key));
    return callout_register(link_callouts(), &what, NULL) == WFP_OK;
}

int link_driver_unregister(const void *key)
{
    struct guid k;
    memcpy(&k, key, sizeof(k));
    return callout_unregister_key(link_callouts(), &k) == WFP_OK;
}
