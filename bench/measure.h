/* What a peer takes for the headers of a case. */
#ifndef WFP_BENCH_MEASURE_H
#define WFP_BENCH_MEASURE_H

#include "peer.h"

enum { ROUNDS_MAX = 64 };

enum mode { MODE_SINGLE, MODE_BATCH, MODE_COUNT };

/* Of one peer in one mode; a round adds to it. */
struct measure {
    double   ns[ROUNDS_MAX]; /* a header, back to back */
    unsigned rounds;
    double   p50, p99, p999; /* nanoseconds of one call alone, divided by its headers */
    bool     has_batch;      /* false in MODE_BATCH: 32 single calls stand for it */
};

/* Another round: headers back to back, all of them unless that takes more than half a second. By this thread's processor time, so
 * that others on the machine count for less. */
void measure_round(struct measure *m, const struct peer *p, enum mode mode, uint32_t headers, uint32_t *answers);
/* Calls one by one, each fenced; the clock's own cost is subtracted. */
void measure_alone(struct measure *m, const struct peer *p, enum mode mode, uint32_t headers, uint32_t *answers);
double measure_median_ns(const struct measure *m);

#endif
