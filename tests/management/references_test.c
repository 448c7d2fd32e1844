/* What may refer to what: nothing to what lives shorter (docs/behaviour A.3). */
#include "kinds.h"

enum life { LIFE_FOREIGN, LIFE_DYNAMIC, LIFE_STATIC, LIFE_PERSISTENT, LIFE_BUILTIN, LIVES };

static DWORD add_target(HANDLE h, unsigned kind, bool persistent, unsigned n)
{
    return kinds[kind].add_flagged(h, n, persistent ? kinds[kind].persistent : 0);
}

static GUID builtin_of(unsigned kind)
{
    switch (kind) {
    case KIND_PROVIDER:
        return FWPM_PROVIDER_IKEEXT;
    case KIND_CONTEXT:
        return FWPM_PROVIDER_CONTEXT_SECURE_SOCKET_AUTHIP;
    case KIND_SUBLAYER:
        return FWPM_SUBLAYER_UNIVERSAL;
    default:
        return FWPM_CALLOUT_IPSEC_ALE_CONNECT_V4;
    }
}

/* Adds an object of one kind that refers to one of another. */
static DWORD add_referrer(HANDLE h, unsigned kind, bool persistent, unsigned n, unsigned to, GUID target)
{
    FWPM_PROVIDER_CONTEXT3 c = kit_context(n);
    FWPM_SUBLAYER0         s = kit_sublayer(n);
    FWPM_CALLOUT0          k = kit_callout(n);
    FWPM_FILTER0           f = kit_filter(n);
    c.flags = persistent ? FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT : 0;
    s.flags = persistent ? FWPM_SUBLAYER_FLAG_PERSISTENT : 0;
    k.flags = persistent ? FWPM_CALLOUT_FLAG_PERSISTENT : 0;
    f.flags = persistent ? FWPM_FILTER_FLAG_PERSISTENT : 0;
    c.providerKey = s.providerKey = k.providerKey = &target;
    if (to == KIND_PROVIDER)
        f.providerKey = &target;
    else if (to == KIND_SUBLAYER)
        f.subLayerKey = target;
    else if (to == KIND_CALLOUT)
        f.action = (FWPM_ACTION0){ .type = FWP_ACTION_CALLOUT_UNKNOWN, .calloutKey = target };
    else
        f.flags |= FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT, f.providerContextKey = target;
    switch (kind) {
    case KIND_CONTEXT:
        return FwpmProviderContextAdd3(h, &c, NULL, NULL);
    case KIND_SUBLAYER:
        return FwpmSubLayerAdd0(h, &s, NULL);
    case KIND_CALLOUT:
        return FwpmCalloutAdd0(h, &k, NULL, NULL);
    default:
        return FwpmFilterAdd0(h, &f, NULL, NULL);
    }
}

static const struct { unsigned from, to; } references[] = {
    { KIND_CONTEXT, KIND_PROVIDER }, { KIND_SUBLAYER, KIND_PROVIDER }, { KIND_CALLOUT, KIND_PROVIDER }, { KIND_FILTER, KIND_PROVIDER },
    { KIND_FILTER, KIND_SUBLAYER },  { KIND_FILTER, KIND_CALLOUT },    { KIND_FILTER, KIND_CONTEXT },
};

/* proves: A-049 A-051 */
static void nothing_refers_to_what_lives_shorter(void **state)
{
    (void)state;
    HANDLE  lasting = kit_open(0), dynamic = kit_open(FWPM_SESSION_FLAG_DYNAMIC), foreign = kit_open(FWPM_SESSION_FLAG_DYNAMIC);
    HANDLE  sessions[LIVES] = { foreign, dynamic, lasting, lasting, NULL };
    /* which referrers may: LIFE_DYNAMIC, LIFE_STATIC, LIFE_PERSISTENT */
    static const bool may[LIVES][3] = {
        [LIFE_FOREIGN] = { false, false, false },  [LIFE_DYNAMIC] = { true, false, false }, [LIFE_STATIC] = { true, true, false },
        [LIFE_PERSISTENT] = { true, true, true }, [LIFE_BUILTIN] = { true, true, true },
    };
    unsigned n = 100;
    for (unsigned r = 0; r < KIT_COUNT(references); r++)
        for (unsigned target = 0; target < LIVES; target++) {
            GUID key = target == LIFE_BUILTIN ? builtin_of(references[r].to) : kit_key(++n);
            if (target != LIFE_BUILTIN)
                assert_done(add_target(sessions[target], references[r].to, target == LIFE_PERSISTENT, n));
            for (unsigned life = LIFE_DYNAMIC; life <= LIFE_PERSISTENT; life++)
                assert_code(add_referrer(sessions[life], references[r].from, life == LIFE_PERSISTENT, ++n, references[r].to, key),
                            may[target][life - LIFE_DYNAMIC] ? 0 : FWP_E_LIFETIME_MISMATCH);
        }
}

/* A boot-time filter is kept as a persistent one is, so what it refers to has to be kept as well.
 * proves: A-049 */
static void a_boot_time_filter_refers_to_what_is_kept(void **state)
{
    GUID provider = kit_key(1);
    (void)state;
    HANDLE h = kit_open(0);
    assert_done(add_target(h, KIND_PROVIDER, false, 1));
    assert_done(add_target(h, KIND_SUBLAYER, false, 2));
    assert_done(add_target(h, KIND_SUBLAYER, true, 3));
    FWPM_FILTER0 f = kit_filter(10);
    f.flags = FWPM_FILTER_FLAG_BOOTTIME;
    f.providerKey = &provider;
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_LIFETIME_MISMATCH);
    f.providerKey = NULL;
    f.subLayerKey = kit_key(2);
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_LIFETIME_MISMATCH);
    f.subLayerKey = kit_key(3);
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
}

/* proves: A-050 */
static void persistent_objects_keep_to_their_provider(void **state)
{
    GUID a = kit_key(1), b = kit_key(2);
    (void)state;
    HANDLE h = kit_open(0);
    assert_done(add_target(h, KIND_PROVIDER, true, 1));
    assert_done(add_target(h, KIND_PROVIDER, true, 2));
    FWPM_SUBLAYER0 s = kit_sublayer(3);
    s.flags = FWPM_SUBLAYER_FLAG_PERSISTENT;
    s.providerKey = &b;
    assert_done(FwpmSubLayerAdd0(h, &s, NULL));
    assert_done(add_target(h, KIND_SUBLAYER, true, 4));
    FWPM_FILTER0 f = kit_filter(5);
    f.flags = FWPM_FILTER_FLAG_PERSISTENT;
    f.providerKey = &a;
    f.subLayerKey = kit_key(3);
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_LIFETIME_MISMATCH);
    f.flags = 0; /* static filters may */
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
    f = kit_filter(6);
    f.flags = FWPM_FILTER_FLAG_PERSISTENT;
    f.providerKey = &b;
    f.subLayerKey = kit_key(3);
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
    f = kit_filter(7);
    f.flags = FWPM_FILTER_FLAG_PERSISTENT;
    f.providerKey = &a;
    f.subLayerKey = kit_key(4); /* of no provider */
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(nothing_refers_to_what_lives_shorter),
        KIT_TEST(a_boot_time_filter_refers_to_what_is_kept),
        KIT_TEST(persistent_objects_keep_to_their_provider),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
