/* The matrices of match types, field types and value types that a condition may have (A-095..A-108). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bfe/validate.h"

/* A good value of every type. */
static uint64_t            number = 7;
static int64_t             integer = 7;
static double              real = 7;
static uint8_t             bytes16[16], bytes6[6];
static uint8_t             sid[] = { 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 }; /* S-1-1-0 */
static struct byte_blob    blob = { 6, bytes6 };
static uint8_t             sd_bytes[] = { 1, 0, 4, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0,
                                          2, 0, 8, 0, 0, 0, 0, 0 }; /* an empty DACL at offset 20 */
static struct byte_blob    sd = { sizeof(sd_bytes), sd_bytes };
static uint16_t            string[] = { 'a', 0 };
static struct v4_addr_mask v4 = { 0x0a000000, 0xff000000 };
static struct v6_addr_mask v6 = { { 0xfd }, 8 };

static struct value value_of(enum data_type type)
{
    struct value v = { .type = type };
    switch ((int)type) {
    case TYPE_UINT64:
        v.u64 = &number;
        break;
    case TYPE_INT64:
        v.i64 = &integer;
        break;
    case TYPE_DOUBLE:
        v.f64 = &real;
        break;
    case TYPE_BYTE_ARRAY16:
        v.bytes16 = bytes16;
        break;
    case TYPE_BYTE_ARRAY6:
        v.bytes6 = bytes6;
        break;
    case TYPE_SID:
        v.sid = sid;
        break;
    case TYPE_BYTE_BLOB:
    case TYPE_TOKEN_INFORMATION:
        v.blob = &blob;
        break;
    case TYPE_SECURITY_DESCRIPTOR:
        v.blob = &sd;
        break;
    case TYPE_UNICODE_STRING:
        v.string = string;
        break;
    case TYPE_V4_ADDR_MASK:
        v.v4 = &v4;
        break;
    case TYPE_V6_ADDR_MASK:
        v.v6 = &v6;
        break;
    default:
        break;
    }
    return v;
}

static const enum data_type all_types[] = {
    TYPE_UINT8, TYPE_UINT16, TYPE_UINT32, TYPE_UINT64, TYPE_INT8, TYPE_INT16, TYPE_INT32, TYPE_INT64, TYPE_FLOAT, TYPE_DOUBLE,
    TYPE_BYTE_ARRAY16, TYPE_BYTE_BLOB, TYPE_SID, TYPE_SECURITY_DESCRIPTOR, TYPE_TOKEN_INFORMATION,
    TYPE_TOKEN_ACCESS_INFORMATION, TYPE_UNICODE_STRING, TYPE_BYTE_ARRAY6, TYPE_V4_ADDR_MASK, TYPE_V6_ADDR_MASK,
};

/* A layer of the test with one field of the given type. */
static struct layer_row layer_with(struct field_row *field, enum data_type type)
{
    struct layer_row row = { .name = "TEST", .fields = field, .field_count = 1 };
    *field = (struct field_row){ .name = "IP_PROTOCOL", .id = FIELD_IP_PROTOCOL, .type = type };
    row.slot[FIELD_IP_PROTOCOL] = 1;
    return row;
}

static enum wfp_status ask(enum data_type field_type, enum match_type match, struct value v)
{
    struct field_row  field;
    struct layer_row  layer = layer_with(&field, field_type);
    struct condition  c = { FIELD_IP_PROTOCOL, match, v };
    enum fault_member member;
    return bfe_condition_validate(&c, &layer, &member);
}

/* Every condition at every layer: accepted where the layer has the field, refused where it has not. proves: A-088 A-095 */
static void a_field_must_be_of_the_layer(void **state)
{
    (void)state;
    for (unsigned l = 0; l < LAYER_COUNT; l++)
        for (int field = 0; field < FIELD_COUNT; field++) {
            struct condition  c = { (enum field_id)field, MATCH_EQUAL, { TYPE_EMPTY } };
            enum fault_member member;
            bool              has = condition_rows[field].is_condition && layer_field_index(&layer_rows[l], (enum field_id)field) >= 0;
            assert_int_equal(bfe_condition_validate(&c, &layer_rows[l], &member), has ? WFP_OK : WFP_CONDITION_NOT_FOUND);
            if (!has)
                assert_int_equal(member, FAULT_FIELD);
        }
    for (int field = FIELD_COUNT; field < FIELD_COUNT + 3; field++) {
        struct condition  c = { (enum field_id)field, MATCH_EQUAL, { TYPE_EMPTY } };
        enum fault_member member;
        assert_int_equal(bfe_condition_validate(&c, &layer_rows[0], &member), WFP_CONDITION_NOT_FOUND);
    }
    assert_int_equal(layer_field_index(&layer_rows[LAYER_ID_INBOUND_IPPACKET_V4], FIELD_IP_PROTOCOL), -1);
}

/* Every field type with every value type, by EQUAL. The four exceptions are written out. proves: A-097 A-098 */
static void a_value_has_exactly_the_type_of_its_field(void **state)
{
    (void)state;
    for (size_t f = 0; f < COUNT_OF(all_types); f++)
        for (size_t v = 0; v < COUNT_OF(all_types); v++) {
            enum data_type field = all_types[f], value = all_types[v];
            bool token = field == TYPE_TOKEN_INFORMATION || field == TYPE_TOKEN_ACCESS_INFORMATION;
            bool fits = token ? value == TYPE_SECURITY_DESCRIPTOR
                              : field == value || (field == TYPE_UINT32 && value == TYPE_V4_ADDR_MASK) ||
                                    (field == TYPE_BYTE_ARRAY16 && value == TYPE_V6_ADDR_MASK);
            assert_int_equal(ask(field, MATCH_EQUAL, value_of(value)), fits ? WFP_OK : WFP_TYPE_MISMATCH);
        }
}

static bool sortable(enum data_type t)
{
    return (t >= TYPE_UINT8 && t <= TYPE_INT64) || t == TYPE_BYTE_ARRAY16 || t == TYPE_BYTE_ARRAY6 || t == TYPE_BYTE_BLOB ||
           t == TYPE_UNICODE_STRING;
}

static bool may(enum match_type match, enum data_type t)
{
    switch (match) {
    case MATCH_EQUAL:
        return true;
    case MATCH_NOT_EQUAL:
        return sortable(t) || t == TYPE_SID;
    case MATCH_GREATER:
    case MATCH_LESS:
    case MATCH_GREATER_OR_EQUAL:
    case MATCH_LESS_OR_EQUAL:
        return sortable(t);
    case MATCH_FLAGS_ALL_SET:
    case MATCH_FLAGS_ANY_SET:
    case MATCH_FLAGS_NONE_SET:
        return t >= TYPE_UINT8 && t <= TYPE_UINT64;
    case MATCH_EQUAL_CASE_INSENSITIVE:
        return t == TYPE_UNICODE_STRING;
    case MATCH_PREFIX:
    case MATCH_NOT_PREFIX:
        return t == TYPE_BYTE_BLOB || t == TYPE_UNICODE_STRING;
    default:
        return false;
    }
}

/* 13 match types with every type of value. proves: A-101 A-102 A-104 A-107 J-009 */
static void a_match_type_has_its_types(void **state)
{
    (void)state;
    for (int match = 0; match < MATCH_TYPE_MAX; match++)
        for (size_t i = 0; i < COUNT_OF(all_types); i++) {
            enum data_type value = all_types[i];
            enum data_type field = value == TYPE_V4_ADDR_MASK          ? TYPE_UINT32
                                   : value == TYPE_V6_ADDR_MASK        ? TYPE_BYTE_ARRAY16
                                   : value == TYPE_SECURITY_DESCRIPTOR ? TYPE_TOKEN_ACCESS_INFORMATION
                                                                       : value;
            if (value == TYPE_TOKEN_INFORMATION || value == TYPE_TOKEN_ACCESS_INFORMATION)
                continue; /* no value of a condition */
            assert_int_equal(ask(field, (enum match_type)match, value_of(value)),
                             may((enum match_type)match, value) ? WFP_OK : WFP_MATCH_TYPE_MISMATCH);
        }
    assert_int_equal(ask(TYPE_UINT8, MATCH_TYPE_MAX, value_of(TYPE_UINT8)), WFP_INVALID_ENUMERATOR);
    assert_int_equal(ask(TYPE_UINT8, (enum match_type)99, value_of(TYPE_UINT8)), WFP_INVALID_ENUMERATOR);
}

/* proves: A-106 A-107 */
static void ranges_have_their_rules(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(all_types); i++) {
        enum data_type     t = all_types[i];
        struct value_range r = { value_of(t), value_of(t) };
        struct value       v = { .type = TYPE_RANGE, .range = &r };
        assert_int_equal(ask(t, MATCH_RANGE, v), sortable(t) ? WFP_OK : WFP_MATCH_TYPE_MISMATCH);
    }
    struct value_range r = { { TYPE_UINT16, 0, { .u16 = 443 } }, { TYPE_UINT16, 0, { .u16 = 80 } } };
    struct value       v = { .type = TYPE_RANGE, .range = &r };
    assert_int_equal(ask(TYPE_UINT16, MATCH_RANGE, v), WFP_INVALID_RANGE);
    r.high.u16 = 443;
    for (int match = 0; match < MATCH_TYPE_MAX; match++)
        assert_int_equal(ask(TYPE_UINT16, (enum match_type)match, v), match == MATCH_RANGE ? WFP_OK : WFP_MATCH_TYPE_MISMATCH);
    assert_int_equal(ask(TYPE_UINT32, MATCH_RANGE, v), WFP_TYPE_MISMATCH);
    r.high = (struct value){ TYPE_UINT32, 0, { .u32 = 443 } };
    assert_int_equal(ask(TYPE_UINT16, MATCH_RANGE, v), WFP_TYPE_MISMATCH);
    v.range = NULL;
    assert_int_equal(ask(TYPE_UINT16, MATCH_RANGE, v), WFP_NULL_POINTER);
}

/* proves: A-108 */
static void masks_are_contiguous(void **state)
{
    struct value four = value_of(TYPE_V4_ADDR_MASK), six = value_of(TYPE_V6_ADDR_MASK);
    (void)state;
    for (unsigned bits = 0; bits <= 32; bits++) {
        v4.mask = bits ? 0xffffffffu << (32 - bits) : 0;
        assert_int_equal(ask(TYPE_UINT32, MATCH_EQUAL, four), WFP_OK);
        if (bits < 2)
            continue;
        v4.mask ^= 0x80000000u; /* a hole at the top */
        assert_int_equal(ask(TYPE_UINT32, MATCH_EQUAL, four), WFP_INVALID_NET_MASK);
    }
    v4.mask = 0xff00ff00;
    assert_int_equal(ask(TYPE_UINT32, MATCH_EQUAL, four), WFP_INVALID_NET_MASK);
    for (unsigned bits = 0; bits <= 255; bits++) {
        v6.prefix = (uint8_t)bits;
        assert_int_equal(ask(TYPE_BYTE_ARRAY16, MATCH_EQUAL, six), bits <= 128 ? WFP_OK : WFP_INVALID_NET_MASK);
    }
    v4.mask = 0xff000000;
    v6.prefix = 8;
}

/* proves: A-099 */
static void descriptors_are_self_relative(void **state)
{
    uint8_t          kept[sizeof(sd_bytes)];
    struct byte_blob copy = { sizeof(kept), kept };
    struct value     v = { .type = TYPE_SECURITY_DESCRIPTOR, .blob = &copy };
    (void)state;
    memcpy(kept, sd_bytes, sizeof(kept));
    assert_int_equal(ask(TYPE_TOKEN_ACCESS_INFORMATION, MATCH_EQUAL, v), WFP_OK);
    kept[3] = 0; /* absolute */
    assert_int_equal(ask(TYPE_TOKEN_ACCESS_INFORMATION, MATCH_EQUAL, v), WFP_INVALID_SECURITY_DESCR);
    memcpy(kept, sd_bytes, sizeof(kept));
    for (uint32_t size = 0; size < sizeof(kept); size++) {
        copy.size = size; /* cut off anywhere */
        assert_int_equal(ask(TYPE_TOKEN_ACCESS_INFORMATION, MATCH_EQUAL, v), WFP_INVALID_SECURITY_DESCR);
    }
    copy.size = sizeof(kept);
    kept[4] = 0xf0; /* an owner behind the end */
    assert_int_equal(ask(TYPE_TOKEN_ACCESS_INFORMATION, MATCH_EQUAL, v), WFP_INVALID_SECURITY_DESCR);
    memcpy(kept, sd_bytes, sizeof(kept));
    kept[24] = 1; /* an entry that is not there */
    assert_int_equal(ask(TYPE_TOKEN_ACCESS_INFORMATION, MATCH_EQUAL, v), WFP_INVALID_SECURITY_DESCR);
}

/* Only EQUAL asks for an absent value; any type of field may be asked. */
static void empty_goes_with_equal_only(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(all_types); i++)
        for (int match = 0; match < MATCH_TYPE_MAX; match++)
            assert_int_equal(ask(all_types[i], (enum match_type)match, (struct value){ .type = TYPE_EMPTY }),
                             match == MATCH_EQUAL ? WFP_OK : WFP_MATCH_TYPE_MISMATCH);
}

/* proves: A-067 */
static void a_missing_pointer_is_found(void **state)
{
    static const enum data_type types[] = { TYPE_UINT64, TYPE_BYTE_ARRAY16, TYPE_BYTE_ARRAY6, TYPE_BYTE_BLOB, TYPE_SID,
                                            TYPE_UNICODE_STRING };
    struct byte_blob hollow = { 4, NULL };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(types); i++)
        assert_int_equal(ask(types[i], MATCH_EQUAL, (struct value){ .type = types[i] }), WFP_NULL_POINTER);
    assert_int_equal(ask(TYPE_BYTE_BLOB, MATCH_EQUAL, (struct value){ .type = TYPE_BYTE_BLOB, .blob = &hollow }), WFP_NULL_POINTER);
    assert_int_equal(ask(TYPE_UINT32, MATCH_EQUAL, (struct value){ .type = TYPE_V4_ADDR_MASK }), WFP_NULL_POINTER);
}

/* Contradictions and repetitions are no fault of form. proves: A-114 J-006 */
static void conditions_may_repeat_and_contradict(void **state)
{
    const struct condition conditions[] = {
        { FIELD_IP_REMOTE_PORT, MATCH_GREATER, { TYPE_UINT16, 0, { .u16 = 10 } } },
        { FIELD_IP_PROTOCOL, MATCH_EQUAL, { TYPE_UINT8, 0, { .u8 = 6 } } },
        { FIELD_IP_REMOTE_PORT, MATCH_LESS, { TYPE_UINT16, 0, { .u16 = 5 } } },
        { FIELD_IP_PROTOCOL, MATCH_EQUAL, { TYPE_UINT8, 0, { .u8 = 6 } } },
    };
    struct policy_view view = { .policy = NULL };
    struct fault       fault;
    (void)state;
    for (int family = FAMILY_V4; family <= FAMILY_V6; family++) {
        struct filter f = { .name = "f", .action = ACTION_BLOCK, .conditions = conditions, .condition_count = 4 };
        f.layer = layer_of(LAYER(ALE_AUTH_CONNECT), (enum family)family)->id;
        assert_int_equal(bfe_filter_validate(&f, &view, &fault), WFP_OK);
    }
}

/* The fault names the condition that is wrong, not the first one. */
static void a_fault_names_its_condition(void **state)
{
    const struct condition conditions[] = {
        { FIELD_IP_PROTOCOL, MATCH_EQUAL, { TYPE_UINT8, 0, { .u8 = 6 } } },
        { FIELD_IP_REMOTE_PORT, MATCH_EQUAL, { TYPE_UINT8, 0, { .u8 = 80 } } },
    };
    struct filter      f = { .name = "f", .layer = LAYER_ID_ALE_AUTH_CONNECT_V6, .action = ACTION_BLOCK, .conditions = conditions,
                             .condition_count = 2 };
    struct policy_view view = { .policy = NULL };
    struct fault       fault;
    (void)state;
    assert_int_equal(bfe_filter_validate(&f, &view, &fault), WFP_TYPE_MISMATCH);
    assert_int_equal(fault.member, FAULT_VALUE);
    assert_int_equal(fault.condition, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_field_must_be_of_the_layer),
        cmocka_unit_test(a_value_has_exactly_the_type_of_its_field),
        cmocka_unit_test(a_match_type_has_its_types),
        cmocka_unit_test(ranges_have_their_rules),
        cmocka_unit_test(masks_are_contiguous),
        cmocka_unit_test(descriptors_are_self_relative),
        cmocka_unit_test(empty_goes_with_equal_only),
        cmocka_unit_test(a_missing_pointer_is_found),
        cmocka_unit_test(conditions_may_repeat_and_contradict),
        cmocka_unit_test(a_fault_names_its_condition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
