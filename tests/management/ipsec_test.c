/* IPsec's policy without its engine: what is kept, what is checked, tunnels and connection policies. */
#include "kit.h"

enum { TUNNEL = 1, MAIN_MODE = 2, POLICY = 3 };
#define LOCAL  0xc000020au
#define REMOTE 0xc6336450u

static DWORD add(HANDLE h, FWPM_PROVIDER_CONTEXT3 *c)
{
    DWORD code = FwpmProviderContextAdd3(h, c, NULL, NULL);
    if (code == 0)
        assert_done(FwpmProviderContextDeleteByKey0(h, &c->providerContextKey));
    return code;
}

static FWPM_PROVIDER_CONTEXT3 context(unsigned n, FWPM_PROVIDER_CONTEXT_TYPE type, void *value)
{
    FWPM_PROVIDER_CONTEXT3 c = kit_context(n);
    c.type = type;
    c.dataBuffer = value; /* all members of the union are pointers */
    return c;
}

static DWORD try_type(HANDLE h, FWPM_PROVIDER_CONTEXT_TYPE type, void *value)
{
    FWPM_PROVIDER_CONTEXT3 c = context(9, type, value);
    return add(h, &c);
}

static void keying_modules_are_given_once(void **state)
{
    GUID                 modules[] = { FWPM_KEYING_MODULE_IKE, FWPM_KEYING_MODULE_AUTHIP };
    IPSEC_KEYING_POLICY1 p = { .numKeyMods = 2, .keyModKeys = modules };
    HANDLE               h = kit_open(0);
    (void)state;
    assert_done(try_type(h, FWPM_IPSEC_KEYING_CONTEXT, &p));
    modules[1] = modules[0];
    assert_code(try_type(h, FWPM_IPSEC_KEYING_CONTEXT, &p), FWP_E_DUPLICATE_KEYMOD);
}

static const FWPM_PROVIDER_CONTEXT_TYPE main_modes[] = { FWPM_IPSEC_IKE_MM_CONTEXT, FWPM_IPSEC_AUTHIP_MM_CONTEXT, FWPM_IPSEC_IKEV2_MM_CONTEXT };
static const FWPM_PROVIDER_CONTEXT_TYPE transports[] = { FWPM_IPSEC_IKE_QM_TRANSPORT_CONTEXT, FWPM_IPSEC_AUTHIP_QM_TRANSPORT_CONTEXT,
                                                         FWPM_IPSEC_IKEV2_QM_TRANSPORT_CONTEXT };
static const FWPM_PROVIDER_CONTEXT_TYPE tunnels[] = { FWPM_IPSEC_IKE_QM_TUNNEL_CONTEXT, FWPM_IPSEC_AUTHIP_QM_TUNNEL_CONTEXT,
                                                      FWPM_IPSEC_IKEV2_QM_TUNNEL_CONTEXT };
enum { IKE, AUTHIP, IKEV2 };

/* Which module knows a method. */
static void authentication_methods_fit_the_keying_module(void **state)
{
    static const struct { IKEEXT_AUTHENTICATION_METHOD_TYPE method; bool in[3]; } rows[] = {
        { IKEEXT_PRESHARED_KEY, { true, false, true } }, { IKEEXT_CERTIFICATE, { true, false, true } },
        { IKEEXT_KERBEROS, { true, true, false } },      { IKEEXT_ANONYMOUS, { false, true, false } },
        { IKEEXT_SSL, { false, true, false } },          { IKEEXT_NTLM_V2, { false, true, false } },
        { IKEEXT_CERTIFICATE_ECDSA_P256, { true, false, true } }, { IKEEXT_EAP, { false, false, true } },
    };
    IKEEXT_AUTHENTICATION_METHOD2 m[2];
    IKEEXT_PROPOSAL0              proposal = { .cipherAlgorithm = { IKEEXT_CIPHER_AES_128, 0, 0 }, .integrityAlgorithm = { IKEEXT_INTEGRITY_SHA1 },
                                               .dhGroup = IKEEXT_DH_GROUP_14 };
    IKEEXT_POLICY2                p = { .numAuthenticationMethods = 1, .authenticationMethods = m, .numIkeProposals = 1, .ikeProposals = &proposal };
    HANDLE                        h = kit_open(0);
    (void)state;
    for (unsigned i = 0; i < KIT_COUNT(rows); i++) {
        memset(m, 0, sizeof(m));
        m[0].authenticationMethodType = rows[i].method;
        for (unsigned k = 0; k < 3; k++)
            assert_code(try_type(h, main_modes[k], &p), rows[i].in[k] ? 0 : (DWORD)FWP_E_INCOMPATIBLE_AUTH_METHOD);
    }
    memset(m, 0, sizeof(m));
    m[0].authenticationMethodType = m[1].authenticationMethodType = IKEEXT_KERBEROS;
    p.numAuthenticationMethods = 2;
    assert_code(try_type(h, FWPM_IPSEC_IKE_MM_CONTEXT, &p), FWP_E_DUPLICATE_AUTH_METHOD);
    m[1].kerberosAuthentication.flags = 1;
    assert_done(try_type(h, FWPM_IPSEC_IKE_MM_CONTEXT, &p));
    p.numAuthenticationMethods = 1;
    m[0].authenticationMethodType = IKEEXT_RESERVED;
    proposal.dhGroup = IKEEXT_DH_GROUP_NONE;
    assert_code(try_type(h, FWPM_IPSEC_IKE_MM_CONTEXT, &p), FWP_E_INCOMPATIBLE_DH_GROUP);
    assert_code(try_type(h, FWPM_IPSEC_IKEV2_MM_CONTEXT, &p), FWP_E_INCOMPATIBLE_DH_GROUP);
    assert_done(try_type(h, FWPM_IPSEC_AUTHIP_MM_CONTEXT, &p));
    proposal.dhGroup = IKEEXT_DH_GROUP_MAX;
    assert_code(try_type(h, FWPM_IPSEC_AUTHIP_MM_CONTEXT, &p), FWP_E_INVALID_ENUMERATOR);
}

struct quick {
    IPSEC_AUTH_TRANSFORM0            auth;
    IPSEC_CIPHER_TRANSFORM0          cipher;
    IPSEC_AUTH_AND_CIPHER_TRANSFORM0 both;
    IPSEC_SA_TRANSFORM0              transforms[2];
    IPSEC_PROPOSAL0                  proposal;
    IKEEXT_EM_POLICY2                extended;
    IPSEC_TRANSPORT_POLICY2          transport;
    IPSEC_TUNNEL_POLICY3             tunnel;
};

static void quick_init(struct quick *q)
{
    memset(q, 0, sizeof(*q));
    q->auth.authTransformId = (IPSEC_AUTH_TRANSFORM_ID0){ IPSEC_AUTH_SHA_1, 1 };
    q->cipher.cipherTransformId = (IPSEC_CIPHER_TRANSFORM_ID0){ IPSEC_CIPHER_TYPE_AES_128, 3 };
    q->both.authTransform = q->auth;
    q->both.cipherTransform = q->cipher;
    q->transforms[0].ipsecTransformType = IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER;
    q->transforms[0].espAuthAndCipherTransform = &q->both;
    q->transforms[1].ipsecTransformType = IPSEC_TRANSFORM_AH;
    q->transforms[1].ahTransform = &q->auth;
    q->proposal = (IPSEC_PROPOSAL0){ .lifetime = { 3600, 100000, 0x7fffffff }, .numSaTransforms = 1, .saTransforms = q->transforms };
    q->transport = (IPSEC_TRANSPORT_POLICY2){ .numIpsecProposals = 1, .ipsecProposals = &q->proposal };
    q->tunnel = (IPSEC_TUNNEL_POLICY3){ .numIpsecProposals = 1, .ipsecProposals = &q->proposal,
                                        .tunnelEndpoints = { .ipVersion = FWP_IP_VERSION_V4, .localV4Address = LOCAL, .remoteV4Address = REMOTE } };
}

static void extended_mode_is_authips(void **state)
{
    struct quick q;
    HANDLE       h = kit_open(0);
    (void)state;
    quick_init(&q);
    for (unsigned with = 0; with < 2; with++) {
        q.transport.emPolicy = q.tunnel.emPolicy = with ? &q.extended : NULL;
        for (unsigned k = 0; k < 3; k++) {
            DWORD expected = with && k != AUTHIP ? (DWORD)FWP_E_EM_NOT_SUPPORTED : 0;
            assert_code(try_type(h, transports[k], &q.transport), expected);
            assert_code(try_type(h, tunnels[k], &q.tunnel), expected);
        }
    }
}

static DWORD try_quick(HANDLE h, struct quick *q)
{
    DWORD code = try_type(h, FWPM_IPSEC_IKE_QM_TRANSPORT_CONTEXT, &q->transport);
    assert_code(try_type(h, FWPM_IPSEC_IKEV2_QM_TUNNEL_CONTEXT, &q->tunnel), code); /* a tunnel's are checked alike */
    return code;
}

static void transforms_are_what_there_is(void **state)
{
    struct quick q;
    HANDLE       h = kit_open(0);
    (void)state;
    quick_init(&q);
    assert_done(try_quick(h, &q));
    for (unsigned type = 0; type <= IPSEC_AUTH_MAX; type++)
        for (unsigned config = 0; config <= IPSEC_AUTH_MAX; config++) {
            q.transforms[0].ipsecTransformType = IPSEC_TRANSFORM_AH;
            q.transforms[0].ahTransform = &q.auth;
            q.auth.authTransformId = (IPSEC_AUTH_TRANSFORM_ID0){ (IPSEC_AUTH_TYPE)type, (IPSEC_AUTH_CONFIG)config };
            assert_code(try_quick(h, &q), type == config && type < IPSEC_AUTH_MAX ? 0 : (DWORD)FWP_E_INVALID_AUTH_TRANSFORM);
        }
    quick_init(&q);
    q.transforms[0].ipsecTransformType = IPSEC_TRANSFORM_ESP_CIPHER;
    q.transforms[0].espCipherTransform = &q.cipher;
    for (unsigned config = 0; config < 10; config++) {
        q.cipher.cipherTransformId = (IPSEC_CIPHER_TRANSFORM_ID0){ IPSEC_CIPHER_TYPE_3DES, (IPSEC_CIPHER_CONFIG)config };
        assert_code(try_quick(h, &q), config == 2 ? 0 : (DWORD)FWP_E_INVALID_CIPHER_TRANSFORM);
    }
    q.cipher.cipherTransformId = (IPSEC_CIPHER_TRANSFORM_ID0){ IPSEC_CIPHER_TYPE_AES_256, 8 }; /* GCM without its other half */
    assert_code(try_quick(h, &q), FWP_E_INVALID_TRANSFORM_COMBINATION);
    quick_init(&q);
    q.both.cipherTransform.cipherTransformId = (IPSEC_CIPHER_TRANSFORM_ID0){ IPSEC_CIPHER_TYPE_AES_256, 8 };
    assert_code(try_quick(h, &q), FWP_E_INVALID_TRANSFORM_COMBINATION);
    q.both.authTransform.authTransformId = (IPSEC_AUTH_TRANSFORM_ID0){ IPSEC_AUTH_AES_128, 3 };
    assert_code(try_quick(h, &q), FWP_E_INVALID_TRANSFORM_COMBINATION);
    q.both.authTransform.authTransformId = (IPSEC_AUTH_TRANSFORM_ID0){ IPSEC_AUTH_AES_256, 5 };
    assert_done(try_quick(h, &q));
    q.proposal.numSaTransforms = 2;
    assert_done(try_quick(h, &q));
    q.transforms[1].ipsecTransformType = IPSEC_TRANSFORM_ESP_AUTH;
    q.transforms[1].espAuthTransform = &q.auth;
    assert_code(try_quick(h, &q), FWP_E_INVALID_TRANSFORM_COMBINATION);
}

/* A page for each is behind the tests above; here that they are one statement. */
/* proves: A-171 */
static void one_bad_policy_each(void **state)
{
    keying_modules_are_given_once(state);
    authentication_methods_fit_the_keying_module(state);
    extended_mode_is_authips(state);
    transforms_are_what_there_is(state);
}

/* --- tunnels --------------------------------------------------------------------------------------------------------------------- */

static UINT32 count_filters(HANDLE h, const GUID *layer, const GUID *context_key)
{
    FWPM_FILTER_ENUM_TEMPLATE0 t = { .layerKey = *layer, .actionMask = 0xffffffffu };
    FWPM_FILTER0             **filters;
    UINT32                     count, with = 0;
    HANDLE                     e;
    assert_done(FwpmFilterCreateEnumHandle0(h, &t, &e));
    assert_done(FwpmFilterEnum0(h, e, 10000, &filters, &count));
    for (UINT32 i = 0; i < count; i++)
        with += (filters[i]->flags & FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT) && kit_same_key(&filters[i]->providerContextKey, context_key);
    FwpmFreeMemory0((void **)&filters);
    assert_done(FwpmFilterDestroyEnumHandle0(h, e));
    return with;
}

static bool has_context(HANDLE h, const GUID *key)
{
    FWPM_PROVIDER_CONTEXT3 *c;
    DWORD                   code = FwpmProviderContextGetByKey3(h, key, &c);
    if (code == 0)
        FwpmFreeMemory0((void **)&c);
    return code == 0;
}

static FWPM_FILTER_CONDITION0 subnet(const GUID *field, FWP_V4_ADDR_AND_MASK *net)
{
    return (FWPM_FILTER_CONDITION0){ .fieldKey = *field, .matchType = FWP_MATCH_EQUAL, .conditionValue = { .type = FWP_V4_ADDR_MASK, .v4AddrMask = net } };
}

/* Main mode as every policy needs it at least. */
static IKEEXT_POLICY2 main_mode_policy(void)
{
    static IKEEXT_AUTHENTICATION_METHOD2 kerberos = { .authenticationMethodType = IKEEXT_KERBEROS };
    static IKEEXT_PROPOSAL0              proposal = { .cipherAlgorithm = { IKEEXT_CIPHER_AES_128, 0, 0 },
                                                      .integrityAlgorithm = { IKEEXT_INTEGRITY_SHA1 }, .maxLifetimeSeconds = 28800,
                                                      .dhGroup = IKEEXT_DH_GROUP_14 };
    return (IKEEXT_POLICY2){ .numAuthenticationMethods = 1, .authenticationMethods = &kerberos, .numIkeProposals = 1, .ikeProposals = &proposal };
}

struct tunnel {
    struct quick           q;
    IKEEXT_POLICY2         ike;
    FWP_V4_ADDR_AND_MASK   here, there;
    FWPM_FILTER_CONDITION0 conditions[2];
    FWPM_PROVIDER_CONTEXT3 main_mode, policy;
};

static void tunnel_init(struct tunnel *t)
{
    memset(t, 0, sizeof(*t));
    quick_init(&t->q);
    t->ike = main_mode_policy();
    t->here = (FWP_V4_ADDR_AND_MASK){ 0x0a010000, 0xffff0000 };
    t->there = (FWP_V4_ADDR_AND_MASK){ 0x0a020000, 0xffff0000 };
    t->conditions[0] = subnet(&FWPM_CONDITION_IP_LOCAL_ADDRESS, &t->here);
    t->conditions[1] = subnet(&FWPM_CONDITION_IP_REMOTE_ADDRESS, &t->there);
    t->main_mode = context(MAIN_MODE, FWPM_IPSEC_IKE_MM_CONTEXT, &t->ike);
    t->policy = context(TUNNEL, FWPM_IPSEC_IKE_QM_TUNNEL_CONTEXT, &t->q.tunnel);
}

static DWORD tunnel_add(HANDLE h, struct tunnel *t, UINT32 flags)
{
    return FwpmIPsecTunnelAdd3(h, flags, &t->main_mode, &t->policy, 2, t->conditions, NULL, NULL);
}

static void a_tunnel_is_contexts_and_filters(void **state)
{
    static const struct { const GUID *layer; unsigned gateway, point; } rows[] = {
        { &FWPM_LAYER_IPSEC_V4, 1, 1 }, { &FWPM_LAYER_INBOUND_TRANSPORT_V4, 1, 1 }, { &FWPM_LAYER_OUTBOUND_TRANSPORT_V4, 1, 1 },
        { &FWPM_LAYER_IPFORWARD_V4, 2, 0 }, { &FWPM_LAYER_INBOUND_TRANSPORT_V6, 0, 0 },
    };
    struct tunnel t;
    GUID          tunnel = kit_key(TUNNEL), main_mode = kit_key(MAIN_MODE);
    HANDLE        h = kit_open(0);
    (void)state;
    tunnel_init(&t);
    for (unsigned point = 0; point < 2; point++) {
        assert_done(tunnel_add(h, &t, point ? FWPM_TUNNEL_FLAG_POINT_TO_POINT : 0));
        for (unsigned i = 0; i < KIT_COUNT(rows); i++)
            assert_int_equal(count_filters(h, rows[i].layer, &tunnel), point ? rows[i].point : rows[i].gateway);
        assert_int_equal(count_filters(h, &FWPM_LAYER_IKEEXT_V4, &main_mode), 1);
        assert_code(tunnel_add(h, &t, 0), FWP_E_ALREADY_EXISTS);
        assert_code(FwpmProviderContextDeleteByKey0(h, &tunnel), FWP_E_IN_USE);
        assert_done(FwpmIPsecTunnelDeleteByKey0(h, &tunnel));
        for (unsigned i = 0; i < KIT_COUNT(rows); i++)
            assert_int_equal(count_filters(h, rows[i].layer, &tunnel), 0);
        assert_int_equal(count_filters(h, &FWPM_LAYER_IKEEXT_V4, &main_mode), 0);
        assert_false(has_context(h, &tunnel) || has_context(h, &main_mode));
        assert_code(FwpmIPsecTunnelDeleteByKey0(h, &tunnel), FWP_E_PROVIDER_CONTEXT_NOT_FOUND);
    }
}

static void a_tunnel_is_added_whole_or_not_at_all(void **state)
{
    struct tunnel t;
    GUID          tunnel = kit_key(TUNNEL), main_mode = kit_key(MAIN_MODE);
    HANDLE        h = kit_open(0);
    (void)state;
    tunnel_init(&t);
    t.conditions[1].fieldKey = FWPM_CONDITION_ALE_APP_ID; /* which the transport layers lack */
    for (unsigned within = 0; within < 2; within++) {
        if (within)
            assert_done(FwpmTransactionBegin0(h, 0));
        assert_int_not_equal(tunnel_add(h, &t, 0), 0);
        assert_false(has_context(h, &tunnel) || has_context(h, &main_mode));
        if (within)
            assert_done(FwpmTransactionCommit0(h));
        assert_false(has_context(h, &tunnel) || has_context(h, &main_mode));
        assert_int_equal(count_filters(h, &FWPM_LAYER_IKEEXT_V4, &main_mode), 0);
    }
    tunnel_init(&t);
    assert_done(FwpmTransactionBegin0(h, 0));
    assert_done(tunnel_add(h, &t, 0));
    assert_done(FwpmTransactionAbort0(h));
    assert_false(has_context(h, &tunnel));
}

static void a_tunnels_arguments_are_checked(void **state)
{
    struct tunnel t;
    GUID          nothing = kit_key(99);
    HANDLE        h = kit_open(0);
    (void)state;
    tunnel_init(&t);
    assert_code(tunnel_add(h, &t, 0x80), FWP_E_INVALID_FLAGS);
    assert_code(FwpmIPsecTunnelAdd3(h, 0, NULL, &t.policy, 2, t.conditions, &nothing, NULL), FWP_E_INVALID_PARAMETER);
    assert_code(FwpmIPsecTunnelAdd3(h, 0, NULL, NULL, 2, t.conditions, NULL, NULL), FWP_E_NULL_POINTER);
    assert_code(FwpmIPsecTunnelAdd3(h, 0, NULL, &t.main_mode, 2, t.conditions, NULL, NULL), FWP_E_INVALID_PARAMETER);
    t.main_mode.type = FWPM_IPSEC_AUTHIP_MM_CONTEXT;
    assert_code(tunnel_add(h, &t, 0), FWP_E_INVALID_PARAMETER);
    tunnel_init(&t);
    t.q.tunnel.tunnelEndpoints.remoteV4Address = 0xe0000001;
    assert_code(tunnel_add(h, &t, 0), FWP_E_INVALID_TUNNEL_ENDPOINT);
}

/* The older versions say less of the same. */
static void tunnels_of_every_version(void **state)
{
    struct quick           q;
    IPSEC_TUNNEL_POLICY0   p0 = { .numIpsecProposals = 1, .ipsecProposals = &q.proposal, .tunnelEndpoints = { .ipVersion = FWP_IP_VERSION_V4, .localV4Address = LOCAL, .remoteV4Address = REMOTE } };
    IPSEC_TUNNEL_POLICY1   p1 = { .numIpsecProposals = 1, .ipsecProposals = &q.proposal, .tunnelEndpoints = { .ipVersion = FWP_IP_VERSION_V4, .localV4Address = LOCAL, .remoteV4Address = REMOTE } };
    IPSEC_TUNNEL_POLICY2   p2 = { .numIpsecProposals = 1, .ipsecProposals = &q.proposal, .tunnelEndpoints = { .ipVersion = FWP_IP_VERSION_V4, .localV4Address = LOCAL, .remoteV4Address = REMOTE } };
    FWPM_PROVIDER_CONTEXT0 c0 = { .providerContextKey = kit_key(TUNNEL), .displayData = kit_display(), .type = FWPM_IPSEC_IKE_QM_TUNNEL_CONTEXT,
                                  .ikeQmTunnelPolicy = &p0 };
    FWPM_PROVIDER_CONTEXT1 c1 = { .providerContextKey = kit_key(TUNNEL), .displayData = kit_display(), .type = FWPM_IPSEC_IKE_QM_TUNNEL_CONTEXT,
                                  .ikeQmTunnelPolicy = &p1 };
    FWPM_PROVIDER_CONTEXT2 c2 = { .providerContextKey = kit_key(TUNNEL), .displayData = kit_display(), .type = FWPM_IPSEC_IKE_QM_TUNNEL_CONTEXT,
                                  .ikeQmTunnelPolicy = &p2 };
    struct tunnel          t;
    GUID                   key = kit_key(TUNNEL);
    HANDLE                 h = kit_open(0);
    (void)state;
    quick_init(&q);
    tunnel_init(&t);
    assert_done(FwpmIPsecTunnelAdd0(h, 0, NULL, &c0, 2, t.conditions, NULL));
    assert_done(FwpmIPsecTunnelDeleteByKey0(h, &key));
    assert_done(FwpmIPsecTunnelAdd1(h, 0, NULL, &c1, 2, t.conditions, &FWPM_KEYING_MODULE_IKE, NULL));
    assert_done(FwpmIPsecTunnelDeleteByKey0(h, &key));
    assert_done(FwpmIPsecTunnelAdd2(h, 0, NULL, &c2, 2, t.conditions, NULL, NULL));
    assert_int_equal(count_filters(h, &FWPM_LAYER_IKEEXT_V4, &key), 0);
    assert_int_equal(count_filters(h, &FWPM_LAYER_OUTBOUND_TRANSPORT_V4, &key), 1);
    assert_done(FwpmIPsecTunnelDeleteByKey0(h, &key));
}

/* --- connection policies ------------------------------------------------------------------------------------------------------------ */

static void a_connection_policy_is_a_context_and_a_filter(void **state)
{
    FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0 settings = { 0 };
    FWPM_PROVIDER_CONTEXT3                   c = context(POLICY, FWPM_NETWORK_CONNECTION_POLICY_CONTEXT, &settings), wrong = kit_context(POLICY);
    FWP_V4_ADDR_AND_MASK                     net = { 0x0a000000, 0xff000000 };
    FWPM_FILTER_CONDITION0                   condition = subnet(&FWPM_CONDITION_IP_REMOTE_ADDRESS, &net);
    GUID                                     key = kit_key(POLICY);
    HANDLE                                   h = kit_open(0);
    (void)state;
    assert_code(FwpmConnectionPolicyAdd0(h, &c, FWP_IP_VERSION_NONE, 1, 1, &condition, NULL), FWP_E_INVALID_ENUMERATOR);
    assert_code(FwpmConnectionPolicyAdd0(h, &wrong, FWP_IP_VERSION_V4, 1, 1, &condition, NULL), FWP_E_INVALID_PARAMETER);
    assert_done(FwpmConnectionPolicyAdd0(h, &c, FWP_IP_VERSION_V4, 0x1000, 1, &condition, NULL));
    assert_int_equal(count_filters(h, &FWPM_LAYER_OUTBOUND_NETWORK_CONNECTION_POLICY_V4, &key), 1);
    assert_code(FwpmIPsecTunnelDeleteByKey0(h, &key), FWP_E_PROVIDER_CONTEXT_NOT_FOUND); /* it is none */
    assert_done(FwpmConnectionPolicyDeleteByKey0(h, &key));
    assert_int_equal(count_filters(h, &FWPM_LAYER_OUTBOUND_NETWORK_CONNECTION_POLICY_V4, &key), 0);
    assert_false(has_context(h, &key));
    assert_code(FwpmConnectionPolicyDeleteByKey0(h, &key), FWP_E_PROVIDER_CONTEXT_NOT_FOUND);
}

/* --- IKE lets itself through ------------------------------------------------------------------------------------------------------- */

static UINT32 filters_at(HANDLE h, const GUID *layer, FWPM_FILTER0 ***all)
{
    FWPM_FILTER_ENUM_TEMPLATE0 t = { .layerKey = *layer, .actionMask = 0xffffffffu };
    UINT32                     count;
    HANDLE                     e;
    assert_done(FwpmFilterCreateEnumHandle0(h, &t, &e));
    assert_done(FwpmFilterEnum0(h, e, 10000, all, &count));
    assert_done(FwpmFilterDestroyEnumHandle0(h, e));
    return count;
}

static UINT32 exemptions(HANDLE h)
{
    const GUID     layers[] = { FWPM_LAYER_INBOUND_TRANSPORT_V4, FWPM_LAYER_OUTBOUND_TRANSPORT_V4, FWPM_LAYER_INBOUND_TRANSPORT_V6,
                                FWPM_LAYER_OUTBOUND_TRANSPORT_V6 };
    FWPM_FILTER0 **all;
    UINT32         total = 0;
    for (unsigned i = 0; i < KIT_COUNT(layers); i++) {
        UINT32 count = filters_at(h, &layers[i], &all);
        for (UINT32 k = 0; k < count; k++) {
            assert_int_equal(all[k]->action.type, FWP_ACTION_PERMIT);
            assert_int_equal(all[k]->effectiveWeight.type, FWP_UINT64);
            assert_int_equal(*all[k]->effectiveWeight.uint64 >> 60, 0xc);
            assert_int_equal(all[k]->numFilterConditions, 3);
            assert_code(FwpmFilterDeleteByKey0(h, &all[k]->filterKey), FWP_E_BUILTIN_OBJECT);
        }
        FwpmFreeMemory0((void **)&all);
        total += count;
    }
    return total;
}

static FWPM_FILTER0 main_mode_filter(unsigned n, const GUID *layer)
{
    FWPM_FILTER0 f = kit_filter(n);
    f.layerKey = *layer;
    f.action.type = FWP_ACTION_PERMIT;
    f.flags = FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT;
    f.providerContextKey = kit_key(MAIN_MODE);
    return f;
}

/* proves: A-172 */
static void exemptions_come_with_the_first_main_mode_filter_and_go_with_the_last(void **state)
{
    IKEEXT_POLICY2         ike = main_mode_policy();
    FWPM_PROVIDER_CONTEXT3 c = context(MAIN_MODE, FWPM_IPSEC_IKE_MM_CONTEXT, &ike);
    FWPM_FILTER0           first = main_mode_filter(11, &FWPM_LAYER_IKEEXT_V4), second = main_mode_filter(12, &FWPM_LAYER_IKEEXT_V4),
                           six = main_mode_filter(13, &FWPM_LAYER_IKEEXT_V6);
    HANDLE                 h = kit_open(0), dynamic = kit_open(FWPM_SESSION_FLAG_DYNAMIC);
    (void)state;
    assert_done(FwpmProviderContextAdd3(h, &c, NULL, NULL));
    assert_int_equal(exemptions(h), 0);
    assert_done(FwpmFilterAdd0(h, &first, NULL, NULL));
    assert_int_equal(exemptions(h), 2);
    assert_done(FwpmFilterAdd0(h, &second, NULL, NULL));
    assert_int_equal(exemptions(h), 2);
    assert_done(FwpmFilterAdd0(dynamic, &six, NULL, NULL));
    assert_int_equal(exemptions(h), 4);
    kit_close(dynamic);
    assert_int_equal(exemptions(h), 2);
    assert_done(FwpmFilterDeleteByKey0(h, &first.filterKey));
    assert_int_equal(exemptions(h), 2);
    assert_done(FwpmTransactionBegin0(h, 0));
    assert_done(FwpmFilterDeleteByKey0(h, &second.filterKey));
    assert_done(FwpmTransactionAbort0(h));
    assert_int_equal(exemptions(h), 2);
    assert_done(FwpmFilterDeleteByKey0(h, &second.filterKey));
    assert_int_equal(exemptions(h), 0);
}

/* What another session has not committed keeps no exemption alive, and takes none away. */
static void exemptions_do_not_see_an_open_transaction(void **state)
{
    IKEEXT_POLICY2         ike = main_mode_policy();
    FWPM_PROVIDER_CONTEXT3 c = context(MAIN_MODE, FWPM_IPSEC_IKE_MM_CONTEXT, &ike);
    FWPM_FILTER0           kept = main_mode_filter(11, &FWPM_LAYER_IKEEXT_V4), passing = main_mode_filter(12, &FWPM_LAYER_IKEEXT_V4);
    HANDLE                 h = kit_open(0), dynamic = kit_open(FWPM_SESSION_FLAG_DYNAMIC);
    (void)state;
    assert_done(FwpmProviderContextAdd3(h, &c, NULL, NULL));
    assert_done(FwpmFilterAdd0(dynamic, &passing, NULL, NULL));
    assert_done(FwpmTransactionBegin0(h, 0));
    assert_done(FwpmFilterAdd0(h, &kept, NULL, NULL));
    kit_close(dynamic);
    assert_done(FwpmTransactionAbort0(h));
    assert_int_equal(exemptions(h), 0);
    dynamic = kit_open(FWPM_SESSION_FLAG_DYNAMIC);
    assert_done(FwpmFilterAdd0(h, &kept, NULL, NULL));
    assert_done(FwpmFilterAdd0(dynamic, &passing, NULL, NULL));
    assert_done(FwpmTransactionBegin0(h, 0));
    assert_done(FwpmFilterDeleteByKey0(h, &kept.filterKey));
    kit_close(dynamic);
    assert_done(FwpmTransactionAbort0(h));
    assert_int_equal(exemptions(h), 2);
}

static void exemptions_are_there_again_after_a_restart(void **state)
{
    IKEEXT_POLICY2         ike = main_mode_policy();
    FWPM_PROVIDER_CONTEXT3 c = context(MAIN_MODE, FWPM_IPSEC_IKE_MM_CONTEXT, &ike);
    FWPM_FILTER0           f = main_mode_filter(11, &FWPM_LAYER_IKEEXT_V4);
    HANDLE                 h = kit_open(0);
    (void)state;
    c.flags = FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT;
    f.flags |= FWPM_FILTER_FLAG_PERSISTENT;
    assert_done(FwpmProviderContextAdd3(h, &c, NULL, NULL));
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
    kit_restart();
    h = kit_open(0);
    assert_int_equal(exemptions(h), 2);
    assert_done(FwpmFilterDeleteByKey0(h, &f.filterKey));
    assert_int_equal(exemptions(h), 0);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(one_bad_policy_each),
        KIT_TEST(a_tunnel_is_contexts_and_filters),
        KIT_TEST(a_tunnel_is_added_whole_or_not_at_all),
        KIT_TEST(a_tunnels_arguments_are_checked),
        KIT_TEST(tunnels_of_every_version),
        KIT_TEST(a_connection_policy_is_a_context_and_a_filter),
        KIT_TEST(exemptions_come_with_the_first_main_mode_filter_and_go_with_the_last),
        KIT_TEST(exemptions_do_not_see_an_open_transaction),
        KIT_TEST(exemptions_are_there_again_after_a_restart),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
