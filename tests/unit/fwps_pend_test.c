/* FwpsPendOperation0 and FwpsCompleteOperation0, called by callouts through the border. The shim is played by the test: it opens
 * the slot before the classify and takes what was pended after it. */
#include "km_kit.h"

#include <pthread.h>
#include <stdatomic.h>

#include "callout/option.h"
#include "callout/pend.h"

static struct km_kit    k;
static struct pend_slot slot;

/* What the callout did, and what it shall do. */
static struct {
    HANDLE    context[2];
    NTSTATUS  status[2];
    unsigned  times; /* how often it pends */
    bool      completes_at_once, without_handle;
    pthread_t completer;
    bool      completes_elsewhere;
} callout;

/* What the sink got. */
static struct {
    atomic_uint              count;
    struct pended_operation *operation;
} sunk;

static void on_complete(void *context, struct pended_operation *op)
{
    (void)context;
    sunk.operation = op;
    atomic_fetch_add(&sunk.count, 1);
}

static uint64_t aborted;

static enum wfp_status on_abort(void *context, uint64_t flow_id)
{
    (void)context;
    aborted = flow_id;
    return WFP_OK;
}

static const struct packet_sink sink = { .complete_operation = on_complete, .abort_flow = on_abort };

static void *complete_there(void *unused)
{
    (void)unused;
    km_enter(&k.km);
    FwpsCompleteOperation0(callout.context[0], NULL);
    km_leave(NULL);
    return NULL;
}

/* C-092: what it tries, in the classify of an authorizing layer whose options are open. */
static struct {
    bool     tries;
    NTSTATUS unknown, type, value, fine, again, null;
} option;

static void try_options(const FWPS_INCOMING_METADATA_VALUES0 *m)
{
    FWP_VALUE0 good = { .type = FWP_UINT32, .uint32 = 90 }, zero = { .type = FWP_UINT32 }, wrong = { .type = FWP_UINT16 };
    option.unknown = FwpsClassifyOptionSet0(m, FWP_CLASSIFY_OPTION_MAX, &good);
    option.type = FwpsClassifyOptionSet0(m, FWP_CLASSIFY_OPTION_UNICAST_LIFETIME, &wrong);
    option.value = FwpsClassifyOptionSet0(m, FWP_CLASSIFY_OPTION_UNICAST_LIFETIME, &zero);
    option.fine = FwpsClassifyOptionSet0(m, FWP_CLASSIFY_OPTION_UNICAST_LIFETIME, &good);
    good.uint32 = 30;
    option.again = FwpsClassifyOptionSet0(m, FWP_CLASSIFY_OPTION_UNICAST_LIFETIME, &good);
    option.null = FwpsClassifyOptionSet0(m, FWP_CLASSIFY_OPTION_UNICAST_LIFETIME, NULL);
}

static void NTAPI classify(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                           const FWPS_FILTER0 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    (void)values, (void)data, (void)filter, (void)flow;
    if (option.tries)
        try_options(m);
    bool   present = FWPS_IS_METADATA_FIELD_PRESENT(m, FWPS_METADATA_FIELD_COMPLETION_HANDLE);
    HANDLE handle = present && !callout.without_handle ? m->completionHandle : NULL;
    for (unsigned i = 0; i < callout.times; i++)
        callout.status[i] = FwpsPendOperation0(handle, &callout.context[i]);
    if (callout.completes_at_once)
        FwpsCompleteOperation0(callout.context[0], NULL);
    if (callout.completes_elsewhere)
        assert_int_equal(pthread_create(&callout.completer, NULL, complete_there, NULL), 0);
    out->actionType = FWP_ACTION_BLOCK;
    out->rights &= ~FWPS_RIGHT_ACTION_WRITE;
    out->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
}

static NTSTATUS NTAPI notify(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER0 *filter)
{
    (void)type, (void)key, (void)filter;
    return STATUS_SUCCESS;
}

static const struct layer_row *layer(void)
{
    return layer_of(LAYER(ALE_AUTH_CONNECT), k.family);
}

static int setup(void **state)
{
    FWPS_CALLOUT0 c = { .calloutKey = km_key(1), .classifyFn = classify, .notifyFn = notify };
    int           device = 0;
    km_kit_init(&k, *(enum family *)*state);
    callout_registry_set_sink(k.callouts, &sink);
    assert_int_equal(FwpsCalloutRegister0(&device, &c, NULL), STATUS_SUCCESS);
    struct filter f = km_filter(layer(), 7, 1, ACTION_CALLOUT_TERMINATING);
    f.name = "holder";
    km_build(&k, &f, 1);
    memset(&callout, 0, sizeof(callout));
    callout.times = 1;
    slot = (struct pend_slot){ .registry = k.callouts };
    atomic_store(&sunk.count, 0);
    sunk.operation = NULL;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    km_kit_fini(&k);
    return 0;
}

static unsigned holds, discarded;

static void *hold(void *context)
{
    holds++;
    return context;
}

static void discard(void *state)
{
    (void)state;
    discarded++;
}

/* Classifies as a shim does. */
static struct pended_operation *walk(void)
{
    struct value    values[64] = { { 0 } };
    struct metadata m = { .present = METADATA_COMPLETION_HANDLE, .completion_handle = &slot };
    holds = discarded = 0;
    pend_open(&slot);
    km_classify(&k, layer(), values, &m, NULL, NULL);
    return pend_take(&slot, hold, &holds, discard);
}

/* proves: C-064 */
static void test_what_is_pended_waits_until_it_is_completed(void **state)
{
    (void)state;
    struct pended_operation *op = walk();
    assert_int_equal(callout.status[0], STATUS_SUCCESS);
    assert_non_null(op);
    assert_ptr_equal(op, callout.context[0]);
    assert_int_equal(op->filter_id, 7);
    assert_string_equal(op->filter, "holder");
    assert_int_equal(holds, 1);
    assert_int_equal(pend_count(k.callouts, NULL), 1);
    assert_int_equal(sunk.count, 0);
    FwpsCompleteOperation0(callout.context[0], NULL);
    assert_int_equal(sunk.count, 1);
    assert_ptr_equal(sunk.operation, op);
    assert_ptr_equal(op->state, &holds);
    assert_int_equal(pend_count(k.callouts, NULL), 0);
    pend_finish(op);
}

/* proves: C-065 */
static void test_what_cannot_be_pended(void **state)
{
    (void)state;
    HANDLE context;
    callout.without_handle = true;
    assert_null(walk());
    assert_int_equal(callout.status[0], STATUS_FWP_NULL_POINTER);
    callout.without_handle = false;
    slot.reauthorizing = true;
    assert_null(walk());
    assert_int_equal(callout.status[0], STATUS_FWP_CANNOT_PEND);
    assert_int_equal(FwpsPendOperation0(&slot, NULL), STATUS_FWP_NULL_POINTER);
    /* outside the classify that showed it, the handle is not good any more */
    assert_int_equal(FwpsPendOperation0(&slot, &context), STATUS_INVALID_HANDLE);
    assert_int_equal(holds, 0);
}

static void test_a_completion_inside_the_classify_waits_for_its_end(void **state)
{
    (void)state;
    callout.completes_at_once = true;
    struct pended_operation *op = walk();
    assert_int_equal(sunk.count, 1);
    assert_ptr_equal(sunk.operation, op);
    assert_ptr_equal(op->state, &holds);
    pend_finish(op);
}

/* Whoever comes first, the end of the classify or the completion on another thread: the sink gets it once, with its state. */
static void test_a_completion_on_another_thread_races_the_end_of_the_classify(void **state)
{
    (void)state;
    callout.completes_elsewhere = true;
    for (unsigned i = 0; i < 200; i++) {
        atomic_store(&sunk.count, 0);
        struct pended_operation *op = walk();
        pthread_join(callout.completer, NULL);
        assert_int_equal(sunk.count, 1);
        assert_ptr_equal(sunk.operation, op);
        assert_ptr_equal(op->state, &holds);
        pend_finish(op);
    }
}

/* proves: C-071 */
static void test_a_second_completion_does_nothing(void **state)
{
    (void)state;
    struct pended_operation *op = walk();
    FwpsCompleteOperation0(callout.context[0], NULL);
    FwpsCompleteOperation0(callout.context[0], NULL);
    assert_int_equal(sunk.count, 1);
    pend_finish(op);
    FwpsCompleteOperation0(callout.context[0], NULL);
    FwpsCompleteOperation0(NULL, NULL);
    assert_int_equal(sunk.count, 1);
}

static void test_all_that_pended_an_operation_complete_it(void **state)
{
    (void)state;
    callout.times = 2;
    struct pended_operation *op = walk();
    assert_int_equal(callout.status[1], STATUS_SUCCESS);
    assert_ptr_not_equal(callout.context[0], callout.context[1]);
    FwpsCompleteOperation0(callout.context[1], NULL);
    FwpsCompleteOperation0(callout.context[1], NULL);
    assert_int_equal(sunk.count, 0);
    assert_int_equal(pend_count(k.callouts, NULL), 1);
    FwpsCompleteOperation0(callout.context[0], NULL);
    assert_int_equal(sunk.count, 1);
    assert_ptr_equal(sunk.operation, op);
    pend_finish(op);
}

/* proves: C-071 J-020 */
static void test_what_an_owner_leaves_is_given_up(void **state)
{
    (void)state;
    NET_BUFFER_LIST nbl = { 0 };
    assert_non_null(walk());
    assert_int_equal(pend_abandon(k.callouts, &k), 0);
    assert_int_equal(pend_abandon(k.callouts, k.km.driver), 1);
    assert_int_equal(discarded, 1);
    FwpsCompleteOperation0(callout.context[0], &nbl);
    assert_int_equal(sunk.count, 0);
    /* the list of a completion has no meaning of its own */
    struct pended_operation *op = walk();
    FwpsCompleteOperation0(callout.context[0], &nbl);
    assert_int_equal(sunk.count, 1);
    pend_finish(op);
}

/* proves: C-031 C-032 */
static void test_a_flow_is_aborted_by_who_walks(void **state)
{
    (void)state;
    struct flow *f = km_flow(&k, 1);
    uint64_t     id = f->id;
    aborted = 0;
    assert_int_equal(FwpsFlowAbort0(id + 1), STATUS_INVALID_PARAMETER);
    assert_int_equal(aborted, 0);
    assert_int_equal(FwpsFlowAbort0(id), STATUS_SUCCESS);
    assert_int_equal(aborted, id);
    flow_remove(k.flows, f);
    assert_int_equal(FwpsFlowAbort0(id), STATUS_INVALID_PARAMETER);
}

/* proves: C-091 C-092 */
static void test_options_are_set_inside_a_classify_function(void **state)
{
    (void)state;
    FWPS_INCOMING_METADATA_VALUES0 m = { 0 };
    FWP_VALUE0                     v = { .type = FWP_UINT32, .uint32 = 90 };
    struct classify_options        options = { 0 };
    option.tries = true;
    classify_options_open(&options);
    struct pended_operation *op = walk();
    classify_options_close();
    option.tries = false;
    assert_int_equal(option.unknown, STATUS_FWP_INVALID_ENUMERATOR);
    assert_int_equal(option.type, STATUS_OBJECT_TYPE_MISMATCH);
    assert_int_equal(option.value, STATUS_FWP_OUT_OF_BOUNDS);
    assert_int_equal(option.fine, STATUS_SUCCESS);
    assert_int_equal(option.again, STATUS_SUCCESS);
    assert_int_equal(option.null, STATUS_FWP_NULL_POINTER);
    assert_int_equal(options.value[OPTION_UNICAST_LIFETIME], 90);
    assert_int_equal(FwpsClassifyOptionSet0(&m, FWP_CLASSIFY_OPTION_UNICAST_LIFETIME, &v), STATUS_UNSUCCESSFUL);
    FwpsCompleteOperation0(callout.context[0], NULL);
    pend_finish(op);
}

static void test_without_a_sink_nothing_goes_on(void **state)
{
    (void)state;
    assert_non_null(walk());
    callout_registry_set_sink(k.callouts, NULL);
    FwpsCompleteOperation0(callout.context[0], NULL);
    assert_int_equal(discarded, 1);
    assert_int_equal(pend_count(k.callouts, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_what_is_pended_waits_until_it_is_completed),
        BOTH(test_what_cannot_be_pended),
        BOTH(test_a_completion_inside_the_classify_waits_for_its_end),
        BOTH(test_a_completion_on_another_thread_races_the_end_of_the_classify),
        BOTH(test_a_second_completion_does_nothing),
        BOTH(test_all_that_pended_an_operation_complete_it),
        BOTH(test_what_an_owner_leaves_is_given_up),
        BOTH(test_a_flow_is_aborted_by_who_walks),
        BOTH(test_options_are_set_inside_a_classify_function),
        BOTH(test_without_a_sink_nothing_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
