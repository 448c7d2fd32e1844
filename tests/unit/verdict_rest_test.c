/* When kept verdicts are looked for: where that is of use, and where nobody watches how a verdict is made. */
#include "engine/cost.h"
#include "verdict_kit.h"

static uint64_t asked(const struct desk *d)
{
    return verdict_cache_count(d->cache, d->k.layer->id).asked;
}

static void ask_new(struct desk *d, uint32_t *next)
{
    kit_set(&d->k, FIELD_IP_REMOTE_PORT, u16_value((uint16_t)*next));
    kit_set(&d->k, FIELD_IP_LOCAL_PORT, u16_value((uint16_t)(*next >> 16)));
    ++*next;
    ask(d);
}

static void open_questions(struct desk *d, enum family family)
{
    open_desk(d, LAYER(INBOUND_TRANSPORT), family);
    kit_if(&d->k, kit_filter(&d->k, NULL, 1, ACTION_BLOCK), FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value(7));
}

/* Where nothing is asked twice it stops looking, ever longer; where things are, it goes on. */
static void it_rests_where_it_is_of_no_use(void **state)
{
    struct desk d;
    uint32_t    next = 0;
    open_questions(&d, *(enum family *)*state);
    for (unsigned i = 0; i < 4 * VERDICT_NAP; i++)
        ask(&d);
    assert_int_equal(asked(&d), 4 * VERDICT_NAP);
    for (unsigned i = 0; i < 200 * VERDICT_NAP; i++)
        ask_new(&d, &next);
    assert_in_range(asked(&d), 4 * VERDICT_NAP + VERDICT_TRIAL, 4 * VERDICT_NAP + 200 * VERDICT_NAP / 16);
    uint64_t before = found(&d);
    for (unsigned i = 0; i < VERDICT_NAP_MOST + 1000; i++)
        ask(&d); /* the last one, again and again */
    assert_in_range(found(&d) - before, 900, VERDICT_NAP_MOST + 1000);
    for (unsigned i = 0; i < 1000; i++)
        ask(&d);
    assert_true(found(&d) - before >= 1900);
    close_desk(&d);
}

/* Each layer for itself. */
static void it_rests_by_layer(void **state)
{
    struct desk d;
    uint32_t    next = 0;
    open_questions(&d, *(enum family *)*state);
    for (unsigned i = 0; i < 2 * VERDICT_TRIAL; i++)
        ask_new(&d, &next);
    assert_true(asked(&d) < 2 * VERDICT_TRIAL);
    d.k.layer = layer_of(LAYER(OUTBOUND_TRANSPORT), d.k.family);
    for (uint32_t i = 0; i < d.k.filter_count; i++)
        d.k.filters[i].layer = d.k.layer->id;
    kit_fini(&d.k);
    memset(d.k.values, 0, sizeof(d.k.values));
    for (unsigned i = 0; i < 10; i++)
        ask(&d);
    assert_int_equal(asked(&d), 10);
    assert_int_equal(found(&d), 9);
    close_desk(&d);
}

/* Who wants to see how a verdict is made sees it made; who wants to know what it costs is told what it costs when it was kept. */
static void it_makes_what_is_watched_anew(void **state)
{
    struct desk         d;
    struct cost        *cost;
    struct trace        trace;
    struct classify_out out;
    open_questions(&d, *(enum family *)*state);
    kit_set(&d.k, FIELD_IP_REMOTE_PORT, u16_value(7));
    ask(&d);
    trace_init(&trace);
    assert_int_equal(cost_new(KIT_MAX, 1, &cost), WFP_OK);
    struct classify_in in = kit_in(&d.k);
    in.cache = d.cache;
    in.cost = cost;
    for (unsigned i = 1; i <= 3; i++) { /* the first may want to know more than was kept */
        engine_classify(d.k.rules, &in, &out, NULL);
        assert_int_equal(cost_of_filter(cost, 9).matches, i);
        assert_int_equal(asked(&d), 1 + i);
        assert_in_range(found(&d), i - 1, i);
    }
    in.cost = NULL;
    uint64_t before = found(&d);
    engine_classify(d.k.rules, &in, &out, &trace);
    assert_true(trace.count > 2);
    assert_int_equal(asked(&d), 4);
    assert_int_equal(ask(&d), 9);
    assert_int_equal(found(&d), before + 1);
    trace_fini(&trace);
    cost_free(cost);
    close_desk(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH_PLAIN(it_rests_where_it_is_of_no_use),
        BOTH_PLAIN(it_rests_by_layer),
        BOTH_PLAIN(it_makes_what_is_watched_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
