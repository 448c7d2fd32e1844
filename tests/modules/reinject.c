/* Absorbs every packet at the layer it was told of, and puts a clone back: by a work item, along the path of the layer. Compiled
 * with -DSEND=1 for outgoing packets, -DTRANSPORT=1 for the transport layers, -DFORWARD=1 for IPFORWARD, -DINLINE=1 to inject from
 * within classify, -DBLIND=1 not to look whether it injected a packet itself, -DBLIND=2 to look for the last injection alone,
 * -DINTERFACE=N to inject as if it had come by that one, -DKEY=N for a second driver beside the first. Prints the state of injected packets that it sees, and each completion. */
#include <ntddk.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>
#include <fwpmk.h>

#ifndef KEY
#define KEY 0x7b
#endif
DEFINE_GUID(REINJECT_CALLOUT, 0x0d6c1c1e, 0x5f7e, 0x4a08, 0x9d, 0x5c, 0x5f, 0x4c, 0x1d, 0x1a, KEY, 0x04);

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD     ReinjectUnload;

typedef struct PENDING_ {
    LIST_ENTRY            Link;
    NET_BUFFER_LIST      *Clone;
    UINT64                Endpoint;
    COMPARTMENT_ID        Compartment;
    IF_INDEX              Interface, SubInterface;
    SCOPE_ID              Scope;
    UCHAR                 Remote[16];
    FWPS_TRANSPORT_SEND_PARAMS0 Params;
} PENDING;

#ifndef SEND
#define SEND 0
#endif
#ifndef TRANSPORT
#define TRANSPORT 0
#endif
#ifndef INLINE
#define INLINE 0
#endif
#ifndef BLIND
#define BLIND 0
#endif
#ifndef FORWARD
#define FORWARD 0
#endif

static HANDLE         gEngine, gInjection;
static UINT32         gCalloutId;
static LIST_ENTRY     gPending;
static KSPIN_LOCK     gLock;
static PIO_WORKITEM   gWork;
static BOOLEAN        gQueued;
static PDEVICE_OBJECT gDevice;
static LONG           gInjected, gCompleted;

static void NTAPI Completed(void *context, NET_BUFFER_LIST *list, BOOLEAN dispatchLevel)
{
    PENDING *p = context;
    InterlockedIncrement(&gCompleted);
    DbgPrint("reinject: completed 0x%08x at IRQL %u, %s\n", list->Status, KeGetCurrentIrql(), dispatchLevel ? "dispatch" : "passive");
    FwpsFreeCloneNetBufferList0(list, 0);
    ExFreePoolWithTag(p, 'jnir');
}

static NTSTATUS Put(PENDING *p)
{
    if (FORWARD)
        return FwpsInjectForwardAsync0(gInjection, (HANDLE)0x77, 0, AF_INET, p->Compartment, p->Interface, p->Clone, Completed, p);
    if (!TRANSPORT && SEND)
        return FwpsInjectNetworkSendAsync0(gInjection, (HANDLE)0x77, 0, p->Compartment, p->Clone, Completed, p);
    if (!TRANSPORT)
        return FwpsInjectNetworkReceiveAsync0(gInjection, (HANDLE)0x77, 0, p->Compartment, p->Interface, p->SubInterface,
                                              p->Clone, Completed, p);
    if (SEND)
        return FwpsInjectTransportSendAsync0(gInjection, (HANDLE)0x77, p->Endpoint, 0, &p->Params, AF_INET, p->Compartment,
                                             p->Clone, Completed, p);
    return FwpsInjectTransportReceiveAsync0(gInjection, (HANDLE)0x77, NULL, 0, AF_INET, p->Compartment, p->Interface,
                                            p->SubInterface, p->Clone, Completed, p);
}

static VOID PutAway(PENDING *p)
{
    NTSTATUS status = Put(p);
    InterlockedIncrement(&gInjected);
    if (NT_SUCCESS(status))
        return;
    DbgPrint("reinject: not injected, 0x%08x\n", status);
    FwpsFreeCloneNetBufferList0(p->Clone, 0);
    ExFreePoolWithTag(p, 'jnir');
}

static VOID Work(PDEVICE_OBJECT device, PVOID context)
{
    PLIST_ENTRY e;
    UNREFERENCED_PARAMETER(device);
    UNREFERENCED_PARAMETER(context);
    InterlockedExchange8((CHAR *)&gQueued, FALSE);
    while ((e = ExInterlockedRemoveHeadList(&gPending, &gLock)) != NULL)
        PutAway(CONTAINING_RECORD(e, PENDING, Link));
}

static ULONG Retreat(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m)
{
    switch (values->layerId) {
    case FWPS_LAYER_INBOUND_IPPACKET_V4:
        return m->ipHeaderSize;
    case FWPS_LAYER_INBOUND_TRANSPORT_V4:
        return m->ipHeaderSize + m->transportHeaderSize;
    }
    return 0;
}

static VOID Remember(PENDING *p, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m)
{
    const FWPS_INCOMING_VALUE0 *v = values->incomingValue;
    UINT32                      remote = 0;
    p->Compartment = m->compartmentId;
    p->Endpoint = FWPS_IS_METADATA_FIELD_PRESENT(m, FWPS_METADATA_FIELD_TRANSPORT_ENDPOINT_HANDLE) ? m->transportEndpointHandle : 0;
    switch (values->layerId) {
    case FWPS_LAYER_INBOUND_IPPACKET_V4:
        p->Interface = v[FWPS_FIELD_INBOUND_IPPACKET_V4_INTERFACE_INDEX].value.uint32;
        p->SubInterface = v[FWPS_FIELD_INBOUND_IPPACKET_V4_SUB_INTERFACE_INDEX].value.uint32;
        break;
    case FWPS_LAYER_INBOUND_TRANSPORT_V4:
        p->Interface = v[FWPS_FIELD_INBOUND_TRANSPORT_V4_INTERFACE_INDEX].value.uint32;
        p->SubInterface = v[FWPS_FIELD_INBOUND_TRANSPORT_V4_SUB_INTERFACE_INDEX].value.uint32;
        break;
    case FWPS_LAYER_IPFORWARD_V4:
        p->Interface = v[FWPS_FIELD_IPFORWARD_V4_DESTINATION_INTERFACE_INDEX].value.uint32;
        break;
    case FWPS_LAYER_OUTBOUND_TRANSPORT_V4:
        remote = RtlUlongByteSwap(v[FWPS_FIELD_OUTBOUND_TRANSPORT_V4_IP_REMOTE_ADDRESS].value.uint32);
        RtlCopyMemory(p->Remote, &remote, 4);
        p->Params.remoteAddress = p->Remote;
        break;
    }
#ifdef INTERFACE
    p->Interface = INTERFACE;
#endif
}

static VOID Take(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m, NET_BUFFER_LIST *list)
{
    ULONG    retreat = Retreat(values, m);
    PENDING *p = ExAllocatePoolWithTag(NonPagedPool, sizeof(*p), 'jnir');
    NTSTATUS status;
    if (!p)
        return;
    RtlZeroMemory(p, sizeof(*p));
    Remember(p, values, m);
    NdisRetreatNetBufferDataStart(NET_BUFFER_LIST_FIRST_NB(list), retreat, 0, NULL);
    status = FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, &p->Clone);
    NdisAdvanceNetBufferDataStart(NET_BUFFER_LIST_FIRST_NB(list), retreat, FALSE, NULL);
    if (!NT_SUCCESS(status)) {
        DbgPrint("reinject: no clone, 0x%08x\n", status);
        ExFreePoolWithTag(p, 'jnir');
    } else if (INLINE) {
        PutAway(p);
    } else {
        ExInterlockedInsertTailList(&gPending, &p->Link, &gLock);
        if (!InterlockedExchange8((CHAR *)&gQueued, TRUE))
            IoQueueWorkItem(gWork, Work, DelayedWorkQueue, NULL);
    }
}

static void NTAPI Classify(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                           const void *classifyContext, const FWPS_FILTER3 *filter, UINT64 flowContext, FWPS_CLASSIFY_OUT0 *out)
{
    HANDLE                      context = NULL;
    FWPS_PACKET_INJECTION_STATE state;
    UNREFERENCED_PARAMETER(classifyContext);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flowContext);
    if (!data)
        return;
    state = FwpsQueryPacketInjectionState0(gInjection, data, &context);
    if (state != FWPS_PACKET_NOT_INJECTED)
        DbgPrint("reinject: state %d, context 0x%x\n", state, (ULONG)(ULONG_PTR)context);
    if ((BLIND != 1 && state == FWPS_PACKET_INJECTED_BY_SELF) || (!BLIND && state == FWPS_PACKET_PREVIOUSLY_INJECTED_BY_SELF)) {
#ifdef BLOCK_OWN
        out->actionType = FWP_ACTION_BLOCK;
#else
        out->actionType = FWP_ACTION_PERMIT;
#endif
        return;
    }
    Take(values, m, data);
    out->actionType = FWP_ACTION_BLOCK;
    out->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
    out->rights &= ~FWPS_RIGHT_ACTION_WRITE;
}

static NTSTATUS NTAPI Notify(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER3 *filter)
{
    UNREFERENCED_PARAMETER(type);
    UNREFERENCED_PARAMETER(key);
    UNREFERENCED_PARAMETER(filter);
    return STATUS_SUCCESS;
}

static const GUID *LayerKey(VOID)
{
    if (FORWARD)
        return &FWPM_LAYER_IPFORWARD_V4;
    if (!TRANSPORT)
        return SEND ? &FWPM_LAYER_OUTBOUND_IPPACKET_V4 : &FWPM_LAYER_INBOUND_IPPACKET_V4;
    return SEND ? &FWPM_LAYER_OUTBOUND_TRANSPORT_V4 : &FWPM_LAYER_INBOUND_TRANSPORT_V4;
}

static NTSTATUS AddObjects(VOID)
{
    FWPM_SESSION0 session = { 0 };
    FWPS_CALLOUT3 callout = { 0 };
    FWPM_CALLOUT0 object = { 0 };
    FWPM_SUBLAYER0 subLayer = { 0 };
    FWPM_FILTER0  filter = { 0 };
    NTSTATUS      status;
    session.flags = FWPM_SESSION_FLAG_DYNAMIC;
    callout.calloutKey = object.calloutKey = filter.action.calloutKey = REINJECT_CALLOUT;
    subLayer.subLayerKey = filter.subLayerKey = REINJECT_CALLOUT;
    subLayer.weight = KEY;
    callout.classifyFn = Classify;
    callout.notifyFn = Notify;
    object.displayData.name = filter.displayData.name = subLayer.displayData.name = L"reinject";
    object.applicableLayer = filter.layerKey = *LayerKey();
    filter.action.type = FWP_ACTION_CALLOUT_TERMINATING;
    status = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, &gEngine);
    if (NT_SUCCESS(status))
        status = FwpsCalloutRegister3(gDevice, &callout, &gCalloutId);
    if (NT_SUCCESS(status))
        status = FwpmCalloutAdd0(gEngine, &object, NULL, NULL);
    if (NT_SUCCESS(status))
        status = FwpmSubLayerAdd0(gEngine, &subLayer, NULL);
    if (NT_SUCCESS(status))
        status = FwpmFilterAdd0(gEngine, &filter, NULL, NULL);
    return status;
}

VOID ReinjectUnload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    FwpmEngineClose0(gEngine);
    FwpsCalloutUnregisterById0(gCalloutId);
    FwpsInjectionHandleDestroy0(gInjection);
    IoFreeWorkItem(gWork);
    IoDeleteDevice(gDevice);
    DbgPrint("reinject: %d injected, %d completed\n", gInjected, gCompleted);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    NTSTATUS status;
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = ReinjectUnload;
    InitializeListHead(&gPending);
    KeInitializeSpinLock(&gLock);
    status = IoCreateDevice(driver, 0, NULL, FILE_DEVICE_NETWORK, FILE_DEVICE_SECURE_OPEN, FALSE, &gDevice);
    if (!NT_SUCCESS(status))
        return status;
    gWork = IoAllocateWorkItem(gDevice);
    status = FwpsInjectionHandleCreate0(AF_INET, FORWARD ? FWPS_INJECTION_TYPE_FORWARD : TRANSPORT ? FWPS_INJECTION_TYPE_TRANSPORT : FWPS_INJECTION_TYPE_NETWORK, &gInjection);
    return NT_SUCCESS(status) ? AddObjects() : status;
}
