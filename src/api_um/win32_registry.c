/* The registry's calls, on the file that stands in for it. Nothing is ever written. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api_um/registry_file.h"
#include "crt/crt.h"

/* An open key: its path. */
struct key {
    unsigned magic; /* a wrong handle is noticed */
    char     path[REGISTRY_TEXT];
};

enum { KEY_MAGIC = 0x59454b48 };

/* The path that a handle stands for; NULL for a wrong one. */
static const char *path_of(HKEY key)
{
    static const char *const roots[] = { "HKCR", "HKCU", "HKLM", "HKU" };
    ULONG_PTR                n = (ULONG_PTR)key - (ULONG_PTR)HKEY_CLASSES_ROOT;
    if (n < COUNT_OF(roots))
        return roots[n];
    const struct key *k = (const struct key *)key;
    return k && k->magic == KEY_MAGIC ? k->path : NULL;
}

static LSTATUS join(HKEY key, const char *name, char out[REGISTRY_TEXT])
{
    const char *path = path_of(key);
    if (!path)
        return ERROR_INVALID_HANDLE;
    int n = snprintf(out, REGISTRY_TEXT, "%s%s%s", path, name && *name ? "\\" : "", name ? name : "");
    return n < REGISTRY_TEXT ? ERROR_SUCCESS : ERROR_BUFFER_OVERFLOW;
}

LSTATUS RegOpenKeyExA(HKEY key, LPCSTR name, DWORD options, REGSAM access, PHKEY out)
{
    struct key  *k;
    char         path[REGISTRY_TEXT];
    const LONG   writes = KEY_SET_VALUE | KEY_CREATE_SUB_KEY;
    LSTATUS      status = join(key, name, path);
    (void)options;
    if (status != ERROR_SUCCESS)
        return status;
    if (name && *name && !registry_has_key(path))
        return ERROR_FILE_NOT_FOUND;
    if (access & (REGSAM)writes)
        return ERROR_ACCESS_DENIED;
    if (!(k = calloc(1, sizeof(*k))))
        return ERROR_OUTOFMEMORY;
    k->magic = KEY_MAGIC;
    strcpy(k->path, path);
    *out = (HKEY)k;
    return ERROR_SUCCESS;
}

LSTATUS RegOpenKeyExW(HKEY key, LPCWSTR name, DWORD options, REGSAM access, PHKEY out)
{
    char   *narrow = um_narrow(name);
    LSTATUS status = name && !narrow ? ERROR_OUTOFMEMORY : RegOpenKeyExA(key, narrow, options, access, out);
    free(narrow);
    return status;
}

LSTATUS RegCreateKeyExW(HKEY key, LPCWSTR name, DWORD reserved, LPWSTR kind, DWORD options, REGSAM access,
                        const LPSECURITY_ATTRIBUTES attributes, PHKEY out, LPDWORD disposition)
{
    (void)reserved, (void)kind, (void)attributes;
    LSTATUS status = RegOpenKeyExW(key, name, options, access, out);
    if (status == ERROR_SUCCESS && disposition)
        *disposition = REG_OPENED_EXISTING_KEY;
    return status == ERROR_FILE_NOT_FOUND ? ERROR_ACCESS_DENIED : status;
}

LSTATUS RegCloseKey(HKEY key)
{
    if (!path_of(key))
        return ERROR_INVALID_HANDLE;
    if ((ULONG_PTR)key - (ULONG_PTR)HKEY_CLASSES_ROOT > 3) {
        ((struct key *)key)->magic = 0;
        free(key);
    }
    return ERROR_SUCCESS;
}

/* --- values ------------------------------------------------------------------------------------------------------------------------ */

/* Bytes of the value as the caller's width has it; at most REGISTRY_TEXT units. */
static DWORD bytes_of(const struct registry_value *v, bool wide, void *out)
{
    if (v->is_number) {
        memcpy(out, &v->number, sizeof(v->number));
        return sizeof(v->number);
    }
    if (wide)
        return (DWORD)((owfp_mbstowcs(out, v->text, REGISTRY_TEXT) + 1) * sizeof(WCHAR));
    strcpy(out, v->text);
    return (DWORD)strlen(v->text) + 1;
}

static LSTATUS query(HKEY key, const char *name, bool wide, LPDWORD kind, LPBYTE data, LPDWORD size)
{
    struct registry_value v;
    WCHAR                 bytes[REGISTRY_TEXT];
    const char           *path = path_of(key);
    if (!path || (data && !size))
        return path ? ERROR_INVALID_PARAMETER : ERROR_INVALID_HANDLE;
    if (!registry_find_value(path, name ? name : "", &v))
        return ERROR_FILE_NOT_FOUND;
    DWORD n = bytes_of(&v, wide, bytes), room = size ? *size : 0;
    if (kind)
        *kind = v.is_number ? REG_DWORD : REG_SZ;
    if (size)
        *size = n;
    if (!data)
        return ERROR_SUCCESS;
    if (room < n)
        return ERROR_MORE_DATA;
    memcpy(data, bytes, n);
    return ERROR_SUCCESS;
}

LSTATUS RegQueryValueExA(HKEY key, LPCSTR name, LPDWORD reserved, LPDWORD kind, LPBYTE data, LPDWORD size)
{
    (void)reserved;
    return query(key, name, false, kind, data, size);
}

LSTATUS RegQueryValueExW(HKEY key, LPCWSTR name, LPDWORD reserved, LPDWORD kind, LPBYTE data, LPDWORD size)
{
    (void)reserved;
    char   *narrow = um_narrow(name);
    LSTATUS status = query(key, narrow, true, kind, data, size);
    free(narrow);
    return status;
}

LSTATUS RegGetValueW(HKEY key, LPCWSTR sub_key, LPCWSTR name, DWORD flags, LPDWORD kind, PVOID data, LPDWORD size)
{
    HKEY    opened;
    DWORD   found;
    LSTATUS status = RegOpenKeyExW(key, sub_key, 0, KEY_READ, &opened);
    if (status != ERROR_SUCCESS)
        return status;
    status = RegQueryValueExW(opened, name, NULL, &found, data, size);
    RegCloseKey(opened);
    if (status == ERROR_SUCCESS && !(flags & (found == REG_DWORD ? RRF_RT_REG_DWORD : RRF_RT_REG_SZ)))
        return ERROR_UNSUPPORTED_TYPE;
    if (kind && status == ERROR_SUCCESS)
        *kind = found;
    return status;
}

static LSTATUS refuse(HKEY key)
{
    return path_of(key) ? ERROR_ACCESS_DENIED : ERROR_INVALID_HANDLE;
}

LSTATUS RegSetValueExW(HKEY key, LPCWSTR name, DWORD reserved, DWORD kind, const BYTE *data, DWORD size)
{
    (void)name, (void)reserved, (void)kind, (void)data, (void)size;
    return refuse(key);
}

LSTATUS RegDeleteValueW(HKEY key, LPCWSTR name)
{
    (void)name;
    return refuse(key);
}

LSTATUS RegDeleteKeyW(HKEY key, LPCWSTR name)
{
    (void)name;
    return refuse(key);
}
