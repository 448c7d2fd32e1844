/* A V4 case said again for V6: see generator.h. */
#include "naive/generator.h"

#include <string.h>

static const struct layer_row *other_family(const struct layer_row *v4)
{
    uint16_t id = layer_ids_by_pair[v4->pair][FAMILY_V6][v4->is_discard];
    return v4->family == FAMILY_V4 && id != LAYER_ID_NONE ? &layer_rows[id] : NULL;
}

bool twin_is_address(const struct layer_row *v4, enum field_id field)
{
    const struct layer_row *v6 = other_family(v4);
    int                     a = layer_field_index(v4, field), b = v6 ? layer_field_index(v6, field) : -1;
    return a >= 0 && b >= 0 && v4->fields[a].type == TYPE_UINT32 && v6->fields[b].type == TYPE_BYTE_ARRAY16;
}

const struct layer_row *twin_layer(const struct layer_row *v4)
{
    const struct layer_row *v6 = other_family(v4);
    for (uint32_t i = 0; v6 && i < v4->field_count; i++) {
        enum field_id id = v4->fields[i].id;
        int           k = layer_field_index(v6, id);
        if (id != FIELD_NONE && k < 0)
            return NULL;
        if (id != FIELD_NONE && v6->fields[k].type != v4->fields[i].type && !twin_is_address(v4, id))
            return NULL;
    }
    return v6;
}

static uint8_t *embed(struct twin_storage *s, uint32_t address)
{
    static const uint8_t prefix[12] = { 0x20, 0x01, 0x0d, 0xb8 };
    uint8_t             *b = s->bytes[s->used++];
    memcpy(b, prefix, 12);
    for (unsigned i = 0; i < 4; i++)
        b[12 + i] = (uint8_t)(address >> (24 - 8 * i));
    return b;
}

static struct value twin_value(struct value v, struct twin_storage *s)
{
    if (v.type != TYPE_UINT32)
        return v;
    return (struct value){ .type = TYPE_BYTE_ARRAY16, .bytes16 = embed(s, v.u32) };
}

static uint8_t bits_of(uint32_t mask)
{
    uint8_t n = 0;
    for (; mask; mask <<= 1)
        n++;
    return n;
}

static void twin_condition(struct condition *c, struct operand *store, struct twin_storage *s)
{
    if (c->value.type == TYPE_V4_ADDR_MASK) {
        uint8_t bits = bits_of(c->value.v4->mask);
        memcpy(store->v6.addr, embed(s, c->value.v4->addr), 16);
        store->v6.prefix = (uint8_t)(96 + bits);
        c->value = (struct value){ .type = TYPE_V6_ADDR_MASK, .v6 = &store->v6 };
    } else if (c->value.type == TYPE_RANGE) {
        store->range.low = twin_value(c->value.range->low, s);
        store->range.high = twin_value(c->value.range->high, s);
        c->value.range = &store->range;
    } else {
        c->value = twin_value(c->value, s);
    }
}

/* Filters that already were at the V6 layer would become visible: they are put out of work. */
void twin_policy(const struct policy_case *v4, struct policy_case *v6, struct twin_storage *s)
{
    s->used = 0;
    policy_case_copy(v6, v4);
    v6->layer = twin_layer(v4->layer);
    for (uint32_t i = 0; i < v6->filter_count; i++) {
        struct filter *f = &v6->filters[i];
        if (f->layer == v6->layer->id)
            f->flags |= FILTER_FLAG_DISABLED;
        if (f->layer != v4->layer->id)
            continue;
        f->layer = v6->layer->id;
        for (uint32_t k = 0; k < f->condition_count; k++)
            if (twin_is_address(v4->layer, v6->conditions[i][k].field))
                twin_condition(&v6->conditions[i][k], &v6->operands[i][k], s);
    }
}

void twin_packet(const struct policy_case *v4, const struct packet_case *from, struct packet_case *to,
                 struct twin_storage *s)
{
    const struct layer_row *v6 = twin_layer(v4->layer);
    memset(to, 0, sizeof(*to));
    for (uint32_t i = 0; i < v4->layer->field_count; i++) {
        enum field_id id = v4->layer->fields[i].id;
        if (id == FIELD_NONE)
            continue;
        struct value v = from->values[i];
        to->values[layer_field_index(v6, id)] = twin_is_address(v4->layer, id) ? twin_value(v, s) : v;
    }
}
