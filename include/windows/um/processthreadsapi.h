/* Processes and threads. */
#ifndef OPENWFP_PROCESSTHREADSAPI_H
#define OPENWFP_PROCESSTHREADSAPI_H

#include "minwinbase.h"

EXTERN_C_START

#define CREATE_SUSPENDED             0x00000004
#define STACK_SIZE_PARAM_IS_A_RESERVATION 0x00010000
#define THREAD_PRIORITY_LOWEST       (-2)
#define THREAD_PRIORITY_BELOW_NORMAL (-1)
#define THREAD_PRIORITY_NORMAL       0
#define THREAD_PRIORITY_ABOVE_NORMAL 1
#define THREAD_PRIORITY_HIGHEST      2
#define TLS_OUT_OF_INDEXES           0xFFFFFFFFU

HANDLE WINAPI GetCurrentProcess(VOID);
DWORD WINAPI  GetCurrentProcessId(VOID);
HANDLE WINAPI GetCurrentThread(VOID);
DWORD WINAPI  GetCurrentThreadId(VOID);
DWORD WINAPI  GetProcessId(HANDLE process);
DWORD WINAPI  GetThreadId(HANDLE thread);
HANDLE WINAPI OpenProcess(DWORD access, BOOL inherit, DWORD id);
BOOL WINAPI   GetExitCodeProcess(HANDLE process, LPDWORD code);
BOOL WINAPI   TerminateProcess(HANDLE process, UINT code);
VOID WINAPI   ExitProcess(UINT code) __attribute__((noreturn));
BOOL WINAPI   ProcessIdToSessionId(DWORD id, DWORD *session);

HANDLE WINAPI CreateThread(LPSECURITY_ATTRIBUTES attributes, SIZE_T stack, LPTHREAD_START_ROUTINE start, LPVOID parameter,
                           DWORD flags, LPDWORD id);
DWORD WINAPI  ResumeThread(HANDLE thread);
VOID WINAPI   ExitThread(DWORD code) __attribute__((noreturn));
/* Ends the thread at its next cancellation point (a wait, a read, a sleep), not in the middle of a computation. */
BOOL WINAPI   TerminateThread(HANDLE thread, DWORD code);
BOOL WINAPI   GetExitCodeThread(HANDLE thread, LPDWORD code);
/* Kept and given back; Linux schedules as it likes. */
BOOL WINAPI   SetThreadPriority(HANDLE thread, int priority);
int WINAPI    GetThreadPriority(HANDLE thread);
BOOL WINAPI   SwitchToThread(VOID);

DWORD WINAPI  TlsAlloc(VOID);
LPVOID WINAPI TlsGetValue(DWORD index);
BOOL WINAPI   TlsSetValue(DWORD index, LPVOID value);
BOOL WINAPI   TlsFree(DWORD index);

BOOL WINAPI   OpenProcessToken(HANDLE process, DWORD access, PHANDLE token);
BOOL WINAPI   OpenThreadToken(HANDLE thread, DWORD access, BOOL as_self, PHANDLE token);

EXTERN_C_END

#endif
