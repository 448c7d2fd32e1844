#include "api_km/wdf_object.h"

#include <stdlib.h>

#include "api_km/border.h"
#include "nt/bugcheck.h"
#include "nt/ledger.h"

#define WDF_VIOLATION 0x10d

struct wdf_context {
    struct wdf_context            *next;
    struct wdf_object             *object;
    PCWDF_OBJECT_CONTEXT_TYPE_INFO type; /* NULL: only callbacks */
    PFN_WDF_OBJECT_CONTEXT_CLEANUP cleanup;
    PFN_WDF_OBJECT_CONTEXT_DESTROY destroy;
    DECLSPEC_ALIGN(16) UCHAR       data[];
};

const struct wdf_kind wdf_general = { "object", sizeof(struct wdf_object), NULL };

/* --- handles ------------------------------------------------------------------------------------------------------ */

void *wdf_get(const char *function, const void *handle, const struct wdf_kind *kind)
{
    struct nt_system        *nt = km_nt(function);
    const struct wdf_object *o = handle;
    struct nt_entry          e;
    if (nt_ledger_find(nt, NT_WDF_OBJECT, handle, &e) && (!kind || o->kind == kind))
        return (void *)(uintptr_t)handle;
    bool was = nt_ledger_was(nt, NT_WDF_OBJECT, handle, &e);
    nt_report(nt, "%s: %p is no %s%s", function, handle, kind ? kind->name : "framework object", was ? " any more" : "");
    nt_bugcheck(nt, &(struct nt_bugcheck){ .code = WDF_VIOLATION, .parameters = { 5, (uintptr_t)handle }, .function = function });
}

static NTSTATUS add_context(struct wdf_object *o, const WDF_OBJECT_ATTRIBUTES *a)
{
    PCWDF_OBJECT_CONTEXT_TYPE_INFO type = a->ContextTypeInfo;
    size_t size = type ? (a->ContextSizeOverride > type->ContextSize ? a->ContextSizeOverride : type->ContextSize) : 0;
    struct wdf_context *c = calloc(1, sizeof(*c) + size);
    if (!c)
        return STATUS_INSUFFICIENT_RESOURCES;
    c->object = o;
    c->type = type;
    c->cleanup = a->EvtCleanupCallback;
    c->destroy = a->EvtDestroyCallback;
    pthread_mutex_lock(&o->driver->framework_lock);
    c->next = o->contexts;
    o->contexts = c;
    pthread_mutex_unlock(&o->driver->framework_lock);
    return STATUS_SUCCESS;
}

static void adopt(struct wdf_object *o, struct wdf_object *parent)
{
    o->parent = parent;
    if (!parent)
        return;
    pthread_mutex_lock(&o->driver->framework_lock);
    nt_list_append(&parent->children, &o->link);
    pthread_mutex_unlock(&o->driver->framework_lock);
}

static struct wdf_object *parent_of(const char *function, const WDF_OBJECT_ATTRIBUTES *a, void *parent, struct driver *driver)
{
    if (a && a->ParentObject)
        return wdf_get(function, a->ParentObject, NULL);
    return parent ? parent : driver->framework;
}

NTSTATUS wdf_new(const char *function, const struct wdf_kind *kind, const WDF_OBJECT_ATTRIBUTES *attributes, void *parent,
                 void *out)
{
    struct nt_system *nt = km_nt(function);
    struct driver    *driver = nt_current_driver(nt);
    if (attributes && attributes->Size != sizeof(*attributes))
        return STATUS_INFO_LENGTH_MISMATCH;
    if (kind != &wdf_driver && !driver->framework) {
        nt_report(nt, "%s before WdfDriverCreate", function);
        return STATUS_INVALID_DEVICE_STATE;
    }
    struct wdf_object *o = calloc(1, kind->size);
    if (!o)
        return STATUS_INSUFFICIENT_RESOURCES;
    o->kind = kind;
    o->driver = driver;
    o->references = 1;
    nt_list_init(&o->children);
    NTSTATUS status = attributes ? add_context(o, attributes) : STATUS_SUCCESS;
    if (NT_SUCCESS(status) && !nt_hold(nt, NT_WDF_OBJECT, o))
        status = STATUS_INSUFFICIENT_RESOURCES;
    if (!NT_SUCCESS(status)) {
        free(o->contexts);
        free(o);
        return status;
    }
    adopt(o, parent_of(function, attributes, parent, driver));
    *(void **)out = o;
    return STATUS_SUCCESS;
}

/* --- the end of an object ----------------------------------------------------------------------------------------- */

static void put(struct wdf_object *o)
{
    struct nt_entry e;
    if (__atomic_sub_fetch(&o->references, 1, __ATOMIC_ACQ_REL) > 0)
        return;
    for (struct wdf_context *c = o->contexts; c; c = c->next)
        if (c->destroy)
            c->destroy(o);
    nt_ledger_take(km_nt("WdfObjectDelete"), NT_WDF_OBJECT, o, &e);
    for (struct wdf_context *c = o->contexts, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    free(o);
}

static struct wdf_object *last_child(struct wdf_object *o)
{
    pthread_mutex_lock(&o->driver->framework_lock);
    struct wdf_object *child = nt_list_empty(&o->children) ? NULL : nt_container(o->children.prev, struct wdf_object, link);
    pthread_mutex_unlock(&o->driver->framework_lock);
    return child;
}

/* Children first, the youngest of them first: it may use the older ones. */
void wdf_delete(struct wdf_object *o)
{
    pthread_mutex_lock(&o->driver->framework_lock);
    bool again = o->deleted;
    o->deleted = true;
    pthread_mutex_unlock(&o->driver->framework_lock);
    if (again)
        return;
    for (struct wdf_object *child; (child = last_child(o)) != NULL;)
        wdf_delete(child);
    for (struct wdf_context *c = o->contexts; c; c = c->next)
        if (c->cleanup)
            c->cleanup(o);
    if (o->kind->end)
        o->kind->end(o);
    pthread_mutex_lock(&o->driver->framework_lock);
    if (o->parent)
        nt_list_remove(&o->link);
    o->parent = NULL;
    pthread_mutex_unlock(&o->driver->framework_lock);
    put(o);
}

/* --- calls -------------------------------------------------------------------------------------------------------- */

NTSTATUS WdfObjectCreate(PWDF_OBJECT_ATTRIBUTES attributes, WDFOBJECT *object)
{
    return wdf_new("WdfObjectCreate", &wdf_general, attributes, NULL, object);
}

VOID WdfObjectDelete(WDFOBJECT object)
{
    wdf_delete(wdf_get("WdfObjectDelete", object, NULL));
}

VOID WdfObjectReferenceActual(WDFOBJECT object, PVOID tag, LONG line, PCCH file)
{
    struct wdf_object *o = wdf_get("WdfObjectReference", object, NULL);
    (void)tag;
    (void)line;
    (void)file;
    __atomic_add_fetch(&o->references, 1, __ATOMIC_RELAXED);
}

VOID WdfObjectDereferenceActual(WDFOBJECT object, PVOID tag, LONG line, PCCH file)
{
    (void)tag;
    (void)line;
    (void)file;
    put(wdf_get("WdfObjectDereference", object, NULL));
}

static struct wdf_context *context_of(struct wdf_object *o, PCWDF_OBJECT_CONTEXT_TYPE_INFO type)
{
    pthread_mutex_lock(&o->driver->framework_lock);
    struct wdf_context *c = o->contexts;
    while (c && c->type != type)
        c = c->next;
    pthread_mutex_unlock(&o->driver->framework_lock);
    return c;
}

PVOID WdfObjectGetTypedContextWorker(WDFOBJECT handle, PCWDF_OBJECT_CONTEXT_TYPE_INFO type)
{
    struct wdf_context *c = context_of(wdf_get("WdfObjectGetTypedContext", handle, NULL), type);
    return c ? c->data : NULL;
}

WDFOBJECT WdfObjectContextGetObject(PVOID context)
{
    return nt_container(context, struct wdf_context, data)->object;
}

NTSTATUS WdfObjectAllocateContext(WDFOBJECT handle, PWDF_OBJECT_ATTRIBUTES attributes, PVOID *context)
{
    struct wdf_object *o = wdf_get("WdfObjectAllocateContext", handle, NULL);
    bool               exists = attributes->ContextTypeInfo && context_of(o, attributes->ContextTypeInfo);
    NTSTATUS           status = exists ? STATUS_OBJECT_NAME_EXISTS : add_context(o, attributes);
    if (NT_SUCCESS(status) && context)
        *context = context_of(o, attributes->ContextTypeInfo)->data;
    return status;
}
