/* FwpsCalloutRegister0..3, FwpsCalloutUnregisterById0, FwpsCalloutUnregisterByKey0. */
#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "api_km/border_status.h"
#include "api_km/callout_thunk.h"
#include "nt/fault.h"
#include "nt/ledger.h"

#define SAME_MEMBER(type, member)                                                                            \
    static_assert(offsetof(type, member) == offsetof(FWPS_CALLOUT3, member), #type "." #member " is where the newest has it")
#define SAME_CALLOUT(type)           \
    SAME_MEMBER(type, calloutKey);   \
    SAME_MEMBER(type, flags);        \
    SAME_MEMBER(type, classifyFn);   \
    SAME_MEMBER(type, notifyFn);     \
    SAME_MEMBER(type, flowDeleteFn); \
    static_assert(sizeof(type) == sizeof(FWPS_CALLOUT3), #type " has the newest's size")

SAME_CALLOUT(FWPS_CALLOUT0);
SAME_CALLOUT(FWPS_CALLOUT1);
SAME_CALLOUT(FWPS_CALLOUT2);

/* C-002: a device object is needed, though nothing is done with it. */
static NTSTATUS register_version(const void *device, const void *callout, unsigned version, UINT32 *id)
{
    const struct km_context *km = km_caller();
    FWPS_CALLOUT3            c;
    if (!km || !device || !callout)
        return border_status(WFP_INVALID_ARGUMENT);
    if (km->nt && nt_fails(km->nt, NT_FAULT_ALLOCATION))
        return border_status(WFP_NO_MEMORY);
    memcpy(&c, callout, sizeof(c));
    UINT32          made;
    enum wfp_status err = callout_thunk_register(km, &c, version, &made);
    if (err == WFP_OK && km->nt)
        (void)nt_hold(km->nt, NT_CALLOUT, (const void *)(uintptr_t)made); /* only the place is lost without memory */
    if (err == WFP_OK && id)
        *id = made;
    return border_status(err);
}

NTSTATUS NTAPI FwpsCalloutRegister0(void *deviceObject, const FWPS_CALLOUT0 *callout, UINT32 *calloutId)
{
    return register_version(deviceObject, callout, 0, calloutId);
}

NTSTATUS NTAPI FwpsCalloutRegister1(void *deviceObject, const FWPS_CALLOUT1 *callout, UINT32 *calloutId)
{
    return register_version(deviceObject, callout, 1, calloutId);
}

NTSTATUS NTAPI FwpsCalloutRegister2(void *deviceObject, const FWPS_CALLOUT2 *callout, UINT32 *calloutId)
{
    return register_version(deviceObject, callout, 2, calloutId);
}

NTSTATUS NTAPI FwpsCalloutRegister3(void *deviceObject, const FWPS_CALLOUT3 *callout, UINT32 *calloutId)
{
    return register_version(deviceObject, callout, 3, calloutId);
}

static NTSTATUS gone(const struct km_context *km, UINT32 id, enum wfp_status err)
{
    struct nt_entry e;
    if (err == WFP_OK && km->nt)
        nt_ledger_take(km->nt, NT_CALLOUT, (const void *)(uintptr_t)id, &e);
    return border_status(err);
}

NTSTATUS NTAPI FwpsCalloutUnregisterById0(const UINT32 calloutId)
{
    const struct km_context *km = km_caller();
    return km ? gone(km, calloutId, callout_unregister(km->callouts, calloutId)) : border_status(WFP_INVALID_ARGUMENT);
}

NTSTATUS NTAPI FwpsCalloutUnregisterByKey0(const GUID *calloutKey)
{
    const struct km_context *km = km_caller();
    struct guid              key;
    if (!km || !calloutKey)
        return border_status(WFP_INVALID_ARGUMENT);
    memcpy(&key, calloutKey, sizeof(key));
    uint32_t id = callout_id_take(km->callouts, &key);
    NTSTATUS status = gone(km, id, callout_unregister_key(km->callouts, &key));
    if (id)
        callout_id_put(km->callouts, &key);
    return status;
}
