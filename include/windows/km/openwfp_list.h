/* Doubly and singly linked lists of the executive. Part of wdm.h. */
#ifndef OPENWFP_LIST_H
#define OPENWFP_LIST_H

#include "openwfp_ke.h"

EXTERN_C_START

/* --- lists -------------------------------------------------------------------------------------------------------- */

OPENWFP_INLINE VOID InitializeListHead(PLIST_ENTRY head)
{
    head->Flink = head->Blink = head;
}

OPENWFP_INLINE BOOLEAN IsListEmpty(const LIST_ENTRY *head)
{
    return head->Flink == head;
}

/* A list that is torn stops the module here and not a packet later. */
OPENWFP_INLINE VOID openwfp_check_entry(const LIST_ENTRY *entry)
{
    if (entry->Flink->Blink != entry || entry->Blink->Flink != entry)
        KeBugCheckEx(0x139, 3, (ULONG_PTR)entry, 0, 0);
}

OPENWFP_INLINE BOOLEAN RemoveEntryList(PLIST_ENTRY entry)
{
    openwfp_check_entry(entry);
    entry->Flink->Blink = entry->Blink;
    entry->Blink->Flink = entry->Flink;
    return entry->Flink == entry->Blink;
}

OPENWFP_INLINE PLIST_ENTRY RemoveHeadList(PLIST_ENTRY head)
{
    PLIST_ENTRY entry = head->Flink;
    if (entry != head)
        RemoveEntryList(entry);
    return entry;
}

OPENWFP_INLINE PLIST_ENTRY RemoveTailList(PLIST_ENTRY head)
{
    PLIST_ENTRY entry = head->Blink;
    if (entry != head)
        RemoveEntryList(entry);
    return entry;
}

OPENWFP_INLINE VOID InsertHeadList(PLIST_ENTRY head, PLIST_ENTRY entry)
{
    openwfp_check_entry(head);
    entry->Flink = head->Flink;
    entry->Blink = head;
    head->Flink->Blink = entry;
    head->Flink = entry;
}

OPENWFP_INLINE VOID InsertTailList(PLIST_ENTRY head, PLIST_ENTRY entry)
{
    InsertHeadList(head->Blink, entry);
}

/* Puts the whole list behind the head, whose own entries stay. */
OPENWFP_INLINE VOID AppendTailList(PLIST_ENTRY head, PLIST_ENTRY list)
{
    PLIST_ENTRY last = head->Blink;
    last->Flink = list;
    head->Blink = list->Blink;
    list->Blink->Flink = head;
    list->Blink = last;
}

OPENWFP_INLINE PSINGLE_LIST_ENTRY PopEntryList(PSINGLE_LIST_ENTRY head)
{
    PSINGLE_LIST_ENTRY entry = head->Next;
    if (entry)
        head->Next = entry->Next;
    return entry;
}

OPENWFP_INLINE VOID PushEntryList(PSINGLE_LIST_ENTRY head, PSINGLE_LIST_ENTRY entry)
{
    entry->Next = head->Next;
    head->Next = entry;
}

PLIST_ENTRY ExInterlockedInsertHeadList(PLIST_ENTRY head, PLIST_ENTRY entry, PKSPIN_LOCK lock);
PLIST_ENTRY ExInterlockedInsertTailList(PLIST_ENTRY head, PLIST_ENTRY entry, PKSPIN_LOCK lock);
PLIST_ENTRY ExInterlockedRemoveHeadList(PLIST_ENTRY head, PKSPIN_LOCK lock);
PSINGLE_LIST_ENTRY ExInterlockedPopEntryList(PSINGLE_LIST_ENTRY head, PKSPIN_LOCK lock);
PSINGLE_LIST_ENTRY ExInterlockedPushEntryList(PSINGLE_LIST_ENTRY head, PSINGLE_LIST_ENTRY entry, PKSPIN_LOCK lock);

VOID         InitializeSListHead(PSLIST_HEADER head);
VOID         ExInitializeSListHead(PSLIST_HEADER head);
PSLIST_ENTRY InterlockedPushEntrySList(PSLIST_HEADER head, PSLIST_ENTRY entry);
PSLIST_ENTRY InterlockedPopEntrySList(PSLIST_HEADER head);
PSLIST_ENTRY InterlockedFlushSList(PSLIST_HEADER head);
USHORT       ExQueryDepthSList(PSLIST_HEADER head);
#define ExInterlockedPushEntrySList(head, entry, lock) InterlockedPushEntrySList(head, entry)
#define ExInterlockedPopEntrySList(head, lock)         InterlockedPopEntrySList(head)
#define ExInterlockedFlushSList(head)                  InterlockedFlushSList(head)

EXTERN_C_END

#endif
