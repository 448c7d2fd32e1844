/* How many objects there may be (docs/behaviour A.3). */
#include "kit.h"

enum { CALLOUTS_MAX = 100000, SUBLAYERS_MAX = 65536 };

static UINT32 count_callouts(HANDLE h)
{
    HANDLE          e;
    UINT32          n;
    FWPM_CALLOUT0 **all;
    assert_done(FwpmCalloutCreateEnumHandle0(h, NULL, &e));
    assert_done(FwpmCalloutEnum0(h, e, 2 * CALLOUTS_MAX, &all, &n));
    assert_done(FwpmCalloutDestroyEnumHandle0(h, e));
    FwpmFreeMemory0((void **)&all);
    return n;
}

static UINT32 count_sublayers(HANDLE h)
{
    HANDLE           e;
    UINT32           n;
    FWPM_SUBLAYER0 **all;
    assert_done(FwpmSubLayerCreateEnumHandle0(h, NULL, &e));
    assert_done(FwpmSubLayerEnum0(h, e, 2 * SUBLAYERS_MAX, &all, &n));
    assert_done(FwpmSubLayerDestroyEnumHandle0(h, e));
    FwpmFreeMemory0((void **)&all);
    return n;
}

static DWORD add_callout(HANDLE h, unsigned n)
{
    FWPM_CALLOUT0 k = kit_callout(n);
    return FwpmCalloutAdd0(h, &k, NULL, NULL);
}

/* proves: A-060 */
static void there_are_so_many_callouts(void **state)
{
    GUID   first = kit_key(1);
    (void)state;
    HANDLE h = kit_open(0);
    UINT32 n = count_callouts(h);
    assert_done(FwpmTransactionBegin0(h, 0));
    for (unsigned i = 1; n < CALLOUTS_MAX; i++, n++)
        assert_done(add_callout(h, i));
    assert_code(add_callout(h, CALLOUTS_MAX + 1), FWP_E_TOO_MANY_CALLOUTS);
    assert_done(FwpmTransactionCommit0(h));
    assert_code(add_callout(h, CALLOUTS_MAX + 1), FWP_E_TOO_MANY_CALLOUTS);
    assert_int_equal(count_callouts(h), CALLOUTS_MAX);
    assert_done(FwpmCalloutDeleteByKey0(h, &first));
    assert_done(add_callout(h, CALLOUTS_MAX + 1));
    assert_code(add_callout(h, CALLOUTS_MAX + 2), FWP_E_TOO_MANY_CALLOUTS);
}

/* proves: A-060 */
static void there_are_so_many_sublayers(void **state)
{
    GUID   first = kit_key(1);
    (void)state;
    HANDLE h = kit_open(0);
    UINT32 n = count_sublayers(h);
    assert_done(FwpmTransactionBegin0(h, 0));
    for (unsigned i = 1; n < SUBLAYERS_MAX; i++, n++)
        assert_done(kit_add_sublayer(h, i));
    assert_code(kit_add_sublayer(h, SUBLAYERS_MAX + 1), FWP_E_TOO_MANY_SUBLAYERS);
    assert_done(FwpmTransactionCommit0(h));
    assert_code(kit_add_sublayer(h, SUBLAYERS_MAX + 1), FWP_E_TOO_MANY_SUBLAYERS);
    assert_int_equal(count_sublayers(h), SUBLAYERS_MAX);
    assert_done(FwpmSubLayerDeleteByKey0(h, &first));
    assert_done(kit_add_sublayer(h, SUBLAYERS_MAX + 1));
    assert_code(kit_add_sublayer(h, SUBLAYERS_MAX + 2), FWP_E_TOO_MANY_SUBLAYERS);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(there_are_so_many_callouts),
        KIT_TEST(there_are_so_many_sublayers),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
