/* What a driver in BFE's process has to do with a program's objects (docs/behaviour A.5). No driver comes to the daemon of these tests. */
#include "kit.h"

#include "link.h"

static FWPM_FILTER0 calling(unsigned n)
{
    FWPM_FILTER0 f = kit_filter(n);
    f.action.type = FWP_ACTION_CALLOUT_TERMINATING;
    f.action.calloutKey = kit_key(9);
    return f;
}

static UINT32 flags_of(HANDLE h, const GUID *key)
{
    FWPM_CALLOUT0 *c;
    assert_done(FwpmCalloutGetByKey0(h, key, &c));
    UINT32 flags = c->flags;
    FwpmFreeMemory0((void **)&c);
    return flags;
}

/* proves: A-086 */
static void a_callout_is_registered_while_its_driver_says_so(void **state)
{
    struct link_driver driver = { 0 };
    HANDLE             h = kit_open(0);
    FWPM_CALLOUT0      c = kit_callout(9);
    (void)state;
    c.flags = FWPM_CALLOUT_FLAG_REGISTERED;
    assert_code(FwpmCalloutAdd0(h, &c, NULL, NULL), FWP_E_INVALID_FLAGS); /* not for a program to say */
    c.flags = FWPM_CALLOUT_FLAG_USES_PROVIDER_CONTEXT;
    assert_done(FwpmCalloutAdd0(h, &c, NULL, NULL));
    assert_int_equal(flags_of(h, &c.calloutKey), FWPM_CALLOUT_FLAG_USES_PROVIDER_CONTEXT);
    if (kit_is_socket())
        return;
    for (unsigned i = 0; i < 2; i++) {
        assert_true(link_driver_register(&driver, &c.calloutKey));
        assert_int_equal(flags_of(h, &c.calloutKey), FWPM_CALLOUT_FLAG_USES_PROVIDER_CONTEXT | FWPM_CALLOUT_FLAG_REGISTERED);
        assert_true(link_driver_unregister(&c.calloutKey));
        assert_int_equal(flags_of(h, &c.calloutKey), FWPM_CALLOUT_FLAG_USES_PROVIDER_CONTEXT);
    }
}

/* proves: A-076 A-090 */
static void a_driver_may_refuse_a_filter(void **state)
{
    struct link_driver driver = { .refuses = 1 };
    HANDLE             h = kit_open(0);
    FWPM_CALLOUT0      c = kit_callout(9);
    FWPM_FILTER0       f = calling(1), *back;
    UINT64             id = 4;
    (void)state;
    if (kit_is_socket())
        skip();
    assert_done(FwpmCalloutAdd0(h, &c, NULL, NULL));
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL)); /* nobody is there to refuse it */
    assert_done(FwpmFilterDeleteByKey0(h, &f.filterKey));
    assert_true(link_driver_register(&driver, &c.calloutKey));
    assert_code(FwpmFilterAdd0(h, &f, NULL, &id), FWP_E_CALLOUT_NOTIFICATION_FAILED);
    assert_int_equal(id, 4);
    assert_int_equal(driver.heard[0], 1);
    assert_code(FwpmFilterGetByKey0(h, &f.filterKey, &back), FWP_E_FILTER_NOT_FOUND);
    driver.refuses = 0;
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
    assert_int_equal(driver.heard[0], 2);
    assert_done(FwpmFilterDeleteByKey0(h, &f.filterKey));
    assert_true(link_driver_unregister(&c.calloutKey));
}

/* proves: A-109 A-110 */
static void addresses_are_in_host_order_and_masked(void **state)
{
    static const struct {
        UINT32 address, mask, tried;
        bool   matches;
    } rows[] = {
        { 0x0a000007, 0xff000000, 0x0a090909, true },  { 0x0a000007, 0xff000000, 0x0b000007, false },
        { 0x7f000001, 0xffffffff, 0x7f000001, true },  { 0x7f000001, 0xffffffff, 0x0100007f, false },
        { 0xc0a80180, 0xffffff80, 0xc0a801ff, true },  { 0xc0a80180, 0xffffff80, 0xc0a8017f, false },
        { 0x12345678, 0, 0xffffffff, true },
    };
    HANDLE h = kit_open(0);
    (void)state;
    if (kit_is_socket())
        skip(); /* nothing is classified there */
    for (unsigned i = 0; i < KIT_COUNT(rows); i++) {
        FWP_V4_ADDR_AND_MASK   net = { rows[i].address, rows[i].mask };
        FWPM_FILTER_CONDITION0 c = { FWPM_CONDITION_IP_REMOTE_ADDRESS, FWP_MATCH_EQUAL,
                                     { .type = FWP_V4_ADDR_MASK, .v4AddrMask = &net } };
        FWPM_FILTER0           f = kit_filter(1);
        UINT64                 id;
        f.numFilterConditions = 1;
        f.filterCondition = &c;
        assert_done(FwpmFilterAdd0(h, &f, NULL, &id));
        struct link_verdict verdict = link_classify(NULL, rows[i].tried);
        assert_int_equal(verdict.action, rows[i].matches ? FWP_ACTION_BLOCK : FWP_ACTION_PERMIT);
        assert_true(verdict.filter == (rows[i].matches ? id : 0));
        assert_done(FwpmFilterDeleteById0(h, id));
    }
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(a_callout_is_registered_while_its_driver_says_so),
        KIT_TEST(a_driver_may_refuse_a_filter),
        KIT_TEST(addresses_are_in_host_order_and_masked),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
