/* Random rule sets and packets from small domains, so that conditions often meet. The same seed gives the same everything. */
#ifndef WFP_TESTS_RANDOM_RULES_H
#define WFP_TESTS_RANDOM_RULES_H

#include <stdlib.h>

#include "base/arena.h"
#include "engine_kit.h"

struct random {
    uint64_t     state;
    struct arena arena; /* of the values */
};

static inline void random_init(struct random *r, uint64_t seed)
{
    r->state = seed * 0x9e3779b97f4a7c15u + 1;
    arena_init(&r->arena);
}

static inline uint32_t random_below(struct random *r, uint32_t n)
{
    r->state ^= r->state << 13;
    r->state ^= r->state >> 7;
    r->state ^= r->state << 17;
    return (uint32_t)(r->state >> 33) % n;
}

/* A few numbers with the edges of the type among them. */
static inline uint64_t random_number(struct random *r, unsigned bits)
{
    uint64_t all = bits == 64 ? UINT64_MAX : ((uint64_t)1 << bits) - 1;
    switch (random_below(r, 8)) {
    case 0:
        return 0;
    case 1:
        return all;
    case 2:
        return all >> 1;
    case 3:
        return (all >> 1) + 1;
    default:
        return (uint64_t)random_below(r, 8) << random_below(r, bits - 3);
    }
}

static inline void *random_bytes(struct random *r, size_t size)
{
    uint8_t *b = arena_alloc(&r->arena, size);
    assert_non_null(b);
    if (size)
        b[random_below(r, (uint32_t)size)] = (uint8_t)random_below(r, 3);
    if (size && random_below(r, 2))
        b[size - 1] = (uint8_t)random_below(r, 3);
    return b;
}

static inline struct byte_blob *random_blob(struct random *r)
{
    struct byte_blob *b = arena_alloc(&r->arena, sizeof(*b));
    assert_non_null(b);
    b->size = random_below(r, 7);
    b->data = random_bytes(r, b->size);
    return b;
}

static inline struct value random_value(struct random *r, enum data_type type)
{
    struct value v = { .type = type };
    switch ((int)type) {
    case TYPE_UINT8:
        v.u8 = (uint8_t)random_number(r, 8);
        break;
    case TYPE_UINT16:
        v.u16 = (uint16_t)random_number(r, 16);
        break;
    case TYPE_UINT32:
        v.u32 = (uint32_t)random_number(r, 32);
        break;
    case TYPE_UINT64:
        v.u64 = random_bytes(r, 8);
        *v.u64 = random_number(r, 64);
        break;
    case TYPE_BYTE_ARRAY16:
        v.bytes16 = random_bytes(r, 16);
        break;
    case TYPE_BYTE_ARRAY6:
        v.bytes6 = random_bytes(r, 6);
        break;
    case TYPE_BYTE_BLOB:
    case TYPE_TOKEN_INFORMATION:
    case TYPE_SECURITY_DESCRIPTOR:
        v.blob = random_blob(r);
        break;
    case TYPE_SID:
        v.sid = random_bytes(r, 12);
        v.sid[0] = v.sid[1] = 1;
        break;
    default:
        v.type = TYPE_EMPTY;
    }
    return v;
}

static inline struct value random_mask(struct random *r, enum data_type type)
{
    struct value v = { .type = type == TYPE_UINT32 ? TYPE_V4_ADDR_MASK : TYPE_V6_ADDR_MASK };
    if (type == TYPE_UINT32) {
        struct v4_addr_mask *m = arena_alloc(&r->arena, sizeof(*m));
        uint32_t             bits = random_below(r, 33);
        assert_non_null(m);
        m->addr = (uint32_t)random_number(r, 32);
        m->mask = bits ? 0xffffffffu << (32 - bits) : 0;
        if (random_below(r, 8) == 0)
            m->mask = (uint32_t)random_number(r, 32); /* not contiguous: BFE refuses it, the matcher must not care */
        v.v4 = m;
    } else {
        struct v6_addr_mask *m = arena_alloc(&r->arena, sizeof(*m));
        assert_non_null(m);
        memcpy(m->addr, random_bytes(r, 16), 16);
        m->prefix = (uint8_t)random_below(r, 131);
        v.v6 = m;
    }
    return v;
}

static inline struct value random_range(struct random *r, enum data_type type)
{
    struct value        v = { .type = TYPE_RANGE };
    struct value_range *range = arena_alloc(&r->arena, sizeof(*range));
    assert_non_null(range);
    range->low = random_value(r, type);
    range->high = random_value(r, type);
    v.range = range;
    return v;
}

/* Mostly a value that fits the field, now and then one that does not. */
static inline struct condition random_condition(struct random *r, const struct layer_row *layer)
{
    const struct field_row *f = &layer->fields[random_below(r, random_below(r, 2) ? 6 : layer->field_count)];
    struct condition        c = { f->id, (enum match_type)random_below(r, MATCH_TYPE_MAX), random_value(r, f->type) };
    bool                    address = f->type == TYPE_UINT32 || f->type == TYPE_BYTE_ARRAY16;
    if (address && random_below(r, 3) == 0)
        c.value = random_mask(r, f->type);
    else if (c.match == MATCH_RANGE || (c.match == MATCH_NOT_EQUAL && random_below(r, 3) == 0))
        c.value = random_range(r, f->type);
    else if (random_below(r, 20) == 0)
        c.value = random_value(r, (enum data_type)random_below(r, TYPE_BYTE_ARRAY6 + 1));
    if (random_below(r, 2) && c.value.type != TYPE_RANGE)
        c.match = random_below(r, 2) ? MATCH_EQUAL : MATCH_NOT_EQUAL;
    return c;
}

/* A filter of up to five conditions at the kit's layer. */
static inline struct filter *random_filter(struct random *r, struct kit *k, enum action_type action)
{
    static const char *const sublayers[] = { NULL, "high", "low" };
    struct filter           *f = kit_filter(k, sublayers[random_below(r, 3)], random_below(r, 4), action);
    for (uint32_t n = random_below(r, 6); n; n--) {
        struct condition c = random_condition(r, k->layer);
        kit_if(k, f, c.field, c.match, c.value);
    }
    f->flags = random_below(r, 4) == 0 ? FILTER_FLAG_CLEAR_ACTION_RIGHT : 0;
    return f;
}

static inline void random_packet(struct random *r, struct kit *k)
{
    for (unsigned i = 0; i < k->layer->field_count; i++) {
        enum data_type type = k->layer->fields[i].type;
        if (random_below(r, 30) == 0)
            type = (enum data_type)random_below(r, TYPE_BYTE_ARRAY6 + 1); /* a shim's mistake must not mislead either matcher */
        k->values[i] = random_below(r, 8) ? random_value(r, type) : (struct value){ TYPE_EMPTY };
    }
}

#endif
