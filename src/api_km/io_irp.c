/* Requests: their stack, calling a driver with one, completing and cancelling it. */
#include <stdlib.h>
#include <string.h>

#include "api_km/irp.h"
#include "nt/bugcheck.h"
#include "nt/ledger.h"

#define IRP_TYPE 6 /* IO_TYPE_IRP */
#define NO_MORE_IRP_STACK_LOCATIONS 0x35

static _Thread_local uint64_t requestor;

uint64_t km_requestor(void)
{
    return requestor;
}

uint64_t km_requestor_set(uint64_t process)
{
    uint64_t before = requestor;
    requestor = process;
    return before;
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

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
    i->references = 1;
    return i;
}

struct km_irp *km_irp_new(CCHAR stack, bool for_driver)
{
    struct nt_system *nt = km_nt("IoCallDriver");
    struct km_irp    *i = irp_alloc(stack);
    struct nt_entry   entry = { .address = i, .driver = for_driver ? nt_current_driver(nt) : NULL, .kind = NT_IRP, .memory = i };
    if (!i || !nt_ledger_add(nt, &entry)) {
        free(i);
        return NULL;
    }
    i->once = true;
    return i;
}

bool km_irp_gone(const IRP *irp)
{
    struct nt_entry e;
    return !nt_ledger_find(km_nt("IoCompleteRequest"), NT_IRP, irp, &e);
}

void km_irp_get(struct km_irp *i)
{
    __atomic_add_fetch(&i->references, 1, __ATOMIC_RELAXED);
}

void km_irp_put(struct km_irp *i)
{
    if (__atomic_sub_fetch(&i->references, 1, __ATOMIC_ACQ_REL) == 0)
        free(i);
}

static void free_system_buffer(IRP *irp)
{
    if (irp->Flags & IRP_DEALLOCATE_BUFFER)
        free(irp->AssociatedIrp.SystemBuffer);
    irp->Flags &= ~(ULONG)IRP_DEALLOCATE_BUFFER;
}

/* The MDLs too that a driver hung to the request. */
static void free_buffers(IRP *irp)
{
    for (PMDL m = irp->MdlAddress, next; m; m = next) {
        next = m->Next;
        m->MdlFlags &= ~MDL_PAGES_LOCKED;
        IoFreeMdl(m);
    }
    irp->MdlAddress = NULL;
    free_system_buffer(irp);
}

static void end(struct km_irp *i)
{
    struct nt_entry e;
    (void)nt_ledger_take(km_nt("IoCompleteRequest"), NT_IRP, i, &e);
    free_buffers(&i->irp);
    km_irp_put(i);
}

void km_irp_discard(struct km_irp *i)
{
    end(i);
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
    if (!nt_release(km_nt("IoFreeIrp"), NT_IRP, irp, "IoFreeIrp"))
        return;
    free_system_buffer(irp);
    km_irp_put((struct km_irp *)irp);
}

VOID IoReuseIrp(PIRP irp, NTSTATUS status)
{
    struct km_irp *i = (struct km_irp *)irp;
    CHAR           count = irp->StackCount;
    USHORT         size = irp->Size;
    memset(i->stack, 0, (size_t)(UCHAR)count * sizeof(IO_STACK_LOCATION));
    *irp = (IRP){ .Type = IRP_TYPE, .Size = size, .StackCount = count, .CurrentLocation = (CHAR)(count + 1) };
    irp->Tail.Overlay.CurrentStackLocation = &i->stack[(UCHAR)count];
    irp->IoStatus.Status = status;
    __atomic_store_n(&i->completed, false, __ATOMIC_RELAXED);
}

/* --- buffers ------------------------------------------------------------------------------------------------------ */

/* Input and output in one, as METHOD_BUFFERED has it. */
static NTSTATUS buffered(struct km_irp *i, const void *in, ULONG in_size, void *out, ULONG out_size)
{
    ULONG size = in_size > out_size ? in_size : out_size;
    void *buffer = size ? calloc(1, size) : NULL;
    if (size && !buffer)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (in_size && buffer)
        memcpy(buffer, in, in_size);
    i->irp.AssociatedIrp.SystemBuffer = buffer;
    i->irp.UserBuffer = out;
    i->irp.Flags |= IRP_BUFFERED_IO | (buffer ? IRP_DEALLOCATE_BUFFER : 0) | (out_size ? IRP_INPUT_OPERATION : 0);
    i->room = out_size;
    return STATUS_SUCCESS;
}

/* Held by nobody: it goes with the request, whoever completes that. */
static NTSTATUS direct(struct km_irp *i, void *buffer, ULONG size, LOCK_OPERATION operation)
{
    size_t whole = sizeof(MDL) + ADDRESS_AND_SIZE_TO_SPAN_PAGES(buffer, size) * sizeof(PFN_NUMBER);
    PMDL   mdl = size ? calloc(1, whole) : NULL;
    if (size && (!mdl || !nt_ledger_add(km_nt("IoCallDriver"), &(struct nt_entry){ .address = mdl, .kind = NT_MDL,
                                                                                   .memory = mdl }))) {
        free(mdl);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (mdl) {
        MmInitializeMdl(mdl, buffer, size);
        MmProbeAndLockPages(mdl, UserMode, operation);
    }
    i->irp.MdlAddress = mdl;
    return STATUS_SUCCESS;
}

NTSTATUS km_irp_control(struct km_irp *i, UCHAR major, ULONG code, const void *in, ULONG in_size, void *out, ULONG out_size)
{
    PIO_STACK_LOCATION s = IoGetNextIrpStackLocation(&i->irp);
    s->MajorFunction = major;
    s->Parameters.DeviceIoControl.IoControlCode = code;
    s->Parameters.DeviceIoControl.InputBufferLength = in_size;
    s->Parameters.DeviceIoControl.OutputBufferLength = out_size;
    switch (METHOD_FROM_CTL_CODE(code)) {
    case METHOD_BUFFERED:
        return buffered(i, in, in_size, out, out_size);
    case METHOD_IN_DIRECT:
    case METHOD_OUT_DIRECT: {
        NTSTATUS status = buffered(i, in, in_size, NULL, 0);
        bool     reads = METHOD_FROM_CTL_CODE(code) == METHOD_IN_DIRECT;
        return NT_SUCCESS(status) ? direct(i, out, out_size, reads ? IoReadAccess : IoWriteAccess) : status;
    }
    }
    s->Parameters.DeviceIoControl.Type3InputBuffer = (void *)(uintptr_t)in;
    i->irp.UserBuffer = out;
    return STATUS_SUCCESS;
}

NTSTATUS km_irp_transfer(struct km_irp *i, UCHAR major, ULONG device_flags, void *buffer, ULONG size, uint64_t offset)
{
    PIO_STACK_LOCATION s = IoGetNextIrpStackLocation(&i->irp);
    bool               reads = major == IRP_MJ_READ;
    s->MajorFunction = major;
    s->Parameters.Read.Length = size; /* Write has the same layout */
    s->Parameters.Read.ByteOffset.QuadPart = (LONGLONG)offset;
    if (device_flags & DO_BUFFERED_IO)
        return reads ? buffered(i, NULL, 0, buffer, size) : buffered(i, buffer, size, NULL, 0);
    if (device_flags & DO_DIRECT_IO)
        return direct(i, buffer, size, reads ? IoWriteAccess : IoReadAccess);
    i->irp.UserBuffer = buffer;
    return STATUS_SUCCESS;
}

/* What a buffered request gives back: also with a warning, not with an error. */
static void return_bytes(const struct km_irp *i)
{
    const IRP *irp = &i->irp;
    if (!(irp->Flags & IRP_INPUT_OPERATION) || NT_ERROR(irp->IoStatus.Status))
        return;
    if (irp->IoStatus.Information > i->room)
        nt_report(km_nt("IoCompleteRequest"), "IoCompleteRequest: IoStatus.Information says %zu bytes, the output buffer has %u",
                  (size_t)irp->IoStatus.Information, (unsigned)i->room);
    size_t n = irp->IoStatus.Information < i->room ? irp->IoStatus.Information : i->room;
    if (n)
        memcpy(irp->UserBuffer, irp->AssociatedIrp.SystemBuffer, n);
}

/* --- down the stack ----------------------------------------------------------------------------------------------- */

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

/* What Driver Verifier would say of a dispatch routine. */
static void check_pending(const struct km_irp *i, PDEVICE_OBJECT device, UCHAR major, NTSTATUS status, bool completed)
{
    struct nt_system *nt = km_nt("IoCallDriver");
    bool              marked = i->stack[(UCHAR)i->irp.StackCount - 1].Control & SL_PENDING_RETURNED;
    const char       *what = NULL;
    if (status == STATUS_PENDING && !marked)
        what = "did not call IoMarkIrpPending";
    else if (status != STATUS_PENDING && marked)
        what = "called IoMarkIrpPending";
    else if (status != STATUS_PENDING && !completed)
        what = "did not complete its request";
    if (what)
        nt_report_of(nt, driver_of(device->DriverObject), "the dispatch routine of major function 0x%02x returned 0x%08x and %s",
                     major, (unsigned)status, what);
}

bool km_irp_send(struct km_irp *i, PDEVICE_OBJECT device)
{
    UCHAR major = IoGetNextIrpStackLocation(&i->irp)->MajorFunction;
    km_irp_get(i);
    NTSTATUS status = IofCallDriver(device, &i->irp);
    bool     completed = __atomic_load_n(&i->completed, __ATOMIC_ACQUIRE);
    check_pending(i, device, major, status, completed);
    km_irp_put(i);
    return status == STATUS_PENDING || completed;
}

/* --- up the stack ------------------------------------------------------------------------------------------------- */

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

static void finish(struct km_irp *i)
{
    IRP *irp = &i->irp;
    return_bytes(i);
    if (irp->UserIosb)
        *irp->UserIosb = irp->IoStatus;
    PKEVENT event = irp->UserEvent;
    __atomic_store_n(&i->completed, true, __ATOMIC_RELEASE);
    if (i->done)
        i->done(i);
    if (i->once)
        end(i);
    if (event)
        KeSetEvent(event, 0, FALSE);
}

VOID IofCompleteRequest(PIRP irp, CCHAR boost)
{
    struct nt_system *nt = km_nt("IoCompleteRequest");
    (void)boost;
    irql_require(nt, "IoCompleteRequest", IRQL_DISPATCH);
    if (km_irp_gone(irp) || __atomic_load_n(&((struct km_irp *)irp)->completed, __ATOMIC_ACQUIRE))
        nt_bugcheck(nt, &(struct nt_bugcheck){ .code = BUGCHECK_MULTIPLE_IRP_COMPLETE_REQUESTS,
                                               .parameters = { (uintptr_t)irp }, .function = "IoCompleteRequest" });
    if (irp->IoStatus.Status == STATUS_PENDING)
        nt_report(nt, "IoCompleteRequest: the request is completed with STATUS_PENDING");
    if (irp->CancelRoutine)
        nt_report(nt, "IoCompleteRequest: the request still has a cancel routine");
    if (call_routines(irp))
        finish((struct km_irp *)irp);
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

/* The routine gives the lock back: one that does not would stop every request of the system. */
static void call_cancel(PDRIVER_CANCEL routine, PIRP irp, KIRQL before)
{
    struct nt_system        *nt = km_nt("IoCancelIrp");
    PDEVICE_OBJECT           device = irp->CurrentLocation <= irp->StackCount ? IoGetCurrentIrpStackLocation(irp)->DeviceObject : NULL;
    struct driver           *driver = device ? driver_of(device->DriverObject) : NULL;
    const struct km_context *context = driver ? km_enter(driver->context) : km_current();
    irp->CancelIrql = before;
    routine(device, irp);
    km_leave(context);
    if (irql_current() == before)
        return;
    nt_report_of(nt, driver, "a cancel routine returned at %s: IoReleaseCancelSpinLock was not called with Irp->CancelIrql",
                 irql_name(irql_current()));
    IoReleaseCancelSpinLock(before);
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
    call_cancel(routine, irp, before);
    return TRUE;
}

BOOLEAN IoIs32bitProcess(PIRP irp)
{
    (void)irp;
    return FALSE;
}

/* --- from one driver to another ----------------------------------------------------------------------------------- */

/* The buffers of a driver are there for longer than the call only when it waits, as it must. */
PIRP IoBuildDeviceIoControlRequest(ULONG code, PDEVICE_OBJECT device, PVOID input, ULONG inputSize, PVOID output,
                                   ULONG outputSize, BOOLEAN internal, PKEVENT event, PIO_STATUS_BLOCK status)
{
    km_passive("IoBuildDeviceIoControlRequest");
    struct km_irp *i = km_irp_new(device->StackSize, true);
    UCHAR          major = internal ? IRP_MJ_INTERNAL_DEVICE_CONTROL : IRP_MJ_DEVICE_CONTROL;
    if (!i)
        return NULL;
    if (!NT_SUCCESS(km_irp_control(i, major, code, input, inputSize, output, outputSize))) {
        km_irp_discard(i);
        return NULL;
    }
    i->irp.UserEvent = event;
    i->irp.UserIosb = status;
    return &i->irp;
}

static PIRP build_transfer(ULONG major, PDEVICE_OBJECT device, PVOID buffer, ULONG size, PLARGE_INTEGER offset,
                           PIO_STATUS_BLOCK status)
{
    struct km_irp *i = km_irp_new(device->StackSize, true);
    if (!i)
        return NULL;
    bool     moves = major == IRP_MJ_READ || major == IRP_MJ_WRITE;
    NTSTATUS made = moves ? km_irp_transfer(i, (UCHAR)major, device->Flags, buffer, size, offset ? (uint64_t)offset->QuadPart : 0)
                          : STATUS_SUCCESS;
    if (!NT_SUCCESS(made)) {
        km_irp_discard(i);
        return NULL;
    }
    IoGetNextIrpStackLocation(&i->irp)->MajorFunction = (UCHAR)major;
    i->irp.UserIosb = status;
    return &i->irp;
}

PIRP IoBuildSynchronousFsdRequest(ULONG major, PDEVICE_OBJECT device, PVOID buffer, ULONG size, PLARGE_INTEGER offset,
                                  PKEVENT event, PIO_STATUS_BLOCK status)
{
    PIRP irp = build_transfer(major, device, buffer, size, offset, status);
    if (irp)
        irp->UserEvent = event;
    return irp;
}

PIRP IoBuildAsynchronousFsdRequest(ULONG major, PDEVICE_OBJECT device, PVOID buffer, ULONG size, PLARGE_INTEGER offset,
                                   PIO_STATUS_BLOCK status)
{
    PIRP irp = build_transfer(major, device, buffer, size, offset, status);
    if (irp)
        ((struct km_irp *)irp)->once = false; /* its completion routine frees it with IoFreeIrp() */
    return irp;
}
