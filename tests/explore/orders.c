/* Nothing but order: what a classify function sets off (a work item, two DPCs, a timer, a thread's event) prints when it
 * runs. Which comes first is for the scheduler to say; what must hold in every order is checked. */
#include <ntddk.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>
#include <fwpmk.h>

DEFINE_GUID(ORDERS_CALLOUT, 0x7c1e6b54, 0x0b0a, 0x4b52, 0x8d, 0x2f, 0x5b, 0x44, 0x5c, 0x0f, 0x3e, 0x01);

DRIVER_INITIALIZE DriverEntry;

static PDEVICE_OBJECT gDevice;
static HANDLE gEngine;
static UINT32 gCalloutId;
static KSPIN_LOCK gLock;
static LONG gInside; /* guarded by gLock, so never above 1 */
static LONG gNumber;
static KDPC gDpcs[2], gTimerDpc;
static KTIMER gTimer;
static KEVENT gWake;
static BOOLEAN gStop;
static PKTHREAD gThread;
static PIO_WORKITEM gWork;
static LONG gWorkQueued;

static VOID Step(const char *who)
{
    KIRQL irql;
    LONG  inside;
    KeAcquireSpinLock(&gLock, &irql);
    inside = InterlockedIncrement(&gInside);
    if (inside != 1)
        DbgPrint("WRONG: %d inside\n", inside);
    DbgPrint("%s %d\n", who, ++gNumber);
    InterlockedDecrement(&gInside);
    KeReleaseSpinLock(&gLock, irql);
}

static KDEFERRED_ROUTINE OnDpc;
static VOID OnDpc(PKDPC dpc, PVOID context, PVOID first, PVOID second)
{
    UNREFERENCED_PARAMETER(dpc);
    UNREFERENCED_PARAMETER(first);
    UNREFERENCED_PARAMETER(second);
    Step((const char *)context);
}

static IO_WORKITEM_ROUTINE OnWork;
static VOID OnWork(PDEVICE_OBJECT device, PVOID context)
{
    UNREFERENCED_PARAMETER(device);
    UNREFERENCED_PARAMETER(context);
    InterlockedExchange(&gWorkQueued, 0);
    Step("work");
    Step("work again");
}

static KSTART_ROUTINE ThreadMain;
static VOID ThreadMain(PVOID context)
{
    LARGE_INTEGER pause;
    UNREFERENCED_PARAMETER(context);
    pause.QuadPart = -10000; /* 1 ms */
    for (;;)
    {
        KeWaitForSingleObject(&gWake, Executive, KernelMode, FALSE, NULL);
        if (gStop)
            break;
        Step("thread");
        KeDelayExecutionThread(KernelMode, FALSE, &pause);
        Step("thread later");
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static void NTAPI Classify(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *meta, void *data,
                           const void *context, const FWPS_FILTER3 *filter, UINT64 flowContext, FWPS_CLASSIFY_OUT0 *out)
{
    LARGE_INTEGER due;
    UNREFERENCED_PARAMETER(values);
    UNREFERENCED_PARAMETER(meta);
    UNREFERENCED_PARAMETER(data);
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flowContext);
    Step("classify");
    if (InterlockedExchange(&gWorkQueued, 1) == 0)
        IoQueueWorkItem(gWork, OnWork, DelayedWorkQueue, NULL);
    KeInsertQueueDpc(&gDpcs[0], NULL, NULL);
    KeInsertQueueDpc(&gDpcs[1], NULL, NULL);
    due.QuadPart = -20000; /* 2 ms */
    KeSetTimer(&gTimer, due, &gTimerDpc);
    KeSetEvent(&gWake, IO_NO_INCREMENT, FALSE);
    Step("classified");
    out->actionType = FWP_ACTION_CONTINUE;
}

static NTSTATUS NTAPI Notify(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER3 *filter)
{
    UNREFERENCED_PARAMETER(type);
    UNREFERENCED_PARAMETER(key);
    UNREFERENCED_PARAMETER(filter);
    return STATUS_SUCCESS;
}

static NTSTATUS AddObjects(void)
{
    FWPM_SESSION0 session = {0};
    FWPM_CALLOUT0 callout = {0};
    FWPM_FILTER0  filter = {0};
    FWPS_CALLOUT3 functions = {0};
    NTSTATUS      status;
    functions.calloutKey = ORDERS_CALLOUT;
    functions.classifyFn = Classify;
    functions.notifyFn = Notify;
    status = FwpsCalloutRegister3(gDevice, &functions, &gCalloutId);
    session.flags = FWPM_SESSION_FLAG_DYNAMIC;
    if (NT_SUCCESS(status))
        status = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, &gEngine);
    callout.calloutKey = ORDERS_CALLOUT;
    callout.displayData.name = L"orders";
    callout.applicableLayer = FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4;
    if (NT_SUCCESS(status))
        status = FwpmCalloutAdd0(gEngine, &callout, NULL, NULL);
    filter.displayData.name = L"orders";
    filter.layerKey = FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4;
    filter.action.type = FWP_ACTION_CALLOUT_INSPECTION;
    filter.action.calloutKey = ORDERS_CALLOUT;
    if (NT_SUCCESS(status))
        status = FwpmFilterAdd0(gEngine, &filter, NULL, NULL);
    return status;
}

static NTSTATUS StartThread(void)
{
    HANDLE   handle;
    NTSTATUS status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, ThreadMain, NULL);
    if (!NT_SUCCESS(status))
        return status;
    status = ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, (PVOID *)&gThread, NULL);
    ZwClose(handle);
    return status;
}

static DRIVER_UNLOAD Unload;
static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    if (gEngine)
        FwpmEngineClose0(gEngine);
    if (gCalloutId)
        FwpsCalloutUnregisterById0(gCalloutId);
    KeCancelTimer(&gTimer);
    if (gThread)
    {
        gStop = TRUE;
        KeSetEvent(&gWake, IO_NO_INCREMENT, FALSE);
        KeWaitForSingleObject(gThread, Executive, KernelMode, FALSE, NULL);
        ObDereferenceObject(gThread);
    }
    KeFlushQueuedDpcs();
    while (InterlockedCompareExchange(&gWorkQueued, 0, 0))
    {
        LARGE_INTEGER pause;
        pause.QuadPart = -10000;
        KeDelayExecutionThread(KernelMode, FALSE, &pause);
    }
    if (gWork)
        IoFreeWorkItem(gWork);
    if (gDevice)
        IoDeleteDevice(gDevice);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status;
    UNREFERENCED_PARAMETER(path);
    driver->DriverUnload = Unload;
    KeInitializeSpinLock(&gLock);
    KeInitializeTimer(&gTimer);
    KeInitializeEvent(&gWake, SynchronizationEvent, FALSE);
    KeInitializeDpc(&gDpcs[0], OnDpc, (PVOID)"first DPC");
    KeInitializeDpc(&gDpcs[1], OnDpc, (PVOID)"second DPC");
    KeInitializeDpc(&gTimerDpc, OnDpc, (PVOID)"timer");
    status = IoCreateDevice(driver, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, &gDevice);
    if (NT_SUCCESS(status))
        gWork = IoAllocateWorkItem(gDevice);
    if (NT_SUCCESS(status) && !gWork)
        status = STATUS_INSUFFICIENT_RESOURCES;
    if (NT_SUCCESS(status))
        status = StartThread();
    if (NT_SUCCESS(status))
        status = AddObjects();
    if (!NT_SUCCESS(status))
        Unload(driver);
    return status;
}
