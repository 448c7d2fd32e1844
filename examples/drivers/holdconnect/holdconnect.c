/*
 * holdconnect: every TCP connection waits until a worker thread has thought about it, in both directions.
 *
 * Out-of-band inspection. The classify functions pend the operation, put a record into a queue and absorb; the worker thread
 * takes the record, decides, and completes the operation.
 *
 *  - ALE_AUTH_CONNECT: there is no packet yet. Completing makes the engine ask the callout again, with the reauthorize flag;
 *    the callout then finds the record and answers with what was decided.
 *  - ALE_AUTH_RECV_ACCEPT: completing asks nobody. A connection that may come in is let in by injecting a clone of its packet,
 *    which the callout permits because it is the driver's own; the clone of one that may not is freed.
 *
 * Here the decision is about a port; a real driver asks a service. The record keeps all that is needed, because nothing that
 * classify is given outlives the call.
 */
#include <ntddk.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>
#include <fwpmk.h>

#define HOLD_TAG       'dloH'
#define HOLD_FORBIDDEN 25 // the port that nobody may connect to

// {c4c7a1f2-22a5-4b0e-8f0c-6de2c5a7e500}
DEFINE_GUID(HOLD_SUBLAYER, 0xc4c7a1f2, 0x22a5, 0x4b0e, 0x8f, 0x0c, 0x6d, 0xe2, 0xc5, 0xa7, 0xe5, 0x00);
DEFINE_GUID(HOLD_CONNECT_V4, 0xc4c7a1f2, 0x22a5, 0x4b0e, 0x8f, 0x0c, 0x6d, 0xe2, 0xc5, 0xa7, 0xe5, 0x01);
DEFINE_GUID(HOLD_ACCEPT_V4, 0xc4c7a1f2, 0x22a5, 0x4b0e, 0x8f, 0x0c, 0x6d, 0xe2, 0xc5, 0xa7, 0xe5, 0x02);

// One connection that waits. In the queue until the worker takes it, then, if outbound, among the decided ones.
typedef struct HOLD_RECORD_
{
    LIST_ENTRY link;
    HANDLE completion;
    BOOLEAN permitted;
    UINT32 localAddress;
    UINT32 remoteAddress;
    UINT16 localPort;
    UINT16 remotePort;
    NET_BUFFER_LIST *clone; // inbound: what is let in; NULL: outbound
    COMPARTMENT_ID compartment;
    IF_INDEX interfaceIndex;
    IF_INDEX subInterfaceIndex;
} HOLD_RECORD;

typedef struct HOLD_CALLOUT_
{
    const GUID *key;
    const GUID *layer;
    FWPS_CALLOUT_CLASSIFY_FN1 classify;
    UINT32 id;
} HOLD_CALLOUT;

static PDEVICE_OBJECT gDevice;
static HANDLE gEngine;
static HANDLE gInjection;
static PKTHREAD gThread;
static LIST_ENTRY gQueue;
static LIST_ENTRY gDecided;
static KSPIN_LOCK gLock;
static KEVENT gWork;
static volatile BOOLEAN gStopping;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD HoldUnload;
KSTART_ROUTINE HoldThread;

static void NTAPI HoldConnect(const FWPS_INCOMING_VALUES0 *, const FWPS_INCOMING_METADATA_VALUES0 *, void *, const void *,
                              const FWPS_FILTER1 *, UINT64, FWPS_CLASSIFY_OUT0 *);
static void NTAPI HoldAccept(const FWPS_INCOMING_VALUES0 *, const FWPS_INCOMING_METADATA_VALUES0 *, void *, const void *,
                             const FWPS_FILTER1 *, UINT64, FWPS_CLASSIFY_OUT0 *);

static HOLD_CALLOUT gCallouts[] = {
    {&HOLD_CONNECT_V4, &FWPM_LAYER_ALE_AUTH_CONNECT_V4, HoldConnect},
    {&HOLD_ACCEPT_V4, &FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4, HoldAccept},
};

// --- records ---------------------------------------------------------------------------------------------------------

static void HoldPut(LIST_ENTRY *list, HOLD_RECORD *record)
{
    KLOCK_QUEUE_HANDLE lock;

    KeAcquireInStackQueuedSpinLock(&gLock, &lock);
    InsertTailList(list, &record->link);
    KeReleaseInStackQueuedSpinLock(&lock);
}

static HOLD_RECORD *HoldTake(LIST_ENTRY *list)
{
    HOLD_RECORD *record = NULL;
    KLOCK_QUEUE_HANDLE lock;

    KeAcquireInStackQueuedSpinLock(&gLock, &lock);
    if (!IsListEmpty(list))
        record = CONTAINING_RECORD(RemoveHeadList(list), HOLD_RECORD, link);
    KeReleaseInStackQueuedSpinLock(&lock);
    return record;
}

static BOOLEAN HoldIsSame(const HOLD_RECORD *a, const HOLD_RECORD *b)
{
    return a->localAddress == b->localAddress && a->remoteAddress == b->remoteAddress && a->localPort == b->localPort &&
           a->remotePort == b->remotePort;
}

static HOLD_RECORD *HoldTakeDecided(const HOLD_RECORD *like)
{
    HOLD_RECORD *found = NULL;
    LIST_ENTRY *at;
    KLOCK_QUEUE_HANDLE lock;

    KeAcquireInStackQueuedSpinLock(&gLock, &lock);
    for (at = gDecided.Flink; at != &gDecided && found == NULL; at = at->Flink)
        if (HoldIsSame(CONTAINING_RECORD(at, HOLD_RECORD, link), like))
            found = CONTAINING_RECORD(at, HOLD_RECORD, link);
    if (found != NULL)
        RemoveEntryList(&found->link);
    KeReleaseInStackQueuedSpinLock(&lock);
    return found;
}

static void HoldFree(HOLD_RECORD *record)
{
    if (record->clone != NULL)
        FwpsFreeCloneNetBufferList0(record->clone, 0);
    ExFreePoolWithTag(record, HOLD_TAG);
}

// --- classify --------------------------------------------------------------------------------------------------------

static void HoldAnswer(BOOLEAN permit, FWPS_CLASSIFY_OUT0 *classifyOut)
{
    classifyOut->actionType = permit ? FWP_ACTION_PERMIT : FWP_ACTION_BLOCK;
    if (!permit)
        classifyOut->rights &= ~FWPS_RIGHT_ACTION_WRITE;
}

// The operation waits and the packet is taken; without memory for that the connection is refused.
static void HoldPend(HOLD_RECORD *record, const FWPS_INCOMING_METADATA_VALUES0 *metadata, FWPS_CLASSIFY_OUT0 *classifyOut)
{
    HoldAnswer(FALSE, classifyOut);
    if (!NT_SUCCESS(FwpsPendOperation0(metadata->completionHandle, &record->completion)))
    {
        HoldFree(record);
        return;
    }
    classifyOut->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
    HoldPut(&gQueue, record);
    KeSetEvent(&gWork, IO_NO_INCREMENT, FALSE);
}

static HOLD_RECORD *HoldNew(const HOLD_RECORD *what)
{
    HOLD_RECORD *record = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*record), HOLD_TAG);

    if (record != NULL)
        *record = *what;
    return record;
}

static void NTAPI HoldConnect(
    _In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues,
    _Inout_opt_ void *layerData,
    _In_opt_ const void *classifyContext,
    _In_ const FWPS_FILTER1 *filter,
    _In_ UINT64 flowContext,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    const FWPS_INCOMING_VALUE0 *values = inFixedValues->incomingValue;
    HOLD_RECORD what = {0};
    HOLD_RECORD *record;

    UNREFERENCED_PARAMETER(layerData);
    UNREFERENCED_PARAMETER(classifyContext);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flowContext);

    if ((classifyOut->rights & FWPS_RIGHT_ACTION_WRITE) == 0)
        return;
    what.localAddress = values[FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_LOCAL_ADDRESS].value.uint32;
    what.remoteAddress = values[FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_ADDRESS].value.uint32;
    what.localPort = values[FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_LOCAL_PORT].value.uint16;
    what.remotePort = values[FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_PORT].value.uint16;
    if (values[FWPS_FIELD_ALE_AUTH_CONNECT_V4_FLAGS].value.uint32 & FWP_CONDITION_FLAG_IS_REAUTHORIZE)
    {
        record = HoldTakeDecided(&what);
        HoldAnswer(record == NULL || record->permitted, classifyOut); // without a record it was permitted before
        if (record != NULL)
            HoldFree(record);
        return;
    }
    record = HoldNew(&what);
    if (record == NULL)
        HoldAnswer(FALSE, classifyOut);
    else
        HoldPend(record, inMetaValues, classifyOut);
}

// The data begin behind the transport header; the clone shall begin at the IP header.
static NET_BUFFER_LIST *HoldClone(NET_BUFFER_LIST *list, const FWPS_INCOMING_METADATA_VALUES0 *metadata)
{
    NET_BUFFER *packet = NET_BUFFER_LIST_FIRST_NB(list);
    ULONG retreat = metadata->ipHeaderSize + metadata->transportHeaderSize;
    NET_BUFFER_LIST *clone = NULL;

    if (NdisRetreatNetBufferDataStart(packet, retreat, 0, NULL) != NDIS_STATUS_SUCCESS)
        return NULL;
    if (!NT_SUCCESS(FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, &clone)))
        clone = NULL;
    NdisAdvanceNetBufferDataStart(packet, retreat, FALSE, NULL);
    return clone;
}

static BOOLEAN HoldIsOwn(NET_BUFFER_LIST *list)
{
    FWPS_PACKET_INJECTION_STATE state = FwpsQueryPacketInjectionState0(gInjection, list, NULL);

    return state == FWPS_PACKET_INJECTED_BY_SELF || state == FWPS_PACKET_PREVIOUSLY_INJECTED_BY_SELF;
}

static void NTAPI HoldAccept(
    _In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues,
    _Inout_opt_ void *layerData,
    _In_opt_ const void *classifyContext,
    _In_ const FWPS_FILTER1 *filter,
    _In_ UINT64 flowContext,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    const FWPS_INCOMING_VALUE0 *values = inFixedValues->incomingValue;
    HOLD_RECORD what = {0};
    HOLD_RECORD *record;

    UNREFERENCED_PARAMETER(classifyContext);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flowContext);

    if ((classifyOut->rights & FWPS_RIGHT_ACTION_WRITE) == 0)
        return;
    if (layerData == NULL || HoldIsOwn(layerData) ||
        (values[FWPS_FIELD_ALE_AUTH_RECV_ACCEPT_V4_FLAGS].value.uint32 & FWP_CONDITION_FLAG_IS_REAUTHORIZE))
    {
        HoldAnswer(TRUE, classifyOut);
        return;
    }
    what.localPort = values[FWPS_FIELD_ALE_AUTH_RECV_ACCEPT_V4_IP_LOCAL_PORT].value.uint16;
    what.remotePort = values[FWPS_FIELD_ALE_AUTH_RECV_ACCEPT_V4_IP_REMOTE_PORT].value.uint16;
    what.compartment = inMetaValues->compartmentId;
    what.interfaceIndex = values[FWPS_FIELD_ALE_AUTH_RECV_ACCEPT_V4_INTERFACE_INDEX].value.uint32;
    what.subInterfaceIndex = values[FWPS_FIELD_ALE_AUTH_RECV_ACCEPT_V4_SUB_INTERFACE_INDEX].value.uint32;
    what.clone = HoldClone(layerData, inMetaValues);
    record = what.clone != NULL ? HoldNew(&what) : NULL;
    if (record != NULL)
    {
        HoldPend(record, inMetaValues, classifyOut);
        return;
    }
    if (what.clone != NULL)
        FwpsFreeCloneNetBufferList0(what.clone, 0);
    HoldAnswer(FALSE, classifyOut);
}

static NTSTATUS NTAPI HoldNotify(
    _In_ FWPS_CALLOUT_NOTIFY_TYPE notifyType,
    _In_ const GUID *filterKey,
    _Inout_ FWPS_FILTER1 *filter)
{
    UNREFERENCED_PARAMETER(notifyType);
    UNREFERENCED_PARAMETER(filterKey);
    UNREFERENCED_PARAMETER(filter);
    return STATUS_SUCCESS;
}

// --- the worker ------------------------------------------------------------------------------------------------------

static void NTAPI HoldInjected(_Inout_ void *context, _Inout_ NET_BUFFER_LIST *netBufferList, _In_ BOOLEAN dispatchLevel)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(dispatchLevel);
    FwpsFreeCloneNetBufferList0(netBufferList, 0);
}

static void HoldFinishInbound(HOLD_RECORD *record)
{
    FwpsCompleteOperation0(record->completion, NULL);
    if (record->permitted &&
        NT_SUCCESS(FwpsInjectTransportReceiveAsync0(gInjection, NULL, NULL, 0, AF_INET, record->compartment,
                                                    record->interfaceIndex, record->subInterfaceIndex, record->clone,
                                                    HoldInjected, NULL)))
        record->clone = NULL; // its completion frees it
    HoldFree(record);
}

// The callout is asked again, perhaps before the completion returns: the record must be found by then.
static void HoldFinishOutbound(HOLD_RECORD *record)
{
    HANDLE completion = record->completion;

    HoldPut(&gDecided, record);
    FwpsCompleteOperation0(completion, NULL);
}

static void HoldDecide(HOLD_RECORD *record)
{
    UINT16 port = record->clone != NULL ? record->localPort : record->remotePort;

    record->permitted = port != HOLD_FORBIDDEN;
    DbgPrint("holdconnect: %s port %u may %s\n", record->clone != NULL ? "a connection to our" : "connecting to", port,
             record->permitted ? "go on" : "not be");
    if (record->clone != NULL)
        HoldFinishInbound(record);
    else
        HoldFinishOutbound(record);
}

// Ends when the driver unloads and nothing waits any more.
VOID HoldThread(_In_ PVOID context)
{
    HOLD_RECORD *record;

    UNREFERENCED_PARAMETER(context);
    for (;;)
    {
        KeWaitForSingleObject(&gWork, Executive, KernelMode, FALSE, NULL);
        while ((record = HoldTake(&gQueue)) != NULL)
            HoldDecide(record);
        if (gStopping)
            PsTerminateSystemThread(STATUS_SUCCESS);
    }
}

static NTSTATUS HoldStartThread(void)
{
    HANDLE handle;
    NTSTATUS status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, HoldThread, NULL);

    if (!NT_SUCCESS(status))
        return status;
    status = ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, NULL, KernelMode, (PVOID *)&gThread, NULL);
    NT_ASSERT(NT_SUCCESS(status));
    ZwClose(handle);
    return status;
}

// --- coming and going ------------------------------------------------------------------------------------------------

static NTSTATUS HoldAddCallout(HOLD_CALLOUT *callout)
{
    FWPS_CALLOUT1 sCallout = {0};
    FWPM_CALLOUT0 mCallout = {0};
    FWPM_FILTER_CONDITION0 tcp = {0};
    FWPM_FILTER0 filter = {0};
    NTSTATUS status;

    sCallout.calloutKey = *callout->key;
    sCallout.classifyFn = callout->classify;
    sCallout.notifyFn = HoldNotify;
    status = FwpsCalloutRegister1(gDevice, &sCallout, &callout->id);
    if (!NT_SUCCESS(status))
        return status;
    mCallout.calloutKey = *callout->key;
    mCallout.displayData.name = L"held connections";
    mCallout.applicableLayer = *callout->layer;
    status = FwpmCalloutAdd0(gEngine, &mCallout, NULL, NULL);
    if (!NT_SUCCESS(status))
        return status;
    tcp.fieldKey = FWPM_CONDITION_IP_PROTOCOL;
    tcp.matchType = FWP_MATCH_EQUAL;
    tcp.conditionValue.type = FWP_UINT8;
    tcp.conditionValue.uint8 = IPPROTO_TCP;
    filter.displayData.name = L"hold connections";
    filter.layerKey = *callout->layer;
    filter.subLayerKey = HOLD_SUBLAYER;
    filter.action.type = FWP_ACTION_CALLOUT_TERMINATING;
    filter.action.calloutKey = *callout->key;
    filter.filterCondition = &tcp;
    filter.numFilterConditions = 1;
    return FwpmFilterAdd0(gEngine, &filter, NULL, NULL);
}

static NTSTATUS HoldAddObjects(void)
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
    subLayer.subLayerKey = HOLD_SUBLAYER;
    subLayer.displayData.name = L"held connections";
    status = FwpmSubLayerAdd0(gEngine, &subLayer, NULL);
    for (i = 0; NT_SUCCESS(status) && i < ARRAYSIZE(gCallouts); i++)
        status = HoldAddCallout(&gCallouts[i]);
    if (!NT_SUCCESS(status))
    {
        FwpmTransactionAbort0(gEngine);
        return status;
    }
    return FwpmTransactionCommit0(gEngine);
}

// No new work, then what waits is decided, then nobody calls the driver any more, then what is left is freed.
VOID HoldUnload(_In_ PDRIVER_OBJECT driverObject)
{
    HOLD_RECORD *record;
    UINT32 i;

    UNREFERENCED_PARAMETER(driverObject);
    if (gEngine != NULL)
        FwpmEngineClose0(gEngine);
    for (i = 0; i < ARRAYSIZE(gCallouts); i++)
        if (gCallouts[i].id != 0)
            FwpsCalloutUnregisterById0(gCallouts[i].id);
    if (gThread != NULL)
    {
        gStopping = TRUE;
        KeSetEvent(&gWork, IO_NO_INCREMENT, FALSE);
        KeWaitForSingleObject(gThread, Executive, KernelMode, FALSE, NULL);
        ObDereferenceObject(gThread);
    }
    while ((record = HoldTake(&gDecided)) != NULL)
        HoldFree(record);
    if (gInjection != NULL)
        FwpsInjectionHandleDestroy0(gInjection);
    if (gDevice != NULL)
        IoDeleteDevice(gDevice);
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT driverObject, _In_ PUNICODE_STRING registryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(registryPath);
    InitializeListHead(&gQueue);
    InitializeListHead(&gDecided);
    KeInitializeSpinLock(&gLock);
    KeInitializeEvent(&gWork, SynchronizationEvent, FALSE);
    driverObject->DriverUnload = HoldUnload;
    status = IoCreateDevice(driverObject, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, &gDevice);
    if (NT_SUCCESS(status))
        status = FwpsInjectionHandleCreate0(AF_INET, FWPS_INJECTION_TYPE_TRANSPORT, &gInjection);
    if (NT_SUCCESS(status))
        status = HoldStartThread();
    if (NT_SUCCESS(status))
        status = HoldAddObjects();
    if (!NT_SUCCESS(status))
        HoldUnload(driverObject);
    return status;
}
