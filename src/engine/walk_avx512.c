/* The search with AVX-512: all numbers of a classify are in two registers, sixteen comparisons at once. */
#include "engine/walk.h"

#ifdef __x86_64__
#pragma GCC target("avx512f,avx512vl,avx512bw,avx512dq,avx2,bmi,bmi2,lzcnt,popcnt")
#include <immintrin.h>

/* The numbers at sixteen indexes, of which five bits count. */
static inline __m512i numbers_at(__m128i indexes, const struct numbers *n)
{
    return _mm512_permutex2var_epi32(_mm512_load_si512(n->of), _mm512_cvtepu8_epi32(indexes), _mm512_load_si512(n->of + 16));
}

/* The loads reach beyond the five tests but stay in the entry. */
static inline bool entry_holds(const struct entry *e, const struct numbers *n)
{
    __m256i number = _mm512_castsi512_si256(numbers_at(_mm_loadl_epi64((const __m128i *)(const void *)e->source), n));
    __m256i lo = _mm256_loadu_si256((const __m256i *)(const void *)e->lo);
    __m256i width = _mm256_loadu_si256((const __m256i *)(const void *)e->width);
    return (_mm256_cmpgt_epu32_mask(_mm256_sub_epi32(number, lo), width) & 0x1f) == 0;
}

static inline __mmask16 within(const struct lanes *l, unsigned k, const struct numbers *n, __mmask16 which)
{
    __m512i number = numbers_at(_mm_loadu_si128((const __m128i *)(const void *)l->source[k]), n);
    return _mm512_mask_cmple_epu32_mask(which, _mm512_sub_epi32(number, _mm512_loadu_si512(l->lo[k])), _mm512_loadu_si512(l->width[k]));
}

static inline uint32_t lanes_pass(const struct lanes *l, const struct numbers *n)
{
    return within(l, 1, n, within(l, 0, n, 0xffff));
}

#include "engine/walk_body.h"

void walk_search_avx512(struct walk *w, const struct forest *f, const struct recents *r)
{
    search_all(w, f, r);
}
#else
void walk_search_avx512(struct walk *w, const struct forest *f, const struct recents *r)
{
    walk_search_plain(w, f, r);
}
#endif
