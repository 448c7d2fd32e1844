/* Matching, the dull way: see naive.h. */
#include "naive/naive.h"

#include <string.h>

static bool is_unsigned(enum data_type t)
{
    return t >= TYPE_UINT8 && t <= TYPE_UINT64;
}

static bool is_signed(enum data_type t)
{
    return t >= TYPE_INT8 && t <= TYPE_INT64;
}

/* the list has no BYTE_ARRAY6. */
static bool is_sortable(enum data_type t)
{
    return is_unsigned(t) || is_signed(t) || t == TYPE_BYTE_ARRAY16 || t == TYPE_BYTE_BLOB || t == TYPE_UNICODE_STRING;
}

bool naive_pair_allowed(enum match_type match, enum data_type field, enum data_type with)
{
    if (with == TYPE_EMPTY)
        return match == MATCH_EQUAL;
    if (with == TYPE_RANGE)
        return match == MATCH_RANGE && is_sortable(field);
    if (with == TYPE_V4_ADDR_MASK)
        return match == MATCH_EQUAL && field == TYPE_UINT32;
    if (with == TYPE_V6_ADDR_MASK)
        return match == MATCH_EQUAL && field == TYPE_BYTE_ARRAY16;
    if (with == TYPE_SECURITY_DESCRIPTOR && field == TYPE_TOKEN_ACCESS_INFORMATION)
        return match == MATCH_EQUAL;
    if (with != field)
        return false;
    switch (match) {
    case MATCH_EQUAL:
        return true;
    case MATCH_GREATER:
    case MATCH_LESS:
    case MATCH_GREATER_OR_EQUAL:
    case MATCH_LESS_OR_EQUAL:
        return is_sortable(field);
    case MATCH_NOT_EQUAL:
        return is_sortable(field) || field == TYPE_SID; /* A-102, J-009 */
    case MATCH_FLAGS_ALL_SET:
    case MATCH_FLAGS_ANY_SET:
    case MATCH_FLAGS_NONE_SET:
        return is_unsigned(field);
    case MATCH_EQUAL_CASE_INSENSITIVE:
        return field == TYPE_UNICODE_STRING;
    case MATCH_PREFIX:
    case MATCH_NOT_PREFIX:
        return field == TYPE_BYTE_BLOB || field == TYPE_UNICODE_STRING;
    case MATCH_RANGE:
    case MATCH_TYPE_MAX:
        return false;
    }
    return false;
}

static uint64_t unsigned_of(const struct value *v)
{
    return v->type == TYPE_UINT8    ? v->u8
           : v->type == TYPE_UINT16 ? v->u16
           : v->type == TYPE_UINT32 ? v->u32
                                    : *v->u64;
}

static int64_t signed_of(const struct value *v)
{
    return v->type == TYPE_INT8 ? v->i8 : v->type == TYPE_INT16 ? v->i16 : v->type == TYPE_INT32 ? v->i32 : *v->i64;
}

static int blob_order(const struct byte_blob *a, const struct byte_blob *b)
{
    for (uint32_t i = 0; i < a->size && i < b->size; i++)
        if (a->data[i] != b->data[i])
            return a->data[i] < b->data[i] ? -1 : 1;
    return a->size < b->size ? -1 : a->size > b->size;
}

static int string_order(const uint16_t *a, const uint16_t *b)
{
    uint32_t i = 0;
    while (a[i] && a[i] == b[i])
        i++;
    return a[i] < b[i] ? -1 : a[i] > b[i];
}

/* Both of one sortable type. */
static int order(const struct value *a, const struct value *b)
{
    if (is_unsigned(a->type))
        return unsigned_of(a) < unsigned_of(b) ? -1 : unsigned_of(a) > unsigned_of(b);
    if (is_signed(a->type))
        return signed_of(a) < signed_of(b) ? -1 : signed_of(a) > signed_of(b);
    if (a->type == TYPE_BYTE_ARRAY16)
        return memcmp(a->bytes16, b->bytes16, 16);
    if (a->type == TYPE_BYTE_BLOB)
        return blob_order(a->blob, b->blob);
    return string_order(a->string, b->string);
}

/* bit by bit, since that is what a prefix is. */
static bool in_v6_subnet(const uint8_t *address, const struct v6_addr_mask *subnet)
{
    if (subnet->prefix > 128)
        return false;
    for (unsigned bit = 0; bit < subnet->prefix; bit++)
        if ((address[bit / 8] ^ subnet->addr[bit / 8]) & (0x80 >> bit % 8))
            return false;
    return true;
}

static bool equal(const struct value *field, const struct value *with)
{
    switch (with->type) {
    case TYPE_V4_ADDR_MASK:
        return (field->u32 & with->v4->mask) == (with->v4->addr & with->v4->mask);
    case TYPE_V6_ADDR_MASK:
        return in_v6_subnet(field->bytes16, with->v6);
    case TYPE_FLOAT:
        return field->f32 == with->f32;
    case TYPE_DOUBLE:
        return *field->f64 == *with->f64;
    case TYPE_BYTE_ARRAY6:
        return memcmp(field->bytes6, with->bytes6, 6) == 0;
    case TYPE_SID:
        return field->sid[1] == with->sid[1] && memcmp(field->sid, with->sid, sid_size(field->sid)) == 0;
    case TYPE_SECURITY_DESCRIPTOR:
    case TYPE_TOKEN_INFORMATION:
        return blob_order(field->blob, with->blob) == 0;
    case TYPE_TOKEN_ACCESS_INFORMATION:
        return field->token == with->token;
    default:
        return order(field, with) == 0;
    }
}

static uint16_t lower(uint16_t unit)
{
    return unit >= 'A' && unit <= 'Z' ? (uint16_t)(unit + 'a' - 'A') : unit;
}

static bool equal_but_for_case(const uint16_t *a, const uint16_t *b)
{
    uint32_t i = 0;
    while (a[i] && lower(a[i]) == lower(b[i]))
        i++;
    return a[i] == b[i];
}

static struct byte_blob bytes_of_string(uint16_t *string)
{
    uint32_t units = 0;
    while (string[units])
        units++;
    return (struct byte_blob){ 2 * units, (uint8_t *)string };
}

/* A blob holding a string may end with its NUL, which is no part of the string. One of an odd size holds none.
 * */
static struct byte_blob bytes_of_blob(const struct byte_blob *b)
{
    bool ends = b->size >= 2 && b->size % 2 == 0 && b->data[b->size - 1] == 0 && b->data[b->size - 2] == 0;
    return (struct byte_blob){ ends ? b->size - 2 : b->size, b->data };
}

/* A-105, J-010: "prefix" looks at the end. */
static bool ends_with(struct byte_blob whole, struct byte_blob end)
{
    if (end.size > whole.size)
        return false;
    for (uint32_t i = 1; i <= end.size; i++)
        if (whole.data[whole.size - i] != end.data[end.size - i])
            return false;
    return true;
}

static bool value_ends_with(const struct value *field, const struct value *with)
{
    if (field->type == TYPE_BYTE_BLOB)
        return ends_with(bytes_of_blob(field->blob), bytes_of_blob(with->blob));
    return ends_with(bytes_of_string(field->string), bytes_of_string(with->string));
}

static bool in_range(const struct value *field, const struct value_range *r)
{
    return r->low.type == field->type && r->high.type == field->type && order(&r->low, field) <= 0 &&
           order(field, &r->high) <= 0;
}

bool naive_match(enum match_type match, const struct value *field, const struct value *with)
{
    if (field->type == TYPE_EMPTY || with->type == TYPE_EMPTY) /* A-111, J-008 */
        return match == MATCH_EQUAL && field->type == with->type;
    if (!naive_pair_allowed(match, field->type, with->type))
        return false;
    switch (match) {
    case MATCH_EQUAL:
        if (field->type == TYPE_TOKEN_ACCESS_INFORMATION && with->type == TYPE_SECURITY_DESCRIPTOR)
            return naive_grants(with->blob, field->token);
        return equal(field, with);
    case MATCH_NOT_EQUAL:
        return !equal(field, with);
    case MATCH_GREATER:
        return order(field, with) > 0;
    case MATCH_LESS:
        return order(field, with) < 0;
    case MATCH_GREATER_OR_EQUAL:
        return order(field, with) >= 0;
    case MATCH_LESS_OR_EQUAL:
        return order(field, with) <= 0;
    case MATCH_RANGE:
        return in_range(field, with->range);
    case MATCH_FLAGS_ALL_SET:
        return (unsigned_of(field) & unsigned_of(with)) == unsigned_of(with);
    case MATCH_FLAGS_ANY_SET:
        return (unsigned_of(field) & unsigned_of(with)) != 0;
    case MATCH_FLAGS_NONE_SET:
        return (unsigned_of(field) & unsigned_of(with)) == 0;
    case MATCH_EQUAL_CASE_INSENSITIVE:
        return equal_but_for_case(field->string, with->string);
    case MATCH_PREFIX:
        return value_ends_with(field, with);
    case MATCH_NOT_PREFIX:
        return !value_ends_with(field, with);
    case MATCH_TYPE_MAX:
        return false;
    }
    return false;
}

/* A-093 and J-006: every condition needs a condition of its own field that holds, itself or another one. */
bool naive_conditions_hold(const struct condition *conditions, uint32_t count, const struct layer_row *layer,
                           const struct value *values)
{
    for (uint32_t i = 0; i < count; i++) {
        int  index = layer_field_index(layer, conditions[i].field);
        bool any = false;
        if (index < 0)
            return false;
        for (uint32_t k = 0; k < count; k++)
            if (conditions[k].field == conditions[i].field)
                any |= naive_match(conditions[k].match, &values[index], &conditions[k].value);
        if (!any)
            return false;
    }
    return true;
}
