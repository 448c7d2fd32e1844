/* A WDM driver whose devices answer every way of a program to reach them: controls of all four methods, reads and writes of two
 * devices, requests that wait until they are written to or cancelled (a cancel-safe queue), a cleanup that ends them; a device for
 * one program at a time, and one for none. */
#include <ntifs.h>
#include <wdmsec.h>

DRIVER_INITIALIZE DriverEntry;

#define CODE(function, method, access) CTL_CODE(FILE_DEVICE_UNKNOWN, function, method, access)
#define IOCTL_REVERSE_BUFFERED CODE(0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_SUM_IN_DIRECT    CODE(0x801, METHOD_IN_DIRECT, FILE_ANY_ACCESS)
#define IOCTL_FILL_OUT_DIRECT  CODE(0x802, METHOD_OUT_DIRECT, FILE_ANY_ACCESS)
#define IOCTL_COPY_NEITHER     CODE(0x803, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_MORE             CODE(0x804, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_STATUS           CODE(0x805, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_REQUESTOR        CODE(0x806, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_WAITING          CODE(0x807, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_STALL            CODE(0x808, METHOD_BUFFERED, FILE_ANY_ACCESS)

typedef struct _FILE_CONTEXT {
    ULONG Written;
} FILE_CONTEXT;

static PDEVICE_OBJECT Buffered, Direct, Exclusive, Secret;
static IO_CSQ         Csq;
static LIST_ENTRY     Waiting;
static KSPIN_LOCK     WaitingLock;
static UNICODE_STRING BufferedLink = RTL_CONSTANT_STRING(L"\\DosDevices\\OpenWfpDevice");
static UNICODE_STRING ExclusiveLink = RTL_CONSTANT_STRING(L"\\DosDevices\\OpenWfpExclusive");
static UNICODE_STRING SecretLink = RTL_CONSTANT_STRING(L"\\DosDevices\\OpenWfpSecret");
static UNICODE_STRING DirectLink = RTL_CONSTANT_STRING(L"\\??\\Global\\OpenWfpDirect");

static NTSTATUS Complete(PIRP irp, NTSTATUS status, ULONG_PTR information)
{
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = information;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

/* --- the queue ---------------------------------------------------------------------------------------------------- */

static VOID CsqInsert(PIO_CSQ csq, PIRP irp)
{
    UNREFERENCED_PARAMETER(csq);
    InsertTailList(&Waiting, &irp->Tail.Overlay.ListEntry);
}

static VOID CsqRemove(PIO_CSQ csq, PIRP irp)
{
    UNREFERENCED_PARAMETER(csq);
    RemoveEntryList(&irp->Tail.Overlay.ListEntry);
}

static PIRP CsqPeek(PIO_CSQ csq, PIRP irp, PVOID context)
{
    PLIST_ENTRY e = irp ? irp->Tail.Overlay.ListEntry.Flink : Waiting.Flink;
    UNREFERENCED_PARAMETER(csq);
    for (; e != &Waiting; e = e->Flink) {
        PIRP next = CONTAINING_RECORD(e, IRP, Tail.Overlay.ListEntry);
        if (!context || IoGetCurrentIrpStackLocation(next)->FileObject == context)
            return next;
    }
    return NULL;
}

static VOID CsqAcquire(PIO_CSQ csq, PKIRQL irql)
{
    UNREFERENCED_PARAMETER(csq);
    KeAcquireSpinLock(&WaitingLock, irql);
}

static VOID CsqRelease(PIO_CSQ csq, KIRQL irql)
{
    UNREFERENCED_PARAMETER(csq);
    KeReleaseSpinLock(&WaitingLock, irql);
}

static VOID CsqCancelled(PIO_CSQ csq, PIRP irp)
{
    UNREFERENCED_PARAMETER(csq);
    DbgPrint("a read is cancelled\n");
    Complete(irp, STATUS_CANCELLED, 0);
}

/* --- reads and writes --------------------------------------------------------------------------------------------- */

/* A read waits for the next write; one of no bytes has nothing to wait for. */
static NTSTATUS Read(PDEVICE_OBJECT device, PIRP irp)
{
    ULONG i, n = IoGetCurrentIrpStackLocation(irp)->Parameters.Read.Length;
    if (n == 0)
        return Complete(irp, STATUS_SUCCESS, 0);
    if (device == Direct) {
        PCHAR to = MmGetSystemAddressForMdlSafe(irp->MdlAddress, NormalPagePriority);
        for (i = 0; i < n; i++)
            to[i] = (CHAR)('a' + (IoGetCurrentIrpStackLocation(irp)->Parameters.Read.ByteOffset.LowPart + i) % 26);
        return Complete(irp, STATUS_SUCCESS, n);
    }
    IoCsqInsertIrp(&Csq, irp, NULL);
    return STATUS_PENDING;
}

static NTSTATUS Write(PDEVICE_OBJECT device, PIRP irp)
{
    PIO_STACK_LOCATION s = IoGetCurrentIrpStackLocation(irp);
    ULONG              n = s->Parameters.Write.Length;
    PVOID from = device == Direct && n ? MmGetSystemAddressForMdlSafe(irp->MdlAddress, NormalPagePriority) :
                                         irp->AssociatedIrp.SystemBuffer;
    PIRP  reader = IoCsqRemoveNextIrp(&Csq, NULL);
    ((FILE_CONTEXT *)s->FileObject->FsContext)->Written += n;
    if (reader) {
        ULONG room = IoGetCurrentIrpStackLocation(reader)->Parameters.Read.Length;
        ULONG m = n < room ? n : room;
        RtlCopyMemory(reader->AssociatedIrp.SystemBuffer, from, m);
        Complete(reader, m < n ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS, m);
    }
    return Complete(irp, STATUS_SUCCESS, n);
}

/* --- controls ----------------------------------------------------------------------------------------------------- */

static NTSTATUS Reverse(PIRP irp, ULONG in, ULONG out)
{
    PCHAR text = irp->AssociatedIrp.SystemBuffer;
    ULONG i;
    if (out < in)
        return Complete(irp, STATUS_BUFFER_TOO_SMALL, 0);
    for (i = 0; i < in / 2; i++) {
        CHAR c = text[i];
        text[i] = text[in - 1 - i];
        text[in - 1 - i] = c;
    }
    return Complete(irp, STATUS_SUCCESS, in);
}

/* The output buffer of METHOD_IN_DIRECT is input too. */
static NTSTATUS Sum(PIRP irp, ULONG in, ULONG out)
{
    PUCHAR first = irp->AssociatedIrp.SystemBuffer, second = MmGetSystemAddressForMdlSafe(irp->MdlAddress, NormalPagePriority);
    ULONG  i, sum = 0;
    for (i = 0; i < in; i++)
        sum += first[i];
    for (i = 0; i < out; i++)
        sum += second[i];
    return Complete(irp, STATUS_SUCCESS, sum);
}

static NTSTATUS Fill(PIRP irp, ULONG in, ULONG out)
{
    PUCHAR pattern = irp->AssociatedIrp.SystemBuffer, to = MmGetSystemAddressForMdlSafe(irp->MdlAddress, NormalPagePriority);
    ULONG  i;
    if (in == 0 || MmGetMdlByteCount(irp->MdlAddress) != out)
        return Complete(irp, STATUS_INVALID_PARAMETER, 0);
    for (i = 0; i < out; i++)
        to[i] = pattern[i % in];
    return Complete(irp, STATUS_SUCCESS, out);
}

static NTSTATUS Copy(PIRP irp, PIO_STACK_LOCATION s, ULONG in, ULONG out)
{
    ULONG    n = in < out ? in : out;
    NTSTATUS status = STATUS_SUCCESS;
    __try {
        ProbeForRead(s->Parameters.DeviceIoControl.Type3InputBuffer, in, 1);
        ProbeForWrite(irp->UserBuffer, out, 1);
        RtlCopyMemory(irp->UserBuffer, s->Parameters.DeviceIoControl.Type3InputBuffer, n);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
    }
    return Complete(irp, status, n);
}

static ULONG CountWaiting(VOID)
{
    ULONG       n = 0;
    KIRQL       irql;
    PLIST_ENTRY e;
    KeAcquireSpinLock(&WaitingLock, &irql);
    for (e = Waiting.Flink; e != &Waiting; e = e->Flink)
        n++;
    KeReleaseSpinLock(&WaitingLock, irql);
    return n;
}

static KEVENT StallCancelled;

static VOID CancelStall(PDEVICE_OBJECT device, PIRP irp)
{
    UNREFERENCED_PARAMETER(device);
    IoReleaseCancelSpinLock(irp->CancelIrql);
    KeSetEvent(&StallCancelled, IO_NO_INCREMENT, FALSE);
}

/* Waits in its dispatch routine for the program to give up. */
static NTSTATUS Stall(PIRP irp)
{
    KeInitializeEvent(&StallCancelled, NotificationEvent, FALSE);
    IoSetCancelRoutine(irp, CancelStall);
    DbgPrint("stalls\n");
    KeWaitForSingleObject(&StallCancelled, Executive, KernelMode, FALSE, NULL);
    DbgPrint("stalls no more\n");
    return Complete(irp, STATUS_CANCELLED, 0);
}

static NTSTATUS Control(PDEVICE_OBJECT device, PIRP irp)
{
    PIO_STACK_LOCATION s = IoGetCurrentIrpStackLocation(irp);
    ULONG              in = s->Parameters.DeviceIoControl.InputBufferLength;
    ULONG              out = s->Parameters.DeviceIoControl.OutputBufferLength;
    UNREFERENCED_PARAMETER(device);
    switch (s->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_REVERSE_BUFFERED:
        return Reverse(irp, in, out);
    case IOCTL_SUM_IN_DIRECT:
        return Sum(irp, in, out);
    case IOCTL_FILL_OUT_DIRECT:
        return Fill(irp, in, out);
    case IOCTL_COPY_NEITHER:
        return Copy(irp, s, in, out);
    case IOCTL_MORE: /* a warning gives its bytes */
        RtlFillMemory(irp->AssociatedIrp.SystemBuffer, out, 'm');
        return Complete(irp, STATUS_BUFFER_OVERFLOW, out);
    case IOCTL_STATUS: /* an error does not */
        return Complete(irp, *(NTSTATUS *)irp->AssociatedIrp.SystemBuffer, out);
    case IOCTL_REQUESTOR:
        *(ULONG *)irp->AssociatedIrp.SystemBuffer = IoGetRequestorProcessId(irp) == (ULONG)(ULONG_PTR)PsGetCurrentProcessId() &&
                                                                PsGetProcessId(IoGetRequestorProcess(irp)) == PsGetCurrentProcessId()
                                                        ? IoGetRequestorProcessId(irp) : 0;
        return Complete(irp, STATUS_SUCCESS, sizeof(ULONG));
    case IOCTL_STALL:
        return Stall(irp);
    case IOCTL_WAITING:
        *(ULONG *)irp->AssociatedIrp.SystemBuffer = CountWaiting();
        return Complete(irp, STATUS_SUCCESS, sizeof(ULONG));
    }
    return Complete(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static NTSTATUS Create(PDEVICE_OBJECT device, PIRP irp)
{
    PFILE_OBJECT file = IoGetCurrentIrpStackLocation(irp)->FileObject;
    UNREFERENCED_PARAMETER(device);
    if (file->FileName.Length && file->FileName.Buffer[1] == L'n')
        return Complete(irp, STATUS_OBJECT_NAME_NOT_FOUND, 0);
    file->FsContext = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(FILE_CONTEXT), 'fveD');
    if (!file->FsContext)
        return Complete(irp, STATUS_INSUFFICIENT_RESOURCES, 0);
    DbgPrint("create '%wZ'%s%s\n", &file->FileName, file->ReadAccess ? " reads" : "", file->WriteAccess ? " writes" : "");
    return Complete(irp, STATUS_SUCCESS, 0);
}

static NTSTATUS Cleanup(PDEVICE_OBJECT device, PIRP irp)
{
    PIRP waiting;
    UNREFERENCED_PARAMETER(device);
    DbgPrint("cleanup\n");
    while ((waiting = IoCsqRemoveNextIrp(&Csq, IoGetCurrentIrpStackLocation(irp)->FileObject)) != NULL)
        Complete(waiting, STATUS_CANCELLED, 0);
    return Complete(irp, STATUS_SUCCESS, 0);
}

static NTSTATUS Close(PDEVICE_OBJECT device, PIRP irp)
{
    FILE_CONTEXT *context = IoGetCurrentIrpStackLocation(irp)->FileObject->FsContext;
    UNREFERENCED_PARAMETER(device);
    DbgPrint("close, %u bytes written\n", context->Written);
    ExFreePoolWithTag(context, 'fveD');
    return Complete(irp, STATUS_SUCCESS, 0);
}

/* --- the driver --------------------------------------------------------------------------------------------------- */

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    IoDeleteSymbolicLink(&BufferedLink);
    IoDeleteSymbolicLink(&DirectLink);
    IoDeleteSymbolicLink(&ExclusiveLink);
    IoDeleteSymbolicLink(&SecretLink);
    IoDeleteDevice(Buffered);
    IoDeleteDevice(Direct);
    IoDeleteDevice(Exclusive);
    IoDeleteDevice(Secret);
}

static NTSTATUS MakeDevice(PDRIVER_OBJECT driver, PUNICODE_STRING name, PUNICODE_STRING link, ULONG flags, PDEVICE_OBJECT *device)
{
    NTSTATUS status = IoCreateDevice(driver, 0, name, FILE_DEVICE_UNKNOWN, FILE_DEVICE_SECURE_OPEN, FALSE, device);
    if (!NT_SUCCESS(status))
        return status;
    (*device)->Flags |= flags;
    return IoCreateSymbolicLink(link, name);
}

static NTSTATUS MakeOthers(PDRIVER_OBJECT driver)
{
    UNICODE_STRING exclusive = RTL_CONSTANT_STRING(L"\\Device\\OpenWfpExclusive");
    UNICODE_STRING secret = RTL_CONSTANT_STRING(L"\\Device\\OpenWfpSecret");
    NTSTATUS       status = IoCreateDevice(driver, 0, &exclusive, FILE_DEVICE_UNKNOWN, 0, TRUE, &Exclusive);
    if (NT_SUCCESS(status))
        status = IoCreateSymbolicLink(&ExclusiveLink, &exclusive);
    if (NT_SUCCESS(status))
        status = IoCreateDeviceSecure(driver, 0, &secret, FILE_DEVICE_UNKNOWN, FILE_DEVICE_SECURE_OPEN, FALSE,
                                      &SDDL_DEVOBJ_KERNEL_ONLY, NULL, &Secret);
    return NT_SUCCESS(status) ? IoCreateSymbolicLink(&SecretLink, &secret) : status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    UNICODE_STRING buffered = RTL_CONSTANT_STRING(L"\\Device\\OpenWfpDevice");
    UNICODE_STRING direct = RTL_CONSTANT_STRING(L"\\Device\\OpenWfpDirect");
    NTSTATUS       status = MakeDevice(driver, &buffered, &BufferedLink, DO_BUFFERED_IO, &Buffered);
    UNREFERENCED_PARAMETER(registryPath);
    if (NT_SUCCESS(status))
        status = MakeDevice(driver, &direct, &DirectLink, DO_DIRECT_IO, &Direct);
    if (NT_SUCCESS(status))
        status = MakeOthers(driver);
    InitializeListHead(&Waiting);
    KeInitializeSpinLock(&WaitingLock);
    IoCsqInitialize(&Csq, CsqInsert, CsqRemove, CsqPeek, CsqAcquire, CsqRelease, CsqCancelled);
    driver->DriverUnload = Unload;
    driver->MajorFunction[IRP_MJ_CREATE] = Create;
    driver->MajorFunction[IRP_MJ_CLEANUP] = Cleanup;
    driver->MajorFunction[IRP_MJ_CLOSE] = Close;
    driver->MajorFunction[IRP_MJ_READ] = Read;
    driver->MajorFunction[IRP_MJ_WRITE] = Write;
    driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
    return status;
}
