#include "filter_draft.h"

#include <string.h>

void draft_add(struct draft *d, enum field_id field, enum match_type match, struct value v)
{
    if (d->count < DRAFT_CONDITIONS)
        d->conditions[d->count++] = (struct condition){ field, match, v };
}

void draft_u8(struct draft *d, enum field_id field, enum match_type match, uint32_t n)
{
    draft_add(d, field, match, (struct value){ .type = TYPE_UINT8, .u8 = (uint8_t)n });
}

void draft_u16(struct draft *d, enum field_id field, enum match_type match, uint32_t n)
{
    draft_add(d, field, match, (struct value){ .type = TYPE_UINT16, .u16 = (uint16_t)n });
}

void draft_u32(struct draft *d, enum field_id field, enum match_type match, uint32_t n)
{
    draft_add(d, field, match, (struct value){ .type = TYPE_UINT32, .u32 = n });
}

void *draft_room(struct draft *d, size_t size)
{
    void *p = arena_alloc(&d->set->arena, size);
    d->failed |= !p;
    return p;
}

void draft_range(struct draft *d, enum field_id field, enum match_type match, struct value low, struct value high)
{
    struct value_range *r = draft_room(d, sizeof(*r));
    if (!r)
        return;
    *r = (struct value_range){ low, high };
    draft_add(d, field, match, (struct value){ .type = TYPE_RANGE, .range = r });
}

void draft_ports(struct draft *d, enum field_id field, enum match_type match, uint32_t low, uint32_t high)
{
    draft_range(d, field, match, (struct value){ .type = TYPE_UINT16, .u16 = (uint16_t)low },
              (struct value){ .type = TYPE_UINT16, .u16 = (uint16_t)high });
}

bool filter_set_is_v6(const struct filter_set *s)
{
    return s->layer->family == FAMILY_V6;
}

void v6_of_host(uint32_t address, uint8_t out[16])
{
    static const uint8_t base[4] = { 0x20, 0x01, 0x0d, 0xb8 };
    memset(out, 0, 16);
    memcpy(out, base, 4);
    for (unsigned i = 0; i < 4; i++)
        out[4 + i] = out[12 + i] = (uint8_t)(address >> (24 - 8 * i));
}

static uint32_t mask_of(uint32_t bits)
{
    return bits ? 0xffffffffu << (32 - bits) : 0;
}

void draft_network(struct draft *d, enum field_id field, enum match_type match, uint32_t address, uint32_t bits)
{
    if (!filter_set_is_v6(d->set)) {
        struct v4_addr_mask *m = draft_room(d, sizeof(*m));
        if (m)
            *m = (struct v4_addr_mask){ address & mask_of(bits), mask_of(bits) };
        draft_add(d, field, match, (struct value){ .type = TYPE_V4_ADDR_MASK, .v4 = m });
        return;
    }
    struct v6_addr_mask *m = draft_room(d, sizeof(*m));
    if (!m)
        return;
    v6_of_host(bits < 32 ? address & mask_of(bits) : address, m->addr);
    if (bits < 32)
        memset(m->addr + 8, 0, 8);
    m->prefix = (uint8_t)(bits < 32 ? 32 + bits : 128);
    draft_add(d, field, match, (struct value){ .type = TYPE_V6_ADDR_MASK, .v6 = m });
}

struct value draft_address(struct draft *d, uint32_t address)
{
    struct value v = { .type = TYPE_UINT32, .u32 = address };
    if (!filter_set_is_v6(d->set))
        return v;
    v.type = TYPE_BYTE_ARRAY16;
    v.bytes16 = draft_room(d, 16);
    if (v.bytes16)
        v6_of_host(address, v.bytes16);
    return v;
}

static const uint32_t services[] = { 22, 25, 53, 67, 68, 80, 88, 123, 135, 137, 138, 139, 161, 389, 443, 445, 500, 636, 1433, 1900,
                                     2869, 3389, 3702, 4500, 5353, 5355, 5985, 7680, 8080, 8443 };

uint32_t draw_service_port(struct dice *d)
{
    return dice_chance(d, 75) ? services[dice_below(d, sizeof(services) / sizeof(*services))] : 1024 + dice_below(d, 60000);
}
