/*
 * gate: a driver that only registers its callout. Who is let in is decided by filters that somebody else adds, here the
 * policy file gate.json, later a service: the driver blocks what a filter sends to it, and says so.
 *
 * The smallest useful driver, and the division of work that most products have.
 */
#include <ntddk.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>

// {3f1c2a88-90d4-4d7b-8a6e-71c9a8f0b101}
DEFINE_GUID(GATE_CALLOUT, 0x3f1c2a88, 0x90d4, 0x4d7b, 0x8a, 0x6e, 0x71, 0xc9, 0xa8, 0xf0, 0xb1, 0x01);

static PDEVICE_OBJECT gDevice;
static UINT32 gCalloutId;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD GateUnload;

static void NTAPI GateClassify(
    _In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues,
    _Inout_opt_ void *layerData,
    _In_ const FWPS_FILTER0 *filter,
    _In_ UINT64 flowContext,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    UNREFERENCED_PARAMETER(inMetaValues);
    UNREFERENCED_PARAMETER(layerData);
    UNREFERENCED_PARAMETER(flowContext);

    if ((classifyOut->rights & FWPS_RIGHT_ACTION_WRITE) == 0)
        return;
    DbgPrint("gate: closed by filter %I64u for port %u\n", filter->filterId,
             inFixedValues->incomingValue[FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_PORT].value.uint16);
    classifyOut->actionType = FWP_ACTION_BLOCK;
    classifyOut->rights &= ~FWPS_RIGHT_ACTION_WRITE;
}

static NTSTATUS NTAPI GateNotify(
    _In_ FWPS_CALLOUT_NOTIFY_TYPE notifyType,
    _In_ const GUID *filterKey,
    _Inout_ FWPS_FILTER0 *filter)
{
    UNREFERENCED_PARAMETER(notifyType);
    UNREFERENCED_PARAMETER(filterKey);
    UNREFERENCED_PARAMETER(filter);
    return STATUS_SUCCESS;
}

VOID GateUnload(_In_ PDRIVER_OBJECT driverObject)
{
    UNREFERENCED_PARAMETER(driverObject);
    FwpsCalloutUnregisterById0(gCalloutId);
    IoDeleteDevice(gDevice);
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT driverObject, _In_ PUNICODE_STRING registryPath)
{
    FWPS_CALLOUT0 callout = {0};
    NTSTATUS status;

    UNREFERENCED_PARAMETER(registryPath);
    driverObject->DriverUnload = GateUnload;
    status = IoCreateDevice(driverObject, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, &gDevice);
    if (!NT_SUCCESS(status))
        return status;

    callout.calloutKey = GATE_CALLOUT;
    callout.classifyFn = GateClassify;
    callout.notifyFn = GateNotify;
    status = FwpsCalloutRegister0(gDevice, &callout, &gCalloutId);
    if (!NT_SUCCESS(status))
        IoDeleteDevice(gDevice);
    return status;
}
