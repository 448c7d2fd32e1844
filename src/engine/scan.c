#include "engine/scan.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define SIGN 0x80000000u

static bool same_source(const struct scan_source *a, const struct scan_source *b)
{
    return a->slot == b->slot && a->type == b->type && a->op == b->op && a->pair == b->pair;
}

static struct scan_source source_of(const struct test *head)
{
    return (struct scan_source){ head->slot, head->type, head->op, head->pair };
}

/* Index of the head's source, added when it is new; SCAN_SOURCES when there is no room. */
static uint32_t intern(struct scan_source *sources, uint32_t *count, const struct test *head)
{
    struct scan_source wanted = source_of(head);
    uint32_t           i = 0;
    while (i < *count && !same_source(&sources[i], &wanted))
        i++;
    if (i == *count && i < SCAN_SOURCES)
        sources[(*count)++] = wanted;
    return i;
}

struct layout {
    const struct test  *heads;
    struct scan_source *sources;
    uint32_t            source_count;
    struct scan_run    *runs;
    struct scan_lanes  *lanes;
    uint32_t            run_count, lane_count;
};

/* Lanes that no rule uses pass nothing: 0 - 1 is above every width. */
static struct scan_lanes empty_lanes(void)
{
    struct scan_lanes l = { .place = { 0 } };
    for (unsigned i = 0; i < SCAN_LANES; i++) {
        l.lo[i] = 1 - SIGN;
        l.width[i] = INT32_MIN;
    }
    return l;
}

static void set_lane(struct scan_lanes *l, unsigned lane, const struct test *head, uint32_t place)
{
    l->mask[lane] = head->mask;
    l->lo[lane] = head->lo - SIGN;
    l->width[lane] = (int32_t)(head->width ^ SIGN);
    l->place[lane] = (uint8_t)place;
}

/* The heads of one block that compare one source. */
static void add_run(struct layout *l, uint32_t first, uint32_t end, uint32_t source)
{
    struct scan_run run = { l->lane_count, l->lane_count, source };
    unsigned        lane = SCAN_LANES;
    for (uint32_t i = first; i < end; i++) {
        struct scan_source s = source_of(&l->heads[i]);
        if (l->heads[i].open || !same_source(&s, &l->sources[source]))
            continue;
        if (lane == SCAN_LANES) {
            l->lanes[run.end++] = empty_lanes();
            lane = 0;
        }
        set_lane(&l->lanes[run.end - 1], lane++, &l->heads[i], i - first);
    }
    l->lane_count = run.end;
    if (run.end > run.first)
        l->runs[l->run_count++] = run;
}

static struct scan_block add_block(struct layout *l, uint32_t first, uint32_t end)
{
    struct scan_block b = { .first_run = l->run_count };
    for (uint32_t i = first; i < end; i++)
        if (l->heads[i].open || intern(l->sources, &l->source_count, &l->heads[i]) == SCAN_SOURCES)
            b.always |= (uint64_t)1 << (i - first);
    for (uint32_t s = 0; s < l->source_count; s++)
        add_run(l, first, end, s);
    b.end_run = l->run_count;
    return b;
}

enum wfp_status scan_build(struct arena *arena, const struct test *heads, uint32_t count, struct scan *out)
{
    uint32_t           block_count = (count + SCAN_BLOCK - 1) / SCAN_BLOCK;
    struct scan_block *blocks = arena_array(arena, block_count, sizeof(*blocks));
    struct layout      l = {
             .heads = heads,
             .sources = arena_array(arena, SCAN_SOURCES, sizeof(*l.sources)),
             .runs = arena_array(arena, count, sizeof(*l.runs)),
             .lanes = arena_array(arena, count, sizeof(*l.lanes)),
    };
    if (!blocks || !l.sources || !l.runs || !l.lanes)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < block_count; i++) {
        uint32_t end = (i + 1) * SCAN_BLOCK;
        blocks[i] = add_block(&l, i * SCAN_BLOCK, end < count ? end : count);
    }
    *out = (struct scan){ l.sources, blocks, l.runs, l.lanes, l.source_count };
    return WFP_OK;
}

static uint32_t read_number(const struct scan_source *s, const struct value *v)
{
    uint32_t n;
    if (s->op != TEST_WORD)
        return v->u32; /* of 8 and 16 bits the masks keep what was written */
    memcpy(&n, v->bytes16 + s->pair * 2u, sizeof(n));
    return __builtin_bswap32(n);
}

void scan_start(const struct scan *s, const struct value *values, struct scan_state *state)
{
    state->present = 0;
    state->block = UINT32_MAX;
    for (uint32_t i = 0; i < s->source_count; i++) {
        const struct value *v = &values[s->sources[i].slot];
        if ((uint32_t)v->type != s->sources[i].type)
            continue;
        state->numbers[i] = read_number(&s->sources[i], v);
        state->present |= 1u << i;
    }
}

/* One bit a lane that passes. */
static inline unsigned passing_lanes(scan_signed fails)
{
#ifdef __SSE2__
    return (unsigned)_mm_movemask_ps((__m128)fails) ^ 0xfu;
#else
    return (unsigned)(fails[0] == 0) | (unsigned)(fails[1] == 0) << 1 | (unsigned)(fails[2] == 0) << 2 |
           (unsigned)(fails[3] == 0) << 3;
#endif
}

uint64_t scan_block_candidates(const struct scan *s, const struct scan_state *state, uint32_t block)
{
    const struct scan_block *b = &s->blocks[block];
    uint64_t                 found = b->always;
    for (const struct scan_run *r = &s->runs[b->first_run]; r < &s->runs[b->end_run]; r++) {
        if (!(state->present >> r->source & 1))
            continue;
        uint32_t    n = state->numbers[r->source];
        scan_vector number = { n, n, n, n };
        for (uint32_t i = r->first; i < r->end; i++) {
            const struct scan_lanes *l = &s->lanes[i];
            scan_signed              fails = (scan_signed)((number & l->mask) - l->lo) > l->width;
            for (unsigned pass = passing_lanes(fails); pass; pass &= pass - 1)
                found |= (uint64_t)1 << l->place[__builtin_ctz(pass)];
        }
    }
    return found;
}
