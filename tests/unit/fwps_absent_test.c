/* Functions of layers that are not built yet: arguments are looked at, and nothing is taken. */
#include "km_kit.h"

static struct km_kit k;
static HANDLE        injector;
static char          list;

#define LISTS ((NET_BUFFER_LIST *)&list) /* never looked into */

static void NTAPI completed(void *context, NET_BUFFER_LIST *nbl, BOOLEAN dispatch)
{
    (void)context, (void)nbl, (void)dispatch;
    fail();
}

static int setup(void **state)
{
    (void)state;
    km_kit_init(&k, FAMILY_V4);
    km_kit_system(&k);
    assert_int_equal(FwpsInjectionHandleCreate0(0, FWPS_INJECTION_TYPE_STREAM | FWPS_INJECTION_TYPE_L2, &injector), STATUS_SUCCESS);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    assert_int_equal(FwpsInjectionHandleDestroy0(injector), STATUS_SUCCESS);
    km_kit_system_fini(&k);
    km_kit_fini(&k);
    return 0;
}

static void streams(void **state)
{
    FWPS_STREAM_DATA0 data = { 0 };
    NET_BUFFER_LIST  *out = NULL;
    SIZE_T            copied = 7;
    UINT32            send = FWPS_STREAM_FLAG_SEND;
    (void)state;
    assert_int_equal(FwpsCloneStreamData0(NULL, NULL, NULL, 0, &out), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsCloneStreamData0(&data, NULL, NULL, 0, &out), STATUS_NOT_SUPPORTED);
    km_kit_reported(&k, "FwpsCloneStreamData0 is not built yet");
    assert_null(out);
    FwpsDiscardClonedStreamData0(LISTS, 0, FALSE);
    km_kit_reported(&k, "no clone of stream data");
    FwpsCopyStreamDataToBuffer0(&data, &list, 1, &copied);
    km_kit_reported(&k, "FwpsCopyStreamDataToBuffer0");
    assert_int_equal(copied, 0);
    assert_int_equal(FwpsStreamContinue0(1, 1, FWPS_LAYER_DATAGRAM_DATA_V4, send), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsStreamContinue0(1, 1, FWPS_LAYER_STREAM_V4, send), STATUS_NOT_SUPPORTED);
    assert_int_equal(FwpsStreamInjectAsync0(injector, NULL, 0, 1, 1, FWPS_LAYER_STREAM_V6, send, NULL, 0, completed, NULL),
                     STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsStreamInjectAsync0(&list, NULL, 0, 1, 1, FWPS_LAYER_STREAM_V6, send, LISTS, 1, completed, NULL),
                     STATUS_INVALID_HANDLE);
    assert_int_equal(FwpsStreamInjectAsync0(injector, NULL, 0, 1, 1, FWPS_LAYER_STREAM_V6, send, LISTS, 1, completed, NULL),
                     STATUS_NOT_SUPPORTED);
    km_kit_reported(&k, "FwpsStreamInjectAsync0 is not built yet");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(streams, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
