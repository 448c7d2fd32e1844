#include "bfe/interval.h"

#include <string.h>

unsigned interval_width(enum data_type type)
{
    switch ((int)type) {
    case TYPE_UINT8:
        return 1;
    case TYPE_UINT16:
        return 2;
    case TYPE_UINT32:
    case TYPE_V4_ADDR_MASK:
        return 4;
    case TYPE_UINT64:
        return 8;
    case TYPE_BYTE_ARRAY6:
        return 6;
    case TYPE_BYTE_ARRAY16:
    case TYPE_V6_ADDR_MASK:
        return 16;
    default:
        return 0;
    }
}

void interval_edge(uint8_t out[16], uint64_t n)
{
    memset(out, 0, 16);
    for (unsigned i = 0; i < 8; i++)
        out[15 - i] = (uint8_t)(n >> 8 * i);
}

static void put_value(uint8_t out[16], const struct value *v)
{
    switch ((int)v->type) {
    case TYPE_UINT8:
        interval_edge(out, v->u8);
        break;
    case TYPE_UINT16:
        interval_edge(out, v->u16);
        break;
    case TYPE_UINT32:
        interval_edge(out, v->u32);
        break;
    case TYPE_UINT64:
        interval_edge(out, *v->u64);
        break;
    case TYPE_BYTE_ARRAY6:
        memset(out, 0, 16);
        memcpy(out + 10, v->bytes6, 6);
        break;
    default:
        memcpy(out, v->bytes16, 16);
        break;
    }
}

struct interval interval_all(unsigned width)
{
    struct interval all = { { 0 }, { 0 } };
    memset(all.high + 16 - width, 0xff, width);
    return all;
}

bool interval_step(uint8_t n[16], int by, unsigned width)
{
    for (unsigned i = 15; i + 1 > 16 - width; i--) {
        n[i] = (uint8_t)(n[i] + by);
        if (n[i] != (by > 0 ? 0 : 0xff))
            return true;
    }
    return false;
}

static struct interval of_v4_mask(const struct v4_addr_mask *m)
{
    struct interval i;
    interval_edge(i.low, m->addr & m->mask);
    interval_edge(i.high, m->addr | ~m->mask);
    return i;
}

static struct interval of_v6_mask(const struct v6_addr_mask *m)
{
    struct interval i;
    memcpy(i.low, m->addr, 16);
    memcpy(i.high, m->addr, 16);
    for (unsigned bit = m->prefix; bit < 128; bit++) {
        i.low[bit / 8] &= (uint8_t)~(0x80u >> bit % 8);
        i.high[bit / 8] |= (uint8_t)(0x80u >> bit % 8);
    }
    return i;
}

static struct interval of_equal(const struct value *v)
{
    struct interval i;
    if (v->type == TYPE_V4_ADDR_MASK)
        return of_v4_mask(v->v4);
    if (v->type == TYPE_V6_ADDR_MASK)
        return of_v6_mask(v->v6);
    put_value(i.low, v);
    memcpy(i.high, i.low, 16);
    return i;
}

/* What lies above (with_value: or at) the value, or below it; false when nothing does. */
static bool of_order(const struct condition *c, bool above, bool with_value, unsigned width, struct interval *out)
{
    *out = interval_all(width);
    uint8_t *edge = above ? out->low : out->high;
    put_value(edge, &c->value);
    return with_value || interval_step(edge, above ? 1 : -1, width);
}

int intervals_of(const struct condition *c, struct interval out[2])
{
    enum data_type type = c->value.type == TYPE_RANGE ? c->value.range->low.type : c->value.type;
    unsigned       width = interval_width(type);
    int            count = 0;
    if (!width)
        return -1;
    switch (c->match) {
    case MATCH_EQUAL:
        out[0] = of_equal(&c->value);
        return 1;
    case MATCH_RANGE:
        put_value(out[0].low, &c->value.range->low);
        put_value(out[0].high, &c->value.range->high);
        return 1;
    case MATCH_GREATER:
    case MATCH_GREATER_OR_EQUAL:
        return of_order(c, true, c->match == MATCH_GREATER_OR_EQUAL, width, &out[0]);
    case MATCH_LESS:
    case MATCH_LESS_OR_EQUAL:
        return of_order(c, false, c->match == MATCH_LESS_OR_EQUAL, width, &out[0]);
    case MATCH_NOT_EQUAL:
        count += of_order(c, false, false, width, &out[count]);
        count += of_order(c, true, false, width, &out[count]);
        return count;
    default:
        return -1;
    }
}
