/* The driver's Parameters key: values of a file (`--registry`). A key below it is the part of the names in front of a backslash. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api_km/border.h"
#include "api_km/wdf_device.h"

enum { PATH_MAX_SIZE = 512 };

struct key {
    struct wdf_object object;
    char              prefix[PATH_MAX_SIZE]; /* of the values' names; immutable after publish */
};

const struct wdf_kind wdf_key = { "registry key", sizeof(struct key), NULL };

static struct key *get(const char *function, WDFKEY key)
{
    km_passive(function);
    return wdf_get(function, key, &wdf_key);
}

NTSTATUS WdfDriverOpenParametersRegistryKey(WDFDRIVER driver, ACCESS_MASK access, PWDF_OBJECT_ATTRIBUTES attributes, WDFKEY *key)
{
    (void)access;
    return wdf_new("WdfDriverOpenParametersRegistryKey", &wdf_key, attributes,
                   wdf_get("WdfDriverOpenParametersRegistryKey", driver, &wdf_driver), key);
}

static bool has_prefix(const struct driver *d, const char *prefix)
{
    for (size_t i = 0; i < d->parameter_count; i++)
        if (strncasecmp(d->parameters[i].name, prefix, strlen(prefix)) == 0)
            return true;
    return false;
}

NTSTATUS WdfRegistryOpenKey(WDFKEY parent, PCUNICODE_STRING name, ACCESS_MASK access, PWDF_OBJECT_ATTRIBUTES attributes, WDFKEY *key)
{
    struct key *p = get("WdfRegistryOpenKey", parent), *k;
    char        text[256], prefix[PATH_MAX_SIZE];
    (void)access;
    km_utf8(name, text, sizeof(text));
    int n = snprintf(prefix, sizeof(prefix), "%s%s\\", p->prefix, text);
    if (n < 0 || (size_t)n >= sizeof(prefix) || !has_prefix(p->object.driver, prefix))
        return STATUS_OBJECT_NAME_NOT_FOUND;
    NTSTATUS status = wdf_new("WdfRegistryOpenKey", &wdf_key, attributes, p->object.parent, &k);
    if (!NT_SUCCESS(status))
        return status;
    memcpy(k->prefix, prefix, (size_t)n + 1);
    *key = (WDFKEY)k;
    return STATUS_SUCCESS;
}

VOID WdfRegistryClose(WDFKEY key)
{
    wdf_delete(&get("WdfRegistryClose", key)->object);
}

static const struct driver_parameter *parameter(const char *function, WDFKEY key, PCUNICODE_STRING name)
{
    const struct key *k = get(function, key);
    char              text[256], path[PATH_MAX_SIZE + 256];
    km_utf8(name, text, sizeof(text));
    snprintf(path, sizeof(path), "%s%s", k->prefix, text);
    return driver_parameter(k->object.driver, path);
}

NTSTATUS WdfRegistryQueryULong(WDFKEY key, PCUNICODE_STRING name, PULONG value)
{
    const struct driver_parameter *p = parameter("WdfRegistryQueryULong", key, name);
    if (!p)
        return STATUS_OBJECT_NAME_NOT_FOUND;
    if (p->text)
        return STATUS_OBJECT_TYPE_MISMATCH;
    *value = p->number;
    return STATUS_SUCCESS;
}

/* Lives as long as the driver: the file of the parameters is never written. */
NTSTATUS WdfRegistryAssignULong(WDFKEY key, PCUNICODE_STRING name, ULONG value)
{
    struct key *k = get("WdfRegistryAssignULong", key);
    char        text[256], path[PATH_MAX_SIZE + 256];
    km_utf8(name, text, sizeof(text));
    snprintf(path, sizeof(path), "%s%s", k->prefix, text);
    return km_status(driver_parameter_assign(k->object.driver, path, value));
}

NTSTATUS WdfRegistryQueryUnicodeString(WDFKEY key, PCUNICODE_STRING name, PUSHORT size, PUNICODE_STRING value)
{
    const struct driver_parameter *p = parameter("WdfRegistryQueryUnicodeString", key, name);
    if (!p)
        return STATUS_OBJECT_NAME_NOT_FOUND;
    if (!p->text)
        return STATUS_OBJECT_TYPE_MISMATCH;
    UNICODE_STRING text = km_string_new(p->text);
    if (!text.Buffer)
        return STATUS_INSUFFICIENT_RESOURCES;
    bool fits = value && value->MaximumLength >= text.Length;
    if (size)
        *size = text.Length;
    if (fits)
        RtlCopyUnicodeString(value, &text);
    free(text.Buffer);
    return fits || !value ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
}

NTSTATUS WdfRegistryQueryString(WDFKEY key, PCUNICODE_STRING name, WDFSTRING value)
{
    const struct driver_parameter *p = parameter("WdfRegistryQueryString", key, name);
    if (!p)
        return STATUS_OBJECT_NAME_NOT_FOUND;
    return p->text ? wdf_string_set("WdfRegistryQueryString", value, p->text) : STATUS_OBJECT_TYPE_MISMATCH;
}

#define REG_TYPE_SZ    1
#define REG_TYPE_DWORD 4

NTSTATUS WdfRegistryQueryValue(WDFKEY key, PCUNICODE_STRING name, ULONG size, PVOID value, PULONG resultSize, PULONG type)
{
    const struct driver_parameter *p = parameter("WdfRegistryQueryValue", key, name);
    if (!p)
        return STATUS_OBJECT_NAME_NOT_FOUND;
    UNICODE_STRING text = p->text ? km_string_new(p->text) : (UNICODE_STRING){ 0 };
    if (p->text && !text.Buffer)
        return STATUS_INSUFFICIENT_RESOURCES;
    ULONG needed = p->text ? text.Length + (ULONG)sizeof(WCHAR) : (ULONG)sizeof(p->number);
    if (resultSize)
        *resultSize = needed;
    if (type)
        *type = p->text ? REG_TYPE_SZ : REG_TYPE_DWORD;
    if (value && size >= needed)
        memcpy(value, p->text ? (const void *)text.Buffer : (const void *)&p->number, needed);
    free(text.Buffer);
    return value && size < needed ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}
