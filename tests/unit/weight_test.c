/* Effective weights: the forms a caller may give, and the order of the automatic ones (J-002: order only, no values). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/status.h"
#include "bfe/weight.h"

#define AUTO_END (1ull << WEIGHT_AUTO_BITS)
#define V4(mask_) { .type = TYPE_V4_ADDR_MASK, .v4 = &(const struct v4_addr_mask){ 0xc0000200, mask_ } }
#define V6(prefix_) { .type = TYPE_V6_ADDR_MASK, .v6 = &(const struct v6_addr_mask){ { 0x20, 0x01 }, prefix_ } }
#define U16(n) { .type = TYPE_UINT16, .u16 = n }
#define U8(n) { .type = TYPE_UINT8, .u8 = n }
#define U32(n) { .type = TYPE_UINT32, .u32 = n }
#define PORTS(low_, high_) { .type = TYPE_RANGE, .range = &(struct value_range){ U16(low_), U16(high_) } }

static uint64_t automatic(const struct condition *conditions, uint32_t count)
{
    struct filter f = { .conditions = conditions, .condition_count = count };
    return bfe_automatic_weight(&f);
}

#define WEIGHT(...)                                                                                       \
    automatic((const struct condition[]){ __VA_ARGS__ }, sizeof((const struct condition[]){ __VA_ARGS__ }) / \
                                                             sizeof(struct condition))

static const struct condition remote_host = { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, U32(0xc0000201) };
static const struct condition remote_24 = { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, V4(0xffffff00) };
static const struct condition remote_8 = { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, V4(0xff000000) };
static const struct condition remote_64 = { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, V6(64) };
static const struct condition remote_48 = { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, V6(48) };
static const struct condition https = { FIELD_IP_REMOTE_PORT, MATCH_EQUAL, U16(443) };
static const struct condition web = { FIELD_IP_REMOTE_PORT, MATCH_RANGE, PORTS(80, 443) };
static const struct condition high_ports = { FIELD_IP_REMOTE_PORT, MATCH_RANGE, PORTS(1024, 65535) };
static const struct condition not_https = { FIELD_IP_REMOTE_PORT, MATCH_NOT_EQUAL, U16(443) };
static const struct condition tcp = { FIELD_IP_PROTOCOL, MATCH_EQUAL, U8(6) };
static const struct condition loopback = { FIELD_FLAGS, MATCH_FLAGS_ALL_SET, U32(1) };
static const struct condition two_flags = { FIELD_FLAGS, MATCH_FLAGS_ALL_SET, U32(0x41) };
static const struct condition any_of_two = { FIELD_FLAGS, MATCH_FLAGS_ANY_SET, U32(0x41) };
static const struct condition any_of_one = { FIELD_FLAGS, MATCH_FLAGS_ANY_SET, U32(1) };

/* proves: A-119 */
static void no_conditions_weigh_nothing(void **state)
{
    struct filter f = { .weight = { .type = TYPE_EMPTY } };
    (void)state;
    assert_true(bfe_effective_weight(&f) == 0);
}

/* proves: A-118 J-002 */
static void more_specific_weighs_more(void **state)
{
    (void)state;
    assert_true(WEIGHT(tcp) > 0);
    assert_true(WEIGHT(loopback) > 0);
    assert_true(WEIGHT(not_https) > 0);
    assert_true(WEIGHT(remote_host) > WEIGHT(remote_24));
    assert_true(WEIGHT(remote_24) > WEIGHT(remote_8));
    assert_true(WEIGHT(remote_64) > WEIGHT(remote_48));
    assert_true(WEIGHT(https) > WEIGHT(web));
    assert_true(WEIGHT(web) > WEIGHT(high_ports));
    assert_true(WEIGHT(high_ports) >= WEIGHT(not_https));
    assert_true(WEIGHT(two_flags) > WEIGHT(loopback));
    assert_true(WEIGHT(any_of_one) > WEIGHT(any_of_two));
}

/* proves: A-118 */
static void a_condition_more_weighs_more(void **state)
{
    (void)state;
    assert_true(WEIGHT(https, tcp) > WEIGHT(https));
    assert_true(WEIGHT(https, tcp, loopback) > WEIGHT(https, tcp));
    assert_true(WEIGHT(remote_8, https, tcp) > WEIGHT(remote_8, https));
    assert_true(WEIGHT(remote_8) > WEIGHT(https, tcp, loopback));
}

/* An alternative more lets more packets in. */
static void an_alternative_more_weighs_less(void **state)
{
    const struct condition http = { FIELD_IP_REMOTE_PORT, MATCH_EQUAL, U16(80) };
    (void)state;
    assert_true(WEIGHT(https, http) < WEIGHT(https));
    assert_true(WEIGHT(https, http) < WEIGHT(http));
    assert_true(WEIGHT(https, http, web) < WEIGHT(web));
    assert_true(WEIGHT(https, tcp, http) == WEIGHT(tcp, https, http)); /* where it stands does not matter */
}

/* Both families weigh alike: a v4 host as a v6 host, half a prefix as half a prefix. */
static void families_weigh_alike(void **state)
{
    const uint8_t          address[16] = { 0x20, 0x01 };
    const struct condition v6_host = { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, { .type = TYPE_BYTE_ARRAY16, .bytes16 = (uint8_t *)address } };
    const struct condition remote_16 = { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, V4(0xffff0000) };
    (void)state;
    assert_true(WEIGHT(remote_host) == WEIGHT(v6_host));
    assert_true(WEIGHT(remote_16) == WEIGHT(remote_64));
}

/* Every field of every layer at its most specific. proves: A-116 */
static void the_automatic_part_never_reaches_a_band(void **state)
{
    (void)state;
    for (unsigned i = 0; i < LAYER_COUNT; i++) {
        struct condition conditions[FIELD_COUNT];
        struct filter    f = { .conditions = conditions, .weight = { .type = TYPE_EMPTY } };
        for (unsigned k = 0; k < layer_rows[i].field_count; k++)
            conditions[f.condition_count++] =
                (struct condition){ layer_rows[i].fields[k].id, MATCH_EQUAL, { .type = layer_rows[i].fields[k].type } };
        assert_true(bfe_effective_weight(&f) < AUTO_END);
    }
}

/* proves: A-117 */
static void a_band_is_the_top_four_bits(void **state)
{
    const struct condition conditions[] = { remote_host, https, tcp };
    (void)state;
    for (uint8_t band = 0; band < 16; band++) {
        struct filter f = { .weight = U8(band), .conditions = conditions, .condition_count = 3 };
        assert_true(bfe_effective_weight(&f) >> WEIGHT_AUTO_BITS == band);
        assert_true((bfe_effective_weight(&f) & (AUTO_END - 1)) == bfe_automatic_weight(&f));
    }
}

/* proves: A-121 */
static void a_given_weight_is_used_as_it_is(void **state)
{
    static const uint64_t weights[] = { 0, 1, 5, AUTO_END - 1, AUTO_END, UINT64_MAX };
    const struct condition conditions[] = { remote_host };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(weights); i++) {
        uint64_t      n = weights[i];
        struct filter f = { .weight = { .type = TYPE_UINT64, .u64 = &n }, .conditions = conditions, .condition_count = 1 };
        assert_true(bfe_effective_weight(&f) == weights[i]);
    }
    assert_true(bfe_automatic_weight(&(struct filter){ .conditions = conditions, .condition_count = 1 }) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_conditions_weigh_nothing),
        cmocka_unit_test(more_specific_weighs_more),
        cmocka_unit_test(a_condition_more_weighs_more),
        cmocka_unit_test(an_alternative_more_weighs_less),
        cmocka_unit_test(families_weigh_alike),
        cmocka_unit_test(the_automatic_part_never_reaches_a_band),
        cmocka_unit_test(a_band_is_the_top_four_bits),
        cmocka_unit_test(a_given_weight_is_used_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
