/* Absorbs the frames of both MAC layers and puts clones back as chains of those that have come together so far, from wherever a job
 * happens to run. Every clone is completed exactly once, in whatever segments. As long as something may be injected the filters are
 * there: the unload routine lets the jobs end before they go. */
#include "explore_kit.h"

DRIVER_INITIALIZE DriverEntry;

typedef struct WAITING_ {
    NET_BUFFER_LIST *First; /* guarded by Lock */
    UINT16           Layer;
    IF_INDEX         Interface;
} WAITING;

typedef struct FRAME_ {
    KIT_JOB Job; /* first */
    ULONG   Way;
} FRAME;

static HANDLE         Injection;
static WAITING        Waiting[2]; /* 1: outbound */
static KSPIN_LOCK     Lock;
static EX_RUNDOWN_REF Open;
static LONG           Absorbed, Injected, Refused, Completed, Segments;

static VOID NTAPI OnCompleted(VOID *context, NET_BUFFER_LIST *list, BOOLEAN dispatch)
{
    UNREFERENCED_PARAMETER(context);
    CHECK(!dispatch || KeGetCurrentIrql() == DISPATCH_LEVEL);
    InterlockedIncrement(&Segments);
    while (list) {
        NET_BUFFER_LIST *next = NET_BUFFER_LIST_NEXT_NBL(list);
        CHECK(NT_SUCCESS(list->Status) || list->Status == STATUS_FWP_DROP_NOICMP); /* the stack discards what nobody listens for */
        InterlockedIncrement(&Completed);
        NET_BUFFER_LIST_NEXT_NBL(list) = NULL;
        FwpsFreeCloneNetBufferList0(list, 0);
        list = next;
    }
}

static LONG Count(NET_BUFFER_LIST *list)
{
    LONG n = 0;
    for (; list; list = NET_BUFFER_LIST_NEXT_NBL(list))
        n++;
    return n;
}

static VOID Refuse(NET_BUFFER_LIST *list, LONG count)
{
    InterlockedAdd(&Injected, -count);
    InterlockedAdd(&Refused, count);
    while (list) {
        NET_BUFFER_LIST *next = NET_BUFFER_LIST_NEXT_NBL(list);
        FwpsFreeCloneNetBufferList0(list, 0);
        list = next;
    }
}

/* All that wait by now; a job that comes later may find none. */
static VOID PutBack(KIT_JOB *job)
{
    FRAME           *f = (FRAME *)job;
    WAITING         *w = &Waiting[f->Way];
    NET_BUFFER_LIST *chain;
    NTSTATUS         status;
    KIRQL            irql;
    LONG             count;
    KeAcquireSpinLock(&Lock, &irql);
    chain = w->First;
    w->First = NULL;
    KeReleaseSpinLock(&Lock, irql);
    count = Count(chain);
    InterlockedAdd(&Injected, count); /* before: they may complete at once */
    if (chain) {
        status = f->Way ? FwpsInjectMacSendAsync0(Injection, NULL, 0, w->Layer, w->Interface, 0, chain, OnCompleted, NULL)
                        : FwpsInjectMacReceiveAsync0(Injection, NULL, 0, w->Layer, w->Interface, 0, chain, OnCompleted, NULL);
        if (!NT_SUCCESS(status))
            Refuse(chain, count);
    }
    ExFreePoolWithTag(f, KIT_TAG);
}

static NTSTATUS Clone(NET_BUFFER_LIST *list, ULONG back, NET_BUFFER_LIST **clone)
{
    NET_BUFFER *nb = NET_BUFFER_LIST_FIRST_NB(list);
    NTSTATUS    status = back ? NdisRetreatNetBufferDataStart(nb, back, 0, NULL) : STATUS_SUCCESS;
    if (!NT_SUCCESS(status))
        return status;
    status = FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, clone);
    if (back)
        NdisAdvanceNetBufferDataStart(nb, back, FALSE, NULL);
    return status;
}

static VOID Take(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *meta, NET_BUFFER_LIST *list,
                 FWPS_CLASSIFY_OUT0 *out)
{
    BOOLEAN          outbound = values->layerId == FWPS_LAYER_OUTBOUND_MAC_FRAME_ETHERNET;
    UINT32           at = outbound ? FWPS_FIELD_OUTBOUND_MAC_FRAME_ETHERNET_INTERFACE_INDEX
                                   : FWPS_FIELD_INBOUND_MAC_FRAME_ETHERNET_INTERFACE_INDEX;
    WAITING         *w = &Waiting[outbound];
    FRAME           *f = (FRAME *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*f), KIT_TAG);
    NET_BUFFER_LIST *clone;
    KIRQL            irql;
    if (!f)
        return;
    f->Way = outbound;
    if (!NT_SUCCESS(Clone(list, outbound ? 0 : meta->ethernetMacHeaderSize, &clone))) {
        ExFreePoolWithTag(f, KIT_TAG);
        return;
    }
    KeAcquireSpinLock(&Lock, &irql);
    w->Layer = values->layerId;
    w->Interface = values->incomingValue[at].value.uint32;
    NET_BUFFER_LIST_NEXT_NBL(clone) = w->First;
    w->First = clone;
    KeReleaseSpinLock(&Lock, irql);
    InterlockedIncrement(&Absorbed);
    KitAbsorb(out);
    KitDo(&f->Job, PutBack);
}

static VOID NTAPI Classify(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *meta, VOID *data,
                           const VOID *context, const FWPS_FILTER3 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    FWPS_PACKET_INJECTION_STATE state = FwpsQueryPacketInjectionState0(Injection, (NET_BUFFER_LIST *)data, NULL);
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flow);
    out->actionType = FWP_ACTION_PERMIT;
    if (state == FWPS_PACKET_INJECTED_BY_SELF || state == FWPS_PACKET_PREVIOUSLY_INJECTED_BY_SELF)
        return;
    if (!ExAcquireRundownProtection(&Open))
        return;
    Take(values, meta, (NET_BUFFER_LIST *)data, out);
    ExReleaseRundownProtection(&Open);
}

static KIT_CALLOUT Callouts[2] = {
    { .Key = { 0x7c1e6b54, 0x0b0a, 0x4b52, { 0x8d, 0x2f, 0x5b, 0x44, 0x5c, 0x0f, 0x3e, 0x81 } },
      .Layer = &FWPM_LAYER_OUTBOUND_MAC_FRAME_ETHERNET, .Classify = Classify, .Action = FWP_ACTION_CALLOUT_TERMINATING },
    { .Key = { 0x7c1e6b54, 0x0b0a, 0x4b52, { 0x8d, 0x2f, 0x5b, 0x44, 0x5c, 0x0f, 0x3e, 0x82 } },
      .Layer = &FWPM_LAYER_INBOUND_MAC_FRAME_ETHERNET, .Classify = Classify, .Action = FWP_ACTION_CALLOUT_TERMINATING },
};

static DRIVER_UNLOAD Unload;
static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    ExWaitForRundownProtectionRelease(&Open);
    KitEndJobs();
    KitCloseEngine();
    for (ULONG i = 0; i < ARRAYSIZE(Callouts); i++)
        if (Callouts[i].Id)
            CHECK(FwpsCalloutUnregisterById0(Callouts[i].Id) == STATUS_SUCCESS);
    if (Injection)
        CHECK(FwpsInjectionHandleDestroy0(Injection) == STATUS_SUCCESS); /* waits for what is under way */
    CHECK(Injected == Completed && Absorbed == Injected + Refused && Segments <= Completed);
    DbgPrint("absorbed %d, completed %d in %d segments, refused %d\n", Absorbed, Completed, Segments, Refused);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status;
    UNREFERENCED_PARAMETER(path);
    driver->DriverUnload = Unload;
    KeInitializeSpinLock(&Lock);
    ExInitializeRundownProtection(&Open);
    status = KitStartJobs(driver);
    if (NT_SUCCESS(status))
        status = FwpsInjectionHandleCreate0(AF_UNSPEC, FWPS_INJECTION_TYPE_L2, &Injection);
    if (NT_SUCCESS(status))
        status = KitAddCallouts(Callouts, ARRAYSIZE(Callouts));
    if (!NT_SUCCESS(status))
        Unload(driver);
    return status;
}
