/* The store on real files: commits, versions, who may open it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/wait.h>

#include "store_kit.h"

static void open_or_fail(void)
{
    assert_int_equal(kit_open(), WFP_OK);
}

static void a_commit_is_there_after_opening_again(void **state)
{
    (void)state;
    open_or_fail();
    assert_int_equal(kit_report.start, STORE_CREATED);
    assert_int_equal(store_current(kit_store), 0);
    assert_string_equal(kit_state(), "");
    assert_int_equal(kit_put(2, "two"), WFP_OK);
    assert_int_equal(kit_put(1, "one"), WFP_OK);
    assert_int_equal(kit_close(), WFP_OK);
    open_or_fail();
    assert_int_equal(kit_report.start, STORE_OPENED);
    assert_int_equal(kit_report.version, 2);
    assert_int_equal(kit_report.snapshot_version, 2); /* closing left one */
    assert_string_equal(kit_state(), "1=one 2=two ");
    assert_string_equal(kit_why, "");
}

static void kinds_keep_equal_keys_apart(void **state)
{
    struct store_change changes[] = {
        { false, { 7, { .data1 = 1 }, bytes_of("b", 1) } },
        { false, { 3, { .data1 = 1 }, bytes_of("a", 1) } },
        { false, { 3, { .data1 = 0 }, bytes_of(NULL, 0) } }, /* a value of no bytes is a value */
    };
    struct store_who who = { 0 };
    uint64_t         version = 0;
    (void)state;
    open_or_fail();
    assert_int_equal(store_commit(kit_store, changes, 3, &who, &version), WFP_OK);
    assert_int_equal(version, 1);
    assert_string_equal(kit_state(), "0= 1=a 1=b ");
}

static void versions_can_be_looked_at_and_undone(void **state)
{
    struct kit_text back = { "" }, change = { "" };
    (void)state;
    open_or_fail();
    assert_int_equal(kit_put(1, "one"), WFP_OK);
    assert_int_equal(kit_put(2, "two"), WFP_OK);
    assert_int_equal(kit_put(1, ""), WFP_OK);
    assert_int_equal(kit_put(2, "deux"), WFP_OK);
    assert_string_equal(kit_state_at(0), "");
    assert_string_equal(kit_state_at(2), "1=one 2=two ");
    assert_string_equal(kit_state_at(4), "2=deux ");
    assert_string_equal(kit_state_at(5), "cannot be had");
    assert_int_equal(store_change_of(kit_store, 3, kit_change, &change), WFP_OK);
    assert_string_equal(change.text, "-1 ");
    assert_int_equal(store_change_of(kit_store, 0, kit_change, &change), WFP_NOT_FOUND);
    assert_int_equal(store_change_of(kit_store, 5, kit_change, &change), WFP_NOT_FOUND);
    assert_int_equal(store_compare(kit_store, 4, 2, kit_change, &back), WFP_OK);
    assert_string_equal(back.text, "1=one 2=two ");
    back.text[0] = 0;
    assert_int_equal(store_compare(kit_store, 2, 4, kit_change, &back), WFP_OK);
    assert_string_equal(back.text, "-1 2=deux ");
    back.text[0] = 0;
    assert_int_equal(store_compare(kit_store, 3, 3, kit_change, &back), WFP_OK);
    assert_string_equal(back.text, "");
    assert_int_equal(store_compare(kit_store, 3, 5, kit_change, &back), WFP_NOT_FOUND);
}

static enum wfp_status list(void *context, const struct store_version *v)
{
    struct kit_text *t = context;
    size_t           used = strlen(t->text);
    snprintf(t->text + used, sizeof(t->text) - used, "%d:%s+%u-%u@%d ", (int)v->version, v->who.user, v->puts, v->deletes,
             (int)v->who.time_ns);
    return v->size ? WFP_OK : WFP_UNSUCCESSFUL;
}

static void versions_are_listed_with_who_made_them(void **state)
{
    struct kit_text  t = { "" };
    struct store_who who = { .user = "nobody" };
    (void)state;
    open_or_fail();
    assert_int_equal(kit_put(1, "one"), WFP_OK);
    assert_int_equal(kit_put(1, ""), WFP_OK);
    assert_int_equal(store_versions(kit_store, list, &t), WFP_OK);
    assert_string_equal(t.text, "1:kit+1-0@5 2:kit+0-1@5 ");
    /* A callback's status ends the walk and is the answer. */
    assert_int_equal(store_commit(kit_store, NULL, 0, &who, NULL), WFP_OK);
    assert_int_equal(store_versions(kit_store, list, &t), WFP_UNSUCCESSFUL);
}

static void old_versions_are_forgotten_and_the_state_is_not(void **state)
{
    char value[16];
    (void)state;
    kit_config.retain_versions = 3;
    kit_config.snapshot_every = 100;
    open_or_fail();
    for (uint32_t i = 1; i <= 20; i++) {
        snprintf(value, sizeof(value), "v%u", i);
        assert_int_equal(kit_put(i % 2, value), WFP_OK);
    }
    assert_string_equal(store_trouble(kit_store), "");
    for (uint64_t v = 17; v <= 20; v++)
        assert_string_not_equal(kit_state_at(v), "cannot be had");
    assert_string_equal(kit_state_at(12), "cannot be had");
    assert_string_equal(kit_state(), "0=v20 1=v19 ");
    assert_string_equal(kit_state_at(18), "0=v18 1=v17 ");
    assert_int_equal(kit_close(), WFP_OK);
    open_or_fail();
    assert_string_equal(kit_state(), "0=v20 1=v19 ");
    assert_string_equal(kit_state_at(18), "0=v18 1=v17 ");
}

static void large_versions_are_forgotten_earlier(void **state)
{
    static char         large[50000];
    struct store_change change = { .item = { 1, { .data1 = 1 }, bytes_of(large, sizeof(large)) } };
    struct store_who    who = { 0 };
    (void)state;
    kit_config.retain_bytes = 120000;
    open_or_fail();
    for (unsigned i = 0; i < 5; i++)
        assert_int_equal(store_commit(kit_store, &change, 1, &who, NULL), WFP_OK);
    assert_int_equal(store_change_of(kit_store, 5, kit_change, &(struct kit_text){ "" }), WFP_OK);
    assert_int_equal(store_change_of(kit_store, 4, kit_change, &(struct kit_text){ "" }), WFP_OK);
    assert_int_equal(store_change_of(kit_store, 3, kit_change, &(struct kit_text){ "" }), WFP_NOT_FOUND);
}

static void the_snapshot_follows_every_so_many_commits(void **state)
{
    (void)state;
    kit_config.snapshot_every = 3;
    open_or_fail();
    static const uint64_t expected[] = { 1, 1, 1, 4, 4, 4, 7 }; /* the first commit has one at once */
    for (unsigned i = 0; i < COUNT_OF(expected); i++) {
        assert_int_equal(kit_put(1, "x"), WFP_OK);
        assert_int_equal(store_snapshot_version(kit_store), expected[i]);
    }
}

/* --- who may open it ----------------------------------------------------------------------------------------------------- */

static void a_second_one_is_refused(void **state)
{
    struct store       *second = NULL;
    struct store_report report;
    (void)state;
    open_or_fail();
    assert_int_equal(store_open(&kit_config, &second, &report, kit_why), WFP_SHARING_VIOLATION);
    assert_null(second);
    assert_non_null(strstr(kit_why, "another process has this store open"));
    pid_t pid = fork();
    if (pid == 0)
        _exit(store_open(&kit_config, &second, &report, kit_why) == WFP_SHARING_VIOLATION ? 0 : 1);
    int status = -1;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    assert_int_equal(kit_close(), WFP_OK);
    open_or_fail();
}

static void a_missing_directory_is_said(void **state)
{
    (void)state;
    kit_config.directory = "/tmp/openwfp-store-there-is-none";
    assert_int_equal(kit_open(), WFP_NOT_FOUND);
    assert_non_null(strstr(kit_why, "no such directory"));
}

static void a_reader_changes_nothing(void **state)
{
    struct store_who who = { 0 };
    (void)state;
    kit_config.read_only = true;
    assert_int_equal(kit_open(), WFP_NOT_FOUND);
    assert_false(kit_has("policy.db"));
    kit_config.read_only = false;
    open_or_fail();
    assert_int_equal(kit_put(1, "one"), WFP_OK);
    assert_int_equal(kit_close(), WFP_OK);
    kit_config.read_only = true;
    open_or_fail();
    assert_string_equal(kit_state(), "1=one ");
    assert_int_equal(store_commit(kit_store, NULL, 0, &who, NULL), WFP_ACCESS_DENIED);
    assert_string_not_equal(store_trouble(kit_store), "");
    struct store *second = NULL;
    assert_int_equal(store_open(&kit_config, &second, &kit_report, kit_why), WFP_OK); /* readers share */
    assert_int_equal(store_close(second), WFP_OK);
}

/* The commits of a killed process are in the write-ahead log only. */
static void a_reader_sees_what_a_killed_writer_committed(void **state)
{
    (void)state;
    pid_t pid = fork();
    if (pid == 0)
        _exit(kit_open() == WFP_OK && kit_put(1, "one") == WFP_OK && kit_put(2, "two") == WFP_OK ? 0 : 1);
    int status = -1;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    kit_config.read_only = true;
    open_or_fail();
    assert_string_equal(kit_state(), "1=one 2=two ");
    assert_int_equal(kit_report.snapshot_version, 1);
}

static void only_the_owner_may_read(void **state)
{
    static const char *const names[] = { "policy.db", "policy.db-wal", "policy.snapshot", "lock" };
    struct stat              st;
    (void)state;
    open_or_fail();
    assert_int_equal(kit_put(1, "one"), WFP_OK);
    for (unsigned i = 0; i < COUNT_OF(names); i++) {
        assert_int_equal(stat(kit_path(names[i]), &st), 0);
        assert_int_equal(st.st_mode & 0777, 0600);
    }
}

static void closing_nothing_is_allowed(void **state)
{
    (void)state;
    assert_int_equal(store_close(NULL), WFP_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_setup, kit_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_commit_is_there_after_opening_again),
        TEST(kinds_keep_equal_keys_apart),
        TEST(versions_can_be_looked_at_and_undone),
        TEST(versions_are_listed_with_who_made_them),
        TEST(old_versions_are_forgotten_and_the_state_is_not),
        TEST(large_versions_are_forgotten_earlier),
        TEST(the_snapshot_follows_every_so_many_commits),
        TEST(a_second_one_is_refused),
        TEST(a_missing_directory_is_said),
        TEST(a_reader_changes_nothing),
        TEST(a_reader_sees_what_a_killed_writer_committed),
        TEST(only_the_owner_may_read),
        TEST(closing_nothing_is_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
