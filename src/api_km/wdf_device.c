/* Control devices: what WDFDEVICE_INIT collects becomes a device; its files. */
#include <stdlib.h>

#include "api_km/irp.h"
#include "api_km/wdf_device.h"
#include "nt/ledger.h"

struct WDFDEVICE_INIT {
    UNICODE_STRING        name; /* Buffer NULL: none */
    DEVICE_TYPE           type;
    ULONG                 characteristics;
    BOOLEAN               exclusive;
    WDF_FILEOBJECT_CONFIG files;
    WDF_OBJECT_ATTRIBUTES file_attributes;
    WDF_OBJECT_ATTRIBUTES request_attributes;
    PFN_WDF_IO_IN_CALLER_CONTEXT in_caller_context;
    UNICODE_STRING        sddl; /* Buffer NULL: none */
    WDF_DEVICE_IO_TYPE    io_type;
};

static void end_device(struct wdf_object *o)
{
    struct wdf_device_part *d = (struct wdf_device_part *)o;
    if (d->has_link)
        IoDeleteSymbolicLink(&d->link);
    free(d->link.Buffer);
    free(d->name.Buffer);
    if (d->wdm)
        IoDeleteDevice(d->wdm);
}

const struct wdf_kind wdf_device = { "framework device", sizeof(struct wdf_device_part), end_device };

static UNICODE_STRING copy_string(PCUNICODE_STRING s)
{
    char text[520];
    km_utf8(s, text, sizeof(text));
    return km_string_new(text);
}

/* --- what a device will be ---------------------------------------------------------------------------------------- */

PWDFDEVICE_INIT WdfControlDeviceInitAllocate(WDFDRIVER driver, const UNICODE_STRING *sddl)
{
    wdf_get("WdfControlDeviceInitAllocate", driver, &wdf_driver);
    km_passive("WdfControlDeviceInitAllocate");
    struct WDFDEVICE_INIT *init = sddl ? calloc(1, sizeof(*init)) : NULL;
    if (init && !nt_hold_memory(km_nt("WdfControlDeviceInitAllocate"), NT_WDF_OBJECT, init)) {
        free(init);
        init = NULL;
    }
    if (!init)
        return NULL;
    init->type = FILE_DEVICE_UNKNOWN;
    init->io_type = WdfDeviceIoBuffered;
    init->sddl = copy_string(sddl);
    if (!init->sddl.Buffer) {
        WdfDeviceInitFree(init);
        init = NULL;
    }
    return init;
}

VOID WdfDeviceInitFree(PWDFDEVICE_INIT init)
{
    if (!nt_release(km_nt("WdfDeviceInitFree"), NT_WDF_OBJECT, init, "WdfDeviceInitFree"))
        return;
    free(init->name.Buffer);
    free(init->sddl.Buffer);
    free(init);
}

VOID WdfDeviceInitSetDeviceType(PWDFDEVICE_INIT init, DEVICE_TYPE type)
{
    init->type = type;
}

VOID WdfDeviceInitSetCharacteristics(PWDFDEVICE_INIT init, ULONG characteristics, BOOLEAN add)
{
    init->characteristics = add ? init->characteristics | characteristics : characteristics;
}

VOID WdfDeviceInitSetExclusive(PWDFDEVICE_INIT init, BOOLEAN exclusive)
{
    init->exclusive = exclusive;
}

VOID WdfDeviceInitSetIoType(PWDFDEVICE_INIT init, WDF_DEVICE_IO_TYPE type)
{
    init->io_type = type;
}

/* The class lets an administrator set who may open the device, which nobody does here. */
VOID WdfDeviceInitSetDeviceClass(PWDFDEVICE_INIT init, const GUID *deviceClass)
{
    (void)init;
    (void)deviceClass;
}

NTSTATUS WdfDeviceInitAssignSDDLString(PWDFDEVICE_INIT init, PCUNICODE_STRING sddl)
{
    if (!sddl || !sddl->Length)
        return STATUS_INVALID_PARAMETER;
    free(init->sddl.Buffer);
    init->sddl = copy_string(sddl);
    return init->sddl.Buffer ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS WdfDeviceInitAssignName(PWDFDEVICE_INIT init, PCUNICODE_STRING name)
{
    free(init->name.Buffer);
    init->name = (UNICODE_STRING){ 0 };
    if (!name)
        return STATUS_SUCCESS;
    init->name = copy_string(name);
    return init->name.Buffer ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

VOID WdfDeviceInitSetFileObjectConfig(PWDFDEVICE_INIT init, PWDF_FILEOBJECT_CONFIG config, PWDF_OBJECT_ATTRIBUTES attributes)
{
    init->files = *config;
    if (attributes)
        init->file_attributes = *attributes;
}

VOID WdfDeviceInitSetRequestAttributes(PWDFDEVICE_INIT init, PWDF_OBJECT_ATTRIBUTES attributes)
{
    init->request_attributes = *attributes;
}

VOID WdfDeviceInitSetIoInCallerContextCallback(PWDFDEVICE_INIT init, PFN_WDF_IO_IN_CALLER_CONTEXT callback)
{
    init->in_caller_context = callback;
}

/* --- the device --------------------------------------------------------------------------------------------------- */

static NTSTATUS create_wdm(struct wdf_device_part *d, const struct WDFDEVICE_INIT *init)
{
    PDRIVER_OBJECT driver = WdfDriverWdmGetDriverObject(d->object.driver->framework);
    UNICODE_STRING name = init->name;
    NTSTATUS       status = IoCreateDevice(driver, sizeof(void *), name.Buffer ? &name : NULL, init->type, init->characteristics,
                                           init->exclusive, &d->wdm);
    if (NT_SUCCESS(status))
        status = km_device_protect(d->wdm, &init->sddl);
    if (!NT_SUCCESS(status)) {
        d->wdm = NULL;
        return status;
    }
    d->wdm->Flags |= init->io_type == WdfDeviceIoBuffered ? DO_BUFFERED_IO : init->io_type == WdfDeviceIoDirect ? DO_DIRECT_IO : 0;
    *(struct wdf_device_part **)d->wdm->DeviceExtension = d;
    wdf_dispatch_install(driver);
    return STATUS_SUCCESS;
}

NTSTATUS WdfDeviceCreate(PWDFDEVICE_INIT *init, PWDF_OBJECT_ATTRIBUTES attributes, WDFDEVICE *device)
{
    struct wdf_device_part *d;
    NTSTATUS                status = wdf_new("WdfDeviceCreate", &wdf_device, attributes, NULL, &d);
    km_passive("WdfDeviceCreate");
    if (!NT_SUCCESS(status))
        return status;
    d->files = (*init)->files;
    d->file_attributes = (*init)->file_attributes;
    d->request_attributes = (*init)->request_attributes;
    d->in_caller_context = (*init)->in_caller_context;
    d->io_type = (*init)->io_type;
    wdf_lock_init(&d->callbacks, attributes, wdf_driver_says(d->object.driver));
    status = create_wdm(d, *init);
    if (!NT_SUCCESS(status)) {
        wdf_delete(&d->object);
        return status;
    }
    d->name = (*init)->name;
    (*init)->name = (UNICODE_STRING){ 0 };
    WdfDeviceInitFree(*init);
    *init = NULL;
    *device = (WDFDEVICE)d;
    return STATUS_SUCCESS;
}

static struct wdf_device_part *get(const char *function, WDFDEVICE device)
{
    return wdf_get(function, device, &wdf_device);
}

VOID WdfControlFinishInitializing(WDFDEVICE device)
{
    struct wdf_device_part *d = get("WdfControlFinishInitializing", device);
    d->finished = true;
    d->wdm->Flags &= ~DO_DEVICE_INITIALIZING;
}

NTSTATUS WdfDeviceCreateSymbolicLink(WDFDEVICE device, PCUNICODE_STRING link)
{
    struct wdf_device_part *d = get("WdfDeviceCreateSymbolicLink", device);
    if (d->has_link || !d->name.Buffer)
        return STATUS_INVALID_DEVICE_STATE;
    free(d->link.Buffer);
    d->link = copy_string(link);
    if (!d->link.Buffer)
        return STATUS_INSUFFICIENT_RESOURCES;
    NTSTATUS status = IoCreateSymbolicLink(&d->link, &d->name);
    d->has_link = NT_SUCCESS(status);
    return status;
}

PDEVICE_OBJECT WdfDeviceWdmGetDeviceObject(WDFDEVICE device)
{
    return get("WdfDeviceWdmGetDeviceObject", device)->wdm;
}

/* A raw device is one that needs no function driver; nothing here asks for one. */
NTSTATUS WdfPdoInitAssignRawDevice(PWDFDEVICE_INIT init, const GUID *deviceClass)
{
    WdfDeviceInitSetDeviceClass(init, deviceClass);
    return STATUS_SUCCESS;
}

WDFDEVICE WdfWdmDeviceGetWdfDeviceHandle(PDEVICE_OBJECT device)
{
    return (WDFDEVICE)*(struct wdf_device_part **)device->DeviceExtension;
}

WDFQUEUE WdfDeviceGetDefaultQueue(WDFDEVICE device)
{
    return (WDFQUEUE)get("WdfDeviceGetDefaultQueue", device)->default_queue;
}

WDFDRIVER WdfDeviceGetDriver(WDFDEVICE device)
{
    return get("WdfDeviceGetDriver", device)->object.driver->framework;
}
