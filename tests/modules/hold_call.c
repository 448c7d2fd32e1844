/* Holds socket calls: pends at RESOURCE_ASSIGNMENT, AUTH_LISTEN and AUTH_CONNECT, and completes from a timer two seconds later; what
 * is asked again is permitted, or blocked at the port 666. */
#include <ntddk.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>
#include <fwpmk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD     HoldUnload;

#define LAYERS 6

typedef struct WAITING_ {
    KTIMER Timer;
    KDPC   Dpc;
    HANDLE Completion;
} WAITING;

static PDEVICE_OBJECT gDevice;
static HANDLE         gEngine;
static UINT32         gIds[LAYERS];
static LONG           gPended, gCompleted;

static const GUID *const gLayers[LAYERS] = {
    &FWPM_LAYER_ALE_RESOURCE_ASSIGNMENT_V4, &FWPM_LAYER_ALE_AUTH_LISTEN_V4, &FWPM_LAYER_ALE_AUTH_CONNECT_V4,
    &FWPM_LAYER_ALE_RESOURCE_ASSIGNMENT_V6, &FWPM_LAYER_ALE_AUTH_LISTEN_V6, &FWPM_LAYER_ALE_AUTH_CONNECT_V6,
};

static VOID Complete(PKDPC dpc, PVOID context, PVOID a, PVOID b)
{
    WAITING *w = context;
    UNREFERENCED_PARAMETER(dpc);
    UNREFERENCED_PARAMETER(a);
    UNREFERENCED_PARAMETER(b);
    FwpsCompleteOperation0(w->Completion, NULL);
    InterlockedIncrement(&gCompleted);
    ExFreePoolWithTag(w, 'dloH');
}

static NTSTATUS Pend(HANDLE completion)
{
    LARGE_INTEGER due;
    WAITING      *w = ExAllocatePoolWithTag(NonPagedPool, sizeof(*w), 'dloH');
    NTSTATUS      status;
    if (!w)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = FwpsPendOperation0(completion, &w->Completion);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(w, 'dloH');
        return status;
    }
    InterlockedIncrement(&gPended);
    KeInitializeTimer(&w->Timer);
    KeInitializeDpc(&w->Dpc, Complete, w);
    due.QuadPart = -20000000; /* 2 s */
    KeSetTimer(&w->Timer, due, &w->Dpc);
    return STATUS_SUCCESS;
}

static BOOLEAN IsAgain(const FWPS_INCOMING_VALUES0 *v)
{
    UINT32 flags = 0;
    switch (v->layerId) {
    case FWPS_LAYER_ALE_AUTH_CONNECT_V4:
        flags = v->incomingValue[FWPS_FIELD_ALE_AUTH_CONNECT_V4_FLAGS].value.uint32;
        break;
    case FWPS_LAYER_ALE_AUTH_CONNECT_V6:
        flags = v->incomingValue[FWPS_FIELD_ALE_AUTH_CONNECT_V6_FLAGS].value.uint32;
        break;
    }
    return (flags & FWP_CONDITION_FLAG_IS_REAUTHORIZE) != 0;
}

static void NTAPI Classify(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *metadata, void *layerData,
                           const void *classifyContext, const FWPS_FILTER3 *filter, UINT64 flowContext,
                           FWPS_CLASSIFY_OUT0 *classifyOut)
{
    NTSTATUS status = STATUS_FWP_CANNOT_PEND;
    UINT16   port = 0;
    UNREFERENCED_PARAMETER(layerData);
    UNREFERENCED_PARAMETER(classifyContext);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flowContext);
    if (values->layerId == FWPS_LAYER_ALE_AUTH_CONNECT_V4)
        port = values->incomingValue[FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_PORT].value.uint16;
    if (values->layerId == FWPS_LAYER_ALE_AUTH_CONNECT_V6)
        port = values->incomingValue[FWPS_FIELD_ALE_AUTH_CONNECT_V6_IP_REMOTE_PORT].value.uint16;
    if (!IsAgain(values) && FWPS_IS_METADATA_FIELD_PRESENT(metadata, FWPS_METADATA_FIELD_COMPLETION_HANDLE))
        status = Pend(metadata->completionHandle);
    classifyOut->actionType = NT_SUCCESS(status) || port == 666 ? FWP_ACTION_BLOCK : FWP_ACTION_PERMIT;
    if (!NT_SUCCESS(status))
        return;
    classifyOut->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
    classifyOut->rights &= ~FWPS_RIGHT_ACTION_WRITE;
}

static NTSTATUS NTAPI Notify(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER3 *filter)
{
    UNREFERENCED_PARAMETER(type);
    UNREFERENCED_PARAMETER(key);
    UNREFERENCED_PARAMETER(filter);
    return STATUS_SUCCESS;
}

static NTSTATUS AddLayer(int i)
{
    FWPS_CALLOUT3 callout = { 0 };
    FWPM_CALLOUT0 object = { 0 };
    FWPM_FILTER0  filter = { 0 };
    GUID          key = { 0x5b0f0c66, 0x4a1e, 0x4f0a, { 0x9d, 0x10, 0x6a, 0x31, 0x52, 0x0c, 0x11, (UCHAR)i } };
    NTSTATUS      status;
    callout.calloutKey = key;
    callout.classifyFn = Classify;
    callout.notifyFn = Notify;
    status = FwpsCalloutRegister3(gDevice, &callout, &gIds[i]);
    if (!NT_SUCCESS(status))
        return status;
    object.calloutKey = key;
    object.displayData.name = L"hold calls";
    object.applicableLayer = *gLayers[i];
    status = FwpmCalloutAdd0(gEngine, &object, NULL, NULL);
    if (!NT_SUCCESS(status))
        return status;
    filter.displayData.name = L"hold calls";
    filter.layerKey = *gLayers[i];
    filter.action.type = FWP_ACTION_CALLOUT_TERMINATING;
    filter.action.calloutKey = key;
    return FwpmFilterAdd0(gEngine, &filter, NULL, NULL);
}

VOID HoldUnload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    FwpmEngineClose0(gEngine);
    for (int i = 0; i < LAYERS; i++)
        FwpsCalloutUnregisterById0(gIds[i]);
    IoDeleteDevice(gDevice);
    DbgPrint("hold_call: %d pended, %d completed\n", gPended, gCompleted);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\OpenWfpHoldCall");
    FWPM_SESSION0  session = { 0 };
    NTSTATUS       status = IoCreateDevice(driver, 0, &name, FILE_DEVICE_NETWORK, 0, FALSE, &gDevice);
    UNREFERENCED_PARAMETER(path);
    driver->DriverUnload = HoldUnload;
    session.flags = FWPM_SESSION_FLAG_DYNAMIC;
    if (NT_SUCCESS(status))
        status = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, &gEngine);
    for (int i = 0; i < LAYERS && NT_SUCCESS(status); i++)
        status = AddLayer(i);
    return status;
}
