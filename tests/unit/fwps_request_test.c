/* Classify handles and classifies that are answered later, by callouts at the layers that the shim's redirection asks. */
#include "redirect_kit.h"

static const FWPS_CLASSIFY_OUT0 permit = { .actionType = FWP_ACTION_PERMIT };
static const FWPS_CLASSIFY_OUT0 block = { .actionType = FWP_ACTION_BLOCK };

/* What a worker does: writes the request, then answers. */
static void answer_later(struct actor *a, unsigned acts, const FWPS_CLASSIFY_OUT0 *out)
{
    a->acts = acts;
    if (acts & ACQUIRES) {
        write_request(a, true, &a->saved);
        assert_int_equal(a->saved.actionType, FWP_ACTION_BLOCK);
    }
    FwpsCompleteClassify0(a->classify_handle, 0, out);
}

/* proves: C-045 I-053 */
static void a_handle_is_released_once_before_or_after_the_completion(void **state)
{
    (void)state;
    actors[0].acts = PENDS; /* released right after the pend */
    assert_int_equal(connect_to(80), REDIRECT_WAITS);
    FwpsCompleteClassify0(actors[0].classify_handle, 0, &permit);
    assert_int_equal(resume(80), REDIRECT_PERMIT);
    FwpsReleaseClassifyHandle0(actors[0].classify_handle);
    km_kit_reported(&k, "released before"); /* BREAKS(CLASSIFY_HANDLE_BALANCE) */
    actors[0].acts = PENDS | KEEPS_HANDLE; /* released after the completion */
    assert_int_equal(connect_to(80), REDIRECT_WAITS);
    FwpsCompleteClassify0(actors[0].classify_handle, 0, &permit);
    FwpsReleaseClassifyHandle0(actors[0].classify_handle);
    assert_int_equal(resume(80), REDIRECT_PERMIT);
    assert_int_equal(classify_handle_count(k.callouts, NULL), 0);
    FwpsCompleteClassify0(actors[0].classify_handle, 0, &permit);
    km_kit_reported(&k, "completed before");
}

static void what_a_driver_leaves_is_told_and_ended(void **state)
{
    (void)state;
    actors[0].acts = PENDS | KEEPS_HANDLE;
    assert_int_equal(connect_to(80), REDIRECT_WAITS);
    assert_int_equal(driver_report_leaks(&k.driver), 2 + ACTORS); /* the handle, the pended classify, the redirect handles */
    for (unsigned i = 0; i < ACTORS; i++)
        make_handle(&actors[i]);
    k.report[0] = 0;
    assert_int_equal(classify_handle_count(k.callouts, NULL), 0);
    assert_int_equal(resume(80), REDIRECT_BLOCK); /* whoever waited hears of it */
}

/* proves: C-046 */
static void only_redirects_and_closures_can_be_pended(void **state)
{
    struct value values[64] = { { 0 } };
    (void)state;
    for (uint16_t id = 0; id < LAYER_COUNT; id++) {
        const struct layer_row  *layer = &layer_rows[id];
        struct filter            f = km_filter(layer, 1, 0, ACTION_CALLOUT_TERMINATING);
        struct classify_request *q = NULL;
        if (layer->family != k.family)
            continue;
        f.sublayer = redirect_sublayers[0].key;
        build(&f, 1);
        actors[0].acts = PENDS;
        struct classify_in in = { .layer = layer, .values = values, .request = request_begin(&q, k.callouts, layer) };
        engine_classify(k.rules, &in, &k.out, NULL);
        bool allowed = layer->pair == PAIR_ALE_CONNECT_REDIRECT || layer->pair == PAIR_ALE_BIND_REDIRECT ||
                       layer->pair == PAIR_ALE_ENDPOINT_CLOSURE;
        assert_int_equal(actors[0].pend_status, allowed ? STATUS_SUCCESS : STATUS_FWP_CANNOT_PEND);
        if (allowed)
            FwpsCompleteClassify0(actors[0].classify_handle, 0, &permit);
        request_end(q);
        request_put(q);
    }
}

/* proves: C-047 */
static void a_pended_request_waits_for_its_completion(void **state)
{
    (void)state;
    actors[0].acts = PENDS;
    assert_int_equal(connect_to(80), REDIRECT_WAITS); /* the engine is back; the call is not */
    assert_int_equal(actors[0].out_after_pend.actionType, FWP_ACTION_BLOCK);
    assert_int_equal(actors[0].out_after_pend.rights, 0);
    assert_int_equal(sunk_count, 0);
    actors[0].to = away;
    actors[0].to_port = 8080;
    answer_later(&actors[0], REDIRECTS, &permit);
    assert_int_equal(sunk_count, 1);
    assert_int_equal(resume(80), REDIRECT_PERMIT);
    assert_int_equal(got.remote_port, 8080);
    assert_true(ip_addr_equal(&got.remote, &away));
    actors[0].acts = PENDS;
    assert_int_equal(bind_to(5000), REDIRECT_WAITS);
    FwpsCompleteClassify0(actors[0].classify_handle, 0, &block);
    assert_non_null(sunk);
    struct classify_request *q = sunk;
    sunk = NULL;
    assert_int_equal(redirect_resume(ctx, &ask, q, &got), REDIRECT_BLOCK);
}

/* proves: C-048 */
static void a_completion_decides_or_asks_again(void **state)
{
    (void)state;
    actors[0].acts = PENDS;
    assert_int_equal(connect_to(80), REDIRECT_WAITS);
    FwpsCompleteClassify0(actors[0].classify_handle, 0, &permit);
    actors[0].calls = 0;
    assert_int_equal(resume(80), REDIRECT_PERMIT);
    assert_int_equal(actors[0].calls, 0); /* it has decided */
    assert_int_equal(connect_to(80), REDIRECT_WAITS);
    FwpsCompleteClassify0(actors[0].classify_handle, 0, NULL);
    actors[0].calls = 0;
    actors[0].acts = 0;
    assert_int_equal(resume(80), REDIRECT_BLOCK);
    assert_int_equal(actors[0].calls, 1); /* it is asked again */
    actors[0].acts = PENDS;
    assert_int_equal(connect_to(80), REDIRECT_WAITS);
    FwpsCompleteClassify0(actors[0].classify_handle, 0, actors[0].frame);
    km_kit_reported(&k, "which is over"); /* BREAKS(CLASSIFY_OUT_NOT_COPIED) */
    assert_int_equal(resume(80), REDIRECT_BLOCK);
}

/* proves: C-049 */
static void who_runs_again_sees_that_it_is_again(void **state)
{
    (void)state;
    use(2);
    actors[0].acts = PERMITS;
    actors[1].acts = PENDS;
    assert_int_equal(connect_to(80), REDIRECT_WAITS);
    assert_int_equal(actors[0].flags, 0);
    FwpsCompleteClassify0(actors[1].classify_handle, 0, &permit);
    assert_int_equal(resume(80), REDIRECT_PERMIT);
    assert_int_equal(actors[0].calls, 2);
    assert_int_equal(actors[1].calls, 1);
    assert_int_equal(actors[0].flags, FWP_CONDITION_FLAG_IS_REAUTHORIZE);
}

/* Whoever blocks above the one that waits still blocks when it has answered. */
static void a_completion_does_not_overrule_who_stands_above(void **state)
{
    (void)state;
    use(2);
    actors[0].acts = PERMITS;
    actors[1].acts = PENDS;
    assert_int_equal(connect_to(80), REDIRECT_WAITS);
    FwpsCompleteClassify0(actors[1].classify_handle, 0, &permit);
    actors[0].acts = ACQUIRES | APPLIES; /* blocks */
    assert_int_equal(resume(80), REDIRECT_BLOCK);
}

/* proves: C-052 */
static void who_watches_is_asked_again_when_another_changes_the_request(void **state)
{
    (void)state;
    use(2);
    actors[0].acts = actors[1].acts = PENDS;
    assert_int_equal(connect_to(80), REDIRECT_WAITS);
    actors[0].to = actors[1].to = away;
    actors[0].to_port = 1000;
    actors[1].to_port = 2000;
    answer_later(&actors[0], REDIRECTS | WATCHES, &permit);
    assert_null(sunk); /* the other one has not answered */
    answer_later(&actors[1], REDIRECTS, &permit);
    actors[0].calls = actors[1].calls = 0;
    actors[0].acts = PERMITS;
    assert_int_equal(resume(80), REDIRECT_PERMIT);
    assert_int_equal(actors[0].calls, 1);
    assert_int_equal(actors[1].calls, 0);
    assert_int_equal(got.remote_port, 2000);
    actors[0].acts = actors[1].acts = PENDS; /* the same without the flag */
    assert_int_equal(connect_to(80), REDIRECT_WAITS);
    answer_later(&actors[0], REDIRECTS, &permit);
    answer_later(&actors[1], REDIRECTS, &permit);
    actors[0].calls = 0;
    assert_int_equal(resume(80), REDIRECT_PERMIT);
    assert_int_equal(actors[0].calls, 0);
}

static void an_answer_during_the_classify_is_not_waited_for(void **state)
{
    struct filter f = actor_filter(PAIR_ALE_CONNECT_REDIRECT, 0);
    (void)state;
    build(&f, 1);
    actors[0].acts = PENDS | COMPLETES;
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    assert_int_equal(sunk_count, 0);
    assert_int_equal(actors[0].calls, 1);
}

/* Whichever comes first, the end of the classify or the answer from another thread. */
static void an_answer_may_come_at_any_time(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 200; i++) {
        actors[0].acts = PENDS | ELSEWHERE;
        enum redirect_answer answer = connect_to(80);
        assert_int_equal(pthread_join(completer, NULL), 0);
        if (answer == REDIRECT_WAITS)
            answer = resume(80);
        assert_int_equal(answer, REDIRECT_PERMIT);
        assert_null(sunk);
    }
    assert_int_equal(classify_handle_count(k.callouts, NULL), 0);
}

static void a_closure_may_wait(void **state)
{
    (void)state;
    actors[0].acts = PENDS;
    show_call(PROTO_TCP, &peer, 80, NULL);
    assert_false(closure_ask(ctx, &ask));
    FwpsCompleteClassify0(actors[0].classify_handle, 0, &permit);
    struct classify_request *q = sunk;
    assert_non_null(q);
    sunk = NULL;
    assert_true(closure_resume(ctx, &ask, q));
    actors[0].acts = 0; /* a block means nothing there */
    show_call(PROTO_TCP, &peer, 80, NULL);
    assert_true(closure_ask(ctx, &ask));
}

static void nobody_goes_on_when_the_host_ends(void **state)
{
    (void)state;
    actors[0].acts = PENDS | KEEPS_HANDLE;
    assert_int_equal(connect_to(80), REDIRECT_WAITS);
    callout_registry_set_sink(k.callouts, NULL);
    FwpsCompleteClassify0(actors[0].classify_handle, 0, &permit);
    assert_int_equal(discarded, 1);
    FwpsReleaseClassifyHandle0(actors[0].classify_handle);
}

static void classify_handles_check_their_arguments(void **state)
{
    UINT64             handle = 0;
    void              *data;
    FWPS_CLASSIFY_OUT0 out = { 0 };
    (void)state;
    actors[0].acts = PERMITS;
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    void *over = (void *)(uintptr_t)actors[0].classify_context;
    assert_int_equal(FwpsAcquireClassifyHandle0(NULL, 0, &handle), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsAcquireClassifyHandle0(over, 0, &handle), STATUS_INVALID_PARAMETER); /* the classify is over (C-044) */
    assert_int_equal(FwpsAcquireClassifyHandle0(&out, 0, &handle), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsPendClassify0(12345, 1, 0, &out), STATUS_INVALID_HANDLE);
    assert_int_equal(FwpsPendClassify0(12345, 1, 0, NULL), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsAcquireWritableLayerDataPointer0(12345, 1, 0, &data, &out), STATUS_INVALID_HANDLE);
    assert_int_equal(FwpsAcquireWritableLayerDataPointer0(12345, 1, 0, NULL, &out), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsAcquireWritableLayerDataPointer0(12345, 1, 1, &data, &out), STATUS_INVALID_PARAMETER);
    FwpsReleaseClassifyHandle0(12345);
    km_kit_reported(&k, "not acquired");
    FwpsCompleteClassify0(12346, 0, NULL);
    km_kit_reported(&k, "was not pended");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_handle_is_released_once_before_or_after_the_completion),
        BOTH(what_a_driver_leaves_is_told_and_ended),
        BOTH(only_redirects_and_closures_can_be_pended),
        BOTH(a_pended_request_waits_for_its_completion),
        BOTH(a_completion_decides_or_asks_again),
        BOTH(who_runs_again_sees_that_it_is_again),
        BOTH(a_completion_does_not_overrule_who_stands_above),
        BOTH(who_watches_is_asked_again_when_another_changes_the_request),
        BOTH(an_answer_during_the_classify_is_not_waited_for),
        BOTH(an_answer_may_come_at_any_time),
        BOTH(a_closure_may_wait),
        BOTH(nobody_goes_on_when_the_host_ends),
        BOTH(classify_handles_check_their_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
