/* Policy files: what a text becomes in records. What is refused, and how it is said, is in tests/scenario/check_test.py. */
#include "policy_kit.h"

#include <stdio.h>

#include "base/utf16.h"
#include "bfe/objects.h"
#include "security/access.h"

/* The example of the design page. */
static void the_example_becomes_a_filter_a_family(void **state)
{
    struct policy_file *file =
        policy_of("{'subLayers': [{'name': 'corp', 'weight': 200}],"
                  " 'filters': [{'name': 'no web to lab', 'layer': 'ALE_AUTH_CONNECT', 'subLayer': 'corp', 'weight': 12, 'action': 'block',"
                  "   'conditions': [{'field': 'IP_REMOTE_ADDRESS', 'match': 'equal', 'value': '10.0.0.0/8'},"
                  "                  {'field': 'IP_REMOTE_PORT', 'match': 'range', 'value': '80-443'},"
                  "                  {'field': 'IP_PROTOCOL', 'match': 'equal', 'value': 'tcp'}]}]}");
    const struct policy *p = policy_file_policy(file);
    const struct filter *f = &p->filters[0];
    (void)state;
    assert_int_equal(p->filter_count, 1); /* the address is IPv4, so there is no V6 filter */
    assert_int_equal(f->layer, LAYER_ID_ALE_AUTH_CONNECT_V4);
    assert_int_equal(f->action, ACTION_BLOCK);
    assert_int_equal(f->weight.type, TYPE_UINT8);
    assert_int_equal(f->weight.u8, 12);
    assert_int_equal(p->sublayers[0].weight, 200);
    assert_true(guid_equal(&f->sublayer, &p->sublayers[0].key));
    assert_int_equal(f->condition_count, 3);
    assert_int_equal(f->conditions[0].value.type, TYPE_V4_ADDR_MASK);
    assert_int_equal(f->conditions[0].value.v4->addr, 0x0a000000);
    assert_int_equal(f->conditions[0].value.v4->mask, 0xff000000);
    assert_int_equal(f->conditions[1].match, MATCH_RANGE);
    assert_int_equal(f->conditions[1].value.range->low.u16, 80);
    assert_int_equal(f->conditions[1].value.range->high.u16, 443);
    assert_int_equal(f->conditions[2].value.u8, 6);
    policy_file_free(file);
}

/* The two layers of a filter with the given conditions; 0 for "no filter". */
static void layers_of(const char *layer, const char *conditions, uint16_t out[2], unsigned *count)
{
    char text[1024];
    snprintf(text, sizeof(text), "{'filters': [{'name': 'f', 'layer': '%s', 'action': 'permit', 'conditions': [%s]}]}", layer,
             conditions);
    struct policy_file  *file = policy_of(text);
    const struct policy *p = policy_file_policy(file);
    *count = p->filter_count;
    for (unsigned i = 0; i < p->filter_count; i++) {
        assert_int_equal(policy_file_source(file, i), 0);
        out[i] = p->filters[i].layer;
    }
    policy_file_free(file);
}

static void a_layer_without_family_means_both(void **state)
{
    static const struct {
        const char *layer, *conditions;
        unsigned    count;
        uint16_t    first;
    } rows[] = {
        { "ALE_AUTH_CONNECT", "", 2, LAYER_ID_ALE_AUTH_CONNECT_V4 },
        { "FWPM_LAYER_ALE_AUTH_CONNECT", "", 2, LAYER_ID_ALE_AUTH_CONNECT_V4 },
        { "FWPM_LAYER_ALE_AUTH_CONNECT_V6", "", 1, LAYER_ID_ALE_AUTH_CONNECT_V6 },
        { "ale_auth_connect_v4", "", 1, LAYER_ID_ALE_AUTH_CONNECT_V4 },
        { "c38d57d1-05a7-4c33-904f-7fbceee60e82", "", 1, LAYER_ID_ALE_AUTH_CONNECT_V4 },
        { "INBOUND_TRANSPORT_DISCARD", "", 2, LAYER_ID_INBOUND_TRANSPORT_V4_DISCARD },
        { "INBOUND_MAC_FRAME_ETHERNET", "", 1, LAYER_ID_INBOUND_MAC_FRAME_ETHERNET },
        { "ALE_AUTH_CONNECT", "{'field': 'IP_REMOTE_ADDRESS', 'value': '192.0.2.1'}", 1, LAYER_ID_ALE_AUTH_CONNECT_V4 },
        { "ALE_AUTH_CONNECT", "{'field': 'IP_REMOTE_ADDRESS', 'value': '2001:db8::1'}", 1, LAYER_ID_ALE_AUTH_CONNECT_V6 },
        { "ALE_AUTH_CONNECT", "{'field': 'IP_REMOTE_ADDRESS', 'value': '2001:db8::1-2001:db8::9'}", 1, LAYER_ID_ALE_AUTH_CONNECT_V6 },
        /* alternatives of both families: each filter keeps its own */
        { "ALE_AUTH_CONNECT",
          "{'field': 'IP_REMOTE_ADDRESS', 'value': '192.0.2.0/24'}, {'field': 'IP_REMOTE_ADDRESS', 'value': '2001:db8::/32'}", 2,
          LAYER_ID_ALE_AUTH_CONNECT_V4 },
        { "ALE_AUTH_CONNECT", "{'field': 'IP_REMOTE_ADDRESS', 'value': 'empty'}", 2, LAYER_ID_ALE_AUTH_CONNECT_V4 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        uint16_t layers[2];
        unsigned count;
        layers_of(rows[i].layer, rows[i].conditions, layers, &count);
        assert_int_equal(count, rows[i].count);
        assert_int_equal(layers[0], rows[i].first);
        if (count == 2)
            assert_int_equal(layer_rows[layers[1]].pair, layer_rows[layers[0]].pair);
    }
}

static void keys_come_from_names_or_are_given(void **state)
{
    struct policy_file *file = policy_of("{'filters': [{'name': 'a', 'layer': 'STREAM', 'action': 'permit'},"
                                         "{'name': 'b', 'layer': 'STREAM', 'action': 'permit',"
                                         " 'key': '{01234567-89AB-cdef-0123-456789abcdef}'}]}");
    const struct filter *f = policy_file_policy(file)->filters;
    struct guid          a = guid_from_name("filter", "a"), b;
    (void)state;
    assert_true(guid_parse("01234567-89ab-cdef-0123-456789abcdef", &b));
    assert_int_equal(policy_file_policy(file)->filter_count, 4);
    assert_true(guid_equal(&f[0].key, &a));
    assert_false(guid_equal(&f[1].key, &a));
    assert_true(guid_equal(&f[2].key, &b));
    assert_false(guid_equal(&f[3].key, &b));
    assert_false(guid_equal(&f[3].key, &f[1].key));
    policy_file_free(file);
}

/* The value of the single condition of a policy. The caller frees *file. */
static const struct condition *condition_of(const char *layer, const char *condition, struct policy_file **file)
{
    char text[1024];
    snprintf(text, sizeof(text), "{'filters': [{'name': 'f', 'layer': '%s', 'action': 'block', 'conditions': [{%s}]}]}", layer, condition);
    *file = policy_of(text);
    assert_int_equal(policy_file_policy(*file)->filters[0].condition_count, 1);
    return &policy_file_policy(*file)->filters[0].conditions[0];
}

static void numbers_and_names(void **state)
{
    static const struct {
        const char     *layer, *condition;
        enum match_type match;
        enum data_type  type;
        uint64_t        value;
    } rows[] = {
        { "ALE_AUTH_CONNECT_V4", "'field': 'IP_PROTOCOL', 'value': 17", MATCH_EQUAL, TYPE_UINT8, 17 },
        { "ALE_AUTH_CONNECT_V6", "'field': 'IP_PROTOCOL', 'value': 'icmpv6'", MATCH_EQUAL, TYPE_UINT8, 58 },
        { "ALE_AUTH_CONNECT_V4", "'field': 'IP_PROTOCOL', 'match': 'notEqual', 'value': 'UDP'", MATCH_NOT_EQUAL, TYPE_UINT8, 17 },
        { "ALE_AUTH_CONNECT_V4", "'field': 'FWPM_CONDITION_IP_REMOTE_PORT', 'value': '0x1bb'", MATCH_EQUAL, TYPE_UINT16, 443 },
        { "ALE_AUTH_CONNECT_V4", "'field': 'ip_remote_port', 'match': 'greaterOrEqual', 'value': '443'", MATCH_GREATER_OR_EQUAL, TYPE_UINT16, 443 },
        { "INBOUND_TRANSPORT_V4", "'field': 'ICMP_TYPE', 'value': 8", MATCH_EQUAL, TYPE_UINT16, 8 },
        { "INBOUND_TRANSPORT_V4", "'field': 'FLAGS', 'match': 'flagsAllSet', 'value': ['IS_LOOPBACK', 'isFragment']", MATCH_FLAGS_ALL_SET, TYPE_UINT32, 0x21 },
        { "INBOUND_TRANSPORT_V4", "'field': 'FLAGS', 'match': 'flagsNoneSet', 'value': 'FWP_CONDITION_FLAG_IS_LOOPBACK'", MATCH_FLAGS_NONE_SET, TYPE_UINT32, 1 },
        { "INBOUND_TRANSPORT_V4", "'field': 'FLAGS', 'match': 'flagsAnySet', 'value': 33", MATCH_FLAGS_ANY_SET, TYPE_UINT32, 33 },
        { "INBOUND_TRANSPORT_V6", "'field': 'IP_LOCAL_ADDRESS_TYPE', 'value': 'multicast'", MATCH_EQUAL, TYPE_UINT8, 3 },
        { "INBOUND_MAC_FRAME_ETHERNET", "'field': 'MAC_LOCAL_ADDRESS_TYPE', 'value': 'multicast'", MATCH_EQUAL, TYPE_UINT8, 1 },
        { "INBOUND_MAC_FRAME_ETHERNET", "'field': 'ETHER_TYPE', 'value': 'ipv6'", MATCH_EQUAL, TYPE_UINT16, 0x86dd },
        { "ALE_FLOW_ESTABLISHED_V4", "'field': 'DIRECTION', 'value': 'inbound'", MATCH_EQUAL, TYPE_UINT32, 1 },
        { "INBOUND_IPPACKET_V4", "'field': 'IP_LOCAL_INTERFACE', 'value': '18446744073709551615'", MATCH_EQUAL, TYPE_UINT64, UINT64_MAX },
        { "INBOUND_IPPACKET_V4", "'field': 'INTERFACE_TYPE', 'value': 6", MATCH_EQUAL, TYPE_UINT32, 6 },
        { "INBOUND_IPPACKET_V4", "'field': 'IP_LOCAL_ADDRESS', 'value': '192.0.2.1'", MATCH_EQUAL, TYPE_UINT32, 0xc0000201 },
        { "INBOUND_IPPACKET_V4", "'field': 'IP_LOCAL_ADDRESS', 'match': 'less', 'value': '192.0.2.1'", MATCH_LESS, TYPE_UINT32, 0xc0000201 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct policy_file     *file;
        const struct condition *c = condition_of(rows[i].layer, rows[i].condition, &file);
        uint64_t                n = c->value.type == TYPE_UINT8    ? c->value.u8
                                    : c->value.type == TYPE_UINT16 ? c->value.u16
                                    : c->value.type == TYPE_UINT32 ? c->value.u32
                                                                   : *c->value.u64;
        assert_int_equal(c->match, rows[i].match);
        assert_int_equal(c->value.type, rows[i].type);
        assert_true(n == rows[i].value);
        policy_file_free(file);
    }
}

/* proves: A-110 */
static void ipv4_is_in_host_order_and_ipv6_in_network_order(void **state)
{
    static const uint8_t    address[16] = { 0x20, 0x01, 0x0d, 0xb8, [15] = 1 };
    struct policy_file     *file;
    const struct condition *c = condition_of("INBOUND_TRANSPORT_V4", "'field': 'IP_LOCAL_ADDRESS', 'value': '127.0.0.1'", &file);
    (void)state;
    assert_int_equal(c->value.u32, 0x7f000001);
    policy_file_free(file);
    c = condition_of("INBOUND_TRANSPORT_V4", "'field': 'IP_LOCAL_ADDRESS', 'value': '10.1.0.0/255.255.0.0'", &file);
    assert_int_equal(c->value.v4->addr, 0x0a010000);
    assert_int_equal(c->value.v4->mask, 0xffff0000);
    policy_file_free(file);
    c = condition_of("INBOUND_TRANSPORT_V6", "'field': 'IP_LOCAL_ADDRESS', 'value': '2001:db8::1'", &file);
    assert_memory_equal(c->value.bytes16, address, 16);
    policy_file_free(file);
    c = condition_of("INBOUND_TRANSPORT_V6", "'field': 'IP_LOCAL_ADDRESS', 'value': '2001:db8::1/32'", &file);
    assert_memory_equal(c->value.v6->addr, address, 16);
    assert_int_equal(c->value.v6->prefix, 32);
    policy_file_free(file);
}

static void ranges_of_every_sort(void **state)
{
    static const struct {
        const char *layer, *field, *value;
    } rows[] = {
        { "ALE_AUTH_CONNECT_V4", "IP_REMOTE_PORT", "0x50-443" },
        { "ALE_AUTH_CONNECT_V4", "IP_PROTOCOL", "tcp-udp" },
        { "ALE_AUTH_CONNECT_V4", "IP_REMOTE_ADDRESS", "10.0.0.1-10.0.0.9" },
        { "ALE_AUTH_CONNECT_V6", "IP_REMOTE_ADDRESS", "fd00::1-fd00::ff" },
        { "INBOUND_MAC_FRAME_ETHERNET", "MAC_REMOTE_ADDRESS", "02-00-00-00-00-00-02-00-00-00-00-ff" },
        { "INBOUND_IPPACKET_V4", "IP_LOCAL_INTERFACE", "1-18446744073709551615" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        for (int given = 0; given < 2; given++) {
            char                condition[160];
            struct policy_file *file;
            snprintf(condition, sizeof(condition), "'field': '%s', %s'value': '%s'", rows[i].field, given ? "'match': 'range', " : "",
                     rows[i].value);
            const struct condition *c = condition_of(rows[i].layer, condition, &file);
            assert_int_equal(c->match, MATCH_RANGE);
            assert_int_equal(c->value.type, TYPE_RANGE);
            assert_true(value_compare(&c->value.range->low, &c->value.range->high) < 0);
            policy_file_free(file);
        }
}

/* A path is UTF-16LE with its NUL, whatever letters it has. The program's side of A-112. */
static void a_path_becomes_a_blob(void **state)
{
    static const uint8_t    expected[] = { '/', 0, 'u', 0, '-', 0, 0xe4, 0, 0x3d, 0xd8, 0x00, 0xde, 0, 0 };
    struct policy_file     *file;
    const struct condition *c = condition_of("ALE_AUTH_CONNECT_V4", "'field': 'ALE_APP_ID', 'value': '/u-ä😀'", &file);
    (void)state;
    assert_int_equal(c->match, MATCH_EQUAL);
    assert_int_equal(c->value.type, TYPE_BYTE_BLOB);
    assert_int_equal(c->value.blob->size, sizeof(expected));
    assert_memory_equal(c->value.blob->data, expected, sizeof(expected));
    policy_file_free(file);
    c = condition_of("ALE_AUTH_CONNECT_V4", "'field': 'ALE_APP_ID', 'value': '0x00fF10'", &file);
    assert_int_equal(c->value.blob->size, 3);
    assert_memory_equal(c->value.blob->data, "\x00\xff\x10", 3);
    policy_file_free(file);
}

static void macs_sids_guids_and_empty(void **state)
{
    struct policy_file     *file;
    const struct condition *c = condition_of("INBOUND_MAC_FRAME_ETHERNET", "'field': 'MAC_LOCAL_ADDRESS', 'value': '02:00:5e:10:00:fF'", &file);
    char                    text[SID_TEXT_SIZE];
    (void)state;
    assert_memory_equal(c->value.bytes6, "\x02\x00\x5e\x10\x00\xff", 6);
    policy_file_free(file);
    c = condition_of("ALE_AUTH_CONNECT_V4", "'field': 'ALE_PACKAGE_ID', 'match': 'notEqual', 'value': 'S-1-0-0'", &file);
    assert_int_equal(c->value.type, TYPE_SID);
    assert_string_equal(sid_format(c->value.sid, text), "S-1-0-0");
    policy_file_free(file);
    c = condition_of("RPC_UM", "'field': 'RPC_IF_UUID', 'value': '12345678-1234-abcd-ef00-0123456789ab'", &file);
    assert_int_equal(c->value.type, TYPE_BYTE_ARRAY16);
    assert_memory_equal(c->value.bytes16 + 8, "\xef\x00\x01\x23\x45\x67\x89\xab", 8);
    policy_file_free(file);
    c = condition_of("ALE_AUTH_CONNECT_V4", "'field': 'IP_REMOTE_PORT', 'value': 'empty'", &file);
    assert_int_equal(c->value.type, TYPE_EMPTY);
    policy_file_free(file);
}

static void flags_weights_and_context(void **state)
{
    struct policy_file *file =
        policy_of("{'providers': [{'name': 'p', 'persistent': true}],"
                  " 'subLayers': [{'name': 's', 'provider': 'p', 'persistent': true, 'weight': '0xFFFF'}],"
                  " 'filters': [{'name': 'a', 'layer': 'STREAM_V4', 'action': 'permit', 'clearActionRight': true, 'persistent': true,"
                  "   'provider': 'p', 'subLayer': 's', 'weight': '0xF000000000000001', 'rawContext': '0xffffffffffffffff'},"
                  "  {'name': 'b', 'layer': 'STREAM_V4', 'action': 'permit', 'clearActionRight': false, 'disabled': true, 'subLayer': 'UNIVERSAL'},"
                  "  {'name': 'c', 'layer': 'STREAM_V4', 'action': 'block', 'bootTime': true, 'subLayer': 'FWPM_SUBLAYER_TEREDO', 'weight': 0}]}");
    const struct policy *p = policy_file_policy(file);
    (void)state;
    assert_int_equal(p->sublayers[0].weight, 0xffff);
    assert_true(guid_equal(&p->sublayers[0].provider, &p->providers[0].key));
    assert_int_equal(p->filters[0].flags, FILTER_FLAG_CLEAR_ACTION_RIGHT | FILTER_FLAG_PERSISTENT);
    assert_int_equal(p->filters[0].weight.type, TYPE_UINT64);
    assert_true(*p->filters[0].weight.u64 == 0xf000000000000001u);
    assert_true(p->filters[0].raw_context == UINT64_MAX);
    assert_int_equal(p->filters[1].flags, FILTER_FLAG_DISABLED);
    assert_int_equal(p->filters[1].weight.type, TYPE_EMPTY);
    assert_true(guid_equal(&p->filters[1].sublayer, sublayer_universal_key()));
    assert_int_equal(p->filters[2].flags, FILTER_FLAG_BOOTTIME);
    assert_int_equal(p->filters[2].weight.type, TYPE_UINT8);
    assert_true(guid_equal(&p->filters[2].sublayer, &builtin_find_name(BUILTIN_SUBLAYER, "TEREDO")->key));
    policy_file_free(file);
}

static void a_filter_finds_the_callout_of_its_layer(void **state)
{
    struct policy_file *file =
        policy_of("{'callouts': [{'name': 'inspect', 'layer': 'STREAM', 'usesProviderContext': true},"
                  "              {'name': 'one', 'layer': 'ALE_AUTH_CONNECT_V4', 'key': '11111111-2222-3333-4444-555555555555'},"
                  "              {'name': 'one', 'layer': 'ALE_AUTH_CONNECT_V6', 'key': '11111111-2222-3333-4444-666666666666'}],"
                  " 'filters': [{'name': 'a', 'layer': 'STREAM', 'action': 'calloutInspection', 'callout': 'inspect'},"
                  "   {'name': 'b', 'layer': 'ALE_AUTH_CONNECT', 'action': 'calloutUnknown', 'callout': 'one', 'permitIfCalloutUnregistered': true},"
                  "   {'name': 'c', 'layer': 'ALE_AUTH_CONNECT_V4', 'action': 'calloutTerminating', 'callout': '11111111-2222-3333-4444-555555555555'}]}");
    const struct policy *p = policy_file_policy(file);
    (void)state;
    assert_int_equal(p->callout_count, 4);
    assert_int_equal(p->callouts[0].flags, CALLOUT_OBJECT_FLAG_USES_PROVIDER_CONTEXT);
    assert_int_equal(p->filter_count, 5);
    for (unsigned i = 0; i < p->filter_count; i++)
        assert_int_equal(policy_callout(p, &p->filters[i].callout)->layer, p->filters[i].layer);
    assert_int_equal(policy_file_source(file, 4), 2);
    policy_file_free(file);
}

static void an_empty_policy_is_a_policy(void **state)
{
    struct policy_file *file = policy_of("{}");
    (void)state;
    assert_int_equal(policy_file_policy(file)->filter_count, 0);
    policy_file_free(file);
}

static bool user_matches(const struct condition *c, const char *const *sids, uint32_t count)
{
    uint8_t        bytes[4][SID_MAX_SIZE];
    const uint8_t *list[4];
    for (uint32_t i = 0; i < count; i++) {
        assert_true(sid_parse(sids[i], bytes[i]));
        list[i] = bytes[i];
    }
    struct token token = { count, list };
    return access_may_match(c->value.blob, &token);
}

/* SDDL is judged by what the engine makes of it. */
static void sddl_grants_and_denies(void **state)
{
    static const char *const user[] = { "S-1-5-21-1-2-3-1001", "S-1-5-32-545" }, *const guest[] = { "S-1-5-21-1-2-3-501", "S-1-5-32-546" };
    static const char *const system[] = { "S-1-5-18" };
    static const struct {
        const char *sddl;
        bool        user, guest, system;
    } rows[] = {
        { "O:BAG:BAD:(A;;CC;;;BU)", true, false, false },
        { "D:(A;;0x1;;;BU)(A;;CC;;;SY)", true, false, true },
        { "D:PAI(D;;CC;;;S-1-5-21-1-2-3-1001)(A;;CC;;;BU)(A;;CC;;;BG)", false, true, false },
        { "D:(A;;GA;;;SY)", false, false, true },
        { "D:(A;;GR;;;BU)", false, false, false }, /* reading is not matching */
        { "D:", false, false, false },
        { "D:NO_ACCESS_CONTROL", true, true, true },
        { "G:SYO:S-1-5-18D:(A;OICI;RCCC;;;BG)", false, true, false },
        { "S-1-5-32-546", false, true, false }, /* a SID alone */
        { "BU", true, false, false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char                condition[256];
        struct policy_file *file;
        snprintf(condition, sizeof(condition), "'field': 'ALE_USER_ID', 'value': '%s'", rows[i].sddl);
        const struct condition *c = condition_of("ALE_AUTH_CONNECT_V4", condition, &file);
        assert_int_equal(c->value.type, TYPE_SECURITY_DESCRIPTOR);
        if (user_matches(c, user, 2) != rows[i].user || user_matches(c, guest, 2) != rows[i].guest ||
            user_matches(c, system, 1) != rows[i].system)
            fail_msg("%s", rows[i].sddl);
        policy_file_free(file);
    }
}

static void a_key_may_be_used_once_a_kind(void **state)
{
    struct policy_error error;
    struct policy_file *file = policy_of("{'providers': [{'name': 'p', 'key': '11111111-2222-3333-4444-555555555555'}],"
                                         " 'subLayers': [{'name': 's', 'key': '11111111-2222-3333-4444-555555555555'}]}");
    (void)state;
    policy_file_free(file); /* proves: A-034 */
    assert_null(policy_try("{'subLayers': [{'name': 's'}, {'name': 't'}, {'name': 's'}]}", &error));
    assert_non_null(strstr(error.text, "subLayers[2]: has the key of subLayers[0]"));
}

/* proves: A-065 */
static void names_are_printable(void **state)
{
    struct policy_error error;
    (void)state;
    assert_null(policy_try("{'providers': [{'name': 'a\\u0007b'}]}", &error));
    assert_non_null(strstr(error.text, "providers[0].name"));
    assert_null(policy_try("{'providers': [{'name': 'a\\ud800b'}]}", &error)); /* a lone surrogate */
    assert_null(policy_try("{'providers': [{'name': 'a\xff'}]}", &error));
    policy_file_free(policy_of("{'providers': [{'name': ''}, {'name': 'Ä 試 😀'}]}"));
}

static void utf16_of_utf8(void **state)
{
    uint16_t units[8];
    (void)state;
    assert_int_equal(utf16_length("aä試😀"), 5);
    utf16_write("aä試😀", units);
    assert_memory_equal(units, ((const uint16_t[]){ 'a', 0xe4, 0x8a66, 0xd83d, 0xde00, 0 }), 12);
    assert_true(utf16_length("\xc0\x80") == SIZE_MAX);
    assert_true(utf16_length("\xed\xa0\x80") == SIZE_MAX);
    assert_true(utf16_length("\xf4\x90\x80\x80") == SIZE_MAX);
    assert_true(utf16_length("a\xe8\xa9") == SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_becomes_a_filter_a_family),
        cmocka_unit_test(a_layer_without_family_means_both),
        cmocka_unit_test(keys_come_from_names_or_are_given),
        cmocka_unit_test(numbers_and_names),
        cmocka_unit_test(ipv4_is_in_host_order_and_ipv6_in_network_order),
        cmocka_unit_test(ranges_of_every_sort),
        cmocka_unit_test(a_path_becomes_a_blob),
        cmocka_unit_test(macs_sids_guids_and_empty),
        cmocka_unit_test(flags_weights_and_context),
        cmocka_unit_test(a_filter_finds_the_callout_of_its_layer),
        cmocka_unit_test(an_empty_policy_is_a_policy),
        cmocka_unit_test(sddl_grants_and_denies),
        cmocka_unit_test(a_key_may_be_used_once_a_kind),
        cmocka_unit_test(names_are_printable),
        cmocka_unit_test(utf16_of_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
