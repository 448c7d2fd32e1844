/* Weights of filters and of sublayers (docs/behaviour A.7). */
#include "kit.h"

#define BAND_SHIFT 60

static FWP_VALUE0 empty(void)
{
    return (FWP_VALUE0){ .type = FWP_EMPTY };
}

static FWP_VALUE0 band(UINT8 n)
{
    return (FWP_VALUE0){ .type = FWP_UINT8, .uint8 = n };
}

static FWP_VALUE0 exact(UINT64 *n)
{
    return (FWP_VALUE0){ .type = FWP_UINT64, .uint64 = n };
}

/* The n-th filter, on the first `count` of: remote network, remote port, protocol. */
static FWPM_FILTER0 filter(unsigned n, FWP_VALUE0 weight, unsigned count)
{
    static FWP_V4_ADDR_AND_MASK   net = { 0x0a000000, 0xff000000 };
    static FWPM_FILTER_CONDITION0 c[3];
    FWPM_FILTER0                  f = kit_filter(n);
    c[0] = (FWPM_FILTER_CONDITION0){ FWPM_CONDITION_IP_REMOTE_ADDRESS,
                                     FWP_MATCH_EQUAL,
                                     { .type = FWP_V4_ADDR_MASK, .v4AddrMask = &net } };
    c[1] = (FWPM_FILTER_CONDITION0){ FWPM_CONDITION_IP_REMOTE_PORT, FWP_MATCH_EQUAL, { .type = FWP_UINT16, .uint16 = 443 } };
    c[2] = (FWPM_FILTER_CONDITION0){ FWPM_CONDITION_IP_PROTOCOL, FWP_MATCH_EQUAL, { .type = FWP_UINT8, .uint8 = 6 } };
    f.weight = weight;
    f.numFilterConditions = count;
    f.filterCondition = c;
    return f;
}

/* What BFE makes of it, by the id; the form that the caller gave is checked on the way. */
static UINT64 effective(HANDLE h, const FWPM_FILTER0 *f)
{
    FWPM_FILTER0 *back;
    UINT64        id;
    assert_done(FwpmFilterAdd0(h, f, NULL, &id));
    assert_done(FwpmFilterGetById0(h, id, &back));
    assert_int_equal(back->weight.type, f->weight.type);
    if (f->weight.type == FWP_UINT8)
        assert_int_equal(back->weight.uint8, f->weight.uint8);
    if (f->weight.type == FWP_UINT64)
        assert_true(*back->weight.uint64 == *f->weight.uint64);
    assert_int_equal(back->effectiveWeight.type, FWP_UINT64);
    UINT64 weight = *back->effectiveWeight.uint64;
    FwpmFreeMemory0((void **)&back);
    assert_done(FwpmFilterDeleteById0(h, id));
    return weight;
}

static UINT64 effective_of(HANDLE h, FWP_VALUE0 weight, unsigned count)
{
    FWPM_FILTER0 f = filter(1, weight, count);
    return effective(h, &f);
}

/* proves: A-115 */
static void three_forms_of_a_weight_and_no_others(void **state)
{
    static UINT64           number = 5;
    static INT64            signed_number = 5;
    static FWP_BYTE_ARRAY16 bytes16;
    const FWP_VALUE0 bad[] = {
        { .type = FWP_UINT16, .uint16 = 5 },
        { .type = FWP_UINT32, .uint32 = 5 },
        { .type = FWP_INT8, .int8 = 5 },
        { .type = FWP_INT16, .int16 = 5 },
        { .type = FWP_INT32, .int32 = 5 },
        { .type = FWP_INT64, .int64 = &signed_number },
        { .type = FWP_FLOAT, .float32 = 5 },
        { .type = FWP_BYTE_ARRAY16_TYPE, .byteArray16 = &bytes16 },
        { .type = FWP_UNICODE_STRING_TYPE, .unicodeString = KIT_TEXT("5") },
    };
    HANDLE h = kit_open(0);
    (void)state;
    for (unsigned i = 0; i < KIT_COUNT(bad); i++) {
        FWPM_FILTER0 f = filter(1, bad[i], 0);
        assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_INVALID_WEIGHT);
    }
    for (unsigned n = 0; n < 256; n++) {
        FWPM_FILTER0 f = filter(1, band((UINT8)n), 0);
        assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), n < 16 ? 0 : (DWORD)FWP_E_INVALID_WEIGHT);
        if (n < 16)
            assert_done(FwpmFilterDeleteByKey0(h, &f.filterKey));
    }
    assert_true(effective_of(h, exact(&number), 0) == 5);
    (void)effective_of(h, empty(), 0);
    FWPM_FILTER0 f = filter(1, exact(NULL), 0);
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_NULL_POINTER);
}

/* proves: A-116 A-117 A-120 */
static void bands_have_the_top_four_bits(void **state)
{
    HANDLE h = kit_open(0);
    (void)state;
    for (unsigned count = 0; count <= 3; count++) {
        UINT64 automatic = effective_of(h, empty(), count);
        assert_true(automatic >> BAND_SHIFT == 0);
        for (unsigned n = 0; n < 16; n++) {
            UINT64 weight = effective_of(h, band((UINT8)n), count);
            assert_int_equal(weight >> BAND_SHIFT, n);
            assert_true((weight & ((1ull << BAND_SHIFT) - 1)) == automatic);
        }
    }
}

/* proves: A-118 A-119 */
static void more_specific_conditions_weigh_more(void **state)
{
    HANDLE                 h = kit_open(0);
    FWP_V4_ADDR_AND_MASK   net;
    FWPM_FILTER_CONDITION0 c = { FWPM_CONDITION_IP_REMOTE_ADDRESS,
                                 FWP_MATCH_EQUAL,
                                 { .type = FWP_V4_ADDR_MASK, .v4AddrMask = &net } };
    FWPM_FILTER0           f = filter(1, empty(), 1);
    UINT64                 before = 0;
    (void)state;
    assert_true(effective_of(h, empty(), 0) == 0);
    for (unsigned count = 1; count <= 3; count++) {
        UINT64 weight = effective_of(h, empty(), count);
        assert_true(weight > before);
        before = weight;
    }
    f.filterCondition = &c;
    before = 0;
    for (unsigned bits = 8; bits <= 32; bits += 8) {
        net = (FWP_V4_ADDR_AND_MASK){ 0x0a010203, 0xffffffffu << (32 - bits) };
        UINT64 weight = effective(h, &f);
        assert_true(weight > before);
        before = weight;
    }
}

/* proves: A-120 A-121 */
static void a_number_is_used_as_it_is(void **state)
{
    UINT64 numbers[] = { 0, 1, 5, 1ull << 59, (1ull << 60) - 1, 1ull << 60, 0xf400000000000000ull, ~0ull };
    HANDLE h = kit_open(0);
    (void)state;
    for (unsigned i = 0; i < KIT_COUNT(numbers); i++)
        for (unsigned count = 0; count <= 3; count++)
            assert_true(effective_of(h, exact(&numbers[i]), count) == numbers[i]);
    assert_true(effective_of(h, empty(), 3) > effective_of(h, exact(&numbers[2]), 3)); /* one range for both */
    assert_true(effective_of(h, empty(), 3) < effective_of(h, exact(&numbers[4]), 0));
}

/* proves: A-122 */
static void named_bands(void **state)
{
    (void)state;
    assert_int_equal(FWPM_WEIGHT_RANGE_IKE_EXEMPTIONS, 0xc);
    assert_int_equal(FWPM_WEIGHT_RANGE_IPSEC, 0x0);
    assert_int_equal(FWPM_AUTO_WEIGHT_BITS, 60);
}

/* proves: A-123 */
static void equal_weights_live_side_by_side(void **state)
{
    UINT64        number = 77;
    HANDLE        h = kit_open(0);
    FWPM_FILTER0 *back;
    (void)state;
    for (unsigned n = 1; n <= 2; n++) {
        FWPM_FILTER0 f = filter(n, exact(&number), 0);
        assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
    }
    for (unsigned n = 1; n <= 2; n++) {
        GUID key = kit_key(n);
        assert_done(FwpmFilterGetByKey0(h, &key, &back));
        assert_true(*back->effectiveWeight.uint64 == number);
        FwpmFreeMemory0((void **)&back);
    }
}

/* proves: A-125 */
static void sublayers_keep_their_weights(void **state)
{
    static const UINT16 weights[] = { 0x1000, 0x1000, 0, 0xffff };
    HANDLE              h = kit_open(0);
    FWPM_SUBLAYER0     *back;
    (void)state;
    for (unsigned i = 0; i < KIT_COUNT(weights); i++) {
        FWPM_SUBLAYER0 s = kit_sublayer(i);
        s.weight = weights[i];
        assert_done(FwpmSubLayerAdd0(h, &s, NULL));
    }
    for (unsigned i = 0; i < KIT_COUNT(weights); i++) {
        GUID key = kit_key(i);
        assert_done(FwpmSubLayerGetByKey0(h, &key, &back));
        assert_int_equal(back->weight, weights[i]);
        FwpmFreeMemory0((void **)&back);
    }
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(three_forms_of_a_weight_and_no_others),
        KIT_TEST(bands_have_the_top_four_bits),
        KIT_TEST(more_specific_conditions_weigh_more),
        KIT_TEST(a_number_is_used_as_it_is),
        KIT_TEST(named_bands),
        KIT_TEST(equal_weights_live_side_by_side),
        KIT_TEST(sublayers_keep_their_weights),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
