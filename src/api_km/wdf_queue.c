/* The framework's queues: how requests that a device gets reach the driver. */
#include "api_km/border.h"
#include "api_km/wdf_device.h"

/* Requests that nobody will take any more are cancelled. */
static void cancel_waiting(struct wdf_queue_part *q)
{
    for (;;) {
        KIRQL           before = KeAcquireSpinLockRaiseToDpc(&q->lock);
        struct nt_list *first = nt_list_pop(&q->waiting);
        KeReleaseSpinLock(&q->lock, before);
        if (!first)
            return;
        struct wdf_request_part *r = nt_container(first, struct wdf_request_part, link);
        r->queue = NULL; /* it was not the driver's */
        WdfRequestComplete((WDFREQUEST)r, STATUS_CANCELLED);
    }
}

static void end_queue(struct wdf_object *o)
{
    struct wdf_queue_part *q = (struct wdf_queue_part *)o;
    cancel_waiting(q);
    if (q->device->default_queue == q)
        q->device->default_queue = NULL;
}

const struct wdf_kind wdf_queue = { "queue", sizeof(struct wdf_queue_part), end_queue };

NTSTATUS WdfIoQueueCreate(WDFDEVICE device, PWDF_IO_QUEUE_CONFIG config, PWDF_OBJECT_ATTRIBUTES attributes, WDFQUEUE *queue)
{
    struct wdf_device_part *d = wdf_get("WdfIoQueueCreate", device, &wdf_device);
    struct wdf_queue_part  *q;
    if (config->Size != sizeof(*config))
        return STATUS_INFO_LENGTH_MISMATCH;
    if (config->DispatchType <= WdfIoQueueDispatchInvalid || config->DispatchType >= WdfIoQueueDispatchMax)
        return STATUS_INVALID_PARAMETER;
    if (config->DefaultQueue && d->default_queue)
        return STATUS_UNSUCCESSFUL;
    NTSTATUS status = wdf_new("WdfIoQueueCreate", &wdf_queue, attributes, d, &q);
    if (!NT_SUCCESS(status))
        return status;
    q->device = d;
    q->config = *config;
    nt_list_init(&q->waiting);
    if (config->DefaultQueue)
        d->default_queue = q;
    if (queue)
        *queue = (WDFQUEUE)q;
    return STATUS_SUCCESS;
}

/* --- delivery ----------------------------------------------------------------------------------------------------- */

static void deliver(struct wdf_queue_part *q, struct wdf_request_part *r)
{
    const WDF_IO_QUEUE_CONFIG *c = &q->config;
    PIO_STACK_LOCATION         s = IoGetCurrentIrpStackLocation(r->irp);
    WDFQUEUE                   queue = (WDFQUEUE)q;
    WDFREQUEST                 request = (WDFREQUEST)r;
    if (s->MajorFunction == IRP_MJ_DEVICE_CONTROL && c->EvtIoDeviceControl)
        c->EvtIoDeviceControl(queue, request, s->Parameters.DeviceIoControl.OutputBufferLength,
                              s->Parameters.DeviceIoControl.InputBufferLength, s->Parameters.DeviceIoControl.IoControlCode);
    else if (s->MajorFunction == IRP_MJ_INTERNAL_DEVICE_CONTROL && c->EvtIoInternalDeviceControl)
        c->EvtIoInternalDeviceControl(queue, request, s->Parameters.DeviceIoControl.OutputBufferLength,
                                      s->Parameters.DeviceIoControl.InputBufferLength,
                                      s->Parameters.DeviceIoControl.IoControlCode);
    else if (s->MajorFunction == IRP_MJ_READ && c->EvtIoRead)
        c->EvtIoRead(queue, request, s->Parameters.Read.Length);
    else if (s->MajorFunction == IRP_MJ_WRITE && c->EvtIoWrite)
        c->EvtIoWrite(queue, request, s->Parameters.Write.Length);
    else if (c->EvtIoDefault)
        c->EvtIoDefault(queue, request);
    else
        WdfRequestComplete(request, STATUS_INVALID_DEVICE_REQUEST);
}

static unsigned most_running(const struct wdf_queue_part *q)
{
    switch (q->config.DispatchType) {
    case WdfIoQueueDispatchSequential:
        return 1;
    case WdfIoQueueDispatchParallel:
        return q->config.Settings.Parallel.NumberOfPresentedRequests;
    case WdfIoQueueDispatchInvalid:
    case WdfIoQueueDispatchManual:
    case WdfIoQueueDispatchMax:
        break;
    }
    return 0;
}

/* The next one that may go to the driver now, counted as running, or NULL. */
static struct wdf_request_part *next_to_run(struct wdf_queue_part *q)
{
    KIRQL           before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    struct nt_list *first = q->running < most_running(q) ? nt_list_pop(&q->waiting) : NULL;
    q->running += first != NULL;
    KeReleaseSpinLock(&q->lock, before);
    return first ? nt_container(first, struct wdf_request_part, link) : NULL;
}

static void run_waiting(struct wdf_queue_part *q)
{
    for (struct wdf_request_part *r; (r = next_to_run(q)) != NULL;)
        deliver(q, r);
}

void wdf_queue_take(struct wdf_queue_part *q, struct wdf_request_part *r)
{
    KIRQL before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    bool  purged = q->purged;
    r->queue = q;
    if (!purged)
        nt_list_append(&q->waiting, &r->link);
    KeReleaseSpinLock(&q->lock, before);
    if (purged) {
        r->queue = NULL;
        WdfRequestComplete((WDFREQUEST)r, STATUS_INVALID_DEVICE_STATE);
        return;
    }
    run_waiting(q);
}

void wdf_queue_done(struct wdf_queue_part *q)
{
    KIRQL before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    q->running -= q->running > 0;
    KeReleaseSpinLock(&q->lock, before);
    run_waiting(q);
}

/* --- calls -------------------------------------------------------------------------------------------------------- */

static struct wdf_queue_part *get(const char *function, WDFQUEUE queue)
{
    return wdf_get(function, queue, &wdf_queue);
}

WDFDEVICE WdfIoQueueGetDevice(WDFQUEUE queue)
{
    return (WDFDEVICE)get("WdfIoQueueGetDevice", queue)->device;
}

NTSTATUS WdfIoQueueRetrieveNextRequest(WDFQUEUE queue, WDFREQUEST *request)
{
    struct wdf_queue_part *q = get("WdfIoQueueRetrieveNextRequest", queue);
    KIRQL                  before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    struct nt_list        *first = nt_list_pop(&q->waiting);
    q->running += first != NULL;
    KeReleaseSpinLock(&q->lock, before);
    *request = first ? (WDFREQUEST)nt_container(first, struct wdf_request_part, link) : NULL;
    return first ? STATUS_SUCCESS : STATUS_NO_MORE_ENTRIES;
}

/* New requests are refused, waiting ones cancelled. Those that the driver owns stay its own. */
static void purge(struct wdf_queue_part *q)
{
    KIRQL before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    q->purged = true;
    KeReleaseSpinLock(&q->lock, before);
    cancel_waiting(q);
}

VOID WdfIoQueuePurge(WDFQUEUE queue, PFN_WDF_IO_QUEUE_STATE done, WDFCONTEXT context)
{
    purge(get("WdfIoQueuePurge", queue));
    if (done)
        done(queue, context);
}

VOID WdfIoQueueStart(WDFQUEUE queue)
{
    struct wdf_queue_part *q = get("WdfIoQueueStart", queue);
    KIRQL                  before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    q->purged = false;
    KeReleaseSpinLock(&q->lock, before);
    run_waiting(q);
}

NTSTATUS WdfRequestForwardToIoQueue(WDFREQUEST request, WDFQUEUE queue)
{
    struct wdf_request_part *r = wdf_get("WdfRequestForwardToIoQueue", request, &wdf_request);
    struct wdf_queue_part   *to = get("WdfRequestForwardToIoQueue", queue), *from = r->queue;
    if (from == to || to->device != r->device)
        return STATUS_INVALID_DEVICE_REQUEST;
    wdf_queue_take(to, r);
    if (from)
        wdf_queue_done(from);
    return STATUS_SUCCESS;
}

NTSTATUS WdfDeviceEnqueueRequest(WDFDEVICE device, WDFREQUEST request)
{
    struct wdf_device_part  *d = wdf_get("WdfDeviceEnqueueRequest", device, &wdf_device);
    struct wdf_request_part *r = wdf_get("WdfDeviceEnqueueRequest", request, &wdf_request);
    if (!d->default_queue)
        return STATUS_INVALID_DEVICE_REQUEST;
    wdf_queue_take(d->default_queue, r);
    return STATUS_SUCCESS;
}
