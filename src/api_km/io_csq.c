/* Cancel-safe queues: the driver keeps the list and the lock, this keeps cancelling apart from taking out. Whoever sets the cancel
 * routine to NULL has the request; the other finds nothing. */
#include "api_km/border.h"

#define QUEUE_OF(irp) ((irp)->Tail.Overlay.DriverContext[3]) /* the queue, or the caller's context */

static NTSTATUS initialize(PIO_CSQ csq, ULONG type, const IO_CSQ *functions)
{
    *csq = *functions;
    csq->Type = type;
    return STATUS_SUCCESS;
}

NTSTATUS IoCsqInitialize(PIO_CSQ csq, PIO_CSQ_INSERT_IRP insert, PIO_CSQ_REMOVE_IRP removeIrp, PIO_CSQ_PEEK_NEXT_IRP peek,
                         PIO_CSQ_ACQUIRE_LOCK acquire, PIO_CSQ_RELEASE_LOCK release, PIO_CSQ_COMPLETE_CANCELED_IRP complete)
{
    return initialize(csq, IO_TYPE_CSQ, &(IO_CSQ){ 0, insert, removeIrp, peek, acquire, release, complete, NULL });
}

NTSTATUS IoCsqInitializeEx(PIO_CSQ csq, PIO_CSQ_INSERT_IRP_EX insert, PIO_CSQ_REMOVE_IRP removeIrp, PIO_CSQ_PEEK_NEXT_IRP peek,
                           PIO_CSQ_ACQUIRE_LOCK acquire, PIO_CSQ_RELEASE_LOCK release, PIO_CSQ_COMPLETE_CANCELED_IRP complete)
{
    return initialize(csq, IO_TYPE_CSQ_EX,
                      &(IO_CSQ){ 0, (PIO_CSQ_INSERT_IRP)(uintptr_t)insert, removeIrp, peek, acquire, release, complete, NULL });
}

static PIO_CSQ queue_of(PIRP irp, PIO_CSQ_IRP_CONTEXT *context)
{
    ULONG *type = QUEUE_OF(irp);
    *context = *type == IO_TYPE_CSQ_IRP_CONTEXT ? (PIO_CSQ_IRP_CONTEXT)type : NULL;
    return *context ? (*context)->Csq : (PIO_CSQ)type;
}

/* With the queue's lock. */
static void forget(PIRP irp)
{
    PIO_CSQ_IRP_CONTEXT context;
    (void)queue_of(irp, &context);
    if (context)
        context->Irp = NULL;
    QUEUE_OF(irp) = NULL;
}

static VOID cancelled(PDEVICE_OBJECT device, PIRP irp)
{
    PIO_CSQ_IRP_CONTEXT context;
    KIRQL               irql;
    (void)device;
    IoReleaseCancelSpinLock(irp->CancelIrql);
    PIO_CSQ csq = queue_of(irp, &context);
    csq->CsqAcquireLock(csq, &irql);
    csq->CsqRemoveIrp(csq, irp);
    forget(irp);
    csq->CsqReleaseLock(csq, irql);
    csq->CsqCompleteCanceledIrp(csq, irp);
}

static NTSTATUS insert(PIO_CSQ csq, PIRP irp, PVOID context)
{
    if (csq->Type == IO_TYPE_CSQ_EX)
        return ((PIO_CSQ_INSERT_IRP_EX)(uintptr_t)csq->CsqInsertIrp)(csq, irp, context);
    csq->CsqInsertIrp(csq, irp);
    return STATUS_SUCCESS;
}

/* With the queue's lock: it was cancelled before it could be, and nobody else takes it. */
static bool is_cancelled_already(PIRP irp)
{
    IoSetCancelRoutine(irp, cancelled);
    return irp->Cancel && IoSetCancelRoutine(irp, NULL);
}

NTSTATUS IoCsqInsertIrpEx(PIO_CSQ csq, PIRP irp, PIO_CSQ_IRP_CONTEXT context, PVOID insertContext)
{
    KIRQL irql;
    if (context)
        *context = (IO_CSQ_IRP_CONTEXT){ IO_TYPE_CSQ_IRP_CONTEXT, irp, csq };
    csq->CsqAcquireLock(csq, &irql);
    QUEUE_OF(irp) = context ? (PVOID)context : (PVOID)csq;
    NTSTATUS status = insert(csq, irp, insertContext);
    if (!NT_SUCCESS(status)) {
        forget(irp);
        csq->CsqReleaseLock(csq, irql);
        return status;
    }
    IoMarkIrpPending(irp);
    bool now = is_cancelled_already(irp);
    if (now) {
        csq->CsqRemoveIrp(csq, irp);
        forget(irp);
    }
    csq->CsqReleaseLock(csq, irql);
    if (now)
        csq->CsqCompleteCanceledIrp(csq, irp);
    return status;
}

VOID IoCsqInsertIrp(PIO_CSQ csq, PIRP irp, PIO_CSQ_IRP_CONTEXT context)
{
    (void)IoCsqInsertIrpEx(csq, irp, context, NULL);
}

/* With the queue's lock. False: it is being cancelled. */
static bool take(PIO_CSQ csq, PIRP irp)
{
    if (!IoSetCancelRoutine(irp, NULL))
        return false;
    csq->CsqRemoveIrp(csq, irp);
    forget(irp);
    return true;
}

PIRP IoCsqRemoveIrp(PIO_CSQ csq, PIO_CSQ_IRP_CONTEXT context)
{
    KIRQL irql;
    csq->CsqAcquireLock(csq, &irql);
    PIRP irp = context->Irp;
    if (irp && !take(csq, irp))
        irp = NULL;
    csq->CsqReleaseLock(csq, irql);
    return irp;
}

PIRP IoCsqRemoveNextIrp(PIO_CSQ csq, PVOID peekContext)
{
    KIRQL irql;
    csq->CsqAcquireLock(csq, &irql);
    PIRP irp = csq->CsqPeekNextIrp(csq, NULL, peekContext);
    while (irp && !take(csq, irp))
        irp = csq->CsqPeekNextIrp(csq, irp, peekContext);
    csq->CsqReleaseLock(csq, irql);
    return irp;
}
