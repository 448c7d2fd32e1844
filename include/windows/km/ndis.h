/* NDIS for callout drivers: pools, lists and buffers of packets, MDLs, the locks and events that drivers take from
 * NDIS. What a filter or protocol driver registers (NdisF*, NdisRegisterProtocolDriver) is not here. */
#ifndef OPENWFP_NDIS_H
#define OPENWFP_NDIS_H

#include "ntddk.h"
#include "ntddndis.h"
#include "nbl.h"
#include "nblapi.h"

EXTERN_C_START

/* --- statuses ----------------------------------------------------------------------------------------------------- */

#define NDIS_STATUS_SUCCESS           ((NDIS_STATUS)STATUS_SUCCESS)
#define NDIS_STATUS_PENDING           ((NDIS_STATUS)STATUS_PENDING)
#define NDIS_STATUS_FAILURE           ((NDIS_STATUS)STATUS_UNSUCCESSFUL)
#define NDIS_STATUS_RESOURCES         ((NDIS_STATUS)STATUS_INSUFFICIENT_RESOURCES)
#define NDIS_STATUS_NOT_SUPPORTED     ((NDIS_STATUS)STATUS_NOT_SUPPORTED)
#define NDIS_STATUS_INVALID_PARAMETER ((NDIS_STATUS)STATUS_INVALID_PARAMETER)
#define NDIS_STATUS_REQUEST_ABORTED   ((NDIS_STATUS)0xC001000CL)
#define NDIS_STATUS_NOT_ACCEPTED      ((NDIS_STATUS)0x00010003L)
#define NDIS_STATUS_PAUSED            ((NDIS_STATUS)0xC023002AL)
#define NDIS_STATUS_BUFFER_TOO_SHORT  ((NDIS_STATUS)0xC0010016L)
#define NDIS_STATUS_BUFFER_OVERFLOW   ((NDIS_STATUS)STATUS_BUFFER_OVERFLOW)
#define NDIS_STATUS_INVALID_OID       ((NDIS_STATUS)0xC0010017L)
#define NDIS_STATUS_INVALID_DATA      ((NDIS_STATUS)0xC0010015L)
#define NDIS_STATUS_INVALID_LENGTH    ((NDIS_STATUS)0xC0010014L)
#define NDIS_STATUS_BAD_VERSION       ((NDIS_STATUS)0xC0010004L)

typedef UNICODE_STRING NDIS_STRING, *PNDIS_STRING;
#define NDIS_STRING_CONST(s) RTL_CONSTANT_STRING(L##s)
typedef enum _NDIS_PARAMETER_TYPE {
    NdisParameterInteger,
    NdisParameterHexInteger,
    NdisParameterString,
    NdisParameterMultiString,
    NdisParameterBinary
} NDIS_PARAMETER_TYPE;

/* --- memory ------------------------------------------------------------------------------------------------------- */

#define NdisZeroMemory(p, n)        RtlZeroMemory(p, n)
#define NdisMoveMemory(to, from, n) RtlCopyMemory(to, from, n)
#define NdisFillMemory(p, n, b)     RtlFillMemory(p, n, b)
#define NdisEqualMemory(a, b, n)    RtlEqualMemory(a, b, n)
PVOID NdisAllocateMemoryWithTagPriority(NDIS_HANDLE handle, UINT size, ULONG tag, EX_POOL_PRIORITY priority);
NDIS_STATUS NdisAllocateMemoryWithTag(PVOID *p, UINT size, ULONG tag);
VOID  NdisFreeMemory(PVOID p, UINT size, UINT flags);
VOID  NdisFreeMemoryWithTagPriority(NDIS_HANDLE handle, PVOID p, ULONG tag);
VOID  NdisFreeMemoryWithTag(PVOID p, ULONG tag);

/* --- generic objects ---------------------------------------------------------------------------------------------- */

typedef struct _NDIS_GENERIC_OBJECT {
    NDIS_OBJECT_HEADER Header;
    PVOID              Caller;
    PVOID              CallersCaller;
    PDRIVER_OBJECT     DriverObject;
} NDIS_GENERIC_OBJECT, *PNDIS_GENERIC_OBJECT;
PNDIS_GENERIC_OBJECT NdisAllocateGenericObject(PDRIVER_OBJECT driver, ULONG tag, USHORT size);
VOID NdisFreeGenericObject(PNDIS_GENERIC_OBJECT object);

/* --- filters of a stack: what the reorder callback of a virtual switch is given ------------------------------------- */

#define NDIS_FILTER_INTERFACE_IM_FILTER      0x00000001
#define NDIS_FILTER_INTERFACE_LW_FILTER      0x00000002
#define NDIS_FILTER_INTERFACE_SEND_BYPASS    0x00000004
#define NDIS_FILTER_INTERFACE_RECEIVE_BYPASS 0x00000008

typedef enum _NDIS_FILTER_TYPE {
    NdisFilterTypeMonitoring = 1,
    NdisFilterTypeModifying = 2
} NDIS_FILTER_TYPE, *PNDIS_FILTER_TYPE;

typedef enum _NDIS_FILTER_RUN_TYPE {
    NdisFilterRunTypeMandatory = 1,
    NdisFilterRunTypeOptional = 2
} NDIS_FILTER_RUN_TYPE, *PNDIS_FILTER_RUN_TYPE;

typedef struct _NDIS_FILTER_INTERFACE {
    NDIS_OBJECT_HEADER Header;
    ULONG              Flags;
    ULONG              FilterType;
    ULONG              FilterRunType;
    NET_IFINDEX        IfIndex;
    NET_LUID           NetLuid;
    NDIS_STRING        FilterClass;
    NDIS_STRING        FilterInstanceName;
} NDIS_FILTER_INTERFACE, *PNDIS_FILTER_INTERFACE;

typedef struct _NDIS_ENUM_FILTERS {
    NDIS_OBJECT_HEADER    Header;
    ULONG                 Flags;
    ULONG                 NumberOfFilters;
    ULONG                 OffsetFirstFilter;
    NDIS_FILTER_INTERFACE Filter[1];
} NDIS_ENUM_FILTERS, *PNDIS_ENUM_FILTERS;

#define NDIS_FILTER_INTERFACE_REVISION_1        1
#define NDIS_FILTER_INTERFACE_REVISION_2        2
#define NDIS_ENUM_FILTERS_REVISION_1            1
#define NDIS_SIZEOF_FILTER_INTERFACE_REVISION_1 RTL_SIZEOF_THROUGH_FIELD(NDIS_FILTER_INTERFACE, FilterInstanceName)
#define NDIS_SIZEOF_FILTER_INTERFACE_REVISION_2 RTL_SIZEOF_THROUGH_FIELD(NDIS_FILTER_INTERFACE, FilterInstanceName)
#define NDIS_SIZEOF_ENUM_FILTERS_REVISION_1     RTL_SIZEOF_THROUGH_FIELD(NDIS_ENUM_FILTERS, OffsetFirstFilter)

/* --- locks, events, time ------------------------------------------------------------------------------------------ */

typedef struct _NDIS_SPIN_LOCK {
    KSPIN_LOCK SpinLock;
    KIRQL      OldIrql;
} NDIS_SPIN_LOCK, *PNDIS_SPIN_LOCK;
VOID NdisAllocateSpinLock(PNDIS_SPIN_LOCK lock);
VOID NdisFreeSpinLock(PNDIS_SPIN_LOCK lock);
VOID NdisAcquireSpinLock(PNDIS_SPIN_LOCK lock);
VOID NdisReleaseSpinLock(PNDIS_SPIN_LOCK lock);
VOID NdisDprAcquireSpinLock(PNDIS_SPIN_LOCK lock);
VOID NdisDprReleaseSpinLock(PNDIS_SPIN_LOCK lock);

typedef struct _NDIS_RW_LOCK_EX NDIS_RW_LOCK_EX, *PNDIS_RW_LOCK_EX;
typedef struct _LOCK_STATE_EX {
    KIRQL OldIrql;
    UCHAR LockState;
    UCHAR Flags;
} LOCK_STATE_EX, *PLOCK_STATE_EX;
#define NDIS_RWL_AT_DISPATCH_LEVEL 1
PNDIS_RW_LOCK_EX NdisAllocateRWLock(NDIS_HANDLE handle);
VOID NdisFreeRWLock(PNDIS_RW_LOCK_EX lock);
VOID NdisAcquireRWLockRead(PNDIS_RW_LOCK_EX lock, PLOCK_STATE_EX state, UCHAR flags);
VOID NdisAcquireRWLockWrite(PNDIS_RW_LOCK_EX lock, PLOCK_STATE_EX state, UCHAR flags);
VOID NdisReleaseRWLock(PNDIS_RW_LOCK_EX lock, PLOCK_STATE_EX state);

typedef struct _NDIS_EVENT {
    KEVENT Event;
} NDIS_EVENT, *PNDIS_EVENT;
VOID    NdisInitializeEvent(PNDIS_EVENT event);
VOID    NdisSetEvent(PNDIS_EVENT event);
VOID    NdisResetEvent(PNDIS_EVENT event);
BOOLEAN NdisWaitEvent(PNDIS_EVENT event, UINT milliseconds);
VOID    NdisMSleep(ULONG microseconds);
#define NdisStallExecution(microseconds) KeStallExecutionProcessor(microseconds)
UINT    NdisGetVersion(VOID);
#define NdisGetCurrentSystemTime(t)        KeQuerySystemTime(t)
#define NdisInterlockedIncrement(p)        InterlockedIncrement(p)
#define NdisInterlockedDecrement(p)        InterlockedDecrement(p)

EXTERN_C_END

#endif
