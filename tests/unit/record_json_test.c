/* src/record/record_json.h: JSON says all that a structure does; what is wrong with JSON by hand is named with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "record/record_json.h"
#include "record_kit.h"

/* Through text, as a file would be. */
static json_t *through_text(json_t *value)
{
    json_error_t error;
    char        *text = json_dumps(value, JSON_ENCODE_ANY);
    assert_non_null(text);
    json_t *again = json_loads(text, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    assert_non_null(again);
    json_decref(value);
    free(text);
    return again;
}

static void check_round(const struct record_type *t, uint64_t seed)
{
    struct record_kit   k = { .seed = seed };
    struct record_fault fault;
    json_t             *json;
    void               *again;
    uint8_t            *record = kit_record(&k, t);
    assert_int_equal(record_to_json(t, record, &json), WFP_OK);
    json = through_text(json);
    enum wfp_status err = record_from_json(t, json, &again, &fault);
    if (err || !kit_equal(t, record, again))
        fail_msg("%s: %s at %s: %s\n%s", t->name, status_row(err)->name, fault.path, fault.text,
                 json_dumps(json, JSON_ENCODE_ANY | JSON_INDENT(1)));
    json_decref(json);
    free(again);
    arena_fini(&k.arena);
}

static void every_type_survives_json(void **state)
{
    (void)state;
    for (size_t i = 0; i < record_type_count; i++)
        for (unsigned round = 0; round < 40; round++)
            check_round(record_types[i], i * 500 + round);
}

/* Reads `text`, writes what was read. */
static void expect_same(const struct record_type *t, const char *text)
{
    struct record_fault fault;
    json_error_t        error;
    void               *record;
    json_t             *json = json_loads(text, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error), *again;
    assert_non_null(json);
    if (record_from_json(t, json, &record, &fault))
        fail_msg("%s: %s", fault.path, fault.text);
    assert_int_equal(record_to_json(t, record, &again), WFP_OK);
    char *written = json_dumps(again, JSON_ENCODE_ANY | JSON_COMPACT);
    assert_string_equal(written, text);
    free(written);
    free(record);
    json_decref(json);
    json_decref(again);
}

static void json_reads_like_the_structures(void **state)
{
    (void)state;
    expect_same(&record_FWPM_FILTER_CONDITION0,
                "{\"fieldKey\":\"c35a604d-d22b-4e1a-91b4-68f674ee674b\",\"matchType\":\"FWP_MATCH_EQUAL\","
                "\"conditionValue\":{\"type\":\"FWP_V4_ADDR_MASK\","
                "\"v4AddrMask\":{\"addr\":\"10.1.2.0\",\"mask\":\"255.255.255.0\"}}}");
    expect_same(&record_FWP_VALUE0, "{\"type\":\"FWP_UINT64\",\"uint64\":\"18446744073709551615\"}");
    expect_same(&record_FWP_VALUE0, "{\"type\":\"FWP_INT8\",\"int8\":-128}");
    expect_same(&record_FWP_VALUE0, "{\"type\":\"FWP_SID\",\"sid\":\"S-1-5-32-544\"}");
    expect_same(&record_FWP_VALUE0, "{\"type\":\"FWP_SID\",\"sid\":\"S-1-0xffffffffffff\"}");
    expect_same(&record_FWP_VALUE0, "{\"type\":\"FWP_BYTE_BLOB_TYPE\",\"byteBlob\":\"\"}");
    expect_same(&record_FWP_VALUE0, "{\"type\":\"FWP_BYTE_BLOB_TYPE\",\"byteBlob\":\"00ff\"}");
    expect_same(&record_FWP_VALUE0, "{\"type\":\"FWP_UNICODE_STRING_TYPE\",\"unicodeString\":\"\xC3\xA9\xF0\x9F\x98\x80\"}");
    expect_same(&record_FWP_VALUE0, "{\"type\":\"FWP_UNICODE_STRING_TYPE\",\"unicodeString\":{\"utf16\":\"00d8\"}}");
    expect_same(&record_IPSEC_TUNNEL_ENDPOINTS0,
                "{\"ipVersion\":\"FWP_IP_VERSION_V6\",\"localV6Address\":\"2001:db8::1\",\"remoteV6Address\":\"::\"}");
    expect_same(&record_FWPM_SESSION0, "{\"sessionKey\":\"00000000-0000-0000-0000-000000000000\",\"flags\":"
                                       "[\"FWPM_SESSION_FLAG_DYNAMIC\"],\"txnWaitTimeoutInMSec\":0,"
                                       "\"processId\":0,\"kernelMode\":true}");
    expect_same(&record_FWPM_SESSION0, "{\"sessionKey\":\"00000000-0000-0000-0000-000000000000\",\"flags\":1073741825,"
                                       "\"txnWaitTimeoutInMSec\":0,\"processId\":0,\"kernelMode\":7}");
}

static void expect_fault(const struct record_type *t, const char *text, enum wfp_status status, const char *path,
                         const char *what)
{
    struct record_fault fault;
    json_error_t        error;
    void               *record;
    json_t             *json = json_loads(text, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    assert_non_null(json);
    assert_int_equal(record_from_json(t, json, &record, &fault), status);
    assert_string_equal(fault.path, path);
    assert_string_equal(fault.text, what);
    json_decref(json);
}

static void faults_have_a_place(void **state)
{
    (void)state;
    expect_fault(&record_FWPM_FILTER0, "{\"filterCondition\":[{},{\"conditionValue\":{\"type\":1,\"uint8\":256}}]}",
                 WFP_INVALID_PARAMETER, "filterCondition[1].conditionValue.uint8", "not a number that fits");
    expect_fault(&record_FWPM_FILTER0, "{\"filterCondition\":{}}", WFP_INVALID_PARAMETER, "filterCondition", "not an array");
    expect_fault(&record_FWPM_FILTER0, "{\"filterkey\":1}", WFP_INVALID_PARAMETER, "filterkey", "no such member");
    expect_fault(&record_FWPM_FILTER0, "{\"numFilterConditions\":1}", WFP_INVALID_PARAMETER, "numFilterConditions",
                 "no such member");
    expect_fault(&record_FWPM_FILTER0, "{\"filterKey\":\"{}\"}", WFP_INVALID_PARAMETER, "filterKey", "not a GUID");
    expect_fault(&record_FWPM_FILTER0, "{\"flags\":[\"FWPM_FILTER_FLAG_X\"]}", WFP_INVALID_PARAMETER, "flags[0]",
                 "no flag of this member");
    expect_fault(&record_FWP_VALUE0, "{\"type\":\"FWP_UINT8\",\"uint16\":1}", WFP_INVALID_PARAMETER, "uint16",
                 "not the member of the union that is selected");
    expect_fault(&record_FWP_VALUE0, "{\"type\":\"FWP_UINT64\"}", WFP_NULL_POINTER, "uint64", "is missing");
    expect_fault(&record_FWP_VALUE0, "{\"type\":77}", WFP_INVALID_ENUMERATOR, "",
                 "what selects the member of a union has an unknown value");
    expect_fault(&record_FWP_VALUE0, "{\"type\":\"FWP_NONE\"}", WFP_INVALID_PARAMETER, "type", "no value of this member");
    expect_fault(&record_FWP_VALUE0, "{\"type\":\"FWP_SID\",\"sid\":\"S-1-5-\"}", WFP_INVALID_PARAMETER, "sid",
                 "not a SID (S-1-...)");
    expect_fault(&record_FWP_VALUE0, "{\"type\":12,\"byteBlob\":\"0\"}", WFP_INVALID_PARAMETER, "byteBlob", "not bytes in hex");
    expect_fault(&record_FWP_VALUE0, "[]", WFP_INVALID_PARAMETER, "", "not an object");
    expect_fault(&record_FWP_V4_ADDR_AND_MASK, "{\"addr\":\"10.1.2\"}", WFP_INVALID_PARAMETER, "addr", "not an address");
    expect_fault(&record_FWPM_PROVIDER0, "{\"serviceName\":\"a\\u0000b\"}", WFP_INVALID_PARAMETER, "serviceName",
                 "not a string, or one with a NUL in it");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_survives_json),
        cmocka_unit_test(json_reads_like_the_structures),
        cmocka_unit_test(faults_have_a_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
