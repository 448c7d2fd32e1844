/* Sets of values against the engine itself: whatever valueset claims about two filters must hold for every value of their
 * fields. Random filters over an 8-bit field are asked for all 256 values and for the absent one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bfe/valueset.h"
#include "engine/match.h"

#define ROUNDS         20000
#define ALTERNATIVES   3
#define ABSENT         256

static uint32_t random_state = 1;

static uint32_t below(uint32_t n)
{
    random_state = random_state * 1664525 + 1013904223;
    return (random_state >> 8) % n;
}

struct alternatives {
    struct condition   conditions[ALTERNATIVES];
    struct value_range ranges[ALTERNATIVES];
    uint32_t           count;
};

/* Small numbers, so that edges meet often; the ends of the type too. */
static struct value some_number(void)
{
    static const uint8_t numbers[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 127, 128, 254, 255 };
    return (struct value){ .type = TYPE_UINT8, .u8 = numbers[below(COUNT_OF(numbers))] };
}

static void make(struct alternatives *a)
{
    static const enum match_type matches[] = { MATCH_EQUAL, MATCH_GREATER, MATCH_LESS, MATCH_GREATER_OR_EQUAL, MATCH_LESS_OR_EQUAL,
                                               MATCH_RANGE, MATCH_FLAGS_ALL_SET, MATCH_FLAGS_ANY_SET, MATCH_FLAGS_NONE_SET,
                                               MATCH_NOT_EQUAL };
    a->count = 1 + below(ALTERNATIVES);
    for (uint32_t i = 0; i < a->count; i++) {
        struct condition *c = &a->conditions[i];
        *c = (struct condition){ FIELD_IP_PROTOCOL, matches[below(COUNT_OF(matches))], some_number() };
        if (below(12) == 0)
            *c = (struct condition){ FIELD_IP_PROTOCOL, MATCH_EQUAL, { TYPE_EMPTY } };
        if (c->match != MATCH_RANGE)
            continue;
        struct value x = some_number(), y = some_number();
        a->ranges[i] = x.u8 < y.u8 ? (struct value_range){ x, y } : (struct value_range){ y, x };
        c->value = (struct value){ .type = TYPE_RANGE, .range = &a->ranges[i] };
    }
}

static bool matches_value(const struct alternatives *a, unsigned n)
{
    struct value v = n == ABSENT ? (struct value){ TYPE_EMPTY } : (struct value){ TYPE_UINT8, 0, { .u8 = (uint8_t)n } };
    for (uint32_t i = 0; i < a->count; i++)
        if (match_value(a->conditions[i].match, &v, &a->conditions[i].value))
            return true;
    return false;
}

struct truth {
    bool contains, disjoint, empty, full;
};

static struct truth truth_of(const struct alternatives *a, const struct alternatives *b)
{
    struct truth t = { true, true, true, true };
    for (unsigned n = 0; n <= ABSENT; n++) {
        bool x = matches_value(a, n), y = matches_value(b, n);
        t.contains = t.contains && (x || !y);
        t.disjoint = t.disjoint && !(x && y);
        t.empty = t.empty && !x;
        t.full = t.full && (x || n == ABSENT);
    }
    return t;
}

static void claims_hold_for_every_value(void **state)
{
    unsigned contained = 0, apart = 0, empty = 0, full = 0;
    (void)state;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct alternatives a, b;
        struct shape        x, y;
        struct arena        arena;
        make(&a);
        make(&b);
        arena_init(&arena);
        assert_int_equal(shape_of(a.conditions, a.count, &arena, &x), WFP_OK);
        assert_int_equal(shape_of(b.conditions, b.count, &arena, &y), WFP_OK);
        struct truth t = truth_of(&a, &b);
        if (shape_contains(&x, &y))
            assert_true(t.contains);
        if (shape_disjoint(&x, &y))
            assert_true(t.disjoint);
        if (group_is_empty(&x.groups[0]))
            assert_true(t.empty);
        if (group_is_full(&x.groups[0], TYPE_UINT8))
            assert_true(t.full);
        contained += shape_contains(&x, &y);
        apart += shape_disjoint(&x, &y);
        empty += group_is_empty(&x.groups[0]);
        full += group_is_full(&x.groups[0], TYPE_UINT8);
        arena_fini(&arena);
    }
    assert_true(contained > ROUNDS / 50 && apart > ROUNDS / 50); /* it does claim things */
    assert_true(empty > 0 && full > 0);
}

/* Without flags nothing is left unproved. */
static void intervals_are_exact(void **state)
{
    (void)state;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct alternatives a, b;
        struct shape        x, y;
        struct arena        arena;
        bool                plain = true;
        make(&a);
        make(&b);
        for (uint32_t i = 0; i < a.count; i++)
            plain = plain && (a.conditions[i].match < MATCH_FLAGS_ALL_SET || a.conditions[i].match == MATCH_NOT_EQUAL);
        for (uint32_t i = 0; i < b.count; i++)
            plain = plain && (b.conditions[i].match < MATCH_FLAGS_ALL_SET || b.conditions[i].match == MATCH_NOT_EQUAL);
        if (!plain)
            continue;
        arena_init(&arena);
        assert_int_equal(shape_of(a.conditions, a.count, &arena, &x), WFP_OK);
        assert_int_equal(shape_of(b.conditions, b.count, &arena, &y), WFP_OK);
        struct truth t = truth_of(&a, &b);
        assert_int_equal(shape_contains(&x, &y), t.contains);
        assert_int_equal(shape_disjoint(&x, &y), t.disjoint);
        arena_fini(&arena);
    }
}

/* Subnets, hosts and ranges of both families meet as intervals. */
static void addresses_are_intervals(void **state)
{
    struct v4_addr_mask    wide4 = { 0x0a000000, 0xff000000 }, narrow4 = { 0x0a010000, 0xffff0000 };
    struct v6_addr_mask    wide6 = { { 0xfd }, 8 }, narrow6 = { { 0xfd, 1 }, 16 };
    uint8_t                host6[16] = { 0xfd, 1, [15] = 7 };
    const struct condition four[] = {
        { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, { .type = TYPE_V4_ADDR_MASK, .v4 = &wide4 } },
        { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, { .type = TYPE_V4_ADDR_MASK, .v4 = &narrow4 } },
        { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, { .type = TYPE_UINT32, .u32 = 0x0a010203 } },
        { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, { .type = TYPE_UINT32, .u32 = 0x0b000000 } },
    };
    const struct condition six[] = {
        { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, { .type = TYPE_V6_ADDR_MASK, .v6 = &wide6 } },
        { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, { .type = TYPE_V6_ADDR_MASK, .v6 = &narrow6 } },
        { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, { .type = TYPE_BYTE_ARRAY16, .bytes16 = host6 } },
        { FIELD_IP_REMOTE_ADDRESS, MATCH_GREATER, { .type = TYPE_BYTE_ARRAY16, .bytes16 = (uint8_t[16]){ 0xfe } } },
    };
    const struct condition *const families[] = { four, six };
    (void)state;
    for (size_t f = 0; f < 2; f++) {
        struct shape shapes[4];
        struct arena arena;
        arena_init(&arena);
        for (unsigned i = 0; i < 4; i++)
            assert_int_equal(shape_of(&families[f][i], 1, &arena, &shapes[i]), WFP_OK);
        assert_true(shape_contains(&shapes[0], &shapes[1]));
        assert_true(shape_contains(&shapes[1], &shapes[2]));
        assert_false(shape_contains(&shapes[1], &shapes[0]));
        assert_true(shape_disjoint(&shapes[0], &shapes[3]));
        assert_false(shape_disjoint(&shapes[0], &shapes[2]));
        arena_fini(&arena);
    }
}

/* A filter without a condition on a field takes the absent value too. */
static void fewer_conditions_contain_more(void **state)
{
    const struct condition both[] = { { FIELD_IP_PROTOCOL, MATCH_EQUAL, { TYPE_UINT8, 0, { .u8 = 6 } } },
                                      { FIELD_IP_REMOTE_PORT, MATCH_GREATER_OR_EQUAL, { TYPE_UINT16, 0, { .u16 = 0 } } } };
    struct shape           all, one, two;
    struct arena           arena;
    (void)state;
    arena_init(&arena);
    assert_int_equal(shape_of(both, 0, &arena, &all), WFP_OK);
    assert_int_equal(shape_of(both, 1, &arena, &one), WFP_OK);
    assert_int_equal(shape_of(both, 2, &arena, &two), WFP_OK);
    assert_true(shape_contains(&all, &one));
    assert_true(shape_contains(&one, &two));
    assert_false(shape_contains(&two, &one));
    assert_false(shape_disjoint(&all, &two));
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claims_hold_for_every_value),
        cmocka_unit_test(intervals_are_exact),
        cmocka_unit_test(addresses_are_intervals),
        cmocka_unit_test(fewer_conditions_contain_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
