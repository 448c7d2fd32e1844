#include "callout/flow.h"

#include <stdlib.h>

#define SECOND      1000000000ull
#define SET_BACK_NS (4 * SECOND) /* a caller's clock that stays behind for so long was set back */

static const uint64_t idle_ns[FLOW_CLASS_COUNT] = {
    [FLOW_CLASS_IDLE] = 60 * SECOND,
    [FLOW_CLASS_MULTICAST] = 4 * SECOND,
    [FLOW_CLASS_TCP] = 7200 * SECOND,
};

/* Oldest first. */
struct queue {
    struct flow *oldest, *newest;
};

struct flow_table {
    pthread_mutex_t  lock; /* of `ids` and what flows say is guarded by it */
    struct flow     *slab; /* max flows; pages are touched only as flows come */
    struct flow     *free; /* given back, linked by chain */
    struct flow    **buckets;
    struct flow    **ids;  /* neighbouring flows have neighbouring ids and places */
    uint64_t         mask; /* of both */
    flow_ended_fn    ended;
    uint32_t         used; /* slab entries ever handed out */
    uint32_t         max;
    uint64_t         next_id;
    uint64_t         clock_ns;       /* the table's own clock, which never goes back: flows are queued by it */
    uint64_t         ahead_ns;       /* of the caller's clock, since that was set back */
    uint64_t         behind_from_ns; /* caller's time when it fell behind; while `behind` */
    bool             behind;
    struct queue     queues[FLOW_CLASS_COUNT];
    uint64_t         next_expiry; /* no flow ends before; UINT64_MAX: there is none */
    struct flow_stats stats;
};

enum wfp_status flow_table_new(uint32_t max_flows, struct flow_table **out)
{
    uint64_t size = 1024;
    struct flow_table *t = calloc(1, sizeof(*t));
    if (!t)
        return WFP_NO_MEMORY;
    pthread_mutex_init(&t->lock, NULL);
    while (size < max_flows)
        size *= 2;
    t->slab = calloc(max_flows, sizeof(*t->slab));
    t->buckets = calloc(size, sizeof(*t->buckets));
    t->ids = calloc(size, sizeof(*t->ids));
    if (!t->slab || !t->buckets || !t->ids) {
        flow_table_free(t);
        return WFP_NO_MEMORY;
    }
    t->mask = size - 1;
    t->max = max_flows;
    t->next_id = 1;
    t->next_expiry = UINT64_MAX;
    *out = t;
    return WFP_OK;
}

#define NUMBER_SHIFT 56

void flow_table_set_number(struct flow_table *t, unsigned number)
{
    t->next_id = ((uint64_t)number << NUMBER_SHIFT) + 1;
}

unsigned flow_table_of(uint64_t flow_id)
{
    return (unsigned)(flow_id >> NUMBER_SHIFT);
}

void flow_table_free(struct flow_table *t)
{
    if (!t)
        return;
    for (unsigned class = 0; t->ended && class < FLOW_CLASS_COUNT; class ++)
        while (t->queues[class].oldest)
            flow_remove(t, t->queues[class].oldest);
    free(t->slab);
    free(t->buckets);
    free(t->ids);
    pthread_mutex_destroy(&t->lock);
    free(t);
}

void flow_table_on_end(struct flow_table *t, flow_ended_fn ended)
{
    t->ended = ended;
}

/* The caller's time on the table's clock. While the caller is behind, time stands still: for a packet that is out of order, or
 * one with a wrong time, that is all. When the caller goes on from back there, the table goes on with it. */
static uint64_t clock_at(struct flow_table *t, uint64_t now_ns)
{
    uint64_t time = now_ns + t->ahead_ns;
    if (time >= t->clock_ns) {
        t->behind = false;
        return t->clock_ns = time;
    }
    if (!t->behind || now_ns < t->behind_from_ns) {
        t->behind = true;
        t->behind_from_ns = now_ns;
    }
    if (now_ns - t->behind_from_ns > SET_BACK_NS) {
        t->ahead_ns += t->clock_ns - time;
        t->behind = false;
    }
    return t->clock_ns;
}

static uint64_t mix(uint64_t a, uint64_t b)
{
    __uint128_t m = (__uint128_t)(a ^ 0x9e3779b97f4a7c15ull) * (b ^ 0xd1b54a32d192ed03ull);
    return (uint64_t)m ^ (uint64_t)(m >> 64);
}

static struct flow **bucket_of(struct flow_table *t, const struct flow_key *key)
{
    uint64_t w[5];
    memcpy(w, key, sizeof(w));
    return &t->buckets[mix(mix(w[0] ^ w[4], w[1]), w[2] ^ mix(w[3], w[4])) & t->mask];
}

static bool key_equal(const struct flow_key *a, const struct flow_key *b)
{
    uint64_t x[5], y[5], differ = 0;
    memcpy(x, a, sizeof(x));
    memcpy(y, b, sizeof(y));
    for (unsigned i = 0; i < COUNT_OF(x); i++)
        differ |= x[i] ^ y[i];
    return differ == 0;
}

struct flow *flow_find(struct flow_table *t, const struct flow_key *key)
{
    struct flow *f = *bucket_of(t, key);
    while (f && !key_equal(&f->key, key))
        f = f->chain;
    return f;
}

void flow_lock(struct flow_table *t)
{
    pthread_mutex_lock(&t->lock);
}

void flow_unlock(struct flow_table *t)
{
    pthread_mutex_unlock(&t->lock);
}

struct flow *flow_find_id(struct flow_table *t, uint64_t id)
{
    struct flow *f = t->ids[id & t->mask];
    while (f && f->id != id)
        f = f->id_chain;
    return f;
}

static void ids_remove(struct flow_table *t, struct flow *f)
{
    struct flow **at = &t->ids[f->id & t->mask];
    flow_lock(t);
    while (*at != f)
        at = &(*at)->id_chain;
    *at = f->id_chain;
    flow_unlock(t);
}

static void queue_remove(struct flow_table *t, struct flow *f)
{
    struct queue *q = &t->queues[f->class];
    *(f->older ? &f->older->newer : &q->oldest) = f->newer;
    *(f->newer ? &f->newer->older : &q->newest) = f->older;
}

static uint64_t deadline(const struct flow *f)
{
    return f->last_ns + (f->class == FLOW_CLASS_OWN ? f->lifetime_ns : idle_ns[f->class]);
}

static void queue_append(struct flow_table *t, struct flow *f)
{
    struct queue *q = &t->queues[f->class];
    if (deadline(f) < t->next_expiry)
        t->next_expiry = deadline(f);
    /* Who ends last stands last. Within a class of one idle time that is who came last. */
    struct flow *before = q->newest;
    while (f->class == FLOW_CLASS_OWN && before && deadline(before) > deadline(f))
        before = before->older;
    f->older = before;
    f->newer = before ? before->newer : q->oldest;
    *(f->newer ? &f->newer->older : &q->newest) = f;
    *(before ? &before->newer : &q->oldest) = f;
}

void flow_end(struct flow_table *t, struct flow *f)
{
    flow_lock(t);
    f->over = true;
    flow_unlock(t);
    if (t->ended)
        t->ended(t, f);
}

void flow_each(struct flow_table *t, void (*each)(void *context, struct flow *f), void *context)
{
    for (unsigned class = 0; class < FLOW_CLASS_COUNT; class ++)
        for (struct flow *f = t->queues[class].oldest; f; f = f->newer)
            each(context, f);
}

void flow_remove(struct flow_table *t, struct flow *f)
{
    struct flow **at = bucket_of(t, &f->key);
    while (*at != f)
        at = &(*at)->chain;
    *at = f->chain;
    ids_remove(t, f);
    queue_remove(t, f);
    t->stats.live--;
    if (t->ended)
        t->ended(t, f);
    f->chain = t->free;
    t->free = f;
}

/* The classes in the order in which their flows are given up: those that cost least first. */
static void evict_one(struct flow_table *t)
{
    static const enum flow_class order[] = { FLOW_CLASS_IDLE, FLOW_CLASS_MULTICAST, FLOW_CLASS_OWN, FLOW_CLASS_TCP };
    for (unsigned i = 0; i < COUNT_OF(order); i++) {
        struct flow *f = t->queues[order[i]].oldest;
        if (f) {
            t->stats.evicted++;
            flow_remove(t, f);
            return;
        }
    }
}

static struct flow *take(struct flow_table *t)
{
    if (!t->free && t->used == t->max)
        evict_one(t);
    if (t->free) {
        struct flow *f = t->free;
        t->free = f->chain;
        return f;
    }
    return &t->slab[t->used++];
}

struct flow *flow_add(struct flow_table *t, const struct flow_key *key, enum flow_class class, uint64_t now_ns)
{
    struct flow  *f = take(t);
    struct flow **bucket = bucket_of(t, key);
    struct flow **place = &t->ids[t->next_id & t->mask];
    *f = (struct flow){ .key = *key,
                        .id = t->next_id++,
                        .last_ns = clock_at(t, now_ns),
                        .class = class,
                        .chain = *bucket };
    *bucket = f;
    flow_lock(t);
    f->id_chain = *place;
    *place = f;
    flow_unlock(t);
    queue_append(t, f);
    t->stats.made++;
    t->stats.live++;
    return f;
}

void flow_remove_endpoint(struct flow_table *t, uint64_t endpoint)
{
    for (unsigned class = 0; class < FLOW_CLASS_COUNT; class++) {
        struct flow *f = t->queues[class].oldest;
        while (f) {
            struct flow *newer = f->newer;
            if (f->endpoint == endpoint)
                flow_remove(t, f);
            f = newer;
        }
    }
}

void flow_touch(struct flow_table *t, struct flow *f, enum flow_class class, uint64_t now_ns)
{
    queue_remove(t, f);
    f->class = class;
    f->last_ns = clock_at(t, now_ns);
    queue_append(t, f);
}

void flow_expire(struct flow_table *t, uint64_t now_ns)
{
    uint64_t time = clock_at(t, now_ns);
    if (time <= t->next_expiry)
        return;
    t->next_expiry = UINT64_MAX;
    for (unsigned class = 0; class < FLOW_CLASS_COUNT; class ++) {
        struct flow *f;
        while ((f = t->queues[class].oldest) && time > deadline(f)) {
            t->stats.expired++;
            flow_remove(t, f);
        }
        if (f && deadline(f) < t->next_expiry)
            t->next_expiry = deadline(f);
    }
}

void flow_table_stats(const struct flow_table *t, struct flow_stats *out)
{
    *out = t->stats;
}
