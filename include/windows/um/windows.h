/* The part of Windows' programming interface that the sources around callout drivers use: types, errors, and the few
 * calls of at least two driver projects. A driver that includes it gets the types. */
#ifndef OPENWFP_WINDOWS_H
#define OPENWFP_WINDOWS_H
#ifndef _WINDOWS_
#define _WINDOWS_
#endif

#include "ntdef.h"
#include "winerror.h"
#include "sdkddkver.h"

EXTERN_C_START

typedef HANDLE HINSTANCE, HMODULE, HKEY, *PHKEY, HWND;
typedef ULONG_PTR WPARAM;
typedef LONG_PTR  LPARAM, LRESULT;
typedef DWORD     COLORREF;
#define INVALID_HANDLE_VALUE ((HANDLE)(LONG_PTR)-1)
#define MAX_PATH  260
#define INFINITE  0xFFFFFFFF
#define ZeroMemory(to, size)       __builtin_memset((to), 0, (size))
#define CopyMemory(to, from, size) __builtin_memcpy((to), (from), (size))
#define MoveMemory(to, from, size) __builtin_memmove((to), (from), (size))
#define FillMemory(to, size, byte) __builtin_memset((to), (byte), (size))

typedef struct _SYSTEMTIME {
    WORD wYear, wMonth, wDayOfWeek, wDay, wHour, wMinute, wSecond, wMilliseconds;
} SYSTEMTIME, *PSYSTEMTIME, *LPSYSTEMTIME;
typedef struct _SECURITY_ATTRIBUTES {
    DWORD  nLength;
    LPVOID lpSecurityDescriptor;
    BOOL   bInheritHandle;
} SECURITY_ATTRIBUTES, *PSECURITY_ATTRIBUTES, *LPSECURITY_ATTRIBUTES;
typedef struct _OVERLAPPED {
    ULONG_PTR Internal;
    ULONG_PTR InternalHigh;
    __extension__ union {
        __extension__ struct {
            DWORD Offset;
            DWORD OffsetHigh;
        };
        PVOID Pointer;
    };
    HANDLE hEvent;
} OVERLAPPED, *LPOVERLAPPED;

#define HEAP_ZERO_MEMORY    0x00000008
#define LMEM_ZEROINIT       0x0040
#define OPEN_EXISTING       3
#define FILE_FLAG_OVERLAPPED 0x40000000

DWORD   GetLastError(VOID);
VOID    SetLastError(DWORD error);
BOOL    CloseHandle(HANDLE handle);
HANDLE  GetProcessHeap(VOID);
LPVOID  HeapAlloc(HANDLE heap, DWORD flags, SIZE_T size);
BOOL    HeapFree(HANDLE heap, DWORD flags, LPVOID p);
HANDLE  LocalFree(HANDLE p);
LSTATUS RegCloseKey(HKEY key);
HANDLE  GetCurrentProcess(VOID);
DWORD   GetCurrentProcessId(VOID);
DWORD   GetCurrentThreadId(VOID);
VOID    Sleep(DWORD milliseconds);
HANDLE  CreateFileW(LPCWSTR name, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES attributes, DWORD disposition,
                    DWORD flags,
                    HANDLE template_file);
HANDLE  CreateFileA(LPCSTR name, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES attributes, DWORD disposition,
                    DWORD flags,
                    HANDLE template_file);
BOOL    DeviceIoControl(HANDLE device, DWORD code, LPVOID input, DWORD inputSize, LPVOID output, DWORD outputSize,
                        DWORD *returned, LPOVERLAPPED overlapped);
#ifdef UNICODE
#define CreateFile CreateFileW
#else
#define CreateFile CreateFileA
#endif

EXTERN_C_END

#endif
