/* Which conditions a filter may have: fields of layers, types of values, match types (docs/behaviour A.6). */
#include "kit.h"

#include <sddl.h>

#include <openwfp_layers.h>

enum { FIELDS_MAX = 256 };

static FWPM_LAYER0 **layers;
static UINT32        layer_count;
static HANDLE        engine;

static void open_layers(void)
{
    HANDLE e;
    engine = kit_open(FWPM_SESSION_FLAG_DYNAMIC); /* the layers for internal use refuse static filters */
    assert_done(FwpmLayerCreateEnumHandle0(engine, NULL, &e));
    assert_done(FwpmLayerEnum0(engine, e, 10000, &layers, &layer_count));
    assert_true(layer_count > 90);
    assert_done(FwpmTransactionBegin0(engine, 0));
}

static void close_layers(void)
{
    assert_done(FwpmTransactionAbort0(engine));
    FwpmFreeMemory0((void **)&layers);
}

static const FWPM_LAYER0 *layer_of(const GUID *key)
{
    for (UINT32 i = 0; i < layer_count; i++)
        if (kit_same_key(&layers[i]->layerKey, key))
            return layers[i];
    fail_msg("no such layer");
    return NULL;
}

/* -1: the layer does not have it. */
static int index_of(const FWPM_LAYER0 *layer, const GUID *field)
{
    for (UINT32 i = 0; i < layer->numFields; i++)
        if (kit_same_key(layer->field[i].fieldKey, field))
            return (int)i;
    return -1;
}

static DWORD add(const GUID *layer, const FWPM_FILTER_CONDITION0 *conditions, unsigned count)
{
    UINT64       id;
    FWPM_FILTER0 f = kit_filter(1);
    f.layerKey = *layer;
    f.numFilterConditions = count;
    f.filterCondition = (FWPM_FILTER_CONDITION0 *)(uintptr_t)conditions;
    DWORD code = FwpmFilterAdd0(engine, &f, NULL, &id);
    if (code == 0)
        assert_done(FwpmFilterDeleteById0(engine, id));
    return code;
}

static DWORD add_one(const GUID *layer, const GUID *field, FWP_MATCH_TYPE match, FWP_CONDITION_VALUE0 value)
{
    FWPM_FILTER_CONDITION0 c = { *field, match, value };
    return add(layer, &c, 1);
}

/* --- values -------------------------------------------------------------------------------------------------------------------- */

static FWP_BYTE_BLOB *descriptor(void)
{
    static FWP_BYTE_BLOB blob;
    PSECURITY_DESCRIPTOR sd;
    ULONG                size;
    if (!blob.data) {
        assert_true(ConvertStringSecurityDescriptorToSecurityDescriptorA("O:SYG:SYD:(A;;CC;;;WD)", SDDL_REVISION_1, &sd, &size));
        blob = (FWP_BYTE_BLOB){ size, sd };
    }
    return &blob;
}

/* A valid value of a type; what it points to is static. */
static FWP_CONDITION_VALUE0 value_of(FWP_DATA_TYPE type)
{
    static UINT64               u64 = 5;
    static INT64                i64 = 5;
    static double               real = 5;
    static FWP_BYTE_ARRAY16     bytes16 = { { 1 } };
    static FWP_BYTE_ARRAY6      bytes6 = { { 1 } };
    static UINT8                bytes[] = { 'a', 0, 0, 0 };
    static FWP_BYTE_BLOB        blob = { sizeof(bytes), bytes };
    static UINT8                sid[] = { 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 };
    static FWP_V4_ADDR_AND_MASK v4 = { 0x0a000007, 0xff000000 };
    static FWP_V6_ADDR_AND_MASK v6 = { { 0x20, 1 }, 16 };
    FWP_CONDITION_VALUE0        v = { .type = type };
    switch (type) {
    case FWP_UINT8:
    case FWP_UINT16:
    case FWP_UINT32:
    case FWP_INT8:
    case FWP_INT16:
    case FWP_INT32:
        v.uint32 = 5;
        break;
    case FWP_FLOAT:
        v.float32 = 5;
        break;
    case FWP_UINT64:
        v.uint64 = &u64;
        break;
    case FWP_INT64:
        v.int64 = &i64;
        break;
    case FWP_DOUBLE:
        v.double64 = &real;
        break;
    case FWP_BYTE_ARRAY16_TYPE:
        v.byteArray16 = &bytes16;
        break;
    case FWP_BYTE_ARRAY6_TYPE:
        v.byteArray6 = &bytes6;
        break;
    case FWP_BYTE_BLOB_TYPE:
        v.byteBlob = &blob;
        break;
    case FWP_SID:
        v.sid = (SID *)sid;
        break;
    case FWP_SECURITY_DESCRIPTOR_TYPE:
        v.sd = descriptor();
        break;
    case FWP_UNICODE_STRING_TYPE:
        v.unicodeString = KIT_TEXT("text");
        break;
    case FWP_V4_ADDR_MASK:
        v.v4AddrMask = &v4;
        break;
    case FWP_V6_ADDR_MASK:
        v.v6AddrMask = &v6;
        break;
    default:
        break;
    }
    return v;
}

static bool is_token(FWP_DATA_TYPE type)
{
    return type == FWP_TOKEN_INFORMATION_TYPE || type == FWP_TOKEN_ACCESS_INFORMATION_TYPE;
}

static FWP_CONDITION_VALUE0 value_for(FWP_DATA_TYPE field)
{
    return value_of(is_token(field) ? FWP_SECURITY_DESCRIPTOR_TYPE : field);
}

/* --- layers and fields ---------------------------------------------------------------------------------------------------------- */

static unsigned gather_fields(GUID fields[FIELDS_MAX])
{
    unsigned n = 0;
    for (UINT32 i = 0; i < layer_count; i++)
        for (UINT32 f = 0; f < layers[i]->numFields; f++) {
            unsigned k = 0;
            while (k < n && !kit_same_key(&fields[k], layers[i]->field[f].fieldKey))
                k++;
            if (k == n)
                fields[n++] = *layers[i]->field[f].fieldKey;
            assert_true(n < FIELDS_MAX);
        }
    return n;
}

/* A field that no filter can name: reserved, or of packets' raw data. */
static bool is_reserved(const GUID *field)
{
    return kit_same_key(field, &(GUID){ 0 });
}

/* proves: A-088 A-095 */
static void a_layer_takes_its_own_fields_and_no_others(void **state)
{
    GUID     fields[FIELDS_MAX], unknown = kit_key(99);
    unsigned accepted = 0, refused = 0;
    (void)state;
    open_layers();
    unsigned count = gather_fields(fields);
    assert_true(count > 100);
    for (UINT32 i = 0; i < layer_count; i++) {
        const GUID *layer = &layers[i]->layerKey;
        assert_code(add_one(layer, &unknown, FWP_MATCH_EQUAL, value_of(FWP_UINT16)), FWP_E_CONDITION_NOT_FOUND);
        for (unsigned k = 0; k < count; k++) {
            int  at = index_of(layers[i], &fields[k]);
            bool takes = at >= 0 && !is_reserved(&fields[k]);
            DWORD code = add_one(layer, &fields[k], FWP_MATCH_EQUAL, value_for(at < 0 ? FWP_UINT8 : layers[i]->field[at].dataType));
            if (code != (takes ? 0 : (DWORD)FWP_E_CONDITION_NOT_FOUND))
                fail_msg("layer %u, field %u of %d answers %#x", layers[i]->layerId, k, at, code);
            accepted += takes;
            refused += !takes;
        }
    }
    assert_true(accepted > 500 && refused > 5000);
    close_layers();
}

/* proves: A-088 */
static void layers_without_protocol_and_ports(void **state)
{
    const GUID no_protocol[] = {
        FWPM_LAYER_INBOUND_IPPACKET_V4,      FWPM_LAYER_INBOUND_IPPACKET_V6,      FWPM_LAYER_OUTBOUND_IPPACKET_V4,
        FWPM_LAYER_OUTBOUND_IPPACKET_V6,     FWPM_LAYER_IPFORWARD_V4,             FWPM_LAYER_IPFORWARD_V6,
        FWPM_LAYER_STREAM_V4,                FWPM_LAYER_STREAM_V6,                FWPM_LAYER_STREAM_PACKET_V4,
        FWPM_LAYER_STREAM_PACKET_V6,         FWPM_LAYER_INBOUND_ICMP_ERROR_V4,    FWPM_LAYER_INBOUND_ICMP_ERROR_V6,
        FWPM_LAYER_OUTBOUND_ICMP_ERROR_V4,   FWPM_LAYER_OUTBOUND_ICMP_ERROR_V6,   FWPM_LAYER_ALE_AUTH_LISTEN_V4,
        FWPM_LAYER_ALE_AUTH_LISTEN_V6,       FWPM_LAYER_INBOUND_MAC_FRAME_ETHERNET, FWPM_LAYER_OUTBOUND_MAC_FRAME_ETHERNET,
    };
    const GUID with_protocol[] = { FWPM_LAYER_INBOUND_TRANSPORT_V4, FWPM_LAYER_OUTBOUND_TRANSPORT_V6, FWPM_LAYER_ALE_AUTH_CONNECT_V4,
                                   FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V6, FWPM_LAYER_DATAGRAM_DATA_V4 };
    const GUID protocol = FWPM_CONDITION_IP_PROTOCOL, ports[] = { FWPM_CONDITION_IP_LOCAL_PORT, FWPM_CONDITION_IP_REMOTE_PORT };
    (void)state;
    open_layers();
    for (unsigned i = 0; i < KIT_COUNT(no_protocol); i++)
        assert_code(add_one(&no_protocol[i], &protocol, FWP_MATCH_EQUAL, value_of(FWP_UINT8)), FWP_E_CONDITION_NOT_FOUND);
    for (unsigned i = 0; i < KIT_COUNT(with_protocol); i++)
        assert_done(add_one(&with_protocol[i], &protocol, FWP_MATCH_EQUAL, value_of(FWP_UINT8)));
    for (unsigned i = 0; i < 4; i++)
        for (unsigned k = 0; k < KIT_COUNT(ports); k++)
            assert_code(add_one(&no_protocol[i], &ports[k], FWP_MATCH_EQUAL, value_of(FWP_UINT16)), FWP_E_CONDITION_NOT_FOUND);
    close_layers();
}

/* proves: A-096 */
static void a_field_has_its_place_in_each_layer(void **state)
{
    const GUID address = FWPM_CONDITION_IP_REMOTE_ADDRESS, transport = FWPM_LAYER_INBOUND_TRANSPORT_V4,
               connect = FWPM_LAYER_ALE_AUTH_CONNECT_V4, packet = FWPM_LAYER_INBOUND_IPPACKET_V4;
    (void)state;
    open_layers();
    assert_int_equal(index_of(layer_of(&transport), &address), FWPS_FIELD_INBOUND_TRANSPORT_V4_IP_REMOTE_ADDRESS);
    assert_int_equal(index_of(layer_of(&connect), &address), FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_ADDRESS);
    assert_int_equal(index_of(layer_of(&packet), &address), FWPS_FIELD_INBOUND_IPPACKET_V4_IP_REMOTE_ADDRESS);
    assert_int_not_equal(FWPS_FIELD_INBOUND_TRANSPORT_V4_IP_REMOTE_ADDRESS, FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_ADDRESS);
    close_layers();
}

/* --- types ---------------------------------------------------------------------------------------------------------------------- */

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

/* Which match types go with a value of a type: the letters are EQUAL, GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL, FLAGS_ALL_SET,
 * FLAGS_ANY_SET, FLAGS_NONE_SET, EQUAL_CASE_INSENSITIVE, NOT_EQUAL, PREFIX, NOT_PREFIX. */
static const FWP_MATCH_TYPE matches[] = {
    FWP_MATCH_EQUAL, FWP_MATCH_GREATER, FWP_MATCH_LESS, FWP_MATCH_GREATER_OR_EQUAL, FWP_MATCH_LESS_OR_EQUAL, FWP_MATCH_FLAGS_ALL_SET,
    FWP_MATCH_FLAGS_ANY_SET, FWP_MATCH_FLAGS_NONE_SET, FWP_MATCH_EQUAL_CASE_INSENSITIVE, FWP_MATCH_NOT_EQUAL, FWP_MATCH_PREFIX,
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

/* --- ranges, masks, descriptors, no value ------------------------------------------------------------------------------------ */

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
        assert_code(add_one(&layer, &port, matches[i], range_of(&r, FWP_UINT16, 10, FWP_UINT16, 20)), FWP_E_MATCH_TYPE_MISMATCH);
    assert_code(add_one(&layer, &user, FWP_MATCH_RANGE, range_of(&r, FWP_UINT16, 10, FWP_UINT16, 20)), FWP_E_MATCH_TYPE_MISMATCH);
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
        assert_done(add_one(&v4_layer, &field, FWP_MATCH_EQUAL, (FWP_CONDITION_VALUE0){ .type = FWP_V4_ADDR_MASK, .v4AddrMask = &v4 }));
    }
    for (unsigned i = 0; i < KIT_COUNT(bad); i++) {
        FWP_V4_ADDR_AND_MASK v4 = { 0x0a000000, bad[i] };
        assert_code(add_one(&v4_layer, &field, FWP_MATCH_EQUAL, (FWP_CONDITION_VALUE0){ .type = FWP_V4_ADDR_MASK, .v4AddrMask = &v4 }),
                    FWP_E_INVALID_NET_MASK);
    }
    for (unsigned bits = 0; bits < 256; bits++) {
        FWP_V6_ADDR_AND_MASK v6 = { { 0x20, 1, 7, [15] = 1 }, (UINT8)bits };
        assert_code(add_one(&v6_layer, &field, FWP_MATCH_EQUAL, (FWP_CONDITION_VALUE0){ .type = FWP_V6_ADDR_MASK, .v6AddrMask = &v6 }),
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
    assert_code(add_one(&layer, &user, FWP_MATCH_EQUAL, (FWP_CONDITION_VALUE0){ .type = FWP_SECURITY_DESCRIPTOR_TYPE, .sd = &blob }),
                ERROR_INVALID_SECURITY_DESCR);
    assert_code(add_one(&layer, &user, FWP_MATCH_EQUAL, (FWP_CONDITION_VALUE0){ .type = FWP_SECURITY_DESCRIPTOR_TYPE, .sd = &cut }),
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
    static const FWP_DATA_TYPE pointed[] = { FWP_UINT64, FWP_BYTE_ARRAY16_TYPE, FWP_BYTE_ARRAY6_TYPE, FWP_BYTE_BLOB_TYPE, FWP_SID,
                                             FWP_TOKEN_ACCESS_INFORMATION_TYPE, FWP_UNICODE_STRING_TYPE };
    const GUID                 address = FWPM_CONDITION_IP_REMOTE_ADDRESS, v4 = FWPM_LAYER_ALE_AUTH_CONNECT_V4;
    GUID                       layer, field;
    (void)state;
    open_layers();
    for (unsigned i = 0; i < KIT_COUNT(pointed); i++) {
        FWP_CONDITION_VALUE0 v = { .type = is_token(pointed[i]) ? FWP_SECURITY_DESCRIPTOR_TYPE : pointed[i] };
        if (find_field(pointed[i], &layer, &field))
            assert_code(add_one(&layer, &field, FWP_MATCH_EQUAL, v), FWP_E_NULL_POINTER);
    }
    assert_code(add_one(&v4, &address, FWP_MATCH_EQUAL, (FWP_CONDITION_VALUE0){ .type = FWP_V4_ADDR_MASK }), FWP_E_NULL_POINTER);
    assert_code(add_one(&v4, &address, FWP_MATCH_RANGE, (FWP_CONDITION_VALUE0){ .type = FWP_RANGE_TYPE }), FWP_E_NULL_POINTER);
    close_layers();
}

/* --- several ------------------------------------------------------------------------------------------------------------------- */

static FWPM_FILTER_CONDITION0 port_is(FWP_MATCH_TYPE match, UINT16 port)
{
    return (FWPM_FILTER_CONDITION0){ FWPM_CONDITION_IP_REMOTE_PORT, match, { .type = FWP_UINT16, .uint16 = port } };
}

/* proves: A-094 A-114 */
static void any_list_of_good_conditions_is_taken_as_it_is(void **state)
{
    FWPM_FILTER_CONDITION0 tcp = { FWPM_CONDITION_IP_PROTOCOL, FWP_MATCH_EQUAL, { .type = FWP_UINT8, .uint8 = 6 } };
    FWPM_FILTER_CONDITION0 lists[][3] = {
        { tcp, port_is(FWP_MATCH_EQUAL, 80), port_is(FWP_MATCH_EQUAL, 443) },
        { port_is(FWP_MATCH_EQUAL, 80), tcp, port_is(FWP_MATCH_EQUAL, 443) },
        { port_is(FWP_MATCH_EQUAL, 80), port_is(FWP_MATCH_EQUAL, 80), tcp },
        { port_is(FWP_MATCH_GREATER, 10), tcp, port_is(FWP_MATCH_LESS, 5) },
        { port_is(FWP_MATCH_LESS, 0), tcp, port_is(FWP_MATCH_GREATER, 65535) },
    };
    (void)state;
    open_layers();
    for (unsigned i = 0; i < KIT_COUNT(lists); i++) {
        FWPM_FILTER0 f = kit_filter(1), *back;
        f.numFilterConditions = 3;
        f.filterCondition = lists[i];
        assert_done(FwpmFilterAdd0(engine, &f, NULL, NULL));
        assert_done(FwpmFilterGetByKey0(engine, &f.filterKey, &back));
        assert_int_equal(back->numFilterConditions, 3);
        for (unsigned k = 0; k < 3; k++) {
            assert_true(kit_same_key(&back->filterCondition[k].fieldKey, &lists[i][k].fieldKey));
            assert_int_equal(back->filterCondition[k].matchType, lists[i][k].matchType);
            assert_int_equal(back->filterCondition[k].conditionValue.uint16, lists[i][k].conditionValue.uint16);
        }
        FwpmFreeMemory0((void **)&back);
        assert_done(FwpmFilterDeleteByKey0(engine, &f.filterKey));
    }
    close_layers();
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(a_layer_takes_its_own_fields_and_no_others),
        KIT_TEST(layers_without_protocol_and_ports),
        KIT_TEST(a_field_has_its_place_in_each_layer),
        KIT_TEST(a_value_has_exactly_the_fields_type),
        KIT_TEST(a_sid_is_for_enumerating),
        KIT_TEST(match_types_go_with_types),
        KIT_TEST(ranges_have_two_ends_of_the_fields_type),
        KIT_TEST(masks_are_contiguous),
        KIT_TEST(descriptors_are_self_relative),
        KIT_TEST(only_equal_asks_for_no_value),
        KIT_TEST(a_value_that_is_pointed_to_is_there),
        KIT_TEST(any_list_of_good_conditions_is_taken_as_it_is),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
