/* Libraries and the names of programs. Windows' own libraries stand for what the program is linked with. */
#ifndef OPENWFP_LIBLOADERAPI_H
#define OPENWFP_LIBLOADERAPI_H

#include "minwinbase.h"

EXTERN_C_START

#define LOAD_LIBRARY_AS_DATAFILE    0x00000002
#define LOAD_LIBRARY_SEARCH_SYSTEM32 0x00000800

HMODULE WINAPI LoadLibraryA(LPCSTR name);
HMODULE WINAPI LoadLibraryW(LPCWSTR name);
HMODULE WINAPI LoadLibraryExA(LPCSTR name, HANDLE file, DWORD flags);
HMODULE WINAPI LoadLibraryExW(LPCWSTR name, HANDLE file, DWORD flags);
BOOL WINAPI    FreeLibrary(HMODULE module);
HMODULE WINAPI GetModuleHandleA(LPCSTR name);
HMODULE WINAPI GetModuleHandleW(LPCWSTR name);
/* What the program itself is linked with, when its symbols are shown to the loader; otherwise ERROR_PROC_NOT_FOUND. */
FARPROC WINAPI GetProcAddress(HMODULE module, LPCSTR name);
DWORD WINAPI   GetModuleFileNameA(HMODULE module, LPSTR name, DWORD size);
DWORD WINAPI   GetModuleFileNameW(HMODULE module, LPWSTR name, DWORD size);

EXTERN_C_END

#ifdef UNICODE
#define LoadLibrary       LoadLibraryW
#define LoadLibraryEx     LoadLibraryExW
#define GetModuleHandle   GetModuleHandleW
#define GetModuleFileName GetModuleFileNameW
#else
#define LoadLibrary       LoadLibraryA
#define LoadLibraryEx     LoadLibraryExA
#define GetModuleHandle   GetModuleHandleA
#define GetModuleFileName GetModuleFileNameA
#endif

#endif
