/* Takes one of everything, and leaves what SKIP names when it unloads. */
#define OWN_CLASSIFY
#include "callout_kit.h"

#define NOTHING          0
#define CALLOUT          1
#define ENGINE           2
#define DEVICE           3
#define FLOW_CONTEXT     4
#define INJECTION_HANDLE 5
#define CLONE            6
#define REFERENCE        7
#define PENDED           8
#define THREAD           9
#define TIMER            10
#define WORK_ITEM        11
#define POOL             12
#define SUBSCRIPTION     13
#define LINK             14
#define CLASSIFY_HANDLE  15
#define REDIRECT_HANDLE  16
#define LOCK             17

#ifndef SKIP
#define SKIP NOTHING
#endif

DRIVER_INITIALIZE DriverEntry;

static HANDLE           Injection, Pended, Subscription, Redirect;
static UINT64           ClassifyHandle;
static KSPIN_LOCK       Lock;
static NET_BUFFER_LIST *Clone, *Reference;
static PVOID            Block;
static PKTHREAD         Thread;
static KEVENT           Stop;
static KTIMER           Timer;
static KDPC             Dpc;
static PIO_WORKITEM     Item;
static UINT64           Flow;
static UINT16           FlowLayer;

static VOID TakePacket(NET_BUFFER_LIST *list)
{
    if (!Clone)
        FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, &Clone);
    if (!Reference) {
        FwpsReferenceNetBufferList0(list, FALSE);
        Reference = list;
    }
}

static void NTAPI Classify(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *metadata, void *layerData,
                           const void *classifyContext, const FWPS_FILTER3 *filter, UINT64 flowContext,
                           FWPS_CLASSIFY_OUT0 *classifyOut)
{
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flowContext);
    classifyOut->actionType = FWP_ACTION_PERMIT;
    if (layerData)
        TakePacket(layerData);
    if (!ClassifyHandle)
        FwpsAcquireClassifyHandle0((void *)classifyContext, 0, &ClassifyHandle);
    if (!Flow && FWPS_IS_METADATA_FIELD_PRESENT(metadata, FWPS_METADATA_FIELD_FLOW_HANDLE)) {
        Flow = metadata->flowHandle;
        FlowLayer = values->layerId;
        FwpsFlowAssociateContext0(Flow, FlowLayer, KitCalloutId, 0xc0ffee);
    }
    if (SKIP == PENDED && !Pended && FWPS_IS_METADATA_FIELD_PRESENT(metadata, FWPS_METADATA_FIELD_COMPLETION_HANDLE) &&
        NT_SUCCESS(FwpsPendOperation0(metadata->completionHandle, &Pended))) {
        KitAbsorb(classifyOut);
    }
}

static VOID Work(PVOID context)
{
    UNREFERENCED_PARAMETER(context);
    KeWaitForSingleObject(&Stop, Executive, KernelMode, FALSE, NULL);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID Tick(PKDPC dpc, PVOID context, PVOID a, PVOID b)
{
    UNREFERENCED_PARAMETER(dpc);
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(a);
    UNREFERENCED_PARAMETER(b);
}

static VOID NTAPI OnState(void *context, FWPM_SERVICE_STATE state)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(state);
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\DosDevices\\OpenWfpLeaves");
    KIRQL          level;
    UNREFERENCED_PARAMETER(driver);
    if (SKIP != TIMER)
        KeCancelTimer(&Timer);
    if (SKIP != WORK_ITEM)
        IoFreeWorkItem(Item);
    KeSetEvent(&Stop, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(Thread, Executive, KernelMode, FALSE, NULL);
    if (SKIP != THREAD)
        ObDereferenceObject(Thread);
    if (SKIP != POOL)
        ExFreePoolWithTag(Block, 'evaL');
    if (SKIP != CLONE && Clone)
        FwpsFreeCloneNetBufferList0(Clone, 0);
    if (SKIP != REFERENCE && Reference)
        FwpsDereferenceNetBufferList0(Reference, FALSE);
    if (SKIP != FLOW_CONTEXT && Flow)
        FwpsFlowRemoveContext0(Flow, FlowLayer, KitCalloutId);
    if (SKIP != ENGINE)
        FwpmEngineClose0(KitEngine);
    if (SKIP != CALLOUT)
        FwpsCalloutUnregisterById0(KitCalloutId);
    if (SKIP != CLASSIFY_HANDLE && ClassifyHandle)
        FwpsReleaseClassifyHandle0(ClassifyHandle);
    if (SKIP != REDIRECT_HANDLE)
        FwpsRedirectHandleDestroy0(Redirect);
    if (SKIP != INJECTION_HANDLE)
        FwpsInjectionHandleDestroy0(Injection);
    if (SKIP != SUBSCRIPTION)
        FwpmBfeStateUnsubscribeChanges0(Subscription);
    if (SKIP != LINK)
        IoDeleteSymbolicLink(&link);
    if (SKIP != DEVICE)
        IoDeleteDevice(KitDevice);
    if (SKIP == LOCK)
        KeAcquireSpinLock(&Lock, &level);
}

static NTSTATUS StartThread(VOID)
{
    HANDLE   handle;
    NTSTATUS status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, Work, NULL);
    if (!NT_SUCCESS(status))
        return status;
    ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, NULL, KernelMode, (PVOID *)&Thread, NULL);
    return ZwClose(handle);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    UNICODE_STRING device = RTL_CONSTANT_STRING(L"\\Device\\OpenWfpKit"), link = RTL_CONSTANT_STRING(L"\\DosDevices\\OpenWfpLeaves");
    LARGE_INTEGER  hour;
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = Unload;
    hour.QuadPart = -36000000000LL;
    KeInitializeEvent(&Stop, NotificationEvent, FALSE);
    KeInitializeSpinLock(&Lock);
    KeInitializeTimer(&Timer);
    KeInitializeDpc(&Dpc, Tick, NULL);
    KeSetTimer(&Timer, hour, &Dpc);
    Block = ExAllocatePoolWithTag(NonPagedPool, 100, 'evaL');
    FwpsRedirectHandleCreate0(&KIT_CALLOUT, 0, &Redirect);
    FwpsInjectionHandleCreate0(AF_UNSPEC, FWPS_INJECTION_TYPE_TRANSPORT, &Injection);
    if (!NT_SUCCESS(KitStart(driver)) || !NT_SUCCESS(StartThread()))
        return STATUS_UNSUCCESSFUL;
    Item = IoAllocateWorkItem(KitDevice);
    FwpmBfeStateSubscribeChanges0(KitDevice, OnState, NULL, &Subscription);
    return IoCreateSymbolicLink(&link, &device);
}
