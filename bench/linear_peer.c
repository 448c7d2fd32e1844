/* The rules of a five-tuple set one after the other: 26 bytes each, column by column, eight or sixteen at a time where the processor
 * can, or one by one in plain C. */
#include <immintrin.h>
#include <stdlib.h>

#include "peer.h"

enum { LANES = 16, COLUMN_BYTES = 26 };

struct linear {
    const struct bench_case *c;
    uint32_t                 count, room; /* rules, and with those behind that fill the last lanes up */
    uint32_t                *address[2], *mask[2];
    uint32_t                *low, *width; /* ports: source in the high half, and how many more are in */
    uint16_t                *protocol;    /* its mask in the high half */
    uint32_t (*find)(const struct linear *l, const struct tuple *t);
};

static bool meets(const struct linear *l, uint32_t i, const struct tuple *t)
{
    uint16_t source = (uint16_t)(t->port[0] - (l->low[i] >> 16)), destination = (uint16_t)(t->port[1] - l->low[i]);
    return (((t->address[0] ^ l->address[0][i]) & l->mask[0][i]) | ((t->address[1] ^ l->address[1][i]) & l->mask[1][i])) == 0 &&
           source <= l->width[i] >> 16 && destination <= (uint16_t)l->width[i] &&
           ((t->protocol ^ l->protocol[i]) & l->protocol[i] >> 8) == 0;
}

static uint32_t find_scalar(const struct linear *l, const struct tuple *t)
{
    for (uint32_t i = 0; i < l->count; i++)
        if (meets(l, i, t))
            return i + 1;
    return 0;
}

/* Those behind the last match everything, and stand for nothing. */
static inline uint32_t found(const struct linear *l, uint32_t i)
{
    return i < l->count ? i + 1 : 0;
}

static inline __attribute__((target("avx2"))) __m256i load_eight(const uint32_t *column, uint32_t i)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)(column + i));
}

static __attribute__((target("avx2"))) uint32_t find_avx2(const struct linear *l, const struct tuple *t)
{
    const __m256i source = _mm256_set1_epi32((int)t->address[0]), destination = _mm256_set1_epi32((int)t->address[1]);
    const __m256i ports = _mm256_set1_epi32((int)((uint32_t)t->port[0] << 16 | t->port[1]));
    const __m256i protocol = _mm256_set1_epi32(t->protocol), none = _mm256_setzero_si256();
    for (uint32_t i = 0; i < l->room; i += 8) {
        __m256i off = _mm256_and_si256(_mm256_xor_si256(source, load_eight(l->address[0], i)), load_eight(l->mask[0], i));
        __m256i p = _mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i *)(const void *)(l->protocol + i)));
        off = _mm256_or_si256(off, _mm256_and_si256(_mm256_xor_si256(destination, load_eight(l->address[1], i)), load_eight(l->mask[1], i)));
        off = _mm256_or_si256(off, _mm256_subs_epu16(_mm256_sub_epi16(ports, load_eight(l->low, i)), load_eight(l->width, i)));
        off = _mm256_or_si256(off, _mm256_and_si256(_mm256_xor_si256(protocol, p), _mm256_srli_epi32(p, 8)));
        unsigned hit = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpeq_epi32(off, none)));
        if (hit)
            return found(l, i + (unsigned)__builtin_ctz(hit));
    }
    return 0;
}

static __attribute__((target("avx512f,avx512bw"))) uint32_t find_avx512(const struct linear *l, const struct tuple *t)
{
    const __m512i source = _mm512_set1_epi32((int)t->address[0]), destination = _mm512_set1_epi32((int)t->address[1]);
    const __m512i ports = _mm512_set1_epi32((int)((uint32_t)t->port[0] << 16 | t->port[1]));
    const __m512i protocol = _mm512_set1_epi32(t->protocol);
    for (uint32_t i = 0; i < l->room; i += 16) {
        __m512i   off = _mm512_and_si512(_mm512_xor_si512(source, _mm512_loadu_si512(l->address[0] + i)), _mm512_loadu_si512(l->mask[0] + i));
        __m512i   p = _mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)(const void *)(l->protocol + i)));
        off = _mm512_or_si512(off, _mm512_and_si512(_mm512_xor_si512(destination, _mm512_loadu_si512(l->address[1] + i)),
                                                    _mm512_loadu_si512(l->mask[1] + i)));
        off = _mm512_or_si512(off, _mm512_subs_epu16(_mm512_sub_epi16(ports, _mm512_loadu_si512(l->low + i)), _mm512_loadu_si512(l->width + i)));
        off = _mm512_or_si512(off, _mm512_and_si512(_mm512_xor_si512(protocol, p), _mm512_srli_epi32(p, 8)));
        __mmask16 hit = _mm512_testn_epi32_mask(off, off);
        if (hit)
            return found(l, i + (unsigned)__builtin_ctz(hit));
    }
    return 0;
}

static void ask(void *state, uint32_t first, uint32_t count, uint32_t *answers)
{
    const struct linear *l = state;
    for (uint32_t i = 0; i < count; i++)
        answers[i] = l->find(l, &l->c->tuples[first + i]);
}

static void linear_free(void *state)
{
    struct linear *l = state;
    for (unsigned end = 0; end < 2; end++) {
        free(l->address[end]);
        free(l->mask[end]);
    }
    free(l->low);
    free(l->width);
    free(l->protocol);
    free(l);
}

static void put(struct linear *l, uint32_t i, const struct tuple_rule *r)
{
    for (unsigned end = 0; end < 2; end++) {
        l->address[end][i] = r->address[end];
        l->mask[end][i] = r->mask[end];
    }
    l->low[i] = (uint32_t)r->low[0] << 16 | r->low[1];
    l->width[i] = (uint32_t)(r->high[0] - r->low[0]) << 16 | (uint16_t)(r->high[1] - r->low[1]);
    l->protocol[i] = (uint16_t)(r->protocol | r->protocol_mask << 8);
}

static struct linear *linear_new(const struct bench_case *c)
{
    struct linear *l = need_memory(calloc(1, sizeof(*l)));
    l->c = c;
    l->count = c->set->count;
    l->room = (l->count + LANES - 1) / LANES * LANES;
    for (unsigned end = 0; end < 2; end++) {
        l->address[end] = need_memory(calloc(l->room, sizeof(uint32_t)));
        l->mask[end] = need_memory(calloc(l->room, sizeof(uint32_t)));
    }
    l->low = need_memory(calloc(l->room, sizeof(uint32_t)));
    l->width = need_memory(calloc(l->room, sizeof(uint32_t)));
    l->protocol = need_memory(calloc(l->room, sizeof(uint16_t)));
    for (uint32_t i = 0; i < l->count; i++)
        put(l, i, &c->rules[i]);
    return l;
}

static struct peer make(const struct bench_case *c, const char *name, uint32_t (*find)(const struct linear *, const struct tuple *))
{
    double         start = now_s();
    struct linear *l = linear_new(c);
    l->find = find;
    return (struct peer){ .name = name, .state = l, .single = ask, .free = linear_free, .build_s = now_s() - start,
                          .bytes = (double)COLUMN_BYTES * l->count };
}

struct peer linear_scalar_peer(const struct bench_case *c)
{
    return make(c, "linear_scalar", find_scalar);
}

struct peer linear_peer(const struct bench_case *c)
{
    struct peer p = make(c, "linear", find_scalar);
    struct linear *l = p.state;
    p.note = "plain C";
    if (__builtin_cpu_supports("avx512bw")) {
        l->find = find_avx512;
        p.note = "AVX-512";
    } else if (__builtin_cpu_supports("avx2")) {
        l->find = find_avx2;
        p.note = "AVX2";
    }
    return p;
}
