/* Kernel queues: entries that threads wait for. Any number of threads may be busy with entries at once; a driver that relies on fewer has
 * that many threads. */
#include "api_km/border.h"

/* Drivers never look into the list of threads, so its place holds the lock; the header is an event: there may be an entry. */
static PKSPIN_LOCK lock_of(PRKQUEUE queue)
{
    return (PKSPIN_LOCK)&queue->ThreadListHead;
}

static PRKEVENT event_of(PRKQUEUE queue)
{
    return (PRKEVENT)&queue->Header;
}

VOID KeInitializeQueue(PRKQUEUE queue, ULONG count)
{
    KeInitializeEvent(event_of(queue), SynchronizationEvent, FALSE);
    InitializeListHead(&queue->EntryListHead);
    KeInitializeSpinLock(lock_of(queue));
    queue->CurrentCount = 0;
    queue->MaximumCount = count ? count : 1;
}

static LONG insert(PRKQUEUE queue, PLIST_ENTRY entry, BOOLEAN head)
{
    KIRQL before = KeAcquireSpinLockRaiseToDpc(lock_of(queue));
    LONG  count = (LONG)queue->CurrentCount++;
    if (head)
        InsertHeadList(&queue->EntryListHead, entry);
    else
        InsertTailList(&queue->EntryListHead, entry);
    KeSetEvent(event_of(queue), IO_NO_INCREMENT, FALSE);
    KeReleaseSpinLock(lock_of(queue), before);
    return count;
}

LONG KeInsertQueue(PRKQUEUE queue, PLIST_ENTRY entry)
{
    return insert(queue, entry, FALSE);
}

LONG KeInsertHeadQueue(PRKQUEUE queue, PLIST_ENTRY entry)
{
    return insert(queue, entry, TRUE);
}

/* The event wakes one thread; who finds more than one entry wakes the next. */
static PLIST_ENTRY pop(PRKQUEUE queue)
{
    PLIST_ENTRY found = NULL;
    KIRQL       before = KeAcquireSpinLockRaiseToDpc(lock_of(queue));
    if (!IsListEmpty(&queue->EntryListHead)) {
        found = RemoveHeadList(&queue->EntryListHead);
        queue->CurrentCount--;
    }
    if (!IsListEmpty(&queue->EntryListHead))
        KeSetEvent(event_of(queue), IO_NO_INCREMENT, FALSE);
    KeReleaseSpinLock(lock_of(queue), before);
    return found;
}

PLIST_ENTRY KeRemoveQueue(PRKQUEUE queue, KPROCESSOR_MODE mode, PLARGE_INTEGER timeout)
{
    PLIST_ENTRY found;
    while (!(found = pop(queue))) {
        NTSTATUS status = KeWaitForSingleObject(event_of(queue), WrQueue, mode, FALSE, timeout);
        if (status != STATUS_SUCCESS)
            return (PLIST_ENTRY)(ULONG_PTR)status;
    }
    return found;
}

/* The entries that are left, linked to each other without the queue; NULL: none. */
PLIST_ENTRY KeRundownQueue(PRKQUEUE queue)
{
    KIRQL       before = KeAcquireSpinLockRaiseToDpc(lock_of(queue));
    PLIST_ENTRY first = IsListEmpty(&queue->EntryListHead) ? NULL : queue->EntryListHead.Flink;
    if (first)
        RemoveEntryList(&queue->EntryListHead);
    InitializeListHead(&queue->EntryListHead);
    queue->CurrentCount = 0;
    KeReleaseSpinLock(lock_of(queue), before);
    return first;
}
