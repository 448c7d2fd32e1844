/* Processes and their images, from /proc. */
#ifndef OPENWFP_PSAPI_H
#define OPENWFP_PSAPI_H

#include "windows.h"

EXTERN_C_START

BOOL WINAPI  EnumProcesses(DWORD *ids, DWORD size, LPDWORD needed);
DWORD WINAPI GetProcessImageFileNameW(HANDLE process, LPWSTR name, DWORD size);
DWORD WINAPI GetProcessImageFileNameA(HANDLE process, LPSTR name, DWORD size);
/* The program itself is its only module. */
DWORD WINAPI GetModuleFileNameExW(HANDLE process, HMODULE module, LPWSTR name, DWORD size);
DWORD WINAPI GetModuleBaseNameW(HANDLE process, HMODULE module, LPWSTR name, DWORD size);

EXTERN_C_END

#ifdef UNICODE
#define GetProcessImageFileName GetProcessImageFileNameW
#define GetModuleFileNameEx     GetModuleFileNameExW
#define GetModuleBaseName       GetModuleBaseNameW
#else
#define GetProcessImageFileName GetProcessImageFileNameA
#endif

#endif
