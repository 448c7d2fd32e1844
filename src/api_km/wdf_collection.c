/* The framework's collections and strings. */
#include <stdlib.h>

#include "api_km/border.h"
#include "api_km/wdf_device.h"

/* --- strings ------------------------------------------------------------------------------------------------------ */

struct string {
    struct wdf_object object;
    UNICODE_STRING    text; /* Buffer of malloc(), or NULL */
};

static void end_string(struct wdf_object *o)
{
    free(((struct string *)o)->text.Buffer);
}

static const struct wdf_kind string_kind = { "string", sizeof(struct string), end_string };

NTSTATUS wdf_string_set(const char *function, WDFSTRING string, const char *text)
{
    struct string *s = wdf_get(function, string, &string_kind);
    UNICODE_STRING copy = km_string_new(text);
    if (!copy.Buffer)
        return STATUS_INSUFFICIENT_RESOURCES;
    free(s->text.Buffer);
    s->text = copy;
    return STATUS_SUCCESS;
}

NTSTATUS WdfStringCreate(PCUNICODE_STRING text, PWDF_OBJECT_ATTRIBUTES attributes, WDFSTRING *string)
{
    struct string *s;
    char           utf8[2048];
    km_passive("WdfStringCreate");
    NTSTATUS status = wdf_new("WdfStringCreate", &string_kind, attributes, NULL, &s);
    if (!NT_SUCCESS(status))
        return status;
    km_utf8(text, utf8, sizeof(utf8));
    status = text ? wdf_string_set("WdfStringCreate", (WDFSTRING)s, utf8) : STATUS_SUCCESS;
    if (NT_SUCCESS(status))
        *string = (WDFSTRING)s;
    else
        wdf_delete(&s->object);
    return status;
}

VOID WdfStringGetUnicodeString(WDFSTRING string, PUNICODE_STRING text)
{
    *text = ((struct string *)wdf_get("WdfStringGetUnicodeString", string, &string_kind))->text;
}

/* --- collections -------------------------------------------------------------------------------------------------- */

struct item {
    struct nt_list link;
    WDFOBJECT      object; /* referenced */
};

struct collection {
    struct wdf_object object;
    KSPIN_LOCK        lock;
    struct nt_list    items; /* guarded by: lock; so too the next */
    ULONG             count;
};

static void drop(struct item *i)
{
    WdfObjectDereference(i->object);
    free(i);
}

static void end_collection(struct wdf_object *o)
{
    struct collection *c = (struct collection *)o;
    for (struct nt_list *l; (l = nt_list_pop(&c->items)) != NULL;)
        drop(nt_container(l, struct item, link));
}

static const struct wdf_kind collection_kind = { "collection", sizeof(struct collection), end_collection };

static struct collection *get(const char *function, WDFCOLLECTION collection)
{
    return wdf_get(function, collection, &collection_kind);
}

NTSTATUS WdfCollectionCreate(PWDF_OBJECT_ATTRIBUTES attributes, WDFCOLLECTION *collection)
{
    struct collection *c;
    NTSTATUS           status = wdf_new("WdfCollectionCreate", &collection_kind, attributes, NULL, &c);
    if (!NT_SUCCESS(status))
        return status;
    nt_list_init(&c->items);
    *collection = (WDFCOLLECTION)c;
    return STATUS_SUCCESS;
}

ULONG WdfCollectionGetCount(WDFCOLLECTION collection)
{
    return get("WdfCollectionGetCount", collection)->count;
}

NTSTATUS WdfCollectionAdd(WDFCOLLECTION collection, WDFOBJECT object)
{
    struct collection *c = get("WdfCollectionAdd", collection);
    struct item       *i = calloc(1, sizeof(*i));
    if (!i)
        return STATUS_INSUFFICIENT_RESOURCES;
    WdfObjectReference(object);
    i->object = object;
    KIRQL before = KeAcquireSpinLockRaiseToDpc(&c->lock);
    nt_list_append(&c->items, &i->link);
    c->count++;
    KeReleaseSpinLock(&c->lock, before);
    return STATUS_SUCCESS;
}

/* With the lock: the item of that index, or of that object (NULL: any). */
static struct item *find(struct collection *c, ULONG index, WDFOBJECT object)
{
    for (struct nt_list *l = c->items.next; l != &c->items; l = l->next) {
        struct item *i = nt_container(l, struct item, link);
        if (object ? i->object == object : index-- == 0)
            return i;
    }
    return NULL;
}

static void take_out(const char *function, struct collection *c, ULONG index, WDFOBJECT object)
{
    KIRQL        before = KeAcquireSpinLockRaiseToDpc(&c->lock);
    struct item *i = find(c, index, object);
    if (i) {
        nt_list_remove(&i->link);
        c->count--;
    }
    KeReleaseSpinLock(&c->lock, before);
    if (i)
        drop(i);
    else
        nt_report(km_nt(function), "%s: the collection has no such item", function);
}

VOID WdfCollectionRemove(WDFCOLLECTION collection, WDFOBJECT object)
{
    take_out("WdfCollectionRemove", get("WdfCollectionRemove", collection), 0, object);
}

VOID WdfCollectionRemoveItem(WDFCOLLECTION collection, ULONG index)
{
    take_out("WdfCollectionRemoveItem", get("WdfCollectionRemoveItem", collection), index, NULL);
}

static WDFOBJECT item(struct collection *c, ULONG index)
{
    KIRQL              before = KeAcquireSpinLockRaiseToDpc(&c->lock);
    const struct item *i = find(c, index, NULL);
    WDFOBJECT          object = i ? i->object : NULL;
    KeReleaseSpinLock(&c->lock, before);
    return object;
}

WDFOBJECT WdfCollectionGetItem(WDFCOLLECTION collection, ULONG index)
{
    return item(get("WdfCollectionGetItem", collection), index);
}

WDFOBJECT WdfCollectionGetFirstItem(WDFCOLLECTION collection)
{
    return item(get("WdfCollectionGetFirstItem", collection), 0);
}

WDFOBJECT WdfCollectionGetLastItem(WDFCOLLECTION collection)
{
    struct collection *c = get("WdfCollectionGetLastItem", collection);
    return c->count ? item(c, c->count - 1) : NULL;
}
