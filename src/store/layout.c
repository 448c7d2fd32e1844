#include "store/layout.h"

#include <stdio.h>

#include "store/log.h"

static const char *const tables[] = {
    "CREATE TABLE base (version INTEGER PRIMARY KEY, head BLOB NOT NULL, body BLOB NOT NULL)",
    "CREATE TABLE commits (version INTEGER PRIMARY KEY, head BLOB NOT NULL, body BLOB NOT NULL)",
};

#define EMPTY_TABLES "SELECT count(*) FROM sqlite_schema"

static enum wfp_status make_tables(struct database *d)
{
    for (size_t i = 0; i < COUNT_OF(tables); i++)
        RETURN_IF(database_run(d, tables[i]));
    return WFP_OK;
}

static enum wfp_status set_number(struct database *d, const char *pragma, int value)
{
    char sql[64];
    snprintf(sql, sizeof(sql), "PRAGMA %s = %d", pragma, value);
    return database_run(d, sql);
}

/* --- finding ------------------------------------------------------------------------------------------------------------- */

/* A table that is not ours, or with other columns, is damage: nothing else is read before this has been looked at. */
static enum wfp_status check_tables(struct database *d)
{
    sqlite3_stmt *query;
    unsigned      good = 0, all = 0;
    int           code;
    RETURN_IF(database_prepare(d, "SELECT sql FROM sqlite_schema", &query));
    while ((code = sqlite3_step(query)) == SQLITE_ROW) {
        const char *sql = (const char *)sqlite3_column_text(query, 0);
        all++;
        for (size_t i = 0; sql && i < COUNT_OF(tables); i++)
            good += strcmp(sql, tables[i]) == 0;
    }
    sqlite3_finalize(query);
    RETURN_IF(database_status(d, code));
    return good == COUNT_OF(tables) && all == good ? WFP_OK : WFP_BAD_DATA;
}

static enum wfp_status judge(struct database *d, int64_t application, int64_t number, int64_t schema, int *layout,
                             char why[STORE_WHY_SIZE])
{
    if (!application && !number && !schema) {
        *layout = LAYOUT_EMPTY;
        return WFP_OK;
    }
    snprintf(why, STORE_WHY_SIZE, DATABASE_NAME ": belongs to another program (application id %#x)", (unsigned)application);
    if (application != LAYOUT_APPLICATION_ID)
        return WFP_BAD_DATA;
    snprintf(why, STORE_WHY_SIZE, DATABASE_NAME ": has layout %d; this program knows layouts up to %d", (int)number,
             LAYOUT_NOW);
    if (number < 0 || number > LAYOUT_NOW)
        return WFP_BAD_DATA;
    snprintf(why, STORE_WHY_SIZE, DATABASE_NAME ": its tables are not those of layout %d", (int)number);
    if (number == LAYOUT_NOW)
        RETURN_IF(check_tables(d));
    *layout = (int)number;
    return WFP_OK;
}

enum wfp_status layout_find(struct database *d, int *layout, char why[STORE_WHY_SIZE])
{
    int64_t         application, number, schema;
    enum wfp_status err = database_number(d, "PRAGMA application_id", &application);
    if (err == WFP_OK)
        err = database_number(d, "PRAGMA user_version", &number);
    if (err == WFP_OK)
        err = database_number(d, EMPTY_TABLES, &schema);
    if (err != WFP_OK) {
        database_explain(d, why);
        return err;
    }
    return judge(d, application, number, schema, layout, why);
}

/* --- making -------------------------------------------------------------------------------------------------------------- */

static enum wfp_status make_all(struct database *d, uint64_t version, struct bytes head, struct bytes body)
{
    RETURN_IF(set_number(d, "application_id", LAYOUT_APPLICATION_ID));
    RETURN_IF(make_tables(d));
    RETURN_IF(log_rebase(d, version, head, body));
    RETURN_IF(set_number(d, "user_version", LAYOUT_NOW));
    return database_run(d, "COMMIT");
}

enum wfp_status layout_create(struct database *d, uint64_t version, struct bytes head, struct bytes body)
{
    enum wfp_status err;
    RETURN_IF(database_run(d, "BEGIN IMMEDIATE"));
    err = make_all(d, version, head, body);
    if (err != WFP_OK)
        database_rollback(d);
    return err;
}

enum wfp_status layout_touch(struct database *d)
{
    return set_number(d, "user_version", LAYOUT_NOW);
}

/* --- upgrading ----------------------------------------------------------------------------------------------------------- */

static enum wfp_status get_object(struct database *d, sqlite3_stmt *query, struct store_change *out)
{
    struct store_change c = { .item.kind = (uint32_t)sqlite3_column_int64(query, 0) };
    struct guid        *k = &c.item.key;
    struct bytes        key;
    RETURN_IF(database_column(d, query, 1, &key));
    RETURN_IF(database_column(d, query, 2, &c.item.value));
    if (!bytes_u32(&key, &k->data1) || !bytes_u16(&key, &k->data2) || !bytes_u16(&key, &k->data3) ||
        !bytes_copy(&key, k->data4, sizeof(k->data4)) || bytes_left(&key))
        return WFP_BAD_DATA;
    *out = c;
    return WFP_OK;
}

static enum wfp_status read_objects(struct database *d, struct buffer *body, uint32_t *n)
{
    sqlite3_stmt       *query;
    struct store_change change;
    enum wfp_status     err = WFP_OK;
    int                 code = SQLITE_DONE;
    RETURN_IF(database_prepare(d, "SELECT kind, key, value FROM objects ORDER BY kind, key", &query));
    for (*n = 0; err == WFP_OK && (code = sqlite3_step(query)) == SQLITE_ROW; ++*n) {
        err = get_object(d, query, &change);
        if (err == WFP_OK && !entry_put(body, &change))
            err = WFP_OUT_OF_BOUNDS;
    }
    sqlite3_finalize(query);
    return err == WFP_OK ? database_status(d, code) : err;
}

/* Layout 0 was one table of objects(kind, key, value), before there were versions: they become version 1. */
static enum wfp_status from_objects(struct database *d)
{
    static const struct store_who upgrade = { .user = "upgrade" };
    struct buffer                 head, body;
    uint32_t                      n;
    enum wfp_status               err;
    buffer_init(&head);
    buffer_init(&body);
    err = read_objects(d, &body, &n);
    if (err != WFP_OK)
        goto free_buffers;
    entry_finish(&head, 1, &upgrade, n, 0, buffer_bytes(&body));
    err = buffer_ok(&head) && buffer_ok(&body) ? database_run(d, "DROP TABLE objects") : WFP_NO_MEMORY;
    if (err == WFP_OK)
        err = make_tables(d);
    if (err == WFP_OK)
        err = log_rebase(d, 1, buffer_bytes(&head), buffer_bytes(&body));

free_buffers:
    buffer_fini(&head);
    buffer_fini(&body);
    return err;
}

/* The step from layout i to layout i + 1. A new layout is a row here, and a test with a database of the old one. */
static enum wfp_status (*const steps[LAYOUT_NOW])(struct database *) = {
    [0] = from_objects,
};

static enum wfp_status upgrade_all(struct database *d, int from)
{
    for (int i = from; i < LAYOUT_NOW; i++)
        RETURN_IF(steps[i](d));
    RETURN_IF(set_number(d, "user_version", LAYOUT_NOW));
    return database_run(d, "COMMIT");
}

enum wfp_status layout_upgrade(struct database *d, int from)
{
    enum wfp_status err;
    RETURN_IF(database_run(d, "BEGIN IMMEDIATE"));
    err = upgrade_all(d, from);
    if (err != WFP_OK)
        database_rollback(d);
    return err;
}
