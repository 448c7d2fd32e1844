/* Locks, work items and timers in the framework. Part of wdf.h. */
#ifndef OPENWFP_WDFSYNC_H
#define OPENWFP_WDFSYNC_H

#include "wdf.h"

EXTERN_C_START

NTSTATUS WdfSpinLockCreate(PWDF_OBJECT_ATTRIBUTES attributes, WDFSPINLOCK *lock);
VOID     WdfSpinLockAcquire(WDFSPINLOCK lock);
VOID     WdfSpinLockRelease(WDFSPINLOCK lock);
NTSTATUS WdfWaitLockCreate(PWDF_OBJECT_ATTRIBUTES attributes, WDFWAITLOCK *lock);
NTSTATUS WdfWaitLockAcquire(WDFWAITLOCK lock, PLONGLONG timeout);
VOID     WdfWaitLockRelease(WDFWAITLOCK lock);
VOID     WdfObjectAcquireLock(WDFOBJECT object);
VOID     WdfObjectReleaseLock(WDFOBJECT object);

typedef VOID EVT_WDF_WORKITEM(WDFWORKITEM item);
typedef EVT_WDF_WORKITEM *PFN_WDF_WORKITEM;
typedef struct _WDF_WORKITEM_CONFIG {
    ULONG            Size;
    PFN_WDF_WORKITEM EvtWorkItemFunc;
    BOOLEAN          AutomaticSerialization;
} WDF_WORKITEM_CONFIG, *PWDF_WORKITEM_CONFIG;

OPENWFP_INLINE VOID WDF_WORKITEM_CONFIG_INIT(PWDF_WORKITEM_CONFIG config, PFN_WDF_WORKITEM function)
{
    RtlZeroMemory(config, sizeof(*config));
    config->Size = sizeof(*config);
    config->EvtWorkItemFunc = function;
    config->AutomaticSerialization = TRUE;
}

NTSTATUS  WdfWorkItemCreate(PWDF_WORKITEM_CONFIG config, PWDF_OBJECT_ATTRIBUTES attributes, WDFWORKITEM *item);
VOID      WdfWorkItemEnqueue(WDFWORKITEM item);
VOID      WdfWorkItemFlush(WDFWORKITEM item);
WDFOBJECT WdfWorkItemGetParentObject(WDFWORKITEM item);

typedef VOID EVT_WDF_TIMER(WDFTIMER timer);
typedef EVT_WDF_TIMER *PFN_WDF_TIMER;
typedef struct _WDF_TIMER_CONFIG {
    ULONG         Size;
    PFN_WDF_TIMER EvtTimerFunc;
    ULONG         Period;
    BOOLEAN       AutomaticSerialization;
    ULONG         TolerableDelay;
    WDF_TRI_STATE UseHighResolutionTimer;
} WDF_TIMER_CONFIG, *PWDF_TIMER_CONFIG;

OPENWFP_INLINE VOID WDF_TIMER_CONFIG_INIT(PWDF_TIMER_CONFIG config, PFN_WDF_TIMER function)
{
    RtlZeroMemory(config, sizeof(*config));
    config->Size = sizeof(*config);
    config->EvtTimerFunc = function;
    config->AutomaticSerialization = TRUE;
}

OPENWFP_INLINE VOID WDF_TIMER_CONFIG_INIT_PERIODIC(PWDF_TIMER_CONFIG config, PFN_WDF_TIMER function, LONG period)
{
    WDF_TIMER_CONFIG_INIT(config, function);
    config->Period = (ULONG)period;
}

NTSTATUS  WdfTimerCreate(PWDF_TIMER_CONFIG config, PWDF_OBJECT_ATTRIBUTES attributes, WDFTIMER *timer);
BOOLEAN   WdfTimerStart(WDFTIMER timer, LONGLONG due);
BOOLEAN   WdfTimerStop(WDFTIMER timer, BOOLEAN wait);
WDFOBJECT WdfTimerGetParentObject(WDFTIMER timer);

typedef VOID EVT_WDF_DPC(WDFDPC dpc);
typedef EVT_WDF_DPC *PFN_WDF_DPC;
typedef struct _WDF_DPC_CONFIG {
    ULONG       Size;
    PFN_WDF_DPC EvtDpcFunc;
    BOOLEAN     AutomaticSerialization;
} WDF_DPC_CONFIG, *PWDF_DPC_CONFIG;

OPENWFP_INLINE VOID WDF_DPC_CONFIG_INIT(PWDF_DPC_CONFIG config, PFN_WDF_DPC function)
{
    RtlZeroMemory(config, sizeof(*config));
    config->Size = sizeof(*config);
    config->EvtDpcFunc = function;
    config->AutomaticSerialization = TRUE;
}

NTSTATUS  WdfDpcCreate(PWDF_DPC_CONFIG config, PWDF_OBJECT_ATTRIBUTES attributes, WDFDPC *dpc);
BOOLEAN   WdfDpcEnqueue(WDFDPC dpc);
BOOLEAN   WdfDpcCancel(WDFDPC dpc, BOOLEAN wait);
WDFOBJECT WdfDpcGetParentObject(WDFDPC dpc);

/* --- collections and strings -------------------------------------------------------------------------------------- */

NTSTATUS  WdfCollectionCreate(PWDF_OBJECT_ATTRIBUTES attributes, WDFCOLLECTION *collection);
ULONG     WdfCollectionGetCount(WDFCOLLECTION collection);
NTSTATUS  WdfCollectionAdd(WDFCOLLECTION collection, WDFOBJECT object);
VOID      WdfCollectionRemove(WDFCOLLECTION collection, WDFOBJECT object);
VOID      WdfCollectionRemoveItem(WDFCOLLECTION collection, ULONG index);
WDFOBJECT WdfCollectionGetItem(WDFCOLLECTION collection, ULONG index);
WDFOBJECT WdfCollectionGetFirstItem(WDFCOLLECTION collection);
WDFOBJECT WdfCollectionGetLastItem(WDFCOLLECTION collection);
NTSTATUS  WdfStringCreate(PCUNICODE_STRING text, PWDF_OBJECT_ATTRIBUTES attributes, WDFSTRING *string);
VOID      WdfStringGetUnicodeString(WDFSTRING string, PUNICODE_STRING text);

#define WDF_REL_TIMEOUT_IN_SEC(t) ((LONGLONG)(t) * -10000000)
#define WDF_REL_TIMEOUT_IN_MS(t)  ((LONGLONG)(t) * -10000)
#define WDF_REL_TIMEOUT_IN_US(t)  ((LONGLONG)(t) * -10)

EXTERN_C_END

#endif
