/* Devices, their names, and driver objects. */
#include <stdlib.h>

#include "api_km/border.h"
#include "api_km/irp.h"
#include "nt/device.h"
#include "nt/ledger.h"
#include "nt/thread.h"

#define DEVICE_TYPE_TAG 3 /* IO_TYPE_DEVICE */
#define EXTENSION_AT    ((sizeof(DEVICE_OBJECT) + 15) & ~(size_t)15)

static DEVICE_OBJECT *device_alloc(PDRIVER_OBJECT driver, ULONG extension)
{
    DEVICE_OBJECT *d = calloc(1, EXTENSION_AT + extension);
    if (!d)
        return NULL;
    d->Type = DEVICE_TYPE_TAG;
    d->Size = (USHORT)(sizeof(*d) + extension);
    d->DriverObject = driver;
    d->StackSize = 1;
    d->DeviceExtension = extension ? (PCHAR)d + EXTENSION_AT : NULL;
    d->Flags = DO_DEVICE_INITIALIZING;
    return d;
}

static NTSTATUS add_name(DEVICE_OBJECT *d, PUNICODE_STRING name)
{
    char text[NT_NAME_MAX];
    km_utf8(name, text, sizeof(text));
    if (name && text[0] != '\\')
        return STATUS_OBJECT_PATH_SYNTAX_BAD;
    enum wfp_status err = nt_device_add(km_nt("IoCreateDevice"), d, name ? text : NULL);
    return err == WFP_ALREADY_EXISTS ? STATUS_OBJECT_NAME_COLLISION : km_status(err);
}

NTSTATUS IoCreateDevice(PDRIVER_OBJECT driver, ULONG extensionSize, PUNICODE_STRING name, DEVICE_TYPE type, ULONG characteristics,
                        BOOLEAN exclusive, PDEVICE_OBJECT *device)
{
    km_passive("IoCreateDevice");
    DEVICE_OBJECT *d = device_alloc(driver, extensionSize);
    if (!d)
        return STATUS_INSUFFICIENT_RESOURCES;
    d->DeviceType = type;
    d->Characteristics = characteristics;
    d->Flags |= exclusive ? DO_EXCLUSIVE : 0;
    NTSTATUS status = add_name(d, name);
    if (!NT_SUCCESS(status)) {
        free(d);
        return status;
    }
    d->NextDevice = driver->DeviceObject;
    driver->DeviceObject = d;
    *device = d;
    return STATUS_SUCCESS;
}

/* The text is kept with the device: the host compares it with whoever opens the device (km_device_find()). */
NTSTATUS WdmlibIoCreateDeviceSecure(PDRIVER_OBJECT driver, ULONG extensionSize, PUNICODE_STRING name, DEVICE_TYPE type,
                                    ULONG characteristics, BOOLEAN exclusive, PCUNICODE_STRING sddl, LPCGUID classGuid,
                                    PDEVICE_OBJECT *device);
NTSTATUS WdmlibIoCreateDeviceSecure(PDRIVER_OBJECT driver, ULONG extensionSize, PUNICODE_STRING name, DEVICE_TYPE type,
                                    ULONG characteristics, BOOLEAN exclusive, PCUNICODE_STRING sddl, LPCGUID classGuid,
                                    PDEVICE_OBJECT *device)
{
    (void)classGuid;
    if (!sddl || !sddl->Length)
        return STATUS_INVALID_PARAMETER;
    NTSTATUS status = IoCreateDevice(driver, extensionSize, name, type, characteristics, exclusive, device);
    return NT_SUCCESS(status) ? km_device_protect(*device, sddl) : status;
}

NTSTATUS km_device_protect(PDEVICE_OBJECT device, PCUNICODE_STRING sddl)
{
    enum { SDDL_MOST = 4096 };
    char text[SDDL_MOST];
    if (sddl->Length >= sizeof(text) / 3)
        return STATUS_INVALID_PARAMETER;
    km_utf8(sddl, text, sizeof(text));
    enum wfp_status err = nt_device_protect(km_nt("IoCreateDeviceSecure"), device, text);
    if (err)
        IoDeleteDevice(device);
    return km_status(err);
}

/* Takes it off its driver's list. */
static bool delist(DRIVER_OBJECT *driver, PDEVICE_OBJECT device)
{
    for (PDEVICE_OBJECT *at = &driver->DeviceObject; *at; at = &(*at)->NextDevice)
        if (*at == device) {
            *at = device->NextDevice;
            return true;
        }
    return false;
}

VOID IoDeleteDevice(PDEVICE_OBJECT device)
{
    struct nt_system *nt = km_nt("IoDeleteDevice");
    km_passive("IoDeleteDevice");
    struct nt_entry e;
    if (nt_ledger_find(nt, NT_DEVICE, device, &e))
        delist(device->DriverObject, device);
    (void)nt_device_remove(nt, device);
}

/* --- symbolic links ----------------------------------------------------------------------------------------------- */

NTSTATUS IoCreateSymbolicLink(PUNICODE_STRING link, PUNICODE_STRING device)
{
    char name[NT_NAME_MAX], target[NT_NAME_MAX];
    km_passive("IoCreateSymbolicLink");
    km_utf8(link, name, sizeof(name));
    km_utf8(device, target, sizeof(target));
    if (name[0] != '\\')
        return STATUS_OBJECT_PATH_SYNTAX_BAD;
    enum wfp_status err = nt_symlink_add(km_nt("IoCreateSymbolicLink"), name, target);
    return err == WFP_ALREADY_EXISTS ? STATUS_OBJECT_NAME_COLLISION : km_status(err);
}

NTSTATUS IoCreateUnprotectedSymbolicLink(PUNICODE_STRING link, PUNICODE_STRING device)
{
    return IoCreateSymbolicLink(link, device);
}

NTSTATUS IoDeleteSymbolicLink(PUNICODE_STRING link)
{
    char name[NT_NAME_MAX];
    km_passive("IoDeleteSymbolicLink");
    km_utf8(link, name, sizeof(name));
    return nt_symlink_remove(km_nt("IoDeleteSymbolicLink"), name) ? STATUS_SUCCESS : STATUS_OBJECT_NAME_NOT_FOUND;
}
