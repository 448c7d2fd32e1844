/* Queues, requests and memory in the framework. Part of wdf.h. */
#ifndef OPENWFP_WDFREQUEST_H
#define OPENWFP_WDFREQUEST_H

#include "wdf.h"

EXTERN_C_START

/* --- queues ------------------------------------------------------------------------------------------------------- */

typedef VOID EVT_WDF_IO_QUEUE_IO_DEFAULT(WDFQUEUE queue, WDFREQUEST request);
typedef EVT_WDF_IO_QUEUE_IO_DEFAULT *PFN_WDF_IO_QUEUE_IO_DEFAULT;
typedef VOID EVT_WDF_IO_QUEUE_IO_READ(WDFQUEUE queue, WDFREQUEST request, size_t length);
typedef EVT_WDF_IO_QUEUE_IO_READ *PFN_WDF_IO_QUEUE_IO_READ;
typedef VOID EVT_WDF_IO_QUEUE_IO_WRITE(WDFQUEUE queue, WDFREQUEST request, size_t length);
typedef EVT_WDF_IO_QUEUE_IO_WRITE *PFN_WDF_IO_QUEUE_IO_WRITE;
typedef VOID EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL(WDFQUEUE queue, WDFREQUEST request, size_t outputSize,
                                                size_t inputSize, ULONG code);
typedef EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL *PFN_WDF_IO_QUEUE_IO_DEVICE_CONTROL;
typedef EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL;
typedef EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL *PFN_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL;
typedef VOID EVT_WDF_IO_QUEUE_IO_STOP(WDFQUEUE queue, WDFREQUEST request, ULONG flags);
typedef EVT_WDF_IO_QUEUE_IO_STOP *PFN_WDF_IO_QUEUE_IO_STOP;
typedef VOID EVT_WDF_IO_QUEUE_IO_RESUME(WDFQUEUE queue, WDFREQUEST request);
typedef EVT_WDF_IO_QUEUE_IO_RESUME *PFN_WDF_IO_QUEUE_IO_RESUME;
typedef VOID EVT_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE(WDFQUEUE queue, WDFREQUEST request);
typedef EVT_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE *PFN_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE;
typedef VOID EVT_WDF_IO_QUEUE_STATE(WDFQUEUE queue, WDFCONTEXT context);
typedef EVT_WDF_IO_QUEUE_STATE *PFN_WDF_IO_QUEUE_STATE;

typedef enum _WDF_IO_QUEUE_DISPATCH_TYPE {
    WdfIoQueueDispatchInvalid,
    WdfIoQueueDispatchSequential,
    WdfIoQueueDispatchParallel,
    WdfIoQueueDispatchManual,
    WdfIoQueueDispatchMax
} WDF_IO_QUEUE_DISPATCH_TYPE;

typedef struct _WDF_IO_QUEUE_CONFIG {
    ULONG                                       Size;
    WDF_IO_QUEUE_DISPATCH_TYPE                  DispatchType;
    WDF_TRI_STATE                               PowerManaged;
    BOOLEAN                                     AllowZeroLengthRequests;
    BOOLEAN                                     DefaultQueue;
    PFN_WDF_IO_QUEUE_IO_DEFAULT                 EvtIoDefault;
    PFN_WDF_IO_QUEUE_IO_READ                    EvtIoRead;
    PFN_WDF_IO_QUEUE_IO_WRITE                   EvtIoWrite;
    PFN_WDF_IO_QUEUE_IO_DEVICE_CONTROL          EvtIoDeviceControl;
    PFN_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL EvtIoInternalDeviceControl;
    PFN_WDF_IO_QUEUE_IO_STOP                    EvtIoStop;
    PFN_WDF_IO_QUEUE_IO_RESUME                  EvtIoResume;
    PFN_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE       EvtIoCanceledOnQueue;
    union {
        struct {
            ULONG NumberOfPresentedRequests;
        } Parallel;
    } Settings;
    WDFDRIVER Driver;
} WDF_IO_QUEUE_CONFIG, *PWDF_IO_QUEUE_CONFIG;

OPENWFP_INLINE VOID WDF_IO_QUEUE_CONFIG_INIT(PWDF_IO_QUEUE_CONFIG config, WDF_IO_QUEUE_DISPATCH_TYPE type)
{
    RtlZeroMemory(config, sizeof(*config));
    config->Size = sizeof(*config);
    config->PowerManaged = WdfUseDefault;
    config->DispatchType = type;
    if (type == WdfIoQueueDispatchParallel)
        config->Settings.Parallel.NumberOfPresentedRequests = (ULONG)-1;
}

OPENWFP_INLINE VOID WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(PWDF_IO_QUEUE_CONFIG config, WDF_IO_QUEUE_DISPATCH_TYPE type)
{
    WDF_IO_QUEUE_CONFIG_INIT(config, type);
    config->DefaultQueue = TRUE;
}

NTSTATUS  WdfIoQueueCreate(WDFDEVICE device, PWDF_IO_QUEUE_CONFIG config, PWDF_OBJECT_ATTRIBUTES attributes,
                           WDFQUEUE *queue);
WDFDEVICE WdfIoQueueGetDevice(WDFQUEUE queue);
NTSTATUS  WdfIoQueueRetrieveNextRequest(WDFQUEUE queue, WDFREQUEST *request);
VOID      WdfIoQueueStart(WDFQUEUE queue);
VOID      WdfIoQueueStop(WDFQUEUE queue, PFN_WDF_IO_QUEUE_STATE done, WDFCONTEXT context);
VOID      WdfIoQueueStopSynchronously(WDFQUEUE queue);
VOID      WdfIoQueuePurge(WDFQUEUE queue, PFN_WDF_IO_QUEUE_STATE done, WDFCONTEXT context);
VOID      WdfIoQueuePurgeSynchronously(WDFQUEUE queue);
VOID      WdfIoQueueDrain(WDFQUEUE queue, PFN_WDF_IO_QUEUE_STATE done, WDFCONTEXT context);
VOID      WdfIoQueueDrainSynchronously(WDFQUEUE queue);
NTSTATUS  WdfIoQueueReadyNotify(WDFQUEUE queue, PFN_WDF_IO_QUEUE_STATE ready, WDFCONTEXT context);
NTSTATUS  WdfIoQueueRetrieveRequestByFileObject(WDFQUEUE queue, WDFFILEOBJECT file, WDFREQUEST *request);

/* --- requests ----------------------------------------------------------------------------------------------------- */

typedef VOID EVT_WDF_REQUEST_CANCEL(WDFREQUEST request);
typedef EVT_WDF_REQUEST_CANCEL *PFN_WDF_REQUEST_CANCEL;

typedef enum _WDF_REQUEST_TYPE {
    WdfRequestTypeCreate = 0x0,
    WdfRequestTypeRead = 0x3,
    WdfRequestTypeWrite = 0x4,
    WdfRequestTypeDeviceControl = 0xE,
    WdfRequestTypeDeviceControlInternal = 0xF
} WDF_REQUEST_TYPE;

typedef struct _WDF_REQUEST_PARAMETERS {
    USHORT           Size;
    UCHAR            MinorFunction;
    WDF_REQUEST_TYPE Type;
    union {
        struct {
            PIO_SECURITY_CONTEXT SecurityContext;
            ULONG                Options;
            POINTER_ALIGNMENT USHORT FileAttributes;
            USHORT               ShareAccess;
            POINTER_ALIGNMENT ULONG EaLength;
        } Create;
        struct {
            size_t   Length;
            POINTER_ALIGNMENT ULONG Key;
            LONGLONG DeviceOffset;
        } Read, Write;
        struct {
            size_t OutputBufferLength;
            POINTER_ALIGNMENT size_t InputBufferLength;
            POINTER_ALIGNMENT ULONG IoControlCode;
            PVOID  Type3InputBuffer;
        } DeviceIoControl;
        struct {
            PVOID Arg1;
            PVOID Arg2;
            POINTER_ALIGNMENT ULONG IoControlCode;
            PVOID Arg4;
        } Others;
    } Parameters;
} WDF_REQUEST_PARAMETERS, *PWDF_REQUEST_PARAMETERS;

OPENWFP_INLINE VOID WDF_REQUEST_PARAMETERS_INIT(PWDF_REQUEST_PARAMETERS parameters)
{
    RtlZeroMemory(parameters, sizeof(*parameters));
    parameters->Size = sizeof(*parameters);
}

VOID          WdfRequestComplete(WDFREQUEST request, NTSTATUS status);
VOID          WdfRequestCompleteWithInformation(WDFREQUEST request, NTSTATUS status, ULONG_PTR information);
VOID          WdfRequestSetInformation(WDFREQUEST request, ULONG_PTR information);
ULONG_PTR     WdfRequestGetInformation(WDFREQUEST request);
NTSTATUS      WdfRequestRetrieveInputBuffer(WDFREQUEST request, size_t minimum, PVOID *buffer, size_t *size);
NTSTATUS      WdfRequestRetrieveOutputBuffer(WDFREQUEST request, size_t minimum, PVOID *buffer, size_t *size);
NTSTATUS      WdfRequestRetrieveInputMemory(WDFREQUEST request, WDFMEMORY *memory);
NTSTATUS      WdfRequestRetrieveOutputMemory(WDFREQUEST request, WDFMEMORY *memory);
NTSTATUS      WdfRequestRetrieveInputWdmMdl(WDFREQUEST request, PMDL *mdl);
NTSTATUS      WdfRequestRetrieveOutputWdmMdl(WDFREQUEST request, PMDL *mdl);
NTSTATUS      WdfRequestRetrieveUnsafeUserInputBuffer(WDFREQUEST request, size_t minimum, PVOID *buffer, size_t *size);
NTSTATUS      WdfRequestRetrieveUnsafeUserOutputBuffer(WDFREQUEST request, size_t minimum, PVOID *buffer, size_t *size);
NTSTATUS      WdfRequestProbeAndLockUserBufferForRead(WDFREQUEST request, PVOID buffer, size_t size, WDFMEMORY *memory);
NTSTATUS      WdfRequestProbeAndLockUserBufferForWrite(WDFREQUEST request, PVOID buffer, size_t size,
                                                       WDFMEMORY *memory);
NTSTATUS      WdfRequestRequeue(WDFREQUEST request);
NTSTATUS      WdfRequestForwardToIoQueue(WDFREQUEST request, WDFQUEUE queue);
NTSTATUS      WdfRequestMarkCancelableEx(WDFREQUEST request, PFN_WDF_REQUEST_CANCEL cancel);
VOID          WdfRequestMarkCancelable(WDFREQUEST request, PFN_WDF_REQUEST_CANCEL cancel);
NTSTATUS      WdfRequestUnmarkCancelable(WDFREQUEST request);
BOOLEAN       WdfRequestIsCanceled(WDFREQUEST request);
VOID          WdfRequestGetParameters(WDFREQUEST request, PWDF_REQUEST_PARAMETERS parameters);
WDFFILEOBJECT WdfRequestGetFileObject(WDFREQUEST request);
WDFQUEUE      WdfRequestGetIoQueue(WDFREQUEST request);
KPROCESSOR_MODE WdfRequestGetRequestorMode(WDFREQUEST request);
PIRP          WdfRequestWdmGetIrp(WDFREQUEST request);

/* --- memory ------------------------------------------------------------------------------------------------------- */

NTSTATUS WdfMemoryCreate(PWDF_OBJECT_ATTRIBUTES attributes, POOL_TYPE type, ULONG tag, size_t size, WDFMEMORY *memory,
                         PVOID *buffer);
PVOID    WdfMemoryGetBuffer(WDFMEMORY memory, size_t *size);
NTSTATUS WdfMemoryCopyToBuffer(WDFMEMORY memory, size_t offset, PVOID buffer, size_t size);
NTSTATUS WdfMemoryCopyFromBuffer(WDFMEMORY memory, size_t offset, PVOID buffer, size_t size);

EXTERN_C_END

#endif
