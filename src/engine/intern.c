#include "engine/intern.h"

#include <stdlib.h>
#include <string.h>

#define SEED  UINT64_C(0x9e3779b97f4a7c15)
#define OTHER UINT64_C(0xd6e8feb86659fd93)

struct intern_bytes intern_bytes_of(const struct value *v)
{
    if (v->type == TYPE_SID)
        return (struct intern_bytes){ v->sid, (uint32_t)sid_size(v->sid) };
    return (struct intern_bytes){ v->blob->data, v->blob->size };
}

/* Both halves of a product of 128 bits. */
static uint64_t fold(uint64_t a, uint64_t b)
{
    __extension__ unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t fold_in(uint64_t h, const uint8_t *sixteen)
{
    uint64_t words[2];
    memcpy(words, sixteen, sizeof(words));
    return fold(h ^ words[0], words[1] ^ OTHER);
}

/* An application's path is some hundred bytes, and hashed for every classify: sixteen bytes take one multiplication, and the last ones
 * are read together with some before them. */
static uint64_t hash_of(struct intern_bytes b)
{
    uint8_t  few[16] = { 0 };
    uint64_t h = SEED ^ b.size;
    if (b.size < sizeof(few)) {
        if (b.size)
            memcpy(few, b.data, b.size);
        return fold(fold_in(h, few), SEED);
    }
    for (uint32_t i = 0; i + sizeof(few) < b.size; i += sizeof(few))
        h = fold_in(h, b.data + i);
    return fold(fold_in(h, b.data + b.size - sizeof(few)), SEED);
}

static bool is_it(const struct intern_slot *s, uint64_t hash, struct intern_bytes b)
{
    return s->hash == hash && s->size == b.size && (b.size == 0 || memcmp(s->data, b.data, b.size) == 0);
}

/* Where it is, or would be. */
static uint32_t place_of(const struct intern_slot *slots, uint32_t room, uint64_t hash, struct intern_bytes b)
{
    uint32_t at = (uint32_t)(hash >> 32) & (room - 1);
    while (slots[at].id && !is_it(&slots[at], hash, b))
        at = (at + 1) & (room - 1);
    return at;
}

static enum wfp_status grow(struct intern *t)
{
    uint32_t            room = t->room ? 2 * t->room : 8;
    struct intern_slot *slots = calloc(room, sizeof(*slots));
    if (!slots)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < t->room; i++) {
        const struct intern_slot *s = &t->slots[i];
        if (s->id)
            slots[place_of(slots, room, s->hash, (struct intern_bytes){ s->data, s->size })] = *s;
    }
    free(t->slots);
    t->slots = slots;
    t->room = room;
    return WFP_OK;
}

enum wfp_status intern_add(struct intern *t, const struct value *v, uint32_t *id)
{
    struct intern_bytes b = intern_bytes_of(v);
    uint64_t            hash = hash_of(b);
    if (2 * t->count >= t->room)
        RETURN_IF(grow(t));
    struct intern_slot *s = &t->slots[place_of(t->slots, t->room, hash, b)];
    if (!s->id)
        *s = (struct intern_slot){ hash, b.data, b.size, ++t->count };
    *id = s->id;
    return WFP_OK;
}

uint32_t intern_find(const struct intern *t, const struct value *v)
{
    if (!t->room)
        return 0;
    struct intern_bytes b = intern_bytes_of(v);
    uint64_t            hash = hash_of(b);
    return t->slots[place_of(t->slots, t->room, hash, b)].id;
}

void intern_fini(struct intern *t)
{
    free(t->slots);
    *t = (struct intern){ 0 };
}
