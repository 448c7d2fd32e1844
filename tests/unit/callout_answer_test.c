/* What a callout's answer and its flags count for, statement by statement. */
#include "arbiter_kit.h"

/* proves: B-025 */
static void action_codes_are_those_of_windows(void **state)
{
    (void)state;
    assert_int_equal(ACTION_BLOCK, 0x1001);
    assert_int_equal(ACTION_PERMIT, 0x1002);
    assert_int_equal(ACTION_CALLOUT_TERMINATING, 0x5003);
    assert_int_equal(ACTION_CALLOUT_INSPECTION, 0x6004);
    assert_int_equal(ACTION_CALLOUT_UNKNOWN, 0x4005);
    assert_int_equal(ACTION_CONTINUE, 0x2006);
    assert_int_equal(ACTION_NONE, 0x0007);
    assert_int_equal(ACTION_NONE_NO_MATCH, 0x0008);
}

/* What comes of one callout filter alone: CONTINUE when it does not decide. */
static enum action_type alone(enum action_type filter, enum action_type answer)
{
    struct recorder r = { answer };
    again();
    kit_callout(&k, NULL, 0, filter, &r);
    enum action_type action = kit_classify(&k) ? k.out.action : ACTION_CONTINUE;
    assert_int_equal(r.calls, 1);
    return action;
}

/* proves: B-026 B-032 */
static void a_terminating_callout_that_does_not_decide_blocks(void **state)
{
    static const enum action_type odd[] = { ACTION_CONTINUE, ACTION_NONE, ACTION_NONE_NO_MATCH, 0, ACTION_CALLOUT_UNKNOWN };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(odd); i++)
        assert_int_equal(alone(ACTION_CALLOUT_TERMINATING, odd[i]), ACTION_BLOCK);
    assert_int_equal(alone(ACTION_CALLOUT_TERMINATING, ACTION_PERMIT), ACTION_PERMIT);
    assert_int_equal(alone(ACTION_CALLOUT_TERMINATING, ACTION_BLOCK), ACTION_BLOCK);
}

/* proves: B-027 B-032 */
static void an_inspection_callout_only_continues(void **state)
{
    static const enum action_type answers[] = { ACTION_BLOCK, ACTION_PERMIT, ACTION_NONE, 0, ACTION_CONTINUE };
    struct recorder               greedy = { ACTION_BLOCK, .clears_right = true, .flags = CLASSIFY_OUT_FLAG_ABSORB };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(answers); i++)
        assert_int_equal(alone(ACTION_CALLOUT_INSPECTION, answers[i]), ACTION_CONTINUE);
    again();
    kit_callout(&k, NULL, 5, ACTION_CALLOUT_INSPECTION, &greedy);
    add(NULL, 0, ACTION_PERMIT, 0);
    expect(2, ACTION_PERMIT, RIGHT_ACTION_WRITE);
    assert_int_equal(k.out.flags, 0);
}

/* proves: B-028 */
static void an_unknown_callout_may_permit_block_or_continue(void **state)
{
    (void)state;
    assert_int_equal(alone(ACTION_CALLOUT_UNKNOWN, ACTION_PERMIT), ACTION_PERMIT);
    assert_int_equal(alone(ACTION_CALLOUT_UNKNOWN, ACTION_BLOCK), ACTION_BLOCK);
    assert_int_equal(alone(ACTION_CALLOUT_UNKNOWN, ACTION_CONTINUE), ACTION_CONTINUE);
    assert_int_equal(alone(ACTION_CALLOUT_UNKNOWN, ACTION_NONE), ACTION_BLOCK); /* ours: P-008 */
}

static void unregistered(enum action_type action, uint32_t flags)
{
    again();
    kit_unregistered(&k, NULL, 0, action)->flags = flags;
}

/* proves: B-029 B-031 */
static void an_unregistered_callout_blocks_unless_it_only_inspects(void **state)
{
    (void)state;
    unregistered(ACTION_CALLOUT_TERMINATING, 0);
    expect(1, ACTION_BLOCK, 0);
    unregistered(ACTION_CALLOUT_UNKNOWN, 0);
    expect(1, ACTION_BLOCK, 0);
    unregistered(ACTION_CALLOUT_INSPECTION, 0);
    expect(0, ACTION_PERMIT, RIGHT_ACTION_WRITE);
}

/* proves: B-030 B-031 */
static void an_unregistered_callout_permits_when_its_filter_says_so(void **state)
{
    (void)state;
    unregistered(ACTION_CALLOUT_TERMINATING, FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED);
    expect(1, ACTION_PERMIT, RIGHT_ACTION_WRITE);
    unregistered(ACTION_CALLOUT_UNKNOWN, FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED);
    expect(1, ACTION_PERMIT, RIGHT_ACTION_WRITE);
}

/* proves: B-033 */
static void a_callout_makes_its_answer_hard_by_clearing_the_right(void **state)
{
    struct recorder blocks = { ACTION_BLOCK, .clears_right = true }, permits = { ACTION_PERMIT, .clears_right = true };
    (void)state;
    kit_callout(&k, "high", 0, ACTION_CALLOUT_TERMINATING, &blocks);
    add(NULL, 0, ACTION_PERMIT, 0);
    expect(1, ACTION_BLOCK, 0);
    again();
    kit_callout(&k, "high", 0, ACTION_CALLOUT_TERMINATING, &permits);
    add(NULL, 0, ACTION_BLOCK, 0);
    expect(1, ACTION_PERMIT, 0);
}

/* Ours, J-013. proves: B-034 */
static void the_engine_clears_the_right_for_a_callout_that_ignores_the_flag(void **state)
{
    struct recorder permits = { ACTION_PERMIT }, blocks = { ACTION_BLOCK };
    (void)state;
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_TERMINATING, &permits)->flags = CLEARS;
    expect(1, ACTION_PERMIT, 0);
    assert_true(permits.seen_rule->flags & CLEARS);
    again();
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_UNKNOWN, &blocks)->flags = CLEARS;
    expect(1, ACTION_BLOCK, 0);
}

/* proves: B-035 */
static void a_callout_that_leaves_things_alone_without_the_right_changes_nothing(void **state)
{
    struct recorder leaves = { 0 };
    (void)state;
    add("high", 0, ACTION_PERMIT, CLEARS);
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_TERMINATING, &leaves);
    expect(1, ACTION_PERMIT, 0);
    again();
    add("high", 0, ACTION_BLOCK, 0);
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_TERMINATING, &leaves);
    expect(1, ACTION_BLOCK, 0);
    assert_false(k.out.veto);
    assert_int_equal(leaves.calls, 2);
}

/* proves: B-036 */
static void a_callout_gets_the_filter_that_matched(void **state)
{
    struct recorder r = { ACTION_PERMIT };
    struct filter  *f = kit_callout(&k, "low", 1234, ACTION_CALLOUT_UNKNOWN, &r);
    (void)state;
    f->id = 99;
    f->flags = FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED;
    f->raw_context = 0x55;
    kit_if(&k, f, FIELD_IP_PROTOCOL, MATCH_NOT_EQUAL, u8_value(17));
    kit_set(&k, FIELD_IP_PROTOCOL, u8_value(6));
    kit_classify(&k);
    assert_int_equal(r.seen_rule->id, 99);
    assert_int_equal(r.seen_rule->weight, 1234);
    assert_int_equal(r.seen_rule->sublayer->weight, 100);
    assert_int_equal(r.seen_rule->flags, FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED);
    assert_int_equal(r.seen_rule->action, ACTION_CALLOUT_UNKNOWN);
    assert_int_equal(r.seen_rule->raw_context, 0x55);
    assert_int_equal(r.seen_rule->condition_count, 1);
    assert_int_equal(r.seen_rule->conditions[0].field, FIELD_IP_PROTOCOL);
    assert_int_equal(r.seen_rule->conditions[0].match, MATCH_NOT_EQUAL);
    assert_int_equal(r.seen_rule->conditions[0].value.u8, 17);
}

/* The flags that remain of what a callout set at a layer. */
static uint32_t flags_kept(const struct layer_row *layer, enum action_type answer, uint32_t flags)
{
    struct recorder r = { answer, .clears_right = true, .flags = flags };
    again();
    k.layer = layer;
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_TERMINATING, &r);
    kit_classify(&k);
    assert_int_equal(r.calls, 1);
    return k.out.flags;
}

/* The engine's part of it: the flag survives only where it means something. proves: B-038 B-039 B-040 */
static void absorb_is_kept_with_block_where_data_may_be_taken_over(void **state)
{
    static const enum layer_pair absorbing[] = {
        LAYER(INBOUND_MAC_FRAME_ETHERNET), LAYER(OUTBOUND_MAC_FRAME_ETHERNET), LAYER(INBOUND_MAC_FRAME_NATIVE),
        LAYER(OUTBOUND_MAC_FRAME_NATIVE),  LAYER(INGRESS_VSWITCH_ETHERNET),    LAYER(EGRESS_VSWITCH_ETHERNET),
        LAYER(INBOUND_IPPACKET),           LAYER(OUTBOUND_IPPACKET),           LAYER(INBOUND_TRANSPORT),
        LAYER(OUTBOUND_TRANSPORT),         LAYER(INBOUND_ICMP_ERROR),          LAYER(OUTBOUND_ICMP_ERROR),
        LAYER(DATAGRAM_DATA),              LAYER(STREAM_PACKET),               LAYER(ALE_AUTH_RECV_ACCEPT),
        LAYER(ALE_AUTH_CONNECT),           LAYER(IPFORWARD),
    };
    static const enum layer_pair others[] = { LAYER(ALE_AUTH_LISTEN), LAYER(ALE_FLOW_ESTABLISHED), LAYER(STREAM),
                                              LAYER(ALE_RESOURCE_ASSIGNMENT) };
    enum family family = *(enum family *)*state;
    for (unsigned i = 0; i < COUNT_OF(absorbing); i++) {
        const struct layer_row *layer = layer_of(absorbing[i], family);
        assert_int_equal(flags_kept(layer, ACTION_BLOCK, CLASSIFY_OUT_FLAG_ABSORB), CLASSIFY_OUT_FLAG_ABSORB);
        assert_int_equal(flags_kept(layer, ACTION_PERMIT, CLASSIFY_OUT_FLAG_ABSORB), 0);
        if (layer_discard_twin(layer))
            assert_int_equal(flags_kept(layer_discard_twin(layer), ACTION_BLOCK, CLASSIFY_OUT_FLAG_ABSORB), 0);
    }
    for (unsigned i = 0; i < COUNT_OF(others); i++)
        assert_int_equal(flags_kept(layer_of(others[i], family), ACTION_BLOCK, CLASSIFY_OUT_FLAG_ABSORB), 0);
}

/* proves: B-041 */
static void stream_flags_are_kept_at_stream_layers_only(void **state)
{
    const uint32_t flags = CLASSIFY_OUT_FLAG_BUFFER_LIMIT_REACHED | CLASSIFY_OUT_FLAG_NO_MORE_DATA;
    enum family    family = *(enum family *)*state;
    assert_int_equal(flags_kept(layer_of(LAYER(STREAM), family), ACTION_PERMIT, flags), flags);
    assert_int_equal(flags_kept(layer_of(LAYER(INBOUND_TRANSPORT), family), ACTION_PERMIT, flags), 0);
    assert_int_equal(flags_kept(layer_of(LAYER(STREAM_PACKET), family), ACTION_BLOCK, flags), 0);
}

/* Why B-042 asks for the right to be cleared. */
static void absorb_goes_with_the_decision_it_came_with(void **state)
{
    struct recorder soft = { ACTION_BLOCK, .flags = CLASSIFY_OUT_FLAG_ABSORB };
    struct recorder hard = { ACTION_BLOCK, .flags = CLASSIFY_OUT_FLAG_ABSORB, .clears_right = true };
    (void)state;
    kit_callout(&k, "high", 0, ACTION_CALLOUT_TERMINATING, &soft);
    add(NULL, 0, ACTION_PERMIT, 0);
    expect(2, ACTION_PERMIT, RIGHT_ACTION_WRITE);
    assert_int_equal(k.out.flags, 0);
    again();
    kit_callout(&k, "high", 0, ACTION_CALLOUT_TERMINATING, &hard);
    add(NULL, 0, ACTION_PERMIT, 0);
    expect(1, ACTION_BLOCK, 0);
    assert_int_equal(k.out.flags, CLASSIFY_OUT_FLAG_ABSORB);
}

/* A callout below must not take the flags of one above for its own. */
static void a_callout_finds_no_flags(void **state)
{
    struct recorder above = { ACTION_BLOCK, .flags = CLASSIFY_OUT_FLAG_ABSORB }, below = { ACTION_CONTINUE };
    (void)state;
    kit_callout(&k, "high", 0, ACTION_CALLOUT_TERMINATING, &above);
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_UNKNOWN, &below);
    kit_classify(&k);
    assert_int_equal(below.seen_flags, 0);
    assert_int_equal(k.out.flags, CLASSIFY_OUT_FLAG_ABSORB);
}

/* proves: B-049 */
static void at_stream_layers_a_block_stays_and_a_permit_binds_nobody(void **state)
{
    struct recorder above = { ACTION_BLOCK }, below = { ACTION_PERMIT };
    start(LAYER(STREAM), *(enum family *)*state);
    kit_callout(&k, "high", 0, ACTION_CALLOUT_TERMINATING, &above);
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_TERMINATING, &below);
    expect(1, ACTION_BLOCK, 0);
    above = (struct recorder){ ACTION_PERMIT, .clears_right = true, .clock = &k.clock };
    below.answer = ACTION_BLOCK;
    expect(2, ACTION_BLOCK, 0);
    assert_false(k.out.veto);
}

/* proves: C-011 */
static void a_conditional_callout_is_absent_on_flows_without_its_context(void **state)
{
    struct recorder blocks = { ACTION_BLOCK };
    (void)state;
    kit_callout(&k, NULL, 5, ACTION_CALLOUT_TERMINATING, &blocks);
    k.callouts[0].flags = CALLOUT_FLAG_CONDITIONAL_ON_FLOW;
    add(NULL, 0, ACTION_PERMIT, 0);
    expect(2, ACTION_PERMIT, RIGHT_ACTION_WRITE);
    assert_int_equal(blocks.calls, 0);
    k.flow = 0x1234;
    expect(1, ACTION_BLOCK, RIGHT_ACTION_WRITE);
    assert_int_equal(blocks.seen_flow, 0x1234);
}

static void other_callouts_see_no_flow_context_where_there_is_none(void **state)
{
    struct recorder r = { ACTION_PERMIT, .seen_flow = 1 };
    (void)state;
    kit_callout(&k, NULL, 5, ACTION_CALLOUT_TERMINATING, &r);
    expect(1, ACTION_PERMIT, RIGHT_ACTION_WRITE);
    assert_int_equal(r.seen_flow, 0);
}

/* Disabled filters are not there at all. */
static void a_disabled_filter_does_nothing(void **state)
{
    (void)state;
    add(NULL, 0, ACTION_BLOCK, FILTER_FLAG_DISABLED);
    expect(0, ACTION_PERMIT, RIGHT_ACTION_WRITE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(action_codes_are_those_of_windows),
        BOTH(a_terminating_callout_that_does_not_decide_blocks),
        BOTH(an_inspection_callout_only_continues),
        BOTH(an_unknown_callout_may_permit_block_or_continue),
        BOTH(an_unregistered_callout_blocks_unless_it_only_inspects),
        BOTH(an_unregistered_callout_permits_when_its_filter_says_so),
        BOTH(a_callout_makes_its_answer_hard_by_clearing_the_right),
        BOTH(the_engine_clears_the_right_for_a_callout_that_ignores_the_flag),
        BOTH(a_callout_that_leaves_things_alone_without_the_right_changes_nothing),
        BOTH(a_callout_gets_the_filter_that_matched),
        BOTH(absorb_is_kept_with_block_where_data_may_be_taken_over),
        BOTH(stream_flags_are_kept_at_stream_layers_only),
        BOTH(absorb_goes_with_the_decision_it_came_with),
        BOTH(a_callout_finds_no_flags),
        BOTH(at_stream_layers_a_block_stays_and_a_permit_binds_nobody),
        BOTH(a_conditional_callout_is_absent_on_flows_without_its_context),
        BOTH(other_callouts_see_no_flow_context_where_there_is_none),
        BOTH(a_disabled_filter_does_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
