/* FwpsCloneStreamData0, FwpsDiscardClonedStreamData0, FwpsCopyStreamDataToBuffer0, FwpsStreamContinue0, FwpsStreamInjectAsync0:
 * streams are not inspected yet. Arguments are looked at; what is right is answered with "not supported", and what was given stays
 * the caller's. */
#include <fwpsk.h>

#include "api_km/absent.h"
#include "api_km/border_status.h"
#include "api_km/context.h"
#include "callout/injection.h"
#include "nt/system.h"

static bool is_stream(UINT16 layer)
{
    return layer == FWPS_LAYER_STREAM_V4 || layer == FWPS_LAYER_STREAM_V6;
}

NTSTATUS NTAPI FwpsCloneStreamData0(FWPS_STREAM_DATA0 *calloutStreamData, NDIS_HANDLE netBufferListPoolHandle,
                                    NDIS_HANDLE netBufferPoolHandle, ULONG allocateCloneFlags, NET_BUFFER_LIST **netBufferListChain)
{
    (void)netBufferListPoolHandle, (void)netBufferPoolHandle, (void)allocateCloneFlags;
    if (!calloutStreamData || !netBufferListChain)
        return border_status(WFP_INVALID_ARGUMENT);
    return km_absent("FwpsCloneStreamData0");
}

/* Nobody got a clone of a stream that he could give back. */
void NTAPI FwpsDiscardClonedStreamData0(NET_BUFFER_LIST *netBufferListChain, UINT32 allocateCloneFlags, BOOLEAN dispatchLevel)
{
    const struct km_context *km = km_current();
    (void)allocateCloneFlags, (void)dispatchLevel;
    if (km && km->nt)
        nt_report(km->nt, "FwpsDiscardClonedStreamData0: %p is no clone of stream data", (void *)netBufferListChain);
}

void NTAPI FwpsCopyStreamDataToBuffer0(const FWPS_STREAM_DATA0 *calloutStreamData, PVOID buffer, SIZE_T bytesToCopy,
                                       SIZE_T *bytesCopied)
{
    if (bytesCopied)
        *bytesCopied = 0;
    if (calloutStreamData && buffer && bytesToCopy && bytesCopied)
        km_absent("FwpsCopyStreamDataToBuffer0");
}

NTSTATUS NTAPI FwpsStreamContinue0(UINT64 flowId, UINT32 calloutId, UINT16 layerId, UINT32 streamFlags)
{
    if (flowId == 0 || calloutId == 0 || !is_stream(layerId) || streamFlags == 0)
        return border_status(WFP_INVALID_ARGUMENT);
    return km_absent("FwpsStreamContinue0");
}

NTSTATUS NTAPI FwpsStreamInjectAsync0(HANDLE injectionHandle, HANDLE injectionContext, UINT32 flags, UINT64 flowId,
                                      UINT32 calloutId, UINT16 layerId, UINT32 streamFlags, NET_BUFFER_LIST *netBufferList,
                                      SIZE_T dataLength, FWPS_INJECT_COMPLETE0 completionFn, HANDLE completionContext)
{
    const struct km_context *km = km_current();
    (void)injectionContext, (void)completionContext, (void)dataLength;
    if (!km || flags || flowId == 0 || calloutId == 0 || !is_stream(layerId) || streamFlags == 0 || !completionFn)
        return border_status(WFP_INVALID_ARGUMENT);
    if (!injection_handle_exists(km->callouts, injectionHandle))
        return border_status(WFP_INVALID_HANDLE);
    bool ends = streamFlags & (FWPS_STREAM_FLAG_RECEIVE_DISCONNECT | FWPS_STREAM_FLAG_RECEIVE_ABORT | FWPS_STREAM_FLAG_SEND_DISCONNECT |
                               FWPS_STREAM_FLAG_SEND_ABORT);
    if (!netBufferList && !ends)
        return border_status(WFP_INVALID_ARGUMENT);
    return km_absent("FwpsStreamInjectAsync0");
}
