/* A framework driver without hardware: a control device with a sequential queue, contexts, locks, a timer, a work
 * item and its registry parameters. */
#include <ntddk.h>
#include <wdf.h>
#include <wdmsec.h>

DRIVER_INITIALIZE DriverEntry;

#define IOCTL_ECHO CTL_CODE(FILE_DEVICE_NETWORK, 0x900, METHOD_BUFFERED, FILE_ANY_ACCESS)

typedef struct _DEVICE_CONTEXT {
    ULONG       Requests;
    WDFSPINLOCK Lock;
    KEVENT      Ticked;
    KEVENT      Worked;
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, GetDeviceContext);

static VOID Cleanup(WDFOBJECT device)
{
    DbgPrint("device goes after %u requests\n", GetDeviceContext(device)->Requests);
}

static VOID Control(WDFQUEUE queue, WDFREQUEST request, size_t outputSize, size_t inputSize, ULONG code)
{
    PDEVICE_CONTEXT c = GetDeviceContext(WdfIoQueueGetDevice(queue));
    PVOID           in, out;
    size_t          size;
    NTSTATUS        status;
    UNREFERENCED_PARAMETER(inputSize);
    WdfSpinLockAcquire(c->Lock);
    c->Requests++;
    WdfSpinLockRelease(c->Lock);
    if (code != IOCTL_ECHO) {
        WdfRequestComplete(request, STATUS_INVALID_DEVICE_REQUEST);
        return;
    }
    status = WdfRequestRetrieveInputBuffer(request, 3, &in, &size);
    if (NT_SUCCESS(status))
        status = WdfRequestRetrieveOutputBuffer(request, size, &out, NULL);
    if (NT_SUCCESS(status) && size <= outputSize)
        RtlMoveMemory(out, in, size);
    WdfRequestCompleteWithInformation(request, status, NT_SUCCESS(status) ? size : 0);
}

static VOID Ticked(WDFTIMER timer)
{
    if (KeGetCurrentIrql() != PASSIVE_LEVEL)
        DbgPrint("the timer's function runs at IRQL %u\n", KeGetCurrentIrql());
    KeSetEvent(&GetDeviceContext(WdfTimerGetParentObject(timer))->Ticked, IO_NO_INCREMENT, FALSE);
}

static VOID Worked(WDFWORKITEM item)
{
    KeSetEvent(&GetDeviceContext(WdfWorkItemGetParentObject(item))->Worked, IO_NO_INCREMENT, FALSE);
}

static NTSTATUS UseTimerAndWorkItem(WDFDEVICE device)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_TIMER_CONFIG      timerConfig;
    WDF_WORKITEM_CONFIG   itemConfig;
    PDEVICE_CONTEXT       c = GetDeviceContext(device);
    WDFTIMER              timer;
    WDFWORKITEM           item;
    PVOID                 both[2];
    NTSTATUS              status;
    KeInitializeEvent(&c->Ticked, NotificationEvent, FALSE);
    KeInitializeEvent(&c->Worked, NotificationEvent, FALSE);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = device;
    WDF_TIMER_CONFIG_INIT(&timerConfig, Ticked);
    /* The device inherits from the driver a lock that waits: not one for a function at DISPATCH_LEVEL. */
    status = WdfTimerCreate(&timerConfig, &attributes, &timer);
    if (status != STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL)
        return STATUS_UNSUCCESSFUL;
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    status = WdfTimerCreate(&timerConfig, &attributes, &timer);
    if (!NT_SUCCESS(status))
        return status;
    attributes.ExecutionLevel = WdfExecutionLevelInheritFromParent;
    WDF_WORKITEM_CONFIG_INIT(&itemConfig, Worked);
    status = WdfWorkItemCreate(&itemConfig, &attributes, &item);
    if (!NT_SUCCESS(status))
        return status;
    WdfTimerStart(timer, WDF_REL_TIMEOUT_IN_MS(1));
    WdfWorkItemEnqueue(item);
    both[0] = &c->Ticked;
    both[1] = &c->Worked;
    return KeWaitForMultipleObjects(2, both, WaitAll, Executive, KernelMode, FALSE, NULL, NULL);
}

static NTSTATUS CreateDevice(WDFDRIVER driver)
{
    DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\OpenWfpKmdf");
    DECLARE_CONST_UNICODE_STRING(link, L"\\DosDevices\\OpenWfpKmdf");
    PWDFDEVICE_INIT       init = WdfControlDeviceInitAllocate(driver, &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_IO_QUEUE_CONFIG   config;
    WDFDEVICE             device;
    NTSTATUS              status;
    if (!init)
        return STATUS_INSUFFICIENT_RESOURCES;
    WdfDeviceInitSetDeviceType(init, FILE_DEVICE_NETWORK);
    WdfDeviceInitSetCharacteristics(init, FILE_DEVICE_SECURE_OPEN, FALSE);
    status = WdfDeviceInitAssignName(init, &name);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DEVICE_CONTEXT);
    attributes.EvtCleanupCallback = Cleanup;
    if (NT_SUCCESS(status))
        status = WdfDeviceCreate(&init, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        WdfDeviceInitFree(init);
        return status;
    }
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = device;
    status = WdfSpinLockCreate(&attributes, &GetDeviceContext(device)->Lock);
    if (NT_SUCCESS(status))
        status = WdfDeviceCreateSymbolicLink(device, &link);
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchSequential);
    config.EvtIoDeviceControl = Control;
    if (NT_SUCCESS(status))
        status = WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, NULL);
    if (NT_SUCCESS(status))
        status = UseTimerAndWorkItem(device);
    WdfControlFinishInitializing(device);
    return status;
}

static NTSTATUS ReadParameters(WDFDRIVER driver)
{
    DECLARE_CONST_UNICODE_STRING(name, L"Level");
    DECLARE_CONST_UNICODE_STRING(absent, L"Absent");
    WDFKEY   key;
    ULONG    level = 0;
    NTSTATUS status = WdfDriverOpenParametersRegistryKey(driver, KEY_READ, WDF_NO_OBJECT_ATTRIBUTES, &key);
    if (!NT_SUCCESS(status))
        return status;
    status = WdfRegistryQueryULong(key, &name, &level);
    DbgPrint("level %u, absent 0x%08x\n", level, WdfRegistryQueryULong(key, &absent, &level));
    WdfRegistryClose(key);
    return status;
}

static VOID Unload(WDFDRIVER driver)
{
    DbgPrint("unloading %p\n", WdfDriverWdmGetDriverObject(driver) ? NULL : driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driverObject, PUNICODE_STRING registryPath)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_DRIVER_CONFIG     config;
    WDFDRIVER             driver;
    NTSTATUS              status;
    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags |= WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = Unload;
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.SynchronizationScope = WdfSynchronizationScopeDevice;
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    status = WdfDriverCreate(driverObject, registryPath, &attributes, &config, &driver);
    if (NT_SUCCESS(status))
        status = ReadParameters(driver);
    if (NT_SUCCESS(status))
        status = CreateDevice(driver);
    return status;
}
