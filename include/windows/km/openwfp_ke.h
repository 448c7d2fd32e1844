/* The kernel's own objects: interrupt levels, spin locks, events, timers, DPCs, waiting. Part of wdm.h. */
#ifndef OPENWFP_KE_H
#define OPENWFP_KE_H

#include "ntdef.h"
#include "ntstatus.h"

EXTERN_C_START

/* --- interrupt levels --------------------------------------------------------------------------------------------- */

#define PASSIVE_LEVEL  0
#define LOW_LEVEL      0
#define APC_LEVEL      1
#define DISPATCH_LEVEL 2
#define CMCI_LEVEL     5
#define CLOCK_LEVEL    13
#define IPI_LEVEL      14
#define DRS_LEVEL      14
#define POWER_LEVEL    14
#define PROFILE_LEVEL  15
#define HIGH_LEVEL     15

KIRQL KeGetCurrentIrql(VOID);
VOID  KeLowerIrql(KIRQL irql);
KIRQL KfRaiseIrql(KIRQL irql);
KIRQL KeRaiseIrqlToDpcLevel(VOID);
#define KeRaiseIrql(irql, old) (*(old) = KfRaiseIrql(irql))

/* --- the header that waitable objects begin with ------------------------------------------------------------------ */

typedef struct _DISPATCHER_HEADER {
    union {
        LONG Lock;
        struct {
            UCHAR Type;
            UCHAR Signalling;
            UCHAR Size;
            UCHAR Reserved1;
        } Bytes;
    } Head;
    LONG       SignalState;
    LIST_ENTRY WaitListHead;
} DISPATCHER_HEADER, *PDISPATCHER_HEADER;

typedef struct _KEVENT {
    DISPATCHER_HEADER Header;
} KEVENT, *PKEVENT, *PRKEVENT;

typedef struct _KSEMAPHORE {
    DISPATCHER_HEADER Header;
    LONG              Limit;
} KSEMAPHORE, *PKSEMAPHORE, *PRKSEMAPHORE;

typedef struct _KTHREAD  *PKTHREAD, *PRKTHREAD;
typedef struct _KPROCESS *PKPROCESS, *PRKPROCESS;
typedef struct _ETHREAD  *PETHREAD;
typedef struct _EPROCESS *PEPROCESS;

typedef struct _KMUTANT {
    DISPATCHER_HEADER Header;
    LIST_ENTRY        MutantListEntry;
    struct _KTHREAD  *OwnerThread;
    BOOLEAN           Abandoned;
    UCHAR             ApcDisable;
} KMUTANT, *PKMUTANT, *PRKMUTANT, KMUTEX, *PKMUTEX, *PRKMUTEX;

/* --- DPCs and timers ---------------------------------------------------------------------------------------------- */

struct _KDPC;
typedef VOID KDEFERRED_ROUTINE(struct _KDPC *dpc, PVOID context, PVOID argument1, PVOID argument2);
typedef KDEFERRED_ROUTINE *PKDEFERRED_ROUTINE;

typedef enum _KDPC_IMPORTANCE { LowImportance, MediumImportance, HighImportance, MediumHighImportance } KDPC_IMPORTANCE;

typedef struct _KDPC {
    union {
        ULONG TargetInfoAsUlong;
        struct {
            UCHAR  Type;
            UCHAR  Importance;
            USHORT Number;
        } Target;
    } Info;
    SINGLE_LIST_ENTRY  DpcListEntry;
    KAFFINITY          ProcessorHistory;
    PKDEFERRED_ROUTINE DeferredRoutine;
    PVOID              DeferredContext;
    PVOID              SystemArgument1;
    PVOID              SystemArgument2;
    PVOID              DpcData;
} KDPC, *PKDPC, *PRKDPC;

typedef struct _KTIMER {
    DISPATCHER_HEADER Header;
    ULARGE_INTEGER    DueTime;
    LIST_ENTRY        TimerListEntry;
    struct _KDPC     *Dpc;
    USHORT            Processor;
    USHORT            TimerType;
    ULONG             Period;
} KTIMER, *PKTIMER, *PRKTIMER;

VOID    KeInitializeDpc(PRKDPC dpc, PKDEFERRED_ROUTINE routine, PVOID context);
VOID    KeInitializeThreadedDpc(PRKDPC dpc, PKDEFERRED_ROUTINE routine, PVOID context);
BOOLEAN KeInsertQueueDpc(PRKDPC dpc, PVOID argument1, PVOID argument2);
BOOLEAN KeRemoveQueueDpc(PRKDPC dpc);
VOID    KeFlushQueuedDpcs(VOID);
VOID    KeSetImportanceDpc(PRKDPC dpc, KDPC_IMPORTANCE importance);
VOID    KeSetTargetProcessorDpc(PRKDPC dpc, CCHAR number);
struct _PROCESSOR_NUMBER;
NTSTATUS KeSetTargetProcessorDpcEx(PRKDPC dpc, struct _PROCESSOR_NUMBER *number);

VOID    KeInitializeTimer(PKTIMER timer);
VOID    KeInitializeTimerEx(PKTIMER timer, TIMER_TYPE type);
BOOLEAN KeSetTimer(PKTIMER timer, LARGE_INTEGER due, PKDPC dpc);
BOOLEAN KeSetTimerEx(PKTIMER timer, LARGE_INTEGER due, LONG period, PKDPC dpc);
BOOLEAN KeSetCoalescableTimer(PKTIMER timer, LARGE_INTEGER due, ULONG period, ULONG tolerance, PKDPC dpc);
BOOLEAN KeCancelTimer(PKTIMER timer);
BOOLEAN KeReadStateTimer(PKTIMER timer);

/* --- spin locks --------------------------------------------------------------------------------------------------- */

typedef struct _KSPIN_LOCK_QUEUE {
    struct _KSPIN_LOCK_QUEUE *volatile Next;
    PKSPIN_LOCK volatile               Lock;
} KSPIN_LOCK_QUEUE, *PKSPIN_LOCK_QUEUE;

typedef struct _KLOCK_QUEUE_HANDLE {
    KSPIN_LOCK_QUEUE LockQueue;
    KIRQL            OldIrql;
} KLOCK_QUEUE_HANDLE, *PKLOCK_QUEUE_HANDLE;

VOID    KeInitializeSpinLock(PKSPIN_LOCK lock);
KIRQL   KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK lock);
VOID    KeReleaseSpinLock(PKSPIN_LOCK lock, KIRQL irql);
VOID    KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK lock);
VOID    KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK lock);
BOOLEAN KeTryToAcquireSpinLockAtDpcLevel(PKSPIN_LOCK lock);
KIRQL   KeAcquireSpinLockForDpc(PKSPIN_LOCK lock);
VOID    KeReleaseSpinLockForDpc(PKSPIN_LOCK lock, KIRQL irql);
BOOLEAN KeTestSpinLock(PKSPIN_LOCK lock);
VOID    KeAcquireInStackQueuedSpinLock(PKSPIN_LOCK lock, PKLOCK_QUEUE_HANDLE handle);
VOID    KeReleaseInStackQueuedSpinLock(PKLOCK_QUEUE_HANDLE handle);
VOID    KeAcquireInStackQueuedSpinLockAtDpcLevel(PKSPIN_LOCK lock, PKLOCK_QUEUE_HANDLE handle);
VOID    KeReleaseInStackQueuedSpinLockFromDpcLevel(PKLOCK_QUEUE_HANDLE handle);
#define KeAcquireSpinLock(lock, irql) (*(irql) = KeAcquireSpinLockRaiseToDpc(lock))

/* --- waiting ------------------------------------------------------------------------------------------------------ */

typedef enum _MODE { KernelMode, UserMode, MaximumMode } MODE;
typedef CCHAR KPROCESSOR_MODE;

typedef enum _KWAIT_REASON {
    Executive, FreePage, PageIn, PoolAllocation, DelayExecution, Suspended, UserRequest, WrExecutive, WrFreePage,
        WrPageIn,
    WrPoolAllocation, WrDelayExecution, WrSuspended, WrUserRequest, WrSpare0, WrQueue, WrLpcReceive, WrLpcReply,
        WrVirtualMemory,
    WrPageOut, WrRendezvous, WrKeyedEvent, WrTerminated, WrProcessInSwap, WrCpuRateControl, WrCalloutStack, WrKernel,
        WrResource,
    WrPushLock, WrMutex, WrQuantumEnd, WrDispatchInt, WrPreempted, WrYieldExecution, WrFastMutex, WrGuardedMutex,
        WrRundown,
    WrAlertByThreadId, WrDeferredPreempt, WrPhysicalFault, WrIoRing, WrMdlCache, WrRcu, MaximumWaitReason
} KWAIT_REASON;

typedef struct _KWAIT_BLOCK {
    LIST_ENTRY WaitListEntry;
    UCHAR      WaitType;
    UCHAR      BlockState;
    USHORT     WaitKey;
    LONG       SpareLong;
    PVOID      Thread;
    PVOID      Object;
    PVOID      SparePtr;
} KWAIT_BLOCK, *PKWAIT_BLOCK, *PRKWAIT_BLOCK;

#define THREAD_WAIT_OBJECTS  3
#define MAXIMUM_WAIT_OBJECTS 64

NTSTATUS KeWaitForSingleObject(PVOID object, KWAIT_REASON reason, KPROCESSOR_MODE mode, BOOLEAN alertable,
                               PLARGE_INTEGER timeout);
NTSTATUS KeWaitForMultipleObjects(ULONG count, PVOID objects[], WAIT_TYPE type, KWAIT_REASON reason,
                                  KPROCESSOR_MODE mode,
                                  BOOLEAN alertable, PLARGE_INTEGER timeout, PKWAIT_BLOCK blocks);
#define KeWaitForMutexObject KeWaitForSingleObject
NTSTATUS KeDelayExecutionThread(KPROCESSOR_MODE mode, BOOLEAN alertable, PLARGE_INTEGER interval);
VOID     KeStallExecutionProcessor(ULONG microseconds);

VOID KeInitializeEvent(PRKEVENT event, EVENT_TYPE type, BOOLEAN state);
LONG KeSetEvent(PRKEVENT event, KPRIORITY increment, BOOLEAN wait);
LONG KeResetEvent(PRKEVENT event);
LONG KePulseEvent(PRKEVENT event, KPRIORITY increment, BOOLEAN wait);
LONG KeReadStateEvent(PRKEVENT event);
VOID KeClearEvent(PRKEVENT event);

VOID KeInitializeSemaphore(PRKSEMAPHORE semaphore, LONG count, LONG limit);
LONG KeReleaseSemaphore(PRKSEMAPHORE semaphore, KPRIORITY increment, LONG adjustment, BOOLEAN wait);
LONG KeReadStateSemaphore(PRKSEMAPHORE semaphore);
VOID KeInitializeMutex(PRKMUTEX mutex, ULONG level);
LONG KeReleaseMutex(PRKMUTEX mutex, BOOLEAN wait);
LONG KeReadStateMutex(PRKMUTEX mutex);

#define IO_NO_INCREMENT      0
#define IO_NETWORK_INCREMENT 2
#define EVENT_INCREMENT      1
#define MUTEX_INCREMENT      1
#define SEMAPHORE_INCREMENT  1
#define LOW_PRIORITY          0
#define LOW_REALTIME_PRIORITY 16
#define HIGH_PRIORITY         31

/* --- threads, processors, time ------------------------------------------------------------------------------------ */

VOID      KeEnterCriticalRegion(VOID);
VOID      KeLeaveCriticalRegion(VOID);
VOID      KeEnterGuardedRegion(VOID);
VOID      KeLeaveGuardedRegion(VOID);
BOOLEAN   KeAreApcsDisabled(VOID);
BOOLEAN   KeAreAllApcsDisabled(VOID);
PKTHREAD  KeGetCurrentThread(VOID);
KPRIORITY KeSetPriorityThread(PKTHREAD thread, KPRIORITY priority);
KPRIORITY KeQueryPriorityThread(PKTHREAD thread);

typedef struct _PROCESSOR_NUMBER {
    USHORT Group;
    UCHAR  Number;
    UCHAR  Reserved;
} PROCESSOR_NUMBER, *PPROCESSOR_NUMBER;

#define ALL_PROCESSOR_GROUPS 0xffff
ULONG KeGetCurrentProcessorNumberEx(PPROCESSOR_NUMBER number);
ULONG KeQueryActiveProcessorCount(KAFFINITY *active);
ULONG KeQueryActiveProcessorCountEx(USHORT group);
ULONG KeQueryMaximumProcessorCountEx(USHORT group);
#define KeGetCurrentProcessorNumber() KeGetCurrentProcessorNumberEx(NULL)
#define KeGetCurrentProcessorIndex()  KeGetCurrentProcessorNumberEx(NULL)

LARGE_INTEGER KeQueryPerformanceCounter(PLARGE_INTEGER frequency);
VOID          KeQuerySystemTimePrecise(PLARGE_INTEGER time);
ULONGLONG     KeQueryInterruptTime(VOID);
ULONGLONG     KeQueryInterruptTimePrecise(PULONG64 counter);
ULONGLONG     KeQueryUnbiasedInterruptTime(VOID);
ULONG         KeQueryTimeIncrement(VOID);
/* Macros over shared memory on Windows; functions of the host here. */
VOID KeQuerySystemTime(PLARGE_INTEGER time);
VOID KeQueryTickCount(PLARGE_INTEGER ticks);

typedef VOID EXPAND_STACK_CALLOUT(PVOID parameter);
typedef EXPAND_STACK_CALLOUT *PEXPAND_STACK_CALLOUT;
#define MAXIMUM_EXPANSION_SIZE (96 * 1024 - 4096 / 2)
NTSTATUS KeExpandKernelStackAndCallout(PEXPAND_STACK_CALLOUT callout, PVOID parameter, SIZE_T size);
NTSTATUS KeExpandKernelStackAndCalloutEx(PEXPAND_STACK_CALLOUT callout, PVOID parameter, SIZE_T size, BOOLEAN wait,
                                         PVOID context);

DECLSPEC_NORETURN VOID KeBugCheck(ULONG code);
DECLSPEC_NORETURN VOID KeBugCheckEx(ULONG code, ULONG_PTR p1, ULONG_PTR p2, ULONG_PTR p3, ULONG_PTR p4);

#define KeMemoryBarrier()           __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define KeMemoryBarrierWithoutFence() __asm__ volatile("" ::: "memory")
#define MemoryBarrier()             __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define YieldProcessor()            __asm__ volatile("" ::: "memory")
#define KeFlushIoBuffers(mdl, read, dma)

/* --- guarded mutexes and queues ----------------------------------------------------------------------------------- */

typedef struct _FAST_MUTEX {
    LONG   Count;
    PVOID  Owner;
    ULONG  Contention;
    KEVENT Event;
    ULONG  OldIrql;
} FAST_MUTEX, *PFAST_MUTEX, KGUARDED_MUTEX, *PKGUARDED_MUTEX;

VOID    KeInitializeGuardedMutex(PKGUARDED_MUTEX mutex);
VOID    KeAcquireGuardedMutex(PKGUARDED_MUTEX mutex);
VOID    KeReleaseGuardedMutex(PKGUARDED_MUTEX mutex);
BOOLEAN KeTryToAcquireGuardedMutex(PKGUARDED_MUTEX mutex);

EXTERN_C_END

#endif
