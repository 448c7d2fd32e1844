#include "bfe/object_set.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "bfe/guard.h"
#include "callout/registry.h"

enum wfp_status object_new(enum object_kind kind, const void *record, struct object **out)
{
    struct object *o = calloc(1, sizeof(*o));
    if (!o)
        return WFP_NO_MEMORY;
    arena_init(&o->arena);
    atomic_init(&o->refs, 1);
    o->kind = kind;
    enum wfp_status err = object_kinds[kind].copy(o, record);
    if (err)
        object_put(o);
    else
        *out = o;
    return err;
}

struct object *object_get(struct object *o)
{
    atomic_fetch_add_explicit(&o->refs, 1, memory_order_relaxed);
    return o;
}

void object_put(struct object *o)
{
    if (!o || atomic_fetch_sub_explicit(&o->refs, 1, memory_order_acq_rel) != 1)
        return;
    if (o->ids)
        callout_id_put(o->ids, &o->key);
    descriptor_put(o->descriptor);
    arena_fini(&o->arena);
    free(o);
}

uint64_t object_id(const struct object *o)
{
    switch (o->kind) {
    case OBJECT_FILTER:
        return o->filter.id;
    case OBJECT_CALLOUT:
        return o->callout.id;
    case OBJECT_CONTEXT:
        return o->provider_context.id;
    case OBJECT_PROVIDER:
    case OBJECT_SUBLAYER:
    case OBJECT_KIND_COUNT:
        break;
    }
    return 0;
}

static uint32_t key_hash(const struct guid *key)
{
    uint64_t half[2];
    memcpy(half, key, sizeof(half));
    uint64_t h = (half[0] ^ (half[1] * 0x9e3779b97f4a7c15u)) * 0xff51afd7ed558ccdu;
    return (uint32_t)(h >> 32);
}

static uint32_t id_hash(uint64_t id)
{
    return (uint32_t)((id * 0x9e3779b97f4a7c15u) >> 32);
}

static struct object **key_bucket(const struct object_table *t, const struct guid *key)
{
    return &t->by_key[key_hash(key) & (t->room - 1)];
}

static struct object **id_bucket(const struct object_table *t, uint64_t id)
{
    return &t->by_id[id_hash(id) & (t->room - 1)];
}

struct object *object_set_find(const struct object_set *s, enum object_kind kind, const struct guid *key)
{
    const struct object_table *t = &s->tables[kind];
    struct object             *o = t->count ? *key_bucket(t, key) : NULL;
    while (o && !guid_equal(&o->key, key))
        o = o->next_key;
    return o;
}

struct object *object_set_find_id(const struct object_set *s, enum object_kind kind, uint64_t id)
{
    const struct object_table *t = &s->tables[kind];
    struct object             *o = id && t->count ? *id_bucket(t, id) : NULL;
    while (o && object_id(o) != id)
        o = o->next_id;
    return o;
}

static void link_in(struct object_table *t, struct object *o)
{
    struct object **bucket = key_bucket(t, &o->key);
    o->next_key = *bucket;
    *bucket = o;
    bucket = id_bucket(t, object_id(o));
    o->next_id = *bucket;
    *bucket = o;
}

static void link_out(struct object_table *t, struct object *o)
{
    struct object **at = key_bucket(t, &o->key);
    while (*at != o)
        at = &(*at)->next_key;
    *at = o->next_key;
    at = id_bucket(t, object_id(o));
    while (*at != o)
        at = &(*at)->next_id;
    *at = o->next_id;
}

static enum wfp_status grow(struct object_table *t)
{
    uint32_t        room = t->room ? 2 * t->room : 16;
    struct object **items = calloc(room, sizeof(struct object *));
    struct object **by_key = calloc(room, sizeof(struct object *));
    struct object **by_id = calloc(room, sizeof(struct object *));
    if (!items || !by_key || !by_id) {
        free(items);
        free(by_key);
        free(by_id);
        return WFP_NO_MEMORY;
    }
    if (t->count)
        memcpy(items, t->items, t->count * sizeof(struct object *));
    free(t->items);
    free(t->by_key);
    free(t->by_id);
    *t = (struct object_table){ items, by_key, by_id, t->count, room };
    for (uint32_t i = 0; i < t->count; i++)
        link_in(t, items[i]);
    return WFP_OK;
}

/* Whom the object refers to is used once more, or once less. */
static void count_uses(struct object_set *s, const struct object *o, int by)
{
    struct object_link links[OBJECT_LINKS];
    for (unsigned n = object_links(o->kind, &o->key, links); n-- > 0;) {
        struct object *target = object_set_find(s, links[n].kind, &links[n].key);
        if (target)
            target->uses += (uint32_t)by;
    }
}

enum wfp_status object_set_insert(struct object_set *s, struct object *take)
{
    struct object_table *t = &s->tables[take->kind];
    if (t->count == t->room)
        RETURN_IF(grow(t));
    take->index = t->count;
    t->items[t->count++] = take;
    link_in(t, take);
    count_uses(s, take, 1);
    return WFP_OK;
}

void object_set_remove(struct object_set *s, struct object *o)
{
    struct object_table *t = &s->tables[o->kind];
    count_uses(s, o, -1);
    link_out(t, o);
    t->items[o->index] = t->items[--t->count];
    t->items[o->index]->index = o->index;
}

void object_set_fini(struct object_set *s)
{
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++) {
        struct object_table *t = &s->tables[kind];
        for (uint32_t i = 0; i < t->count; i++)
            object_put(t->items[i]);
        free(t->items);
        free(t->by_key);
        free(t->by_id);
    }
    *s = (struct object_set){ 0 };
}
