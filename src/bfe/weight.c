#include "bfe/weight.h"

#define SPECIFIC_MAX 128u /* one value of the field; 1 is the least that a condition may count */

/* How much a field's specificity counts. The classes are spaced so that a full score in one is less than one step of
 * the next; the sum over the fields of any layer stays below 2^60. A remote /32 gives 2^58 (J-002). */
enum field_class { CLASS_OTHER, CLASS_INTERFACE, CLASS_PROTOCOL, CLASS_PORT, CLASS_IDENTITY, CLASS_LOCAL_ADDRESS,
                   CLASS_PEER_ADDRESS };

static const unsigned class_shift[] = {
    [CLASS_OTHER] = 0,     [CLASS_INTERFACE] = 8,      [CLASS_PROTOCOL] = 17,    [CLASS_PORT] = 25,
    [CLASS_IDENTITY] = 34, [CLASS_LOCAL_ADDRESS] = 43, [CLASS_PEER_ADDRESS] = 51,
};

static enum field_class class_of(enum field_id field)
{
    static const uint8_t classes[FIELD_COUNT] = {
        [FIELD_IP_REMOTE_ADDRESS] = CLASS_PEER_ADDRESS,
        [FIELD_IP_DESTINATION_ADDRESS] = CLASS_PEER_ADDRESS,
        [FIELD_IP_REMOTE_ADDRESS_V4] = CLASS_PEER_ADDRESS,
        [FIELD_IP_REMOTE_ADDRESS_V6] = CLASS_PEER_ADDRESS,
        [FIELD_IP_LOCAL_ADDRESS] = CLASS_LOCAL_ADDRESS,
        [FIELD_IP_SOURCE_ADDRESS] = CLASS_LOCAL_ADDRESS,
        [FIELD_EMBEDDED_REMOTE_ADDRESS] = CLASS_LOCAL_ADDRESS,
        [FIELD_MAC_REMOTE_ADDRESS] = CLASS_LOCAL_ADDRESS,
        [FIELD_MAC_DESTINATION_ADDRESS] = CLASS_LOCAL_ADDRESS,
        [FIELD_ALE_APP_ID] = CLASS_IDENTITY,
        [FIELD_ALE_USER_ID] = CLASS_IDENTITY,
        [FIELD_ALE_PACKAGE_ID] = CLASS_IDENTITY,
        [FIELD_MAC_LOCAL_ADDRESS] = CLASS_IDENTITY,
        [FIELD_MAC_SOURCE_ADDRESS] = CLASS_IDENTITY,
        [FIELD_IP_REMOTE_PORT] = CLASS_PORT,
        [FIELD_IP_LOCAL_PORT] = CLASS_PORT,
        [FIELD_IP_SOURCE_PORT] = CLASS_PORT,
        [FIELD_IP_DESTINATION_PORT] = CLASS_PORT,
        [FIELD_IP_PROTOCOL] = CLASS_PROTOCOL,
        [FIELD_ETHER_TYPE] = CLASS_PROTOCOL,
        [FIELD_FLAGS] = CLASS_PROTOCOL,
        [FIELD_DIRECTION] = CLASS_PROTOCOL,
        [FIELD_IP_LOCAL_INTERFACE] = CLASS_INTERFACE,
        [FIELD_INTERFACE_INDEX] = CLASS_INTERFACE,
        [FIELD_INTERFACE_TYPE] = CLASS_INTERFACE,
        [FIELD_VLAN_ID] = CLASS_INTERFACE,
    };
    return (enum field_class)classes[field];
}

static unsigned clamp(unsigned s)
{
    return s < 1 ? 1 : s > SPECIFIC_MAX ? SPECIFIC_MAX : s;
}

static unsigned ones(uint64_t n)
{
    return (unsigned)__builtin_popcountll(n);
}

/* Bits of an unsigned type, 0 for others. */
static unsigned width_of(enum data_type type)
{
    return type == TYPE_UINT8 ? 8 : type == TYPE_UINT16 ? 16 : type == TYPE_UINT32 ? 32 : type == TYPE_UINT64 ? 64 : 0;
}

/* Of a set of `span` + 1 values of `width` bits: every halving counts. */
static unsigned of_span(uint64_t span, unsigned width)
{
    unsigned free_bits = span ? 64 - (unsigned)__builtin_clzll(span) : 0;
    return clamp((width - free_bits) * SPECIFIC_MAX / width);
}

static unsigned common_bits(const uint8_t *a, const uint8_t *b, unsigned bytes)
{
    unsigned bits = 0;
    for (unsigned i = 0; i < bytes; i++) {
        unsigned differ = a[i] ^ b[i];
        if (differ)
            return bits + (unsigned)__builtin_clz(differ) - 24;
        bits += 8;
    }
    return bits;
}

static unsigned of_range(const struct value_range *r)
{
    unsigned width = width_of(r->low.type);
    if (width)
        return of_span(value_unsigned(&r->high) - value_unsigned(&r->low), width);
    if (r->low.type == TYPE_BYTE_ARRAY16)
        return clamp(common_bits(r->low.bytes16, r->high.bytes16, 16));
    if (r->low.type == TYPE_BYTE_ARRAY6)
        return clamp(common_bits(r->low.bytes6, r->high.bytes6, 6) * SPECIFIC_MAX / 48);
    return SPECIFIC_MAX / 2;
}

/* What an ordering leaves of the type's values. */
static unsigned of_order(const struct condition *c)
{
    unsigned width = width_of(c->value.type);
    if (!width)
        return SPECIFIC_MAX / 4;
    uint64_t n = value_unsigned(&c->value), most = width == 64 ? UINT64_MAX : (1ull << width) - 1;
    return of_span(c->match == MATCH_GREATER || c->match == MATCH_GREATER_OR_EQUAL ? most - n : n, width);
}

static unsigned of_equal(const struct value *v)
{
    switch ((int)v->type) {
    case TYPE_V4_ADDR_MASK:
        return clamp(ones(v->v4->mask) * 4);
    case TYPE_V6_ADDR_MASK:
        return clamp(v->v6->prefix);
    case TYPE_SECURITY_DESCRIPTOR:
        return SPECIFIC_MAX * 3 / 4; /* may grant to many */
    default:
        return SPECIFIC_MAX;
    }
}

static unsigned specificity(const struct condition *c)
{
    switch (c->match) {
    case MATCH_EQUAL:
        return of_equal(&c->value);
    case MATCH_EQUAL_CASE_INSENSITIVE:
        return SPECIFIC_MAX - 1;
    case MATCH_RANGE:
        return of_range(c->value.range);
    case MATCH_GREATER:
    case MATCH_LESS:
    case MATCH_GREATER_OR_EQUAL:
    case MATCH_LESS_OR_EQUAL:
        return of_order(c);
    case MATCH_FLAGS_ALL_SET: /* each more bit asked for narrows */
        return value_unsigned(&c->value) ? SPECIFIC_MAX / 2 + ones(value_unsigned(&c->value)) / 2 : 1;
    case MATCH_FLAGS_ANY_SET: /* and here it widens */
        return SPECIFIC_MAX / 2 - ones(value_unsigned(&c->value)) / 2;
    case MATCH_FLAGS_NONE_SET:
        return clamp(ones(value_unsigned(&c->value)));
    case MATCH_PREFIX:
        return SPECIFIC_MAX / 2;
    case MATCH_NOT_EQUAL:
    case MATCH_NOT_PREFIX:
    case MATCH_TYPE_MAX:
        break;
    }
    return 1;
}

uint64_t bfe_automatic_weight(const struct filter *f)
{
    uint8_t  least[FIELD_COUNT] = { 0 }; /* of the alternatives on a field; 0: no condition */
    uint64_t sum = 0;
    for (uint32_t i = 0; i < f->condition_count; i++) {
        uint8_t *s = &least[f->conditions[i].field];
        unsigned mine = specificity(&f->conditions[i]);
        /* An OR is at most as specific as its widest branch, and a branch more makes it wider. */
        *s = (uint8_t)(*s == 0 ? mine : clamp((mine < *s ? mine : *s) - 1));
    }
    for (int field = 0; field < FIELD_COUNT; field++)
        sum += (uint64_t)least[field] << class_shift[class_of((enum field_id)field)];
    return sum < (1ull << WEIGHT_AUTO_BITS) ? sum : (1ull << WEIGHT_AUTO_BITS) - 1;
}

uint64_t bfe_effective_weight(const struct filter *f)
{
    if (f->weight.type == TYPE_UINT64)
        return *f->weight.u64;
    uint64_t band = f->weight.type == TYPE_UINT8 ? f->weight.u8 : 0;
    return band << WEIGHT_AUTO_BITS | bfe_automatic_weight(f);
}
