/* Security descriptors: what is valid, what is refused, what is built. */
#include "security_kit.h"

#include <stdlib.h>

/* "O:BAG:SYD:PAI(D;;WD;;;AN)(A;OICI;GA;;;BA)", put together by hand. */
static const uint8_t known[] = {
    0x01, 0x00, 0x04, 0x94, 0x14, 0x00, 0x00, 0x00, 0x24, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x30, 0x00, 0x00, 0x00,
    0x01, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x05, 0x20, 0x00, 0x00, 0x00, 0x20, 0x02, 0x00, 0x00, /* S-1-5-32-544 */
    0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x05, 0x12, 0x00, 0x00, 0x00,                         /* S-1-5-18 */
    0x02, 0x00, 0x34, 0x00, 0x02, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x14, 0x00, 0x00, 0x00, 0x04, 0x00, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x05, 0x07, 0x00, 0x00, 0x00,
    0x00, 0x03, 0x18, 0x00, 0x00, 0x00, 0x00, 0x10, 0x01, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x05, 0x20, 0x00, 0x00, 0x00,
    0x20, 0x02, 0x00, 0x00,
};

enum { DACL_AT = 0x30, FIRST_ACE = DACL_AT + 8, SECOND_ACE = FIRST_ACE + 20 };

static struct byte_blob blob_of(uint8_t *bytes, uint32_t size)
{
    return (struct byte_blob){ size, bytes };
}

static void text_gives_the_bytes_of_windows(void **state)
{
    const struct byte_blob *sd = sd_of("O:BAG:SYD:PAI(D;;WD;;;AN)(A;OICI;GA;;;BA)");
    (void)state;
    assert_int_equal(sd->size, sizeof(known));
    assert_memory_equal(sd->data, known, sizeof(known));
}

static void its_parts_are_found(void **state)
{
    uint8_t           bytes[sizeof(known)];
    struct byte_blob  blob = blob_of(memcpy(bytes, known, sizeof(known)), sizeof(known));
    struct sd         sd;
    struct ace        ace;
    (void)state;
    assert_int_equal(sd_open(&blob, &sd), WFP_OK);
    assert_int_equal(sd.control, SD_SELF_RELATIVE | SD_DACL_PRESENT | SD_DACL_PROTECTED | SD_DACL_AUTO_INHERITED);
    assert_true(sid_equal(sd.owner, sid_of("BA")) && sid_equal(sd.group, sid_of("SY")));
    assert_int_equal(sd.dacl, DACL_LIST);
    struct ace_cursor cursor = sd_aces(&sd);
    assert_true(ace_next(&cursor, &ace));
    assert_true(ace.type == ACE_DENY && ace.flags == 0 && ace.mask == 0x40000 && sid_equal(ace.sid, sid_of("AN")));
    assert_true(ace_next(&cursor, &ace));
    assert_true(ace.type == ACE_ALLOW && ace.flags == 3 && ace.mask == 0x10000000 && sid_equal(ace.sid, sid_of("BA")));
    assert_false(ace_next(&cursor, &ace));
    assert_int_equal(bytes_left(&(struct bytes){ sd_acl(&sd).at, sd_acl(&sd).end }), sizeof(known) - DACL_AT);
}

/* Every truncation, in memory of just that size. */
static void nothing_cut_short_is_valid(void **state)
{
    (void)state;
    for (uint32_t size = 0; size < sizeof(known); size++) {
        uint8_t         *bytes = malloc(size ? size : 1);
        struct byte_blob blob = blob_of(bytes, size);
        memcpy(bytes, known, size);
        if (sd_is_valid(&blob))
            fail_msg("valid with %u bytes", size);
        free(bytes);
    }
}

static void damage_is_refused(void **state)
{
    static const struct {
        uint16_t    at;
        uint8_t     byte;
        const char *what;
    } rows[] = {
        { 0, 2, "revision of the descriptor" },
        { 3, 0x14, "not self-relative" },
        { 4, 0x08, "owner inside the head" },
        { 4, 0xff, "owner behind the end" },
        { 8, 0x13, "group inside the head" },
        { 16, 0x31, "list not aligned" },
        { 16, 0x10, "list inside the head" },
        { 0x14, 2, "revision of a SID" },
        { 0x15, 16, "a SID of 16 parts" },
        { DACL_AT, 1, "revision of the list" },
        { DACL_AT, 5, "revision of the list" },
        { DACL_AT + 2, 7, "a list smaller than its head" },
        { DACL_AT + 2, 0x30, "a list that ends in an entry" },
        { DACL_AT + 2, 0x38, "a list behind the end" },
        { DACL_AT + 4, 3, "more entries than there are" },
        { FIRST_ACE + 2, 0, "an entry without a head" },
        { FIRST_ACE + 2, 0x15, "an entry not aligned" },
        { FIRST_ACE + 2, 0x10, "an entry that ends in its SID" },
        { SECOND_ACE + 2, 0x1c, "an entry behind the list" },
        { SECOND_ACE + 8, 0, "revision of an entry's SID" },
        { SECOND_ACE + 9, 3, "a SID behind its entry" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        uint8_t          bytes[sizeof(known)];
        struct byte_blob blob = blob_of(memcpy(bytes, known, sizeof(known)), sizeof(known));
        assert_true(sd_is_valid(&blob));
        bytes[rows[i].at] = rows[i].byte;
        if (sd_is_valid(&blob))
            fail_msg("%s (byte %u)", rows[i].what, rows[i].at);
    }
}

/* Each of these would be good, were it not for the place or the size alone. */
static void parts_stand_where_they_may(void **state)
{
    uint8_t          bytes[sizeof(known) + 4] = { 0 };
    struct byte_blob blob = blob_of(bytes, sizeof(bytes));
    static const uint8_t owner_in_head[20] = { 1, 0, 0, 0x80, 12, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0 };
    (void)state;
    memcpy(bytes, owner_in_head, sizeof(owner_in_head)); /* S-1-0 where the offset of the SACL is */
    assert_false(sd_is_valid(&blob));
    memcpy(bytes + 20, owner_in_head + 12, 8);
    bytes[4] = 20;
    assert_true(sd_is_valid(&blob));

    memcpy(bytes, known, sizeof(known));
    assert_true(sd_is_valid(&blob));
    memmove(bytes + DACL_AT + 4, bytes + DACL_AT, sizeof(known) - DACL_AT);
    bytes[16] = DACL_AT + 4;
    assert_true(sd_is_valid(&blob));
    memmove(bytes + DACL_AT + 2, bytes + DACL_AT + 4, sizeof(known) - DACL_AT);
    bytes[16] = DACL_AT + 2;
    assert_false(sd_is_valid(&blob));

    memcpy(bytes, known, sizeof(known));
    bytes[DACL_AT + 2] += 4;
    bytes[SECOND_ACE + 2] += 4; /* an entry may have more than its SID */
    assert_true(sd_is_valid(&blob));
    bytes[SECOND_ACE + 2] -= 2;
    assert_false(sd_is_valid(&blob));
}

/* proves: A-155 */
static void a_sacl_is_not_looked_at(void **state)
{
    uint8_t          bytes[sizeof(known)];
    struct byte_blob blob = blob_of(memcpy(bytes, known, sizeof(known)), sizeof(known)), *again;
    struct sd_parts  parts;
    (void)state;
    bytes[2] |= SD_SACL_PRESENT;
    memset(bytes + 12, 0xee, 4); /* leads nowhere */
    assert_true(sd_is_valid(&blob));
    assert_int_equal(sd_read(&blob, &kit_arena, &parts), WFP_OK);
    assert_int_equal(sd_build(&parts, &kit_arena, &again), WFP_OK);
    assert_memory_equal(again->data, known, sizeof(known));
    assert_string_equal(text_of(sd_of("O:BAS:PAI(AU;SAFA;FA;;;WD)(XA;;FX;;;WD;(@User.a==\")\"))D:(A;;GA;;;BA)")),
                        "O:BAD:(A;;GA;;;BA)");
}

/* An entry of another type is passed over where it is read, and refused where it would have to be written back. */
static void other_entries_are_read_over_but_not_rewritten(void **state)
{
    uint8_t          bytes[sizeof(known)];
    struct byte_blob blob = blob_of(memcpy(bytes, known, sizeof(known)), sizeof(known));
    struct sd_parts  parts;
    (void)state;
    bytes[FIRST_ACE] = 5; /* an object entry */
    memset(bytes + FIRST_ACE + 8, 0xee, 12);
    assert_true(sd_is_valid(&blob));
    assert_int_equal(sd_read(&blob, &kit_arena, &parts), WFP_INVALID_SECURITY_DESCR);
    memcpy(bytes, known, sizeof(known));
    bytes[FIRST_ACE] = ACE_DENY_CALLBACK; /* its condition would be lost */
    assert_true(sd_is_valid(&blob));
    assert_int_equal(sd_read(&blob, &kit_arena, &parts), WFP_INVALID_SECURITY_DESCR);
}

static void the_largest_list_is_an_acl_of_64_kib(void **state)
{
    const uint32_t   most = (0xfffc - 8) / 20;
    struct ace      *aces = arena_array(&kit_arena, most + 1, sizeof(*aces));
    struct sd_parts  parts = { .dacl = DACL_LIST, .aces = aces, .ace_count = most };
    struct byte_blob *sd = NULL;
    struct sd        open;
    (void)state;
    for (uint32_t i = 0; i <= most; i++)
        aces[i] = (struct ace){ ACE_ALLOW, 0, 1, sid_of("WD") };
    assert_int_equal(sd_build(&parts, &kit_arena, &sd), WFP_OK);
    assert_int_equal(sd_open(sd, &open), WFP_OK);
    assert_int_equal(open.ace_count, most);
    parts.ace_count++;
    struct byte_blob *untouched = sd;
    assert_int_equal(sd_build(&parts, &kit_arena, &sd), WFP_INVALID_SECURITY_DESCR);
    assert_ptr_equal(sd, untouched);
}

static void an_acl_alone_is_read_like_that_of_a_descriptor(void **state)
{
    uint8_t          bytes[sizeof(known)];
    struct byte_blob acl = { sizeof(known) - DACL_AT, memcpy(bytes, known + DACL_AT, sizeof(known) - DACL_AT) };
    struct sd_parts  parts = { 0 };
    (void)state;
    assert_int_equal(acl_read(&acl, &kit_arena, &parts), WFP_OK);
    assert_int_equal(parts.dacl, DACL_LIST);
    assert_int_equal(parts.ace_count, 2);
    assert_int_equal(parts.aces[1].mask, 0x10000000);
    acl.size--;
    assert_int_equal(acl_read(&acl, &kit_arena, &parts), WFP_INVALID_SECURITY_DESCR);
    assert_int_equal(acl_read(NULL, &kit_arena, &parts), WFP_OK);
    assert_int_equal(parts.dacl, DACL_NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        kit_test(text_gives_the_bytes_of_windows),
        kit_test(its_parts_are_found),
        kit_test(nothing_cut_short_is_valid),
        kit_test(damage_is_refused),
        kit_test(parts_stand_where_they_may),
        kit_test(a_sacl_is_not_looked_at),
        kit_test(other_entries_are_read_over_but_not_rewritten),
        kit_test(the_largest_list_is_an_acl_of_64_kib),
        kit_test(an_acl_alone_is_read_like_that_of_a_descriptor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
