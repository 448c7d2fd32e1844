/* Intrinsics of Microsoft's compiler by their own names. */
#ifndef OPENWFP_CRT_INTRIN_H
#define OPENWFP_CRT_INTRIN_H

#include <stdlib.h>

#ifndef _InterlockedIncrement
#define _InterlockedIncrement(p)                  __atomic_add_fetch((p), 1, __ATOMIC_SEQ_CST)
#define _InterlockedDecrement(p)                  __atomic_sub_fetch((p), 1, __ATOMIC_SEQ_CST)
#define _InterlockedExchange(p, v)                __atomic_exchange_n((p), (v), __ATOMIC_SEQ_CST)
#define _InterlockedExchangeAdd(p, v)             __atomic_fetch_add((p), (v), __ATOMIC_SEQ_CST)
#define _InterlockedCompareExchange(p, v, old)    __sync_val_compare_and_swap((p), (old), (v))
#define _InterlockedAnd(p, v)                     __atomic_fetch_and((p), (v), __ATOMIC_SEQ_CST)
#define _InterlockedOr(p, v)                      __atomic_fetch_or((p), (v), __ATOMIC_SEQ_CST)
#endif
#define _bittest(p, bit)            ((unsigned char)(((p)[(bit) >> 5] >> ((bit) & 31)) & 1))
#define __popcnt(v)                 ((unsigned)__builtin_popcount(v))
#define __popcnt64(v)               ((unsigned long long)__builtin_popcountll(v))
#define __lzcnt(v)                  ((v) ? (unsigned)__builtin_clz(v) : 32u)
#define __nop()                     __asm__ volatile("nop")
#define _mm_pause()                 __builtin_ia32_pause()
#define __rdtsc()                   __builtin_ia32_rdtsc()
#define __faststorefence()          __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define _BitScanForward64(index, v) \
    ((v) ? (*(index) = (unsigned)__builtin_ctzll(v), (unsigned char)1) : (unsigned char)0)
#define _BitScanReverse64(index, v) \
    ((v) ? (*(index) = 63u - (unsigned)__builtin_clzll(v), (unsigned char)1) : (unsigned char)0)

/* Sets the bit and says what it was. */
static inline unsigned char __attribute__((unused)) _bittestandset(int *p, int bit)
{
    unsigned char was = _bittest(p, bit);
    p[bit >> 5] |= (int)(1u << (bit & 31));
    return was;
}

static inline unsigned char __attribute__((unused)) _bittestandreset(int *p, int bit)
{
    unsigned char was = _bittest(p, bit);
    p[bit >> 5] &= (int)~(1u << (bit & 31));
    return was;
}

#endif
