/* BFE in the test's own process. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "callout/registry.h"
#include "host/direct.h"
#include "host/durable.h"
#include "link.h"

static struct callout_registry *callouts;
static struct durable          *durable;

static void must(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "the kit cannot go on: %s\n", what);
    abort();
}

static void begin(const char *folder, unsigned txn_limit_ms)
{
    char state[256], services[256], why[STORE_WHY_SIZE];
    snprintf(state, sizeof(state), "%s/state", folder);
    snprintf(services, sizeof(services), "%s/services", folder);
    mkdir(state, 0700); /* it is there after a restart */
    must(callout_registry_new(&callouts) == WFP_OK, "no callouts");
    struct durable_config config = { .state_dir = state, .callouts = callouts, .txn_limit_ms = txn_limit_ms, .service_root = services };
    must(durable_new(&config, &durable, why) == WFP_OK, why);
    direct_use(durable_bfe(durable));
}

static void end(void)
{
    direct_use(NULL);
    durable_free(durable);
    if (callouts)
        callout_registry_free(callouts);
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

const struct link_ops link_direct = { begin, end, kill_it };

struct bfe *link_bfe(void)
{
    return durable ? durable_bfe(durable) : NULL;
}
