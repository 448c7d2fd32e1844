#include <stdlib.h>
#include <string.h>

#include "manage/link.h"
#include "record/record_json.h"
#include "security/descriptor.h"
#include "security/info.h"

/* --- options -------------------------------------------------------------------------------------------------------------- */

enum wfp_status manage_option(struct manage *m, uint32_t option, uint32_t *out)
{
    FWP_VALUE0 *value = NULL;
    RETURN_IF(manage_status(FwpmEngineGetOption0(m->engine, (FWPM_ENGINE_OPTION)option, &value)));
    *out = value->uint32;
    FwpmFreeMemory0((void **)&value);
    return WFP_OK;
}

enum wfp_status manage_set_option(struct manage *m, uint32_t option, uint32_t value)
{
    FWP_VALUE0 v = { .type = FWP_UINT32, .uint32 = value };
    return manage_status(FwpmEngineSetOption0(m->engine, (FWPM_ENGINE_OPTION)option, &v));
}

/* --- security ------------------------------------------------------------------------------------------------------------- */

/* The calls of a container: those that take a key, which a zero one makes those of the container itself, and those
 * without. */
struct container_calls {
    const struct call_row *get, *set;
    bool                   has_key;
};

static const struct container_calls containers[CONTAINER_COUNT] = {
    [CONTAINER_ENGINE] = { &call_FwpmEngineGetSecurityInfo0, &call_FwpmEngineSetSecurityInfo0, false },
    [CONTAINER_PROVIDERS] = { &call_FwpmProviderGetSecurityInfoByKey0, &call_FwpmProviderSetSecurityInfoByKey0, true },
    [CONTAINER_CONTEXTS] = { &call_FwpmProviderContextGetSecurityInfoByKey0, &call_FwpmProviderContextSetSecurityInfoByKey0,
                             true },
    [CONTAINER_SUBLAYERS] = { &call_FwpmSubLayerGetSecurityInfoByKey0, &call_FwpmSubLayerSetSecurityInfoByKey0, true },
    [CONTAINER_LAYERS] = { &call_FwpmLayerGetSecurityInfoByKey0, &call_FwpmLayerSetSecurityInfoByKey0, true },
    [CONTAINER_CALLOUTS] = { &call_FwpmCalloutGetSecurityInfoByKey0, &call_FwpmCalloutSetSecurityInfoByKey0, true },
    [CONTAINER_FILTERS] = { &call_FwpmFilterGetSecurityInfoByKey0, &call_FwpmFilterSetSecurityInfoByKey0, true },
    [CONTAINER_NET_EVENTS] = { &call_FwpmNetEventsGetSecurityInfo0, &call_FwpmNetEventsSetSecurityInfo0, false },
    [CONTAINER_CONNECTIONS] = { &call_FwpmConnectionGetSecurityInfo0, &call_FwpmConnectionSetSecurityInfo0, false },
    [CONTAINER_VSWITCH_EVENTS] = { &call_FwpmvSwitchEventsGetSecurityInfo0, &call_FwpmvSwitchEventsSetSecurityInfo0, false },
    [CONTAINER_IPSEC_SA_DB] = { &call_IPsecSaDbGetSecurityInfo0, &call_IPsecSaDbSetSecurityInfo0, false },
    [CONTAINER_IKE_SA_DB] = { &call_IkeextSaDbGetSecurityInfo0, &call_IkeextSaDbSetSecurityInfo0, false },
    [CONTAINER_IPSEC_DOSP] = { &call_IPsecDospGetSecurityInfo0, &call_IPsecDospSetSecurityInfo0, false },
    [CONTAINER_ENDPOINTS] = { &call_FwpsAleEndpointGetSecurityInfo0, &call_FwpsAleEndpointSetSecurityInfo0, false },
};

static uint32_t u32_at(const uint8_t *sd, uint32_t offset)
{
    return sd[offset] | (uint32_t)sd[offset + 1] << 8 | (uint32_t)sd[offset + 2] << 16 | (uint32_t)sd[offset + 3] << 24;
}

/* Of a self-relative descriptor that the call made itself: up to the end of the part that lies last. */
static uint32_t descriptor_size(const uint8_t *sd)
{
    uint32_t owner = u32_at(sd, 4), group = u32_at(sd, 8), dacl = u32_at(sd, 16), size = 20;
    uint32_t ends[] = { owner ? owner + (uint32_t)sid_size(sd + owner) : 0, group ? group + (uint32_t)sid_size(sd + group) : 0,
                        dacl ? dacl + (u32_at(sd, dacl) >> 16) : 0 };
    for (unsigned i = 0; i < COUNT_OF(ends); i++)
        size = ends[i] > size ? ends[i] : size;
    return size;
}

static enum wfp_status keep_descriptor(void *sd, struct arena *arena, struct byte_blob *out)
{
    struct byte_blob blob = { descriptor_size(sd), sd };
    blob.data = arena_copy(arena, sd, blob.size);
    if (!blob.data)
        return WFP_NO_MEMORY;
    *out = blob;
    return WFP_OK;
}

enum wfp_status manage_security(struct manage *m, enum container c, const struct guid *key, uint32_t which, struct arena *arena,
                                struct byte_blob *out)
{
    static const struct guid      none;
    const struct container_calls *calls = &containers[c];
    void                         *owner, *group, *dacl, *sacl, *sd = NULL;
    union call_argument           arguments[8] = { { 0 } };
    unsigned                      n = 1;
    if (!calls->get || (!calls->has_key && key && !guid_is_zero(key)))
        return WFP_NOT_FOUND;
    if (calls->has_key)
        arguments[n++].in = key ? key : &none;
    arguments[n++].number = which;
    void **const places[] = { &owner, &group, &dacl, &sacl, &sd };
    for (unsigned i = 0; i < COUNT_OF(places); i++)
        arguments[n++].out = places[i];
    RETURN_IF(manage_call(m, calls->get, arguments));
    enum wfp_status err = keep_descriptor(sd, arena, out);
    FwpmFreeMemory0(&sd);
    return err;
}

enum wfp_status manage_set_security(struct manage *m, enum container c, const struct guid *key, uint32_t which,
                                    const struct byte_blob *sd)
{
    static const struct guid      none;
    const struct container_calls *calls = &containers[c];
    union call_argument           arguments[7] = { { 0 } };
    unsigned                      n = 1;
    struct sd                     opened;
    if (!calls->set || (!calls->has_key && key && !guid_is_zero(key)))
        return WFP_NOT_FOUND;
    RETURN_IF(sd_open(sd, &opened));
    if (calls->has_key)
        arguments[n++].in = key ? key : &none;
    arguments[n++].number = which;
    arguments[n++].in = opened.owner;
    arguments[n++].in = opened.group;
    arguments[n++].in = opened.dacl == DACL_LIST ? sd_acl(&opened).at : NULL;
    return manage_call(m, calls->set, arguments);
}

/* --- rows ----------------------------------------------------------------------------------------------------------------- */

struct row_calls {
    const struct call_row    *open, *next, *close;
    const struct record_type *type;
};

static const struct row_calls row_calls[MANAGE_ROWS_COUNT] = {
    [MANAGE_SESSIONS] = { &call_FwpmSessionCreateEnumHandle0, &call_FwpmSessionEnum0, &call_FwpmSessionDestroyEnumHandle0,
                          &record_FWPM_SESSION0 },
    [MANAGE_NET_EVENTS] = { &call_FwpmNetEventCreateEnumHandle0, &call_FwpmNetEventEnum5, &call_FwpmNetEventDestroyEnumHandle0,
                            &record_FWPM_NET_EVENT5 },
};

struct row_walk {
    const struct record_type *type;
    manage_row_fn             each;
    void                     *context;
};

static enum wfp_status give_rows(void *context, void **entries, uint32_t count)
{
    const struct row_walk *w = context;
    for (uint32_t i = 0; i < count; i++) {
        json_t *row;
        RETURN_IF(record_to_json(w->type, entries[i], &row));
        w->each(w->context, row);
        json_decref(row);
    }
    return WFP_OK;
}

enum wfp_status manage_rows(struct manage *m, enum manage_rows what, manage_row_fn each, void *context)
{
    const struct row_calls *calls = &row_calls[what];
    struct row_walk         w = { calls->type, each, context };
    return manage_enumerate(m, calls->open, calls->next, calls->close, NULL, give_rows, &w);
}
