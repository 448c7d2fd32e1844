/* The executive: interlocked operations, pools, lookaside lists, locks above spin locks, work items, lists. Part of
 * wdm.h. */
#ifndef OPENWFP_EX_H
#define OPENWFP_EX_H

#include "openwfp_ke.h"

EXTERN_C_START

/* --- interlocked operations: the compiler's, full barriers, for any integer of the operand's width ---------------- */

#define OPENWFP_INTERLOCKED(operation, p, v) operation((p), (v), __ATOMIC_SEQ_CST)
#define InterlockedIncrement(p)        OPENWFP_INTERLOCKED(__atomic_add_fetch, p, 1)
#define InterlockedDecrement(p)        OPENWFP_INTERLOCKED(__atomic_sub_fetch, p, 1)
#define InterlockedExchange(p, v)      OPENWFP_INTERLOCKED(__atomic_exchange_n, p, v)
#define InterlockedExchangeAdd(p, v)   OPENWFP_INTERLOCKED(__atomic_fetch_add, p, v)
#define InterlockedExchangeSubtract(p, v) OPENWFP_INTERLOCKED(__atomic_fetch_sub, p, v)
#define InterlockedAdd(p, v)           OPENWFP_INTERLOCKED(__atomic_add_fetch, p, v)
#define InterlockedAnd(p, v)           OPENWFP_INTERLOCKED(__atomic_fetch_and, p, v)
#define InterlockedOr(p, v)            OPENWFP_INTERLOCKED(__atomic_fetch_or, p, v)
#define InterlockedXor(p, v)           OPENWFP_INTERLOCKED(__atomic_fetch_xor, p, v)
#define InterlockedCompareExchange(p, v, old) __sync_val_compare_and_swap((p), (old), (v))
#define InterlockedExchangePointer(p, v) \
    ((PVOID)__atomic_exchange_n((PVOID volatile *)(p), (PVOID)(v), __ATOMIC_SEQ_CST))
#define InterlockedCompareExchangePointer(p, v, old) \
    ((PVOID)__sync_val_compare_and_swap((PVOID volatile *)(p), (PVOID)(old), (PVOID)(v)))
#define InterlockedBitTestAndSet(p, bit) \
    ((BOOLEAN)((OPENWFP_INTERLOCKED(__atomic_fetch_or, (p) + ((bit) >> 5), 1 << ((bit) & 31)) >> ((bit) & 31)) & 1))
#define InterlockedBitTestAndReset(p, bit) \
    ((BOOLEAN)((OPENWFP_INTERLOCKED(__atomic_fetch_and, (p) + ((bit) >> 5), ~(1 << ((bit) & 31))) >> ((bit) & 31)) & 1))
#define InterlockedIncrement64(p) InterlockedIncrement(p)
#define InterlockedDecrement64(p) InterlockedDecrement(p)
#define InterlockedExchange64(p, v) InterlockedExchange(p, v)
#define InterlockedExchangeAdd64(p, v) InterlockedExchangeAdd(p, v)
#define InterlockedAdd64(p, v) InterlockedAdd(p, v)
#define InterlockedAnd64(p, v) InterlockedAnd(p, v)
#define InterlockedOr64(p, v) InterlockedOr(p, v)
#define InterlockedXor64(p, v) InterlockedXor(p, v)
#define InterlockedCompareExchange64(p, v, old) InterlockedCompareExchange(p, v, old)
#define InterlockedIncrement16(p) InterlockedIncrement(p)
#define InterlockedDecrement16(p) InterlockedDecrement(p)
#define InterlockedExchange16(p, v) InterlockedExchange(p, v)
#define InterlockedExchangeAdd16(p, v) InterlockedExchangeAdd(p, v)
#define InterlockedAdd16(p, v) InterlockedAdd(p, v)
#define InterlockedAnd16(p, v) InterlockedAnd(p, v)
#define InterlockedOr16(p, v) InterlockedOr(p, v)
#define InterlockedXor16(p, v) InterlockedXor(p, v)
#define InterlockedCompareExchange16(p, v, old) InterlockedCompareExchange(p, v, old)
#define InterlockedExchange8(p, v) InterlockedExchange(p, v)
#define InterlockedAnd8(p, v) InterlockedAnd(p, v)
#define InterlockedOr8(p, v) InterlockedOr(p, v)
#define InterlockedXor8(p, v) InterlockedXor(p, v)
#define InterlockedIncrementNoFence(p) InterlockedIncrement(p)
#define InterlockedIncrementAcquire(p) InterlockedIncrement(p)
#define InterlockedIncrementRelease(p) InterlockedIncrement(p)
#define InterlockedDecrementNoFence(p) InterlockedDecrement(p)
#define InterlockedDecrementAcquire(p) InterlockedDecrement(p)
#define InterlockedDecrementRelease(p) InterlockedDecrement(p)
#define InterlockedExchangeNoFence(p, v) InterlockedExchange(p, v)
#define InterlockedExchangeAcquire(p, v) InterlockedExchange(p, v)
#define InterlockedExchangeRelease(p, v) InterlockedExchange(p, v)
#define InterlockedCompareExchangeNoFence(p, v, old) InterlockedCompareExchange(p, v, old)
#define InterlockedCompareExchangeAcquire(p, v, old) InterlockedCompareExchange(p, v, old)
#define InterlockedCompareExchangeRelease(p, v, old) InterlockedCompareExchange(p, v, old)
#define InterlockedAddNoFence(p, v) InterlockedAdd(p, v)
#define InterlockedExchangeAddNoFence(p, v) InterlockedExchangeAdd(p, v)
#define InterlockedExchangeAddAcquire(p, v) InterlockedExchangeAdd(p, v)
#define InterlockedExchangeAddRelease(p, v) InterlockedExchangeAdd(p, v)
#define InterlockedCompareExchangePointerNoFence(p, v, old) InterlockedCompareExchangePointer(p, v, old)
#define InterlockedCompareExchangePointerAcquire(p, v, old) InterlockedCompareExchangePointer(p, v, old)
#define InterlockedCompareExchangePointerRelease(p, v, old) InterlockedCompareExchangePointer(p, v, old)
#define InterlockedExchangePointerNoFence(p, v) InterlockedExchangePointer(p, v)
#define InterlockedExchangePointerAcquire(p, v) InterlockedExchangePointer(p, v)
#define InterlockedExchangePointerRelease(p, v) InterlockedExchangePointer(p, v)
#define _InterlockedIncrement(p) InterlockedIncrement(p)
#define _InterlockedDecrement(p) InterlockedDecrement(p)
#define _InterlockedExchange(p, v) InterlockedExchange(p, v)
#define _InterlockedCompareExchange(p, v, old) InterlockedCompareExchange(p, v, old)
#define _InterlockedExchangeAdd(p, v) InterlockedExchangeAdd(p, v)
#define _InterlockedAnd(p, v) InterlockedAnd(p, v)
#define _InterlockedOr(p, v) InterlockedOr(p, v)
#define _InterlockedIncrement64(p) InterlockedIncrement64(p)
#define _InterlockedDecrement64(p) InterlockedDecrement64(p)
#define _InterlockedExchangeAdd64(p, v) InterlockedExchangeAdd64(p, v)
#define _InterlockedCompareExchange64(p, v, old) InterlockedCompareExchange64(p, v, old)

#define ReadNoFence(p)            __atomic_load_n((p), __ATOMIC_RELAXED)
#define ReadAcquire(p)            __atomic_load_n((p), __ATOMIC_ACQUIRE)
#define ReadULongAcquire(p)       __atomic_load_n((p), __ATOMIC_ACQUIRE)
#define ReadULongNoFence(p)       __atomic_load_n((p), __ATOMIC_RELAXED)
#define ReadPointerAcquire(p)     __atomic_load_n((PVOID const volatile *)(p), __ATOMIC_ACQUIRE)
#define ReadPointerNoFence(p)     __atomic_load_n((PVOID const volatile *)(p), __ATOMIC_RELAXED)
#define WriteNoFence(p, v)        __atomic_store_n((p), (v), __ATOMIC_RELAXED)
#define WriteRelease(p, v)        __atomic_store_n((p), (v), __ATOMIC_RELEASE)
#define WritePointerRelease(p, v) __atomic_store_n((PVOID volatile *)(p), (PVOID)(v), __ATOMIC_RELEASE)

/* --- pools -------------------------------------------------------------------------------------------------------- */

typedef enum _POOL_TYPE {
    NonPagedPool = 0,
    NonPagedPoolExecute = 0,
    PagedPool = 1,
    NonPagedPoolMustSucceed = 2,
    DontUseThisType = 3,
    NonPagedPoolCacheAligned = 4,
    PagedPoolCacheAligned = 5,
    NonPagedPoolCacheAlignedMustS = 6,
    MaxPoolType = 7,
    NonPagedPoolBase = 0,
    NonPagedPoolBaseMustSucceed = 2,
    NonPagedPoolBaseCacheAligned = 4,
    NonPagedPoolBaseCacheAlignedMustS = 6,
    NonPagedPoolSession = 32,
    PagedPoolSession = 33,
    NonPagedPoolNx = 512,
    NonPagedPoolNxCacheAligned = 516,
    NonPagedPoolSessionNx = 544
} POOL_TYPE;
/* Drivers opt in to pools that are not executable; no memory of a module is executable here. */
#define POOL_NX_ALLOCATION     512
#define POOL_ZERO_ALLOCATION   1024
#define POOL_COLD_ALLOCATION   256
#define POOL_QUOTA_FAIL_INSTEAD_OF_RAISE 8
#define POOL_RAISE_IF_ALLOCATION_FAILURE 16

typedef ULONG64 POOL_FLAGS;
#define POOL_FLAG_REQUIRED_START     0x0000000000000001ULL
#define POOL_FLAG_USE_QUOTA          0x0000000000000001ULL
#define POOL_FLAG_UNINITIALIZED      0x0000000000000002ULL
#define POOL_FLAG_SESSION            0x0000000000000004ULL
#define POOL_FLAG_CACHE_ALIGNED      0x0000000000000008ULL
#define POOL_FLAG_RAISE_ON_FAILURE   0x0000000000000020ULL
#define POOL_FLAG_NON_PAGED          0x0000000000000040ULL
#define POOL_FLAG_NON_PAGED_EXECUTE  0x0000000000000080ULL
#define POOL_FLAG_PAGED              0x0000000000000100ULL

typedef enum _EX_POOL_PRIORITY {
    LowPoolPriority,
    LowPoolPrioritySpecialPoolOverrun = 8,
    LowPoolPrioritySpecialPoolUnderrun = 9,
    NormalPoolPriority = 16,
    NormalPoolPrioritySpecialPoolOverrun = 24,
    NormalPoolPrioritySpecialPoolUnderrun = 25,
    HighPoolPriority = 32,
    HighPoolPrioritySpecialPoolOverrun = 40,
    HighPoolPrioritySpecialPoolUnderrun = 41
} EX_POOL_PRIORITY;

typedef enum POOL_EXTENDED_PARAMETER_TYPE {
    PoolExtendedParameterInvalidType = 0,
    PoolExtendedParameterPriority,
    PoolExtendedParameterSecurePool,
    PoolExtendedParameterNumaNode,
    PoolExtendedParameterMax
} POOL_EXTENDED_PARAMETER_TYPE;

typedef ULONG POOL_NODE_REQUIREMENT;
struct _POOL_EXTENDED_PARAMS_SECURE_POOL;

typedef struct _POOL_EXTENDED_PARAMETER {
    struct {
        UINT64 Type : 8;
        UINT64 Optional : 1;
        UINT64 Reserved : 55;
    };
    union {
        UINT64                                    Reserved2;
        PVOID                                     Reserved3;
        EX_POOL_PRIORITY                          Priority;
        struct _POOL_EXTENDED_PARAMS_SECURE_POOL *SecurePoolParams;
        POOL_NODE_REQUIREMENT                     PreferredNode;
    };
} POOL_EXTENDED_PARAMETER, *PPOOL_EXTENDED_PARAMETER;
typedef const POOL_EXTENDED_PARAMETER *PCPOOL_EXTENDED_PARAMETER;

PVOID ExAllocatePool(POOL_TYPE type, SIZE_T size);
PVOID ExAllocatePoolWithTag(POOL_TYPE type, SIZE_T size, ULONG tag);
PVOID ExAllocatePoolWithTagPriority(POOL_TYPE type, SIZE_T size, ULONG tag, EX_POOL_PRIORITY priority);
PVOID ExAllocatePoolWithQuotaTag(POOL_TYPE type, SIZE_T size, ULONG tag);
PVOID ExAllocatePool2(POOL_FLAGS flags, SIZE_T size, ULONG tag);
PVOID ExAllocatePool3(POOL_FLAGS flags, SIZE_T size, ULONG tag, PCPOOL_EXTENDED_PARAMETER parameters, ULONG count);
PVOID ExAllocatePoolZero(POOL_TYPE type, SIZE_T size, ULONG tag);
PVOID ExAllocatePoolUninitialized(POOL_TYPE type, SIZE_T size, ULONG tag);
PVOID ExAllocatePoolQuotaZero(POOL_TYPE type, SIZE_T size, ULONG tag);
PVOID ExAllocatePoolPriorityZero(POOL_TYPE type, SIZE_T size, ULONG tag, EX_POOL_PRIORITY priority);
VOID  ExFreePool(PVOID p);
VOID  ExFreePoolWithTag(PVOID p, ULONG tag);
VOID  ExFreePool2(PVOID p, ULONG tag, PCPOOL_EXTENDED_PARAMETER parameters, ULONG count);

#define DrvRtPoolNxOptIn 0x00000001
VOID ExInitializeDriverRuntime(ULONG flags);

/* --- lookaside lists ---------------------------------------------------------------------------------------------- */

typedef struct _LOOKASIDE_LIST_EX *PLOOKASIDE_LIST_EX;
typedef PVOID ALLOCATE_FUNCTION(POOL_TYPE type, SIZE_T size, ULONG tag);
typedef ALLOCATE_FUNCTION *PALLOCATE_FUNCTION;
typedef VOID FREE_FUNCTION(PVOID p);
typedef FREE_FUNCTION *PFREE_FUNCTION;
typedef PVOID ALLOCATE_FUNCTION_EX(POOL_TYPE type, SIZE_T size, ULONG tag, PLOOKASIDE_LIST_EX list);
typedef ALLOCATE_FUNCTION_EX *PALLOCATE_FUNCTION_EX;
typedef VOID FREE_FUNCTION_EX(PVOID p, PLOOKASIDE_LIST_EX list);
typedef FREE_FUNCTION_EX *PFREE_FUNCTION_EX;

typedef struct DECLSPEC_CACHEALIGN _NPAGED_LOOKASIDE_LIST {
    PVOID Opaque[16]; /* 0x80 bytes, the host's */
} NPAGED_LOOKASIDE_LIST, *PNPAGED_LOOKASIDE_LIST, PAGED_LOOKASIDE_LIST, *PPAGED_LOOKASIDE_LIST;

typedef struct DECLSPEC_ALIGN(16) _LOOKASIDE_LIST_EX {
    PVOID Opaque[12]; /* 0x60 bytes, the host's */
} LOOKASIDE_LIST_EX;

#define EX_LOOKASIDE_LIST_EX_FLAGS_RAISE_ON_FAIL 0x00000001UL
#define EX_LOOKASIDE_LIST_EX_FLAGS_FAIL_NO_RAISE 0x00000002UL

VOID  ExInitializeNPagedLookasideList(PNPAGED_LOOKASIDE_LIST list, PALLOCATE_FUNCTION allocate, PFREE_FUNCTION release,
                                      ULONG flags, SIZE_T size, ULONG tag, USHORT depth);
VOID  ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST list);
PVOID ExAllocateFromNPagedLookasideList(PNPAGED_LOOKASIDE_LIST list);
VOID  ExFreeToNPagedLookasideList(PNPAGED_LOOKASIDE_LIST list, PVOID entry);
VOID  ExInitializePagedLookasideList(PPAGED_LOOKASIDE_LIST list, PALLOCATE_FUNCTION allocate, PFREE_FUNCTION release,
                                     ULONG flags, SIZE_T size, ULONG tag, USHORT depth);
VOID  ExDeletePagedLookasideList(PPAGED_LOOKASIDE_LIST list);
PVOID ExAllocateFromPagedLookasideList(PPAGED_LOOKASIDE_LIST list);
VOID  ExFreeToPagedLookasideList(PPAGED_LOOKASIDE_LIST list, PVOID entry);
NTSTATUS ExInitializeLookasideListEx(PLOOKASIDE_LIST_EX list, PALLOCATE_FUNCTION_EX allocate, PFREE_FUNCTION_EX release,
                                     POOL_TYPE type, ULONG flags, SIZE_T size, ULONG tag, USHORT depth);
VOID  ExDeleteLookasideListEx(PLOOKASIDE_LIST_EX list);
VOID  ExFlushLookasideListEx(PLOOKASIDE_LIST_EX list);
PVOID ExAllocateFromLookasideListEx(PLOOKASIDE_LIST_EX list);
VOID  ExFreeToLookasideListEx(PLOOKASIDE_LIST_EX list, PVOID entry);

/* --- locks -------------------------------------------------------------------------------------------------------- */

typedef LONG EX_SPIN_LOCK, *PEX_SPIN_LOCK;
KIRQL   ExAcquireSpinLockExclusive(PEX_SPIN_LOCK lock);
KIRQL   ExAcquireSpinLockShared(PEX_SPIN_LOCK lock);
VOID    ExReleaseSpinLockExclusive(PEX_SPIN_LOCK lock, KIRQL irql);
VOID    ExReleaseSpinLockShared(PEX_SPIN_LOCK lock, KIRQL irql);
VOID    ExAcquireSpinLockExclusiveAtDpcLevel(PEX_SPIN_LOCK lock);
VOID    ExAcquireSpinLockSharedAtDpcLevel(PEX_SPIN_LOCK lock);
VOID    ExReleaseSpinLockExclusiveFromDpcLevel(PEX_SPIN_LOCK lock);
VOID    ExReleaseSpinLockSharedFromDpcLevel(PEX_SPIN_LOCK lock);
LOGICAL ExTryConvertSharedSpinLockExclusive(PEX_SPIN_LOCK lock);
BOOLEAN ExTryAcquireSpinLockSharedAtDpcLevel(PEX_SPIN_LOCK lock);
BOOLEAN ExTryAcquireSpinLockExclusiveAtDpcLevel(PEX_SPIN_LOCK lock);

VOID    ExInitializeFastMutex(PFAST_MUTEX mutex);
VOID    ExAcquireFastMutex(PFAST_MUTEX mutex);
VOID    ExReleaseFastMutex(PFAST_MUTEX mutex);
BOOLEAN ExTryToAcquireFastMutex(PFAST_MUTEX mutex);
VOID    ExAcquireFastMutexUnsafe(PFAST_MUTEX mutex);
VOID    ExReleaseFastMutexUnsafe(PFAST_MUTEX mutex);

typedef ULONG_PTR EX_PUSH_LOCK, *PEX_PUSH_LOCK;
VOID ExInitializePushLock(PEX_PUSH_LOCK lock);
VOID ExAcquirePushLockExclusiveEx(PEX_PUSH_LOCK lock, ULONG flags);
VOID ExAcquirePushLockSharedEx(PEX_PUSH_LOCK lock, ULONG flags);
VOID ExReleasePushLockExclusiveEx(PEX_PUSH_LOCK lock, ULONG flags);
VOID ExReleasePushLockSharedEx(PEX_PUSH_LOCK lock, ULONG flags);
#define EX_DEFAULT_PUSH_LOCK_FLAGS      0
#define ExAcquirePushLockExclusive(l)   ExAcquirePushLockExclusiveEx(l, 0)
#define ExAcquirePushLockShared(l)      ExAcquirePushLockSharedEx(l, 0)
#define ExReleasePushLockExclusive(l)   ExReleasePushLockExclusiveEx(l, 0)
#define ExReleasePushLockShared(l)      ExReleasePushLockSharedEx(l, 0)

typedef struct DECLSPEC_ALIGN(8) _ERESOURCE {
    PVOID Opaque[13]; /* 0x68 bytes, the host's */
} ERESOURCE, *PERESOURCE;
NTSTATUS ExInitializeResourceLite(PERESOURCE resource);
NTSTATUS ExDeleteResourceLite(PERESOURCE resource);
BOOLEAN  ExAcquireResourceExclusiveLite(PERESOURCE resource, BOOLEAN wait);
BOOLEAN  ExAcquireResourceSharedLite(PERESOURCE resource, BOOLEAN wait);
VOID     ExReleaseResourceLite(PERESOURCE resource);

typedef struct _EX_RUNDOWN_REF {
    union {
        ULONG_PTR Count;
        PVOID     Ptr;
    } u;
} EX_RUNDOWN_REF, *PEX_RUNDOWN_REF;
VOID    ExInitializeRundownProtection(PEX_RUNDOWN_REF ref);
VOID    ExReInitializeRundownProtection(PEX_RUNDOWN_REF ref);
BOOLEAN ExAcquireRundownProtection(PEX_RUNDOWN_REF ref);
BOOLEAN ExAcquireRundownProtectionEx(PEX_RUNDOWN_REF ref, ULONG count);
VOID    ExReleaseRundownProtection(PEX_RUNDOWN_REF ref);
VOID    ExReleaseRundownProtectionEx(PEX_RUNDOWN_REF ref, ULONG count);
VOID    ExRundownCompleted(PEX_RUNDOWN_REF ref);
VOID    ExWaitForRundownProtectionRelease(PEX_RUNDOWN_REF ref);

/* --- work items and callbacks ------------------------------------------------------------------------------------- */

typedef enum _WORK_QUEUE_TYPE {
    CriticalWorkQueue,
    DelayedWorkQueue,
    HyperCriticalWorkQueue,
    NormalWorkQueue,
    BackgroundWorkQueue,
    RealTimeWorkQueue,
    SuperCriticalWorkQueue,
    MaximumWorkQueue,
    CustomPriorityWorkQueue = 32
} WORK_QUEUE_TYPE;

typedef VOID WORKER_THREAD_ROUTINE(PVOID parameter);
typedef WORKER_THREAD_ROUTINE *PWORKER_THREAD_ROUTINE;
typedef struct _WORK_QUEUE_ITEM {
    LIST_ENTRY             List;
    PWORKER_THREAD_ROUTINE WorkerRoutine;
    PVOID                  Parameter;
} WORK_QUEUE_ITEM, *PWORK_QUEUE_ITEM;
#define ExInitializeWorkItem(item, routine, context) \
    ((item)->WorkerRoutine = (routine), (item)->Parameter = (context), (item)->List.Flink = NULL)
VOID ExQueueWorkItem(PWORK_QUEUE_ITEM item, WORK_QUEUE_TYPE type);

typedef struct _CALLBACK_OBJECT *PCALLBACK_OBJECT;
typedef VOID CALLBACK_FUNCTION(PVOID context, PVOID argument1, PVOID argument2);
typedef CALLBACK_FUNCTION *PCALLBACK_FUNCTION;
NTSTATUS ExCreateCallback(PCALLBACK_OBJECT *callback, POBJECT_ATTRIBUTES attributes, BOOLEAN create, BOOLEAN multiple);
PVOID    ExRegisterCallback(PCALLBACK_OBJECT callback, PCALLBACK_FUNCTION function, PVOID context);
VOID     ExUnregisterCallback(PVOID registration);
VOID     ExNotifyCallback(PVOID callback, PVOID argument1, PVOID argument2);

NTSTATUS ExUuidCreate(UUID *uuid);
VOID     ExSystemTimeToLocalTime(PLARGE_INTEGER system, PLARGE_INTEGER local);
VOID     ExLocalTimeToSystemTime(PLARGE_INTEGER local, PLARGE_INTEGER system);
DECLSPEC_NORETURN VOID ExRaiseStatus(NTSTATUS status);
DECLSPEC_NORETURN VOID ExRaiseAccessViolation(VOID);
DECLSPEC_NORETURN VOID ExRaiseDatatypeMisalignment(VOID);
BOOLEAN  ExIsProcessorFeaturePresent(ULONG feature);

EXTERN_C_END

#endif
