/* Every management function of kernel mode, called once as a driver calls it (tests/management/calls_test.c does it for programs). */
#include "fwpmk_kit.h"

#define SOME_ID     0x7777u
#define DACL_INFO   4u
#define SEC_INFO    (1u | 2u | DACL_INFO) /* owner, group, DACL */

static int setup(void **state)
{
    (void)state;
    km_kit_init(&k, FAMILY_V4);
    fwpmk_open();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    fwpmk_close();
    km_kit_fini(&k);
    return 0;
}

#define SECURITY(get, set, ...)                                                              \
    do {                                                                                     \
        PSID                 owner, group;                                                   \
        PACL                 dacl, sacl;                                                     \
        PSECURITY_DESCRIPTOR sd = NULL;                                                      \
        DONE(get(__VA_ARGS__, SEC_INFO, &owner, &group, &dacl, &sacl, &sd));                 \
        assert_non_null(sd);                                                                 \
        DONE(set(__VA_ARGS__, DACL_INFO, NULL, NULL, dacl, NULL));                           \
        FwpmFreeMemory0((void **)&sd);                                                       \
    } while (0)

#define ENUMERATE(create, next, destroy, type, found)                           \
    do {                                                                        \
        HANDLE  handle;                                                         \
        type  **entries;                                                        \
        UINT32  n = 99;                                                         \
        DONE(create(h, NULL, &handle));                                         \
        DONE(next(h, handle, 100000, &entries, &n));                            \
        assert_true(found ? n > 0 : n == 0);                                    \
        FwpmFreeMemory0((void **)&entries);                                     \
        DONE(destroy(h, handle));                                               \
        assert_int_equal(destroy(h, handle), STATUS_INVALID_HANDLE);            \
    } while (0)

/* The calls that are alike for all kinds of objects; the object is there. */
#define OBJECT_CALLS(prefix, structure, key)                                                                             \
    do {                                                                                                                 \
        structure *got;                                                                                                  \
        DONE(Fwpm##prefix##GetByKey0(h, key, &got));                                                                     \
        FwpmFreeMemory0((void **)&got);                                                                                  \
        ENUMERATE(Fwpm##prefix##CreateEnumHandle0, Fwpm##prefix##Enum0, Fwpm##prefix##DestroyEnumHandle0, structure, true); \
        SECURITY(Fwpm##prefix##GetSecurityInfoByKey0, Fwpm##prefix##SetSecurityInfoByKey0, h, key);                      \
    } while (0)

static void objects(void **state)
{
    GUID           one = km_key(1), two = km_key(2), three = km_key(3), four = km_key(4);
    GUID           layer = guid_of(&layer_of(LAYER(INBOUND_TRANSPORT), FAMILY_V4)->key);
    FWPM_PROVIDER0 p = { .providerKey = one, .displayData = shown };
    FWPM_SUBLAYER0 s = { .subLayerKey = two, .displayData = shown };
    FWPM_CALLOUT0  c = { .calloutKey = three, .displayData = shown, .applicableLayer = layer }, *callout;
    FWPM_FILTER0   f = { .filterKey = four, .displayData = shown, .layerKey = layer, .subLayerKey = two, .action = { .type = FWP_ACTION_BLOCK } },
                 *filter;
    UINT32         callout_id;
    UINT64         filter_id;
    (void)state;
    DONE(FwpmTransactionBegin0(h, 0));
    DONE(FwpmProviderAdd0(h, &p, NULL));
    DONE(FwpmSubLayerAdd0(h, &s, NULL));
    DONE(FwpmTransactionCommit0(h));
    DONE(FwpmCalloutAdd0(h, &c, NULL, &callout_id));
    DONE(FwpmFilterAdd0(h, &f, NULL, &filter_id));
    DONE(FwpmTransactionBegin0(h, FWPM_TXN_READ_ONLY));
    DONE(FwpmTransactionAbort0(h));
    OBJECT_CALLS(Provider, FWPM_PROVIDER0, &one);
    OBJECT_CALLS(SubLayer, FWPM_SUBLAYER0, &two);
    OBJECT_CALLS(Callout, FWPM_CALLOUT0, &three);
    OBJECT_CALLS(Filter, FWPM_FILTER0, &four);
    DONE(FwpmCalloutGetById0(h, callout_id, &callout));
    FwpmFreeMemory0((void **)&callout);
    DONE(FwpmFilterGetById0(h, filter_id, &filter));
    FwpmFreeMemory0((void **)&filter);
    DONE(FwpmFilterDeleteById0(h, filter_id));
    assert_int_equal(FwpmFilterDeleteByKey0(h, &four), STATUS_FWP_FILTER_NOT_FOUND);
    DONE(FwpmCalloutDeleteById0(h, callout_id));
    assert_int_equal(FwpmCalloutDeleteByKey0(h, &three), STATUS_FWP_CALLOUT_NOT_FOUND);
    DONE(FwpmSubLayerDeleteByKey0(h, &two));
    DONE(FwpmProviderDeleteByKey0(h, &one));
}

#define CONTEXT_VERSION(n)                                                                                            \
    do {                                                                                                              \
        FWPM_PROVIDER_CONTEXT##n c = { .providerContextKey = key, .displayData = shown, .type = FWPM_GENERAL_CONTEXT, \
                                       .dataBuffer = &blob }, *got;                                                   \
        UINT64                   id;                                                                                  \
        DONE(FwpmProviderContextAdd##n(h, &c, NULL, &id));                                                            \
        DONE(FwpmProviderContextGetByKey##n(h, &key, &got));                                                          \
        assert_memory_equal(got->dataBuffer->data, bytes, sizeof(bytes));                                             \
        FwpmFreeMemory0((void **)&got);                                                                               \
        DONE(FwpmProviderContextGetById##n(h, id, &got));                                                             \
        FwpmFreeMemory0((void **)&got);                                                                               \
        ENUMERATE(FwpmProviderContextCreateEnumHandle0, FwpmProviderContextEnum##n, FwpmProviderContextDestroyEnumHandle0, \
                  FWPM_PROVIDER_CONTEXT##n, true);                                                                    \
        SECURITY(FwpmProviderContextGetSecurityInfoByKey0, FwpmProviderContextSetSecurityInfoByKey0, h, &key);        \
        DONE(FwpmProviderContextDeleteById0(h, id));                                                                  \
        assert_int_equal(FwpmProviderContextDeleteByKey0(h, &key), STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND);            \
    } while (0)

static void contexts(void **state)
{
    UINT8         bytes[] = { 1, 2, 3 };
    FWP_BYTE_BLOB blob = { sizeof(bytes), bytes };
    GUID          key = km_key(5);
    (void)state;
    CONTEXT_VERSION(0);
    CONTEXT_VERSION(1);
    CONTEXT_VERSION(2);
    CONTEXT_VERSION(3);
}

static void the_engine(void **state)
{
    GUID         key = guid_of(&layer_of(LAYER(INBOUND_TRANSPORT), FAMILY_V4)->key);
    FWP_VALUE0  *value, on = { .type = FWP_UINT32, .uint32 = 1 };
    FWPM_LAYER0 *layer;
    (void)state;
    DONE(FwpmEngineSetOption0(h, FWPM_ENGINE_NAME_CACHE, &on));
    DONE(FwpmEngineGetOption0(h, FWPM_ENGINE_NAME_CACHE, &value));
    assert_int_equal(value->uint32, 1);
    FwpmFreeMemory0((void **)&value);
    SECURITY(FwpmEngineGetSecurityInfo0, FwpmEngineSetSecurityInfo0, h);
    OBJECT_CALLS(Layer, FWPM_LAYER0, &key);
    DONE(FwpmLayerGetById0(h, 1, &layer));
    FwpmFreeMemory0((void **)&layer);
    ENUMERATE(FwpmSessionCreateEnumHandle0, FwpmSessionEnum0, FwpmSessionDestroyEnumHandle0, FWPM_SESSION0, true);
}

#define NET_EVENTS(n) \
    ENUMERATE(FwpmNetEventCreateEnumHandle0, FwpmNetEventEnum##n, FwpmNetEventDestroyEnumHandle0, FWPM_NET_EVENT##n, false)

static void events_and_connections(void **state)
{
    FWP_VALUE0        on = { .type = FWP_UINT32, .uint32 = 1 };
    FWPM_CONNECTION0 *connection;
    HANDLE            e;
    (void)state;
    NET_EVENTS(0);
    NET_EVENTS(1);
    NET_EVENTS(2);
    NET_EVENTS(3);
    NET_EVENTS(4);
    NET_EVENTS(5);
    SECURITY(FwpmNetEventsGetSecurityInfo0, FwpmNetEventsSetSecurityInfo0, h);
    SECURITY(FwpmvSwitchEventsGetSecurityInfo0, FwpmvSwitchEventsSetSecurityInfo0, h);
    assert_int_equal(FwpmConnectionCreateEnumHandle0(h, NULL, &e), STATUS_FWP_CONNECTIONS_DISABLED);
    DONE(FwpmEngineSetOption0(h, FWPM_ENGINE_MONITOR_IPSEC_CONNECTIONS, &on));
    ENUMERATE(FwpmConnectionCreateEnumHandle0, FwpmConnectionEnum0, FwpmConnectionDestroyEnumHandle0, FWPM_CONNECTION0, false);
    assert_int_equal(FwpmConnectionGetById0(h, SOME_ID, &connection), STATUS_FWP_NOT_FOUND);
    SECURITY(FwpmConnectionGetSecurityInfo0, FwpmConnectionSetSecurityInfo0, h);
}

#define NONE(call) assert_int_equal(call, STATUS_FWP_NOT_FOUND)

static void security_associations(void **state)
{
    IPSEC_TRAFFIC0     old_traffic = { .ipVersion = FWP_IP_VERSION_V4 };
    IPSEC_TRAFFIC1     traffic = { .ipVersion = FWP_IP_VERSION_V4 };
    IPSEC_GETSPI0      old_spi = { .ipVersion = FWP_IP_VERSION_V4 };
    IPSEC_GETSPI1      spi = { .ipVersion = FWP_IP_VERSION_V4 };
    IPSEC_SA_BUNDLE0   old_bundle = { .ipVersion = FWP_IP_VERSION_V4 };
    IPSEC_SA_BUNDLE1   bundle = { .ipVersion = FWP_IP_VERSION_V4 };
    IPSEC_SA_CONTEXT0 *old_context;
    IPSEC_SA_CONTEXT1 *context, update = { 0 };
    UINT64             id, filter;
    UINT32             got;
    (void)state;
    ENUMERATE(IPsecSaCreateEnumHandle0, IPsecSaEnum0, IPsecSaDestroyEnumHandle0, IPSEC_SA_DETAILS0, false);
    ENUMERATE(IPsecSaCreateEnumHandle0, IPsecSaEnum1, IPsecSaDestroyEnumHandle0, IPSEC_SA_DETAILS1, false);
    ENUMERATE(IPsecSaContextCreateEnumHandle0, IPsecSaContextEnum0, IPsecSaContextDestroyEnumHandle0, IPSEC_SA_CONTEXT0, false);
    ENUMERATE(IPsecSaContextCreateEnumHandle0, IPsecSaContextEnum1, IPsecSaContextDestroyEnumHandle0, IPSEC_SA_CONTEXT1, false);
    assert_int_equal(IPsecSaContextCreate0(h, &old_traffic, &filter, &id), STATUS_NOT_SUPPORTED);
    assert_int_equal(IPsecSaContextCreate1(h, &traffic, NULL, &filter, &id), STATUS_NOT_SUPPORTED);
    NONE(IPsecSaContextGetById0(h, SOME_ID, &old_context));
    NONE(IPsecSaContextGetById1(h, SOME_ID, &context));
    NONE(IPsecSaContextGetSpi0(h, SOME_ID, &old_spi, &got));
    NONE(IPsecSaContextGetSpi1(h, SOME_ID, &spi, &got));
    NONE(IPsecSaContextSetSpi0(h, SOME_ID, &spi, 1));
    NONE(IPsecSaContextAddInbound0(h, SOME_ID, &old_bundle));
    NONE(IPsecSaContextAddInbound1(h, SOME_ID, &bundle));
    NONE(IPsecSaContextAddOutbound0(h, SOME_ID, &old_bundle));
    NONE(IPsecSaContextAddOutbound1(h, SOME_ID, &bundle));
    NONE(IPsecSaContextExpire0(h, SOME_ID));
    NONE(IPsecSaContextUpdate0(h, 0, &update));
    NONE(IPsecSaContextDeleteById0(h, SOME_ID));
    SECURITY(IPsecSaDbGetSecurityInfo0, IPsecSaDbSetSecurityInfo0, h);
}

static void ike_and_dos_protection(void **state)
{
    IKEEXT_SA_DETAILS0    *first;
    IKEEXT_SA_DETAILS1    *second;
    IKEEXT_SA_DETAILS2    *third;
    IPSEC_STATISTICS0      old_ipsec;
    IPSEC_STATISTICS1      ipsec;
    IPSEC_DOSP_STATISTICS0 dosp;
    IKEEXT_STATISTICS0     old_ike;
    IKEEXT_STATISTICS1     ike;
    (void)state;
    ENUMERATE(IkeextSaCreateEnumHandle0, IkeextSaEnum0, IkeextSaDestroyEnumHandle0, IKEEXT_SA_DETAILS0, false);
    ENUMERATE(IkeextSaCreateEnumHandle0, IkeextSaEnum1, IkeextSaDestroyEnumHandle0, IKEEXT_SA_DETAILS1, false);
    ENUMERATE(IkeextSaCreateEnumHandle0, IkeextSaEnum2, IkeextSaDestroyEnumHandle0, IKEEXT_SA_DETAILS2, false);
    NONE(IkeextSaGetById0(h, SOME_ID, &first));
    NONE(IkeextSaGetById1(h, SOME_ID, NULL, &second));
    NONE(IkeextSaGetById2(h, SOME_ID, NULL, &third));
    NONE(IkeextSaDeleteById0(h, SOME_ID));
    SECURITY(IkeextSaDbGetSecurityInfo0, IkeextSaDbSetSecurityInfo0, h);
    DONE(IPsecGetStatistics0(h, &old_ipsec));
    DONE(IPsecGetStatistics1(h, &ipsec));
    DONE(IPsecDospGetStatistics0(h, &dosp));
    assert_int_equal(IkeextGetStatistics0(h, &old_ike), STATUS_FWP_IKEEXT_NOT_RUNNING);
    assert_int_equal(IkeextGetStatistics1(h, &ike), STATUS_FWP_IKEEXT_NOT_RUNNING);
    ENUMERATE(IPsecDospStateCreateEnumHandle0, IPsecDospStateEnum0, IPsecDospStateDestroyEnumHandle0, IPSEC_DOSP_STATE0, false);
    SECURITY(IPsecDospGetSecurityInfo0, IPsecDospSetSecurityInfo0, h);
}

#define POLICY(n)                                                                                                                 \
    (FWPM_PROVIDER_CONTEXT##n)                                                                                                    \
    {                                                                                                                             \
        .providerContextKey = key, .displayData = shown, .type = FWPM_IPSEC_IKE_QM_TUNNEL_CONTEXT, .ikeQmTunnelPolicy = &tunnel##n \
    }

static void tunnels_and_connection_policies(void **state)
{
    IPSEC_AUTH_TRANSFORM0                    ah = { .authTransformId = { IPSEC_AUTH_SHA_1, 1 } };
    IPSEC_SA_TRANSFORM0                      transform = { .ipsecTransformType = IPSEC_TRANSFORM_AH, .ahTransform = &ah };
    IPSEC_PROPOSAL0                          proposal = { .numSaTransforms = 1, .saTransforms = &transform };
    IPSEC_TUNNEL_POLICY0                     tunnel0 = { .numIpsecProposals = 1, .ipsecProposals = &proposal };
    IPSEC_TUNNEL_POLICY1                     tunnel1 = { .numIpsecProposals = 1, .ipsecProposals = &proposal };
    IPSEC_TUNNEL_POLICY2                     tunnel2 = { .numIpsecProposals = 1, .ipsecProposals = &proposal };
    IPSEC_TUNNEL_POLICY3                     tunnel3 = { .numIpsecProposals = 1, .ipsecProposals = &proposal };
    FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0 settings = { 0 };
    FWP_V4_ADDR_AND_MASK                     net = { 0x0a000000, 0xff000000 };
    FWPM_FILTER_CONDITION0                   c = { .fieldKey = guid_of(&condition_rows[FIELD_IP_REMOTE_ADDRESS].key), .matchType = FWP_MATCH_EQUAL,
                                                   .conditionValue = { .type = FWP_V4_ADDR_MASK, .v4AddrMask = &net } };
    GUID                                     key = km_key(6);
    FWPM_PROVIDER_CONTEXT3                   policy = { .providerContextKey = key, .displayData = shown,
                                                        .type = FWPM_NETWORK_CONNECTION_POLICY_CONTEXT, .networkConnectionPolicy = &settings };
    (void)state;
    DONE(FwpmIPsecTunnelAdd0(h, 0, NULL, &POLICY(0), 1, &c, NULL));
    DONE(FwpmIPsecTunnelDeleteByKey0(h, &key));
    DONE(FwpmIPsecTunnelAdd1(h, 0, NULL, &POLICY(1), 1, &c, NULL, NULL));
    DONE(FwpmIPsecTunnelDeleteByKey0(h, &key));
    DONE(FwpmIPsecTunnelAdd2(h, 0, NULL, &POLICY(2), 1, &c, NULL, NULL));
    DONE(FwpmIPsecTunnelDeleteByKey0(h, &key));
    DONE(FwpmIPsecTunnelAdd3(h, 0, NULL, &POLICY(3), 1, &c, NULL, NULL));
    DONE(FwpmIPsecTunnelDeleteByKey0(h, &key));
    DONE(FwpmConnectionPolicyAdd0(h, &policy, FWP_IP_VERSION_V4, 1, 1, &c, NULL));
    DONE(FwpmConnectionPolicyDeleteByKey0(h, &key));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_engine, setup, teardown),
        cmocka_unit_test_setup_teardown(objects, setup, teardown),
        cmocka_unit_test_setup_teardown(contexts, setup, teardown),
        cmocka_unit_test_setup_teardown(events_and_connections, setup, teardown),
        cmocka_unit_test_setup_teardown(security_associations, setup, teardown),
        cmocka_unit_test_setup_teardown(ike_and_dos_protection, setup, teardown),
        cmocka_unit_test_setup_teardown(tunnels_and_connection_policies, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
