/* Two threads change the policy in sessions of their own, in transactions that wait for each other, some of which are given up,
 * while packets are classified. For each filter that the callout hears of, it hears of the end; nothing of it is called when
 * unregistering has returned. */
#include "explore_kit.h"

DRIVER_INITIALIZE DriverEntry;

#define ROUNDS 6

static LONG          Filters, Added, Ended, Classified, Refused;
static volatile LONG Gone;
static PKTHREAD      Threads[2];

static VOID NTAPI Classify(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *meta, VOID *data,
                           const VOID *context, const FWPS_FILTER3 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    UNREFERENCED_PARAMETER(values);
    UNREFERENCED_PARAMETER(meta);
    UNREFERENCED_PARAMETER(data);
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(flow);
    CHECK(!Gone && filter->context == 0x77);
    InterlockedIncrement(&Classified);
    KeQuerySystemTime(&(LARGE_INTEGER){ 0 }); /* others may run here */
    out->actionType = FWP_ACTION_CONTINUE;
}

static NTSTATUS NTAPI Notify(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER3 *filter)
{
    UNREFERENCED_PARAMETER(key);
    CHECK(!Gone);
    if (type == FWPS_CALLOUT_NOTIFY_ADD_FILTER) {
        DbgPrint("filter %d comes after %d packets\n", InterlockedIncrement(&Filters), Classified);
        filter->context = 0x77;
    } else if (type == FWPS_CALLOUT_NOTIFY_DELETE_FILTER) {
        DbgPrint("a filter goes after %d packets, %d left\n", Classified, InterlockedDecrement(&Filters));
    }
    return STATUS_SUCCESS;
}

static KIT_CALLOUT Callout = { .Key = { 0x7c1e6b54, 0x0b0a, 0x4b52, { 0x8d, 0x2f, 0x5b, 0x44, 0x5c, 0x0f, 0x3e, 0x41 } },
                               .Layer = &FWPM_LAYER_OUTBOUND_TRANSPORT_V4 };

static NTSTATUS AddFilter(HANDLE engine, UINT64 *id)
{
    FWPM_FILTER0 filter = { 0 };
    filter.displayData.name = L"now and then";
    filter.layerKey = *Callout.Layer;
    filter.action.type = FWP_ACTION_CALLOUT_INSPECTION;
    filter.action.calloutKey = Callout.Key;
    return FwpmFilterAdd0(engine, &filter, NULL, id);
}

static VOID Round(HANDLE engine, ULONG i)
{
    UINT64   id = 0;
    NTSTATUS status = FwpmTransactionBegin0(engine, 0);
    if (!NT_SUCCESS(status)) {
        CHECK(status == STATUS_FWP_TIMEOUT);
        InterlockedIncrement(&Refused);
        return;
    }
    CHECK(AddFilter(engine, &id) == STATUS_SUCCESS);
    InterlockedIncrement(&Added);
    if (i % 3 == 2) {
        CHECK(FwpmTransactionAbort0(engine) == STATUS_SUCCESS);
        InterlockedIncrement(&Ended);
        return;
    }
    CHECK(FwpmTransactionCommit0(engine) == STATUS_SUCCESS);
    if (i % 3 == 1) {
        CHECK(FwpmFilterDeleteById0(engine, id) == STATUS_SUCCESS);
        InterlockedIncrement(&Ended);
    }
}

static KSTART_ROUTINE Change;
static VOID Change(PVOID context)
{
    FWPM_SESSION0 session = { 0 };
    HANDLE        engine;
    LARGE_INTEGER pause;
    UNREFERENCED_PARAMETER(context);
    pause.QuadPart = -300000; /* 30 ms of the capture */
    session.flags = FWPM_SESSION_FLAG_DYNAMIC;
    session.txnWaitTimeoutInMSec = 0xffffffff; /* for ever */
    CHECK(FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, &engine) == STATUS_SUCCESS);
    for (ULONG i = 0; i < ROUNDS; i++) {
        Round(engine, i);
        KeDelayExecutionThread(KernelMode, FALSE, &pause);
    }
    CHECK(FwpmEngineClose0(engine) == STATUS_SUCCESS); /* what it added goes with it */
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS AddCallout(VOID)
{
    FWPS_CALLOUT3 functions = { 0 };
    FWPM_CALLOUT0 callout = { 0 };
    NTSTATUS      status;
    functions.calloutKey = Callout.Key;
    functions.classifyFn = Classify;
    functions.notifyFn = Notify;
    status = FwpsCalloutRegister3(KitDevice, &functions, &Callout.Id);
    if (NT_SUCCESS(status)) /* not dynamic: filters of other sessions name it */
        status = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, NULL, &KitEngine);
    callout.calloutKey = Callout.Key;
    callout.displayData.name = L"explored";
    callout.applicableLayer = *Callout.Layer;
    return NT_SUCCESS(status) ? FwpmCalloutAdd0(KitEngine, &callout, NULL, NULL) : status;
}

static NTSTATUS Start(ULONG i)
{
    HANDLE   handle;
    NTSTATUS status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, Change, NULL);
    if (!NT_SUCCESS(status))
        return status;
    status = ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, (PVOID *)&Threads[i], NULL);
    ZwClose(handle);
    return status;
}

static DRIVER_UNLOAD Unload;
static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    for (ULONG i = 0; i < ARRAYSIZE(Threads); i++)
        if (Threads[i]) {
            KeWaitForSingleObject(Threads[i], Executive, KernelMode, FALSE, NULL);
            ObDereferenceObject(Threads[i]);
        }
    CHECK(Filters == 0);
    if (KitEngine)
        CHECK(FwpmCalloutDeleteByKey0(KitEngine, &Callout.Key) == STATUS_SUCCESS);
    KitCloseEngine();
    if (Callout.Id)
        CHECK(FwpsCalloutUnregisterById0(Callout.Id) == STATUS_SUCCESS);
    InterlockedExchange(&Gone, 1);
    KitEndJobs();
    CHECK(Refused == 0);
    DbgPrint("%d filters, %d ended early, %d classified\n", Added, Ended, Classified);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status;
    UNREFERENCED_PARAMETER(path);
    driver->DriverUnload = Unload;
    status = KitStartJobs(driver);
    if (NT_SUCCESS(status))
        status = AddCallout();
    for (ULONG i = 0; i < ARRAYSIZE(Threads) && NT_SUCCESS(status); i++)
        status = Start(i);
    if (!NT_SUCCESS(status))
        Unload(driver);
    return status;
}
