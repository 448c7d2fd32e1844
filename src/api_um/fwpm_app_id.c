/* FwpmGetAppIdFromFileName0: what a classify has in ALE_APP_ID for programs that run from that file. */
#include <errno.h>
#include <stdlib.h>

#include <fwpmu.h>

#include "api_um/border.h"
#include "api_um/fwpm_link.h"
#include "base/utf16.h"

/* the path as UTF-16LE with its NUL; one block. NULL: no memory, or no text. */
static FWP_BYTE_BLOB *new_app_id(const char *path)
{
    size_t units = utf16_length(path);
    if (units == SIZE_MAX)
        return NULL;
    size_t         size = 2 * (units + 1);
    FWP_BYTE_BLOB *blob = malloc(sizeof(*blob) + size);
    if (!blob)
        return NULL;
    *blob = (FWP_BYTE_BLOB){ (UINT32)size, (UINT8 *)(blob + 1) };
    utf16_write_le(path, blob->data);
    return blob;
}

/* links are followed and `.` and `..` resolved, so the file has to be there. */
static DWORD real_app_id(const char *path, FWP_BYTE_BLOB **out)
{
    char *real = realpath(path, NULL);
    if (!real)
        return um_error_of_errno(errno);
    FWP_BYTE_BLOB *blob = new_app_id(real);
    DWORD error = blob                             ? ERROR_SUCCESS
                  : utf16_length(real) == SIZE_MAX ? ERROR_NO_UNICODE_TRANSLATION
                                                   : ERROR_NOT_ENOUGH_MEMORY;
    free(real);
    if (blob)
        *out = blob;
    return error;
}

DWORD WINAPI FwpmGetAppIdFromFileName0(PCWSTR fileName, FWP_BYTE_BLOB **appId)
{
    if (!fileName || !appId)
        return um_status(WFP_NULL_POINTER);
    char *path = um_path(fileName);
    if (!path)
        return ERROR_NOT_ENOUGH_MEMORY;
    DWORD error = real_app_id(path, appId);
    free(path);
    return error;
}
