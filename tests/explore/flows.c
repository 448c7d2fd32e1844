/* Puts contexts on flows when they are established, and takes them away again from wherever a job happens to run, while the flows
 * are classified, end by themselves and are aborted. Each context is deleted exactly once, never while a classify that saw it
 * still runs, and unloading waits until the last is gone. */
#include "explore_kit.h"

DRIVER_INITIALIZE DriverEntry;

enum { ALIVE = 0x11fe, DEAD = 0xdead };

typedef struct CONTEXT_ {
    KIT_JOB    Job;  /* first */
    LIST_ENTRY Link; /* in Contexts, while it is on a flow */
    LONG       State;
    LONG       Users;    /* classify calls in progress */
    LONG       Holds;    /* the flow, the job; freed at 0 */
    UINT64     Flow;
    UINT16     Layer;
    UINT32     Callout;
    ULONG      Number;
} CONTEXT;

static LIST_ENTRY Contexts; /* guarded by Lock */
static KSPIN_LOCK Lock;
static LONG       Made, Deleted, Removed, Busy;
static BOOLEAN    Closing;

static VOID Drop(CONTEXT *c)
{
    if (InterlockedDecrement(&c->Holds) == 0)
        ExFreePoolWithTag(c, KIT_TAG);
}

static VOID Unlink(CONTEXT *c)
{
    KIRQL irql;
    KeAcquireSpinLock(&Lock, &irql);
    if (c->Link.Flink)
        RemoveEntryList(&c->Link);
    c->Link.Flink = NULL;
    KeReleaseSpinLock(&Lock, irql);
}

static VOID NTAPI OnFlowDelete(UINT16 layer, UINT32 callout, UINT64 context)
{
    CONTEXT *c = (CONTEXT *)(ULONG_PTR)context;
    CHECK(InterlockedExchange(&c->State, DEAD) == ALIVE);
    CHECK(c->Users == 0 && layer == c->Layer && callout == c->Callout);
    DbgPrint("context %u goes as number %d\n", c->Number, InterlockedIncrement(&Deleted));
    Unlink(c);
    Drop(c);
}

/* What a rule that goes on with a flow might do at any time. */
static VOID TakeAway(KIT_JOB *job)
{
    CONTEXT *c = CONTAINING_RECORD(job, CONTEXT, Job);
    NTSTATUS status;
    if (c->Number % 4 == 3)
        FwpsFlowAbort0(c->Flow);
    status = FwpsFlowRemoveContext0(c->Flow, c->Layer, c->Callout);
    CHECK(status == STATUS_SUCCESS || status == STATUS_PENDING || status == STATUS_UNSUCCESSFUL);
    if (status == STATUS_SUCCESS)
        InterlockedIncrement(&Removed);
    CHECK(status != STATUS_SUCCESS || c->State == DEAD);
    Drop(c);
}

static KIT_CALLOUT Callouts[3];

static VOID PutOn(UINT64 flow, UINT16 layer, UINT32 callout)
{
    CONTEXT *c = (CONTEXT *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*c), KIT_TAG);
    KIRQL    irql;
    BOOLEAN  also;
    NTSTATUS status;
    if (!c)
        return;
    c->State = ALIVE;
    c->Flow = flow;
    c->Layer = layer;
    c->Callout = callout;
    c->Holds = 1;
    c->Number = (ULONG)InterlockedIncrement(&Made);
    also = c->Number % 2;
    if (also)
        c->Holds++;
    KeAcquireSpinLock(&Lock, &irql);
    InsertTailList(&Contexts, &c->Link);
    KeReleaseSpinLock(&Lock, irql);
    status = FwpsFlowAssociateContext0(flow, layer, callout, (UINT64)(ULONG_PTR)c);
    if (!NT_SUCCESS(status)) {
        CHECK(Closing || status == STATUS_OBJECT_NAME_EXISTS);
        InterlockedDecrement(&Made);
        Unlink(c);
        ExFreePoolWithTag(c, KIT_TAG);
    } else if (also) {
        KitDo(&c->Job, TakeAway);
    }
}

static VOID NTAPI OnEstablished(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *meta, VOID *data,
                                const VOID *context, const FWPS_FILTER3 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    UNREFERENCED_PARAMETER(values);
    UNREFERENCED_PARAMETER(data);
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flow);
    out->actionType = FWP_ACTION_CONTINUE;
    if (Closing || !KitHas(meta, FWPS_METADATA_FIELD_FLOW_HANDLE))
        return;
    PutOn(meta->flowHandle, FWPS_LAYER_OUTBOUND_TRANSPORT_V4, Callouts[1].Id);
    PutOn(meta->flowHandle, FWPS_LAYER_INBOUND_TRANSPORT_V4, Callouts[2].Id);
}

static VOID NTAPI OnPacket(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *meta, VOID *data,
                           const VOID *context, const FWPS_FILTER3 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    CONTEXT *c = (CONTEXT *)(ULONG_PTR)flow;
    UNREFERENCED_PARAMETER(data);
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(filter);
    out->actionType = FWP_ACTION_CONTINUE;
    CHECK(c != NULL); /* conditional on a flow that has one */
    if (!c)
        return;
    InterlockedIncrement(&c->Users);
    CHECK(c->State == ALIVE && c->Flow == meta->flowHandle && c->Layer == values->layerId);
    KeQuerySystemTime(&(LARGE_INTEGER){ 0 }); /* others may run here */
    CHECK(c->State == ALIVE);
    InterlockedDecrement(&c->Users);
}

static KIT_CALLOUT Callouts[3] = {
    { .Key = { 0x7c1e6b54, 0x0b0a, 0x4b52, { 0x8d, 0x2f, 0x5b, 0x44, 0x5c, 0x0f, 0x3e, 0x31 } },
      .Layer = &FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4, .Classify = OnEstablished, .Action = FWP_ACTION_CALLOUT_INSPECTION },
    { .Key = { 0x7c1e6b54, 0x0b0a, 0x4b52, { 0x8d, 0x2f, 0x5b, 0x44, 0x5c, 0x0f, 0x3e, 0x32 } },
      .Layer = &FWPM_LAYER_OUTBOUND_TRANSPORT_V4, .Classify = OnPacket, .FlowDelete = OnFlowDelete,
      .Flags = FWP_CALLOUT_FLAG_CONDITIONAL_ON_FLOW, .Action = FWP_ACTION_CALLOUT_INSPECTION },
    { .Key = { 0x7c1e6b54, 0x0b0a, 0x4b52, { 0x8d, 0x2f, 0x5b, 0x44, 0x5c, 0x0f, 0x3e, 0x33 } },
      .Layer = &FWPM_LAYER_INBOUND_TRANSPORT_V4, .Classify = OnPacket, .FlowDelete = OnFlowDelete,
      .Flags = FWP_CALLOUT_FLAG_CONDITIONAL_ON_FLOW, .Action = FWP_ACTION_CALLOUT_INSPECTION },
};

/* --- the end ------------------------------------------------------------------------------------------------------ */

/* The next context that is still on a flow, held; NULL: none. */
static CONTEXT *NextContext(VOID)
{
    CONTEXT *c = NULL;
    KIRQL    irql;
    KeAcquireSpinLock(&Lock, &irql);
    if (!IsListEmpty(&Contexts)) {
        c = CONTAINING_RECORD(RemoveHeadList(&Contexts), CONTEXT, Link);
        c->Link.Flink = NULL;
        InterlockedIncrement(&c->Holds);
    }
    KeReleaseSpinLock(&Lock, irql);
    return c;
}

/* Busy while contexts are left: those that the stack takes away later, too. */
static VOID Unregister(UINT32 id)
{
    LARGE_INTEGER pause;
    NTSTATUS      status;
    pause.QuadPart = -10000;
    while ((status = FwpsCalloutUnregisterById0(id)) == STATUS_DEVICE_BUSY && Busy++ < 1000)
        KeDelayExecutionThread(KernelMode, FALSE, &pause);
    CHECK(status == STATUS_SUCCESS);
}

static DRIVER_UNLOAD Unload;
static VOID Unload(PDRIVER_OBJECT driver)
{
    CONTEXT *c;
    UNREFERENCED_PARAMETER(driver);
    Closing = TRUE;
    if (Callouts[0].Id)
        Unregister(Callouts[0].Id); /* from now on no context is made */
    while ((c = NextContext()) != NULL) {
        NTSTATUS status = FwpsFlowRemoveContext0(c->Flow, c->Layer, c->Callout);
        CHECK(status == STATUS_SUCCESS || status == STATUS_PENDING || status == STATUS_UNSUCCESSFUL);
        Drop(c);
    }
    for (ULONG i = 1; i < ARRAYSIZE(Callouts); i++)
        if (Callouts[i].Id)
            Unregister(Callouts[i].Id);
    KitCloseEngine();
    KitEndJobs();
    CHECK(Made == Deleted && IsListEmpty(&Contexts));
    DbgPrint("%d contexts, %d taken away\n", Made, Removed);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status;
    UNREFERENCED_PARAMETER(path);
    driver->DriverUnload = Unload;
    InitializeListHead(&Contexts);
    KeInitializeSpinLock(&Lock);
    status = KitStartJobs(driver);
    if (NT_SUCCESS(status))
        status = KitAddCallouts(Callouts, ARRAYSIZE(Callouts));
    if (!NT_SUCCESS(status))
        Unload(driver);
    return status;
}
