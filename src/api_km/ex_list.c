/* Lists under a spin lock, and the lists of SLIST_HEADER. */
#include "api_km/border.h"
#include "nt/spinlock.h"

/* These functions work at any level, with interrupts off on Windows: no DPC of this thread can come between. */
static struct nt_system *locked(PKSPIN_LOCK lock, const char *function)
{
    struct nt_system *nt = km_nt(function);
    spin_acquire(nt, lock, function);
    return nt;
}

PLIST_ENTRY ExInterlockedInsertHeadList(PLIST_ENTRY head, PLIST_ENTRY entry, PKSPIN_LOCK lock)
{
    struct nt_system *nt = locked(lock, "ExInterlockedInsertHeadList");
    PLIST_ENTRY       first = IsListEmpty(head) ? NULL : head->Flink;
    InsertHeadList(head, entry);
    spin_release(nt, lock, "ExInterlockedInsertHeadList");
    return first;
}

PLIST_ENTRY ExInterlockedInsertTailList(PLIST_ENTRY head, PLIST_ENTRY entry, PKSPIN_LOCK lock)
{
    struct nt_system *nt = locked(lock, "ExInterlockedInsertTailList");
    PLIST_ENTRY       last = IsListEmpty(head) ? NULL : head->Blink;
    InsertTailList(head, entry);
    spin_release(nt, lock, "ExInterlockedInsertTailList");
    return last;
}

PLIST_ENTRY ExInterlockedRemoveHeadList(PLIST_ENTRY head, PKSPIN_LOCK lock)
{
    struct nt_system *nt = locked(lock, "ExInterlockedRemoveHeadList");
    PLIST_ENTRY       first = IsListEmpty(head) ? NULL : RemoveHeadList(head);
    spin_release(nt, lock, "ExInterlockedRemoveHeadList");
    return first;
}

PSINGLE_LIST_ENTRY ExInterlockedPopEntryList(PSINGLE_LIST_ENTRY head, PKSPIN_LOCK lock)
{
    struct nt_system  *nt = locked(lock, "ExInterlockedPopEntryList");
    PSINGLE_LIST_ENTRY first = PopEntryList(head);
    spin_release(nt, lock, "ExInterlockedPopEntryList");
    return first;
}

PSINGLE_LIST_ENTRY ExInterlockedPushEntryList(PSINGLE_LIST_ENTRY head, PSINGLE_LIST_ENTRY entry, PKSPIN_LOCK lock)
{
    struct nt_system  *nt = locked(lock, "ExInterlockedPushEntryList");
    PSINGLE_LIST_ENTRY first = head->Next;
    PushEntryList(head, entry);
    spin_release(nt, lock, "ExInterlockedPushEntryList");
    return first;
}

/* --- SLIST_HEADER: its first word counts, its second points; a bit of the first is the lock, because a reader of a
 * popped entry must never follow an entry that was freed
 * ------------------------------------------------------------------------ */

#define SLIST_LOCK (1ULL << 63)

static void slist_lock(PSLIST_HEADER head)
{
    while (__atomic_fetch_or(&head->Alignment, SLIST_LOCK, __ATOMIC_ACQUIRE) & SLIST_LOCK)
        __builtin_ia32_pause();
}

static PSLIST_ENTRY slist_first(PSLIST_HEADER head)
{
    return (PSLIST_ENTRY)(uintptr_t)head->Region;
}

/* Sets list and depth and unlocks. */
static void slist_store(PSLIST_HEADER head, PSLIST_ENTRY first, ULONGLONG depth)
{
    head->Region = (uintptr_t)first;
    __atomic_store_n(&head->Alignment, depth, __ATOMIC_RELEASE);
}

static ULONGLONG slist_depth(PSLIST_HEADER head)
{
    return __atomic_load_n(&head->Alignment, __ATOMIC_RELAXED) & ~SLIST_LOCK;
}

VOID InitializeSListHead(PSLIST_HEADER head)
{
    *head = (SLIST_HEADER){ 0 };
}

VOID ExInitializeSListHead(PSLIST_HEADER head)
{
    InitializeSListHead(head);
}

PSLIST_ENTRY InterlockedPushEntrySList(PSLIST_HEADER head, PSLIST_ENTRY entry)
{
    slist_lock(head);
    PSLIST_ENTRY first = slist_first(head);
    entry->Next = first;
    slist_store(head, entry, slist_depth(head) + 1);
    return first;
}

PSLIST_ENTRY InterlockedPopEntrySList(PSLIST_HEADER head)
{
    slist_lock(head);
    PSLIST_ENTRY first = slist_first(head);
    slist_store(head, first ? first->Next : NULL, slist_depth(head) - (first != NULL));
    return first;
}

PSLIST_ENTRY InterlockedFlushSList(PSLIST_HEADER head)
{
    slist_lock(head);
    PSLIST_ENTRY first = slist_first(head);
    slist_store(head, NULL, 0);
    return first;
}

USHORT ExQueryDepthSList(PSLIST_HEADER head)
{
    return (USHORT)slist_depth(head);
}
