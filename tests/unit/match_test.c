/* Every match type on every data type, then what the types mean. */
#include "engine/match.h"
#include "engine_kit.h"

static uint64_t             u64s[3] = { 5, 500000000000, 600000000000 };
static int64_t              i64s[3] = { -500000000000, -1, 7 };
static double               f64s[3] = { -1.5, 0.25, 3 };
static uint8_t              arrays16[3][16] = { { 0xfe, 0x80, 1 }, { 0xfe, 0x80, 2 }, { 0xfe, 0x80, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 } };
static uint8_t              arrays6[3][6] = { { 0, 1, 2, 3, 4, 5 }, { 0, 1, 2, 3, 4, 6 }, { 0xff } };
static uint8_t              bytes[3][3] = { { 1, 2, 3 }, { 1, 2, 4 }, { 1, 3 } };
static struct byte_blob     blobs[3] = { { 3, bytes[0] }, { 3, bytes[1] }, { 2, bytes[2] } };
static uint8_t              sids[3][12] = { { 1, 1, 0, 0, 0, 0, 0, 5, 10 }, { 1, 1, 0, 0, 0, 0, 0, 5, 11 }, { 1, 1, 0, 0, 0, 0, 0, 5, 12 } };
static uint16_t             strings[3][6] = { u"abc", u"abd", u"b" };
static struct v4_addr_mask  v4s[3] = { { 1, 0xff }, { 2, 0xff }, { 3, 0xff } };
static struct v6_addr_mask  v6s[3] = { { { 1 }, 8 }, { { 2 }, 8 }, { { 3 }, 8 } };
static struct value_range   ranges[3];

/* Three samples of a type; of a sortable one the first is the least. */
static struct value sample(enum data_type type, unsigned i)
{
    static const int8_t small[3] = { -3, 0, 3 };
    struct value        v = { .type = type };
    switch (type) {
    case TYPE_UINT8:
        v.u8 = (uint8_t)(100 + 70 * i);
        break;
    case TYPE_UINT16:
        v.u16 = (uint16_t)(200 + 30000 * i);
        break;
    case TYPE_UINT32:
        v.u32 = 1 + 0x70000000u * i;
        break;
    case TYPE_UINT64:
        v.u64 = &u64s[i];
        break;
    case TYPE_INT8:
        v.i8 = small[i];
        break;
    case TYPE_INT16:
        v.i16 = (int16_t)(small[i] * 1000);
        break;
    case TYPE_INT32:
        v.i32 = small[i] * 100000000;
        break;
    case TYPE_INT64:
        v.i64 = &i64s[i];
        break;
    case TYPE_FLOAT:
        v.f32 = small[i];
        break;
    case TYPE_DOUBLE:
        v.f64 = &f64s[i];
        break;
    case TYPE_BYTE_ARRAY16:
        v.bytes16 = arrays16[i];
        break;
    case TYPE_BYTE_ARRAY6:
        v.bytes6 = arrays6[i];
        break;
    case TYPE_SID:
        v.sid = sids[i];
        break;
    case TYPE_UNICODE_STRING:
        v.string = strings[i];
        break;
    case TYPE_V4_ADDR_MASK:
        v.v4 = &v4s[i];
        break;
    case TYPE_V6_ADDR_MASK:
        v.v6 = &v6s[i];
        break;
    case TYPE_RANGE:
        ranges[i] = (struct value_range){ u16_value((uint16_t)i), u16_value(9) };
        v.range = &ranges[i];
        break;
    default:
        v.blob = &blobs[i];
    }
    return v;
}

static const enum data_type types[] = {
    TYPE_UINT8,       TYPE_UINT16,      TYPE_UINT32, TYPE_UINT64,     TYPE_INT8, TYPE_INT16,
    TYPE_INT32,       TYPE_INT64,       TYPE_FLOAT,  TYPE_DOUBLE,     TYPE_BYTE_ARRAY16,
    TYPE_BYTE_BLOB,   TYPE_SID,         TYPE_SECURITY_DESCRIPTOR,     TYPE_TOKEN_INFORMATION,
    TYPE_BYTE_ARRAY6, TYPE_UNICODE_STRING,
};

static bool is_sortable(enum data_type t)
{
    return t <= TYPE_INT64 || t == TYPE_BYTE_ARRAY16 || t == TYPE_BYTE_ARRAY6 || t == TYPE_BYTE_BLOB || t == TYPE_UNICODE_STRING;
}

static bool any_type(enum data_type t)
{
    (void)t;
    return true;
}

static bool no_type(enum data_type t)
{
    (void)t;
    return false;
}

static bool is_comparable(enum data_type t)
{
    return is_sortable(t) || t == TYPE_SID;
}

static bool is_string(enum data_type t)
{
    return t == TYPE_UNICODE_STRING;
}

static bool is_text(enum data_type t)
{
    return t == TYPE_UNICODE_STRING || t == TYPE_BYTE_BLOB;
}

/* What a match answers for a field below, equal to and above the condition's value, and on which types. */
static const struct {
    const char *answers; /* below, equal, above */
    bool (*allows)(enum data_type type);
} matrix[MATCH_TYPE_MAX] = {
    [MATCH_EQUAL] = { ".=.", any_type },
    [MATCH_GREATER] = { "..>", is_sortable },
    [MATCH_LESS] = { "<..", is_sortable },
    [MATCH_GREATER_OR_EQUAL] = { ".=>", is_sortable },
    [MATCH_LESS_OR_EQUAL] = { "<=.", is_sortable },
    [MATCH_RANGE] = { "...", no_type }, /* wants a range */
    [MATCH_FLAGS_ALL_SET] = { NULL, type_is_unsigned },
    [MATCH_FLAGS_ANY_SET] = { NULL, type_is_unsigned },
    [MATCH_FLAGS_NONE_SET] = { NULL, type_is_unsigned },
    [MATCH_EQUAL_CASE_INSENSITIVE] = { ".=.", is_string },
    [MATCH_NOT_EQUAL] = { "<.>", is_comparable },
    [MATCH_PREFIX] = { ".=.", is_text },
    [MATCH_NOT_PREFIX] = { "<.>", is_text },
};

/* proves: A-101 A-102 A-104 */
static void every_match_type_answers_for_the_types_it_allows(void **state)
{
    (void)state;
    for (unsigned t = 0; t < COUNT_OF(types); t++) {
        struct value with = sample(types[t], 1);
        for (unsigned m = 0; m < MATCH_TYPE_MAX; m++) {
            bool allowed = matrix[m].allows(types[t]);
            for (unsigned i = 0; i < 3; i++) {
                struct value field = sample(types[t], i);
                bool         expected = allowed && matrix[m].answers && matrix[m].answers[i] != '.';
                if (allowed && !matrix[m].answers)
                    continue; /* flags have a table of their own */
                if (match_value((enum match_type)m, &field, &with) != expected)
                    fail_msg("match %u on type %d, sample %u: not %d", m, types[t], i, expected);
            }
        }
    }
}

/* proves: A-097 */
static void values_of_another_type_never_match(void **state)
{
    static const enum data_type conditions_only[] = { TYPE_V4_ADDR_MASK, TYPE_V6_ADDR_MASK, TYPE_RANGE, TYPE_EMPTY };
    (void)state;
    for (unsigned t = 0; t < COUNT_OF(types); t++)
        for (unsigned w = 0; w < COUNT_OF(types) + COUNT_OF(conditions_only); w++) {
            enum data_type wt = w < COUNT_OF(types) ? types[w] : conditions_only[w - COUNT_OF(types)];
            struct value   field = sample(types[t], 0), with = sample(wt, 0);
            bool exception = wt == types[t] || (wt == TYPE_V4_ADDR_MASK && types[t] == TYPE_UINT32) ||
                             (wt == TYPE_V6_ADDR_MASK && types[t] == TYPE_BYTE_ARRAY16) ||
                             (wt == TYPE_RANGE && types[t] == TYPE_UINT16);
            for (unsigned m = 0; !exception && m < MATCH_TYPE_MAX; m++)
                if (match_value((enum match_type)m, &field, &with))
                    fail_msg("match %u of type %d with type %d", m, types[t], wt);
        }
}

static struct value flags_value(enum data_type type, uint64_t n)
{
    static uint64_t wide[2];
    static unsigned turn;
    turn ^= 1;
    wide[turn] = n;
    switch ((int)type) {
    case TYPE_UINT8:
        return u8_value((uint8_t)n);
    case TYPE_UINT16:
        return u16_value((uint16_t)n);
    case TYPE_UINT32:
        return u32_value((uint32_t)n);
    default:
        return (struct value){ .type = TYPE_UINT64, .u64 = &wide[turn] };
    }
}

/* proves: A-103 */
static void flags_are_all_any_or_none_of_the_value(void **state)
{
    static const struct {
        uint64_t value, field;
        bool     all, any, none;
    } table[] = {
        { 5, 0, false, false, true }, { 5, 1, false, true, false }, { 5, 4, false, true, false },
        { 5, 5, true, true, false },  { 5, 7, true, true, false },  { 5, 2, false, false, true },
        { 0, 0, true, false, true },  { 0, 7, true, false, true }, /* J-030 */
    };
    (void)state;
    for (enum data_type t = TYPE_UINT8; t <= TYPE_UINT64; t++)
        for (unsigned shift = 0; shift <= (8u << (t - TYPE_UINT8)) - 3; shift += 5)
            for (unsigned i = 0; i < COUNT_OF(table); i++) {
                struct value field = flags_value(t, table[i].field << shift), with = flags_value(t, table[i].value << shift);
                assert_int_equal(match_value(MATCH_FLAGS_ALL_SET, &field, &with), table[i].all);
                assert_int_equal(match_value(MATCH_FLAGS_ANY_SET, &field, &with), table[i].any);
                assert_int_equal(match_value(MATCH_FLAGS_NONE_SET, &field, &with), table[i].none);
            }
}

/* proves: A-106 A-098 */
static void ranges_are_inclusive_for_every_sortable_type(void **state)
{
    (void)state;
    for (unsigned t = 0; t < COUNT_OF(types); t++) {
        static const bool  inside[3][3] = { { true, true, false }, { false, true, true }, { false, true, false } };
        static const unsigned low[3] = { 0, 1, 1 }, high[3] = { 1, 2, 1 };
        for (unsigned r = 0; r < 3; r++)
            for (unsigned i = 0; i < 3; i++) {
                struct value_range range = { sample(types[t], low[r]), sample(types[t], high[r]) };
                struct value       with = { .type = TYPE_RANGE, .range = &range }, field = sample(types[t], i);
                bool               sortable = is_sortable(types[t]);
                assert_int_equal(match_value(MATCH_RANGE, &field, &with), sortable && inside[r][i]);
                assert_int_equal(match_value(MATCH_NOT_EQUAL, &field, &with), sortable && !inside[r][i]);
            }
    }
}

/* proves: A-107 */
static void a_range_goes_with_range_and_its_negation_only(void **state)
{
    struct value_range range = { u16_value(1), u16_value(9) };
    struct value       with = { .type = TYPE_RANGE, .range = &range }, field = u16_value(5), plain = u16_value(5);
    (void)state;
    for (unsigned m = 0; m < MATCH_TYPE_MAX; m++)
        assert_int_equal(match_value((enum match_type)m, &field, &with), m == MATCH_RANGE);
    assert_false(match_value(MATCH_RANGE, &field, &plain));
}

/* proves: A-108 A-109 */
static void masks_compare_only_the_bits_they_cover(void **state)
{
    static const struct {
        uint32_t addr, mask, field;
        bool     in;
    } v4[] = {
        { 0x0a000007, 0xff000000, 0x0a090909, true },  { 0x0a000007, 0xff000000, 0x0b000007, false },
        { 0x0a000007, 0xffffffff, 0x0a000007, true },  { 0x0a000007, 0xffffffff, 0x0a000006, false },
        { 0x0a000007, 0x00000000, 0xffffffff, true },
    };
    static const struct {
        uint8_t prefix, differs_at; /* first bit that differs, 128: none */
        bool    in;
    } v6[] = {
        { 0, 0, true },    { 1, 0, false },    { 64, 64, true },   { 64, 63, false },  { 67, 67, true },
        { 67, 66, false }, { 128, 128, true }, { 128, 127, false }, { 129, 128, false }, { 255, 128, false },
    };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(v4); i++) {
        struct v4_addr_mask m = { v4[i].addr, v4[i].mask };
        struct value        with = { .type = TYPE_V4_ADDR_MASK, .v4 = &m }, field = u32_value(v4[i].field);
        assert_int_equal(match_value(MATCH_EQUAL, &field, &with), v4[i].in);
        assert_int_equal(match_value(MATCH_NOT_EQUAL, &field, &with), !v4[i].in);
        assert_false(match_value(MATCH_LESS_OR_EQUAL, &field, &with));
    }
    for (unsigned i = 0; i < COUNT_OF(v6); i++) {
        struct v6_addr_mask m = { { 0x20, 0x01, 0x0d, 0xb8 }, v6[i].prefix };
        uint8_t             address[16];
        memcpy(address, m.addr, sizeof(address));
        if (v6[i].differs_at < 128)
            address[v6[i].differs_at / 8] ^= (uint8_t)(0x80 >> v6[i].differs_at % 8);
        struct value with = { .type = TYPE_V6_ADDR_MASK, .v6 = &m }, field = { .type = TYPE_BYTE_ARRAY16, .bytes16 = address };
        assert_int_equal(match_value(MATCH_EQUAL, &field, &with), v6[i].in);
        assert_int_equal(match_value(MATCH_NOT_EQUAL, &field, &with), !v6[i].in);
    }
}

/* Negations too, by choice J-008. proves: A-111 */
static void a_field_without_value_satisfies_only_equal_empty(void **state)
{
    struct value empty = { TYPE_EMPTY };
    (void)state;
    for (unsigned m = 0; m < MATCH_TYPE_MAX; m++) {
        assert_int_equal(match_value((enum match_type)m, &empty, &empty), m == MATCH_EQUAL);
        for (unsigned t = 0; t < COUNT_OF(types); t++) {
            struct value with = sample(types[t], 1);
            assert_false(match_value((enum match_type)m, &empty, &with));
            assert_false(match_value((enum match_type)m, &with, &empty));
        }
    }
}

static struct value string_value(uint16_t *s)
{
    return (struct value){ .type = TYPE_UNICODE_STRING, .string = s };
}

/* proves: A-105 */
static void prefix_tests_how_a_string_ends(void **state)
{
    static uint16_t whole[] = u"C:\\a\\app.exe", end[] = u"app.exe", begin[] = u"C:\\a", other[] = u"App.exe", none[] = u"";
    const struct {
        uint16_t *with;
        bool      ends;
    } table[] = { { end, true }, { begin, false }, { other, false }, { none, true }, { whole, true } };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(table); i++) {
        struct value     field = string_value(whole), with = string_value(table[i].with);
        size_t           n = 0;
        struct byte_blob blob = { sizeof(whole), (uint8_t *)whole }, part;
        while (table[i].with[n])
            n++;
        assert_int_equal(match_value(MATCH_PREFIX, &field, &with), table[i].ends);
        assert_int_equal(match_value(MATCH_NOT_PREFIX, &field, &with), !table[i].ends);
        for (unsigned nul = 0; nul < 2; nul++) { /* a blob with and without its terminating NUL */
            part = (struct byte_blob){ (uint32_t)(n + nul) * 2, (uint8_t *)table[i].with };
            field = (struct value){ .type = TYPE_BYTE_BLOB, .blob = &blob };
            with = (struct value){ .type = TYPE_BYTE_BLOB, .blob = &part };
            assert_int_equal(match_value(MATCH_PREFIX, &field, &with), table[i].ends);
            assert_int_equal(match_value(MATCH_NOT_PREFIX, &field, &with), !table[i].ends);
        }
    }
    struct value short_field = string_value(end), long_with = string_value(whole);
    assert_false(match_value(MATCH_PREFIX, &short_field, &long_with));
}

/* proves: A-104 */
static void letter_case_is_ignored_in_every_alphabet(void **state)
{
    static uint16_t pairs[][2][8] = {
        { u"Straße", u"STRAßE" }, { u"ПРИВЕТ", u"привет" }, { u"ΑΒΓ", u"αβγ" }, { u"ＡＢＣ", u"ａｂｃ" }, { u"ÿ", u"Ÿ" }, { u"Āāő", u"āĀŐ" },
    };
    static uint16_t a[] = u"abc", longer[] = u"abcd", other[] = u"abd";
    struct value    x = string_value(a), y = string_value(longer), z = string_value(other);
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(pairs); i++) {
        struct value upper = string_value(pairs[i][0]), lower = string_value(pairs[i][1]);
        assert_true(match_value(MATCH_EQUAL_CASE_INSENSITIVE, &upper, &lower));
        assert_false(match_value(MATCH_EQUAL, &upper, &lower));
    }
    assert_false(match_value(MATCH_EQUAL_CASE_INSENSITIVE, &x, &y));
    assert_false(match_value(MATCH_EQUAL_CASE_INSENSITIVE, &y, &x));
    assert_false(match_value(MATCH_EQUAL_CASE_INSENSITIVE, &x, &z));
}

/* proves: A-098 */
static void a_token_equals_each_of_its_sids(void **state)
{
    const uint8_t *own[] = { sids[0], sids[1] };
    struct token   token = { 2, own };
    struct value   field = { .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &token };
    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        struct value with = { .type = TYPE_SID, .sid = sids[i] };
        assert_int_equal(match_value(MATCH_EQUAL, &field, &with), i < 2);
        assert_int_equal(match_value(MATCH_NOT_EQUAL, &field, &with), i == 2);
        assert_false(match_value(MATCH_GREATER, &field, &with));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_match_type_answers_for_the_types_it_allows),
        cmocka_unit_test(values_of_another_type_never_match),
        cmocka_unit_test(flags_are_all_any_or_none_of_the_value),
        cmocka_unit_test(ranges_are_inclusive_for_every_sortable_type),
        cmocka_unit_test(a_range_goes_with_range_and_its_negation_only),
        cmocka_unit_test(masks_compare_only_the_bits_they_cover),
        cmocka_unit_test(a_field_without_value_satisfies_only_equal_empty),
        cmocka_unit_test(prefix_tests_how_a_string_ends),
        cmocka_unit_test(letter_case_is_ignored_in_every_alphabet),
        cmocka_unit_test(a_token_equals_each_of_its_sids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
