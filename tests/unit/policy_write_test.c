/* Policy files written: what is read again are the same records, byte for byte in the form in which the store keeps them. */
#include "policy_kit.h"

#include "api_fwpm/persist.h"
#include "policy/policy_write.h"

static struct policy_file *read_again(const struct policy_file *file)
{
    struct policy_file *again = NULL;
    struct policy_error error;
    json_t             *json;
    const char         *at = "";
    enum wfp_status     err = policy_write(policy_file_policy(file), &json, &at);
    if (err)
        fail_msg("%s: %s", at, status_row(err)->sentence);
    char *text = json_dumps(json, 0);
    json_decref(json);
    if (policy_parse(text, strlen(text), "again", &again, &error))
        fail_msg("%s\n%s", error.text, text);
    free(text);
    return again;
}

static struct buffer stored(enum object_kind kind, const void *record)
{
    struct object *o;
    struct buffer  bytes;
    buffer_init(&bytes);
    assert_int_equal(object_new(kind, record, &o), WFP_OK);
    assert_int_equal(persist_encode(o, NULL, &bytes), WFP_OK);
    object_put(o);
    return bytes;
}

static void assert_same(enum object_kind kind, const void *a, const void *b)
{
    struct buffer x = stored(kind, a), y = stored(kind, b);
    assert_int_equal(x.size, y.size);
    assert_memory_equal(x.data, y.data, x.size);
    buffer_fini(&x);
    buffer_fini(&y);
}

static void assert_same_policy(const struct policy *a, const struct policy *b)
{
    assert_int_equal(a->provider_count, b->provider_count);
    assert_int_equal(a->context_count, b->context_count);
    assert_int_equal(a->sublayer_count, b->sublayer_count);
    assert_int_equal(a->callout_count, b->callout_count);
    assert_int_equal(a->filter_count, b->filter_count);
    for (uint32_t i = 0; i < a->provider_count; i++)
        assert_same(OBJECT_PROVIDER, &a->providers[i], &b->providers[i]);
    for (uint32_t i = 0; i < a->context_count; i++)
        assert_same(OBJECT_CONTEXT, &a->contexts[i], &b->contexts[i]);
    for (uint32_t i = 0; i < a->sublayer_count; i++)
        assert_same(OBJECT_SUBLAYER, &a->sublayers[i], &b->sublayers[i]);
    for (uint32_t i = 0; i < a->callout_count; i++)
        assert_same(OBJECT_CALLOUT, &a->callouts[i], &b->callouts[i]);
    for (uint32_t i = 0; i < a->filter_count; i++)
        assert_same(OBJECT_FILTER, &a->filters[i], &b->filters[i]);
}

static void round_trip(const char *text)
{
    struct policy_file *file = policy_of(text), *again = read_again(file);
    assert_same_policy(policy_file_policy(file), policy_file_policy(again));
    policy_file_free(again);
    policy_file_free(file);
}

static void objects_of_every_kind_come_back(void **state)
{
    (void)state;
    round_trip(
        "{'providers': [{'name': 'p', 'serviceName': 's', 'providerData': '0x00ff', 'persistent': true, 'description': 'd'}],"
        " 'providerContexts': [{'name': 'c', 'provider': 'p', 'persistent': true, 'value': {'type': 'FWPM_GENERAL_CONTEXT',"
        "   'dataBuffer': '0a00'}}],"
        " 'subLayers': [{'name': 's', 'weight': 65535, 'provider': 'p', 'persistent': true}],"
        " 'callouts': [{'name': 'co', 'layer': 'ALE_AUTH_CONNECT', 'usesProviderContext': true}],"
        " 'filters': [{'name': 'f', 'layer': 'ALE_AUTH_CONNECT', 'action': 'calloutUnknown', 'callout': 'co', 'subLayer': 's',"
        "   'providerContext': 'c', 'weight': '0xffffffffffffffff', 'permitIfCalloutUnregistered': true, 'providerData': '01'},"
        "  {'name': 'g', 'layer': 'STREAM_V4', 'action': 'permit', 'weight': 15, 'rawContext': '0x8000000000000000',"
        "   'filterType': '11111111-1111-1111-1111-111111111111', 'bootTime': true, 'clearActionRight': true, 'indexed': true,"
        "   'silentMode': true, 'systemOsOnly': true, 'gameOsOnly': true, 'hasSecurityRealmProviderContext': true,"
        "   'ipsecNoAcquireInitiate': true}]}");
}

/* Names that mean more than one object, or a built-in one, do not lead astray. */
static void references_mean_the_same_objects(void **state)
{
    (void)state;
    round_trip(
        "{'providers': [{'name': 'p'}, {'name': 'p', 'key': '11111111-1111-1111-1111-111111111111'}],"
        " 'subLayers': [{'name': 's'}, {'name': 's', 'key': '22222222-2222-2222-2222-222222222222'}, {'name': 'UNIVERSAL'},"
        "  {'name': 't', 'provider': '11111111-1111-1111-1111-111111111111'}],"
        " 'filters': [{'name': 'a', 'layer': 'STREAM_V4', 'action': 'permit', 'subLayer': "
        "'22222222-2222-2222-2222-222222222222'},"
        "  {'name': 'b', 'layer': 'STREAM_V4', 'action': 'permit', 'subLayer': 'UNIVERSAL'},"
        "  {'name': 'c', 'layer': 'STREAM_V4', 'action': 'permit', 'subLayer': 'FWPM_SUBLAYER_UNIVERSAL'},"
        "  {'name': 'd', 'layer': 'STREAM_V4', 'action': 'permit', 'provider': '11111111-1111-1111-1111-111111111111'}]}");
}

static void values_of_every_form_come_back(void **state)
{
    static const char *const conditions[] = {
        "'field': 'IP_REMOTE_ADDRESS', 'value': '192.0.2.1'",
        "'field': 'IP_REMOTE_ADDRESS', 'value': '192.0.2.0/24'",
        "'field': 'IP_REMOTE_ADDRESS', 'value': '192.0.2.0/255.255.255.128'",
        "'field': 'IP_REMOTE_ADDRESS', 'value': '192.0.2.1-192.0.2.9'",
        "'field': 'IP_REMOTE_ADDRESS', 'match': 'notEqual', 'value': '0.0.0.0'",
        "'field': 'IP_PROTOCOL', 'value': 'tcp'",
        "'field': 'IP_PROTOCOL', 'value': 255",
        "'field': 'IP_PROTOCOL', 'value': 'tcp-udp'",
        "'field': 'IP_REMOTE_PORT', 'value': '80-443'",
        "'field': 'IP_REMOTE_PORT', 'match': 'greaterOrEqual', 'value': 1024",
        "'field': 'FLAGS', 'match': 'flagsNoneSet', 'value': ['IS_LOOPBACK', 'IS_FRAGMENT']",
        "'field': 'IP_LOCAL_INTERFACE', 'value': '0xffffffffffffffff'",
        "'field': 'ALE_APP_ID', 'value': '/usr/bin/a-b'",
        "'field': 'ALE_APP_ID', 'value': '0x'",
        "'field': 'ALE_APP_ID', 'value': '0x6100'",
        "'field': 'ALE_APP_ID', 'value': '0x0061000000'",
        "'field': 'ALE_APP_ID', 'value': '0x00d80000'",
        "'field': 'ALE_APP_ID', 'match': 'range', 'value': '0x0001-0x00ff'",
        "'field': 'ALE_USER_ID', 'value': 'S-1-5-32-545'",
        "'field': 'ALE_USER_ID', 'value': 'O:BAG:BAD:P(A;;CC;;;BU)(D;OICI;CC;;;WD)'",
        "'field': 'ALE_PACKAGE_ID', 'value': 'S-1-15-2-1'",
        "'field': 'IP_LOCAL_ADDRESS_TYPE', 'value': 'multicast'",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(conditions); i++) {
        char text[512];
        snprintf(text, sizeof(text), ONE_CONDITION("ALE_AUTH_CONNECT_V4", "%s"), conditions[i]);
        round_trip(text);
    }
    round_trip(ONE_CONDITION("ALE_AUTH_CONNECT_V6", "'field': 'IP_REMOTE_ADDRESS', 'value': '2001:db8::/33'"));
    round_trip(ONE_CONDITION("ALE_AUTH_CONNECT_V6", "'field': 'IP_REMOTE_ADDRESS', 'value': '::1-::ffff'"));
    round_trip(ONE_CONDITION("INBOUND_MAC_FRAME_ETHERNET",
                             "'field': 'MAC_REMOTE_ADDRESS', 'value': '02:00:5e:10:00:01-02:00:5e:10:00:ff'"));
    round_trip(ONE_CONDITION("DATAGRAM_DATA_V4", "'field': 'DIRECTION', 'value': 'inbound'"));
    round_trip(ONE_CONDITION("INBOUND_MAC_FRAME_ETHERNET", "'field': 'ETHER_TYPE', 'value': '0x1234'"));
    round_trip(ONE_CONDITION("RPC_UM", "'field': 'RPC_IF_UUID', 'value': '11111111-2222-3333-4444-555555555555'"));
}

/* What SDDL does not say: the bytes of the descriptor in another order, with a SACL. */
static void a_descriptor_that_sddl_cannot_say_is_written_as_bytes(void **state)
{
    static const char *bytes = /* the group before the owner */
        "010004802000000014000000000000002c000000" "010100000000000513000000" "010100000000000512000000" "0200080000000000";
    char text[512];
    (void)state;
    snprintf(text, sizeof(text), ONE_CONDITION("ALE_AUTH_CONNECT_V4", "'field': 'ALE_USER_ID', 'value': '0x%s'"), bytes);
    struct policy_file *file = policy_of(text), *again = read_again(file);
    const struct value *v = &policy_file_policy(file)->filters[0].conditions[0].value;
    assert_int_equal(v->type, TYPE_SECURITY_DESCRIPTOR);
    assert_int_equal(v->blob->size, strlen(bytes) / 2);
    assert_same_policy(policy_file_policy(file), policy_file_policy(again));
    policy_file_free(again);
    policy_file_free(file);
}

/* The reader takes no range of two long blobs: the object is named instead of written as something else. */
static void what_no_text_says_is_refused(void **state)
{
    uint8_t            low[100] = { 1 }, high[100] = { 2 };
    struct byte_blob   blobs[] = { { sizeof(low), low }, { sizeof(high), high } };
    struct value_range range = { { .type = TYPE_BYTE_BLOB, .blob = &blobs[0] }, { .type = TYPE_BYTE_BLOB, .blob = &blobs[1] } };
    struct condition c = { .field = FIELD_ALE_APP_ID, .match = MATCH_RANGE, .value = { .type = TYPE_RANGE, .range = &range } };
    struct filter    f = {
           .name = "long", .layer = LAYER_ID_ALE_AUTH_CONNECT_V4, .action = ACTION_BLOCK, .conditions = &c, .condition_count = 1
    };
    struct policy p = { .filters = &f, .filter_count = 1 };
    json_t       *json = NULL;
    const char   *at = NULL;
    (void)state;
    assert_int_equal(policy_write(&p, &json, &at), WFP_UNSUPPORTED);
    assert_null(json);
    assert_string_equal(at, "long");
    blobs[0].size = blobs[1].size = 20;
    assert_int_equal(policy_write(&p, &json, &at), WFP_OK);
    json_decref(json);
}

/* Objects of an engine beside a file: found by name and key, and behind those of the file. */
static void a_file_may_refer_to_what_is_beside_it(void **state)
{
    static const char *text =
        "{\"filters\": [{\"name\": \"f\", \"layer\": \"STREAM_V4\", \"action\": \"permit\", \"subLayer\": \"s\"}]}";
    struct policy_file *base = policy_of("{'subLayers': [{'name': 's', 'key': '22222222-2222-2222-2222-222222222222'}]}"),
                       *file = NULL;
    struct policy_error error;
    (void)state;
    assert_int_equal(policy_parse(text, strlen(text), "t", &file, &error), WFP_SUBLAYER_NOT_FOUND);
    assert_int_equal(policy_parse_beside(text, strlen(text), "t", policy_file_policy(base), &file, &error), WFP_OK);
    assert_true(guid_equal(&policy_file_policy(file)->filters[0].sublayer, &policy_file_policy(base)->sublayers[0].key));
    assert_int_equal(policy_file_policy(file)->sublayer_count, 0);
    policy_file_free(file);
    policy_file_free(base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_of_every_kind_come_back),
        cmocka_unit_test(references_mean_the_same_objects),
        cmocka_unit_test(values_of_every_form_come_back),
        cmocka_unit_test(a_descriptor_that_sddl_cannot_say_is_written_as_bytes),
        cmocka_unit_test(what_no_text_says_is_refused),
        cmocka_unit_test(a_file_may_refer_to_what_is_beside_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
