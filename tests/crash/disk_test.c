/* What a commit costs, and that the disk of these tests loses what it shall lose. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "crash/script.h"

/* The first commit after the write-ahead log was emptied writes the log's head too, and syncs it. */
static void a_commit_costs_at_most_two_syncs(void **state)
{
    static const struct store_config config = { .snapshot_every = 10 };
    struct script                    s;
    unsigned                         cheap = 0;
    (void)state;
    script_init(&s, &config);
    assert_int_equal(script_open(&s), WFP_OK);
    for (unsigned i = 0; i < 40; i++) {
        uint64_t before = s.disk->syncs, snapshot = store_snapshot_version(s.store);
        assert_int_equal(script_commit(&s, (struct script_commit){ .first = i, .puts = 3, .size = 2 }), WFP_OK);
        if (store_snapshot_version(s.store) != snapshot) /* more: for the snapshot, and to empty the log */
            continue;
        assert_in_range(s.disk->syncs - before, 1, 2);
        cheap += s.disk->syncs - before == 1;
    }
    assert_true(cheap >= 30);
    script_free(&s);
}

static void an_io_error_leaves_a_status(void **state)
{
    static const struct {
        int             error;
        enum wfp_status status;
    } faults[] = { { EIO, WFP_IO_ERROR }, { ENOSPC, WFP_DISK_FULL } };
    static const struct store_config config = { .snapshot_every = 100 };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(faults); i++) {
        struct script s;
        script_init(&s, &config);
        assert_int_equal(script_open(&s), WFP_OK);
        assert_int_equal(script_commit(&s, (struct script_commit){ .puts = 3, .size = 2 }), WFP_OK);
        disk_heal(s.disk);
        s.disk->error = faults[i].error;
        s.disk->error_at = 1;
        s.disk->error_stays = true;
        assert_int_equal(script_commit(&s, (struct script_commit){ .puts = 3, .size = 2 }), faults[i].status);
        assert_string_not_equal(store_trouble(s.store), "");
        disk_heal(s.disk);
        assert_int_equal(script_commit(&s, (struct script_commit){ .puts = 3, .size = 2 }), WFP_OK);
        assert_string_equal(store_trouble(s.store), "");
        script_free(&s);
    }
}

static void a_snapshot_that_fails_does_not_fail_the_commit(void **state)
{
    static const struct store_config config = { .snapshot_every = 1 };
    struct script                    s;
    uint64_t                         told = 0, points;
    (void)state;
    script_init(&s, &config);
    assert_int_equal(script_open(&s), WFP_OK);
    disk_heal(s.disk);
    assert_int_equal(script_commit(&s, (struct script_commit){ .puts = 3, .size = 1 }), WFP_OK);
    points = s.disk->points;
    for (uint64_t p = 1; p <= points; p++) {
        disk_heal(s.disk);
        s.disk->error = EIO;
        s.disk->error_at = p;
        if (script_commit(&s, (struct script_commit){ .puts = 3, .size = 1 }) == WFP_OK)
            told += store_trouble(s.store)[0] != 0;
    }
    assert_true(told > 4); /* create, three writes, sync, rename, directory, and the log */
    disk_heal(s.disk);
    assert_int_equal(script_commit(&s, (struct script_commit){ .puts = 1, .size = 1 }), WFP_OK);
    assert_string_equal(store_trouble(s.store), "");
    assert_int_equal(store_snapshot_version(s.store), store_current(s.store));
    script_free(&s);
}

static void a_directory_that_may_not_be_written_is_said(void **state)
{
    static const struct store_config config = { 0 };
    struct script                    s;
    (void)state;
    script_init(&s, &config);
    s.disk->error = EROFS;
    s.disk->error_at = 1;
    s.disk->error_stays = true;
    assert_int_equal(script_open(&s), WFP_ACCESS_DENIED);
    assert_null(s.store);
    disk_heal(s.disk);
    assert_int_equal(script_open(&s), WFP_OK);
    assert_int_equal(s.report.start, STORE_CREATED);
    script_free(&s);
}

/* --- the disk ------------------------------------------------------------------------------------------------------------ */

static bool content_is(struct disk *d, const char *name, const char *expected)
{
    struct inode *i = disk_find(d, name);
    return i && i->size == strlen(expected) && memcmp(i->now, expected, i->size) == 0;
}

static void what_was_synced_survives_and_the_rest_may_not(void **state)
{
    bool lost = false, kept = false, torn = false, unnamed = false;
    (void)state;
    for (uint64_t seed = 0; seed < 200; seed++) {
        struct disk  *d = disk_new();
        struct inode *file, *other;
        assert_int_equal(disk_create(d, "file", &file), 0);
        assert_int_equal(disk_write(d, file, 0, "durable", 7), 0);
        assert_int_equal(disk_sync(d, file), 0);
        assert_int_equal(disk_sync_directory(d), 0);
        assert_int_equal(disk_write(d, file, 0, "PENDING", 7), 0);
        assert_int_equal(disk_create(d, "other", &other), 0);
        disk_restore(d, seed);
        assert_true(disk_has(d, "file"));
        lost |= content_is(d, "file", "durable");
        kept |= content_is(d, "file", "PENDING");
        torn |= !content_is(d, "file", "durable") && !content_is(d, "file", "PENDING");
        unnamed |= !disk_has(d, "other");
        disk_free(d);
    }
    assert_true(lost && kept && torn && unnamed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_commit_costs_at_most_two_syncs),
        cmocka_unit_test(an_io_error_leaves_a_status),
        cmocka_unit_test(a_snapshot_that_fails_does_not_fail_the_commit),
        cmocka_unit_test(a_directory_that_may_not_be_written_is_said),
        cmocka_unit_test(what_was_synced_survives_and_the_rest_may_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
