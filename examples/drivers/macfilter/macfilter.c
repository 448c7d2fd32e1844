/*
 * macfilter: gives the host another MAC address on the wire.
 *
 * Frames with IPv4 that leave have the alias 02-00-5E-10-00-99 for their source; frames for the alias come in as if they were for the
 * address that the host really has, which the driver learns from the frames that leave. Inline modification at layer 2: the classify
 * function clones the frame, writes six bytes of its Ethernet header, injects the clone at the layer where it was, and absorbs the
 * original.
 *
 * At OUTBOUND_MAC_FRAME_ETHERNET the data begin at the Ethernet header. At INBOUND_MAC_FRAME_ETHERNET they begin behind it: the
 * driver retreats by ethernetMacHeaderSize, clones, and advances again. The filters are there before the first injection and go
 * before the injection handle: there is always a filter at a layer that is injected into.
 */
#include <ntddk.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>
#include <fwpmk.h>

// {5b1c07d2-91e4-4f0a-8c77-20d1a5b36e00}
DEFINE_GUID(MACFILTER_SUBLAYER, 0x5b1c07d2, 0x91e4, 0x4f0a, 0x8c, 0x77, 0x20, 0xd1, 0xa5, 0xb3, 0x6e, 0x00);
DEFINE_GUID(MACFILTER_OUTBOUND, 0x5b1c07d2, 0x91e4, 0x4f0a, 0x8c, 0x77, 0x20, 0xd1, 0xa5, 0xb3, 0x6e, 0x01);
DEFINE_GUID(MACFILTER_INBOUND, 0x5b1c07d2, 0x91e4, 0x4f0a, 0x8c, 0x77, 0x20, 0xd1, 0xa5, 0xb3, 0x6e, 0x02);

typedef struct MACFILTER_ETHERNET_
{
    UCHAR Destination[6], Source[6];
    UCHAR Type[2];
} MACFILTER_ETHERNET;

typedef struct MACFILTER_CALLOUT_
{
    const GUID *key;
    const GUID *layer;
    BOOLEAN outbound;
    FWPS_CALLOUT_CLASSIFY_FN2 classify;
    UINT32 id;
} MACFILTER_CALLOUT;

static FWP_BYTE_ARRAY6 gAlias = {{0x02, 0x00, 0x5e, 0x10, 0x00, 0x99}};
static UCHAR gReal[6]; // learned; written and read by classify functions alone
static BOOLEAN gKnowsReal;

static PDEVICE_OBJECT gDevice;
static HANDLE gEngine;
static HANDLE gInjection;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD MacFilterUnload;

static void NTAPI MacFilterOutbound(const FWPS_INCOMING_VALUES0 *, const FWPS_INCOMING_METADATA_VALUES0 *, void *, const void *,
                                    const FWPS_FILTER2 *, UINT64, FWPS_CLASSIFY_OUT0 *);
static void NTAPI MacFilterInbound(const FWPS_INCOMING_VALUES0 *, const FWPS_INCOMING_METADATA_VALUES0 *, void *, const void *,
                                   const FWPS_FILTER2 *, UINT64, FWPS_CLASSIFY_OUT0 *);

static MACFILTER_CALLOUT gCallouts[] = {
    {&MACFILTER_OUTBOUND, &FWPM_LAYER_OUTBOUND_MAC_FRAME_ETHERNET, TRUE, MacFilterOutbound},
    {&MACFILTER_INBOUND, &FWPM_LAYER_INBOUND_MAC_FRAME_ETHERNET, FALSE, MacFilterInbound},
};

static void NTAPI MacFilterComplete(_Inout_ void *context, _Inout_ NET_BUFFER_LIST *netBufferList, _In_ BOOLEAN dispatchLevel)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(dispatchLevel);
    if (!NT_SUCCESS(netBufferList->Status))
        DbgPrint("macfilter: a frame was not taken: 0x%08x\n", netBufferList->Status);
    FwpsFreeCloneNetBufferList0(netBufferList, 0);
}

// Nothing to do here: another callout has decided, the frame is the driver's own, or there is none.
static BOOLEAN MacFilterLeavesAlone(_In_opt_ void *layerData, _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    FWPS_PACKET_INJECTION_STATE state;

    if ((classifyOut->rights & FWPS_RIGHT_ACTION_WRITE) == 0)
        return TRUE;
    classifyOut->actionType = FWP_ACTION_PERMIT;
    if (layerData == NULL)
        return TRUE;
    state = FwpsQueryPacketInjectionState0(gInjection, layerData, NULL);
    return state == FWPS_PACKET_INJECTED_BY_SELF || state == FWPS_PACKET_PREVIOUSLY_INJECTED_BY_SELF;
}

// The Ethernet header of a list whose data begin there, or NULL.
static MACFILTER_ETHERNET *MacFilterHeader(_In_ NET_BUFFER_LIST *list)
{
    return NdisGetDataBuffer(NET_BUFFER_LIST_FIRST_NB(list), sizeof(MACFILTER_ETHERNET), NULL, 1, 0);
}

static void MacFilterEnd(_In_opt_ NET_BUFFER_LIST *clone, NTSTATUS status, _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    classifyOut->actionType = FWP_ACTION_BLOCK; // better no frame than one with the wrong address
    classifyOut->rights &= ~FWPS_RIGHT_ACTION_WRITE;
    if (NT_SUCCESS(status))
        classifyOut->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
    else if (clone != NULL)
        FwpsFreeCloneNetBufferList0(clone, 0);
}

static void NTAPI MacFilterOutbound(
    _In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues,
    _Inout_opt_ void *layerData,
    _In_opt_ const void *classifyContext,
    _In_ const FWPS_FILTER2 *filter,
    _In_ UINT64 flowContext,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    const FWPS_INCOMING_VALUE0 *values = inFixedValues->incomingValue;
    NET_BUFFER_LIST *clone = NULL;
    MACFILTER_ETHERNET *header;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(inMetaValues);
    UNREFERENCED_PARAMETER(classifyContext);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flowContext);

    if (MacFilterLeavesAlone(layerData, classifyOut))
        return;
    status = FwpsAllocateCloneNetBufferList0(layerData, NULL, NULL, 0, &clone);
    header = NT_SUCCESS(status) ? MacFilterHeader(clone) : NULL;
    if (header == NULL)
    {
        MacFilterEnd(clone, STATUS_UNSUCCESSFUL, classifyOut);
        return;
    }
    RtlCopyMemory(gReal, header->Source, sizeof(gReal));
    gKnowsReal = TRUE;
    RtlCopyMemory(header->Source, gAlias.byteArray6, sizeof(gReal));
    status = FwpsInjectMacSendAsync0(gInjection, NULL, 0, inFixedValues->layerId,
                                     values[FWPS_FIELD_OUTBOUND_MAC_FRAME_ETHERNET_INTERFACE_INDEX].value.uint32,
                                     values[FWPS_FIELD_OUTBOUND_MAC_FRAME_ETHERNET_NDIS_PORT].value.uint32, clone,
                                     MacFilterComplete, NULL);
    MacFilterEnd(clone, status, classifyOut);
    DbgPrint("macfilter: a frame leaves under the alias\n");
}

// The data begin behind the Ethernet header: the clone shall begin there.
static NTSTATUS MacFilterCloneWhole(_In_ NET_BUFFER_LIST *list, UINT32 headerSize, _Out_ NET_BUFFER_LIST **clone)
{
    NET_BUFFER *packet = NET_BUFFER_LIST_FIRST_NB(list);
    NTSTATUS status = NdisRetreatNetBufferDataStart(packet, headerSize, 0, NULL);

    if (!NT_SUCCESS(status))
        return status;
    status = FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, clone);
    NdisAdvanceNetBufferDataStart(packet, headerSize, FALSE, NULL);
    return status;
}

static void NTAPI MacFilterInbound(
    _In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues,
    _Inout_opt_ void *layerData,
    _In_opt_ const void *classifyContext,
    _In_ const FWPS_FILTER2 *filter,
    _In_ UINT64 flowContext,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    const FWPS_INCOMING_VALUE0 *values = inFixedValues->incomingValue;
    NET_BUFFER_LIST *clone = NULL;
    MACFILTER_ETHERNET *header;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(classifyContext);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flowContext);

    if (MacFilterLeavesAlone(layerData, classifyOut) || !gKnowsReal)
        return;
    status = MacFilterCloneWhole(layerData, inMetaValues->ethernetMacHeaderSize, &clone);
    header = NT_SUCCESS(status) ? MacFilterHeader(clone) : NULL;
    if (header == NULL)
    {
        MacFilterEnd(clone, STATUS_UNSUCCESSFUL, classifyOut);
        return;
    }
    RtlCopyMemory(header->Destination, gReal, sizeof(gReal));
    status = FwpsInjectMacReceiveAsync0(gInjection, NULL, 0, inFixedValues->layerId,
                                        values[FWPS_FIELD_INBOUND_MAC_FRAME_ETHERNET_INTERFACE_INDEX].value.uint32,
                                        values[FWPS_FIELD_INBOUND_MAC_FRAME_ETHERNET_NDIS_PORT].value.uint32, clone,
                                        MacFilterComplete, NULL);
    MacFilterEnd(clone, status, classifyOut);
    DbgPrint("macfilter: a frame for the alias comes in\n");
}

static NTSTATUS NTAPI MacFilterNotify(
    _In_ FWPS_CALLOUT_NOTIFY_TYPE notifyType,
    _In_ const GUID *filterKey,
    _Inout_ FWPS_FILTER2 *filter)
{
    UNREFERENCED_PARAMETER(notifyType);
    UNREFERENCED_PARAMETER(filterKey);
    UNREFERENCED_PARAMETER(filter);
    return STATUS_SUCCESS;
}

static NTSTATUS MacFilterAddFilter(const MACFILTER_CALLOUT *callout)
{
    FWPM_FILTER_CONDITION0 condition = {0};
    FWPM_FILTER0 filter = {0};

    condition.matchType = FWP_MATCH_EQUAL;
    if (callout->outbound)
    {
        condition.fieldKey = FWPM_CONDITION_ETHER_TYPE;
        condition.conditionValue.type = FWP_UINT16;
        condition.conditionValue.uint16 = NDIS_ETH_TYPE_IPV4;
    }
    else
    {
        condition.fieldKey = FWPM_CONDITION_MAC_LOCAL_ADDRESS;
        condition.conditionValue.type = FWP_BYTE_ARRAY6_TYPE;
        condition.conditionValue.byteArray6 = &gAlias;
    }
    filter.displayData.name = L"alias frames";
    filter.layerKey = *callout->layer;
    filter.subLayerKey = MACFILTER_SUBLAYER;
    filter.action.type = FWP_ACTION_CALLOUT_TERMINATING;
    filter.action.calloutKey = *callout->key;
    filter.filterCondition = &condition;
    filter.numFilterConditions = 1;
    return FwpmFilterAdd0(gEngine, &filter, NULL, NULL);
}

static NTSTATUS MacFilterAddCallout(MACFILTER_CALLOUT *callout)
{
    FWPS_CALLOUT2 sCallout = {0};
    FWPM_CALLOUT0 mCallout = {0};
    NTSTATUS status;

    sCallout.calloutKey = *callout->key;
    sCallout.classifyFn = callout->classify;
    sCallout.notifyFn = MacFilterNotify;
    status = FwpsCalloutRegister2(gDevice, &sCallout, &callout->id);
    if (!NT_SUCCESS(status))
        return status;
    mCallout.calloutKey = *callout->key;
    mCallout.displayData.name = L"MAC alias";
    mCallout.applicableLayer = *callout->layer;
    status = FwpmCalloutAdd0(gEngine, &mCallout, NULL, NULL);
    return NT_SUCCESS(status) ? MacFilterAddFilter(callout) : status;
}

static NTSTATUS MacFilterAddObjects(void)
{
    FWPM_SESSION0 session = {0};
    FWPM_SUBLAYER0 subLayer = {0};
    NTSTATUS status;
    UINT32 i;

    session.flags = FWPM_SESSION_FLAG_DYNAMIC;
    status = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, &gEngine);
    if (!NT_SUCCESS(status))
        return status;
    status = FwpmTransactionBegin0(gEngine, 0);
    if (!NT_SUCCESS(status))
        return status;
    subLayer.subLayerKey = MACFILTER_SUBLAYER;
    subLayer.displayData.name = L"MAC alias";
    status = FwpmSubLayerAdd0(gEngine, &subLayer, NULL);
    for (i = 0; NT_SUCCESS(status) && i < ARRAYSIZE(gCallouts); i++)
        status = MacFilterAddCallout(&gCallouts[i]);
    if (!NT_SUCCESS(status))
    {
        FwpmTransactionAbort0(gEngine);
        return status;
    }
    return FwpmTransactionCommit0(gEngine);
}

// In this order: no new packets, no classify any more, then the injections under way are waited for.
VOID MacFilterUnload(_In_ PDRIVER_OBJECT driverObject)
{
    UINT32 i;

    UNREFERENCED_PARAMETER(driverObject);
    if (gEngine != NULL)
        FwpmEngineClose0(gEngine);
    for (i = 0; i < ARRAYSIZE(gCallouts); i++)
        if (gCallouts[i].id != 0)
            FwpsCalloutUnregisterById0(gCallouts[i].id);
    if (gInjection != NULL)
        FwpsInjectionHandleDestroy0(gInjection);
    if (gDevice != NULL)
        IoDeleteDevice(gDevice);
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT driverObject, _In_ PUNICODE_STRING registryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(registryPath);
    driverObject->DriverUnload = MacFilterUnload;
    status = IoCreateDevice(driverObject, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, &gDevice);
    if (NT_SUCCESS(status))
        status = FwpsInjectionHandleCreate0(AF_UNSPEC, FWPS_INJECTION_TYPE_L2, &gInjection);
    if (NT_SUCCESS(status))
        status = MacFilterAddObjects();
    if (!NT_SUCCESS(status))
        MacFilterUnload(driverObject);
    return status;
}
