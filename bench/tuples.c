/* See tuples.h. */
#include "tuples.h"

static const struct tuple_rule anything = { .high = { UINT16_MAX, UINT16_MAX } };

static unsigned end_of(enum field_id field)
{
    return field == FIELD_IP_LOCAL_ADDRESS || field == FIELD_IP_LOCAL_PORT;
}

struct tuple_rule tuple_rule_of_filter(const struct filter *f)
{
    struct tuple_rule r = anything;
    for (uint32_t i = 0; i < f->condition_count; i++) {
        const struct condition *c = &f->conditions[i];
        unsigned                end = end_of(c->field);
        if (c->value.type == TYPE_V4_ADDR_MASK) {
            r.address[end] = c->value.v4->addr;
            r.mask[end] = c->value.v4->mask;
        } else if (c->value.type == TYPE_RANGE) {
            r.low[end] = c->value.range->low.u16;
            r.high[end] = c->value.range->high.u16;
        } else if (c->value.type == TYPE_UINT16) {
            r.low[end] = r.high[end] = c->value.u16;
        } else {
            r.protocol = c->value.u8;
            r.protocol_mask = UINT8_MAX;
        }
    }
    return r;
}

static bool put_address(const struct tuple_rule *r, unsigned end, struct arena *arena, struct condition *c)
{
    struct v4_addr_mask *m = arena_alloc(arena, sizeof(*m));
    if (!m)
        return false;
    *m = (struct v4_addr_mask){ r->address[end] & r->mask[end], r->mask[end] };
    c->field = end ? FIELD_IP_LOCAL_ADDRESS : FIELD_IP_REMOTE_ADDRESS;
    c->match = MATCH_EQUAL;
    c->value = (struct value){ .type = TYPE_V4_ADDR_MASK, .v4 = m };
    return true;
}

static bool put_range(enum field_id field, struct value low, struct value high, struct arena *arena, struct condition *c)
{
    struct value_range *range = arena_alloc(arena, sizeof(*range));
    if (!range)
        return false;
    *range = (struct value_range){ low, high };
    *c = (struct condition){ field, MATCH_RANGE, { .type = TYPE_RANGE, .range = range } };
    return true;
}

static bool put_ports(const struct tuple_rule *r, unsigned end, struct arena *arena, struct condition *c)
{
    enum field_id field = end ? FIELD_IP_LOCAL_PORT : FIELD_IP_REMOTE_PORT;
    struct value  low = { .type = TYPE_UINT16, .u16 = r->low[end] }, high = { .type = TYPE_UINT16, .u16 = r->high[end] };
    if (r->low[end] != r->high[end])
        return put_range(field, low, high, arena, c);
    *c = (struct condition){ field, MATCH_EQUAL, low };
    return true;
}

/* A mask of leading bits is a range. */
static bool put_protocol(const struct tuple_rule *r, struct arena *arena, struct condition *c)
{
    struct value low = { .type = TYPE_UINT8, .u8 = r->protocol & r->protocol_mask }, high = low;
    if (r->protocol_mask == UINT8_MAX) {
        *c = (struct condition){ FIELD_IP_PROTOCOL, MATCH_EQUAL, low };
        return true;
    }
    high.u8 |= (uint8_t)~r->protocol_mask;
    return put_range(FIELD_IP_PROTOCOL, low, high, arena, c);
}

bool tuple_rule_to_filter(const struct tuple_rule *r, uint64_t id, struct arena *arena, struct filter *out)
{
    struct condition conditions[5];
    uint32_t         n = 0;
    bool             ok = true;
    for (unsigned end = 0; end < 2; end++) {
        if (r->mask[end])
            ok &= put_address(r, end, arena, &conditions[n++]);
        if (r->low[end] || r->high[end] != UINT16_MAX)
            ok &= put_ports(r, end, arena, &conditions[n++]);
    }
    if (r->protocol_mask)
        ok &= put_protocol(r, arena, &conditions[n++]);
    struct condition *kept = ok ? arena_copy(arena, conditions, n * sizeof(*kept)) : NULL;
    if (!kept)
        return false;
    *out = (struct filter){ .id = id, .layer = layer_of(LAYER(INBOUND_TRANSPORT), FAMILY_V4)->id, .conditions = kept, .condition_count = n,
                            .effective_weight = UINT64_MAX - id, .action = id % 5 < 3 ? ACTION_PERMIT : ACTION_BLOCK };
    return true;
}

struct tuple tuple_draw_any(struct dice *d)
{
    static const uint8_t protocols[] = { 6, 6, 6, 17, 17, 1 };
    struct tuple         t = { { (uint32_t)dice_roll(d), (uint32_t)dice_roll(d) },
                               { (uint16_t)dice_roll(d), (uint16_t)dice_below(d, 2048) } };
    t.protocol = protocols[dice_below(d, sizeof(protocols))];
    return t;
}

struct tuple tuple_draw(const struct tuple_rule *r, struct dice *d)
{
    struct tuple t = tuple_draw_any(d);
    for (unsigned end = 0; end < 2; end++) {
        t.address[end] = (t.address[end] & ~r->mask[end]) | (r->address[end] & r->mask[end]);
        t.port[end] = (uint16_t)(r->low[end] + dice_below(d, r->high[end] - r->low[end] + 1u));
    }
    t.protocol = (uint8_t)((t.protocol & ~r->protocol_mask) | (r->protocol & r->protocol_mask));
    return t;
}
