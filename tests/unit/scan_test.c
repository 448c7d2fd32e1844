/* Scans of few entries, against the entries themselves: by each kind of instructions, by as many columns as there are, and where the last
 * block is not full. */
#include "engine/index.h"
#include "engine_kit.h"

enum { MOST = 40 };

static uint32_t roll(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

/* Behind the last one that counts stand some that would match anything. */
static void draw(struct entry entries[MOST], uint32_t count, uint32_t columns, uint64_t *dice)
{
    for (uint32_t i = 0; i < MOST; i++) {
        entries[i] = (struct entry){ .flags = ENTRY_EXACT | ENTRY_KNOWN, .order = i + 1u, .rule = i };
        for (unsigned k = 0; k < ENTRY_TESTS; k++)
            entries[i].source[k] = SOURCE_NOTHING;
        for (unsigned k = 0; i < count && k < columns && k < ENTRY_TESTS; k++) {
            entries[i].source[k] = (uint8_t)((i + k) % columns);
            entries[i].lo[k] = 2 + roll(dice) % 4; /* nobody wants 0 or 1, which are what an empty place might */
            entries[i].width[k] = roll(dice) % 3;
            entries[i].tests++;
            entries[i].needs |= 1u << entries[i].source[k];
        }
    }
}

static const struct entry *first(const struct entry *entries, uint32_t count, const struct numbers *n)
{
    for (uint32_t i = 0; i < count; i++) {
        bool all = true;
        for (unsigned k = 0; k < entries[i].tests; k++)
            all &= n->of[entries[i].source[k]] - entries[i].lo[k] <= entries[i].width[k];
        if (all)
            return &entries[i];
    }
    return NULL;
}

static void expect(const struct layer_rules *l, const struct entry *entries, uint32_t count, const struct numbers *n)
{
    for (const char *const *kind = walk_kinds(); *kind; kind++) {
        bool asked;
        walk_choose(*kind);
        assert_ptr_equal(walk_one(l, n, NULL, &asked), first(entries, count, n));
        assert_false(asked);
    }
    walk_choose(NULL);
}

static void a_scan_finds_the_first_that_holds(void **state)
{
    static struct entry entries[MOST];
    uint64_t            dice = 1;
    (void)state;
    for (uint32_t columns = 1; columns <= SCAN_COLUMNS; columns++)
        for (uint32_t count = 1; count < MOST; count++) {
            struct arena       arena = { NULL };
            struct layer_rules l = { .forest.entries = entries };
            struct numbers     n = { .absent = 0 };
            draw(entries, count, columns, &dice);
            assert_int_equal(scan_make(&arena, entries, count, &l.forest.scan), WFP_OK);
            assert_true(l.forest.scan.count > 0);
            for (uint32_t i = 0; i < 30; i++) {
                for (uint32_t k = 0; k < columns; k++)
                    n.of[k] = i < 2 ? i : 2 + roll(&dice) % 6;
                expect(&l, entries, count, &n);
            }
            arena_fini(&arena);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(a_scan_finds_the_first_that_holds) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
