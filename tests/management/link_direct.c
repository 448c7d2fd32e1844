/* BFE in the test's own process. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "bfe/session.h"
#include "callout/registry.h"
#include "engine/classify.h"
#include "host/direct.h"
#include "host/durable.h"
#include "link.h"
#include "record/call.h"

static struct callout_registry *callouts;
static struct durable          *durable;

struct retired {
    struct retired *next;
    struct ruleset *rules;
};
static pthread_mutex_t rules_lock = PTHREAD_MUTEX_INITIALIZER;
static struct retired *old_rules;                          /* guarded by: rules_lock */
static void (*observer)(const struct ruleset *r);          /* guarded by: rules_lock */

static void must(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "the kit cannot go on: %s\n", what);
    abort();
}

/* Rulesets that are not current any more: a thread of the test may be classifying with them. */
static void retire(void *context, struct ruleset *old)
{
    (void)context;
    struct retired *r = malloc(sizeof(*r));
    must(r, "no memory");
    pthread_mutex_lock(&rules_lock);
    if (observer)
        observer(old);
    *r = (struct retired){ old_rules, old };
    old_rules = r;
    pthread_mutex_unlock(&rules_lock);
}

static void free_retired(void)
{
    while (old_rules) {
        struct retired *r = old_rules;
        old_rules = r->next;
        ruleset_free(r->rules);
        free(r);
    }
}

static void begin(const char *folder, unsigned txn_limit_ms)
{
    char state[256], services[256], why[STORE_WHY_SIZE];
    snprintf(state, sizeof(state), "%s/state", folder);
    snprintf(services, sizeof(services), "%s/services", folder);
    mkdir(state, 0700); /* it is there after a restart */
    must(callout_registry_new(&callouts) == WFP_OK, "no callouts");
    struct durable_config config = { .state_dir = state, .callouts = callouts, .txn_limit_ms = txn_limit_ms, .service_root = services,
                                     .retire = retire };
    must(durable_new(&config, &durable, why) == WFP_OK, why);
    direct_use(durable_bfe(durable));
}

static void end(void)
{
    direct_use(NULL);
    durable_free(durable);
    if (callouts)
        callout_registry_free(callouts);
    free_retired();
    durable = NULL;
    callouts = NULL;
}

/* A copy of the files while they are open: what an end of the engine would still write is not in it. */
static void kill_it(const char *folder)
{
    char command[1024];
    snprintf(command, sizeof(command), "cp -a '%s/state' '%s/copy'", folder, folder);
    must(system(command) == 0, command);
    end();
    snprintf(command, sizeof(command), "rm -rf '%s/state' && mv '%s/copy' '%s/state'", folder, folder, folder);
    must(system(command) == 0, command);
}

static void cancel(void)
{
    bfe_cancel_sessions(durable_bfe(durable));
}

const struct link_ops link_direct = { begin, end, kill_it, cancel };

void link_on_retire(void (*retired)(const struct ruleset *r))
{
    pthread_mutex_lock(&rules_lock);
    observer = retired;
    pthread_mutex_unlock(&rules_lock);
}

struct callout_registry *link_callouts(void)
{
    return callouts;
}

int link_has_call(const char *name)
{
    return call_find(name) != NULL;
}

const struct ruleset *link_ruleset(void)
{
    return bfe_ruleset(durable_bfe(durable));
}

struct link_verdict link_classify(const struct ruleset *r, unsigned remote_address)
{
    const struct layer_row *layer = &layer_rows[LAYER_ID_ALE_AUTH_CONNECT_V4];
    struct value            values[64] = { 0 };
    struct classify_in      in = { .layer = layer, .values = values };
    struct classify_out     out;
    values[layer_field_index(layer, FIELD_IP_REMOTE_ADDRESS)] = (struct value){ .type = TYPE_UINT32, .u32 = remote_address };
    engine_classify(r ? r : bfe_ruleset(durable_bfe(durable)), &in, &out, NULL);
    return (struct link_verdict){ out.action, out.rule ? out.rule->id : 0 };
}

struct bfe *link_bfe(void)
{
    return durable ? durable_bfe(durable) : NULL;
}
