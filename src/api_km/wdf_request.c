/* The framework's requests and files: an IRP becomes a request, finds its queue, and is completed. */
#include "api_km/border.h"
#include "api_km/wdf_device.h"

const struct wdf_kind wdf_request = { "request", sizeof(struct wdf_request_part), NULL };

struct file {
    struct wdf_object       object;
    struct wdf_device_part *device;
    PFILE_OBJECT            wdm;
};

const struct wdf_kind wdf_file = { "file object", sizeof(struct file), NULL };

static struct wdf_device_part *part_of(PDEVICE_OBJECT device)
{
    return *(struct wdf_device_part **)device->DeviceExtension;
}

static NTSTATUS complete(PIRP irp, NTSTATUS status)
{
    irp->IoStatus.Status = status;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

/* --- from the IRP ------------------------------------------------------------------------------------------------- */

static NTSTATUS request_new(struct wdf_device_part *d, PIRP irp, struct wdf_request_part **out)
{
    const WDF_OBJECT_ATTRIBUTES *a = d->request_attributes.Size ? &d->request_attributes : NULL;
    NTSTATUS                     status = wdf_new("a request", &wdf_request, a, d, out);
    if (!NT_SUCCESS(status))
        return status;
    (*out)->irp = irp;
    (*out)->device = d;
    (*out)->file = IoGetCurrentIrpStackLocation(irp)->FileObject->FsContext;
    IoMarkIrpPending(irp);
    return STATUS_SUCCESS;
}

static NTSTATUS dispatch_create(struct wdf_device_part *d, PIRP irp)
{
    PFILE_OBJECT             wdm = IoGetCurrentIrpStackLocation(irp)->FileObject;
    struct wdf_request_part *r;
    struct file             *f;
    if (!d->files.Size)
        return complete(irp, STATUS_SUCCESS);
    NTSTATUS status = wdf_new("a file", &wdf_file, d->file_attributes.Size ? &d->file_attributes : NULL, d, &f);
    if (!NT_SUCCESS(status))
        return complete(irp, status);
    f->device = d;
    f->wdm = wdm;
    wdm->FsContext = f;
    if (!d->files.EvtDeviceFileCreate)
        return complete(irp, STATUS_SUCCESS);
    status = request_new(d, irp, &r);
    if (!NT_SUCCESS(status))
        return complete(irp, status);
    d->files.EvtDeviceFileCreate((WDFDEVICE)d, (WDFREQUEST)r, (WDFFILEOBJECT)f);
    return STATUS_PENDING;
}

static NTSTATUS dispatch_end(struct wdf_device_part *d, PIRP irp, UCHAR major)
{
    PFILE_OBJECT wdm = IoGetCurrentIrpStackLocation(irp)->FileObject;
    struct file *f = wdm->FsContext;
    if (f && major == IRP_MJ_CLEANUP && d->files.EvtFileCleanup)
        d->files.EvtFileCleanup((WDFFILEOBJECT)f);
    if (f && major == IRP_MJ_CLOSE) {
        if (d->files.EvtFileClose)
            d->files.EvtFileClose((WDFFILEOBJECT)f);
        wdm->FsContext = NULL;
        wdf_delete(&f->object);
    }
    return complete(irp, STATUS_SUCCESS);
}

static NTSTATUS dispatch_io(struct wdf_device_part *d, PIRP irp)
{
    struct wdf_request_part *r;
    if (!d->default_queue && !d->in_caller_context)
        return complete(irp, STATUS_INVALID_DEVICE_REQUEST);
    NTSTATUS status = request_new(d, irp, &r);
    if (!NT_SUCCESS(status))
        return complete(irp, status);
    if (d->in_caller_context)
        d->in_caller_context((WDFDEVICE)d, (WDFREQUEST)r);
    else
        wdf_queue_take(d->default_queue, r);
    return STATUS_PENDING;
}

static NTSTATUS dispatch(PDEVICE_OBJECT device, PIRP irp)
{
    struct wdf_device_part *d = part_of(device);
    UCHAR                   major = IoGetCurrentIrpStackLocation(irp)->MajorFunction;
    if (!d->finished)
        return complete(irp, STATUS_NO_SUCH_DEVICE);
    if (major == IRP_MJ_CREATE)
        return dispatch_create(d, irp);
    if (major == IRP_MJ_CLEANUP || major == IRP_MJ_CLOSE)
        return dispatch_end(d, irp, major);
    return dispatch_io(d, irp);
}

void wdf_dispatch_install(PDRIVER_OBJECT driver)
{
    static const UCHAR taken[] = { IRP_MJ_CREATE, IRP_MJ_CLOSE, IRP_MJ_CLEANUP, IRP_MJ_READ, IRP_MJ_WRITE,
                                   IRP_MJ_DEVICE_CONTROL, IRP_MJ_INTERNAL_DEVICE_CONTROL };
    for (size_t i = 0; i < COUNT_OF(taken); i++)
        driver->MajorFunction[taken[i]] = dispatch;
}

/* --- what the driver does with it --------------------------------------------------------------------------------- */

static struct wdf_request_part *get(const char *function, WDFREQUEST request)
{
    return wdf_get(function, request, &wdf_request);
}

VOID WdfRequestComplete(WDFREQUEST request, NTSTATUS status)
{
    struct wdf_request_part *r = get("WdfRequestComplete", request);
    struct wdf_queue_part   *q = r->queue;
    PIRP                     irp = r->irp;
    wdf_delete(&r->object);
    complete(irp, status);
    if (q)
        wdf_queue_done(q);
}

VOID WdfRequestCompleteWithInformation(WDFREQUEST request, NTSTATUS status, ULONG_PTR information)
{
    get("WdfRequestCompleteWithInformation", request)->irp->IoStatus.Information = information;
    WdfRequestComplete(request, status);
}

VOID WdfRequestSetInformation(WDFREQUEST request, ULONG_PTR information)
{
    get("WdfRequestSetInformation", request)->irp->IoStatus.Information = information;
}

ULONG_PTR WdfRequestGetInformation(WDFREQUEST request)
{
    return get("WdfRequestGetInformation", request)->irp->IoStatus.Information;
}

enum side { INPUT, OUTPUT };

static size_t length_of(const IO_STACK_LOCATION *s, enum side side)
{
    switch (s->MajorFunction) {
    case IRP_MJ_DEVICE_CONTROL:
    case IRP_MJ_INTERNAL_DEVICE_CONTROL:
        return side == INPUT ? s->Parameters.DeviceIoControl.InputBufferLength
                             : s->Parameters.DeviceIoControl.OutputBufferLength;
    case IRP_MJ_WRITE:
        return side == INPUT ? s->Parameters.Write.Length : 0;
    case IRP_MJ_READ:
        return side == OUTPUT ? s->Parameters.Read.Length : 0;
    }
    return 0;
}

static NTSTATUS buffer_of(const struct wdf_request_part *r, enum side side, size_t minimum, void **buffer, size_t *size)
{
    size_t length = length_of(IoGetCurrentIrpStackLocation(r->irp), side);
    if (length == 0 || length < minimum)
        return STATUS_BUFFER_TOO_SMALL;
    *buffer = r->irp->AssociatedIrp.SystemBuffer;
    if (size)
        *size = length;
    return STATUS_SUCCESS;
}

NTSTATUS WdfRequestRetrieveInputBuffer(WDFREQUEST request, size_t minimum, PVOID *buffer, size_t *size)
{
    return buffer_of(get("WdfRequestRetrieveInputBuffer", request), INPUT, minimum, buffer, size);
}

NTSTATUS WdfRequestRetrieveOutputBuffer(WDFREQUEST request, size_t minimum, PVOID *buffer, size_t *size)
{
    return buffer_of(get("WdfRequestRetrieveOutputBuffer", request), OUTPUT, minimum, buffer, size);
}

static NTSTATUS memory(const char *function, WDFREQUEST request, enum side side, WDFMEMORY *out)
{
    struct wdf_request_part *r = get(function, request);
    void                    *buffer;
    size_t                   size;
    NTSTATUS                 status = buffer_of(r, side, 0, &buffer, &size);
    return NT_SUCCESS(status) ? wdf_memory_of(function, &r->object, buffer, size, out) : status;
}

NTSTATUS WdfRequestRetrieveInputMemory(WDFREQUEST request, WDFMEMORY *out)
{
    return memory("WdfRequestRetrieveInputMemory", request, INPUT, out);
}

NTSTATUS WdfRequestRetrieveOutputMemory(WDFREQUEST request, WDFMEMORY *out)
{
    return memory("WdfRequestRetrieveOutputMemory", request, OUTPUT, out);
}

VOID WdfRequestGetParameters(WDFREQUEST request, PWDF_REQUEST_PARAMETERS parameters)
{
    const IO_STACK_LOCATION *s = IoGetCurrentIrpStackLocation(get("WdfRequestGetParameters", request)->irp);
    parameters->MinorFunction = s->MinorFunction;
    parameters->Type = (WDF_REQUEST_TYPE)s->MajorFunction;
    if (s->MajorFunction == IRP_MJ_READ || s->MajorFunction == IRP_MJ_WRITE) {
        parameters->Parameters.Read.Length = s->Parameters.Read.Length;
        parameters->Parameters.Read.Key = s->Parameters.Read.Key;
        parameters->Parameters.Read.DeviceOffset = s->Parameters.Read.ByteOffset.QuadPart;
    } else if (s->MajorFunction != IRP_MJ_CREATE) {
        parameters->Parameters.DeviceIoControl.OutputBufferLength = s->Parameters.DeviceIoControl.OutputBufferLength;
        parameters->Parameters.DeviceIoControl.InputBufferLength = s->Parameters.DeviceIoControl.InputBufferLength;
        parameters->Parameters.DeviceIoControl.IoControlCode = s->Parameters.DeviceIoControl.IoControlCode;
        parameters->Parameters.DeviceIoControl.Type3InputBuffer = s->Parameters.DeviceIoControl.Type3InputBuffer;
    }
}

WDFFILEOBJECT WdfRequestGetFileObject(WDFREQUEST request)
{
    return get("WdfRequestGetFileObject", request)->file;
}

WDFQUEUE WdfRequestGetIoQueue(WDFREQUEST request)
{
    return (WDFQUEUE)get("WdfRequestGetIoQueue", request)->queue;
}

KPROCESSOR_MODE WdfRequestGetRequestorMode(WDFREQUEST request)
{
    return get("WdfRequestGetRequestorMode", request)->irp->RequestorMode;
}

PIRP WdfRequestWdmGetIrp(WDFREQUEST request)
{
    return get("WdfRequestWdmGetIrp", request)->irp;
}

BOOLEAN WdfRequestIsCanceled(WDFREQUEST request)
{
    return get("WdfRequestIsCanceled", request)->irp->Cancel;
}

WDFDEVICE WdfFileObjectGetDevice(WDFFILEOBJECT file)
{
    return (WDFDEVICE)((struct file *)wdf_get("WdfFileObjectGetDevice", file, &wdf_file))->device;
}

PFILE_OBJECT WdfFileObjectWdmGetFileObject(WDFFILEOBJECT file)
{
    return ((struct file *)wdf_get("WdfFileObjectWdmGetFileObject", file, &wdf_file))->wdm;
}
