/* Comparing values. A value's pointers are trusted: whoever made the value vouches for what they reach. */
#include "model/value.h"

#include <string.h>

static int order(bool less, bool greater)
{
    return greater - less;
}

static int compare_bytes(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size)
{
    size_t common = a_size < b_size ? a_size : b_size;
    int    c = common ? memcmp(a, b, common) : 0;
    return c ? c : order(a_size < b_size, a_size > b_size);
}

static int compare_strings(const uint16_t *a, const uint16_t *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return order(*a < *b, *a > *b);
}

static int compare_masks(const struct value *a, const struct value *b)
{
    if (a->type == TYPE_V4_ADDR_MASK)
        return a->v4->addr != b->v4->addr || a->v4->mask != b->v4->mask;
    return a->v6->prefix != b->v6->prefix || memcmp(a->v6->addr, b->v6->addr, sizeof(a->v6->addr)) != 0;
}

uint64_t value_unsigned(const struct value *v)
{
    switch ((int)v->type) {
    case TYPE_UINT8:
        return v->u8;
    case TYPE_UINT16:
        return v->u16;
    case TYPE_UINT32:
        return v->u32;
    default:
        return *v->u64;
    }
}

int value_compare(const struct value *a, const struct value *b)
{
    if (a->type != b->type)
        return 1;
    switch (a->type) {
    case TYPE_EMPTY:
        return 0;
    case TYPE_UINT8:
        return order(a->u8 < b->u8, a->u8 > b->u8);
    case TYPE_UINT16:
        return order(a->u16 < b->u16, a->u16 > b->u16);
    case TYPE_UINT32:
        return order(a->u32 < b->u32, a->u32 > b->u32);
    case TYPE_UINT64:
        return order(*a->u64 < *b->u64, *a->u64 > *b->u64);
    case TYPE_INT8:
        return order(a->i8 < b->i8, a->i8 > b->i8);
    case TYPE_INT16:
        return order(a->i16 < b->i16, a->i16 > b->i16);
    case TYPE_INT32:
        return order(a->i32 < b->i32, a->i32 > b->i32);
    case TYPE_INT64:
        return order(*a->i64 < *b->i64, *a->i64 > *b->i64);
    case TYPE_FLOAT:
        return a->f32 != b->f32;
    case TYPE_DOUBLE:
        return *a->f64 != *b->f64;
    case TYPE_BYTE_ARRAY16:
        return memcmp(a->bytes16, b->bytes16, 16);
    case TYPE_BYTE_ARRAY6:
        return memcmp(a->bytes6, b->bytes6, 6);
    case TYPE_BYTE_BLOB:
    case TYPE_SECURITY_DESCRIPTOR:
    case TYPE_TOKEN_INFORMATION:
        return compare_bytes(a->blob->data, a->blob->size, b->blob->data, b->blob->size);
    case TYPE_SID:
        return compare_bytes(a->sid, sid_size(a->sid), b->sid, sid_size(b->sid)) != 0;
    case TYPE_TOKEN_ACCESS_INFORMATION:
        return a->token != b->token;
    case TYPE_UNICODE_STRING:
        return compare_strings(a->string, b->string);
    case TYPE_V4_ADDR_MASK:
    case TYPE_V6_ADDR_MASK:
        return compare_masks(a, b);
    case TYPE_RANGE:
        return value_compare(&a->range->low, &b->range->low) != 0 || value_compare(&a->range->high, &b->range->high) != 0;
    case TYPE_SINGLE_MAX:
    case TYPE_MAX:
        break;
    }
    return 1;
}

bool type_is_unsigned(enum data_type type)
{
    return type >= TYPE_UINT8 && type <= TYPE_UINT64;
}

bool type_is_sortable(enum data_type type)
{
    return (type >= TYPE_UINT8 && type <= TYPE_INT64) || type == TYPE_BYTE_ARRAY16 || type == TYPE_BYTE_ARRAY6 ||
           type == TYPE_BYTE_BLOB || type == TYPE_UNICODE_STRING;
}
