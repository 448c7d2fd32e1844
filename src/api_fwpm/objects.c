/* Adding, deleting and reading objects: the same for every kind, because their calls are (FwpmFilterAdd0 and its siblings). */
#include <assert.h>

#include "api_fwpm/operations.h"
#include "api_fwpm/show.h"
#include "api_fwpm/take.h"

enum { OBJECT = 1, DESCRIPTOR = 2, ID = 3, WHICH = 1, RESULT = 2 };

#define SAME_SLOTS(kind, name)                                                                                             \
    static_assert((int)ARG_##kind##_ADD_##name == OBJECT && (int)ARG_##kind##_ADD_SD == DESCRIPTOR, "slots of " #kind " adds"); \
    static_assert((int)ARG_##kind##_GET_BY_KEY_KEY == WHICH && (int)ARG_##kind##_GET_BY_KEY_##name == RESULT, "and gets")
SAME_SLOTS(PROVIDER, PROVIDER);
SAME_SLOTS(PROVIDER_CONTEXT, PROVIDER_CONTEXT);
SAME_SLOTS(SUBLAYER, SUBLAYER);
SAME_SLOTS(CALLOUT, CALLOUT);
SAME_SLOTS(FILTER, FILTER);
static_assert((int)ARG_PROVIDER_CONTEXT_ADD_ID == ID && (int)ARG_CALLOUT_ADD_ID == ID && (int)ARG_FILTER_ADD_ID == ID, "ids");

enum wfp_status call_keep(struct fwpm_call *c, struct object *take)
{
    c->objects = arena_alloc(c->arena, sizeof(struct object *));
    if (!c->objects) {
        bfe_put(take);
        return WFP_NO_MEMORY;
    }
    c->objects[0] = take;
    c->object_count = 1;
    return WFP_OK;
}

enum wfp_status op_add(struct fwpm_call *c, int kind)
{
    union any_record    record;
    struct object      *o;
    const struct bytes *given = c->in[DESCRIPTOR].in;
    struct byte_blob    sd = given ? (struct byte_blob){ (uint32_t)bytes_left(given), (uint8_t *)(uintptr_t)given->at } : (struct byte_blob){ 0 };
    RETURN_IF(take_object((enum object_kind)kind, c->in[OBJECT].in, c->arena, &record));
    RETURN_IF(bfe_add(c->session, (enum object_kind)kind, &record, given ? &sd : NULL, &o));
    if (object_id(o))
        c->out[ID].number = object_id(o);
    bfe_put(o);
    return WFP_OK;
}

enum wfp_status op_delete_key(struct fwpm_call *c, int kind)
{
    return bfe_delete(c->session, (enum object_kind)kind, c->in[WHICH].in);
}

enum wfp_status op_delete_id(struct fwpm_call *c, int kind)
{
    return bfe_delete_id(c->session, (enum object_kind)kind, c->in[WHICH].number);
}

static enum wfp_status answer(struct fwpm_call *c, struct object *take)
{
    bool registered = take->kind == OBJECT_CALLOUT && bfe_callout_is_registered(c->session, &take->key);
    RETURN_IF(call_keep(c, take));
    c->out[RESULT].in = show_object(take, registered, c->arena);
    return c->out[RESULT].in ? WFP_OK : WFP_NO_MEMORY;
}

enum wfp_status op_get_key(struct fwpm_call *c, int kind)
{
    struct object *o;
    RETURN_IF(bfe_get(c->session, (enum object_kind)kind, c->in[WHICH].in, &o));
    return answer(c, o);
}

enum wfp_status op_get_id(struct fwpm_call *c, int kind)
{
    struct object *o;
    RETURN_IF(bfe_get_id(c->session, (enum object_kind)kind, c->in[WHICH].number, &o));
    return answer(c, o);
}

/* --- layers: built in, and none else (A-061) --------------------------------------------------------------------------------- */

static enum wfp_status answer_layer(struct fwpm_call *c, const struct layer_row *layer)
{
    if (!layer)
        return WFP_LAYER_NOT_FOUND;
    RETURN_IF(bfe_check_layer(c->session, layer->id, ACTRL_READ));
    c->out[RESULT].in = show_layer(layer, c->arena);
    return c->out[RESULT].in ? WFP_OK : WFP_NO_MEMORY;
}

enum wfp_status op_layer_get_key(struct fwpm_call *c, int kind)
{
    (void)kind;
    return answer_layer(c, layer_find_key(c->in[WHICH].in));
}

enum wfp_status op_layer_get_id(struct fwpm_call *c, int kind)
{
    (void)kind;
    return answer_layer(c, c->in[WHICH].number < LAYER_COUNT ? &layer_rows[c->in[WHICH].number] : NULL);
}
