/* The line that `wfp watch` and `wfp show netevents` print for a net event. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../tools/wfp/event_text.c"

static const char *filter_name(void *context, uint64_t id)
{
    (void)context;
    return id == 7 ? "no\nweb" : NULL;
}

static void prints_named(const char *json, const struct event_names *names, const char *expected)
{
    char   *text = NULL;
    size_t  size = 0;
    FILE   *out = open_memstream(&text, &size);
    json_t *event = json_loads(json, 0, NULL);
    assert_non_null(event);
    event_print(event, names, out);
    fclose(out);
    assert_string_equal(text, expected);
    json_decref(event);
    free(text);
}

static void prints(const char *json, const char *expected)
{
    prints_named(json, NULL, expected);
}

static void time_and_kind_come_first(void **state)
{
    (void)state;
    prints("{\"header\":{\"timeStamp\":\"132223104001230000\",\"flags\":3,\"ipProtocol\":6,\"remotePort\":443},"
           "\"type\":\"FWPM_NET_EVENT_TYPE_CLASSIFY_DROP\",\"classifyDrop\":{\"filterId\":\"7\",\"layerId\":48,\"isLoopback\":"
           "false}}",
           "2020-01-01T00:00:00.123Z CLASSIFY_DROP ipProtocol=6 remotePort=443 filterId=7 "
           "layerId=48 (ALE_AUTH_CONNECT_V4) isLoopback=false\n");
}

static void a_line_stays_one_line(void **state)
{
    (void)state;
    prints("{\"type\":\"FWPM_NET_EVENT_TYPE_CLASSIFY_ALLOW\",\"header\":{\"appId\":\"a\\nb\\u001b[31m\\u007f\"}}",
           "CLASSIFY_ALLOW appId=a?b?[31m?\n");
    prints("{}", "?\n");
}

static void blobs_that_are_texts_are_read(void **state)
{
    (void)state;
    prints("{\"type\":\"FWPM_NET_EVENT_TYPE_CLASSIFY_DROP\",\"classifyDrop\":{\"vSwitchId\":\"7b003100ab00000000\",\"a\":"
           "\"7b0031007d000000\",\"b\":\"7b003100\",\"c\":\"0a000000\",\"d\":\"0000\",\"e\":\"7b0131000000\"}}",
           "CLASSIFY_DROP vSwitchId=7b003100ab00000000 a={1} b=7b003100 c=0a000000 d=0000 e=7b0131000000\n");
}

static void ids_have_names(void **state)
{
    static const struct event_names names = { filter_name, NULL };
    (void)state;
    prints_named("{\"type\":\"x\",\"drop\":{\"filterId\":\"7\",\"layerId\":9999}}", &names, "x filterId=7 (no?web) layerId=9999\n");
    prints_named("{\"type\":\"x\",\"drop\":{\"filterId\":\"8\"}}", &names, "x filterId=8\n");
    prints_named("{\"type\":\"x\",\"drop\":{\"filterId\":\"0\"}}", &names, "x filterId=0\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(time_and_kind_come_first),
        cmocka_unit_test(a_line_stays_one_line),
        cmocka_unit_test(blobs_that_are_texts_are_read),
        cmocka_unit_test(ids_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
