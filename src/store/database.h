/* The connection to SQLite: WAL, every commit synced, no second reader. What SQLite answers becomes a status here, and only
 * here. One thread at a time. */
#ifndef WFP_STORE_DATABASE_H
#define WFP_STORE_DATABASE_H

#include <sqlite3.h>

#include "store/store.h"

#define DATABASE_NAME "policy.db"

struct database {
    sqlite3 *sqlite; /* NULL: not open */
    bool     read_only;
};

/* The file exists, perhaps empty. WFP_BAD_DATA: it is no database, or a damaged one. On failure nothing stays open and `why`
 * says it for people. */
MUST_CHECK enum wfp_status database_open(struct database *d, const char *path, const char *vfs, bool read_only,
                                         char why[STORE_WHY_SIZE]);
/* From here on commits go to the write-ahead log. Writes to the file: only when it is known to be ours, or empty. */
MUST_CHECK enum wfp_status database_log_ahead(struct database *d, char why[STORE_WHY_SIZE]);
/* Leaves the write-ahead log as it is. */
void database_close(struct database *d);

/* A status for SQLite's code; and its words, for people. */
enum wfp_status database_status(struct database *d, int code);
void            database_explain(struct database *d, char why[STORE_WHY_SIZE]);

MUST_CHECK enum wfp_status database_run(struct database *d, const char *sql);
/* The first column of the first row. */
MUST_CHECK enum wfp_status database_number(struct database *d, const char *sql, int64_t *out);
MUST_CHECK enum wfp_status database_prepare(struct database *d, const char *sql, sqlite3_stmt **out);
/* The bytes of column i of the row that the query stands on; they live until its next step. */
MUST_CHECK enum wfp_status database_column(struct database *d, sqlite3_stmt *query, int i, struct bytes *out);
/* Ends a transaction that failed; SQLite may have ended it itself. */
void database_rollback(struct database *d);

/* Moves what the write-ahead log holds into the database and empties the log. */
MUST_CHECK enum wfp_status database_checkpoint(struct database *d);

/* SQLite's own check of its structure. WFP_BAD_DATA: `why` says the first fault. */
MUST_CHECK enum wfp_status database_check(struct database *d, char why[STORE_WHY_SIZE]);

#endif
