#include "tuple_adverse.h"

enum { ONE_ADDRESS = 0x5bc2a96e, WIDEST = 65536 };

const char *const tuple_adverse_names[ADVERSE_COUNT] = { "lengths", "ports", "nested", "wide", "service", "narrow" };

static void set_prefix(struct tuple_rule *r, unsigned end, uint32_t address, unsigned bits)
{
    r->mask[end] = bits ? 0xffffffffu << (32 - bits) : 0;
    r->address[end] = address & r->mask[end];
}

static void set_any_range(struct tuple_rule *r, unsigned end, struct dice *d)
{
    uint16_t a = (uint16_t)dice_below(d, WIDEST), b = (uint16_t)dice_below(d, WIDEST);
    r->low[end] = a < b ? a : b;
    r->high[end] = a < b ? b : a;
}

static void set_any_ranges(struct tuple_rule *r, struct dice *d)
{
    set_any_range(r, 0, d);
    set_any_range(r, 1, d);
}

/* Prefixes of that many bits at both ends. */
static void set_prefixes(struct tuple_rule *r, unsigned least, unsigned most, struct dice *d)
{
    for (unsigned end = 0; end < 2; end++)
        set_prefix(r, end, (uint32_t)dice_roll(d), least + dice_below(d, most - least + 1));
}

struct tuple_rule tuple_draw_adverse(enum tuple_adverse kind, struct dice *d)
{
    struct tuple_rule r = { .high = { UINT16_MAX, UINT16_MAX }, .protocol = 6, .protocol_mask = UINT8_MAX };
    switch (kind) {
    case ADVERSE_LENGTHS:
        set_prefixes(&r, 0, 32, d);
        set_any_ranges(&r, d);
        break;
    case ADVERSE_PORTS:
        set_any_ranges(&r, d);
        break;
    case ADVERSE_NESTED:
        set_prefix(&r, 0, ONE_ADDRESS, dice_below(d, 33));
        set_prefix(&r, 1, ONE_ADDRESS, dice_below(d, 33));
        set_any_range(&r, 1, d);
        break;
    case ADVERSE_WIDE:
        set_prefixes(&r, 1, 7, d);
        set_any_ranges(&r, d);
        break;
    case ADVERSE_SERVICE:
        set_prefixes(&r, 8, 32, d);
        r.low[1] = r.high[1] = 80;
        break;
    default:
        set_prefix(&r, 0, ONE_ADDRESS, 16);
        set_any_range(&r, 0, d);
        r.low[1] = (uint16_t)dice_below(d, WIDEST - 500);
        r.high[1] = (uint16_t)(r.low[1] + dice_below(d, 500));
    }
    return r;
}
