/* Filters that come to a large layer: they stand on a shelf, which is made anew or becomes a run when it is full; each ruleset sees its
 * own of them. */
#include "engine/index.h"
#include "engine_kit.h"

enum { BASE = 2000, ROOM = BASE / 4, MORE = 3 * ROOM, ALIKE = 100, SOME = 13 };

static struct filter    filters[BASE + MORE];
static struct condition conditions[BASE + MORE];
static uint64_t         generation;

static const struct layer_row *layer_here(void)
{
    return layer_of(LAYER(ALE_AUTH_CONNECT), FAMILY_V4);
}

static struct condition address(uint32_t i)
{
    return (struct condition){ FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, u32_value(0x0a000000u + i) };
}

static struct condition user(uint32_t i)
{
    static uint8_t sids[BASE + MORE][12];
    memcpy(sids[i], (uint8_t[]){ 1, 1, 0, 0, 0, 0, 0, 5, 10, 0, (uint8_t)(i >> 8), (uint8_t)i }, 12);
    return (struct condition){ FIELD_ALE_USER_ID, MATCH_EQUAL, { .type = TYPE_SID, .sid = sids[i] } };
}

/* Each for an address, or a user, of its own. */
static struct ruleset *build_of(struct condition (*condition)(uint32_t i))
{
    struct ruleset_input in = { .filters = filters, .filter_count = BASE, .generation = generation = 1 };
    struct ruleset      *rules;
    for (uint32_t i = 0; i < BASE + MORE; i++) {
        conditions[i] = condition(i);
        filters[i] = (struct filter){ .id = i + 1, .layer = layer_here()->id, .effective_weight = i * 7 % BASE, .action = ACTION_BLOCK,
                                      .conditions = &conditions[i], .condition_count = 1 };
    }
    assert_int_equal(ruleset_build(&in, &rules), WFP_OK);
    return rules;
}

static struct ruleset *build(void)
{
    return build_of(address);
}

static struct ruleset *change(const struct ruleset *rules, const struct ruleset_step *steps, uint32_t count)
{
    struct ruleset_input in = { .generation = generation + 1, .previous = rules };
    struct ruleset      *next;
    assert_int_equal(ruleset_change(&in, steps, count, &next), WFP_OK);
    assert_non_null(next);
    return next;
}

static struct ruleset *commit(struct ruleset *next)
{
    ruleset_commit(next);
    generation++;
    return next;
}

static struct ruleset *follow(struct ruleset *rules, uint32_t filter, bool deleted)
{
    struct ruleset_step step = { &filters[filter], deleted };
    struct ruleset     *next = commit(change(rules, &step, 1));
    ruleset_free(rules);
    return next;
}

static const struct layer_rules *layer_in(const struct ruleset *rules)
{
    return rules->layers[layer_here()->id];
}

/* Whether just that one matches, for whoever wants all matches and for whoever wants the verdict. */
static bool finds_by(const struct ruleset *rules, const struct value *values, uint32_t filter)
{
    const struct rule  *fast[2], *linear[2];
    struct classify_in  in = { .layer = layer_here(), .values = values };
    struct classify_out out;
    uint32_t            n = index_matches(rules, &in, fast, 2);
    assert_true(n < 2);
    assert_int_equal(index_linear(rules, &in, linear, 2), n);
    assert_true(n == 0 || (fast[0]->id == filter + 1 && linear[0] == fast[0]));
    engine_classify(rules, &in, &out, NULL);
    assert_ptr_equal(out.rule, n ? fast[0] : NULL);
    return n;
}

static bool finds(const struct ruleset *rules, uint32_t filter)
{
    struct value values[64] = { 0 };
    values[layer_field_index(layer_here(), FIELD_IP_REMOTE_ADDRESS)] = u32_value(0x0a000000u + filter);
    return finds_by(rules, values, filter);
}

static void filters_that_come_are_found_by_a_shelf_and_not_by_older_rulesets(void **state)
{
    struct ruleset *rules = build(), *older = NULL;
    (void)state;
    for (uint32_t i = BASE; i < BASE + ROOM; i++) {
        struct ruleset_step step = { &filters[i], false };
        ruleset_free(older);
        older = rules;
        rules = commit(change(older, &step, 1));
        assert_true(finds(rules, i));
        assert_true(finds(rules, i - 1));
        assert_false(finds(older, i));
    }
    assert_int_equal(layer_in(rules)->recents.shelf_count, ROOM);
    assert_int_equal(layer_in(rules)->recents.count, 0);
    assert_int_equal(layer_in(rules)->run_count, 0);
    ruleset_free(older);
    ruleset_free(rules);
}

static void a_shelf_that_is_full_becomes_a_run(void **state)
{
    struct ruleset *rules = build();
    (void)state;
    for (uint32_t i = BASE; i < BASE + MORE; i++)
        rules = follow(rules, i, false);
    assert_int_equal(layer_in(rules)->run_count, 2);
    assert_int_equal(layer_in(rules)->runs[0]->count, ROOM);
    assert_int_equal(layer_in(rules)->runs[0]->forest.node_count, 0); /* as it stands: a commit builds none */
    for (uint32_t i = 0; i < BASE + MORE; i += SOME)
        assert_true(finds(rules, i));
    for (uint32_t i = BASE; i < BASE + MORE; i++)
        rules = follow(rules, i, true);
    for (uint32_t i = 0; i < BASE + MORE; i += SOME) /* one by one it takes a while among so many that are gone */
        assert_int_equal(finds(rules, i), i < BASE);
    ruleset_free(rules);
}

/* Each goes when ten others have come. */
static void a_shelf_whose_filters_went_is_made_anew(void **state)
{
    struct ruleset *rules = build();
    (void)state;
    for (uint32_t i = BASE; i < BASE + MORE; i++) {
        rules = follow(rules, i, false);
        if (i >= BASE + 10)
            rules = follow(rules, i - 10, true);
    }
    assert_int_equal(layer_in(rules)->run_count, 0);
    assert_in_range(layer_in(rules)->recent_count, 11, ROOM);
    for (uint32_t i = 0; i < BASE + MORE; i++)
        assert_int_equal(finds(rules, i), i < BASE || i >= BASE + MORE - 10);
    ruleset_free(rules);
}

/* What came to nothing stands among the others in memory: nobody may find it, nor what has its number then. */
static void what_came_to_nothing_is_not_found(void **state)
{
    struct ruleset *rules = build(), *next;
    (void)state;
    for (uint32_t i = BASE; i + 1 < BASE + ROOM; i += 2) {
        struct ruleset_step first = { &filters[i], false }, second = { &filters[i + 1], false }, back = { &filters[i + 1], true };
        ruleset_free(change(rules, &first, 1));
        assert_false(finds(rules, i));
        next = commit(change(rules, &second, 1));
        assert_false(finds(next, i));
        assert_true(finds(next, i + 1));
        assert_false(finds(rules, i + 1));
        ruleset_free(rules);
        rules = next;
        ruleset_free(change(rules, &first, 1));
        next = commit(change(rules, &back, 1));
        assert_false(finds(next, i + 1));
        ruleset_free(rules);
        rules = next;
    }
    ruleset_free(rules);
}

/* So many at one place would be slower than a scan of them. The first that came stand before one of the base, the others behind it. */
static void filters_that_a_table_does_not_tell_apart_are_scanned(void **state)
{
    enum { OF_BASE = 85 };
    struct ruleset     *rules = build();
    struct value        values[64] = { 0 };
    struct classify_in  in = { .layer = layer_here(), .values = values };
    struct classify_out out;
    const struct rule  *linear[1 + ALIKE];
    (void)state;
    values[layer_field_index(in.layer, FIELD_IP_REMOTE_ADDRESS)] = conditions[OF_BASE].value;
    for (uint32_t i = ALIKE; i-- > 0;) {
        conditions[BASE + i].value = conditions[OF_BASE].value;
        rules = follow(rules, BASE + i, false);
        assert_int_equal(index_linear(rules, &in, linear, COUNT_OF(linear)), 1 + ALIKE - i);
        engine_classify(rules, &in, &out, NULL);
        assert_ptr_equal(out.rule, linear[0]);
        assert_int_equal(out.rule->id, BASE + ALIKE);
    }
    assert_int_equal(layer_in(rules)->recents.shelf_count, FOREST_LIST);
    assert_int_equal(layer_in(rules)->recents.count, ALIKE - FOREST_LIST);
    ruleset_free(rules);
}

/* Users that filters of the base name, each gone from there before it comes again: by a table over what a token claims. */
static void filters_that_come_are_found_by_each_user_of_a_token(void **state)
{
    enum { USERS = 8 };
    struct ruleset *rules = build_of(user);
    struct value    values[64] = { 0 };
    const uint8_t  *sids[USERS];
    uint32_t        names[USERS];
    struct token    token = { USERS, sids };
    (void)state;
    for (uint32_t i = 0; i < ROOM; i++) {
        rules = follow(rules, i, true);
        filters[BASE + i].conditions = &conditions[i];
        rules = follow(rules, BASE + i, false);
    }
    for (uint32_t k = 0; k < USERS; k++)
        rules = follow(rules, ROOM + k, true);
    assert_int_equal(layer_in(rules)->recents.shelf_count, ROOM);
    assert_true(layer_in(rules)->recents.shelf->node.claims);
    values[layer_field_index(layer_here(), FIELD_ALE_USER_ID)] = (struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &token };
    for (uint32_t i = 0; i < ROOM; i++) {
        for (uint32_t k = 0; k < USERS; k++) /* of the others the filters are gone */
            sids[k] = conditions[k == i % USERS ? i : ROOM + k].value.sid;
        kit_name_token(&token, names);
        assert_true(finds_by(rules, values, BASE + i));
    }
    ruleset_free(rules);
}

/* Each between the last two, until all that came is given orders anew: that may happen just when the last ones were put away. */
static void filters_without_an_order_left_come_when_the_shelf_has_just_become_a_run(void **state)
{
    enum { FEW = 100, FILLED = 64, CHAIN = 45 };
    (void)state;
    ruleset_free(build());
    for (uint32_t filled = 0; filled < FILLED; filled++) {
        struct ruleset_input in = { .filters = filters, .filter_count = FEW, .generation = generation = 1 };
        struct ruleset      *rules;
        uint64_t             low = UINT64_C(70) << 57, high = UINT64_C(71) << 57;
        for (uint32_t i = 0; i < FEW + filled; i++)
            filters[i].effective_weight = (uint64_t)(i % FEW) << 57 | (i / FEW);
        for (uint32_t i = FEW + filled; i < FEW + filled + CHAIN; i++) {
            filters[i].effective_weight = low + (high - low) / 2;
            *(i % 2 ? &low : &high) = filters[i].effective_weight;
        }
        assert_int_equal(ruleset_build(&in, &rules), WFP_OK);
        for (uint32_t i = FEW; i < FEW + filled + CHAIN; i++)
            rules = follow(rules, i, false);
        for (uint32_t i = 0; i < FEW + filled + CHAIN; i++)
            assert_true(finds(rules, i));
        ruleset_free(rules);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filters_that_come_are_found_by_a_shelf_and_not_by_older_rulesets),
        cmocka_unit_test(a_shelf_that_is_full_becomes_a_run),
        cmocka_unit_test(a_shelf_whose_filters_went_is_made_anew),
        cmocka_unit_test(what_came_to_nothing_is_not_found),
        cmocka_unit_test(filters_that_come_are_found_by_each_user_of_a_token),
        cmocka_unit_test(filters_that_a_table_does_not_tell_apart_are_scanned),
        cmocka_unit_test(filters_without_an_order_left_come_when_the_shelf_has_just_become_a_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
