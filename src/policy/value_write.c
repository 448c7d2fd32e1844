/* Several forms are tried, the most readable first, and each is read back: the reader alone says what a text means. */
#include "policy/value_write.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "policy/value_text.h"
#include "security/sddl.h"

#define INTEGER_MAX (1ull << 53) /* what every JSON reader can keep */

static bool same_bytes(const void *a, const void *b, size_t size)
{
    return a == b || (a && b && memcmp(a, b, size) == 0);
}

static bool same_blob(const struct byte_blob *a, const struct byte_blob *b)
{
    return a && b && a->size == b->size && (a->size == 0 || same_bytes(a->data, b->data, a->size));
}

static bool same_string(const uint16_t *a, const uint16_t *b)
{
    size_t i = 0;
    while (a[i] && a[i] == b[i])
        i++;
    return a[i] == b[i];
}

static bool same_value(const struct value *a, const struct value *b)
{
    if (a->type != b->type)
        return false;
    switch (a->type) {
    case TYPE_EMPTY:
        return true;
    case TYPE_UINT8:
        return a->u8 == b->u8;
    case TYPE_UINT16:
        return a->u16 == b->u16;
    case TYPE_UINT32:
        return a->u32 == b->u32;
    case TYPE_UINT64:
        return *a->u64 == *b->u64;
    case TYPE_BYTE_ARRAY16:
        return same_bytes(a->bytes16, b->bytes16, 16);
    case TYPE_BYTE_ARRAY6:
        return same_bytes(a->bytes6, b->bytes6, 6);
    case TYPE_BYTE_BLOB:
    case TYPE_SECURITY_DESCRIPTOR:
        return same_blob(a->blob, b->blob);
    case TYPE_SID:
        return a->sid[1] == b->sid[1] && same_bytes(a->sid, b->sid, sid_size(a->sid));
    case TYPE_UNICODE_STRING:
        return same_string(a->string, b->string);
    case TYPE_V4_ADDR_MASK:
        return a->v4->addr == b->v4->addr && a->v4->mask == b->v4->mask;
    case TYPE_V6_ADDR_MASK:
        return a->v6->prefix == b->v6->prefix && same_bytes(a->v6->addr, b->v6->addr, 16);
    case TYPE_RANGE:
        return same_value(&a->range->low, &b->range->low) && same_value(&a->range->high, &b->range->high);
    default:
        return false;
    }
}

/* Whether the reader makes the condition's value of it. */
static bool reads_back(const struct condition *c, const struct field_row *field, const json_t *json)
{
    struct arena         arena = { 0 };
    struct value         value;
    struct value_reading r = { .field = field, .arena = &arena, .match_given = true, .match = c->match };
    bool                 same = json && value_read(&r, json, &value) == VALUE_FITS && same_value(&value, &c->value);
    arena_fini(&arena);
    return same;
}

/* --- forms ---------------------------------------------------------------------------------------------------------------- */

/* How long the text of a value can be. */
static size_t room(const struct value *v)
{
    size_t n = 0;
    if (v->type == TYPE_RANGE)
        return room(&v->range->low) + room(&v->range->high);
    if (v->type == TYPE_UNICODE_STRING)
        while (v->string[n])
            n++;
    if (v->type == TYPE_BYTE_BLOB || v->type == TYPE_SECURITY_DESCRIPTOR)
        n = v->blob->size;
    return 4 * n + 256;
}

static json_t *plain_number(const struct value *v, const struct field_row *field)
{
    bool is_number = type_is_unsigned(v->type) && field->kind != FIELD_KIND_IP_ADDRESS && field->kind != FIELD_KIND_FLAGS;
    return is_number && value_unsigned(v) < INTEGER_MAX ? json_integer((json_int_t)value_unsigned(v)) : NULL;
}

static json_t *as_people_read_it(const struct value *v, const struct field_row *field)
{
    size_t  size = room(v);
    char   *text = malloc(size);
    json_t *json = text ? json_string(value_format(v, field->id, text, size)) : NULL;
    free(text);
    return json;
}

static size_t put_digits(char *out, const struct value *v)
{
    size_t n = (size_t)sprintf(out, "0x");
    if (type_is_unsigned(v->type))
        return n + (size_t)sprintf(out + n, "%" PRIx64, value_unsigned(v));
    for (uint32_t i = 0; i < v->blob->size; i++)
        n += (size_t)sprintf(out + n, "%02x", v->blob->data[i]);
    return n;
}

static bool has_digits(const struct value *v)
{
    if (v->type == TYPE_RANGE)
        return has_digits(&v->range->low) && has_digits(&v->range->high);
    return type_is_unsigned(v->type) || v->type == TYPE_BYTE_BLOB || v->type == TYPE_SECURITY_DESCRIPTOR;
}

static json_t *digits(const struct value *v)
{
    char *text = has_digits(v) ? malloc(room(v)) : NULL;
    if (!text)
        return NULL;
    size_t n = put_digits(text, v->type == TYPE_RANGE ? &v->range->low : v);
    if (v->type == TYPE_RANGE) {
        text[n] = '-';
        put_digits(text + n + 1, &v->range->high);
    }
    json_t *json = json_string(text);
    free(text);
    return json;
}

static json_t *sddl(const struct value *v)
{
    struct arena arena = { 0 };
    char        *text;
    json_t      *json = NULL;
    if (v->type == TYPE_SECURITY_DESCRIPTOR && sddl_format(v->blob, &arena, &text) == WFP_OK)
        json = json_string(text);
    arena_fini(&arena);
    return json;
}

enum wfp_status value_write(const struct condition *c, const struct layer_row *layer, json_t **out)
{
    int slot = layer_field_index(layer, c->field);
    if (slot < 0)
        return WFP_CONDITION_NOT_FOUND;
    const struct field_row *field = &layer->fields[slot];
    for (int form = 0; form < 5; form++) {
        const struct value *v = &c->value;
        json_t             *json = form == 0   ? (field->id == FIELD_IP_PROTOCOL ? as_people_read_it(v, field) : NULL)
                                   : form == 1 ? plain_number(v, field)
                                   : form == 2 ? sddl(v)
                                   : form == 3 ? as_people_read_it(v, field)
                                               : digits(v);
        if (reads_back(c, field, json)) {
            *out = json;
            return WFP_OK;
        }
        json_decref(json);
    }
    return WFP_UNSUPPORTED;
}
