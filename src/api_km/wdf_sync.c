/* The framework's locks, work items and timers. */
#include "api_km/border.h"
#include "api_km/wdf_lock.h"
#include "nt/spinlock.h"
#include "nt/timer.h"
#include "nt/wait.h"
#include "nt/work.h"

/* --- locks -------------------------------------------------------------------------------------------------------- */

struct spin_lock {
    struct wdf_object object;
    KSPIN_LOCK        lock;
    KIRQL             before; /* guarded by: lock */
};

const struct wdf_kind wdf_spin_lock = { "spin lock", sizeof(struct spin_lock), NULL };

NTSTATUS WdfSpinLockCreate(PWDF_OBJECT_ATTRIBUTES attributes, WDFSPINLOCK *lock)
{
    return wdf_new("WdfSpinLockCreate", &wdf_spin_lock, attributes, NULL, lock);
}

VOID WdfSpinLockAcquire(WDFSPINLOCK lock)
{
    struct spin_lock *l = wdf_get("WdfSpinLockAcquire", lock, &wdf_spin_lock);
    KIRQL             before = KeAcquireSpinLockRaiseToDpc(&l->lock);
    l->before = before;
}

VOID WdfSpinLockRelease(WDFSPINLOCK lock)
{
    struct spin_lock *l = wdf_get("WdfSpinLockRelease", lock, &wdf_spin_lock);
    KeReleaseSpinLock(&l->lock, l->before);
}

struct wait_lock {
    struct wdf_object object;
    KEVENT            free; /* signalled while nobody holds it */
};

const struct wdf_kind wdf_wait_lock = { "wait lock", sizeof(struct wait_lock), NULL };

NTSTATUS WdfWaitLockCreate(PWDF_OBJECT_ATTRIBUTES attributes, WDFWAITLOCK *lock)
{
    struct wait_lock *l;
    NTSTATUS          status = wdf_new("WdfWaitLockCreate", &wdf_wait_lock, attributes, NULL, &l);
    if (!NT_SUCCESS(status))
        return status;
    KeInitializeEvent(&l->free, SynchronizationEvent, TRUE);
    *lock = (WDFWAITLOCK)l;
    return STATUS_SUCCESS;
}

/* Without a timeout it waits at PASSIVE_LEVEL; with one of 0 it may be asked from anywhere. */
NTSTATUS WdfWaitLockAcquire(WDFWAITLOCK lock, PLONGLONG timeout)
{
    struct wait_lock *l = wdf_get("WdfWaitLockAcquire", lock, &wdf_wait_lock);
    LARGE_INTEGER     t = { .QuadPart = timeout ? *timeout : 0 };
    return KeWaitForSingleObject(&l->free, Executive, KernelMode, FALSE, timeout ? &t : NULL);
}

VOID WdfWaitLockRelease(WDFWAITLOCK lock)
{
    struct wait_lock *l = wdf_get("WdfWaitLockRelease", lock, &wdf_wait_lock);
    if (KeReadStateEvent(&l->free))
        nt_report(km_nt("WdfWaitLockRelease"), "WdfWaitLockRelease: the lock %p is not held", (void *)lock);
    KeSetEvent(&l->free, 0, FALSE);
}

/* --- work items --------------------------------------------------------------------------------------------------- */

struct work_item {
    struct wdf_object object;
    struct nt_work    work;
    PFN_WDF_WORKITEM  function;   /* immutable after publish */
    bool              serialized; /* the same */
};

static void end_work_item(struct wdf_object *o)
{
    nt_work_flush(km_nt("WdfObjectDelete"), &((struct work_item *)o)->work);
}

const struct wdf_kind wdf_work_item = { "work item", sizeof(struct work_item), end_work_item };

/* A work item runs at PASSIVE_LEVEL, where the other kind of lock cannot be held. */
static bool is_serialized(BOOLEAN wanted, struct wdf_object *o)
{
    const struct wdf_lock *lock = wdf_lock_of(o);
    return wanted && lock && lock->passive;
}

static void run_work(struct nt_work *work)
{
    struct work_item *w = nt_container(work, struct work_item, work);
    struct wdf_lock  *lock = w->serialized ? wdf_callback_begin(wdf_lock_of(&w->object)) : NULL;
    w->function((WDFWORKITEM)w);
    wdf_callback_end(lock);
}

NTSTATUS WdfWorkItemCreate(PWDF_WORKITEM_CONFIG config, PWDF_OBJECT_ATTRIBUTES attributes, WDFWORKITEM *item)
{
    struct work_item *w;
    if (config->Size != sizeof(*config))
        return STATUS_INFO_LENGTH_MISMATCH;
    if (!config->EvtWorkItemFunc)
        return STATUS_INVALID_PARAMETER;
    if (!attributes || !attributes->ParentObject)
        return STATUS_WDF_PARENT_NOT_SPECIFIED;
    NTSTATUS status = wdf_new("WdfWorkItemCreate", &wdf_work_item, attributes, NULL, &w);
    if (!NT_SUCCESS(status))
        return status;
    w->function = config->EvtWorkItemFunc;
    w->serialized = is_serialized(config->AutomaticSerialization, &w->object);
    w->work.run = run_work;
    w->work.driver = w->object.driver;
    *item = (WDFWORKITEM)w;
    return STATUS_SUCCESS;
}

/* An item that is queued already stays queued once. */
VOID WdfWorkItemEnqueue(WDFWORKITEM item)
{
    struct work_item *w = wdf_get("WdfWorkItemEnqueue", item, &wdf_work_item);
    nt_work_queue_once(km_nt("WdfWorkItemEnqueue"), &w->work);
}

VOID WdfWorkItemFlush(WDFWORKITEM item)
{
    struct work_item *w = wdf_get("WdfWorkItemFlush", item, &wdf_work_item);
    if (km_passive("WdfWorkItemFlush"))
        nt_work_flush(km_nt("WdfWorkItemFlush"), &w->work);
}

WDFOBJECT WdfWorkItemGetParentObject(WDFWORKITEM item)
{
    return ((struct wdf_object *)wdf_get("WdfWorkItemGetParentObject", item, &wdf_work_item))->parent;
}

/* --- timers ------------------------------------------------------------------------------------------------------- */

struct timer {
    struct wdf_object object;
    KTIMER            timer;
    KDPC              dpc;
    PFN_WDF_TIMER     function; /* immutable after publish */
    ULONG             period;     /* immutable after publish */
    bool              serialized; /* the same */
    bool              passive;    /* its function is called from `work`; the same */
    struct nt_work    work;
};

/* At PASSIVE_LEVEL: what has begun is over. */
static void flush_timer(struct nt_system *nt, struct timer *t)
{
    nt_dpc_flush(nt);
    if (t->passive)
        nt_work_flush(nt, &t->work);
}

static void end_timer(struct wdf_object *o)
{
    struct timer     *t = (struct timer *)o;
    struct nt_system *nt = km_nt("WdfObjectDelete");
    KeCancelTimer(&t->timer);
    nt_dpc_remove(nt, (struct nt_dpc *)&t->dpc);
    if (irql_current() == IRQL_PASSIVE)
        flush_timer(nt, t);
}

const struct wdf_kind wdf_timer = { "timer", sizeof(struct timer), end_timer };

static void call_timer(struct timer *t)
{
    struct wdf_lock *lock = t->serialized ? wdf_callback_begin(wdf_lock_of(&t->object)) : NULL;
    t->function((WDFTIMER)t);
    wdf_callback_end(lock);
}

static void run_passive_timer(struct nt_work *work)
{
    call_timer(nt_container(work, struct timer, work));
}

static VOID run_timer(PKDPC dpc, PVOID context, PVOID first, PVOID second)
{
    struct timer *t = context;
    (void)dpc;
    (void)first;
    (void)second;
    if (t->passive)
        nt_work_queue_once(km_nt("WdfTimerStart"), &t->work);
    else
        call_timer(t);
}

/* The lock around the function, when there is one, must be of the function's own level. */
static bool is_compatible(const WDF_TIMER_CONFIG *config, bool passive, const struct wdf_lock *lock)
{
    return !config->AutomaticSerialization || !lock || !lock->automatic || lock->passive == passive;
}

NTSTATUS WdfTimerCreate(PWDF_TIMER_CONFIG config, PWDF_OBJECT_ATTRIBUTES attributes, WDFTIMER *timer)
{
    struct timer *t;
    if (config->Size != sizeof(*config))
        return STATUS_INFO_LENGTH_MISMATCH;
    if (!attributes || !attributes->ParentObject)
        return STATUS_WDF_PARENT_NOT_SPECIFIED;
    if (!config->EvtTimerFunc)
        return STATUS_INVALID_PARAMETER;
    bool passive = attributes->ExecutionLevel == WdfExecutionLevelPassive;
    if (!is_compatible(config, passive, wdf_lock_of(wdf_get("WdfTimerCreate", attributes->ParentObject, NULL))))
        return STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL;
    NTSTATUS status = wdf_new("WdfTimerCreate", &wdf_timer, attributes, NULL, &t);
    if (!NT_SUCCESS(status))
        return status;
    t->function = config->EvtTimerFunc;
    t->period = config->Period;
    t->passive = passive;
    t->work.run = run_passive_timer;
    t->work.driver = t->object.driver;
    t->serialized = config->AutomaticSerialization;
    KeInitializeTimer(&t->timer);
    KeInitializeDpc(&t->dpc, run_timer, t);
    *timer = (WDFTIMER)t;
    return STATUS_SUCCESS;
}

BOOLEAN WdfTimerStart(WDFTIMER timer, LONGLONG due)
{
    struct timer *t = wdf_get("WdfTimerStart", timer, &wdf_timer);
    return KeSetTimerEx(&t->timer, (LARGE_INTEGER){ .QuadPart = due }, (LONG)t->period, &t->dpc);
}

BOOLEAN WdfTimerStop(WDFTIMER timer, BOOLEAN wait)
{
    struct timer *t = wdf_get("WdfTimerStop", timer, &wdf_timer);
    BOOLEAN       was = KeCancelTimer(&t->timer);
    if (wait && km_passive("WdfTimerStop"))
        flush_timer(km_nt("WdfTimerStop"), t);
    return was;
}

WDFOBJECT WdfTimerGetParentObject(WDFTIMER timer)
{
    return ((struct wdf_object *)wdf_get("WdfTimerGetParentObject", timer, &wdf_timer))->parent;
}
