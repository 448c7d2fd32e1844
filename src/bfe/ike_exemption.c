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

bool ike_exemption_concerns(const struct step *steps, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (steps[i].object->kind == OBJECT_FILTER && layer_rows[steps[i].object->filter.layer].pair == LAYER(IKEEXT))
            return true;
    return false;
}

static bool is_main_mode(const struct object *o, enum family family)
{
    return o->kind == OBJECT_FILTER && o->filter.layer == layer_of(LAYER(IKEEXT), family)->id;
}

/* For good: what an open transaction has added does not count yet, and what it has deleted still does. */
static bool is_deleted_only(const struct bfe *b, enum family family)
{
    const struct txn *open = b->writer ? b->writer->txn : NULL;
    for (uint32_t i = 0; open && i < open->step_count; i++)
        if (open->steps[i].deleted && !open->steps[i].object->staged && is_main_mode(open->steps[i].object, family))
            return true;
    return false;
}

static bool has_main_mode(const struct bfe *b, const struct txn *t, enum family family)
{
    const struct object_table *table = &b->set.tables[OBJECT_FILTER];
    for (uint32_t i = 0; i < table->count; i++)
        if (is_main_mode(table->items[i], family) && (t || !table->items[i]->staged))
            return true;
    return !t && is_deleted_only(b, family);
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

static struct guid key_at(const struct layer_row *layer)
{
    return guid_from_name("IKE exemption", layer->name);
}

bool ike_exemption_is(const struct guid *key)
{
    for (enum family family = FAMILY_V4; family < FAMILY_COUNT; family++)
        for (unsigned i = 0; i < COUNT_OF(exempt_at); i++) {
            struct guid one = key_at(layer_of(exempt_at[i], family));
            if (guid_equal(&one, key))
                return true;
        }
    return false;
}

static enum wfp_status settle_layer(struct bfe *b, struct txn *t, const struct layer_row *layer, bool wanted)
{
    struct guid    key = key_at(layer);
    struct object *o = object_set_find(&b->set, OBJECT_FILTER, &key);
    if (wanted && !o)
        return add(b, t, &key, layer);
    return !wanted && o && (t || !o->staged) ? drop(b, t, o) : WFP_OK;
}

enum wfp_status ike_exemption_settle(struct bfe *b, struct txn *t)
{
    for (enum family family = FAMILY_V4; family < FAMILY_COUNT; family++) {
        bool wanted = has_main_mode(b, t, family);
        for (unsigned i = 0; i < COUNT_OF(exempt_at); i++)
            RETURN_IF(settle_layer(b, t, layer_of(exempt_at[i], family), wanted));
    }
    return WFP_OK;
}
