/* Which verdicts are kept: those in which nobody had a say but filters, and these by numbers alone. */
#include "engine/index.h"
#include "verdict_kit.h"

/* --- callouts ---------------------------------------------------------------------------------------------------------------- */

static void it_asks_callouts_each_time(void **state)
{
    static const enum action_type actions[] = { ACTION_CALLOUT_TERMINATING, ACTION_CALLOUT_INSPECTION, ACTION_CALLOUT_UNKNOWN };
    for (unsigned a = 0; a < COUNT_OF(actions); a++) {
        struct recorder r = { .answer = ACTION_PERMIT, .clears_right = true };
        struct desk     d;
        open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
        kit_sublayer(&d.k, "low", 1);
        kit_callout(&d.k, NULL, 2, actions[a], &r);
        kit_filter(&d.k, "low", 1, ACTION_PERMIT);
        for (unsigned i = 1; i <= 100; i++) {
            ask(&d);
            assert_int_equal(r.calls, 2 * i);
        }
        assert_int_equal(found(&d), 0);
        r.answer = ACTION_BLOCK;
        ask(&d);
        assert_int_equal(d.k.out.action, actions[a] == ACTION_CALLOUT_INSPECTION ? ACTION_PERMIT : ACTION_BLOCK);
        close_desk(&d);
    }
}

/* A filter that goes on is told of by nothing that is kept: who counts what matched would miss it. */
static void it_keeps_nothing_behind_who_goes_on(void **state)
{
    struct desk d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    kit_unregistered(&d.k, NULL, 2, ACTION_CALLOUT_INSPECTION);
    for (unsigned i = 0; i < 3; i++)
        ask(&d);
    assert_int_equal(found(&d), 0);
    close_desk(&d);
}

/* A callout that is not met keeps nothing from being kept. */
static void it_keeps_beside_callouts(void **state)
{
    struct recorder r = { .answer = ACTION_BLOCK };
    struct desk     d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    kit_if(&d.k, kit_callout(&d.k, NULL, 2, ACTION_CALLOUT_TERMINATING, &r), FIELD_IP_LOCAL_PORT, MATCH_EQUAL, u16_value(80));
    for (uint16_t i = 0; i < 10; i++) {
        kit_set(&d.k, FIELD_IP_LOCAL_PORT, u16_value(80 + i % 2));
        ask(&d);
    }
    assert_int_equal(r.calls, 10);
    assert_int_equal(found(&d), 4);
    close_desk(&d);
}

/* Whether it is asked is decided by the flow, which is no number. */
static void it_asks_callouts_that_want_flows(void **state)
{
    struct recorder r = { .answer = ACTION_BLOCK };
    struct desk     d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    kit_callout(&d.k, NULL, 2, ACTION_CALLOUT_TERMINATING, &r);
    d.k.callouts[0].flags = CALLOUT_FLAG_CONDITIONAL_ON_FLOW;
    for (unsigned i = 0; i < 4; i++) {
        d.k.flow = i % 2;
        ask(&d);
        assert_int_equal(d.k.out.action, i % 2 ? ACTION_BLOCK : ACTION_PERMIT);
    }
    assert_int_equal(r.calls, 4);
    close_desk(&d);
}

/* The same filters and the same numbers, and somebody registers the callout. */
static void it_hears_of_callouts_that_come(void **state)
{
    struct recorder r = { .answer = ACTION_PERMIT };
    struct desk     d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    kit_callout(&d.k, NULL, 2, ACTION_CALLOUT_TERMINATING, &r);
    d.k.callout_count = 0;
    for (unsigned i = 0; i < 2; i++) {
        ask(&d);
        assert_int_equal(d.k.out.action, ACTION_BLOCK);
    }
    assert_int_equal(found(&d), 1);
    d.k.callout_count = 1;
    assert_int_equal(kit_build(&d.k), WFP_OK);
    ask(&d);
    assert_int_equal(d.k.out.action, ACTION_PERMIT);
    assert_int_equal(r.calls, 2);
    close_desk(&d);
}

/* --- programs ---------------------------------------------------------------------------------------------------------------- */

/* Interfaces are told apart by a program: numbers of 64 bits have an order that no index compares. */
static void tell_interfaces_apart(enum family family, bool beside_a_callout)
{
    uint64_t        luids[3] = { 10, UINT64_C(1) << 40, 6 }, seven = 7;
    struct recorder r = { .answer = ACTION_BLOCK };
    struct desk     d;
    open_desk(&d, LAYER(ALE_AUTH_CONNECT), family);
    if (beside_a_callout) /* a layer of callouts is searched in another way */
        kit_if(&d.k, kit_callout(&d.k, NULL, 9, ACTION_CALLOUT_TERMINATING, &r), FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value(9));
    struct filter *f = kit_filter(&d.k, NULL, 2, ACTION_BLOCK);
    kit_if(&d.k, f, FIELD_IP_LOCAL_INTERFACE, MATCH_GREATER, (struct value){ .type = TYPE_UINT64, .u64 = &seven });
    kit_if(&d.k, f, FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value(80));
    for (unsigned i = 0; i < 12; i++) {
        uint64_t before = found(&d);
        kit_set(&d.k, FIELD_IP_LOCAL_INTERFACE, (struct value){ .type = TYPE_UINT64, .u64 = &luids[i % 3] });
        kit_set(&d.k, FIELD_IP_REMOTE_PORT, u16_value(80));
        assert_int_equal(ask(&d), i % 3 < 2 ? f->id : 0);
        assert_int_equal(found(&d), before);
        kit_set(&d.k, FIELD_IP_REMOTE_PORT, u16_value(81)); /* where it has no say, what it looks at does not matter */
        for (unsigned again = 0; again < 2; again++)
            assert_int_equal(ask(&d), 0);
        assert_int_equal(found(&d), before + (i ? 2 : 1));
    }
    close_desk(&d);
}

static void it_keeps_nothing_that_a_program_decided(void **state)
{
    tell_interfaces_apart(*(enum family *)*state, false);
    tell_interfaces_apart(*(enum family *)*state, true);
}

/* A pair of IPv6 addresses has more words than an entry compares: its program looks at the same numbers. */
static void it_keeps_what_a_program_made_of_numbers(void **state)
{
    static const uint8_t local[16] = { 0x20, 1, 13, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 1 };
    uint8_t              remote[16];
    struct desk          d;
    memcpy(remote, local, sizeof(remote));
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    kit_set(&d.k, FIELD_IP_LOCAL_ADDRESS, address_value(d.k.family, local));
    kit_set(&d.k, FIELD_IP_REMOTE_ADDRESS, address_value(d.k.family, remote));
    struct filter *f = kit_filter(&d.k, NULL, 2, ACTION_BLOCK);
    kit_if(&d.k, f, FIELD_IP_LOCAL_ADDRESS, MATCH_EQUAL, d.k.values[layer_field_index(d.k.layer, FIELD_IP_LOCAL_ADDRESS)]);
    kit_if(&d.k, f, FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, d.k.values[layer_field_index(d.k.layer, FIELD_IP_REMOTE_ADDRESS)]);
    assert_int_equal(kit_build(&d.k), WFP_OK);
    for (unsigned i = 0; i < 10; i++) {
        uint8_t changed[16];
        memcpy(changed, local, sizeof(changed));
        changed[12 + i % 4] ^= (uint8_t)(i % 5 == 0);
        kit_set(&d.k, FIELD_IP_REMOTE_ADDRESS, address_value(d.k.family, changed));
        uint64_t before = found(&d), decided = ask(&d);
        assert_int_equal(decided, i % 5 ? f->id : 0);
        assert_int_equal(found(&d), before + (i > 1 && i != 5));
    }
    close_desk(&d);
}

/* --- too much to keep -------------------------------------------------------------------------------------------------------- */

static void it_leaves_alone_what_is_too_much(void **state)
{
    struct desk d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    for (unsigned i = 0; i <= VERDICT_TERMINATORS; i++) {
        static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i" };
        kit_sublayer(&d.k, names[i], (uint16_t)(i + 1));
        struct filter *f = kit_filter(&d.k, names[i], 1, i % 3 ? ACTION_PERMIT : ACTION_BLOCK);
        kit_if(&d.k, f, FIELD_IP_LOCAL_PORT, MATCH_LESS, u16_value((uint16_t)(90 - i)));
    }
    for (unsigned i = 0; i < 3; i++) {
        uint64_t before = found(&d);
        kit_set(&d.k, FIELD_IP_LOCAL_PORT, u16_value(50)); /* ends all of them */
        ask(&d);
        assert_int_equal(d.ended.count, VERDICT_TERMINATORS + 1);
        assert_int_equal(found(&d), before);
        kit_set(&d.k, FIELD_IP_LOCAL_PORT, u16_value(90 - VERDICT_TERMINATORS)); /* all but one */
        ask(&d);
        assert_int_equal(d.ended.count, VERDICT_TERMINATORS);
        ask(&d);
        assert_int_equal(found(&d), before + (i ? 2 : 1));
    }
    close_desk(&d);
}

/* More SIDs of a user are named than numbers can tell: the filters are asked one by one, and so are those of a small layer. */
static void it_leaves_alone_what_is_asked_one_by_one(void **state)
{
    static uint8_t sids[CLAIMS_MAX + 2][12];
    const uint8_t *all[CLAIMS_MAX + 2], *less[CLAIMS_MAX + 1];
    uint32_t       names[2][CLAIMS_MAX + 2];
    struct token   tokens[] = { { CLAIMS_MAX + 2, all }, { CLAIMS_MAX + 1, less } };
    struct desk    d;
    open_desk(&d, LAYER(ALE_AUTH_CONNECT), *(enum family *)*state);
    for (uint8_t i = 0; i < CLAIMS_MAX + 2; i++) {
        memcpy(sids[i], (uint8_t[]){ 1, 1, 0, 0, 0, 0, 0, 5, 10, 0, 0, i }, 12);
        all[i] = sids[i];
        if (i <= CLAIMS_MAX)
            less[i] = sids[i];
        struct filter *f = kit_filter(&d.k, NULL, 10u + i, ACTION_BLOCK);
        kit_if(&d.k, f, FIELD_ALE_USER_ID, MATCH_EQUAL, (struct value){ .type = TYPE_SID, .sid = sids[i] });
    }
    for (unsigned i = 0; i < 2; i++)
        kit_name_token(&tokens[i], names[i]);
    for (unsigned i = 0; i < 6; i++) {
        kit_set(&d.k, FIELD_ALE_USER_ID, (struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &tokens[i % 2] });
        assert_int_equal(ask(&d), 8 + CLAIMS_MAX + 2 - i % 2);
    }
    assert_int_equal(found(&d), 0);
    kit_fini(&d.k);
    d.k.filter_count = WALK_FEW;
    for (uint16_t i = 0; i < 6; i++) {
        kit_set(&d.k, FIELD_IP_LOCAL_PORT, u16_value(60000 + i % 2 * 100));
        assert_int_equal(ask(&d), i % 2 ? 0 : 1);
    }
    assert_int_equal(found(&d), 0);
    close_desk(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH_PLAIN(it_asks_callouts_each_time),
        BOTH_PLAIN(it_keeps_nothing_behind_who_goes_on),
        BOTH_PLAIN(it_keeps_beside_callouts),
        BOTH_PLAIN(it_asks_callouts_that_want_flows),
        BOTH_PLAIN(it_hears_of_callouts_that_come),
        BOTH_PLAIN(it_keeps_nothing_that_a_program_decided),
        BOTH_PLAIN(it_keeps_what_a_program_made_of_numbers),
        BOTH_PLAIN(it_leaves_alone_what_is_too_much),
        BOTH_PLAIN(it_leaves_alone_what_is_asked_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
