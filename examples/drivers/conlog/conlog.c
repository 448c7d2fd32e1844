/*
 * conlog: logs every connection that is established, and decides nothing.
 *
 * An inspection callout at FWPM_LAYER_ALE_FLOW_ESTABLISHED for both address families. The driver brings everything it
 * needs by itself: it registers its callouts with the filter engine, and adds a sublayer, the callout objects and one
 * filter a family in one transaction of a dynamic session, so that all of it goes when the driver goes.
 */
#include <ntddk.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>
#include <fwpmk.h>

// {0d6c1c1e-5f7e-4a08-9d5c-5f4c1d1a6a01}
DEFINE_GUID(CONLOG_SUBLAYER, 0x0d6c1c1e, 0x5f7e, 0x4a08, 0x9d, 0x5c, 0x5f, 0x4c, 0x1d, 0x1a, 0x6a, 0x01);
// {0d6c1c1e-5f7e-4a08-9d5c-5f4c1d1a6a04}
DEFINE_GUID(CONLOG_CALLOUT_V4, 0x0d6c1c1e, 0x5f7e, 0x4a08, 0x9d, 0x5c, 0x5f, 0x4c, 0x1d, 0x1a, 0x6a, 0x04);
// {0d6c1c1e-5f7e-4a08-9d5c-5f4c1d1a6a06}
DEFINE_GUID(CONLOG_CALLOUT_V6, 0x0d6c1c1e, 0x5f7e, 0x4a08, 0x9d, 0x5c, 0x5f, 0x4c, 0x1d, 0x1a, 0x6a, 0x06);

typedef struct CONLOG_FAMILY_
{
    const GUID *callout;
    const GUID *layer;
    UINT32      calloutId;
} CONLOG_FAMILY;

static CONLOG_FAMILY gFamilies[2];
static PDEVICE_OBJECT gDevice;
static HANDLE gEngine;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD ConlogUnload;

static const char *ProtocolName(UINT8 protocol)
{
    switch (protocol)
    {
    case IPPROTO_TCP:
        return "tcp";
    case IPPROTO_UDP:
        return "udp";
    default:
        return "other";
    }
}

static void NTAPI ConlogClassify(
    _In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues,
    _Inout_opt_ void *layerData,
    _In_opt_ const void *classifyContext,
    _In_ const FWPS_FILTER3 *filter,
    _In_ UINT64 flowContext,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    const FWPS_INCOMING_VALUE0 *values = inFixedValues->incomingValue;
    UINT32 direction;

    UNREFERENCED_PARAMETER(inMetaValues);
    UNREFERENCED_PARAMETER(layerData);
    UNREFERENCED_PARAMETER(classifyContext);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flowContext);

    if (inFixedValues->layerId == FWPS_LAYER_ALE_FLOW_ESTABLISHED_V4)
    {
        UINT32 remote = values[FWPS_FIELD_ALE_FLOW_ESTABLISHED_V4_IP_REMOTE_ADDRESS].value.uint32;

        direction = values[FWPS_FIELD_ALE_FLOW_ESTABLISHED_V4_DIRECTION].value.uint32;
        DbgPrint("conlog: %s %s %u.%u.%u.%u:%u\n",
                 ProtocolName(values[FWPS_FIELD_ALE_FLOW_ESTABLISHED_V4_IP_PROTOCOL].value.uint8),
                 direction == FWP_DIRECTION_OUTBOUND ? "to" : "from",
                 remote >> 24, (remote >> 16) & 0xff, (remote >> 8) & 0xff, remote & 0xff,
                 values[FWPS_FIELD_ALE_FLOW_ESTABLISHED_V4_IP_REMOTE_PORT].value.uint16);
    }
    else
    {
        const UINT8 *remote = values[FWPS_FIELD_ALE_FLOW_ESTABLISHED_V6_IP_REMOTE_ADDRESS].value.byteArray16->byteArray16;

        direction = values[FWPS_FIELD_ALE_FLOW_ESTABLISHED_V6_DIRECTION].value.uint32;
        DbgPrint("conlog: %s %s [%02x%02x:%02x%02x:...:%02x%02x]:%u\n",
                 ProtocolName(values[FWPS_FIELD_ALE_FLOW_ESTABLISHED_V6_IP_PROTOCOL].value.uint8),
                 direction == FWP_DIRECTION_OUTBOUND ? "to" : "from",
                 remote[0], remote[1], remote[2], remote[3], remote[14], remote[15],
                 values[FWPS_FIELD_ALE_FLOW_ESTABLISHED_V6_IP_REMOTE_PORT].value.uint16);
    }

    classifyOut->actionType = FWP_ACTION_CONTINUE;
}

static NTSTATUS NTAPI ConlogNotify(
    _In_ FWPS_CALLOUT_NOTIFY_TYPE notifyType,
    _In_ const GUID *filterKey,
    _Inout_ FWPS_FILTER3 *filter)
{
    UNREFERENCED_PARAMETER(notifyType);
    UNREFERENCED_PARAMETER(filterKey);
    UNREFERENCED_PARAMETER(filter);
    return STATUS_SUCCESS;
}

static NTSTATUS ConlogAddFamily(CONLOG_FAMILY *family)
{
    FWPS_CALLOUT3 sCallout = {0};
    FWPM_CALLOUT0 mCallout = {0};
    FWPM_FILTER0 filter = {0};
    NTSTATUS status;

    sCallout.calloutKey = *family->callout;
    sCallout.classifyFn = ConlogClassify;
    sCallout.notifyFn = ConlogNotify;
    status = FwpsCalloutRegister3(gDevice, &sCallout, &family->calloutId);
    if (!NT_SUCCESS(status))
        return status;

    mCallout.calloutKey = *family->callout;
    mCallout.displayData.name = L"connection log";
    mCallout.applicableLayer = *family->layer;
    status = FwpmCalloutAdd0(gEngine, &mCallout, NULL, NULL);
    if (!NT_SUCCESS(status))
        return status;

    filter.displayData.name = L"log connections";
    filter.layerKey = *family->layer;
    filter.subLayerKey = CONLOG_SUBLAYER;
    filter.weight.type = FWP_EMPTY;
    filter.action.type = FWP_ACTION_CALLOUT_INSPECTION;
    filter.action.calloutKey = *family->callout;
    return FwpmFilterAdd0(gEngine, &filter, NULL, NULL);
}

static NTSTATUS ConlogAddObjects(void)
{
    FWPM_SESSION0 session = {0};
    FWPM_SUBLAYER0 subLayer = {0};
    NTSTATUS status;
    UINT32 i;

    session.flags = FWPM_SESSION_FLAG_DYNAMIC;
    status = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, &gEngine);
    if (!NT_SUCCESS(status))
        return status;
    status = FwpmTransactionBegin0(gEngine, 0);
    if (!NT_SUCCESS(status))
        return status;

    subLayer.subLayerKey = CONLOG_SUBLAYER;
    subLayer.displayData.name = L"connection log";
    subLayer.weight = 0x100;
    status = FwpmSubLayerAdd0(gEngine, &subLayer, NULL);
    for (i = 0; NT_SUCCESS(status) && i < ARRAYSIZE(gFamilies); i++)
        status = ConlogAddFamily(&gFamilies[i]);

    if (!NT_SUCCESS(status))
    {
        FwpmTransactionAbort0(gEngine);
        return status;
    }
    return FwpmTransactionCommit0(gEngine);
}

VOID ConlogUnload(_In_ PDRIVER_OBJECT driverObject)
{
    UINT32 i;

    UNREFERENCED_PARAMETER(driverObject);
    if (gEngine != NULL)
        FwpmEngineClose0(gEngine);
    for (i = 0; i < ARRAYSIZE(gFamilies); i++)
        if (gFamilies[i].calloutId != 0)
            FwpsCalloutUnregisterById0(gFamilies[i].calloutId);
    if (gDevice != NULL)
        IoDeleteDevice(gDevice);
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT driverObject, _In_ PUNICODE_STRING registryPath)
{
    UNICODE_STRING name;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(registryPath);
    gFamilies[0].callout = &CONLOG_CALLOUT_V4;
    gFamilies[0].layer = &FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4;
    gFamilies[1].callout = &CONLOG_CALLOUT_V6;
    gFamilies[1].layer = &FWPM_LAYER_ALE_FLOW_ESTABLISHED_V6;

    driverObject->DriverUnload = ConlogUnload;
    RtlInitUnicodeString(&name, L"\\Device\\Conlog");
    status = IoCreateDevice(driverObject, 0, &name, FILE_DEVICE_NETWORK, 0, FALSE, &gDevice);
    if (NT_SUCCESS(status))
        status = ConlogAddObjects();
    if (!NT_SUCCESS(status))
        ConlogUnload(driverObject);
    return status;
}
