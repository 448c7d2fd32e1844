/* Timers and DPCs. */
#include "api_km/border.h"
#include "nt/dpc.h"
#include "nt/timer.h"

static struct nt_dpc *dpc_of(PKDPC dpc)
{
    return (struct nt_dpc *)dpc;
}

static struct nt_timer *timer_of(PKTIMER timer)
{
    return (struct nt_timer *)timer;
}

/* A DPC may be initialised before its system is known to anybody but the driver: it runs on the driver's behalf. */
static void init_dpc(PRKDPC dpc, UCHAR type, PKDEFERRED_ROUTINE routine, PVOID context)
{
    const struct km_context *c = km_current();
    *dpc = (KDPC){ .DeferredRoutine = routine, .DeferredContext = context };
    dpc->Info.Target.Type = type;
    dpc->Info.Target.Importance = MediumImportance;
    dpc_of(dpc)->driver = c ? c->driver : NULL;
}

VOID KeInitializeDpc(PRKDPC dpc, PKDEFERRED_ROUTINE routine, PVOID context)
{
    init_dpc(dpc, NT_DPC_TYPE, routine, context);
}

/* These run at PASSIVE_LEVEL, or as ordinary ones. */
VOID KeInitializeThreadedDpc(PRKDPC dpc, PKDEFERRED_ROUTINE routine, PVOID context)
{
    init_dpc(dpc, NT_DPC_THREADED_TYPE, routine, context);
}

BOOLEAN KeInsertQueueDpc(PRKDPC dpc, PVOID argument1, PVOID argument2)
{
    return nt_dpc_queue(km_nt("KeInsertQueueDpc"), dpc_of(dpc), argument1, argument2);
}

BOOLEAN KeRemoveQueueDpc(PRKDPC dpc)
{
    return nt_dpc_remove(km_nt("KeRemoveQueueDpc"), dpc_of(dpc));
}

VOID KeFlushQueuedDpcs(VOID)
{
    if (km_passive("KeFlushQueuedDpcs"))
        nt_dpc_flush(km_nt("KeFlushQueuedDpcs"));
}

VOID KeSetImportanceDpc(PRKDPC dpc, KDPC_IMPORTANCE importance)
{
    dpc->Info.Target.Importance = (UCHAR)importance;
}

VOID KeSetTargetProcessorDpc(PRKDPC dpc, CCHAR number)
{
    dpc->Info.Target.Number = (USHORT)(NT_DPC_TARGET + (UCHAR)number);
}

NTSTATUS KeSetTargetProcessorDpcEx(PRKDPC dpc, PPROCESSOR_NUMBER number)
{
    if (number->Group || number->Reserved || number->Number >= nt_processor_count(km_nt("KeSetTargetProcessorDpcEx")))
        return STATUS_INVALID_PARAMETER;
    dpc->Info.Target.Number = (USHORT)(NT_DPC_TARGET + number->Number);
    return STATUS_SUCCESS;
}

VOID KeInitializeTimer(PKTIMER timer)
{
    nt_timer_init(timer_of(timer), NT_TIMER_NOTIFICATION);
}

VOID KeInitializeTimerEx(PKTIMER timer, TIMER_TYPE type)
{
    nt_timer_init(timer_of(timer), type == SynchronizationTimer ? NT_TIMER_SYNCHRONIZATION : NT_TIMER_NOTIFICATION);
}

BOOLEAN KeSetTimerEx(PKTIMER timer, LARGE_INTEGER due, LONG period, PKDPC dpc)
{
    struct nt_system *nt = km_nt("KeSetTimerEx");
    if (period < 0) {
        nt_report(nt, "KeSetTimerEx: the period %d is negative", (int)period);
        period = 0;
    }
    return nt_timer_set(nt, timer_of(timer), due.QuadPart, (uint32_t)period, dpc_of(dpc));
}

BOOLEAN KeSetTimer(PKTIMER timer, LARGE_INTEGER due, PKDPC dpc)
{
    return KeSetTimerEx(timer, due, 0, dpc);
}

BOOLEAN KeSetCoalescableTimer(PKTIMER timer, LARGE_INTEGER due, ULONG period, ULONG tolerance, PKDPC dpc)
{
    (void)tolerance; /* a tolerance of nothing is within it */
    return KeSetTimerEx(timer, due, (LONG)period, dpc);
}

BOOLEAN KeCancelTimer(PKTIMER timer)
{
    return nt_timer_cancel(km_nt("KeCancelTimer"), timer_of(timer));
}

BOOLEAN KeReadStateTimer(PKTIMER timer)
{
    return nt_object_state(km_nt("KeReadStateTimer"), &timer_of(timer)->object) > 0;
}
