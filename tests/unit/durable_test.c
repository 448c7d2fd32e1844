/* What it costs to make one change durable: syncs of the disk, counted where SQLite calls them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

#include "bfe/session.h"
#include "host/durable.h"

/* Of this thread: the snapshots, which nobody waits for, are another's. */
static __thread unsigned syncs;

int fsync(int fd)
{
    syncs++;
    return (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
    syncs++;
    return (int)syscall(SYS_fdatasync, fd);
}

static void one_filter_takes_at_most_two_syncs(void **state)
{
    char                     folder[] = "/tmp/durable-test-XXXXXX", why[STORE_WHY_SIZE], command[64];
    struct callout_registry *callouts;
    struct durable          *d;
    struct bfe_session      *s;
    struct session_config    session = { .flags = 0 };
    struct filter            f = { .name = "f", .action = ACTION_BLOCK, .flags = FILTER_FLAG_PERSISTENT,
                                   .layer = layer_of(LAYER(ALE_AUTH_CONNECT), FAMILY_V4)->id };
    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(callout_registry_new(&callouts), WFP_OK);
    struct durable_config config = { .state_dir = folder, .callouts = callouts };
    assert_int_equal(durable_new(&config, &d, why), WFP_OK);
    assert_int_equal(bfe_session_open(durable_bfe(d), &session, &s), WFP_OK);
    for (unsigned i = 0; i < 200; i++) {
        syncs = 0;
        assert_int_equal(bfe_filter_add(s, &f, NULL), WFP_OK);
        assert_in_range(syncs, 1, 2);
    }
    assert_int_equal(bfe_session_close(s), WFP_OK);
    durable_free(d);
    callout_registry_free(callouts);
    snprintf(command, sizeof(command), "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_filter_takes_at_most_two_syncs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
