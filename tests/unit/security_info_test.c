/* Getting and setting parts of a descriptor. */
#include "security_kit.h"

#include "security/access.h"
#include "security/info.h"

/* The list of a text as an ACL of its own; NULL for one that is none. */
static const struct byte_blob *acl_of(const char *text)
{
    struct byte_blob *acl = arena_alloc(&kit_arena, sizeof(*acl));
    struct sd         sd;
    assert_int_equal(sd_open(sd_of(text), &sd), WFP_OK);
    struct bytes list = sd_acl(&sd);
    *acl = (struct byte_blob){ (uint32_t)bytes_left(&list), (uint8_t *)(uintptr_t)list.at };
    return acl->size ? acl : NULL;
}

#define OWNER       SECURITY_INFO_OWNER
#define GROUP       SECURITY_INFO_GROUP
#define DACL        SECURITY_INFO_DACL
#define SACL        SECURITY_INFO_SACL
#define PROTECTED   SECURITY_INFO_PROTECTED_DACL
#define UNPROTECTED SECURITY_INFO_UNPROTECTED_DACL

static const char old_text[] = "O:SYG:SYD:AI(A;;LO;;;BG)(A;ID;CC;;;BU)", closed_text[] = "O:SYG:SYD:PAI(A;;LO;;;BG)";

/* The parent is "D:(A;OI;CC;;;BU)"; what is given: owner BA, group WD, and the list. */
static void what_is_named_is_set(void **state)
{
    static const struct {
        uint32_t    which;
        const char *old, *list, *expected;
    } rows[] = {
        { 0, old_text, "D:", old_text },
        { OWNER, old_text, "D:", "O:BAG:SYD:AI(A;;LO;;;BG)(A;ID;CC;;;BU)" },
        { GROUP, old_text, "D:", "O:SYG:WDD:AI(A;;LO;;;BG)(A;ID;CC;;;BU)" },
        { OWNER | GROUP, "D:", "D:", "O:BAG:WDD:" },
        { DACL, old_text, "D:(A;;SD;;;AN)", "O:SYG:SYD:AI(A;;SD;;;AN)(A;ID;CC;;;BU)" },
        { DACL, old_text, "D:(A;;SD;;;AN)(A;ID;GA;;;WD)", "O:SYG:SYD:AI(A;;SD;;;AN)(A;ID;CC;;;BU)" },
        { DACL, old_text, "D:", "O:SYG:SYD:AI(A;ID;CC;;;BU)" },
        { DACL, old_text, "D:NO_ACCESS_CONTROL", "O:SYG:SYD:AINO_ACCESS_CONTROL" },
        { DACL, old_text, "D:(A;;GX;;;AN)(A;;SD;;;CO)", "O:SYG:SYD:AI(A;;0x20220;;;AN)(A;;SD;;;SY)(A;ID;CC;;;BU)" },
        { DACL | OWNER, old_text, "D:(A;;SD;;;CO)", "O:BAG:SYD:AI(A;;SD;;;BA)(A;ID;CC;;;BU)" },
        { DACL | PROTECTED, old_text, "D:(A;;SD;;;AN)(A;ID;LO;;;WD)", "O:SYG:SYD:PAI(A;;SD;;;AN)(A;;LO;;;WD)" },
        { DACL, closed_text, "D:(A;;SD;;;AN)", "O:SYG:SYD:PAI(A;;SD;;;AN)" },
        { DACL | UNPROTECTED, closed_text, "D:(A;;SD;;;AN)", "O:SYG:SYD:AI(A;;SD;;;AN)(A;ID;CC;;;BU)" },
        { PROTECTED, old_text, "D:", "O:SYG:SYD:PAI(A;;LO;;;BG)(A;;CC;;;BU)" },
        { UNPROTECTED, closed_text, "D:", "O:SYG:SYD:AI(A;;LO;;;BG)(A;ID;CC;;;BU)" },
        { UNPROTECTED, "D:PNO_ACCESS_CONTROL", "D:", "D:NO_ACCESS_CONTROL" },
        { DACL, "O:SY", "D:(A;;SD;;;AN)", "O:SYD:AI(A;;SD;;;AN)(A;ID;CC;;;BU)" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct security_info set = { rows[i].which, sid_of("BA"), sid_of("WD"), acl_of(rows[i].list) };
        struct byte_blob          *out = NULL;
        assert_int_equal(sd_set(sd_of(rows[i].old), sd_of("D:(A;OI;CC;;;BU)"), false, &set, &kit_arena, &out), WFP_OK);
        assert_string_equal(text_of(out), rows[i].expected);
    }
}

/* The engine has no parent: all its entries are its own. */
static void without_a_parent_everything_is_its_own(void **state)
{
    const struct security_info set = { DACL, NULL, NULL, acl_of("D:(A;OICIID;GX;;;BU)") };
    struct byte_blob          *out = NULL;
    (void)state;
    assert_int_equal(sd_set(sd_of("O:SYD:(A;;CC;;;WD)"), NULL, true, &set, &kit_arena, &out), WFP_OK);
    assert_string_equal(text_of(out), "O:SYD:(A;OICI;0x20220;;;BU)");
}

/* proves: A-155 */
static void a_sacl_changes_nothing(void **state)
{
    const uint32_t sacl = SACL | SECURITY_INFO_PROTECTED_SACL | SECURITY_INFO_UNPROTECTED_SACL;
    struct byte_blob *out = NULL;
    (void)state;
    assert_int_equal(sd_set(sd_of(old_text), NULL, false, &(struct security_info){ sacl }, &kit_arena, &out), WFP_OK);
    assert_string_equal(text_of(out), old_text);
    assert_int_equal(sd_get(sd_of(old_text), sacl | OWNER, &kit_arena, &out), WFP_OK);
    assert_string_equal(text_of(out), "O:SY");
}

static void what_cannot_be_set_is_refused(void **state)
{
    struct byte_blob       *out = NULL;
    const struct byte_blob *sd = sd_of(old_text), broken = { 8, sd->data };
    static const struct {
        struct security_info set;
        enum wfp_status      status;
    } rows[] = {
        { { OWNER }, WFP_NULL_POINTER },
        { { GROUP }, WFP_NULL_POINTER },
        { { PROTECTED | UNPROTECTED }, WFP_INVALID_FLAGS },
        { { 0x10 }, WFP_INVALID_FLAGS },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(sd_set(sd, NULL, false, &rows[i].set, &kit_arena, &out), rows[i].status);
    assert_int_equal(sd_set(sd, NULL, false, &(struct security_info){ DACL, .dacl = &broken }, &kit_arena, &out),
                     WFP_INVALID_SECURITY_DESCR);
    assert_int_equal(sd_get(sd, 0x10, &kit_arena, &out), WFP_INVALID_FLAGS);
    assert_int_equal(sd_get(&broken, OWNER, &kit_arena, &out), WFP_INVALID_SECURITY_DESCR);
    assert_null(out);
}

static void what_is_named_is_got(void **state)
{
    static const struct {
        uint32_t    which;
        const char *expected;
    } rows[] = {
        { 0, "" },
        { OWNER, "O:BA" },
        { GROUP, "G:SY" },
        { DACL, "D:PAI(A;;LO;;;BG)" },
        { OWNER | GROUP | DACL, "O:BAG:SYD:PAI(A;;LO;;;BG)" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct byte_blob *out = NULL;
        assert_int_equal(sd_get(sd_of("O:BAG:SYD:PAI(A;;LO;;;BG)"), rows[i].which, &kit_arena, &out), WFP_OK);
        assert_string_equal(text_of(out), rows[i].expected);
    }
}

static void every_part_has_its_right(void **state)
{
    (void)state;
    assert_int_equal(security_info_get_rights(OWNER | GROUP | DACL), RIGHT_READ_CONTROL);
    assert_int_equal(security_info_set_rights(OWNER), RIGHT_WRITE_OWNER);
    assert_int_equal(security_info_set_rights(GROUP | SACL), RIGHT_WRITE_OWNER);
    assert_int_equal(security_info_set_rights(DACL), RIGHT_WRITE_DAC);
    assert_int_equal(security_info_set_rights(PROTECTED), RIGHT_WRITE_DAC);
    assert_int_equal(security_info_set_rights(UNPROTECTED | OWNER), RIGHT_WRITE_DAC | RIGHT_WRITE_OWNER);
    assert_int_equal(security_info_set_rights(SACL), RIGHT_READ_CONTROL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        kit_test(what_is_named_is_set),
        kit_test(without_a_parent_everything_is_its_own),
        kit_test(a_sacl_changes_nothing),
        kit_test(what_cannot_be_set_is_refused),
        kit_test(what_is_named_is_got),
        kit_test(every_part_has_its_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
