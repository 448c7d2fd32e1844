/* The framework's requests and files: an IRP becomes a request, finds its queue, and is completed. */
#include "api_km/border.h"
#include "api_km/wdf_device.h"

static void end_request(struct wdf_object *o)
{
    struct wdf_request_part *r = (struct wdf_request_part *)o;
    for (size_t i = 0; i < COUNT_OF(r->mdls); i++)
        if (r->mdls[i])
            IoFreeMdl(r->mdls[i]);
}

const struct wdf_kind wdf_request = { "request", sizeof(struct wdf_request_part), end_request };

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
    struct wdf_lock *lock = d->callbacks.passive ? wdf_callback_begin(&d->callbacks) : NULL;
    d->files.EvtDeviceFileCreate((WDFDEVICE)d, (WDFREQUEST)r, (WDFFILEOBJECT)f);
    wdf_callback_end(lock);
    return STATUS_PENDING;
}

static NTSTATUS dispatch_end(struct wdf_device_part *d, PIRP irp, UCHAR major)
{
    PFILE_OBJECT wdm = IoGetCurrentIrpStackLocation(irp)->FileObject;
    struct file *f = wdm->FsContext;
    struct wdf_lock *lock = d->callbacks.passive ? wdf_callback_begin(&d->callbacks) : NULL;
    if (f && major == IRP_MJ_CLEANUP && d->files.EvtFileCleanup)
        d->files.EvtFileCleanup((WDFFILEOBJECT)f);
    if (f && major == IRP_MJ_CLOSE && d->files.EvtFileClose)
        d->files.EvtFileClose((WDFFILEOBJECT)f);
    wdf_callback_end(lock);
    if (f && major == IRP_MJ_CLOSE) {
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

static void forget_file(PIRP irp)
{
    PFILE_OBJECT wdm = IoGetCurrentIrpStackLocation(irp)->FileObject;
    struct file *f = wdm->FsContext;
    wdm->FsContext = NULL;
    if (f)
        wdf_delete(&f->object);
}

VOID WdfRequestComplete(WDFREQUEST request, NTSTATUS status)
{
    struct wdf_request_part *r = get("WdfRequestComplete", request);
    struct wdf_queue_part   *q = r->queue;
    PIRP                     irp = r->irp;
    if (r->cancel && IoSetCancelRoutine(irp, NULL))
        nt_report(km_nt("WdfRequestComplete"), "WdfRequestComplete: the request is cancelable still; call WdfRequestUnmarkCancelable");
    if (!NT_SUCCESS(status) && IoGetCurrentIrpStackLocation(irp)->MajorFunction == IRP_MJ_CREATE)
        forget_file(irp); /* a file that was not opened is not closed */
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

/* --- cancelling --------------------------------------------------------------------------------------------------- */

static VOID on_cancel(PDEVICE_OBJECT device, PIRP irp)
{
    struct wdf_request_part *r = irp->Tail.Overlay.DriverContext[0];
    PFN_WDF_REQUEST_CANCEL   cancel = r->cancel;
    (void)device;
    IoReleaseCancelSpinLock(irp->CancelIrql);
    r->cancel = NULL;
    struct wdf_lock *lock = wdf_callback_begin(wdf_lock_of(r->queue ? &r->queue->object : &r->device->object));
    cancel((WDFREQUEST)r);
    wdf_callback_end(lock);
}

NTSTATUS WdfRequestMarkCancelableEx(WDFREQUEST request, PFN_WDF_REQUEST_CANCEL cancel)
{
    struct wdf_request_part *r = get("WdfRequestMarkCancelableEx", request);
    r->irp->Tail.Overlay.DriverContext[0] = r;
    r->cancel = cancel;
    IoSetCancelRoutine(r->irp, on_cancel);
    if (!r->irp->Cancel || !IoSetCancelRoutine(r->irp, NULL))
        return STATUS_SUCCESS;
    r->cancel = NULL;
    return STATUS_CANCELLED;
}

/* The older kind calls back at once when it is too late. */
VOID WdfRequestMarkCancelable(WDFREQUEST request, PFN_WDF_REQUEST_CANCEL cancel)
{
    if (WdfRequestMarkCancelableEx(request, cancel) == STATUS_CANCELLED)
        cancel(request);
}

NTSTATUS WdfRequestUnmarkCancelable(WDFREQUEST request)
{
    struct wdf_request_part *r = get("WdfRequestUnmarkCancelable", request);
    if (!IoSetCancelRoutine(r->irp, NULL))
        return STATUS_CANCELLED;
    r->cancel = NULL;
    return STATUS_SUCCESS;
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
