/* The sentences of bfe_fault_format: what the platform refuses in a filter, and how to mend it. */
#include <stdio.h>

#include "bfe/validate.h"
#include "model/words.h"

static const char *field_name(const struct filter *f, const struct fault *fault)
{
    enum field_id field = f->conditions[fault->condition].field;
    return field >= 0 && field < FIELD_COUNT ? condition_rows[field].name : "?";
}

static void match_mismatch(const struct filter *f, const struct fault *fault, char *out, size_t size)
{
    const struct condition *c = &f->conditions[fault->condition];
    enum data_type          type = c->value.type;
    if (type == TYPE_EMPTY)
        snprintf(out, size, "an empty value goes with match equal only");
    else if (type == TYPE_RANGE)
        snprintf(out, size, "a range goes with match range only");
    else if (c->match == MATCH_RANGE)
        snprintf(out, size, "match range needs a value LO-HI");
    else if (type == TYPE_V4_ADDR_MASK || type == TYPE_V6_ADDR_MASK)
        snprintf(out, size, "a subnet goes with match equal only; write a LO-HI range or turn the action round");
    else if (c->match >= MATCH_FLAGS_ALL_SET && c->match <= MATCH_FLAGS_NONE_SET)
        snprintf(out, size, "match %s is for unsigned integers, not for %s", match_word(c->match), type_word(type));
    else if (c->match == MATCH_EQUAL_CASE_INSENSITIVE)
        snprintf(out, size, "match equalCaseInsensitive is for UNICODE_STRING, not for %s; use equal", type_word(type));
    else if (c->match == MATCH_PREFIX || c->match == MATCH_NOT_PREFIX)
        snprintf(out, size, "match %s is for BYTE_BLOB and UNICODE_STRING, not for %s", match_word(c->match),
                 type_word(type));
    else
        snprintf(out, size, "match %s needs values that can be ordered, not %s; use equal", match_word(c->match),
                 type_word(type));
}

static void incompatible_layer(const struct filter *f, const struct fault *fault, char *out, size_t size)
{
    if (fault->member == FAULT_CALLOUT)
        snprintf(out, size, "the callout is for another layer than %s; name one whose layer is this",
                 layer_rows[f->layer].name);
    else if (fault->member == FAULT_FLAGS)
        snprintf(out, size, "a boot-time filter needs a kernel layer; %s is a user-mode one", layer_rows[f->layer].name);
    else
        snprintf(out, size, "%s takes no static filters; set \"persistent\": true or use the layer without _FAST",
                 layer_rows[f->layer].name);
}

static void invalid_flags(const struct fault *fault, char *out, size_t size)
{
    if (fault->flags == FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED)
        snprintf(out, size, "only with action calloutTerminating or calloutUnknown");
    else if (fault->flags == (FILTER_FLAG_PERSISTENT | FILTER_FLAG_BOOTTIME))
        snprintf(out, size, "a filter is persistent or boot-time, not both");
    else
        snprintf(out, size, "flags 0x%x may not be set", fault->flags);
}

char *bfe_fault_format(const struct filter *f, enum wfp_status status, const struct fault *fault, char *out, size_t size)
{
    switch (status) {
    case WFP_CONDITION_NOT_FOUND:
        snprintf(out, size, "%s has no field %s; `wfp show fields %s` lists them", layer_rows[f->layer].name,
                 field_name(f, fault), layer_rows[f->layer].name);
        break;
    case WFP_MATCH_TYPE_MISMATCH:
        match_mismatch(f, fault, out, size);
        break;
    case WFP_TYPE_MISMATCH:
        snprintf(out, size, "a value of this type does not go with %s; write it exactly as the field's type",
                 field_name(f, fault));
        break;
    case WFP_INVALID_RANGE:
        snprintf(out, size, "the low end of the range is above the high end; swap them");
        break;
    case WFP_INVALID_NET_MASK:
        snprintf(out, size, "the mask is not contiguous ones from the left, or longer than the address");
        break;
    case WFP_INVALID_SECURITY_DESCR:
        snprintf(out, size, "the security descriptor is not self-relative or not well formed");
        break;
    case WFP_INCOMPATIBLE_LAYER:
        incompatible_layer(f, fault, out, size);
        break;
    case WFP_ACTION_INCOMPATIBLE_WITH_SUBLAYER:
        snprintf(out, size, "the sublayer INSPECTION takes only calloutInspection; choose that action or another sublayer");
        break;
    case WFP_LIFETIME_MISMATCH:
        snprintf(out, size, "a persistent object may not refer to one that is not, or that another provider owns; make both alike");
        break;
    case WFP_INVALID_FLAGS:
        invalid_flags(fault, out, size);
        break;
    case WFP_INVALID_WEIGHT:
        snprintf(out, size, "a weight is absent, a number from 0 to 15, or a 64-bit number as a string");
        break;
    default:
        snprintf(out, size, "%s", status_row(status)->sentence);
        break;
    }
    return out;
}
