/* One getter per field: what the packet and its endpoint have for it. A field that nobody can know stays TYPE_EMPTY. */
#ifndef WFP_SHIM_FIELDS_H
#define WFP_SHIM_FIELDS_H

#include <string.h>

#include "shim/context.h"

typedef void (*field_getter)(const struct pkt_ctx *c, const struct layer_row *layer, struct value *v);
/* What the getters write with. */
static inline void set_u8(struct value *v, uint8_t x)
{
    v->type = TYPE_UINT8;
    v->u8 = x;
}

static inline void set_u16(struct value *v, uint16_t x)
{
    v->type = TYPE_UINT16;
    v->u16 = x;
}

static inline void set_u64(struct value *v, const uint64_t *x)
{
    v->type = TYPE_UINT64;
    v->u64 = (uint64_t *)(uintptr_t)x; /* classify only reads */
}

static inline void set_u32(struct value *v, uint32_t x)
{
    v->type = TYPE_UINT32;
    v->u32 = x;
}

static inline void set_mac(struct value *v, const uint8_t mac[6])
{
    v->type = TYPE_BYTE_ARRAY6;
    v->bytes6 = (uint8_t *)mac;
}

static inline uint8_t mac_type(const uint8_t mac[6])
{
    static const uint8_t broadcast[6] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
    if (memcmp(mac, broadcast, 6) == 0)
        return DL_BROADCAST;
    return mac[0] & 1 ? DL_MULTICAST : DL_UNICAST;
}

/* Of fields that only the virtual switch's layers have; NULL for others. */
extern const field_getter vswitch_getters[FIELD_COUNT];
/* L2_FLAG_* of a frame in a switch, beside those of its link. */
uint32_t vswitch_l2_flags(const struct pkt_ctx *c);

/* Fills the wanted positions of a layer's values; `wanted` NULL fills all. */
void fields_fill(const struct pkt_ctx *c, const struct layer_row *layer, const uint8_t *wanted, uint32_t count,
                 struct value *values);

#endif
