#include "model/value.h"

static size_t string_size(const uint16_t *s)
{
    size_t n = 1;
    while (s[n - 1])
        n++;
    return n * sizeof(*s);
}

static void *copy_blob(struct arena *arena, const struct byte_blob *blob)
{
    struct byte_blob *copy = arena_copy(arena, blob, sizeof(*blob));
    if (copy)
        copy->data = arena_copy(arena, blob->data, blob->size);
    return copy && copy->data ? copy : NULL;
}

static void *copy_range(struct arena *arena, const struct value_range *range)
{
    struct value_range *copy = arena_alloc(arena, sizeof(*copy));
    if (!copy || value_copy(arena, &range->low, &copy->low) != WFP_OK || value_copy(arena, &range->high, &copy->high) != WFP_OK)
        return NULL;
    return copy;
}

/* Copies what the value's pointer reaches; NULL when there is no memory. */
static void *copy_reached(struct arena *arena, const struct value *v)
{
    switch ((int)v->type) {
    case TYPE_UINT64:
    case TYPE_INT64:
    case TYPE_DOUBLE:
        return arena_copy(arena, v->u64, sizeof(*v->u64));
    case TYPE_BYTE_ARRAY16:
        return arena_copy(arena, v->bytes16, 16);
    case TYPE_BYTE_ARRAY6:
        return arena_copy(arena, v->bytes6, 6);
    case TYPE_SID:
        return arena_copy(arena, v->sid, sid_size(v->sid));
    case TYPE_UNICODE_STRING:
        return arena_copy(arena, v->string, string_size(v->string));
    case TYPE_V4_ADDR_MASK:
        return arena_copy(arena, v->v4, sizeof(*v->v4));
    case TYPE_V6_ADDR_MASK:
        return arena_copy(arena, v->v6, sizeof(*v->v6));
    case TYPE_RANGE:
        return copy_range(arena, v->range);
    default:
        return copy_blob(arena, v->blob);
    }
}

static bool is_inline(enum data_type type)
{
    return type == TYPE_EMPTY || (type >= TYPE_UINT8 && type <= TYPE_UINT32) || (type >= TYPE_INT8 && type <= TYPE_INT32) ||
           type == TYPE_FLOAT;
}

static bool reaches_more(enum data_type type)
{
    return type <= TYPE_BYTE_ARRAY6 || (type >= TYPE_V4_ADDR_MASK && type <= TYPE_RANGE);
}

enum wfp_status value_copy(struct arena *arena, const struct value *v, struct value *out)
{
    if (is_inline(v->type)) {
        *out = *v;
        out->name = 0;
        return WFP_OK;
    }
    if (v->type == TYPE_TOKEN_ACCESS_INFORMATION || !reaches_more(v->type))
        return WFP_TYPE_MISMATCH;
    void *copy = copy_reached(arena, v);
    if (!copy)
        return WFP_NO_MEMORY;
    *out = (struct value){ .type = v->type, .u64 = copy };
    return WFP_OK;
}
