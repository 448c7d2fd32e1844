/* The search with AVX2: eight comparisons at once. */
#include "engine/index.h"

#ifdef __x86_64__
#include <immintrin.h>
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)
#else
#pragma GCC target("avx2,bmi,bmi2,lzcnt,popcnt")
#endif

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

typedef __m256i many;

static inline many spread(uint32_t number)
{
    return _mm256_set1_epi32((int)number);
}

static inline uint32_t column_pass(const struct column *c, many number, uint32_t pass)
{
    return pass & (within(number, c->lo, c->width) | within(number, c->lo + 8, c->width + 8) << 8);
}

static inline __m256i load_eight(const void *p)
{
    return _mm256_loadu_si256((const __m256i *)p);
}

/* As key_finish() of eight. */
static inline __m256i finish(__m256i sum)
{
    sum = _mm256_mullo_epi32(_mm256_xor_si256(sum, _mm256_srli_epi32(sum, 16)), _mm256_set1_epi32(KEY_FINISH));
    return _mm256_xor_si256(sum, _mm256_srli_epi32(sum, 15));
}

enum { LOOK_UP_FEW = 8 };

/* Eight tables of the node at once: from `from` on. */
static inline uint32_t look_up_eight(const struct forest *f, const struct node *n, const struct numbers *numbers, uint32_t from,
                                     uint32_t wanted, uint32_t places[FOREST_TABLES])
{
    __m256i sum = _mm256_setzero_si256();
    for (uint32_t i = 0; i < n->words; i++) {
        __m256i number = _mm256_and_si256(numbers_at(n->source[i] + from, numbers), load_eight(n->mask[i] + from));
        sum = _mm256_add_epi32(sum, _mm256_mullo_epi32(number, _mm256_set1_epi32((int)key_factors[i])));
    }
    sum = finish(sum);
    __m256i at = _mm256_add_epi32(load_eight(n->first + from), _mm256_and_si256(sum, load_eight(n->last + from)));
    _mm256_storeu_si256((__m256i *)(void *)(places + from), at);
    uint32_t found = 0;
    uint32_t hashes[8];
    _mm256_storeu_si256((__m256i *)(void *)hashes, sum);
    for (uint32_t left = wanted >> from & 0xff; left; left &= left - 1) {
        uint32_t t = (uint32_t)__builtin_ctz(left);
        found |= place_keys(&f->places[places[from + t]]) & place_key(hashes[t]) ? 1u << (from + t) : 0;
    }
    return found;
}

static inline uint32_t look_up(const struct forest *f, const struct node *n, const struct numbers *numbers, uint32_t wanted,
                               uint32_t places[FOREST_TABLES])
{
    uint32_t found = look_up_eight(f, n, numbers, 0, wanted, places);
    return wanted >> 8 ? found | look_up_eight(f, n, numbers, 8, wanted, places) : found;
}

/* Eight headers of a batch: from `from` on. */
static inline uint32_t look_up_many_eight(struct walk_batch *b, const struct forest *f, const struct node *n, uint32_t table, uint32_t from)
{
    __m256i  sum = _mm256_setzero_si256();
    uint32_t found = 0, hashes[8];
    for (uint32_t k = 0; k < n->words; k++) {
        __m256i number = _mm256_and_si256(load_eight(b->columns[n->source[k][table]] + from), _mm256_set1_epi32((int)n->mask[k][table]));
        sum = _mm256_add_epi32(sum, _mm256_mullo_epi32(number, _mm256_set1_epi32((int)key_factors[k])));
    }
    sum = finish(sum);
    __m256i at = _mm256_add_epi32(_mm256_and_si256(sum, _mm256_set1_epi32((int)n->last[table])), _mm256_set1_epi32((int)n->first[table]));
    _mm256_storeu_si256((__m256i *)(void *)hashes, sum);
    _mm256_storeu_si256((__m256i *)(void *)(b->places[table] + from), at);
    for (uint32_t i = 0; i < 8; i++)
        found |= (place_keys(&f->places[b->places[table][from + i]]) >> (hashes[i] >> 27) & 1) << i;
    return found << from;
}

/* What is behind the batch's headers is looked up in vain. */
static inline uint32_t look_up_many(struct walk_batch *b, const struct forest *f, const struct node *n, uint32_t table)
{
    return look_up_many_eight(b, f, n, table, 0) | look_up_many_eight(b, f, n, table, 8);
}

static void read_numbers(struct numbers *n, const struct source_set *s, const struct value *values)
{
    numbers_within(n, s, values, true);
}

#include "engine/walk_body.h"

const struct walk_kind walk_avx2 = { "avx2", read_numbers, search_all, search_firsts, search_one, search_batch };
#ifdef __clang__
#pragma clang attribute pop
#endif
#else
const struct walk_kind walk_avx2 = { "avx2", NULL, NULL, NULL, NULL, NULL };
#endif
