#include "filter_headers.h"

#include <string.h>

#include "filter_draft.h"

static void set(const struct filter_set *s, struct header *h, enum field_id field, struct value v)
{
    int at = layer_field_index(s->layer, field);
    if (at >= 0)
        h->values[at] = v;
}

static void set_address(const struct filter_set *s, struct header *h, enum field_id field, uint32_t a)
{
    struct value v = { .type = TYPE_UINT32, .u32 = a };
    if (filter_set_is_v6(s)) {
        v.type = TYPE_BYTE_ARRAY16;
        v.bytes16 = h->addresses[field == FIELD_IP_REMOTE_ADDRESS];
        v6_of_host(a, v.bytes16);
    }
    set(s, h, field, v);
}

static struct value small(enum data_type type, uint32_t n)
{
    struct value v = { .type = type };
    if (type == TYPE_UINT8)
        v.u8 = (uint8_t)n;
    else if (type == TYPE_UINT16)
        v.u16 = (uint16_t)n;
    else
        v.u32 = n;
    return v;
}

static void set_user(const struct filter_set *s, struct header *h, const struct value *user)
{
    h->sids[0] = user->sid;
    h->names[0] = user->name;
    h->token = (struct token){ 1, h->sids, h->names };
    set(s, h, FIELD_ALE_USER_ID, (struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &h->token });
}

/* Any header. */
static void draw_any(const struct filter_set *s, struct dice *d, struct header *h)
{
    memset(h->values, 0, sizeof(h->values));
    set_address(s, h, FIELD_IP_REMOTE_ADDRESS, (uint32_t)dice_roll(d));
    set_address(s, h, FIELD_IP_LOCAL_ADDRESS, dice_chance(d, 50) ? 0x0a000005 : s->networks[dice_below(d, s->network_count)]);
    set(s, h, FIELD_IP_PROTOCOL, small(TYPE_UINT8, PICK(d, 6, 6, 6, 17, 17, 1)));
    set(s, h, FIELD_IP_LOCAL_PORT, small(TYPE_UINT16, dice_chance(d, 40) ? draw_service_port(d) : 49152 + dice_below(d, 16384)));
    set(s, h, FIELD_IP_REMOTE_PORT, small(TYPE_UINT16, draw_service_port(d)));
    if (s->shape != SHAPE_WFP)
        return;
    set(s, h, FIELD_ALE_APP_ID, s->apps[dice_below(d, s->app_count)]);
    set(s, h, FIELD_ALE_PACKAGE_ID, s->packages[dice_chance(d, 80) ? 0 : dice_below(d, s->package_count)]);
    set_user(s, h, &s->users[dice_below(d, s->user_count)]);
    set(s, h, FIELD_INTERFACE_TYPE, small(TYPE_UINT32, PICK(d, 6, 6, 71)));
    set(s, h, FIELD_CURRENT_PROFILE_ID, small(TYPE_UINT32, 1 + dice_below(d, 3)));
    set(s, h, FIELD_FLAGS, small(TYPE_UINT32, dice_below(d, 8)));
    set(s, h, FIELD_SUB_INTERFACE_INDEX, small(TYPE_UINT32, 0));
    set(s, h, FIELD_IP_DESTINATION_ADDRESS_TYPE, small(TYPE_UINT8, dice_below(d, 2)));
    h->numbers[0] = UINT64_C(6) << 48 | dice_below(d, 4096) << 24;
    set(s, h, FIELD_IP_LOCAL_INTERFACE, (struct value){ .type = TYPE_UINT64, .u64 = &h->numbers[0] });
}

/* Bits that a network leaves open are the header's own. */
static void meet_network(const struct condition *c, struct dice *d, struct header *h, struct value *v)
{
    if (c->value.type == TYPE_V4_ADDR_MASK) {
        v->type = TYPE_UINT32;
        v->u32 = c->value.v4->addr | ((uint32_t)dice_roll(d) & ~c->value.v4->mask);
        return;
    }
    uint8_t *address = h->addresses[c->field == FIELD_IP_REMOTE_ADDRESS];
    unsigned bits = c->value.v6->prefix;
    for (unsigned i = 0; i < 16; i++) {
        uint8_t open = bits >= 8 * (i + 1) ? 0 : bits <= 8 * i ? 0xff : (uint8_t)(0xff >> (bits - 8 * i));
        address[i] = (uint8_t)((c->value.v6->addr[i] & ~open) | ((uint8_t)dice_roll(d) & open));
    }
    v->type = TYPE_BYTE_ARRAY16;
    v->bytes16 = address;
}

static void meet(const struct filter_set *s, const struct condition *c, struct dice *d, struct header *h)
{
    int at = layer_field_index(s->layer, c->field);
    if (at < 0 || (c->match != MATCH_EQUAL && c->match != MATCH_RANGE))
        return;
    if (c->value.type == TYPE_V4_ADDR_MASK || c->value.type == TYPE_V6_ADDR_MASK)
        meet_network(c, d, h, &h->values[at]);
    else if (c->value.type == TYPE_RANGE)
        h->values[at] = dice_chance(d, 50) ? c->value.range->low : c->value.range->high;
    else if (c->field == FIELD_ALE_USER_ID)
        set_user(s, h, &c->value);
    else
        h->values[at] = c->value;
}

void header_draw_for(const struct filter_set *s, struct dice *d, uint32_t filter, struct header *h)
{
    const struct filter *f = &s->filters[filter];
    draw_any(s, d, h);
    for (uint32_t i = 0; i < f->condition_count; i++)
        if (i == 0 || f->conditions[i].field != f->conditions[i - 1].field || dice_chance(d, 40))
            meet(s, &f->conditions[i], d, h);
}

void header_draw(const struct filter_set *s, struct dice *d, struct header *h)
{
    if (s->count && dice_chance(d, 80))
        header_draw_for(s, d, dice_below(d, s->count), h);
    else
        draw_any(s, d, h);
}

/* Where the same is in the copy, when it is the header's own. */
static void *rebase(const void *at, struct header *to, const struct header *from)
{
    uintptr_t offset = (uintptr_t)at - (uintptr_t)from;
    return offset < sizeof(*from) ? (char *)to + offset : (void *)(uintptr_t)at;
}

static bool is_pointer(enum data_type type)
{
    return type == TYPE_UINT64 || type == TYPE_BYTE_ARRAY16 || type == TYPE_TOKEN_ACCESS_INFORMATION;
}

void header_copy(struct header *to, const struct header *from)
{
    *to = *from;
    to->token.sids = rebase(from->token.sids, to, from);
    to->token.names = rebase(from->token.names, to, from);
    for (uint32_t i = 0; i < sizeof(to->values) / sizeof(*to->values); i++)
        if (is_pointer(to->values[i].type))
            to->values[i].u64 = rebase(from->values[i].u64, to, from);
}
