/* Bit-vectors against the entries themselves: nothing that holds is missing, and where there are few intervals nothing is there that does
 * not hold. */
#include <stdlib.h>

#include "engine/forest.h"
#include "engine_kit.h"

enum { ENTRIES = 300 };

static uint64_t roll(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return *state >> 33;
}

static bool holds(const struct entry *e, const struct numbers *n)
{
    for (unsigned i = 0; i < e->tests; i++)
        if (n->of[e->source[i]] - e->lo[i] > e->width[i])
            return false;
    return true;
}

/* Intervals, some around zero, some of everything but a number, some of everything. */
static void draw(struct entry *entries, uint64_t *dice, uint32_t numbers)
{
    for (uint32_t i = 0; i < ENTRIES; i++) {
        struct entry *e = &entries[i];
        *e = (struct entry){ .order = (uint64_t)i << 40, .span = (uint8_t)(i / 100), .tests = (uint8_t)(roll(dice) % (ENTRY_TESTS + 1)) };
        for (unsigned k = 0; k < e->tests; k++) {
            e->source[k] = (uint8_t)((i + k) % 7);
            e->lo[k] = (uint32_t)(roll(dice) % numbers) - (roll(dice) % 4 == 0 ? numbers / 2 : 0);
            e->width[k] = roll(dice) % 5 == 0 ? 0xfffffffeu : roll(dice) % 9 == 0 ? UINT32_MAX : (uint32_t)(roll(dice) % numbers);
        }
    }
}

static void expect_bits(const struct bits *b, const struct entry *entries, const struct numbers *n, bool exact)
{
    const uint64_t *rows[BITS_SOURCES];
    for (uint32_t s = 0; s < b->count; s++)
        rows[s] = bits_row(b, s, n);
    for (uint32_t i = 0; i < b->words * BITS_WORD; i++) {
        uint32_t entry = b->word[i / BITS_WORD].first + i % BITS_WORD;
        uint32_t end = i / BITS_WORD + 1 < b->words ? b->word[i / BITS_WORD + 1].first : ENTRIES;
        bool     passes = true;
        for (uint32_t s = 0; s < b->count; s++)
            passes &= rows[s][i / BITS_WORD] >> i % BITS_WORD & 1;
        if (entry >= end)
            assert_false(passes);
        else if (exact)
            assert_int_equal(passes, holds(&entries[entry], n));
        else
            assert_true(passes || !holds(&entries[entry], n));
    }
}

/* In order, none missing, each of one sublayer; the draw has three of 100. */
static void expect_words(const struct bits *b, const struct entry *entries)
{
    assert_int_equal(b->words, 6);
    for (uint32_t i = 0; i < b->words; i++) {
        assert_int_equal(b->word[i].first, i / 2 * 100 + i % 2 * BITS_WORD);
        assert_int_equal(b->word[i].span, i / 2);
        assert_int_equal(b->word[i].best, order_best(entries[b->word[i].first].order));
    }
}

static void compare(uint32_t numbers, bool exact)
{
    struct entry  *entries = aligned_alloc(64, ENTRIES * sizeof(*entries));
    struct arena   arena = { NULL };
    struct numbers n = { .absent = 0 };
    uint64_t       dice = numbers;
    assert_non_null(entries);
    for (unsigned round = 0; round < 20; round++) {
        const struct bits *b;
        draw(entries, &dice, numbers);
        assert_int_equal(bits_make(&arena, entries, ENTRIES, &b), WFP_OK);
        assert_non_null(b);
        assert_int_equal(b->count, 7);
        expect_words(b, entries);
        for (unsigned i = 0; i < 100; i++) {
            for (unsigned s = 0; s < 7; s++)
                n.of[s] = (uint32_t)(roll(&dice) % (2 * numbers)) - (roll(&dice) % 3 == 0 ? numbers : 0);
            expect_bits(b, entries, &n, exact);
        }
    }
    arena_fini(&arena);
    free(entries);
}

static void few_intervals_are_exact(void **state)
{
    (void)state;
    compare(20, true);
}

static void of_many_intervals_nothing_is_missing(void **state)
{
    (void)state;
    compare(1000000, false);
}

static void what_compares_nothing_has_none(void **state)
{
    struct entry      *e = aligned_alloc(64, sizeof(*e));
    struct arena       arena = { NULL };
    const struct bits *b = (const struct bits *)&arena;
    (void)state;
    assert_non_null(e);
    *e = (struct entry){ .order = 1 };
    assert_int_equal(bits_make(&arena, e, 1, &b), WFP_OK);
    assert_null(b);
    arena_fini(&arena);
    free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_intervals_are_exact),
        cmocka_unit_test(of_many_intervals_nothing_is_missing),
        cmocka_unit_test(what_compares_nothing_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
