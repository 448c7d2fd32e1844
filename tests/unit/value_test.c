/* Values: SIDs, order, and how they read. */
#include "engine_kit.h"
#include "model/value.h"

static void sids_read_and_write_the_usual_form(void **state)
{
    static const struct {
        const char *text, *canonical;
    } good[] = {
        { "S-1-5-32-544", "S-1-5-32-544" },
        { "s-1-0-0", "S-1-0-0" },
        { "S-1-5", "S-1-5" },
        { "S-1-15-2-4294967295-0", "S-1-15-2-4294967295-0" },
        { "S-1-0x100000000-7", "S-1-0x100000000-7" },
        { "S-1-281474976710655-1", "S-1-0xffffffffffff-1" },
        { "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15", "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15" },
    };
    static const char *const bad[] = { "", "S", "S-", "S-1", "S-2-5", "S-1-5-", "S-1-5-x", "S-1-5-4294967296", "S-1-5--1",
                                       "S-1-281474976710656", "S-1-5-1 ", "S-1-0x", "X-1-5", "S-1-5-+1",
                                       "S-1-5-99999999999999999999999", "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16" };
    uint8_t sid[SID_MAX_SIZE];
    char    text[SID_TEXT_SIZE];
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(good); i++) {
        assert_true(sid_parse(good[i].text, sid));
        assert_string_equal(sid_format(sid, text), good[i].canonical);
    }
    memset(sid, 0xee, sizeof(sid));
    for (unsigned i = 0; i < COUNT_OF(bad); i++)
        if (sid_parse(bad[i], sid) || sid[0] != 0xee)
            fail_msg("\"%s\" is no SID", bad[i]);
}

static void a_sid_has_the_bytes_of_windows(void **state)
{
    static const uint8_t administrators[] = { 1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0 };
    uint8_t              sid[SID_MAX_SIZE];
    (void)state;
    assert_true(sid_parse("S-1-5-32-544", sid));
    assert_int_equal(sid_size(sid), sizeof(administrators));
    assert_memory_equal(sid, administrators, sizeof(administrators));
}

static struct value i8_value(int8_t n)
{
    return (struct value){ .type = TYPE_INT8, .i8 = n };
}

static void values_of_one_type_have_an_order(void **state)
{
    static uint16_t  a[] = u"ab", b[] = u"abc", c[] = u"b";
    static uint8_t   x[] = { 1, 2 }, y[] = { 1, 2, 0 }, z[] = { 1, 3 };
    struct byte_blob bx = { 2, x }, by = { 3, y }, bz = { 2, z }, none = { 0, NULL };
    uint64_t         big = UINT64_MAX, small = 1;
    struct value     strings[] = { { TYPE_UNICODE_STRING, .string = a }, { TYPE_UNICODE_STRING, .string = b }, { TYPE_UNICODE_STRING, .string = c } };
    struct value     blobs[] = { { TYPE_BYTE_BLOB, .blob = &none }, { TYPE_BYTE_BLOB, .blob = &bx }, { TYPE_BYTE_BLOB, .blob = &by }, { TYPE_BYTE_BLOB, .blob = &bz } };
    struct value     wide[] = { { TYPE_UINT64, .u64 = &small }, { TYPE_UINT64, .u64 = &big } };
    struct value     bytes[] = { i8_value(-128), i8_value(-1), i8_value(0), i8_value(127) };
    struct value     words[] = { u32_value(0), u32_value(0x7fffffff), u32_value(0x80000000), u32_value(0xffffffff) };
    const struct {
        const struct value *v;
        unsigned            n;
    } rows[] = { { strings, 3 }, { blobs, 4 }, { wide, 2 }, { bytes, 4 }, { words, 4 } };
    (void)state;
    for (unsigned r = 0; r < COUNT_OF(rows); r++)
        for (unsigned i = 0; i < rows[r].n; i++)
            for (unsigned k = 0; k < rows[r].n; k++) {
                int o = value_compare(&rows[r].v[i], &rows[r].v[k]);
                assert_int_equal((o > 0) - (o < 0), (i > k) - (i < k));
            }
    assert_int_not_equal(value_compare(&words[0], &bytes[2]), 0);
}

static void formats(struct value v, int field, const char *expected)
{
    char text[256];
    assert_string_equal(value_format(&v, field, text, sizeof(text)), expected);
}

static void numbers_read_as_their_field_means_them(void **state)
{
    uint64_t wide = 18446744073709551615u;
    int64_t  low = INT64_MIN;
    double   d = 0.5;
    (void)state;
    formats(u8_value(6), FIELD_IP_PROTOCOL, "tcp");
    formats(u8_value(17), FIELD_IP_PROTOCOL, "udp");
    formats(u8_value(1), FIELD_IP_PROTOCOL, "icmp");
    formats(u8_value(58), FIELD_EMBEDDED_PROTOCOL, "icmpv6");
    formats(u8_value(200), FIELD_IP_PROTOCOL, "200");
    formats(u8_value(6), FIELD_IP_LOCAL_ADDRESS_TYPE, "6");
    formats(u16_value(443), FIELD_IP_LOCAL_PORT, "443");
    formats(u16_value(0x800), FIELD_ETHER_TYPE, "0x0800");
    formats(u32_value(0x7f000001), FIELD_IP_REMOTE_ADDRESS, "127.0.0.1");
    formats(u32_value(0x7f000001), FIELD_INTERFACE_INDEX, "2130706433");
    formats(u32_value(0x7f000001), FIELD_NONE, "2130706433");
    formats(u32_value(0x11), FIELD_FLAGS, "0x11");
    formats((struct value){ .type = TYPE_UINT64, .u64 = &wide }, FIELD_IP_LOCAL_INTERFACE, "18446744073709551615");
    formats(i8_value(-5), FIELD_NONE, "-5");
    formats((struct value){ .type = TYPE_INT16, .i16 = -300 }, FIELD_NONE, "-300");
    formats((struct value){ .type = TYPE_INT32, .i32 = -70000 }, FIELD_NONE, "-70000");
    formats((struct value){ .type = TYPE_INT64, .i64 = &low }, FIELD_NONE, "-9223372036854775808");
    formats((struct value){ .type = TYPE_FLOAT, .f32 = 1.5f }, FIELD_NONE, "1.5");
    formats((struct value){ .type = TYPE_DOUBLE, .f64 = &d }, FIELD_NONE, "0.5");
    formats((struct value){ TYPE_EMPTY }, FIELD_FLAGS, "empty");
}

static void addresses_masks_and_ranges_read_as_usual(void **state)
{
    uint8_t             v6[16] = { 0x20, 0x01, 0x0d, 0xb8, [15] = 1 }, mac[6] = { 0, 0x15, 0x5d, 0xaa, 0xbb, 0xcc };
    struct v4_addr_mask net = { 0x0a000000, 0xff000000 }, odd = { 0x0a000000, 0xff00ff00 }, all = { 0, 0 };
    struct v6_addr_mask net6 = { { 0xfe, 0x80 }, 10 };
    struct value_range  ports = { u16_value(80), u16_value(443) }, addresses = { u32_value(0x0a000001), u32_value(0x0a000009) };
    (void)state;
    formats((struct value){ .type = TYPE_BYTE_ARRAY16, .bytes16 = v6 }, FIELD_IP_REMOTE_ADDRESS, "2001:db8::1");
    formats((struct value){ .type = TYPE_BYTE_ARRAY16, .bytes16 = v6 }, FIELD_NONE, "20010db8000000000000000000000001");
    formats((struct value){ .type = TYPE_BYTE_ARRAY16, .bytes16 = v6 }, FIELD_RPC_IF_UUID, "b80d0120-0000-0000-0000-000000000001");
    formats((struct value){ .type = TYPE_BYTE_ARRAY6, .bytes6 = mac }, FIELD_MAC_REMOTE_ADDRESS, "00:15:5d:aa:bb:cc");
    formats((struct value){ .type = TYPE_V4_ADDR_MASK, .v4 = &net }, FIELD_IP_REMOTE_ADDRESS, "10.0.0.0/8");
    formats((struct value){ .type = TYPE_V4_ADDR_MASK, .v4 = &odd }, FIELD_IP_REMOTE_ADDRESS, "10.0.0.0/255.0.255.0");
    formats((struct value){ .type = TYPE_V4_ADDR_MASK, .v4 = &all }, FIELD_IP_REMOTE_ADDRESS, "0.0.0.0/0");
    formats((struct value){ .type = TYPE_V6_ADDR_MASK, .v6 = &net6 }, FIELD_IP_REMOTE_ADDRESS, "fe80::/10");
    formats((struct value){ .type = TYPE_RANGE, .range = &ports }, FIELD_IP_REMOTE_PORT, "80-443");
    formats((struct value){ .type = TYPE_RANGE, .range = &addresses }, FIELD_IP_REMOTE_ADDRESS, "10.0.0.1-10.0.0.9");
}

/* UTF-16 of an app id with its NUL, of ASCII without, and bytes that are no text. */
static void blobs_read_as_text_when_they_hold_text(void **state)
{
    static uint16_t app[] = u"/usr/bin/größe", plain[] = { 'a', 'b' }, face[] = { 0xd83d, 0xde00, 0 }, lone[] = { 0xd83d, 0 };
    static uint8_t  raw[] = { 1, 0xff, 3 }, inner[] = { 'a', 0, 0, 0, 'b', 0 }, nul[] = { 0, 0 };
    const struct {
        struct byte_blob blob;
        const char      *text;
    } rows[] = {
        { { sizeof(app), (uint8_t *)app }, "/usr/bin/größe" },
        { { sizeof(plain), (uint8_t *)plain }, "ab" },
        { { sizeof(face), (uint8_t *)face }, "😀" },
        { { sizeof(lone), (uint8_t *)lone }, "0x3dd80000" },
        { { sizeof(raw), raw }, "0x01ff03" },
        { { sizeof(inner), inner }, "0x610000006200" },
        { { sizeof(nul), nul }, "0x0000" },
        { { 0, NULL }, "0x" },
    };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(rows); i++) {
        struct byte_blob b = rows[i].blob;
        formats((struct value){ .type = TYPE_BYTE_BLOB, .blob = &b }, FIELD_ALE_APP_ID, rows[i].text);
    }
    formats((struct value){ .type = TYPE_UNICODE_STRING, .string = app }, FIELD_NONE, "/usr/bin/größe");
}

static void identities_read_as_sids(void **state)
{
    uint8_t          user[SID_MAX_SIZE], group[SID_MAX_SIZE];
    const uint8_t   *sids[] = { user, group };
    struct token     one = { 1, sids }, two = { 2, sids }, nobody = { 0, NULL };
    struct byte_blob sd = { 48, user };
    (void)state;
    assert_true(sid_parse("S-1-22-1-1000", user) && sid_parse("S-1-22-2-100", group));
    formats((struct value){ .type = TYPE_SID, .sid = user }, FIELD_ALE_PACKAGE_ID, "S-1-22-1-1000");
    formats((struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &one }, FIELD_ALE_USER_ID, "S-1-22-1-1000");
    formats((struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &two }, FIELD_ALE_USER_ID, "S-1-22-1-1000 and 1 more");
    formats((struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &nobody }, FIELD_ALE_USER_ID, "a token without SIDs");
    formats((struct value){ .type = TYPE_SECURITY_DESCRIPTOR, .blob = &sd }, FIELD_ALE_USER_ID, "a security descriptor of 48 bytes");
}

static void a_full_buffer_is_cut_between_characters(void **state)
{
    static uint16_t app[] = u"größe";
    struct value    v = { .type = TYPE_UNICODE_STRING, .string = app };
    char            text[16];
    (void)state;
    for (size_t size = 1; size <= 8; size++) {
        static const char *const expected[] = { "", "g", "gr", "gr", "grö", "grö", "größ", "größe" };
        memset(text, '#', sizeof(text));
        assert_string_equal(value_format(&v, FIELD_NONE, text, size), expected[size - 1]);
        assert_int_equal(text[size], '#');
    }
    text[0] = '#';
    value_format(&v, FIELD_NONE, text, 0);
    assert_int_equal(text[0], '#');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sids_read_and_write_the_usual_form),
        cmocka_unit_test(a_sid_has_the_bytes_of_windows),
        cmocka_unit_test(values_of_one_type_have_an_order),
        cmocka_unit_test(numbers_read_as_their_field_means_them),
        cmocka_unit_test(addresses_masks_and_ranges_read_as_usual),
        cmocka_unit_test(blobs_read_as_text_when_they_hold_text),
        cmocka_unit_test(identities_read_as_sids),
        cmocka_unit_test(a_full_buffer_is_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
