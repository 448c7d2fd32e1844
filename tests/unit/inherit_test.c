/* What objects inherit: of the engine's defaults, of a changed parent, beside a descriptor of their own. */
#include "security_kit.h"

#include "security/access.h"
#include "security/defaults.h"
#include "security/inherit.h"
#include "security/wellknown.h"

static struct byte_blob *child_of(const struct byte_blob *parent, const char *creator, bool is_container)
{
    const struct byte_blob *own = creator ? sd_of(creator) : NULL;
    struct byte_blob       *out = NULL;
    assert_int_equal(sd_for_child(parent, own, sid_of("S-1-22-1-7"), sid_of("S-1-22-2-8"), is_container, &kit_arena, &out),
                     WFP_OK);
    return out;
}

static struct byte_blob *renew(const struct byte_blob *parent, const struct byte_blob *child, bool is_container)
{
    struct byte_blob *out = NULL;
    assert_int_equal(sd_reinherit(parent, child, is_container, &kit_arena, &out), WFP_OK);
    return out;
}

/* All sixteen flags that a parent's entry may have: its entry on an object and on a container, "" for none. */
static void the_matrix_of_inheritance(void **state)
{
    static const struct {
        const char *parent, *object, *container;
    } rows[] = {
        { "", "", "" },
        { "OI", "(A;ID;CC;;;BU)", "(A;OIIOID;CC;;;BU)" },
        { "CI", "", "(A;CIID;CC;;;BU)" },
        { "OICI", "(A;ID;CC;;;BU)", "(A;OICIID;CC;;;BU)" },
        { "NP", "", "" },
        { "OINP", "(A;ID;CC;;;BU)", "" },
        { "CINP", "", "(A;ID;CC;;;BU)" },
        { "OICINP", "(A;ID;CC;;;BU)", "(A;ID;CC;;;BU)" },
        { "IO", "", "" },
        { "OIIO", "(A;ID;CC;;;BU)", "(A;OIIOID;CC;;;BU)" },
        { "CIIO", "", "(A;CIID;CC;;;BU)" },
        { "OICIIO", "(A;ID;CC;;;BU)", "(A;OICIID;CC;;;BU)" },
        { "NPIO", "", "" },
        { "OINPIO", "(A;ID;CC;;;BU)", "" },
        { "CINPIO", "", "(A;ID;CC;;;BU)" },
        { "OICINPIO", "(A;ID;CC;;;BU)", "(A;ID;CC;;;BU)" },
    };
    (void)state;
    for (size_t i = 0; i < 4 * COUNT_OF(rows); i++) {
        bool        is_container = i & 1;
        const char *id = i & 2 ? "ID" : ""; /* whence the parent has it makes no difference */
        char        parent[64], expected[128];
        snprintf(parent, sizeof(parent), "D:(A;%s%s;CC;;;BU)", rows[i / 4].parent, id);
        snprintf(expected, sizeof(expected), "O:S-1-22-1-7G:S-1-22-2-8D:AI%s",
                 is_container ? rows[i / 4].container : rows[i / 4].object);
        assert_string_equal(text_of(child_of(sd_of(parent), NULL, is_container)), expected);
    }
}

static void an_object_is_made_from_its_parent_and_its_creator(void **state)
{
    static const struct {
        const char *parent, *creator, *expected;
    } rows[] = {
        { "D:(A;OI;CC;;;BU)", NULL, "O:S-1-22-1-7G:S-1-22-2-8D:AI(A;ID;CC;;;BU)" },
        /* the creator's own first, in their order */
        { "D:(D;OI;CC;;;BU)", "D:(A;;LO;;;BG)(D;;LO;;;BA)",
          "O:S-1-22-1-7G:S-1-22-2-8D:AI(A;;LO;;;BG)(D;;LO;;;BA)(D;ID;CC;;;BU)" },
        { "D:(A;OI;CC;;;BU)", "D:P(A;;LO;;;BG)", "O:S-1-22-1-7G:S-1-22-2-8D:P(A;;LO;;;BG)" },
        { "D:(A;OI;CC;;;BU)", "D:P", "O:S-1-22-1-7G:S-1-22-2-8D:P" },
        { "D:(A;OI;CC;;;BU)", "D:", "O:S-1-22-1-7G:S-1-22-2-8D:AI(A;ID;CC;;;BU)" },
        { "D:(A;OI;CC;;;BU)", "D:NO_ACCESS_CONTROL", "O:S-1-22-1-7G:S-1-22-2-8D:NO_ACCESS_CONTROL" },
        { "D:(A;OI;CC;;;BU)", "O:BAG:SY", "O:BAG:SYD:AI(A;ID;CC;;;BU)" },
        { "D:(A;OI;CC;;;BU)", "O:BAD:(A;;LO;;;BG)", "O:BAG:S-1-22-2-8D:AI(A;;LO;;;BG)(A;ID;CC;;;BU)" },
        /* marks of another place */
        { "D:(A;OI;CC;;;BU)", "D:(A;ID;GA;;;WD)(A;;LO;;;BG)", "O:S-1-22-1-7G:S-1-22-2-8D:AI(A;;LO;;;BG)(A;ID;CC;;;BU)" },
        { "D:(A;OI;CC;;;BU)", "D:P(A;ID;LO;;;WD)", "O:S-1-22-1-7G:S-1-22-2-8D:P(A;;LO;;;WD)" },
        /* generic rights, where the entry applies */
        { "D:(A;OI;GR;;;BU)", "D:(A;;GX;;;BG)(A;IO;GX;;;BG)",
          "O:S-1-22-1-7G:S-1-22-2-8D:AI(A;;0x20220;;;BG)(A;IO;GX;;;BG)(A;ID;LCRPDTLOCRRC;;;BU)" },
        /* creators */
        { "D:(A;OI;CC;;;CO)(A;OI;LO;;;CG)", "D:(A;;SD;;;CO)",
          "O:S-1-22-1-7G:S-1-22-2-8D:AI(A;;SD;;;S-1-22-1-7)(A;ID;CC;;;S-1-22-1-7)(A;ID;LO;;;S-1-22-2-8)" },
        { "D:(A;OI;CC;;;CO)", "O:BA", "O:BAG:S-1-22-2-8D:AI(A;ID;CC;;;BA)" },
        /* parents that give nothing */
        { "D:NO_ACCESS_CONTROL", NULL, "O:S-1-22-1-7G:S-1-22-2-8D:AI" },
        { "O:BA", "D:(A;;CC;;;BU)", "O:S-1-22-1-7G:S-1-22-2-8D:AI(A;;CC;;;BU)" },
        { "D:P(A;OI;CC;;;BU)", NULL, "O:S-1-22-1-7G:S-1-22-2-8D:AI(A;ID;CC;;;BU)" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_string_equal(text_of(child_of(sd_of(rows[i].parent), rows[i].creator, false)), rows[i].expected);
}

/* Protection is that of a list; where none was given there is nothing to protect. */
static void protection_without_a_list_means_nothing(void **state)
{
    struct byte_blob *creator = sd_of("O:BAG:SY"), *out = NULL;
    (void)state;
    creator->data[3] |= SD_DACL_PROTECTED >> 8;
    assert_int_equal(sd_for_child(sd_of("D:(A;OI;CC;;;BU)"), creator, sid_of("BA"), sid_of("BA"), false, &kit_arena, &out),
                     WFP_OK);
    assert_string_equal(text_of(out), "O:BAG:SYD:AI(A;ID;CC;;;BU)");
}

/* What a creator SID means differs on every level, so the entry that goes on keeps it. */
static void creators_are_split_on_a_container(void **state)
{
    struct byte_blob *top = sd_of("D:(A;OICI;GX;;;CO)"), *middle = child_of(top, NULL, true);
    (void)state;
    assert_string_equal(text_of(middle),
                        "O:S-1-22-1-7G:S-1-22-2-8D:AI(A;ID;0x20220;;;S-1-22-1-7)(A;OICIIOID;GX;;;CO)");
    assert_string_equal(text_of(child_of(middle, "O:BA", false)), "O:BAG:S-1-22-2-8D:AI(A;ID;0x20220;;;BA)");
    assert_string_equal(text_of(child_of(top, "D:(A;CI;GX;;;CG)", true)),
                        "O:S-1-22-1-7G:S-1-22-2-8D:AI(A;;0x20220;;;S-1-22-2-8)(A;CIIO;GX;;;CG)"
                        "(A;ID;0x20220;;;S-1-22-1-7)(A;OICIIOID;GX;;;CO)");
}

static void a_changed_parent_renews_what_was_inherited(void **state)
{
    static const struct {
        const char *parent, *child, *expected;
    } rows[] = {
        { "D:(A;OI;CC;;;BU)", "O:BAD:AI(A;;LO;;;BG)(A;ID;SD;;;WD)", "O:BAD:AI(A;;LO;;;BG)(A;ID;CC;;;BU)" },
        { "D:", "O:BAD:AI(A;;LO;;;BG)(A;ID;SD;;;WD)", "O:BAD:AI(A;;LO;;;BG)" },
        { "D:NO_ACCESS_CONTROL", "D:AI(A;ID;SD;;;WD)", "D:AI" },
        { "D:(A;OI;CC;;;BU)", "D:PAI(A;;LO;;;BG)(A;ID;SD;;;WD)", "D:PAI(A;;LO;;;BG)(A;ID;SD;;;WD)" },
        { "D:(A;OI;CC;;;BU)", "O:BAD:NO_ACCESS_CONTROL", "O:BAD:NO_ACCESS_CONTROL" },
        { "D:(A;OI;CC;;;BU)", "O:BA", "O:BA" },
        { "D:(A;OI;CC;;;CO)", "O:BGD:AI(A;ID;CC;;;BA)", "O:BGD:AI(A;ID;CC;;;BG)" },
        { "D:(A;OI;CC;;;BU)", "D:", "D:AI(A;ID;CC;;;BU)" },
        { "D:(A;OI;CC;;;CO)", "D:", "D:AI(A;ID;CC;;;CO)" }, /* nobody owns it */
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct byte_blob *parent = sd_of(rows[i].parent), *once = renew(parent, sd_of(rows[i].child), false);
        assert_string_equal(text_of(once), rows[i].expected);
        assert_string_equal(text_of(renew(parent, once, false)), rows[i].expected); /* twice is once */
    }
}

/* proves: A-152 */
static void the_engine_is_granted_as_documented(void **state)
{
    struct byte_blob *sd = NULL;
    struct sd         open;
    struct ace        ace;
    static const struct {
        const char *who;
        uint32_t    mask;
    } rows[] = {
        { "BA", RIGHT_GENERIC_ALL },
        { "NO", RIGHT_GENERIC_READ | RIGHT_GENERIC_WRITE | RIGHT_GENERIC_EXECUTE },
        { "S-1-5-80-3088073201-1464728630-1879813800-1107566885-823218052",
          RIGHT_GENERIC_READ | RIGHT_GENERIC_WRITE | RIGHT_GENERIC_EXECUTE }, /* MpsSvc */
        { "S-1-5-80-2006800713-1441093265-249754844-3404434343-1444102779",
          RIGHT_GENERIC_READ | RIGHT_GENERIC_WRITE | RIGHT_GENERIC_EXECUTE }, /* NapAgent */
        { "S-1-5-80-3044542841-3639452079-4096941652-1606687743-1256249853",
          RIGHT_GENERIC_READ | RIGHT_GENERIC_WRITE | RIGHT_GENERIC_EXECUTE }, /* PolicyAgent */
        { "S-1-5-80-979556362-403687129-3954533659-2335141334-1547273080",
          RIGHT_GENERIC_READ | RIGHT_GENERIC_WRITE | RIGHT_GENERIC_EXECUTE }, /* RpcSs */
        { "S-1-5-80-3139157870-2983391045-3678747466-658725712-1809340420",
          RIGHT_GENERIC_READ | RIGHT_GENERIC_WRITE | RIGHT_GENERIC_EXECUTE }, /* WdiServiceHost */
        { "WD", ACTRL_OPEN | ACTRL_CLASSIFY },
    };
    (void)state;
    assert_int_equal(sd_default_engine(&kit_arena, &sd), WFP_OK);
    assert_int_equal(sd_open(sd, &open), WFP_OK);
    struct ace_cursor cursor = sd_aces(&open);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_true(ace_next(&cursor, &ace));
        assert_int_equal(ace.type, ACE_ALLOW);
        assert_int_equal(ace.mask, access_map(rows[i].mask));
        assert_true(sid_equal(ace.sid, sid_of(rows[i].who)));
    }
    assert_false(ace_next(&cursor, &ace));
}

/* The levels of A-153. That a change is propagated by itself is for the owner of the objects to show. */
static void what_the_engine_grants_reaches_every_object(void **state)
{
    struct byte_blob *engine = NULL, *filters = NULL, *filter, *changed;
    (void)state;
    assert_int_equal(sd_default_engine(&kit_arena, &engine), WFP_OK);
    assert_int_equal(sd_default_child(engine, true, &kit_arena, &filters), WFP_OK);
    filter = child_of(filters, NULL, false);
    assert_int_equal(access_check(filters, token_of("BA"), ACTRL_ADD), WFP_OK);
    assert_int_equal(access_check(filter, token_of("BA"), RIGHT_DELETE), WFP_OK);
    assert_int_equal(access_check(filter, token_of("NO"), ACTRL_READ | RIGHT_DELETE), WFP_OK);
    assert_int_equal(access_check(filter, token_of("NO"), RIGHT_WRITE_DAC), WFP_ACCESS_DENIED);
    assert_int_equal(access_check(filter, token_of("S-1-5-21-9 WD"), ACTRL_READ), WFP_ACCESS_DENIED);
    /* An entry more on the engine is an inherited one on the filter. */
    changed = sd_of("O:SYG:SYD:(A;OICI;LO;;;S-1-5-21-9)(A;;WP;;;S-1-5-21-9)");
    filters = renew(changed, filters, true);
    filter = renew(filters, filter, false);
    assert_string_equal(text_of(filters), "O:SYG:SYD:AI(A;OICIID;LO;;;S-1-5-21-9)");
    assert_string_equal(text_of(filter), "O:S-1-22-1-7G:S-1-22-2-8D:AI(A;ID;LO;;;S-1-5-21-9)");
    assert_int_equal(access_check(filter, token_of("S-1-5-21-9"), ACTRL_READ), WFP_OK);
    assert_int_equal(access_check(filter, token_of("BA"), ACTRL_READ), WFP_ACCESS_DENIED);
}

/* proves: A-163 */
static void a_descriptor_given_replaces_the_default_and_merges_the_inherited(void **state)
{
    const struct byte_blob *filters = sd_of("O:SYG:SYD:AI(A;OICIID;GA;;;BA)");
    const struct byte_blob *merged = child_of(filters, "D:(A;;LO;;;BG)", false);
    const struct byte_blob *alone = child_of(filters, "D:P(A;;LO;;;BG)", false);
    (void)state;
    assert_int_equal(access_check(merged, token_of("BG"), ACTRL_READ), WFP_OK);
    assert_int_equal(access_check(merged, token_of("BA"), ACTRL_READ), WFP_OK);
    assert_int_equal(access_check(alone, token_of("BG"), ACTRL_READ), WFP_OK);
    assert_int_equal(access_check(alone, token_of("BA"), ACTRL_READ), WFP_ACCESS_DENIED);
    assert_string_equal(text_of(renew(sd_of("D:"), merged, false)), "O:S-1-22-1-7G:S-1-22-2-8D:AI(A;;LO;;;BG)");
    assert_string_equal(text_of(renew(sd_of("D:"), alone, false)), "O:S-1-22-1-7G:S-1-22-2-8D:P(A;;LO;;;BG)");
}

static void damaged_descriptors_make_no_child(void **state)
{
    const struct byte_blob *good = sd_of("O:BAG:BAD:(A;OICI;CC;;;BU)");
    const uint8_t          *owner = sid_of("BA");
    struct byte_blob       *out = NULL;
    (void)state;
    for (uint32_t size = 0; size < good->size; size++) {
        const struct byte_blob cut = { size, good->data };
        assert_int_equal(sd_for_child(&cut, NULL, owner, owner, true, &kit_arena, &out), WFP_INVALID_SECURITY_DESCR);
        assert_int_equal(sd_for_child(good, &cut, owner, owner, true, &kit_arena, &out), WFP_INVALID_SECURITY_DESCR);
        assert_int_equal(sd_reinherit(&cut, good, true, &kit_arena, &out), WFP_INVALID_SECURITY_DESCR);
        assert_int_equal(sd_reinherit(good, &cut, true, &kit_arena, &out), WFP_INVALID_SECURITY_DESCR);
    }
    assert_null(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        kit_test(the_matrix_of_inheritance),
        kit_test(an_object_is_made_from_its_parent_and_its_creator),
        kit_test(protection_without_a_list_means_nothing),
        kit_test(creators_are_split_on_a_container),
        kit_test(a_changed_parent_renews_what_was_inherited),
        kit_test(the_engine_is_granted_as_documented),
        kit_test(what_the_engine_grants_reaches_every_object),
        kit_test(a_descriptor_given_replaces_the_default_and_merges_the_inherited),
        kit_test(damaged_descriptors_make_no_child),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
