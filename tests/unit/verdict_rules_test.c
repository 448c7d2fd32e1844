/* Verdicts that are kept, and other rules: what a change makes of them. */
#include "verdict_kit.h"

/* The next ruleset by one step; the one before goes. */
static void take_step(struct desk *d, uint64_t generation, struct filter *f, bool deleted)
{
    struct kit          *k = &d->k;
    struct ruleset_input in = { .sublayers = k->sublayers, .sublayer_count = k->sublayer_count, .generation = generation,
                                .previous = k->rules };
    struct ruleset_step  step = { f, deleted };
    struct ruleset      *next = NULL;
    assert_int_equal(ruleset_change(&in, &step, 1, &next), WFP_OK);
    assert_non_null(next);
    ruleset_commit(next);
    ruleset_free(k->rules);
    k->rules = next;
}

static void it_hears_of_filters_that_come_and_go(void **state)
{
    struct desk   d;
    struct filter f;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    for (uint16_t i = 8; i < KIT_MAX; i++)
        kit_if(&d.k, kit_filter(&d.k, NULL, 1, ACTION_BLOCK), FIELD_IP_LOCAL_PORT, MATCH_EQUAL, u16_value((uint16_t)(50000 + i)));
    kit_set(&d.k, FIELD_IP_LOCAL_PORT, u16_value(80));
    f = (struct filter){ .id = 100, .layer = d.k.layer->id, .effective_weight = 5, .action = ACTION_BLOCK };
    assert_int_equal(ask(&d), 0);
    for (uint64_t i = 0; i < 10; i++) {
        take_step(&d, 2 + 2 * i, &f, false);
        assert_int_equal(ask(&d), 100 + i);
        assert_int_equal(ask(&d), 100 + i);
        take_step(&d, 3 + 2 * i, &f, true);
        assert_int_equal(ask(&d), 0);
        assert_int_equal(ask(&d), 0);
        f.id++;
    }
    assert_int_equal(found(&d), 20);
    close_desk(&d);
}

/* A layer that the next ruleset takes over is the same one: what was kept of it stays. */
static void it_keeps_what_other_layers_do_not_change(void **state)
{
    struct desk      d;
    struct ruleset  *next;
    bool             changed[LAYER_COUNT] = { false };
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    assert_int_equal(ask(&d), 0);
    struct ruleset_input in = { .sublayers = d.k.sublayers, .sublayer_count = d.k.sublayer_count, .generation = 2, .previous = d.k.rules,
                                .changed = changed };
    assert_int_equal(ruleset_build(&in, &next), WFP_OK);
    ruleset_free(d.k.rules);
    d.k.rules = next;
    assert_int_equal(ask(&d), 0);
    assert_int_equal(found(&d), 1);
    close_desk(&d);
}

/* Two hosts, or one that starts again: the same filters by id, the same generation, and now and then the same memory. */
static void it_tells_rulesets_apart_that_look_the_same(void **state)
{
    struct desk d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    struct filter *f = kit_filter(&d.k, NULL, 0, ACTION_BLOCK);
    for (unsigned i = 0; i < 50; i++) {
        f->action = i % 2 ? ACTION_PERMIT : ACTION_BLOCK;
        assert_int_equal(kit_build(&d.k), WFP_OK);
        assert_int_equal(ask(&d), f->id);
        assert_int_equal(d.k.out.action, f->action);
        assert_int_equal(ask(&d), f->id);
    }
    assert_int_equal(found(&d), 50);
    close_desk(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH_PLAIN(it_hears_of_filters_that_come_and_go),
        BOTH_PLAIN(it_keeps_what_other_layers_do_not_change),
        BOTH_PLAIN(it_tells_rulesets_apart_that_look_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
