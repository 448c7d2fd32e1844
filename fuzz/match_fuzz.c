/* Bytes to (match type, field value, condition value): the engine and the second opinion must say the same, for pairs
 * that a filter may hold and for those it may not. Where the statements are silent (a descriptor or SID no filter can
 * hold) the engine must only survive. Layout: match, field type, condition type, field payload, condition payload; a
 * payload of variable length has its length in front. */
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "engine/match.h"
#include "naive/naive.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HELD 64

/* All memory of one input, in allocations of the exact size so that a sanitizer sees one byte too many. */
struct held {
    void    *blocks[HELD];
    unsigned count;
};

static void *hold(struct held *h, size_t size)
{
    if (h->count == HELD)
        return NULL;
    void *p = calloc(1, size ? size : 1);
    if (!p)
        abort();
    return h->blocks[h->count++] = p;
}

static void release(struct held *h)
{
    while (h->count)
        free(h->blocks[--h->count]);
}

static void *read_copy(struct held *h, struct bytes *b, size_t size)
{
    void *p = hold(h, size);
    return p && bytes_copy(b, p, size) ? p : NULL;
}

static struct byte_blob *read_blob(struct held *h, struct bytes *b)
{
    uint16_t          size;
    struct byte_blob *blob = hold(h, sizeof(*blob));
    if (!blob || !bytes_u16(b, &size) || !(blob->data = read_copy(h, b, size)))
        return NULL;
    blob->size = size;
    return blob;
}

static uint8_t *read_sid(struct held *h, struct bytes *b)
{
    uint8_t  head[2];
    uint8_t *sid;
    if (!bytes_copy(b, head, 2) || head[1] > 15 || !(sid = hold(h, 8u + 4u * head[1])))
        return NULL;
    memcpy(sid, head, 2);
    return bytes_copy(b, sid + 2, 6u + 4u * head[1]) ? sid : NULL;
}

static struct token *read_token(struct held *h, struct bytes *b)
{
    uint8_t        count;
    struct token  *t = hold(h, sizeof(*t));
    const uint8_t **sids;
    if (!t || !bytes_u8(b, &count) || count > 8 || !(sids = hold(h, count * sizeof(*sids))))
        return NULL;
    for (unsigned i = 0; i < count; i++)
        if (!(sids[i] = read_sid(h, b)))
            return NULL;
    *t = (struct token){ count, sids };
    return t;
}

static uint16_t *read_string(struct held *h, struct bytes *b)
{
    uint8_t   units;
    uint16_t *s;
    if (!bytes_u8(b, &units) || !(s = hold(h, 2u * units + 2u)))
        return NULL;
    return bytes_copy(b, s, 2u * units) ? s : NULL;
}

static bool read_value(struct held *h, struct bytes *b, enum data_type type, bool nested, struct value *v);

static struct value_range *read_range(struct held *h, struct bytes *b)
{
    static const enum data_type ends[] = { TYPE_EMPTY, TYPE_UINT8, TYPE_UINT16, TYPE_UINT32, TYPE_UINT64, TYPE_INT8,
                                           TYPE_INT16, TYPE_INT32, TYPE_INT64, TYPE_BYTE_ARRAY16, TYPE_BYTE_BLOB,
                                           TYPE_UNICODE_STRING, TYPE_BYTE_ARRAY6, TYPE_SID, TYPE_FLOAT, TYPE_DOUBLE };
    uint8_t             types[2];
    struct value_range *r = hold(h, sizeof(*r));
    if (!r || !bytes_copy(b, types, 2))
        return NULL;
    return read_value(h, b, ends[types[0] % 16], true, &r->low) && read_value(h, b, ends[types[1] % 16], true, &r->high)
               ? r
               : NULL;
}

/* Every member of the union that is not inside the value is a pointer. */
static bool read_value(struct held *h, struct bytes *b, enum data_type type, bool nested, struct value *v)
{
    memset(v, 0, sizeof(*v));
    v->type = type;
    switch (type) {
    case TYPE_UINT8:
    case TYPE_INT8:
        return bytes_u8(b, &v->u8);
    case TYPE_UINT16:
    case TYPE_INT16:
        return bytes_u16(b, &v->u16);
    case TYPE_UINT32:
    case TYPE_INT32:
    case TYPE_FLOAT:
        return bytes_u32(b, &v->u32);
    case TYPE_UINT64:
    case TYPE_INT64:
    case TYPE_DOUBLE:
        return (v->u64 = read_copy(h, b, 8)) != NULL;
    case TYPE_BYTE_ARRAY16:
        return (v->bytes16 = read_copy(h, b, 16)) != NULL;
    case TYPE_BYTE_ARRAY6:
        return (v->bytes6 = read_copy(h, b, 6)) != NULL;
    case TYPE_BYTE_BLOB:
    case TYPE_SECURITY_DESCRIPTOR:
    case TYPE_TOKEN_INFORMATION:
        return (v->blob = read_blob(h, b)) != NULL;
    case TYPE_SID:
        return (v->sid = read_sid(h, b)) != NULL;
    case TYPE_TOKEN_ACCESS_INFORMATION:
        return (v->token = read_token(h, b)) != NULL;
    case TYPE_UNICODE_STRING:
        return (v->string = read_string(h, b)) != NULL;
    case TYPE_V4_ADDR_MASK:
        return (v->v4 = read_copy(h, b, sizeof(struct v4_addr_mask))) != NULL;
    case TYPE_V6_ADDR_MASK:
        return (v->v6 = read_copy(h, b, sizeof(struct v6_addr_mask))) != NULL;
    case TYPE_RANGE:
        return !nested && (v->range = read_range(h, b)) != NULL;
    case TYPE_EMPTY:
    case TYPE_SINGLE_MAX:
    case TYPE_MAX:
        break;
    }
    return true;
}

/* A field value is never of a type that only conditions have. */
static enum data_type field_type(uint8_t n)
{
    static const enum data_type not_a_field[] = { TYPE_SECURITY_DESCRIPTOR, TYPE_TOKEN_INFORMATION };
    enum data_type              type = (enum data_type)(n % (TYPE_BYTE_ARRAY6 + 1));
    return type == not_a_field[0] || type == not_a_field[1] ? TYPE_EMPTY : type;
}

static enum data_type condition_type(uint8_t n, enum data_type field)
{
    unsigned k = n % 24;
    if (k >= 20)
        return field;
    return k > TYPE_BYTE_ARRAY6 ? TYPE_RANGE : k == TYPE_TOKEN_INFORMATION ? TYPE_V4_ADDR_MASK
           : k == TYPE_FLOAT ? TYPE_V6_ADDR_MASK : (enum data_type)k;
}

static bool is_ascii(const uint16_t *s)
{
    for (; *s; s++)
        if (*s > 127)
            return false;
    return true;
}

/* A-107 leaves NOT_EQUAL against a range open ("if accepted"), and A-098 against a subnet; A-101 leaves BYTE_ARRAY6 out
 * of the sortable types, value.h does not; A-104 does not say what the case of a letter beyond ASCII is; A-098 has a
 * SID for a token in enumerations only, without saying that it would not match. */
static bool statements_are_silent(enum match_type match, const struct value *field, const struct value *with)
{
    if (match == MATCH_NOT_EQUAL && with->type > TYPE_SINGLE_MAX)
        return true;
    if (match == MATCH_EQUAL_CASE_INSENSITIVE && field->type == TYPE_UNICODE_STRING &&
        with->type == TYPE_UNICODE_STRING)
        return !is_ascii(field->string) || !is_ascii(with->string);
    if (field->type == TYPE_TOKEN_ACCESS_INFORMATION && with->type == TYPE_SID)
        return true;
    if (field->type == TYPE_BYTE_ARRAY6)
        return match != MATCH_EQUAL;
    if (with->type == TYPE_SECURITY_DESCRIPTOR && field->type == TYPE_TOKEN_ACCESS_INFORMATION)
        return !naive_sd_well_formed(with->blob);
    if (with->type == TYPE_V6_ADDR_MASK)
        return with->v6->prefix > 128;
    return with->type == TYPE_TOKEN_ACCESS_INFORMATION;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct held     h = { .count = 0 };
    struct bytes    b = bytes_of(data, size);
    struct value    field, with;
    uint8_t         head[3];
    if (!bytes_copy(&b, head, 3))
        return 0;
    enum match_type match = (enum match_type)(head[0] % MATCH_TYPE_MAX);
    enum data_type  type = field_type(head[1]);
    if (read_value(&h, &b, type, false, &field) && read_value(&h, &b, condition_type(head[2], type), false, &with)) {
        bool engine = match_value(match, &field, &with);
        if (!statements_are_silent(match, &field, &with) && engine != naive_match(match, &field, &with))
            abort();
    }
    release(&h);
    return 0;
}
