#include "engine/source.h"

void source_set_fini(struct source_set *s)
{
    for (uint32_t i = 0; i < s->count; i++)
        intern_fini(&s->of[i].ids);
    s->count = 0;
}

static bool is_same(const struct source *a, const struct source *b)
{
    return a->slot == b->slot && a->type == b->type && a->kind == b->kind && a->at == b->at && a->mask == b->mask;
}

uint32_t source_index(struct source_set *s, const struct source *wanted)
{
    uint32_t i = 0;
    while (i < s->count && !is_same(&s->of[i], wanted))
        i++;
    if (i == SOURCE_NOTHING)
        return SOURCE_NONE;
    if (i == s->count)
        s->of[s->count++] = *wanted;
    return i;
}

unsigned source_bits(const struct source *s)
{
    if (s->kind != SOURCE_NUMBER)
        return 32;
    return s->type == TYPE_UINT8 ? 8 : s->type == TYPE_UINT16 ? 16 : 32;
}

static uint32_t word_at(const uint8_t *bytes, unsigned pair)
{
    uint32_t n;
    memcpy(&n, bytes + 2 * pair, sizeof(n));
    return __builtin_bswap32(n);
}

static uint32_t read_number(const struct source *s, const struct value *v)
{
    switch ((enum source_kind)s->kind) {
    case SOURCE_NUMBER:
        return v->u32 & s->mask; /* of 8 and 16 bits the mask keeps what was written */
    case SOURCE_WORD:
        return word_at(v->bytes16, s->at);
    case SOURCE_HALF:
        return (uint32_t)(*v->u64 >> 32 * s->at);
    case SOURCE_ID:
        break;
    }
    return intern_find(&s->ids, v);
}

void numbers_read(struct numbers *n, const struct source_set *s, const struct value *values)
{
    n->absent = 0;
    n->of[SOURCE_NOTHING] = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        const struct value *v = &values[s->of[i].slot];
        if (__builtin_expect((uint32_t)v->type == s->of[i].type, 1))
            n->of[i] = read_number(&s->of[i], v);
        else
            n->absent |= 1u << i;
    }
}
