/* What classifies cost: counted by layer and filter as they were asked, and not at all by those that nobody measures. */
#include "engine/cost.h"
#include "engine/verdict_cache.h"
#include "engine_kit.h"

static void slow_classify(void *callout, const struct classify_in *in, const struct rule *rule, uint64_t flow, struct classify_out *out)
{
    uint64_t *calls = callout, until = cost_now() + 20000;
    (void)in, (void)rule, (void)flow, (void)out;
    ++*calls;
    while (cost_now() < until)
        continue;
}

static struct ruleset *build(const struct filter *filters, uint32_t count, const struct callout_binding *callout)
{
    struct ruleset_input in = { .filters = filters, .filter_count = count, .callouts = callout, .callout_count = callout ? 1 : 0,
                                .generation = 1 };
    struct ruleset      *rules;
    assert_int_equal(ruleset_build(&in, &rules), WFP_OK);
    return rules;
}

static const struct layer_row *layer(void)
{
    return layer_of(LAYER(ALE_AUTH_CONNECT), FAMILY_V4);
}

/* A filter for each of some remote ports, the first of which asks a callout. */
static void make_filters(struct filter *filters, struct condition *conditions, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        conditions[i] = (struct condition){ FIELD_IP_REMOTE_PORT, MATCH_EQUAL, { .type = TYPE_UINT16, .u16 = (uint16_t)(i + 1) } };
        filters[i] = (struct filter){ .id = i + 1, .layer = layer()->id, .conditions = &conditions[i], .condition_count = 1,
                                      .effective_weight = 1000 - i, .action = i ? ACTION_BLOCK : ACTION_CALLOUT_INSPECTION };
    }
}

static void ask(const struct ruleset *rules, struct cost *cost, uint16_t port)
{
    struct value        values[64] = { 0 };
    struct classify_out out;
    struct classify_in  in = { .layer = layer(), .values = values, .cost = cost };
    values[layer_field_index(layer(), FIELD_IP_REMOTE_PORT)] = (struct value){ .type = TYPE_UINT16, .u16 = port };
    engine_classify(rules, &in, &out, NULL);
}

static void it_counts_classifies_matches_and_time(void **state)
{
    enum { FILTERS = 20 };
    struct filter          filters[FILTERS];
    struct condition       conditions[FILTERS];
    uint64_t               calls = 0;
    struct callout_ops     ops = { slow_classify };
    struct callout_binding callout = { { 0 }, &ops, &calls, 0 };
    struct cost           *cost;
    (void)state;
    make_filters(filters, conditions, FILTERS);
    struct ruleset *rules = build(filters, FILTERS, &callout);
    assert_int_equal(cost_new(FILTERS, 1, &cost), WFP_OK);
    for (unsigned i = 0; i < 3; i++)
        ask(rules, cost, 1);
    ask(rules, cost, 7);
    ask(rules, cost, 5000);
    ask(rules, NULL, 1);
    struct cost_count of_layer = cost_of_layer(cost, layer()->id), first = cost_of_filter(cost, 1), seventh = cost_of_filter(cost, 7);
    assert_int_equal(calls, 4);
    assert_int_equal(of_layer.calls, 5);
    assert_int_equal(of_layer.matches, 4);
    assert_int_equal(first.calls, 3);
    assert_true(first.ns >= 3 * 15000); /* the callout's own time, less what the clock takes */
    assert_true(of_layer.ns >= first.ns / 2);
    assert_int_equal(seventh.matches, 1);
    assert_int_equal(cost_of_filter(cost, 8).calls, 0);
    assert_int_equal(cost_lost(cost), 0);
    cost_free(cost);
    ruleset_free(rules);
}

/* About one in as many as was said; never all, and in no pattern that a round of classifies could fall in with. */
static void it_measures_some_of_many(void **state)
{
    enum { ROUNDS = 64000, FILTERS = 4 };
    struct filter    filters[FILTERS];
    struct condition conditions[FILTERS];
    struct cost     *cost;
    (void)state;
    make_filters(filters, conditions, FILTERS);
    struct ruleset *rules = build(filters, FILTERS, NULL);
    assert_int_equal(cost_new(FILTERS, COST_EVERY, &cost), WFP_OK);
    for (uint32_t i = 0; i < ROUNDS; i++)
        ask(rules, cost, (uint16_t)(1 + i % FILTERS));
    struct cost_count of_layer = cost_of_layer(cost, layer()->id);
    assert_in_range(of_layer.calls, ROUNDS / COST_EVERY / 2, ROUNDS / COST_EVERY * 2);
    for (uint32_t id = 1; id <= FILTERS; id++)
        assert_in_range(cost_of_filter(cost, id).calls, of_layer.calls / FILTERS / 2, of_layer.calls / FILTERS * 2);
    cost_free(cost);
    ruleset_free(rules);
}

/* More filters than there is room for: what is counted is right, and what is not is known. */
static void it_says_what_it_lost(void **state)
{
    enum { FILTERS = 300 };
    static struct filter    filters[FILTERS];
    static struct condition conditions[FILTERS];
    struct cost            *cost;
    uint64_t                counted = 0;
    (void)state;
    make_filters(filters, conditions, FILTERS);
    struct ruleset *rules = build(filters, FILTERS, NULL);
    assert_int_equal(cost_new(1, 1, &cost), WFP_OK);
    for (uint32_t i = 0; i < FILTERS; i++)
        ask(rules, cost, (uint16_t)(i + 1));
    for (uint32_t id = 1; id <= FILTERS; id++)
        counted += cost_of_filter(cost, id).calls;
    assert_true(cost_lost(cost) > 0);
    assert_int_equal(counted + cost_lost(cost), FILTERS);
    cost_free(cost);
    ruleset_free(rules);
}

/* A verdict that was kept is one of the same filters. */
static void it_counts_verdicts_that_were_kept(void **state)
{
    enum { FILTERS = 100, ROUNDS = 50 };
    struct filter         filters[FILTERS];
    struct condition      conditions[FILTERS];
    struct cost          *cost;
    struct verdict_cache *cache;
    struct value          values[64] = { 0 };
    (void)state;
    make_filters(filters, conditions, FILTERS);
    struct ruleset     *rules = build(filters, FILTERS, NULL);
    struct classify_out out;
    assert_int_equal(verdict_cache_new(64, &cache), WFP_OK);
    assert_int_equal(cost_new(FILTERS, 2, &cost), WFP_OK);
    struct classify_in in = { .layer = layer(), .values = values, .cost = cost, .cache = cache };
    values[layer_field_index(layer(), FIELD_IP_REMOTE_PORT)] = (struct value){ .type = TYPE_UINT16, .u16 = 7 };
    for (unsigned i = 0; i < ROUNDS; i++)
        engine_classify(rules, &in, &out, NULL);
    struct verdict_count kept = verdict_cache_count(cache, layer()->id);
    assert_int_equal(kept.asked, ROUNDS); /* those that are measured too */
    assert_in_range(kept.found, ROUNDS - 2, ROUNDS - 1); /* the first one that is measured wants to know who matched */
    assert_in_range(cost_of_layer(cost, layer()->id).calls, 5, ROUNDS - 5);
    assert_int_equal(cost_of_filter(cost, 7).calls, cost_of_layer(cost, layer()->id).calls);
    assert_int_equal(cost_of_layer(cost, layer()->id).matches, cost_of_layer(cost, layer()->id).calls);
    cost_free(cost);
    verdict_cache_free(cache);
    ruleset_free(rules);
}

static void on_classify(void *callout, const struct classify_in *in, const struct rule *rule, uint64_t flow, struct classify_out *out)
{
    (void)callout, (void)in, (void)rule, (void)flow, (void)out;
}

static void it_counts_any_number_of_matches(void **state)
{
    enum { FILTERS = 3 * COST_HELD + 5 };
    struct filter          filters[FILTERS] = { 0 };
    struct callout_ops     ops = { on_classify };
    struct callout_binding callout = { { 0 }, &ops, NULL, 0 };
    struct cost           *cost;
    (void)state;
    for (uint32_t i = 0; i < FILTERS; i++)
        filters[i] = (struct filter){ .id = i + 1, .layer = layer()->id, .effective_weight = i, .action = ACTION_CALLOUT_INSPECTION };
    struct ruleset *rules = build(filters, FILTERS, &callout);
    assert_int_equal(cost_new(FILTERS, 1, &cost), WFP_OK);
    for (unsigned i = 0; i < 10; i++)
        ask(rules, cost, 1);
    assert_int_equal(cost_of_layer(cost, layer()->id).matches, 10 * FILTERS);
    for (uint64_t id = 1; id <= FILTERS; id++)
        assert_int_equal(cost_of_filter(cost, id).calls, 10);
    cost_free(cost);
    ruleset_free(rules);
}

/* What is begun anew counts from nothing, and takes the room of filters that were counted before. */
static void it_begins_anew(void **state)
{
    enum { FILTERS = 64, ROUNDS = 20 };
    struct filter    filters[FILTERS];
    struct condition conditions[FILTERS];
    struct cost     *cost;
    (void)state;
    make_filters(filters, conditions, FILTERS);
    struct ruleset *rules = build(filters, FILTERS, NULL);
    assert_int_equal(cost_new(1, 1, &cost), WFP_OK);
    for (uint32_t round = 1; round <= ROUNDS; round++) {
        for (uint32_t i = 0; i < 16; i++)
            ask(rules, cost, (uint16_t)(1 + (round * 16 + i) % FILTERS));
        assert_int_equal(cost_of_filters(cost).calls, 16);
        assert_int_equal(cost_filters(cost), 16);
        assert_int_equal(cost_of_layer(cost, layer()->id).matches, 16);
        assert_int_equal(cost_lost(cost), 0);
        cost_turn_to(cost, 1, round);
        assert_int_equal(cost_of_filters(cost).calls, 0);
        assert_int_equal(cost_of_layer(cost, layer()->id).calls, 0);
    }
    cost_turn_to(cost, 0, ROUNDS);
    ask(rules, cost, 1);
    assert_int_equal(cost_of_layer(cost, layer()->id).calls, 0);
    cost_free(cost);
    ruleset_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_counts_classifies_matches_and_time),
        cmocka_unit_test(it_measures_some_of_many),
        cmocka_unit_test(it_says_what_it_lost),
        cmocka_unit_test(it_counts_verdicts_that_were_kept),
        cmocka_unit_test(it_counts_any_number_of_matches),
        cmocka_unit_test(it_begins_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
