/* What installers rely on (docs/behaviour A.11): what is built in, and the order in which things come and go. */
#include "kinds.h"

enum { THE_PROVIDER = 1, THE_SUBLAYER, THE_CONTEXT, THE_CALLOUT, THE_FILTER, FILTERS = 3 };

/* proves: A-174 */
static void sublayers_are_built_in(void **state)
{
    static const GUID *const wanted[] = {
        &FWPM_SUBLAYER_UNIVERSAL,     &FWPM_SUBLAYER_INSPECTION,    &FWPM_SUBLAYER_RPC_AUDIT,
        &FWPM_SUBLAYER_IPSEC_TUNNEL,  &FWPM_SUBLAYER_LIPS,          &FWPM_SUBLAYER_SECURE_SOCKET,
        &FWPM_SUBLAYER_TEREDO,        &FWPM_SUBLAYER_TCP_TEMPLATES, &FWPM_SUBLAYER_TCP_CHIMNEY_OFFLOAD,
        &FWPM_SUBLAYER_IPSEC_FORWARD_OUTBOUND_TUNNEL, &FWPM_SUBLAYER_IPSEC_DOSP,
    };
    HANDLE          h = kit_open(0), e;
    FWPM_SUBLAYER0 **all = NULL;
    UINT32           count = 0, found = 0, lowest = 0;
    (void)state;
    assert_done(FwpmSubLayerCreateEnumHandle0(h, NULL, &e));
    assert_done(FwpmSubLayerEnum0(h, e, 1000, &all, &count));
    for (UINT32 i = 0; i < count; i++) {
        for (unsigned w = 0; w < KIT_COUNT(wanted); w++)
            found += kit_same_key(&all[i]->subLayerKey, wanted[w]);
        if (all[i]->weight < all[lowest]->weight)
            lowest = i;
    }
    assert_int_equal(found, KIT_COUNT(wanted));
    assert_true(kit_same_key(&all[lowest]->subLayerKey, &FWPM_SUBLAYER_INSPECTION));
    FwpmFreeMemory0((void **)&all);
    assert_done(FwpmSubLayerDestroyEnumHandle0(h, e));
}

/* --- an installer ------------------------------------------------------------------------------------------------------------------- */

static DWORD add_filter(HANDLE h, unsigned n)
{
    FWPM_FILTER0 f = kit_filter(n);
    GUID         provider = kit_key(THE_PROVIDER);
    f.flags = FWPM_FILTER_FLAG_PERSISTENT | FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT;
    f.providerKey = &provider;
    f.subLayerKey = kit_key(THE_SUBLAYER);
    f.providerContextKey = kit_key(THE_CONTEXT);
    f.action.type = FWP_ACTION_CALLOUT_TERMINATING;
    f.action.calloutKey = kit_key(THE_CALLOUT);
    return FwpmFilterAdd0(h, &f, NULL, NULL);
}

static DWORD add_provider(HANDLE h)
{
    FWPM_PROVIDER0 o = kit_provider(THE_PROVIDER);
    o.flags = FWPM_PROVIDER_FLAG_PERSISTENT;
    return FwpmProviderAdd0(h, &o, NULL);
}

static DWORD add_sublayer(HANDLE h)
{
    FWPM_SUBLAYER0 o = kit_sublayer(THE_SUBLAYER);
    GUID           provider = kit_key(THE_PROVIDER);
    o.flags = FWPM_SUBLAYER_FLAG_PERSISTENT;
    o.providerKey = &provider;
    return FwpmSubLayerAdd0(h, &o, NULL);
}

static DWORD add_context(HANDLE h)
{
    FWPM_PROVIDER_CONTEXT3 o = kit_context(THE_CONTEXT);
    GUID                   provider = kit_key(THE_PROVIDER);
    o.flags = FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT;
    o.providerKey = &provider;
    return FwpmProviderContextAdd3(h, &o, NULL, NULL);
}

static DWORD add_callout(HANDLE h)
{
    FWPM_CALLOUT0 o = kit_callout(THE_CALLOUT);
    GUID          provider = kit_key(THE_PROVIDER);
    o.flags = FWPM_CALLOUT_FLAG_PERSISTENT | FWPM_CALLOUT_FLAG_USES_PROVIDER_CONTEXT;
    o.providerKey = &provider;
    return FwpmCalloutAdd0(h, &o, NULL, NULL);
}

static bool is_there(DWORD code)
{
    return code == 0 || code == (DWORD)FWP_E_ALREADY_EXISTS;
}

/* Good when all of it is there afterwards, however much was before. */
static bool install(HANDLE h)
{
    bool good = is_there(add_provider(h)) && is_there(add_sublayer(h)) && is_there(add_context(h)) && is_there(add_callout(h));
    for (unsigned i = 0; i < FILTERS; i++)
        good = good && is_there(add_filter(h, THE_FILTER + i));
    return good;
}

/* Filters, callouts, contexts, sublayers, the provider: nothing is in use when its turn comes. */
static DWORD uninstall(HANDLE h)
{
    static const struct {
        unsigned kind, number;
        DWORD    missing;
    } rows[] = {
        { KIND_FILTER, THE_FILTER, (DWORD)FWP_E_FILTER_NOT_FOUND },
        { KIND_FILTER, THE_FILTER + 1, (DWORD)FWP_E_FILTER_NOT_FOUND },
        { KIND_FILTER, THE_FILTER + 2, (DWORD)FWP_E_FILTER_NOT_FOUND },
        { KIND_CALLOUT, THE_CALLOUT, (DWORD)FWP_E_CALLOUT_NOT_FOUND },
        { KIND_CONTEXT, THE_CONTEXT, (DWORD)FWP_E_PROVIDER_CONTEXT_NOT_FOUND },
        { KIND_SUBLAYER, THE_SUBLAYER, (DWORD)FWP_E_SUBLAYER_NOT_FOUND },
        { KIND_PROVIDER, THE_PROVIDER, (DWORD)FWP_E_PROVIDER_NOT_FOUND },
    };
    for (unsigned i = 0; i < KIT_COUNT(rows); i++) {
        DWORD code = kinds[rows[i].kind].remove(h, rows[i].number);
        if (code != 0 && code != rows[i].missing)
            return code;
    }
    return 0;
}

/* proves: A-176 A-177 */
static void installing_and_removing_may_be_repeated(void **state)
{
    HANDLE h = kit_open(0);
    (void)state;
    assert_true(install(h));
    assert_true(install(h));
    kit_restart();
    h = kit_open(0);
    assert_true(install(h));
    assert_done(kinds[KIND_FILTER].get(h, THE_FILTER + FILTERS - 1));
    assert_done(uninstall(h));
    assert_done(uninstall(h));
    for (unsigned k = 0; k < KIND_COUNT; k++)
        for (unsigned n = THE_PROVIDER; n < THE_FILTER + FILTERS; n++)
            assert_int_not_equal(kinds[k].get(h, n), 0);
    assert_true(install(h)); /* half of it is removed by hand, then the rest */
    assert_done(kinds[KIND_FILTER].remove(h, THE_FILTER));
    assert_done(uninstall(h));
    kit_restart();
    assert_code(kinds[KIND_PROVIDER].get(kit_open(0), THE_PROVIDER), FWP_E_PROVIDER_NOT_FOUND);
}

/* proves: A-170 */
static void a_context_in_use_stays(void **state)
{
    HANDLE h = kit_open(0);
    (void)state;
    assert_true(install(h));
    assert_code(kinds[KIND_CONTEXT].remove(h, THE_CONTEXT), FWP_E_IN_USE);
    assert_done(kinds[KIND_CONTEXT].get(h, THE_CONTEXT));
    for (unsigned i = 0; i < FILTERS; i++) {
        assert_code(kinds[KIND_CONTEXT].remove(h, THE_CONTEXT), FWP_E_IN_USE);
        assert_done(kinds[KIND_FILTER].remove(h, THE_FILTER + i));
    }
    assert_done(kinds[KIND_CONTEXT].remove(h, THE_CONTEXT));
}

static void the_wrong_order_is_refused(void **state)
{
    HANDLE h = kit_open(0);
    (void)state;
    assert_true(install(h));
    for (unsigned k = KIND_PROVIDER; k <= KIND_CALLOUT; k++) {
        static const unsigned numbers[] = { THE_PROVIDER, THE_CONTEXT, THE_SUBLAYER, THE_CALLOUT };
        assert_code(kinds[k].remove(h, numbers[k]), FWP_E_IN_USE);
    }
    assert_done(uninstall(h));
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(sublayers_are_built_in),
        KIT_TEST(installing_and_removing_may_be_repeated),
        KIT_TEST(a_context_in_use_stays),
        KIT_TEST(the_wrong_order_is_refused),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
