/* What every call checks of its arguments (docs/behaviour A.4). */
#include "kit.h"

enum { PROVIDER, SUBLAYER, CALLOUT, CONTEXT, FILTER, KINDS };

/* Adds a valid object of a kind, but for how it is shown and its flags. */
static DWORD add(HANDLE h, unsigned kind, FWPM_DISPLAY_DATA0 shown, UINT32 flags)
{
    FWPM_PROVIDER0         p = kit_provider(1 + kind);
    FWPM_SUBLAYER0         s = kit_sublayer(1 + kind);
    FWPM_CALLOUT0          c = kit_callout(1 + kind);
    FWPM_PROVIDER_CONTEXT3 x = kit_context(1 + kind);
    FWPM_FILTER0           f = kit_filter(1 + kind);
    p.displayData = s.displayData = c.displayData = x.displayData = f.displayData = shown;
    p.flags = s.flags = c.flags = x.flags = f.flags = flags;
    switch (kind) {
    case PROVIDER:
        return FwpmProviderAdd0(h, &p, NULL);
    case SUBLAYER:
        return FwpmSubLayerAdd0(h, &s, NULL);
    case CALLOUT:
        return FwpmCalloutAdd0(h, &c, NULL, NULL);
    case CONTEXT:
        return FwpmProviderContextAdd3(h, &x, NULL, NULL);
    }
    return FwpmFilterAdd0(h, &f, NULL, NULL);
}

static DWORD delete(HANDLE h, unsigned kind)
{
    GUID key = kit_key(1 + kind);
    switch (kind) {
    case PROVIDER:
        return FwpmProviderDeleteByKey0(h, &key);
    case SUBLAYER:
        return FwpmSubLayerDeleteByKey0(h, &key);
    case CALLOUT:
        return FwpmCalloutDeleteByKey0(h, &key);
    case CONTEXT:
        return FwpmProviderContextDeleteByKey0(h, &key);
    }
    return FwpmFilterDeleteByKey0(h, &key);
}

/* proves: A-063 A-064 */
static void every_object_has_a_name(void **state)
{
    HANDLE h = kit_open(0);
    (void)state;
    for (unsigned kind = 0; kind < KINDS; kind++) {
        assert_code(add(h, kind, (FWPM_DISPLAY_DATA0){ NULL, KIT_TEXT("description") }, 0), FWP_E_NULL_DISPLAY_NAME);
        assert_done(add(h, kind, (FWPM_DISPLAY_DATA0){ KIT_TEXT("name"), NULL }, 0));
        assert_done(delete(h, kind));
        assert_done(add(h, kind, (FWPM_DISPLAY_DATA0){ KIT_TEXT(""), KIT_TEXT("") }, 0));
        assert_done(delete(h, kind));
    }
}

/* proves: A-065 */
static void texts_are_printable_unicode(void **state)
{
    static WCHAR high[] = { 'a', 0xd83d, 'b', 0 }, low[] = { 0xde00, 0 }, last[] = { 'a', 0xd83d, 0 }, bell[] = { 'a', 7, 0 },
                 del[] = { 0x7f, 0 }, newline[] = { 'a', '\n', 0 }, pair[] = { 0xd83d, 0xde00, 0 },
                 accents[] = { 0xe4, 0x416, 0x4e2d, 0 };
    WCHAR *const bad[] = { high, low, last, bell, del, newline }, *const good[] = { pair, accents };
    HANDLE       h = kit_open(0);
    (void)state;
    for (unsigned kind = 0; kind < KINDS; kind++) {
        for (unsigned i = 0; i < KIT_COUNT(bad); i++) {
            assert_code(add(h, kind, (FWPM_DISPLAY_DATA0){ bad[i], NULL }, 0), FWP_E_INVALID_PARAMETER);
            assert_code(add(h, kind, (FWPM_DISPLAY_DATA0){ KIT_TEXT("name"), bad[i] }, 0), FWP_E_INVALID_PARAMETER);
        }
        for (unsigned i = 0; i < KIT_COUNT(good); i++) {
            assert_done(add(h, kind, (FWPM_DISPLAY_DATA0){ good[i], good[i] }, 0));
            assert_done(delete(h, kind));
        }
    }
    FWPM_PROVIDER0 p = kit_provider(1);
    p.serviceName = bell;
    assert_code(FwpmProviderAdd0(h, &p, NULL), FWP_E_INVALID_PARAMETER);
}

/* proves: A-067 */
static void pointers_that_are_needed_are_there(void **state)
{
    HANDLE                  h = kit_open(0), e;
    GUID                    key = kit_key(1), universal = FWPM_SUBLAYER_UNIVERSAL;
    FWPM_PROVIDER0         *p;
    FWPM_FILTER0          **fs;
    FWP_VALUE0             *value;
    UINT32                  n;
    FWPM_FILTER0            no_conditions = kit_filter(1);
    FWPM_PROVIDER_CONTEXT3  no_data = kit_context(1);
    FWPM_SUBLAYER0          no_blob = kit_sublayer(1);
    (void)state;
    no_conditions.numFilterConditions = 1;
    no_data.dataBuffer = NULL;
    no_blob.providerData = (FWP_BYTE_BLOB){ 3, NULL };
    assert_done(FwpmFilterCreateEnumHandle0(h, NULL, &e));
    const DWORD codes[] = {
        FwpmEngineOpen0(NULL, KIT_AUTHN_WINNT, NULL, NULL, NULL),
        FwpmEngineGetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, NULL),
        FwpmEngineSetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, NULL),
        FwpmProviderAdd0(h, NULL, NULL),
        FwpmSubLayerAdd0(h, NULL, NULL),
        FwpmCalloutAdd0(h, NULL, NULL, NULL),
        FwpmProviderContextAdd0(h, NULL, NULL, NULL),
        FwpmProviderContextAdd3(h, NULL, NULL, NULL),
        FwpmFilterAdd0(h, NULL, NULL, NULL),
        FwpmFilterAdd0(h, &no_conditions, NULL, NULL),
        FwpmProviderContextAdd3(h, &no_data, NULL, NULL),
        FwpmSubLayerAdd0(h, &no_blob, NULL),
        FwpmProviderGetByKey0(h, NULL, &p),
        FwpmProviderGetByKey0(h, &key, NULL),
        FwpmSubLayerGetByKey0(h, &universal, NULL),
        FwpmLayerGetByKey0(h, NULL, NULL),
        FwpmProviderDeleteByKey0(h, NULL),
        FwpmSubLayerDeleteByKey0(h, NULL),
        FwpmCalloutDeleteByKey0(h, NULL),
        FwpmProviderContextDeleteByKey0(h, NULL),
        FwpmFilterDeleteByKey0(h, NULL),
        FwpmProviderCreateEnumHandle0(h, NULL, NULL),
        FwpmFilterEnum0(h, e, 1, NULL, &n),
        FwpmFilterEnum0(h, e, 1, &fs, NULL),
        FwpmFilterSubscriptionsGet0(h, NULL, &n),
    };
    for (unsigned i = 0; i < KIT_COUNT(codes); i++)
        if (codes[i] != (DWORD)FWP_E_NULL_POINTER)
            fail_msg("call %u answers %#x", i, codes[i]);
    assert_done(FwpmEngineGetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, &value)); /* the handle is whole */
    FwpmFreeMemory0((void **)&value);
    assert_done(FwpmFilterDestroyEnumHandle0(h, e));
}

/* proves: A-068 */
static void enumerators_are_of_their_type(void **state)
{
    HANDLE                               h = kit_open(0), e;
    FWPM_FILTER_CONDITION0               c = { .fieldKey = FWPM_CONDITION_IP_REMOTE_PORT, .matchType = FWP_MATCH_TYPE_MAX,
                                               .conditionValue = { .type = FWP_UINT16, .uint16 = 1 } };
    FWPM_FILTER0                         f = kit_filter(1);
    FWPM_PROVIDER_CONTEXT3               x = kit_context(1);
    FWPM_FILTER_ENUM_TEMPLATE0           filters = { .enumType = FWP_FILTER_ENUM_TYPE_MAX, .actionMask = 0xffffffffu };
    FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 contexts = { .providerContextType = FWPM_PROVIDER_CONTEXT_TYPE_MAX };
    FWP_VALUE0                           one = { .type = FWP_UINT32, .uint32 = 1 }, *value;
    (void)state;
    f.numFilterConditions = 1;
    f.filterCondition = &c;
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_INVALID_ENUMERATOR);
    x.type = FWPM_PROVIDER_CONTEXT_TYPE_MAX;
    assert_code(FwpmProviderContextAdd3(h, &x, NULL, NULL), FWP_E_INVALID_ENUMERATOR);
    x.type = (FWPM_PROVIDER_CONTEXT_TYPE)0x7fffffff;
    assert_code(FwpmProviderContextAdd3(h, &x, NULL, NULL), FWP_E_INVALID_ENUMERATOR);
    assert_code(FwpmFilterCreateEnumHandle0(h, &filters, &e), FWP_E_INVALID_ENUMERATOR);
    assert_code(FwpmProviderContextCreateEnumHandle0(h, &contexts, &e), FWP_E_INVALID_ENUMERATOR);
    assert_code(FwpmEngineGetOption0(h, FWPM_ENGINE_OPTION_MAX, &value), FWP_E_INVALID_ENUMERATOR);
    assert_code(FwpmEngineSetOption0(h, FWPM_ENGINE_OPTION_MAX, &one), FWP_E_INVALID_ENUMERATOR);
}

/* proves: A-068 */
static void unknown_flags_reserved_fields_and_ranges_are_refused(void **state)
{
    HANDLE                      h = kit_open(0), e;
    FWPM_SESSION0               session = { .flags = 0x80000000u };
    FWPM_FILTER0                f = kit_filter(1);
    FWPM_PROVIDER_ENUM_TEMPLATE0 t = { .reserved = 1 };
    FWPM_FILTER_ENUM_TEMPLATE0  filters = { .flags = 0x80000000u, .actionMask = 0xffffffffu };
    FWP_VALUE0                  two = { .type = FWP_UINT32, .uint32 = 2 };
    GUID                        key = kit_key(2);
    (void)state;
    for (unsigned kind = 0; kind < KINDS; kind++)
        assert_code(add(h, kind, kit_display(), 0x80000000u), FWP_E_INVALID_FLAGS);
    assert_code(FwpmEngineOpen0(NULL, KIT_AUTHN_WINNT, NULL, &session, &e), FWP_E_INVALID_FLAGS);
    assert_code(FwpmTransactionBegin0(h, 0x80000000u), FWP_E_INVALID_FLAGS);
    assert_code(FwpmFilterCreateEnumHandle0(h, &filters, &e), FWP_E_INVALID_FLAGS);
    f.reserved = &key;
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_RESERVED);
    assert_code(FwpmProviderCreateEnumHandle0(h, &t, &e), FWP_E_RESERVED);
    assert_code(FwpmEngineSetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, &two), FWP_E_OUT_OF_BOUNDS);
}

static DWORD add_policy(HANDLE h, FWPM_PROVIDER_CONTEXT_TYPE type, const void *policy)
{
    FWPM_PROVIDER_CONTEXT3 c = kit_context(1);
    GUID                   key = c.providerContextKey;
    c.type = type;
    c.dataBuffer = (FWP_BYTE_BLOB *)(uintptr_t)policy; /* any of the union's pointers */
    DWORD code = FwpmProviderContextAdd3(h, &c, NULL, NULL);
    if (code == 0)
        assert_done(FwpmProviderContextDeleteByKey0(h, &key));
    return code;
}

/* proves: A-068 */
static void policies_have_an_element_where_one_is_needed(void **state)
{
    static const FWPM_PROVIDER_CONTEXT_TYPE main_modes[] = { FWPM_IPSEC_IKE_MM_CONTEXT, FWPM_IPSEC_AUTHIP_MM_CONTEXT,
                                                             FWPM_IPSEC_IKEV2_MM_CONTEXT };
    static const FWPM_PROVIDER_CONTEXT_TYPE transports[] = { FWPM_IPSEC_IKE_QM_TRANSPORT_CONTEXT,
                                                             FWPM_IPSEC_AUTHIP_QM_TRANSPORT_CONTEXT,
                                                             FWPM_IPSEC_IKEV2_QM_TRANSPORT_CONTEXT };
    static const FWPM_PROVIDER_CONTEXT_TYPE tunnels[] = { FWPM_IPSEC_IKE_QM_TUNNEL_CONTEXT, FWPM_IPSEC_AUTHIP_QM_TUNNEL_CONTEXT,
                                                          FWPM_IPSEC_IKEV2_QM_TUNNEL_CONTEXT };
    HANDLE                        h = kit_open(0);
    IKEEXT_AUTHENTICATION_METHOD2 method = { .authenticationMethodType = IKEEXT_ANONYMOUS };
    IKEEXT_PROPOSAL0              ike = { .maxLifetimeSeconds = 28800 };
    IPSEC_AUTH_TRANSFORM0         ah = { 0 };
    IPSEC_SA_TRANSFORM0           transform = { .ipsecTransformType = IPSEC_TRANSFORM_AH, .ahTransform = &ah };
    IPSEC_PROPOSAL0               proposals[2] = { { .numSaTransforms = 1, .saTransforms = &transform } };
    FWPM_CLASSIFY_OPTION0         option = { .value = { .type = FWP_UINT32, .uint32 = 1 } };
    FWPM_CLASSIFY_OPTIONS0        options = { 1, &option }, no_options = { 0, NULL };
    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        IKEEXT_POLICY2          mm = { .numAuthenticationMethods = 1, .authenticationMethods = &method, .numIkeProposals = 1,
                                       .ikeProposals = &ike };
        IPSEC_TRANSPORT_POLICY2 transport = { .numIpsecProposals = 1, .ipsecProposals = proposals };
        IPSEC_TUNNEL_POLICY3    tunnel = { .numIpsecProposals = 1, .ipsecProposals = proposals };
        assert_done(add_policy(h, main_modes[i], &mm));
        mm.numIkeProposals = 0;
        assert_code(add_policy(h, main_modes[i], &mm), FWP_E_ZERO_LENGTH_ARRAY);
        mm.numIkeProposals = 1;
        mm.numAuthenticationMethods = 0;
        assert_code(add_policy(h, main_modes[i], &mm), FWP_E_ZERO_LENGTH_ARRAY);
        assert_done(add_policy(h, transports[i], &transport));
        assert_done(add_policy(h, tunnels[i], &tunnel));
        transport.numIpsecProposals = tunnel.numIpsecProposals = 2; /* the second has no transforms */
        assert_code(add_policy(h, transports[i], &transport), FWP_E_ZERO_LENGTH_ARRAY);
        assert_code(add_policy(h, tunnels[i], &tunnel), FWP_E_ZERO_LENGTH_ARRAY);
        transport.numIpsecProposals = tunnel.numIpsecProposals = 0;
        assert_code(add_policy(h, transports[i], &transport), FWP_E_ZERO_LENGTH_ARRAY);
        assert_code(add_policy(h, tunnels[i], &tunnel), FWP_E_ZERO_LENGTH_ARRAY);
    }
    assert_done(add_policy(h, FWPM_CLASSIFY_OPTIONS_CONTEXT, &options));
    assert_code(add_policy(h, FWPM_CLASSIFY_OPTIONS_CONTEXT, &no_options), FWP_E_ZERO_LENGTH_ARRAY);
}

/* proves: A-068 */
static void an_interval_begins_before_it_ends(void **state)
{
    HANDLE                        h = kit_open(0), e;
    FWPM_NET_EVENT_ENUM_TEMPLATE0 t = { .startTime = { 2, 0 }, .endTime = { 1, 0 } };
    (void)state;
    assert_code(FwpmNetEventCreateEnumHandle0(h, &t, &e), FWP_E_INVALID_INTERVAL);
    t.endTime.dwLowDateTime = 3;
    assert_done(FwpmNetEventCreateEnumHandle0(h, &t, &e));
    assert_done(FwpmNetEventDestroyEnumHandle0(h, e));
}

/* proves: A-069 */
static void what_bfe_fills_in_is_ignored(void **state)
{
    HANDLE                  h = kit_open(0);
    FWPM_CALLOUT0           c = kit_callout(1), *c_back;
    FWPM_PROVIDER_CONTEXT3  x = kit_context(2), *x_back;
    FWPM_FILTER0            f = kit_filter(3), *f_back;
    UINT64                  id, weight = 77;
    UINT32                  callout_id;
    (void)state;
    c.calloutId = 0xfffffff0u;
    x.providerContextId = 0xfffffffffff0ull;
    f.filterId = 0xfffffffffff0ull;
    f.effectiveWeight.type = FWP_UINT64;
    f.effectiveWeight.uint64 = &weight;
    assert_done(FwpmCalloutAdd0(h, &c, NULL, &callout_id));
    assert_int_not_equal(callout_id, c.calloutId);
    assert_done(FwpmCalloutGetById0(h, callout_id, &c_back));
    assert_int_equal(c_back->calloutId, callout_id);
    FwpmFreeMemory0((void **)&c_back);
    assert_done(FwpmProviderContextAdd3(h, &x, NULL, &id));
    assert_true(id != x.providerContextId);
    assert_done(FwpmProviderContextGetById3(h, id, &x_back));
    assert_true(x_back->providerContextId == id);
    FwpmFreeMemory0((void **)&x_back);
    assert_done(FwpmFilterAdd0(h, &f, NULL, &id));
    assert_true(id != f.filterId);
    assert_done(FwpmFilterGetById0(h, id, &f_back));
    assert_true(f_back->filterId == id);
    assert_int_equal(f_back->effectiveWeight.type, FWP_UINT64);
    assert_true(*f_back->effectiveWeight.uint64 == 0);
    FwpmFreeMemory0((void **)&f_back);
    f = kit_filter(4);
    f.effectiveWeight.type = (FWP_DATA_TYPE)999; /* not even a value */
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
}

/* proves: A-071 A-072 */
static void cleaning_up_nothing_is_harmless(void **state)
{
    void          *nothing = NULL;
    FWPM_PROVIDER0 p = kit_provider(1);
    (void)state;
    FwpmFreeMemory0(&nothing);
    assert_null(nothing);
    assert_code(FwpmEngineClose0(NULL), ERROR_INVALID_HANDLE);
    assert_code(FwpmProviderAdd0(NULL, &p, NULL), ERROR_INVALID_HANDLE);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(every_object_has_a_name),
        KIT_TEST(texts_are_printable_unicode),
        KIT_TEST(pointers_that_are_needed_are_there),
        KIT_TEST(enumerators_are_of_their_type),
        KIT_TEST(unknown_flags_reserved_fields_and_ranges_are_refused),
        KIT_TEST(policies_have_an_element_where_one_is_needed),
        KIT_TEST(an_interval_begins_before_it_ends),
        KIT_TEST(what_bfe_fills_in_is_ignored),
        KIT_TEST(cleaning_up_nothing_is_harmless),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
