/* Traces: they change nothing, and say what happened. */
#include "random_rules.h"

static struct kit   k;
static struct trace trace;

static int setup(void **state)
{
    kit_init(&k, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    kit_sublayer(&k, "high", 60000);
    kit_sublayer(&k, "low", 100);
    trace_init(&trace);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    kit_fini(&k);
    trace_fini(&trace);
    return 0;
}

static void classify_traced(void)
{
    if (!k.rules)
        assert_int_equal(kit_build(&k), WFP_OK);
    struct classify_in in = kit_in(&k);
    trace_reset(&trace);
    engine_classify(k.rules, &in, &k.out, &trace);
    assert_false(trace.out_of_memory);
}

static void expect_lines(const char *const *lines)
{
    char text[512];
    for (uint32_t i = 0; i < trace.count; i++) {
        trace_event_format(&trace.events[i], text, sizeof(text));
        assert_non_null(lines[i]);
        assert_string_equal(text, lines[i]);
    }
    assert_null(lines[trace.count]);
}

static void name_filter(struct filter *f, const char *name)
{
    f->name = name;
}

static void a_miss_names_field_value_and_wish(void **state)
{
    static const char *const lines[] = {
        "sublayer  FWPM_SUBLAYER_UNIVERSAL  weight 32768",
        "miss  no web to lab  IP_REMOTE_PORT is 8443, wants 80-443",
        "miss  two ports  IP_REMOTE_PORT is 8443, wants 80 or 443",
        "miss  flags  FLAGS is empty, wants all of 0x5",
        "miss  filter 4  IP_PROTOCOL is tcp, wants not tcp",
        "final  permit, nobody decided",
        NULL,
    };
    struct value_range range = { u16_value(80), u16_value(443) };
    struct filter     *f = kit_filter(&k, NULL, 9, ACTION_BLOCK);
    (void)state;
    name_filter(f, "no web to lab");
    kit_if(&k, f, FIELD_IP_REMOTE_PORT, MATCH_RANGE, (struct value){ .type = TYPE_RANGE, .range = &range });
    name_filter(f = kit_filter(&k, NULL, 8, ACTION_BLOCK), "two ports");
    kit_if(&k, f, FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value(80));
    kit_if(&k, f, FIELD_IP_PROTOCOL, MATCH_EQUAL, u8_value(6));
    kit_if(&k, f, FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value(443));
    name_filter(f = kit_filter(&k, NULL, 7, ACTION_BLOCK), "flags");
    kit_if(&k, f, FIELD_FLAGS, MATCH_FLAGS_ALL_SET, u32_value(5));
    kit_if(&k, kit_filter(&k, NULL, 6, ACTION_BLOCK), FIELD_IP_PROTOCOL, MATCH_NOT_EQUAL, u8_value(6));
    kit_set(&k, FIELD_IP_REMOTE_PORT, u16_value(8443));
    kit_set(&k, FIELD_IP_PROTOCOL, u8_value(6));
    classify_traced();
    expect_lines(lines);
    assert_int_equal(trace.events[2].condition, 0);
    assert_int_equal(trace.events[1].field.u16, 8443);
}

static void a_match_says_what_became_of_the_action(void **state)
{
    static const char *const lines[] = {
        "sublayer  high  weight 60000",
        "match  looker  continues",
        "match  first  permit, soft",
        "skip  hidden  below the filter that decided its sublayer",
        "sublayer  FWPM_SUBLAYER_UNIVERSAL  weight 32768",
        "match  missing  continues (callout not registered)",
        "match  second  permit, hard",
        "sublayer  middle  weight 300",
        "match  third  permit, as already decided",
        "sublayer  low  weight 100",
        "match  fourth  block, refused: a hard decision stands",
        "sublayer  lowest  weight 50",
        "match  vetoer  block, veto of a hard permit",
        "final  block, hard, by vetoer",
        NULL,
    };
    struct recorder looks = { ACTION_CONTINUE }, vetoes = { ACTION_BLOCK };
    (void)state;
    kit_sublayer(&k, "middle", 300);
    kit_sublayer(&k, "lowest", 50);
    name_filter(kit_callout(&k, "high", 9, ACTION_CALLOUT_INSPECTION, &looks), "looker");
    name_filter(kit_filter(&k, "high", 5, ACTION_PERMIT), "first");
    name_filter(kit_filter(&k, "high", 1, ACTION_BLOCK), "hidden");
    name_filter(kit_unregistered(&k, NULL, 9, ACTION_CALLOUT_INSPECTION), "missing");
    struct filter *second = kit_filter(&k, NULL, 5, ACTION_PERMIT);
    name_filter(second, "second");
    second->flags = FILTER_FLAG_CLEAR_ACTION_RIGHT;
    name_filter(kit_filter(&k, "middle", 0, ACTION_PERMIT), "third");
    name_filter(kit_filter(&k, "low", 0, ACTION_BLOCK), "fourth");
    name_filter(kit_callout(&k, "lowest", 0, ACTION_CALLOUT_TERMINATING, &vetoes), "vetoer");
    classify_traced();
    expect_lines(lines);
    assert_int_equal(trace.events[6].rights_before, RIGHT_ACTION_WRITE);
    assert_int_equal(trace.events[6].rights_after, 0);
    assert_int_equal(trace.events[2].effect, EFFECT_DECIDED);
    assert_int_equal(trace.events[8].effect, EFFECT_CONFIRMED);
    assert_int_equal(trace.events[10].effect, EFFECT_REFUSED);
    assert_int_equal(trace.events[12].effect, EFFECT_VETO);
}

/* proves: C-011 */
static void a_conditional_callout_without_its_context_is_skipped(void **state)
{
    struct recorder r = { ACTION_BLOCK };
    char            text[128];
    (void)state;
    name_filter(kit_callout(&k, NULL, 0, ACTION_CALLOUT_TERMINATING, &r), "mine");
    k.callouts[0].flags = CALLOUT_FLAG_CONDITIONAL_ON_FLOW;
    classify_traced();
    assert_int_equal(r.calls, 0);
    assert_int_equal(trace.events[1].kind, TRACE_SKIP);
    assert_string_equal(trace_event_format(&trace.events[1], text, sizeof(text)), "skip  mine  its callout has no context on this flow");
}

static void a_short_buffer_is_terminated(void **state)
{
    char text[8] = "#######";
    (void)state;
    name_filter(kit_filter(&k, NULL, 0, ACTION_BLOCK), "a name");
    classify_traced();
    trace_event_format(&trace.events[1], text, 6);
    assert_string_equal(text, "match");
    assert_int_equal(text[6], '#');
    trace_event_format(&trace.events[1], text, 0);
    assert_string_equal(text, "match");
}

static void same_out(const struct classify_out *a, const struct classify_out *b, unsigned seed)
{
    if (a->action != b->action || a->rights != b->rights || a->flags != b->flags || a->rule != b->rule || a->veto != b->veto)
        fail_msg("seed %u: the trace changes the decision", seed);
}

static void random_policy(struct random *r, struct recorder *recorders)
{
    static const enum action_type callouts[] = { ACTION_CALLOUT_TERMINATING, ACTION_CALLOUT_INSPECTION, ACTION_CALLOUT_UNKNOWN };
    static const enum action_type answers[] = { ACTION_PERMIT, ACTION_BLOCK, ACTION_CONTINUE, 0 };
    for (unsigned i = 0, n = 1 + random_below(r, 12); i < n; i++) {
        struct filter *f = random_filter(r, &k, random_below(r, 2) ? ACTION_PERMIT : ACTION_BLOCK);
        if (random_below(r, 3) == 0) {
            struct filter *c = kit_callout(&k, NULL, 0, callouts[random_below(r, 3)], &recorders[i]);
            recorders[i].answer = answers[random_below(r, 4)];
            recorders[i].clears_right = random_below(r, 2);
            recorders[i].flags = random_below(r, 2) ? CLASSIFY_OUT_FLAG_ABSORB : 0;
            c->sublayer = f->sublayer;
            c->effective_weight = random_below(r, 4);
            for (unsigned conditions = random_below(r, 3); conditions; conditions--) {
                struct condition x = random_condition(r, k.layer);
                kit_if(&k, c, x.field, x.match, x.value);
            }
        }
    }
}

static void a_trace_does_not_change_the_decision(void **state)
{
    unsigned decided[3] = { 0 };
    for (unsigned seed = 1; seed <= 1000; seed++) {
        struct random   r;
        struct recorder recorders[12] = { 0 };
        teardown(state);
        setup(state);
        random_init(&r, seed);
        random_policy(&r, recorders);
        for (unsigned p = 0; p < 8; p++) {
            random_packet(&r, &k);
            kit_classify(&k);
            struct classify_out plain = k.out;
            classify_traced();
            same_out(&plain, &k.out, seed);
            decided[plain.rule == NULL ? 0 : plain.action == ACTION_PERMIT ? 1 : 2]++;
        }
        arena_fini(&r.arena);
    }
    for (unsigned i = 0; i < COUNT_OF(decided); i++)
        assert_true(decided[i] > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_miss_names_field_value_and_wish),
        BOTH(a_match_says_what_became_of_the_action),
        BOTH(a_conditional_callout_without_its_context_is_skipped),
        BOTH(a_short_buffer_is_terminated),
        BOTH(a_trace_does_not_change_the_decision),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
