/* The access check: generic rights, order of entries, what an owner and an administrator have anyway. */
#include "security_kit.h"

#include "security/access.h"
#include "security/wellknown.h"

/* Every right that there is for an object of the platform. */
static const struct {
    uint32_t    right;
    const char *name;
    bool        read, write, execute, all;
} rights[] = {
    { ACTRL_ADD, "ADD", false, true, false, true },
    { ACTRL_ADD_LINK, "ADD_LINK", false, true, false, true },
    { ACTRL_BEGIN_READ_TXN, "BEGIN_READ_TXN", true, false, false, true },
    { ACTRL_BEGIN_WRITE_TXN, "BEGIN_WRITE_TXN", false, true, false, true },
    { ACTRL_CLASSIFY, "CLASSIFY", true, false, false, true },
    { ACTRL_ENUM, "ENUM", false, false, true, true },
    { ACTRL_OPEN, "OPEN", true, false, false, true },
    { ACTRL_READ, "READ", true, false, false, true },
    { ACTRL_READ_STATS, "READ_STATS", true, false, false, true },
    { ACTRL_SUBSCRIBE, "SUBSCRIBE", false, false, true, true },
    { ACTRL_WRITE, "WRITE", false, true, false, true },
    { RIGHT_DELETE, "DELETE", false, true, false, true },
    { RIGHT_READ_CONTROL, "READ_CONTROL", true, true, true, true }, /* all three STANDARD_RIGHTS_x */
    { RIGHT_WRITE_DAC, "WRITE_DAC", false, false, false, true },
    { RIGHT_WRITE_OWNER, "WRITE_OWNER", false, false, false, true },
    { 0x00100000, "SYNCHRONIZE", false, false, false, false },
    { 0x00000800, "a bit without meaning", false, false, false, false },
};

static bool granted(const char *sddl, const char *token, uint32_t desired)
{
    return access_check(sd_of(sddl), token_of(token), desired) == WFP_OK;
}

/* proves: A-161 */
static void generic_rights_contain_what_is_documented(void **state)
{
    static const char *const sd[] = { "D:(A;;GR;;;BU)", "D:(A;;GW;;;BU)", "D:(A;;GX;;;BU)", "D:(A;;GA;;;BU)" };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rights); i++) {
        const bool expected[] = { rights[i].read, rights[i].write, rights[i].execute, rights[i].all };
        for (size_t k = 0; k < COUNT_OF(sd); k++)
            if (granted(sd[k], "S-1-5-21-1 BU", rights[i].right) != expected[k])
                fail_msg("%s for %s", sd[k], rights[i].name);
    }
}

/* Asked for and granted are mapped alike. */
static void generic_rights_may_be_asked_for(void **state)
{
    static const char *const letters[] = { "GR", "GW", "GX", "GA" };
    static const uint32_t    asked[] = { RIGHT_GENERIC_READ, RIGHT_GENERIC_WRITE, RIGHT_GENERIC_EXECUTE, RIGHT_GENERIC_ALL };
    char                     text[64];
    (void)state;
    for (size_t i = 0; i < COUNT_OF(letters); i++)
        for (size_t k = 0; k < COUNT_OF(asked); k++) {
            snprintf(text, sizeof(text), "D:(A;;%s;;;BU)", letters[i]);
            if (granted(text, "BU", asked[k]) != (i == k || i == 3))
                fail_msg("%s granted, right %zu asked", letters[i], k);
        }
    assert_int_equal(access_map(RIGHT_GENERIC_READ | 1), ACTRL_GENERIC_READ | 1);
    assert_int_equal(access_map(RIGHT_GENERIC_ALL), ACTRL_GENERIC_ALL);
    assert_int_equal(access_map(0x00100801), 0x00100801);
}

/* Of the generic rights just "all" contains the right to match a filter; bit 0 of an object is another right. */
static void matching_is_its_own_kind_of_right(void **state)
{
    static const char *const no[] = { "D:(A;;GRGWGX;;;BU)", "D:(A;;DC;;;BU)", "D:(D;;GA;;;BU)(A;;CC;;;BU)" };
    static const char *const yes[] = { "D:(A;;GA;;;BU)", "D:(A;;CC;;;BU)", "D:(D;;GRGWGX;;;BU)(A;;CC;;;BU)", "O:BA" };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(no); i++)
        assert_false(access_may_match(sd_of(no[i]), token_of("S-1-5-21-1 BU")));
    for (size_t i = 0; i < COUNT_OF(yes); i++)
        assert_true(access_may_match(sd_of(yes[i]), token_of("S-1-5-21-1 BU")));
}

/* proves: A-162 */
static void reading_is_not_enumerating(void **state)
{
    const char *reader = "D:(A;;GR;;;BU)";
    (void)state;
    assert_true(granted(reader, "BU", ACTRL_OPEN) && granted(reader, "BU", ACTRL_READ));
    assert_false(granted(reader, "BU", ACTRL_ENUM));
    assert_false(granted(reader, "BU", ACTRL_READ | ACTRL_ENUM));
}

/* READ is 0x80 (LO), ENUM 0x20 (WP), ADD 1 (CC). The token is a user in BU and AU. */
static void entries_decide_in_their_order(void **state)
{
    static const struct {
        const char *dacl;
        uint32_t    desired;
        bool        granted;
    } rows[] = {
        { "D:", ACTRL_READ, false },
        { "D:(A;;LO;;;BU)", ACTRL_READ, true },
        { "D:(A;;LO;;;BG)", ACTRL_READ, false },
        { "D:(A;;LO;;;BU)", ACTRL_READ | ACTRL_ENUM, false },
        { "D:(A;;LO;;;BU)(A;;WP;;;AU)", ACTRL_READ | ACTRL_ENUM, true }, /* rights add up */
        { "D:(D;;LO;;;BU)(A;;LO;;;BU)", ACTRL_READ, false },
        { "D:(A;;LO;;;BU)(D;;LO;;;BU)", ACTRL_READ, true },
        { "D:(A;;LO;;;BU)(D;;LO;;;AU)", ACTRL_READ, true },
        { "D:(A;;LO;;;BU)(D;;LOWP;;;AU)(A;;WP;;;BU)", ACTRL_READ | ACTRL_ENUM, false },
        { "D:(D;;WP;;;BU)(A;;LOWP;;;BU)", ACTRL_READ, true },
        { "D:(D;;WP;;;BU)(A;;LOWP;;;BU)", ACTRL_READ | ACTRL_ENUM, false },
        { "D:(D;;LO;;;BG)(A;;LO;;;BU)", ACTRL_READ, true },
        { "D:(D;;LO;;;S-1-5-21-1)(A;;LO;;;BU)", ACTRL_READ, false },
        { "D:(D;;GA;;;AU)(A;;GA;;;BU)", ACTRL_READ, false },
        { "D:(D;;GX;;;AU)(A;;GA;;;BU)", ACTRL_READ, true },
        { "D:(D;;GX;;;AU)(A;;GA;;;BU)", ACTRL_ENUM, false },
        { "D:(A;IO;LO;;;BU)", ACTRL_READ, false },
        { "D:(D;CIIO;LO;;;BU)(A;;LO;;;BU)", ACTRL_READ, true },
        { "D:(A;CIOIID;LO;;;BU)", ACTRL_READ, true },
        { "D:(A;;GA;;;CO)", ACTRL_READ, false },
        { "D:(A;;GA;;;BU)", 0, false }, /* who asks for nothing gets nothing */
        { "D:NO_ACCESS_CONTROL", ACTRL_GENERIC_ALL, true },
        { "O:BA", ACTRL_GENERIC_ALL, true },
        { "D:P", ACTRL_READ, false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (granted(rows[i].dacl, "S-1-5-21-1 BU AU", rows[i].desired) != rows[i].granted)
            fail_msg("%s for %x", rows[i].dacl, rows[i].desired);
}

/* Its condition is not understood: whoever it names might be meant. */
static void a_conditional_deny_denies(void **state)
{
    struct byte_blob *sd = sd_of("D:(D;;LO;;;BU)(A;;LO;;;BU)(A;;LO;;;BG)");
    (void)state;
    sd->data[20 + 8] = ACE_DENY_CALLBACK;
    assert_int_equal(access_check(sd, token_of("BU"), ACTRL_READ), WFP_ACCESS_DENIED);
    assert_int_equal(access_check(sd, token_of("BG"), ACTRL_READ), WFP_OK);
    sd->data[20 + 8] = 9; /* a conditional allow does not count */
    assert_int_equal(access_check(sd, token_of("BU"), ACTRL_READ), WFP_OK);
    sd->data[20 + 8 + 24] = 9;
    assert_int_equal(access_check(sd, token_of("BU"), ACTRL_READ), WFP_ACCESS_DENIED);
}

/* proves: A-157 */
static void an_administrator_always_opens_and_repairs_the_engine(void **state)
{
    struct byte_blob   *locked = sd_of("O:SYG:SYD:P"), *deny = sd_of("O:SYG:SYD:P(D;;GA;;;WD)");
    const struct token *admin = token_of("S-1-5-21-1 BA WD"), *user = token_of("S-1-5-21-2 BU WD");
    (void)state;
    assert_int_equal(access_check_engine(locked, admin, ACTRL_OPEN), WFP_OK);
    assert_int_equal(access_check_engine(deny, admin, ACTRL_OPEN), WFP_OK);
    assert_int_equal(access_check_engine(deny, admin, ACTRL_OPEN | ACTRL_READ), WFP_ACCESS_DENIED);
    assert_int_equal(access_check_engine(deny, admin, ACTRL_READ), WFP_ACCESS_DENIED);
    assert_int_equal(access_check_engine(deny, admin, RIGHT_GENERIC_READ), WFP_ACCESS_DENIED);
    assert_int_equal(access_check_engine(locked, user, ACTRL_OPEN), WFP_ACCESS_DENIED);
    assert_int_equal(access_check(locked, admin, ACTRL_OPEN), WFP_ACCESS_DENIED); /* just of the engine */
    /* Taking ownership, then writing the list. */
    assert_int_equal(access_check_engine(deny, admin, RIGHT_WRITE_OWNER), WFP_OK);
    assert_int_equal(access_check_engine(deny, user, RIGHT_WRITE_OWNER), WFP_ACCESS_DENIED);
    assert_int_equal(access_check_engine(deny, admin, RIGHT_WRITE_DAC), WFP_ACCESS_DENIED);
    assert_int_equal(access_check_engine(sd_of("O:BAG:SYD:P(D;;GA;;;WD)"), admin, RIGHT_WRITE_DAC), WFP_OK);
    assert_int_equal(access_check_engine(sd_of("O:S-1-5-21-2D:P(D;;GA;;;WD)"), user, RIGHT_WRITE_DAC | RIGHT_READ_CONTROL),
                     WFP_OK);
}

static void the_owner_has_no_more_than_that(void **state)
{
    const char *owner = "S-1-5-21-2 BU";
    (void)state;
    assert_false(granted("O:S-1-5-21-2D:", owner, ACTRL_READ));
    assert_false(granted("O:S-1-5-21-2D:", owner, RIGHT_WRITE_DAC | ACTRL_READ));
    assert_false(granted("O:S-1-5-21-2D:", owner, RIGHT_DELETE));
    assert_false(granted("O:S-1-5-21-2D:", owner, RIGHT_WRITE_OWNER));
    assert_true(granted("O:S-1-5-21-2D:(A;;SD;;;OW)", owner, RIGHT_DELETE));
    assert_false(granted("O:S-1-5-21-3D:(A;;SD;;;OW)", owner, RIGHT_DELETE));
    assert_false(granted("D:(A;;SD;;;OW)", owner, RIGHT_DELETE));
}

static void a_damaged_descriptor_grants_nothing(void **state)
{
    const struct byte_blob *sd = sd_of("O:BUG:BUD:(A;;GA;;;BU)");
    (void)state;
    assert_int_equal(access_check(sd, token_of("BU"), ACTRL_READ), WFP_OK);
    for (uint32_t size = 0; size < sd->size; size++) {
        struct byte_blob cut = { size, sd->data };
        assert_int_equal(access_check(&cut, token_of("BU BA"), ACTRL_READ), WFP_ACCESS_DENIED);
        assert_int_equal(access_check_engine(&cut, token_of("BU"), ACTRL_OPEN), WFP_ACCESS_DENIED);
        assert_false(access_may_match(&cut, token_of("BU")));
    }
}

static void only_oneself_may_become_owner(void **state)
{
    (void)state;
    assert_true(access_may_give(token_of("S-1-5-21-1 BU"), sid_of("S-1-5-21-1")));
    assert_false(access_may_give(token_of("S-1-5-21-1 BU"), sid_of("BU")));
    assert_false(access_may_give(token_of("S-1-5-21-1 BU"), sid_of("SY")));
    assert_true(access_may_give(token_of("S-1-5-21-1 BA"), sid_of("SY")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        kit_test(generic_rights_contain_what_is_documented),
        kit_test(generic_rights_may_be_asked_for),
        kit_test(matching_is_its_own_kind_of_right),
        kit_test(reading_is_not_enumerating),
        kit_test(entries_decide_in_their_order),
        kit_test(a_conditional_deny_denies),
        kit_test(an_administrator_always_opens_and_repairs_the_engine),
        kit_test(the_owner_has_no_more_than_that),
        kit_test(a_damaged_descriptor_grants_nothing),
        kit_test(only_oneself_may_become_owner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
