/* The search with AVX2: eight comparisons at once. */
#include "engine/walk.h"

#ifdef __x86_64__
#pragma GCC target("avx2,bmi,bmi2,lzcnt,popcnt")
#include <immintrin.h>

/* Bytes at `p` as eight indexes, the numbers there. */
static inline __m256i numbers_at(const uint8_t *p, const struct numbers *n)
{
    return _mm256_i32gather_epi32((const int *)n->of, _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)(const void *)p)), 4);
}

/* A bit a lane for which number - lo <= width. */
static inline uint32_t within(__m256i number, const uint32_t *lo, const uint32_t *width)
{
    __m256i w = _mm256_loadu_si256((const __m256i *)(const void *)width);
    __m256i d = _mm256_sub_epi32(number, _mm256_loadu_si256((const __m256i *)(const void *)lo));
    return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpeq_epi32(_mm256_max_epu32(d, w), w)));
}

/* The loads reach beyond the five tests but stay in the entry; the indexes that are read there are of no source, so they are cut. */
static inline bool entry_holds(const struct entry *e, const struct numbers *n)
{
    __m256i at = _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)(const void *)e->source));
    at = _mm256_and_si256(at, _mm256_set1_epi32(SOURCES_MAX - 1));
    return (within(_mm256_i32gather_epi32((const int *)n->of, at, 4), e->lo, e->width) & 0x1f) == 0x1f;
}

static inline uint32_t lanes_pass(const struct lanes *l, const struct numbers *n)
{
    uint32_t pass = 0;
    for (unsigned i = 0; i < FOREST_LANES; i += 8) {
        uint32_t eight = within(numbers_at(&l->source[0][i], n), &l->lo[0][i], &l->width[0][i]);
        if (eight)
            pass |= (eight & within(numbers_at(&l->source[1][i], n), &l->lo[1][i], &l->width[1][i])) << i;
    }
    return pass;
}

#include "engine/walk_body.h"

void walk_search_avx2(struct walk *w, const struct forest *f, const struct recents *r)
{
    search_all(w, f, r);
}
#else
void walk_search_avx2(struct walk *w, const struct forest *f, const struct recents *r)
{
    walk_search_plain(w, f, r);
}
#endif
