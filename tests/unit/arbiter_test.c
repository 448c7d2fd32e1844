/* Arbitration within and between sublayers, statement by statement. */
#include "arbiter_kit.h"

/* proves: B-001 */
static void sublayers_are_taken_from_the_highest_weight(void **state)
{
    struct recorder low = { ACTION_CONTINUE }, high = { ACTION_CONTINUE }, middle = { ACTION_CONTINUE };
    (void)state;
    kit_callout(&k, "low", 15, ACTION_CALLOUT_INSPECTION, &low);
    kit_callout(&k, NULL, 1, ACTION_CALLOUT_INSPECTION, &middle);
    kit_callout(&k, "high", 0, ACTION_CALLOUT_INSPECTION, &high);
    kit_classify(&k);
    assert_int_equal(high.turn, 1);
    assert_int_equal(middle.turn, 2);
    assert_int_equal(low.turn, 3);
}

/* proves: B-002 */
static void filters_are_taken_from_the_highest_weight(void **state)
{
    struct recorder w0 = { ACTION_CONTINUE }, w15 = { ACTION_CONTINUE }, w8 = { ACTION_CONTINUE };
    (void)state;
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_INSPECTION, &w0);
    kit_callout(&k, NULL, 15, ACTION_CALLOUT_INSPECTION, &w15);
    kit_callout(&k, NULL, 8, ACTION_CALLOUT_INSPECTION, &w8);
    kit_classify(&k);
    assert_int_equal(w15.turn, 1);
    assert_int_equal(w8.turn, 2);
    assert_int_equal(w0.turn, 3);
}

/* proves: B-003 B-005 */
static void a_terminating_filter_hides_the_lower_ones_of_its_sublayer(void **state)
{
    static const enum action_type actions[] = { ACTION_PERMIT, ACTION_BLOCK };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(actions); i++) {
        struct recorder hidden = { ACTION_CONTINUE }, elsewhere = { ACTION_CONTINUE };
        again();
        add(NULL, 10, actions[i], 0);
        kit_callout(&k, NULL, 5, ACTION_CALLOUT_INSPECTION, &hidden);
        kit_callout(&k, "low", 0, ACTION_CALLOUT_INSPECTION, &elsewhere);
        assert_int_equal(kit_classify(&k), 1);
        assert_int_equal(hidden.calls, 0);
        assert_int_equal(elsewhere.calls, 1);
    }
}

/* proves: B-003 */
static void a_terminating_filter_without_the_right_ends_its_sublayer_too(void **state)
{
    struct recorder hidden = { ACTION_CONTINUE };
    (void)state;
    add("high", 0, ACTION_BLOCK, 0);
    add(NULL, 10, ACTION_PERMIT, 0);
    kit_callout(&k, NULL, 5, ACTION_CALLOUT_INSPECTION, &hidden);
    expect(1, ACTION_BLOCK, 0);
    assert_int_equal(hidden.calls, 0);
}

/* proves: B-004 */
static void a_filter_that_continues_is_passed_over(void **state)
{
    struct recorder above = { ACTION_CONTINUE };
    (void)state;
    kit_callout(&k, NULL, 10, ACTION_CALLOUT_INSPECTION, &above);
    add(NULL, 5, ACTION_BLOCK, 0);
    expect(2, ACTION_BLOCK, 0);
    assert_int_equal(above.calls, 1);
}

/* proves: B-006 */
static void a_sublayer_that_continues_or_does_not_match_decides_nothing(void **state)
{
    struct recorder inspects = { ACTION_CONTINUE }, unknown = { ACTION_CONTINUE };
    (void)state;
    kit_callout(&k, "high", 10, ACTION_CALLOUT_INSPECTION, &inspects);
    kit_callout(&k, "high", 5, ACTION_CALLOUT_UNKNOWN, &unknown);
    kit_if(&k, add(NULL, 5, ACTION_PERMIT, 0), FIELD_IP_PROTOCOL, MATCH_EQUAL, u8_value(17));
    add("low", 0, ACTION_BLOCK, 0);
    kit_set(&k, FIELD_IP_PROTOCOL, u8_value(6));
    expect(4, ACTION_BLOCK, 0);
    assert_int_equal(unknown.calls, 1);
}

/* proves: B-007 */
static void of_equal_weights_exactly_one_decides(void **state)
{
    (void)state;
    add(NULL, 7, ACTION_BLOCK, 0);
    add(NULL, 7, ACTION_PERMIT, 0);
    uint64_t decided = kit_classify(&k);
    assert_true(decided == 1 || decided == 2);
    assert_int_equal(k.out.action, decided == 1 ? ACTION_BLOCK : ACTION_PERMIT);
}

/* proves: B-008 */
static void lower_sublayers_are_evaluated_after_a_hard_block(void **state)
{
    struct recorder below = { ACTION_CONTINUE };
    (void)state;
    add("high", 0, ACTION_BLOCK, 0);
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_INSPECTION, &below);
    expect(1, ACTION_BLOCK, 0);
    assert_int_equal(below.calls, 1);
    assert_int_equal(below.seen_action, ACTION_BLOCK);
    assert_int_equal(below.seen_rights, 0);
}

/* proves: B-009 B-032 */
static void callouts_find_the_action_so_far_and_the_right(void **state)
{
    struct recorder first = { ACTION_CONTINUE }, second = { ACTION_CONTINUE };
    (void)state;
    kit_callout(&k, "high", 5, ACTION_CALLOUT_INSPECTION, &first);
    add("high", 0, ACTION_PERMIT, 0);
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_INSPECTION, &second);
    kit_classify(&k);
    assert_int_equal(first.seen_action, ACTION_NONE);
    assert_int_equal(first.seen_rights, RIGHT_ACTION_WRITE);
    assert_int_equal(second.seen_action, ACTION_PERMIT);
    assert_int_equal(second.seen_rights, RIGHT_ACTION_WRITE);
}

/* proves: B-010 B-016 */
static void a_soft_permit_is_blocked_from_below(void **state)
{
    (void)state;
    add("high", 0, ACTION_PERMIT, 0);
    add(NULL, 0, ACTION_BLOCK, 0);
    expect(2, ACTION_BLOCK, 0);
}

/* proves: B-016 */
static void a_block_is_not_permitted_from_below(void **state)
{
    (void)state;
    add("high", 0, ACTION_BLOCK, 0);
    add(NULL, 0, ACTION_PERMIT, 0);
    expect(1, ACTION_BLOCK, 0);
}

/* proves: B-011 B-017 */
static void a_hard_permit_stands_against_a_block_filter(void **state)
{
    (void)state;
    add("high", 0, ACTION_PERMIT, CLEARS);
    add(NULL, 0, ACTION_BLOCK, 0);
    expect(1, ACTION_PERMIT, 0);
}

/* proves: B-011 B-018 */
static void a_hard_permit_falls_to_a_callouts_veto(void **state)
{
    struct recorder veto = { ACTION_BLOCK, .writes_right = true };
    (void)state;
    add("high", 0, ACTION_PERMIT, CLEARS);
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_TERMINATING, &veto);
    add("low", 0, ACTION_PERMIT, CLEARS);
    expect(2, ACTION_BLOCK, 0);
    assert_true(k.out.veto);
}

/* proves: B-018 */
static void a_callouts_block_with_the_right_is_no_veto(void **state)
{
    struct recorder blocks = { ACTION_BLOCK };
    (void)state;
    add("high", 0, ACTION_PERMIT, 0);
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_TERMINATING, &blocks);
    expect(2, ACTION_BLOCK, RIGHT_ACTION_WRITE);
    assert_false(k.out.veto);
}

/* Field evidence. proves: B-012 */
static void a_block_filter_that_clears_the_right_defeats_a_hard_permit(void **state)
{
    (void)state;
    add("high", 0, ACTION_PERMIT, CLEARS);
    add(NULL, 0, ACTION_BLOCK, CLEARS);
    expect(2, ACTION_BLOCK, 0);
    assert_false(k.out.veto);
}

/* proves: B-013 */
static void a_soft_block_is_permitted_from_below(void **state)
{
    struct recorder blocks = { ACTION_BLOCK };
    (void)state;
    kit_callout(&k, "high", 0, ACTION_CALLOUT_TERMINATING, &blocks);
    add(NULL, 0, ACTION_PERMIT, 0);
    expect(2, ACTION_PERMIT, RIGHT_ACTION_WRITE);
}

/* proves: B-014 */
static void a_hard_block_is_never_permitted(void **state)
{
    struct recorder permits = { ACTION_PERMIT, .writes_right = true };
    (void)state;
    add("high", 0, ACTION_BLOCK, 0);
    add(NULL, 0, ACTION_PERMIT, CLEARS);
    kit_callout(&k, "low", 0, ACTION_CALLOUT_TERMINATING, &permits);
    expect(1, ACTION_BLOCK, 0);
}

/* proves: B-015 */
static void only_a_filters_block_is_hard_by_default(void **state)
{
    struct recorder permits = { ACTION_PERMIT }, blocks = { ACTION_BLOCK };
    (void)state;
    add(NULL, 0, ACTION_PERMIT, 0);
    expect(1, ACTION_PERMIT, RIGHT_ACTION_WRITE);
    again();
    add(NULL, 0, ACTION_BLOCK, 0);
    expect(1, ACTION_BLOCK, 0);
    again();
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_TERMINATING, &permits);
    expect(1, ACTION_PERMIT, RIGHT_ACTION_WRITE);
    again();
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_TERMINATING, &blocks);
    expect(1, ACTION_BLOCK, RIGHT_ACTION_WRITE);
}

/* proves: B-017 */
static void a_lower_callout_sees_the_right_cleared_by_a_flagged_permit(void **state)
{
    struct recorder below = { ACTION_CONTINUE };
    (void)state;
    add("high", 0, ACTION_PERMIT, CLEARS);
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_INSPECTION, &below);
    kit_classify(&k);
    assert_int_equal(below.calls, 1);
    assert_int_equal(below.seen_rights, 0);
}

/* proves: B-019 */
static void a_callout_without_the_right_cannot_permit_a_hard_block(void **state)
{
    struct recorder permits = { ACTION_PERMIT };
    (void)state;
    add("high", 0, ACTION_BLOCK, 0);
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_TERMINATING, &permits);
    expect(1, ACTION_BLOCK, 0);
    assert_int_equal(permits.calls, 1);
}

/* proves: B-020 */
static void of_two_blocks_the_first_hard_one_is_reported(void **state)
{
    struct recorder soft = { ACTION_BLOCK };
    (void)state;
    add("high", 0, ACTION_BLOCK, 0);
    add(NULL, 0, ACTION_BLOCK, CLEARS);
    expect(1, ACTION_BLOCK, 0);
    again();
    kit_callout(&k, "high", 0, ACTION_CALLOUT_TERMINATING, &soft);
    add(NULL, 0, ACTION_BLOCK, 0);
    add("low", 0, ACTION_BLOCK, 0);
    expect(2, ACTION_BLOCK, 0);
}

/* proves: B-020 */
static void of_two_soft_permits_the_first_is_reported(void **state)
{
    (void)state;
    add("high", 0, ACTION_PERMIT, 0);
    add(NULL, 0, ACTION_PERMIT, 0);
    expect(1, ACTION_PERMIT, RIGHT_ACTION_WRITE);
}

/* proves: B-021 */
static void when_nobody_decides_the_traffic_is_permitted(void **state)
{
    struct recorder inspects = { ACTION_CONTINUE };
    (void)state;
    expect(0, ACTION_PERMIT, RIGHT_ACTION_WRITE);
    again();
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_INSPECTION, &inspects);
    expect(0, ACTION_PERMIT, RIGHT_ACTION_WRITE);
    assert_int_equal(inspects.calls, 1);
}

/* proves: B-023 */
static void of_equal_sublayers_each_is_evaluated_once(void **state)
{
    struct recorder a = { ACTION_CONTINUE }, b = { ACTION_CONTINUE };
    (void)state;
    kit_sublayer(&k, "a", 500);
    kit_sublayer(&k, "b", 500);
    kit_callout(&k, "a", 0, ACTION_CALLOUT_INSPECTION, &a);
    kit_callout(&k, "b", 0, ACTION_CALLOUT_INSPECTION, &b);
    kit_classify(&k);
    assert_int_equal(a.calls, 1);
    assert_int_equal(b.calls, 1);
}

/* proves: B-024 */
static void the_inspection_sublayer_comes_last_and_changes_nothing(void **state)
{
    struct recorder last = { ACTION_BLOCK }, other = { ACTION_PERMIT };
    (void)state;
    kit_sublayer(&k, "zero", 0);
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_INSPECTION, &last)->sublayer = kit_builtin("FWPM_SUBLAYER_INSPECTION");
    kit_callout(&k, "zero", 0, ACTION_CALLOUT_TERMINATING, &other);
    expect(2, ACTION_PERMIT, RIGHT_ACTION_WRITE);
    assert_int_equal(other.turn, 1);
    assert_int_equal(last.turn, 2);
    assert_int_equal(last.seen_action, ACTION_PERMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(sublayers_are_taken_from_the_highest_weight),
        BOTH(filters_are_taken_from_the_highest_weight),
        BOTH(a_terminating_filter_hides_the_lower_ones_of_its_sublayer),
        BOTH(a_terminating_filter_without_the_right_ends_its_sublayer_too),
        BOTH(a_filter_that_continues_is_passed_over),
        BOTH(a_sublayer_that_continues_or_does_not_match_decides_nothing),
        BOTH(of_equal_weights_exactly_one_decides),
        BOTH(lower_sublayers_are_evaluated_after_a_hard_block),
        BOTH(callouts_find_the_action_so_far_and_the_right),
        BOTH(a_soft_permit_is_blocked_from_below),
        BOTH(a_block_is_not_permitted_from_below),
        BOTH(a_hard_permit_stands_against_a_block_filter),
        BOTH(a_hard_permit_falls_to_a_callouts_veto),
        BOTH(a_callouts_block_with_the_right_is_no_veto),
        BOTH(a_block_filter_that_clears_the_right_defeats_a_hard_permit),
        BOTH(a_soft_block_is_permitted_from_below),
        BOTH(a_hard_block_is_never_permitted),
        BOTH(only_a_filters_block_is_hard_by_default),
        BOTH(a_lower_callout_sees_the_right_cleared_by_a_flagged_permit),
        BOTH(a_callout_without_the_right_cannot_permit_a_hard_block),
        BOTH(of_two_blocks_the_first_hard_one_is_reported),
        BOTH(of_two_soft_permits_the_first_is_reported),
        BOTH(when_nobody_decides_the_traffic_is_permitted),
        BOTH(of_equal_sublayers_each_is_evaluated_once),
        BOTH(the_inspection_sublayer_comes_last_and_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
