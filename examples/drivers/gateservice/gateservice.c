/*
 * gateservice: a driver that only registers its callout, beside a service in user mode (service.c) that adds the filters and
 * talks to the driver by IOCTL. The division of work of most products: policy above, the packet's way below.
 *
 * The driver knows nothing of filters. The service tells it by IOCTL_GATESERVICE_CLOSE_PORT which port is closed, and asks by
 * IOCTL_GATESERVICE_COUNTS what has happened. Only one service at a time may have the device open.
 */
#include <ntddk.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>

#include "gateservice.h"

static PDEVICE_OBJECT gDevice;
static UINT32 gCalloutId;
static volatile LONG gClosedPort;
static volatile LONG gPermitted;
static volatile LONG gBlocked;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD GateUnload;
DRIVER_DISPATCH GateOpenClose;
DRIVER_DISPATCH GateControl;

static void NTAPI GateClassify(
    _In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues,
    _Inout_opt_ void *layerData,
    _In_ const FWPS_FILTER0 *filter,
    _In_ UINT64 flowContext,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    UINT16 port = inFixedValues->incomingValue[FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_PORT].value.uint16;

    UNREFERENCED_PARAMETER(inMetaValues);
    UNREFERENCED_PARAMETER(layerData);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flowContext);

    if ((classifyOut->rights & FWPS_RIGHT_ACTION_WRITE) == 0)
        return;
    if (port != gClosedPort)
    {
        InterlockedIncrement(&gPermitted);
        classifyOut->actionType = FWP_ACTION_PERMIT;
        return;
    }
    InterlockedIncrement(&gBlocked);
    classifyOut->actionType = FWP_ACTION_BLOCK;
    classifyOut->rights &= ~FWPS_RIGHT_ACTION_WRITE;
}

static NTSTATUS NTAPI GateNotify(
    _In_ FWPS_CALLOUT_NOTIFY_TYPE notifyType,
    _In_ const GUID *filterKey,
    _Inout_ FWPS_FILTER0 *filter)
{
    UNREFERENCED_PARAMETER(filterKey);
    UNREFERENCED_PARAMETER(filter);
    if (notifyType == FWPS_CALLOUT_NOTIFY_ADD_FILTER)
        DbgPrint("gateservice: a filter names the callout\n");
    else if (notifyType == FWPS_CALLOUT_NOTIFY_DELETE_FILTER)
        DbgPrint("gateservice: a filter is gone\n");
    return STATUS_SUCCESS;
}

static NTSTATUS GateComplete(_Inout_ PIRP irp, NTSTATUS status, ULONG_PTR information)
{
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = information;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

_Use_decl_annotations_
NTSTATUS GateOpenClose(PDEVICE_OBJECT device, PIRP irp)
{
    UNREFERENCED_PARAMETER(device);
    return GateComplete(irp, STATUS_SUCCESS, 0);
}

_Use_decl_annotations_
NTSTATUS GateControl(PDEVICE_OBJECT device, PIRP irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    void *buffer = irp->AssociatedIrp.SystemBuffer;
    GATESERVICE_COUNTS *counts = buffer;

    UNREFERENCED_PARAMETER(device);
    switch (stack->Parameters.DeviceIoControl.IoControlCode)
    {
    case IOCTL_GATESERVICE_CLOSE_PORT:
        if (stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(UINT16))
            return GateComplete(irp, STATUS_BUFFER_TOO_SMALL, 0);
        InterlockedExchange(&gClosedPort, *(const UINT16 *)buffer);
        DbgPrint("gateservice: port %u is closed\n", *(const UINT16 *)buffer);
        return GateComplete(irp, STATUS_SUCCESS, 0);
    case IOCTL_GATESERVICE_COUNTS:
        if (stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(*counts))
            return GateComplete(irp, STATUS_BUFFER_TOO_SMALL, 0);
        counts->permitted = gPermitted;
        counts->blocked = gBlocked;
        return GateComplete(irp, STATUS_SUCCESS, sizeof(*counts));
    default:
        return GateComplete(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
    }
}

VOID GateUnload(_In_ PDRIVER_OBJECT driverObject)
{
    UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\DosDevices\\GateService");

    UNREFERENCED_PARAMETER(driverObject);
    FwpsCalloutUnregisterById0(gCalloutId);
    IoDeleteSymbolicLink(&link);
    IoDeleteDevice(gDevice);
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT driverObject, _In_ PUNICODE_STRING registryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\GateService");
    UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\DosDevices\\GateService");
    FWPS_CALLOUT0 callout = {0};
    NTSTATUS status;

    UNREFERENCED_PARAMETER(registryPath);
    driverObject->DriverUnload = GateUnload;
    driverObject->MajorFunction[IRP_MJ_CREATE] = GateOpenClose;
    driverObject->MajorFunction[IRP_MJ_CLEANUP] = GateOpenClose;
    driverObject->MajorFunction[IRP_MJ_CLOSE] = GateOpenClose;
    driverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = GateControl;

    status = IoCreateDevice(driverObject, 0, &name, FILE_DEVICE_NETWORK, FILE_DEVICE_SECURE_OPEN, TRUE, &gDevice);
    if (!NT_SUCCESS(status))
        return status;
    status = IoCreateSymbolicLink(&link, &name);
    if (!NT_SUCCESS(status))
        goto DeleteDevice;
    callout.calloutKey = GATESERVICE_CALLOUT;
    callout.classifyFn = GateClassify;
    callout.notifyFn = GateNotify;
    status = FwpsCalloutRegister0(gDevice, &callout, &gCalloutId);
    if (!NT_SUCCESS(status))
        goto DeleteLink;
    return STATUS_SUCCESS;

DeleteLink:
    IoDeleteSymbolicLink(&link);
DeleteDevice:
    IoDeleteDevice(gDevice);
    return status;
}
