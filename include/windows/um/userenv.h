/* The user's own folder. */
#ifndef OPENWFP_USERENV_H
#define OPENWFP_USERENV_H

#include "windows.h"

EXTERN_C_START

/* $HOME; the token is looked at only whether there is one. */
BOOL WINAPI GetUserProfileDirectoryW(HANDLE token, LPWSTR path, LPDWORD size);

EXTERN_C_END

#ifdef UNICODE
#define GetUserProfileDirectory GetUserProfileDirectoryW
#endif

#endif
