/* Every error of the management calls has a twin in kernel mode, and the kernel's functions answer with it. */
#include "km_kit.h"

#include <pthread.h>
#include <uchar.h>

#include <fwpmk.h>

#include "bfe/session.h"
#include "bfe/store.h"

#define AUTHN_WINNT 10u
enum { FACILITY_WIN32_FWP = 0x8032, FACILITY_NT_FWP = 0xc022 };

static struct km_kit k;
static HANDLE        h; /* not dynamic */

static FWPM_DISPLAY_DATA0 shown = { (WCHAR *)u"name", NULL };

static HANDLE open_engine(UINT32 flags, UINT32 wait_ms)
{
    FWPM_SESSION0 session = { .flags = flags, .txnWaitTimeoutInMSec = wait_ms };
    HANDLE        handle;
    assert_int_equal(FwpmEngineOpen0(NULL, AUTHN_WINNT, NULL, &session, &handle), STATUS_SUCCESS);
    return handle;
}

static int setup(void **state)
{
    (void)state;
    struct bfe_config config = { .txn_limit_ms = 1 };
    km_kit_init(&k, FAMILY_V4);
    config.callouts = k.callouts;
    assert_int_equal(bfe_new(&config, &k.km.bfe), WFP_OK);
    h = open_engine(0, 0);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    bfe_free(k.km.bfe);
    km_kit_fini(&k);
    return 0;
}

static GUID key_of_layer(void)
{
    GUID out;
    memcpy(&out, &layer_rows[LAYER_ID_ALE_AUTH_CONNECT_V4].key, sizeof(out));
    return out;
}

static GUID builtin(const char *name)
{
    GUID out = { 0 };
    for (unsigned i = 0; i < builtin_count; i++)
        if (strcmp(builtin_rows[i].name, name) == 0)
            memcpy(&out, &builtin_rows[i].key, sizeof(out));
    return out;
}

static FWPM_FILTER0 filter(unsigned n)
{
    return (FWPM_FILTER0){ .filterKey = km_key(n), .displayData = shown, .layerKey = key_of_layer(),
                           .action = { .type = FWP_ACTION_BLOCK } };
}

static NTSTATUS add_provider(HANDLE handle, unsigned n, UINT32 flags)
{
    FWPM_PROVIDER0 p = { .providerKey = km_key(n), .displayData = shown, .flags = flags };
    return FwpmProviderAdd0(handle, &p, NULL);
}

static NTSTATUS add_sublayer(HANDLE handle, unsigned n, GUID *provider, UINT32 flags)
{
    FWPM_SUBLAYER0 s = { .subLayerKey = km_key(n), .displayData = shown, .providerKey = provider, .flags = flags };
    return FwpmSubLayerAdd0(handle, &s, NULL);
}

/* The numbers: a facility of their own on both sides, and the same code in it.
 * proves: A-059 */
static void every_error_has_its_twin(void **state)
{
    unsigned twins = 0;
    (void)state;
    for (unsigned i = 0; i < WFP_STATUS_COUNT; i++) {
        const struct status_row *row = &status_rows[i];
        bool                     user = row->win32 >> 16 == FACILITY_WIN32_FWP, kernel = row->ntstatus >> 16 == FACILITY_NT_FWP;
        assert_int_equal(user, kernel);
        if (!user)
            continue;
        assert_int_equal(row->win32 & 0xffff, row->ntstatus & 0xffff);
        twins++;
    }
    assert_true(twins >= 60);
}

#define ANSWERS(call, status) assert_int_equal((call), (status))

/* proves: A-059 */
static void missing_objects_are_named_in_the_kernels_way(void **state)
{
    GUID                    none = km_key(99);
    FWPM_PROVIDER0         *p;
    FWPM_PROVIDER_CONTEXT0 *c0;
    FWPM_PROVIDER_CONTEXT1 *c1;
    FWPM_PROVIDER_CONTEXT2 *c2;
    FWPM_PROVIDER_CONTEXT3 *c3;
    FWPM_SUBLAYER0         *s;
    FWPM_CALLOUT0          *o;
    FWPM_FILTER0           *f;
    FWPM_LAYER0            *l;
    FWPM_CONNECTION0       *n;
    (void)state;
    ANSWERS(FwpmProviderGetByKey0(h, &none, &p), STATUS_FWP_PROVIDER_NOT_FOUND);
    ANSWERS(FwpmProviderDeleteByKey0(h, &none), STATUS_FWP_PROVIDER_NOT_FOUND);
    ANSWERS(FwpmProviderContextGetByKey0(h, &none, &c0), STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND);
    ANSWERS(FwpmProviderContextGetByKey1(h, &none, &c1), STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND);
    ANSWERS(FwpmProviderContextGetByKey2(h, &none, &c2), STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND);
    ANSWERS(FwpmProviderContextGetByKey3(h, &none, &c3), STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND);
    ANSWERS(FwpmProviderContextGetById0(h, 999, &c0), STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND);
    ANSWERS(FwpmProviderContextGetById1(h, 999, &c1), STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND);
    ANSWERS(FwpmProviderContextGetById2(h, 999, &c2), STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND);
    ANSWERS(FwpmProviderContextGetById3(h, 999, &c3), STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND);
    ANSWERS(FwpmProviderContextDeleteByKey0(h, &none), STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND);
    ANSWERS(FwpmProviderContextDeleteById0(h, 999), STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND);
    ANSWERS(FwpmSubLayerGetByKey0(h, &none, &s), STATUS_FWP_SUBLAYER_NOT_FOUND);
    ANSWERS(FwpmSubLayerDeleteByKey0(h, &none), STATUS_FWP_SUBLAYER_NOT_FOUND);
    ANSWERS(FwpmCalloutGetByKey0(h, &none, &o), STATUS_FWP_CALLOUT_NOT_FOUND);
    ANSWERS(FwpmCalloutGetById0(h, 99999, &o), STATUS_FWP_CALLOUT_NOT_FOUND);
    ANSWERS(FwpmCalloutDeleteByKey0(h, &none), STATUS_FWP_CALLOUT_NOT_FOUND);
    ANSWERS(FwpmCalloutDeleteById0(h, 99999), STATUS_FWP_CALLOUT_NOT_FOUND);
    ANSWERS(FwpmFilterGetByKey0(h, &none, &f), STATUS_FWP_FILTER_NOT_FOUND);
    ANSWERS(FwpmFilterGetById0(h, 999, &f), STATUS_FWP_FILTER_NOT_FOUND);
    ANSWERS(FwpmFilterDeleteByKey0(h, &none), STATUS_FWP_FILTER_NOT_FOUND);
    ANSWERS(FwpmFilterDeleteById0(h, 999), STATUS_FWP_FILTER_NOT_FOUND);
    ANSWERS(FwpmLayerGetByKey0(h, &none, &l), STATUS_FWP_LAYER_NOT_FOUND);
    ANSWERS(FwpmLayerGetById0(h, 0xffff, &l), STATUS_FWP_LAYER_NOT_FOUND);
    ANSWERS(FwpmConnectionGetById0(h, 1, &n), STATUS_FWP_NOT_FOUND);
    ANSWERS(IPsecSaContextDeleteById0(h, 1), STATUS_FWP_NOT_FOUND);
    ANSWERS(IkeextSaDeleteById0(h, 1), STATUS_FWP_NOT_FOUND);
}

/* proves: A-059 */
static void objects_are_refused_in_the_kernels_way(void **state)
{
    GUID                   none = km_key(99), one = km_key(1), universal = builtin("FWPM_SUBLAYER_UNIVERSAL");
    FWPM_CALLOUT0          k0 = { .calloutKey = km_key(5), .displayData = shown, .applicableLayer = km_key(99) };
    FWPM_PROVIDER_CONTEXT3 c = { .providerContextKey = km_key(6), .displayData = shown, .type = FWPM_PROVIDER_CONTEXT_TYPE_MAX };
    (void)state;
    HANDLE dynamic = open_engine(FWPM_SESSION_FLAG_DYNAMIC, 0), other = open_engine(FWPM_SESSION_FLAG_DYNAMIC, 0);
    ANSWERS(add_provider(h, 1, 0), STATUS_SUCCESS);
    ANSWERS(add_provider(h, 1, 0), STATUS_FWP_ALREADY_EXISTS);
    ANSWERS(add_provider(h, 2, 0x80000000u), STATUS_FWP_INVALID_FLAGS);
    ANSWERS(add_provider(dynamic, 2, FWPM_PROVIDER_FLAG_PERSISTENT), STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS);
    ANSWERS(add_sublayer(h, 2, &none, 0), STATUS_FWP_PROVIDER_NOT_FOUND);
    ANSWERS(add_sublayer(h, 2, &one, FWPM_SUBLAYER_FLAG_PERSISTENT), STATUS_FWP_LIFETIME_MISMATCH);
    ANSWERS(add_sublayer(h, 2, &one, 0), STATUS_SUCCESS);
    ANSWERS(FwpmProviderDeleteByKey0(h, &one), STATUS_FWP_IN_USE);
    ANSWERS(FwpmProviderDeleteByKey0(dynamic, &one), STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS);
    ANSWERS(FwpmSubLayerDeleteByKey0(h, &universal), STATUS_FWP_BUILTIN_OBJECT);
    ANSWERS(add_provider(dynamic, 3, 0), STATUS_SUCCESS);
    GUID three = km_key(3);
    ANSWERS(FwpmProviderDeleteByKey0(other, &three), STATUS_FWP_WRONG_SESSION);
    ANSWERS(FwpmCalloutAdd0(h, &k0, NULL, NULL), STATUS_FWP_LAYER_NOT_FOUND);
    k0.applicableLayer = key_of_layer();
    k0.displayData.name = NULL;
    ANSWERS(FwpmCalloutAdd0(h, &k0, NULL, NULL), STATUS_FWP_NULL_DISPLAY_NAME);
    ANSWERS(FwpmCalloutAdd0(h, NULL, NULL, NULL), STATUS_FWP_NULL_POINTER);
    ANSWERS(FwpmProviderContextAdd3(h, &c, NULL, NULL), STATUS_FWP_INVALID_ENUMERATOR);
}

/* proves: A-059 */
static void filters_are_refused_in_the_kernels_way(void **state)
{
    FWPM_FILTER_CONDITION0 c = { .fieldKey = km_key(99), .conditionValue = { .type = FWP_UINT16, .uint16 = 1 } };
    FWP_RANGE0             range = { { .type = FWP_UINT16, .uint16 = 9 }, { .type = FWP_UINT16, .uint16 = 1 } };
    FWP_V4_ADDR_AND_MASK   mask = { 0, 0xff00ff00 };
    FWPM_FILTER0           f;
    (void)state;
#define REFUSED(status) ANSWERS(FwpmFilterAdd0(h, &f, NULL, NULL), status)
    f = filter(1), f.layerKey = km_key(99);
    REFUSED(STATUS_FWP_LAYER_NOT_FOUND);
    f = filter(1), f.subLayerKey = km_key(99);
    REFUSED(STATUS_FWP_SUBLAYER_NOT_FOUND);
    f = filter(1), f.action = (FWPM_ACTION0){ .type = FWP_ACTION_CALLOUT_TERMINATING, .calloutKey = km_key(99) };
    REFUSED(STATUS_FWP_CALLOUT_NOT_FOUND);
    f = filter(1), f.flags = FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT, f.providerContextKey = km_key(99);
    REFUSED(STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND);
    f = filter(1), f.action.type = FWP_ACTION_CONTINUE;
    REFUSED(STATUS_FWP_INVALID_ACTION_TYPE);
    f = filter(1), f.weight = (FWP_VALUE0){ .type = FWP_UINT8, .uint8 = 16 };
    REFUSED(STATUS_FWP_INVALID_WEIGHT);
    f = filter(1), f.reserved = &c.fieldKey;
    REFUSED(STATUS_FWP_RESERVED);
    f = filter(1), f.subLayerKey = builtin("FWPM_SUBLAYER_INSPECTION");
    REFUSED(STATUS_FWP_ACTION_INCOMPATIBLE_WITH_SUBLAYER);
    f = filter(1), f.numFilterConditions = 1, f.filterCondition = &c;
    REFUSED(STATUS_FWP_CONDITION_NOT_FOUND);
    memcpy(&c.fieldKey, &condition_rows[FIELD_IP_REMOTE_PORT].key, sizeof(c.fieldKey));
    c.conditionValue.type = FWP_UINT8;
    REFUSED(STATUS_FWP_TYPE_MISMATCH);
    c = (FWPM_FILTER_CONDITION0){ c.fieldKey, FWP_MATCH_RANGE, { .type = FWP_RANGE_TYPE, .rangeValue = &range } };
    REFUSED(STATUS_FWP_INVALID_RANGE);
    c = (FWPM_FILTER_CONDITION0){ c.fieldKey, FWP_MATCH_EQUAL_CASE_INSENSITIVE, { .type = FWP_UINT16 } };
    REFUSED(STATUS_FWP_MATCH_TYPE_MISMATCH);
    memcpy(&c.fieldKey, &condition_rows[FIELD_IP_REMOTE_ADDRESS].key, sizeof(c.fieldKey));
    c = (FWPM_FILTER_CONDITION0){ c.fieldKey, FWP_MATCH_EQUAL, { .type = FWP_V4_ADDR_MASK, .v4AddrMask = &mask } };
    REFUSED(STATUS_FWP_INVALID_NET_MASK);
#undef REFUSED
}

struct waiter {
    HANDLE   handle;
    NTSTATUS begun;
};

static void *wait_for_turn(void *context)
{
    struct waiter *w = context;
    const struct km_context *before = km_enter(&k.km);
    w->begun = FwpmTransactionBegin0(w->handle, 0);
    km_leave(before);
    return NULL;
}

/* The limit on transactions, which is a millisecond here, is not for callers in kernel mode: who waits gives up in vain.
 * proves: A-023 A-059 */
static void transactions_answer_in_the_kernels_way(void **state)
{
    pthread_t     thread;
    FWP_VALUE0    on = { .type = FWP_UINT32, .uint32 = 1 };
    HANDLE        e;
    (void)state;
    struct waiter w = { .handle = open_engine(0, 50) };
    ANSWERS(FwpmTransactionCommit0(h), STATUS_FWP_NO_TXN_IN_PROGRESS);
    ANSWERS(FwpmTransactionAbort0(h), STATUS_FWP_NO_TXN_IN_PROGRESS);
    ANSWERS(FwpmTransactionBegin0(h, 2), STATUS_FWP_INVALID_FLAGS);
    ANSWERS(FwpmTransactionBegin0(h, FWPM_TXN_READ_ONLY), STATUS_SUCCESS);
    ANSWERS(add_provider(h, 1, 0), STATUS_FWP_INCOMPATIBLE_TXN);
    ANSWERS(FwpmTransactionBegin0(h, 0), STATUS_FWP_TXN_IN_PROGRESS);
    ANSWERS(FwpmEngineSetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, &on), STATUS_FWP_TXN_IN_PROGRESS);
    ANSWERS(FwpmNetEventCreateEnumHandle0(h, NULL, &e), STATUS_FWP_TXN_IN_PROGRESS);
    ANSWERS(FwpmTransactionCommit0(h), STATUS_SUCCESS);
    ANSWERS(FwpmTransactionBegin0(h, 0), STATUS_SUCCESS);
    ANSWERS(add_provider(h, 1, 0), STATUS_SUCCESS);
    assert_int_equal(pthread_create(&thread, NULL, wait_for_turn, &w), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    ANSWERS(w.begun, STATUS_FWP_TIMEOUT);
    ANSWERS(FwpmTransactionCommit0(h), STATUS_SUCCESS);
    bfe_cancel_sessions(k.km.bfe);
    ANSWERS(FwpmTransactionBegin0(h, 0), STATUS_FWP_SESSION_ABORTED);
    ANSWERS(FwpmEngineClose0(h), STATUS_SUCCESS);
    ANSWERS(FwpmTransactionBegin0(h, 0), STATUS_INVALID_HANDLE);
}

#define KM_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        KM_TEST(every_error_has_its_twin),
        KM_TEST(missing_objects_are_named_in_the_kernels_way),
        KM_TEST(objects_are_refused_in_the_kernels_way),
        KM_TEST(filters_are_refused_in_the_kernels_way),
        KM_TEST(transactions_answer_in_the_kernels_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
