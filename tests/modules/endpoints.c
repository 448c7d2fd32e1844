/* Prints the endpoint handles that ALE's layers are shown, and that of the parent. */
#include <ntddk.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>
#include <fwpmk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD     EndpointsUnload;

static PDEVICE_OBJECT gDevice;
static HANDLE         gEngine;

static const struct {
    const GUID *Layer;
    const char *Name;
} gLayers[] = {
    { &FWPM_LAYER_ALE_RESOURCE_ASSIGNMENT_V4, "assignment" }, { &FWPM_LAYER_ALE_AUTH_LISTEN_V4, "listen" },
    { &FWPM_LAYER_ALE_AUTH_CONNECT_V4, "connect" },           { &FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4, "accept" },
    { &FWPM_LAYER_INBOUND_TRANSPORT_V4, "in" },               { &FWPM_LAYER_OUTBOUND_TRANSPORT_V4, "out" },
    { &FWPM_LAYER_ALE_ENDPOINT_CLOSURE_V4, "closure" },       { &FWPM_LAYER_ALE_RESOURCE_RELEASE_V4, "release" },
};
#define LAYERS (sizeof(gLayers) / sizeof(gLayers[0]))

static UINT32 gIds[LAYERS];

static void NTAPI Classify(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m, void *layerData,
                           const void *classifyContext, const FWPS_FILTER3 *filter, UINT64 flowContext,
                           FWPS_CLASSIFY_OUT0 *classifyOut)
{
    UNREFERENCED_PARAMETER(values);
    UNREFERENCED_PARAMETER(layerData);
    UNREFERENCED_PARAMETER(classifyContext);
    UNREFERENCED_PARAMETER(flowContext);
    UNREFERENCED_PARAMETER(classifyOut);
    DbgPrint("endpoints: %s endpoint %llu parent %llu process %llu\n", gLayers[filter->context].Name,
             FWPS_IS_METADATA_FIELD_PRESENT(m, FWPS_METADATA_FIELD_TRANSPORT_ENDPOINT_HANDLE) ? m->transportEndpointHandle : 0,
             FWPS_IS_METADATA_FIELD_PRESENT(m, FWPS_METADATA_FIELD_PARENT_ENDPOINT_HANDLE) ? m->parentEndpointHandle : 0,
             FWPS_IS_METADATA_FIELD_PRESENT(m, FWPS_METADATA_FIELD_PROCESS_ID) ? m->processId : 0);
}

static NTSTATUS NTAPI Notify(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER3 *filter)
{
    UNREFERENCED_PARAMETER(type);
    UNREFERENCED_PARAMETER(key);
    UNREFERENCED_PARAMETER(filter);
    return STATUS_SUCCESS;
}

static NTSTATUS AddLayer(UINT32 i)
{
    FWPS_CALLOUT3 callout = { 0 };
    FWPM_CALLOUT0 object = { 0 };
    FWPM_FILTER0  filter = { 0 };
    GUID          key = { 0x6c1f0c77, 0x4a1e, 0x4f0a, { 0x9d, 0x10, 0x6a, 0x31, 0x52, 0x0c, 0x12, (UCHAR)i } };
    NTSTATUS      status;
    callout.calloutKey = key;
    callout.classifyFn = Classify;
    callout.notifyFn = Notify;
    status = FwpsCalloutRegister3(gDevice, &callout, &gIds[i]);
    if (!NT_SUCCESS(status))
        return status;
    object.calloutKey = key;
    object.displayData.name = L"endpoints";
    object.applicableLayer = *gLayers[i].Layer;
    status = FwpmCalloutAdd0(gEngine, &object, NULL, NULL);
    if (!NT_SUCCESS(status))
        return status;
    filter.displayData.name = L"endpoints";
    filter.layerKey = *gLayers[i].Layer;
    filter.rawContext = i;
    filter.action.type = FWP_ACTION_CALLOUT_INSPECTION;
    filter.action.calloutKey = key;
    return FwpmFilterAdd0(gEngine, &filter, NULL, NULL);
}

VOID EndpointsUnload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    FwpmEngineClose0(gEngine);
    for (UINT32 i = 0; i < LAYERS; i++)
        FwpsCalloutUnregisterById0(gIds[i]);
    IoDeleteDevice(gDevice);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\OpenWfpEndpoints");
    FWPM_SESSION0  session = { 0 };
    NTSTATUS       status = IoCreateDevice(driver, 0, &name, FILE_DEVICE_NETWORK, 0, FALSE, &gDevice);
    UNREFERENCED_PARAMETER(path);
    driver->DriverUnload = EndpointsUnload;
    session.flags = FWPM_SESSION_FLAG_DYNAMIC;
    if (NT_SUCCESS(status))
        status = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, &gEngine);
    for (UINT32 i = 0; i < LAYERS && NT_SUCCESS(status); i++)
        status = AddLayer(i);
    return status;
}
