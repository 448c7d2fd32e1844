/*
 * flowstats: counts packets and bytes of every connection, and prints them when the connection ends or the driver goes.
 *
 * A callout at FWPM_LAYER_ALE_FLOW_ESTABLISHED makes a record for each flow and puts it as a context on the flow at the two
 * transport layers. The callouts there are conditional on a flow: they are called only for packets that have the context, and
 * find the record in their flowContext argument. Each context holds the record; flowDeleteFn gives it back. The unload routine
 * removes all contexts before it unregisters the callouts.
 */
#include <ntddk.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>
#include <fwpmk.h>

#define FLOWSTATS_TAG 'tSlF'

// {5b0a7b3e-1f65-4c53-8d2e-90a2f1c0d400}
DEFINE_GUID(FLOWSTATS_SUBLAYER, 0x5b0a7b3e, 0x1f65, 0x4c53, 0x8d, 0x2e, 0x90, 0xa2, 0xf1, 0xc0, 0xd4, 0x00);
DEFINE_GUID(FLOWSTATS_ESTABLISHED_V4, 0x5b0a7b3e, 0x1f65, 0x4c53, 0x8d, 0x2e, 0x90, 0xa2, 0xf1, 0xc0, 0xd4, 0x01);
DEFINE_GUID(FLOWSTATS_INBOUND_V4, 0x5b0a7b3e, 0x1f65, 0x4c53, 0x8d, 0x2e, 0x90, 0xa2, 0xf1, 0xc0, 0xd4, 0x02);
DEFINE_GUID(FLOWSTATS_OUTBOUND_V4, 0x5b0a7b3e, 0x1f65, 0x4c53, 0x8d, 0x2e, 0x90, 0xa2, 0xf1, 0xc0, 0xd4, 0x03);

typedef struct FLOWSTATS_COUNT_
{
    volatile LONG64 packets;
    volatile LONG64 bytes;
} FLOWSTATS_COUNT;

/* One flow. Lives until both contexts are gone. */
typedef struct FLOWSTATS_FLOW_
{
    LIST_ENTRY link;
    volatile LONG references;
    UINT64 flowHandle;
    UINT8 protocol;
    UINT32 direction;
    UINT32 remoteAddress;
    UINT16 remotePort;
    FLOWSTATS_COUNT in;
    FLOWSTATS_COUNT out;
} FLOWSTATS_FLOW;

typedef struct FLOWSTATS_CALLOUT_
{
    const GUID *key;
    const GUID *layer;
    UINT16 layerId;
    UINT32 flags;
    FWPS_CALLOUT_CLASSIFY_FN1 classify;
    UINT32 id;
} FLOWSTATS_CALLOUT;

static LIST_ENTRY gFlows;
static KSPIN_LOCK gLock;
static PDEVICE_OBJECT gDevice;
static HANDLE gEngine;
static BOOLEAN gUnloading;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD FlowstatsUnload;

static void NTAPI FlowstatsEstablished(const FWPS_INCOMING_VALUES0 *, const FWPS_INCOMING_METADATA_VALUES0 *, void *, const void *,
                                       const FWPS_FILTER1 *, UINT64, FWPS_CLASSIFY_OUT0 *);
static void NTAPI FlowstatsPacket(const FWPS_INCOMING_VALUES0 *, const FWPS_INCOMING_METADATA_VALUES0 *, void *, const void *,
                                  const FWPS_FILTER1 *, UINT64, FWPS_CLASSIFY_OUT0 *);

enum
{
    ESTABLISHED,
    INBOUND,
    OUTBOUND
};

static FLOWSTATS_CALLOUT gCallouts[] = {
    {&FLOWSTATS_ESTABLISHED_V4, &FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4, FWPS_LAYER_ALE_FLOW_ESTABLISHED_V4, 0, FlowstatsEstablished},
    {&FLOWSTATS_INBOUND_V4, &FWPM_LAYER_INBOUND_TRANSPORT_V4, FWPS_LAYER_INBOUND_TRANSPORT_V4,
     FWP_CALLOUT_FLAG_CONDITIONAL_ON_FLOW, FlowstatsPacket},
    {&FLOWSTATS_OUTBOUND_V4, &FWPM_LAYER_OUTBOUND_TRANSPORT_V4, FWPS_LAYER_OUTBOUND_TRANSPORT_V4,
     FWP_CALLOUT_FLAG_CONDITIONAL_ON_FLOW, FlowstatsPacket},
};

static void FlowstatsRelease(FLOWSTATS_FLOW *flow)
{
    KLOCK_QUEUE_HANDLE lock;
    BOOLEAN last;

    // Under the lock, so that nobody finds a flow in the list whose last reference is gone.
    KeAcquireInStackQueuedSpinLock(&gLock, &lock);
    last = InterlockedDecrement(&flow->references) == 0;
    if (last)
        RemoveEntryList(&flow->link);
    KeReleaseInStackQueuedSpinLock(&lock);
    if (!last)
        return;
    DbgPrint("flowstats: %s %s %u.%u.%u.%u:%u, %I64d packets and %I64d bytes out, %I64d and %I64d in\n",
             flow->protocol == IPPROTO_TCP ? "tcp" : flow->protocol == IPPROTO_UDP ? "udp" : "other",
             flow->direction == FWP_DIRECTION_OUTBOUND ? "to" : "from",
             flow->remoteAddress >> 24, (flow->remoteAddress >> 16) & 0xff, (flow->remoteAddress >> 8) & 0xff,
             flow->remoteAddress & 0xff, flow->remotePort,
             flow->out.packets, flow->out.bytes, flow->in.packets, flow->in.bytes);
    ExFreePoolWithTag(flow, FLOWSTATS_TAG);
}

/* Each context that is put on the flow holds the record. */
static void FlowstatsAssociate(FLOWSTATS_FLOW *flow, const FLOWSTATS_CALLOUT *callout)
{
    InterlockedIncrement(&flow->references);
    if (!NT_SUCCESS(FwpsFlowAssociateContext0(flow->flowHandle, callout->layerId, callout->id, (UINT64)(ULONG_PTR)flow)))
        FlowstatsRelease(flow);
}

static void NTAPI FlowstatsEstablished(
    _In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues,
    _Inout_opt_ void *layerData,
    _In_opt_ const void *classifyContext,
    _In_ const FWPS_FILTER1 *filter,
    _In_ UINT64 flowContext,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    const FWPS_INCOMING_VALUE0 *values = inFixedValues->incomingValue;
    FLOWSTATS_FLOW *flow;
    KLOCK_QUEUE_HANDLE lock;

    UNREFERENCED_PARAMETER(layerData);
    UNREFERENCED_PARAMETER(classifyContext);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flowContext);

    classifyOut->actionType = FWP_ACTION_CONTINUE;
    if (gUnloading || !FWPS_IS_METADATA_FIELD_PRESENT(inMetaValues, FWPS_METADATA_FIELD_FLOW_HANDLE))
        return;
    flow = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*flow), FLOWSTATS_TAG);
    if (flow == NULL)
        return; // this flow is not counted
    RtlZeroMemory(flow, sizeof(*flow));
    flow->references = 1;
    flow->flowHandle = inMetaValues->flowHandle;
    flow->protocol = values[FWPS_FIELD_ALE_FLOW_ESTABLISHED_V4_IP_PROTOCOL].value.uint8;
    flow->direction = values[FWPS_FIELD_ALE_FLOW_ESTABLISHED_V4_DIRECTION].value.uint32;
    flow->remoteAddress = values[FWPS_FIELD_ALE_FLOW_ESTABLISHED_V4_IP_REMOTE_ADDRESS].value.uint32;
    flow->remotePort = values[FWPS_FIELD_ALE_FLOW_ESTABLISHED_V4_IP_REMOTE_PORT].value.uint16;
    KeAcquireInStackQueuedSpinLock(&gLock, &lock);
    InsertTailList(&gFlows, &flow->link);
    KeReleaseInStackQueuedSpinLock(&lock);
    FlowstatsAssociate(flow, &gCallouts[INBOUND]);
    FlowstatsAssociate(flow, &gCallouts[OUTBOUND]);
    FlowstatsRelease(flow);
}

/* Inbound the data begin after the transport header, outbound at it; a list may have several packets on its way out. */
static void NTAPI FlowstatsPacket(
    _In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues,
    _Inout_opt_ void *layerData,
    _In_opt_ const void *classifyContext,
    _In_ const FWPS_FILTER1 *filter,
    _In_ UINT64 flowContext,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    FLOWSTATS_FLOW *flow = (FLOWSTATS_FLOW *)(ULONG_PTR)flowContext;
    BOOLEAN outbound = inFixedValues->layerId == FWPS_LAYER_OUTBOUND_TRANSPORT_V4;
    FLOWSTATS_COUNT *count = outbound ? &flow->out : &flow->in;
    NET_BUFFER *packet;

    UNREFERENCED_PARAMETER(classifyContext);
    UNREFERENCED_PARAMETER(filter);

    classifyOut->actionType = FWP_ACTION_CONTINUE;
    if (layerData == NULL)
        return;
    for (packet = NET_BUFFER_LIST_FIRST_NB((NET_BUFFER_LIST *)layerData); packet != NULL; packet = NET_BUFFER_NEXT_NB(packet))
    {
        InterlockedIncrement64(&count->packets);
        InterlockedAdd64(&count->bytes,
                         NET_BUFFER_DATA_LENGTH(packet) - (outbound ? inMetaValues->transportHeaderSize : 0));
    }
}

static void NTAPI FlowstatsFlowDelete(_In_ UINT16 layerId, _In_ UINT32 calloutId, _In_ UINT64 flowContext)
{
    UNREFERENCED_PARAMETER(layerId);
    UNREFERENCED_PARAMETER(calloutId);
    FlowstatsRelease((FLOWSTATS_FLOW *)(ULONG_PTR)flowContext);
}

static NTSTATUS NTAPI FlowstatsNotify(
    _In_ FWPS_CALLOUT_NOTIFY_TYPE notifyType,
    _In_ const GUID *filterKey,
    _Inout_ FWPS_FILTER1 *filter)
{
    UNREFERENCED_PARAMETER(notifyType);
    UNREFERENCED_PARAMETER(filterKey);
    UNREFERENCED_PARAMETER(filter);
    return STATUS_SUCCESS;
}

static NTSTATUS FlowstatsAddCallout(FLOWSTATS_CALLOUT *callout)
{
    FWPS_CALLOUT1 sCallout = {0};
    FWPM_CALLOUT0 mCallout = {0};
    FWPM_FILTER0 filter = {0};
    NTSTATUS status;

    sCallout.calloutKey = *callout->key;
    sCallout.flags = callout->flags;
    sCallout.classifyFn = callout->classify;
    sCallout.notifyFn = FlowstatsNotify;
    sCallout.flowDeleteFn = callout->flags != 0 ? FlowstatsFlowDelete : NULL;
    status = FwpsCalloutRegister1(gDevice, &sCallout, &callout->id);
    if (!NT_SUCCESS(status))
        return status;
    mCallout.calloutKey = *callout->key;
    mCallout.displayData.name = L"flow statistics";
    mCallout.applicableLayer = *callout->layer;
    status = FwpmCalloutAdd0(gEngine, &mCallout, NULL, NULL);
    if (!NT_SUCCESS(status))
        return status;
    filter.displayData.name = L"count packets";
    filter.layerKey = *callout->layer;
    filter.subLayerKey = FLOWSTATS_SUBLAYER;
    filter.action.type = FWP_ACTION_CALLOUT_INSPECTION;
    filter.action.calloutKey = *callout->key;
    return FwpmFilterAdd0(gEngine, &filter, NULL, NULL);
}

static NTSTATUS FlowstatsAddObjects(void)
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
    subLayer.subLayerKey = FLOWSTATS_SUBLAYER;
    subLayer.displayData.name = L"flow statistics";
    status = FwpmSubLayerAdd0(gEngine, &subLayer, NULL);
    for (i = 0; NT_SUCCESS(status) && i < ARRAYSIZE(gCallouts); i++)
        status = FlowstatsAddCallout(&gCallouts[i]);
    if (!NT_SUCCESS(status))
    {
        FwpmTransactionAbort0(gEngine);
        return status;
    }
    return FwpmTransactionCommit0(gEngine);
}

/* The first flow that is left, held; NULL when there is none. */
static FLOWSTATS_FLOW *FlowstatsFirst(void)
{
    FLOWSTATS_FLOW *flow = NULL;
    KLOCK_QUEUE_HANDLE lock;

    KeAcquireInStackQueuedSpinLock(&gLock, &lock);
    if (!IsListEmpty(&gFlows))
    {
        flow = CONTAINING_RECORD(gFlows.Flink, FLOWSTATS_FLOW, link);
        InterlockedIncrement(&flow->references);
    }
    KeReleaseInStackQueuedSpinLock(&lock);
    return flow;
}

/* STATUS_PENDING: flowDeleteFn comes when the flow's classify is over; unregistering waits for it. */
static void FlowstatsRemoveContexts(void)
{
    FLOWSTATS_FLOW *flow;

    while ((flow = FlowstatsFirst()) != NULL)
    {
        FwpsFlowRemoveContext0(flow->flowHandle, gCallouts[INBOUND].layerId, gCallouts[INBOUND].id);
        FwpsFlowRemoveContext0(flow->flowHandle, gCallouts[OUTBOUND].layerId, gCallouts[OUTBOUND].id);
        FlowstatsRelease(flow);
    }
}

VOID FlowstatsUnload(_In_ PDRIVER_OBJECT driverObject)
{
    UINT32 i;

    UNREFERENCED_PARAMETER(driverObject);
    gUnloading = TRUE;
    if (gEngine != NULL)
        FwpmEngineClose0(gEngine); // with the filters no new flow comes
    FlowstatsRemoveContexts();
    for (i = 0; i < ARRAYSIZE(gCallouts); i++)
        if (gCallouts[i].id != 0)
            FwpsCalloutUnregisterById0(gCallouts[i].id);
    if (gDevice != NULL)
        IoDeleteDevice(gDevice);
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT driverObject, _In_ PUNICODE_STRING registryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(registryPath);
    InitializeListHead(&gFlows);
    KeInitializeSpinLock(&gLock);
    driverObject->DriverUnload = FlowstatsUnload;
    status = IoCreateDevice(driverObject, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, &gDevice);
    if (NT_SUCCESS(status))
        status = FlowstatsAddObjects();
    if (!NT_SUCCESS(status))
        FlowstatsUnload(driverObject);
    return status;
}
