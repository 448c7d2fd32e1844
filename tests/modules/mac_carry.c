/* Absorbs every frame at a MAC layer and injects a clone there: of frames that come in, with -DSEND=1 of those that leave. */
#ifndef SEND
#define SEND 0
#endif
#if SEND
#define LAYER FWPM_LAYER_OUTBOUND_MAC_FRAME_ETHERNET
#else
#define LAYER FWPM_LAYER_INBOUND_MAC_FRAME_ETHERNET
#endif
#include "callout_kit.h"

static HANDLE gInjection;

static void NTAPI Completed(void *context, NET_BUFFER_LIST *list, BOOLEAN dispatchLevel)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(dispatchLevel);
    FwpsFreeCloneNetBufferList0(list, 0);
}

/* What comes in begins behind its Ethernet header. */
static NTSTATUS Clone(NET_BUFFER_LIST *list, UINT32 header, NET_BUFFER_LIST **clone)
{
    NET_BUFFER *packet = NET_BUFFER_LIST_FIRST_NB(list);
    NTSTATUS    status;
    if (SEND)
        return FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, clone);
    status = NdisRetreatNetBufferDataStart(packet, header, 0, NULL);
    if (!NT_SUCCESS(status))
        return status;
    status = FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, clone);
    NdisAdvanceNetBufferDataStart(packet, header, FALSE, NULL);
    return status;
}

static NTSTATUS Inject(const FWPS_INCOMING_VALUES0 *values, NET_BUFFER_LIST *clone)
{
    const FWPS_INCOMING_VALUE0 *v = values->incomingValue;
    if (SEND)
        return FwpsInjectMacSendAsync0(gInjection, NULL, 0, values->layerId,
                                       v[FWPS_FIELD_OUTBOUND_MAC_FRAME_ETHERNET_INTERFACE_INDEX].value.uint32,
                                       v[FWPS_FIELD_OUTBOUND_MAC_FRAME_ETHERNET_NDIS_PORT].value.uint32, clone, Completed, NULL);
    return FwpsInjectMacReceiveAsync0(gInjection, NULL, 0, values->layerId,
                                      v[FWPS_FIELD_INBOUND_MAC_FRAME_ETHERNET_INTERFACE_INDEX].value.uint32,
                                      v[FWPS_FIELD_INBOUND_MAC_FRAME_ETHERNET_NDIS_PORT].value.uint32, clone, Completed, NULL);
}

static void Look(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *metadata, NET_BUFFER_LIST *list,
                 FWPS_CLASSIFY_OUT0 *classifyOut)
{
    NET_BUFFER_LIST *clone = NULL;
    if (FwpsQueryPacketInjectionState0(gInjection, list, NULL) == FWPS_PACKET_INJECTED_BY_SELF)
        return;
    classifyOut->actionType = FWP_ACTION_BLOCK;
    classifyOut->rights &= ~FWPS_RIGHT_ACTION_WRITE;
    if (!NT_SUCCESS(Clone(list, metadata->ethernetMacHeaderSize, &clone)))
        return;
    if (NT_SUCCESS(Inject(values, clone)))
        classifyOut->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
    else
        FwpsFreeCloneNetBufferList0(clone, 0);
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    FwpsInjectionHandleDestroy0(gInjection);
    KitEnd();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    NTSTATUS status;
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = Unload;
    status = FwpsInjectionHandleCreate0(AF_UNSPEC, FWPS_INJECTION_TYPE_L2, &gInjection);
    return NT_SUCCESS(status) ? KitStart(driver) : status;
}
