/* Random values and conditions: see generator.h. All values point into the static lists of this file; only ranges and
 * subnets live in the case. */
#include "naive/generator.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const uint32_t numbers[] = { 0, 1, 2, 5, 6, 7, 17, 53, 80, 128, 255, 256, 443, 1024, 32768, 65535, 65536,
                                    0x7f000001, 0x80000000, 0x0a000001, 0x0a000007, 0x0a090909, 0x0b000000, 0xe0000001,
                                    0xffffffff };
static uint64_t u64s[] = { 0,          1,          5,                6,         1ull << 31, 0xffffffffull,
                           1ull << 32, 1ull << 63, (1ull << 63) + 5, UINT64_MAX };
static int64_t  i64s[] = { 0, 1, -1, 5, -5, INT64_MAX, INT64_MIN, 1ll << 32, -(1ll << 32) };
static double   f64s[] = { 0.0, -0.0, 1.0, -1.0, 1e300 };

static uint8_t macs[][6] = { { 0 }, { 2, 0, 0, 0, 0, 1 }, { 2, 0, 0, 0, 0, 2 }, { 255, 255, 255, 255, 255, 255 } };

static uint8_t arrays[][16] = {
    { 0 },
    { [15] = 1 },
    { 0x20, 0x01, 0x0d, 0xb8, [15] = 1 },
    { 0x20, 0x01, 0x0d, 0xb8, [15] = 2 },
    { 0x20, 0x01, 0x0d, 0xb8, 0, 1, [15] = 1 },
    { 0xfe, 0x80, [8] = 0x12, [15] = 0x34 },
    { 0xff, 0x02, [15] = 1 },
    { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff },
};

#define BLOB(...) { sizeof((uint8_t[]){ __VA_ARGS__ }), (uint8_t[]){ __VA_ARGS__ } }
/* Application paths as A-112 has them, plain bytes, and one that is the start of another. */
static struct byte_blob blobs[] = {
    { 0, NULL },
    BLOB('/', 0, 'a', 0, '/', 0, 'b', 0, 0, 0),
    BLOB('b', 0, 0, 0),
    BLOB('/', 0, 'A', 0, '/', 0, 'b', 0, 0, 0),
    BLOB('/', 0, 'c', 0, 0, 0),
    BLOB(0, 0),
    BLOB(1),
    BLOB(1, 2),
    BLOB(1, 2, 3),
    BLOB(0xff, 2, 3),
};

#define STRING(...) (uint16_t[]){ __VA_ARGS__, 0 }
static uint16_t *strings[] = {
    STRING(0),           STRING('a'),      STRING('A'),          STRING('b'),      STRING('a', 'b'), STRING('A', 'b'),
    STRING('a', 'b', 'c'), STRING('b', 'c'), STRING('B', 'C'),     STRING(0x100),    STRING(0xff),     STRING('[', '{'),
};

#define SID(...) (uint8_t[]){ __VA_ARGS__ }
static uint8_t *sids[] = {
    SID(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),                              /* S-1-0-0 */
    SID(1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0),                              /* S-1-1-0 */
    SID(1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0),                             /* S-1-5-18 */
    SID(1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0),              /* S-1-5-32-544 */
    SID(1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x21, 2, 0, 0),              /* S-1-5-32-545 */
    SID(1, 3, 0, 0, 0, 0, 0, 15, 2, 0, 0, 0, 7, 0, 0, 0, 9, 0, 0, 0),     /* S-1-15-2-7-9 */
};

static const uint8_t *const user_sids[] = {
    SID(1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0),
    SID(1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x21, 2, 0, 0),
    SID(1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0),
    SID(1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0),
};
static const struct token tokens[] = { { 0, user_sids }, { 1, user_sids }, { 2, user_sids }, { 2, &user_sids[2] },
                                       { 4, user_sids } };

#define SELF_RELATIVE 1, 0, 4, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0
#define EVERYONE      1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0
#define USERS         1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x21, 2, 0, 0
#define SYSTEM        1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0
#define ALLOW(flags, mask, size) 0, flags, size, 0, mask, 0, 0, 0
#define DENY(flags, mask, size)  1, flags, size, 0, mask, 0, 0, 0
static struct byte_blob descriptors[] = {
    BLOB(1, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),  /* no DACL */
    BLOB(1, 0, 4, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),  /* null DACL */
    BLOB(SELF_RELATIVE, 2, 0, 8, 0, 0, 0, 0, 0),                          /* empty DACL */
    BLOB(SELF_RELATIVE, 2, 0, 28, 0, 1, 0, 0, 0, ALLOW(0, 1, 20), EVERYONE),
    BLOB(SELF_RELATIVE, 2, 0, 28, 0, 1, 0, 0, 0, ALLOW(0, 2, 20), EVERYONE),    /* another right */
    BLOB(SELF_RELATIVE, 2, 0, 28, 0, 1, 0, 0, 0, ALLOW(8, 1, 20), EVERYONE),    /* inherit only */
    BLOB(SELF_RELATIVE, 2, 0, 32, 0, 1, 0, 0, 0, ALLOW(0, 1, 24), USERS),
    BLOB(SELF_RELATIVE, 2, 0, 48, 0, 2, 0, 0, 0, DENY(0, 1, 20), SYSTEM, ALLOW(0, 1, 20), EVERYONE),
    BLOB(SELF_RELATIVE, 2, 0, 48, 0, 2, 0, 0, 0, ALLOW(0, 3, 20), EVERYONE, DENY(0, 1, 20), SYSTEM),
    BLOB(SELF_RELATIVE, 2, 0, 52, 0, 2, 0, 0, 0, DENY(0, 2, 24), USERS, ALLOW(0, 1, 20), SYSTEM),
};

static uint32_t number(struct random *r)
{
    return random_chance(r, 2) ? numbers[random_below(r, 8)] : numbers[random_below(r, COUNT(numbers))];
}

void generate_value(struct random *r, enum data_type type, struct value *v)
{
    memset(v, 0, sizeof(*v));
    v->type = type;
    switch (type) {
    case TYPE_UINT8:
    case TYPE_UINT16:
    case TYPE_UINT32:
    case TYPE_INT8:
    case TYPE_INT16:
    case TYPE_INT32:
        v->u32 = number(r);
        v->u32 = type == TYPE_UINT8 || type == TYPE_INT8     ? (uint8_t)v->u32
                 : type == TYPE_UINT16 || type == TYPE_INT16 ? (uint16_t)v->u32
                                                             : v->u32;
        break;
    case TYPE_UINT64:
        v->u64 = &u64s[random_below(r, COUNT(u64s))];
        break;
    case TYPE_INT64:
        v->i64 = &i64s[random_below(r, COUNT(i64s))];
        break;
    case TYPE_FLOAT:
        v->f32 = (float)f64s[random_below(r, 4)];
        break;
    case TYPE_DOUBLE:
        v->f64 = &f64s[random_below(r, COUNT(f64s))];
        break;
    case TYPE_BYTE_ARRAY16:
        v->bytes16 = arrays[random_below(r, COUNT(arrays))];
        break;
    case TYPE_BYTE_ARRAY6:
        v->bytes6 = macs[random_below(r, COUNT(macs))];
        break;
    case TYPE_BYTE_BLOB:
    case TYPE_TOKEN_INFORMATION:
        v->blob = &blobs[random_below(r, COUNT(blobs))];
        break;
    case TYPE_SECURITY_DESCRIPTOR:
        v->blob = &descriptors[random_below(r, COUNT(descriptors))];
        break;
    case TYPE_SID:
        v->sid = sids[random_below(r, COUNT(sids))];
        break;
    case TYPE_TOKEN_ACCESS_INFORMATION:
        v->token = &tokens[random_below(r, COUNT(tokens))];
        break;
    case TYPE_UNICODE_STRING:
        v->string = strings[random_below(r, COUNT(strings))];
        break;
    default: /* TYPE_EMPTY, and the types that only conditions have */
        v->type = TYPE_EMPTY;
        break;
    }
}

/* Low and high in either order: low > high is refused when added, but here it must simply never match. */
static void random_range(struct random *r, enum data_type type, struct condition *c, struct operand *store)
{
    generate_value(r, type, &store->range.low);
    generate_value(r, type, &store->range.high);
    c->value.type = TYPE_RANGE;
    c->value.range = &store->range;
}

/* Host bits stay set now and then. */
static void random_subnet(struct random *r, enum data_type type, struct condition *c, struct operand *store)
{
    static const uint8_t lengths[] = { 0, 1, 7, 8, 9, 24, 31, 32 };
    uint8_t              bits = lengths[random_below(r, COUNT(lengths))];
    if (type == TYPE_UINT32) {
        store->v4 = (struct v4_addr_mask){ number(r), bits ? UINT32_MAX << (32 - bits) : 0 };
        c->value.type = TYPE_V4_ADDR_MASK;
        c->value.v4 = &store->v4;
        return;
    }
    memcpy(store->v6.addr, arrays[random_below(r, COUNT(arrays))], 16);
    store->v6.prefix = (uint8_t)(bits + 32 * random_below(r, 4));
    c->value.type = TYPE_V6_ADDR_MASK;
    c->value.v6 = &store->v6;
}

static enum data_type random_operand_type(struct random *r, enum data_type field)
{
    if (random_chance(r, 12))
        return TYPE_EMPTY;
    if (field == TYPE_TOKEN_ACCESS_INFORMATION)
        return TYPE_SECURITY_DESCRIPTOR;
    if (field == TYPE_TOKEN_INFORMATION || field == TYPE_SECURITY_DESCRIPTOR)
        return TYPE_EMPTY;
    if (random_chance(r, 4) && naive_pair_allowed(MATCH_RANGE, field, TYPE_RANGE))
        return TYPE_RANGE;
    if (random_chance(r, 3) && field == TYPE_UINT32)
        return TYPE_V4_ADDR_MASK;
    if (random_chance(r, 2) && field == TYPE_BYTE_ARRAY16)
        return TYPE_V6_ADDR_MASK;
    return field;
}

/* Equality a third of the time, else any match type; tried until one is allowed. EQUAL always is. */
bool generate_condition(struct random *r, enum data_type type, struct condition *c, struct operand *store)
{
    enum data_type with = random_operand_type(r, type);
    if (type == TYPE_EMPTY)
        return false;
    if (with == TYPE_RANGE)
        random_range(r, type, c, store);
    else if (with == TYPE_V4_ADDR_MASK || with == TYPE_V6_ADDR_MASK)
        random_subnet(r, type, c, store);
    else
        generate_value(r, with, &c->value);
    do {
        c->match = random_chance(r, 3) ? MATCH_EQUAL : (enum match_type)random_below(r, MATCH_TYPE_MAX);
    } while (!naive_pair_allowed(c->match, type, with));
    return true;
}
