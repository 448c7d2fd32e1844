/* Pools and lookaside lists. */
#include "api_km/border.h"
#include "nt/ledger.h"
#include "nt/pool.h"

/* Paged pool is never paged out here, but a driver that touches it at DISPATCH_LEVEL must hear of it. */
static void *allocate(const char *function, size_t size, uint32_t tag, bool zeroed, bool paged)
{
    struct nt_system *nt = km_nt(function);
    irql_require(nt, function, paged ? IRQL_APC : IRQL_DISPATCH);
    return pool_alloc(nt, size, tag, zeroed);
}

static bool is_paged(POOL_TYPE type)
{
    return type & PagedPool;
}

/* The classic functions leave memory as it is, unless their type asks. */
static void *allocate_typed(const char *function, POOL_TYPE type, SIZE_T size, ULONG tag, bool zeroed)
{
    void *p = allocate(function, size, tag, zeroed || (type & POOL_ZERO_ALLOCATION), is_paged(type));
    if (!p && (type & POOL_RAISE_IF_ALLOCATION_FAILURE))
        ExRaiseStatus(STATUS_INSUFFICIENT_RESOURCES);
    return p;
}

#define TAG_NONE 0x656e6f4e /* 'None': what Windows writes for ExAllocatePool */

PVOID ExAllocatePool(POOL_TYPE type, SIZE_T size)
{
    return allocate_typed("ExAllocatePool", type, size, TAG_NONE, false);
}

PVOID ExAllocatePoolWithTag(POOL_TYPE type, SIZE_T size, ULONG tag)
{
    return allocate_typed("ExAllocatePoolWithTag", type, size, tag, false);
}

PVOID ExAllocatePoolWithTagPriority(POOL_TYPE type, SIZE_T size, ULONG tag, EX_POOL_PRIORITY priority)
{
    (void)priority;
    return allocate_typed("ExAllocatePoolWithTagPriority", type, size, tag, false);
}

PVOID ExAllocatePoolWithQuotaTag(POOL_TYPE type, SIZE_T size, ULONG tag)
{
    void *p = allocate_typed("ExAllocatePoolWithQuotaTag", type & ~POOL_QUOTA_FAIL_INSTEAD_OF_RAISE, size, tag, false);
    if (!p && !(type & POOL_QUOTA_FAIL_INSTEAD_OF_RAISE))
        ExRaiseStatus(STATUS_INSUFFICIENT_RESOURCES);
    return p;
}

PVOID ExAllocatePoolZero(POOL_TYPE type, SIZE_T size, ULONG tag)
{
    return allocate_typed("ExAllocatePoolZero", type, size, tag, true);
}

PVOID ExAllocatePoolUninitialized(POOL_TYPE type, SIZE_T size, ULONG tag)
{
    return allocate_typed("ExAllocatePoolUninitialized", type, size, tag, false);
}

PVOID ExAllocatePoolQuotaZero(POOL_TYPE type, SIZE_T size, ULONG tag)
{
    return allocate_typed("ExAllocatePoolQuotaZero", type, size, tag, true);
}

PVOID ExAllocatePoolPriorityZero(POOL_TYPE type, SIZE_T size, ULONG tag, EX_POOL_PRIORITY priority)
{
    (void)priority;
    return allocate_typed("ExAllocatePoolPriorityZero", type, size, tag, true);
}

static void *allocate_flags(const char *function, POOL_FLAGS flags, SIZE_T size, ULONG tag)
{
    void *p = NULL;
    if (flags & (POOL_FLAG_NON_PAGED | POOL_FLAG_NON_PAGED_EXECUTE | POOL_FLAG_PAGED))
        p = allocate(function, size, tag, !(flags & POOL_FLAG_UNINITIALIZED), flags & POOL_FLAG_PAGED);
    else
        nt_report(km_nt(function), "%s: the flags 0x%llx name no pool", function, flags);
    if (!p && (flags & POOL_FLAG_RAISE_ON_FAILURE))
        ExRaiseStatus(STATUS_INSUFFICIENT_RESOURCES);
    return p;
}

PVOID ExAllocatePool2(POOL_FLAGS flags, SIZE_T size, ULONG tag)
{
    return allocate_flags("ExAllocatePool2", flags, size, tag);
}

/* Of the extended parameters the priority is a hint; there is neither a secure pool nor a NUMA node here, and a parameter that
 * may be ignored is (Optional); another one cannot be kept. */
PVOID ExAllocatePool3(POOL_FLAGS flags, SIZE_T size, ULONG tag, PCPOOL_EXTENDED_PARAMETER parameters, ULONG count)
{
    for (ULONG i = 0; i < count; i++)
        if (parameters[i].Type != PoolExtendedParameterPriority && !parameters[i].Optional)
            return NULL;
    return allocate_flags("ExAllocatePool3", flags, size, tag);
}

static void release(const char *function, void *p, uint32_t tag)
{
    struct nt_system *nt = km_nt(function);
    irql_require(nt, function, IRQL_DISPATCH);
    if (p)
        pool_free(nt, p, tag, function);
    else
        nt_report(nt, "%s: the address is NULL", function);
}

VOID ExFreePool(PVOID p)
{
    release("ExFreePool", p, 0);
}

VOID ExFreePoolWithTag(PVOID p, ULONG tag)
{
    release("ExFreePoolWithTag", p, tag);
}

VOID ExFreePool2(PVOID p, ULONG tag, PCPOOL_EXTENDED_PARAMETER parameters, ULONG count)
{
    (void)parameters;
    (void)count;
    release("ExFreePool2", p, tag);
}

/* No memory of a module is executable here, whether it opts in or not. */
VOID ExInitializeDriverRuntime(ULONG flags)
{
    (void)flags;
}

/* --- lookaside lists: they keep nothing back, so that each entry is watched like any pool block ------------------- */

struct lookaside {
    size_t               size;
    uint32_t             tag;
    POOL_TYPE            type;
    PALLOCATE_FUNCTION   allocate;
    PFREE_FUNCTION       release;
    PALLOCATE_FUNCTION_EX allocate_ex;
    PFREE_FUNCTION_EX    release_ex;
    bool                 raises;
};

static_assert(sizeof(struct lookaside) <= sizeof(LOOKASIDE_LIST_EX), "a lookaside list fits its public space");
static_assert(sizeof(struct lookaside) <= sizeof(NPAGED_LOOKASIDE_LIST), "a lookaside list fits its public space");

static void *lookaside_take(const char *function, void *list)
{
    struct lookaside *l = list;
    void             *p;
    if (l->allocate_ex)
        p = l->allocate_ex(l->type, l->size, l->tag, list);
    else if (l->allocate)
        p = l->allocate(l->type, l->size, l->tag);
    else
        p = allocate(function, l->size, l->tag, false, is_paged(l->type));
    if (!p && l->raises)
        ExRaiseStatus(STATUS_INSUFFICIENT_RESOURCES);
    return p;
}

static void lookaside_give(const char *function, void *list, void *entry)
{
    struct lookaside *l = list;
    if (l->release_ex)
        l->release_ex(entry, list);
    else if (l->release)
        l->release(entry);
    else
        release(function, entry, l->tag);
}

static void lookaside_end(const char *function, void *list)
{
    nt_release(km_nt(function), NT_LOOKASIDE, list, function);
}

VOID ExInitializeNPagedLookasideList(PNPAGED_LOOKASIDE_LIST list, PALLOCATE_FUNCTION allocate_fn, PFREE_FUNCTION release_fn,
                                     ULONG flags, SIZE_T size, ULONG tag, USHORT depth)
{
    (void)depth;
    *(struct lookaside *)list = (struct lookaside){ .size = size, .tag = tag, .type = NonPagedPool, .allocate = allocate_fn,
                                                    .release = release_fn,
                                                    .raises = flags & POOL_RAISE_IF_ALLOCATION_FAILURE };
    nt_hold(km_nt("ExInitializeNPagedLookasideList"), NT_LOOKASIDE, list);
}

VOID ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST list)
{
    lookaside_end("ExDeleteNPagedLookasideList", list);
}

PVOID ExAllocateFromNPagedLookasideList(PNPAGED_LOOKASIDE_LIST list)
{
    return lookaside_take("ExAllocateFromNPagedLookasideList", list);
}

VOID ExFreeToNPagedLookasideList(PNPAGED_LOOKASIDE_LIST list, PVOID entry)
{
    lookaside_give("ExFreeToNPagedLookasideList", list, entry);
}

VOID ExInitializePagedLookasideList(PPAGED_LOOKASIDE_LIST list, PALLOCATE_FUNCTION allocate_fn, PFREE_FUNCTION release_fn,
                                    ULONG flags, SIZE_T size, ULONG tag, USHORT depth)
{
    ExInitializeNPagedLookasideList(list, allocate_fn, release_fn, flags, size, tag, depth);
    ((struct lookaside *)list)->type = PagedPool;
}

VOID ExDeletePagedLookasideList(PPAGED_LOOKASIDE_LIST list)
{
    lookaside_end("ExDeletePagedLookasideList", list);
}

PVOID ExAllocateFromPagedLookasideList(PPAGED_LOOKASIDE_LIST list)
{
    return lookaside_take("ExAllocateFromPagedLookasideList", list);
}

VOID ExFreeToPagedLookasideList(PPAGED_LOOKASIDE_LIST list, PVOID entry)
{
    lookaside_give("ExFreeToPagedLookasideList", list, entry);
}

NTSTATUS ExInitializeLookasideListEx(PLOOKASIDE_LIST_EX list, PALLOCATE_FUNCTION_EX allocate_fn, PFREE_FUNCTION_EX release_fn,
                                     POOL_TYPE type, ULONG flags, SIZE_T size, ULONG tag, USHORT depth)
{
    if (depth != 0 || flags & ~(EX_LOOKASIDE_LIST_EX_FLAGS_RAISE_ON_FAIL | EX_LOOKASIDE_LIST_EX_FLAGS_FAIL_NO_RAISE))
        return STATUS_INVALID_PARAMETER;
    *(struct lookaside *)list = (struct lookaside){ .size = size, .tag = tag, .type = type, .allocate_ex = allocate_fn,
                                                    .release_ex = release_fn,
                                                    .raises = flags & EX_LOOKASIDE_LIST_EX_FLAGS_RAISE_ON_FAIL };
    nt_hold(km_nt("ExInitializeLookasideListEx"), NT_LOOKASIDE, list);
    return STATUS_SUCCESS;
}

VOID ExDeleteLookasideListEx(PLOOKASIDE_LIST_EX list)
{
    lookaside_end("ExDeleteLookasideListEx", list);
}

VOID ExFlushLookasideListEx(PLOOKASIDE_LIST_EX list)
{
    (void)list; /* nothing is kept back */
}

PVOID ExAllocateFromLookasideListEx(PLOOKASIDE_LIST_EX list)
{
    return lookaside_take("ExAllocateFromLookasideListEx", list);
}

VOID ExFreeToLookasideListEx(PLOOKASIDE_LIST_EX list, PVOID entry)
{
    lookaside_give("ExFreeToLookasideListEx", list, entry);
}
