/* Clocks, processors, bug checks. System time is the host's (a replay's own); the others are this machine's. */
#include "api_km/border.h"
#include "nt/bugcheck.h"
#include "nt/dpc.h"
#include "nt/sched.h"
#include "nt/thread.h"

#define COUNTER_FREQUENCY 10000000 /* as Windows has it: 10 MHz */
#define TIME_INCREMENT    156250   /* one tick, in units of 100 ns */

LARGE_INTEGER KeQueryPerformanceCounter(PLARGE_INTEGER frequency)
{
    if (frequency)
        frequency->QuadPart = COUNTER_FREQUENCY;
    return (LARGE_INTEGER){ .QuadPart = (LONGLONG)(nt_uptime(km_nt("KeQueryPerformanceCounter")) / 100) };
}

VOID KeQuerySystemTime(PLARGE_INTEGER time)
{
    time->QuadPart = (LONGLONG)nt_time(km_nt("KeQuerySystemTime"));
}

VOID KeQuerySystemTimePrecise(PLARGE_INTEGER time)
{
    time->QuadPart = (LONGLONG)nt_time(km_nt("KeQuerySystemTimePrecise"));
}

ULONGLONG KeQueryInterruptTime(VOID)
{
    return nt_uptime(km_nt("KeQueryInterruptTime")) / 100;
}

ULONGLONG KeQueryInterruptTimePrecise(PULONG64 counter)
{
    *counter = nt_uptime(km_nt("KeQueryInterruptTimePrecise")) / 100;
    return *counter;
}

ULONGLONG KeQueryUnbiasedInterruptTime(VOID)
{
    return nt_uptime(km_nt("KeQueryUnbiasedInterruptTime")) / 100;
}

ULONG KeQueryTimeIncrement(VOID)
{
    return TIME_INCREMENT;
}

VOID KeQueryTickCount(PLARGE_INTEGER ticks)
{
    ticks->QuadPart = (LONGLONG)(nt_uptime(km_nt("KeQueryTickCount")) / 100 / TIME_INCREMENT);
}

VOID KeStallExecutionProcessor(ULONG microseconds)
{
    nt_stall(km_nt("KeStallExecutionProcessor"), microseconds * UINT64_C(1000));
}

/* --- processors --------------------------------------------------------------------------------------------------- */

ULONG KeGetCurrentProcessorNumberEx(PPROCESSOR_NUMBER number)
{
    ULONG index = nt_processor_current(km_nt("KeGetCurrentProcessorNumberEx"));
    if (number)
        *number = (PROCESSOR_NUMBER){ .Number = (UCHAR)index };
    return index;
}

ULONG KeQueryActiveProcessorCount(KAFFINITY *active)
{
    ULONG n = nt_processor_count(km_nt("KeQueryActiveProcessorCount"));
    if (active)
        *active = n >= 64 ? ~(KAFFINITY)0 : ((KAFFINITY)1 << n) - 1;
    return n;
}

ULONG KeQueryActiveProcessorCountEx(USHORT group)
{
    return group == ALL_PROCESSOR_GROUPS || group == 0 ? KeQueryActiveProcessorCount(NULL) : 0;
}

ULONG KeQueryMaximumProcessorCountEx(USHORT group)
{
    return KeQueryActiveProcessorCountEx(group);
}

/* --- regions and the current thread ------------------------------------------------------------------------------- */

static void leave_region(int *depth, const char *function)
{
    if (*depth == 0)
        nt_report(km_nt(function), "%s without entering one", function);
    else
        --*depth;
}

VOID KeEnterCriticalRegion(VOID)
{
    nt_thread_current()->critical++;
}

VOID KeLeaveCriticalRegion(VOID)
{
    leave_region(&nt_thread_current()->critical, "KeLeaveCriticalRegion");
}

VOID KeEnterGuardedRegion(VOID)
{
    nt_thread_current()->guarded++;
}

VOID KeLeaveGuardedRegion(VOID)
{
    leave_region(&nt_thread_current()->guarded, "KeLeaveGuardedRegion");
}

BOOLEAN KeAreAllApcsDisabled(VOID)
{
    return nt_thread_current()->guarded > 0 || irql_current() >= IRQL_APC;
}

BOOLEAN KeAreApcsDisabled(VOID)
{
    return nt_thread_current()->critical > 0 || KeAreAllApcsDisabled();
}

PKTHREAD KeGetCurrentThread(VOID)
{
    return (PKTHREAD)nt_thread_current();
}

/* Kept and told, not obeyed: Linux decides which thread runs. */
KPRIORITY KeSetPriorityThread(PKTHREAD thread, KPRIORITY priority)
{
    struct nt_thread *t = (struct nt_thread *)thread;
    KPRIORITY         before = t->priority;
    t->priority = priority;
    return before;
}

KPRIORITY KeQueryPriorityThread(PKTHREAD thread)
{
    return ((struct nt_thread *)thread)->priority;
}

/* Stacks are large here: the function is simply called, at the level and on the thread it would be. */
NTSTATUS KeExpandKernelStackAndCalloutEx(PEXPAND_STACK_CALLOUT callout, PVOID parameter, SIZE_T size, BOOLEAN wait, PVOID context)
{
    (void)wait;
    if (size > MAXIMUM_EXPANSION_SIZE || context)
        return STATUS_INVALID_PARAMETER;
    callout(parameter);
    return STATUS_SUCCESS;
}

NTSTATUS KeExpandKernelStackAndCallout(PEXPAND_STACK_CALLOUT callout, PVOID parameter, SIZE_T size)
{
    return KeExpandKernelStackAndCalloutEx(callout, parameter, size, FALSE, NULL);
}

/* --- the end ------------------------------------------------------------------------------------------------------ */

VOID KeBugCheckEx(ULONG code, ULONG_PTR p1, ULONG_PTR p2, ULONG_PTR p3, ULONG_PTR p4)
{
    nt_bugcheck(km_nt("KeBugCheckEx"), &(struct nt_bugcheck){ .code = code, .parameters = { p1, p2, p3, p4 } });
}

VOID KeBugCheck(ULONG code)
{
    KeBugCheckEx(code, 0, 0, 0, 0);
}
