/* Structures that many calls of programs share. */
#ifndef OPENWFP_MINWINBASE_H
#define OPENWFP_MINWINBASE_H

#include "ntdef.h"

typedef HANDLE HINSTANCE, HMODULE, HKEY, *PHKEY, HWND, HLOCAL, HGLOBAL, HRSRC;
typedef ULONG_PTR WPARAM;
typedef LONG_PTR  LPARAM, LRESULT;
typedef DWORD     COLORREF;
typedef INT_PTR (*FARPROC)();
typedef INT_PTR (*PROC)();
#define INVALID_HANDLE_VALUE ((HANDLE)(LONG_PTR)-1)
#define MAX_PATH  260
#define INFINITE  0xFFFFFFFF
#define ZeroMemory(to, size)       __builtin_memset((to), 0, (size))
#define CopyMemory(to, from, size) __builtin_memcpy((to), (from), (size))
#define MoveMemory(to, from, size) __builtin_memmove((to), (from), (size))
#define FillMemory(to, size, byte) __builtin_memset((to), (byte), (size))
#define SecureZeroMemory           openwfp_secure_zero
#ifndef RtlZeroMemory
#define RtlZeroMemory              ZeroMemory
#define RtlCopyMemory              CopyMemory
#define RtlMoveMemory              MoveMemory
#define RtlFillMemory              FillMemory
#endif

/* The compiler may not leave it out although nobody reads the bytes again. */
OPENWFP_INLINE PVOID openwfp_secure_zero(PVOID to, SIZE_T size)
{
    __builtin_memset(to, 0, size);
    __asm__ volatile("" : : "r"(to) : "memory");
    return to;
}

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
typedef DWORD (WINAPI *PTHREAD_START_ROUTINE)(LPVOID parameter);
typedef PTHREAD_START_ROUTINE LPTHREAD_START_ROUTINE;

#define LMEM_FIXED    0x0000
#define LMEM_ZEROINIT 0x0040
#define LPTR          (LMEM_FIXED | LMEM_ZEROINIT)
#define GMEM_FIXED    0x0000
#define GMEM_ZEROINIT 0x0040
#define GPTR          (GMEM_FIXED | GMEM_ZEROINIT)

#endif
