/* The command line in words. */
#ifndef OPENWFP_SHELLAPI_H
#define OPENWFP_SHELLAPI_H

#include "windows.h"

EXTERN_C_START

/* One block, freed with LocalFree. */
LPWSTR *WINAPI CommandLineToArgvW(LPCWSTR line, int *count);

EXTERN_C_END

#endif
