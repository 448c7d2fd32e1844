/* NDIS beside packets: their out-of-band information and contexts, generic objects, memory. */
#include <string.h>

#include "api_km/border.h"

#include <ndis.h>

#include "api_km/ndis_memory.h"

/* --- out-of-band information -------------------------------------------------------------------------------------- */

static void copy_info(NET_BUFFER_LIST *to, const NET_BUFFER_LIST *from)
{
    memcpy(to->NetBufferListInfo, from->NetBufferListInfo, sizeof(to->NetBufferListInfo));
}

VOID NdisCopySendNetBufferListInfo(NET_BUFFER_LIST *to, NET_BUFFER_LIST *from)
{
    copy_info(to, from);
}

VOID NdisCopyReceiveNetBufferListInfo(NET_BUFFER_LIST *to, NET_BUFFER_LIST *from)
{
    copy_info(to, from);
}

/* --- contexts ----------------------------------------------------------------------------------------------------- */

/* In the unused space of the newest context, or in a new one before it. */
NDIS_STATUS NdisAllocateNetBufferListContext(NET_BUFFER_LIST *list, USHORT size, USHORT backFill, ULONG tag)
{
    static const char *const function = "NdisAllocateNetBufferListContext";
    NET_BUFFER_LIST_CONTEXT *c = list->Context;
    if (size % MEMORY_ALLOCATION_ALIGNMENT || backFill % MEMORY_ALLOCATION_ALIGNMENT || size > UINT16_MAX - backFill)
        return NDIS_STATUS_FAILURE;
    if (c && c->Offset >= size) {
        c->Offset = (USHORT)(c->Offset - size);
        return NDIS_STATUS_SUCCESS;
    }
    c = ndis_hold(function, sizeof(*c) + size + backFill, NT_NBL_CONTEXT, tag);
    if (!c)
        return NDIS_STATUS_RESOURCES;
    *c = (NET_BUFFER_LIST_CONTEXT){ .Next = list->Context, .Size = (USHORT)(size + backFill), .Offset = backFill };
    list->Context = c;
    return NDIS_STATUS_SUCCESS;
}

VOID NdisFreeNetBufferListContext(NET_BUFFER_LIST *list, USHORT size)
{
    static const char *const function = "NdisFreeNetBufferListContext";
    NET_BUFFER_LIST_CONTEXT *c = list->Context;
    struct nt_entry          e;
    if (!c || size > c->Size - c->Offset) {
        nt_report(km_nt(function), "%s: the list has %u bytes of context, not %u", function,
                  c ? (unsigned)(c->Size - c->Offset) : 0, (unsigned)size);
        return;
    }
    c->Offset = (USHORT)(c->Offset + size);
    if (c->Offset < c->Size || !nt_ledger_find(km_nt(function), NT_NBL_CONTEXT, c, &e))
        return; /* one that came with the list stays with it */
    list->Context = c->Next;
    ndis_release(function, NT_NBL_CONTEXT, c);
}

/* --- generic objects and memory ----------------------------------------------------------------------------------- */

PNDIS_GENERIC_OBJECT NdisAllocateGenericObject(PDRIVER_OBJECT driver, ULONG tag, USHORT size)
{
    PNDIS_GENERIC_OBJECT o = ndis_hold("NdisAllocateGenericObject", sizeof(*o) + size, NT_GENERIC_OBJECT, tag);
    km_passive("NdisAllocateGenericObject");
    if (!o)
        return NULL;
    o->Header.Type = NDIS_OBJECT_TYPE_GENERIC_OBJECT;
    o->Header.Revision = 1;
    o->Header.Size = sizeof(*o);
    o->Caller = __builtin_return_address(0);
    o->DriverObject = driver;
    return o;
}

VOID NdisFreeGenericObject(PNDIS_GENERIC_OBJECT object)
{
    ndis_release("NdisFreeGenericObject", NT_GENERIC_OBJECT, object);
}

PVOID NdisAllocateMemoryWithTagPriority(NDIS_HANDLE handle, UINT size, ULONG tag, EX_POOL_PRIORITY priority)
{
    (void)handle;
    (void)priority;
    return ExAllocatePoolWithTag(NonPagedPoolNx, size, tag);
}

NDIS_STATUS NdisAllocateMemoryWithTag(PVOID *p, UINT size, ULONG tag)
{
    PVOID memory = ExAllocatePoolWithTag(NonPagedPoolNx, size, tag);
    if (!memory)
        return NDIS_STATUS_FAILURE;
    *p = memory;
    return NDIS_STATUS_SUCCESS;
}

VOID NdisFreeMemory(PVOID p, UINT size, UINT flags)
{
    (void)size;
    (void)flags;
    ExFreePool(p);
}

VOID NdisFreeMemoryWithTagPriority(NDIS_HANDLE handle, PVOID p, ULONG tag)
{
    (void)handle;
    ExFreePoolWithTag(p, tag);
}

VOID NdisFreeMemoryWithTag(PVOID p, ULONG tag)
{
    ExFreePoolWithTag(p, tag);
}
