/* What a filter may name: layer, sublayer, provider, action, callout, context (docs/behaviour A.5). */
#include "kit.h"

static DWORD add(HANDLE h, const FWPM_FILTER0 *f)
{
    return FwpmFilterAdd0(h, f, NULL, NULL);
}

/* The code of adding it; it is gone again. */
static DWORD try_add(HANDLE h, const FWPM_FILTER0 *f)
{
    UINT64 id;
    DWORD  code = FwpmFilterAdd0(h, f, NULL, &id);
    if (code == 0)
        assert_done(FwpmFilterDeleteById0(h, id));
    return code;
}

/* A callout of that key at the layer, and a filter that calls it. */
static FWPM_FILTER0 calling(unsigned n, unsigned callout, FWP_ACTION_TYPE action)
{
    FWPM_FILTER0 f = kit_filter(n);
    f.action.type = action;
    f.action.calloutKey = kit_key(callout);
    return f;
}

/* proves: A-073 A-075 A-076 */
static void what_a_filter_names_is_there(void **state)
{
    HANDLE       h = kit_open(0);
    GUID         nobody = kit_key(99);
    FWPM_FILTER0 f = kit_filter(1);
    (void)state;
    f.layerKey = nobody;
    assert_code(add(h, &f), FWP_E_LAYER_NOT_FOUND);
    f.layerKey = (GUID){ 0 };
    assert_code(add(h, &f), FWP_E_LAYER_NOT_FOUND);
    f = kit_filter(1);
    f.subLayerKey = nobody;
    assert_code(add(h, &f), FWP_E_SUBLAYER_NOT_FOUND);
    f = kit_filter(1);
    f.providerKey = &nobody;
    assert_code(add(h, &f), FWP_E_PROVIDER_NOT_FOUND);
    f = kit_filter(1);
    f.flags = FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT;
    f.providerContextKey = nobody;
    assert_code(add(h, &f), FWP_E_PROVIDER_CONTEXT_NOT_FOUND);
    f.flags = 0; /* now it is a raw context */
    assert_done(try_add(h, &f));
    f = calling(1, 99, FWP_ACTION_CALLOUT_TERMINATING);
    assert_code(add(h, &f), FWP_E_CALLOUT_NOT_FOUND);
    FWPM_CALLOUT0 c = kit_callout(99);
    assert_done(FwpmCalloutAdd0(h, &c, NULL, NULL));
    assert_done(add(h, &f)); /* no driver has registered it */
    FWPM_SUBLAYER0 s = kit_sublayer(2);
    s.providerKey = &(GUID){ 1 };
    assert_code(FwpmSubLayerAdd0(h, &s, NULL), FWP_E_PROVIDER_NOT_FOUND);
}

/* proves: A-074 */
static void no_sublayer_is_the_layers_default(void **state)
{
    HANDLE       h = kit_open(FWPM_SESSION_FLAG_DYNAMIC), e;
    FWPM_LAYER0 **layers;
    UINT32       n;
    (void)state;
    assert_done(FwpmLayerCreateEnumHandle0(h, NULL, &e));
    assert_done(FwpmLayerEnum0(h, e, 1000, &layers, &n));
    assert_done(FwpmTransactionBegin0(h, 0));
    for (UINT32 i = 0; i < n; i++) {
        FWPM_FILTER0 f = kit_filter(100 + i), *back;
        UINT64       id;
        f.layerKey = layers[i]->layerKey;
        assert_done(FwpmFilterAdd0(h, &f, NULL, &id));
        assert_done(FwpmFilterGetById0(h, id, &back));
        assert_true(kit_same_key(&back->layerKey, &layers[i]->layerKey));
        assert_true(kit_same_key(&back->subLayerKey, &layers[i]->defaultSubLayerKey));
        FwpmFreeMemory0((void **)&back);
    }
    assert_done(FwpmTransactionAbort0(h));
    FwpmFreeMemory0((void **)&layers);
}

/* proves: A-077 */
static void a_callout_is_used_at_its_layer_only(void **state)
{
    HANDLE        h = kit_open(0);
    FWPM_CALLOUT0 c = kit_callout(9);
    FWPM_FILTER0  f = calling(1, 9, FWP_ACTION_CALLOUT_UNKNOWN);
    (void)state;
    assert_done(FwpmCalloutAdd0(h, &c, NULL, NULL));
    assert_done(try_add(h, &f));
    f.layerKey = FWPM_LAYER_ALE_AUTH_CONNECT_V6;
    assert_code(add(h, &f), FWP_E_INCOMPATIBLE_LAYER);
    f.layerKey = FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4;
    assert_code(add(h, &f), FWP_E_INCOMPATIBLE_LAYER);
}

/* proves: A-078 A-081 */
static void actions_and_the_flag_that_goes_with_some(void **state)
{
    static const struct {
        FWP_ACTION_TYPE action;
        DWORD           plain, permits; /* with PERMIT_IF_CALLOUT_UNREGISTERED */
    } rows[] = {
        { FWP_ACTION_BLOCK, 0, FWP_E_INVALID_FLAGS },
        { FWP_ACTION_PERMIT, 0, FWP_E_INVALID_FLAGS },
        { FWP_ACTION_CALLOUT_TERMINATING, 0, 0 },
        { FWP_ACTION_CALLOUT_INSPECTION, 0, FWP_E_INVALID_FLAGS },
        { FWP_ACTION_CALLOUT_UNKNOWN, 0, 0 },
        { FWP_ACTION_CONTINUE, FWP_E_INVALID_ACTION_TYPE, FWP_E_INVALID_ACTION_TYPE },
        { FWP_ACTION_NONE, FWP_E_INVALID_ACTION_TYPE, FWP_E_INVALID_ACTION_TYPE },
        { FWP_ACTION_NONE_NO_MATCH, FWP_E_INVALID_ACTION_TYPE, FWP_E_INVALID_ACTION_TYPE },
        { 0, FWP_E_INVALID_ACTION_TYPE, FWP_E_INVALID_ACTION_TYPE },
        { FWP_ACTION_FLAG_CALLOUT, FWP_E_INVALID_ACTION_TYPE, FWP_E_INVALID_ACTION_TYPE },
        { 0x7777, FWP_E_INVALID_ACTION_TYPE, FWP_E_INVALID_ACTION_TYPE },
    };
    HANDLE        h = kit_open(0);
    FWPM_CALLOUT0 c = kit_callout(9);
    (void)state;
    assert_done(FwpmCalloutAdd0(h, &c, NULL, NULL));
    for (unsigned i = 0; i < KIT_COUNT(rows); i++) {
        FWPM_FILTER0 f = calling(1, 9, rows[i].action);
        assert_code(try_add(h, &f), rows[i].plain);
        f.flags = FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED;
        assert_code(try_add(h, &f), rows[i].permits);
    }
}

/* proves: A-079 A-091 */
static void what_is_the_callers_own_comes_back(void **state)
{
    static const FWP_ACTION_TYPE actions[] = { FWP_ACTION_BLOCK, FWP_ACTION_PERMIT };
    HANDLE                       h = kit_open(0);
    (void)state;
    for (unsigned i = 0; i < KIT_COUNT(actions); i++) {
        FWPM_FILTER0 f = kit_filter(1 + i), *back;
        f.action.type = actions[i];
        f.action.filterType = kit_key(77);
        f.rawContext = 0x1122334455667788ull;
        f.flags = FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT | FWPM_FILTER_FLAG_INDEXED; /* as it would be read elsewhere */
        assert_done(add(h, &f));
        assert_done(FwpmFilterGetByKey0(h, &f.filterKey, &back));
        assert_int_equal(back->action.type, actions[i]);
        assert_true(kit_same_key(&back->action.filterType, &f.action.filterType));
        assert_true(back->rawContext == f.rawContext);
        assert_true(back->flags & FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT);
        FwpmFreeMemory0((void **)&back);
    }
}

/* proves: A-080 */
static void the_inspection_sublayer_takes_inspection_only(void **state)
{
    static const FWP_ACTION_TYPE refused[] = { FWP_ACTION_BLOCK, FWP_ACTION_PERMIT, FWP_ACTION_CALLOUT_TERMINATING,
                                               FWP_ACTION_CALLOUT_UNKNOWN };
    HANDLE                       h = kit_open(0);
    FWPM_CALLOUT0                c = kit_callout(9);
    FWPM_FILTER0                 f = calling(1, 9, FWP_ACTION_CALLOUT_INSPECTION);
    (void)state;
    assert_done(FwpmCalloutAdd0(h, &c, NULL, NULL));
    f.subLayerKey = FWPM_SUBLAYER_INSPECTION;
    assert_done(try_add(h, &f));
    for (unsigned i = 0; i < KIT_COUNT(refused); i++) {
        f.action.type = refused[i];
        assert_code(add(h, &f), FWP_E_ACTION_INCOMPATIBLE_WITH_SUBLAYER);
    }
}

/* proves: A-087 */
static void fast_layers_take_no_static_filter(void **state)
{
    const GUID layers[] = { FWPM_LAYER_INBOUND_TRANSPORT_FAST, FWPM_LAYER_OUTBOUND_TRANSPORT_FAST,
                            FWPM_LAYER_INBOUND_MAC_FRAME_NATIVE_FAST, FWPM_LAYER_OUTBOUND_MAC_FRAME_NATIVE_FAST };
    HANDLE     h = kit_open(0);
    (void)state;
    for (unsigned i = 0; i < KIT_COUNT(layers); i++) {
        FWPM_FILTER0 f = kit_filter(1);
        f.layerKey = layers[i];
        assert_code(add(h, &f), FWP_E_INCOMPATIBLE_LAYER);
    }
}

/* proves: A-089 */
static void a_flag_without_meaning_at_a_layer_may_be_asked_for(void **state)
{
    const GUID layers[] = { FWPM_LAYER_INBOUND_IPPACKET_V4, FWPM_LAYER_IPFORWARD_V6, FWPM_LAYER_INBOUND_TRANSPORT_V4,
                            FWPM_LAYER_STREAM_V6, FWPM_LAYER_ALE_AUTH_CONNECT_V4, FWPM_LAYER_ALE_RESOURCE_ASSIGNMENT_V6 };
    HANDLE     h = kit_open(0);
    (void)state;
    for (unsigned i = 0; i < KIT_COUNT(layers); i++)
        for (unsigned bit = 0; bit < 32; bit++) {
            FWPM_FILTER_CONDITION0 c = { FWPM_CONDITION_FLAGS,
                                         FWP_MATCH_FLAGS_ALL_SET,
                                         { .type = FWP_UINT32, .uint32 = 1u << bit } };
            FWPM_FILTER0           f = kit_filter(1);
            f.layerKey = layers[i];
            f.numFilterConditions = 1;
            f.filterCondition = &c;
            assert_done(try_add(h, &f));
        }
}

/* --- provider contexts ---------------------------------------------------------------------------------------------------- */

enum { GENERAL = 20, MAIN_MODE, QUICK_MODE, OPTIONS, KEYING };

static void add_contexts(HANDLE h)
{
    IKEEXT_AUTHENTICATION_METHOD1 method = { .authenticationMethodType = IKEEXT_KERBEROS };
    IKEEXT_PROPOSAL0              proposal = { .maxLifetimeSeconds = 28800, .dhGroup = IKEEXT_DH_GROUP_2 };
    IKEEXT_POLICY1 main_mode = {
        .numAuthenticationMethods = 1, .authenticationMethods = &method, .numIkeProposals = 1, .ikeProposals = &proposal
    };
    IPSEC_SA_TRANSFORM0           transform = { .ipsecTransformType = IPSEC_TRANSFORM_AH };
    IPSEC_AUTH_TRANSFORM0         ah = { 0 };
    IPSEC_PROPOSAL0 quick_proposal = { .lifetime = { 3600, 100000, 1000 }, .numSaTransforms = 1, .saTransforms = &transform };
    IPSEC_TRANSPORT_POLICY1       quick_mode = { .numIpsecProposals = 1, .ipsecProposals = &quick_proposal };
    FWPM_CLASSIFY_OPTION0 option = { .type = FWP_CLASSIFY_OPTION_MULTICAST_STATE,
                                     .value = { .type = FWP_UINT32, .uint32 = 1 } };
    FWPM_CLASSIFY_OPTIONS0        options = { 1, &option };
    IPSEC_KEYING_POLICY0          keying = { 0 };
    FWPM_PROVIDER_CONTEXT1        c = { .providerContextKey = kit_key(MAIN_MODE), .displayData = kit_display(),
                                        .type = FWPM_IPSEC_IKE_MM_CONTEXT };
    FWPM_PROVIDER_CONTEXT3        general = kit_context(GENERAL);
    transform.ahTransform = &ah;
    assert_done(FwpmProviderContextAdd3(h, &general, NULL, NULL));
    c.ikeMmPolicy = &main_mode;
    assert_done(FwpmProviderContextAdd1(h, &c, NULL, NULL));
    c.providerContextKey = kit_key(QUICK_MODE);
    c.type = FWPM_IPSEC_IKE_QM_TRANSPORT_CONTEXT;
    c.ikeQmTransportPolicy = &quick_mode;
    assert_done(FwpmProviderContextAdd1(h, &c, NULL, NULL));
    c.providerContextKey = kit_key(OPTIONS);
    c.type = FWPM_CLASSIFY_OPTIONS_CONTEXT;
    c.classifyOptions = &options;
    assert_done(FwpmProviderContextAdd1(h, &c, NULL, NULL));
    c.providerContextKey = kit_key(KEYING);
    c.type = FWPM_IPSEC_KEYING_CONTEXT;
    c.keyingPolicy = &keying;
    assert_done(FwpmProviderContextAdd1(h, &c, NULL, NULL));
}

/* proves: A-085 */
static void a_context_fits_what_reads_it(void **state)
{
    const GUID none = { 0 }, own = kit_key(9), connect = FWPM_LAYER_ALE_AUTH_CONNECT_V4,
               outbound = FWPM_LAYER_OUTBOUND_TRANSPORT_V4;
    const struct {
        unsigned context;
        GUID     layer, callout;
        DWORD    code;
    } rows[] = {
        { GENERAL, connect, none, 0 },
        { GENERAL, connect, own, 0 },
        { GENERAL, FWPM_LAYER_IPSEC_V4, none, FWP_E_PROVIDER_CONTEXT_MISMATCH },
        { GENERAL, FWPM_LAYER_IKEEXT_V6, none, FWP_E_PROVIDER_CONTEXT_MISMATCH },
        { GENERAL, outbound, FWPM_CALLOUT_IPSEC_OUTBOUND_TRANSPORT_V4, FWP_E_PROVIDER_CONTEXT_MISMATCH },
        { MAIN_MODE, FWPM_LAYER_IKEEXT_V4, none, 0 },
        { MAIN_MODE, FWPM_LAYER_IPSEC_V4, none, FWP_E_PROVIDER_CONTEXT_MISMATCH },
        { MAIN_MODE, connect, none, FWP_E_CONTEXT_INCOMPATIBLE_WITH_LAYER },
        { MAIN_MODE, outbound, none, FWP_E_CONTEXT_INCOMPATIBLE_WITH_LAYER },
        { QUICK_MODE, FWPM_LAYER_IPSEC_V4, none, 0 },
        { QUICK_MODE, FWPM_LAYER_IKEEXT_V4, none, FWP_E_PROVIDER_CONTEXT_MISMATCH },
        { QUICK_MODE, outbound, FWPM_CALLOUT_IPSEC_OUTBOUND_TRANSPORT_V4, 0 },
        { QUICK_MODE, connect, none, FWP_E_CONTEXT_INCOMPATIBLE_WITH_LAYER },
        { QUICK_MODE, connect, own, FWP_E_CONTEXT_INCOMPATIBLE_WITH_CALLOUT },
        { OPTIONS, connect, FWPM_CALLOUT_SET_OPTIONS_AUTH_CONNECT_LAYER_V4, 0 },
        { OPTIONS, connect, own, FWP_E_CONTEXT_INCOMPATIBLE_WITH_CALLOUT },
        { OPTIONS, FWPM_LAYER_IPSEC_V4, none, FWP_E_PROVIDER_CONTEXT_MISMATCH },
        { GENERAL, connect, FWPM_CALLOUT_SET_OPTIONS_AUTH_CONNECT_LAYER_V4, FWP_E_PROVIDER_CONTEXT_MISMATCH },
        { KEYING, FWPM_LAYER_IPSEC_KM_DEMUX_V4, none, 0 },
        { GENERAL, FWPM_LAYER_IPSEC_KM_DEMUX_V4, none, FWP_E_PROVIDER_CONTEXT_MISMATCH },
    };
    HANDLE        h = kit_open(0);
    FWPM_CALLOUT0 c = kit_callout(9);
    (void)state;
    add_contexts(h);
    assert_done(FwpmCalloutAdd0(h, &c, NULL, NULL));
    for (unsigned i = 0; i < KIT_COUNT(rows); i++) {
        FWPM_FILTER0 f = kit_filter(1);
        f.flags = FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT;
        f.providerContextKey = kit_key(rows[i].context);
        f.layerKey = rows[i].layer;
        f.action.type = kit_same_key(&rows[i].callout, &none) ? FWP_ACTION_PERMIT : FWP_ACTION_CALLOUT_TERMINATING;
        f.action.calloutKey = rows[i].callout;
        DWORD code = try_add(h, &f);
        if (code != rows[i].code)
            fail_msg("row %u answers %#x", i, code);
    }
}

/* proves: A-083 */
static void the_union_is_what_the_flag_says(void **state)
{
    HANDLE                 h = kit_open(0);
    FWPM_PROVIDER_CONTEXT3 c = kit_context(GENERAL);
    FWPM_FILTER0           named = kit_filter(1), raw = kit_filter(2), *back;
    (void)state;
    assert_done(FwpmProviderContextAdd3(h, &c, NULL, NULL));
    named.flags = FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT;
    named.providerContextKey = raw.providerContextKey = c.providerContextKey;
    assert_done(add(h, &named));
    assert_done(add(h, &raw));
    assert_done(FwpmFilterGetByKey0(h, &named.filterKey, &back));
    assert_true(kit_same_key(&back->providerContextKey, &c.providerContextKey));
    FwpmFreeMemory0((void **)&back);
    assert_done(FwpmFilterGetByKey0(h, &raw.filterKey, &back));
    assert_true(back->rawContext == raw.rawContext);
    FwpmFreeMemory0((void **)&back);
    assert_code(FwpmProviderContextDeleteByKey0(h, &c.providerContextKey), FWP_E_IN_USE);
    assert_done(FwpmFilterDeleteByKey0(h, &named.filterKey));
    assert_done(FwpmProviderContextDeleteByKey0(h, &c.providerContextKey)); /* the raw one refers to nothing */
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(what_a_filter_names_is_there),
        KIT_TEST(no_sublayer_is_the_layers_default),
        KIT_TEST(a_callout_is_used_at_its_layer_only),
        KIT_TEST(actions_and_the_flag_that_goes_with_some),
        KIT_TEST(what_is_the_callers_own_comes_back),
        KIT_TEST(the_inspection_sublayer_takes_inspection_only),
        KIT_TEST(fast_layers_take_no_static_filter),
        KIT_TEST(a_flag_without_meaning_at_a_layer_may_be_asked_for),
        KIT_TEST(a_context_fits_what_reads_it),
        KIT_TEST(the_union_is_what_the_flag_says),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
