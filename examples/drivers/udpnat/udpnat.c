/*
 * udpnat: translates the address of a UDP service, as an address translator does.
 *
 * Datagrams to 192.0.2.80 port 53 go to 192.0.2.53 instead, and what 192.0.2.53 answers comes back as if 192.0.2.80 had said it:
 * neither the application nor the firewall above sees the other address. Inline modification: the classify function clones the
 * datagram, gives the clone a new IP header (which makes the checksums right), injects it, and absorbs the original. UDP may be
 * injected from within classify at the transport layers; TCP may not.
 *
 * An injected datagram comes by again. FwpsQueryPacketInjectionState0 tells that it is the driver's own, and it is let pass.
 */
#include <ntddk.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>
#include <fwpmk.h>

#define UDPNAT_OUTER 0xC0000250 // 192.0.2.80, what applications know
#define UDPNAT_INNER 0xC0000235 // 192.0.2.53, where the service is
#define UDPNAT_PORT  53

// {8e2f4a10-6a0b-4d8e-b1a7-3c55d20e9a00}
DEFINE_GUID(UDPNAT_SUBLAYER, 0x8e2f4a10, 0x6a0b, 0x4d8e, 0xb1, 0xa7, 0x3c, 0x55, 0xd2, 0x0e, 0x9a, 0x00);
DEFINE_GUID(UDPNAT_OUTBOUND_V4, 0x8e2f4a10, 0x6a0b, 0x4d8e, 0xb1, 0xa7, 0x3c, 0x55, 0xd2, 0x0e, 0x9a, 0x01);
DEFINE_GUID(UDPNAT_INBOUND_V4, 0x8e2f4a10, 0x6a0b, 0x4d8e, 0xb1, 0xa7, 0x3c, 0x55, 0xd2, 0x0e, 0x9a, 0x02);

typedef struct UDPNAT_CALLOUT_
{
    const GUID *key;
    const GUID *layer;
    UINT32 remote; // whose datagrams are taken
    FWPS_CALLOUT_CLASSIFY_FN1 classify;
    UINT32 id;
} UDPNAT_CALLOUT;

static PDEVICE_OBJECT gDevice;
static HANDLE gEngine;
static HANDLE gInjection;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD UdpnatUnload;

static void NTAPI UdpnatOutbound(const FWPS_INCOMING_VALUES0 *, const FWPS_INCOMING_METADATA_VALUES0 *, void *, const void *,
                                 const FWPS_FILTER1 *, UINT64, FWPS_CLASSIFY_OUT0 *);
static void NTAPI UdpnatInbound(const FWPS_INCOMING_VALUES0 *, const FWPS_INCOMING_METADATA_VALUES0 *, void *, const void *,
                                const FWPS_FILTER1 *, UINT64, FWPS_CLASSIFY_OUT0 *);

static UDPNAT_CALLOUT gCallouts[] = {
    {&UDPNAT_OUTBOUND_V4, &FWPM_LAYER_OUTBOUND_TRANSPORT_V4, UDPNAT_OUTER, UdpnatOutbound},
    {&UDPNAT_INBOUND_V4, &FWPM_LAYER_INBOUND_TRANSPORT_V4, UDPNAT_INNER, UdpnatInbound},
};

static void NTAPI UdpnatComplete(_Inout_ void *context, _Inout_ NET_BUFFER_LIST *netBufferList, _In_ BOOLEAN dispatchLevel)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(dispatchLevel);
    if (!NT_SUCCESS(netBufferList->Status))
        DbgPrint("udpnat: a datagram was not taken: 0x%08x\n", netBufferList->Status);
    FwpsFreeCloneNetBufferList0(netBufferList, 0);
}

static void UdpnatAbsorb(_Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    classifyOut->actionType = FWP_ACTION_BLOCK;
    classifyOut->rights &= ~FWPS_RIGHT_ACTION_WRITE;
    classifyOut->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
}

// Nothing to do here: another callout has decided, the packet is the driver's own, or there is none.
static BOOLEAN UdpnatLeavesAlone(_In_ HANDLE injection, _In_opt_ void *layerData, _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    FWPS_PACKET_INJECTION_STATE state;

    if ((classifyOut->rights & FWPS_RIGHT_ACTION_WRITE) == 0)
        return TRUE;
    classifyOut->actionType = FWP_ACTION_PERMIT;
    if (layerData == NULL)
        return TRUE;
    state = FwpsQueryPacketInjectionState0(injection, layerData, NULL);
    return state == FWPS_PACKET_INJECTED_BY_SELF || state == FWPS_PACKET_PREVIOUSLY_INJECTED_BY_SELF;
}

// A clone of the list with an IP header from `source` to `destination`, or NULL. `headerSize`: of the IP header that it has.
static NET_BUFFER_LIST *UdpnatTranslated(_In_ NET_BUFFER_LIST *original, ULONG headerSize, UINT32 source, UINT32 destination,
                                         UINT64 endpoint)
{
    UINT32 from = RtlUlongByteSwap(source), to = RtlUlongByteSwap(destination);
    NET_BUFFER_LIST *clone = NULL;
    NTSTATUS status = FwpsAllocateCloneNetBufferList0(original, NULL, NULL, 0, &clone);

    if (!NT_SUCCESS(status))
        return NULL;
    status = FwpsConstructIpHeaderForTransportPacket0(clone, headerSize, AF_INET, (const UCHAR *)&from, (const UCHAR *)&to,
                                                      IPPROTO_UDP, endpoint, NULL, 0, 0, NULL, 0, 0);
    if (NT_SUCCESS(status))
        return clone;
    FwpsFreeCloneNetBufferList0(clone, 0);
    return NULL;
}

// On its way out the data begin at the UDP header, and there is no IP header yet.
static void NTAPI UdpnatOutbound(
    _In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues,
    _Inout_opt_ void *layerData,
    _In_opt_ const void *classifyContext,
    _In_ const FWPS_FILTER1 *filter,
    _In_ UINT64 flowContext,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    const FWPS_INCOMING_VALUE0 *values = inFixedValues->incomingValue;
    NET_BUFFER_LIST *clone;

    UNREFERENCED_PARAMETER(classifyContext);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flowContext);

    if (UdpnatLeavesAlone(gInjection, layerData, classifyOut))
        return;
    clone = UdpnatTranslated(layerData, 0, values[FWPS_FIELD_OUTBOUND_TRANSPORT_V4_IP_LOCAL_ADDRESS].value.uint32, UDPNAT_INNER,
                             inMetaValues->transportEndpointHandle);
    if (clone == NULL || !NT_SUCCESS(FwpsInjectNetworkSendAsync0(gInjection, NULL, 0, inMetaValues->compartmentId, clone,
                                                                 UdpnatComplete, NULL)))
    {
        if (clone != NULL)
            FwpsFreeCloneNetBufferList0(clone, 0);
        classifyOut->actionType = FWP_ACTION_BLOCK; // better no answer than one from the wrong address
        return;
    }
    DbgPrint("udpnat: a datagram for port %u goes to the inner address\n",
             values[FWPS_FIELD_OUTBOUND_TRANSPORT_V4_IP_REMOTE_PORT].value.uint16);
    UdpnatAbsorb(classifyOut);
}

// On its way in the data begin behind the UDP header; the clone shall begin at the IP header. It goes in at the network layer: ALE
// has not judged the answer of a stranger yet, and may not be passed by.
static void NTAPI UdpnatInbound(
    _In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues,
    _Inout_opt_ void *layerData,
    _In_opt_ const void *classifyContext,
    _In_ const FWPS_FILTER1 *filter,
    _In_ UINT64 flowContext,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    const FWPS_INCOMING_VALUE0 *values = inFixedValues->incomingValue;
    ULONG retreat = inMetaValues->ipHeaderSize + inMetaValues->transportHeaderSize;
    NET_BUFFER_LIST *clone = NULL;
    NET_BUFFER *packet;

    UNREFERENCED_PARAMETER(classifyContext);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flowContext);

    if (UdpnatLeavesAlone(gInjection, layerData, classifyOut))
        return;
    packet = NET_BUFFER_LIST_FIRST_NB((NET_BUFFER_LIST *)layerData);
    if (NdisRetreatNetBufferDataStart(packet, retreat, 0, NULL) == NDIS_STATUS_SUCCESS)
    {
        clone = UdpnatTranslated(layerData, inMetaValues->ipHeaderSize, UDPNAT_OUTER,
                                 values[FWPS_FIELD_INBOUND_TRANSPORT_V4_IP_LOCAL_ADDRESS].value.uint32, 0);
        NdisAdvanceNetBufferDataStart(packet, retreat, FALSE, NULL);
    }
    if (clone == NULL ||
        !NT_SUCCESS(FwpsInjectNetworkReceiveAsync0(gInjection, NULL, 0, inMetaValues->compartmentId,
                                                   values[FWPS_FIELD_INBOUND_TRANSPORT_V4_INTERFACE_INDEX].value.uint32,
                                                   values[FWPS_FIELD_INBOUND_TRANSPORT_V4_SUB_INTERFACE_INDEX].value.uint32,
                                                   clone, UdpnatComplete, NULL)))
    {
        if (clone != NULL)
            FwpsFreeCloneNetBufferList0(clone, 0);
        classifyOut->actionType = FWP_ACTION_BLOCK;
        return;
    }
    DbgPrint("udpnat: an answer comes from the outer address\n");
    UdpnatAbsorb(classifyOut);
}

static NTSTATUS NTAPI UdpnatNotify(
    _In_ FWPS_CALLOUT_NOTIFY_TYPE notifyType,
    _In_ const GUID *filterKey,
    _Inout_ FWPS_FILTER1 *filter)
{
    UNREFERENCED_PARAMETER(notifyType);
    UNREFERENCED_PARAMETER(filterKey);
    UNREFERENCED_PARAMETER(filter);
    return STATUS_SUCCESS;
}

static NTSTATUS UdpnatAddFilter(const UDPNAT_CALLOUT *callout)
{
    FWPM_FILTER_CONDITION0 conditions[3] = {0};
    FWPM_FILTER0 filter = {0};

    conditions[0].fieldKey = FWPM_CONDITION_IP_PROTOCOL;
    conditions[0].matchType = FWP_MATCH_EQUAL;
    conditions[0].conditionValue.type = FWP_UINT8;
    conditions[0].conditionValue.uint8 = IPPROTO_UDP;
    conditions[1].fieldKey = FWPM_CONDITION_IP_REMOTE_ADDRESS;
    conditions[1].matchType = FWP_MATCH_EQUAL;
    conditions[1].conditionValue.type = FWP_UINT32;
    conditions[1].conditionValue.uint32 = callout->remote;
    conditions[2].fieldKey = FWPM_CONDITION_IP_REMOTE_PORT;
    conditions[2].matchType = FWP_MATCH_EQUAL;
    conditions[2].conditionValue.type = FWP_UINT16;
    conditions[2].conditionValue.uint16 = UDPNAT_PORT;
    filter.displayData.name = L"translate datagrams";
    filter.layerKey = *callout->layer;
    filter.subLayerKey = UDPNAT_SUBLAYER;
    filter.action.type = FWP_ACTION_CALLOUT_TERMINATING;
    filter.action.calloutKey = *callout->key;
    filter.filterCondition = conditions;
    filter.numFilterConditions = ARRAYSIZE(conditions);
    return FwpmFilterAdd0(gEngine, &filter, NULL, NULL);
}

static NTSTATUS UdpnatAddCallout(UDPNAT_CALLOUT *callout)
{
    FWPS_CALLOUT1 sCallout = {0};
    FWPM_CALLOUT0 mCallout = {0};
    NTSTATUS status;

    sCallout.calloutKey = *callout->key;
    sCallout.classifyFn = callout->classify;
    sCallout.notifyFn = UdpnatNotify;
    status = FwpsCalloutRegister1(gDevice, &sCallout, &callout->id);
    if (!NT_SUCCESS(status))
        return status;
    mCallout.calloutKey = *callout->key;
    mCallout.displayData.name = L"UDP translation";
    mCallout.applicableLayer = *callout->layer;
    status = FwpmCalloutAdd0(gEngine, &mCallout, NULL, NULL);
    return NT_SUCCESS(status) ? UdpnatAddFilter(callout) : status;
}

static NTSTATUS UdpnatAddObjects(void)
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
    subLayer.subLayerKey = UDPNAT_SUBLAYER;
    subLayer.displayData.name = L"UDP translation";
    status = FwpmSubLayerAdd0(gEngine, &subLayer, NULL);
    for (i = 0; NT_SUCCESS(status) && i < ARRAYSIZE(gCallouts); i++)
        status = UdpnatAddCallout(&gCallouts[i]);
    if (!NT_SUCCESS(status))
    {
        FwpmTransactionAbort0(gEngine);
        return status;
    }
    return FwpmTransactionCommit0(gEngine);
}

// In this order: no new packets, no classify any more, then the injections under way are waited for.
VOID UdpnatUnload(_In_ PDRIVER_OBJECT driverObject)
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
    driverObject->DriverUnload = UdpnatUnload;
    status = IoCreateDevice(driverObject, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, &gDevice);
    if (NT_SUCCESS(status))
        status = FwpsInjectionHandleCreate0(AF_INET, FWPS_INJECTION_TYPE_NETWORK, &gInjection);
    if (NT_SUCCESS(status))
        status = UdpnatAddObjects();
    if (!NT_SUCCESS(status))
        UdpnatUnload(driverObject);
    return status;
}
