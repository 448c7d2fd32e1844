/* Buckets of eight entries; a key lives in its home bucket or in the other one of the pair. An entry is two words:
 *
 *   key    address << 16 | VLAN << 1 | 1; 0: free; BUSY: somebody is writing the value of a new key
 *   value  when it was last heard (44 bits of 2^20 ns) | check of the key (12 bits) | lane (8 bits)
 *
 * A key never moves. Its value changes by compare-and-swap from what was read, and carries a check of the key it belongs to: a
 * reader that finds a key and, by then, another key's value sees that and takes the station for unknown. Two threads that learn the
 * same new station at once may leave two entries; the one that is found first is refreshed, the other ages. */
#include "vswitch/mac_table.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define WAYS 8u
#define FREE 0u
#define BUSY UINT64_MAX
#define SPARE 4u          /* places for each entry that is allowed: a pair of buckets practically never fills before the table */
#define SWEEP 4u          /* pairs looked through for aged entries when the table is full */
#define TICK_SHIFT 20     /* 2^20 ns: about a millisecond */
#define REFRESH_TICKS 1024u /* an entry younger than this is not written again: the line stays shared between cores */

struct bucket {
    _Alignas(64) _Atomic uint64_t keys[WAYS];
    _Atomic uint64_t              values[WAYS];
};

struct mac_table {
    struct bucket   *buckets;
    uint32_t         mask;          /* immutable */
    uint32_t         max;           /* immutable */
    uint64_t         ageing, refresh; /* immutable; ticks */
    _Atomic uint32_t count;         /* entries that are not free; changes only with new and swept ones */
};

static uint64_t key_of(const uint8_t mac[6], uint16_t vlan)
{
    uint64_t address = 0;
    memcpy(&address, mac, 6);
    return address << 16 | (uint64_t)vlan << 1 | 1;
}

static uint64_t hash_of(uint64_t key)
{
    key ^= key >> 29;
    key *= 0x9e3779b97f4a7c15u;
    key ^= key >> 32;
    return key * 0xc2b2ae3d27d4eb4fu;
}

static uint64_t check_of(uint64_t hash)
{
    return hash & 0xfff;
}

static uint32_t home_of(const struct mac_table *t, uint64_t hash)
{
    return (uint32_t)(hash >> 32) & t->mask;
}

static uint64_t value_of(uint64_t ticks, uint64_t hash, uint8_t lane)
{
    return ticks << 20 | check_of(hash) << 8 | lane;
}

static bool belongs(uint64_t value, uint64_t hash)
{
    return (value >> 8 & 0xfff) == check_of(hash);
}

/* A clock that was set back makes nobody older. */
static uint64_t age_of(uint64_t value, uint64_t now)
{
    uint64_t heard = value >> 20;
    return now > heard ? now - heard : 0;
}

enum wfp_status mac_table_new(uint32_t max, uint64_t ageing_ns, struct mac_table **out)
{
    struct mac_table *t = calloc(1, sizeof(*t));
    uint32_t          buckets = 2;
    if (!t)
        return WFP_NO_MEMORY;
    while ((uint64_t)buckets * WAYS < (uint64_t)max * SPARE && buckets < 1u << 24)
        buckets *= 2;
    t->mask = buckets - 1;
    t->max = max;
    t->ageing = ageing_ns >> TICK_SHIFT;
    t->refresh = t->ageing / 32 < REFRESH_TICKS ? t->ageing / 32 : REFRESH_TICKS;
    t->buckets = aligned_alloc(_Alignof(struct bucket), buckets * sizeof(*t->buckets));
    if (!t->buckets) {
        free(t);
        return WFP_NO_MEMORY;
    }
    mac_table_forget_all(t);
    *out = t;
    return WFP_OK;
}

void mac_table_free(struct mac_table *t)
{
    if (t)
        free(t->buckets);
    free(t);
}

struct place {
    _Atomic uint64_t *key, *value;
};

static struct place place_at(const struct mac_table *t, uint32_t bucket, uint32_t way)
{
    struct bucket *b = &t->buckets[bucket];
    return (struct place){ &b->keys[way], &b->values[way] };
}

static bool seek(const struct mac_table *t, uint64_t key, uint32_t home, struct place *out)
{
    for (uint32_t side = 0; side < 2; side++)
        for (uint32_t way = 0; way < WAYS; way++) {
            struct place p = place_at(t, home ^ side, way);
            if (atomic_load_explicit(p.key, memory_order_acquire) != key)
                continue;
            *out = p;
            return true;
        }
    return false;
}

int mac_table_find(const struct mac_table *t, const uint8_t mac[6], uint16_t vlan, uint64_t now_ns)
{
    uint64_t     key = key_of(mac, vlan), hash = hash_of(key);
    struct place p;
    if (!seek(t, key, home_of(t, hash), &p))
        return -1;
    uint64_t value = atomic_load_explicit(p.value, memory_order_relaxed);
    if (!belongs(value, hash) || age_of(value, now_ns >> TICK_SHIFT) > t->ageing)
        return -1;
    return (int)(value & 0xff);
}

/* The entry is there: says where the station is now. */
static enum mac_learned renew(const struct mac_table *t, struct place p, uint64_t hash, uint8_t lane, uint64_t now)
{
    uint64_t value = atomic_load_explicit(p.value, memory_order_relaxed);
    bool     alive = belongs(value, hash) && age_of(value, now) <= t->ageing;
    bool     stays = alive && (value & 0xff) == lane;
    uint64_t heard = value >> 20, distance = now > heard ? now - heard : heard - now;
    if (stays && distance <= t->refresh)
        return MAC_KNOWN;
    /* Who comes in between has heard of the station at the same time. */
    if (!atomic_compare_exchange_strong_explicit(p.value, &value, value_of(now, hash, lane), memory_order_relaxed, memory_order_relaxed))
        return MAC_KNOWN;
    return stays ? MAC_KNOWN : alive ? MAC_MOVED : MAC_NEW;
}

/* BUSY keeps everybody else from the place until the value is that of the new key. */
static bool claim(struct place p, uint64_t old, uint64_t key, uint64_t value)
{
    if (!atomic_compare_exchange_strong_explicit(p.key, &old, BUSY, memory_order_acquire, memory_order_relaxed))
        return false;
    atomic_store_explicit(p.value, value, memory_order_relaxed);
    atomic_store_explicit(p.key, key, memory_order_release);
    return true;
}

static bool aged(const struct mac_table *t, struct place p, uint64_t key, uint64_t now)
{
    return key != FREE && key != BUSY && age_of(atomic_load_explicit(p.value, memory_order_relaxed), now) > t->ageing;
}

/* The first place of the pair with an aged entry, else the first free one. False: neither. */
static bool find_room(const struct mac_table *t, uint32_t home, uint64_t now, struct place *out, uint64_t *old)
{
    bool found = false;
    for (uint32_t i = 0; i < 2 * WAYS; i++) {
        struct place p = place_at(t, home ^ i / WAYS, i % WAYS);
        uint64_t     key = atomic_load_explicit(p.key, memory_order_relaxed);
        bool         is_aged = aged(t, p, key, now);
        if (!is_aged && (key != FREE || found))
            continue;
        *out = p;
        *old = key;
        found = true;
        if (is_aged)
            break;
    }
    return found;
}

/* Frees aged entries in a few pairs that the hash of the newcomer chooses. */
static void sweep(struct mac_table *t, uint64_t hash, uint64_t now)
{
    for (uint32_t i = 0; i < SWEEP * 2 * WAYS; i++) {
        struct place p = place_at(t, ((uint32_t)hash + i / WAYS) & t->mask, i % WAYS);
        uint64_t     key = atomic_load_explicit(p.key, memory_order_relaxed);
        if (aged(t, p, key, now) &&
            atomic_compare_exchange_strong_explicit(p.key, &key, FREE, memory_order_relaxed, memory_order_relaxed))
            atomic_fetch_sub_explicit(&t->count, 1, memory_order_relaxed);
    }
}

/* Counts one entry more. False: that would be too many. */
static bool take_count(struct mac_table *t)
{
    uint32_t count = atomic_load_explicit(&t->count, memory_order_relaxed);
    while (count < t->max)
        if (atomic_compare_exchange_weak_explicit(&t->count, &count, count + 1, memory_order_relaxed, memory_order_relaxed))
            return true;
    return false;
}

static enum mac_learned add(struct mac_table *t, uint64_t key, uint64_t hash, uint8_t lane, uint64_t now)
{
    struct place p;
    uint64_t     old, value = value_of(now, hash, lane);
    if (!find_room(t, home_of(t, hash), now, &p, &old))
        return MAC_FULL;
    if (old != FREE)
        return claim(p, old, key, value) ? MAC_NEW : MAC_KNOWN;
    if (!take_count(t)) {
        sweep(t, hash, now);
        if (!take_count(t))
            return MAC_FULL;
    }
    if (claim(p, old, key, value))
        return MAC_NEW;
    atomic_fetch_sub_explicit(&t->count, 1, memory_order_relaxed); /* another took the place: the next frame learns */
    return MAC_KNOWN;
}

enum mac_learned mac_table_learn(struct mac_table *t, const uint8_t mac[6], uint16_t vlan, uint8_t lane, uint64_t now_ns)
{
    uint64_t     key = key_of(mac, vlan), hash = hash_of(key), now = now_ns >> TICK_SHIFT;
    struct place p;
    if (seek(t, key, home_of(t, hash), &p))
        return renew(t, p, hash, lane, now);
    return add(t, key, hash, lane, now);
}

uint32_t mac_table_count(const struct mac_table *t)
{
    return atomic_load_explicit(&t->count, memory_order_relaxed);
}

void mac_table_forget(struct mac_table *t, uint8_t lane)
{
    for (uint32_t i = 0; i < (t->mask + 1) * WAYS; i++) {
        struct place p = place_at(t, i / WAYS, i % WAYS);
        if (atomic_load_explicit(p.key, memory_order_relaxed) == FREE ||
            (atomic_load_explicit(p.value, memory_order_relaxed) & 0xff) != lane)
            continue;
        atomic_store_explicit(p.key, FREE, memory_order_relaxed);
        atomic_fetch_sub_explicit(&t->count, 1, memory_order_relaxed);
    }
}

void mac_table_forget_all(struct mac_table *t)
{
    memset(t->buckets, 0, (t->mask + 1) * sizeof(*t->buckets));
    atomic_store_explicit(&t->count, 0, memory_order_relaxed);
}

void mac_table_each(const struct mac_table *t, uint64_t now_ns, mac_table_fn *each, void *context)
{
    uint64_t now = now_ns >> TICK_SHIFT;
    for (uint32_t i = 0; i < (t->mask + 1) * WAYS; i++) {
        struct place p = place_at(t, i / WAYS, i % WAYS);
        uint64_t     key = atomic_load_explicit(p.key, memory_order_acquire), address = key >> 16;
        uint64_t     value = atomic_load_explicit(p.value, memory_order_relaxed), age = age_of(value, now);
        uint8_t      mac[6];
        if (key == FREE || key == BUSY || !belongs(value, hash_of(key)) || age > t->ageing)
            continue;
        memcpy(mac, &address, sizeof(mac));
        each(context, mac, key >> 1 & 0xfff, value & 0xff, age << TICK_SHIFT);
    }
}
