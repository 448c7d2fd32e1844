/* A damaged store: what is noticed, what goes aside, and what takes its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "store_kit.h"

#define ASIDE "policy.db.damaged-20231114T221320Z-1" /* the kit's time */

/* Three commits; the snapshot is of the second. */
static void fill(void)
{
    kit_config.snapshot_every = 1;
    assert_int_equal(kit_open(), WFP_OK);
    assert_int_equal(kit_put(1, "one"), WFP_OK);
    assert_int_equal(kit_put(2, "two"), WFP_OK);
    assert_int_equal(kit_close(), WFP_OK);
    assert_int_equal(rename(kit_path("policy.snapshot"), kit_path("keep")), 0);
    kit_config.snapshot_every = 100;
    assert_int_equal(kit_open(), WFP_OK);
    assert_int_equal(kit_put(3, "three"), WFP_OK);
    assert_int_equal(kit_close(), WFP_OK);
    assert_int_equal(rename(kit_path("keep"), kit_path("policy.snapshot")), 0);
}

static void sql(const char *statements)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(kit_path("policy.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, statements, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void open_recovers(const char *words)
{
    assert_int_equal(kit_open(), WFP_OK);
    if (!strstr(kit_report.damage, words))
        fail_msg("said: %s", kit_report.damage);
    assert_int_equal(kit_report.start, STORE_RECOVERED);
    assert_int_equal(kit_report.version, 2);
    assert_string_equal(kit_report.aside, ASIDE);
    assert_true(kit_has(ASIDE));
    assert_string_equal(kit_state(), "1=one 2=two ");
    assert_int_equal(kit_put(4, "four"), WFP_OK);
    assert_int_equal(kit_close(), WFP_OK);
    assert_int_equal(kit_open(), WFP_OK);
    assert_int_equal(kit_report.start, STORE_OPENED);
    assert_string_equal(kit_state(), "1=one 2=two 4=four ");
}

static void every_kind_of_damage_is_noticed(void **state)
{
    static const struct {
        const char *sql, *words;
    } damages[] = {
        { "PRAGMA application_id = 77", "belongs to another program" },
        { "PRAGMA user_version = 2", "has layout 2; this program knows layouts up to 1" },
        { "CREATE TABLE more (x)", "its tables are not those of layout 1" },
        { "DROP TABLE commits", "its tables are not those of layout 1" },
        { "CREATE TRIGGER t AFTER INSERT ON commits BEGIN SELECT 1; END", "its tables are not those of layout 1" },
        { "DELETE FROM base", "the state that the log begins with is missing" },
        { "INSERT INTO base SELECT 7, head, body FROM base", "the state that the log begins with is damaged" },
        { "DELETE FROM commits WHERE version = 2", "commit 2 is missing" },
        { "DELETE FROM commits WHERE version = 1", "commit 1 is missing" },
        { "DELETE FROM commits WHERE version > 1", "ends with version 1, but the snapshot is of version 2" },
        { "UPDATE commits SET body = zeroblob(length(body)) WHERE version = 3", "commit 3 is damaged" },
        { "UPDATE commits SET head = substr(head, 2) WHERE version = 2", "commit 2 is damaged" },
        { "UPDATE commits SET body = (SELECT body FROM commits WHERE version = 1) WHERE version = 2", "commit 2 is damaged" },
        { "UPDATE commits SET version = 4 WHERE version = 3", "commit 3 is damaged" },
        { "UPDATE commits SET head = 'text' WHERE version = 1", "commit 1 is damaged" },
        { "UPDATE commits SET head = (SELECT head FROM commits WHERE version = 2) WHERE version = 1", "commit 1 is damaged" },
    };
    for (unsigned i = 0; i < COUNT_OF(damages); i++) {
        fill();
        sql(damages[i].sql);
        open_recovers(damages[i].words);
        kit_teardown(state);
        kit_setup(state);
    }
}

static size_t read_file(const char *name, uint8_t **out)
{
    FILE *f = fopen(kit_path(name), "rb");
    assert_non_null(f);
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    size_t size = (size_t)ftell(f);
    rewind(f);
    *out = malloc(size + 1);
    assert_int_equal(fread(*out, 1, size, f), size);
    fclose(f);
    return size;
}

static void write_file(const char *name, const uint8_t *data, size_t size)
{
    FILE *f = fopen(kit_path(name), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(data, 1, size, f), size);
    fclose(f);
}

/* Either the damage is noticed, or it has hit nothing that matters: never a wrong state. */
static void a_flipped_byte_never_changes_the_state(void **state)
{
    uint8_t *good, *snapshot;
    unsigned recovered = 0, opened = 0;
    char     command[256];
    (void)state;
    fill();
    size_t size = read_file("policy.db", &good), snapshot_size = read_file("policy.snapshot", &snapshot);
    for (size_t at = 0; at < size; at += at < 120 || at > size - 200 ? 1 : 37) {
        snprintf(command, sizeof(command), "rm -f %s/policy.*", kit_directory);
        assert_int_equal(system(command), 0);
        good[at] ^= 0x41;
        write_file("policy.db", good, size);
        good[at] ^= 0x41;
        write_file("policy.snapshot", snapshot, snapshot_size);
        assert_int_equal(kit_open(), WFP_OK);
        const char *expected = kit_report.start == STORE_OPENED ? "1=one 2=two 3=three " : "1=one 2=two ";
        assert_string_equal(kit_state(), expected);
        assert_int_equal(kit_report.start == STORE_OPENED, kit_report.damage[0] == 0);
        recovered += kit_report.start == STORE_RECOVERED;
        opened += kit_report.start == STORE_OPENED;
        assert_int_equal(kit_close(), WFP_OK);
    }
    assert_true(recovered > 50 && opened > 50);
    free(good);
    free(snapshot);
}

static void what_goes_aside_stays_as_it_was(void **state)
{
    uint8_t *before, *after;
    (void)state;
    fill();
    sql("PRAGMA application_id = 77");
    size_t size = read_file("policy.db", &before);
    open_recovers("");
    assert_int_equal(read_file(ASIDE, &after), size);
    assert_memory_equal(before, after, size);
    free(before);
    free(after);
    assert_int_equal(kit_close(), WFP_OK); /* twice in one second: both are kept */
    sql("PRAGMA application_id = 78");
    assert_int_equal(kit_open(), WFP_OK);
    assert_string_equal(kit_report.aside, "policy.db.damaged-20231114T221320Z-2");
    assert_true(kit_has(ASIDE) && kit_has(kit_report.aside));
}

static void a_file_that_is_no_database_goes_aside(void **state)
{
    (void)state;
    fill();
    write_file("policy.db", (const uint8_t *)"nothing of a database, but long enough to be looked at", 54);
    open_recovers("not a database");
}

static void a_missing_database_is_made_from_the_snapshot(void **state)
{
    (void)state;
    fill();
    assert_int_equal(unlink(kit_path("policy.db")), 0);
    assert_int_equal(kit_open(), WFP_OK);
    assert_int_equal(kit_report.start, STORE_RECOVERED);
    assert_non_null(strstr(kit_report.damage, "is missing"));
    assert_string_equal(kit_report.aside, "");
    assert_string_equal(kit_state(), "1=one 2=two ");
    assert_int_equal(store_current(kit_store), 2);
}

static void without_a_snapshot_the_store_begins_empty_and_says_so(void **state)
{
    (void)state;
    fill();
    sql("DELETE FROM commits WHERE version = 2");
    assert_int_equal(unlink(kit_path("policy.snapshot")), 0);
    for (unsigned i = 0; i < 2; i++) { /* until somebody commits */
        assert_int_equal(kit_open(), WFP_OK);
        assert_int_equal(kit_report.start, STORE_EMPTIED);
        assert_string_equal(kit_state(), "");
        assert_int_equal(kit_report.version, 0);
        assert_true(kit_has(ASIDE));
        assert_int_equal(kit_close(), WFP_OK);
    }
    assert_int_equal(kit_open(), WFP_OK);
    assert_int_equal(kit_put(1, "one"), WFP_OK);
    assert_int_equal(kit_close(), WFP_OK);
    assert_int_equal(kit_open(), WFP_OK);
    assert_int_equal(kit_report.start, STORE_OPENED);
}

static void a_damaged_snapshot_beside_a_good_database_is_renewed(void **state)
{
    (void)state;
    fill();
    write_file("policy.snapshot", (const uint8_t *)"OWFPSNAP\0\0\0", 11);
    assert_int_equal(kit_open(), WFP_OK);
    assert_int_equal(kit_report.start, STORE_OPENED);
    assert_false(kit_report.has_snapshot);
    assert_non_null(strstr(kit_report.snapshot_damage, "damaged head"));
    assert_true(kit_has("policy.snapshot.damaged-20231114T221320Z-1"));
    assert_int_equal(store_snapshot_version(kit_store), 3);
    assert_string_equal(kit_state(), "1=one 2=two 3=three ");
}

static void both_damaged_leave_nothing(void **state)
{
    (void)state;
    fill();
    sql("PRAGMA user_version = 9");
    write_file("policy.snapshot", (const uint8_t *)"x", 1);
    assert_int_equal(kit_open(), WFP_OK);
    assert_int_equal(kit_report.start, STORE_EMPTIED);
    assert_true(kit_has(ASIDE) && kit_has("policy.snapshot.damaged-20231114T221320Z-1"));
}

/* There may be a good policy in it: better no start than an empty one. */
static void a_snapshot_that_cannot_be_read_is_not_given_up(void **state)
{
    (void)state;
    fill();
    assert_int_equal(unlink(kit_path("policy.db")), 0);
    assert_int_equal(rename(kit_path("policy.snapshot"), kit_path("keep")), 0);
    assert_int_equal(mkdir(kit_path("policy.snapshot"), 0700), 0); /* reading it fails */
    assert_int_equal(kit_open(), WFP_IO_ERROR);
    assert_false(kit_has("policy.db"));
    assert_int_equal(rmdir(kit_path("policy.snapshot")), 0);
    assert_int_equal(rename(kit_path("keep"), kit_path("policy.snapshot")), 0);
    assert_int_equal(kit_open(), WFP_OK);
    assert_string_equal(kit_state(), "1=one 2=two ");
}

static void a_reader_reports_damage_and_leaves_it(void **state)
{
    (void)state;
    fill();
    sql("DELETE FROM base");
    kit_config.read_only = true;
    assert_int_equal(kit_open(), WFP_BAD_DATA);
    assert_non_null(strstr(kit_why, "is missing"));
    assert_true(kit_has("policy.db") && !kit_has(ASIDE));
}

/* --- older layouts ------------------------------------------------------------------------------------------------------- */

#define LAYOUT_ZERO "PRAGMA application_id = 0x4f574650; CREATE TABLE objects (kind INTEGER NOT NULL, key BLOB NOT NULL, " \
                    "value BLOB NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;"

static void the_layout_before_versions_is_upgraded(void **state)
{
    (void)state;
    sql(LAYOUT_ZERO "INSERT INTO objects VALUES (1, x'00000002000000000000000000000000', CAST('two' AS BLOB)), "
                    "(1, x'00000001000000000000000000000000', x'')");
    kit_config.read_only = true;
    assert_int_equal(kit_open(), WFP_UNSUPPORTED);
    kit_config.read_only = false;
    assert_int_equal(kit_open(), WFP_OK);
    assert_int_equal(kit_report.start, STORE_UPGRADED);
    assert_int_equal(kit_report.upgraded_from, 0);
    assert_int_equal(kit_report.version, 1);
    assert_string_equal(kit_state(), "1= 2=two ");
    assert_int_equal(kit_put(3, "three"), WFP_OK);
    assert_int_equal(kit_close(), WFP_OK);
    assert_int_equal(kit_open(), WFP_OK);
    assert_int_equal(kit_report.start, STORE_OPENED);
    assert_int_equal(kit_report.upgraded_from, -1);
    assert_string_equal(kit_state(), "1= 2=two 3=three ");
}

static void an_old_layout_that_cannot_be_read_goes_aside(void **state)
{
    (void)state;
    sql(LAYOUT_ZERO "INSERT INTO objects VALUES (1, x'0011', x'')");
    assert_int_equal(kit_open(), WFP_OK);
    assert_int_equal(kit_report.start, STORE_EMPTIED);
    assert_true(kit_has(ASIDE));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_setup, kit_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_kind_of_damage_is_noticed),
        TEST(a_flipped_byte_never_changes_the_state),
        TEST(what_goes_aside_stays_as_it_was),
        TEST(a_file_that_is_no_database_goes_aside),
        TEST(a_missing_database_is_made_from_the_snapshot),
        TEST(without_a_snapshot_the_store_begins_empty_and_says_so),
        TEST(a_damaged_snapshot_beside_a_good_database_is_renewed),
        TEST(both_damaged_leave_nothing),
        TEST(a_snapshot_that_cannot_be_read_is_not_given_up),
        TEST(a_reader_reports_damage_and_leaves_it),
        TEST(the_layout_before_versions_is_upgraded),
        TEST(an_old_layout_that_cannot_be_read_goes_aside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
