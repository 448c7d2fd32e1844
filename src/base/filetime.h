/* Windows' time: 100 ns since 1601, UTC (FILETIME, system time). */
#ifndef WFP_BASE_FILETIME_H
#define WFP_BASE_FILETIME_H

#include <stdint.h>

#define FILETIME_OF_1970 116444736000000000ull

/* Of nanoseconds since 1970; the odd 99 ns at most are cut off. */
static inline uint64_t filetime_of_ns(uint64_t ns)
{
    return ns / 100 + FILETIME_OF_1970;
}

/* Nanoseconds since 1970; 0 for a time before that. */
static inline uint64_t filetime_to_ns(uint64_t filetime)
{
    return filetime > FILETIME_OF_1970 ? (filetime - FILETIME_OF_1970) * 100 : 0;
}

#endif
