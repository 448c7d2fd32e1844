/* Management calls when memory runs out: the n-th allocation of every call fails, for every n, straight through and as a
 * request of bytes. A call that fails has changed nothing, holds nothing and can be made again; LeakSanitizer sees what is
 * lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bfe_kit.h"

#include "api_fwpm/fwpm.h"
#include "bfe/enumerate.h"
#include "bfe/session.h"
#include "bfe/txn.h"
#include "fault/allocations.h"
#include "host/direct.h"
#include "record/call.h"

enum { FILTERS = 20 };

static struct bfe        *bfe;
static struct bfe_session *watcher; /* looks, and needs no memory of the callers' */
static HANDLE             engine;

static DWORD no_memory(void)
{
    return status_row(WFP_NO_MEMORY)->win32;
}

static int setup(void **state)
{
    struct bfe_config     config = { .seed = 1 };
    struct session_config session = { .txn_wait_ms = 1 };
    FWPM_SESSION0         s = { .txnWaitTimeoutInMSec = 1 };
    (void)state;
    assert_int_equal(bfe_new(&config, &bfe), WFP_OK);
    assert_int_equal(bfe_session_open(bfe, &session, &watcher), WFP_OK);
    direct_use(bfe);
    assert_int_equal(FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &s, &engine), 0);
    assert_int_equal(bfe_kit_load(engine, FILTERS, FALSE), 0);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    assert_int_equal(FwpmEngineClose0(engine), 0);
    direct_use(NULL);
    bfe_free(bfe);
    return 0;
}

/* --- what must not change ------------------------------------------------------------------------------------------------- */

struct picture {
    uint32_t objects[OBJECT_KIND_COUNT], sessions;
    uint64_t rules;
};

static struct picture picture_now(void)
{
    struct picture      p = { .rules = 0 };
    struct arena        arena = { 0 };
    struct session_row *rows;
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++) {
        struct object **page;
        uint64_t        handle;
        assert_int_equal(bfe_enum_open(watcher, kind, NULL, &handle), WFP_OK);
        assert_int_equal(bfe_enum_next(watcher, kind, handle, UINT32_MAX, &page, &p.objects[kind]), WFP_OK);
        bfe_put_all(page, p.objects[kind]);
        assert_int_equal(bfe_enum_close(watcher, kind, handle), WFP_OK);
    }
    for (uint16_t layer = 0; layer < LAYER_COUNT; layer++) {
        uint32_t count;
        (void)ruleset_layer_rules(bfe_ruleset(bfe), layer, &count);
        p.rules += count;
    }
    assert_int_equal(bfe_session_list(watcher, &arena, &rows, &p.sessions), WFP_OK);
    arena_fini(&arena);
    return p;
}

static void check_unchanged(const struct picture *before, const char *what, uint64_t n)
{
    struct picture now = picture_now(); /* a lock that is left would make this fail */
    if (memcmp(before, &now, sizeof(now)) != 0)
        fail_msg("%s has left something when allocation %llu failed", what, (unsigned long long)n);
}

/* --- calls, each with what takes it back ---------------------------------------------------------------------------------- */

static DWORD open_close(void)
{
    FWPM_SESSION0 s = { .displayData = { (WCHAR *)u"another", NULL } };
    HANDLE        other;
    DWORD         err = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &s, &other);
    return err ? err : FwpmEngineClose0(other);
}

static DWORD add(void)
{
    UINT64 id = 0;
    DWORD  err = bfe_kit_add(engine, FILTERS, 0, &id);
    return err || id ? err : ERROR_INVALID_DATA;
}

static DWORD delete_added(void)
{
    GUID key = bfe_kit_key(FILTERS);
    return FwpmFilterDeleteByKey0(engine, &key);
}

static DWORD add_others(void)
{
    FWPM_PROVIDER0 p = { .providerKey = bfe_kit_key(1000), .displayData = { (WCHAR *)u"p", (WCHAR *)u"d" }, .serviceName = (WCHAR *)u"s" };
    return FwpmProviderAdd0(engine, &p, NULL);
}

static DWORD delete_others(void)
{
    GUID key = bfe_kit_key(1000);
    return FwpmProviderDeleteByKey0(engine, &key);
}

static DWORD add_context(void)
{
    FWP_BYTE_BLOB          data = { 3, (UINT8 *)"abc" };
    FWPM_PROVIDER_CONTEXT3 c = { .providerContextKey = bfe_kit_key(1001), .displayData = { (WCHAR *)u"c", NULL },
                                 .type = FWPM_GENERAL_CONTEXT, .dataBuffer = &data };
    return FwpmProviderContextAdd3(engine, &c, NULL, NULL);
}

static DWORD delete_context(void)
{
    GUID key = bfe_kit_key(1001);
    return FwpmProviderContextDeleteByKey0(engine, &key);
}

static DWORD get(void)
{
    GUID          key = bfe_kit_key(3);
    FWPM_FILTER0 *f = NULL;
    DWORD         err = FwpmFilterGetByKey0(engine, &key, &f);
    if (!err && f->numFilterConditions != 3)
        err = ERROR_INVALID_DATA;
    FwpmFreeMemory0((void **)&f);
    return err;
}

static DWORD enumerate(void)
{
    FWPM_FILTER0 **entries = NULL;
    HANDLE         handle;
    UINT32         n = 0;
    DWORD          err = FwpmFilterCreateEnumHandle0(engine, NULL, &handle);
    if (err)
        return err;
    err = FwpmFilterEnum0(engine, handle, 1000, &entries, &n);
    FwpmFreeMemory0((void **)&entries);
    DWORD closed = FwpmFilterDestroyEnumHandle0(engine, handle);
    return err ? err : n != FILTERS ? ERROR_INVALID_DATA : closed;
}

static DWORD transact(void)
{
    DWORD err = FwpmTransactionBegin0(engine, 0);
    if (err)
        return err;
    for (UINT32 n = FILTERS; !err && n < 2 * FILTERS; n++)
        err = bfe_kit_add(engine, n, 0, NULL);
    for (UINT32 n = 0; !err && n < FILTERS; n++) {
        GUID key = bfe_kit_key(n);
        err = FwpmFilterDeleteByKey0(engine, &key);
    }
    if (!err)
        err = FwpmTransactionCommit0(engine);
    if (err && FwpmTransactionAbort0(engine))
        return ERROR_INVALID_DATA;
    return err;
}

static DWORD transact_back(void)
{
    DWORD err = FwpmTransactionBegin0(engine, 0);
    for (UINT32 n = 0; !err && n < FILTERS; n++) {
        GUID key = bfe_kit_key(FILTERS + n);
        err = FwpmFilterDeleteByKey0(engine, &key);
        err = err ? err : bfe_kit_add(engine, n, 0, NULL);
    }
    return err ? err : FwpmTransactionCommit0(engine);
}

static void CALLBACK ignore(void *context, const FWPM_FILTER_CHANGE0 *change)
{
    (void)context, (void)change;
}

static DWORD subscribe(void)
{
    FWPM_FILTER_SUBSCRIPTION0 s = { .flags = FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD };
    HANDLE                    handle;
    DWORD                     err = FwpmFilterSubscribeChanges0(engine, &s, ignore, NULL, &handle);
    return err ? err : FwpmFilterUnsubscribeChanges0(engine, handle);
}

static DWORD security(void)
{
    GUID                 key = bfe_kit_key(3);
    PSID                 owner, group;
    PACL                 dacl, sacl;
    PSECURITY_DESCRIPTOR sd = NULL;
    DWORD                err = FwpmFilterGetSecurityInfoByKey0(engine, &key, DACL_SECURITY_INFORMATION, &owner, &group, &dacl, &sacl, &sd);
    if (!err)
        err = FwpmFilterSetSecurityInfoByKey0(engine, &key, DACL_SECURITY_INFORMATION, NULL, NULL, dacl, NULL);
    FwpmFreeMemory0((void **)&sd);
    return err;
}

static DWORD engine_security(void)
{
    PSID                 owner, group;
    PACL                 dacl, sacl;
    PSECURITY_DESCRIPTOR sd = NULL;
    DWORD                err = FwpmEngineGetSecurityInfo0(engine, DACL_SECURITY_INFORMATION, &owner, &group, &dacl, &sacl, &sd);
    if (!err)
        err = FwpmEngineSetSecurityInfo0(engine, DACL_SECURITY_INFORMATION, NULL, NULL, dacl, NULL);
    FwpmFreeMemory0((void **)&sd);
    return err;
}

static DWORD nothing(void)
{
    return 0;
}

static const struct {
    const char *what;
    DWORD (*run)(void), (*back)(void);
    unsigned least; /* allocations that it makes at least, or nothing would be tried */
} calls[] = {
    { "opening and closing", open_close, nothing, 3 },
    { "adding a filter", add, delete_added, 3 },
    { "adding a provider", add_others, delete_others, 3 },
    { "adding a context", add_context, delete_context, 3 },
    { "getting a filter", get, nothing, 2 },
    { "enumerating", enumerate, nothing, 4 },
    { "a transaction", transact, transact_back, 50 },
    { "subscribing", subscribe, nothing, 3 },
    { "an object's security", security, nothing, 3 },
    { "the engine's security", engine_security, nothing, 20 },
};

static void a_call_without_memory_changes_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(calls); i++) {
        struct picture before = picture_now();
        uint64_t       n = 0;
        DWORD          err;
        for (bool tried = true; tried; n++) {
            allocations_fail(n);
            err = calls[i].run();
            tried = allocations_count() > n;
            allocations_fail(ALLOCATIONS_ALL_WORK);
            if (err ? err != no_memory() || !tried : calls[i].back() != 0) /* some is done without */
                fail_msg("%s answers 0x%x when allocation %llu fails", calls[i].what, (unsigned)err, (unsigned long long)n);
            check_unchanged(&before, calls[i].what, n);
        }
        if (n < calls[i].least)
            fail_msg("%s: %llu allocations", calls[i].what, (unsigned long long)n);
    }
}

/* --- as bytes ------------------------------------------------------------------------------------------------------------- */

static void encode(const char *function, const union call_argument *arguments, struct buffer *out)
{
    buffer_clear(out);
    assert_int_equal(call_encode_request(call_find(function), arguments, out), WFP_OK);
}

/* How many allocations it took to be served. A reply there is no memory for is none, and ends the connection. */
static uint64_t serve(struct fwpm_client *c, const struct buffer *request, const struct picture *before, const char *what)
{
    static const uint8_t well[] = { 0x82, 0 };
    uint64_t             n = 0;
    for (bool done = false; !done; n++) {
        struct buffer reply;
        buffer_init(&reply);
        allocations_fail(n);
        fwpm_serve(c, buffer_bytes(request), &reply);
        allocations_fail(ALLOCATIONS_ALL_WORK);
        done = buffer_ok(&reply) && reply.size >= sizeof(well) && memcmp(reply.data, well, sizeof(well)) == 0;
        buffer_fini(&reply);
        if (!done && before)
            check_unchanged(before, what, n);
    }
    return n;
}

static void a_request_without_memory_changes_nothing(void **state)
{
    struct fwpm_client_config config = { .bfe = bfe };
    struct fwpm_client       *c;
    struct buffer             request;
    uint64_t                  ignored[2];
    FWPM_SESSION0             s = { .displayData = { (WCHAR *)u"bytes", NULL } };
    struct picture            before = picture_now();
    GUID                      key = bfe_kit_key(5);
    (void)state;
    buffer_init(&request);
    assert_int_equal(fwpm_client_new(&config, &c), WFP_OK);
    const union call_argument open[] = { { .in = NULL }, { .number = RPC_C_AUTHN_WINNT }, { .in = NULL }, { .in = &s }, { .out = ignored } };
    encode("FwpmEngineOpen0", open, &request);
    assert_true(serve(c, &request, &before, "opening by bytes") > 3);
    before = picture_now();
    const union call_argument get_key[] = { { .number = 0 }, { .in = &key }, { .out = ignored } };
    encode("FwpmFilterGetByKey0", get_key, &request);
    assert_true(serve(c, &request, &before, "getting by bytes") > 3);
    const union call_argument enum_open[] = { { .number = 0 }, { .in = NULL }, { .out = ignored } };
    encode("FwpmFilterCreateEnumHandle0", enum_open, &request);
    assert_true(serve(c, &request, &before, "an enumeration by bytes") > 2);
    const union call_argument delete_key[] = { { .number = 0 }, { .in = &key } };
    encode("FwpmFilterDeleteByKey0", delete_key, &request);
    assert_true(serve(c, &request, &before, "deleting by bytes") > 3);
    assert_int_equal(picture_now().objects[OBJECT_FILTER], FILTERS - 1);
    fwpm_client_free(c);
    buffer_fini(&request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_call_without_memory_changes_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(a_request_without_memory_changes_nothing, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
