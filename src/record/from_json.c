/* JSON to structures by way of the wire: what is written here is read by record_decode(), which builds the block. */
#include "record/record_json.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "base/guid.h"
#include "base/text.h"
#include "base/utf16.h"
#include "record/cbor_out.h"
#include "record/spelling.h"
#include "record/walk.h"

struct reader {
    struct buffer        out;
    struct buffer        scratch; /* of one value */
    struct record_fault *fault;
};

/* A place in the JSON, as a list of its parents on the stack. */
struct place {
    const struct place *up;
    const char         *member; /* NULL: an element of the array above */
    size_t              index;
};

static enum wfp_status read_struct(struct reader *r, const struct place *at, const struct record_type *t, const json_t *value);

static void put_path(struct text *t, const struct place *at)
{
    if (!at)
        return;
    put_path(t, at->up);
    if (at->member)
        text_put(t, at->up ? ".%s" : "%s", at->member);
    else
        text_put(t, "[%zu]", at->index);
}

static enum wfp_status fail(struct reader *r, const struct place *at, enum wfp_status status, const char *text)
{
    struct text path = text_init(r->fault->path, sizeof(r->fault->path));
    struct text what = text_init(r->fault->text, sizeof(r->fault->text));
    put_path(&path, at);
    text_put(&what, "%s", text);
    return status;
}

static enum wfp_status wrong(struct reader *r, const struct place *at, const char *text)
{
    return fail(r, at, WFP_INVALID_PARAMETER, text);
}

/* --- numbers --- */

/* A whole number of up to 64 bits, signed or not; false when it is none or does not fit. */
static bool whole(const json_t *value, size_t size, bool is_signed, uint64_t *out)
{
    const char *text = json_string_value(value);
    char       *end;
    long long   low = size < 8 ? -(1LL << (8 * size - 1)) : INT64_MIN;
    uint64_t    high = (is_signed ? UINT64_MAX >> 1 : UINT64_MAX) >> (64 - 8 * size), n;
    bool        negative = text ? text[0] == '-' : json_integer_value(value) < 0;
    if (text && (text[negative] < '0' || text[negative] > '9'))
        return false;
    errno = 0;
    if (text)
        n = negative ? (uint64_t)strtoll(text, &end, 10) : strtoull(text, &end, text[0] == '0' && text[1] == 'x' ? 16 : 10);
    else
        n = (uint64_t)json_integer_value(value);
    if ((text && (errno || *end)) || (!text && !json_is_integer(value)))
        return false;
    if (negative ? !is_signed || (int64_t)n < low : n > high)
        return false;
    *out = size < 8 ? n & ((UINT64_C(1) << (8 * size)) - 1) : n;
    return true;
}

static bool by_name(const struct record_enum *e, const json_t *value, uint64_t *out)
{
    const char *name = json_string_value(value);
    for (unsigned i = 0; name && i < e->count; i++) {
        if (strcmp(e->values[i].name, name) == 0) {
            *out = e->values[i].value;
            return true;
        }
    }
    return false;
}

static bool real(const json_t *value, size_t size, uint64_t *out)
{
    double wide = json_number_value(value);
    float  narrow = (float)wide;
    if (json_is_string(value)) /* the bits of what JSON cannot say */
        return whole(value, size, false, out);
    if (!json_is_number(value) || (size == 4 && isinf(narrow)))
        return false;
    *out = 0;
    memcpy(out, size == 4 ? (void *)&narrow : (void *)&wide, size);
    return true;
}

static enum wfp_status read_set(struct reader *r, const struct place *at, const struct record_member *m, const json_t *value,
                                uint64_t *out)
{
    uint64_t all = 0, bits;
    for (size_t i = 0; i < json_array_size(value); i++) {
        const json_t *item = json_array_get(value, i);
        struct place  here = { at, NULL, i };
        if (!by_name(m->values, item, &bits) && !whole(item, m->size, false, &bits))
            return wrong(r, &here, "no flag of this member");
        all |= bits;
    }
    *out = all;
    return WFP_OK;
}

static enum wfp_status scalar_value(struct reader *r, const struct place *at, const struct record_member *m,
                                    const json_t *value, uint64_t *out)
{
    *out = 0;
    if (m->flags & RECORD_REAL)
        return real(value, m->size, out) ? WFP_OK : wrong(r, at, "not a number of this size");
    if ((m->flags & RECORD_ADDRESS) && json_is_string(value) && spelling_read_address(json_string_value(value), m->size, out))
        return WFP_OK;
    if ((m->flags & RECORD_BOOL) && json_is_boolean(value)) {
        *out = json_is_true(value);
        return WFP_OK;
    }
    if ((m->flags & RECORD_SET) && json_is_array(value))
        return read_set(r, at, m, value, out);
    if ((m->values && by_name(m->values, value, out)) || whole(value, m->size, m->flags & RECORD_SIGNED, out))
        return WFP_OK;
    return wrong(r, at, m->flags & RECORD_ADDRESS ? "not an address" : m->values ? "no value of this member"
                                                                                  : "not a number that fits");
}

static enum wfp_status read_scalar(struct reader *r, const struct place *at, const struct record_member *m, const json_t *value)
{
    uint64_t number;
    RETURN_IF(scalar_value(r, at, m, value, &number));
    cbor_out_head(&r->out, CBOR_UINT, number);
    return WFP_OK;
}

/* --- bytes and text --- */

/* What has been gathered in the scratch buffer becomes a byte string. */
static enum wfp_status put_scratch(struct reader *r)
{
    if (!buffer_ok(&r->scratch))
        return WFP_NO_MEMORY;
    cbor_out_bytes(&r->out, r->scratch.data, r->scratch.size);
    return WFP_OK;
}

static bool gather_guid(struct reader *r, const json_t *value)
{
    struct guid guid;
    if (!json_is_string(value) || !guid_parse(json_string_value(value), &guid))
        return false;
    buffer_put(&r->scratch, &guid, sizeof(guid));
    return true;
}

static enum wfp_status read_bytes(struct reader *r, const struct place *at, const struct record_member *m, const json_t *value)
{
    const char *text = json_string_value(value);
    uint8_t     address[16];
    buffer_clear(&r->scratch);
    if (m->flags & RECORD_GUID) {
        if (!gather_guid(r, value))
            return wrong(r, at, "not a GUID");
    } else if (text && (m->flags & RECORD_ADDRESS) && spelling_read_address(text, m->size, address)) {
        buffer_put(&r->scratch, address, sizeof(address));
    } else if (!text || !spelling_read_hex(text, &r->scratch) || (buffer_ok(&r->scratch) && r->scratch.size != m->size)) {
        return wrong(r, at, "not as many bytes in hex as this member has");
    }
    return put_scratch(r);
}

static enum wfp_status read_sid(struct reader *r, const struct place *at, const struct record_member *m, const json_t *value)
{
    (void)m;
    buffer_clear(&r->scratch);
    if (!json_is_string(value) || !spelling_read_sid(json_string_value(value), &r->scratch))
        return wrong(r, at, "not a SID (S-1-...)");
    return put_scratch(r);
}

/* { "utf16": hex } or { "bytes": hex }. */
static bool gather_wrapped(struct reader *r, const json_t *value, size_t unit)
{
    const json_t *hex = json_object_get(value, unit == 2 ? "utf16" : "bytes");
    if (!json_is_string(hex) || json_object_size(value) != 1 || !spelling_read_hex(json_string_value(hex), &r->scratch))
        return false;
    if (r->scratch.size % unit)
        return false;
    for (size_t i = 0; i < r->scratch.size; i += unit)
        if (!record_load(r->scratch.data + i, unit))
            return false;
    return true;
}

static enum wfp_status read_text(struct reader *r, const struct place *at, const json_t *value, size_t unit)
{
    const char *text = json_string_value(value);
    size_t      length;
    buffer_clear(&r->scratch);
    if (text && strlen(text) == json_string_length(value) && unit == 1) {
        buffer_put(&r->scratch, text, strlen(text));
    } else if (text && strlen(text) == json_string_length(value) && (length = utf16_length(text)) != SIZE_MAX) {
        uint8_t *units = buffer_grow(&r->scratch, 2 * (length + 1));
        if (units)
            utf16_write_le(text, units);
        r->scratch.size -= units ? 2 : 0; /* without the NUL */
    } else if (!gather_wrapped(r, value, unit)) {
        return wrong(r, at, "not a string, or one with a NUL in it");
    }
    return put_scratch(r);
}

static enum wfp_status read_string(struct reader *r, const struct place *at, const struct record_member *m, const json_t *value)
{
    (void)m;
    return read_text(r, at, value, 2);
}

/* --- structures and arrays --- */

static enum wfp_status read_in_place(struct reader *r, const struct place *at, const struct record_member *m,
                                     const json_t *value)
{
    if (m->flags & RECORD_LISTED)
        cbor_out_head(&r->out, CBOR_ARRAY, 1);
    return read_struct(r, at, m->type, value);
}

static enum wfp_status read_raw(struct reader *r, const struct place *at, const struct record_member *m, const json_t *value)
{
    buffer_clear(&r->scratch);
    if (m->size == 1) {
        if (!json_is_string(value) || !spelling_read_hex(json_string_value(value), &r->scratch))
            return wrong(r, at, "not bytes in hex");
        return put_scratch(r);
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        const json_t *item = json_array_get(value, i);
        struct place  here = { at, NULL, i };
        uint64_t      number;
        if (m->flags & RECORD_GUID ? !gather_guid(r, item) : !whole(item, m->size, m->flags & RECORD_SIGNED, &number))
            return wrong(r, &here, m->flags & RECORD_GUID ? "not a GUID" : "not a number that fits");
        if (!(m->flags & RECORD_GUID))
            buffer_put(&r->scratch, &number, m->size);
    }
    return put_scratch(r);
}

static enum wfp_status read_array(struct reader *r, const struct place *at, const struct record_member *m, const json_t *value)
{
    cbor_out_head(&r->out, CBOR_ARRAY, json_array_size(value));
    for (size_t i = 0; i < json_array_size(value); i++) {
        const json_t *item = json_array_get(value, i);
        struct place  here = { at, NULL, i };
        RETURN_IF(m->kind == RECORD_ARRAY_STRUCT ? read_struct(r, &here, m->type, item)
                                                 : read_text(r, &here, item, m->kind == RECORD_STRINGS ? 2 : 1));
    }
    return WFP_OK;
}

static enum wfp_status (*const kinds[RECORD_KIND_COUNT])(struct reader *, const struct place *, const struct record_member *,
                                                         const json_t *) = {
    [RECORD_SCALAR] = read_scalar,
    [RECORD_BYTES] = read_bytes,
    [RECORD_STRUCT] = read_in_place,
    [RECORD_TO_SCALAR] = read_scalar,
    [RECORD_TO_BYTES] = read_bytes,
    [RECORD_TO_STRUCT] = read_in_place,
    [RECORD_STRING] = read_string,
    [RECORD_SID] = read_sid,
    [RECORD_ARRAY_RAW] = read_raw,
    [RECORD_ARRAY_STRUCT] = read_array,
    [RECORD_STRINGS] = read_array,
    [RECORD_STRINGS8] = read_array,
};

static const struct record_member *find_member(const struct record_type *t, const char *name)
{
    for (unsigned i = 0; i < t->member_count; i++)
        if (t->members[i].kind != RECORD_SWITCH && strcmp(t->members[i].name, name) == 0)
            return &t->members[i];
    return NULL;
}

/* What the discriminators say, in memory as record_arm() reads it. */
static enum wfp_status read_selectors(struct reader *r, const struct place *at, const struct record_type *t,
                                      const json_t *object, uint8_t *record)
{
    for (unsigned i = 0; i < t->switch_count; i++) {
        for (unsigned m = 0; m < t->walk_count; m++) {
            const struct record_member *selector = &t->members[m];
            const json_t               *value = json_object_get(object, selector->name);
            struct place                here = { at, selector->name, 0 };
            uint64_t                    number;
            if (selector->kind != RECORD_SCALAR || selector->offset != t->switches[i].at || !value)
                continue;
            RETURN_IF(scalar_value(r, &here, selector, value, &number));
            record_store(record + selector->offset, selector->size, number);
        }
    }
    return WFP_OK;
}

/* Which members of unions may come, as bits; those that must come do. */
static enum wfp_status check_arms(struct reader *r, const struct place *at, const struct record_type *t, const json_t *object,
                                  const uint8_t *record, uint64_t *allowed)
{
    *allowed = (UINT64_C(1) << t->walk_count) - 1;
    for (unsigned i = 0; i < t->switch_count; i++) {
        int arm = record_arm(&t->switches[i], record);
        if (arm < 0)
            return fail(r, at, WFP_INVALID_ENUMERATOR, "what selects the member of a union has an unknown value");
        if (arm >= (int)RECORD_NOTHING)
            continue;
        *allowed |= UINT64_C(1) << arm;
        struct place here = { at, t->members[arm].name, 0 };
        if ((t->members[arm].flags & RECORD_REQUIRED) && !json_object_get(object, here.member))
            return fail(r, &here, WFP_NULL_POINTER, "is missing");
    }
    return WFP_OK;
}

static bool is_empty_array(const struct record_member *m, const json_t *value)
{
    return m->kind >= RECORD_ARRAY_RAW && (json_is_string(value) ? json_string_length(value) == 0
                                                                  : json_is_array(value) && json_array_size(value) == 0);
}

static enum wfp_status read_member(struct reader *r, const struct place *at, const struct record_member *m, const json_t *value)
{
    bool bytes = m->kind == RECORD_ARRAY_RAW && m->size == 1;
    if (m->kind >= RECORD_ARRAY_RAW && !bytes && !json_is_array(value))
        return wrong(r, at, "not an array");
    cbor_out_head(&r->out, CBOR_UINT, m->number);
    return kinds[m->kind](r, at, m, value);
}

static enum wfp_status read_blob(struct reader *r, const struct place *at, const struct record_member *data,
                                 const json_t *value)
{
    bool empty = is_empty_array(data, value);
    cbor_out_head(&r->out, CBOR_MAP, empty ? 0 : 1);
    return empty ? WFP_OK : read_member(r, at, data, value);
}

static enum wfp_status read_struct(struct reader *r, const struct place *at, const struct record_type *t, const json_t *value)
{
    uint8_t     record[2048] = { 0 };
    uint64_t    allowed, pairs = 0;
    const char *name;
    json_t     *item, *object = (json_t *)(uintptr_t)value; /* iterating changes nothing */
    if (t == &record_FWP_BYTE_BLOB)
        return read_blob(r, at, &t->members[0], value);
    if (!json_is_object(value) || t->size > sizeof(record))
        return wrong(r, at, "not an object");
    RETURN_IF(read_selectors(r, at, t, value, record));
    RETURN_IF(check_arms(r, at, t, value, record, &allowed));
    json_object_foreach(object, name, item) {
        const struct record_member *m = find_member(t, name);
        struct place                here = { at, name, 0 };
        if (!m)
            return wrong(r, &here, "no such member");
        if (!(allowed >> (m - t->members) & 1))
            return wrong(r, &here, "not the member of the union that is selected");
        pairs += !is_empty_array(m, item);
    }
    cbor_out_head(&r->out, CBOR_MAP, pairs);
    json_object_foreach(object, name, item) {
        const struct record_member *m = find_member(t, name);
        struct place                here = { at, name, 0 };
        if (!is_empty_array(m, item))
            RETURN_IF(read_member(r, &here, m, item));
    }
    return WFP_OK;
}

enum wfp_status record_from_json(const struct record_type *t, const json_t *value, void **block, struct record_fault *fault)
{
    struct reader r = { .fault = fault };
    *fault = (struct record_fault){ 0 };
    enum wfp_status err = read_struct(&r, NULL, t, value);
    if (!err && !buffer_ok(&r.out))
        err = WFP_NO_MEMORY;
    if (!err) {
        struct bytes in = buffer_bytes(&r.out);
        err = record_decode(t, &in, block);
        if (err && err != WFP_NO_MEMORY)
            err = fail(&r, NULL, err, "too large");
    }
    buffer_fini(&r.out);
    buffer_fini(&r.scratch);
    return err;
}
