#include "store/database.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/files.h"

static const struct {
    int             code;
    enum wfp_status status;
} codes[] = {
    { SQLITE_OK, WFP_OK },
    { SQLITE_DONE, WFP_OK },
    { SQLITE_CORRUPT, WFP_BAD_DATA },
    { SQLITE_NOTADB, WFP_BAD_DATA },
    { SQLITE_ERROR, WFP_BAD_DATA }, /* our own statements, on a layout that is not ours */
    { SQLITE_SCHEMA, WFP_BAD_DATA },
    { SQLITE_MISMATCH, WFP_BAD_DATA },
    { SQLITE_CONSTRAINT, WFP_BAD_DATA },
    { SQLITE_FULL, WFP_DISK_FULL },
    { SQLITE_NOMEM, WFP_NO_MEMORY },
    { SQLITE_READONLY, WFP_ACCESS_DENIED },
    { SQLITE_PERM, WFP_ACCESS_DENIED },
    { SQLITE_BUSY, WFP_SHARING_VIOLATION },
    { SQLITE_LOCKED, WFP_SHARING_VIOLATION },
    { SQLITE_TOOBIG, WFP_OUT_OF_BOUNDS },
};

enum wfp_status database_status(struct database *d, int code)
{
    bool of_system = (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN;
    int  cause = d->sqlite && of_system ? sqlite3_system_errno(d->sqlite) : 0;
    if (code == SQLITE_IOERR_NOMEM)
        return WFP_NO_MEMORY;
    if (cause == ENOSPC || cause == EDQUOT || cause == EACCES || cause == EROFS)
        return files_status(-cause);
    for (size_t i = 0; i < COUNT_OF(codes); i++)
        if (codes[i].code == (code & 0xff))
            return codes[i].status;
    return WFP_IO_ERROR;
}

void database_explain(struct database *d, char why[STORE_WHY_SIZE])
{
    snprintf(why, STORE_WHY_SIZE, DATABASE_NAME ": %s", d->sqlite ? sqlite3_errmsg(d->sqlite) : "no memory");
}

enum wfp_status database_run(struct database *d, const char *sql)
{
    return database_status(d, sqlite3_exec(d->sqlite, sql, NULL, NULL, NULL));
}

enum wfp_status database_prepare(struct database *d, const char *sql, sqlite3_stmt **out)
{
    return database_status(d, sqlite3_prepare_v2(d->sqlite, sql, -1, out, NULL));
}

enum wfp_status database_number(struct database *d, const char *sql, int64_t *out)
{
    sqlite3_stmt   *query;
    enum wfp_status err;
    RETURN_IF(database_prepare(d, sql, &query));
    int code = sqlite3_step(query);
    err = code == SQLITE_DONE ? WFP_BAD_DATA : code == SQLITE_ROW ? WFP_OK : database_status(d, code);
    if (err == WFP_OK)
        *out = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    return err;
}

/* A missing pointer is a blob of no bytes, or no memory: the second taken for the first would be damage where there is none. */
enum wfp_status database_column(struct database *d, sqlite3_stmt *query, int i, struct bytes *out)
{
    const void *data = sqlite3_column_blob(query, i);
    int         size = sqlite3_column_bytes(query, i);
    if (!data && sqlite3_errcode(d->sqlite) == SQLITE_NOMEM)
        return WFP_NO_MEMORY;
    *out = bytes_of(data, (size_t)size);
    return WFP_OK;
}

void database_rollback(struct database *d)
{
    if (!sqlite3_get_autocommit(d->sqlite))
        sqlite3_exec(d->sqlite, "ROLLBACK", NULL, NULL, NULL);
}

/* Exclusive before WAL: the index of the log is then in memory of our own, and no shared file is needed. Checkpoints are ours:
 * a commit shall not pay for one. */
static const char *const settings[] = {
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA synchronous = FULL",
    "PRAGMA wal_autocheckpoint = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
};

static const char *const reader_settings[] = {
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA query_only = ON",
};

static enum wfp_status set_up(struct database *d)
{
    const char *const *setting = d->read_only ? reader_settings : settings;
    size_t             n = d->read_only ? COUNT_OF(reader_settings) : COUNT_OF(settings);
    sqlite3_extended_result_codes(d->sqlite, 1);
    sqlite3_db_config(d->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(d->sqlite, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(d->sqlite, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    /* Closing writes nothing: a damaged database goes aside as it was found. */
    sqlite3_db_config(d->sqlite, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    /* What it may not write SQLite opens for reading, and says so only here. Asked before a page was read: afterwards a version
     * number in the file counts too. */
    if (!d->read_only && sqlite3_db_readonly(d->sqlite, "main"))
        return WFP_ACCESS_DENIED;
    for (size_t i = 0; i < n; i++)
        RETURN_IF(database_run(d, setting[i]));
    return WFP_OK;
}

enum wfp_status database_open(struct database *d, const char *path, const char *vfs, bool read_only, char why[STORE_WHY_SIZE])
{
    int             flags = (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX;
    enum wfp_status err;
    *d = (struct database){ .read_only = read_only };
    if (read_only && !vfs)
        vfs = "unix-none"; /* the exclusive lock that WAL without a shared file needs cannot be had for reading; ours is held */
    err = database_status(d, sqlite3_open_v2(path, &d->sqlite, flags, vfs));
    if (err == WFP_OK)
        err = set_up(d);
    if (err == WFP_OK)
        return WFP_OK;
    database_explain(d, why);
    database_close(d);
    return err;
}

enum wfp_status database_log_ahead(struct database *d, char why[STORE_WHY_SIZE])
{
    sqlite3_stmt   *pragma;
    enum wfp_status err;
    if (sqlite3_db_readonly(d->sqlite, "main")) {
        snprintf(why, STORE_WHY_SIZE, DATABASE_NAME ": can be written by a newer SQLite only");
        return WFP_BAD_DATA;
    }
    err = database_prepare(d, "PRAGMA journal_mode = WAL", &pragma);
    int code = err == WFP_OK ? sqlite3_step(pragma) : SQLITE_DONE;
    if (err == WFP_OK && code != SQLITE_ROW)
        err = database_status(d, code);
    if (err != WFP_OK) {
        database_explain(d, why);
    } else if (strcmp((const char *)sqlite3_column_text(pragma, 0), "wal") != 0) {
        snprintf(why, STORE_WHY_SIZE, DATABASE_NAME ": this file system cannot hold a write-ahead log");
        err = WFP_UNSUPPORTED;
    }
    sqlite3_finalize(pragma);
    return err;
}

void database_close(struct database *d)
{
    sqlite3_close_v2(d->sqlite);
    d->sqlite = NULL;
}

enum wfp_status database_checkpoint(struct database *d)
{
    return database_status(d, sqlite3_wal_checkpoint_v2(d->sqlite, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL));
}

/* "*** in database main ***" and a line for each fault, of which one is asked for. A page that cannot be read is among the
 * faults, and only its words tell it from damage. */
static enum wfp_status judge(struct database *d, const char *answer, char why[STORE_WHY_SIZE])
{
    const char *line = strchr(answer, '\n'), *code = strstr(answer, "error code=");
    if (strcmp(answer, "ok") == 0)
        return WFP_OK;
    snprintf(why, STORE_WHY_SIZE, DATABASE_NAME ": %s", line ? line + 1 : answer);
    return code ? database_status(d, atoi(strchr(code, '=') + 1)) : WFP_BAD_DATA;
}

enum wfp_status database_check(struct database *d, char why[STORE_WHY_SIZE])
{
    sqlite3_stmt   *query;
    const char     *answer = NULL;
    enum wfp_status err = database_prepare(d, "PRAGMA quick_check(1)", &query);
    int             code = err == WFP_OK ? sqlite3_step(query) : SQLITE_DONE;
    if (code == SQLITE_ROW)
        answer = (const char *)sqlite3_column_text(query, 0);
    if (answer) {
        err = judge(d, answer, why);
    } else {
        err = err != WFP_OK ? err : code == SQLITE_ROW ? WFP_NO_MEMORY : database_status(d, code);
        database_explain(d, why);
    }
    sqlite3_finalize(query);
    return err;
}
