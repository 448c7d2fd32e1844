#include "host/durable.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "api_fwpm/persist.h"
#include "bfe/guard.h"
#include "bfe/security.h"
#include "bfe/session.h"
#include "bfe/setting.h"
#include "bfe/txn.h"
#include "host/compactor.h"
#include "host/service.h"
#include "host/settler.h"

static const uint32_t items_of[OBJECT_KIND_COUNT] = {
    [OBJECT_PROVIDER] = ITEM_PROVIDER, [OBJECT_CONTEXT] = ITEM_CONTEXT, [OBJECT_SUBLAYER] = ITEM_SUBLAYER,
    [OBJECT_CALLOUT] = ITEM_CALLOUT,   [OBJECT_FILTER] = ITEM_FILTER,
};

struct durable {
    struct durable_config config;
    struct bfe           *bfe;
    pthread_mutex_t       lock;  /* of both stores */
    struct store         *store; /* guarded by: lock, like boot */
    struct store         *boot;
    struct settler       *settler; /* of `store` */
    struct compactor     *compactor;
    bool                  is_waiting; /* the policy was lost: BFE starts with the first commit */
};

static uint64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void say(const struct durable *d, const char *format, const char *what, const char *why)
{
    char line[2 * STORE_WHY_SIZE];
    if (!d->config.log)
        return;
    snprintf(line, sizeof(line), format, what, why);
    d->config.log(d->config.context, line);
}

/* --- writing ------------------------------------------------------------------------------------------------------------------ */

/* Entries of a commit, whose values lie in one buffer. */
struct batch {
    struct store_change *changes;
    size_t              *starts; /* of the values, in the buffer: it moves while it grows */
    uint32_t             count;
    struct buffer        bytes;
};

static enum wfp_status batch_init(struct batch *b, uint32_t room)
{
    *b = (struct batch){ .changes = calloc(room + 1u, sizeof(*b->changes)), .starts = calloc(room + 1u, sizeof(*b->starts)) };
    buffer_init(&b->bytes);
    if (b->changes && b->starts)
        return WFP_OK;
    free(b->changes);
    free(b->starts);
    return WFP_NO_MEMORY;
}

static void batch_fini(struct batch *b)
{
    free(b->changes);
    free(b->starts);
    buffer_fini(&b->bytes);
}

static void batch_add(struct batch *b, bool deleted, uint32_t kind, const struct guid *key)
{
    b->starts[b->count] = b->bytes.size;
    b->changes[b->count++] = (struct store_change){ deleted, { kind, *key, { NULL, NULL } } };
}

static void batch_seal(struct batch *b)
{
    for (uint32_t i = 0; i < b->count; i++) {
        size_t end = i + 1 < b->count ? b->starts[i + 1] : b->bytes.size;
        b->changes[i].item.value = bytes_of(b->bytes.data + b->starts[i], b->changes[i].deleted ? 0 : end - b->starts[i]);
    }
}

static enum wfp_status batch_object(struct batch *b, bool deleted, const struct object *o, const struct byte_blob *descriptor)
{
    batch_add(b, deleted, items_of[o->kind], &o->key);
    return deleted ? WFP_OK : persist_encode(o, descriptor, &b->bytes);
}

static enum wfp_status commit(struct durable *d, const struct bfe_session *by, struct batch *b, bool has_boottime)
{
    const struct session_info *info = by ? bfe_session_info(by) : NULL;
    struct store_who           who = { .user = info ? info->user : NULL, .time_ns = now_ns() };
    if (by)
        who.session = *bfe_session_key(by);
    batch_seal(b);
    pthread_mutex_lock(&d->lock);
    enum wfp_status err = store_commit(d->store, b->changes, b->count, &who, NULL);
    /* The policy is what counts; the copy of boot-time filters is brought up to date at the next start when this fails. */
    if (err == WFP_OK && has_boottime && store_commit(d->boot, b->changes, b->count, &who, NULL))
        say(d, "%s: boot-time filters could not be copied: %s", "boot", store_trouble(d->boot));
    if (err == WFP_OK)
        settler_wake(d->settler);
    pthread_mutex_unlock(&d->lock);
    return err;
}

/* A descriptor that its container would give again need not be kept. */
static bool own_descriptor(const struct object *o, struct byte_blob *out)
{
    if (!o->descriptor || o->descriptor->is_default)
        return false;
    *out = descriptor_blob(o->descriptor);
    return true;
}

static enum wfp_status persist(void *context, const struct bfe_session *by, const struct bfe_change *changes, uint32_t count)
{
    struct durable *d = context;
    struct batch    b;
    bool            has_boottime = false;
    RETURN_IF(batch_init(&b, count));
    enum wfp_status err = WFP_OK;
    for (uint32_t i = 0; err == WFP_OK && i < count; i++) {
        const struct object *o = changes[i].object;
        struct byte_blob     sd;
        has_boottime |= o->kind == OBJECT_FILTER && (o->filter.flags & FILTER_FLAG_BOOTTIME);
        err = batch_object(&b, changes[i].deleted, o, own_descriptor(o, &sd) ? &sd : NULL);
    }
    if (err == WFP_OK && !buffer_ok(&b.bytes))
        err = WFP_NO_MEMORY;
    if (err == WFP_OK)
        err = commit(d, by, &b, has_boottime);
    batch_fini(&b);
    return err;
}

static enum wfp_status commit_value(struct durable *d, const struct bfe_session *by, uint32_t kind, uint32_t number, const void *value, size_t size)
{
    struct batch b;
    struct guid  key = { .data1 = number };
    RETURN_IF(batch_init(&b, 1));
    batch_add(&b, false, kind, &key);
    buffer_put(&b.bytes, value, size);
    enum wfp_status err = buffer_ok(&b.bytes) ? commit(d, by, &b, false) : WFP_NO_MEMORY;
    batch_fini(&b);
    return err;
}

static enum wfp_status persist_option(void *context, const struct bfe_session *by, uint32_t option, uint32_t value)
{
    uint8_t bytes[4] = { (uint8_t)value, (uint8_t)(value >> 8), (uint8_t)(value >> 16), (uint8_t)(value >> 24) };
    return commit_value(context, by, ITEM_OPTION, option, bytes, sizeof(bytes));
}

static enum wfp_status persist_descriptor(void *context, const struct bfe_session *by, enum container c, const struct object *o,
                                          const struct byte_blob *descriptor)
{
    struct durable *d = context;
    struct batch    b;
    if (!o)
        return commit_value(d, by, ITEM_CONTAINER, (uint32_t)c, descriptor->data, descriptor->size);
    RETURN_IF(batch_init(&b, 1));
    enum wfp_status err = batch_object(&b, false, o, descriptor);
    if (err == WFP_OK)
        err = commit(d, by, &b, o->kind == OBJECT_FILTER && (o->filter.flags & FILTER_FLAG_BOOTTIME));
    batch_fini(&b);
    return err;
}

/* --- reading ------------------------------------------------------------------------------------------------------------------ */

struct loading {
    struct durable *d;
    bool            boottime; /* first all but filters, and boot-time filters; then the other filters */
};

static enum wfp_status load_setting(struct durable *d, const struct store_item *item)
{
    struct bytes     value = item->value;
    struct byte_blob sd = { (uint32_t)bytes_left(&value), (uint8_t *)(uintptr_t)value.at };
    uint32_t         number;
    if (item->kind == ITEM_OPTION)
        return bytes_u32_le(&value, &number) ? bfe_option_load(d->bfe, item->key.data1, number) : WFP_BAD_DATA;
    if (item->kind == ITEM_CONTAINER && item->key.data1 < CONTAINER_COUNT)
        return bfe_security_load(d->bfe, (enum container)item->key.data1, &sd);
    return WFP_UNSUPPORTED;
}

/* What cannot be loaded is said and stays in the store. */
static enum wfp_status load_item(void *context, const struct store_item *item)
{
    const struct loading *l = context;
    enum object_kind      kind = OBJECT_FILTER;
    char                  key[GUID_TEXT_SIZE];
    bool                  is_object = persist_kind_of(item->kind, &kind);
    bool                  is_first = kind != OBJECT_FILTER || persist_is_boottime(item->value);
    if (is_object ? is_first != l->boottime : l->boottime)
        return WFP_OK;
    enum wfp_status err = is_object ? persist_load(l->d->bfe, kind, item->value) : load_setting(l->d, item);
    if (err)
        say(l->d, "%s: cannot be loaded and is left out: %s", guid_format(&item->key, key), status_row(err)->sentence);
    return err == WFP_NO_MEMORY ? err : WFP_OK;
}

static enum wfp_status load(struct durable *d)
{
    struct loading l = { d, true };
    RETURN_IF(store_load(d->is_waiting ? d->boot : d->store, load_item, &l));
    RETURN_IF(bfe_boot(d->bfe));
    if (d->is_waiting)
        return WFP_OK;
    l.boottime = false;
    RETURN_IF(store_load(d->store, load_item, &l));
    return bfe_start(d->bfe);
}

/* --- the copy of the boot-time filters ------------------------------------------------------------------------------------------- */

static enum wfp_status forget_item(void *context, const struct store_item *item)
{
    struct batch *b = context;
    struct store_change *more = realloc(b->changes, (b->count + 2u) * sizeof(*more));
    size_t              *starts = more ? realloc(b->starts, (b->count + 2u) * sizeof(*starts)) : NULL;
    if (more)
        b->changes = more;
    if (starts)
        b->starts = starts;
    if (!more || !starts)
        return WFP_NO_MEMORY;
    batch_add(b, true, item->kind, &item->key);
    return WFP_OK;
}

/* All that a boot-time filter may refer to goes along: the copy is loaded alone. */
static enum wfp_status copy_item(void *context, const struct store_item *item)
{
    struct batch *b = context;
    if (item->kind > ITEM_FILTER || (item->kind == ITEM_FILTER && !persist_is_boottime(item->value)))
        return WFP_OK;
    RETURN_IF(forget_item(b, item));
    b->changes[b->count - 1].deleted = false;
    buffer_put(&b->bytes, item->value.at, bytes_left(&item->value));
    return WFP_OK;
}

struct comparison {
    struct batch *next;
    uint32_t      at;
    bool          differs;
};

static enum wfp_status compare_item(void *context, const struct store_item *item)
{
    struct comparison         *c = context;
    const struct store_change *want = c->at < c->next->count ? &c->next->changes[c->at] : NULL;
    size_t                     size = bytes_left(&item->value);
    c->at++;
    if (!want || want->item.kind != item->kind || !guid_equal(&want->item.key, &item->key) || bytes_left(&want->item.value) != size ||
        memcmp(want->item.value.at, item->value.at, size) != 0)
        c->differs = true;
    return WFP_OK;
}

/* After a start with a good policy: the copy as it should be. Nothing is written when it is. */
static enum wfp_status renew_boot(struct durable *d)
{
    struct batch      want, change;
    struct comparison c = { &want };
    RETURN_IF(batch_init(&want, 0));
    enum wfp_status err = batch_init(&change, 0);
    if (err) {
        batch_fini(&want);
        return err;
    }
    err = store_load(d->store, copy_item, &want);
    batch_seal(&want);
    if (err == WFP_OK)
        err = store_load(d->boot, compare_item, &c);
    if (err == WFP_OK && (c.differs || c.at != want.count)) {
        err = store_load(d->boot, forget_item, &change);
        if (err == WFP_OK)
            err = store_load(d->store, copy_item, &change);
        batch_seal(&change);
        struct store_who who = { .time_ns = now_ns() };
        if (err == WFP_OK)
            err = store_commit(d->boot, change.changes, change.count, &who, NULL);
    }
    batch_fini(&change);
    batch_fini(&want);
    return err;
}

/* --- beginning and end ----------------------------------------------------------------------------------------------------------- */

static enum wfp_status open_one(struct durable *d, const char *directory, uint32_t versions, struct store **out, struct store_report *report,
                                char why[STORE_WHY_SIZE])
{
    struct store_config config = { .directory = directory, .now_ns = now_ns(), .retain_versions = versions,
                                   .follows_up_later = out == &d->store };
    RETURN_IF(store_open(&config, out, report, why));
    if (report->damage[0])
        say(d, "%s: damaged: %s", directory, report->damage);
    if (report->aside[0])
        say(d, "%s: the damaged database was set aside as %s", directory, report->aside);
    if (report->start == STORE_RECOVERED)
        say(d, "%s: the policy is that of the last snapshot%s", directory, "");
    return WFP_OK;
}

static enum wfp_status open_stores(struct durable *d, char why[STORE_WHY_SIZE])
{
    char                path[4096];
    struct store_report report, boot_report;
    if (snprintf(path, sizeof(path), "%s/boot", d->config.state_dir) >= (int)sizeof(path)) {
        snprintf(why, STORE_WHY_SIZE, "the path of the state directory is too long");
        return WFP_INVALID_PARAMETER;
    }
    RETURN_IF(open_one(d, d->config.state_dir, 0, &d->store, &report, why));
    if (mkdir(path, 0700) != 0 && errno != EEXIST) {
        snprintf(why, STORE_WHY_SIZE, "%.180s: %s", path, strerror(errno));
        return WFP_IO_ERROR;
    }
    RETURN_IF(open_one(d, path, 1, &d->boot, &boot_report, why));
    d->is_waiting = report.start == STORE_EMPTIED;
    if (d->is_waiting)
        say(d, "%s: the policy is lost, boot-time filters hold until the first change%s", d->config.state_dir, "");
    return WFP_OK;
}

static enum wfp_status begin(struct durable *d)
{
    struct bfe_config config = { .callouts = d->config.callouts, .retire = d->config.retire, .context = d->config.context,
                                 .persist = persist, .persist_option = persist_option, .persist_descriptor = persist_descriptor,
                                 .persist_context = d, .service_starts = service_starts,
                                 .service_context = (void *)(uintptr_t)d->config.service_root, .starts_later = true,
                                 .txn_limit_ms = d->config.txn_limit_ms, .seed = now_ns(), .starts_with_commit = d->is_waiting,
                                 .compaction_due = compactor_due };
    RETURN_IF(compactor_new(&d->compactor));
    config.compaction_context = d->compactor;
    RETURN_IF(bfe_new(&config, &d->bfe));
    RETURN_IF(compactor_start(d->compactor, d->bfe));
    return load(d);
}

enum wfp_status durable_new(const struct durable_config *config, struct durable **out, char why[STORE_WHY_SIZE])
{
    struct durable *d = calloc(1, sizeof(*d));
    if (!d) {
        snprintf(why, STORE_WHY_SIZE, "not enough memory");
        return WFP_NO_MEMORY;
    }
    d->config = *config;
    pthread_mutex_init(&d->lock, NULL);
    enum wfp_status err = open_stores(d, why);
    if (err == WFP_OK) {
        err = settler_new(d->store, &d->lock, &d->settler);
        snprintf(why, STORE_WHY_SIZE, "not enough memory");
    }
    if (err == WFP_OK) {
        err = begin(d);
        if (err == WFP_OK && !d->is_waiting)
            err = renew_boot(d);
        if (err)
            snprintf(why, STORE_WHY_SIZE, "%s: the policy cannot be loaded: %s", config->state_dir, status_row(err)->sentence);
    }
    if (err)
        durable_free(d);
    else
        *out = d;
    return err;
}

void durable_free(struct durable *d)
{
    if (!d)
        return;
    compactor_stop(d->compactor);
    bfe_free(d->bfe);
    compactor_free(d->compactor);
    settler_free(d->settler);
    (void)store_close(d->store);
    (void)store_close(d->boot);
    pthread_mutex_destroy(&d->lock);
    free(d);
}

struct bfe *durable_bfe(struct durable *d)
{
    return d->bfe;
}

struct store *durable_store_lock(struct durable *d)
{
    pthread_mutex_lock(&d->lock);
    return d->store;
}

void durable_store_unlock(struct durable *d)
{
    pthread_mutex_unlock(&d->lock);
}
