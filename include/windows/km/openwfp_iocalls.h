/* What drivers do with devices and requests: openwfp_io.h has their layouts. Part of wdm.h. */
#ifndef OPENWFP_IOCALLS_H
#define OPENWFP_IOCALLS_H

#include "openwfp_io.h"
#include "openwfp_iocsq.h"

EXTERN_C_START

/* What a completion routine returns: go on, or STATUS_MORE_PROCESSING_REQUIRED. */
#define STATUS_CONTINUE_COMPLETION STATUS_SUCCESS

/* --- calls -------------------------------------------------------------------------------------------------------- */

NTSTATUS IoCreateDevice(PDRIVER_OBJECT driver, ULONG extensionSize, PUNICODE_STRING name, DEVICE_TYPE type,
                        ULONG characteristics,
                        BOOLEAN exclusive, PDEVICE_OBJECT *device);
VOID     IoDeleteDevice(PDEVICE_OBJECT device);
NTSTATUS IoCreateSymbolicLink(PUNICODE_STRING link, PUNICODE_STRING device);
NTSTATUS IoCreateUnprotectedSymbolicLink(PUNICODE_STRING link, PUNICODE_STRING device);
NTSTATUS IoDeleteSymbolicLink(PUNICODE_STRING link);
NTSTATUS IoRegisterShutdownNotification(PDEVICE_OBJECT device);
VOID     IoUnregisterShutdownNotification(PDEVICE_OBJECT device);
NTSTATUS IoGetDeviceObjectPointer(PUNICODE_STRING name, ACCESS_MASK access, PFILE_OBJECT *file, PDEVICE_OBJECT *device);
PDEVICE_OBJECT IoAttachDeviceToDeviceStack(PDEVICE_OBJECT source, PDEVICE_OBJECT target);
VOID     IoDetachDevice(PDEVICE_OBJECT target);
PDEVICE_OBJECT IoGetAttachedDevice(PDEVICE_OBJECT device);
PDEVICE_OBJECT IoGetAttachedDeviceReference(PDEVICE_OBJECT device);
NTSTATUS IoAllocateDriverObjectExtension(PDRIVER_OBJECT driver, PVOID key, ULONG size, PVOID *extension);
PVOID    IoGetDriverObjectExtension(PDRIVER_OBJECT driver, PVOID key);

VOID     IofCompleteRequest(PIRP irp, CCHAR boost);
NTSTATUS IofCallDriver(PDEVICE_OBJECT device, PIRP irp);
#define  IoCompleteRequest(irp, boost) IofCompleteRequest(irp, boost)
#define  IoCallDriver(device, irp)     IofCallDriver(device, irp)
BOOLEAN  IoCancelIrp(PIRP irp);
PIRP     IoAllocateIrp(CCHAR stackSize, BOOLEAN quota);
VOID     IoFreeIrp(PIRP irp);
VOID     IoAcquireCancelSpinLock(PKIRQL irql);
VOID     IoReleaseCancelSpinLock(KIRQL irql);
PIRP     IoBuildDeviceIoControlRequest(ULONG code, PDEVICE_OBJECT device, PVOID input, ULONG inputSize, PVOID output,
                                       ULONG outputSize, BOOLEAN internal, PKEVENT event, PIO_STATUS_BLOCK status);
PIRP     IoBuildSynchronousFsdRequest(ULONG major, PDEVICE_OBJECT device, PVOID buffer, ULONG size, PLARGE_INTEGER offset,
                                      PKEVENT event, PIO_STATUS_BLOCK status);
PIRP     IoBuildAsynchronousFsdRequest(ULONG major, PDEVICE_OBJECT device, PVOID buffer, ULONG size, PLARGE_INTEGER offset,
                                       PIO_STATUS_BLOCK status);
VOID     IoReuseIrp(PIRP irp, NTSTATUS status);
BOOLEAN  IoIs32bitProcess(PIRP irp);
PEPROCESS IoGetCurrentProcess(VOID);
PKEVENT  IoCreateNotificationEvent(PUNICODE_STRING name, PHANDLE handle);
PKEVENT  IoCreateSynchronizationEvent(PUNICODE_STRING name, PHANDLE handle);

OPENWFP_INLINE PIO_STACK_LOCATION IoGetCurrentIrpStackLocation(PIRP irp)
{
    return irp->Tail.Overlay.CurrentStackLocation;
}

OPENWFP_INLINE PIO_STACK_LOCATION IoGetNextIrpStackLocation(PIRP irp)
{
    return irp->Tail.Overlay.CurrentStackLocation - 1;
}

OPENWFP_INLINE VOID IoCopyCurrentIrpStackLocationToNext(PIRP irp)
{
    PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(irp);
    *next = *IoGetCurrentIrpStackLocation(irp);
    next->CompletionRoutine = NULL;
    next->Control = 0;
}

OPENWFP_INLINE VOID IoSkipCurrentIrpStackLocation(PIRP irp)
{
    irp->CurrentLocation++;
    irp->Tail.Overlay.CurrentStackLocation++;
}

OPENWFP_INLINE VOID IoMarkIrpPending(PIRP irp)
{
    IoGetCurrentIrpStackLocation(irp)->Control |= SL_PENDING_RETURNED;
}

OPENWFP_INLINE PDRIVER_CANCEL IoSetCancelRoutine(PIRP irp, PDRIVER_CANCEL routine)
{
    return __atomic_exchange_n(&irp->CancelRoutine, routine, __ATOMIC_SEQ_CST);
}

OPENWFP_INLINE VOID IoSetCompletionRoutine(PIRP irp, PIO_COMPLETION_ROUTINE routine, PVOID context, BOOLEAN success,
                                           BOOLEAN error, BOOLEAN cancel)
{
    PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(irp);
    next->CompletionRoutine = routine;
    next->Context = context;
    next->Control = (UCHAR)((success ? SL_INVOKE_ON_SUCCESS : 0) | (error ? SL_INVOKE_ON_ERROR : 0) |
                            (cancel ? SL_INVOKE_ON_CANCEL : 0));
}

PIO_WORKITEM IoAllocateWorkItem(PDEVICE_OBJECT device);
VOID  IoFreeWorkItem(PIO_WORKITEM item);
VOID  IoInitializeWorkItem(PVOID object, PIO_WORKITEM item);
VOID  IoUninitializeWorkItem(PIO_WORKITEM item);
ULONG IoSizeofWorkItem(VOID);
VOID  IoQueueWorkItem(PIO_WORKITEM item, PIO_WORKITEM_ROUTINE routine, WORK_QUEUE_TYPE type, PVOID context);
VOID  IoQueueWorkItemEx(PIO_WORKITEM item, PIO_WORKITEM_ROUTINE_EX routine, WORK_QUEUE_TYPE type, PVOID context);

typedef struct _IO_REMOVE_LOCK {
    struct {
        BOOLEAN Removed;
        BOOLEAN Reserved[3];
        volatile LONG IoCount;
        KEVENT  RemoveEvent;
    } Common;
} IO_REMOVE_LOCK, *PIO_REMOVE_LOCK;
VOID     IoInitializeRemoveLockEx(PIO_REMOVE_LOCK lock, ULONG tag, ULONG minutes, ULONG high, ULONG size);
NTSTATUS IoAcquireRemoveLockEx(PIO_REMOVE_LOCK lock, PVOID tag, PCSTR file, ULONG line, ULONG size);
VOID     IoReleaseRemoveLockEx(PIO_REMOVE_LOCK lock, PVOID tag, ULONG size);
VOID     IoReleaseRemoveLockAndWaitEx(PIO_REMOVE_LOCK lock, PVOID tag, ULONG size);
#define IoInitializeRemoveLock(l, t, m, h)    IoInitializeRemoveLockEx(l, t, m, h, sizeof(IO_REMOVE_LOCK))
#define IoAcquireRemoveLock(l, t)             IoAcquireRemoveLockEx(l, t, __FILE__, __LINE__, sizeof(IO_REMOVE_LOCK))
#define IoReleaseRemoveLock(l, t)             IoReleaseRemoveLockEx(l, t, sizeof(IO_REMOVE_LOCK))
#define IoReleaseRemoveLockAndWait(l, t)      IoReleaseRemoveLockAndWaitEx(l, t, sizeof(IO_REMOVE_LOCK))

#define ERROR_LOG_MAXIMUM_SIZE 240
typedef struct _IO_ERROR_LOG_PACKET {
    UCHAR         MajorFunctionCode;
    UCHAR         RetryCount;
    USHORT        DumpDataSize;
    USHORT        NumberOfStrings;
    USHORT        StringOffset;
    USHORT        EventCategory;
    NTSTATUS      ErrorCode;
    ULONG         UniqueErrorValue;
    NTSTATUS      FinalStatus;
    ULONG         SequenceNumber;
    ULONG         IoControlCode;
    LARGE_INTEGER DeviceOffset;
    ULONG         DumpData[1];
} IO_ERROR_LOG_PACKET, *PIO_ERROR_LOG_PACKET;
PVOID IoAllocateErrorLogEntry(PVOID object, UCHAR size);
VOID  IoWriteErrorLogEntry(PVOID entry);
VOID  IoFreeErrorLogEntry(PVOID entry);

EXTERN_C_END

#endif
