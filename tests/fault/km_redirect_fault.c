/* Redirection without memory: a request whose callouts get none fails, and is never carried out unchanged. */
#include "redirect_kit.h"

#include "fault/allocations.h"

static enum redirect_answer connect_once(void)
{
    for (unsigned i = 0; i < ACTORS; i++)
        memset(&actors[i].out_after_acquire, 0, sizeof(actors[i].out_after_acquire));
    return connect_to(80);
}

static void to_proxies(unsigned acts)
{
    for (unsigned i = 0; i < 2; i++) {
        actors[i].acts = acts;
        actors[i].to = loopback;
        actors[i].to_port = (UINT16)(1000 + i);
        actors[i].pid = 40 + i;
    }
    use(2);
}

static void every_allocation_of_a_redirection_may_fail(void **state)
{
    uint64_t n = 0, blocked = 0;
    (void)state;
    to_proxies(REDIRECTS | WITH_HANDLE | WITH_CONTEXT | ASKS_STATE);
    may_fail = true;
    for (;; n++) {
        allocations_fail(n);
        enum redirect_answer answer = connect_once();
        uint64_t             count = allocations_count();
        allocations_fail(ALLOCATIONS_ALL_WORK);
        blocked += answer == REDIRECT_BLOCK;
        if (answer == REDIRECT_PERMIT)
            assert_int_equal(got.remote_port, 1001); /* never where the application asked for */
        drop();
        if (n >= count)
            break;
    }
    assert_true(blocked > 3);
    assert_int_equal(connect_once(), REDIRECT_PERMIT);
    drop();
    assert_int_equal(classify_handle_count(k.callouts, NULL), 0);
    k.report[0] = 0;
}

static void every_allocation_of_a_pend_may_fail(void **state)
{
    static const FWPS_CLASSIFY_OUT0 permit = { .actionType = FWP_ACTION_PERMIT };
    (void)state;
    actors[0].acts = PENDS;
    may_fail = true;
    for (uint64_t n = 0;; n++) {
        allocations_fail(n);
        enum redirect_answer answer = connect_once();
        uint64_t             count = allocations_count();
        allocations_fail(ALLOCATIONS_ALL_WORK);
        assert_int_not_equal(answer, REDIRECT_PERMIT);
        if (answer == REDIRECT_WAITS) {
            FwpsCompleteClassify0(actors[0].classify_handle, 0, &permit);
            assert_int_equal(resume(80), REDIRECT_PERMIT);
            drop();
        }
        if (n >= count)
            break;
    }
    assert_int_equal(classify_handle_count(k.callouts, NULL), 0);
    k.report[0] = 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(every_allocation_of_a_redirection_may_fail),
        BOTH(every_allocation_of_a_pend_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
