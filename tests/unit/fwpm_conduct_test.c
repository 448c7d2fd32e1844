/* What drivers are watched for in their management calls: whose filters they delete. */
#include "fwpmk_kit.h"

#include "nt/rule.h"

static int setup(void **state)
{
    (void)state;
    km_kit_init(&k, FAMILY_V4);
    km_kit_system(&k);
    fwpmk_open();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    fwpmk_close();
    km_kit_system_fini(&k);
    km_kit_fini(&k);
    return 0;
}

/* As somebody who is no driver adds it: a service, say. */
static void provider_of_others(GUID *key, const char16_t *service)
{
    FWPM_PROVIDER0 p = { .providerKey = *key, .displayData = shown, .serviceName = (WCHAR *)service };
    k.km.driver = NULL;
    DONE(FwpmProviderAdd0(h, &p, NULL));
    k.km.driver = &k.driver;
}

static UINT64 filter_of(GUID *provider, const GUID *callout)
{
    UINT64       id;
    FWPM_FILTER0 f = { .displayData = shown, .providerKey = provider, .layerKey = guid_of(&layer_of(LAYER(INBOUND_TRANSPORT), FAMILY_V4)->key),
                       .action = { .type = FWP_ACTION_BLOCK } };
    if (callout) {
        f.action.type = FWP_ACTION_CALLOUT_TERMINATING;
        f.action.calloutKey = *callout;
    }
    DONE(FwpmFilterAdd0(h, &f, NULL, &id));
    return id;
}

static UINT64 filter_of_others(GUID *provider, const GUID *callout)
{
    k.km.driver = NULL;
    UINT64 id = filter_of(provider, callout);
    k.km.driver = &k.driver;
    return id;
}

static unsigned told(void)
{
    return rule_breaches(k.km.nt, RULE_FOREIGN_FILTER_DELETED);
}

/* proves: D-091 */
static void another_providers_filter_is_told(void **state)
{
    GUID   theirs = km_key(1), mine = km_key(2);
    GUID   by_key;
    (void)state;
    provider_of_others(&theirs, NULL);
    provider_of_others(&mine, NULL);
    UINT64        first = filter_of_others(&theirs, NULL), second = filter_of_others(&theirs, NULL);
    FWPM_FILTER0 *f;
    DONE(FwpmFilterGetById0(h, second, &f));
    by_key = f->filterKey;
    FwpmFreeMemory0((void **)&f);
    DONE(FwpmFilterDeleteById0(h, filter_of(&mine, NULL)));
    assert_int_equal(told(), 0);
    DONE(FwpmFilterDeleteById0(h, first));
    assert_int_equal(told(), 1); /* BREAKS(FOREIGN_FILTER_DELETED) */
    km_kit_reported(&k, "FwpmFilterDeleteById0 deletes filter");
    DONE(FwpmFilterDeleteByKey0(h, &by_key));
    assert_int_equal(told(), 2);
    assert_int_equal(FwpmFilterDeleteByKey0(h, &by_key), STATUS_FWP_FILTER_NOT_FOUND); /* which deletes nothing */
    assert_int_equal(told(), 2);
}

static void what_it_added_itself_is_its_own(void **state)
{
    GUID           key = km_key(3);
    FWPM_PROVIDER0 p = { .providerKey = key, .displayData = shown };
    (void)state;
    DONE(FwpmProviderAdd0(h, &p, NULL));
    DONE(FwpmFilterDeleteById0(h, filter_of_others(&key, NULL)));
    DONE(FwpmFilterDeleteById0(h, filter_of(NULL, NULL))); /* nobody's */
    DONE(FwpmFilterDeleteById0(h, filter_of_others(NULL, NULL)));
    assert_int_equal(told(), 0);
}

static void NTAPI never(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *metadata, void *data,
                        const FWPS_FILTER0 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    (void)values, (void)metadata, (void)data, (void)filter, (void)flow, (void)out;
    fail();
}

static NTSTATUS NTAPI hears(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER0 *filter)
{
    (void)type, (void)key, (void)filter;
    return STATUS_SUCCESS;
}

/* A service that the driver is named as; and whoever's filters call the driver. */
static void what_was_added_for_it_is_its_own(void **state)
{
    static uint8_t device;
    GUID           service = km_key(4), other = km_key(5), callout = km_key(6), longer = km_key(7);
    FWPM_CALLOUT0  c = { .calloutKey = callout, .displayData = shown, .applicableLayer = guid_of(&layer_of(LAYER(INBOUND_TRANSPORT), FAMILY_V4)->key) };
    FWPS_CALLOUT0  r = { .calloutKey = callout, .classifyFn = never, .notifyFn = hears };
    (void)state;
    provider_of_others(&service, u"TEST");
    provider_of_others(&other, u"tes");
    provider_of_others(&longer, u"test2");
    DONE(FwpmFilterDeleteById0(h, filter_of_others(&service, NULL)));
    DONE(FwpsCalloutRegister0(&device, &r, NULL));
    DONE(FwpmCalloutAdd0(h, &c, NULL, NULL));
    DONE(FwpmFilterDeleteById0(h, filter_of_others(&other, &callout)));
    assert_int_equal(told(), 0);
    DONE(FwpmFilterDeleteById0(h, filter_of_others(&other, NULL)));
    assert_int_equal(told(), 1);
    DONE(FwpmFilterDeleteById0(h, filter_of_others(&longer, NULL)));
    assert_int_equal(told(), 2);
    k.km.callouts = NULL; /* a host without callouts: nobody calls any */
    DONE(FwpmFilterDeleteById0(h, filter_of_others(&other, &callout)));
    k.km.callouts = k.callouts;
    assert_int_equal(told(), 3);
    DONE(FwpsCalloutUnregisterByKey0(&callout));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(another_providers_filter_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(what_it_added_itself_is_its_own, setup, teardown),
        cmocka_unit_test_setup_teardown(what_was_added_for_it_is_its_own, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
