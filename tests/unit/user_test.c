/* Who users of Linux are: the SIDs of their tokens, their names. */
#include "security_kit.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "security/user.h"
#include "security/wellknown.h"

static const gid_t groups[] = { 100, 27, 50 };

static void check_token(const struct user *user, const char *expected)
{
    struct token *token = NULL;
    char          text[1024] = "", sid[SID_TEXT_SIZE];
    assert_int_equal(token_of_user(user, &token), WFP_OK);
    for (uint32_t i = 0; i < token->sid_count; i++) {
        strcat(text, i ? " " : "");
        strcat(text, sid_format(token->sids[i], sid));
    }
    token_free(token);
    assert_string_equal(text, expected);
}

static void a_token_names_the_user_then_the_groups(void **state)
{
    (void)state;
    check_token(&(struct user){ 1000, 100, groups, 3, USER_NO_GROUP },
                "S-1-22-1-1000 S-1-22-2-100 S-1-22-2-27 S-1-22-2-50 S-1-1-0 S-1-2-0 S-1-5-11 S-1-5-32-545");
    check_token(&(struct user){ 4294967294, 7, NULL, 0, USER_NO_GROUP },
                "S-1-22-1-4294967294 S-1-22-2-7 S-1-1-0 S-1-2-0 S-1-5-11 S-1-5-32-545");
}

static void root_is_an_administrator(void **state)
{
    struct token *token = NULL;
    (void)state;
    check_token(&(struct user){ 0, 0, NULL, 0, USER_NO_GROUP },
                "S-1-22-1-0 S-1-22-2-0 S-1-1-0 S-1-2-0 S-1-5-11 S-1-5-32-545 S-1-5-32-544");
    assert_int_equal(token_of_user(&(struct user){ 0, 0, NULL, 0, USER_NO_GROUP }, &token), WFP_OK);
    assert_true(token_is_administrator(token));
    assert_true(sid_equal(token_owner(token), well_known_sid(SID_ADMINISTRATORS)));
    assert_true(sid_equal(token_group(token), sid_of("S-1-22-2-0")));
    token_free(token);
}

static void members_of_the_group_are_operators(void **state)
{
    (void)state;
    check_token(&(struct user){ 1000, 100, groups, 3, 50 },
                "S-1-22-1-1000 S-1-22-2-100 S-1-22-2-27 S-1-22-2-50 S-1-1-0 S-1-2-0 S-1-5-11 S-1-5-32-545 S-1-5-32-556");
    check_token(&(struct user){ 1000, 50, NULL, 0, 50 },
                "S-1-22-1-1000 S-1-22-2-50 S-1-1-0 S-1-2-0 S-1-5-11 S-1-5-32-545 S-1-5-32-556");
    check_token(&(struct user){ 1000, 100, groups, 3, 51 },
                "S-1-22-1-1000 S-1-22-2-100 S-1-22-2-27 S-1-22-2-50 S-1-1-0 S-1-2-0 S-1-5-11 S-1-5-32-545");
}

static void without_the_group_nobody_is_an_operator(void **state)
{
    (void)state;
    check_token(&(struct user){ 1000, USER_NO_GROUP, NULL, 0, USER_NO_GROUP },
                "S-1-22-1-1000 S-1-22-2-4294967295 S-1-1-0 S-1-2-0 S-1-5-11 S-1-5-32-545");
}

static void who_has_no_number_here_is_anonymous(void **state)
{
    (void)state;
    check_token(&(struct user){ USER_UNMAPPED, 65534, NULL, 0, 65534 },
                "S-1-22-1-65534 S-1-22-2-65534 S-1-1-0 S-1-2-0 S-1-5-7");
}

/* A session's token lives longer than what it was made from. */
static void a_token_owns_its_sids(void **state)
{
    uint8_t        user[SID_MAX_SIZE], group[SID_MAX_SIZE];
    const uint8_t *list[] = { user_sid(1, user), user_group_sid(2, group) };
    struct token  *token = NULL, *copy = NULL;
    (void)state;
    assert_int_equal(token_new(list, 0, &token), WFP_INVALID_PARAMETER);
    assert_null(token);
    assert_int_equal(token_new(list, 2, &token), WFP_OK);
    memset(user, 0xee, sizeof(user));
    memset(group, 0xee, sizeof(group));
    assert_int_equal(token_copy(token, &copy), WFP_OK);
    token_free(token);
    assert_true(token_has(copy, sid_of("S-1-22-1-1")) && token_has(copy, sid_of("S-1-22-2-2")));
    assert_false(token_has(copy, sid_of("S-1-22-1-2")));
    assert_true(sid_equal(token_owner(copy), sid_of("S-1-22-1-1")));
    token_free(copy);
    token_free(NULL);
}

static void this_process_has_a_token(void **state)
{
    struct token *token = NULL;
    uint8_t       sid[SID_MAX_SIZE];
    (void)state;
    assert_int_equal(token_of_process(&token), WFP_OK);
    assert_true(sid_equal(token->sids[0], user_sid(geteuid(), sid)));
    assert_true(sid_equal(token->sids[1], user_group_sid(getegid(), sid)));
    assert_int_equal(token_is_administrator(token), geteuid() == 0);
    token_free(token);
}

static void names_are_found(void **state)
{
    char                 name[USER_NAME_SIZE];
    struct account_name  account;
    const struct passwd *root = getpwuid(0);
    (void)state;
    assert_string_equal(user_name(0, name), root ? root->pw_name : "0");
    assert_string_equal(user_name(4294967290, name), "4294967290"); /* nobody has it */
    assert_true(account_name(sid_of("BA"), &account));
    assert_string_equal(account.domain, "BUILTIN");
    assert_string_equal(account.name, "Administrators");
    assert_int_equal(account_name(sid_of("S-1-22-1-0"), &account), root != NULL);
    if (root) {
        assert_string_equal(account.domain, "Unix User");
        assert_string_equal(account.name, root->pw_name);
    }
    assert_false(account_name(sid_of("S-1-22-1-4294967290"), &account));
    assert_false(account_name(sid_of("S-1-22-3-0"), &account));
    assert_false(account_name(sid_of("S-1-5-21-0"), &account));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        kit_test(a_token_names_the_user_then_the_groups),
        kit_test(root_is_an_administrator),
        kit_test(members_of_the_group_are_operators),
        kit_test(without_the_group_nobody_is_an_operator),
        kit_test(who_has_no_number_here_is_anonymous),
        kit_test(a_token_owns_its_sids),
        kit_test(this_process_has_a_token),
        kit_test(names_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
