/* The driver framework, as control-device drivers use it: driver, device, queues, requests, registry, locks, work
 * items. Handles are opaque; the host implements the calls. */
#ifndef OPENWFP_WDF_H
#define OPENWFP_WDF_H

#include "ntddk.h"
#include "wdmsec.h"

EXTERN_C_START

#define DECLARE_HANDLE_WDF(name) typedef struct name##__ *name
DECLARE_HANDLE_WDF(WDFDRIVER);
DECLARE_HANDLE_WDF(WDFDEVICE);
DECLARE_HANDLE_WDF(WDFQUEUE);
DECLARE_HANDLE_WDF(WDFREQUEST);
DECLARE_HANDLE_WDF(WDFFILEOBJECT);
DECLARE_HANDLE_WDF(WDFMEMORY);
DECLARE_HANDLE_WDF(WDFKEY);
DECLARE_HANDLE_WDF(WDFSTRING);
DECLARE_HANDLE_WDF(WDFSPINLOCK);
DECLARE_HANDLE_WDF(WDFWAITLOCK);
DECLARE_HANDLE_WDF(WDFWORKITEM);
DECLARE_HANDLE_WDF(WDFTIMER);
DECLARE_HANDLE_WDF(WDFDPC);
DECLARE_HANDLE_WDF(WDFCOLLECTION);
DECLARE_HANDLE_WDF(WDFIOTARGET);
/* Any of them. */
typedef PVOID  WDFOBJECT, *PWDFOBJECT;
typedef HANDLE WDFCONTEXT;
typedef struct WDFDEVICE_INIT *PWDFDEVICE_INIT;

typedef enum _WDF_TRI_STATE { WdfFalse = FALSE, WdfTrue = TRUE, WdfUseDefault = 2 } WDF_TRI_STATE, *PWDF_TRI_STATE;

/* --- objects and their contexts ----------------------------------------------------------------------------------- */

typedef VOID EVT_WDF_OBJECT_CONTEXT_CLEANUP(WDFOBJECT object);
typedef EVT_WDF_OBJECT_CONTEXT_CLEANUP *PFN_WDF_OBJECT_CONTEXT_CLEANUP;
typedef VOID EVT_WDF_OBJECT_CONTEXT_DESTROY(WDFOBJECT object);
typedef EVT_WDF_OBJECT_CONTEXT_DESTROY *PFN_WDF_OBJECT_CONTEXT_DESTROY;

typedef enum _WDF_EXECUTION_LEVEL {
    WdfExecutionLevelInvalid,
    WdfExecutionLevelInheritFromParent,
    WdfExecutionLevelPassive,
    WdfExecutionLevelDispatch
} WDF_EXECUTION_LEVEL;
typedef enum _WDF_SYNCHRONIZATION_SCOPE {
    WdfSynchronizationScopeInvalid,
    WdfSynchronizationScopeInheritFromParent,
    WdfSynchronizationScopeDevice,
    WdfSynchronizationScopeQueue,
    WdfSynchronizationScopeNone
} WDF_SYNCHRONIZATION_SCOPE;

typedef struct _WDF_OBJECT_CONTEXT_TYPE_INFO {
    ULONG                                       Size;
    PCCH                                        ContextName;
    SIZE_T                                      ContextSize;
    const struct _WDF_OBJECT_CONTEXT_TYPE_INFO *UniqueType;
    PVOID                                       EvtDriverGetUniqueContextType;
} WDF_OBJECT_CONTEXT_TYPE_INFO, *PWDF_OBJECT_CONTEXT_TYPE_INFO;
typedef const WDF_OBJECT_CONTEXT_TYPE_INFO *PCWDF_OBJECT_CONTEXT_TYPE_INFO;

typedef struct _WDF_OBJECT_ATTRIBUTES {
    ULONG                          Size;
    PFN_WDF_OBJECT_CONTEXT_CLEANUP EvtCleanupCallback;
    PFN_WDF_OBJECT_CONTEXT_DESTROY EvtDestroyCallback;
    WDF_EXECUTION_LEVEL            ExecutionLevel;
    WDF_SYNCHRONIZATION_SCOPE      SynchronizationScope;
    WDFOBJECT                      ParentObject;
    SIZE_T                         ContextSizeOverride;
    PCWDF_OBJECT_CONTEXT_TYPE_INFO ContextTypeInfo;
} WDF_OBJECT_ATTRIBUTES, *PWDF_OBJECT_ATTRIBUTES;

#define WDF_NO_OBJECT_ATTRIBUTES (NULL)
#define WDF_NO_EVENT_CALLBACK    (NULL)
#define WDF_NO_HANDLE            (NULL)
#define WDF_NO_CONTEXT           (NULL)
#define WDF_NO_SEND_OPTIONS      (NULL)

OPENWFP_INLINE VOID WDF_OBJECT_ATTRIBUTES_INIT(PWDF_OBJECT_ATTRIBUTES attributes)
{
    RtlZeroMemory(attributes, sizeof(*attributes));
    attributes->Size = sizeof(*attributes);
    attributes->ExecutionLevel = WdfExecutionLevelInheritFromParent;
    attributes->SynchronizationScope = WdfSynchronizationScopeInheritFromParent;
}

#define WDF_CONTEXT_TYPE_NAME(type) WDF_##type##_TYPE_INFO
#define WDF_GET_CONTEXT_TYPE_INFO(type) (&WDF_CONTEXT_TYPE_NAME(type))
#define WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE(attributes, type) \
    ((attributes)->ContextTypeInfo = WDF_GET_CONTEXT_TYPE_INFO(type)->UniqueType)
#define WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(attributes, type) \
    (WDF_OBJECT_ATTRIBUTES_INIT(attributes), (VOID)WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE(attributes, type))

/* Weak: every file that includes the type's header has the same description, and the module keeps one. */
#define WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(type, function)                                                 \
    EXTERN_C const WDF_OBJECT_CONTEXT_TYPE_INFO WDF_CONTEXT_TYPE_NAME(type) __attribute__((weak));          \
    const WDF_OBJECT_CONTEXT_TYPE_INFO WDF_CONTEXT_TYPE_NAME(type) = {                                      \
        sizeof(WDF_OBJECT_CONTEXT_TYPE_INFO), #type, sizeof(type), &WDF_CONTEXT_TYPE_NAME(type), NULL };    \
    OPENWFP_INLINE type *function(WDFOBJECT handle)                                                         \
    {                                                                                                       \
        return (type *)WdfObjectGetTypedContextWorker(handle, WDF_CONTEXT_TYPE_NAME(type).UniqueType);       \
    }                                                                                                       \
    struct openwfp_semicolon
#define WDF_DECLARE_CONTEXT_TYPE(type) WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(type, WdfObjectGet_##type)
#define WdfObjectGetTypedContext(handle, type) \
    ((type *)WdfObjectGetTypedContextWorker((WDFOBJECT)(handle), WDF_GET_CONTEXT_TYPE_INFO(type)->UniqueType))

PVOID     WdfObjectGetTypedContextWorker(WDFOBJECT handle, PCWDF_OBJECT_CONTEXT_TYPE_INFO type);
WDFOBJECT WdfObjectContextGetObject(PVOID context);
NTSTATUS  WdfObjectAllocateContext(WDFOBJECT handle, PWDF_OBJECT_ATTRIBUTES attributes, PVOID *context);
NTSTATUS  WdfObjectCreate(PWDF_OBJECT_ATTRIBUTES attributes, WDFOBJECT *object);
VOID      WdfObjectDelete(WDFOBJECT object);
VOID      WdfObjectReferenceActual(WDFOBJECT object, PVOID tag, LONG line, PCCH file);
VOID      WdfObjectDereferenceActual(WDFOBJECT object, PVOID tag, LONG line, PCCH file);
#define   WdfObjectReference(o)                WdfObjectReferenceActual((o), NULL, __LINE__, __FILE__)
#define   WdfObjectDereference(o)              WdfObjectDereferenceActual((o), NULL, __LINE__, __FILE__)
#define   WdfObjectReferenceWithTag(o, tag)    WdfObjectReferenceActual((o), (tag), __LINE__, __FILE__)
#define   WdfObjectDereferenceWithTag(o, tag)  WdfObjectDereferenceActual((o), (tag), __LINE__, __FILE__)

EXTERN_C_END

#include "wdfdevice.h"
#include "wdfrequest.h"
#include "wdfsync.h"

#endif
