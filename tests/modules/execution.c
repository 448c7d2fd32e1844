/* Checks the execution model from a driver's side, whoever schedules: levels, locks of every kind, events, mutexes, timers, DPCs,
 * work items, threads, lists, interlocked operations, memory and clocks. Prints what fails, and how many checks there were. */
#include <ntifs.h>
#include <ntddk.h>
#include <ntstrsafe.h>
#include <ntintsafe.h>

DRIVER_INITIALIZE DriverEntry;

#define TAG    'cexE'
#define ROUNDS 200

static volatile LONG  Checks, Failures;
static PDEVICE_OBJECT Device;
#define CHECK(e) \
    (InterlockedIncrement(&Checks), (e) ? 0 : (InterlockedIncrement(&Failures), DbgPrint("line %d: %s\n", __LINE__, #e)))

static LARGE_INTEGER After(LONG milliseconds)
{
    LARGE_INTEGER due;
    due.QuadPart = -10000LL * milliseconds;
    return due;
}

static NTSTATUS WaitFor(PVOID object)
{
    return KeWaitForSingleObject(object, Executive, KernelMode, FALSE, NULL);
}

static BOOLEAN IsSignalled(PVOID object)
{
    LARGE_INTEGER none = { .QuadPart = 0 };
    return KeWaitForSingleObject(object, Executive, KernelMode, FALSE, &none) == STATUS_SUCCESS;
}

static PKTHREAD Start(PKSTART_ROUTINE routine, PVOID context)
{
    HANDLE handle;
    PVOID  thread = NULL;
    CHECK(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, routine, context) == STATUS_SUCCESS);
    CHECK(ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, &thread, NULL) == STATUS_SUCCESS);
    CHECK(ZwClose(handle) == STATUS_SUCCESS);
    return thread;
}

static VOID Join(PKTHREAD thread)
{
    CHECK(WaitFor(thread) == STATUS_SUCCESS);
    ObDereferenceObject(thread);
}

/* --- levels and locks, from several threads ----------------------------------------------------------------------- */

static VOID Levels(VOID)
{
    KIRQL before;
    KeRaiseIrql(APC_LEVEL, &before);
    CHECK(before == PASSIVE_LEVEL && KeGetCurrentIrql() == APC_LEVEL);
    KeLowerIrql(before);
    before = KeRaiseIrqlToDpcLevel();
    CHECK(before == PASSIVE_LEVEL && KeGetCurrentIrql() == DISPATCH_LEVEL);
    KeLowerIrql(before);
    CHECK(KeGetCurrentIrql() == PASSIVE_LEVEL);
    KeEnterCriticalRegion();
    CHECK(KeAreApcsDisabled() && !KeAreAllApcsDisabled());
    KeLeaveCriticalRegion();
    KeEnterGuardedRegion();
    CHECK(KeAreAllApcsDisabled());
    KeLeaveGuardedRegion();
    CHECK(!KeAreApcsDisabled() && !KeAreAllApcsDisabled());
}

typedef struct _GUARDED {
    KSPIN_LOCK    Spin, Queued;
    EX_SPIN_LOCK  Shared;
    FAST_MUTEX    Fast;
    KGUARDED_MUTEX Guarded;
    KMUTEX        Mutex;
    KSEMAPHORE    Semaphore;
    EX_PUSH_LOCK  Push;
    LONG          Counts[8]; /* each guarded by one of the above, and no other way */
    LONG          Inside;    /* a reader must not meet a writer */
} GUARDED, *PGUARDED;

static VOID AddOne(PLONG count)
{
    LONG now = *(volatile LONG *)count;
    KeQuerySystemTime(&(LARGE_INTEGER){ 0 }); /* another thread may run here */
    *count = now + 1;
}

static VOID UnderSpinLocks(PGUARDED g)
{
    KLOCK_QUEUE_HANDLE handle;
    KIRQL              irql;
    KeAcquireSpinLock(&g->Spin, &irql);
    CHECK(KeGetCurrentIrql() == DISPATCH_LEVEL && !KeTryToAcquireSpinLockAtDpcLevel(&g->Spin));
    AddOne(&g->Counts[0]);
    KeReleaseSpinLock(&g->Spin, irql);
    KeAcquireInStackQueuedSpinLock(&g->Queued, &handle);
    CHECK(KeGetCurrentIrql() == DISPATCH_LEVEL);
    AddOne(&g->Counts[1]);
    KeReleaseInStackQueuedSpinLock(&handle);
    irql = KeRaiseIrqlToDpcLevel();
    KeAcquireSpinLockAtDpcLevel(&g->Spin);
    AddOne(&g->Counts[0]);
    KeReleaseSpinLockFromDpcLevel(&g->Spin);
    KeAcquireInStackQueuedSpinLockAtDpcLevel(&g->Queued, &handle);
    AddOne(&g->Counts[1]);
    KeReleaseInStackQueuedSpinLockFromDpcLevel(&handle);
    KeLowerIrql(irql);
    irql = KeAcquireSpinLockForDpc(&g->Spin); /* as a threaded DPC would */
    AddOne(&g->Counts[0]);
    KeReleaseSpinLockForDpc(&g->Spin, irql);
    CHECK(KeGetCurrentIrql() == PASSIVE_LEVEL);
}

static VOID UnderReaderWriterLocks(PGUARDED g)
{
    KIRQL irql = ExAcquireSpinLockExclusive(&g->Shared);
    CHECK(InterlockedExchange(&g->Inside, -1) == 0);
    CHECK(!ExTryAcquireSpinLockSharedAtDpcLevel(&g->Shared) && !ExTryAcquireSpinLockExclusiveAtDpcLevel(&g->Shared));
    AddOne(&g->Counts[2]);
    InterlockedExchange(&g->Inside, 0);
    ExReleaseSpinLockExclusive(&g->Shared, irql);
    irql = ExAcquireSpinLockShared(&g->Shared);
    CHECK(InterlockedIncrement(&g->Inside) > 0);
    ExAcquireSpinLockSharedAtDpcLevel(&g->Shared);
    ExReleaseSpinLockSharedFromDpcLevel(&g->Shared);
    InterlockedDecrement(&g->Inside);
    ExReleaseSpinLockShared(&g->Shared, irql);
    irql = ExAcquireSpinLockShared(&g->Shared);
    if (ExTryConvertSharedSpinLockExclusive(&g->Shared)) {
        CHECK(InterlockedExchange(&g->Inside, -1) == 0);
        AddOne(&g->Counts[2]);
        InterlockedExchange(&g->Inside, 0);
        ExReleaseSpinLockExclusive(&g->Shared, irql);
    } else {
        ExReleaseSpinLockShared(&g->Shared, irql);
        irql = ExAcquireSpinLockExclusive(&g->Shared);
        AddOne(&g->Counts[2]);
        ExReleaseSpinLockExclusive(&g->Shared, irql);
    }
    irql = KeRaiseIrqlToDpcLevel();
    ExAcquireSpinLockExclusiveAtDpcLevel(&g->Shared);
    AddOne(&g->Counts[2]);
    ExReleaseSpinLockExclusiveFromDpcLevel(&g->Shared);
    KeLowerIrql(irql);
}

static VOID UnderMutexes(PGUARDED g)
{
    ExAcquireFastMutex(&g->Fast);
    CHECK(KeGetCurrentIrql() == APC_LEVEL && !ExTryToAcquireFastMutex(&g->Fast));
    AddOne(&g->Counts[3]);
    ExReleaseFastMutex(&g->Fast);
    KeAcquireGuardedMutex(&g->Guarded);
    AddOne(&g->Counts[4]);
    KeReleaseGuardedMutex(&g->Guarded);
    CHECK(KeWaitForMutexObject(&g->Mutex, Executive, KernelMode, FALSE, NULL) == STATUS_SUCCESS);
    AddOne(&g->Counts[5]);
    KeReleaseMutex(&g->Mutex, FALSE);
    WaitFor(&g->Semaphore); /* with one place it is a lock too */
    AddOne(&g->Counts[6]);
    KeReleaseSemaphore(&g->Semaphore, IO_NO_INCREMENT, 1, FALSE);
    KeEnterCriticalRegion();
    ExAcquirePushLockExclusive(&g->Push);
    AddOne(&g->Counts[7]);
    ExReleasePushLockExclusive(&g->Push);
    KeLeaveCriticalRegion();
}

static KSTART_ROUTINE Contend;
static VOID Contend(PVOID context)
{
    for (ULONG i = 0; i < ROUNDS; i++) {
        UnderSpinLocks(context);
        UnderReaderWriterLocks(context);
        UnderMutexes(context);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID Locks(VOID)
{
    static const LONG per_round[8] = { 3, 2, 3, 1, 1, 1, 1, 1 };
    static GUARDED    g;
    PKTHREAD          threads[3];
    KeInitializeSpinLock(&g.Spin);
    KeInitializeSpinLock(&g.Queued);
    ExInitializeFastMutex(&g.Fast);
    KeInitializeGuardedMutex(&g.Guarded);
    KeInitializeMutex(&g.Mutex, 0);
    KeInitializeSemaphore(&g.Semaphore, 1, 1);
    ExInitializePushLock(&g.Push);
    for (ULONG i = 0; i < ARRAYSIZE(threads); i++)
        threads[i] = Start(Contend, &g);
    for (ULONG i = 0; i < ARRAYSIZE(threads); i++)
        Join(threads[i]);
    for (ULONG i = 0; i < ARRAYSIZE(per_round); i++)
        CHECK(g.Counts[i] == (LONG)ARRAYSIZE(threads) * ROUNDS * per_round[i]);
}

/* --- events ------------------------------------------------------------------------------------------------------- */

static VOID Events(VOID)
{
    KEVENT manual, automatic, third;
    PVOID  both[2] = { &manual, &automatic };
    LARGE_INTEGER soon = After(1);
    KeInitializeEvent(&manual, NotificationEvent, FALSE);
    KeInitializeEvent(&automatic, SynchronizationEvent, FALSE);
    KeInitializeEvent(&third, SynchronizationEvent, TRUE);
    CHECK(KeSetEvent(&manual, IO_NO_INCREMENT, FALSE) == 0 && KeSetEvent(&manual, IO_NO_INCREMENT, FALSE) != 0);
    CHECK(IsSignalled(&manual) && IsSignalled(&manual) && KeReadStateEvent(&manual) != 0);
    CHECK(KeResetEvent(&manual) != 0 && KeResetEvent(&manual) == 0 && !IsSignalled(&manual));
    CHECK(IsSignalled(&third) && !IsSignalled(&third));
    KeSetEvent(&automatic, IO_NO_INCREMENT, FALSE);
    CHECK(KeWaitForMultipleObjects(2, both, WaitAll, Executive, KernelMode, FALSE, &soon, NULL) == STATUS_TIMEOUT);
    CHECK(KeWaitForMultipleObjects(2, both, WaitAny, Executive, KernelMode, FALSE, NULL, NULL) == STATUS_WAIT_1);
    KeSetEvent(&manual, IO_NO_INCREMENT, FALSE);
    KeClearEvent(&manual);
    CHECK(KeReadStateEvent(&manual) == 0);
    CHECK(KeWaitForSingleObject(&manual, Executive, KernelMode, FALSE, &soon) == STATUS_TIMEOUT);
}

/* --- timers and DPCs ---------------------------------------------------------------------------------------------- */

typedef struct _COUNTED {
    KDPC          Dpc;
    KEVENT        Enough;
    volatile LONG Runs, Wanted;
    ULONG         Processor;
    KIRQL         Level;
    PVOID         First, Second;
} COUNTED, *PCOUNTED;

static KDEFERRED_ROUTINE Count;
static VOID Count(PKDPC dpc, PVOID context, PVOID first, PVOID second)
{
    PCOUNTED c = context;
    CHECK(dpc == &c->Dpc);
    c->Processor = KeGetCurrentProcessorNumberEx(NULL);
    c->Level = KeGetCurrentIrql();
    c->First = first;
    c->Second = second;
    if (InterlockedIncrement(&c->Runs) == c->Wanted)
        KeSetEvent(&c->Enough, IO_NO_INCREMENT, FALSE);
}

static VOID InitCounted(PCOUNTED c, LONG wanted)
{
    RtlZeroMemory(c, sizeof(*c));
    c->Wanted = wanted;
    KeInitializeEvent(&c->Enough, NotificationEvent, FALSE);
    KeInitializeDpc(&c->Dpc, Count, c);
}

static VOID Dpcs(VOID)
{
    COUNTED          c;
    PROCESSOR_NUMBER number = { 0 };
    ULONG            last = KeQueryActiveProcessorCount(NULL) - 1;
    KIRQL            irql;
    InitCounted(&c, 1);
    CHECK(KeInsertQueueDpc(&c.Dpc, &c, &number));
    WaitFor(&c.Enough);
    KeFlushQueuedDpcs();
    CHECK(c.Runs == 1 && c.First == &c && c.Second == &number && c.Level == DISPATCH_LEVEL);
    InitCounted(&c, 1);
    KeSetTargetProcessorDpc(&c.Dpc, (CCHAR)last);
    KeSetImportanceDpc(&c.Dpc, HighImportance);
    CHECK(KeInsertQueueDpc(&c.Dpc, NULL, NULL));
    WaitFor(&c.Enough);
    KeFlushQueuedDpcs();
    CHECK(c.Processor == last);
    number.Number = (UCHAR)(last + 1);
    CHECK(KeSetTargetProcessorDpcEx(&c.Dpc, &number) == STATUS_INVALID_PARAMETER);
    number.Number = 0;
    CHECK(KeSetTargetProcessorDpcEx(&c.Dpc, &number) == STATUS_SUCCESS);
    KeInitializeThreadedDpc(&c.Dpc, Count, &c);
    c.Wanted = 2;
    KeClearEvent(&c.Enough);
    CHECK(KeInsertQueueDpc(&c.Dpc, NULL, NULL));
    WaitFor(&c.Enough);
    KeFlushQueuedDpcs();
    CHECK(c.Level == PASSIVE_LEVEL || c.Level == DISPATCH_LEVEL);
    InitCounted(&c, 1);
    irql = KeRaiseIrqlToDpcLevel();
    BOOLEAN queued = KeInsertQueueDpc(&c.Dpc, NULL, NULL), removed = KeRemoveQueueDpc(&c.Dpc);
    KeLowerIrql(irql);
    KeFlushQueuedDpcs();
    CHECK(queued && c.Runs == !removed); /* it has run, or it was taken out */
    CHECK(!KeRemoveQueueDpc(&c.Dpc));
}

static VOID Timers(VOID)
{
    COUNTED       c;
    KTIMER        timer;
    LARGE_INTEGER now, interrupt;
    ULONGLONG     begin = KeQueryInterruptTime();
    InitCounted(&c, 3);
    KeInitializeTimerEx(&timer, SynchronizationTimer);
    CHECK(!KeSetTimerEx(&timer, After(2), 1, &c.Dpc));
    WaitFor(&timer);
    CHECK(KeQueryInterruptTime() - begin >= 20000);
    WaitFor(&c.Enough);
    CHECK(KeCancelTimer(&timer) && !KeCancelTimer(&timer));
    KeFlushQueuedDpcs();
    CHECK(c.Runs >= 3);
    KeInitializeTimer(&timer);
    KeQuerySystemTime(&now);
    now.QuadPart += 20000; /* a time of day, 2 ms ahead */
    CHECK(!KeSetTimer(&timer, now, NULL) && WaitFor(&timer) == STATUS_SUCCESS && KeReadStateTimer(&timer));
    CHECK(!KeSetCoalescableTimer(&timer, After(3600000), 0, 10, NULL) && !KeReadStateTimer(&timer));
    CHECK(KeSetTimer(&timer, After(3600000), NULL) && KeCancelTimer(&timer));
    begin = KeQueryInterruptTime();
    now = After(3);
    CHECK(KeDelayExecutionThread(KernelMode, FALSE, &now) == STATUS_SUCCESS);
    CHECK(KeQueryInterruptTime() - begin >= 30000);
    KeQueryTickCount(&now);
    CHECK((ULONGLONG)now.QuadPart <= KeQueryInterruptTime() / KeQueryTimeIncrement());
    begin = KeQueryInterruptTime();
    KeStallExecutionProcessor(50);
    CHECK(KeQueryInterruptTime() - begin >= 500);
    now = KeQueryPerformanceCounter(&interrupt);
    CHECK(interrupt.QuadPart > 0 && now.QuadPart >= 0 && KeQueryPerformanceCounter(NULL).QuadPart >= now.QuadPart);
}

/* --- work and threads --------------------------------------------------------------------------------------------- */

static KEVENT        WorkDone;
static volatile LONG WorkRuns;

static IO_WORKITEM_ROUTINE_EX OnWorkEx;
static VOID OnWorkEx(PVOID object, PVOID context, PIO_WORKITEM item)
{
    CHECK(object == Device && context == &WorkRuns && KeGetCurrentIrql() == PASSIVE_LEVEL);
    InterlockedIncrement(&WorkRuns);
    IoFreeWorkItem(item); /* from within, as drivers do */
    KeSetEvent(&WorkDone, IO_NO_INCREMENT, FALSE);
}

static IO_WORKITEM_ROUTINE OnWork;
static VOID OnWork(PDEVICE_OBJECT device, PVOID context)
{
    CHECK(device == Device && context == &WorkRuns);
    InterlockedIncrement(&WorkRuns);
    KeSetEvent(&WorkDone, IO_NO_INCREMENT, FALSE);
}

static VOID OnOldWork(PVOID parameter)
{
    CHECK(parameter == &WorkRuns);
    InterlockedIncrement(&WorkRuns);
    KeSetEvent(&WorkDone, IO_NO_INCREMENT, FALSE);
}

static VOID Work(VOID)
{
    static WORK_QUEUE_ITEM old;
    PIO_WORKITEM           item = IoAllocateWorkItem(Device);
    PIO_WORKITEM           placed = ExAllocatePoolZero(NonPagedPoolNx, IoSizeofWorkItem(), TAG);
    KeInitializeEvent(&WorkDone, SynchronizationEvent, FALSE);
    CHECK(item && placed);
    IoQueueWorkItemEx(item, OnWorkEx, DelayedWorkQueue, (PVOID)&WorkRuns);
    WaitFor(&WorkDone);
    IoInitializeWorkItem(Device, placed);
    for (int i = 0; i < 2; i++) {
        IoQueueWorkItem(placed, OnWork, CriticalWorkQueue, (PVOID)&WorkRuns);
        WaitFor(&WorkDone);
    }
    IoUninitializeWorkItem(placed);
    ExFreePoolWithTag(placed, TAG);
    ExInitializeWorkItem(&old, OnOldWork, (PVOID)&WorkRuns);
    ExQueueWorkItem(&old, DelayedWorkQueue);
    WaitFor(&WorkDone);
    CHECK(WorkRuns == 4);
}

static KSTART_ROUTINE TellWho;
static VOID TellWho(PVOID context)
{
    HANDLE *ids = context;
    ids[0] = PsGetCurrentThreadId();
    ids[1] = PsGetCurrentProcessId();
    PVOID self = KeGetCurrentThread();
    CHECK(PsGetThreadId(PsGetCurrentThread()) == ids[0] && self == PsGetCurrentThread());
    CHECK(KeSetPriorityThread(KeGetCurrentThread(), LOW_REALTIME_PRIORITY) == 8);
    CHECK(KeQueryPriorityThread(KeGetCurrentThread()) == LOW_REALTIME_PRIORITY);
    PsTerminateSystemThread(STATUS_SUCCESS);
    CHECK(FALSE);
}

static VOID Threads(VOID)
{
    HANDLE ids[2] = { 0 };
    Join(Start(TellWho, ids));
    CHECK(ids[0] && ids[0] != PsGetCurrentThreadId() && ids[1] == PsGetCurrentProcessId());
}

/* --- resources, queues of the kernel, events with names ------------------------------------------------------------ */

typedef struct _SHARED {
    ERESOURCE Resource;
    LONG      Readers, Writers, Sum;
    KQUEUE    Queue;
    LONG      Taken;
} SHARED;

static KSTART_ROUTINE UseResource;
static VOID UseResource(PVOID context)
{
    SHARED *s = context;
    LONG    i;
    KeEnterCriticalRegion();
    for (i = 0; i < ROUNDS; i++) {
        CHECK(ExAcquireResourceExclusiveLite(&s->Resource, TRUE) && ExAcquireResourceSharedLite(&s->Resource, TRUE));
        CHECK(InterlockedIncrement(&s->Writers) == 1 && s->Readers == 0);
        s->Sum++;
        InterlockedDecrement(&s->Writers);
        ExReleaseResourceLite(&s->Resource);
        ExReleaseResourceLite(&s->Resource);
        CHECK(ExAcquireResourceSharedLite(&s->Resource, TRUE));
        InterlockedIncrement(&s->Readers);
        CHECK(s->Writers == 0);
        InterlockedDecrement(&s->Readers);
        ExReleaseResourceLite(&s->Resource);
    }
    KeLeaveCriticalRegion();
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID Resources(VOID)
{
    static SHARED s;
    PKTHREAD      threads[3];
    LONG          i;
    CHECK(ExInitializeResourceLite(&s.Resource) == STATUS_SUCCESS);
    for (i = 0; i < 3; i++)
        threads[i] = Start(UseResource, &s);
    for (i = 0; i < 3; i++)
        Join(threads[i]);
    CHECK(s.Sum == 3 * ROUNDS);
    CHECK(ExDeleteResourceLite(&s.Resource) == STATUS_SUCCESS);
}

static KSTART_ROUTINE TakeFromQueue;
static VOID TakeFromQueue(PVOID context)
{
    SHARED *s = context;
    LONG    i;
    for (i = 0; i < ROUNDS; i++) {
        PLIST_ENTRY entry = KeRemoveQueue(&s->Queue, KernelMode, NULL);
        CHECK(entry->Flink != NULL);
        InterlockedIncrement(&s->Taken);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID Queues(VOID)
{
    static SHARED     s;
    static LIST_ENTRY entries[2 * ROUNDS];
    LARGE_INTEGER     soon = After(1);
    PKTHREAD          threads[2];
    PLIST_ENTRY       left;
    LONG              i;
    KeInitializeQueue(&s.Queue, 0);
    CHECK(KeRundownQueue(&s.Queue) == NULL);
    CHECK(KeRemoveQueue(&s.Queue, KernelMode, &soon) == (PLIST_ENTRY)(ULONG_PTR)STATUS_TIMEOUT);
    CHECK(KeInsertQueue(&s.Queue, &entries[0]) == 0 && KeInsertQueue(&s.Queue, &entries[1]) == 1);
    CHECK(KeInsertHeadQueue(&s.Queue, &entries[2]) == 2);
    CHECK(KeRemoveQueue(&s.Queue, KernelMode, NULL) == &entries[2]);
    left = KeRundownQueue(&s.Queue);
    CHECK(left == &entries[0] && left->Flink == &entries[1] && left->Flink->Flink == left);
    threads[0] = Start(TakeFromQueue, &s);
    threads[1] = Start(TakeFromQueue, &s);
    for (i = 0; i < 2 * ROUNDS; i++)
        KeInsertQueue(&s.Queue, &entries[i]);
    Join(threads[0]);
    Join(threads[1]);
    CHECK(s.Taken == 2 * ROUNDS && KeRundownQueue(&s.Queue) == NULL);
}

static VOID NamedEvents(VOID)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\BaseNamedObjects\\OpenWfpExecution");
    HANDLE         first, second, third;
    PKEVENT        event = IoCreateNotificationEvent(&name, &first), other;
    CHECK(event && KeReadStateEvent(event) != 0);
    CHECK(IoCreateNotificationEvent(&name, &second) == event && first != second);
    other = IoCreateSynchronizationEvent(NULL, &third);
    CHECK(other && other != event && IsSignalled(other) && !IsSignalled(other));
    CHECK(ZwClose(first) == STATUS_SUCCESS);
    KeClearEvent(event); /* the second handle keeps it */
    CHECK(ZwClose(second) == STATUS_SUCCESS && ZwClose(third) == STATUS_SUCCESS);
    event = IoCreateNotificationEvent(&name, &first);
    CHECK(event && KeReadStateEvent(event) != 0); /* another one */
    CHECK(ZwClose(first) == STATUS_SUCCESS);
}

/* --- lists and interlocked operations ----------------------------------------------------------------------------- */

static VOID Lists(VOID)
{
    struct { LIST_ENTRY link; int n; } a = { .n = 1 }, b = { .n = 2 }, c = { .n = 3 };
    SINGLE_LIST_ENTRY chain = { 0 }, one, two;
    LIST_ENTRY        head, other;
    KSPIN_LOCK        lock;
    InitializeListHead(&head);
    CHECK(IsListEmpty(&head));
    InsertTailList(&head, &b.link);
    InsertHeadList(&head, &a.link);
    InsertTailList(&head, &c.link);
    CHECK(!IsListEmpty(&head) && head.Flink == &a.link && head.Blink == &c.link && a.link.Flink == &b.link);
    CHECK(!RemoveEntryList(&b.link) && a.link.Flink == &c.link && c.link.Blink == &a.link);
    CHECK(CONTAINING_RECORD(RemoveHeadList(&head), __typeof__(a), link)->n == 1);
    CHECK(RemoveTailList(&head) == &c.link && IsListEmpty(&head));
    InitializeListHead(&other);
    InsertTailList(&other, &a.link);
    InsertTailList(&head, &b.link);
    AppendTailList(&head, &other);
    RemoveEntryList(&other);
    CHECK(head.Blink == &a.link && !RemoveEntryList(&b.link) && RemoveEntryList(&a.link));
    KeInitializeSpinLock(&lock);
    CHECK(ExInterlockedRemoveHeadList(&head, &lock) == NULL);
    CHECK(ExInterlockedInsertTailList(&head, &a.link, &lock) == NULL);
    CHECK(ExInterlockedInsertHeadList(&head, &b.link, &lock) == &a.link);
    CHECK(ExInterlockedRemoveHeadList(&head, &lock) == &b.link);
    PushEntryList(&chain, &one);
    PushEntryList(&chain, &two);
    CHECK(PopEntryList(&chain) == &two && PopEntryList(&chain) == &one && PopEntryList(&chain) == NULL);
}

static VOID Interlocked(VOID)
{
    volatile LONG   n = 5;
    volatile LONG64 wide = 0xffffffff;
    volatile SHORT  small = 7;
    volatile char   tiny = 6;
    PVOID volatile  p = NULL;
    CHECK(InterlockedIncrement(&n) == 6 && InterlockedDecrement(&n) == 5 && InterlockedAdd(&n, 3) == 8);
    CHECK(InterlockedExchange(&n, 1) == 8 && InterlockedExchangeAdd(&n, 9) == 1 && n == 10);
    CHECK(InterlockedCompareExchange(&n, 11, 9) == 10 && n == 10 && InterlockedCompareExchange(&n, 11, 10) == 10 && n == 11);
    CHECK(InterlockedOr(&n, 4) == 11 && InterlockedAnd(&n, 6) == 15 && InterlockedXor(&n, 2) == 6 && n == 4);
    CHECK(InterlockedIncrement64(&wide) == 0x100000000LL && InterlockedDecrement64(&wide) == 0xffffffffLL);
    CHECK(InterlockedIncrement16(&small) == 8 && InterlockedOr16(&small, 3) == 8 && InterlockedAnd16(&small, 1) == 11);
    CHECK(InterlockedOr8(&tiny, 1) == 6 && InterlockedAnd8(&tiny, 3) == 7 && InterlockedExchange8(&tiny, 9) == 3);
    CHECK(InterlockedExchangePointer(&p, (PVOID)&n) == NULL && InterlockedCompareExchangePointer(&p, NULL, (PVOID)&n) == &n && !p);
    CHECK(!InterlockedBitTestAndSet(&n, 0) && InterlockedBitTestAndReset(&n, 0) && n == 4);
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

static VOID Pools(VOID)
{
    static LOOKASIDE_LIST_EX      list;
    static NPAGED_LOOKASIDE_LIST  older;
    POOL_EXTENDED_PARAMETER       wish = { .Type = PoolExtendedParameterPriority, .Priority = HighPoolPriority };
    PUCHAR                        p = ExAllocatePool3(POOL_FLAG_NON_PAGED, 100, TAG, &wish, 1), q;
    ExInitializeDriverRuntime(DrvRtPoolNxOptIn);
    CHECK(p && p[0] == 0 && p[99] == 0);
    RtlFillMemory(p, 100, 0xab);
    CHECK(p[99] == 0xab);
    RtlSecureZeroMemory(p, 100);
    CHECK(p[0] == 0 && p[99] == 0);
    ExFreePool(p);
    wish.Type = PoolExtendedParameterNumaNode;
    CHECK(!ExAllocatePool3(POOL_FLAG_NON_PAGED, 100, TAG, &wish, 1));
    wish.Optional = TRUE;
    p = ExAllocatePool3(POOL_FLAG_PAGED, 100, TAG, &wish, 1);
    CHECK(p != NULL);
    ExFreePoolWithTag(p, TAG);
    p = ExAllocatePoolZero(NonPagedPoolNx, 64, TAG);
    q = ExAllocatePoolUninitialized(PagedPool, 64, TAG);
    CHECK(p && q && p[63] == 0);
    RtlCopyMemory(q, "0123456789", 11);
    RtlMoveMemory(q + 2, q, 11);
    CHECK(RtlCompareMemory(q, "010123456789", 12) == 12 && RtlCompareMemory(q, "0101x", 5) == 4);
    ExFreePoolWithTag(p, TAG);
    ExFreePoolWithTag(q, TAG);
    CHECK(ExInitializeLookasideListEx(&list, NULL, NULL, NonPagedPoolNx, 0, 48, TAG, 0) == STATUS_SUCCESS);
    p = ExAllocateFromLookasideListEx(&list);
    q = ExAllocateFromLookasideListEx(&list);
    CHECK(p && q && p != q);
    ExFreeToLookasideListEx(&list, p);
    ExFreeToLookasideListEx(&list, q);
    ExDeleteLookasideListEx(&list);
    ExInitializeNPagedLookasideList(&older, NULL, NULL, 0, 48, TAG, 0);
    p = ExAllocateFromNPagedLookasideList(&older);
    CHECK(p != NULL);
    ExFreeToNPagedLookasideList(&older, p);
    ExDeleteNPagedLookasideList(&older);
}

static VOID Mdls(VOID)
{
    UCHAR *data = ExAllocatePool2(POOL_FLAG_NON_PAGED, 3 * PAGE_SIZE, TAG);
    PMDL   mdl = IoAllocateMdl(data + 100, 5000, FALSE, FALSE, NULL);
    CHECK(MmSizeOfMdl(data + 100, 5000) == sizeof(MDL) + 2 * sizeof(PFN_NUMBER));
    CHECK(MmSizeOfMdl(data, PAGE_SIZE) == sizeof(MDL) + sizeof(PFN_NUMBER));
    CHECK(MmGetMdlByteOffset(mdl) == 100 && MmGetMdlByteCount(mdl) == 5000);
    MmProbeAndLockPages(mdl, KernelMode, IoWriteAccess);
    CHECK((mdl->MdlFlags & (MDL_PAGES_LOCKED | MDL_WRITE_OPERATION)) == (MDL_PAGES_LOCKED | MDL_WRITE_OPERATION));
    CHECK(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority | MdlMappingNoExecute) == data + 100);
    MmUnlockPages(mdl);
    CHECK(!(mdl->MdlFlags & MDL_PAGES_LOCKED));
    IoFreeMdl(mdl);
    ExFreePoolWithTag(data, TAG);
}

/* --- texts, numbers, keys ----------------------------------------------------------------------------------------- */

static NTSTATUS FormatWith(PSTR out, SIZE_T size, PCSTR format, ...)
{
    va_list  arguments;
    NTSTATUS status;
    va_start(arguments, format);
    status = RtlStringCbVPrintfA(out, size, format, arguments);
    va_end(arguments);
    return status;
}

static VOID Texts(VOID)
{
    DECLARE_UNICODE_STRING_SIZE(name, 32);
    OBJECT_ATTRIBUTES attributes;
    UNICODE_STRING    routine = RTL_CONSTANT_STRING(L"KeSetEvent");
    char              text[8];
    SIZE_T            product;
    UUID              one, two;
    UCHAR             sid[12] = { SID_REVISION, 1, 0, 0, 0, 0, 0, 5, 18 }; /* S-1-5-18 */
    CHECK(FormatWith(text, sizeof(text), "%d-%s", 12, "ab") == STATUS_SUCCESS && RtlEqualMemory(text, "12-ab", 6));
    CHECK(FormatWith(text, sizeof(text), "%s", "much too long") == STATUS_BUFFER_OVERFLOW && text[7] == 0);
    CHECK(RtlAppendUnicodeToString(&name, L"\\Device\\x") == STATUS_SUCCESS && name.Length == 18 && name.MaximumLength == 64);
    InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, NULL);
    CHECK(attributes.Length == sizeof(attributes) && attributes.ObjectName == &name && !attributes.RootDirectory);
    CHECK(RtlUlongByteSwap(0x01020304) == 0x04030201 && RtlUshortByteSwap(0x0102) == 0x0201);
    CHECK(RtlUlonglongByteSwap(0x0102030405060708ULL) == 0x0807060504030201ULL);
    CHECK(RtlSizeTMult(7, 6, &product) == STATUS_SUCCESS && product == 42);
    CHECK(RtlSizeTMult(~(SIZE_T)0, 2, &product) == STATUS_INTEGER_OVERFLOW);
    CHECK(ExUuidCreate(&one) == STATUS_SUCCESS && ExUuidCreate(&two) == STATUS_SUCCESS && !RtlEqualMemory(&one, &two, sizeof(one)));
    CHECK(RtlLengthSid(sid) == sizeof(sid) && RtlValidSid(sid));
    CHECK(FIELD_OFFSET(LIST_ENTRY, Blink) == sizeof(PVOID));
    CHECK(MmGetSystemRoutineAddress(&routine) == (PVOID)KeSetEvent);
    DbgPrintEx(DPFLTR_IHVNETWORK_ID, DPFLTR_ERROR_LEVEL, "%s\n", "printed");
    KdPrintEx((DPFLTR_IHVNETWORK_ID, DPFLTR_ERROR_LEVEL, "printed in checked builds\n"));
    NT_ASSERT(KeGetCurrentIrql() == PASSIVE_LEVEL);
    ASSERT(name.Length == 18);
    PAGED_CODE();
}

static VOID OnProcess(PEPROCESS process, HANDLE id, PPS_CREATE_NOTIFY_INFO info)
{
    UNREFERENCED_PARAMETER(process);
    UNREFERENCED_PARAMETER(id);
    UNREFERENCED_PARAMETER(info);
}

/* No process begins or ends in a replay: what can be seen is who is on the list. */
static VOID Processes(VOID)
{
    PEPROCESS process = PsGetCurrentProcess();
    CHECK(PsGetProcessId(process) == PsGetCurrentProcessId());
    ObReferenceObject(process);
    ObDereferenceObject(process);
    CHECK(PsSetCreateProcessNotifyRoutineEx(OnProcess, TRUE) == STATUS_PROCEDURE_NOT_FOUND);
    CHECK(PsSetCreateProcessNotifyRoutineEx(OnProcess, FALSE) == STATUS_SUCCESS);
    CHECK(PsSetCreateProcessNotifyRoutineEx(OnProcess, FALSE) == STATUS_INVALID_PARAMETER);
    CHECK(PsSetCreateProcessNotifyRoutineEx(OnProcess, TRUE) == STATUS_SUCCESS);
}

static DRIVER_UNLOAD Unload;
static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = Unload;
    if (!NT_SUCCESS(IoCreateDevice(driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device)))
        return STATUS_UNSUCCESSFUL;
    Levels();
    Locks();
    Events();
    Dpcs();
    Timers();
    Work();
    Threads();
    Resources();
    Queues();
    NamedEvents();
    Lists();
    Interlocked();
    Pools();
    Mdls();
    Texts();
    Processes();
    DbgPrint("%s, %d failures\n", Checks > 1000 ? "many checks" : "few checks", Failures);
    return STATUS_SUCCESS;
}
