/* Devices above devices and drivers that ask drivers: a filter that is attached above a device of its own, requests that it builds
 * and sends, a device opened by name, remove locks, memory of the driver object, the event log, a second completion. */
#include <ntifs.h>

DRIVER_INITIALIZE DriverEntry;

#define IOCTL_DOUBLE    CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_FILL      CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_OUT_DIRECT, FILE_ANY_ACCESS)
#define IOCTL_COMPLETES CTL_CODE(FILE_DEVICE_UNKNOWN, 0x802, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_BUSY      CTL_CODE(FILE_DEVICE_UNKNOWN, 0x803, METHOD_BUFFERED, FILE_ANY_ACCESS)

typedef struct _EXTENSION {
    PDEVICE_OBJECT Lower; /* NULL: it is the lower one itself */
    IO_REMOVE_LOCK Lock;
} EXTENSION, *PEXTENSION;

static PDEVICE_OBJECT Lower, Upper;
static UNICODE_STRING LowerName = RTL_CONSTANT_STRING(L"\\Device\\OpenWfpLower");
static UNICODE_STRING NoName = RTL_CONSTANT_STRING(L"\\Device\\OpenWfpNone");
static ULONG          Checks, Failures;

static VOID Check(BOOLEAN good, ULONG line)
{
    Checks++;
    if (good)
        return;
    Failures++;
    DbgPrint("line %u fails\n", line);
}
#define CHECK(good) Check((good) != 0, __LINE__)

static NTSTATUS Complete(PIRP irp, NTSTATUS status, ULONG_PTR information)
{
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = information;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

/* The result of the lower device, one more. */
static NTSTATUS Increment(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
    UNREFERENCED_PARAMETER(context);
    if (irp->PendingReturned)
        IoMarkIrpPending(irp);
    if (NT_SUCCESS(irp->IoStatus.Status) && irp->IoStatus.Information == sizeof(ULONG))
        ++*(ULONG *)irp->AssociatedIrp.SystemBuffer;
    IoReleaseRemoveLock(&((PEXTENSION)device->DeviceExtension)->Lock, irp);
    return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS PassOn(PDEVICE_OBJECT device, PIRP irp)
{
    PEXTENSION e = device->DeviceExtension;
    NTSTATUS   status = IoAcquireRemoveLock(&e->Lock, irp);
    if (!NT_SUCCESS(status))
        return Complete(irp, status, 0);
    if (IoGetCurrentIrpStackLocation(irp)->MajorFunction != IRP_MJ_DEVICE_CONTROL) {
        IoSkipCurrentIrpStackLocation(irp);
        status = IoCallDriver(e->Lower, irp);
        IoReleaseRemoveLock(&e->Lock, irp);
        return status;
    }
    IoCopyCurrentIrpStackLocationToNext(irp);
    IoSetCompletionRoutine(irp, Increment, NULL, TRUE, TRUE, TRUE);
    return IoCallDriver(e->Lower, irp);
}

static NTSTATUS Answer(PIRP irp)
{
    PIO_STACK_LOCATION s = IoGetCurrentIrpStackLocation(irp);
    PULONG             number = irp->AssociatedIrp.SystemBuffer;
    if (s->MajorFunction != IRP_MJ_DEVICE_CONTROL)
        return Complete(irp, STATUS_SUCCESS, 0);
    switch (s->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_DOUBLE:
        *number *= 2;
        return Complete(irp, STATUS_SUCCESS, sizeof(ULONG));
    case IOCTL_FILL:
        RtlFillMemory(MmGetSystemAddressForMdlSafe(irp->MdlAddress, NormalPagePriority), MmGetMdlByteCount(irp->MdlAddress), 'f');
        return Complete(irp, STATUS_SUCCESS, MmGetMdlByteCount(irp->MdlAddress));
    case IOCTL_COMPLETES:
        Complete(irp, STATUS_SUCCESS, 0);
        return Complete(irp, STATUS_SUCCESS, 0);
    }
    return Complete(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
}

static NTSTATUS Dispatch(PDEVICE_OBJECT device, PIRP irp)
{
    PIO_STACK_LOCATION s = IoGetCurrentIrpStackLocation(irp);
    if (s->MajorFunction == IRP_MJ_DEVICE_CONTROL && s->Parameters.DeviceIoControl.IoControlCode == IOCTL_BUSY)
        return STATUS_DEVICE_BUSY; /* and keeps it, which is against the rules */
    return device == Upper ? PassOn(device, irp) : Answer(irp);
}

/* --- the driver asks ---------------------------------------------------------------------------------------------- */

static VOID AskByName(VOID)
{
    PFILE_OBJECT    file;
    PDEVICE_OBJECT  device;
    KEVENT          done;
    IO_STATUS_BLOCK result;
    ULONG           number = 20;
    CHAR            text[5] = "";
    PIRP            irp;
    NTSTATUS        status = IoGetDeviceObjectPointer(&LowerName, FILE_ALL_ACCESS, &file, &device);
    CHECK(NT_SUCCESS(status) && device == Upper && file->DeviceObject == Lower);
    if (!NT_SUCCESS(status))
        return;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    irp = IoBuildDeviceIoControlRequest(IOCTL_DOUBLE, device, &number, sizeof(number), &number, sizeof(number), FALSE, &done, &result);
    CHECK(irp != NULL);
    status = IoCallDriver(device, irp);
    if (status == STATUS_PENDING)
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    CHECK(NT_SUCCESS(result.Status) && result.Information == sizeof(number) && number == 41);
    KeClearEvent(&done);
    irp = IoBuildDeviceIoControlRequest(IOCTL_FILL, Lower, NULL, 0, text, 4, FALSE, &done, &result);
    CHECK(NT_SUCCESS(IoCallDriver(Lower, irp)) && text[0] == 'f' && text[3] == 'f' && text[4] == 0);
    CHECK(KeReadStateEvent(&done));
    ObReferenceObject(file);
    ObDereferenceObject(file);
    ObDereferenceObject(file);
    CHECK(IoGetDeviceObjectPointer(&NoName, 0, &file, &device) == STATUS_OBJECT_NAME_NOT_FOUND);
}

static NTSTATUS Caught(PDEVICE_OBJECT device, PIRP irp, PVOID event)
{
    UNREFERENCED_PARAMETER(device);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent(event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* A request of the driver's own, sent twice. */
static VOID AskWithOwnRequest(VOID)
{
    PIRP   irp = IoAllocateIrp(Lower->StackSize, FALSE);
    KEVENT caught;
    ULONG  i;
    CHECK(irp != NULL);
    for (i = 0; irp && i < 2; i++) {
        KeInitializeEvent(&caught, NotificationEvent, FALSE);
        IoGetNextIrpStackLocation(irp)->MajorFunction = IRP_MJ_FLUSH_BUFFERS;
        IoSetCompletionRoutine(irp, Caught, &caught, TRUE, TRUE, TRUE);
        CHECK(NT_SUCCESS(IoCallDriver(Lower, irp)) && KeReadStateEvent(&caught));
        IoReuseIrp(irp, STATUS_SUCCESS);
    }
    if (irp)
        IoFreeIrp(irp);
}

static VOID CheckExtensionAndLog(PDRIVER_OBJECT driver)
{
    PVOID                memory, other;
    PIO_ERROR_LOG_PACKET entry;
    CHECK(NT_SUCCESS(IoAllocateDriverObjectExtension(driver, &Checks, 16, &memory)));
    CHECK(IoAllocateDriverObjectExtension(driver, &Checks, 16, &other) == STATUS_OBJECT_NAME_COLLISION);
    CHECK(IoGetDriverObjectExtension(driver, &Checks) == memory && IoGetDriverObjectExtension(driver, &Failures) == NULL);
    CHECK(IoAllocateErrorLogEntry(driver, 1) == NULL);
    entry = IoAllocateErrorLogEntry(driver, sizeof(IO_ERROR_LOG_PACKET));
    CHECK(entry != NULL);
    entry->ErrorCode = STATUS_DEVICE_BUSY;
    IoWriteErrorLogEntry(entry);
    CHECK(IoGetFileObjectGenericMapping()->GenericRead == 0x120089);
    __try {
        ProbeForRead((PVOID)(ULONG_PTR)8, 4, 1);
        CHECK(FALSE);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        CHECK(GetExceptionCode() == STATUS_ACCESS_VIOLATION);
    }
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    PEXTENSION e = Upper->DeviceExtension;
    UNREFERENCED_PARAMETER(driver);
    CHECK(NT_SUCCESS(IoAcquireRemoveLock(&e->Lock, NULL)));
    IoReleaseRemoveLockAndWait(&e->Lock, NULL);
    CHECK(IoAcquireRemoveLock(&e->Lock, NULL) == STATUS_DELETE_PENDING);
    IoUnregisterShutdownNotification(Lower);
    IoDetachDevice(e->Lower);
    IoDeleteDevice(Upper);
    IoDeleteDevice(Lower);
    DbgPrint("%s, %u failures\n", Checks > 15 ? "many checks" : "few checks", Failures);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    ULONG    i;
    NTSTATUS status = IoCreateDevice(driver, sizeof(EXTENSION), &LowerName, FILE_DEVICE_UNKNOWN, 0, FALSE, &Lower);
    UNREFERENCED_PARAMETER(registryPath);
    if (NT_SUCCESS(status))
        status = IoCreateDevice(driver, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Upper);
    if (!NT_SUCCESS(status))
        return status;
    for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
        driver->MajorFunction[i] = Dispatch;
    driver->DriverUnload = Unload;
    Lower->Flags &= ~DO_DEVICE_INITIALIZING;
    IoInitializeRemoveLock(&((PEXTENSION)Upper->DeviceExtension)->Lock, 'kcts', 0, 0);
    ((PEXTENSION)Upper->DeviceExtension)->Lower = IoAttachDeviceToDeviceStack(Upper, Lower);
    CHECK(IoGetAttachedDevice(Lower) == Upper && Upper->StackSize == 2);
    CHECK(NT_SUCCESS(IoRegisterShutdownNotification(Lower)));
    AskByName();
    AskWithOwnRequest();
    CheckExtensionAndLog(driver);
    return STATUS_SUCCESS;
}
