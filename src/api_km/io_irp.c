/* Requests: their stack, calling a driver with one, completing it. */
#include <stdlib.h>
#include <string.h>

#include "api_km/border.h"
#include "api_km/driver.h"
#include "nt/bugcheck.h"
#include "nt/device.h"
#include "nt/ledger.h"
#include "nt/wait.h"

#define IRP_TYPE      6 /* IO_TYPE_IRP */
#define IRP_COMPLETED 0x80
#define NO_MORE_IRP_STACK_LOCATIONS 0x35

/* Overlay.CompletionKey of Tail is a driver's; what the border needs beside an IRP stands before its stack. */
struct km_irp {
    IRP               irp; /* first: an IRP is its km_irp */
    KEVENT            done;
    bool              own; /* the host waits for it and frees it */
    IO_STACK_LOCATION stack[];
};

static struct km_irp *irp_alloc(CCHAR stack)
{
    size_t         size = sizeof(struct km_irp) + (size_t)(UCHAR)stack * sizeof(IO_STACK_LOCATION);
    struct km_irp *i = calloc(1, size);
    if (!i)
        return NULL;
    i->irp.Type = IRP_TYPE;
    i->irp.Size = (USHORT)size;
    i->irp.StackCount = (CHAR)stack;
    i->irp.CurrentLocation = (CHAR)(stack + 1);
    i->irp.Tail.Overlay.CurrentStackLocation = &i->stack[(UCHAR)stack];
    nt_object_init((struct nt_object *)&i->done, NT_EVENT_NOTIFICATION, 0);
    return i;
}

PIRP IoAllocateIrp(CCHAR stackSize, BOOLEAN quota)
{
    (void)quota;
    struct km_irp *i = stackSize > 0 ? irp_alloc(stackSize) : NULL;
    if (i && !nt_hold_memory(km_nt("IoAllocateIrp"), NT_IRP, i)) {
        free(i);
        i = NULL;
    }
    return i ? &i->irp : NULL;
}

VOID IoFreeIrp(PIRP irp)
{
    if (nt_release(km_nt("IoFreeIrp"), NT_IRP, irp, "IoFreeIrp"))
        free(irp);
}

/* Which driver is this object of? NULL: one that is gone, or none of this host. */
static struct driver *driver_of(const DRIVER_OBJECT *object)
{
    return nt_driver_of(km_nt("IoCallDriver"), object);
}

/* The device's own driver runs, whoever sends the request. */
NTSTATUS IofCallDriver(PDEVICE_OBJECT device, PIRP irp)
{
    struct nt_system *nt = km_nt("IoCallDriver");
    if (--irp->CurrentLocation <= 0)
        nt_bugcheck(nt, &(struct nt_bugcheck){ .code = NO_MORE_IRP_STACK_LOCATIONS, .parameters = { (uintptr_t)irp },
                                               .function = "IoCallDriver" });
    PIO_STACK_LOCATION stack = --irp->Tail.Overlay.CurrentStackLocation;
    stack->DeviceObject = device;
    struct driver           *driver = driver_of(device->DriverObject);
    const struct km_context *before = driver ? km_enter(driver->context) : km_current();
    NTSTATUS                 status = device->DriverObject->MajorFunction[stack->MajorFunction](device, irp);
    km_leave(before);
    return status;
}

static bool wants_call(const IO_STACK_LOCATION *stack, const IRP *irp)
{
    if (!stack->CompletionRoutine)
        return false;
    if (irp->Cancel && (stack->Control & SL_INVOKE_ON_CANCEL))
        return true;
    return stack->Control & (NT_SUCCESS(irp->IoStatus.Status) ? SL_INVOKE_ON_SUCCESS : SL_INVOKE_ON_ERROR);
}

/* Up the stack; false when a routine keeps the request. */
static bool call_routines(PIRP irp)
{
    while (irp->CurrentLocation <= irp->StackCount) {
        PIO_STACK_LOCATION stack = irp->Tail.Overlay.CurrentStackLocation++;
        irp->CurrentLocation++;
        irp->PendingReturned = (stack->Control & SL_PENDING_RETURNED) != 0;
        PDEVICE_OBJECT device = irp->CurrentLocation <= irp->StackCount ? stack[1].DeviceObject : NULL;
        if (wants_call(stack, irp) &&
            stack->CompletionRoutine(device, irp, stack->Context) == STATUS_MORE_PROCESSING_REQUIRED)
            return false;
    }
    return true;
}

VOID IofCompleteRequest(PIRP irp, CCHAR boost)
{
    struct nt_system *nt = km_nt("IoCompleteRequest");
    struct km_irp    *i = (struct km_irp *)irp;
    (void)boost;
    irql_require(nt, "IoCompleteRequest", IRQL_DISPATCH);
    if (irp->AllocationFlags & IRP_COMPLETED)
        nt_bugcheck(nt, &(struct nt_bugcheck){ .code = BUGCHECK_MULTIPLE_IRP_COMPLETE_REQUESTS,
                                               .parameters = { (uintptr_t)irp }, .function = "IoCompleteRequest" });
    if (irp->IoStatus.Status == STATUS_PENDING)
        nt_report(nt, "IoCompleteRequest: the request is completed with STATUS_PENDING");
    if (irp->CancelRoutine)
        nt_report(nt, "IoCompleteRequest: the request still has a cancel routine");
    if (!call_routines(irp))
        return;
    irp->AllocationFlags |= IRP_COMPLETED;
    if (irp->UserIosb)
        *irp->UserIosb = irp->IoStatus;
    if (irp->UserEvent)
        KeSetEvent(irp->UserEvent, 0, FALSE);
    if (i->own)
        KeSetEvent(&i->done, 0, FALSE);
}

/* --- cancelling --------------------------------------------------------------------------------------------------- */

VOID IoAcquireCancelSpinLock(PKIRQL irql)
{
    *irql = KeAcquireSpinLockRaiseToDpc(nt_cancel_lock(km_nt("IoAcquireCancelSpinLock")));
}

VOID IoReleaseCancelSpinLock(KIRQL irql)
{
    KeReleaseSpinLock(nt_cancel_lock(km_nt("IoReleaseCancelSpinLock")), irql);
}

BOOLEAN IoCancelIrp(PIRP irp)
{
    KIRQL before;
    IoAcquireCancelSpinLock(&before);
    irp->Cancel = TRUE;
    PDRIVER_CANCEL routine = IoSetCancelRoutine(irp, NULL);
    if (!routine) {
        IoReleaseCancelSpinLock(before);
        return FALSE;
    }
    irp->CancelIrql = before;
    routine(irp->CurrentLocation <= irp->StackCount ? IoGetCurrentIrpStackLocation(irp)->DeviceObject : NULL, irp);
    return TRUE;
}

BOOLEAN IoIs32bitProcess(PIRP irp)
{
    (void)irp;
    return FALSE;
}

/* --- requests of the host ----------------------------------------------------------------------------------------- */

struct request {
    PDEVICE_OBJECT device;
    FILE_OBJECT    file;
    uint32_t       code;
    void          *buffer; /* input and output, as METHOD_BUFFERED has it */
    uint32_t       in_size;
    uint32_t       out_size;
};

static NTSTATUS send(struct request *r, UCHAR major, uint64_t *information)
{
    struct km_irp *i = irp_alloc(r->device->StackSize);
    if (!i)
        return STATUS_INSUFFICIENT_RESOURCES;
    i->own = true;
    PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(&i->irp);
    next->MajorFunction = major;
    next->FileObject = &r->file;
    if (major == IRP_MJ_DEVICE_CONTROL) {
        next->Parameters.DeviceIoControl.IoControlCode = r->code;
        next->Parameters.DeviceIoControl.InputBufferLength = r->in_size;
        next->Parameters.DeviceIoControl.OutputBufferLength = r->out_size;
        i->irp.AssociatedIrp.SystemBuffer = r->buffer;
        i->irp.UserBuffer = r->buffer;
    }
    i->irp.RequestorMode = UserMode;
    NTSTATUS status = IofCallDriver(r->device, &i->irp);
    if (status != STATUS_PENDING && !(i->irp.AllocationFlags & IRP_COMPLETED))
        nt_report_of(km_nt("IoCallDriver"), driver_of(r->device->DriverObject),
                     "a dispatch routine returned 0x%08x and did not complete its request", (unsigned)status);
    else
        KeWaitForSingleObject(&i->done, Executive, KernelMode, FALSE, NULL);
    status = i->irp.IoStatus.Status;
    if (information)
        *information = i->irp.IoStatus.Information;
    free(i);
    return status;
}

static NTSTATUS control(struct request *r, const void *in, void *out, uint64_t *written)
{
    memcpy(r->buffer, in ? in : "", r->in_size);
    NTSTATUS status = send(r, IRP_MJ_CREATE, NULL);
    if (!NT_SUCCESS(status))
        return status;
    status = send(r, IRP_MJ_DEVICE_CONTROL, written);
    if (*written > r->out_size)
        *written = r->out_size;
    if (out)
        memcpy(out, r->buffer, *written);
    send(r, IRP_MJ_CLEANUP, NULL);
    send(r, IRP_MJ_CLOSE, NULL);
    return status;
}

uint32_t km_device_control(const struct km_context *context, const char *name, uint32_t code, const void *in, uint32_t in_size,
                           void *out, uint32_t out_size, uint64_t *written)
{
    const struct km_context *before = km_enter(context);
    struct request           r = { .code = code, .in_size = in_size, .out_size = out_size };
    NTSTATUS                 status = STATUS_OBJECT_NAME_NOT_FOUND;
    *written = 0;
    r.device = nt_device_find(context->nt, name);
    r.buffer = calloc(1, (size_t)(in_size > out_size ? in_size : out_size) + 1);
    r.file.DeviceObject = r.device;
    if (r.device && r.buffer)
        status = control(&r, in, out, written);
    free(r.buffer);
    km_leave(before);
    return (uint32_t)status;
}
