/* SDDL: text to descriptor and back. */
#include "security_kit.h"

#include <stdio.h>

#include "security/wellknown.h"

static void canonical_text_comes_back_as_it_was(void **state)
{
    static const char *const rows[] = {
        "",
        "O:BA",
        "G:S-1-5-21-1-2-3-513",
        "O:SYG:BA",
        "D:",
        "D:P",
        "D:PARAI",
        "D:NO_ACCESS_CONTROL",
        "D:AINO_ACCESS_CONTROL",
        "O:BAG:SYD:PAI(A;OICI;GA;;;BA)(D;;SDRCWDWO;;;AN)",
        "D:(A;OICINPIOIDCRSAFA;GAGXGWGR;;;WD)",
        "D:(A;;CCDCLCSWRPWPDTLOCRSDRCWDWOGAGXGWGR;;;BA)",
        "D:(A;;FA;;;SY)(A;;FR;;;LS)(A;;FW;;;NS)(A;;FX;;;AU)(A;;KA;;;NU)(A;;KR;;;IU)(A;;KW;;;SU)",
        "D:(A;;0xf07ff;;;BA)(A;;RPDT;;;WD)(A;;0x0;;;NO)(A;;0xffffffff;;;CO)(D;;0x100000;;;CG)",
        "O:S-1-22-1-1000G:S-1-22-2-100D:AI(A;ID;0x305ff;;;S-1-5-80-3088073201-1464728630-1879813800-1107566885-823218052)",
        "O:S-1-0xffffffffffff-4294967295D:(A;;CC;;;S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15)",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_string_equal(text_of(sd_of(rows[i])), rows[i]);
}

static void other_ways_of_writing_mean_the_same(void **state)
{
    static const char *const rows[][2] = {
        { "o:bag:syd:(a;oici;gacc;;;ba)", "O:BAG:SYD:(A;OICI;CCGA;;;BA)" },
        { "D:(A;CIOI;RCSD;;;S-1-5-32-544)", "D:(A;OICI;SDRC;;;BA)" },
        { "D:AIPAR(A;;0x10000000;;;WD)G:SYO:S-1-5-18", "O:SYG:SYD:PARAI(A;;GA;;;WD)" },
        { "D:(A;;268435456;;;WD)", "D:(A;;GA;;;WD)" },
        { "D:(A;;KX;;;WD)", "D:(A;;KR;;;WD)" },
        { "O:S-1-5-32-544D:", "O:BAD:" },
        { "S:D:(A;;GA;;;WD)", "D:(A;;GA;;;WD)" },
        { "D:PS:NO_ACCESS_CONTROL", "D:P" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_string_equal(text_of(sd_of(rows[i][0])), rows[i][1]);
}

static void every_pair_of_letters_is_its_sid(void **state)
{
    unsigned seen = 0;
    (void)state;
    for (size_t i = 0; i < WELL_KNOWN_COUNT; i++) {
        const struct well_known_row *row = &well_known_rows[i];
        char                         text[64], digits[SID_TEXT_SIZE];
        uint8_t                      sid[SID_MAX_SIZE];
        assert_true(sid_parse(sid_format(row->sid, digits), sid) && sid_equal(sid, row->sid));
        assert_ptr_equal(well_known_find(row->sid), row);
        if (row->type != WELL_KNOWN_NO_TYPE)
            assert_ptr_equal(well_known_by_type(row->type), row);
        if (!row->letters[0])
            continue;
        seen++;
        snprintf(text, sizeof(text), "O:%.2sG:%.2sD:(A;;CC;;;%.2s)", row->letters, row->letters, row->letters);
        assert_string_equal(text_of(sd_of(text)), text);
    }
    assert_int_equal(seen, 43);
    assert_null(well_known_by_letters("", 0));
    assert_null(well_known_by_letters("ZZ", 2));
    assert_null(well_known_by_type(-1));
}

static void the_letters_mean_what_windows_says(void **state)
{
    static const char *const rows[][2] = {
        { "WD", "S-1-1-0" },       { "CO", "S-1-3-0" },      { "OW", "S-1-3-4" },      { "AU", "S-1-5-11" },
        { "SY", "S-1-5-18" },      { "LS", "S-1-5-19" },     { "NS", "S-1-5-20" },     { "BA", "S-1-5-32-544" },
        { "NO", "S-1-5-32-556" },  { "AC", "S-1-15-2-1" },   { "ME", "S-1-16-8192" },  { "RD", "S-1-5-32-555" },
        { "RU", "S-1-5-32-554" },  { "ER", "S-1-5-32-573" }, { "HA", "S-1-5-32-578" }, { "RM", "S-1-5-32-580" },
    };
    char digits[SID_TEXT_SIZE];
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_string_equal(sid_format(sid_of(rows[i][0]), digits), rows[i][1]);
    assert_string_equal(sid_format(well_known_by_type(26)->sid, digits), "S-1-5-32-544"); /* WinBuiltinAdministratorsSid */
    assert_string_equal(sid_format(well_known_by_type(84)->sid, digits), "S-1-15-2-1");   /* WinBuiltinAnyPackageSid */
}

static void what_is_wrong_is_said(void **state)
{
    static const char *const rows[][2] = {
        { "X:BA", "expected O:, G:, D: or S:" },
        { "O", "expected O:" },
        { "O:", "no SID" },
        { "O:B", "no SID" },
        { "O:ZZ", "no SID" },
        { "O:S-1", "no SID" },
        { "O:BAO:BA", "O: is given twice" },
        { "D:D:", "D: is given twice" },
        { "D:Q", "no flag of a DACL" },
        { "D:A", "no flag of a DACL" },
        { "S:Q", "no flag of a SACL" },
        { "S:(AU;;GA;;;WD", "SACL has no end" },
        { "S:(XA;;GA;;;WD;(a)", "SACL has no end" },
        { "D:(", "is written (type" },
        { "D:(A;;CC;;;BA", "is written (type" },
        { "D:(A;;CC;;;BA;)", "is written (type" },
        { "D:(A;;CC;;BA)", "is written (type" },
        { "D:(X;;CC;;;BA)", "entry type \"X\"" },
        { "D:(A;OI C;CC;;;BA)", "no flag of an entry" },
        { "D:(A;O;CC;;;BA)", "no flag of an entry" },
        { "D:(A;;C;;;BA)", "no access right" },
        { "D:(A;;QQ;;;BA)", "no access right" },
        { "D:(A;;;;;BA)", "grants no right" },
        { "D:(A;;0x;;;BA)", "no access mask" },
        { "D:(A;;0x100000000;;;BA)", "no access mask" },
        { "D:(A;;12z;;;BA)", "no access mask" },
        { "D:(A;;CC;00000000-0000-0000-0000-000000000000;;BA)", "object type" },
        { "D:(A;;CC;;;)", "no account" },
        { "D:(A;;CC;;;S-1-5-x)", "no account" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct byte_blob *sd = NULL;
        char              why[SDDL_WHY_SIZE] = "";
        if (sddl_parse(rows[i][0], &kit_arena, &sd, why) != WFP_INVALID_SECURITY_DESCR || sd || !strstr(why, rows[i][1]))
            fail_msg("%s: \"%s\"", rows[i][0], why);
    }
}

static void too_many_entries_are_refused(void **state)
{
    enum { COUNT = 3300, SIZE = 13 };
    char             *text = arena_alloc(&kit_arena, 3 + COUNT * SIZE);
    struct byte_blob *sd = NULL;
    char              why[SDDL_WHY_SIZE] = "";
    (void)state;
    strcpy(text, "D:");
    for (unsigned i = 0; i < COUNT; i++)
        strcpy(text + 2 + i * (SIZE - 1), "(A;;CC;;;BU)");
    assert_int_equal(sddl_parse(text, &kit_arena, &sd, why), WFP_INVALID_SECURITY_DESCR);
    assert_non_null(strstr(why, "64 KiB"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        kit_test(canonical_text_comes_back_as_it_was),
        kit_test(other_ways_of_writing_mean_the_same),
        kit_test(every_pair_of_letters_is_its_sid),
        kit_test(the_letters_mean_what_windows_says),
        kit_test(what_is_wrong_is_said),
        kit_test(too_many_entries_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
