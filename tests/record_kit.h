/* Records for tests, made and compared by their descriptors: any valid content of any type, from a seed. */
#ifndef WFP_TESTS_RECORD_KIT_H
#define WFP_TESTS_RECORD_KIT_H

#include <stdlib.h>

#include "record/record.h"
#include "record/type.h"

struct record_kit {
    struct arena arena;
    uint64_t     seed;
};

static inline uint32_t kit_random(struct record_kit *k, uint32_t below)
{
    k->seed = k->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(k->seed >> 33) % below;
}

static inline void *kit_alloc(struct record_kit *k, size_t size)
{
    void *p = arena_alloc(&k->arena, size);
    if (!p)
        abort();
    return p;
}

static inline uint8_t *kit_bytes(struct record_kit *k, uint8_t *at, size_t size)
{
    for (size_t i = 0; i < size; i++)
        at[i] = (uint8_t)kit_random(k, 256);
    return at;
}

/* Text of `unit` bytes a character, with a terminator; also empty. */
static inline void *kit_text(struct record_kit *k, size_t unit)
{
    size_t   length = kit_random(k, 12);
    uint8_t *text = kit_alloc(k, (length + 1) * unit);
    for (size_t i = 0; i < length; i++)
        record_store(text + i * unit, unit, unit == 1 || kit_random(k, 4) ? 1 + kit_random(k, 127) : 1 + kit_random(k, 0xFFFF));
    return text;
}

static inline void *kit_sid(struct record_kit *k)
{
    unsigned parts = kit_random(k, 16);
    uint8_t *sid = kit_bytes(k, kit_alloc(k, 8 + 4 * parts), 8 + 4 * parts);
    sid[0] = 1;
    sid[1] = (uint8_t)parts;
    return sid;
}

static inline void kit_fill(struct record_kit *k, const struct record_type *t, uint8_t *record);

static inline void *kit_array(struct record_kit *k, const struct record_member *m, uint32_t count)
{
    size_t   each = m->kind == RECORD_ARRAY_RAW ? m->size : m->kind == RECORD_ARRAY_STRUCT ? m->type->size : sizeof(void *);
    uint8_t *at = kit_alloc(k, count * each);
    if (m->kind == RECORD_ARRAY_RAW)
        kit_bytes(k, at, count * each);
    for (uint32_t i = 0; i < count && m->kind != RECORD_ARRAY_RAW; i++) {
        if (m->kind == RECORD_ARRAY_STRUCT)
            kit_fill(k, m->type, at + i * each);
        else
            record_store(at + i * each, 8, (uintptr_t)kit_text(k, m->kind == RECORD_STRINGS ? 2 : 1));
    }
    return at;
}

static inline void *kit_target(struct record_kit *k, const struct record_member *m)
{
    uint8_t *at;
    switch (m->kind) {
    case RECORD_STRING:
        return kit_text(k, 2);
    case RECORD_SID:
        return kit_sid(k);
    case RECORD_TO_STRUCT:
        at = kit_alloc(k, m->type->size);
        kit_fill(k, m->type, at);
        return at;
    default:
        return kit_bytes(k, kit_alloc(k, m->size), m->size);
    }
}

static inline void kit_member(struct record_kit *k, const struct record_member *m, uint8_t *record)
{
    uint8_t *at = record + m->offset;
    uint32_t count;
    switch (m->kind) {
    case RECORD_SWITCH:
        break;
    case RECORD_SCALAR:
        record_store(at, m->size,
                     kit_random(k, 3) ? kit_random(k, 300) : (uint64_t)kit_random(k, 1u << 31) << 32 | k->seed >> 32);
        break;
    case RECORD_BYTES:
        if (kit_random(k, 4))
            kit_bytes(k, at, m->size);
        break;
    case RECORD_STRUCT:
        kit_fill(k, m->type, at);
        break;
    case RECORD_ARRAY_RAW:
    case RECORD_ARRAY_STRUCT:
    case RECORD_STRINGS:
    case RECORD_STRINGS8:
        count = kit_random(k, 4);
        record_store(record + m->count_at, 4, count);
        if (count)
            record_store(at, 8, (uintptr_t)kit_array(k, m, count));
        break;
    default:
        if ((m->flags & RECORD_REQUIRED) || kit_random(k, 4))
            record_store(at, 8, (uintptr_t)kit_target(k, m));
    }
}

/* Chooses what a union holds, unless an earlier one with the same discriminator has. */
static inline void kit_choose(struct record_kit *k, const struct record_type *t, unsigned index, uint8_t *record)
{
    const struct record_switch *s = &t->switches[index];
    for (unsigned i = 0; i < index; i++)
        if (t->switches[i].at == s->at)
            return;
    const struct record_case *c;
    do
        c = &s->cases[kit_random(k, s->count)];
    while (c->member == RECORD_ELSEWHERE);
    uint32_t old = (uint32_t)record_load(record + s->at, 4);
    record_store(record + s->at, 4, (old & ~s->mask) | c->value);
}

/* Valid content for a structure that is all zero. */
static inline void kit_fill(struct record_kit *k, const struct record_type *t, uint8_t *record)
{
    for (unsigned i = 0; i < t->walk_count; i++)
        kit_member(k, &t->members[i], record);
    for (unsigned i = 0; i < t->switch_count; i++)
        kit_choose(k, t, i, record);
    for (unsigned i = 0; i < t->switch_count; i++) {
        int arm = record_arm(&t->switches[i], record);
        if (arm < (int)RECORD_NOTHING)
            kit_member(k, &t->members[arm], record);
    }
}

static inline void *kit_record(struct record_kit *k, const struct record_type *t)
{
    void *record = kit_alloc(k, t->size);
    kit_fill(k, t, record);
    return record;
}

static inline bool kit_equal(const struct record_type *t, const uint8_t *a, const uint8_t *b);

static inline const uint8_t *kit_pointer(const uint8_t *at)
{
    return (const uint8_t *)(uintptr_t)record_load(at, 8);
}

static inline bool kit_same_text(const uint8_t *a, const uint8_t *b, size_t unit)
{
    for (;; a += unit, b += unit) {
        if (memcmp(a, b, unit) != 0)
            return false;
        if (!record_load(a, unit))
            return true;
    }
}

static inline bool kit_same_elements(const struct record_member *m, const uint8_t *a, const uint8_t *b, uint32_t count)
{
    if (m->kind == RECORD_ARRAY_RAW)
        return memcmp(a, b, (size_t)count * m->size) == 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t at = i * (m->kind == RECORD_ARRAY_STRUCT ? m->type->size : sizeof(void *));
        if (m->kind == RECORD_ARRAY_STRUCT ? !kit_equal(m->type, a + at, b + at)
                                           : !kit_same_text(kit_pointer(a + at), kit_pointer(b + at),
                                                            m->kind == RECORD_STRINGS ? 2 : 1))
            return false;
    }
    return true;
}

static inline bool kit_same_member(const struct record_member *m, const uint8_t *a, const uint8_t *b)
{
    const uint8_t *x = a + m->offset, *y = b + m->offset;
    if (m->kind == RECORD_SCALAR || m->kind == RECORD_BYTES)
        return memcmp(x, y, m->size) == 0;
    if (m->kind == RECORD_STRUCT)
        return kit_equal(m->type, x, y);
    x = kit_pointer(x);
    y = kit_pointer(y);
    if (m->kind >= RECORD_ARRAY_RAW) {
        uint32_t count = (uint32_t)record_load(a + m->count_at, 4);
        return record_load(b + m->count_at, 4) == count && (!count || kit_same_elements(m, x, y, count));
    }
    if (!x || !y)
        return x == y;
    switch (m->kind) {
    case RECORD_STRING:
        return kit_same_text(x, y, 2);
    case RECORD_SID:
        return memcmp(x, y, 8 + 4u * x[1]) == 0;
    case RECORD_TO_STRUCT:
        return kit_equal(m->type, x, y);
    default:
        return memcmp(x, y, m->size) == 0;
    }
}

/* Whether two structures say the same; a second look at what encoding says, by comparing memory. */
static inline bool kit_equal(const struct record_type *t, const uint8_t *a, const uint8_t *b)
{
    for (unsigned i = 0; i < t->walk_count; i++)
        if (t->members[i].kind != RECORD_SWITCH && !kit_same_member(&t->members[i], a, b))
            return false;
    for (unsigned i = 0; i < t->switch_count; i++) {
        int arm = record_arm(&t->switches[i], a);
        if (arm != record_arm(&t->switches[i], b) ||
            (arm >= 0 && arm < (int)RECORD_NOTHING && !kit_same_member(&t->members[arm], a, b)))
            return false;
    }
    return true;
}

#endif
