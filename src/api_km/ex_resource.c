/* Executive resources: many readers or one writer, who may take it again. A reader that comes while a writer waits goes first, for a thread
 * may read twice. */
#include "api_km/border.h"

struct resource {
    KSPIN_LOCK lock;
    KEVENT     changed; /* what keeps others out has become less; set and cleared under the lock */
    PKTHREAD   writer;  /* guarded by: lock; so too the next */
    ULONG      depth;   /* how often the writer has it */
    ULONG      readers;
};
_Static_assert(sizeof(struct resource) <= sizeof(ERESOURCE), "fits into what drivers reserve");

static struct resource *of(PERESOURCE resource)
{
    return (struct resource *)resource;
}

NTSTATUS ExInitializeResourceLite(PERESOURCE resource)
{
    struct resource *r = of(resource);
    *r = (struct resource){ 0 };
    KeInitializeSpinLock(&r->lock);
    KeInitializeEvent(&r->changed, NotificationEvent, FALSE);
    return STATUS_SUCCESS;
}

NTSTATUS ExDeleteResourceLite(PERESOURCE resource)
{
    struct resource *r = of(resource);
    if (r->writer || r->readers)
        nt_report(km_nt("ExDeleteResourceLite"), "ExDeleteResourceLite: the resource %p is held; release it first", (void *)resource);
    return STATUS_SUCCESS;
}

/* The lock is held. */
static bool try_take(struct resource *r, bool exclusive)
{
    PKTHREAD me = KeGetCurrentThread();
    if (r->writer == me) {
        r->depth++;
        return true;
    }
    if (r->writer || (exclusive && r->readers))
        return false;
    if (exclusive) {
        r->writer = me;
        r->depth = 1;
    } else {
        r->readers++;
    }
    return true;
}

static BOOLEAN take(const char *function, struct resource *r, bool exclusive, BOOLEAN wait)
{
    irql_require(km_nt(function), function, IRQL_APC);
    for (;;) {
        KIRQL before = KeAcquireSpinLockRaiseToDpc(&r->lock);
        bool  taken = try_take(r, exclusive);
        if (!taken)
            KeClearEvent(&r->changed);
        KeReleaseSpinLock(&r->lock, before);
        if (taken || !wait)
            return taken;
        KeWaitForSingleObject(&r->changed, Executive, KernelMode, FALSE, NULL);
    }
}

BOOLEAN ExAcquireResourceExclusiveLite(PERESOURCE resource, BOOLEAN wait)
{
    return take("ExAcquireResourceExclusiveLite", of(resource), true, wait);
}

BOOLEAN ExAcquireResourceSharedLite(PERESOURCE resource, BOOLEAN wait)
{
    return take("ExAcquireResourceSharedLite", of(resource), false, wait);
}

/* False: nobody holds it. The lock is held. */
static bool give(struct resource *r)
{
    if (r->writer) {
        if (--r->depth == 0)
            r->writer = NULL;
        return true;
    }
    if (r->readers == 0)
        return false;
    r->readers--;
    return true;
}

VOID ExReleaseResourceLite(PERESOURCE resource)
{
    struct resource *r = of(resource);
    KIRQL            before = KeAcquireSpinLockRaiseToDpc(&r->lock);
    bool             held = give(r);
    KeSetEvent(&r->changed, IO_NO_INCREMENT, FALSE);
    KeReleaseSpinLock(&r->lock, before);
    if (!held)
        nt_report(km_nt("ExReleaseResourceLite"), "ExReleaseResourceLite: nobody holds the resource %p", (void *)resource);
}
