/*
 * vswitchevents: keeps a count for every port of every virtual switch, and lets it move with its VM.
 *
 * The driver subscribes to the events of virtual switches. Ports are refused while the driver has no memory for them; a
 * policy of the vendor's (a property of the port whose id is the provider's) sets the port's limit, for which the driver
 * takes its time: it returns STATUS_PENDING and completes the notification from a work item. When a VM moves, the state
 * of its port is saved here and restored where it goes.
 */
#include <ntddk.h>
#define NDIS60 1
#define NDIS_SUPPORT_NDIS6 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>

#define TAG 'vEsv'
#define MAX_PORTS 64

// {c2f4b1a5-0a35-4b1c-8c53-36f4a4a0e701}
DEFINE_GUID(VSWITCHEVENTS_PROVIDER, 0xc2f4b1a5, 0x0a35, 0x4b1c, 0x8c, 0x53, 0x36, 0xf4, 0xa4, 0xa0, 0xe7, 0x01);

typedef struct PORT_STATE_
{
    NDIS_SWITCH_PORT_ID id;
    UINT32              limit;
} PORT_STATE;

typedef struct POLICY_WORK_
{
    PIO_WORKITEM item;
    PVOID        completion;
    NDIS_SWITCH_PORT_ID port;
    UINT32       limit;
} POLICY_WORK;

static KSPIN_LOCK gLock;
static PORT_STATE gPorts[MAX_PORTS]; /* id 0: free */
static PORT_STATE gSaved;            /* what the switch copies when a save is answered */
static PDEVICE_OBJECT gDevice;
static UINT32 gSubscription;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD VswitchEventsUnload;
IO_WORKITEM_ROUTINE PolicyWork;

/* The port's place, or a free one for it, or NULL. With the lock. */
static PORT_STATE *FindPort(NDIS_SWITCH_PORT_ID id, BOOLEAN orFree)
{
    PORT_STATE *free = NULL;
    for (ULONG i = 0; i < MAX_PORTS; i++)
    {
        if (gPorts[i].id == id)
            return &gPorts[i];
        if (gPorts[i].id == 0 && !free)
            free = &gPorts[i];
    }
    return orFree ? free : NULL;
}

static NTSTATUS KeepPort(NDIS_SWITCH_PORT_ID id, UINT32 limit)
{
    KIRQL irql;
    KeAcquireSpinLock(&gLock, &irql);
    PORT_STATE *p = FindPort(id, TRUE);
    if (p)
    {
        p->id = id;
        p->limit = limit;
    }
    KeReleaseSpinLock(&gLock, irql);
    return p ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

static PORT_STATE TakePort(NDIS_SWITCH_PORT_ID id, BOOLEAN forget)
{
    PORT_STATE found = { 0 };
    KIRQL irql;
    KeAcquireSpinLock(&gLock, &irql);
    PORT_STATE *p = FindPort(id, FALSE);
    if (p)
    {
        found = *p;
        if (forget)
            RtlZeroMemory(p, sizeof(*p));
    }
    KeReleaseSpinLock(&gLock, irql);
    return found;
}

static NTSTATUS NTAPI OnLifetime(void *notifyContext, FWPS_VSWITCH_EVENT_TYPE eventType, const NDIS_SWITCH_PARAMETERS *vSwitch,
                                 const NDIS_SWITCH_PORT_ARRAY *vSwitchPorts, const NDIS_SWITCH_NIC_ARRAY *vSwitchInterfaces)
{
    UNREFERENCED_PARAMETER(notifyContext);
    if (eventType == FWPS_VSWITCH_EVENT_VSWITCH_DELETE)
    {
        DbgPrint("switch %ws is gone\n", vSwitch->SwitchFriendlyName.String);
        return STATUS_SUCCESS;
    }
    DbgPrint("switch %ws with %u ports and %u adapters\n", vSwitch->SwitchFriendlyName.String, vSwitchPorts->NumElements,
             vSwitchInterfaces->NumElements);
    for (ULONG i = 0; i < vSwitchPorts->NumElements; i++)
        KeepPort(NDIS_SWITCH_PORT_AT_ARRAY_INDEX(vSwitchPorts, i)->PortId, 0);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI OnPort(void *notifyContext, void *completionContext, FWPS_VSWITCH_EVENT_TYPE eventType,
                             const NDIS_SWITCH_PARAMETERS *vSwitch, const NDIS_SWITCH_PORT_PARAMETERS *vSwitchPort)
{
    UNREFERENCED_PARAMETER(notifyContext);
    UNREFERENCED_PARAMETER(completionContext);
    UNREFERENCED_PARAMETER(vSwitch);
    if (eventType == FWPS_VSWITCH_EVENT_PORT_CREATE)
    {
        DbgPrint("port %u (%ws) comes\n", vSwitchPort->PortId, vSwitchPort->PortFriendlyName.String);
        return KeepPort(vSwitchPort->PortId, 0);
    }
    DbgPrint("port %u is gone, its limit was %u\n", vSwitchPort->PortId, TakePort(vSwitchPort->PortId, TRUE).limit);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI OnInterface(void *notifyContext, void *completionContext, FWPS_VSWITCH_EVENT_TYPE eventType,
                                  const NDIS_SWITCH_PARAMETERS *vSwitch, const NDIS_SWITCH_NIC_PARAMETERS *vSwitchNic)
{
    UNREFERENCED_PARAMETER(notifyContext);
    UNREFERENCED_PARAMETER(completionContext);
    UNREFERENCED_PARAMETER(vSwitch);
    if (eventType == FWPS_VSWITCH_EVENT_INTERFACE_CREATE)
        DbgPrint("%ws of %ws is on port %u\n", vSwitchNic->NicFriendlyName.String, vSwitchNic->VmFriendlyName.String, vSwitchNic->PortId);
    else if (eventType == FWPS_VSWITCH_EVENT_INTERFACE_DELETE)
        DbgPrint("%ws has left port %u\n", vSwitchNic->NicFriendlyName.String, vSwitchNic->PortId);
    return STATUS_SUCCESS;
}

VOID PolicyWork(PDEVICE_OBJECT device, PVOID context)
{
    POLICY_WORK *work = context;
    UNREFERENCED_PARAMETER(device);
    NTSTATUS status = KeepPort(work->port, work->limit);
    DbgPrint("port %u: limit %u\n", work->port, work->limit);
    FwpsvSwitchNotifyComplete0(work->completion, status, 0, NULL);
    IoFreeWorkItem(work->item);
    ExFreePoolWithTag(work, TAG);
}

/* The limit is looked up where that may take a while. */
static NTSTATUS PendPolicy(void *completionContext, NDIS_SWITCH_PORT_ID port, UINT32 limit)
{
    POLICY_WORK *work = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*work), TAG);
    if (!work)
        return STATUS_INSUFFICIENT_RESOURCES;
    work->item = IoAllocateWorkItem(gDevice);
    if (!work->item)
    {
        ExFreePoolWithTag(work, TAG);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    work->completion = completionContext;
    work->port = port;
    work->limit = limit;
    IoQueueWorkItem(work->item, PolicyWork, DelayedWorkQueue, work);
    return STATUS_PENDING;
}

static NTSTATUS NTAPI OnPolicy(void *notifyContext, void *completionContext, FWPS_VSWITCH_EVENT_TYPE eventType,
                               const NDIS_SWITCH_PARAMETERS *vSwitch, const NDIS_SWITCH_PORT_PROPERTY_PARAMETERS *vSwitchPortProperty,
                               const NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS *vSwitchPortPropertyDelete)
{
    const NDIS_SWITCH_PORT_PROPERTY_CUSTOM *custom;
    UINT32 limit;

    UNREFERENCED_PARAMETER(notifyContext);
    UNREFERENCED_PARAMETER(vSwitch);
    if (eventType == FWPS_VSWITCH_EVENT_POLICY_DELETE)
        return PendPolicy(completionContext, vSwitchPortPropertyDelete->PortId, 0);
    custom = NDIS_SWITCH_PORT_PROPERTY_PARAMETERS_GET_PROPERTY(vSwitchPortProperty);
    if (custom->PropertyBufferLength != sizeof(limit))
        return STATUS_INVALID_PARAMETER;
    RtlCopyMemory(&limit, NDIS_SWITCH_PORT_PROPERTY_CUSTOM_GET_BUFFER(custom), sizeof(limit));
    return PendPolicy(completionContext, vSwitchPortProperty->PortId, limit);
}

static NTSTATUS NTAPI OnSave(void *notifyContext, void *completionContext, FWPS_VSWITCH_EVENT_TYPE eventType,
                             const NDIS_SWITCH_PARAMETERS *vSwitch, NDIS_SWITCH_PORT_ID portId, void **runtimeState,
                             SIZE_T *runtimeStateLength)
{
    UNREFERENCED_PARAMETER(notifyContext);
    UNREFERENCED_PARAMETER(completionContext);
    UNREFERENCED_PARAMETER(eventType);
    UNREFERENCED_PARAMETER(vSwitch);
    gSaved = TakePort(portId, FALSE);
    *runtimeState = &gSaved;
    *runtimeStateLength = sizeof(gSaved);
    DbgPrint("port %u is saved\n", portId);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI OnRestore(void *notifyContext, void *completionContext, FWPS_VSWITCH_EVENT_TYPE eventType,
                                const NDIS_SWITCH_PARAMETERS *vSwitch, NDIS_SWITCH_PORT_ID portId, void *runtimeState,
                                SIZE_T runtimeStateLength)
{
    PORT_STATE saved;

    UNREFERENCED_PARAMETER(notifyContext);
    UNREFERENCED_PARAMETER(completionContext);
    UNREFERENCED_PARAMETER(eventType);
    UNREFERENCED_PARAMETER(vSwitch);
    if (runtimeStateLength != sizeof(saved))
        return STATUS_INVALID_PARAMETER;
    RtlCopyMemory(&saved, runtimeState, sizeof(saved));
    DbgPrint("port %u was port %u, limit %u\n", portId, saved.id, saved.limit);
    return KeepPort(portId, saved.limit);
}

static NTSTATUS NTAPI OnReorder(void *notifyContext, void *completionContext, BOOLEAN isInRequiredPosition,
                                const NDIS_ENUM_FILTERS *vSwitchExtensionLwfList)
{
    UNREFERENCED_PARAMETER(notifyContext);
    UNREFERENCED_PARAMETER(completionContext);
    DbgPrint("%u extensions, the filter engine is %s place\n", vSwitchExtensionLwfList->NumberOfFilters,
             isInRequiredPosition ? "in its" : "out of");
    return STATUS_SUCCESS;
}

VOID VswitchEventsUnload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    FwpsvSwitchEventsUnsubscribe0(gSubscription, 0, NULL);
    IoDeleteDevice(gDevice);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    static const FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 table = {
        .vSwitchLifetimeNotifyFn = OnLifetime,
        .vSwitchPortEventNotifyFn = OnPort,
        .vSwitchInterfaceEventNotifyFn = OnInterface,
        .vSwitchFilterEngineReorderNotifyRn = OnReorder,
        .vSwitchPolicyEventNotifyFn = OnPolicy,
        .vSwitchRuntimeStateSaveNotifyFn = OnSave,
        .vSwitchRuntimeStateRestoreNotifyFn = OnRestore,
    };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(registryPath);
    KeInitializeSpinLock(&gLock);
    driver->DriverUnload = VswitchEventsUnload;
    status = IoCreateDevice(driver, 0, NULL, FILE_DEVICE_NETWORK, FILE_DEVICE_SECURE_OPEN, FALSE, &gDevice);
    if (!NT_SUCCESS(status))
        return status;
    status = FwpsvSwitchEventsSubscribe0(&VSWITCHEVENTS_PROVIDER, NULL, 0, NULL, &table, &gSubscription);
    if (!NT_SUCCESS(status))
        IoDeleteDevice(gDevice);
    return status;
}
