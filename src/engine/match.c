/* The meaning of the match types. This is the reference: the compiled programs (program.c) must answer the same. */
#include "engine/match.h"

#include <string.h>

#include "base/casefold.h"
#include "model/choices.h"
#include "security/access.h"
#include "security/token.h"

/* A-103, J-030. */
static bool flags_match(enum match_type match, const struct value *field, const struct value *with)
{
    if (field->type != with->type || !type_is_unsigned(field->type))
        return false;
    uint64_t common = value_unsigned(field) & value_unsigned(with);
    if (match == MATCH_FLAGS_ALL_SET)
        return common == value_unsigned(with) && (CHOICE_ALL_SET_OF_ZERO_MATCHES || common != 0);
    return (match == MATCH_FLAGS_ANY_SET) == (common != 0);
}

static bool in_v4(const struct value *field, const struct value *with)
{
    return ((field->u32 ^ with->v4->addr) & with->v4->mask) == 0; /* */
}

static bool in_v6(const struct value *field, const struct value *with)
{
    unsigned whole = with->v6->prefix / 8, rest = with->v6->prefix % 8;
    if (with->v6->prefix > 128 || memcmp(field->bytes16, with->v6->addr, whole) != 0)
        return false;
    return rest == 0 || ((field->bytes16[whole] ^ with->v6->addr[whole]) >> (8 - rest)) == 0;
}

/* The pairs of different types that may meet in EQUAL. */
static bool equal_mixed(const struct value *field, const struct value *with)
{
    if (field->type == TYPE_UINT32 && with->type == TYPE_V4_ADDR_MASK)
        return in_v4(field, with);
    if (field->type == TYPE_BYTE_ARRAY16 && with->type == TYPE_V6_ADDR_MASK)
        return in_v6(field, with);
    if (field->type != TYPE_TOKEN_ACCESS_INFORMATION)
        return false;
    if (with->type == TYPE_SECURITY_DESCRIPTOR)
        return access_may_match_named(with->blob, with->name, field->token);
    return with->type == TYPE_SID && token_has(field->token, with->sid);
}

static bool equal(const struct value *field, const struct value *with)
{
    if (field->type != with->type)
        return equal_mixed(field, with);
    return field->name && with->name ? field->name == with->name : value_compare(field, with) == 0;
}

static bool in_range(const struct value *field, const struct value *with)
{
    return value_compare(field, &with->range->low) >= 0 && value_compare(field, &with->range->high) <= 0;
}

static bool is_range_of(enum data_type type, const struct value *with)
{
    return with->type == TYPE_RANGE && type_is_sortable(type) && with->range->low.type == type &&
           with->range->high.type == type;
}

/* NOT_EQUAL needs an order by the table of match types, and takes SIDs by choice (A-101, A-102, J-009). */
static bool not_equal(const struct value *field, const struct value *with)
{
    bool mask = (field->type == TYPE_UINT32 && with->type == TYPE_V4_ADDR_MASK) ||
                (field->type == TYPE_BYTE_ARRAY16 && with->type == TYPE_V6_ADDR_MASK);
    bool sid = CHOICE_SID_NOT_EQUAL && with->type == TYPE_SID &&
               (field->type == TYPE_SID || field->type == TYPE_TOKEN_ACCESS_INFORMATION);
    if (is_range_of(field->type, with))
        return !in_range(field, with);
    return (mask || sid || (field->type == with->type && type_is_sortable(field->type))) && !equal(field, with);
}

static bool equal_folded(const struct value *field, const struct value *with)
{
    if (field->type != TYPE_UNICODE_STRING || with->type != TYPE_UNICODE_STRING)
        return false;
    const uint16_t *a = field->string, *b = with->string;
    while (*a && utf16_fold(*a) == utf16_fold(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

struct byte_blob match_text(const struct value *v)
{
    if (v->type == TYPE_UNICODE_STRING) {
        uint32_t n = 0;
        while (v->string[n])
            n++;
        return (struct byte_blob){ n * (uint32_t)sizeof(uint16_t), (uint8_t *)v->string };
    }
    struct byte_blob t = *v->blob;
    if (t.size >= 2 && t.size % 2 == 0 && t.data[t.size - 2] == 0 && t.data[t.size - 1] == 0)
        t.size -= 2;
    return t;
}

/* A-105, J-010. */
static bool prefix_matches(enum match_type match, const struct value *field, const struct value *with)
{
    if (field->type != with->type || (field->type != TYPE_UNICODE_STRING && field->type != TYPE_BYTE_BLOB))
        return false;
    struct byte_blob whole = match_text(field), part = match_text(with);
    bool                fits = part.size <= whole.size;
    if (fits && part.size)
        fits = memcmp(whole.data + (CHOICE_PREFIX_TESTS_END ? whole.size - part.size : 0), part.data, part.size) == 0;
    return fits == (match == MATCH_PREFIX);
}

static bool ordered(enum match_type match, const struct value *field, const struct value *with)
{
    if (field->type != with->type || !type_is_sortable(field->type))
        return false;
    int c = value_compare(field, with);
    return match == MATCH_GREATER ? c > 0 : match == MATCH_LESS ? c < 0 : match == MATCH_GREATER_OR_EQUAL ? c >= 0 : c <= 0;
}

bool match_value(enum match_type match, const struct value *field, const struct value *with)
{
    if (field->type == TYPE_EMPTY)
        return (match == MATCH_EQUAL && with->type == TYPE_EMPTY) || (!CHOICE_EMPTY_FAILS_NEGATION && match_is_negation(match));
    switch (match) {
    case MATCH_EQUAL:
        return equal(field, with);
    case MATCH_NOT_EQUAL:
        return not_equal(field, with);
    case MATCH_GREATER:
    case MATCH_LESS:
    case MATCH_GREATER_OR_EQUAL:
    case MATCH_LESS_OR_EQUAL:
        return ordered(match, field, with);
    case MATCH_RANGE:
        return is_range_of(field->type, with) && in_range(field, with);
    case MATCH_FLAGS_ALL_SET:
    case MATCH_FLAGS_ANY_SET:
    case MATCH_FLAGS_NONE_SET:
        return flags_match(match, field, with);
    case MATCH_EQUAL_CASE_INSENSITIVE:
        return equal_folded(field, with);
    case MATCH_PREFIX:
    case MATCH_NOT_PREFIX:
        return prefix_matches(match, field, with);
    case MATCH_TYPE_MAX:
        break;
    }
    return false;
}

static bool is_first_of_field(const struct condition *conditions, uint32_t i)
{
    for (uint32_t k = 0; k < i; k++)
        if (conditions[k].field == conditions[i].field)
            return false;
    return true;
}

bool match_conditions(const struct condition *conditions, uint32_t count, const struct layer_row *layer,
                      const struct value *values, uint32_t *failed)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!is_first_of_field(conditions, i))
            continue;
        int  at = layer_field_index(layer, conditions[i].field);
        bool holds = false;
        for (uint32_t k = i; at >= 0 && !holds && k < count; k++)
            holds = conditions[k].field == conditions[i].field &&
                    match_value(conditions[k].match, &values[at], &conditions[k].value);
        if (!holds) {
            if (failed)
                *failed = i;
            return false;
        }
    }
    return true;
}
