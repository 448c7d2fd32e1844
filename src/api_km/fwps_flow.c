/* FwpsFlowAssociateContext0, FwpsFlowRemoveContext0, FwpsFlowAbort0. */
#include <fwpsk.h>

#include "api_km/border_status.h"
#include "api_km/context.h"
#include "callout/context.h"
#include "callout/sink.h"

NTSTATUS NTAPI FwpsFlowAssociateContext0(UINT64 flowId, UINT16 layerId, UINT32 calloutId, UINT64 flowContext)
{
    const struct km_context *km = km_caller();
    if (!km)
        return border_status(WFP_INVALID_ARGUMENT);
    return border_status(flow_context_associate(km->callouts, flowId, layerId, calloutId, flowContext));
}

NTSTATUS NTAPI FwpsFlowRemoveContext0(UINT64 flowId, UINT16 layerId, UINT32 calloutId)
{
    const struct km_context *km = km_caller();
    if (!km)
        return border_status(WFP_INVALID_ARGUMENT);
    return border_status(flow_context_remove(km->callouts, flowId, layerId, calloutId));
}

/* C-032: the flow ends when the thread that walks packets comes to it. */
NTSTATUS NTAPI FwpsFlowAbort0(UINT64 flowId)
{
    const struct km_context  *km = km_current();
    const struct packet_sink *sink = km ? callout_registry_sink(km->callouts) : NULL;
    if (!sink || !flow_context_may(km->callouts, flowId))
        return border_status(WFP_INVALID_ARGUMENT);
    return border_status(sink->abort_flow(sink->context, flowId));
}
