/* Sessions (docs/behaviour A.1). */
#include "kit.h"

/* proves: A-004 A-005 */
static void the_engine_is_opened_locally(void **state)
{
    HANDLE none = (HANDLE)(ULONG_PTR)0x1234, h = none;
    (void)state;
    assert_code(FwpmEngineOpen0(KIT_TEXT("localhost"), KIT_AUTHN_WINNT, NULL, NULL, &h), FWP_E_INVALID_PARAMETER);
    assert_code(FwpmEngineOpen0(NULL, 77, NULL, NULL, &h), FWP_E_INVALID_PARAMETER);
    assert_ptr_equal(h, none);
    assert_done(FwpmEngineOpen0(NULL, 0xffffffffu, NULL, NULL, &h));
    assert_done(FwpmEngineClose0(h));
    assert_done(FwpmEngineOpen0(NULL, KIT_AUTHN_WINNT, NULL, NULL, &h));
    assert_done(FwpmEngineClose0(h));
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(the_engine_is_opened_locally),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
