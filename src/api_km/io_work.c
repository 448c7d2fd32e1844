/* Work items. */
#include <stdlib.h>

#include "api_km/border.h"
#include "nt/ledger.h"
#include "nt/work.h"

struct _IO_WORKITEM {
    struct nt_work         work; /* first */
    PVOID                  object; /* the device or driver that the routine gets */
    PVOID                  context;
    PIO_WORKITEM_ROUTINE    routine;
    PIO_WORKITEM_ROUTINE_EX routine_ex; /* instead of `routine`, when not NULL */
};

static void run_io(struct nt_work *work)
{
    struct _IO_WORKITEM now = *(struct _IO_WORKITEM *)work; /* the routine may free the item */
    if (now.routine_ex)
        now.routine_ex(now.object, now.context, (PIO_WORKITEM)work);
    else
        now.routine(now.object, now.context);
}

VOID IoInitializeWorkItem(PVOID object, PIO_WORKITEM item)
{
    *item = (struct _IO_WORKITEM){ .object = object };
    item->work.run = run_io;
}

VOID IoUninitializeWorkItem(PIO_WORKITEM item)
{
    if (item->work.queued)
        nt_report(km_nt("IoUninitializeWorkItem"), "IoUninitializeWorkItem: %p is still queued", (void *)item);
}

ULONG IoSizeofWorkItem(VOID)
{
    return sizeof(struct _IO_WORKITEM);
}

PIO_WORKITEM IoAllocateWorkItem(PDEVICE_OBJECT device)
{
    PIO_WORKITEM item = malloc(sizeof(*item));
    if (!item || !nt_hold_memory(km_nt("IoAllocateWorkItem"), NT_WORK_ITEM, item)) {
        free(item);
        return NULL;
    }
    IoInitializeWorkItem(device, item);
    return item;
}

VOID IoFreeWorkItem(PIO_WORKITEM item)
{
    struct nt_system *nt = km_nt("IoFreeWorkItem");
    if (!nt_release(nt, NT_WORK_ITEM, item, "IoFreeWorkItem"))
        return;
    if (item->work.queued) {
        nt_report(nt, "IoFreeWorkItem: %p is still queued", (void *)item);
        return; /* it will run: better lost than used after it was freed */
    }
    free(item);
}

static void queue(PIO_WORKITEM item, PVOID context)
{
    struct nt_system *nt = km_nt("IoQueueWorkItem");
    irql_require(nt, "IoQueueWorkItem", IRQL_DISPATCH);
    item->context = context;
    item->work.driver = nt_current_driver(nt);
    nt_work_queue(nt, &item->work);
}

VOID IoQueueWorkItem(PIO_WORKITEM item, PIO_WORKITEM_ROUTINE routine, WORK_QUEUE_TYPE type, PVOID context)
{
    (void)type;
    item->routine = routine;
    item->routine_ex = NULL;
    queue(item, context);
}

VOID IoQueueWorkItemEx(PIO_WORKITEM item, PIO_WORKITEM_ROUTINE_EX routine, WORK_QUEUE_TYPE type, PVOID context)
{
    (void)type;
    item->routine_ex = routine;
    queue(item, context);
}

/* --- the older kind: the driver's memory has no room for what the queue needs ------------------------------------- */

struct ex_work {
    struct nt_work         work; /* first */
    PWORKER_THREAD_ROUTINE routine;
    PVOID                  parameter;
};

static void run_ex(struct nt_work *work)
{
    struct ex_work now = *(struct ex_work *)work;
    free(work);
    now.routine(now.parameter);
}

VOID ExQueueWorkItem(PWORK_QUEUE_ITEM item, WORK_QUEUE_TYPE type)
{
    struct nt_system *nt = km_nt("ExQueueWorkItem");
    struct ex_work   *w = malloc(sizeof(*w));
    (void)type;
    irql_require(nt, "ExQueueWorkItem", IRQL_DISPATCH);
    if (!w)
        ExRaiseStatus(STATUS_INSUFFICIENT_RESOURCES);
    *w = (struct ex_work){ .routine = item->WorkerRoutine, .parameter = item->Parameter };
    w->work.run = run_ex;
    w->work.driver = nt_current_driver(nt);
    nt_work_queue(nt, &w->work);
}
