/* The thread's last error, and what means the same in Linux. */
#include <errno.h>

#include "api_um/border.h"

static _Thread_local DWORD last_error;

DWORD GetLastError(VOID)
{
    return last_error;
}

VOID SetLastError(DWORD error)
{
    last_error = error;
}

BOOL um_fail(DWORD error)
{
    last_error = error;
    return FALSE;
}

UINT SetErrorMode(UINT mode)
{
    static _Atomic UINT kept;
    return __atomic_exchange_n((UINT *)&kept, mode, __ATOMIC_SEQ_CST);
}

static const struct {
    int   err;
    DWORD error;
} same[] = {
    { EPERM, ERROR_ACCESS_DENIED },         { ENOENT, ERROR_FILE_NOT_FOUND },   { ESRCH, ERROR_INVALID_PARAMETER },
    { EBADF, ERROR_INVALID_HANDLE },        { ENOMEM, ERROR_NOT_ENOUGH_MEMORY }, { EACCES, ERROR_ACCESS_DENIED },
    { EFAULT, ERROR_INVALID_ADDRESS },      { EBUSY, ERROR_BUSY },              { EEXIST, ERROR_FILE_EXISTS },
    { ENOTDIR, ERROR_PATH_NOT_FOUND },      { EISDIR, ERROR_ACCESS_DENIED },    { EINVAL, ERROR_INVALID_PARAMETER },
    { EMFILE, ERROR_TOO_MANY_OPEN_FILES },  { ENFILE, ERROR_TOO_MANY_OPEN_FILES }, { ENOSPC, ERROR_DISK_FULL },
    { EROFS, ERROR_WRITE_PROTECT },         { EPIPE, ERROR_BROKEN_PIPE },       { ENAMETOOLONG, ERROR_FILENAME_EXCED_RANGE },
    { ENOTEMPTY, ERROR_DIR_NOT_EMPTY },     { ETIMEDOUT, ERROR_TIMEOUT },       { EAGAIN, ERROR_NO_DATA },
    { ESPIPE, ERROR_INVALID_FUNCTION },     { ENOSYS, ERROR_NOT_SUPPORTED },    { EOPNOTSUPP, ERROR_NOT_SUPPORTED },
    { ENODEV, ERROR_FILE_NOT_FOUND },       { ENXIO, ERROR_FILE_NOT_FOUND },
};

DWORD um_error_of_errno(int err)
{
    for (size_t i = 0; i < COUNT_OF(same); i++)
        if (same[i].err == err)
            return same[i].error;
    return ERROR_GEN_FAILURE;
}

DWORD um_error_of_status(enum wfp_status status)
{
    return status_row(status)->win32;
}
