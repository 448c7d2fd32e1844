#include "api_km/driver.h"

#include <stdio.h>
#include <stdlib.h>

#include "api_km/irp.h"
#include "api_km/wdf_object.h"
#include "crt/seh.h"
#include "crt/trace.h"
#include "nt/bugcheck.h"
#include "nt/spinlock.h"

#define DRIVER_TYPE 4 /* IO_TYPE_DRIVER */

struct km_driver {
    DRIVER_OBJECT    object; /* first: what the driver sees */
    DRIVER_EXTENSION extension;
    UNICODE_STRING   registry_path;
    void            *extensions; /* io_stack.c */
};

/* --- entering and leaving ----------------------------------------------------------------------------------------- */

static const void *enter(struct driver *driver)
{
    return km_enter(driver->context);
}

static void leave(const void *before)
{
    km_leave(before);
}

static struct driver *current(void)
{
    const struct km_context *c = km_current();
    return c ? c->driver : NULL;
}

static void unhandled(int status)
{
    nt_bugcheck(km_nt("ExRaiseStatus"), &(struct nt_bugcheck){ .code = BUGCHECK_KMODE_EXCEPTION_NOT_HANDLED,
                                                               .parameters = { (uint32_t)status } });
}

void km_system_options(struct nt_options *options)
{
    seh_on_unhandled(unhandled);
    crt_on_trace(km_trace);
    crt_on_status(km_status_name);
    options->enter = enter;
    options->leave = leave;
    options->current = current;
}

/* --- the object --------------------------------------------------------------------------------------------------- */

static struct km_driver *of(const struct km_context *context)
{
    return context->driver->object;
}

void **km_driver_extensions(PDRIVER_OBJECT driver)
{
    return &((struct km_driver *)driver)->extensions;
}

/* What every entry of the dispatch table is until the driver sets it. */
static NTSTATUS refuse(PDEVICE_OBJECT device, PIRP irp)
{
    (void)device;
    irp->IoStatus.Status = STATUS_INVALID_DEVICE_REQUEST;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return STATUS_INVALID_DEVICE_REQUEST;
}

static UNICODE_STRING path_of(const char *folder, const char *name)
{
    char path[DRIVER_NAME_MAX + 80];
    snprintf(path, sizeof(path), "%s\\%s", folder, name);
    return km_string_new(path);
}

enum wfp_status km_driver_new(const struct km_context *context)
{
    const char       *name = context->driver->name;
    struct km_driver *d = calloc(1, sizeof(*d));
    if (!d)
        return WFP_NO_MEMORY;
    d->object.Type = DRIVER_TYPE;
    d->object.Size = sizeof(d->object);
    d->object.DriverExtension = &d->extension;
    d->object.DriverName = path_of("\\Driver", name);
    d->object.DriverStart = (PVOID)context->driver->image.from;
    d->object.DriverSize = (ULONG)(context->driver->image.to - context->driver->image.from);
    d->extension.DriverObject = &d->object;
    d->extension.ServiceKeyName = km_string_new(name);
    d->registry_path = path_of("\\Registry\\Machine\\System\\CurrentControlSet\\Services", name);
    for (unsigned i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
        d->object.MajorFunction[i] = refuse;
    context->driver->object = d;
    if (d->object.DriverName.Buffer && d->extension.ServiceKeyName.Buffer && d->registry_path.Buffer)
        return WFP_OK;
    km_driver_free(context);
    return WFP_NO_MEMORY;
}

void km_driver_free(const struct km_context *context)
{
    struct km_driver *d = of(context);
    if (!d)
        return;
    free(d->object.DriverName.Buffer);
    free(d->extension.ServiceKeyName.Buffer);
    free(d->registry_path.Buffer);
    km_driver_extensions_free(d->extensions);
    free(d);
    context->driver->object = NULL;
}

/* --- calls into the module ---------------------------------------------------------------------------------------- */

static void check_level(const struct km_context *context, const char *function)
{
    unsigned locks = spin_held();
    if (irql_current() == IRQL_PASSIVE && locks == 0)
        return;
    if (locks)
        nt_report_of(context->nt, context->driver, "%s returned with %u spin %s held", function, locks, locks > 1 ? "locks" : "lock");
    else
        nt_report_of(context->nt, context->driver, "%s returned at %s", function, irql_name(irql_current()));
    irql_lower(context->nt, IRQL_PASSIVE);
}

uint32_t km_driver_start(const struct km_context *context, void *driver_entry)
{
    struct km_driver        *d = of(context);
    const struct km_context *before = km_enter(context);
    d->object.DriverInit = (PDRIVER_INITIALIZE)(uintptr_t)driver_entry;
    NTSTATUS status = d->object.DriverInit(&d->object, &d->registry_path);
    check_level(context, "DriverEntry");
    for (PDEVICE_OBJECT o = d->object.DeviceObject; o; o = o->NextDevice)
        o->Flags &= ~DO_DEVICE_INITIALIZING; /* what the I/O manager does for devices of DriverEntry */
    km_leave(before);
    return (uint32_t)status;
}

bool km_driver_can_unload(const struct km_context *context)
{
    return of(context)->object.DriverUnload || context->driver->framework;
}

void km_driver_unload(const struct km_context *context)
{
    struct km_driver        *d = of(context);
    const struct km_context *before = km_enter(context);
    if (context->driver->framework)
        wdf_driver_unload(context->driver);
    else if (d->object.DriverUnload)
        d->object.DriverUnload(&d->object);
    check_level(context, "the driver's unload function");
    km_leave(before);
}

void km_driver_abandon(const struct km_context *context)
{
    const struct km_context *before = km_enter(context);
    if (context->driver->framework)
        wdf_driver_end(context->driver);
    km_leave(before);
}
