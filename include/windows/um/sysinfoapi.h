/* The system and its clocks. */
#ifndef OPENWFP_SYSINFOAPI_H
#define OPENWFP_SYSINFOAPI_H

#include "winnt.h"
#include "minwinbase.h"

EXTERN_C_START

typedef struct _SYSTEM_INFO {
    __extension__ union {
        DWORD dwOemId;
        __extension__ struct {
            WORD wProcessorArchitecture;
            WORD wReserved;
        };
    };
    DWORD     dwPageSize;
    LPVOID    lpMinimumApplicationAddress;
    LPVOID    lpMaximumApplicationAddress;
    DWORD_PTR dwActiveProcessorMask;
    DWORD     dwNumberOfProcessors;
    DWORD     dwProcessorType;
    DWORD     dwAllocationGranularity;
    WORD      wProcessorLevel;
    WORD      wProcessorRevision;
} SYSTEM_INFO, *LPSYSTEM_INFO;
#define PROCESSOR_ARCHITECTURE_AMD64 9

VOID WINAPI GetSystemInfo(LPSYSTEM_INFO info);
VOID WINAPI GetNativeSystemInfo(LPSYSTEM_INFO info);
/* 10.0, what these headers describe. */
BOOL WINAPI GetVersionExW(LPOSVERSIONINFOW info);
VOID WINAPI GetSystemTime(LPSYSTEMTIME time);
VOID WINAPI GetLocalTime(LPSYSTEMTIME time);
VOID WINAPI GetSystemTimeAsFileTime(LPFILETIME time);
VOID WINAPI GetSystemTimePreciseAsFileTime(LPFILETIME time);
DWORD WINAPI     GetTickCount(VOID);
ULONGLONG WINAPI GetTickCount64(VOID);
BOOL WINAPI QueryPerformanceCounter(LARGE_INTEGER *count);
BOOL WINAPI QueryPerformanceFrequency(LARGE_INTEGER *frequency);

EXTERN_C_END

#ifdef UNICODE
#define GetVersionEx  GetVersionExW
#define OSVERSIONINFO OSVERSIONINFOW
#endif

#endif
