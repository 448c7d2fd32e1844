/* splitmix64: a number for a number, one to one, whose bits depend on all of the other's. The same on every machine. */
#ifndef WFP_BASE_MIX_H
#define WFP_BASE_MIX_H

#include <stdint.h>

#define MIX_STEP UINT64_C(0x9e3779b97f4a7c15)

static inline uint64_t mix64(uint64_t x)
{
    x += MIX_STEP;
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* The next one of a sequence that looks drawn by chance. */
static inline uint64_t mix64_next(uint64_t *state)
{
    uint64_t x = mix64(*state);
    *state += MIX_STEP;
    return x;
}

#endif
