/* Pends what asks to connect or to be accepted, decides later from wherever a job happens to run, and completes each operation
 * exactly once: connections by asking again, accepted ones and datagrams by putting back a clone. Also when it unloads. */
#include "explore_kit.h"

DRIVER_INITIALIZE DriverEntry;

typedef enum STATE_ { STATE_PENDED, STATE_COMPLETED } STATE;

typedef struct OPERATION_ {
    KIT_JOB                     Job;  /* first */
    LIST_ENTRY                  Link; /* in Operations */
    HANDLE                      Completion;
    NET_BUFFER_LIST            *Clone; /* NULL: nothing to put back */
    STATE                       State; /* guarded by Lock */
    BOOLEAN                     Outbound, Block;
    UINT8                       Protocol;
    UINT16                      LocalPort, RemotePort;
    UINT32                      LocalAddress, RemoteAddress;
    UINT64                      Endpoint;
    COMPARTMENT_ID              Compartment;
    IF_INDEX                    Interface, SubInterface;
    UINT32                      Remote;
    FWPS_TRANSPORT_SEND_PARAMS0 Params;
} OPERATION;

static HANDLE     Injection;
static LIST_ENTRY Operations; /* guarded by Lock */
static KSPIN_LOCK Lock;
static LONG       Pended, Completed, Injected, InjectionsDone, AskedAgain;

static VOID Free(OPERATION *o)
{
    if (o->Clone)
        FwpsFreeCloneNetBufferList0(o->Clone, 0);
    ExFreePoolWithTag(o, KIT_TAG);
}

static VOID NTAPI OnInjected(VOID *context, NET_BUFFER_LIST *list, BOOLEAN dispatch)
{
    OPERATION *o = (OPERATION *)context;
    UNREFERENCED_PARAMETER(dispatch);
    CHECK(list == o->Clone);
    InterlockedIncrement(&InjectionsDone);
    Free(o);
}

static NTSTATUS PutBack(OPERATION *o)
{
    o->Params.remoteAddress = (UCHAR *)&o->Remote;
    if (o->Outbound)
        return FwpsInjectTransportSendAsync0(Injection, NULL, o->Endpoint, 0, &o->Params, AF_INET, o->Compartment, o->Clone,
                                             OnInjected, o);
    return FwpsInjectTransportReceiveAsync0(Injection, NULL, NULL, 0, AF_INET, o->Compartment, o->Interface, o->SubInterface,
                                            o->Clone, OnInjected, o);
}

/* A connection is asked again, and its entry is what answers then; the others end here. */
static VOID Decide(KIT_JOB *job)
{
    OPERATION *o = CONTAINING_RECORD(job, OPERATION, Job);
    BOOLEAN    again = o->Outbound && o->Protocol == IPPROTO_TCP;
    HANDLE     completion = o->Completion;
    KIRQL      irql;
    KeAcquireSpinLock(&Lock, &irql);
    CHECK(o->State == STATE_PENDED);
    o->State = STATE_COMPLETED;
    if (!again)
        RemoveEntryList(&o->Link);
    KeReleaseSpinLock(&Lock, irql);
    InterlockedIncrement(&Completed);
    FwpsCompleteOperation0(completion, NULL); /* from here on another thread may end a connection's entry */
    if (again)
        return;
    InterlockedIncrement(&Injected);
    if (o->Block || !NT_SUCCESS(PutBack(o))) {
        InterlockedDecrement(&Injected);
        Free(o);
    }
}

/* --- classify ----------------------------------------------------------------------------------------------------- */

static VOID Fill(OPERATION *o, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *meta)
{
    const FWPS_INCOMING_VALUE0 *v = values->incomingValue;
    o->Outbound = values->layerId == FWPS_LAYER_ALE_AUTH_CONNECT_V4;
    o->Compartment = meta->compartmentId;
    if (o->Outbound) {
        o->Protocol = v[FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_PROTOCOL].value.uint8;
        o->LocalPort = v[FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_LOCAL_PORT].value.uint16;
        o->RemotePort = v[FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_PORT].value.uint16;
        o->RemoteAddress = v[FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_ADDRESS].value.uint32;
        o->Endpoint = meta->transportEndpointHandle;
    } else {
        o->Protocol = v[FWPS_FIELD_ALE_AUTH_RECV_ACCEPT_V4_IP_PROTOCOL].value.uint8;
        o->LocalPort = v[FWPS_FIELD_ALE_AUTH_RECV_ACCEPT_V4_IP_LOCAL_PORT].value.uint16;
        o->RemotePort = v[FWPS_FIELD_ALE_AUTH_RECV_ACCEPT_V4_IP_REMOTE_PORT].value.uint16;
        o->RemoteAddress = v[FWPS_FIELD_ALE_AUTH_RECV_ACCEPT_V4_IP_REMOTE_ADDRESS].value.uint32;
        o->Interface = v[FWPS_FIELD_ALE_AUTH_RECV_ACCEPT_V4_INTERFACE_INDEX].value.uint32;
        o->SubInterface = v[FWPS_FIELD_ALE_AUTH_RECV_ACCEPT_V4_SUB_INTERFACE_INDEX].value.uint32;
    }
    o->Remote = RtlUlongByteSwap(o->RemoteAddress);
    o->Block = o->RemotePort == 25;
}

static BOOLEAN Same(const OPERATION *a, const OPERATION *b)
{
    return a->Outbound == b->Outbound && a->Protocol == b->Protocol && a->LocalPort == b->LocalPort &&
           a->RemotePort == b->RemotePort && a->RemoteAddress == b->RemoteAddress;
}

/* The answer of an operation that was completed; the entry has done its duty. */
static OPERATION *TakeAnswer(const OPERATION *like)
{
    OPERATION *found = NULL;
    KIRQL      irql;
    KeAcquireSpinLock(&Lock, &irql);
    for (LIST_ENTRY *e = Operations.Flink; e != &Operations && !found; e = e->Flink) {
        OPERATION *o = CONTAINING_RECORD(e, OPERATION, Link);
        if (o->State == STATE_COMPLETED && Same(o, like))
            found = o;
    }
    if (found)
        RemoveEntryList(&found->Link);
    KeReleaseSpinLock(&Lock, irql);
    return found;
}

static NTSTATUS CloneFor(OPERATION *o, NET_BUFFER_LIST *list, const FWPS_INCOMING_METADATA_VALUES0 *meta)
{
    NET_BUFFER *nb;
    ULONG       back = o->Outbound ? 0 : meta->ipHeaderSize + meta->transportHeaderSize;
    NTSTATUS    status;
    if (!list || (o->Outbound && o->Protocol == IPPROTO_TCP))
        return STATUS_SUCCESS;
    nb = NET_BUFFER_LIST_FIRST_NB(list);
    if (back && !NT_SUCCESS(status = NdisRetreatNetBufferDataStart(nb, back, 0, NULL)))
        return status;
    status = FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, &o->Clone);
    if (back)
        NdisAdvanceNetBufferDataStart(nb, back, FALSE, NULL);
    return status;
}

static VOID Pend(const OPERATION *like, NET_BUFFER_LIST *list, const FWPS_INCOMING_METADATA_VALUES0 *meta, FWPS_CLASSIFY_OUT0 *out)
{
    OPERATION *o = (OPERATION *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*o), KIT_TAG);
    KIRQL      irql;
    if (!o)
        return;
    *o = *like;
    if (!NT_SUCCESS(CloneFor(o, list, meta)) || !NT_SUCCESS(FwpsPendOperation0(meta->completionHandle, &o->Completion))) {
        Free(o);
        return;
    }
    InterlockedIncrement(&Pended);
    KeAcquireSpinLock(&Lock, &irql);
    InsertTailList(&Operations, &o->Link);
    KeReleaseSpinLock(&Lock, irql);
    KitAbsorb(out);
    KitDo(&o->Job, Decide);
}

static VOID NTAPI Classify(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *meta, VOID *data,
                           const VOID *context, const FWPS_FILTER3 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    NET_BUFFER_LIST *list = (NET_BUFFER_LIST *)data;
    OPERATION        like = { 0 }, *answered;
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flow);
    out->actionType = FWP_ACTION_PERMIT;
    if (list && FwpsQueryPacketInjectionState0(Injection, list, NULL) != FWPS_PACKET_NOT_INJECTED)
        return;
    Fill(&like, values, meta);
    answered = TakeAnswer(&like);
    if (answered) {
        InterlockedIncrement(&AskedAgain);
        out->actionType = answered->Block ? FWP_ACTION_BLOCK : FWP_ACTION_PERMIT;
        Free(answered);
    } else if (KitHas(meta, FWPS_METADATA_FIELD_COMPLETION_HANDLE)) {
        Pend(&like, list, meta, out);
    }
}

static KIT_CALLOUT Callouts[2] = {
    { .Key = { 0x7c1e6b54, 0x0b0a, 0x4b52, { 0x8d, 0x2f, 0x5b, 0x44, 0x5c, 0x0f, 0x3e, 0x21 } },
      .Layer = &FWPM_LAYER_ALE_AUTH_CONNECT_V4, .Classify = Classify, .Action = FWP_ACTION_CALLOUT_TERMINATING },
    { .Key = { 0x7c1e6b54, 0x0b0a, 0x4b52, { 0x8d, 0x2f, 0x5b, 0x44, 0x5c, 0x0f, 0x3e, 0x22 } },
      .Layer = &FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4, .Classify = Classify, .Action = FWP_ACTION_CALLOUT_TERMINATING },
};

static DRIVER_UNLOAD Unload;
static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    KitCloseEngine();
    for (ULONG i = 0; i < ARRAYSIZE(Callouts); i++)
        if (Callouts[i].Id)
            CHECK(FwpsCalloutUnregisterById0(Callouts[i].Id) == STATUS_SUCCESS);
    KitEndJobs(); /* completes what is pended */
    while (!IsListEmpty(&Operations)) /* connections that nobody asked about again */
        Free(CONTAINING_RECORD(RemoveHeadList(&Operations), OPERATION, Link));
    if (Injection)
        CHECK(FwpsInjectionHandleDestroy0(Injection) == STATUS_SUCCESS);
    CHECK(Pended == Completed && Injected == InjectionsDone);
    DbgPrint("pended %d, injected %d, asked again %d\n", Pended, Injected, AskedAgain);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status;
    UNREFERENCED_PARAMETER(path);
    driver->DriverUnload = Unload;
    InitializeListHead(&Operations);
    KeInitializeSpinLock(&Lock);
    status = KitStartJobs(driver);
    if (NT_SUCCESS(status))
        status = FwpsInjectionHandleCreate0(AF_INET, FWPS_INJECTION_TYPE_TRANSPORT, &Injection);
    if (NT_SUCCESS(status))
        status = KitAddCallouts(Callouts, ARRAYSIZE(Callouts));
    if (!NT_SUCCESS(status))
        Unload(driver);
    return status;
}
