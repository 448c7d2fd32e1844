/* Security descriptors: which tokens may match a filter. Descriptors are written byte by byte, as Windows keeps them. */
#include "engine/match.h"
#include "security/access.h"
#include "engine_kit.h"

enum { ALLOW = 0, DENY = 1, AUDIT = 2, INHERIT_ONLY = 8 };
enum { DACL_PRESENT = 4, SELF_RELATIVE = 0x8000 };

#define MATCH       0x1u
#define GENERIC_ALL 0x10000000u

/* S-1-5-x */
static const uint8_t sids[3][12] = { { 1, 1, 0, 0, 0, 0, 0, 5, 10 }, { 1, 1, 0, 0, 0, 0, 0, 5, 11 }, { 1, 1, 0, 0, 0, 0, 0, 5, 12 } };

struct descriptor {
    uint8_t          bytes[256];
    struct byte_blob blob;
};

static void put(struct descriptor *d, uint32_t n, unsigned size)
{
    for (unsigned i = 0; i < size; i++)
        d->bytes[d->blob.size++] = (uint8_t)(n >> (8 * i));
}

static void begin(struct descriptor *d, uint16_t control, uint32_t dacl)
{
    memset(d, 0, sizeof(*d));
    d->blob.data = d->bytes;
    put(d, 1, 2);
    put(d, control, 2);
    put(d, 0, 4);
    put(d, 0, 4);
    put(d, 0, 4);
    put(d, dacl, 4);
}

struct ace {
    uint8_t  type, flags;
    uint32_t mask;
    unsigned sid;
};

static void put_acl(struct descriptor *d, const struct ace *aces, uint16_t count)
{
    put(d, 2, 2);
    put(d, 8u + 20u * count, 2);
    put(d, count, 2);
    put(d, 0, 2);
    for (unsigned i = 0; i < count; i++) {
        put(d, aces[i].type, 1);
        put(d, aces[i].flags, 1);
        put(d, 20, 2);
        put(d, aces[i].mask, 4);
        memcpy(d->bytes + d->blob.size, sids[aces[i].sid], 12);
        d->blob.size += 12;
    }
}

static bool granted(const struct descriptor *d, unsigned sid)
{
    const uint8_t *own[] = { sids[2], sids[sid] };
    struct token   token = { 2, own };
    return access_may_match(&d->blob, &token);
}

static bool acl_grants(const struct ace *aces, uint16_t count, unsigned sid)
{
    struct descriptor d;
    begin(&d, DACL_PRESENT | SELF_RELATIVE, 20);
    put_acl(&d, aces, count);
    return granted(&d, sid);
}

/* proves: A-100 */
static void the_right_is_needed_and_deny_comes_in_order(void **state)
{
    static const struct {
        struct ace  aces[2];
        uint16_t    count;
        bool        grants[2]; /* to S-1-5-10, S-1-5-11 */
    } table[] = {
        { { { ALLOW, 0, MATCH, 0 } }, 1, { true, false } },
        { { { ALLOW, 0, MATCH | 0xf0000, 0 } }, 1, { true, false } },
        { { { ALLOW, 0, 0x2, 0 } }, 1, { false, false } },
        { { { ALLOW, 0, GENERIC_ALL, 0 } }, 1, { true, false } },
        { { { DENY, 0, MATCH, 0 }, { ALLOW, 0, MATCH, 0 } }, 2, { false, false } },
        { { { ALLOW, 0, MATCH, 0 }, { DENY, 0, MATCH, 0 } }, 2, { true, false } },
        { { { DENY, 0, 0x2, 0 }, { ALLOW, 0, MATCH, 0 } }, 2, { true, false } },
        { { { DENY, 0, GENERIC_ALL, 1 }, { ALLOW, 0, MATCH, 2 } }, 2, { true, false } },
        { { { DENY, 0, MATCH, 1 }, { ALLOW, 0, MATCH, 0 } }, 2, { true, false } },
        { { { ALLOW, INHERIT_ONLY, MATCH, 0 } }, 1, { false, false } },
        { { { AUDIT, 0, MATCH, 0 }, { ALLOW, 0, MATCH, 1 } }, 2, { false, true } },
    };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(table); i++)
        for (unsigned sid = 0; sid < 2; sid++)
            if (acl_grants(table[i].aces, table[i].count, sid) != table[i].grants[sid])
                fail_msg("row %u, sid %u", i, sid);
}

/* proves: A-100 */
static void no_dacl_grants_and_an_empty_one_denies(void **state)
{
    struct descriptor d;
    (void)state;
    begin(&d, SELF_RELATIVE, 0);
    assert_true(granted(&d, 0));
    begin(&d, SELF_RELATIVE | DACL_PRESENT, 0);
    assert_true(granted(&d, 0));
    assert_false(acl_grants(NULL, 0, 0));
}

/* BFE refuses it; should one come through, it must not open anything. */
static void an_absolute_descriptor_grants_nothing(void **state)
{
    struct descriptor d;
    (void)state;
    begin(&d, DACL_PRESENT, 0);
    assert_false(granted(&d, 0));
}

static void what_is_cut_or_damaged_grants_nothing(void **state)
{
    static const struct ace aces[] = { { DENY, 0, MATCH, 1 }, { ALLOW, 0, MATCH, 0 } };
    struct descriptor       d;
    (void)state;
    begin(&d, DACL_PRESENT | SELF_RELATIVE, 20);
    put_acl(&d, aces, 2);
    assert_true(granted(&d, 0));
    for (uint32_t size = d.blob.size; size-- > 0;) {
        struct descriptor cut = d;
        cut.blob = (struct byte_blob){ size, cut.bytes };
        assert_false(granted(&cut, 0));
    }
    d.blob.data = d.bytes;
    d.bytes[20 + 2] = 8 + 20; /* the list ends before the entry that grants */
    assert_false(granted(&d, 0));
    d.bytes[20 + 2] = 8 + 40;
    assert_true(granted(&d, 0));
    d.bytes[20 + 8 + 8 + 1] = 16; /* the first entry's SID has too many parts: perhaps it would have denied */
    assert_false(granted(&d, 0));
}

static void a_token_condition_asks_the_descriptor(void **state)
{
    static const struct ace aces[] = { { ALLOW, 0, MATCH, 0 } };
    struct descriptor       d;
    const uint8_t          *own[] = { sids[0] }, *other[] = { sids[1] };
    struct token            token = { 1, own }, stranger = { 1, other };
    struct value            field = { .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &token };
    struct value            with = { .type = TYPE_SECURITY_DESCRIPTOR };
    (void)state;
    begin(&d, DACL_PRESENT | SELF_RELATIVE, 20);
    put_acl(&d, aces, 1);
    with.blob = &d.blob;
    assert_true(match_value(MATCH_EQUAL, &field, &with));
    assert_false(match_value(MATCH_NOT_EQUAL, &field, &with)); /* descriptors have no order */
    field.token = &stranger;
    assert_false(match_value(MATCH_EQUAL, &field, &with));
    assert_false(match_value(MATCH_NOT_EQUAL, &field, &with));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_right_is_needed_and_deny_comes_in_order),
        cmocka_unit_test(no_dacl_grants_and_an_empty_one_denies),
        cmocka_unit_test(an_absolute_descriptor_grants_nothing),
        cmocka_unit_test(what_is_cut_or_damaged_grants_nothing),
        cmocka_unit_test(a_token_condition_asks_the_descriptor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
