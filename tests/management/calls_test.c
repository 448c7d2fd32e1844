/* Every function of fwpmu.h, called once as its page says, with what it answers here. tests/conformance/calls_test.py compares the calls with
 * the list of functions. */
#include "kit.h"

#include <fwpsu.h>

#define SOME_ID    0x7777u
#define NO_HANDLE  ((HANDLE)(ULONG_PTR)0x7777)
#define DACL_INFO  4u
#define SEC_INFO   (1u | 2u | DACL_INFO) /* owner, group, DACL */

static void CALLBACK never(void *context, const void *what)
{
    (void)context, (void)what;
    abort();
}
#define NEVER(type) ((type)(uintptr_t)never)

/* --- policy objects: the calls that every kind has ----------------------------------------------------------------------------- */

static GUID key; /* of the object under test */

/* `keyed`: ByKey or nothing, as the functions are named; what stands before securityInfo. */
#define SECURITY(get, set, ...)                                                                     \
    do {                                                                                            \
        PSID                 owner, group;                                                          \
        PACL                 dacl, sacl;                                                            \
        PSECURITY_DESCRIPTOR sd = NULL;                                                             \
        assert_done(get(__VA_ARGS__, SEC_INFO, &owner, &group, &dacl, &sacl, &sd));                 \
        assert_non_null(sd);                                                                        \
        assert_done(set(__VA_ARGS__, DACL_INFO, NULL, NULL, dacl, NULL));           \
        FwpmFreeMemory0((void **)&sd);                                                              \
        assert_null(sd);                                                                            \
    } while (0)

#define ENUMERATE(h, create, next, destroy, type, found)                              \
    do {                                                                              \
        HANDLE  handle;                                                                    \
        type  **entries;                                                              \
        UINT32  n = 99;                                                           \
        assert_done(create(h, NULL, &handle));                                             \
        assert_done(next(h, handle, 100000, &entries, &n));                            \
        assert_true(found ? n > 0 : n == 0);                                  \
        FwpmFreeMemory0((void **)&entries);                                           \
        assert_done(destroy(h, handle));                                                   \
        assert_code(destroy(h, handle), ERROR_INVALID_HANDLE);                             \
    } while (0)

#define SUBSCRIBE(h, prefix, Prefix, callback_type)                                                      \
    do {                                                                                                 \
        FWPM_##Prefix##_SUBSCRIPTION0  all = { .flags = FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD }, **shown; \
        HANDLE                         e;                                                                \
        UINT32                         count;                                                            \
        assert_done(Fwpm##prefix##SubscribeChanges0(h, &all, NEVER(callback_type), NULL, &e));             \
        assert_done(Fwpm##prefix##SubscriptionsGet0(h, &shown, &count));                                 \
        assert_int_equal(count, 1);                                                                      \
        FwpmFreeMemory0((void **)&shown);                                                                \
        assert_done(Fwpm##prefix##UnsubscribeChanges0(h, e));                                            \
        assert_code(Fwpm##prefix##UnsubscribeChanges0(h, e), ERROR_INVALID_HANDLE);                      \
    } while (0)

static void providers(void **state)
{
    HANDLE          h = kit_open(0);
    FWPM_PROVIDER0  p = kit_provider(1), *got;
    (void)state;
    key = kit_key(1);
    assert_done(FwpmProviderAdd0(h, &p, NULL));
    assert_done(FwpmProviderGetByKey0(h, &key, &got));
    FwpmFreeMemory0((void **)&got);
    ENUMERATE(h, FwpmProviderCreateEnumHandle0, FwpmProviderEnum0, FwpmProviderDestroyEnumHandle0, FWPM_PROVIDER0, true);
    SECURITY(FwpmProviderGetSecurityInfoByKey0, FwpmProviderSetSecurityInfoByKey0, h, &key);
    SUBSCRIBE(h, Provider, PROVIDER, FWPM_PROVIDER_CHANGE_CALLBACK0);
    assert_done(FwpmProviderDeleteByKey0(h, &key));
    assert_code(FwpmProviderGetByKey0(h, &key, &got), FWP_E_PROVIDER_NOT_FOUND);
}

static void sublayers(void **state)
{
    HANDLE          h = kit_open(0);
    FWPM_SUBLAYER0  s = kit_sublayer(2), *got;
    (void)state;
    key = kit_key(2);
    assert_done(FwpmSubLayerAdd0(h, &s, NULL));
    assert_done(FwpmSubLayerGetByKey0(h, &key, &got));
    FwpmFreeMemory0((void **)&got);
    ENUMERATE(h, FwpmSubLayerCreateEnumHandle0, FwpmSubLayerEnum0, FwpmSubLayerDestroyEnumHandle0, FWPM_SUBLAYER0, true);
    SECURITY(FwpmSubLayerGetSecurityInfoByKey0, FwpmSubLayerSetSecurityInfoByKey0, h, &key);
    SUBSCRIBE(h, SubLayer, SUBLAYER, FWPM_SUBLAYER_CHANGE_CALLBACK0);
    assert_done(FwpmSubLayerDeleteByKey0(h, &key));
    assert_code(FwpmSubLayerGetByKey0(h, &key, &got), FWP_E_SUBLAYER_NOT_FOUND);
}

static void callouts(void **state)
{
    HANDLE         h = kit_open(0);
    FWPM_CALLOUT0  c = kit_callout(3), *got;
    UINT32         id = 0;
    (void)state;
    key = kit_key(3);
    assert_done(FwpmCalloutAdd0(h, &c, NULL, &id));
    assert_done(FwpmCalloutGetByKey0(h, &key, &got));
    assert_int_equal(got->calloutId, id);
    FwpmFreeMemory0((void **)&got);
    assert_done(FwpmCalloutGetById0(h, id, &got));
    FwpmFreeMemory0((void **)&got);
    ENUMERATE(h, FwpmCalloutCreateEnumHandle0, FwpmCalloutEnum0, FwpmCalloutDestroyEnumHandle0, FWPM_CALLOUT0, true);
    SECURITY(FwpmCalloutGetSecurityInfoByKey0, FwpmCalloutSetSecurityInfoByKey0, h, &key);
    SUBSCRIBE(h, Callout, CALLOUT, FWPM_CALLOUT_CHANGE_CALLBACK0);
    assert_done(FwpmCalloutDeleteById0(h, id));
    assert_code(FwpmCalloutDeleteByKey0(h, &key), FWP_E_CALLOUT_NOT_FOUND);
}

static void filters(void **state)
{
    HANDLE        h = kit_open(0);
    FWPM_FILTER0  f = kit_filter(4), *got;
    UINT64        id = 0;
    (void)state;
    key = kit_key(4);
    assert_done(FwpmFilterAdd0(h, &f, NULL, &id));
    assert_done(FwpmFilterGetByKey0(h, &key, &got));
    assert_int_equal(got->filterId, id);
    FwpmFreeMemory0((void **)&got);
    assert_done(FwpmFilterGetById0(h, id, &got));
    FwpmFreeMemory0((void **)&got);
    ENUMERATE(h, FwpmFilterCreateEnumHandle0, FwpmFilterEnum0, FwpmFilterDestroyEnumHandle0, FWPM_FILTER0, true);
    SECURITY(FwpmFilterGetSecurityInfoByKey0, FwpmFilterSetSecurityInfoByKey0, h, &key);
    SUBSCRIBE(h, Filter, FILTER, FWPM_FILTER_CHANGE_CALLBACK0);
    assert_done(FwpmFilterDeleteById0(h, id));
    assert_code(FwpmFilterDeleteByKey0(h, &key), FWP_E_FILTER_NOT_FOUND);
}

/* One version's four calls; the digit is what differs. */
#define CONTEXT_VERSION(n)                                                                                            \
    do {                                                                                                              \
        UINT8                      bytes[] = { 1, 2, 3 };                                                             \
        FWP_BYTE_BLOB              blob = { sizeof(bytes), bytes };                                                   \
        FWPM_PROVIDER_CONTEXT##n   old = { .providerContextKey = kit_key(5), .displayData = kit_display(),              \
                                         .type = FWPM_GENERAL_CONTEXT, .dataBuffer = &blob }, *got;                   \
        UINT64                     id;                                                                                \
        assert_done(FwpmProviderContextAdd##n(h, &old, NULL, &id));                                                     \
        assert_done(FwpmProviderContextGetByKey##n(h, &key, &got));                                                   \
        assert_int_equal(got->providerContextId, id);                                                                 \
        assert_memory_equal(got->dataBuffer->data, bytes, sizeof(bytes));                                             \
        FwpmFreeMemory0((void **)&got);                                                                               \
        assert_done(FwpmProviderContextGetById##n(h, id, &got));                                                      \
        FwpmFreeMemory0((void **)&got);                                                                               \
        ENUMERATE(h, FwpmProviderContextCreateEnumHandle0, FwpmProviderContextEnum##n, FwpmProviderContextDestroyEnumHandle0, \
                  FWPM_PROVIDER_CONTEXT##n, true);                                                                    \
        assert_done(FwpmProviderContextDeleteById0(h, id));                                                           \
    } while (0)

static void contexts(void **state)
{
    HANDLE                 h = kit_open(0);
    FWPM_PROVIDER_CONTEXT3 c = kit_context(5);
    (void)state;
    key = kit_key(5);
    CONTEXT_VERSION(0);
    CONTEXT_VERSION(1);
    CONTEXT_VERSION(2);
    CONTEXT_VERSION(3);
    assert_done(FwpmProviderContextAdd3(h, &c, NULL, NULL));
    SECURITY(FwpmProviderContextGetSecurityInfoByKey0, FwpmProviderContextSetSecurityInfoByKey0, h, &key);
    SUBSCRIBE(h, ProviderContext, PROVIDER_CONTEXT, FWPM_PROVIDER_CONTEXT_CHANGE_CALLBACK0);
    assert_done(FwpmProviderContextDeleteByKey0(h, &key));
    assert_code(FwpmProviderContextDeleteByKey0(h, &key), FWP_E_PROVIDER_CONTEXT_NOT_FOUND);
}

static void layers_and_sessions(void **state)
{
    HANDLE       h = kit_open(0);
    FWPM_LAYER0 *layer;
    (void)state;
    assert_done(FwpmLayerGetByKey0(h, &FWPM_LAYER_ALE_AUTH_CONNECT_V4, &layer));
    UINT16 id = layer->layerId;
    FwpmFreeMemory0((void **)&layer);
    assert_done(FwpmLayerGetById0(h, id, &layer));
    FwpmFreeMemory0((void **)&layer);
    ENUMERATE(h, FwpmLayerCreateEnumHandle0, FwpmLayerEnum0, FwpmLayerDestroyEnumHandle0, FWPM_LAYER0, true);
    SECURITY(FwpmLayerGetSecurityInfoByKey0, FwpmLayerSetSecurityInfoByKey0, h, &FWPM_LAYER_ALE_AUTH_CONNECT_V4);
    ENUMERATE(h, FwpmSessionCreateEnumHandle0, FwpmSessionEnum0, FwpmSessionDestroyEnumHandle0, FWPM_SESSION0, true);
}

static void the_engine(void **state)
{
    HANDLE      h;
    FWP_VALUE0 *got, on = { .type = FWP_UINT32, .uint32 = 1 };
    (void)state;
    assert_done(FwpmEngineOpen0(NULL, KIT_AUTHN_WINNT, NULL, NULL, &h));
    assert_done(FwpmEngineSetOption0(h, FWPM_ENGINE_NAME_CACHE, &on));
    assert_done(FwpmEngineGetOption0(h, FWPM_ENGINE_NAME_CACHE, &got));
    assert_int_equal(got->uint32, 1);
    FwpmFreeMemory0((void **)&got);
    SECURITY(FwpmEngineGetSecurityInfo0, FwpmEngineSetSecurityInfo0, h);
    assert_done(FwpmTransactionBegin0(h, 0));
    assert_done(FwpmTransactionCommit0(h));
    assert_done(FwpmTransactionBegin0(h, FWPM_TXN_READ_ONLY));
    assert_done(FwpmTransactionAbort0(h));
    assert_code(FwpmTransactionAbort0(h), FWP_E_NO_TXN_IN_PROGRESS);
    assert_done(FwpmEngineClose0(h));
    assert_code(FwpmEngineClose0(h), ERROR_INVALID_HANDLE);
}

/* --- events --------------------------------------------------------------------------------------------------------------------- */

#define NET_EVENT_SUBSCRIBE(n)                                                                               \
    do {                                                                                                     \
        assert_done(FwpmNetEventSubscribe##n(h, &all, NEVER(FWPM_NET_EVENT_CALLBACK##n), NULL, &e));         \
        assert_done(FwpmNetEventUnsubscribe0(h, e));                                                         \
    } while (0)

static void net_events(void **state)
{
    FWPM_NET_EVENT_SUBSCRIPTION0 all = { 0 }, **shown;
    HANDLE                       h = kit_open(0), e;
    UINT32                       count = 99;
    (void)state;
    ENUMERATE(h, FwpmNetEventCreateEnumHandle0, FwpmNetEventEnum0, FwpmNetEventDestroyEnumHandle0, FWPM_NET_EVENT0, false);
    ENUMERATE(h, FwpmNetEventCreateEnumHandle0, FwpmNetEventEnum1, FwpmNetEventDestroyEnumHandle0, FWPM_NET_EVENT1, false);
    ENUMERATE(h, FwpmNetEventCreateEnumHandle0, FwpmNetEventEnum2, FwpmNetEventDestroyEnumHandle0, FWPM_NET_EVENT2, false);
    ENUMERATE(h, FwpmNetEventCreateEnumHandle0, FwpmNetEventEnum3, FwpmNetEventDestroyEnumHandle0, FWPM_NET_EVENT3, false);
    ENUMERATE(h, FwpmNetEventCreateEnumHandle0, FwpmNetEventEnum4, FwpmNetEventDestroyEnumHandle0, FWPM_NET_EVENT4, false);
    ENUMERATE(h, FwpmNetEventCreateEnumHandle0, FwpmNetEventEnum5, FwpmNetEventDestroyEnumHandle0, FWPM_NET_EVENT5, false);
    NET_EVENT_SUBSCRIBE(0);
    NET_EVENT_SUBSCRIBE(1);
    NET_EVENT_SUBSCRIBE(2);
    NET_EVENT_SUBSCRIBE(3);
    NET_EVENT_SUBSCRIBE(4);
    assert_done(FwpmNetEventSubscriptionsGet0(h, &shown, &count));
    assert_int_equal(count, 0);
    FwpmFreeMemory0((void **)&shown);
    SECURITY(FwpmNetEventsGetSecurityInfo0, FwpmNetEventsSetSecurityInfo0, h);
}

static DWORD monitor(HANDLE h, UINT32 on)
{
    FWP_VALUE0 v = { .type = FWP_UINT32, .uint32 = on };
    return FwpmEngineSetOption0(h, FWPM_ENGINE_MONITOR_IPSEC_CONNECTIONS, &v);
}

/* proves: A-169 */
static void connections(void **state)
{
    FWPM_CONNECTION_SUBSCRIPTION0 all = { .sessionKey = kit_key(9) }, **shown;
    FWPM_CONNECTION0             *connection;
    HANDLE                        h = kit_open(0), other = kit_open(0), e, a, b;
    UINT32                        count;
    (void)state;
    assert_code(FwpmConnectionCreateEnumHandle0(h, NULL, &e), FWP_E_CONNECTIONS_DISABLED);
    assert_code(FwpmConnectionSubscribe0(h, &all, NEVER(FWPM_CONNECTION_CALLBACK0), NULL, &e), FWP_E_CONNECTIONS_DISABLED);
    assert_done(monitor(h, 1));
    ENUMERATE(h, FwpmConnectionCreateEnumHandle0, FwpmConnectionEnum0, FwpmConnectionDestroyEnumHandle0, FWPM_CONNECTION0, false);
    assert_code(FwpmConnectionGetById0(h, SOME_ID, &connection), FWP_E_NOT_FOUND);
    assert_done(FwpmConnectionSubscribe0(h, &all, NEVER(FWPM_CONNECTION_CALLBACK0), NULL, &a));
    assert_done(FwpmConnectionSubscribe0(other, &all, NEVER(FWPM_CONNECTION_CALLBACK0), NULL, &b));
    assert_done(FwpmConnectionSubscriptionsGet0(h, &shown, &count));
    assert_int_equal(count, 2);
    GUID nine = kit_key(9);
    assert_true(kit_same_key(&shown[1]->sessionKey, &nine));
    FwpmFreeMemory0((void **)&shown);
    assert_code(monitor(h, 0), FWP_E_STILL_ON);
    assert_done(FwpmConnectionUnsubscribe0(h, a));
    assert_code(monitor(h, 0), FWP_E_STILL_ON);
    kit_close(other); /* and its subscription with it */
    assert_done(monitor(h, 0));
    SECURITY(FwpmConnectionGetSecurityInfo0, FwpmConnectionSetSecurityInfo0, h);
}

static void endpoints(void **state)
{
    FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 web = { .remotePort = { .type = FWP_UINT16, .uint16 = 80 } };
    FWPS_ALE_ENDPOINT_PROPERTIES0   *p;
    HANDLE                           h = kit_open(0), e, token;
    LUID                             id = { 0 };
    (void)state;
    ENUMERATE(h, FwpsAleEndpointCreateEnumHandle0, FwpsAleEndpointEnum0, FwpsAleEndpointDestroyEnumHandle0, FWPS_ALE_ENDPOINT_PROPERTIES0,
              false); /* nobody walks here */
    assert_done(FwpsAleEndpointCreateEnumHandle0(h, &web, &e));
    assert_done(FwpsAleEndpointDestroyEnumHandle0(h, e));
    assert_code(FwpsAleEndpointGetById0(h, SOME_ID, &p), FWP_E_NOT_FOUND);
    SECURITY(FwpsAleEndpointGetSecurityInfo0, FwpsAleEndpointSetSecurityInfo0, h);
    assert_code(FwpsOpenToken0(h, id, 0, NULL), FWP_E_NULL_POINTER);
    assert_code(FwpsOpenToken0(h, id, 0, &token), ERROR_NOT_SUPPORTED);
}

static void switches(void **state)
{
    FWPM_VSWITCH_EVENT_SUBSCRIPTION0 all = { 0 };
    HANDLE                           h = kit_open(0), e;
    (void)state;
    assert_done(FwpmvSwitchEventSubscribe0(h, &all, NEVER(FWPM_VSWITCH_EVENT_CALLBACK0), NULL, &e));
    assert_done(FwpmvSwitchEventUnsubscribe0(h, e));
    assert_code(FwpmvSwitchEventUnsubscribe0(h, e), ERROR_INVALID_HANDLE);
    assert_done(FwpmTransactionBegin0(h, 0));
    assert_code(FwpmvSwitchEventSubscribe0(h, &all, NEVER(FWPM_VSWITCH_EVENT_CALLBACK0), NULL, &e), FWP_E_TXN_IN_PROGRESS);
    assert_done(FwpmTransactionAbort0(h));
    SECURITY(FwpmvSwitchEventsGetSecurityInfo0, FwpmvSwitchEventsSetSecurityInfo0, h);
}

static void ports_and_keywords(void **state)
{
    FWPM_SYSTEM_PORTS0 *ports;
    HANDLE              h = kit_open(0), engines[] = { NULL, h }, e;
    (void)state;
    for (unsigned i = 0; i < KIT_COUNT(engines); i++) { /* the engine's handle is optional */
        assert_done(FwpmSystemPortsGet0(engines[i], &ports));
        assert_int_equal(ports->numTypes, FWPM_SYSTEM_PORT_TYPE_MAX);
        for (UINT32 k = 0; k < ports->numTypes; k++) {
            assert_int_equal(ports->types[k].type, k);
            assert_int_equal(ports->types[k].numPorts, 0);
        }
        FwpmFreeMemory0((void **)&ports);
        assert_code(FwpmSystemPortsSubscribe0(engines[i], &h, NEVER(FWPM_SYSTEM_PORTS_CALLBACK0), NULL, &e), FWP_E_RESERVED);
        assert_done(FwpmSystemPortsSubscribe0(engines[i], NULL, NEVER(FWPM_SYSTEM_PORTS_CALLBACK0), NULL, &e));
        assert_done(FwpmSystemPortsUnsubscribe0(engines[i], e));
        assert_code(FwpmSystemPortsUnsubscribe0(engines[i], e), ERROR_INVALID_HANDLE);
    }
    assert_done(FwpmDynamicKeywordSubscribe0(1, (FWPM_DYNAMIC_KEYWORD_CALLBACK0)(uintptr_t)never, NULL, &e));
    assert_done(FwpmDynamicKeywordUnsubscribe0(e));
    assert_code(FwpmDynamicKeywordUnsubscribe0(e), ERROR_INVALID_PARAMETER);
    assert_code(FwpmDynamicKeywordSubscribe0(1, NULL, NULL, &e), ERROR_INVALID_PARAMETER);
}

/* --- IPsec ------------------------------------------------------------------------------------------------------------------------ */

static void security_associations(void **state)
{
    IPSEC_TRAFFIC0                      old_traffic = { .ipVersion = FWP_IP_VERSION_V4 };
    IPSEC_TRAFFIC1                      traffic = { .ipVersion = FWP_IP_VERSION_V4 }, wrong = { .trafficType = IPSEC_TRAFFIC_TYPE_MAX };
    IPSEC_GETSPI0                       old_spi = { .ipVersion = FWP_IP_VERSION_V4 };
    IPSEC_GETSPI1                       spi = { .ipVersion = FWP_IP_VERSION_V4 };
    IPSEC_SA_BUNDLE0                    old_bundle = { .ipVersion = FWP_IP_VERSION_V4 };
    IPSEC_SA_BUNDLE1                    bundle = { .ipVersion = FWP_IP_VERSION_V4 };
    IPSEC_SA_CONTEXT0                  *old_context;
    IPSEC_SA_CONTEXT1                  *context, update = { 0 };
    IPSEC_SA_CONTEXT_SUBSCRIPTION0      all = { 0 }, **shown;
    HANDLE                              h = kit_open(0), e;
    UINT64                              id, filter;
    UINT32                              got, count;
    (void)state;
    ENUMERATE(h, IPsecSaCreateEnumHandle0, IPsecSaEnum0, IPsecSaDestroyEnumHandle0, IPSEC_SA_DETAILS0, false);
    ENUMERATE(h, IPsecSaCreateEnumHandle0, IPsecSaEnum1, IPsecSaDestroyEnumHandle0, IPSEC_SA_DETAILS1, false);
    ENUMERATE(h, IPsecSaContextCreateEnumHandle0, IPsecSaContextEnum0, IPsecSaContextDestroyEnumHandle0, IPSEC_SA_CONTEXT0, false);
    ENUMERATE(h, IPsecSaContextCreateEnumHandle0, IPsecSaContextEnum1, IPsecSaContextDestroyEnumHandle0, IPSEC_SA_CONTEXT1, false);
    assert_code(IPsecSaContextCreate0(h, &old_traffic, &filter, &id), ERROR_NOT_SUPPORTED);
    assert_code(IPsecSaContextCreate1(h, &traffic, NULL, &filter, &id), ERROR_NOT_SUPPORTED);
    assert_code(IPsecSaContextCreate1(h, &wrong, NULL, &filter, &id), FWP_E_INVALID_ENUMERATOR);
    assert_code(IPsecSaContextGetById0(h, SOME_ID, &old_context), FWP_E_NOT_FOUND);
    assert_code(IPsecSaContextGetById1(h, SOME_ID, &context), FWP_E_NOT_FOUND);
    assert_code(IPsecSaContextGetSpi0(h, SOME_ID, &old_spi, &got), FWP_E_NOT_FOUND);
    assert_code(IPsecSaContextGetSpi1(h, SOME_ID, &spi, &got), FWP_E_NOT_FOUND);
    assert_code(IPsecSaContextSetSpi0(h, SOME_ID, &spi, 1), FWP_E_NOT_FOUND);
    assert_code(IPsecSaContextAddInbound0(h, SOME_ID, &old_bundle), FWP_E_NOT_FOUND);
    assert_code(IPsecSaContextAddInbound1(h, SOME_ID, &bundle), FWP_E_NOT_FOUND);
    assert_code(IPsecSaContextAddOutbound0(h, SOME_ID, &old_bundle), FWP_E_NOT_FOUND);
    assert_code(IPsecSaContextAddOutbound1(h, SOME_ID, &bundle), FWP_E_NOT_FOUND);
    assert_code(IPsecSaContextExpire0(h, SOME_ID), FWP_E_NOT_FOUND);
    assert_code(IPsecSaContextUpdate0(h, 0, &update), FWP_E_NOT_FOUND);
    assert_code(IPsecSaContextDeleteById0(h, SOME_ID), FWP_E_NOT_FOUND);
    assert_done(IPsecSaContextSubscribe0(h, &all, NEVER(IPSEC_SA_CONTEXT_CALLBACK0), NULL, &e));
    assert_done(IPsecSaContextSubscriptionsGet0(h, &shown, &count));
    assert_int_equal(count, 1);
    FwpmFreeMemory0((void **)&shown);
    assert_done(IPsecSaContextUnsubscribe0(h, e));
    SECURITY(IPsecSaDbGetSecurityInfo0, IPsecSaDbSetSecurityInfo0, h);
}

static bool is_zero(const void *data, size_t size)
{
    const UINT8 *b = data;
    while (size && b[size - 1] == 0)
        size--;
    return size == 0;
}

static void statistics(void **state)
{
    IPSEC_STATISTICS0      old;
    IPSEC_STATISTICS1      now;
    IPSEC_DOSP_STATISTICS0 dosp;
    IKEEXT_STATISTICS0     old_ike;
    IKEEXT_STATISTICS1     ike;
    HANDLE                 h = kit_open(0);
    (void)state;
    memset(&old, 0xee, sizeof(old)), memset(&now, 0xee, sizeof(now)), memset(&dosp, 0xee, sizeof(dosp));
    assert_done(IPsecGetStatistics0(h, &old));
    assert_done(IPsecGetStatistics1(h, &now));
    assert_done(IPsecDospGetStatistics0(h, &dosp));
    assert_code(IkeextGetStatistics0(h, &old_ike), FWP_E_IKEEXT_NOT_RUNNING);
    assert_code(IkeextGetStatistics1(h, &ike), FWP_E_IKEEXT_NOT_RUNNING);
    assert_true(is_zero(&old, sizeof(old)) && is_zero(&now, sizeof(now)) && is_zero(&dosp, sizeof(dosp)));
}

static void ike(void **state)
{
    IKEEXT_SA_DETAILS0 *first;
    IKEEXT_SA_DETAILS1 *second;
    IKEEXT_SA_DETAILS2 *third;
    HANDLE              h = kit_open(0);
    GUID                lookup = kit_key(1);
    (void)state;
    ENUMERATE(h, IkeextSaCreateEnumHandle0, IkeextSaEnum0, IkeextSaDestroyEnumHandle0, IKEEXT_SA_DETAILS0, false);
    ENUMERATE(h, IkeextSaCreateEnumHandle0, IkeextSaEnum1, IkeextSaDestroyEnumHandle0, IKEEXT_SA_DETAILS1, false);
    ENUMERATE(h, IkeextSaCreateEnumHandle0, IkeextSaEnum2, IkeextSaDestroyEnumHandle0, IKEEXT_SA_DETAILS2, false);
    assert_code(IkeextSaGetById0(h, SOME_ID, &first), FWP_E_NOT_FOUND);
    assert_code(IkeextSaGetById1(h, SOME_ID, &lookup, &second), FWP_E_NOT_FOUND);
    assert_code(IkeextSaGetById2(h, SOME_ID, NULL, &third), FWP_E_NOT_FOUND);
    assert_code(IkeextSaDeleteById0(h, SOME_ID), FWP_E_NOT_FOUND);
    SECURITY(IkeextSaDbGetSecurityInfo0, IkeextSaDbSetSecurityInfo0, h);
}

static void dos_protection(void **state)
{
    HANDLE h = kit_open(0);
    (void)state;
    ENUMERATE(h, IPsecDospStateCreateEnumHandle0, IPsecDospStateEnum0, IPsecDospStateDestroyEnumHandle0, IPSEC_DOSP_STATE0, false);
    SECURITY(IPsecDospGetSecurityInfo0, IPsecDospSetSecurityInfo0, h);
}

static IPSEC_KEY_MANAGER0 manager(unsigned n, UINT32 flags)
{
    return (IPSEC_KEY_MANAGER0){ .keyManagerKey = kit_key(n), .displayData = kit_display(), .flags = flags, .keyDictationTimeoutHint = 5 };
}

static void key_managers(void **state)
{
    enum { DICTATES = 1 };
    IPSEC_KEY_MANAGER_CALLBACKS0 callbacks = { .keyDictationCheck = NEVER(IPSEC_KEY_MANAGER_KEY_DICTATION_CHECK0),
                                               .keyDictation = NEVER(IPSEC_KEY_MANAGER_DICTATE_KEY0),
                                               .keyNotify = NEVER(IPSEC_KEY_MANAGER_NOTIFY_KEY0) },
                                 none = { 0 };
    IPSEC_KEY_MANAGER0           first = manager(1, DICTATES), second = manager(2, DICTATES), third = manager(3, 0), **shown;
    HANDLE                       h = kit_open(0), other = kit_open(0), a, b;
    UINT32                       count;
    (void)state;
    assert_code(IPsecKeyManagerAddAndRegister0(h, &first, &none, &a), FWP_E_NULL_POINTER);
    assert_done(IPsecKeyManagerAddAndRegister0(h, &first, &callbacks, &a));
    assert_code(IPsecKeyManagerAddAndRegister0(other, &first, &callbacks, &b), FWP_E_ALREADY_EXISTS);
    assert_code(IPsecKeyManagerAddAndRegister0(other, &second, &callbacks, &b), FWP_E_KEY_DICTATOR_ALREADY_REGISTERED);
    assert_done(IPsecKeyManagerAddAndRegister0(other, &third, &callbacks, &b));
    assert_done(IPsecKeyManagersGet0(h, &shown, &count));
    assert_int_equal(count, 2);
    assert_true(kit_same_text(shown[0]->displayData.name, kit_display().name));
    FwpmFreeMemory0((void **)&shown);
    assert_code(IPsecKeyManagerUnregisterAndDelete0(h, b), ERROR_INVALID_HANDLE);
    assert_done(IPsecKeyManagerUnregisterAndDelete0(h, a));
    assert_done(IPsecKeyManagerAddAndRegister0(h, &second, &callbacks, &a));
    kit_close(other);
    assert_done(IPsecKeyManagersGet0(h, &shown, &count));
    assert_int_equal(count, 1);
    FwpmFreeMemory0((void **)&shown);
    SECURITY(IPsecKeyManagerGetSecurityInfoByKey0, IPsecKeyManagerSetSecurityInfoByKey0, h, NULL);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(the_engine),     KIT_TEST(providers),  KIT_TEST(sublayers),          KIT_TEST(callouts),
        KIT_TEST(filters),        KIT_TEST(contexts),   KIT_TEST(layers_and_sessions), KIT_TEST(net_events),
        KIT_TEST(endpoints),
        KIT_TEST(connections),    KIT_TEST(switches),   KIT_TEST(ports_and_keywords), KIT_TEST(security_associations),
        KIT_TEST(statistics),     KIT_TEST(ike),        KIT_TEST(dos_protection),     KIT_TEST(key_managers),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
