#include "crash/script.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIZES    4 /* a value's number also says which size it has */
#define VALUE_MAX 16384

static const unsigned sizes[SIZES] = { 0, 40, 300, 6000 };

void script_complain(struct script *s, const char *format, ...)
{
    va_list args;
    if (s->wrong[0])
        return;
    va_start(args, format);
    vsnprintf(s->wrong, sizeof(s->wrong), format, args);
    va_end(args);
}

/* --- the model ----------------------------------------------------------------------------------------------------------- */

static struct store_item item_of(unsigned i, uint32_t number, uint8_t bytes[VALUE_MAX])
{
    uint64_t          random = (uint64_t)number << 32 | i;
    size_t            size = number ? sizes[number % SIZES] + (number % SIZES ? number % 37 : 0) : 0;
    struct store_item item = { .kind = i / 16, .key = { .data1 = i % 16, .data4 = { 1, 2, 3 } } };
    for (size_t k = 0; k < size; k++)
        bytes[k] = (uint8_t)disk_random(&random);
    item.value = bytes_of(bytes, size);
    return item;
}

static void mix(uint64_t *digest, const void *data, size_t size)
{
    const uint8_t *p = data;
    for (size_t i = 0; i < size; i++)
        *digest = (*digest ^ p[i]) * 0x100000001b3u;
}

static enum wfp_status mix_item(void *context, const struct store_item *item)
{
    uint64_t size = bytes_left(&item->value);
    mix(context, &item->kind, sizeof(item->kind));
    mix(context, &item->key, sizeof(item->key));
    mix(context, &size, sizeof(size));
    mix(context, item->value.at, size);
    return WFP_OK;
}

#define DIGEST_START 0xcbf29ce484222325u

/* Items are numbered in the order of their kinds and keys, which is the store's. */
static uint64_t digest_of(const struct items *items)
{
    static uint8_t bytes[VALUE_MAX];
    uint64_t       digest = DIGEST_START;
    for (unsigned i = 0; i < SCRIPT_ITEMS; i++) {
        struct store_item item = item_of(i, items->value[i], bytes);
        if (items->value[i])
            mix_item(&digest, &item);
    }
    return digest;
}

/* --- doing --------------------------------------------------------------------------------------------------------------- */

void script_init(struct script *s, const struct store_config *config)
{
    memset(s, 0, sizeof(*s));
    s->disk = disk_new();
    s->config = *config;
    s->next_value = 1;
    s->history[0] = digest_of(&s->items);
}

void script_free(struct script *s)
{
    if (s->store)
        script_kill(s);
    disk_free(s->disk);
}

void script_fork(struct script *copy, const struct script *s)
{
    if (s->store)
        abort();
    *copy = *s;
    copy->disk = disk_clone(s->disk);
}

enum wfp_status script_open(struct script *s)
{
    char why[STORE_WHY_SIZE];
    s->config.directory = "state";
    s->config.vfs = s->disk->vfs_name;
    s->config.files = &s->disk->files;
    s->config.now_ns = 1700000000000000000u;
    return store_open(&s->config, &s->store, &s->report, why);
}

static void note_snapshot(struct script *s)
{
    if (!s->disk->dead && s->store && store_snapshot_version(s->store) > s->snapshot)
        s->snapshot = store_snapshot_version(s->store);
}

enum wfp_status script_close(struct script *s)
{
    enum wfp_status err = store_close(s->store);
    s->store = NULL;
    if (err == WFP_OK && !s->disk->dead)
        s->snapshot = s->acknowledged;
    return err;
}

void script_kill(struct script *s)
{
    bool dead = s->disk->dead;
    s->disk->dead = true; /* nothing that it still does reaches the disk */
    store_close(s->store);
    s->store = NULL;
    s->disk->dead = dead;
    disk_process_died(s->disk);
}

static enum wfp_status commit_items(struct script *s, const struct items *next, const struct store_change *changes, size_t n)
{
    struct store_who who = { .user = "script", .time_ns = s->acknowledged };
    uint64_t         version = 0;
    s->history[s->acknowledged + 1] = digest_of(next);
    s->in_flight = true;
    enum wfp_status err = store_commit(s->store, changes, n, &who, &version);
    if (err != WFP_OK)
        return err;
    s->in_flight = false;
    s->items = *next;
    s->acknowledged++;
    note_snapshot(s);
    if (version != s->acknowledged)
        script_complain(s, "commit %" PRIu64 " was called %" PRIu64, s->acknowledged, version);
    return WFP_OK;
}

enum wfp_status script_commit(struct script *s, struct script_commit what)
{
    static uint8_t       bytes[SCRIPT_ITEMS][VALUE_MAX];
    struct store_change  changes[SCRIPT_ITEMS];
    struct items         next = s->items;
    unsigned             n = 0;
    for (; n < what.puts + what.deletes; n++) {
        unsigned i = (what.first + n) % SCRIPT_ITEMS;
        next.value[i] = n < what.puts ? s->next_value++ * SIZES + what.size : 0;
        changes[n] = (struct store_change){ n >= what.puts, item_of(i, next.value[i], bytes[i]) };
    }
    return commit_items(s, &next, changes, n);
}

struct difference {
    struct store_change changes[SCRIPT_ITEMS];
    uint8_t             bytes[SCRIPT_ITEMS][VALUE_MAX];
    size_t              n;
};

static enum wfp_status keep_change(void *context, const struct store_change *change)
{
    struct difference *d = context;
    struct bytes       value = change->item.value;
    size_t             size = bytes_left(&value);
    if (d->n == SCRIPT_ITEMS || (size && !bytes_copy(&value, d->bytes[d->n], size)))
        return WFP_OUT_OF_BOUNDS;
    d->changes[d->n] = *change;
    d->changes[d->n].item.value = bytes_of(d->bytes[d->n], size);
    d->n++;
    return WFP_OK;
}

/* Only to versions whose items the scenario has kept: that before the last commit. */
enum wfp_status script_rollback(struct script *s, uint64_t version)
{
    static struct difference d;
    struct items             next = { { 0 } };
    d.n = 0;
    if (version != 0)
        abort();
    enum wfp_status err = store_compare(s->store, s->acknowledged, version, keep_change, &d);
    return err == WFP_OK ? commit_items(s, &next, d.changes, d.n) : err;
}

void script_layout_zero(struct script *s, sqlite3_stmt *insert)
{
    static uint8_t bytes[VALUE_MAX];
    for (unsigned i = 0; i < 12; i++) {
        uint8_t           key[16] = { 0, 0, 0, (uint8_t)(i % 16), 0, 0, 0, 0, 1, 2, 3 };
        struct store_item item = item_of(i, s->items.value[i] = s->next_value++ * SIZES + 1, bytes);
        sqlite3_bind_int64(insert, 1, item.kind);
        sqlite3_bind_blob(insert, 2, key, sizeof(key), SQLITE_STATIC);
        sqlite3_bind_blob(insert, 3, item.value.at, (int)bytes_left(&item.value), SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE)
            abort();
        sqlite3_reset(insert);
    }
    s->history[1] = digest_of(&s->items);
    s->acknowledged = 1;
}

/* --- checking ------------------------------------------------------------------------------------------------------------ */

struct listing {
    uint64_t expected, last;
    bool     gap;
};

static enum wfp_status list_version(void *context, const struct store_version *v)
{
    struct listing *l = context;
    l->gap |= l->expected && v->version != l->expected;
    l->expected = v->version + 1;
    l->last = v->version;
    return WFP_OK;
}

static void check_history(struct script *s)
{
    struct listing  list = { 0 };
    uint64_t        current = store_current(s->store);
    enum wfp_status err = store_versions(s->store, list_version, &list);
    if (err != WFP_OK || list.gap || (list.last && list.last != current))
        script_complain(s, "the versions cannot be listed up to %" PRIu64, current);
    for (uint64_t v = 0; v <= current; v++) {
        uint64_t digest = DIGEST_START;
        err = store_state_at(s->store, v, mix_item, &digest);
        if (err != WFP_NOT_FOUND && (err != WFP_OK || digest != s->history[v]))
            script_complain(s, "version %" PRIu64 " is not what it was", v);
    }
}

void script_check(struct script *s)
{
    uint64_t        digest = DIGEST_START, version = store_current(s->store);
    enum wfp_status err = store_load(s->store, mix_item, &digest);
    if (err != WFP_OK)
        script_complain(s, "loading gives status %d", err);
    if (version != s->acknowledged && !(s->in_flight && version == s->acknowledged + 1)) {
        script_complain(s, "version %" PRIu64 " is there, %" PRIu64 " was acknowledged", version, s->acknowledged);
        return;
    }
    if (digest != s->history[version])
        script_complain(s, "the state is not that of version %" PRIu64, version);
    check_history(s);
}

static void check_report(struct script *s)
{
    const struct store_report *r = &s->report;
    bool                       recovered = r->start == STORE_RECOVERED || r->start == STORE_EMPTIED || r->damage[0];
    if (recovered && !s->damaged)
        script_complain(s, "a power cut was taken for damage: %s", r->damage);
    if (r->snapshot_damage[0] && !s->damaged)
        script_complain(s, "%s", r->snapshot_damage);
    if (s->lost && r->start != STORE_EMPTIED && !s->acknowledged && !r->version)
        script_complain(s, "the store began empty and did not say that a policy was lost");
    if (s->snapshot && !s->damaged && (!r->has_snapshot || r->snapshot_version < s->snapshot))
        script_complain(s, "the snapshot of version %" PRIu64 " is gone", s->snapshot);
}

/* After a fault the store's own word decides whether the commit in flight counts. */
static void catch_up(struct script *s)
{
    if (store_current(s->store) == s->acknowledged)
        s->in_flight = false;
    if (!s->in_flight)
        return;
    s->acknowledged++;
    s->in_flight = false;
}

static bool open_and_check(struct script *s)
{
    enum wfp_status err = script_open(s);
    if (err != WFP_OK) {
        script_complain(s, "opening gives status %d", err);
        return false;
    }
    check_report(s);
    script_check(s);
    return !s->wrong[0];
}

void script_verify(struct script *s)
{
    static const struct store_change one = { .item = { .kind = 99, .key = { .data1 = 7 } } };
    struct store_who                 who = { .user = "verify" };
    uint64_t                         digest;
    if (!open_and_check(s))
        return;
    catch_up(s);
    digest = s->history[s->acknowledged];
    mix_item(&digest, &one.item); /* the last in order */
    if (store_commit(s->store, &one, 1, &who, NULL) != WFP_OK) {
        script_complain(s, "the store cannot be written any more: %s", store_trouble(s->store));
        return;
    }
    s->history[++s->acknowledged] = digest;
    if (script_close(s) != WFP_OK)
        script_complain(s, "the store cannot be closed cleanly");
    s->damaged = s->lost = false;
    if (open_and_check(s) && s->report.snapshot_version != s->acknowledged)
        script_complain(s, "closing left no snapshot of version %" PRIu64, s->acknowledged);
}
