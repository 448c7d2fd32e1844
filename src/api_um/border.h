/* What the files of the user-mode border share: the thread's last error, and text between Windows' width and ours. Any thread. */
#ifndef WFP_API_UM_BORDER_H
#define WFP_API_UM_BORDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

#include <windows.h>

/* Sets the thread's last error and returns FALSE, what most calls answer then. */
BOOL um_fail(DWORD error);
/* The Win32 error that means the same as an errno of Linux; of a status of this project. */
DWORD um_error_of_errno(int err);
DWORD um_error_of_status(enum wfp_status status);

/* New text from malloc; NULL for NULL and without memory. */
char  *um_narrow(const WCHAR *text);
WCHAR *um_wide(const char *text);

/* Results of the size-in, size-out kind, as most calls have them. *size counts characters with the NUL; too small:
 * ERROR_INSUFFICIENT_BUFFER with the size needed. On success it is the size with the NUL. */
BOOL um_give_wide(const char *text, WCHAR *out, DWORD *size);
BOOL um_give_narrow(const char *text, char *out, DWORD *size);
/* The other kind: returns the length without the NUL, or the size needed when it does not fit. */
DWORD um_return_wide(const char *text, WCHAR *out, DWORD size);
DWORD um_return_narrow(const char *text, char *out, DWORD size);

/* A Windows path as one of Linux: malloc. Without a drive, \\?\ and \??\; backslashes are slashes. */
char *um_path(const WCHAR *path);
/* Whether it names a device, \\.\NAME. */
bool um_path_is_device(const WCHAR *path);

#endif
