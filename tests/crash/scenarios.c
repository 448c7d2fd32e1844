#include "crash/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void must(bool truth, const char *what)
{
    if (truth)
        return;
    fprintf(stderr, "a scenario cannot be prepared: %s\n", what);
    exit(2);
}

#define MUST(call) must((call) == WFP_OK, #call)

/* --- what is there before ------------------------------------------------------------------------------------------------ */

static void nothing(struct script *s)
{
    (void)s;
}

static void three_commits(struct script *s)
{
    MUST(script_open(s));
    MUST(script_commit(s, (struct script_commit){ .first = 0, .puts = 10, .size = 1 }));
    MUST(script_commit(s, (struct script_commit){ .first = 5, .puts = 10, .size = 2 }));
    MUST(script_commit(s, (struct script_commit){ .first = 0, .puts = 2, .deletes = 2, .size = 1 }));
}

static void closed(struct script *s)
{
    three_commits(s);
    MUST(script_close(s));
}

static void killed(struct script *s)
{
    three_commits(s);
    script_kill(s);
}

static void empty(struct script *s)
{
    MUST(script_open(s));
    MUST(script_close(s));
}

#define IN_THE_BASE (2 * 4096 - 6) /* rows begin at the end of their page */

/* That the damage is seen at all. */
static void must_be_damaged(struct script *s)
{
    struct script copy;
    script_fork(&copy, s);
    MUST(script_open(&copy));
    must(copy.report.damage[0] || copy.report.snapshot_damage[0], "damage is not noticed");
    script_free(&copy);
    s->damaged = true;
}

static void damaged(struct script *s)
{
    closed(s);
    disk_flip(s->disk, "policy.db", IN_THE_BASE);
    must_be_damaged(s);
}

static void forget_policy(struct script *s)
{
    s->acknowledged = s->snapshot = 0;
    memset(&s->items, 0, sizeof(s->items));
    s->lost = true;
}

static void lost(struct script *s)
{
    damaged(s);
    disk_remove(s->disk, "policy.snapshot");
    must_be_damaged(s);
    forget_policy(s);
}

/* A killed store's commits are in the write-ahead log: both files go aside together, and the snapshot is of version 1. */
static void damaged_in_use(struct script *s)
{
    struct items first;
    MUST(script_open(s));
    MUST(script_commit(s, (struct script_commit){ .first = 0, .puts = 10, .size = 1 }));
    first = s->items;
    MUST(script_commit(s, (struct script_commit){ .first = 5, .puts = 10, .size = 2 }));
    script_kill(s);
    disk_flip(s->disk, "policy.db", IN_THE_BASE);
    must_be_damaged(s);
    s->items = first;
    s->acknowledged = s->snapshot = 1;
}

/* The damage is in the write-ahead log; the database alone would look like a good one of version 1. */
static void lost_in_use(struct script *s)
{
    sqlite3 *db;
    killed(s);
    must(sqlite3_open_v2("state/policy.db", &db, SQLITE_OPEN_READWRITE, s->disk->vfs_name) == SQLITE_OK, "open");
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    must(sqlite3_exec(db, "PRAGMA locking_mode = EXCLUSIVE; UPDATE commits SET body = x'00' WHERE version = 2", NULL, NULL,
                      NULL) == SQLITE_OK, "damage");
    sqlite3_close(db);
    disk_remove(s->disk, "policy.snapshot");
    must_be_damaged(s);
    forget_policy(s);
}

static void bad_snapshot(struct script *s)
{
    closed(s);
    disk_flip(s->disk, "policy.snapshot", 100);
    s->snapshot = 0;
    must_be_damaged(s);
}

/* The layout before versions, made by hand. */
static void layout_zero(struct script *s)
{
    sqlite3      *db;
    sqlite3_stmt *insert;
    struct inode *file;
    must(disk_create(s->disk, "policy.db", &file) == 0, "file");
    must(sqlite3_open_v2("state/policy.db", &db, SQLITE_OPEN_READWRITE, s->disk->vfs_name) == SQLITE_OK, "open");
    must(sqlite3_exec(db, "PRAGMA application_id = 0x4f574650; CREATE TABLE objects (kind INTEGER NOT NULL, key BLOB NOT NULL, "
                          "value BLOB NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID", NULL, NULL,
                      NULL) == SQLITE_OK, "table");
    must(sqlite3_prepare_v2(db, "INSERT INTO objects VALUES (?1, ?2, ?3)", -1, &insert, NULL) == SQLITE_OK, "insert");
    script_layout_zero(s, insert);
    sqlite3_finalize(insert);
    sqlite3_close(db);
}

/* --- what is done -------------------------------------------------------------------------------------------------------- */

static void open_close(struct script *s)
{
    if (script_open(s) == WFP_OK)
        (void)!script_close(s);
}

static void commit_and_close(struct script *s, struct script_commit what)
{
    if (script_open(s) == WFP_OK && script_commit(s, what) == WFP_OK)
        (void)!script_close(s);
}

static void add(struct script *s)
{
    commit_and_close(s, (struct script_commit){ .first = 20, .puts = 3, .size = 1 });
}

static void delete(struct script *s)
{
    commit_and_close(s, (struct script_commit){ .first = 4, .deletes = 5 });
}

static void replace(struct script *s)
{
    commit_and_close(s, (struct script_commit){ .first = 5, .puts = 10, .size = 2 });
}

static void mixed(struct script *s)
{
    commit_and_close(s, (struct script_commit){ .first = 3, .puts = 8, .deletes = 8, .size = 2 });
}

static void large(struct script *s)
{
    commit_and_close(s, (struct script_commit){ .first = 0, .puts = 40, .size = 3 });
}

static void no_change(struct script *s)
{
    commit_and_close(s, (struct script_commit){ 0 });
}

static void rollback(struct script *s)
{
    if (script_open(s) == WFP_OK && script_rollback(s, 0) == WFP_OK)
        (void)!script_close(s);
}

static void many(struct script *s)
{
    enum wfp_status err = script_open(s);
    for (unsigned i = 0; err == WFP_OK && i < 8; i++)
        err = script_commit(s, (struct script_commit){ .first = i * 7, .puts = 4, .deletes = 2, .size = i % 4 });
    if (err == WFP_OK)
        (void)!script_close(s);
}

const struct scenario scenarios[] = {
    { "creation", { 0 }, nothing, open_close },
    { "first commit", { 0 }, empty, add },
    { "creation and commits", { .snapshot_every = 3 }, nothing, many },
    { "add", { 0 }, closed, add },
    { "delete", { 0 }, closed, delete },
    { "replace", { 0 }, closed, replace },
    { "mixed", { 0 }, closed, mixed },
    { "large", { 0 }, closed, large },
    { "no change", { 0 }, closed, no_change },
    { "rollback", { 0 }, closed, rollback },
    { "after a kill", { 0 }, killed, mixed },
    { "large after a kill", { 0 }, killed, large },
    { "snapshots", { .snapshot_every = 2 }, closed, many },
    { "retention", { .snapshot_every = 5, .retain_versions = 2 }, closed, many },
    { "upgrade", { 0 }, layout_zero, mixed },
    { "damaged database", { 0 }, damaged, mixed },
    { "damaged in use", { 0 }, damaged_in_use, mixed },
    { "lost policy", { 0 }, lost, mixed },
    { "lost in use", { 0 }, lost_in_use, mixed },
    { "damaged snapshot", { 0 }, bad_snapshot, mixed },
};
const unsigned scenario_count = COUNT_OF(scenarios);
