#include "callout/redirect.h"

#include <stdlib.h>

#include "callout/entry.h"

struct redirect_handle {
    struct redirect_handle *next;  /* guarded by: registry lock */
    uint64_t                id;    /* immutable after publish, like all below */
    struct guid             provider;
    const void             *owner;
};

/* A redirect context in the records of one connection or several: a proxy copies records. */
struct kept_context {
    struct kept_context    *next; /* guarded by: registry lock */
    uint64_t                id;   /* immutable after publish */
    uint32_t                refs; /* guarded by: registry lock */
    struct redirect_context what; /* immutable after publish */
};

struct record {
    uint64_t             handle, target_pid;
    struct kept_context *context; /* counted; NULL: none */
};

struct redirect_records {
    struct redirect_records *next;     /* guarded by: registry lock, like all below */
    struct callout_registry *registry; /* immutable after publish */
    uint32_t                 refs;
    uint32_t                 count;
    struct record            of[REDIRECTIONS_MAX];
};

/* The bytes of an ioctl: a head and a record each, in the host's own order; they never leave it. */
#define RECORDS_MAGIC UINT64_C(0x5253445250465749)

struct record_bytes {
    uint64_t handle, target_pid, context; /* context: id, 0 for none */
};

enum wfp_status redirect_handle_new(struct callout_registry *r, const struct guid *provider, const void *owner,
                                    struct redirect_handle **out)
{
    struct redirect_handle *h = calloc(1, sizeof(*h));
    if (!h)
        return WFP_NO_MEMORY;
    h->provider = *provider;
    h->owner = owner;
    pthread_mutex_lock(&r->lock);
    h->id = ++r->last_id;
    h->next = r->redirects;
    r->redirects = h;
    pthread_mutex_unlock(&r->lock);
    *out = h;
    return WFP_OK;
}

/* Under the lock. */
static struct redirect_handle **place_of(struct callout_registry *r, const void *handle)
{
    struct redirect_handle **at = &r->redirects;
    while (*at && *at != handle)
        at = &(*at)->next;
    return at;
}

static uint64_t id_of(struct callout_registry *r, const void *handle)
{
    const struct redirect_handle *h = *place_of(r, handle);
    return h ? h->id : 0;
}

bool redirect_handle_free(struct callout_registry *r, const void *handle)
{
    pthread_mutex_lock(&r->lock);
    struct redirect_handle **at = place_of(r, handle), *h = *at;
    if (h)
        *at = h->next;
    pthread_mutex_unlock(&r->lock);
    free(h);
    return h != NULL;
}

uint64_t redirect_handle_id(struct callout_registry *r, const void *handle)
{
    pthread_mutex_lock(&r->lock);
    uint64_t id = id_of(r, handle);
    pthread_mutex_unlock(&r->lock);
    return id;
}

uint32_t redirect_handle_count(struct callout_registry *r, const void *owner)
{
    uint32_t count = 0;
    pthread_mutex_lock(&r->lock);
    for (const struct redirect_handle *h = r->redirects; h; h = h->next)
        count += !owner || h->owner == owner;
    pthread_mutex_unlock(&r->lock);
    return count;
}

void redirect_handles_expel(struct callout_registry *r, const void *owner)
{
    for (;;) {
        pthread_mutex_lock(&r->lock);
        struct redirect_handle *h = r->redirects;
        while (h && owner && h->owner != owner)
            h = h->next;
        pthread_mutex_unlock(&r->lock);
        if (!h)
            return;
        (void)!redirect_handle_free(r, h);
    }
}

static void publish(struct callout_registry *r, struct redirect_records *records)
{
    pthread_mutex_lock(&r->lock);
    records->next = r->records;
    r->records = records;
    pthread_mutex_unlock(&r->lock);
}

static struct redirect_records *new_records(struct callout_registry *r)
{
    struct redirect_records *records = calloc(1, sizeof(*records));
    if (records) {
        records->registry = r;
        records->refs = 1;
    }
    return records;
}

struct redirect_records *redirect_records_new(struct callout_registry *r)
{
    struct redirect_records *records = new_records(r);
    if (records)
        publish(r, records);
    return records;
}

struct redirect_records *redirect_records_get(struct redirect_records *records)
{
    if (!records)
        return NULL;
    pthread_mutex_lock(&records->registry->lock);
    records->refs++;
    pthread_mutex_unlock(&records->registry->lock);
    return records;
}

/* Under the lock. Puts a context on the list of those that nobody has any more. */
static void drop_context(struct callout_registry *r, struct kept_context *c, struct kept_context **dead)
{
    struct kept_context **at = &r->contexts;
    if (!c || --c->refs)
        return;
    while (*at != c)
        at = &(*at)->next;
    *at = c->next;
    c->next = *dead;
    *dead = c;
}

/* Their owners' memory is given back without a lock. */
static void release_contexts(struct kept_context *dead)
{
    while (dead) {
        struct kept_context *next = dead->next;
        if (dead->what.release)
            dead->what.release(dead->what.env, dead->what.data);
        free(dead);
        dead = next;
    }
}

/* Under the lock. */
static void unlink_records(struct redirect_records *records)
{
    struct redirect_records **at = &records->registry->records;
    while (*at != records)
        at = &(*at)->next;
    *at = records->next;
}

void redirect_records_put(struct redirect_records *records)
{
    struct kept_context *dead = NULL;
    if (!records)
        return;
    struct callout_registry *r = records->registry;
    pthread_mutex_lock(&r->lock);
    bool last = --records->refs == 0;
    if (last) {
        unlink_records(records);
        for (uint32_t i = 0; i < records->count; i++)
            drop_context(r, records->of[i].context, &dead);
    }
    pthread_mutex_unlock(&r->lock);
    release_contexts(dead);
    if (last)
        free(records);
}

static struct kept_context *keep(struct callout_registry *r, const struct redirect_context *what)
{
    struct kept_context *c = calloc(1, sizeof(*c));
    if (!c)
        return NULL;
    *c = (struct kept_context){ .next = r->contexts, .id = ++r->last_id, .refs = 1, .what = *what };
    r->contexts = c;
    return c;
}

enum wfp_status redirect_records_add(struct redirect_records *records, const void *handle, uint64_t target_pid,
                                     const struct redirect_context *take)
{
    struct callout_registry *r = records->registry;
    struct record            one = { id_of(r, handle), target_pid, NULL };
    if (one.handle == 0)
        return WFP_INVALID_HANDLE;
    if (records->count == REDIRECTIONS_MAX)
        return WFP_OUT_OF_BOUNDS;
    if (take->data && !(one.context = keep(r, take)))
        return WFP_NO_MEMORY;
    records->of[records->count++] = one;
    return WFP_OK;
}

uint32_t redirect_records_count(const struct redirect_records *records)
{
    pthread_mutex_lock(&records->registry->lock);
    uint32_t count = records->count;
    pthread_mutex_unlock(&records->registry->lock);
    return count;
}

/* Under the lock; NULL for what is none. */
static const struct redirect_records *find_records(struct callout_registry *r, const void *records)
{
    const struct redirect_records *at = r->records;
    while (at && at != records)
        at = at->next;
    return at;
}

static enum redirected_by redirected_by(const struct redirect_records *records, uint64_t handle, void **context)
{
    if (records->count == 0)
        return REDIRECTED_BY_NONE;
    for (uint32_t i = records->count; handle && i-- > 0;) {
        const struct record *one = &records->of[i];
        if (one->handle != handle)
            continue;
        *context = one->context ? one->context->what.data : NULL;
        return i == records->count - 1 ? REDIRECTED_BY_SELF : REDIRECTED_PREVIOUSLY_BY_SELF;
    }
    return REDIRECTED_BY_OTHER;
}

enum redirected_by redirect_query(struct callout_registry *r, const void *records, const void *handle, void **context)
{
    enum redirected_by by = REDIRECTED_BY_NONE;
    void              *data = NULL;
    pthread_mutex_lock(&r->lock);
    const struct redirect_records *found = find_records(r, records);
    if (found)
        by = redirected_by(found, id_of(r, handle), &data);
    pthread_mutex_unlock(&r->lock);
    if (context)
        *context = data;
    return by;
}

enum wfp_status redirect_records_format(struct callout_registry *r, const void *records, void *out, size_t room, size_t *size)
{
    struct {
        uint64_t            magic, count;
        struct record_bytes of[REDIRECTIONS_MAX];
    } bytes = { .magic = RECORDS_MAGIC };
    pthread_mutex_lock(&r->lock);
    const struct redirect_records *found = find_records(r, records);
    for (uint32_t i = 0; found && i < found->count; i++) {
        const struct record *one = &found->of[i];
        bytes.of[bytes.count++] = (struct record_bytes){ one->handle, one->target_pid, one->context ? one->context->id : 0 };
    }
    pthread_mutex_unlock(&r->lock);
    if (!found)
        return WFP_INVALID_ARGUMENT;
    *size = offsetof(__typeof__(bytes), of) + bytes.count * sizeof(bytes.of[0]);
    if (room < *size)
        return WFP_BUFFER_TOO_SMALL;
    memcpy(out, &bytes, *size);
    return WFP_OK;
}

/* Under the lock. A context whose last connection is gone is gone (C-055); the record still tells who redirected. */
static struct kept_context *hold_context(struct callout_registry *r, uint64_t id)
{
    struct kept_context *c = r->contexts;
    while (c && c->id != id)
        c = c->next;
    if (c)
        c->refs++;
    return c;
}

static bool parse(struct bytes b, struct record_bytes of[REDIRECTIONS_MAX], uint64_t *count)
{
    uint64_t magic;
    if (!bytes_copy(&b, &magic, sizeof(magic)) || magic != RECORDS_MAGIC || !bytes_copy(&b, count, sizeof(*count)) ||
        *count > REDIRECTIONS_MAX || bytes_left(&b) != *count * sizeof(of[0]))
        return false;
    return bytes_copy(&b, of, bytes_left(&b));
}

enum wfp_status redirect_records_parse(struct callout_registry *r, struct bytes b, struct redirect_records **out)
{
    struct record_bytes of[REDIRECTIONS_MAX];
    uint64_t            count;
    if (!parse(b, of, &count))
        return WFP_INVALID_ARGUMENT;
    struct redirect_records *records = new_records(r);
    if (!records)
        return WFP_NO_MEMORY;
    pthread_mutex_lock(&r->lock);
    for (uint64_t i = 0; i < count; i++)
        records->of[records->count++] = (struct record){ of[i].handle, of[i].target_pid, hold_context(r, of[i].context) };
    records->next = r->records;
    r->records = records;
    pthread_mutex_unlock(&r->lock);
    *out = records;
    return WFP_OK;
}

/* Under the lock. */
static const struct redirect_context *newest_context(const struct redirect_records *records)
{
    const struct record *newest = records && records->count ? &records->of[records->count - 1] : NULL;
    return newest && newest->context ? &newest->context->what : NULL;
}

enum wfp_status redirect_records_context(struct callout_registry *r, const void *records, void *out, size_t room, size_t *size)
{
    enum wfp_status err = WFP_NOT_FOUND;
    pthread_mutex_lock(&r->lock);
    const struct redirect_context *c = newest_context(find_records(r, records));
    if (c) {
        *size = c->size;
        err = room < c->size ? WFP_BUFFER_TOO_SMALL : WFP_OK;
        if (err == WFP_OK)
            memcpy(out, c->data, c->size);
    }
    pthread_mutex_unlock(&r->lock);
    return err;
}
