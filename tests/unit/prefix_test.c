/* Prefixes as intervals of numbers: against what a program says of each value and each prefix. */
#include "engine/match.h"
#include "engine/prefix.h"
#include "engine_kit.h"

/* Nested, doubled, equal to values, empty, and with the NUL that ends a path. */
static uint8_t texts[][10] = { "ab", "b", "aab", "", "abab", "cab", "ab", "x\0\0", "aaab", "bb", "abb", "\0\0", "ba", "bab", "a" };
static const uint32_t sizes[] = { 2, 1, 3, 0, 4, 3, 2, 3, 4, 2, 3, 2, 2, 3, 1 };

static struct value value_of(struct byte_blob *room, unsigned i)
{
    *room = (struct byte_blob){ sizes[i], texts[i] };
    return (struct value){ .type = TYPE_BYTE_BLOB, .blob = room };
}

static void expect_like_the_program(const struct prefix_set *s, const struct value *part, const struct value *whole)
{
    uint32_t first, last, number = prefix_number(s, whole);
    assert_true(prefix_interval(s, part, &first, &last));
    assert_int_equal(number >= first && number <= last, match_value(MATCH_PREFIX, whole, part));
    assert_int_not_equal(number >= first && number <= last, match_value(MATCH_NOT_PREFIX, whole, part));
}

static void an_interval_holds_what_begins_with_it(void **state)
{
    (void)state;
    for (unsigned used = 1; used <= COUNT_OF(sizes); used++) {
        struct prefix_set s = { NULL };
        struct byte_blob  a, b;
        for (unsigned i = 0; i < used; i++)
            assert_int_equal(prefix_add(&s, &(struct value){ .type = TYPE_BYTE_BLOB, .blob = &(struct byte_blob){ sizes[i], texts[i] } }),
                             WFP_OK);
        assert_int_equal(prefix_seal(&s, 1), WFP_OK);
        for (unsigned again = 0; again < 2; again++) /* the second time it is known */
            for (unsigned i = 0; i < used; i++)
                for (unsigned k = 0; k < COUNT_OF(sizes); k++) {
                    struct value part = value_of(&a, i), whole = value_of(&b, k), named = kit_named(whole);
                    expect_like_the_program(&s, &part, &whole);
                    expect_like_the_program(&s, &part, &named);
                }
        prefix_set_fini(&s);
    }
}

static void what_nobody_wants_has_no_interval(void **state)
{
    struct prefix_set s = { NULL };
    struct byte_blob  a, b;
    struct value      part = value_of(&a, 2), other = value_of(&b, 4);
    uint32_t          first, last;
    (void)state;
    assert_int_equal(prefix_add(&s, &part), WFP_OK);
    assert_int_equal(prefix_seal(&s, 1), WFP_OK);
    assert_true(prefix_interval(&s, &part, &first, &last));
    assert_false(prefix_interval(&s, &other, &first, &last));
    assert_int_equal(prefix_number(&s, &other), 0);
    prefix_set_fini(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_interval_holds_what_begins_with_it),
        cmocka_unit_test(what_nobody_wants_has_no_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
