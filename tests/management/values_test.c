/* Which values and match types a condition may have (docs/behaviour A.6). */
#include "condition_kit.h"

static const FWP_DATA_TYPE types[] = {
    FWP_UINT8, FWP_UINT16, FWP_UINT32, FWP_UINT64, FWP_INT8, FWP_INT16, FWP_INT32, FWP_INT64, FWP_FLOAT, FWP_DOUBLE,
    FWP_BYTE_ARRAY16_TYPE, FWP_BYTE_BLOB_TYPE, FWP_SID, FWP_SECURITY_DESCRIPTOR_TYPE, FWP_TOKEN_INFORMATION_TYPE,
    FWP_TOKEN_ACCESS_INFORMATION_TYPE, FWP_UNICODE_STRING_TYPE, FWP_BYTE_ARRAY6_TYPE, FWP_V4_ADDR_MASK, FWP_V6_ADDR_MASK,
};

/* Some layer's field of a type; false when no layer has one. */
static bool find_field(FWP_DATA_TYPE type, GUID *layer, GUID *field)
{
    for (UINT32 i = 0; i < layer_count; i++)
        for (UINT32 f = 0; f < layers[i]->numFields; f++)
            if (layers[i]->field[f].dataType == type && !is_reserved(layers[i]->field[f].fieldKey)) {
                *layer = layers[i]->layerKey;
                *field = *layers[i]->field[f].fieldKey;
                return true;
            }
    return false;
}

static bool type_fits(FWP_DATA_TYPE field, FWP_DATA_TYPE value)
{
    if (is_token(field))
        return value == FWP_SECURITY_DESCRIPTOR_TYPE;
    return value == field || (field == FWP_UINT32 && value == FWP_V4_ADDR_MASK) ||
           (field == FWP_BYTE_ARRAY16_TYPE && value == FWP_V6_ADDR_MASK);
}

/* proves: A-097 A-098 */
static void a_value_has_exactly_the_fields_type(void **state)
{
    GUID     layer, field;
    unsigned found = 0;
    (void)state;
    open_layers();
    for (unsigned i = 0; i < KIT_COUNT(types); i++) {
        if (!find_field(types[i], &layer, &field))
            continue;
        found++;
        for (unsigned k = 0; k < KIT_COUNT(types); k++) {
            if (is_token(types[k]))
                continue; /* no value of a condition */
            DWORD code = add_one(&layer, &field, FWP_MATCH_EQUAL, value_of(types[k]));
            if (code != (type_fits(types[i], types[k]) ? 0 : (DWORD)FWP_E_TYPE_MISMATCH))
                fail_msg("a value of type %u in a field of type %u: %#x", types[k], types[i], code);
        }
    }
    assert_true(found >= 9);
    close_layers();
}

/* proves: A-098 */
static void a_sid_is_for_enumerating(void **state)
{
    FWPM_FILTER_CONDITION0     c = { FWPM_CONDITION_ALE_USER_ID, FWP_MATCH_EQUAL, value_of(FWP_SID) };
    FWPM_FILTER_ENUM_TEMPLATE0 t = { .layerKey = FWPM_LAYER_ALE_AUTH_CONNECT_V4, .enumType = FWP_FILTER_ENUM_OVERLAPPING,
                                     .numFilterConditions = 1, .filterCondition = &c, .actionMask = 0xffffffffu };
    HANDLE                     e;
    (void)state;
    open_layers();
    assert_code(add(&t.layerKey, &c, 1), FWP_E_TYPE_MISMATCH);
    assert_done(FwpmFilterCreateEnumHandle0(engine, &t, &e));
    assert_done(FwpmFilterDestroyEnumHandle0(engine, e));
    close_layers();
}

/* Which match types go with a value of a type: the letters are EQUAL, GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL,
 * FLAGS_ALL_SET, FLAGS_ANY_SET, FLAGS_NONE_SET, EQUAL_CASE_INSENSITIVE, NOT_EQUAL, PREFIX, NOT_PREFIX. */
static const FWP_MATCH_TYPE matches[] = {
    FWP_MATCH_EQUAL,
    FWP_MATCH_GREATER,
    FWP_MATCH_LESS,
    FWP_MATCH_GREATER_OR_EQUAL,
    FWP_MATCH_LESS_OR_EQUAL,
    FWP_MATCH_FLAGS_ALL_SET,
    FWP_MATCH_FLAGS_ANY_SET,
    FWP_MATCH_FLAGS_NONE_SET,
    FWP_MATCH_EQUAL_CASE_INSENSITIVE,
    FWP_MATCH_NOT_EQUAL,
    FWP_MATCH_PREFIX,
    FWP_MATCH_NOT_PREFIX,
};
static const struct {
    FWP_DATA_TYPE field, value;
    const char   *takes;
} matrix[] = {
    { FWP_UINT8, FWP_UINT8, "egGlLaan.n.." },
    { FWP_UINT16, FWP_UINT16, "egGlLaan.n.." },
    { FWP_UINT32, FWP_UINT32, "egGlLaan.n.." },
    { FWP_UINT64, FWP_UINT64, "egGlLaan.n.." },
    { FWP_UINT32, FWP_V4_ADDR_MASK, "e..........." },
    { FWP_BYTE_ARRAY16_TYPE, FWP_BYTE_ARRAY16_TYPE, "egGlL....n.." },
    { FWP_BYTE_ARRAY16_TYPE, FWP_V6_ADDR_MASK, "e..........." },
    { FWP_BYTE_ARRAY6_TYPE, FWP_BYTE_ARRAY6_TYPE, "egGlL....n.." }, /* docs/divergences.md */
    { FWP_BYTE_BLOB_TYPE, FWP_BYTE_BLOB_TYPE, "egGlL....npP" },
    { FWP_UNICODE_STRING_TYPE, FWP_UNICODE_STRING_TYPE, "egGlL...inpP" },
    { FWP_SID, FWP_SID, "e........n.." },
    { FWP_TOKEN_ACCESS_INFORMATION_TYPE, FWP_SECURITY_DESCRIPTOR_TYPE, "e..........." },
};

/* proves: A-101 A-102 A-104 */
static void match_types_go_with_types(void **state)
{
    GUID     layer, field;
    unsigned tried = 0;
    (void)state;
    open_layers();
    for (unsigned i = 0; i < KIT_COUNT(matrix); i++) {
        assert_int_equal(strlen(matrix[i].takes), KIT_COUNT(matches));
        if (!find_field(matrix[i].field, &layer, &field))
            continue;
        for (unsigned k = 0; k < KIT_COUNT(matches); k++, tried++) {
            DWORD expected = matrix[i].takes[k] == '.' ? (DWORD)FWP_E_MATCH_TYPE_MISMATCH : 0;
            DWORD code = add_one(&layer, &field, matches[k], value_of(matrix[i].value));
            if (code != expected)
                fail_msg("match type %u with a value of type %u: %#x", matches[k], matrix[i].value, code);
        }
        assert_code(add_one(&layer, &field, FWP_MATCH_RANGE, value_of(matrix[i].value)), FWP_E_MATCH_TYPE_MISMATCH);
    }
    assert_true(tried >= 10 * KIT_COUNT(matches));
    close_layers();
}

/* --- ranges, masks, descriptors, no value --------------------------------------------------------------------------------- */

static FWP_CONDITION_VALUE0 range_of(FWP_RANGE0 *storage, FWP_DATA_TYPE low, UINT16 from, FWP_DATA_TYPE high, UINT16 to)
{
    *storage = (FWP_RANGE0){ { .type = low, .uint16 = from }, { .type = high, .uint16 = to } };
    return (FWP_CONDITION_VALUE0){ .type = FWP_RANGE_TYPE, .rangeValue = storage };
}

/* proves: A-106 A-107 */
static void ranges_have_two_ends_of_the_fields_type(void **state)
{
    const GUID layer = FWPM_LAYER_ALE_AUTH_CONNECT_V4, port = FWPM_CONDITION_IP_REMOTE_PORT, user = FWPM_CONDITION_ALE_USER_ID;
    FWP_RANGE0 r;
    (void)state;
    open_layers();
    assert_done(add_one(&layer, &port, FWP_MATCH_RANGE, range_of(&r, FWP_UINT16, 10, FWP_UINT16, 20)));
    assert_done(add_one(&layer, &port, FWP_MATCH_RANGE, range_of(&r, FWP_UINT16, 10, FWP_UINT16, 10)));
    assert_done(add_one(&layer, &port, FWP_MATCH_RANGE, range_of(&r, FWP_UINT16, 0, FWP_UINT16, 65535)));
    assert_code(add_one(&layer, &port, FWP_MATCH_RANGE, range_of(&r, FWP_UINT16, 11, FWP_UINT16, 10)), FWP_E_INVALID_RANGE);
    assert_code(add_one(&layer, &port, FWP_MATCH_RANGE, range_of(&r, FWP_UINT16, 1, FWP_UINT8, 2)), FWP_E_TYPE_MISMATCH);
    assert_code(add_one(&layer, &port, FWP_MATCH_RANGE, range_of(&r, FWP_UINT8, 1, FWP_UINT8, 2)), FWP_E_TYPE_MISMATCH);
    for (unsigned i = 0; i < KIT_COUNT(matches); i++)
        assert_code(add_one(&layer, &port, matches[i], range_of(&r, FWP_UINT16, 10, FWP_UINT16, 20)),
                    FWP_E_MATCH_TYPE_MISMATCH);
    assert_code(add_one(&layer, &user, FWP_MATCH_RANGE, range_of(&r, FWP_UINT16, 10, FWP_UINT16, 20)),
                FWP_E_MATCH_TYPE_MISMATCH);
    close_layers();
}

/* proves: A-108 */
static void masks_are_contiguous(void **state)
{
    const GUID v4_layer = FWPM_LAYER_ALE_AUTH_CONNECT_V4, v6_layer = FWPM_LAYER_ALE_AUTH_CONNECT_V6,
               field = FWPM_CONDITION_IP_REMOTE_ADDRESS;
    static const UINT32 bad[] = { 0xff00ff00u, 1, 0x7fffffffu, 0xfffffffdu };
    (void)state;
    open_layers();
    for (unsigned bits = 0; bits <= 32; bits++) {
        FWP_V4_ADDR_AND_MASK v4 = { 0x0a090807, bits ? 0xffffffffu << (32 - bits) : 0 }; /* with bits outside of the mask */
        assert_done(
            add_one(&v4_layer, &field, FWP_MATCH_EQUAL, (FWP_CONDITION_VALUE0){ .type = FWP_V4_ADDR_MASK, .v4AddrMask = &v4 }));
    }
    for (unsigned i = 0; i < KIT_COUNT(bad); i++) {
        FWP_V4_ADDR_AND_MASK v4 = { 0x0a000000, bad[i] };
        assert_code(
            add_one(&v4_layer, &field, FWP_MATCH_EQUAL, (FWP_CONDITION_VALUE0){ .type = FWP_V4_ADDR_MASK, .v4AddrMask = &v4 }),
            FWP_E_INVALID_NET_MASK);
    }
    for (unsigned bits = 0; bits < 256; bits++) {
        FWP_V6_ADDR_AND_MASK v6 = { { 0x20, 1, 7, [15] = 1 }, (UINT8)bits };
        assert_code(
            add_one(&v6_layer, &field, FWP_MATCH_EQUAL, (FWP_CONDITION_VALUE0){ .type = FWP_V6_ADDR_MASK, .v6AddrMask = &v6 }),
            bits <= 128 ? 0 : (DWORD)FWP_E_INVALID_NET_MASK);
    }
    close_layers();
}

/* proves: A-099 */
static void descriptors_are_self_relative(void **state)
{
    const GUID          layer = FWPM_LAYER_ALE_AUTH_CONNECT_V4, user = FWPM_CONDITION_ALE_USER_ID;
    SECURITY_DESCRIPTOR absolute;
    FWP_BYTE_BLOB       blob = { sizeof(absolute), (UINT8 *)&absolute }, cut = { descriptor()->size - 1, descriptor()->data };
    (void)state;
    open_layers();
    assert_true(InitializeSecurityDescriptor(&absolute, SECURITY_DESCRIPTOR_REVISION));
    assert_done(add_one(&layer, &user, FWP_MATCH_EQUAL, value_of(FWP_SECURITY_DESCRIPTOR_TYPE)));
    assert_code(
        add_one(&layer, &user, FWP_MATCH_EQUAL, (FWP_CONDITION_VALUE0){ .type = FWP_SECURITY_DESCRIPTOR_TYPE, .sd = &blob }),
        ERROR_INVALID_SECURITY_DESCR);
    assert_code(
        add_one(&layer, &user, FWP_MATCH_EQUAL, (FWP_CONDITION_VALUE0){ .type = FWP_SECURITY_DESCRIPTOR_TYPE, .sd = &cut }),
        ERROR_INVALID_SECURITY_DESCR);
    close_layers();
}

static void only_equal_asks_for_no_value(void **state)
{
    const GUID layer = FWPM_LAYER_ALE_AUTH_CONNECT_V4, port = FWPM_CONDITION_IP_REMOTE_PORT;
    (void)state;
    open_layers();
    for (unsigned i = 0; i < KIT_COUNT(matches); i++)
        assert_code(add_one(&layer, &port, matches[i], (FWP_CONDITION_VALUE0){ .type = FWP_EMPTY }),
                    matches[i] == FWP_MATCH_EQUAL ? 0 : (DWORD)FWP_E_MATCH_TYPE_MISMATCH);
    close_layers();
}

/* proves: A-067 */
static void a_value_that_is_pointed_to_is_there(void **state)
{
    static const FWP_DATA_TYPE pointed[] = { FWP_UINT64,
                                             FWP_BYTE_ARRAY16_TYPE,
                                             FWP_BYTE_ARRAY6_TYPE,
                                             FWP_BYTE_BLOB_TYPE,
                                             FWP_SID,
                                             FWP_TOKEN_ACCESS_INFORMATION_TYPE,
                                             FWP_UNICODE_STRING_TYPE };
    const GUID                 address = FWPM_CONDITION_IP_REMOTE_ADDRESS, v4 = FWPM_LAYER_ALE_AUTH_CONNECT_V4;
    GUID                       layer, field;
    (void)state;
    open_layers();
    for (unsigned i = 0; i < KIT_COUNT(pointed); i++) {
        FWP_CONDITION_VALUE0 v = { .type = is_token(pointed[i]) ? FWP_SECURITY_DESCRIPTOR_TYPE : pointed[i] };
        if (find_field(pointed[i], &layer, &field))
            assert_code(add_one(&layer, &field, FWP_MATCH_EQUAL, v), FWP_E_NULL_POINTER);
    }
    assert_code(add_one(&v4, &address, FWP_MATCH_EQUAL, (FWP_CONDITION_VALUE0){ .type = FWP_V4_ADDR_MASK }),
                FWP_E_NULL_POINTER);
    assert_code(add_one(&v4, &address, FWP_MATCH_RANGE, (FWP_CONDITION_VALUE0){ .type = FWP_RANGE_TYPE }), FWP_E_NULL_POINTER);
    close_layers();
}
int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(a_value_has_exactly_the_fields_type),
        KIT_TEST(a_sid_is_for_enumerating),
        KIT_TEST(match_types_go_with_types),
        KIT_TEST(ranges_have_two_ends_of_the_fields_type),
        KIT_TEST(masks_are_contiguous),
        KIT_TEST(descriptors_are_self_relative),
        KIT_TEST(only_equal_asks_for_no_value),
        KIT_TEST(a_value_that_is_pointed_to_is_there),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
