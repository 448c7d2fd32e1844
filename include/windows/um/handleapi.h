/* Handles of kernel objects. */
#ifndef OPENWFP_HANDLEAPI_H
#define OPENWFP_HANDLEAPI_H

#include "minwinbase.h"

EXTERN_C_START

#define DUPLICATE_CLOSE_SOURCE 0x00000001
#define DUPLICATE_SAME_ACCESS  0x00000002
#define HANDLE_FLAG_INHERIT    0x00000001

BOOL WINAPI CloseHandle(HANDLE handle);
/* Within the calling process only. */
BOOL WINAPI DuplicateHandle(HANDLE from_process, HANDLE from, HANDLE to_process, LPHANDLE to, DWORD access, BOOL inherit,
                            DWORD options);

EXTERN_C_END

#endif
