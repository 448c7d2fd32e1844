/* The engine without memory: a build fails whole, a trace stays short, a decision never notices. */
#include "engine/compaction.h"
#include "fault/allocations.h"
#include "random_rules.h"

static struct kit    k;
static struct random r;

static int setup(void **state)
{
    kit_init(&k, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    kit_sublayer(&k, "high", 60000);
    kit_sublayer(&k, "low", 100);
    random_init(&r, 7);
    for (unsigned i = 0; i < KIT_MAX - 1; i++)
        random_filter(&r, &k, ACTION_PERMIT);
    random_packet(&r, &k);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    allocations_fail(ALLOCATIONS_ALL_WORK);
    kit_fini(&k);
    arena_fini(&r.arena);
    return 0;
}

/* Every allocation in turn; the sanitizer sees what a failed build leaves behind. */
static void a_build_without_memory_fails_and_leaves_nothing(void **state)
{
    struct ruleset_input in = { k.filters, k.filter_count, k.sublayers, k.sublayer_count, NULL, 0, 1 };
    struct ruleset      *untouched = (struct ruleset *)&k, *out = untouched;
    enum wfp_status      err = WFP_NO_MEMORY;
    uint64_t             n = 0;
    (void)state;
    for (; err == WFP_NO_MEMORY; n++) {
        allocations_fail(n);
        err = ruleset_build(&in, &out);
        if (err != WFP_OK)
            assert_ptr_equal(out, untouched);
    }
    assert_int_equal(err, WFP_OK);
    assert_true(n > 3);
    ruleset_free(out);
}

static void a_decision_allocates_nothing(void **state)
{
    struct classify_out out;
    (void)state;
    assert_int_equal(kit_build(&k), WFP_OK);
    struct classify_in in = kit_in(&k);
    allocations_fail(0);
    engine_classify(k.rules, &in, &out, NULL);
    assert_int_equal(allocations_count(), 0);
}

static void a_trace_without_memory_says_so_and_changes_nothing(void **state)
{
    struct classify_out plain, traced;
    struct trace        trace;
    (void)state;
    assert_int_equal(kit_build(&k), WFP_OK);
    struct classify_in in = kit_in(&k);
    engine_classify(k.rules, &in, &plain, NULL);
    trace_init(&trace);
    for (uint64_t n = 0; n < 2; n++) {
        trace_fini(&trace);
        allocations_fail(n);
        engine_classify(k.rules, &in, &traced, &trace);
        assert_true(trace.out_of_memory);
        assert_int_equal(trace.count, trace.capacity);
        assert_int_equal(traced.action, plain.action);
        assert_ptr_equal(traced.rule, plain.rule);
    }
    allocations_fail(ALLOCATIONS_ALL_WORK);
    trace_reset(&trace);
    engine_classify(k.rules, &in, &traced, &trace);
    assert_false(trace.out_of_memory);
    assert_int_equal(trace.events[trace.count - 1].kind, TRACE_FINAL);
    trace_fini(&trace);
}

enum { LARGE = 600, SMALL = 3 };

static struct filter    many[LARGE + 1 + SMALL]; /* the last of them at another layer */
static struct condition ports[LARGE + 1];

static uint16_t small_layer(void)
{
    return layer_of(LAYER(OUTBOUND_IPPACKET), FAMILY_V4)->id;
}

/* A layer large enough to be changed in place. */
static struct ruleset_input large_input(void)
{
    for (unsigned i = 0; i <= LARGE; i++) {
        ports[i] = (struct condition){ FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value((uint16_t)(i % LARGE)) };
        many[i] = (struct filter){ .id = i + 1, .layer = k.layer->id, .effective_weight = i, .action = ACTION_BLOCK,
                                   .conditions = &ports[i], .condition_count = 1 };
    }
    for (unsigned i = 0; i < SMALL; i++)
        many[LARGE + 1 + i] = (struct filter){ .id = LARGE + 2 + i, .layer = small_layer(), .effective_weight = i, .action = ACTION_BLOCK };
    return (struct ruleset_input){ .filters = many, .filter_count = LARGE, .generation = 1 };
}

static uint64_t decider(const struct ruleset *rules, uint16_t port)
{
    struct classify_in  in = kit_in(&k);
    struct classify_out out;
    memset(k.values, 0, sizeof(k.values));
    kit_set(&k, FIELD_IP_REMOTE_PORT, u16_value(port));
    engine_classify(rules, &in, &out, NULL);
    return out.rule ? out.rule->id : 0;
}

/* Filter LARGE + 1 comes above the first, which goes, and some come to another layer; every allocation fails in turn. */
static void a_change_without_memory_fails_and_changes_nothing(void **state)
{
    struct ruleset_input in = large_input();
    struct ruleset_step  steps[2 + SMALL] = { { &many[LARGE], false }, { &many[1], true } };
    struct ruleset      *before, *untouched = (struct ruleset *)&k, *next = untouched;
    enum wfp_status      err = WFP_NO_MEMORY;
    uint64_t             n = 0;
    (void)state;
    for (unsigned i = 0; i < SMALL; i++)
        steps[2 + i] = (struct ruleset_step){ &many[LARGE + 1 + i], false };
    assert_int_equal(ruleset_build(&in, &before), WFP_OK);
    in.previous = before;
    in.generation = 2;
    for (; err == WFP_NO_MEMORY; n++) {
        allocations_fail(n);
        err = ruleset_change(&in, steps, COUNT_OF(steps), &next);
        if (err != WFP_OK)
            assert_ptr_equal(next, untouched);
    }
    assert_int_equal(err, WFP_OK);
    assert_true(n > 3);
    allocations_fail(0);
    ruleset_commit(next);
    assert_int_equal(decider(before, 0), 1);
    assert_int_equal(decider(before, 1), 2);
    assert_int_equal(decider(next, 0), LARGE + 1);
    assert_int_equal(decider(next, 1), 0);
    assert_int_equal(allocations_count(), 0);
    assert_int_equal(ruleset_layer_count(before, small_layer()), 0);
    assert_int_equal(ruleset_layer_count(next, small_layer()), SMALL);
    allocations_fail(ALLOCATIONS_ALL_WORK);
    ruleset_free(before);
    ruleset_free(next);
}

enum { CAME = 350, AT = 1000 }; /* filters come for this port and those above */

/* Every allocation of the change fails in turn: what each try leaves on the shelf nobody may find. */
static struct ruleset *change_in_the_end(struct ruleset *before, const struct filter *f, bool deleted, uint64_t generation)
{
    struct ruleset_input in = { .generation = generation, .previous = before };
    struct ruleset_step  step = { f, deleted };
    struct ruleset      *next = NULL;
    enum wfp_status      err = WFP_NO_MEMORY;
    uint16_t             port = f->conditions->value.u16;
    for (uint64_t n = 0; err == WFP_NO_MEMORY; n++) {
        assert_int_equal(decider(before, port), deleted ? f->id : 0);
        allocations_fail(n);
        err = ruleset_change(&in, &step, 1, &next);
        allocations_fail(ALLOCATIONS_ALL_WORK);
    }
    assert_int_equal(err, WFP_OK);
    ruleset_commit(next);
    assert_int_equal(decider(next, port), deleted ? 0 : f->id);
    ruleset_free(before);
    return next;
}

/* So many that shelves get full: while all stay they become runs, then most of them have gone and they are made anew. */
static void shelves_that_get_full_without_memory_change_nothing(void **state)
{
    static struct filter    later[2 * CAME];
    static struct condition of[2 * CAME];
    struct ruleset_input    in = large_input();
    struct ruleset         *rules;
    uint64_t                generation = 1;
    (void)state;
    assert_int_equal(ruleset_build(&in, &rules), WFP_OK);
    for (unsigned i = 0; i < 2 * CAME; i++) {
        of[i] = (struct condition){ FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value((uint16_t)(AT + i)) };
        later[i] = (struct filter){ .id = AT + i, .layer = k.layer->id, .effective_weight = i * 7 % LARGE, .action = ACTION_BLOCK,
                                    .conditions = &of[i], .condition_count = 1 };
        rules = change_in_the_end(rules, &later[i], false, ++generation);
        if (i >= CAME)
            rules = change_in_the_end(rules, &later[i - 10], true, ++generation);
    }
    for (unsigned i = 0; i < 2 * CAME; i++)
        assert_int_equal(decider(rules, (uint16_t)(AT + i)), i < CAME - 10 || i >= 2 * CAME - 10 ? AT + i : 0);
    ruleset_free(rules);
}

/* Filter LARGE + 1 is there and the second is not; one more goes while it works. */
static enum wfp_status compact(const struct ruleset *seen, const struct ruleset *current, bool of_runs, struct ruleset **out)
{
    struct compaction *c;
    bool               is_over;
    RETURN_IF(compaction_begin_at(seen, k.layer->id, of_runs, &c));
    enum wfp_status err = compaction_work(c);
    if (err == WFP_OK)
        err = compaction_finish(c, current, 4, &is_over, out);
    compaction_free(c);
    return err;
}

static struct ruleset *after(const struct ruleset *previous, const struct ruleset_step *steps, uint32_t count, uint64_t generation)
{
    struct ruleset_input in = { .generation = generation, .previous = previous };
    struct ruleset      *next;
    assert_int_equal(ruleset_change(&in, steps, count, &next), WFP_OK);
    ruleset_commit(next);
    return next;
}

static void compact_without_memory(const struct ruleset *seen, const struct ruleset *current, bool of_runs)
{
    struct ruleset *untouched = (struct ruleset *)&k, *next = untouched;
    enum wfp_status err = WFP_NO_MEMORY;
    uint64_t        n = 0;
    for (; err == WFP_NO_MEMORY; n++) {
        allocations_fail(n);
        next = untouched;
        err = compact(seen, current, of_runs, &next);
        allocations_fail(ALLOCATIONS_ALL_WORK);
        assert_int_equal(decider(current, 0), LARGE + 1);
    }
    assert_int_equal(err, WFP_OK);
    assert_true(n > 3);
    assert_int_equal(decider(next, 0), LARGE + 1);
    assert_int_equal(decider(next, 1), 0);
    assert_int_equal(decider(next, 2), 0);
    assert_int_equal(decider(seen, 2), 3);
    assert_int_equal(decider(next, 3), 4);
    ruleset_free(next);
}

static void a_compaction_without_memory_fails_and_changes_nothing(void **state)
{
    struct ruleset_input      in = large_input();
    const struct ruleset_step first[] = { { &many[LARGE], false }, { &many[1], true } }, second[] = { { &many[2], true } };
    struct ruleset           *before;
    (void)state;
    assert_int_equal(ruleset_build(&in, &before), WFP_OK);
    struct ruleset *seen = after(before, first, COUNT_OF(first), 2), *current = after(seen, second, COUNT_OF(second), 3);
    compact_without_memory(seen, current, false);
    compact_without_memory(seen, current, true);
    ruleset_free(before);
    ruleset_free(seen);
    ruleset_free(current);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_build_without_memory_fails_and_leaves_nothing),
        BOTH(a_decision_allocates_nothing),
        BOTH(a_change_without_memory_fails_and_changes_nothing),
        BOTH(shelves_that_get_full_without_memory_change_nothing),
        BOTH(a_compaction_without_memory_fails_and_changes_nothing),
        BOTH(a_trace_without_memory_says_so_and_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
