/* Security descriptors as text, by the reader and writer of the security module. */
#include <stdlib.h>
#include <string.h>

#include "api_um/acl.h"
#include "base/arena.h"
#include "security/info.h"
#include "security/sddl.h"

#include <sddl.h>

static BOOL fail_status(enum wfp_status status)
{
    return um_fail(status == WFP_NO_MEMORY ? ERROR_NOT_ENOUGH_MEMORY : ERROR_INVALID_PARAMETER);
}

BOOL ConvertStringSecurityDescriptorToSecurityDescriptorA(LPCSTR text, DWORD revision, PSECURITY_DESCRIPTOR *out, PULONG size)
{
    struct arena      arena;
    struct byte_blob *blob = NULL;
    char              why[SDDL_WHY_SIZE];
    if (!text || !out || revision != SDDL_REVISION_1)
        return um_fail(text && out ? ERROR_UNKNOWN_REVISION : ERROR_INVALID_PARAMETER);
    arena_init(&arena);
    enum wfp_status status = sddl_parse(text, &arena, &blob, why);
    void           *copy = status == WFP_OK ? malloc(blob->size) : NULL;
    if (copy) {
        *out = memcpy(copy, blob->data, blob->size);
        if (size)
            *size = blob->size;
    }
    arena_fini(&arena);
    return copy ? TRUE : fail_status(status == WFP_OK ? WFP_NO_MEMORY : status);
}

BOOL ConvertStringSecurityDescriptorToSecurityDescriptorW(LPCWSTR text, DWORD revision, PSECURITY_DESCRIPTOR *out, PULONG size)
{
    char *narrow = um_narrow(text);
    BOOL  good = ConvertStringSecurityDescriptorToSecurityDescriptorA(narrow, revision, out, size);
    free(narrow);
    return good;
}

static enum wfp_status format(const struct byte_blob *whole, SECURITY_INFORMATION parts, struct arena *arena, char **text)
{
    struct byte_blob *some;
    RETURN_IF(sd_get(whole, parts, arena, &some));
    return sddl_format(some, arena, text);
}

BOOL ConvertSecurityDescriptorToStringSecurityDescriptorW(PSECURITY_DESCRIPTOR descriptor, DWORD revision,
                                                          SECURITY_INFORMATION parts, LPWSTR *text, PULONG length)
{
    struct arena     arena;
    struct byte_blob blob;
    char            *narrow = NULL;
    DWORD            size;
    if (revision != SDDL_REVISION_1 || !text)
        return um_fail(text ? ERROR_UNKNOWN_REVISION : ERROR_INVALID_PARAMETER);
    if (!IsValidSecurityDescriptor(descriptor))
        return um_fail(ERROR_INVALID_SECURITY_DESCR);
    struct um_descriptor d = um_descriptor_open(descriptor);
    if (!(blob.data = um_descriptor_relative(&d, &size)))
        return FALSE;
    blob.size = size;
    arena_init(&arena);
    enum wfp_status status = format(&blob, parts, &arena, &narrow);
    WCHAR          *wide = status == WFP_OK ? um_wide(narrow) : NULL;
    free(blob.data);
    arena_fini(&arena);
    if (!wide)
        return fail_status(status == WFP_OK ? WFP_NO_MEMORY : status);
    *text = wide;
    if (length)
        *length = (ULONG)lstrlenW(wide) + 1;
    return TRUE;
}
