#include "record/record_json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/guid.h"
#include "base/utf16.h"
#include "record/spelling.h"
#include "record/walk.h"

static enum wfp_status struct_json(const struct record_type *t, const uint8_t *record, json_t **out);

/* A json_t that may be missing is memory that was. */
static enum wfp_status made(json_t *value, json_t **out)
{
    *out = value;
    return value ? WFP_OK : WFP_NO_MEMORY;
}

static json_t *hex_json(const void *data, size_t size)
{
    char   *text = spelling_hex(data, size);
    json_t *value = text ? json_string(text) : NULL;
    free(text);
    return value;
}

static json_t *number_json(uint64_t value, size_t size, unsigned flags)
{
    char    text[24];
    int64_t value_signed = size == 1 ? (int8_t)value : size == 2 ? (int16_t)value : size == 4 ? (int32_t)value : (int64_t)value;
    if (size < 8)
        return json_integer(flags & RECORD_SIGNED ? value_signed : (int64_t)value);
    if (flags & RECORD_SIGNED)
        snprintf(text, sizeof(text), "%lld", (long long)value_signed);
    else
        snprintf(text, sizeof(text), "%llu", (unsigned long long)value);
    return json_string(text);
}

/* JSON has no infinities and no NaNs: their bits in hex. */
static json_t *real_json(const void *at, size_t size)
{
    float  narrow;
    double wide;
    char   text[24];
    memcpy(size == 4 ? (void *)&narrow : (void *)&wide, at, size);
    if (size == 4)
        wide = narrow;
    if (isfinite(wide))
        return json_real(wide);
    snprintf(text, sizeof(text), "0x%llx", (unsigned long long)record_load(at, size));
    return json_string(text);
}

static json_t *enumerator_json(const struct record_enum *e, uint64_t value)
{
    for (unsigned i = 0; i < e->count; i++)
        if (e->values[i].value == value)
            return json_string(e->values[i].name);
    return json_integer((json_int_t)value);
}

/* The names of all bits, or the number when a bit has none. */
static json_t *set_json(const struct record_enum *e, uint32_t value)
{
    json_t  *names = json_array();
    uint32_t left = value;
    for (unsigned i = 0; names && i < e->count; i++) {
        uint32_t bits = e->values[i].value;
        if (!bits || (left & bits) != bits)
            continue;
        left &= ~bits;
        if (json_array_append_new(names, json_string(e->values[i].name)) != 0) {
            json_decref(names);
            return NULL;
        }
    }
    if (!left)
        return names;
    json_decref(names);
    return json_integer(value);
}

static json_t *scalar_json(const struct record_member *m, const uint8_t *at)
{
    uint64_t value = record_load(at, m->size);
    char     text[SPELLING_ADDRESS_MAX];
    if (m->flags & RECORD_REAL)
        return real_json(at, m->size);
    if (m->flags & RECORD_ADDRESS) {
        spelling_address(at, m->size, text);
        return json_string(text);
    }
    if ((m->flags & RECORD_BOOL) && value <= 1)
        return json_boolean(value);
    if (m->flags & RECORD_SET)
        return set_json(m->values, (uint32_t)value);
    return m->values ? enumerator_json(m->values, value) : number_json(value, m->size, m->flags);
}

static json_t *guid_json(const uint8_t *at)
{
    struct guid guid;
    char        text[GUID_TEXT_SIZE];
    memcpy(&guid, at, sizeof(guid));
    return json_string(guid_format(&guid, text));
}

static json_t *bytes_json(const struct record_member *m, const uint8_t *at)
{
    char text[SPELLING_ADDRESS_MAX];
    if (m->flags & RECORD_GUID)
        return guid_json(at);
    if (!(m->flags & RECORD_ADDRESS))
        return hex_json(at, m->size);
    spelling_address(at, m->size, text);
    return json_string(text);
}

static json_t *wrapped(const char *name, const void *data, size_t size)
{
    json_t *object = json_object();
    if (object && json_object_set_new(object, name, hex_json(data, size)) != 0) {
        json_decref(object);
        return NULL;
    }
    return object;
}

static bool well_formed(struct bytes units)
{
    uint16_t unit;
    bool     high = false;
    while (bytes_u16_le(&units, &unit)) {
        bool low = unit >= 0xDC00 && unit < 0xE000;
        if (low != high)
            return false;
        high = unit >= 0xD800 && unit < 0xDC00;
    }
    return !high;
}

static size_t put_utf8(uint32_t c, char *at)
{
    unsigned more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const uint8_t lead[] = { 0x00, 0xC0, 0xE0, 0xF0 };
    for (unsigned i = more; i > 0; i--, c >>= 6)
        at[i] = (char)(0x80 | (c & 0x3F));
    at[0] = (char)(lead[more] | c);
    return more + 1;
}

static json_t *string_json(const uint8_t *text)
{
    size_t size = 0;
    while (text[size] || text[size + 1])
        size += 2;
    struct bytes units = bytes_of(text, size);
    if (!well_formed(units))
        return wrapped("utf16", text, size);
    char    *utf8 = malloc(size / 2 * 3 + 1), *end = utf8;
    uint32_t c;
    if (!utf8)
        return NULL;
    while (utf16_next(&units, &c))
        end += put_utf8(c, end);
    json_t *value = json_stringn(utf8, (size_t)(end - utf8));
    free(utf8);
    return value;
}

/* Text of 8 bits is UTF-8 when it can be. */
static json_t *string8_json(const char *text)
{
    json_t *value = json_string(text);
    return value ? value : wrapped("bytes", text, strlen(text));
}

static enum wfp_status sid_json(const uint8_t *sid, json_t **out)
{
    char text[SPELLING_SID_MAX];
    if (!record_sid_size(sid))
        return WFP_INVALID_PARAMETER;
    spelling_sid(sid, text);
    return made(json_string(text), out);
}

static enum wfp_status element_json(const struct record_member *m, const uint8_t *at, json_t **out)
{
    const void *text;
    switch (m->kind) {
    case RECORD_ARRAY_STRUCT:
        return struct_json(m->type, at, out);
    case RECORD_ARRAY_RAW:
        return made(m->flags & RECORD_GUID ? guid_json(at) : number_json(record_load(at, m->size), m->size, m->flags), out);
    default:
        memcpy(&text, at, sizeof(text));
        if (!text)
            return WFP_NULL_POINTER;
        return made(m->kind == RECORD_STRINGS ? string_json(text) : string8_json(text), out);
    }
}

static enum wfp_status array_json(const struct record_member *m, const uint8_t *at, uint32_t count, json_t **out)
{
    size_t  each = m->kind == RECORD_ARRAY_STRUCT ? m->type->size : m->size;
    json_t *item;
    if (m->kind == RECORD_ARRAY_RAW && m->size == 1)
        return made(hex_json(at, count), out);
    json_t *array = json_array();
    if (!array)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < count; i++) {
        enum wfp_status err = element_json(m, at + i * each, &item);
        if (!err && json_array_append_new(array, item) != 0)
            err = WFP_NO_MEMORY;
        if (err) {
            json_decref(array);
            return err;
        }
    }
    *out = array;
    return WFP_OK;
}

/* What a pointer leads to; *out stays NULL for a NULL that is allowed. */
static enum wfp_status pointed_json(const struct record_member *m, const uint8_t *record, json_t **out)
{
    const uint8_t *at;
    memcpy(&at, record + m->offset, sizeof(at));
    if (m->kind >= RECORD_ARRAY_RAW) {
        uint32_t count = (uint32_t)record_load(record + m->count_at, 4);
        if (!count)
            return WFP_OK;
        return at ? array_json(m, at, count, out) : WFP_NULL_POINTER;
    }
    if (!at)
        return m->flags & RECORD_REQUIRED ? WFP_NULL_POINTER : WFP_OK;
    switch (m->kind) {
    case RECORD_TO_STRUCT:
        return struct_json(m->type, at, out);
    case RECORD_STRING:
        return made(string_json(at), out);
    case RECORD_SID:
        return sid_json(at, out);
    case RECORD_TO_BYTES:
        return made(bytes_json(m, at), out);
    default:
        return made(scalar_json(m, at), out);
    }
}

static enum wfp_status member_json(const struct record_member *m, const uint8_t *record, json_t **out)
{
    const uint8_t *at = record + m->offset;
    *out = NULL;
    if (m->kind == RECORD_SCALAR)
        return made(scalar_json(m, at), out);
    if (m->kind == RECORD_BYTES)
        return made(bytes_json(m, at), out);
    if (m->kind != RECORD_STRUCT)
        return pointed_json(m, record, out);
    /* An empty blob in place is none; one behind a pointer is. */
    if (m->type == &record_FWP_BYTE_BLOB && !record_load(at, 4))
        return WFP_OK;
    RETURN_IF(struct_json(m->type, at, out));
    if (json_is_object(*out) && json_object_size(*out) == 0) {
        json_decref(*out);
        *out = NULL;
    }
    return WFP_OK;
}

static enum wfp_status add_member(const struct record_member *m, const uint8_t *record, json_t *object)
{
    json_t *value;
    RETURN_IF(member_json(m, record, &value));
    return !value || json_object_set_new(object, m->name, value) == 0 ? WFP_OK : WFP_NO_MEMORY;
}

static enum wfp_status add_arm(const struct record_type *t, const struct record_switch *s, const uint8_t *record,
                               json_t *object)
{
    int arm = record_arm(s, record);
    if (arm < 0)
        return WFP_INVALID_ENUMERATOR;
    return arm >= (int)RECORD_NOTHING ? WFP_OK : add_member(&t->members[arm], record, object);
}

static enum wfp_status struct_json(const struct record_type *t, const uint8_t *record, json_t **out)
{
    if (t == &record_FWP_BYTE_BLOB) {
        json_t *hex = NULL;
        RETURN_IF(pointed_json(&t->members[0], record, &hex));
        return made(hex ? hex : json_string(""), out);
    }
    json_t         *object = json_object();
    enum wfp_status err = object ? WFP_OK : WFP_NO_MEMORY;
    for (unsigned i = 0; !err && i < t->walk_count; i++) {
        const struct record_member *m = &t->members[i];
        err = m->kind == RECORD_SWITCH ? add_arm(t, &t->switches[m->count_at], record, object) : add_member(m, record, object);
    }
    if (err) {
        json_decref(object);
        return err;
    }
    *out = object;
    return WFP_OK;
}

enum wfp_status record_to_json(const struct record_type *t, const void *record, json_t **out)
{
    json_t *made_json;
    if (!record)
        return WFP_NULL_POINTER;
    RETURN_IF(struct_json(t, record, &made_json));
    *out = made_json;
    return WFP_OK;
}
