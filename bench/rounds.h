/* Rounds of a measurement: clocks in nanoseconds, and what lies in the middle. */
#ifndef WFP_BENCH_ROUNDS_H
#define WFP_BENCH_ROUNDS_H

#include <stdlib.h>
#include <time.h>

static inline double clock_ns(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static inline double wall_ns(void)
{
    return clock_ns(CLOCK_MONOTONIC);
}

/* Of this thread: what others do to the machine counts for less. */
static inline double cpu_ns(void)
{
    return clock_ns(CLOCK_THREAD_CPUTIME_ID);
}

static inline int rounds_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static inline void rounds_sort(double *of, unsigned count)
{
    qsort(of, count, sizeof(*of), rounds_compare);
}

/* Sorts them. */
static inline double median(double *of, unsigned count)
{
    rounds_sort(of, count);
    return of[count / 2];
}

#endif
