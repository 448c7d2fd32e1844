/* The buffers of the framework's requests, where a request's method and its device's type of I/O have them. */
#include "api_km/border.h"
#include "api_km/wdf_device.h"

enum side { INPUT, OUTPUT };

static struct wdf_request_part *get(const char *function, WDFREQUEST request)
{
    return wdf_get(function, request, &wdf_request);
}

static bool is_control(const IO_STACK_LOCATION *s)
{
    return s->MajorFunction == IRP_MJ_DEVICE_CONTROL || s->MajorFunction == IRP_MJ_INTERNAL_DEVICE_CONTROL;
}

static size_t length_of(const IO_STACK_LOCATION *s, enum side side)
{
    if (is_control(s))
        return side == INPUT ? s->Parameters.DeviceIoControl.InputBufferLength : s->Parameters.DeviceIoControl.OutputBufferLength;
    if (s->MajorFunction == IRP_MJ_WRITE)
        return side == INPUT ? s->Parameters.Write.Length : 0;
    if (s->MajorFunction == IRP_MJ_READ)
        return side == OUTPUT ? s->Parameters.Read.Length : 0;
    return 0;
}

/* How the side of the request travels, as a method of controls. */
static ULONG method_of(const struct wdf_request_part *r, const IO_STACK_LOCATION *s, enum side side)
{
    if (!is_control(s))
        return r->device->io_type == WdfDeviceIoBuffered ? METHOD_BUFFERED :
               r->device->io_type == WdfDeviceIoDirect   ? METHOD_OUT_DIRECT : METHOD_NEITHER;
    ULONG method = METHOD_FROM_CTL_CODE(s->Parameters.DeviceIoControl.IoControlCode);
    return side == INPUT && method != METHOD_NEITHER ? METHOD_BUFFERED : method;
}

static NTSTATUS buffer_of(const struct wdf_request_part *r, enum side side, size_t minimum, void **buffer, size_t *size)
{
    const IO_STACK_LOCATION *s = IoGetCurrentIrpStackLocation(r->irp);
    size_t                   length = length_of(s, side);
    ULONG                    method = method_of(r, s, side);
    if (method == METHOD_NEITHER)
        return STATUS_INVALID_DEVICE_REQUEST;
    if (length == 0 || length < minimum)
        return STATUS_BUFFER_TOO_SMALL;
    void *at = method == METHOD_BUFFERED ? r->irp->AssociatedIrp.SystemBuffer
                                         : MmGetSystemAddressForMdlSafe(r->irp->MdlAddress, NormalPagePriority);
    if (!at)
        return STATUS_INSUFFICIENT_RESOURCES;
    *buffer = at;
    if (size)
        *size = length;
    return STATUS_SUCCESS;
}

NTSTATUS WdfRequestRetrieveInputBuffer(WDFREQUEST request, size_t minimum, PVOID *buffer, size_t *size)
{
    return buffer_of(get("WdfRequestRetrieveInputBuffer", request), INPUT, minimum, buffer, size);
}

NTSTATUS WdfRequestRetrieveOutputBuffer(WDFREQUEST request, size_t minimum, PVOID *buffer, size_t *size)
{
    return buffer_of(get("WdfRequestRetrieveOutputBuffer", request), OUTPUT, minimum, buffer, size);
}

static NTSTATUS memory(const char *function, WDFREQUEST request, enum side side, WDFMEMORY *out)
{
    struct wdf_request_part *r = get(function, request);
    void                    *buffer;
    size_t                   size;
    NTSTATUS                 status = buffer_of(r, side, 0, &buffer, &size);
    return NT_SUCCESS(status) ? wdf_memory_of(function, &r->object, buffer, size, out) : status;
}

NTSTATUS WdfRequestRetrieveInputMemory(WDFREQUEST request, WDFMEMORY *out)
{
    return memory("WdfRequestRetrieveInputMemory", request, INPUT, out);
}

NTSTATUS WdfRequestRetrieveOutputMemory(WDFREQUEST request, WDFMEMORY *out)
{
    return memory("WdfRequestRetrieveOutputMemory", request, OUTPUT, out);
}

/* A direct request has its MDL; for a buffered one it is made, and goes with the request. */
static NTSTATUS mdl_of(const char *function, WDFREQUEST request, enum side side, PMDL *mdl)
{
    struct wdf_request_part *r = get(function, request);
    void                    *buffer;
    size_t                   size;
    NTSTATUS                 status = buffer_of(r, side, 0, &buffer, &size);
    if (!NT_SUCCESS(status))
        return status;
    if (method_of(r, IoGetCurrentIrpStackLocation(r->irp), side) != METHOD_BUFFERED) {
        *mdl = r->irp->MdlAddress;
        return STATUS_SUCCESS;
    }
    if (!r->mdls[side])
        r->mdls[side] = IoAllocateMdl(buffer, (ULONG)size, FALSE, FALSE, NULL);
    if (!r->mdls[side])
        return STATUS_INSUFFICIENT_RESOURCES;
    MmBuildMdlForNonPagedPool(r->mdls[side]);
    *mdl = r->mdls[side];
    return STATUS_SUCCESS;
}

NTSTATUS WdfRequestRetrieveInputWdmMdl(WDFREQUEST request, PMDL *mdl)
{
    return mdl_of("WdfRequestRetrieveInputWdmMdl", request, INPUT, mdl);
}

NTSTATUS WdfRequestRetrieveOutputWdmMdl(WDFREQUEST request, PMDL *mdl)
{
    return mdl_of("WdfRequestRetrieveOutputWdmMdl", request, OUTPUT, mdl);
}

/* --- buffers of the program, as it named them --------------------------------------------------------------------- */

/* Only where the program's memory is at hand: in EvtIoInCallerContext. */
static NTSTATUS unsafe(const char *function, WDFREQUEST request, enum side side, size_t minimum, void **buffer, size_t *size)
{
    struct wdf_request_part *r = get(function, request);
    const IO_STACK_LOCATION *s = IoGetCurrentIrpStackLocation(r->irp);
    size_t                   length = length_of(s, side);
    if (r->queue || method_of(r, s, side) != METHOD_NEITHER)
        return STATUS_INVALID_DEVICE_REQUEST;
    if (length < minimum)
        return STATUS_BUFFER_TOO_SMALL;
    *buffer = side == INPUT && is_control(s) ? s->Parameters.DeviceIoControl.Type3InputBuffer : r->irp->UserBuffer;
    if (size)
        *size = length;
    return STATUS_SUCCESS;
}

NTSTATUS WdfRequestRetrieveUnsafeUserInputBuffer(WDFREQUEST request, size_t minimum, PVOID *buffer, size_t *size)
{
    return unsafe("WdfRequestRetrieveUnsafeUserInputBuffer", request, INPUT, minimum, buffer, size);
}

NTSTATUS WdfRequestRetrieveUnsafeUserOutputBuffer(WDFREQUEST request, size_t minimum, PVOID *buffer, size_t *size)
{
    return unsafe("WdfRequestRetrieveUnsafeUserOutputBuffer", request, OUTPUT, minimum, buffer, size);
}

static NTSTATUS probe_and_lock(const char *function, WDFREQUEST request, PVOID buffer, size_t size, WDFMEMORY *out)
{
    struct wdf_request_part *r = get(function, request);
    if (r->queue || size == 0)
        return r->queue ? STATUS_INVALID_DEVICE_REQUEST : STATUS_INVALID_USER_BUFFER;
    return buffer ? wdf_memory_of(function, &r->object, buffer, size, out) : STATUS_ACCESS_VIOLATION;
}

NTSTATUS WdfRequestProbeAndLockUserBufferForRead(WDFREQUEST request, PVOID buffer, size_t size, WDFMEMORY *out)
{
    return probe_and_lock("WdfRequestProbeAndLockUserBufferForRead", request, buffer, size, out);
}

NTSTATUS WdfRequestProbeAndLockUserBufferForWrite(WDFREQUEST request, PVOID buffer, size_t size, WDFMEMORY *out)
{
    return probe_and_lock("WdfRequestProbeAndLockUserBufferForWrite", request, buffer, size, out);
}
