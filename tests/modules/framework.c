/* The framework's objects and queues: a device with automatic synchronization that keeps requests in a manual queue, marks others
 * cancelable, looks at the program's own buffers, and checks itself strings, collections, DPCs, locks and its parameters when it is
 * loaded. */
#include <ntddk.h>
#include <wdf.h>

DRIVER_INITIALIZE DriverEntry;

#define CODE(function, method) CTL_CODE(FILE_DEVICE_UNKNOWN, function, method, FILE_ANY_ACCESS)
#define IOCTL_KEEP       CODE(0x900, METHOD_BUFFERED)   /* waits in the manual queue */
#define IOCTL_RELEASE    CODE(0x901, METHOD_BUFFERED)   /* completes the oldest that waits */
#define IOCTL_CANCELABLE CODE(0x902, METHOD_BUFFERED)   /* is the driver's own, until it is cancelled */
#define IOCTL_NEITHER    CODE(0x903, METHOD_NEITHER)    /* memory of the program */
#define IOCTL_DIRECT     CODE(0x904, METHOD_OUT_DIRECT)
#define IOCTL_STOP       CODE(0x905, METHOD_BUFFERED)   /* stops, asks and starts the manual queue */
#define IOCTL_QUIET      CODE(0x906, METHOD_BUFFERED)   /* brings it to rest in every way; two requests wait in it */

typedef struct _DEVICE_CONTEXT {
    WDFQUEUE Kept;
    ULONG    Ready;
    LONG     Inside;
    LONG     Rested;
    KEVENT   Fired;
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, GetContext);

typedef struct _FILE_CONTEXT {
    ULONG Requests;
} FILE_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(FILE_CONTEXT, GetFileContext);

static ULONG Checks, Failures;

static VOID Check(BOOLEAN good, ULONG line)
{
    Checks++;
    if (good)
        return;
    Failures++;
    DbgPrint("line %u fails\n", line);
}
#define CHECK(good) Check((good) != 0, __LINE__)

/* --- requests ----------------------------------------------------------------------------------------------------- */

static VOID Ready(WDFQUEUE queue, WDFCONTEXT context)
{
    UNREFERENCED_PARAMETER(queue);
    InterlockedIncrement((LONG *)&GetContext(context)->Ready);
}

static VOID Cancelled(WDFREQUEST request)
{
    DbgPrint("cancelled by its routine\n");
    WdfRequestComplete(request, STATUS_CANCELLED);
}

static VOID CancelledOnQueue(WDFQUEUE queue, WDFREQUEST request)
{
    UNREFERENCED_PARAMETER(queue);
    DbgPrint("cancelled on its queue\n");
    WdfRequestComplete(request, STATUS_CANCELLED);
}

static VOID Release(PDEVICE_CONTEXT c, WDFREQUEST request)
{
    WDFREQUEST kept;
    PMDL       mdl;
    PULONG     out;
    NTSTATUS   status = WdfIoQueueRetrieveNextRequest(c->Kept, &kept);
    if (!NT_SUCCESS(status)) {
        WdfRequestComplete(request, status);
        return;
    }
    CHECK(WdfRequestGetIoQueue(kept) == c->Kept && !WdfRequestIsCanceled(kept));
    CHECK(WdfRequestRequeue(kept) == STATUS_SUCCESS && NT_SUCCESS(WdfIoQueueRetrieveNextRequest(c->Kept, &kept)));
    status = WdfRequestRetrieveOutputBuffer(kept, sizeof(ULONG), (PVOID *)&out, NULL);
    if (NT_SUCCESS(status))
        *out = c->Ready;
    CHECK(NT_SUCCESS(WdfRequestRetrieveOutputWdmMdl(kept, &mdl)) && MmGetMdlVirtualAddress(mdl) == (PVOID)out);
    WdfRequestCompleteWithInformation(kept, status, sizeof(ULONG));
    WdfRequestComplete(request, STATUS_SUCCESS);
}

static VOID StopAndStart(PDEVICE_CONTEXT c, WDFREQUEST request)
{
    WDFREQUEST kept = NULL;
    WdfIoQueueStop(c->Kept, NULL, NULL);
    CHECK(WdfIoQueueRetrieveNextRequest(c->Kept, &kept) == STATUS_WDF_PAUSED && !kept);
    WdfIoQueueStart(c->Kept);
    WdfRequestComplete(request, STATUS_SUCCESS);
}

static VOID Fill(WDFREQUEST request)
{
    WDFMEMORY memory;
    PMDL      mdl = NULL;
    size_t    size = 0;
    NTSTATUS  status = WdfRequestRetrieveOutputMemory(request, &memory);
    if (NT_SUCCESS(status)) {
        PVOID to = WdfMemoryGetBuffer(memory, &size);
        RtlFillMemory(to, size, 'd');
        CHECK(NT_SUCCESS(WdfRequestRetrieveOutputWdmMdl(request, &mdl)) && mdl == WdfRequestWdmGetIrp(request)->MdlAddress);
    }
    WdfRequestCompleteWithInformation(request, status, size);
}

static VOID Control(WDFQUEUE queue, WDFREQUEST request, size_t outputSize, size_t inputSize, ULONG code)
{
    PDEVICE_CONTEXT c = GetContext(WdfIoQueueGetDevice(queue));
    UNREFERENCED_PARAMETER(outputSize);
    UNREFERENCED_PARAMETER(inputSize);
    CHECK(InterlockedIncrement(&c->Inside) == 1); /* the framework serializes */
    GetFileContext(WdfRequestGetFileObject(request))->Requests++;
    switch (code) {
    case IOCTL_KEEP:
        CHECK(NT_SUCCESS(WdfRequestForwardToIoQueue(request, c->Kept)));
        break;
    case IOCTL_RELEASE:
        Release(c, request);
        break;
    case IOCTL_CANCELABLE:
        CHECK(NT_SUCCESS(WdfRequestMarkCancelableEx(request, Cancelled)) && NT_SUCCESS(WdfRequestUnmarkCancelable(request)));
        WdfRequestMarkCancelable(request, Cancelled);
        break;
    case IOCTL_DIRECT:
        Fill(request);
        break;
    case IOCTL_STOP:
        StopAndStart(c, request);
        break;
    default:
        WdfRequestComplete(request, STATUS_INVALID_DEVICE_REQUEST);
    }
    InterlockedDecrement(&c->Inside);
}

static VOID Rested(WDFQUEUE queue, WDFCONTEXT context)
{
    UNREFERENCED_PARAMETER(queue);
    InterlockedIncrement(&GetContext(context)->Rested);
}

/* Not from a callback of the queue, which waits for nobody at DISPATCH_LEVEL. */
static VOID ComeToRest(WDFDEVICE device, WDFREQUEST request)
{
    PDEVICE_CONTEXT c = GetContext(device);
    WDFFILEOBJECT   file = WdfRequestGetFileObject(request);
    WDFREQUEST      kept = NULL;
    CHECK(NT_SUCCESS(WdfIoQueueRetrieveRequestByFileObject(c->Kept, file, &kept)) && WdfRequestGetFileObject(kept) == file);
    WdfIoQueueStop(c->Kept, Rested, (WDFCONTEXT)device);
    CHECK(c->Rested == 0); /* the driver has one of its requests */
    WdfRequestComplete(kept, STATUS_SUCCESS);
    CHECK(c->Rested == 1);
    WdfIoQueueStopSynchronously(c->Kept);
    CHECK(WdfIoQueueRetrieveNextRequest(c->Kept, &kept) == STATUS_WDF_PAUSED);
    WdfIoQueueStart(c->Kept);
    WdfIoQueuePurgeSynchronously(c->Kept); /* cancels the other one */
    CHECK(WdfIoQueueRetrieveRequestByFileObject(c->Kept, file, &kept) == STATUS_NO_MORE_ENTRIES);
    WdfIoQueueStart(c->Kept);
    WdfIoQueueDrainSynchronously(c->Kept);
    WdfIoQueueDrain(c->Kept, Rested, (WDFCONTEXT)device);
    WdfIoQueuePurge(c->Kept, Rested, (WDFCONTEXT)device);
    CHECK(c->Rested == 3);
    WdfIoQueueStart(c->Kept);
    WdfRequestComplete(request, STATUS_SUCCESS);
}

/* Only here the buffers of METHOD_NEITHER are at hand. */
static VOID InCallerContext(WDFDEVICE device, WDFREQUEST request)
{
    WDF_REQUEST_PARAMETERS p;
    PVOID                  in, out;
    WDFMEMORY              from, to;
    size_t                 n = 0;
    NTSTATUS               status;
    WDF_REQUEST_PARAMETERS_INIT(&p);
    WdfRequestGetParameters(request, &p);
    if (p.Type == WdfRequestTypeDeviceControl && p.Parameters.DeviceIoControl.IoControlCode == IOCTL_QUIET) {
        ComeToRest(device, request);
        return;
    }
    if (p.Type != WdfRequestTypeDeviceControl || p.Parameters.DeviceIoControl.IoControlCode != IOCTL_NEITHER) {
        status = WdfDeviceEnqueueRequest(device, request);
        if (!NT_SUCCESS(status))
            WdfRequestComplete(request, status);
        return;
    }
    status = WdfRequestRetrieveUnsafeUserInputBuffer(request, 1, &in, &n);
    if (NT_SUCCESS(status))
        status = WdfRequestRetrieveUnsafeUserOutputBuffer(request, n, &out, NULL);
    if (NT_SUCCESS(status))
        status = WdfRequestProbeAndLockUserBufferForRead(request, in, n, &from);
    if (NT_SUCCESS(status))
        status = WdfRequestProbeAndLockUserBufferForWrite(request, out, n, &to);
    if (NT_SUCCESS(status))
        status = WdfMemoryCopyFromBuffer(to, 0, WdfMemoryGetBuffer(from, NULL), n);
    CHECK(WdfRequestRetrieveInputBuffer(request, 0, &in, NULL) == STATUS_INVALID_DEVICE_REQUEST);
    WdfRequestCompleteWithInformation(request, status, n);
}

static VOID FileCreate(WDFDEVICE device, WDFREQUEST request, WDFFILEOBJECT file)
{
    CHECK(WdfFileObjectGetDevice(file) == device && GetFileContext(file)->Requests == 0);
    WdfRequestComplete(request, STATUS_SUCCESS);
}

static VOID FileCleanup(WDFFILEOBJECT file)
{
    DbgPrint("cleanup after %u requests\n", GetFileContext(file)->Requests);
}

static VOID FileClose(WDFFILEOBJECT file)
{
    UNREFERENCED_PARAMETER(file);
    DbgPrint("close\n");
}

/* --- objects ------------------------------------------------------------------------------------------------------ */

static VOID Fired(WDFDPC dpc)
{
    CHECK(KeGetCurrentIrql() == DISPATCH_LEVEL);
    KeSetEvent(&GetContext(WdfDpcGetParentObject(dpc))->Fired, IO_NO_INCREMENT, FALSE);
}

static VOID CheckDpc(WDFDEVICE device)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_DPC_CONFIG        config;
    WDFDPC                dpc;
    KeInitializeEvent(&GetContext(device)->Fired, NotificationEvent, FALSE);
    WDF_DPC_CONFIG_INIT(&config, Fired);
    CHECK(WdfDpcCreate(&config, NULL, &dpc) == STATUS_WDF_PARENT_NOT_SPECIFIED);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = device;
    CHECK(NT_SUCCESS(WdfDpcCreate(&config, &attributes, &dpc)) && WdfDpcEnqueue(dpc));
    KeWaitForSingleObject(&GetContext(device)->Fired, Executive, KernelMode, FALSE, NULL);
    CHECK(!WdfDpcCancel(dpc, TRUE));
}

static VOID CheckCollection(VOID)
{
    DECLARE_CONST_UNICODE_STRING(text, L"first");
    WDFCOLLECTION  collection;
    WDFSTRING      first, second;
    UNICODE_STRING back;
    CHECK(NT_SUCCESS(WdfStringCreate(&text, WDF_NO_OBJECT_ATTRIBUTES, &first)));
    CHECK(NT_SUCCESS(WdfStringCreate(NULL, WDF_NO_OBJECT_ATTRIBUTES, &second)));
    WdfStringGetUnicodeString(first, &back);
    CHECK(RtlEqualUnicodeString(&text, &back, FALSE));
    CHECK(NT_SUCCESS(WdfCollectionCreate(WDF_NO_OBJECT_ATTRIBUTES, &collection)));
    CHECK(WdfCollectionGetFirstItem(collection) == NULL && WdfCollectionGetLastItem(collection) == NULL);
    CHECK(NT_SUCCESS(WdfCollectionAdd(collection, first)) && NT_SUCCESS(WdfCollectionAdd(collection, second)));
    CHECK(WdfCollectionGetCount(collection) == 2 && WdfCollectionGetItem(collection, 1) == (WDFOBJECT)second);
    CHECK(WdfCollectionGetFirstItem(collection) == (WDFOBJECT)first && WdfCollectionGetLastItem(collection) == (WDFOBJECT)second);
    WdfCollectionRemove(collection, first);
    WdfCollectionRemoveItem(collection, 0);
    CHECK(WdfCollectionGetCount(collection) == 0 && WdfCollectionGetItem(collection, 0) == NULL);
    CHECK(NT_SUCCESS(WdfCollectionAdd(collection, second)));
    WdfObjectDelete(collection);
    WdfObjectDelete(first);
    WdfObjectDelete(second);
}

static VOID CheckParameters(WDFDRIVER driver)
{
    DECLARE_CONST_UNICODE_STRING(name, L"Name");
    DECLARE_CONST_UNICODE_STRING(below, L"Below");
    DECLARE_CONST_UNICODE_STRING(level, L"Level");
    DECLARE_UNICODE_STRING_SIZE(text, 16);
    WDFKEY         key, sub;
    WDFSTRING      string;
    UNICODE_STRING back;
    ULONG          number = 0, size = 0, type = 0;
    USHORT         length = 0;
    CHECK(NT_SUCCESS(WdfDriverOpenParametersRegistryKey(driver, KEY_READ, WDF_NO_OBJECT_ATTRIBUTES, &key)));
    CHECK(NT_SUCCESS(WdfRegistryQueryUnicodeString(key, &name, &length, &text)) && length == 6 && text.Buffer[0] == L'a');
    CHECK(NT_SUCCESS(WdfStringCreate(NULL, WDF_NO_OBJECT_ATTRIBUTES, &string)));
    CHECK(NT_SUCCESS(WdfRegistryQueryString(key, &name, string)));
    WdfStringGetUnicodeString(string, &back);
    CHECK(RtlEqualUnicodeString(&text, &back, FALSE));
    CHECK(WdfRegistryQueryString(key, &level, string) == STATUS_OBJECT_NAME_NOT_FOUND);
    CHECK(WdfRegistryOpenKey(key, &name, KEY_READ, WDF_NO_OBJECT_ATTRIBUTES, &sub) == STATUS_OBJECT_NAME_NOT_FOUND);
    CHECK(NT_SUCCESS(WdfRegistryOpenKey(key, &below, KEY_READ, WDF_NO_OBJECT_ATTRIBUTES, &sub)));
    CHECK(NT_SUCCESS(WdfRegistryQueryULong(sub, &level, &number)) && number == 7);
    CHECK(WdfRegistryQueryValue(sub, &level, 2, &number, &size, &type) == STATUS_BUFFER_OVERFLOW && size == 4 && type == 4);
    CHECK(NT_SUCCESS(WdfRegistryQueryValue(key, &name, sizeof(WCHAR) * 4, text.Buffer, &size, &type)) && size == 8 && type == 1);
    CHECK(NT_SUCCESS(WdfRegistryAssignULong(sub, &level, 8)) && NT_SUCCESS(WdfRegistryAssignULong(sub, &level, 9)));
    CHECK(NT_SUCCESS(WdfRegistryQueryULong(sub, &level, &number)) && number == 9);
    CHECK(NT_SUCCESS(WdfRegistryAssignULong(key, &level, 10)));
    CHECK(NT_SUCCESS(WdfRegistryQueryULong(key, &level, &number)) && number == 10);
    WdfRegistryClose(sub);
    WdfRegistryClose(key);
    WdfObjectDelete(string);
}

static VOID CheckMemory(VOID)
{
    WDFMEMORY memory;
    PVOID     buffer;
    CHAR      text[4] = "";
    size_t    size;
    CHECK(NT_SUCCESS(WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 'krwF', 8, &memory, &buffer)));
    CHECK(WdfMemoryGetBuffer(memory, &size) == buffer && size == 8);
    CHECK(NT_SUCCESS(WdfMemoryCopyFromBuffer(memory, 4, "abc", 4)) && NT_SUCCESS(WdfMemoryCopyToBuffer(memory, 4, text, 4)));
    CHECK(text[0] == 'a' && text[3] == 0 && WdfMemoryCopyToBuffer(memory, 6, text, 4) == STATUS_BUFFER_TOO_SMALL);
    WdfObjectReference(memory);
    WdfObjectDelete(memory);
    CHECK(((PCHAR)buffer) != NULL);
    WdfObjectDereference(memory);
}

/* --- the device --------------------------------------------------------------------------------------------------- */

static NTSTATUS MakeQueues(WDFDEVICE device)
{
    WDF_IO_QUEUE_CONFIG config;
    PDEVICE_CONTEXT     c = GetContext(device);
    NTSTATUS            status;
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoDeviceControl = Control;
    status = WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, NULL);
    WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchManual);
    config.EvtIoCanceledOnQueue = CancelledOnQueue;
    if (NT_SUCCESS(status))
        status = WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, &c->Kept);
    if (NT_SUCCESS(status))
        status = WdfIoQueueReadyNotify(c->Kept, Ready, (WDFCONTEXT)device);
    CHECK(WdfDeviceGetDefaultQueue(device) != c->Kept && WdfIoQueueGetDevice(c->Kept) == device);
    return status;
}

static NTSTATUS MakeDevice(WDFDRIVER driver)
{
    DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\OpenWfpFramework");
    DECLARE_CONST_UNICODE_STRING(link, L"\\DosDevices\\Global\\OpenWfpFramework");
    PWDFDEVICE_INIT       init = WdfControlDeviceInitAllocate(driver, &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);
    WDF_FILEOBJECT_CONFIG files;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDEVICE             device;
    NTSTATUS              status;
    if (!init)
        return STATUS_INSUFFICIENT_RESOURCES;
    WdfDeviceInitSetExclusive(init, TRUE);
    WdfDeviceInitSetIoInCallerContextCallback(init, InCallerContext);
    WDF_FILEOBJECT_CONFIG_INIT(&files, FileCreate, FileClose, FileCleanup);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, FILE_CONTEXT);
    WdfDeviceInitSetFileObjectConfig(init, &files, &attributes);
    status = WdfDeviceInitAssignName(init, &name);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DEVICE_CONTEXT);
    attributes.SynchronizationScope = WdfSynchronizationScopeDevice;
    attributes.ExecutionLevel = WdfExecutionLevelDispatch;
    if (NT_SUCCESS(status))
        status = WdfDeviceCreate(&init, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        WdfDeviceInitFree(init);
        return status;
    }
    CHECK(WdfWdmDeviceGetWdfDeviceHandle(WdfDeviceWdmGetDeviceObject(device)) == device && WdfDeviceGetDriver(device) == driver);
    status = WdfDeviceCreateSymbolicLink(device, &link);
    if (NT_SUCCESS(status))
        status = MakeQueues(device);
    WdfObjectAcquireLock(device);
    CHECK(KeGetCurrentIrql() == DISPATCH_LEVEL);
    WdfObjectReleaseLock(device);
    CHECK(KeGetCurrentIrql() == PASSIVE_LEVEL);
    CheckDpc(device);
    WdfControlFinishInitializing(device);
    return status;
}

static VOID Unload(WDFDRIVER driver)
{
    UNREFERENCED_PARAMETER(driver);
    DbgPrint("%s, %u failures\n", Checks > 30 ? "many checks" : "few checks", Failures);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driverObject, PUNICODE_STRING registryPath)
{
    WDF_DRIVER_CONFIG config;
    WDFDRIVER         driver;
    NTSTATUS          status;
    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags |= WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = Unload;
    status = WdfDriverCreate(driverObject, registryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (!NT_SUCCESS(status))
        return status;
    CHECK(WdfGetDriver() == driver);
    CheckCollection();
    CheckParameters(driver);
    CheckMemory();
    return MakeDevice(driver);
}
