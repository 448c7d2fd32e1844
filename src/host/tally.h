/* A counter of a thread that any other may read: a plain number to its owner, and never seen half written. */
#ifndef WFP_HOST_TALLY_H
#define WFP_HOST_TALLY_H

#include <stdint.h>

/* The owner thread. */
static inline void tally(uint64_t *counter, uint64_t n)
{
    __atomic_store_n(counter, *counter + n, __ATOMIC_RELAXED);
}

static inline void tally_set(uint64_t *counter, uint64_t value)
{
    __atomic_store_n(counter, value, __ATOMIC_RELAXED);
}

static inline uint64_t tally_read(const uint64_t *counter)
{
    return __atomic_load_n(counter, __ATOMIC_RELAXED);
}

/* *sum is the caller's own. */
static inline void tally_add(uint64_t *sum, const uint64_t *counter)
{
    *sum += tally_read(counter);
}

#endif
