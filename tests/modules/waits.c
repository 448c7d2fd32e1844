/* Waits in DriverEntry for a work item of its own, and in its unload routine for a request that only the host's own thread
 * sends. */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;

#define RELEASE CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)

static KEVENT         Started, Released;
static PDEVICE_OBJECT Device;
static volatile LONG  Unloading, Asked;

static VOID Start(PDEVICE_OBJECT device, PVOID item)
{
    UNREFERENCED_PARAMETER(device);
    IoFreeWorkItem(item);
    KeSetEvent(&Started, IO_NO_INCREMENT, FALSE);
}

static NTSTATUS Control(PDEVICE_OBJECT device, PIRP irp)
{
    NTSTATUS status = STATUS_DEVICE_NOT_READY;
    UNREFERENCED_PARAMETER(device);
    if (Unloading) {
        Asked = 1;
        status = STATUS_SUCCESS;
    }
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

/* The device may go once nobody has it open any more. */
static NTSTATUS OpenOrClose(PDEVICE_OBJECT device, PIRP irp)
{
    BOOLEAN last = Asked && IoGetCurrentIrpStackLocation(irp)->MajorFunction == IRP_MJ_CLOSE;
    UNREFERENCED_PARAMETER(device);
    irp->IoStatus.Status = STATUS_SUCCESS;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    if (last)
        KeSetEvent(&Released, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

DECLSPEC_NOINLINE static VOID WaitForRelease(VOID)
{
    KeWaitForSingleObject(&Released, Executive, KernelMode, FALSE, NULL);
    DbgPrint("released\n");
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    DbgPrint("unloading at IRQL %u\n", KeGetCurrentIrql());
    InterlockedExchange(&Unloading, 1);
    WaitForRelease();
    IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\OpenWfpWaits");
    PIO_WORKITEM   item;
    NTSTATUS       status = IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
    UNREFERENCED_PARAMETER(registryPath);
    if (!NT_SUCCESS(status))
        return status;
    driver->DriverUnload = Unload;
    driver->MajorFunction[IRP_MJ_CREATE] = driver->MajorFunction[IRP_MJ_CLEANUP] = OpenOrClose;
    driver->MajorFunction[IRP_MJ_CLOSE] = OpenOrClose;
    driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
    KeInitializeEvent(&Started, NotificationEvent, FALSE);
    KeInitializeEvent(&Released, NotificationEvent, FALSE);
    item = IoAllocateWorkItem(Device);
    IoQueueWorkItem(item, Start, DelayedWorkQueue, item);
    KeWaitForSingleObject(&Started, Executive, KernelMode, FALSE, NULL);
    DbgPrint("started at IRQL %u\n", KeGetCurrentIrql());
    return STATUS_SUCCESS;
}
