#include "store/begin.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <time.h>

#include "store/layout.h"
#include "store/snapshot.h"

#define ASIDE    ".damaged-"

enum snapshot_finding { SNAPSHOT_ABSENT, SNAPSHOT_GOOD, SNAPSHOT_DAMAGED, SNAPSHOT_UNREADABLE };

struct findings {
    struct store         *s;
    struct store_report  *r;
    bool                  has_database, has_wal, has_journal, has_snapshot;
    unsigned              aside; /* damaged files that were set aside */
    enum snapshot_finding snapshot;
    struct buffer         file; /* the snapshot's bytes */
    struct entry          about;
    struct bytes          body;
};

static void path_of(const struct store *s, const char *name, char out[PATH_MAX])
{
    snprintf(out, PATH_MAX, "%s/%s", s->config.directory, name);
}

/* --- looking ------------------------------------------------------------------------------------------------------------- */

static void see_name(void *user, const char *name)
{
    struct findings *f = user;
    f->has_database |= strcmp(name, DATABASE_NAME) == 0;
    f->has_wal |= strcmp(name, DATABASE_NAME "-wal") == 0;
    f->has_journal |= strcmp(name, DATABASE_NAME "-journal") == 0;
    f->has_snapshot |= strcmp(name, SNAPSHOT_NAME) == 0;
    f->aside += strncmp(name, DATABASE_NAME ASIDE, sizeof(DATABASE_NAME ASIDE) - 1) == 0;
    f->aside += strncmp(name, SNAPSHOT_NAME ASIDE, sizeof(SNAPSHOT_NAME ASIDE) - 1) == 0;
}

static enum wfp_status look_at_snapshot(struct findings *f)
{
    char        path[PATH_MAX];
    const char *what;
    if (!f->has_snapshot)
        return WFP_OK;
    path_of(f->s, SNAPSHOT_NAME, path);
    enum wfp_status err = files_status(f->s->files->read(f->s->files->context, path, &f->file));
    if (!buffer_ok(&f->file) || err == WFP_NO_MEMORY)
        return WFP_NO_MEMORY;
    if (err != WFP_OK) {
        f->snapshot = SNAPSHOT_UNREADABLE;
        what = status_row(err)->sentence;
    } else if (snapshot_parse(buffer_bytes(&f->file), &f->about, &f->body, &what)) {
        f->snapshot = SNAPSHOT_GOOD;
        f->r->has_snapshot = f->s->has_snapshot = true;
        f->r->snapshot_version = f->s->snapshot = f->about.about.version;
        return WFP_OK;
    } else {
        f->snapshot = SNAPSHOT_DAMAGED;
    }
    snprintf(f->r->snapshot_damage, STORE_WHY_SIZE, SNAPSHOT_NAME ": %s", what);
    return WFP_OK;
}

/* --- the database as it is ----------------------------------------------------------------------------------------------- */

static enum wfp_status upgrade(struct store *s, int layout, struct store_report *r, char why[STORE_WHY_SIZE])
{
    enum wfp_status err;
    if (s->config.read_only) {
        snprintf(why, STORE_WHY_SIZE, DATABASE_NAME ": has the older layout %d; open it for writing once", layout);
        return WFP_UNSUPPORTED;
    }
    err = layout_upgrade(&s->db, layout);
    if (err != WFP_OK) {
        database_explain(&s->db, why);
        return err;
    }
    r->start = STORE_UPGRADED;
    r->upgraded_from = layout;
    return WFP_OK;
}

/* A good database that has lost commits is as bad as a damaged one: no snapshot is newer than what was acknowledged. */
static enum wfp_status compare_with_snapshot(struct findings *f, char why[STORE_WHY_SIZE])
{
    if (f->snapshot != SNAPSHOT_GOOD || f->about.about.version <= f->s->log.last)
        return WFP_OK;
    snprintf(why, STORE_WHY_SIZE, DATABASE_NAME ": ends with version %" PRIu64 ", but the snapshot is of version %" PRIu64,
             f->s->log.last, f->about.about.version);
    return WFP_BAD_DATA;
}

/* WFP_NOT_FOUND: no tables in it, and it stays open. */
static enum wfp_status examine(struct findings *f, char why[STORE_WHY_SIZE])
{
    struct store *s = f->s;
    int           layout = LAYOUT_EMPTY;
    RETURN_IF(layout_find(&s->db, &layout, why));
    if (!s->config.read_only)
        RETURN_IF(database_log_ahead(&s->db, why));
    if (layout == LAYOUT_EMPTY) {
        snprintf(why, STORE_WHY_SIZE, DATABASE_NAME ": is empty");
        return WFP_NOT_FOUND;
    }
    RETURN_IF(database_check(&s->db, why));
    if (layout != LAYOUT_NOW)
        RETURN_IF(upgrade(s, layout, f->r, why));
    RETURN_IF(log_examine(&s->db, &s->log, why));
    return compare_with_snapshot(f, why);
}

static enum wfp_status open_database(struct findings *f, char why[STORE_WHY_SIZE])
{
    struct store   *s = f->s;
    char            path[PATH_MAX];
    enum wfp_status err;
    path_of(s, DATABASE_NAME, path);
    RETURN_IF(database_open(&s->db, path, s->config.vfs, s->config.read_only, why));
    err = examine(f, why);
    if (err != WFP_OK && err != WFP_NOT_FOUND)
        database_close(&s->db);
    return err;
}

/* --- setting aside ------------------------------------------------------------------------------------------------------- */

static enum wfp_status move(struct store *s, const char *from, const char *to)
{
    char old[PATH_MAX], new[PATH_MAX];
    path_of(s, from, old);
    path_of(s, to, new);
    RETURN_IF(files_status(s->files->rename(s->files->context, old, new)));
    return files_status(s->files->sync_directory(s->files->context, s->config.directory));
}

/* "policy.db.damaged-20260131T235959Z-1"; the number keeps two of one second apart. */
static void aside_name(const struct findings *f, const char *name, char out[STORE_NAME_SIZE])
{
    time_t    seconds = (time_t)(f->s->config.now_ns / 1000000000u);
    struct tm tm = { 0 };
    char      stamp[32];
    gmtime_r(&seconds, &tm);
    strftime(stamp, sizeof(stamp), "%Y%m%dT%H%M%SZ", &tm);
    snprintf(out, STORE_NAME_SIZE, "%s" ASIDE "%s-%u", name, stamp, f->aside + 1);
}

/* The database first, and for good, before its write-ahead log goes: without the log it would look like an older, good one.
 * A log alone is what a power cut between the two leaves behind. */
static enum wfp_status set_database_aside(struct findings *f)
{
    char name[STORE_NAME_SIZE], part[STORE_NAME_SIZE + 16];
    aside_name(f, DATABASE_NAME, name);
    if (f->has_database) {
        RETURN_IF(move(f->s, DATABASE_NAME, name));
        snprintf(f->r->aside, STORE_NAME_SIZE, "%s", name);
        f->has_database = false;
    }
    if (f->has_wal) {
        snprintf(part, sizeof(part), "%s-wal", name);
        RETURN_IF(move(f->s, DATABASE_NAME "-wal", part));
    }
    if (f->has_journal) {
        snprintf(part, sizeof(part), "%s-journal", name);
        RETURN_IF(move(f->s, DATABASE_NAME "-journal", part));
    }
    return WFP_OK;
}

static enum wfp_status set_snapshot_aside(struct findings *f)
{
    char name[STORE_NAME_SIZE];
    aside_name(f, SNAPSHOT_NAME, name);
    return move(f->s, SNAPSHOT_NAME, name);
}

/* --- a new database ------------------------------------------------------------------------------------------------------ */

/* Made by us and not by SQLite: nobody else may read it, and its name is durable before anything is in it. */
static enum wfp_status make_file(struct store *s)
{
    const struct store_files *f = s->files;
    char                      path[PATH_MAX];
    path_of(s, DATABASE_NAME, path);
    int handle = f->create(f->context, path);
    if (handle < 0)
        return files_status(handle);
    int error = f->sync(f->context, handle);
    f->close(f->context, handle);
    RETURN_IF(files_status(error));
    return files_status(f->sync_directory(f->context, s->config.directory));
}

/* The log begins with the snapshot's state, or with nothing. */
static enum wfp_status fill_database(struct findings *f)
{
    static const struct store_who start = { .user = "start" };
    struct buffer                 head;
    struct entry                  e = { .about.who = start };
    struct bytes                  body = bytes_of(NULL, 0);
    enum wfp_status               err = WFP_NO_MEMORY;
    if (f->snapshot == SNAPSHOT_GOOD) {
        e = f->about;
        body = f->body;
    }
    buffer_init(&head);
    entry_finish(&head, e.about.version, &e.about.who, e.about.puts, 0, body);
    if (buffer_ok(&head))
        err = layout_create(&f->s->db, e.about.version, buffer_bytes(&head), body);
    buffer_fini(&head);
    if (err == WFP_OK)
        f->s->log = (struct log_span){ .base = e.about.version, .last = e.about.version };
    return err;
}

static enum wfp_status make_database(struct findings *f, char why[STORE_WHY_SIZE])
{
    struct store   *s = f->s;
    char            path[PATH_MAX];
    enum wfp_status err;
    path_of(s, DATABASE_NAME, path);
    if (!s->db.sqlite) {
        snprintf(why, STORE_WHY_SIZE, DATABASE_NAME ": cannot be made in %.100s", s->config.directory);
        RETURN_IF(make_file(s));
        RETURN_IF(database_open(&s->db, path, s->config.vfs, false, why));
        RETURN_IF(database_log_ahead(&s->db, why));
    }
    err = fill_database(f);
    if (err != WFP_OK)
        database_explain(&s->db, why);
    return err;
}

static enum store_start start_of(const struct findings *f)
{
    /* A snapshot of version 0 holds no policy: what was lost is lost. */
    if (f->snapshot == SNAPSHOT_GOOD)
        return f->about.about.version ? STORE_RECOVERED : STORE_EMPTIED;
    return f->snapshot == SNAPSHOT_DAMAGED || f->aside || f->r->damage[0] ? STORE_EMPTIED : STORE_CREATED;
}

/* `err` is what was found: WFP_BAD_DATA or WFP_NOT_FOUND, and `why` the words for it. */
static enum wfp_status replace(struct findings *f, enum wfp_status err, char why[STORE_WHY_SIZE])
{
    struct store *s = f->s;
    if (s->config.read_only)
        return err;
    if (f->snapshot == SNAPSHOT_UNREADABLE) { /* there may be a good policy in it: nothing is begun anew */
        snprintf(why, STORE_WHY_SIZE, "%s", f->r->snapshot_damage);
        return WFP_IO_ERROR;
    }
    if (err == WFP_BAD_DATA || f->snapshot != SNAPSHOT_ABSENT)
        snprintf(f->r->damage, STORE_WHY_SIZE, "%s", why);
    f->r->start = start_of(f);
    if (!s->db.sqlite) {
        snprintf(why, STORE_WHY_SIZE, DATABASE_NAME ": cannot be set aside in %.100s", s->config.directory);
        RETURN_IF(set_database_aside(f));
    }
    return make_database(f, why);
}

/* --- together ------------------------------------------------------------------------------------------------------------ */

/* Whatever can be had without a snapshot is had: a failure is noted and does not stop the store. */
static void renew_snapshot(struct findings *f)
{
    struct store *s = f->s;
    if (s->config.read_only || s->has_snapshot)
        return;
    enum wfp_status err = f->snapshot == SNAPSHOT_DAMAGED ? set_snapshot_aside(f) : WFP_OK;
    if (err == WFP_OK)
        err = store_settle(s);
    store_note(s, SNAPSHOT_NAME, err);
}

static enum wfp_status begin(struct findings *f, char why[STORE_WHY_SIZE])
{
    struct store   *s = f->s;
    enum wfp_status err;
    snprintf(why, STORE_WHY_SIZE, "%.200s: cannot be listed", s->config.directory);
    RETURN_IF(files_status(s->files->list(s->files->context, s->config.directory, see_name, f)));
    snprintf(why, STORE_WHY_SIZE, SNAPSHOT_NAME ": no memory to read it");
    RETURN_IF(look_at_snapshot(f));
    snprintf(why, STORE_WHY_SIZE, DATABASE_NAME ": is missing");
    err = f->has_database ? open_database(f, why) : WFP_NOT_FOUND;
    if (err == WFP_BAD_DATA || err == WFP_NOT_FOUND)
        err = replace(f, err, why);
    else if (err == WFP_OK && f->aside && !s->log.last)
        f->r->start = STORE_EMPTIED;
    if (err != WFP_OK)
        return err;
    renew_snapshot(f);
    f->r->version = s->log.last;
    return WFP_OK;
}

enum wfp_status store_begin(struct store *s, struct store_report *r, char why[STORE_WHY_SIZE])
{
    struct findings f = { .s = s, .r = r };
    enum wfp_status err = begin(&f, why);
    buffer_fini(&f.file);
    if (err != WFP_OK)
        database_close(&s->db);
    return err;
}
