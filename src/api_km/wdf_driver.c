/* The framework's driver, its parameters, and memory objects. */
#include <stdlib.h>
#include <string.h>

#include "api_km/border.h"
#include "api_km/wdf_device.h"
#include "nt/pool.h"

struct driver_part {
    struct wdf_object  object;
    PDRIVER_OBJECT     wdm;
    WDF_DRIVER_CONFIG  config;
    UNICODE_STRING     registry_path;
    struct wdf_lock    says; /* what its devices inherit; nobody takes it */
};

static void end_driver(struct wdf_object *o)
{
    free(((struct driver_part *)o)->registry_path.Buffer);
    o->driver->framework = NULL;
}

const struct wdf_kind wdf_driver = { "framework driver", sizeof(struct driver_part), end_driver };

NTSTATUS WdfDriverCreate(PDRIVER_OBJECT driver, PCUNICODE_STRING registryPath, PWDF_OBJECT_ATTRIBUTES attributes,
                         PWDF_DRIVER_CONFIG config, WDFDRIVER *out)
{
    struct driver      *current = nt_current_driver(km_nt("WdfDriverCreate"));
    struct driver_part *d;
    char                path[512];
    km_passive("WdfDriverCreate");
    if (config->Size != sizeof(*config))
        return STATUS_INFO_LENGTH_MISMATCH;
    if (current->framework)
        return STATUS_DRIVER_INTERNAL_ERROR;
    NTSTATUS status = wdf_new("WdfDriverCreate", &wdf_driver, attributes, NULL, &d);
    if (!NT_SUCCESS(status))
        return status;
    d->wdm = driver;
    d->config = *config;
    wdf_lock_init(&d->says, attributes, NULL);
    km_utf8(registryPath, path, sizeof(path));
    d->registry_path = km_string_new(path);
    current->framework = d;
    if (out)
        *out = (WDFDRIVER)d;
    return STATUS_SUCCESS;
}

const struct wdf_lock *wdf_driver_says(const struct driver *driver)
{
    return &((const struct driver_part *)driver->framework)->says;
}

void wdf_driver_unload(struct driver *driver)
{
    struct driver_part *d = driver->framework;
    if (d->config.EvtDriverUnload)
        d->config.EvtDriverUnload((WDFDRIVER)d);
    wdf_driver_end(driver);
}

void wdf_driver_end(struct driver *driver)
{
    wdf_delete(driver->framework);
}

static struct driver_part *get(const char *function, WDFDRIVER driver)
{
    return wdf_get(function, driver, &wdf_driver);
}

PDRIVER_OBJECT WdfDriverWdmGetDriverObject(WDFDRIVER driver)
{
    return get("WdfDriverWdmGetDriverObject", driver)->wdm;
}

PWSTR WdfDriverGetRegistryPath(WDFDRIVER driver)
{
    return get("WdfDriverGetRegistryPath", driver)->registry_path.Buffer;
}

WDFDRIVER WdfGetDriver(VOID)
{
    struct driver *d = nt_current_driver(km_nt("WdfGetDriver"));
    return d ? d->framework : NULL;
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

struct memory {
    struct wdf_object object;
    void             *buffer;
    size_t            size;
    bool              own; /* taken from the pool, and given back */
};

static void end_memory(struct wdf_object *o)
{
    struct memory *m = (struct memory *)o;
    if (m->own)
        pool_free(km_nt("WdfObjectDelete"), m->buffer, 0, "WdfObjectDelete");
}

const struct wdf_kind wdf_memory = { "memory object", sizeof(struct memory), end_memory };

#define TAG_FRAMEWORK 0x78446657 /* 'WfDx' */

NTSTATUS WdfMemoryCreate(PWDF_OBJECT_ATTRIBUTES attributes, POOL_TYPE type, ULONG tag, size_t size, WDFMEMORY *memory, PVOID *buffer)
{
    struct memory *m;
    (void)type;
    if (size == 0)
        return STATUS_INVALID_PARAMETER;
    NTSTATUS status = wdf_new("WdfMemoryCreate", &wdf_memory, attributes, NULL, &m);
    if (!NT_SUCCESS(status))
        return status;
    m->buffer = pool_alloc(km_nt("WdfMemoryCreate"), size, tag ? tag : TAG_FRAMEWORK, false);
    m->own = m->buffer != NULL;
    m->size = size;
    if (!m->buffer) {
        wdf_delete(&m->object);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (buffer)
        *buffer = m->buffer;
    *memory = (WDFMEMORY)m;
    return STATUS_SUCCESS;
}

NTSTATUS wdf_memory_of(const char *function, struct wdf_object *parent, void *buffer, size_t size, WDFMEMORY *memory)
{
    struct memory *m;
    NTSTATUS       status = wdf_new(function, &wdf_memory, NULL, parent, &m);
    if (!NT_SUCCESS(status))
        return status;
    m->buffer = buffer;
    m->size = size;
    *memory = (WDFMEMORY)m;
    return STATUS_SUCCESS;
}

PVOID WdfMemoryGetBuffer(WDFMEMORY memory, size_t *size)
{
    const struct memory *m = wdf_get("WdfMemoryGetBuffer", memory, &wdf_memory);
    if (size)
        *size = m->size;
    return m->buffer;
}

static NTSTATUS copy(const char *function, WDFMEMORY memory, size_t offset, void *to, const void *from, size_t size)
{
    const struct memory *m = wdf_get(function, memory, &wdf_memory);
    if (offset > m->size || size > m->size - offset)
        return STATUS_BUFFER_TOO_SMALL;
    memcpy(to ? to : (char *)m->buffer + offset, from ? from : (char *)m->buffer + offset, size);
    return STATUS_SUCCESS;
}

NTSTATUS WdfMemoryCopyToBuffer(WDFMEMORY memory, size_t offset, PVOID buffer, size_t size)
{
    return copy("WdfMemoryCopyToBuffer", memory, offset, buffer, NULL, size);
}

NTSTATUS WdfMemoryCopyFromBuffer(WDFMEMORY memory, size_t offset, PVOID buffer, size_t size)
{
    return copy("WdfMemoryCopyFromBuffer", memory, offset, NULL, buffer, size);
}
