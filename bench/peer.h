/* One way to classify the headers of a case: our engine and those beside it in bench_classify. All of a case give the same answers. */
#ifndef WFP_BENCH_PEER_H
#define WFP_BENCH_PEER_H

#include "tuples.h"

enum { BATCH = 32 };

/* A filter set and its headers: tuples with their rules, or what is shaped like WFP. */
struct bench_case {
    const struct filter_set *set;   /* filters in any order */
    const struct tuple_rule *rules; /* one a filter, first is best; NULL: shaped like WFP */
    const struct tuple      *tuples;
    const struct header     *headers; /* where there are no tuples */
    uint32_t                 header_count;
};

struct peer {
    const char *name; /* NULL: there is none of it here */
    void       *state;
    /* Headers [first, first + count): of a five-tuple set the number of the first rule that matches, from 1, or 0; of another a number
     * made of the filters that ended their sublayers. `single` asks for one at a time, `batch` for BATCH. */
    void (*single)(void *state, uint32_t first, uint32_t count, uint32_t *answers);
    void (*batch)(void *state, uint32_t first, uint32_t count, uint32_t *answers); /* NULL: knows no batches */
    /* Makes such numbers of what the two gave, where that was something else; not timed. NULL: they are. */
    void (*number)(void *state, uint32_t *answers, uint32_t count);
    void (*free)(void *state);
    double      build_s;
    double      bytes; /* of the index */
    const char *note;
};

/* Each ends the program when there is no memory. */
struct peer engine_peer(const struct bench_case *c);
struct peer measured_engine_peer(const struct bench_case *c); /* with counters of what classifies cost */
struct peer cached_engine_peer(const struct bench_case *c);   /* with a verdict cache */
struct peer linear_peer(const struct bench_case *c);        /* by the widest instructions of this processor */
struct peer linear_scalar_peer(const struct bench_case *c);
struct peer interpreter_peer(const struct bench_case *c);   /* of sets that are shaped like WFP */
struct peer acl_peer(const struct bench_case *c);           /* DPDK's */

/* The number of a list of filters that ended their sublayers, folded one by one from 0. */
static inline uint32_t fold_answer(uint32_t so_far, uint64_t filter)
{
    return (so_far ^ (uint32_t)filter) * 2654435761u + 1;
}

double now_s(void);
double cpu_s(void); /* of this thread */
void  *need_memory(void *p);

#endif
