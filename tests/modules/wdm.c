/* A WDM driver: a device with a name, a request that is answered in place and one that a work item answers, a
 * timer's DPC, a system thread that is waited for. Everything is given back. */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;

#define IOCTL_ECHO  CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_LATER CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)

typedef struct _EXTENSION {
    LIST_ENTRY   Pending;
    KSPIN_LOCK   Lock;
    PIO_WORKITEM Item;
    KTIMER       Timer;
    KDPC         Dpc;
    KEVENT       Fired;
    PETHREAD     Thread;
    KEVENT       Stop;
} EXTENSION, *PEXTENSION;

static UNICODE_STRING DeviceName = RTL_CONSTANT_STRING(L"\\Device\\OpenWfpWdm");
static UNICODE_STRING LinkName = RTL_CONSTANT_STRING(L"\\DosDevices\\OpenWfpWdm");
static PDEVICE_OBJECT Device;

static NTSTATUS Complete(PIRP irp, NTSTATUS status, ULONG_PTR information)
{
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = information;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static NTSTATUS OpenClose(PDEVICE_OBJECT device, PIRP irp)
{
    UNREFERENCED_PARAMETER(device);
    return Complete(irp, STATUS_SUCCESS, 0);
}

static VOID Upper(PIRP irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    PCHAR              text = irp->AssociatedIrp.SystemBuffer;
    ULONG              i, n = stack->Parameters.DeviceIoControl.InputBufferLength;
    for (i = 0; i < n; i++)
        if (text[i] >= 'a' && text[i] <= 'z')
            text[i] -= 32;
    Complete(irp, STATUS_SUCCESS, n);
}

static VOID Later(PDEVICE_OBJECT device, PVOID context)
{
    PEXTENSION  e = device->DeviceExtension;
    PLIST_ENTRY entry = ExInterlockedRemoveHeadList(&e->Pending, &e->Lock);
    UNREFERENCED_PARAMETER(context);
    DbgPrint("later at IRQL %u\n", KeGetCurrentIrql());
    Upper(CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry));
}

static NTSTATUS Control(PDEVICE_OBJECT device, PIRP irp)
{
    PEXTENSION         e = device->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_ECHO:
        return Complete(irp, STATUS_SUCCESS, stack->Parameters.DeviceIoControl.InputBufferLength);
    case IOCTL_LATER:
        IoMarkIrpPending(irp);
        ExInterlockedInsertTailList(&e->Pending, &irp->Tail.Overlay.ListEntry, &e->Lock);
        IoQueueWorkItem(e->Item, Later, DelayedWorkQueue, NULL);
        return STATUS_PENDING;
    }
    return Complete(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
}

static VOID Tick(PKDPC dpc, PVOID context, PVOID a, PVOID b)
{
    PEXTENSION e = context;
    UNREFERENCED_PARAMETER(dpc);
    UNREFERENCED_PARAMETER(a);
    UNREFERENCED_PARAMETER(b);
    DbgPrint("tick at IRQL %u\n", KeGetCurrentIrql());
    KeSetEvent(&e->Fired, IO_NO_INCREMENT, FALSE);
}

static VOID Worker(PVOID context)
{
    PEXTENSION e = context;
    KeWaitForSingleObject(&e->Stop, Executive, KernelMode, FALSE, NULL);
    DbgPrint("worker ends\n");
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    PEXTENSION e = Device->DeviceExtension;
    UNREFERENCED_PARAMETER(driver);
    KeSetEvent(&e->Stop, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(e->Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(e->Thread);
    IoFreeWorkItem(e->Item);
    IoDeleteSymbolicLink(&LinkName);
    IoDeleteDevice(Device);
    DbgPrint("unloaded\n");
}

static NTSTATUS StartThread(PEXTENSION e)
{
    HANDLE   handle;
    NTSTATUS status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, Worker, e);
    if (!NT_SUCCESS(status))
        return status;
    status = ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, (PVOID *)&e->Thread, NULL);
    ZwClose(handle);
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    LARGE_INTEGER due;
    PEXTENSION    e;
    NTSTATUS      status;
    DbgPrint("loading %wZ, device %ws", registryPath, DeviceName.Buffer);
    DbgPrint(", long %ld\n", (LONG)-1);
    status = IoCreateDevice(driver, sizeof(EXTENSION), &DeviceName, FILE_DEVICE_UNKNOWN, FILE_DEVICE_SECURE_OPEN, FALSE, &Device);
    if (!NT_SUCCESS(status))
        return status;
    e = Device->DeviceExtension;
    InitializeListHead(&e->Pending);
    KeInitializeSpinLock(&e->Lock);
    KeInitializeEvent(&e->Stop, NotificationEvent, FALSE);
    KeInitializeEvent(&e->Fired, SynchronizationEvent, FALSE);
    KeInitializeTimer(&e->Timer);
    KeInitializeDpc(&e->Dpc, Tick, e);
    e->Item = IoAllocateWorkItem(Device);
    status = IoCreateSymbolicLink(&LinkName, &DeviceName);
    if (NT_SUCCESS(status))
        status = StartThread(e);
    due.QuadPart = -10000;
    KeSetTimer(&e->Timer, due, &e->Dpc);
    KeWaitForSingleObject(&e->Fired, Executive, KernelMode, FALSE, NULL);
    driver->DriverUnload = Unload;
    driver->MajorFunction[IRP_MJ_CREATE] = OpenClose;
    driver->MajorFunction[IRP_MJ_CLOSE] = OpenClose;
    driver->MajorFunction[IRP_MJ_CLEANUP] = OpenClose;
    driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
    Device->Flags &= ~DO_DEVICE_INITIALIZING;
    return status;
}
