/* Keys, run-time identifiers, references and deletion (docs/behaviour A.3). */
#include "kit.h"

#include <pthread.h>
#include <stdatomic.h>

#include "link.h"

static const GUID zero_key;

/* --- keys ------------------------------------------------------------------------------------------------------------------------- */

/* proves: A-033 */
static void a_zero_key_gets_one(void **state)
{
    FWPM_FILTER0            f = kit_filter(1), *filter[2];
    FWPM_CALLOUT0           k = kit_callout(1), *callout;
    FWPM_PROVIDER_CONTEXT3  c = kit_context(1), *context;
    UINT64                  ids[2], context_id;
    UINT32                  callout_id;
    (void)state;
    HANDLE h = kit_open(0);
    f.filterKey = k.calloutKey = c.providerContextKey = zero_key;
    for (unsigned i = 0; i < 2; i++) {
        assert_done(FwpmFilterAdd0(h, &f, NULL, &ids[i]));
        assert_done(FwpmFilterGetById0(h, ids[i], &filter[i]));
    }
    assert_false(kit_same_key(&filter[0]->filterKey, &zero_key));
    assert_false(kit_same_key(&filter[1]->filterKey, &zero_key));
    assert_false(kit_same_key(&filter[0]->filterKey, &filter[1]->filterKey));
    assert_done(FwpmCalloutAdd0(h, &k, NULL, &callout_id));
    assert_done(FwpmCalloutGetById0(h, callout_id, &callout));
    assert_false(kit_same_key(&callout->calloutKey, &zero_key));
    assert_done(FwpmProviderContextAdd3(h, &c, NULL, &context_id));
    assert_done(FwpmProviderContextGetById3(h, context_id, &context));
    assert_false(kit_same_key(&context->providerContextKey, &zero_key));
    GUID key = filter[1]->filterKey;
    for (unsigned i = 0; i < 2; i++)
        FwpmFreeMemory0((void **)&filter[i]);
    FwpmFreeMemory0((void **)&callout);
    FwpmFreeMemory0((void **)&context);
    assert_done(FwpmFilterDeleteByKey0(h, &key));
}

static DWORD add_with_key(HANDLE h, unsigned kind, unsigned n)
{
    FWPM_PROVIDER0         p = kit_provider(n);
    FWPM_PROVIDER_CONTEXT3 c = kit_context(n);
    FWPM_SUBLAYER0         s = kit_sublayer(n);
    FWPM_CALLOUT0          k = kit_callout(n);
    FWPM_FILTER0           f = kit_filter(n);
    switch (kind) {
    case 0:
        return FwpmProviderAdd0(h, &p, NULL);
    case 1:
        return FwpmProviderContextAdd3(h, &c, NULL, NULL);
    case 2:
        return FwpmSubLayerAdd0(h, &s, NULL);
    case 3:
        return FwpmCalloutAdd0(h, &k, NULL, NULL);
    default:
        return FwpmFilterAdd0(h, &f, NULL, NULL);
    }
}

static DWORD delete_key(HANDLE h, unsigned kind, const GUID *key)
{
    DWORD (*const functions[])(HANDLE, const GUID *) = {
        FwpmProviderDeleteByKey0, FwpmProviderContextDeleteByKey0, FwpmSubLayerDeleteByKey0, FwpmCalloutDeleteByKey0,
        FwpmFilterDeleteByKey0,
    };
    return functions[kind](h, key);
}

/* proves: A-034 A-035 */
static void a_key_is_unique_among_its_kind(void **state)
{
    (void)state;
    HANDLE h = kit_open(0), dynamic = kit_open(FWPM_SESSION_FLAG_DYNAMIC);
    for (unsigned kind = 0; kind < 5; kind++)
        assert_done(add_with_key(h, kind, 1));
    for (unsigned kind = 0; kind < 5; kind++) {
        assert_code(add_with_key(h, kind, 1), FWP_E_ALREADY_EXISTS);
        assert_code(add_with_key(dynamic, kind, 1), FWP_E_ALREADY_EXISTS);
    }
    for (unsigned kind = 0; kind < 5; kind++) {
        GUID key = kit_key(1);
        assert_done(delete_key(h, kind, &key));
        assert_done(add_with_key(h, kind, 1));
    }
}

/* --- run-time identifiers ------------------------------------------------------------------------------------------------------------- */

/* proves: A-036 */
static void bfe_gives_the_identifiers(void **state)
{
    FWPM_FILTER0            f = kit_filter(1), *filter;
    FWPM_CALLOUT0           k = kit_callout(1), *callout;
    FWPM_PROVIDER_CONTEXT3  c = kit_context(1), *context;
    FWPM_LAYER0            *by_key, *by_id;
    GUID                    layer = FWPM_LAYER_ALE_AUTH_CONNECT_V4;
    UINT64                  filter_id, context_id;
    UINT32                  callout_id;
    (void)state;
    HANDLE h = kit_open(0);
    f.filterId = 0x7777777777777777u;
    k.calloutId = 0x77777777u;
    c.providerContextId = 0x7777777777777777u;
    assert_done(FwpmFilterAdd0(h, &f, NULL, &filter_id));
    assert_done(FwpmCalloutAdd0(h, &k, NULL, &callout_id));
    assert_done(FwpmProviderContextAdd3(h, &c, NULL, &context_id));
    assert_int_not_equal(filter_id, f.filterId);
    assert_int_not_equal(callout_id, k.calloutId);
    assert_int_not_equal(context_id, c.providerContextId);
    assert_done(FwpmFilterGetById0(h, filter_id, &filter));
    assert_true(kit_same_key(&filter->filterKey, &f.filterKey));
    assert_int_equal(filter->filterId, filter_id);
    assert_done(FwpmCalloutGetById0(h, callout_id, &callout));
    assert_true(kit_same_key(&callout->calloutKey, &k.calloutKey));
    assert_int_equal(callout->calloutId, callout_id);
    assert_done(FwpmProviderContextGetById3(h, context_id, &context));
    assert_true(kit_same_key(&context->providerContextKey, &c.providerContextKey));
    assert_int_equal(context->providerContextId, context_id);
    assert_done(FwpmLayerGetByKey0(h, &layer, &by_key));
    assert_done(FwpmLayerGetById0(h, by_key->layerId, &by_id));
    assert_true(kit_same_key(&by_id->layerKey, &layer));
    FwpmFreeMemory0((void **)&filter);
    FwpmFreeMemory0((void **)&callout);
    FwpmFreeMemory0((void **)&context);
    FwpmFreeMemory0((void **)&by_key);
    FwpmFreeMemory0((void **)&by_id);
}

/* proves: A-037 */
static void identifiers_are_unique_while_objects_live(void **state)
{
    enum { COUNT = 60 };
    UINT64 ids[COUNT];
    (void)state;
    HANDLE h = kit_open(0);
    for (unsigned i = 0; i < COUNT; i++) {
        FWPM_FILTER0 f = kit_filter(i);
        assert_done(FwpmFilterAdd0(h, &f, NULL, &ids[i]));
        for (unsigned k = 0; k < i; k++)
            assert_int_not_equal(ids[i], ids[k]);
        if (i % 3 == 2)
            assert_done(FwpmFilterDeleteById0(h, ids[i]));
    }
}

/* proves: A-037 */
static void classify_names_the_filter_by_its_identifier(void **state)
{
    FWPM_FILTER0 f = kit_filter(1), *read;
    UINT64       id;
    (void)state;
    if (kit_is_socket())
        skip(); /* the packets are in the engine's process */
    HANDLE h = kit_open(0);
    assert_done(FwpmFilterAdd0(h, &f, NULL, &id));
    struct link_verdict v = link_classify(NULL, 0x0a000001);
    assert_int_equal(v.filter, id);
    assert_done(FwpmFilterGetById0(h, v.filter, &read));
    assert_true(kit_same_key(&read->filterKey, &f.filterKey));
    FwpmFreeMemory0((void **)&read);
    assert_done(FwpmFilterDeleteById0(h, id));
    assert_int_equal(link_classify(NULL, 0x0a000001).filter, 0);
}

/* --- what is built in --------------------------------------------------------------------------------------------------------------- */

#define DELETE_ALL(h, type, kind, member)                                                       \
    do {                                                                                        \
        HANDLE e;                                                                               \
        UINT32 n;                                                                               \
        type **all;                                                                             \
        assert_done(Fwpm##kind##CreateEnumHandle0((h), NULL, &e));                              \
        assert_done(Fwpm##kind##Enum0((h), e, 100000, &all, &n));                               \
        assert_done(Fwpm##kind##DestroyEnumHandle0((h), e));                                    \
        for (UINT32 i = 0; i < n; i++)                                                          \
            assert_code(Fwpm##kind##DeleteByKey0((h), &all[i]->member), FWP_E_BUILTIN_OBJECT);  \
        FwpmFreeMemory0((void **)&all);                                                         \
    } while (0)

static UINT32 count_layers(HANDLE h)
{
    HANDLE        e;
    UINT32        n;
    FWPM_LAYER0 **all;
    assert_done(FwpmLayerCreateEnumHandle0(h, NULL, &e));
    assert_done(FwpmLayerEnum0(h, e, 1000, &all, &n));
    assert_done(FwpmLayerDestroyEnumHandle0(h, e));
    FwpmFreeMemory0((void **)&all);
    return n;
}

/* proves: A-044 */
static void what_is_built_in_stays(void **state)
{
    GUID           universal = FWPM_SUBLAYER_UNIVERSAL, ipsec = FWPM_CALLOUT_IPSEC_INBOUND_TRANSPORT_V4;
    FWPM_CALLOUT0 *callout;
    (void)state;
    HANDLE   h = kit_open(0);
    UINT32   layers = count_layers(h);
    unsigned before = kit_count_objects(h);
    assert_true(layers > 50);
    assert_code(FwpmSubLayerDeleteByKey0(h, &universal), FWP_E_BUILTIN_OBJECT);
    assert_code(FwpmCalloutDeleteByKey0(h, &ipsec), FWP_E_BUILTIN_OBJECT);
    assert_done(FwpmCalloutGetByKey0(h, &ipsec, &callout));
    assert_code(FwpmCalloutDeleteById0(h, callout->calloutId), FWP_E_BUILTIN_OBJECT);
    FwpmFreeMemory0((void **)&callout);
    DELETE_ALL(h, FWPM_PROVIDER0, Provider, providerKey);
    DELETE_ALL(h, FWPM_PROVIDER_CONTEXT0, ProviderContext, providerContextKey);
    DELETE_ALL(h, FWPM_SUBLAYER0, SubLayer, subLayerKey);
    DELETE_ALL(h, FWPM_CALLOUT0, Callout, calloutKey);
    kit_restart();
    h = kit_open(0);
    assert_int_equal(kit_count_objects(h), before);
    assert_int_equal(count_layers(h), layers);
}

/* No function does it, and no other kind's function takes a layer's key.
 * proves: A-061 */
static void layers_are_neither_added_nor_deleted(void **state)
{
    GUID layer = FWPM_LAYER_ALE_AUTH_CONNECT_V4;
    (void)state;
    HANDLE h = kit_open(0);
    UINT32 layers = count_layers(h);
    assert_true(link_has_call("FwpmLayerGetByKey0"));
    assert_true(link_has_call("FwpmSubLayerAdd0"));
    assert_false(link_has_call("FwpmLayerAdd0"));
    assert_false(link_has_call("FwpmLayerDeleteByKey0"));
    assert_false(link_has_call("FwpmLayerDeleteById0"));
    for (unsigned kind = 0; kind < 5; kind++)
        assert_int_not_equal(delete_key(h, kind, &layer), 0);
    assert_int_equal(count_layers(h), layers);
}

/* --- deleting ----------------------------------------------------------------------------------------------------------------------- */

/* proves: A-052 */
static void what_is_referred_to_is_not_deleted(void **state)
{
    (void)state;
    HANDLE h = kit_open(0);
    kit_add_one_of_each(h, false);
    unsigned before = kit_count_objects(h);
    for (unsigned kind = 0; kind < 4; kind++) {
        GUID key = kit_key(kind + 1);
        assert_code(delete_key(h, kind, &key), FWP_E_IN_USE);
    }
    assert_int_equal(kit_count_objects(h), before);
    for (unsigned kind = 5; kind-- > 1;) { /* the provider is held by each of the others */
        GUID key = kit_key(kind + 1), provider = kit_key(1);
        assert_code(delete_key(h, 0, &provider), FWP_E_IN_USE);
        assert_done(delete_key(h, kind, &key));
    }
    GUID provider = kit_key(1);
    assert_done(delete_key(h, 0, &provider));
    assert_int_equal(kit_count_objects(h), before - 5);
}

struct traffic {
    atomic_bool stop;
    unsigned    walks;
};

static void *send_traffic(void *context)
{
    struct traffic *t = context;
    do {
        (void)link_classify(NULL, 0x0a000001);
        t->walks++;
    } while (!atomic_load(&t->stop));
    return NULL;
}

/* proves: A-053 */
static void a_filter_is_never_in_use(void **state)
{
    struct traffic t = { 0 };
    pthread_t      thread;
    (void)state;
    HANDLE h = kit_open(0);
    if (!kit_is_socket())
        assert_int_equal(pthread_create(&thread, NULL, send_traffic, &t), 0);
    for (unsigned i = 0; i < 300; i++) {
        FWPM_FILTER0 f = kit_filter(1);
        UINT64       id;
        assert_done(FwpmFilterAdd0(h, &f, NULL, &id));
        assert_done(i & 1 ? FwpmFilterDeleteById0(h, id) : FwpmFilterDeleteByKey0(h, &f.filterKey));
    }
    atomic_store(&t.stop, true);
    if (!kit_is_socket()) {
        assert_int_equal(pthread_join(thread, NULL), 0);
        assert_true(t.walks > 0);
    }
}

/* proves: A-055 */
static void missing_objects_are_named_by_their_kind(void **state)
{
    static const HRESULT    codes[] = { FWP_E_PROVIDER_NOT_FOUND, FWP_E_PROVIDER_CONTEXT_NOT_FOUND, FWP_E_SUBLAYER_NOT_FOUND,
                                        FWP_E_CALLOUT_NOT_FOUND, FWP_E_FILTER_NOT_FOUND };
    GUID                    missing = kit_key(99);
    FWPM_LAYER0            *layer;
    FWPM_CONNECTION0       *connection;
    const FWP_VALUE0        on = { .type = FWP_UINT32, .uint32 = 1 };
    (void)state;
    HANDLE h = kit_open(0);
    for (unsigned kind = 0; kind < KIT_COUNT(codes); kind++)
        assert_code(delete_key(h, kind, &missing), codes[kind]);
    assert_code(FwpmFilterDeleteById0(h, 0x7fffffff), FWP_E_FILTER_NOT_FOUND);
    assert_code(FwpmCalloutDeleteById0(h, 0x7fffffff), FWP_E_CALLOUT_NOT_FOUND);
    assert_code(FwpmProviderContextDeleteById0(h, 0x7fffffff), FWP_E_PROVIDER_CONTEXT_NOT_FOUND);
    assert_code(FwpmLayerGetByKey0(h, &missing, &layer), FWP_E_LAYER_NOT_FOUND);
    assert_code(FwpmLayerGetById0(h, 0xffff, &layer), FWP_E_LAYER_NOT_FOUND);
    assert_code(IkeextSaDeleteById0(h, 1), FWP_E_NOT_FOUND);
    assert_code(IPsecSaContextDeleteById0(h, 1), FWP_E_NOT_FOUND);
    assert_done(FwpmEngineSetOption0(h, FWPM_ENGINE_MONITOR_IPSEC_CONNECTIONS, &on));
    assert_code(FwpmConnectionGetById0(h, 1, &connection), FWP_E_NOT_FOUND);
}

/* Deletes or sets the group of every object 1 to 5; nothing changes. */
static void touch_all(HANDLE h, HRESULT expected)
{
    typedef DWORD setter(HANDLE, const GUID *, SECURITY_INFORMATION, const SID *, const SID *, const ACL *, const ACL *);
    setter *const setters[] = { FwpmProviderSetSecurityInfoByKey0, FwpmProviderContextSetSecurityInfoByKey0,
                                FwpmSubLayerSetSecurityInfoByKey0, FwpmCalloutSetSecurityInfoByKey0, FwpmFilterSetSecurityInfoByKey0 };
    SID           world = { 1, 1, { { 0, 0, 0, 0, 0, 1 } }, { 0 } };
    for (unsigned kind = 5; kind-- > 0;) {
        GUID key = kit_key(kind + 1);
        assert_code(delete_key(h, kind, &key), expected);
        assert_code(setters[kind](h, &key, GROUP_SECURITY_INFORMATION, NULL, &world, NULL, NULL), expected);
    }
}

/* proves: A-056 A-058 */
static void a_dynamic_object_is_its_sessions_own(void **state)
{
    FWPM_FILTER0 *f;
    (void)state;
    HANDLE h = kit_open(0), owner = kit_open(FWPM_SESSION_FLAG_DYNAMIC), other = kit_open(FWPM_SESSION_FLAG_DYNAMIC);
    UINT64 id = kit_add_one_of_each(owner, false);
    unsigned before = kit_count_objects(h);
    touch_all(other, FWP_E_WRONG_SESSION);
    assert_code(FwpmFilterDeleteById0(other, id), FWP_E_WRONG_SESSION);
    touch_all(h, FWP_E_WRONG_SESSION);
    assert_code(FwpmFilterDeleteById0(h, id), FWP_E_WRONG_SESSION);
    assert_int_equal(kit_count_objects(h), before);
    assert_done(FwpmFilterDeleteById0(owner, id));
    assert_code(FwpmFilterGetById0(h, id, &f), FWP_E_FILTER_NOT_FOUND);
}

/* proves: A-057 */
static void a_dynamic_session_touches_nothing_else(void **state)
{
    (void)state;
    HANDLE   h = kit_open(0), dynamic = kit_open(FWPM_SESSION_FLAG_DYNAMIC);
    UINT64   id = kit_add_one_of_each(h, false);
    unsigned before = kit_count_objects(h);
    touch_all(dynamic, FWP_E_DYNAMIC_SESSION_IN_PROGRESS);
    assert_code(FwpmFilterDeleteById0(dynamic, id), FWP_E_DYNAMIC_SESSION_IN_PROGRESS);
    assert_int_equal(kit_count_objects(h), before);
    for (unsigned kind = 5; kind-- > 0;) {
        GUID key = kit_key(kind + 1);
        assert_done(delete_key(h, kind, &key));
    }
    kit_add_one_of_each(h, true);
    touch_all(dynamic, FWP_E_DYNAMIC_SESSION_IN_PROGRESS);
    assert_int_equal(kit_count_objects(h), before);
}

/* --- what a provider says --------------------------------------------------------------------------------------------------------------- */

/* proves: A-062 */
static void what_a_provider_says_is_carried_unchanged(void **state)
{
    enum { SIZE = 100000 };
    UINT8          *bytes = malloc(SIZE);
    FWPM_PROVIDER0  with = kit_provider(1), without = kit_provider(2), *read;
    (void)state;
    for (unsigned i = 0; i < SIZE; i++)
        bytes[i] = (UINT8)(i * 7 % 251); /* with zeros in it */
    HANDLE h = kit_open(0);
    with.serviceName = KIT_TEXT("a service");
    with.providerData = (FWP_BYTE_BLOB){ SIZE, bytes };
    assert_done(FwpmProviderAdd0(h, &with, NULL));
    assert_done(FwpmProviderAdd0(h, &without, NULL));
    assert_done(FwpmProviderGetByKey0(h, &with.providerKey, &read));
    assert_true(kit_same_text(read->serviceName, with.serviceName));
    assert_int_equal(read->providerData.size, SIZE);
    assert_memory_equal(read->providerData.data, bytes, SIZE);
    FwpmFreeMemory0((void **)&read);
    assert_done(FwpmProviderGetByKey0(h, &without.providerKey, &read));
    assert_null(read->serviceName);
    assert_int_equal(read->providerData.size, 0);
    FwpmFreeMemory0((void **)&read);
    free(bytes);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(a_zero_key_gets_one),
        KIT_TEST(a_key_is_unique_among_its_kind),
        KIT_TEST(bfe_gives_the_identifiers),
        KIT_TEST(identifiers_are_unique_while_objects_live),
        KIT_TEST(classify_names_the_filter_by_its_identifier),
        KIT_TEST(what_is_built_in_stays),
        KIT_TEST(layers_are_neither_added_nor_deleted),
        KIT_TEST(what_is_referred_to_is_not_deleted),
        KIT_TEST(a_filter_is_never_in_use),
        KIT_TEST(missing_objects_are_named_by_their_kind),
        KIT_TEST(a_dynamic_object_is_its_sessions_own),
        KIT_TEST(a_dynamic_session_touches_nothing_else),
        KIT_TEST(what_a_provider_says_is_carried_unchanged),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
