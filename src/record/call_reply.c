/* Replies, from the results of an operation to the places that the caller of a function named. */
#include "record/call.h"

#include <stdlib.h>

#include "record/cbor_in.h"
#include "record/cbor_out.h"
#include "record/descriptor.h"
#include "record/walk.h"

/* --- encoding --- */

static enum wfp_status put_result(const struct call_row *row, const struct call_parameter *p,
                                  const union call_argument *results, struct buffer *out)
{
    const union call_argument *r = &results[p->slot];
    const struct bytes        *descriptor;
    uint32_t                   offsets[DESCRIPTOR_PARTS];
    switch (p->kind) {
    case PARAM_OUT_STRUCT:
    case PARAM_OUT_BLOCK:
        return record_encode(record_type_newest(p->type), r->in, out);
    case PARAM_OUT_ARRAY:
        return record_encode_array(record_type_newest(p->type), r->in,
                                   (uint32_t)results[row->parameters[p->partner].slot].number, out);
    case PARAM_OUT_DESCRIPTOR:
        descriptor = r->in;
        if (!descriptor_parse(*descriptor, offsets))
            return WFP_INVALID_PARAMETER;
        cbor_out_bytes(out, descriptor->at, bytes_left(descriptor));
        return WFP_OK;
    default:
        cbor_out_head(out, CBOR_UINT, r->number);
        return WFP_OK;
    }
}

/* The count of an array is its length, the parts of a descriptor are inside it. */
static bool is_result(const struct call_parameter *p)
{
    return p->kind >= PARAM_OUT_NUMBER && p->kind != PARAM_OUT_COUNT && p->kind != PARAM_OUT_SID && p->kind != PARAM_OUT_ACL;
}

static bool is_given(const struct call_row *row, const struct call_parameter *p, const union call_argument *results)
{
    if (!is_result(p))
        return false;
    if (p->kind == PARAM_OUT_ARRAY)
        return results[p->slot].in || results[row->parameters[p->partner].slot].number;
    bool number = p->kind == PARAM_OUT_NUMBER || p->kind == PARAM_OUT_HANDLE;
    return number ? results[p->slot].number != 0 : results[p->slot].in != NULL;
}

enum wfp_status call_encode_reply(const struct call_row *row, enum wfp_status status,
                                  const union call_argument results[CALL_ARGUMENTS_MAX], struct buffer *out)
{
    size_t   start = out->size;
    unsigned pairs = 0;
    for (unsigned i = 0; !status && i < row->parameter_count; i++)
        pairs += is_given(row, &row->parameters[i], results);
    cbor_out_head(out, CBOR_ARRAY, 2);
    cbor_out_head(out, CBOR_UINT, status_row(status)->win32);
    cbor_out_head(out, CBOR_MAP, pairs);
    enum wfp_status err = WFP_OK;
    for (unsigned i = 0; !status && !err && i < row->parameter_count; i++) {
        const struct call_parameter *p = &row->parameters[i];
        if (!is_given(row, p, results))
            continue;
        cbor_out_head(out, CBOR_UINT, p->slot);
        err = put_result(row, p, results, out);
    }
    if (!err && !buffer_ok(out))
        err = WFP_NO_MEMORY;
    if (err)
        out->size = start;
    return err;
}

/* --- decoding: first everything, by parameter, then everything is stored --- */

struct reply {
    struct bytes           in;
    const struct call_row *row;
    struct {
        void        *block; /* of malloc() */
        uint64_t     number; /* or the count of an array */
        struct bytes descriptor; /* inside block */
    } got[CALL_ARGUMENTS_MAX];
};

static void drop(struct reply *r)
{
    for (unsigned i = 0; i < COUNT_OF(r->got); i++)
        free(r->got[i].block);
}

static enum wfp_status get_descriptor(struct reply *r, unsigned i)
{
    struct bytes bytes;
    uint32_t     offsets[DESCRIPTOR_PARTS];
    if (!cbor_in_bytes(&r->in, &bytes) || !descriptor_parse(bytes, offsets))
        return WFP_INVALID_PARAMETER;
    size_t size = bytes_left(&bytes);
    r->got[i].block = malloc(size);
    if (!r->got[i].block)
        return WFP_NO_MEMORY;
    r->got[i].descriptor = bytes_of(r->got[i].block, size);
    return bytes_copy(&bytes, r->got[i].block, size) ? WFP_OK : WFP_INVALID_PARAMETER;
}

static enum wfp_status get_array(struct reply *r, unsigned i)
{
    uint32_t count;
    void   **block;
    RETURN_IF(record_decode_array(r->row->parameters[i].type, &r->in, &block, &count));
    r->got[i].block = block;
    r->got[i].number = count;
    return WFP_OK;
}

static enum wfp_status get_result(struct reply *r, unsigned i)
{
    const struct call_parameter *p = &r->row->parameters[i];
    switch (p->kind) {
    case PARAM_OUT_STRUCT:
    case PARAM_OUT_BLOCK:
        return record_decode(p->type, &r->in, &r->got[i].block);
    case PARAM_OUT_ARRAY:
        return get_array(r, i);
    case PARAM_OUT_DESCRIPTOR:
        return get_descriptor(r, i);
    default:
        if (!cbor_in_uint(&r->in, &r->got[i].number) || (p->size < 8 && r->got[i].number >> (8 * p->size)))
            return WFP_INVALID_PARAMETER;
        return WFP_OK;
    }
}

static enum wfp_status get_pair(struct reply *r, unsigned *seen)
{
    uint64_t slot;
    if (!cbor_in_uint(&r->in, &slot))
        return WFP_INVALID_PARAMETER;
    for (unsigned i = 0; i < r->row->parameter_count; i++) {
        const struct call_parameter *p = &r->row->parameters[i];
        if (p->slot != slot)
            continue;
        if (!is_result(p) || *seen >> i & 1)
            return WFP_INVALID_PARAMETER;
        *seen |= 1u << i;
        return get_result(r, i);
    }
    /* A result that a newer version of the function has. */
    return cbor_in_skip(&r->in) ? WFP_OK : WFP_INVALID_PARAMETER;
}

static bool get_head(struct reply *r, enum wfp_status *answer, uint64_t *pairs)
{
    uint64_t items, code;
    if (!cbor_in_array(&r->in, &items) || items != 2 || !cbor_in_uint(&r->in, &code) || !cbor_in_map(&r->in, pairs))
        return false;
    for (unsigned s = 0; s < WFP_STATUS_COUNT; s++) {
        if (status_row((enum wfp_status)s)->win32 == code) {
            *answer = (enum wfp_status)s;
            return true;
        }
    }
    return false;
}

/* The n-th part of its kind: owner before group, DACL before SACL. None when the caller does not take the block it lies in. */
static void store_part(const struct reply *r, const union call_argument *arguments, const struct call_parameter *p,
                       unsigned nth, void *place)
{
    static const enum descriptor_part sids[] = { DESCRIPTOR_OWNER, DESCRIPTOR_GROUP };
    static const enum descriptor_part acls[] = { DESCRIPTOR_DACL, DESCRIPTOR_SACL };
    uint32_t offsets[DESCRIPTOR_PARTS];
    void    *part = NULL;
    for (unsigned i = 0; i < r->row->parameter_count; i++) {
        struct bytes all = r->got[i].descriptor;
        if (!all.at || !arguments[i].out || !descriptor_parse(all, offsets) || nth >= COUNT_OF(sids))
            continue;
        uint32_t offset = offsets[p->kind == PARAM_OUT_SID ? sids[nth] : acls[nth]];
        part = offset ? (uint8_t *)r->got[i].block + offset : NULL;
    }
    memcpy(place, &part, sizeof(part));
}

static void store_block(struct reply *r, unsigned i, void *place)
{
    memcpy(place, &r->got[i].block, sizeof(void *));
    r->got[i].block = NULL; /* the caller's now */
}

static void store(struct reply *r, const union call_argument *arguments)
{
    unsigned sids = 0, acls = 0;
    /* Parts before the block they lie in changes hands. */
    for (unsigned i = 0; i < r->row->parameter_count; i++) {
        const struct call_parameter *p = &r->row->parameters[i];
        bool                         sid = p->kind == PARAM_OUT_SID, acl = p->kind == PARAM_OUT_ACL;
        unsigned                     nth = sid ? sids++ : acl ? acls++ : 0;
        if ((sid || acl) && arguments[i].out)
            store_part(r, arguments, p, nth, arguments[i].out);
    }
    for (unsigned i = 0; i < r->row->parameter_count; i++) {
        const struct call_parameter *p = &r->row->parameters[i];
        void                        *place = arguments[i].out;
        if (p->kind < PARAM_OUT_NUMBER || !place)
            continue;
        if (p->kind == PARAM_OUT_NUMBER || p->kind == PARAM_OUT_HANDLE)
            record_store(place, p->size, r->got[i].number);
        else if (p->kind == PARAM_OUT_COUNT)
            record_store(place, p->size, r->got[p->partner].number);
        else if (p->kind == PARAM_OUT_STRUCT && r->got[i].block)
            memcpy(place, r->got[i].block, record_type_size(p->type));
        else if (p->kind == PARAM_OUT_STRUCT)
            memset(place, 0, record_type_size(p->type));
        else if (p->kind == PARAM_OUT_BLOCK || p->kind == PARAM_OUT_ARRAY || p->kind == PARAM_OUT_DESCRIPTOR)
            store_block(r, i, place);
    }
}

enum wfp_status call_decode_reply(const struct call_row *row, struct bytes *in, const union call_argument *arguments,
                                  enum wfp_status *answer)
{
    struct reply    r = { .in = *in, .row = row };
    enum wfp_status said, err = WFP_OK;
    uint64_t        pairs;
    unsigned        seen = 0;
    if (!get_head(&r, &said, &pairs))
        return WFP_INVALID_PARAMETER;
    for (uint64_t i = 0; !err && i < pairs; i++)
        err = get_pair(&r, &seen);
    if (!err && !said)
        store(&r, arguments);
    drop(&r);
    if (err)
        return err;
    *in = r.in;
    *answer = said;
    return WFP_OK;
}
