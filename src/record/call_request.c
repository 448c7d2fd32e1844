/* Requests, from the arguments of a function to those of its operation. */
#include "record/call.h"

#include "record/cbor_in.h"
#include "record/cbor_out.h"
#include "record/descriptor.h"
#include "record/walk.h"

const struct call_row *call_by_number(uint64_t number)
{
    return number < call_row_count ? call_rows[number] : NULL;
}

const struct call_row *call_find(const char *name)
{
    for (size_t i = 0; i < call_row_count; i++)
        if (call_rows[i] && strcmp(call_rows[i]->name, name) == 0)
            return call_rows[i];
    return NULL;
}

/* --- encoding: the value of one argument that is there --- */

static enum wfp_status put_number(const struct call_parameter *p, const union call_argument *a, const union call_argument *all,
                                  struct buffer *out)
{
    (void)all;
    cbor_out_head(out, CBOR_UINT, p->size < 8 ? a->number & ((UINT64_C(1) << (8 * p->size)) - 1) : a->number);
    return WFP_OK;
}

static enum wfp_status put_string(const struct call_parameter *p, const union call_argument *a, const union call_argument *all,
                                  struct buffer *out)
{
    const uint8_t *text = a->in;
    size_t         size = 0;
    (void)p, (void)all;
    while (text[size] || text[size + 1])
        size += 2;
    cbor_out_bytes(out, text, size);
    return WFP_OK;
}

static enum wfp_status put_guid(const struct call_parameter *p, const union call_argument *a, const union call_argument *all,
                                struct buffer *out)
{
    (void)all;
    cbor_out_bytes(out, a->in, p->size);
    return WFP_OK;
}

static enum wfp_status put_struct(const struct call_parameter *p, const union call_argument *a, const union call_argument *all,
                                  struct buffer *out)
{
    (void)all;
    return record_encode_argument(p->type, a->in, out);
}

static enum wfp_status put_array(const struct call_parameter *p, const union call_argument *a, const union call_argument *all,
                                 struct buffer *out)
{
    return record_encode_elements(p->type, a->in, (uint32_t)all[p->partner].number, out);
}

static enum wfp_status put_sized(const void *data, size_t size, struct buffer *out)
{
    if (!size)
        return WFP_INVALID_PARAMETER;
    cbor_out_bytes(out, data, size);
    return WFP_OK;
}

static enum wfp_status put_sid(const struct call_parameter *p, const union call_argument *a, const union call_argument *all,
                               struct buffer *out)
{
    (void)p, (void)all;
    return put_sized(a->in, record_sid_size(a->in), out);
}

static enum wfp_status put_acl(const struct call_parameter *p, const union call_argument *a, const union call_argument *all,
                               struct buffer *out)
{
    (void)p, (void)all;
    return put_sized(a->in, descriptor_acl_size(a->in), out);
}

static enum wfp_status put_descriptor(const struct call_parameter *p, const union call_argument *a,
                                      const union call_argument *all, struct buffer *out)
{
    (void)p, (void)all;
    return descriptor_encode(a->in, out);
}

/* A kind without a function does not travel to BFE. */
static enum wfp_status (*const put[PARAM_KIND_COUNT])(const struct call_parameter *, const union call_argument *,
                                                      const union call_argument *, struct buffer *) = {
    [PARAM_NUMBER] = put_number,         [PARAM_HANDLE] = put_number, [PARAM_STRING] = put_string,
    [PARAM_GUID] = put_guid,             [PARAM_STRUCT] = put_struct, [PARAM_ARRAY] = put_array,
    [PARAM_SID] = put_sid,               [PARAM_ACL] = put_acl,       [PARAM_DESCRIPTOR] = put_descriptor,
};

static bool is_number(const struct call_parameter *p)
{
    return p->kind == PARAM_ENGINE || p->kind == PARAM_NUMBER || p->kind == PARAM_HANDLE || p->kind == PARAM_COUNT;
}

/* Whether a NULL is allowed: for an array that has no elements, too. */
static bool may_be_null(const struct call_parameter *p, const union call_argument *all)
{
    bool stays = p->kind == PARAM_CALLBACK || p->kind == PARAM_CONTEXT || p->kind == PARAM_LOCAL;
    return p->optional || stays || (p->kind == PARAM_ARRAY && all[p->partner].number == 0);
}

static enum wfp_status check_pointers(const struct call_row *row, const union call_argument *arguments)
{
    for (unsigned i = 0; i < row->parameter_count; i++) {
        const struct call_parameter *p = &row->parameters[i];
        if (!is_number(p) && !arguments[i].in && !may_be_null(p, arguments))
            return WFP_NULL_POINTER;
    }
    return WFP_OK;
}

/* Zero and NULL say nothing. */
static bool is_sent(const struct call_parameter *p, const union call_argument *arguments, unsigned i)
{
    if (!put[p->kind] || (is_number(p) ? arguments[i].number == 0 : !arguments[i].in))
        return false;
    return p->kind != PARAM_ARRAY || arguments[p->partner].number != 0;
}

enum wfp_status call_encode_request(const struct call_row *row, const union call_argument *arguments, struct buffer *out)
{
    size_t   start = out->size;
    unsigned pairs = 0;
    RETURN_IF(check_pointers(row, arguments));
    for (unsigned i = 0; i < row->parameter_count; i++)
        pairs += is_sent(&row->parameters[i], arguments, i);
    cbor_out_head(out, CBOR_ARRAY, 3);
    cbor_out_head(out, CBOR_UINT, CALL_PROTOCOL);
    cbor_out_head(out, CBOR_UINT, row->number);
    cbor_out_head(out, CBOR_MAP, pairs);
    enum wfp_status err = WFP_OK;
    for (unsigned i = 0; !err && i < row->parameter_count; i++) {
        const struct call_parameter *p = &row->parameters[i];
        if (!is_sent(p, arguments, i))
            continue;
        cbor_out_head(out, CBOR_UINT, p->slot);
        err = put[p->kind](p, &arguments[i], arguments, out);
    }
    if (!err && !buffer_ok(out))
        err = WFP_NO_MEMORY;
    if (err)
        out->size = start;
    return err;
}

/* --- decoding --- */

struct request {
    struct bytes           in;
    struct arena          *arena;
    const struct call_row *row;
    union call_argument    arguments[CALL_ARGUMENTS_MAX];
};

static enum wfp_status get_number(struct request *r, const struct call_parameter *p)
{
    uint64_t value;
    if (!cbor_in_uint(&r->in, &value) || (p->size < 8 && value >> (8 * p->size)))
        return WFP_INVALID_PARAMETER;
    r->arguments[p->slot].number = value;
    return WFP_OK;
}

static enum wfp_status keep(struct request *r, const struct call_parameter *p, const void *data)
{
    r->arguments[p->slot].in = data;
    return data ? WFP_OK : WFP_NO_MEMORY;
}

static enum wfp_status get_string(struct request *r, const struct call_parameter *p)
{
    struct bytes text;
    uint16_t     unit;
    if (!cbor_in_bytes(&r->in, &text) || bytes_left(&text) % 2)
        return WFP_INVALID_PARAMETER;
    for (struct bytes look = text; bytes_u16(&look, &unit);)
        if (!unit)
            return WFP_INVALID_PARAMETER;
    size_t   size = bytes_left(&text);
    uint8_t *copy = arena_alloc(r->arena, size + 2); /* zeroed: the terminator is there */
    if (copy && !bytes_copy(&text, copy, size))
        return WFP_INVALID_PARAMETER;
    return keep(r, p, copy);
}

static enum wfp_status get_guid(struct request *r, const struct call_parameter *p)
{
    struct bytes guid;
    if (!cbor_in_bytes(&r->in, &guid) || bytes_left(&guid) != p->size)
        return WFP_INVALID_PARAMETER;
    return keep(r, p, arena_copy(r->arena, guid.at, p->size));
}

static enum wfp_status get_struct(struct request *r, const struct call_parameter *p)
{
    void *record;
    RETURN_IF(record_decode_arena(record_type_newest(p->type), &r->in, r->arena, &record));
    return keep(r, p, record);
}

static enum wfp_status get_array(struct request *r, const struct call_parameter *p)
{
    void    *elements;
    uint32_t count;
    RETURN_IF(record_decode_elements(record_type_newest(p->type), &r->in, r->arena, &elements, &count));
    r->arguments[r->row->parameters[p->partner].slot].number = count;
    return keep(r, p, elements);
}

/* Bytes with their length. */
static enum wfp_status keep_bytes(struct request *r, const struct call_parameter *p, struct bytes bytes)
{
    size_t       size = bytes_left(&bytes);
    struct bytes kept = bytes_of(arena_copy(r->arena, bytes.at, size), size);
    return kept.at ? keep(r, p, arena_copy(r->arena, &kept, sizeof(kept))) : WFP_NO_MEMORY;
}

static enum wfp_status get_sid(struct request *r, const struct call_parameter *p)
{
    struct bytes sid;
    return cbor_in_bytes(&r->in, &sid) && descriptor_is_sid(sid) ? keep_bytes(r, p, sid) : WFP_INVALID_PARAMETER;
}

static enum wfp_status get_acl(struct request *r, const struct call_parameter *p)
{
    struct bytes acl;
    return cbor_in_bytes(&r->in, &acl) && descriptor_is_acl(acl) ? keep_bytes(r, p, acl) : WFP_INVALID_PARAMETER;
}

static enum wfp_status get_descriptor(struct request *r, const struct call_parameter *p)
{
    struct bytes descriptor;
    uint32_t     offsets[DESCRIPTOR_PARTS];
    if (!cbor_in_bytes(&r->in, &descriptor) || !descriptor_parse(descriptor, offsets))
        return WFP_INVALID_PARAMETER;
    return keep_bytes(r, p, descriptor);
}

static enum wfp_status (*const get[PARAM_KIND_COUNT])(struct request *, const struct call_parameter *) = {
    [PARAM_NUMBER] = get_number,         [PARAM_HANDLE] = get_number, [PARAM_STRING] = get_string,
    [PARAM_GUID] = get_guid,             [PARAM_STRUCT] = get_struct, [PARAM_ARRAY] = get_array,
    [PARAM_SID] = get_sid,               [PARAM_ACL] = get_acl,       [PARAM_DESCRIPTOR] = get_descriptor,
};

static const struct call_parameter *by_slot(const struct call_row *row, uint64_t slot)
{
    for (unsigned i = 0; i < row->parameter_count; i++)
        if (row->parameters[i].slot == slot)
            return &row->parameters[i];
    return NULL;
}

static enum wfp_status get_pair(struct request *r, unsigned *seen)
{
    uint64_t slot;
    if (!cbor_in_uint(&r->in, &slot))
        return WFP_INVALID_PARAMETER;
    const struct call_parameter *p = by_slot(r->row, slot);
    if (!p || !get[p->kind] || *seen >> slot & 1)
        return WFP_INVALID_PARAMETER;
    *seen |= 1u << slot;
    return get[p->kind](r, p);
}

/* Whoever sent this need not have used call_encode_request(). */
static enum wfp_status check_required(const struct request *r, unsigned seen)
{
    for (unsigned i = 0; i < r->row->parameter_count; i++) {
        const struct call_parameter *p = &r->row->parameters[i];
        if (get[p->kind] && !is_number(p) && p->kind != PARAM_ARRAY && !p->optional && !(seen >> p->slot & 1))
            return WFP_NULL_POINTER;
    }
    return WFP_OK;
}

static enum wfp_status get_head(struct request *r, uint64_t *pairs)
{
    uint64_t items, protocol, number;
    if (!cbor_in_array(&r->in, &items) || items < 2 || !cbor_in_uint(&r->in, &protocol) || !cbor_in_uint(&r->in, &number))
        return WFP_INVALID_PARAMETER;
    r->row = call_by_number(number);
    if (protocol != CALL_PROTOCOL || !r->row)
        return WFP_UNSUPPORTED;
    return items == 3 && cbor_in_map(&r->in, pairs) ? WFP_OK : WFP_INVALID_PARAMETER;
}

enum wfp_status call_decode_request(struct bytes *in, struct arena *arena, const struct call_row **row,
                                    union call_argument arguments[CALL_ARGUMENTS_MAX])
{
    struct request r = { .in = *in, .arena = arena };
    uint64_t       pairs;
    unsigned       seen = 0;
    RETURN_IF(get_head(&r, &pairs));
    for (uint64_t i = 0; i < pairs; i++)
        RETURN_IF(get_pair(&r, &seen));
    RETURN_IF(check_required(&r, seen));
    *in = r.in;
    *row = r.row;
    memcpy(arguments, r.arguments, sizeof(r.arguments));
    return WFP_OK;
}
