#include "bfe/ike_exemption.h"

#include "bfe/store_state.h"

#define UDP    17u
#define WEIGHT 0xcu /* the band that the documentation of weights names for them */

static const enum layer_pair exempt_at[] = { LAYER(INBOUND_TRANSPORT), LAYER(OUTBOUND_TRANSPORT) };

/* 500, and 4500 behind a translator of addresses. */
static const struct condition conditions[] = {
    { FIELD_IP_PROTOCOL, MATCH_EQUAL, { .type = TYPE_UINT8, .u8 = UDP } },
    { FIELD_IP_LOCAL_PORT, MATCH_EQUAL, { .type = TYPE_UINT16, .u16 = 500 } },
    { FIELD_IP_LOCAL_PORT, MATCH_EQUAL, { .type = TYPE_UINT16, .u16 = 4500 } },
};

static bool has_main_mode(const struct bfe *b, enum family family)
{
    const struct object_table *t = &b->set.tables[OBJECT_FILTER];
    uint16_t                   layer = layer_of(LAYER(IKEEXT), family)->id;
    for (uint32_t i = 0; i < t->count; i++)
        if (t->items[i]->filter.layer == layer)
            return true;
    return false;
}

static enum wfp_status add(struct bfe *b, struct txn *t, const struct guid *key, const struct layer_row *layer)
{
    struct filter  f = { .key = *key, .name = "IKE exemption", .description = "Lets IKE and AuthIP negotiate.", .layer = layer->id,
                         .action = ACTION_PERMIT, .weight = { .type = TYPE_UINT8, .u8 = WEIGHT }, .condition_count = COUNT_OF(conditions),
                         .conditions = conditions };
    struct object *o;
    RETURN_IF(object_new(OBJECT_FILTER, &f, &o));
    o->builtin = true;
    enum wfp_status err = store_assign(b, o);
    if (err == WFP_OK)
        err = t ? txn_insert(b, t, o) : object_set_insert(&b->set, o);
    if (err)
        object_put(o);
    return err;
}

static enum wfp_status drop(struct bfe *b, struct txn *t, struct object *o)
{
    if (t)
        return txn_remove(b, t, o);
    object_set_remove(&b->set, o);
    object_put(o);
    return WFP_OK;
}

static enum wfp_status settle_layer(struct bfe *b, struct txn *t, const struct layer_row *layer, bool wanted)
{
    struct guid    key = guid_from_name("IKE exemption", layer->name);
    struct object *o = object_set_find(&b->set, OBJECT_FILTER, &key);
    if (wanted && !o)
        return add(b, t, &key, layer);
    return !wanted && o ? drop(b, t, o) : WFP_OK;
}

enum wfp_status ike_exemption_settle(struct bfe *b, struct txn *t)
{
    for (enum family family = FAMILY_V4; family < FAMILY_COUNT; family++) {
        bool wanted = has_main_mode(b, family);
        for (unsigned i = 0; i < COUNT_OF(exempt_at); i++)
            RETURN_IF(settle_layer(b, t, layer_of(exempt_at[i], family), wanted));
    }
    return WFP_OK;
}
