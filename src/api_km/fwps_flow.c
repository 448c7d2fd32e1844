/* FwpsFlowAssociateContext0, FwpsFlowRemoveContext0. */
#include <fwpsk.h>

#include "api_km/border_status.h"
#include "api_km/context.h"
#include "callout/context.h"

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
