/* FwpmProvider*0, FwpmSubLayer*0, FwpmCallout*0, FwpmFilter*0: adding, deleting, reading by key. Kernel-mode callers need no
 * access right, so that security descriptors are not looked at. */
#include "api_km/border_convert.h"
#include "api_km/border_status.h"
#include "api_km/fwpm_session.h"

NTSTATUS NTAPI FwpmProviderAdd0(HANDLE engineHandle, const FWPM_PROVIDER0 *provider, PSECURITY_DESCRIPTOR sd)
{
    struct bfe_session *s = fwpm_session(engineHandle);
    struct arena        arena = { 0 };
    struct provider     record;
    (void)sd;
    if (!s)
        return border_status(WFP_INVALID_HANDLE);
    enum wfp_status err = record_of_provider(provider, &arena, &record);
    if (err == WFP_OK)
        err = bfe_provider_add(s, &record);
    arena_fini(&arena);
    return border_status(err);
}

NTSTATUS NTAPI FwpmSubLayerAdd0(HANDLE engineHandle, const FWPM_SUBLAYER0 *subLayer, PSECURITY_DESCRIPTOR sd)
{
    struct bfe_session *s = fwpm_session(engineHandle);
    struct arena        arena = { 0 };
    struct sublayer     record;
    (void)sd;
    if (!s)
        return border_status(WFP_INVALID_HANDLE);
    enum wfp_status err = record_of_sublayer(subLayer, &arena, &record);
    if (err == WFP_OK)
        err = bfe_sublayer_add(s, &record);
    arena_fini(&arena);
    return border_status(err);
}

NTSTATUS NTAPI FwpmCalloutAdd0(HANDLE engineHandle, const FWPM_CALLOUT0 *callout, PSECURITY_DESCRIPTOR sd, UINT32 *id)
{
    struct bfe_session *s = fwpm_session(engineHandle);
    struct arena        arena = { 0 };
    struct callout      record;
    (void)sd;
    if (!s)
        return border_status(WFP_INVALID_HANDLE);
    enum wfp_status err = record_of_callout(callout, &arena, &record);
    if (err == WFP_OK)
        err = bfe_callout_add(s, &record, id);
    arena_fini(&arena);
    return border_status(err);
}

NTSTATUS NTAPI FwpmFilterAdd0(HANDLE engineHandle, const FWPM_FILTER0 *filter, PSECURITY_DESCRIPTOR sd, UINT64 *id)
{
    struct bfe_session *s = fwpm_session(engineHandle);
    struct arena        arena = { 0 };
    struct filter       record;
    uint64_t            given;
    (void)sd;
    if (!s)
        return border_status(WFP_INVALID_HANDLE);
    enum wfp_status err = record_of_filter(filter, &arena, &record);
    if (err == WFP_OK)
        err = bfe_filter_add(s, &record, &given);
    if (err == WFP_OK && id)
        *id = given;
    arena_fini(&arena);
    return border_status(err);
}

static NTSTATUS delete_by_key(HANDLE engine, enum object_kind kind, const GUID *key)
{
    struct bfe_session *s = fwpm_session(engine);
    if (!s)
        return border_status(WFP_INVALID_HANDLE);
    if (!key)
        return border_status(WFP_NULL_POINTER);
    struct guid k = guid_taken(key);
    return border_status(bfe_delete(s, kind, &k));
}

static NTSTATUS delete_by_id(HANDLE engine, enum object_kind kind, UINT64 id)
{
    struct bfe_session *s = fwpm_session(engine);
    return border_status(s ? bfe_delete_id(s, kind, id) : WFP_INVALID_HANDLE);
}

NTSTATUS NTAPI FwpmProviderDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    return delete_by_key(engineHandle, OBJECT_PROVIDER, key);
}

NTSTATUS NTAPI FwpmSubLayerDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    return delete_by_key(engineHandle, OBJECT_SUBLAYER, key);
}

NTSTATUS NTAPI FwpmCalloutDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    return delete_by_key(engineHandle, OBJECT_CALLOUT, key);
}

NTSTATUS NTAPI FwpmCalloutDeleteById0(HANDLE engineHandle, UINT32 id)
{
    return delete_by_id(engineHandle, OBJECT_CALLOUT, id);
}

NTSTATUS NTAPI FwpmFilterDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    return delete_by_key(engineHandle, OBJECT_FILTER, key);
}

NTSTATUS NTAPI FwpmFilterDeleteById0(HANDLE engineHandle, UINT64 id)
{
    return delete_by_id(engineHandle, OBJECT_FILTER, id);
}

/* A copy of the object, for the caller to show and put back. */
static enum wfp_status get_object(HANDLE engine, enum object_kind kind, const GUID *key, const void *out, struct object **object)
{
    struct bfe_session *s = fwpm_session(engine);
    if (!s)
        return WFP_INVALID_HANDLE;
    if (!key || !out)
        return WFP_NULL_POINTER;
    struct guid k = guid_taken(key);
    return bfe_get(s, kind, &k, object);
}

NTSTATUS NTAPI FwpmProviderGetByKey0(HANDLE engineHandle, const GUID *key, FWPM_PROVIDER0 **provider)
{
    struct object  *o;
    enum wfp_status err = get_object(engineHandle, OBJECT_PROVIDER, key, provider, &o);
    if (err)
        return border_status(err);
    FWPM_PROVIDER0 *block = block_of_provider(&o->provider);
    bfe_put(o);
    if (!block)
        return border_status(WFP_NO_MEMORY);
    *provider = block;
    return border_status(WFP_OK);
}

NTSTATUS NTAPI FwpmSubLayerGetByKey0(HANDLE engineHandle, const GUID *key, FWPM_SUBLAYER0 **subLayer)
{
    struct object  *o;
    enum wfp_status err = get_object(engineHandle, OBJECT_SUBLAYER, key, subLayer, &o);
    if (err)
        return border_status(err);
    FWPM_SUBLAYER0 *block = block_of_sublayer(&o->sublayer);
    bfe_put(o);
    if (!block)
        return border_status(WFP_NO_MEMORY);
    *subLayer = block;
    return border_status(WFP_OK);
}

NTSTATUS NTAPI FwpmCalloutGetByKey0(HANDLE engineHandle, const GUID *key, FWPM_CALLOUT0 **callout)
{
    struct object  *o;
    enum wfp_status err = get_object(engineHandle, OBJECT_CALLOUT, key, callout, &o);
    if (err)
        return border_status(err);
    bool           registered = bfe_callout_is_registered(fwpm_session(engineHandle), &o->callout.key);
    FWPM_CALLOUT0 *block = block_of_callout(&o->callout, registered);
    bfe_put(o);
    if (!block)
        return border_status(WFP_NO_MEMORY);
    *callout = block;
    return border_status(WFP_OK);
}
