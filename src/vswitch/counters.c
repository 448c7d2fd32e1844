#include "vswitch/counters.h"

#include <pthread.h>

/* Which numbers are taken. Of the process: a thread has one number for all switches, and gives it back when it ends. */
static _Atomic uint64_t      taken;
static pthread_once_t        once = PTHREAD_ONCE_INIT;
static pthread_key_t         ending;
static _Thread_local unsigned number; /* + 1; 0: none yet */

static void give_back(void *value)
{
    uint64_t bit = (uint64_t)1 << ((uintptr_t)value - 1);
    atomic_fetch_and_explicit(&taken, ~bit, memory_order_release);
}

static void make_key(void)
{
    if (pthread_key_create(&ending, give_back) != 0)
        atomic_store(&taken, UINT64_MAX); /* nobody could give a number back: all share the last shard */
}

static unsigned take_number(void)
{
    pthread_once(&once, make_key);
    uint64_t now = atomic_load_explicit(&taken, memory_order_relaxed);
    for (;;) {
        unsigned free = now == UINT64_MAX ? 64 : (unsigned)__builtin_ctzll(~now);
        if (free >= COUNTER_SHARDS - 1)
            return COUNTER_SHARDS;
        if (!atomic_compare_exchange_weak_explicit(&taken, &now, now | (uint64_t)1 << free, memory_order_acquire, memory_order_relaxed))
            continue;
        if (pthread_setspecific(ending, (void *)(uintptr_t)(free + 1)) == 0)
            return free + 1;
        give_back((void *)(uintptr_t)(free + 1));
        return COUNTER_SHARDS;
    }
}

unsigned counter_shard(void)
{
    if (!number)
        number = take_number();
    return number - 1;
}

static uint64_t read_of(const counter *c)
{
    return atomic_load_explicit(c, memory_order_relaxed);
}

static void add_lane(const struct lane_counters *c, struct switch_port_stats *into)
{
    into->received += read_of(&c->received);
    into->sent += read_of(&c->sent);
    for (uint32_t d = 0; d < SWITCH_DROP_COUNT; d++)
        into->drops[d] += read_of(&c->drops[d]);
}

void counters_sum_lane(const struct counters *shards, uint32_t lane, struct switch_port_stats *into)
{
    *into = (struct switch_port_stats){ 0 };
    for (uint32_t s = 0; s < COUNTER_SHARDS; s++)
        add_lane(&shards[s].lanes[lane], into);
}

static void move(counter *from, counter *to)
{
    uint64_t value = read_of(from);
    if (!value) /* most shards: their pages stay untouched */
        return;
    atomic_fetch_add_explicit(to, value, memory_order_relaxed);
    atomic_store_explicit(from, 0, memory_order_relaxed);
}

void counters_retire_lane(struct counters *shards, uint32_t lane)
{
    for (uint32_t s = 0; s < COUNTER_SHARDS; s++) {
        struct lane_counters *from = &shards[s].lanes[lane], *to = &shards[s].lanes[LANE_NOBODY];
        move(&from->received, &to->received);
        move(&from->sent, &to->sent);
        for (uint32_t d = 0; d < SWITCH_DROP_COUNT; d++)
            move(&from->drops[d], &to->drops[d]);
    }
}

void counters_sum(const struct counters *shards, struct vswitch_stats *into)
{
    *into = (struct vswitch_stats){ 0 };
    for (uint32_t s = 0; s < COUNTER_SHARDS; s++) {
        for (uint32_t lane = 0; lane <= LANE_NOBODY; lane++)
            add_lane(&shards[s].lanes[lane], &into->total);
        into->flooded += read_of(&shards[s].flooded);
        into->learned += read_of(&shards[s].learned);
        into->moved += read_of(&shards[s].moved);
        into->table_full += read_of(&shards[s].table_full);
    }
}
