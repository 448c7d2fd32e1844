/* The condition rules of validate.h: which values and match types a field takes. */
#include "bfe/validate.h"
#include "model/choices.h"
#include "security/descriptor.h"

/* A value whose type says that a pointer is there must have it. */
static bool pointer_missing(const struct value *v)
{
    switch (v->type) {
    case TYPE_UINT64:
    case TYPE_INT64:
    case TYPE_DOUBLE:
    case TYPE_BYTE_ARRAY16:
    case TYPE_BYTE_ARRAY6:
    case TYPE_SID:
    case TYPE_UNICODE_STRING:
    case TYPE_V4_ADDR_MASK:
    case TYPE_V6_ADDR_MASK:
    case TYPE_RANGE:
        return !v->u64; /* one union, one pointer size */
    case TYPE_BYTE_BLOB:
    case TYPE_SECURITY_DESCRIPTOR:
    case TYPE_TOKEN_INFORMATION:
        return !v->blob || (v->blob->size && !v->blob->data);
    default:
        return false;
    }
}

/* exactly the field's type, or one of the exceptions. */
static bool type_fits(enum data_type field, enum data_type value)
{
    switch (field) {
    case TYPE_TOKEN_INFORMATION:
    case TYPE_TOKEN_ACCESS_INFORMATION:
        return value == TYPE_SECURITY_DESCRIPTOR;
    case TYPE_UINT32:
        return value == field || value == TYPE_V4_ADDR_MASK;
    case TYPE_BYTE_ARRAY16:
        return value == field || value == TYPE_V6_ADDR_MASK;
    default:
        return value == field;
    }
}

/* A-101..A-105, J-009. A range goes with MATCH_RANGE alone. */
static bool match_fits(enum match_type match, enum data_type type)
{
    switch (match) {
    case MATCH_EQUAL:
        return type != TYPE_RANGE;
    case MATCH_NOT_EQUAL:
        return type_is_sortable(type) || (type == TYPE_SID && CHOICE_SID_NOT_EQUAL);
    case MATCH_GREATER:
    case MATCH_LESS:
    case MATCH_GREATER_OR_EQUAL:
    case MATCH_LESS_OR_EQUAL:
        return type_is_sortable(type);
    case MATCH_RANGE:
        return type == TYPE_RANGE;
    case MATCH_FLAGS_ALL_SET:
    case MATCH_FLAGS_ANY_SET:
    case MATCH_FLAGS_NONE_SET:
        return type_is_unsigned(type);
    case MATCH_EQUAL_CASE_INSENSITIVE:
        return type == TYPE_UNICODE_STRING;
    case MATCH_PREFIX:
    case MATCH_NOT_PREFIX:
        return type == TYPE_BYTE_BLOB || type == TYPE_UNICODE_STRING;
    case MATCH_TYPE_MAX:
        break;
    }
    return false;
}

/* */
static enum wfp_status check_range(const struct value_range *r, enum data_type field)
{
    if (!type_is_sortable(field))
        return WFP_MATCH_TYPE_MISMATCH;
    if (r->low.type != field || r->high.type != field)
        return WFP_TYPE_MISMATCH;
    if (pointer_missing(&r->low) || pointer_missing(&r->high))
        return WFP_NULL_POINTER;
    return value_compare(&r->low, &r->high) <= 0 ? WFP_OK : WFP_INVALID_RANGE;
}

/* ones from the top, then zeros. */
static bool mask_is_contiguous(uint32_t mask)
{
    return (~mask & (~mask + 1)) == 0;
}

static enum wfp_status check_value(const struct value *v, enum data_type field)
{
    if (pointer_missing(v))
        return WFP_NULL_POINTER;
    if (v->type == TYPE_RANGE)
        return check_range(v->range, field);
    if (!type_fits(field, v->type))
        return WFP_TYPE_MISMATCH;
    if (v->type == TYPE_V4_ADDR_MASK)
        return mask_is_contiguous(v->v4->mask) ? WFP_OK : WFP_INVALID_NET_MASK;
    if (v->type == TYPE_V6_ADDR_MASK)
        return v->v6->prefix <= 128 ? WFP_OK : WFP_INVALID_NET_MASK;
    if (v->type == TYPE_SECURITY_DESCRIPTOR)
        return sd_is_valid(v->blob) ? WFP_OK : WFP_INVALID_SECURITY_DESCR;
    return WFP_OK;
}

enum wfp_status bfe_condition_validate(const struct condition *c, const struct layer_row *layer,
                                       enum fault_member *member)
{
    enum wfp_status err;
    *member = FAULT_FIELD;
    if (c->field < 0 || c->field >= FIELD_COUNT || !condition_rows[c->field].is_condition ||
        layer_field_index(layer, c->field) < 0)
        return WFP_CONDITION_NOT_FOUND; /* */
    *member = FAULT_MATCH;
    if ((unsigned)c->match >= MATCH_TYPE_MAX)
        return WFP_INVALID_ENUMERATOR;
    if (c->value.type == TYPE_EMPTY) /* only asked for by EQUAL */
        return c->match == MATCH_EQUAL ? WFP_OK : WFP_MATCH_TYPE_MISMATCH;
    *member = FAULT_VALUE;
    err = check_value(&c->value, layer->fields[layer_field_index(layer, c->field)].type);
    if (err)
        return err;
    *member = FAULT_MATCH;
    return match_fits(c->match, c->value.type) ? WFP_OK : WFP_MATCH_TYPE_MISMATCH;
}
