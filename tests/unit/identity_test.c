/* What-if owners of ports: as they are said, as a classify sees them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "host/identity.h"

static char line[CAPTURE_ERROR_SIZE];

static struct identities *identities_of(const struct offline_identity *list, unsigned count)
{
    struct identities *i = NULL;
    if (identities_new(list, count, &i, line) != WFP_OK)
        fail_msg("%s", line);
    return i;
}

/* proves: A-112 */
static void a_path_becomes_utf16_with_its_nul(void **state)
{
    static const struct offline_identity list[] = { { 443, "/b\xc3\xa4\xf0\x9f\x98\x80", NULL } };
    static const uint8_t expected[] = { '/', 0, 'b', 0, 0xe4, 0, 0x3d, 0xd8, 0x00, 0xde, 0, 0 };
    struct identities *i = identities_of(list, 1);
    (void)state;
    const struct endpoint_identity *who = identities_find(i, 443);
    assert_non_null(who);
    assert_int_equal(who->app->blob.size, sizeof(expected));
    assert_memory_equal(who->app->blob.data, expected, sizeof(expected));
    assert_null(who->user);
    identities_free(i);
}

static void a_user_is_a_token_of_the_sid_and_everyone(void **state)
{
    static const struct offline_identity list[] = { { 53, NULL, "S-1-5-18" } };
    static const uint8_t system[] = { 1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0 }, everyone[] = { 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 };
    struct identities *i = identities_of(list, 1);
    (void)state;
    const struct endpoint_identity *who = identities_find(i, 53);
    assert_non_null(who);
    assert_null(who->app);
    assert_int_equal(who->user->sid_count, 2);
    assert_memory_equal(who->user->sids[0], system, sizeof(system));
    assert_memory_equal(who->user->sids[1], everyone, sizeof(everyone));
    identities_free(i);
}

static void entries_of_a_port_are_joined_and_the_last_word_counts(void **state)
{
    static const struct offline_identity list[] = {
        { 80, "/a", NULL }, { 81, "/b", NULL }, { 80, NULL, "S-1-5-18" }, { 80, "/c", NULL }, { 80, NULL, "S-1-5-19" },
    };
    struct identities *i = identities_of(list, 5);
    (void)state;
    const struct endpoint_identity *who = identities_find(i, 80);
    assert_int_equal(who->app->blob.size, 6);
    assert_int_equal(who->app->blob.data[2], 'c');
    assert_int_equal(who->user->sids[0][8], 19);
    assert_int_equal(identities_find(i, 81)->app->blob.data[2], 'b');
    assert_null(identities_find(i, 81)->user);
    assert_null(identities_find(i, 82));
    assert_null(identities_find(i, 0));
    identities_free(i);
}

static void nobody_is_known_without_a_word(void **state)
{
    struct identities *i = identities_of(NULL, 0);
    (void)state;
    for (unsigned port = 0; port < 65536; port++)
        assert_null(identities_find(i, (uint16_t)port));
    identities_free(i);
    identities_free(NULL);
}

static void what_cannot_be_understood_is_told(void **state)
{
    static const struct {
        struct offline_identity one;
        const char             *words;
    } rows[] = {
        { { 80, NULL, "root" }, "root is not a SID" },       { { 80, NULL, "" }, "is not a SID" },
        { { 80, NULL, "S-1-5-" }, "S-1-5- is not a SID" },   { { 80, NULL, "S-1-5-18 " }, "is not a SID" },
        { { 81, "/\xff", NULL }, "port 81 is not UTF-8" },   { { 82, "/\xed\xa0\x80", NULL }, "port 82 is not UTF-8" },
        { { 83, "/\xc3", "S-1-5-18" }, "port 83 is not UTF-8" },
    };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(rows); i++) {
        struct offline_identity list[] = { { 1, "/good", "S-1-5-18" }, rows[i].one };
        struct identities      *out = (void *)line;
        line[0] = 0;
        assert_int_equal(identities_new(list, 2, &out, line), WFP_BAD_DATA);
        assert_ptr_equal(out, line); /* untouched */
        if (!strstr(line, rows[i].words))
            fail_msg("\"%s\" should say %s", line, rows[i].words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_becomes_utf16_with_its_nul),
        cmocka_unit_test(a_user_is_a_token_of_the_sid_and_everyone),
        cmocka_unit_test(entries_of_a_port_are_joined_and_the_last_word_counts),
        cmocka_unit_test(nobody_is_known_without_a_word),
        cmocka_unit_test(what_cannot_be_understood_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
