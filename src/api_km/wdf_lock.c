#include "api_km/wdf_lock.h"

#include "api_km/border.h"
#include "api_km/wdf_device.h"

static WDF_SYNCHRONIZATION_SCOPE scope_of(const WDF_OBJECT_ATTRIBUTES *a, const struct wdf_lock *parent)
{
    WDF_SYNCHRONIZATION_SCOPE said = a ? a->SynchronizationScope : WdfSynchronizationScopeInheritFromParent;
    if (said != WdfSynchronizationScopeInheritFromParent && said != WdfSynchronizationScopeInvalid)
        return said;
    return parent ? parent->scope : WdfSynchronizationScopeNone;
}

/* A queue whose device says "queue" has a lock of its own; one whose device says "device" shares the device's (wdf_lock_of()). */
void wdf_lock_init(struct wdf_lock *l, const WDF_OBJECT_ATTRIBUTES *a, const struct wdf_lock *parent)
{
    bool inherits = !a || a->ExecutionLevel == WdfExecutionLevelInheritFromParent || a->ExecutionLevel == WdfExecutionLevelInvalid;
    l->scope = scope_of(a, parent);
    l->passive = inherits ? parent && parent->passive : a->ExecutionLevel == WdfExecutionLevelPassive;
    l->automatic = l->scope != WdfSynchronizationScopeNone;
    KeInitializeSpinLock(&l->spin);
    KeInitializeEvent(&l->free, SynchronizationEvent, TRUE);
}

void wdf_lock_take(struct wdf_lock *l)
{
    PKTHREAD me = KeGetCurrentThread();
    KIRQL    before = PASSIVE_LEVEL;
    if (__atomic_load_n(&l->owner, __ATOMIC_RELAXED) == me) {
        l->depth++;
        return;
    }
    if (l->passive)
        KeWaitForSingleObject(&l->free, Executive, KernelMode, FALSE, NULL);
    else
        before = KeAcquireSpinLockRaiseToDpc(&l->spin);
    l->before = before;
    l->depth = 1;
    __atomic_store_n(&l->owner, me, __ATOMIC_RELAXED);
}

void wdf_lock_give(struct wdf_lock *l)
{
    if (__atomic_load_n(&l->owner, __ATOMIC_RELAXED) != KeGetCurrentThread()) {
        nt_report(km_nt("WdfObjectReleaseLock"), "WdfObjectReleaseLock: the lock is not held by this thread");
        return;
    }
    if (--l->depth > 0)
        return;
    __atomic_store_n(&l->owner, NULL, __ATOMIC_RELAXED);
    if (l->passive)
        KeSetEvent(&l->free, 0, FALSE);
    else
        KeReleaseSpinLock(&l->spin, l->before);
}

struct wdf_lock *wdf_lock_of(struct wdf_object *o)
{
    for (; o; o = o->parent) {
        if (o->kind == &wdf_queue && !((struct wdf_queue_part *)o)->shares_lock)
            return &((struct wdf_queue_part *)o)->callbacks;
        if (o->kind == &wdf_device)
            return &((struct wdf_device_part *)o)->callbacks;
    }
    return NULL;
}

struct wdf_lock *wdf_callback_begin(struct wdf_lock *l)
{
    if (!l || !l->automatic)
        return NULL;
    wdf_lock_take(l);
    return l;
}

void wdf_callback_end(struct wdf_lock *l)
{
    if (l)
        wdf_lock_give(l);
}

static struct wdf_lock *lock_for(const char *function, WDFOBJECT object)
{
    struct wdf_lock *l = wdf_lock_of(wdf_get(function, object, NULL));
    if (!l)
        nt_report(km_nt(function), "%s: %p is neither a device nor a queue, nor below one", function, (void *)object);
    return l;
}

VOID WdfObjectAcquireLock(WDFOBJECT object)
{
    struct wdf_lock *l = lock_for("WdfObjectAcquireLock", object);
    if (l)
        wdf_lock_take(l);
}

VOID WdfObjectReleaseLock(WDFOBJECT object)
{
    struct wdf_lock *l = lock_for("WdfObjectReleaseLock", object);
    if (l)
        wdf_lock_give(l);
}
