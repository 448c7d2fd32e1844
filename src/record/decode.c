/* CBOR to structures, in one block. Nothing in the bytes is believed: every length is compared with what is left of them, the
 * whole with RECORD_SIZE_MAX, and a union holds what its discriminator says or the structure is refused. A structure that was
 * decoded can be encoded again, unless its union's member is one that only another version has. */
#include "record/walk.h"

#include "record/block.h"
#include "record/cbor_in.h"

#define DEPTH_MAX 16

struct decoder {
    struct bytes in;
    struct block block;
    unsigned     depth;
};

static enum wfp_status decode_struct(struct decoder *d, const struct record_type *t, uint32_t at);

static enum wfp_status decode_number(struct decoder *d, size_t size, uint32_t at)
{
    uint64_t value;
    if (!cbor_in_uint(&d->in, &value) || (size < 8 && value >> (8 * size)))
        return WFP_INVALID_PARAMETER;
    record_store(block_at(&d->block, at), size, value);
    return WFP_OK;
}

static enum wfp_status decode_fixed(struct decoder *d, size_t size, uint32_t at)
{
    struct bytes bytes;
    if (!cbor_in_bytes(&d->in, &bytes) || bytes_left(&bytes) != size)
        return WFP_INVALID_PARAMETER;
    return bytes_copy(&bytes, block_at(&d->block, at), size) ? WFP_OK : WFP_INVALID_PARAMETER;
}

static enum wfp_status decode_scalar(struct decoder *d, const struct record_member *m, uint32_t record)
{
    return decode_number(d, m->size, record + m->offset);
}

static enum wfp_status decode_bytes(struct decoder *d, const struct record_member *m, uint32_t record)
{
    return decode_fixed(d, m->size, record + m->offset);
}

static enum wfp_status decode_in_place(struct decoder *d, const struct record_member *m, uint32_t record)
{
    return decode_struct(d, m->type, record + m->offset);
}

/* New bytes that the pointer at `slot` leads to. */
static enum wfp_status take(struct decoder *d, uint32_t slot, uint64_t size, uint32_t align, uint32_t *at)
{
    RETURN_IF(block_take(&d->block, size, align, at));
    block_point(&d->block, slot, *at);
    return WFP_OK;
}

static enum wfp_status decode_to_scalar(struct decoder *d, const struct record_member *m, uint32_t record)
{
    uint32_t at;
    RETURN_IF(take(d, record + m->offset, m->size, 8, &at));
    return decode_number(d, m->size, at);
}

static enum wfp_status decode_to_bytes(struct decoder *d, const struct record_member *m, uint32_t record)
{
    uint32_t at;
    RETURN_IF(take(d, record + m->offset, m->size, 8, &at));
    return decode_fixed(d, m->size, at);
}

static enum wfp_status decode_to_struct(struct decoder *d, const struct record_member *m, uint32_t record)
{
    uint64_t count = 1;
    uint32_t at;
    if ((m->flags & RECORD_LISTED) && (!cbor_in_array(&d->in, &count) || count == 0))
        return WFP_INVALID_PARAMETER;
    RETURN_IF(take(d, record + m->offset, m->type->size, 8, &at));
    RETURN_IF(decode_struct(d, m->type, at));
    for (; count > 1; count--) /* more than this version can hold */
        if (!cbor_in_skip(&d->in))
            return WFP_INVALID_PARAMETER;
    return WFP_OK;
}

/* Bytes of any length and `zeros` behind them. */
static enum wfp_status put_bytes(struct decoder *d, uint32_t slot, struct bytes bytes, size_t zeros)
{
    size_t   size = bytes_left(&bytes);
    uint32_t at;
    RETURN_IF(take(d, slot, size + zeros, 8, &at));
    return bytes_copy(&bytes, block_at(&d->block, at), size) ? WFP_OK : WFP_INVALID_PARAMETER;
}

/* Text without its terminator, which must not be inside either: it would read as another text. */
static enum wfp_status put_text(struct decoder *d, uint32_t slot, size_t unit)
{
    struct bytes text;
    if (!cbor_in_bytes(&d->in, &text) || bytes_left(&text) % unit)
        return WFP_INVALID_PARAMETER;
    struct bytes look = text;
    uint8_t      low;
    uint16_t     both;
    while (unit == 1 ? bytes_u8(&look, &low) : bytes_u16(&look, &both))
        if (unit == 1 ? !low : !both)
            return WFP_INVALID_PARAMETER;
    return put_bytes(d, slot, text, unit);
}

static enum wfp_status decode_string(struct decoder *d, const struct record_member *m, uint32_t record)
{
    return put_text(d, record + m->offset, 2);
}

static enum wfp_status decode_sid(struct decoder *d, const struct record_member *m, uint32_t record)
{
    struct bytes sid;
    if (!cbor_in_bytes(&d->in, &sid))
        return WFP_INVALID_PARAMETER;
    struct bytes   look = sid;
    const uint8_t *head = bytes_take(&look, 2);
    if (!head || record_sid_size(head) != bytes_left(&sid))
        return WFP_INVALID_PARAMETER;
    return put_bytes(d, record + m->offset, sid, 0);
}

static enum wfp_status decode_raw(struct decoder *d, const struct record_member *m, uint32_t record)
{
    struct bytes elements;
    if (!cbor_in_bytes(&d->in, &elements) || bytes_left(&elements) % m->size || bytes_left(&elements) == 0)
        return WFP_INVALID_PARAMETER;
    record_store(block_at(&d->block, record + m->count_at), 4, bytes_left(&elements) / m->size);
    return put_bytes(d, record + m->offset, elements, 0);
}

/* The head of an array and room for its elements. */
static enum wfp_status array(struct decoder *d, const struct record_member *m, uint32_t record, size_t each, uint32_t *at,
                             uint32_t *count)
{
    uint64_t n;
    if (!cbor_in_array(&d->in, &n) || n == 0 || n > UINT32_MAX)
        return WFP_INVALID_PARAMETER;
    RETURN_IF(take(d, record + m->offset, n * each, 8, at));
    record_store(block_at(&d->block, record + m->count_at), 4, n);
    *count = (uint32_t)n;
    return WFP_OK;
}

static enum wfp_status decode_structs(struct decoder *d, const struct record_member *m, uint32_t record)
{
    uint32_t at, count;
    RETURN_IF(array(d, m, record, m->type->size, &at, &count));
    for (uint32_t i = 0; i < count; i++)
        RETURN_IF(decode_struct(d, m->type, at + i * m->type->size));
    return WFP_OK;
}

static enum wfp_status decode_strings(struct decoder *d, const struct record_member *m, uint32_t record)
{
    uint32_t at, count;
    RETURN_IF(array(d, m, record, sizeof(void *), &at, &count));
    for (uint32_t i = 0; i < count; i++)
        RETURN_IF(put_text(d, at + i * (uint32_t)sizeof(void *), m->kind == RECORD_STRINGS ? 2 : 1));
    return WFP_OK;
}

static enum wfp_status (*const kinds[RECORD_KIND_COUNT])(struct decoder *, const struct record_member *, uint32_t record) = {
    [RECORD_SCALAR] = decode_scalar,
    [RECORD_BYTES] = decode_bytes,
    [RECORD_STRUCT] = decode_in_place,
    [RECORD_TO_SCALAR] = decode_to_scalar,
    [RECORD_TO_BYTES] = decode_to_bytes,
    [RECORD_TO_STRUCT] = decode_to_struct,
    [RECORD_STRING] = decode_string,
    [RECORD_SID] = decode_sid,
    [RECORD_ARRAY_RAW] = decode_raw,
    [RECORD_ARRAY_STRUCT] = decode_structs,
    [RECORD_STRINGS] = decode_strings,
    [RECORD_STRINGS8] = decode_strings,
};

/* Compares the members that came with the discriminators: no other member of a union may have come, for its bytes would be
 * read as something else, and a pointer that is needed must have. */
static enum wfp_status check_unions(const struct decoder *d, const struct record_type *t, uint32_t at, uint64_t seen)
{
    uint64_t allowed = (UINT64_C(1) << t->walk_count) - 1;
    for (unsigned i = 0; i < t->switch_count; i++) {
        int arm = record_arm(&t->switches[i], block_at(&d->block, at));
        if (arm < 0)
            return WFP_INVALID_ENUMERATOR;
        if (arm >= (int)RECORD_NOTHING)
            continue;
        allowed |= UINT64_C(1) << arm;
        if ((t->members[arm].flags & RECORD_REQUIRED) && !(seen >> arm & 1))
            return WFP_INVALID_PARAMETER;
    }
    return seen & ~allowed ? WFP_INVALID_PARAMETER : WFP_OK;
}

static enum wfp_status decode_pair(struct decoder *d, const struct record_type *t, uint32_t at, uint64_t *seen)
{
    uint64_t number;
    if (!cbor_in_uint(&d->in, &number))
        return WFP_INVALID_PARAMETER;
    unsigned index = number < t->number_count ? t->by_number[number] : 0;
    if (!index) /* of a version that this side does not know */
        return cbor_in_skip(&d->in) ? WFP_OK : WFP_INVALID_PARAMETER;
    index--;
    if (*seen >> index & 1)
        return WFP_INVALID_PARAMETER;
    *seen |= UINT64_C(1) << index;
    const struct record_member *m = &t->members[index];
    return kinds[m->kind](d, m, at);
}

static enum wfp_status decode_struct(struct decoder *d, const struct record_type *t, uint32_t at)
{
    uint64_t pairs, seen = 0;
    if (d->depth == DEPTH_MAX || !cbor_in_map(&d->in, &pairs))
        return WFP_INVALID_PARAMETER;
    d->depth++;
    for (uint64_t i = 0; i < pairs; i++)
        RETURN_IF(decode_pair(d, t, at, &seen));
    d->depth--;
    return t->switch_count ? check_unions(d, t, at, seen) : WFP_OK;
}

/* What is decoded is larger than its bytes; three times is enough for most. */
static enum wfp_status begin(struct decoder *d, size_t size, const struct bytes *in)
{
    *d = (struct decoder){ .in = *in };
    return block_init(&d->block, size + 3 * bytes_left(in));
}

static enum wfp_status one(struct decoder *d, const struct record_type *t)
{
    uint32_t at;
    RETURN_IF(block_take(&d->block, t->size, 8, &at));
    return decode_struct(d, t, at);
}

enum wfp_status record_decode(const struct record_type *t, struct bytes *in, void **block)
{
    struct decoder d;
    RETURN_IF(begin(&d, t->size, in));
    enum wfp_status err = one(&d, t);
    if (err) {
        block_fini(&d.block);
        return err;
    }
    *in = d.in;
    *block = block_finish(&d.block);
    return WFP_OK;
}

enum wfp_status record_decode_arena(const struct record_type *t, struct bytes *in, struct arena *arena, void **out)
{
    struct decoder d;
    RETURN_IF(begin(&d, t->size, in));
    enum wfp_status err = one(&d, t);
    if (!err)
        err = block_finish_arena(&d.block, arena, out);
    if (err) {
        block_fini(&d.block);
        return err;
    }
    *in = d.in;
    return WFP_OK;
}

static enum wfp_status many(struct decoder *d, const struct record_type *t, uint32_t *count)
{
    uint64_t n;
    uint32_t table, at;
    if (!cbor_in_array(&d->in, &n) || n > UINT32_MAX)
        return WFP_INVALID_PARAMETER;
    RETURN_IF(block_take(&d->block, n * sizeof(void *), 8, &table));
    for (uint32_t i = 0; i < n; i++) {
        RETURN_IF(take(d, table + i * (uint32_t)sizeof(void *), t->size, 8, &at));
        RETURN_IF(decode_struct(d, t, at));
    }
    *count = (uint32_t)n;
    return WFP_OK;
}

enum wfp_status record_decode_array(const struct record_type *t, struct bytes *in, void ***block, uint32_t *count)
{
    struct decoder d;
    uint32_t       n;
    RETURN_IF(begin(&d, t->size, in));
    enum wfp_status err = many(&d, t, &n);
    if (err) {
        block_fini(&d.block);
        return err;
    }
    *in = d.in;
    *block = block_finish(&d.block);
    *count = n;
    return WFP_OK;
}

static enum wfp_status elements_of(struct decoder *d, const struct record_type *t, uint32_t *count)
{
    uint64_t n;
    uint32_t at;
    if (!cbor_in_array(&d->in, &n) || n > UINT32_MAX)
        return WFP_INVALID_PARAMETER;
    RETURN_IF(block_take(&d->block, n * t->size, 8, &at));
    for (uint32_t i = 0; i < n; i++)
        RETURN_IF(decode_struct(d, t, at + i * t->size));
    *count = (uint32_t)n;
    return WFP_OK;
}

enum wfp_status record_decode_elements(const struct record_type *t, struct bytes *in, struct arena *arena, void **elements,
                                       uint32_t *count)
{
    struct decoder d;
    uint32_t       n;
    RETURN_IF(begin(&d, t->size, in));
    enum wfp_status err = elements_of(&d, t, &n);
    if (!err)
        err = block_finish_arena(&d.block, arena, elements);
    if (err) {
        block_fini(&d.block);
        return err;
    }
    *in = d.in;
    *count = n;
    return WFP_OK;
}
