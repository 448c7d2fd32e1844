/* FwpsInjectMacReceiveAsync0, FwpsInjectMacSendAsync0 (docs/behaviour D.7). */
#include "api_km/border.h"

#include <fwpsk.h>

#include "api_km/border_status.h"
#include "api_km/inject_frames.h"
#include "model/choices.h"
#include "nt/rule.h"

/* The layers at which one of the functions injects. */
struct mac_layers {
    UINT16              ethernet, native;
    enum injection_path path;
};

/* D-090. */
static bool is_heard(const struct km_context *km, UINT16 layer, const void *about)
{
    if (!km || callout_registry_asks_at(km->callouts, layer))
        return true;
    rule_broken(km->nt, RULE_MAC_INJECTION_UNHEARD, about, "injects a frame at %s, where no filter calls a callout", layer_rows[layer].name);
    return false;
}

static NTSTATUS inject(const struct frames_request *r, const struct mac_layers *layers, const struct injection *what)
{
    struct injection of = *what;
    if (what->layer_id != layers->ethernet && what->layer_id != layers->native)
        return border_status(WFP_INVALID_ARGUMENT); /* D-098 */
    if (!is_heard(km_current(), what->layer_id, (const void *)r->completion))
        return (NTSTATUS)CHOICE_MAC_INJECTION_WITHOUT_FILTER;
    of.path = layers->path;
    return inject_frames(r, &of);
}

NTSTATUS NTAPI FwpsInjectMacReceiveAsync0(HANDLE injectionHandle, HANDLE injectionContext, UINT32 flags, UINT16 layerId,
                                          IF_INDEX interfaceIndex, NDIS_PORT_NUMBER NdisPortNumber, NET_BUFFER_LIST *netBufferLists,
                                          FWPS_INJECT_COMPLETE0 completionFn, HANDLE completionContext)
{
    static const struct mac_layers layers = { FWPS_LAYER_INBOUND_MAC_FRAME_ETHERNET, FWPS_LAYER_INBOUND_MAC_FRAME_NATIVE,
                                              INJECTION_MAC_RECEIVE };
    return inject(&(struct frames_request){ injectionHandle, injectionContext, flags, netBufferLists, completionFn, completionContext,
                                            true },
                  &layers,
                  &(struct injection){ .layer_id = layerId, .interface_index = interfaceIndex, .ndis_port = NdisPortNumber });
}

NTSTATUS NTAPI FwpsInjectMacSendAsync0(HANDLE injectionHandle, HANDLE injectionContext, UINT32 flags, UINT16 layerId,
                                       IF_INDEX interfaceIndex, NDIS_PORT_NUMBER NdisPortNumber, NET_BUFFER_LIST *netBufferLists,
                                       FWPS_INJECT_COMPLETE0 completionFn, HANDLE completionContext)
{
    static const struct mac_layers layers = { FWPS_LAYER_OUTBOUND_MAC_FRAME_ETHERNET, FWPS_LAYER_OUTBOUND_MAC_FRAME_NATIVE,
                                              INJECTION_MAC_SEND };
    return inject(&(struct frames_request){ injectionHandle, injectionContext, flags, netBufferLists, completionFn, completionContext,
                                            true },
                  &layers,
                  &(struct injection){ .layer_id = layerId, .interface_index = interfaceIndex, .ndis_port = NdisPortNumber });
}
