/* Devices above devices, a driver's way to another's device, memory that belongs to a driver object, notice of a shutdown. */
#include <stdlib.h>

#include "api_km/driver.h"
#include "api_km/irp.h"
#include "nt/device.h"

PDEVICE_OBJECT IoGetAttachedDevice(PDEVICE_OBJECT device)
{
    while (device->AttachedDevice)
        device = device->AttachedDevice;
    return device;
}

PDEVICE_OBJECT IoGetAttachedDeviceReference(PDEVICE_OBJECT device)
{
    device = IoGetAttachedDevice(device);
    ObReferenceObject(device);
    return device;
}

PDEVICE_OBJECT IoAttachDeviceToDeviceStack(PDEVICE_OBJECT source, PDEVICE_OBJECT target)
{
    PDEVICE_OBJECT top = IoGetAttachedDevice(target);
    km_passive("IoAttachDeviceToDeviceStack");
    source->StackSize = (CCHAR)(top->StackSize + 1);
    source->AlignmentRequirement = top->AlignmentRequirement;
    top->AttachedDevice = source;
    return top;
}

VOID IoDetachDevice(PDEVICE_OBJECT target)
{
    if (!target->AttachedDevice)
        nt_report(km_nt("IoDetachDevice"), "IoDetachDevice: nothing is attached to %p", (void *)target);
    target->AttachedDevice = NULL;
}

NTSTATUS IoGetDeviceObjectPointer(PUNICODE_STRING name, ACCESS_MASK access, PFILE_OBJECT *file, PDEVICE_OBJECT *device)
{
    char             text[NT_NAME_MAX];
    struct km_device found = { 0 };
    struct km_file  *f;
    (void)access; /* a driver may */
    km_passive("IoGetDeviceObjectPointer");
    km_utf8(name, text, sizeof(text));
    NTSTATUS status = (NTSTATUS)km_device_find(km_current(), text, &found);
    if (NT_SUCCESS(status))
        status = (NTSTATUS)km_file_open(km_current(), &found, &(struct km_opening){ .access = KM_READS | KM_WRITES, .share = 3 }, &f);
    if (!NT_SUCCESS(status))
        return status;
    *file = km_file_lend(f);
    if (!*file)
        return STATUS_INSUFFICIENT_RESOURCES;
    *device = IoGetAttachedDevice((*file)->DeviceObject);
    return STATUS_SUCCESS;
}

/* --- memory of a driver object ------------------------------------------------------------------------------------ */

struct extension {
    struct extension *next;
    PVOID             key;
    DECLSPEC_ALIGN(16) UCHAR data[];
};

static struct extension *find(PDRIVER_OBJECT driver, PVOID key)
{
    struct extension *e = *km_driver_extensions(driver);
    while (e && e->key != key)
        e = e->next;
    return e;
}

NTSTATUS IoAllocateDriverObjectExtension(PDRIVER_OBJECT driver, PVOID key, ULONG size, PVOID *extension)
{
    *extension = NULL;
    if (find(driver, key))
        return STATUS_OBJECT_NAME_COLLISION;
    struct extension *e = calloc(1, sizeof(*e) + size);
    if (!e)
        return STATUS_INSUFFICIENT_RESOURCES;
    void **first = km_driver_extensions(driver);
    e->key = key;
    e->next = *first;
    *first = e;
    *extension = e->data;
    return STATUS_SUCCESS;
}

PVOID IoGetDriverObjectExtension(PDRIVER_OBJECT driver, PVOID key)
{
    struct extension *e = find(driver, key);
    return e ? e->data : NULL;
}

void km_driver_extensions_free(void *first)
{
    for (struct extension *e = first, *next; e; e = next) {
        next = e->next;
        free(e);
    }
}

/* --- shutdown ----------------------------------------------------------------------------------------------------- */

/* A host ends by unloading its drivers, as a service is stopped: the notice is kept and never given. */
NTSTATUS IoRegisterShutdownNotification(PDEVICE_OBJECT device)
{
    km_passive("IoRegisterShutdownNotification");
    device->Flags |= DO_SHUTDOWN_REGISTERED;
    return STATUS_SUCCESS;
}

VOID IoUnregisterShutdownNotification(PDEVICE_OBJECT device)
{
    if (!(device->Flags & DO_SHUTDOWN_REGISTERED))
        nt_report(km_nt("IoUnregisterShutdownNotification"), "IoUnregisterShutdownNotification: %p is not registered", (void *)device);
    device->Flags &= ~(ULONG)DO_SHUTDOWN_REGISTERED;
}
