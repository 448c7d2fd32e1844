/* Who reads what the next ruleset is just being added to: asked between any two instructions of the one who adds, it finds what it found
 * before. The processor stops after each of them (the trap flag), so that nothing depends on how threads meet. */
#include <signal.h>

#include "engine/index.h"
#include "engine_kit.h"

enum { BASE = 400, ALIKE = 6, CAME = 2 * ALIKE, FOUND = ALIKE + 2, LISTED = 300 };

static bool (*ask)(void); /* at each step */
static volatile uint32_t steps, wrong;

static void on_step(int signal)
{
    (void)signal;
    steps++;
    wrong += !ask();
}

#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)

/* Not over the red zone. */
static inline void step_on(bool on)
{
    if (on)
        __asm__ volatile("lea -128(%%rsp), %%rsp; pushfq; orq $0x100, (%%rsp); popfq; lea 128(%%rsp), %%rsp" ::: "memory", "cc");
    else
        __asm__ volatile("lea -128(%%rsp), %%rsp; pushfq; andq $-257, (%%rsp); popfq; lea 128(%%rsp), %%rsp" ::: "memory", "cc");
}

static int setup(void **state)
{
    struct sigaction action = { .sa_handler = on_step };
    (void)state;
    steps = wrong = 0;
    return sigaction(SIGTRAP, &action, NULL);
}

#else /* index_readers_test has threads instead */

static inline void step_on(bool on)
{
    (void)on;
}

static int setup(void **state)
{
    (void)state;
    (void)on_step;
    return -1;
}

#endif

/* --- the list of the last rules ----------------------------------------------------------------------------------------------- */

static struct order_list list;
static uint32_t          listed; /* before the one that is being put */

/* Each that was there is met, in order; and from the middle on as many as there are. */
static bool list_is_whole(void)
{
    uint32_t met = 0, expected = 0;
    uint64_t last = 0, middle = 500;
    for (uint32_t at = order_list_next(&list, 0); at; at = order_list_next(&list, at)) {
        const struct order_node *n = &list.nodes[at];
        if (n->order <= last || n->rule != (const struct rule *)(uintptr_t)n->order || n->number != at)
            return false;
        last = n->order;
        met += at <= listed;
        if (!expected && n->order >= middle)
            expected = at;
    }
    return met == listed && order_list_from(&list, middle) == expected;
}

/* The orders in between are free, so that each can be found by its own. */
static void find_place(uint64_t order, struct order_place *out)
{
    for (uint32_t level = 0; level < ORDER_LEVELS; level++) {
        out->before[level] = 0;
        for (uint32_t at = atomic_load(&list.nodes[0].next[level]); at && list.nodes[at].order < order;
             at = atomic_load(&list.nodes[at].next[level]))
            out->before[level] = at;
    }
}

static void a_list_is_whole_at_each_step_of_an_addition(void **state)
{
    struct arena arena = { 0 };
    (void)state;
    assert_int_equal(order_list_init(&list, &arena, LISTED), WFP_OK);
    ask = list_is_whole;
    for (listed = 0; listed < LISTED; listed++) {
        uint64_t           order = 1 + (listed * UINT64_C(389)) % 1009;
        struct order_place place;
        find_place(order, &place);
        step_on(true);
        order_list_put(&list, &place, order, (const struct rule *)(uintptr_t)order, listed + 1);
        step_on(false);
    }
    assert_true(list_is_whole());
    assert_true(steps > 10 * LISTED);
    assert_int_equal(wrong, 0);
    arena_fini(&arena);
}

/* --- the shelf ---------------------------------------------------------------------------------------------------------------- */

static struct filter    filters[BASE + CAME];
static struct condition conditions[BASE + CAME];

/* What is asked at each step, and what the answer was before. */
static const struct ruleset *rules;
static struct value          asked[64];
static const struct rule    *before[FOUND];
static uint32_t              before_count;

static const struct layer_row *layer_here(void)
{
    return layer_of(LAYER(ALE_AUTH_CONNECT), FAMILY_V4);
}

static bool is_as_before(void)
{
    const struct rule *found[FOUND];
    struct classify_in in = { .layer = layer_here(), .values = asked };
    if (index_matches(rules, &in, found, FOUND) != before_count || memcmp(found, before, before_count * sizeof(*found)) != 0)
        return false;
    return index_linear(rules, &in, found, FOUND) == before_count && memcmp(found, before, before_count * sizeof(*found)) == 0;
}

static void expect_the_same_of(const struct ruleset *r)
{
    struct classify_in in = { .layer = layer_here(), .values = asked };
    rules = r;
    ask = is_as_before;
    before_count = index_matches(rules, &in, before, FOUND);
    assert_in_range(before_count, 1, FOUND);
    assert_true(is_as_before());
}

/* Those that come are of one address, which a filter of the base has too: they stand at one place. */
static struct ruleset *build(void)
{
    struct ruleset_input in = { .filters = filters, .filter_count = BASE, .generation = 1 };
    struct ruleset      *built;
    for (uint32_t i = 0; i < BASE + CAME; i++) {
        conditions[i] = (struct condition){ FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, u32_value(i < BASE ? i : 7) };
        filters[i] = (struct filter){ .id = i + 1, .layer = layer_here()->id, .effective_weight = i * 37 % (BASE + CAME),
                                      .action = ACTION_PERMIT, .conditions = &conditions[i], .condition_count = 1 };
    }
    asked[layer_field_index(layer_here(), FIELD_IP_REMOTE_ADDRESS)] = u32_value(7);
    assert_int_equal(ruleset_build(&in, &built), WFP_OK);
    return built;
}

static struct ruleset *change(const struct ruleset *from, uint32_t filter, bool deleted)
{
    struct ruleset_input in = { .generation = from->generation + 1, .previous = from };
    struct ruleset_step  step = { &filters[filter], deleted };
    struct ruleset      *next;
    enum wfp_status      err = ruleset_change(&in, &step, 1, &next);
    if (err == WFP_OK)
        ruleset_commit(next);
    step_on(false);
    assert_int_equal(err, WFP_OK);
    return next;
}

static void a_shelf_is_as_before_at_each_step_of_an_addition(void **state)
{
    struct ruleset *now = build(), *next;
    (void)state;
    for (uint32_t i = BASE; i < BASE + ALIKE; i++) {
        next = change(now, i, false);
        ruleset_free(now);
        now = next;
        expect_the_same_of(now);
        struct shelf *shelf = now->layers[layer_here()->id]->recent->shelf;
        struct entry  e = shelf->entries[shelf->count - 1];
        step_on(true);
        bool put = shelf_put(shelf, &e, 0);
        step_on(false);
        assert_true(put && is_as_before());
        now->layers[layer_here()->id]->recent->tries++; /* nobody sees what was put */
    }
    ruleset_free(now);
    assert_true(steps > 20 * ALIKE);
    assert_int_equal(wrong, 0);
}

/* One that comes and one that goes, from the first instruction to the last. */
static void an_older_ruleset_is_as_before_at_each_step_of_a_change(void **state)
{
    struct ruleset *now = build(), *next;
    (void)state;
    for (uint32_t i = BASE; i < BASE + ALIKE; i++) {
        next = change(now, i, false);
        ruleset_free(now);
        now = next;
    }
    for (unsigned deleted = 0; deleted < 2; deleted++) {
        expect_the_same_of(now);
        step_on(true);
        next = change(now, BASE + ALIKE, deleted);
        assert_true(is_as_before());
        ruleset_free(now);
        now = next;
    }
    ruleset_free(now);
    assert_true(steps > 1000);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_list_is_whole_at_each_step_of_an_addition, setup),
        cmocka_unit_test_setup(a_shelf_is_as_before_at_each_step_of_an_addition, setup),
        cmocka_unit_test_setup(an_older_ruleset_is_as_before_at_each_step_of_a_change, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
