/* What the drivers of this folder share. Jobs: things to do that classify functions put on a list, done in any order by a system
 * thread, a work item, a DPC, a threaded one or a timer's, whoever comes first. Callouts with one filter each, in a dynamic session. */
#ifndef WFP_TESTS_EXPLORE_KIT_H
#define WFP_TESTS_EXPLORE_KIT_H

#include <ntddk.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>
#include <fwpmk.h>

#define KIT_TAG 'lpxE'
#define CHECK(e) ((e) ? (void)0 : (void)DbgPrint("WRONG: line %d: %s\n", __LINE__, #e))

/* --- jobs --------------------------------------------------------------------------------------------------------- */

typedef struct KIT_JOB_ {
    LIST_ENTRY Link;
    VOID (*Run)(struct KIT_JOB_ *job); /* at up to DISPATCH_LEVEL; the job is its own from then on */
} KIT_JOB;

static PDEVICE_OBJECT KitDevice;
static LIST_ENTRY     KitJobs; /* guarded by KitLock, like the next two */
static KSPIN_LOCK     KitLock;
static BOOLEAN        KitWorkQueued;
static BOOLEAN        KitStop;
static PIO_WORKITEM   KitWorkItem;
static KEVENT         KitWake, KitWorkDone;
static KDPC           KitDpc, KitTimerDpc, KitThreadedDpc;
static KTIMER         KitTimer;
static PKTHREAD       KitThread;
static LONG           KitTurn;

static BOOLEAN KitRunOne(VOID)
{
    LIST_ENTRY *entry = ExInterlockedRemoveHeadList(&KitJobs, &KitLock);
    KIT_JOB    *job;
    if (!entry)
        return FALSE;
    job = CONTAINING_RECORD(entry, KIT_JOB, Link);
    job->Run(job);
    return TRUE;
}

static VOID KitRunAll(VOID)
{
    while (KitRunOne())
        ;
}

static KDEFERRED_ROUTINE KitOnDpc;
static VOID KitOnDpc(PKDPC dpc, PVOID context, PVOID first, PVOID second)
{
    UNREFERENCED_PARAMETER(dpc);
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(first);
    UNREFERENCED_PARAMETER(second);
    KitRunOne();
}

static IO_WORKITEM_ROUTINE KitOnWork;
static VOID KitOnWork(PDEVICE_OBJECT device, PVOID context)
{
    KIRQL   irql;
    BOOLEAN more;
    UNREFERENCED_PARAMETER(device);
    UNREFERENCED_PARAMETER(context);
    do {
        KitRunAll();
        KeAcquireSpinLock(&KitLock, &irql);
        more = !IsListEmpty(&KitJobs);
        KitWorkQueued = more;
        if (!more)
            KeSetEvent(&KitWorkDone, IO_NO_INCREMENT, FALSE);
        KeReleaseSpinLock(&KitLock, irql);
    } while (more);
}

static KSTART_ROUTINE KitThreadMain;
static VOID KitThreadMain(PVOID context)
{
    UNREFERENCED_PARAMETER(context);
    while (!KitStop) {
        KeWaitForSingleObject(&KitWake, Executive, KernelMode, FALSE, NULL);
        KitRunAll();
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID KitQueueWork(VOID)
{
    KIRQL   irql;
    BOOLEAN fresh;
    KeAcquireSpinLock(&KitLock, &irql);
    fresh = !KitWorkQueued;
    if (fresh) {
        KeClearEvent(&KitWorkDone);
        KitWorkQueued = TRUE;
    }
    KeReleaseSpinLock(&KitLock, irql);
    if (fresh)
        IoQueueWorkItem(KitWorkItem, KitOnWork, DelayedWorkQueue, NULL);
}

/* To be done by somebody; at up to DISPATCH_LEVEL. */
static VOID KitDo(KIT_JOB *job, VOID (*run)(KIT_JOB *))
{
    LARGE_INTEGER due;
    job->Run = run;
    ExInterlockedInsertTailList(&KitJobs, &job->Link, &KitLock);
    due.QuadPart = -10000;
    switch (InterlockedIncrement(&KitTurn) % 5) {
    case 0:
        KeSetEvent(&KitWake, IO_NO_INCREMENT, FALSE);
        break;
    case 1:
        KitQueueWork();
        break;
    case 2:
        KeInsertQueueDpc(&KitDpc, NULL, NULL);
        break;
    case 3:
        KeSetTimer(&KitTimer, due, &KitTimerDpc);
        break;
    default:
        KeInsertQueueDpc(&KitThreadedDpc, NULL, NULL);
        break;
    }
}

static NTSTATUS KitStartJobs(PDRIVER_OBJECT driver)
{
    HANDLE   handle;
    NTSTATUS status;
    InitializeListHead(&KitJobs);
    KeInitializeSpinLock(&KitLock);
    KeInitializeEvent(&KitWake, SynchronizationEvent, FALSE);
    KeInitializeEvent(&KitWorkDone, NotificationEvent, TRUE);
    KeInitializeDpc(&KitDpc, KitOnDpc, NULL);
    KeInitializeDpc(&KitTimerDpc, KitOnDpc, NULL);
    KeInitializeThreadedDpc(&KitThreadedDpc, KitOnDpc, NULL);
    KeInitializeTimer(&KitTimer);
    status = IoCreateDevice(driver, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, &KitDevice);
    if (!NT_SUCCESS(status))
        return status;
    KitWorkItem = IoAllocateWorkItem(KitDevice);
    if (!KitWorkItem)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, KitThreadMain, NULL);
    if (!NT_SUCCESS(status))
        return status;
    status = ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, (PVOID *)&KitThread, NULL);
    ZwClose(handle);
    return status;
}

/* Nobody puts a job on the list any more, but jobs themselves. All are done when it returns. */
static VOID KitEndJobs(VOID)
{
    KitStop = TRUE;
    if (KitThread) {
        KeSetEvent(&KitWake, IO_NO_INCREMENT, FALSE);
        KeWaitForSingleObject(KitThread, Executive, KernelMode, FALSE, NULL);
        ObDereferenceObject(KitThread);
    }
    KeCancelTimer(&KitTimer);
    KeFlushQueuedDpcs();
    KeWaitForSingleObject(&KitWorkDone, Executive, KernelMode, FALSE, NULL);
    KitRunAll();
    KeCancelTimer(&KitTimer);
    KeFlushQueuedDpcs();
    KeWaitForSingleObject(&KitWorkDone, Executive, KernelMode, FALSE, NULL);
    CHECK(IsListEmpty(&KitJobs));
    if (KitWorkItem)
        IoFreeWorkItem(KitWorkItem);
    if (KitDevice)
        IoDeleteDevice(KitDevice);
}

/* --- callouts ----------------------------------------------------------------------------------------------------- */

typedef struct KIT_CALLOUT_ {
    GUID                                 Key;
    const GUID                          *Layer;
    FWPS_CALLOUT_CLASSIFY_FN3            Classify;
    FWPS_CALLOUT_FLOW_DELETE_NOTIFY_FN0  FlowDelete; /* NULL: none */
    UINT32                               Flags;
    FWP_ACTION_TYPE                      Action;
    UINT32                               Id;
} KIT_CALLOUT;

static HANDLE KitEngine;

static NTSTATUS NTAPI KitNotify(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER3 *filter)
{
    UNREFERENCED_PARAMETER(type);
    UNREFERENCED_PARAMETER(key);
    UNREFERENCED_PARAMETER(filter);
    return STATUS_SUCCESS;
}

static NTSTATUS KitAddCallout(KIT_CALLOUT *c)
{
    FWPS_CALLOUT3 functions = { 0 };
    FWPM_CALLOUT0 callout = { 0 };
    FWPM_FILTER0  filter = { 0 };
    NTSTATUS      status;
    functions.calloutKey = c->Key;
    functions.flags = c->Flags;
    functions.classifyFn = c->Classify;
    functions.notifyFn = KitNotify;
    functions.flowDeleteFn = c->FlowDelete;
    status = FwpsCalloutRegister3(KitDevice, &functions, &c->Id);
    if (!NT_SUCCESS(status))
        return status;
    callout.calloutKey = c->Key;
    callout.displayData.name = L"explored";
    callout.applicableLayer = *c->Layer;
    status = FwpmCalloutAdd0(KitEngine, &callout, NULL, NULL);
    if (!NT_SUCCESS(status))
        return status;
    filter.displayData.name = L"explored";
    filter.layerKey = *c->Layer;
    filter.action.type = c->Action;
    filter.action.calloutKey = c->Key;
    return FwpmFilterAdd0(KitEngine, &filter, NULL, NULL);
}

static NTSTATUS KitAddCallouts(KIT_CALLOUT *callouts, ULONG count)
{
    FWPM_SESSION0 session = { 0 };
    NTSTATUS      status;
    session.flags = FWPM_SESSION_FLAG_DYNAMIC;
    status = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, &KitEngine);
    for (ULONG i = 0; i < count && NT_SUCCESS(status); i++)
        status = KitAddCallout(&callouts[i]);
    return status;
}

static VOID KitCloseEngine(VOID)
{
    if (KitEngine)
        FwpmEngineClose0(KitEngine);
    KitEngine = NULL;
}

static BOOLEAN KitHas(const FWPS_INCOMING_METADATA_VALUES0 *meta, UINT32 flag)
{
    return (meta->currentMetadataValues & flag) == flag;
}

static VOID KitAbsorb(FWPS_CLASSIFY_OUT0 *out)
{
    out->actionType = FWP_ACTION_BLOCK;
    out->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
    out->rights &= ~FWPS_RIGHT_ACTION_WRITE;
}

#endif
