/* Every allocation that the start of a live host's workers makes fails once, one after the other: it is said, nobody is waited for who
 * has ended, and the host starts afterwards. */
#include "live_kit.h"

#include "fault/allocations.h"

#define WORKERS 3u

static void make(struct world *w)
{
    *w = (struct world){ .policy = policy_of("{'filters': []}") };
    const struct kernel_config kernel = { .policy = policy_file_policy(w->policy), .log = on_module, .context = w, .live = true };
    assert_int_equal(kernel_new(&kernel, &w->kernel), WFP_OK);
    const struct live_config live = { .kernel = w->kernel, .workers = WORKERS, .restless = true, .log = on_line, .context = w };
    assert_int_equal(live_new(&live, &w->live), WFP_OK);
}

static void workers_that_cannot_start_end(void **state)
{
    enum wfp_status err;
    unsigned        failed = 0;
    struct world    w;
    (void)state;
    make(&w);
    for (uint64_t n = 0;; n++) {
        allocations_fail(n);
        err = live_begin(w.live, why);
        bool past = allocations_count() <= n;
        allocations_fail(ALLOCATIONS_ALL_WORK);
        live_stop(w.live);
        if (past)
            break;
        failed += err != WFP_OK;
    }
    assert_int_equal(err, WFP_OK);
    assert_true(failed > WORKERS);
    live_free(w.live);
    kernel_free(w.kernel);
    policy_file_free(w.policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(workers_that_cannot_start_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
