#include "bfe/object_set.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum wfp_status object_new(enum object_kind kind, const void *record, struct object **out)
{
    struct object *o = calloc(1, sizeof(*o));
    if (!o)
        return WFP_NO_MEMORY;
    arena_init(&o->arena);
    o->refs = 1;
    enum wfp_status err = object_kinds[kind].copy(o, record);
    if (err)
        object_put(o);
    else
        *out = o;
    return err;
}

void object_get(struct object *o)
{
    o->refs++;
}

void object_put(struct object *o)
{
    if (!o || --o->refs)
        return;
    arena_fini(&o->arena);
    free(o);
}

/* Where a set keeps the records of a kind, and how many. */
static void **records_of(struct object_set *s, enum object_kind kind)
{
    struct policy *p = &s->policy;
    void **const   all[] = { (void **)&p->providers, (void **)&p->sublayers, (void **)&p->callouts, (void **)&p->filters };
    return all[kind];
}

static uint32_t *count_of(struct object_set *s, enum object_kind kind)
{
    struct policy  *p = &s->policy;
    uint32_t *const all[] = { &p->provider_count, &p->sublayer_count, &p->callout_count, &p->filter_count };
    return all[kind];
}

uint32_t object_set_count(const struct object_set *s, enum object_kind kind)
{
    return *count_of((struct object_set *)(uintptr_t)s, kind);
}

const void *object_set_record(const struct object_set *s, enum object_kind kind, uint32_t i)
{
    return (const char *)*records_of((struct object_set *)(uintptr_t)s, kind) + i * object_kinds[kind].size;
}

struct object *object_set_owner(const struct object_set *s, enum object_kind kind, uint32_t i)
{
    return s->owners[kind][i];
}

uint32_t object_set_find(const struct object_set *s, enum object_kind kind, const struct guid *key)
{
    uint32_t count = object_set_count(s, kind);
    for (uint32_t i = 0; i < count; i++)
        if (guid_equal(&s->owners[kind][i]->key, key))
            return i;
    return UINT32_MAX;
}

static uint64_t id_of(enum object_kind kind, const struct object *o)
{
    return kind == OBJECT_FILTER ? o->filter.id : kind == OBJECT_CALLOUT ? o->callout.id : 0;
}

uint32_t object_set_find_id(const struct object_set *s, enum object_kind kind, uint64_t id)
{
    uint32_t count = object_set_count(s, kind);
    for (uint32_t i = 0; id && i < count; i++)
        if (id_of(kind, s->owners[kind][i]) == id)
            return i;
    return UINT32_MAX;
}

static enum wfp_status grow(struct object_set *s, enum object_kind kind)
{
    uint32_t        room = s->room[kind] ? 2 * s->room[kind] : 16;
    struct object **owners = realloc(s->owners[kind], room * sizeof(struct object *));
    if (!owners)
        return WFP_NO_MEMORY;
    s->owners[kind] = owners;
    void *records = realloc(*records_of(s, kind), room * object_kinds[kind].size);
    if (!records)
        return WFP_NO_MEMORY;
    *records_of(s, kind) = records;
    s->room[kind] = room;
    return WFP_OK;
}

enum wfp_status object_set_append(struct object_set *s, enum object_kind kind, struct object *take)
{
    uint32_t *count = count_of(s, kind);
    if (*count == s->room[kind])
        RETURN_IF(grow(s, kind));
    s->owners[kind][*count] = take;
    memcpy((char *)*records_of(s, kind) + *count * object_kinds[kind].size, (const char *)take + offsetof(struct object, key),
           object_kinds[kind].size);
    ++*count;
    return WFP_OK;
}

void object_set_remove(struct object_set *s, enum object_kind kind, uint32_t i)
{
    size_t    size = object_kinds[kind].size;
    char     *records = *records_of(s, kind);
    uint32_t *count = count_of(s, kind);
    object_put(s->owners[kind][i]);
    --*count;
    memmove(&s->owners[kind][i], &s->owners[kind][i + 1], (*count - i) * sizeof(struct object *));
    memmove(records + i * size, records + (i + 1) * size, (*count - i) * size);
}

enum wfp_status object_set_copy(const struct object_set *s, struct object_set *out)
{
    struct object_set copy = { 0 };
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        for (uint32_t i = 0; i < object_set_count(s, kind); i++) {
            enum wfp_status err = object_set_append(&copy, kind, s->owners[kind][i]);
            if (err) {
                object_set_fini(&copy);
                return err;
            }
            object_get(s->owners[kind][i]);
        }
    *out = copy;
    return WFP_OK;
}

void object_set_fini(struct object_set *s)
{
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++) {
        for (uint32_t i = 0; i < object_set_count(s, kind); i++)
            object_put(s->owners[kind][i]);
        free(s->owners[kind]);
        free(*records_of(s, kind));
    }
    *s = (struct object_set){ 0 };
}
