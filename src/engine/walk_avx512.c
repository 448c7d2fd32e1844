/* The search with AVX-512: all numbers of a classify are in two registers, sixteen comparisons at once. */
#include "engine/index.h"

#ifdef __x86_64__
#include <immintrin.h>
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)
#else
#pragma GCC target("avx512f,avx512vl,avx512bw,avx512dq,avx2,bmi,bmi2,lzcnt,popcnt")
#endif

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

typedef __m512i many;

static inline many spread(uint32_t number)
{
    return _mm512_set1_epi32((int)number);
}

static inline uint32_t column_pass(const struct column *c, many number, uint32_t pass)
{
    return _mm512_mask_cmple_epu32_mask((__mmask16)pass, _mm512_sub_epi32(number, _mm512_load_si512(c->lo)), _mm512_load_si512(c->width));
}

/* As key_finish(), and place_key(), of sixteen. */
static inline __m512i finish(__m512i sum)
{
    sum = _mm512_mullo_epi32(_mm512_xor_si512(sum, _mm512_srli_epi32(sum, 16)), _mm512_set1_epi32(KEY_FINISH));
    return _mm512_xor_si512(sum, _mm512_srli_epi32(sum, 15));
}

static inline __m512i key_bits(__m512i hash)
{
    return _mm512_sllv_epi32(_mm512_set1_epi32(1), _mm512_srli_epi32(hash, 27));
}

enum { LOOK_UP_FEW = 4 };

/* All tables of the node at once: the hash of each one's key, its place, and whether that has the key. */
static inline uint32_t look_up(const struct forest *f, const struct node *n, const struct numbers *numbers, uint32_t wanted,
                               uint32_t places[FOREST_TABLES])
{
    __m512i sum = _mm512_setzero_si512();
    for (uint32_t i = 0; i < n->words; i++) {
        __m512i number = numbers_at(_mm_load_si128((const __m128i *)(const void *)n->source[i]), numbers);
        number = _mm512_and_si512(number, _mm512_load_si512(n->mask[i]));
        sum = _mm512_add_epi32(sum, _mm512_mullo_epi32(number, _mm512_set1_epi32((int)key_factors[i])));
    }
    sum = finish(sum);
    __m512i at = _mm512_add_epi32(_mm512_load_si512(n->first), _mm512_and_si512(sum, _mm512_load_si512(n->last)));
    _mm512_storeu_si512(places, at);
    __m512i keys = _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), (__mmask16)wanted, at, f->places, 8);
    return _mm512_mask_test_epi32_mask((__mmask16)wanted, keys, key_bits(sum));
}

static inline uint32_t look_up_many(struct walk_batch *b, const struct forest *f, const struct node *n, uint32_t table)
{
    __m512i sum = _mm512_setzero_si512();
    for (uint32_t k = 0; k < n->words; k++) {
        __m512i number = _mm512_and_si512(_mm512_load_si512(b->columns[n->source[k][table]]), _mm512_set1_epi32((int)n->mask[k][table]));
        sum = _mm512_add_epi32(sum, _mm512_mullo_epi32(number, _mm512_set1_epi32((int)key_factors[k])));
    }
    sum = finish(sum);
    __m512i at = _mm512_add_epi32(_mm512_and_si512(sum, _mm512_set1_epi32((int)n->last[table])), _mm512_set1_epi32((int)n->first[table]));
    _mm512_store_si512(b->places[table], at);
    __m512i keys = _mm512_i32gather_epi32(at, f->places, 8);
    return _mm512_test_epi32_mask(keys, key_bits(sum));
}

/* Sixteen of the values' numbers and types at once. */
static void read_numbers(struct numbers *n, const struct source_set *s, const struct value *values)
{
    const struct source_columns *c = &s->columns;
    uint32_t                     absent = 0;
    for (uint32_t i = 0; i < s->count; i += 16) {
        uint32_t  left = s->count - i;
        __mmask16 some = (__mmask16)(left < 16 ? (1u << left) - 1 : 0xffff);
        __m512i   number = _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), some, _mm512_load_si512(c->number + i), values, 1);
        __m512i   type = _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), some, _mm512_load_si512(c->type + i), values, 1);
        _mm512_store_si512(n->of + i, _mm512_and_si512(number, _mm512_load_si512(c->mask + i)));
        absent |= (uint32_t)_mm512_mask_cmpneq_epi32_mask(some, type, _mm512_load_si512(c->wanted_type + i)) << i;
    }
    n->absent = absent;
    n->claim_count = 0;
    n->of[SOURCE_NOTHING] = 0;
}

#include "engine/walk_body.h"

const struct walk_kind walk_avx512 = { "avx512", read_numbers, search_all, search_firsts, search_one, search_batch };
#ifdef __clang__
#pragma clang attribute pop
#endif
#else
const struct walk_kind walk_avx512 = { "avx512", NULL, NULL, NULL, NULL, NULL };
#endif
