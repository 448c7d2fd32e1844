#include "store/log.h"

#include <inttypes.h>
#include <stdio.h>

#define ALL_COMMITS "SELECT version, head, body FROM commits WHERE version > ?1 AND version <= ?2 ORDER BY version"
#define ALL_HEADS   "SELECT version, head FROM commits WHERE version > ?1 AND version <= ?2 ORDER BY version"
#define THE_BASE    "SELECT version, head, body FROM base WHERE version > ?1 AND version <= ?2 ORDER BY version"

static enum wfp_status bind_row(struct database *d, sqlite3_stmt *insert, uint64_t version, struct bytes head,
                                struct bytes body)
{
    size_t size = bytes_left(&body);
    RETURN_IF(database_status(d, sqlite3_bind_int64(insert, 1, (int64_t)version)));
    RETURN_IF(database_status(d, sqlite3_bind_blob64(insert, 2, head.at, bytes_left(&head), SQLITE_STATIC)));
    /* Without a pointer it would be a NULL, not a body of no bytes. */
    return database_status(d, size ? sqlite3_bind_blob64(insert, 3, body.at, size, SQLITE_STATIC)
                                   : sqlite3_bind_zeroblob(insert, 3, 0));
}

static enum wfp_status put_row(struct database *d, const char *sql, uint64_t version, struct bytes head, struct bytes body)
{
    sqlite3_stmt   *insert;
    enum wfp_status err;
    RETURN_IF(database_prepare(d, sql, &insert));
    err = bind_row(d, insert, version, head, body);
    if (err == WFP_OK)
        err = database_status(d, sqlite3_step(insert));
    sqlite3_finalize(insert);
    return err;
}

enum wfp_status log_append(struct database *d, uint64_t version, struct bytes head, struct bytes body)
{
    return put_row(d, "INSERT INTO commits (version, head, body) VALUES (?1, ?2, ?3)", version, head, body);
}

enum wfp_status log_rebase(struct database *d, uint64_t version, struct bytes head, struct bytes body)
{
    RETURN_IF(database_run(d, "DELETE FROM base"));
    RETURN_IF(put_row(d, "INSERT INTO base (version, head, body) VALUES (?1, ?2, ?3)", version, head, body));
    return database_run(d, "DELETE FROM commits WHERE version <= (SELECT version FROM base)");
}

static enum wfp_status visit(struct database *d, sqlite3_stmt *query, log_fn each, void *context)
{
    struct bytes head, body = bytes_of(NULL, 0);
    struct entry e;
    bool         bodies = sqlite3_column_count(query) > 2;
    RETURN_IF(database_column(d, query, 1, &head));
    if (!entry_decode(head, &e) || e.about.version != (uint64_t)sqlite3_column_int64(query, 0))
        return WFP_BAD_DATA;
    if (bodies)
        RETURN_IF(database_column(d, query, 2, &body));
    if (bodies && !entry_check(&e, body))
        return WFP_BAD_DATA;
    return each(context, &e, body);
}

/* SQLite's integers have a sign: -1 is before version 0. */
static enum wfp_status walk(struct database *d, const char *sql, int64_t after, int64_t to, log_fn each, void *context)
{
    sqlite3_stmt   *query;
    enum wfp_status err;
    int             code = SQLITE_DONE;
    RETURN_IF(database_prepare(d, sql, &query));
    err = database_status(d, sqlite3_bind_int64(query, 1, after));
    if (err == WFP_OK)
        err = database_status(d, sqlite3_bind_int64(query, 2, to));
    while (err == WFP_OK && (code = sqlite3_step(query)) == SQLITE_ROW)
        err = visit(d, query, each, context);
    if (err == WFP_OK)
        err = database_status(d, code);
    sqlite3_finalize(query);
    return err;
}

enum wfp_status log_each(struct database *d, uint64_t from, uint64_t to, bool bodies, log_fn each, void *context)
{
    return walk(d, bodies ? ALL_COMMITS : ALL_HEADS, (int64_t)from, (int64_t)to, each, context);
}

static enum wfp_status add_body(void *context, const struct entry *e, struct bytes body)
{
    (void)e;
    return state_add(context, body);
}

enum wfp_status log_state(struct database *d, uint64_t version, struct state *out)
{
    struct state    s;
    enum wfp_status err;
    state_init(&s);
    err = walk(d, THE_BASE, -1, INT64_MAX, add_body, &s);
    if (err == WFP_OK)
        err = walk(d, ALL_COMMITS, -1, (int64_t)version, add_body, &s);
    if (err != WFP_OK) {
        state_fini(&s);
        return err;
    }
    state_settle(&s);
    *out = s;
    return WFP_OK;
}

/* --- examining ----------------------------------------------------------------------------------------------------------- */

struct examination {
    struct log_span span;
    unsigned        bases;
    bool            gap;
};

static enum wfp_status see_base(void *context, const struct entry *e, struct bytes body)
{
    struct examination *x = context;
    (void)body;
    x->bases++;
    x->span.base = x->span.last = e->about.version;
    return WFP_OK;
}

static enum wfp_status see_commit(void *context, const struct entry *e, struct bytes body)
{
    struct examination *x = context;
    (void)body;
    x->gap = e->about.version != x->span.last + 1;
    if (x->gap)
        return WFP_BAD_DATA;
    x->span.last++;
    x->span.bytes += e->about.size;
    return WFP_OK;
}

static enum wfp_status see_all(struct database *d, struct examination *x, char why[STORE_WHY_SIZE])
{
    enum wfp_status err = walk(d, THE_BASE, INT64_MIN, INT64_MAX, see_base, x);
    if (err == WFP_BAD_DATA || (err == WFP_OK && x->bases != 1)) {
        snprintf(why, STORE_WHY_SIZE, DATABASE_NAME ": the state that the log begins with is %s",
                 x->bases > 1 ? "there twice" : x->bases || err ? "damaged" : "missing");
        return WFP_BAD_DATA;
    }
    RETURN_IF(err);
    err = walk(d, ALL_COMMITS, INT64_MIN, INT64_MAX, see_commit, x);
    if (err == WFP_BAD_DATA)
        snprintf(why, STORE_WHY_SIZE, DATABASE_NAME ": commit %" PRIu64 " is %s", x->span.last + 1,
                 x->gap ? "missing" : "damaged");
    return err;
}

enum wfp_status log_examine(struct database *d, struct log_span *out, char why[STORE_WHY_SIZE])
{
    struct examination x = { 0 };
    enum wfp_status    err = see_all(d, &x, why);
    if (err == WFP_OK)
        *out = x.span;
    else if (err != WFP_BAD_DATA)
        database_explain(d, why);
    return err;
}
