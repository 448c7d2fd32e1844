/* The command line, the environment and the standard handles. */
#ifndef OPENWFP_PROCESSENV_H
#define OPENWFP_PROCESSENV_H

#include "minwinbase.h"

EXTERN_C_START

#define STD_INPUT_HANDLE  ((DWORD)-10)
#define STD_OUTPUT_HANDLE ((DWORD)-11)
#define STD_ERROR_HANDLE  ((DWORD)-12)

HANDLE WINAPI GetStdHandle(DWORD which);
LPWSTR WINAPI GetCommandLineW(VOID);
LPSTR WINAPI  GetCommandLineA(VOID);
DWORD WINAPI  GetEnvironmentVariableW(LPCWSTR name, LPWSTR value, DWORD size);
DWORD WINAPI  GetEnvironmentVariableA(LPCSTR name, LPSTR value, DWORD size);
BOOL WINAPI   SetEnvironmentVariableW(LPCWSTR name, LPCWSTR value);
BOOL WINAPI   SetEnvironmentVariableA(LPCSTR name, LPCSTR value);
DWORD WINAPI  GetCurrentDirectoryW(DWORD size, LPWSTR path);

EXTERN_C_END

#ifdef UNICODE
#define GetCommandLine         GetCommandLineW
#define GetEnvironmentVariable GetEnvironmentVariableW
#define SetEnvironmentVariable SetEnvironmentVariableW
#define GetCurrentDirectory    GetCurrentDirectoryW
#else
#define GetCommandLine         GetCommandLineA
#define GetEnvironmentVariable GetEnvironmentVariableA
#define SetEnvironmentVariable SetEnvironmentVariableA
#endif

#endif
