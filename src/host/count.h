/* A counter of a thread that any other may read: a plain number to its owner, and never seen half written. */
#ifndef WFP_HOST_COUNT_H
#define WFP_HOST_COUNT_H

#include <stdint.h>

/* The owner thread. */
static inline void count_up(uint64_t *counter, uint64_t n)
{
    __atomic_store_n(counter, *counter + n, __ATOMIC_RELAXED);
}

static inline void count_set(uint64_t *counter, uint64_t value)
{
    __atomic_store_n(counter, value, __ATOMIC_RELAXED);
}

static inline uint64_t count_read(const uint64_t *counter)
{
    return __atomic_load_n(counter, __ATOMIC_RELAXED);
}

/* *sum is the caller's own. */
static inline void count_into(uint64_t *sum, const uint64_t *counter)
{
    *sum += count_read(counter);
}

#endif
