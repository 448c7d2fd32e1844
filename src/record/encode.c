/* Structures to CBOR. The caller's memory is trusted as far as its structures say; what they cannot say (a NULL where something
 * must be, a discriminator that names nothing) is an error. Types do not hold themselves, so recursion ends. */
#include "record/walk.h"

#include "record/cbor_out.h"

#define SID_HEADER    8u  /* revision, count of subauthorities, authority */
#define SID_PARTS_MAX 15u
#define SID_REVISION  1u

static enum wfp_status encode_struct(const struct record_type *t, const uint8_t *record, struct buffer *out);

static const void *pointer_at(const uint8_t *at)
{
    const void *p;
    memcpy(&p, at, sizeof(p));
    return p;
}

static bool all_zero(const uint8_t *at, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (at[i])
            return false;
    return true;
}

static void put_string(const uint8_t *text, struct buffer *out)
{
    size_t length = 0;
    while (text[length] || text[length + 1])
        length += 2;
    cbor_out_bytes(out, text, length);
}

size_t record_sid_size(const uint8_t *sid)
{
    return sid[0] != SID_REVISION || sid[1] > SID_PARTS_MAX ? 0 : SID_HEADER + 4u * sid[1];
}

static enum wfp_status encode_scalar(const struct record_member *m, const uint8_t *at, struct buffer *out)
{
    cbor_out_head(out, CBOR_UINT, record_load(at, m->size));
    return WFP_OK;
}

static enum wfp_status encode_bytes(const struct record_member *m, const uint8_t *at, struct buffer *out)
{
    cbor_out_bytes(out, at, m->size);
    return WFP_OK;
}

static enum wfp_status encode_in_place(const struct record_member *m, const uint8_t *at, struct buffer *out)
{
    return encode_struct(m->type, at, out);
}

static enum wfp_status encode_pointed(const struct record_member *m, const uint8_t *at, struct buffer *out)
{
    if (m->flags & RECORD_LISTED)
        cbor_out_head(out, CBOR_ARRAY, 1);
    return encode_struct(m->type, at, out);
}

static enum wfp_status encode_string(const struct record_member *m, const uint8_t *at, struct buffer *out)
{
    (void)m;
    put_string(at, out);
    return WFP_OK;
}

static enum wfp_status encode_sid(const struct record_member *m, const uint8_t *at, struct buffer *out)
{
    size_t size = record_sid_size(at);
    (void)m;
    if (!size)
        return WFP_INVALID_PARAMETER;
    cbor_out_bytes(out, at, size);
    return WFP_OK;
}

/* Arrays: `count` elements at `at`. */

static enum wfp_status encode_raw(const struct record_member *m, const uint8_t *at, uint32_t count, struct buffer *out)
{
    if (count > RECORD_SIZE_MAX / m->size)
        return WFP_INVALID_PARAMETER;
    cbor_out_bytes(out, at, (size_t)count * m->size);
    return WFP_OK;
}

static enum wfp_status encode_structs(const struct record_member *m, const uint8_t *at, uint32_t count, struct buffer *out)
{
    cbor_out_head(out, CBOR_ARRAY, count);
    for (uint32_t i = 0; i < count; i++) {
        RETURN_IF(encode_struct(m->type, at + (size_t)i * m->type->size, out));
        if (out->size > RECORD_SIZE_MAX)
            return WFP_INVALID_PARAMETER;
    }
    return WFP_OK;
}

static enum wfp_status encode_strings(const struct record_member *m, const uint8_t *at, uint32_t count, struct buffer *out)
{
    cbor_out_head(out, CBOR_ARRAY, count);
    for (uint32_t i = 0; i < count; i++) {
        const void *text = pointer_at(at + i * sizeof(void *));
        if (!text)
            return WFP_NULL_POINTER;
        if (m->kind == RECORD_STRINGS)
            put_string(text, out);
        else
            cbor_out_bytes(out, text, strlen(text));
        if (out->size > RECORD_SIZE_MAX)
            return WFP_INVALID_PARAMETER;
    }
    return WFP_OK;
}

static enum wfp_status (*const in_place[RECORD_KIND_COUNT])(const struct record_member *, const uint8_t *, struct buffer *) = {
    [RECORD_SCALAR] = encode_scalar,
    [RECORD_BYTES] = encode_bytes,
    [RECORD_STRUCT] = encode_in_place,
    [RECORD_TO_SCALAR] = encode_scalar,
    [RECORD_TO_BYTES] = encode_bytes,
    [RECORD_TO_STRUCT] = encode_pointed,
    [RECORD_STRING] = encode_string,
    [RECORD_SID] = encode_sid,
};

static enum wfp_status (*const arrays[RECORD_KIND_COUNT])(const struct record_member *, const uint8_t *, uint32_t,
                                                          struct buffer *) = {
    [RECORD_ARRAY_RAW] = encode_raw,
    [RECORD_ARRAY_STRUCT] = encode_structs,
    [RECORD_STRINGS] = encode_strings,
    [RECORD_STRINGS8] = encode_strings,
};

/* Finds what the member is about: itself or what it points to; `at` is NULL when there is nothing to say of it. */
static enum wfp_status locate(const struct record_member *m, const uint8_t *record, const uint8_t **at, uint32_t *count)
{
    *at = record + m->offset;
    if (m->kind == RECORD_SCALAR || m->kind == RECORD_BYTES) {
        if (all_zero(*at, m->size))
            *at = NULL;
        return WFP_OK;
    }
    if (m->kind == RECORD_STRUCT)
        return WFP_OK;
    *at = pointer_at(*at);
    if (!arrays[m->kind])
        return !*at && (m->flags & RECORD_REQUIRED) ? WFP_NULL_POINTER : WFP_OK;
    *count = (uint32_t)record_load(record + m->count_at, 4);
    if (*count && !*at)
        return WFP_NULL_POINTER;
    if (!*count)
        *at = NULL;
    return WFP_OK;
}

/* Number and value; nothing when the member is zero, and *pairs counts. */
static enum wfp_status encode_member(const struct record_member *m, const uint8_t *record, struct buffer *out, unsigned *pairs)
{
    const uint8_t *at;
    uint32_t       count = 0;
    size_t         before = out->size;
    RETURN_IF(locate(m, record, &at, &count));
    if (!at)
        return WFP_OK;
    cbor_out_head(out, CBOR_UINT, m->number);
    size_t value = out->size;
    RETURN_IF(arrays[m->kind] ? arrays[m->kind](m, at, count, out) : in_place[m->kind](m, at, out));
    if (m->kind == RECORD_STRUCT && buffer_ok(out) && out->data[value] == CBOR_MAP)
        out->size = before;
    else
        ++*pairs;
    return WFP_OK;
}

static enum wfp_status encode_arm(const struct record_type *t, const struct record_switch *s, const uint8_t *record,
                                  struct buffer *out, unsigned *pairs)
{
    int arm = record_arm(s, record);
    if (arm < 0 || arm == RECORD_ELSEWHERE)
        return WFP_INVALID_ENUMERATOR;
    return arm == RECORD_NOTHING ? WFP_OK : encode_member(&t->members[arm], record, out, pairs);
}

static enum wfp_status encode_without(unsigned left_out, const struct record_type *t, const uint8_t *record, struct buffer *out)
{
    size_t   head = out->size;
    unsigned pairs = 0;
    /* The count is known at the end; a structure that may have more than 23 pairs gets a head of two bytes for it. */
    bool wide = t->member_count >= 24;
    cbor_out_head(out, CBOR_MAP, wide ? 24 : 0);
    for (unsigned i = 0; i < t->walk_count; i++) {
        const struct record_member *m = &t->members[i];
        if (m->flags & left_out)
            continue;
        RETURN_IF(m->kind == RECORD_SWITCH ? encode_arm(t, &t->switches[m->count_at], record, out, &pairs)
                                           : encode_member(m, record, out, &pairs));
    }
    if (!buffer_ok(out))
        return WFP_NO_MEMORY;
    if (wide && !pairs) /* in the short form, by which an empty structure is known */
        out->size = head + 1;
    if (wide && pairs)
        out->data[head + 1] = (uint8_t)pairs;
    else
        out->data[head] = (uint8_t)(CBOR_MAP | pairs);
    return WFP_OK;
}

static enum wfp_status encode_struct(const struct record_type *t, const uint8_t *record, struct buffer *out)
{
    return encode_without(0, t, record, out);
}

static enum wfp_status finish(struct buffer *out, size_t start, enum wfp_status err)
{
    if (!err && !buffer_ok(out))
        err = WFP_NO_MEMORY;
    if (!err && out->size - start > RECORD_SIZE_MAX)
        err = WFP_INVALID_PARAMETER;
    if (err)
        out->size = start;
    return err;
}

enum wfp_status record_encode(const struct record_type *t, const void *record, struct buffer *out)
{
    size_t start = out->size;
    return finish(out, start, record ? encode_struct(t, record, out) : WFP_NULL_POINTER);
}

enum wfp_status record_encode_argument(const struct record_type *t, const void *record, struct buffer *out)
{
    size_t start = out->size;
    return finish(out, start, record ? encode_without(RECORD_OUTPUT, t, record, out) : WFP_NULL_POINTER);
}

enum wfp_status record_encode_array(const struct record_type *t, const void *const *records, uint32_t count, struct buffer *out)
{
    size_t          start = out->size;
    enum wfp_status err = count && !records ? WFP_NULL_POINTER : WFP_OK;
    cbor_out_head(out, CBOR_ARRAY, count);
    for (uint32_t i = 0; !err && i < count; i++) {
        err = records[i] ? encode_struct(t, records[i], out) : WFP_NULL_POINTER;
        if (!err && out->size - start > RECORD_SIZE_MAX)
            err = WFP_INVALID_PARAMETER;
    }
    return finish(out, start, err);
}

enum wfp_status record_encode_elements(const struct record_type *t, const void *elements, uint32_t count, struct buffer *out)
{
    struct record_member as_member = { .kind = RECORD_ARRAY_STRUCT, .type = t };
    size_t               start = out->size;
    return finish(out, start, count && !elements ? WFP_NULL_POINTER : encode_structs(&as_member, elements, count, out));
}
