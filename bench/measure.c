/* See measure.h. */
#include "measure.h"
#include "rounds.h"

#include <stdio.h>
#include <stdlib.h>
#include <x86intrin.h>

static const double ROUND_S = 0.5, ALONE_S = 1.0, CHUNK_S = 0.001;

double now_s(void)
{
    return wall_ns() / 1e9;
}

double cpu_s(void)
{
    return cpu_ns() / 1e9;
}

void *need_memory(void *p)
{
    if (!p) {
        fprintf(stderr, "bench_classify: no memory\n");
        exit(1);
    }
    return p;
}

static void ask(const struct peer *p, enum mode mode, uint32_t first, uint32_t count, uint32_t *answers)
{
    (mode == MODE_BATCH && p->batch ? p->batch : p->single)(p->state, first, count, answers);
}

void measure_round(struct measure *m, const struct peer *p, enum mode mode, uint32_t headers, uint32_t *answers)
{
    double   start = cpu_s(), took = 0;
    uint32_t done = 0;
    for (uint32_t chunk = BATCH; done < headers && took < ROUND_S;) {
        uint32_t n = headers - done < chunk ? headers - done : chunk;
        double   before = took;
        ask(p, mode, done, n, answers + done);
        done += n;
        took = cpu_s() - start;
        chunk *= took - before < CHUNK_S ? 2 : 1; /* reading the clock is to be no part of it */
    }
    m->has_batch = p->batch != NULL;
    if (m->rounds < ROUNDS_MAX)
        m->ns[m->rounds++] = took * 1e9 / done;
}

/* --- one call alone ---------------------------------------------------------------------------------------------------------- */

static inline uint64_t ticks(void)
{
    _mm_lfence();
    uint64_t t = __rdtsc();
    _mm_lfence();
    return t;
}

static double ns_per_tick(void)
{
    double   start = now_s();
    uint64_t first = ticks();
    while (now_s() - start < 0.02)
        continue;
    uint64_t last = ticks();
    return (now_s() - start) * 1e9 / (double)(last - first);
}

static int compare(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static uint64_t overhead(void)
{
    uint64_t least = UINT64_MAX;
    for (int i = 0; i < 1000; i++) {
        uint64_t start = ticks(), took = ticks() - start;
        least = took < least ? took : least;
    }
    return least;
}

void measure_alone(struct measure *m, const struct peer *p, enum mode mode, uint32_t headers, uint32_t *answers)
{
    uint32_t  step = mode == MODE_BATCH ? BATCH : 1, n = 0;
    uint64_t *took = need_memory(calloc(headers / step + 1u, sizeof(*took))), clock = overhead();
    double    tick = ns_per_tick() / step, start = now_s();
    for (uint32_t i = 0; i + step <= headers && (n % 64 || now_s() - start < ALONE_S); i += step) {
        uint64_t before = ticks();
        ask(p, mode, i, step, answers + i);
        uint64_t all = ticks() - before;
        took[n++] = all > clock ? all - clock : 0;
    }
    qsort(took, n, sizeof(*took), compare);
    if (n) {
        m->p50 = (double)took[n / 2] * tick;
        m->p99 = (double)took[(uint64_t)n * 99 / 100] * tick;
        m->p999 = (double)took[(uint64_t)n * 999 / 1000] * tick;
    }
    free(took);
}

double measure_median_ns(const struct measure *m)
{
    double sorted[ROUNDS_MAX];
    for (unsigned i = 0; i < m->rounds; i++)
        sorted[i] = m->ns[i];
    rounds_sort(sorted, m->rounds);
    return m->rounds ? sorted[m->rounds / 2] : 0;
}
