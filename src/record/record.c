#include "record/walk.h"

#include <stdlib.h>

const struct record_type *record_type_find(const char *name)
{
    size_t low = 0, high = record_type_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int    order = strcmp(name, record_types[middle]->name);
        if (order == 0)
            return record_types[middle];
        *(order < 0 ? &high : &low) = order < 0 ? middle : middle + 1;
    }
    return NULL;
}

const char *record_type_name(const struct record_type *t)
{
    return t->name;
}

size_t record_type_size(const struct record_type *t)
{
    return t->size;
}

const struct record_type *record_type_newest(const struct record_type *t)
{
    return t->newest;
}

ptrdiff_t record_struct_at(const struct record_type *t, const struct record_type *member)
{
    for (unsigned i = 0; i < t->member_count; i++)
        if (t->members[i].kind == RECORD_STRUCT && t->members[i].type == member)
            return t->members[i].offset;
    return -1;
}

uint64_t record_load(const void *at, size_t size)
{
    uint64_t value = 0;
    memcpy(&value, at, size <= sizeof(value) ? size : sizeof(value));
    return value;
}

void record_store(void *at, size_t size, uint64_t value)
{
    memcpy(at, &value, size <= sizeof(value) ? size : sizeof(value));
}

int record_arm(const struct record_switch *s, const void *record)
{
    uint32_t value = (uint32_t)record_load((const uint8_t *)record + s->at, 4) & s->mask;
    if (value < s->count && s->cases[value].value == value) /* most enumerations count from zero */
        return s->cases[value].member;
    for (unsigned i = 0; i < s->count; i++)
        if (s->cases[i].value == value)
            return s->cases[i].member;
    return -1;
}

enum wfp_status record_convert(const struct record_type *from, const void *record, const struct record_type *to, void **block)
{
    struct buffer encoded;
    buffer_init(&encoded);
    enum wfp_status err = record_encode(from, record, &encoded);
    if (!err) {
        struct bytes in = buffer_bytes(&encoded);
        err = record_decode(to, &in, block);
    }
    buffer_fini(&encoded);
    return err;
}

enum wfp_status record_copy(const struct record_type *t, const void *record, void **block)
{
    return record_convert(t, record, t, block);
}

enum wfp_status record_copy_arena(const struct record_type *t, const void *record, struct arena *arena, void **out)
{
    struct buffer encoded;
    buffer_init(&encoded);
    enum wfp_status err = record_encode(t, record, &encoded);
    if (!err) {
        struct bytes in = buffer_bytes(&encoded);
        err = record_decode_arena(t, &in, arena, out);
    }
    buffer_fini(&encoded);
    return err;
}

enum wfp_status record_copy_array(const struct record_type *t, const void *const *records, uint32_t count, void ***block)
{
    struct buffer encoded;
    uint32_t      again;
    buffer_init(&encoded);
    enum wfp_status err = record_encode_array(t, records, count, &encoded);
    if (!err) {
        struct bytes in = buffer_bytes(&encoded);
        err = record_decode_array(t, &in, block, &again);
    }
    buffer_fini(&encoded);
    return err;
}
