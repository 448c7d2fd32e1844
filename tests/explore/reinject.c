/* Absorbs what passes the transport layers and puts a clone back, from wherever a job happens to run. Every clone is completed
 * exactly once, and none is left when the driver unloads with packets under way. */
#include "explore_kit.h"

DRIVER_INITIALIZE DriverEntry;

typedef struct PACKET_ {
    KIT_JOB                     Job; /* first */
    NET_BUFFER_LIST            *Clone;
    BOOLEAN                     Outbound;
    LONG                        Completions;
    UINT64                      Endpoint;
    COMPARTMENT_ID              Compartment;
    IF_INDEX                    Interface, SubInterface;
    UINT32                      Remote;
    FWPS_TRANSPORT_SEND_PARAMS0 Params;
} PACKET;

static HANDLE Injection;
static LONG   Absorbed, Injected, Refused, Completed;

static VOID NTAPI OnCompleted(VOID *context, NET_BUFFER_LIST *list, BOOLEAN dispatch)
{
    PACKET *p = (PACKET *)context;
    CHECK(InterlockedIncrement(&p->Completions) == 1);
    CHECK(list == p->Clone && (!dispatch || KeGetCurrentIrql() == DISPATCH_LEVEL));
    InterlockedIncrement(&Completed);
    FwpsFreeCloneNetBufferList0(list, 0);
    ExFreePoolWithTag(p, KIT_TAG);
}

static VOID PutBack(KIT_JOB *job)
{
    PACKET  *p = (PACKET *)job;
    NTSTATUS status;
    InterlockedIncrement(&Injected); /* before: it may complete at once */
    p->Params.remoteAddress = (UCHAR *)&p->Remote;
    if (p->Outbound)
        status = FwpsInjectTransportSendAsync0(Injection, NULL, p->Endpoint, 0, &p->Params, AF_INET, p->Compartment, p->Clone,
                                               OnCompleted, p);
    else
        status = FwpsInjectTransportReceiveAsync0(Injection, NULL, NULL, 0, AF_INET, p->Compartment, p->Interface,
                                                  p->SubInterface, p->Clone, OnCompleted, p);
    if (NT_SUCCESS(status))
        return;
    InterlockedDecrement(&Injected);
    InterlockedIncrement(&Refused);
    FwpsFreeCloneNetBufferList0(p->Clone, 0);
    ExFreePoolWithTag(p, KIT_TAG);
}

/* For inbound packets the clone begins with the IP header. */
static NTSTATUS Clone(PACKET *p, NET_BUFFER_LIST *list, const FWPS_INCOMING_METADATA_VALUES0 *meta)
{
    NET_BUFFER *nb = NET_BUFFER_LIST_FIRST_NB(list);
    ULONG       back = p->Outbound ? 0 : meta->ipHeaderSize + meta->transportHeaderSize;
    NTSTATUS    status = back ? NdisRetreatNetBufferDataStart(nb, back, 0, NULL) : STATUS_SUCCESS;
    if (!NT_SUCCESS(status))
        return status;
    status = FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, &p->Clone);
    if (back)
        NdisAdvanceNetBufferDataStart(nb, back, FALSE, NULL);
    return status;
}

static VOID NTAPI Classify(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *meta, VOID *data,
                           const VOID *context, const FWPS_FILTER3 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    const FWPS_INCOMING_VALUE0 *v = values->incomingValue;
    FWPS_PACKET_INJECTION_STATE state;
    PACKET                     *p;
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flow);
    out->actionType = FWP_ACTION_PERMIT;
    state = FwpsQueryPacketInjectionState0(Injection, (NET_BUFFER_LIST *)data, NULL);
    if (state == FWPS_PACKET_INJECTED_BY_SELF || state == FWPS_PACKET_PREVIOUSLY_INJECTED_BY_SELF)
        return;
    if (KitHas(meta, FWPS_METADATA_FIELD_ALE_CLASSIFY_REQUIRED))
        return;
    p = (PACKET *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*p), KIT_TAG);
    if (!p)
        return;
    p->Outbound = values->layerId == FWPS_LAYER_OUTBOUND_TRANSPORT_V4;
    p->Compartment = meta->compartmentId;
    if (p->Outbound) {
        p->Endpoint = meta->transportEndpointHandle;
        p->Remote = RtlUlongByteSwap(v[FWPS_FIELD_OUTBOUND_TRANSPORT_V4_IP_REMOTE_ADDRESS].value.uint32);
    } else {
        p->Interface = v[FWPS_FIELD_INBOUND_TRANSPORT_V4_INTERFACE_INDEX].value.uint32;
        p->SubInterface = v[FWPS_FIELD_INBOUND_TRANSPORT_V4_SUB_INTERFACE_INDEX].value.uint32;
    }
    if (!NT_SUCCESS(Clone(p, (NET_BUFFER_LIST *)data, meta))) {
        ExFreePoolWithTag(p, KIT_TAG);
        return;
    }
    InterlockedIncrement(&Absorbed);
    KitAbsorb(out);
    KitDo(&p->Job, PutBack);
}

static KIT_CALLOUT Callouts[2] = {
    { .Key = { 0x7c1e6b54, 0x0b0a, 0x4b52, { 0x8d, 0x2f, 0x5b, 0x44, 0x5c, 0x0f, 0x3e, 0x11 } },
      .Layer = &FWPM_LAYER_OUTBOUND_TRANSPORT_V4, .Classify = Classify, .Action = FWP_ACTION_CALLOUT_TERMINATING },
    { .Key = { 0x7c1e6b54, 0x0b0a, 0x4b52, { 0x8d, 0x2f, 0x5b, 0x44, 0x5c, 0x0f, 0x3e, 0x12 } },
      .Layer = &FWPM_LAYER_INBOUND_TRANSPORT_V4, .Classify = Classify, .Action = FWP_ACTION_CALLOUT_TERMINATING },
};

static DRIVER_UNLOAD Unload;
static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    KitCloseEngine();
    for (ULONG i = 0; i < ARRAYSIZE(Callouts); i++)
        if (Callouts[i].Id)
            CHECK(FwpsCalloutUnregisterById0(Callouts[i].Id) == STATUS_SUCCESS);
    KitEndJobs();
    if (Injection)
        CHECK(FwpsInjectionHandleDestroy0(Injection) == STATUS_SUCCESS); /* waits for what is under way */
    CHECK(Injected == Completed && Absorbed == Injected + Refused);
    DbgPrint("absorbed %d, completed %d, refused %d\n", Absorbed, Completed, Refused);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status;
    UNREFERENCED_PARAMETER(path);
    driver->DriverUnload = Unload;
    status = KitStartJobs(driver);
    if (NT_SUCCESS(status))
        status = FwpsInjectionHandleCreate0(AF_INET, FWPS_INJECTION_TYPE_TRANSPORT, &Injection);
    if (NT_SUCCESS(status))
        status = KitAddCallouts(Callouts, ARRAYSIZE(Callouts));
    if (!NT_SUCCESS(status))
        Unload(driver);
    return status;
}
