/* FwpsInjectMacReceiveAsync0, FwpsInjectMacSendAsync0, and the events of the virtual switch: neither is built yet. Arguments
 * are looked at; what is right is answered with "not supported", and what was given stays the caller's. */
#include <fwpsk.h>

#include "api_km/absent.h"
#include "api_km/border_status.h"
#include "api_km/context.h"
#include "callout/injection.h"
#include "nt/system.h"

static void report(const char *function, const char *what)
{
    const struct km_context *km = km_current();
    if (km && km->nt)
        nt_report(km->nt, "%s: %s", function, what);
}

/* What every injection is asked for. */
static enum wfp_status check(HANDLE handle, UINT32 flags, const NET_BUFFER_LIST *lists, FWPS_INJECT_COMPLETE0 complete)
{
    const struct km_context *km = km_current();
    if (!km || flags || !lists || !complete)
        return WFP_INVALID_ARGUMENT;
    return injection_handle_exists(km->callouts, handle) ? WFP_OK : WFP_INVALID_HANDLE;
}

/* `ethernet` and `native` are the layers of the direction. */
static NTSTATUS inject_mac(const char *function, enum wfp_status err, UINT16 layer, UINT16 ethernet, UINT16 native)
{
    if (err == WFP_OK && layer != ethernet && layer != native)
        err = WFP_INVALID_ARGUMENT;
    return err ? border_status(err) : km_absent(function);
}

NTSTATUS NTAPI FwpsInjectMacReceiveAsync0(HANDLE injectionHandle, HANDLE injectionContext, UINT32 flags, UINT16 layerId,
                                          IF_INDEX interfaceIndex, NDIS_PORT_NUMBER NdisPortNumber, NET_BUFFER_LIST *netBufferLists,
                                          FWPS_INJECT_COMPLETE0 completionFn, HANDLE completionContext)
{
    (void)injectionContext, (void)interfaceIndex, (void)NdisPortNumber, (void)completionContext;
    return inject_mac("FwpsInjectMacReceiveAsync0", check(injectionHandle, flags, netBufferLists, completionFn), layerId,
                      FWPS_LAYER_INBOUND_MAC_FRAME_ETHERNET, FWPS_LAYER_INBOUND_MAC_FRAME_NATIVE);
}

NTSTATUS NTAPI FwpsInjectMacSendAsync0(HANDLE injectionHandle, HANDLE injectionContext, UINT32 flags, UINT16 layerId,
                                       IF_INDEX interfaceIndex, NDIS_PORT_NUMBER NdisPortNumber, NET_BUFFER_LIST *netBufferLists,
                                       FWPS_INJECT_COMPLETE0 completionFn, HANDLE completionContext)
{
    (void)injectionContext, (void)interfaceIndex, (void)NdisPortNumber, (void)completionContext;
    return inject_mac("FwpsInjectMacSendAsync0", check(injectionHandle, flags, netBufferLists, completionFn), layerId,
                      FWPS_LAYER_OUTBOUND_MAC_FRAME_ETHERNET, FWPS_LAYER_OUTBOUND_MAC_FRAME_NATIVE);
}

NTSTATUS NTAPI FwpsvSwitchEventsSubscribe0(const GUID *providerGuid, void *notifyContext, UINT32 flags, void *reserved,
                                           const FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 *eventDispatchTable, UINT32 *subscriptionId)
{
    (void)providerGuid, (void)notifyContext;
    if (flags || reserved || !eventDispatchTable || !subscriptionId)
        return border_status(WFP_INVALID_ARGUMENT);
    return km_absent("FwpsvSwitchEventsSubscribe0");
}

/* No switch: nobody subscribed, and no notification waits. */
void NTAPI FwpsvSwitchEventsUnsubscribe0(UINT32 subscriptionId, UINT32 flags, void *reserved)
{
    (void)subscriptionId, (void)flags, (void)reserved;
    report("FwpsvSwitchEventsUnsubscribe0", "there is no such subscription");
}

void NTAPI FwpsvSwitchNotifyComplete0(void *completionContext, NTSTATUS status, UINT32 flags, void *reserved)
{
    (void)completionContext, (void)status, (void)flags, (void)reserved;
    report("FwpsvSwitchNotifyComplete0", "no notification waits for it");
}
