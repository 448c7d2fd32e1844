/*
 * payload: a KMDF driver that blocks DNS queries for one name.
 *
 * A terminating callout at FWPM_LAYER_DATAGRAM_DATA for both families; its filters ask for UDP to port 53. The name is
 * looked for in the bytes of the datagram, which may lie in several MDLs: NdisGetDataBuffer gives one run of them.
 */
#include <ntddk.h>
#include <wdf.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>
#include <fwpmk.h>

#define PAYLOAD_TAG 'lyaP'
#define UDP_HEADER_SIZE 8

// {5a3bb6a4-33f5-4c14-8f6f-8f1c52d35a01}
DEFINE_GUID(PAYLOAD_SUBLAYER, 0x5a3bb6a4, 0x33f5, 0x4c14, 0x8f, 0x6f, 0x8f, 0x1c, 0x52, 0xd3, 0x5a, 0x01);
// {5a3bb6a4-33f5-4c14-8f6f-8f1c52d35a04}
DEFINE_GUID(PAYLOAD_CALLOUT_V4, 0x5a3bb6a4, 0x33f5, 0x4c14, 0x8f, 0x6f, 0x8f, 0x1c, 0x52, 0xd3, 0x5a, 0x04);
// {5a3bb6a4-33f5-4c14-8f6f-8f1c52d35a06}
DEFINE_GUID(PAYLOAD_CALLOUT_V6, 0x5a3bb6a4, 0x33f5, 0x4c14, 0x8f, 0x6f, 0x8f, 0x1c, 0x52, 0xd3, 0x5a, 0x06);

/* "www.example" as DNS writes it: each label with its length before it. */
static const UINT8 gName[] = {3, 'w', 'w', 'w', 7, 'e', 'x', 'a', 'm', 'p', 'l', 'e'};

static HANDLE gEngine;
static UINT32 gCalloutIds[2];
static WDFDEVICE gDevice;

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_UNLOAD PayloadUnload;

static BOOLEAN Contains(const UINT8 *bytes, ULONG size)
{
    ULONG i;

    for (i = 0; i + sizeof(gName) <= size; i++)
        if (RtlCompareMemory(bytes + i, gName, sizeof(gName)) == sizeof(gName))
            return TRUE;
    return FALSE;
}

/* TRUE when the datagram of this NET_BUFFER asks for the name. */
static BOOLEAN IsForbidden(NET_BUFFER *buffer, ULONG headerSize)
{
    ULONG size = NET_BUFFER_DATA_LENGTH(buffer);
    BOOLEAN found = FALSE;
    UINT8 *storage;
    UINT8 *bytes;

    if (size <= headerSize)
        return FALSE;
    storage = (UINT8 *)ExAllocatePoolWithTag(NonPagedPool, size, PAYLOAD_TAG);
    if (storage == NULL)
        return FALSE;
    bytes = (UINT8 *)NdisGetDataBuffer(buffer, size, storage, 1, 0);
    if (bytes != NULL)
        found = Contains(bytes + headerSize, size - headerSize);
    ExFreePoolWithTag(storage, PAYLOAD_TAG);
    return found;
}

static void NTAPI PayloadClassify(
    _In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues,
    _Inout_opt_ void *layerData,
    _In_opt_ const void *classifyContext,
    _In_ const FWPS_FILTER1 *filter,
    _In_ UINT64 flowContext,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    NET_BUFFER_LIST *list = (NET_BUFFER_LIST *)layerData;
    UINT32 direction;

    UNREFERENCED_PARAMETER(inMetaValues);
    UNREFERENCED_PARAMETER(classifyContext);
    UNREFERENCED_PARAMETER(flowContext);

    if ((classifyOut->rights & FWPS_RIGHT_ACTION_WRITE) == 0)
        return;

    direction = inFixedValues->layerId == FWPS_LAYER_DATAGRAM_DATA_V4
                    ? inFixedValues->incomingValue[FWPS_FIELD_DATAGRAM_DATA_V4_DIRECTION].value.uint32
                    : inFixedValues->incomingValue[FWPS_FIELD_DATAGRAM_DATA_V6_DIRECTION].value.uint32;

    classifyOut->actionType = FWP_ACTION_PERMIT;
    /* Outbound the data begin at the UDP header, inbound behind it. */
    if (list != NULL &&
        IsForbidden(NET_BUFFER_LIST_FIRST_NB(list), direction == FWP_DIRECTION_OUTBOUND ? UDP_HEADER_SIZE : 0))
    {
        DbgPrint("payload: a query for a forbidden name is blocked\n");
        classifyOut->actionType = FWP_ACTION_BLOCK;
        classifyOut->rights &= ~FWPS_RIGHT_ACTION_WRITE;
    }
    else if (filter->flags & FWPS_FILTER_FLAG_CLEAR_ACTION_RIGHT)
    {
        classifyOut->rights &= ~FWPS_RIGHT_ACTION_WRITE;
    }
}

static NTSTATUS NTAPI PayloadNotify(
    _In_ FWPS_CALLOUT_NOTIFY_TYPE notifyType,
    _In_ const GUID *filterKey,
    _Inout_ FWPS_FILTER1 *filter)
{
    UNREFERENCED_PARAMETER(filterKey);
    UNREFERENCED_PARAMETER(filter);
    DbgPrint("payload: filter %s\n", notifyType == FWPS_CALLOUT_NOTIFY_ADD_FILTER ? "added" : "deleted");
    return STATUS_SUCCESS;
}

static NTSTATUS AddCallout(const GUID *key, const GUID *layer, UINT32 *id)
{
    FWPS_CALLOUT1 sCallout = {0};
    FWPM_CALLOUT0 mCallout = {0};
    FWPM_FILTER_CONDITION0 conditions[2] = {0};
    FWPM_FILTER0 filter = {0};
    NTSTATUS status;

    sCallout.calloutKey = *key;
    sCallout.classifyFn = PayloadClassify;
    sCallout.notifyFn = PayloadNotify;
    status = FwpsCalloutRegister1(WdfDeviceWdmGetDeviceObject(gDevice), &sCallout, id);
    if (!NT_SUCCESS(status))
        return status;

    mCallout.calloutKey = *key;
    mCallout.displayData.name = L"DNS payload";
    mCallout.applicableLayer = *layer;
    status = FwpmCalloutAdd0(gEngine, &mCallout, NULL, NULL);
    if (!NT_SUCCESS(status))
        return status;

    conditions[0].fieldKey = FWPM_CONDITION_IP_PROTOCOL;
    conditions[0].matchType = FWP_MATCH_EQUAL;
    conditions[0].conditionValue.type = FWP_UINT8;
    conditions[0].conditionValue.uint8 = IPPROTO_UDP;
    conditions[1].fieldKey = FWPM_CONDITION_IP_REMOTE_PORT;
    conditions[1].matchType = FWP_MATCH_EQUAL;
    conditions[1].conditionValue.type = FWP_UINT16;
    conditions[1].conditionValue.uint16 = 53;

    filter.displayData.name = L"look into DNS";
    filter.layerKey = *layer;
    filter.subLayerKey = PAYLOAD_SUBLAYER;
    filter.weight.type = FWP_UINT8;
    filter.weight.uint8 = 0xf;
    filter.numFilterConditions = ARRAYSIZE(conditions);
    filter.filterCondition = conditions;
    filter.action.type = FWP_ACTION_CALLOUT_TERMINATING;
    filter.action.calloutKey = *key;
    return FwpmFilterAdd0(gEngine, &filter, NULL, NULL);
}

static NTSTATUS AddObjects(void)
{
    FWPM_SESSION0 session = {0};
    FWPM_SUBLAYER0 subLayer = {0};
    NTSTATUS status;

    session.flags = FWPM_SESSION_FLAG_DYNAMIC;
    status = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, &gEngine);
    if (!NT_SUCCESS(status))
        return status;
    status = FwpmTransactionBegin0(gEngine, 0);
    if (!NT_SUCCESS(status))
        return status;

    subLayer.subLayerKey = PAYLOAD_SUBLAYER;
    subLayer.displayData.name = L"payload";
    subLayer.weight = 0x8000;
    status = FwpmSubLayerAdd0(gEngine, &subLayer, NULL);
    if (NT_SUCCESS(status))
        status = AddCallout(&PAYLOAD_CALLOUT_V4, &FWPM_LAYER_DATAGRAM_DATA_V4, &gCalloutIds[0]);
    if (NT_SUCCESS(status))
        status = AddCallout(&PAYLOAD_CALLOUT_V6, &FWPM_LAYER_DATAGRAM_DATA_V6, &gCalloutIds[1]);

    if (!NT_SUCCESS(status))
    {
        FwpmTransactionAbort0(gEngine);
        return status;
    }
    return FwpmTransactionCommit0(gEngine);
}

VOID PayloadUnload(_In_ WDFDRIVER driver)
{
    UINT32 i;

    UNREFERENCED_PARAMETER(driver);
    if (gEngine != NULL)
        FwpmEngineClose0(gEngine);
    for (i = 0; i < ARRAYSIZE(gCalloutIds); i++)
        if (gCalloutIds[i] != 0)
            FwpsCalloutUnregisterById0(gCalloutIds[i]);
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT driverObject, _In_ PUNICODE_STRING registryPath)
{
    WDF_DRIVER_CONFIG config;
    WDFDRIVER driver;
    PWDFDEVICE_INIT init;
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags |= WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = PayloadUnload;
    status = WdfDriverCreate(driverObject, registryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (!NT_SUCCESS(status))
        return status;

    init = WdfControlDeviceInitAllocate(driver, &SDDL_DEVOBJ_KERNEL_ONLY);
    if (init == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    WdfDeviceInitSetDeviceType(init, FILE_DEVICE_NETWORK);
    status = WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &gDevice);
    if (!NT_SUCCESS(status))
    {
        WdfDeviceInitFree(init);
        return status;
    }
    WdfControlFinishInitializing(gDevice);

    status = AddObjects();
    if (!NT_SUCCESS(status))
        PayloadUnload(driver);
    return status;
}
