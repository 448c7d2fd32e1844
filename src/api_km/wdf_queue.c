/* The framework's queues: how requests that a device gets reach the driver, and how they leave when nobody waits for them. */
#include "api_km/border.h"
#include "api_km/wdf_device.h"

static void end_queue(struct wdf_object *o);

const struct wdf_kind wdf_queue = { "queue", sizeof(struct wdf_queue_part), end_queue };

static struct wdf_queue_part *get(const char *function, WDFQUEUE queue)
{
    return wdf_get(function, queue, &wdf_queue);
}

static struct wdf_request_part *request_of(struct nt_list *link)
{
    return nt_container(link, struct wdf_request_part, link);
}

/* --- requests that are cancelled while they wait ------------------------------------------------------------------ */

/* The driver is asked, as its own from now on, or the framework completes it. */
static void cancelled(struct wdf_queue_part *q, struct wdf_request_part *r, bool counted)
{
    PFN_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE tell = q->config.EvtIoCanceledOnQueue;
    if (tell && counted) {
        struct wdf_lock *lock = wdf_callback_begin(wdf_lock_of(&q->object));
        tell((WDFQUEUE)q, (WDFREQUEST)r);
        wdf_callback_end(lock);
        return;
    }
    if (!counted)
        r->queue = NULL;
    WdfRequestComplete((WDFREQUEST)r, STATUS_CANCELLED);
}

static VOID on_cancel(PDEVICE_OBJECT device, PIRP irp)
{
    struct wdf_request_part *r = irp->Tail.Overlay.DriverContext[0];
    struct wdf_queue_part   *q = r->queue;
    (void)device;
    IoReleaseCancelSpinLock(irp->CancelIrql);
    KIRQL before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    nt_list_remove(&r->link);
    bool counted = q->config.EvtIoCanceledOnQueue && r->presented;
    q->running += counted;
    KeReleaseSpinLock(&q->lock, before);
    cancelled(q, r, counted);
}

/* With the queue's lock. The first that is not being cancelled just now: that one is on_cancel()'s. */
static struct wdf_request_part *pop(struct wdf_queue_part *q)
{
    for (struct nt_list *l = q->waiting.next; l != &q->waiting; l = l->next) {
        struct wdf_request_part *r = request_of(l);
        if (!IoSetCancelRoutine(r->irp, NULL))
            continue;
        nt_list_remove(l);
        return r;
    }
    return NULL;
}

/* With the queue's lock. False: it was cancelled before it could wait. */
static bool push(struct wdf_queue_part *q, struct wdf_request_part *r, bool first)
{
    r->queue = q;
    r->irp->Tail.Overlay.DriverContext[0] = r;
    if (first)
        nt_list_insert(&q->waiting, &r->link);
    else
        nt_list_append(&q->waiting, &r->link);
    IoSetCancelRoutine(r->irp, on_cancel);
    if (!r->irp->Cancel || !IoSetCancelRoutine(r->irp, NULL))
        return true;
    nt_list_remove(&r->link);
    return false;
}

/* Requests that nobody will take any more are cancelled. */
static void cancel_waiting(struct wdf_queue_part *q)
{
    for (;;) {
        KIRQL                    before = KeAcquireSpinLockRaiseToDpc(&q->lock);
        struct wdf_request_part *r = pop(q);
        bool                     counted = r && q->config.EvtIoCanceledOnQueue && r->presented;
        q->running += counted;
        KeReleaseSpinLock(&q->lock, before);
        if (!r)
            return;
        cancelled(q, r, counted);
    }
}

/* --- delivery ----------------------------------------------------------------------------------------------------- */

static void present(struct wdf_queue_part *q, struct wdf_request_part *r)
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

/* A read or write of no bytes is nothing for most drivers. */
static bool is_empty_transfer(const struct wdf_queue_part *q, const struct wdf_request_part *r)
{
    const IO_STACK_LOCATION *s = IoGetCurrentIrpStackLocation(r->irp);
    return !q->config.AllowZeroLengthRequests && (s->MajorFunction == IRP_MJ_READ || s->MajorFunction == IRP_MJ_WRITE) &&
           s->Parameters.Read.Length == 0;
}

static void deliver(struct wdf_queue_part *q, struct wdf_request_part *r)
{
    if (is_empty_transfer(q, r)) {
        WdfRequestCompleteWithInformation((WDFREQUEST)r, STATUS_SUCCESS, 0);
        return;
    }
    struct wdf_lock *lock = wdf_callback_begin(wdf_lock_of(&q->object));
    present(q, r);
    wdf_callback_end(lock);
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
    KIRQL                    before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    struct wdf_request_part *r = !q->stopped && q->running < most_running(q) ? pop(q) : NULL;
    q->running += r != NULL;
    if (r)
        r->presented = true;
    KeReleaseSpinLock(&q->lock, before);
    return r;
}

/* Whose callback completes a request is not called again from within: the loop that called it goes on. */
static _Thread_local struct wdf_queue_part *delivering;

static void run_waiting(struct wdf_queue_part *q)
{
    struct wdf_queue_part *outer = delivering;
    const struct wdf_lock *lock = wdf_lock_of(&q->object);
    if (outer == q)
        return;
    if (lock && lock->passive && irql_current() > PASSIVE_LEVEL) {
        q->work.driver = q->object.driver;
        nt_work_queue_once(km_nt("a queue"), &q->work);
        return;
    }
    delivering = q;
    for (struct wdf_request_part *r; (r = next_to_run(q)) != NULL;)
        deliver(q, r);
    delivering = outer;
}

static void run_later(struct nt_work *work)
{
    run_waiting(nt_container(work, struct wdf_queue_part, work));
}

static void tell_ready(struct wdf_queue_part *q)
{
    if (q->ready)
        q->ready((WDFQUEUE)q, q->ready_context);
}

static void take(struct wdf_queue_part *q, struct wdf_request_part *r, bool first)
{
    KIRQL before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    bool  refused = q->refuses, was_empty = nt_list_empty(&q->waiting), waits = !refused && push(q, r, first);
    KeReleaseSpinLock(&q->lock, before);
    if (!waits) {
        r->queue = NULL;
        WdfRequestComplete((WDFREQUEST)r, refused ? STATUS_INVALID_DEVICE_STATE : STATUS_CANCELLED);
        return;
    }
    run_waiting(q);
    if (was_empty && q->config.DispatchType == WdfIoQueueDispatchManual)
        tell_ready(q);
}

void wdf_queue_take(struct wdf_queue_part *q, struct wdf_request_part *r)
{
    take(q, r, false);
}

/* With the queue's lock. What is to be said when the driver has no request of the queue any more; each once. */
static PFN_WDF_IO_QUEUE_STATE when_quiet(struct wdf_queue_part *q, WDFCONTEXT *context)
{
    bool quiet = q->running == 0 && (q->stopped || (q->refuses && nt_list_empty(&q->waiting)));
    if (!quiet)
        return NULL;
    PFN_WDF_IO_QUEUE_STATE done = q->done;
    *context = q->done_context;
    q->done = NULL;
    KeSetEvent(&q->quiet, 0, FALSE);
    return done;
}

static void check_quiet(struct wdf_queue_part *q)
{
    WDFCONTEXT             context = NULL;
    KIRQL                  before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    PFN_WDF_IO_QUEUE_STATE done = when_quiet(q, &context);
    KeReleaseSpinLock(&q->lock, before);
    if (done)
        done((WDFQUEUE)q, context);
}

void wdf_queue_done(struct wdf_queue_part *q)
{
    KIRQL before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    q->running -= q->running > 0;
    KeReleaseSpinLock(&q->lock, before);
    run_waiting(q);
    check_quiet(q);
}

/* --- making and ending -------------------------------------------------------------------------------------------- */

static void end_queue(struct wdf_object *o)
{
    struct wdf_queue_part *q = (struct wdf_queue_part *)o;
    KIRQL                  before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    q->refuses = q->stopped = true;
    KeReleaseSpinLock(&q->lock, before);
    cancel_waiting(q);
    nt_work_flush(km_nt("WdfObjectDelete"), &q->work);
    if (q->device->default_queue == q)
        q->device->default_queue = NULL;
}

static void init(struct wdf_queue_part *q, struct wdf_device_part *d, const WDF_IO_QUEUE_CONFIG *config,
                 const WDF_OBJECT_ATTRIBUTES *attributes)
{
    WDF_SYNCHRONIZATION_SCOPE scope = attributes ? attributes->SynchronizationScope : WdfSynchronizationScopeInheritFromParent;
    bool says = scope == WdfSynchronizationScopeQueue || scope == WdfSynchronizationScopeNone;
    q->device = d;
    q->config = *config;
    q->work.run = run_later;
    q->shares_lock = d->callbacks.scope != WdfSynchronizationScopeQueue && !says;
    wdf_lock_init(&q->callbacks, attributes, &d->callbacks);
    KeInitializeEvent(&q->quiet, NotificationEvent, FALSE);
    nt_list_init(&q->waiting);
}

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
    init(q, d, config, attributes);
    if (config->DefaultQueue)
        d->default_queue = q;
    if (queue)
        *queue = (WDFQUEUE)q;
    return STATUS_SUCCESS;
}

/* --- calls -------------------------------------------------------------------------------------------------------- */

WDFDEVICE WdfIoQueueGetDevice(WDFQUEUE queue)
{
    return (WDFDEVICE)get("WdfIoQueueGetDevice", queue)->device;
}

static NTSTATUS give(struct wdf_queue_part *q, struct wdf_request_part *r, WDFREQUEST *request)
{
    if (r)
        r->presented = true;
    q->running += r != NULL;
    *request = (WDFREQUEST)r;
    return r ? STATUS_SUCCESS : STATUS_NO_MORE_ENTRIES;
}

NTSTATUS WdfIoQueueRetrieveNextRequest(WDFQUEUE queue, WDFREQUEST *request)
{
    struct wdf_queue_part *q = get("WdfIoQueueRetrieveNextRequest", queue);
    if (q->config.DispatchType == WdfIoQueueDispatchParallel)
        return STATUS_INVALID_DEVICE_STATE;
    KIRQL                  before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    NTSTATUS               status = q->stopped ? STATUS_WDF_PAUSED : give(q, pop(q), request);
    KeReleaseSpinLock(&q->lock, before);
    return status;
}

NTSTATUS WdfIoQueueRetrieveRequestByFileObject(WDFQUEUE queue, WDFFILEOBJECT file, WDFREQUEST *request)
{
    struct wdf_queue_part   *q = get("WdfIoQueueRetrieveRequestByFileObject", queue);
    struct wdf_request_part *found = NULL;
    KIRQL                    before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    for (struct nt_list *l = q->waiting.next; l != &q->waiting && !found; l = l->next)
        if (request_of(l)->file == file && IoSetCancelRoutine(request_of(l)->irp, NULL))
            found = request_of(l);
    if (found)
        nt_list_remove(&found->link);
    NTSTATUS status = give(q, found, request);
    KeReleaseSpinLock(&q->lock, before);
    return status;
}

NTSTATUS WdfIoQueueReadyNotify(WDFQUEUE queue, PFN_WDF_IO_QUEUE_STATE ready, WDFCONTEXT context)
{
    struct wdf_queue_part *q = get("WdfIoQueueReadyNotify", queue);
    if (ready && q->ready)
        return STATUS_INVALID_DEVICE_REQUEST;
    q->ready_context = context;
    q->ready = ready;
    return STATUS_SUCCESS;
}

/* A queue that is to come to rest: `done` is called when the driver has given its requests back. */
static void rest(struct wdf_queue_part *q, bool stops, bool refuses, PFN_WDF_IO_QUEUE_STATE done, WDFCONTEXT context)
{
    KIRQL before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    q->stopped |= stops;
    q->refuses |= refuses;
    q->done = done;
    q->done_context = context;
    KeClearEvent(&q->quiet);
    KeReleaseSpinLock(&q->lock, before);
}

static void wait_quiet(const char *function, struct wdf_queue_part *q)
{
    check_quiet(q);
    if (km_passive(function))
        KeWaitForSingleObject(&q->quiet, Executive, KernelMode, FALSE, NULL);
}

VOID WdfIoQueuePurge(WDFQUEUE queue, PFN_WDF_IO_QUEUE_STATE done, WDFCONTEXT context)
{
    struct wdf_queue_part *q = get("WdfIoQueuePurge", queue);
    rest(q, false, true, done, context);
    cancel_waiting(q);
    check_quiet(q);
}

VOID WdfIoQueuePurgeSynchronously(WDFQUEUE queue)
{
    WdfIoQueuePurge(queue, NULL, NULL);
    wait_quiet("WdfIoQueuePurgeSynchronously", get("WdfIoQueuePurgeSynchronously", queue));
}

VOID WdfIoQueueDrain(WDFQUEUE queue, PFN_WDF_IO_QUEUE_STATE done, WDFCONTEXT context)
{
    struct wdf_queue_part *q = get("WdfIoQueueDrain", queue);
    rest(q, false, true, done, context);
    check_quiet(q);
}

VOID WdfIoQueueDrainSynchronously(WDFQUEUE queue)
{
    WdfIoQueueDrain(queue, NULL, NULL);
    wait_quiet("WdfIoQueueDrainSynchronously", get("WdfIoQueueDrainSynchronously", queue));
}

VOID WdfIoQueueStop(WDFQUEUE queue, PFN_WDF_IO_QUEUE_STATE done, WDFCONTEXT context)
{
    struct wdf_queue_part *q = get("WdfIoQueueStop", queue);
    rest(q, true, false, done, context);
    check_quiet(q);
}

VOID WdfIoQueueStopSynchronously(WDFQUEUE queue)
{
    WdfIoQueueStop(queue, NULL, NULL);
    wait_quiet("WdfIoQueueStopSynchronously", get("WdfIoQueueStopSynchronously", queue));
}

VOID WdfIoQueueStart(WDFQUEUE queue)
{
    struct wdf_queue_part *q = get("WdfIoQueueStart", queue);
    KIRQL                  before = KeAcquireSpinLockRaiseToDpc(&q->lock);
    q->refuses = q->stopped = false;
    KeReleaseSpinLock(&q->lock, before);
    run_waiting(q);
}

NTSTATUS WdfRequestForwardToIoQueue(WDFREQUEST request, WDFQUEUE queue)
{
    struct wdf_request_part *r = wdf_get("WdfRequestForwardToIoQueue", request, &wdf_request);
    struct wdf_queue_part   *to = get("WdfRequestForwardToIoQueue", queue), *from = r->queue;
    if (from == to || to->device != r->device)
        return STATUS_INVALID_DEVICE_REQUEST;
    if (to->refuses)
        return STATUS_WDF_BUSY;
    take(to, r, false);
    if (from)
        wdf_queue_done(from);
    return STATUS_SUCCESS;
}

/* Back to the head of the manual queue that it was taken from. */
NTSTATUS WdfRequestRequeue(WDFREQUEST request)
{
    struct wdf_request_part *r = wdf_get("WdfRequestRequeue", request, &wdf_request);
    struct wdf_queue_part   *q = r->queue;
    if (!q || q->config.DispatchType != WdfIoQueueDispatchManual)
        return STATUS_INVALID_DEVICE_REQUEST;
    take(q, r, true);
    wdf_queue_done(q);
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
