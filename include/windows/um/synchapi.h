/* Waiting, and what is waited for. Named objects are known within the process only. */
#ifndef OPENWFP_SYNCHAPI_H
#define OPENWFP_SYNCHAPI_H

#include "winnt.h"
#include "minwinbase.h"

EXTERN_C_START

#define WAIT_OBJECT_0      0x00000000U
#define WAIT_ABANDONED     0x00000080U
#define WAIT_ABANDONED_0   0x00000080U
#define WAIT_IO_COMPLETION 0x000000C0U
#ifndef WAIT_TIMEOUT
#define WAIT_TIMEOUT       258
#endif
#define WAIT_FAILED        0xFFFFFFFFU
#define CREATE_EVENT_MANUAL_RESET 0x00000001
#define CREATE_EVENT_INITIAL_SET  0x00000002

DWORD WINAPI WaitForSingleObject(HANDLE object, DWORD milliseconds);
DWORD WINAPI WaitForSingleObjectEx(HANDLE object, DWORD milliseconds, BOOL alertable);
DWORD WINAPI WaitForMultipleObjects(DWORD count, const HANDLE *objects, BOOL all, DWORD milliseconds);
DWORD WINAPI WaitForMultipleObjectsEx(DWORD count, const HANDLE *objects, BOOL all, DWORD milliseconds, BOOL alertable);
VOID WINAPI  Sleep(DWORD milliseconds);
DWORD WINAPI SleepEx(DWORD milliseconds, BOOL alertable);

HANDLE WINAPI CreateEventA(LPSECURITY_ATTRIBUTES attributes, BOOL manual, BOOL set, LPCSTR name);
HANDLE WINAPI CreateEventW(LPSECURITY_ATTRIBUTES attributes, BOOL manual, BOOL set, LPCWSTR name);
HANDLE WINAPI CreateEventExW(LPSECURITY_ATTRIBUTES attributes, LPCWSTR name, DWORD flags, DWORD access);
BOOL WINAPI   SetEvent(HANDLE event);
BOOL WINAPI   ResetEvent(HANDLE event);
HANDLE WINAPI CreateMutexA(LPSECURITY_ATTRIBUTES attributes, BOOL owned, LPCSTR name);
HANDLE WINAPI CreateMutexW(LPSECURITY_ATTRIBUTES attributes, BOOL owned, LPCWSTR name);
BOOL WINAPI   ReleaseMutex(HANDLE mutex);
HANDLE WINAPI CreateSemaphoreA(LPSECURITY_ATTRIBUTES attributes, LONG count, LONG most, LPCSTR name);
HANDLE WINAPI CreateSemaphoreW(LPSECURITY_ATTRIBUTES attributes, LONG count, LONG most, LPCWSTR name);
BOOL WINAPI   ReleaseSemaphore(HANDLE semaphore, LONG add, LPLONG before);

/* The size of Windows' own; what is in it is ours. */
typedef struct _RTL_CRITICAL_SECTION {
    PVOID     DebugInfo; /* the lock; made by InitializeCriticalSection */
    LONG      LockCount;
    LONG      RecursionCount;
    HANDLE    OwningThread;
    HANDLE    LockSemaphore;
    ULONG_PTR SpinCount;
} RTL_CRITICAL_SECTION, *PRTL_CRITICAL_SECTION, CRITICAL_SECTION, *PCRITICAL_SECTION, *LPCRITICAL_SECTION;
VOID WINAPI InitializeCriticalSection(LPCRITICAL_SECTION section);
BOOL WINAPI InitializeCriticalSectionAndSpinCount(LPCRITICAL_SECTION section, DWORD spins);
BOOL WINAPI InitializeCriticalSectionEx(LPCRITICAL_SECTION section, DWORD spins, DWORD flags);
VOID WINAPI EnterCriticalSection(LPCRITICAL_SECTION section);
BOOL WINAPI TryEnterCriticalSection(LPCRITICAL_SECTION section);
VOID WINAPI LeaveCriticalSection(LPCRITICAL_SECTION section);
VOID WINAPI DeleteCriticalSection(LPCRITICAL_SECTION section);

typedef struct _RTL_SRWLOCK {
    PVOID Ptr;
} RTL_SRWLOCK, *PRTL_SRWLOCK, SRWLOCK, *PSRWLOCK;
#define RTL_SRWLOCK_INIT { 0 }
#define SRWLOCK_INIT     RTL_SRWLOCK_INIT
VOID WINAPI    InitializeSRWLock(PSRWLOCK lock);
VOID WINAPI    AcquireSRWLockExclusive(PSRWLOCK lock);
VOID WINAPI    ReleaseSRWLockExclusive(PSRWLOCK lock);
VOID WINAPI    AcquireSRWLockShared(PSRWLOCK lock);
VOID WINAPI    ReleaseSRWLockShared(PSRWLOCK lock);
BOOLEAN WINAPI TryAcquireSRWLockExclusive(PSRWLOCK lock);
BOOLEAN WINAPI TryAcquireSRWLockShared(PSRWLOCK lock);

typedef struct _RTL_CONDITION_VARIABLE {
    PVOID Ptr;
} RTL_CONDITION_VARIABLE, *PRTL_CONDITION_VARIABLE, CONDITION_VARIABLE, *PCONDITION_VARIABLE;
#define RTL_CONDITION_VARIABLE_INIT { 0 }
#define CONDITION_VARIABLE_INIT     RTL_CONDITION_VARIABLE_INIT
#define CONDITION_VARIABLE_LOCKMODE_SHARED 0x1
VOID WINAPI InitializeConditionVariable(PCONDITION_VARIABLE condition);
BOOL WINAPI SleepConditionVariableCS(PCONDITION_VARIABLE condition, PCRITICAL_SECTION section, DWORD milliseconds);
BOOL WINAPI SleepConditionVariableSRW(PCONDITION_VARIABLE condition, PSRWLOCK lock, DWORD milliseconds, ULONG flags);
VOID WINAPI WakeConditionVariable(PCONDITION_VARIABLE condition);
VOID WINAPI WakeAllConditionVariable(PCONDITION_VARIABLE condition);

typedef union _RTL_RUN_ONCE {
    PVOID Ptr;
} RTL_RUN_ONCE, *PRTL_RUN_ONCE, INIT_ONCE, *PINIT_ONCE, *LPINIT_ONCE;
#define RTL_RUN_ONCE_INIT     { 0 }
#define INIT_ONCE_STATIC_INIT RTL_RUN_ONCE_INIT
typedef BOOL (WINAPI *PINIT_ONCE_FN)(PINIT_ONCE once, PVOID parameter, PVOID *context);
BOOL WINAPI InitOnceExecuteOnce(PINIT_ONCE once, PINIT_ONCE_FN function, PVOID parameter, LPVOID *context);

EXTERN_C_END

#ifdef UNICODE
#define CreateEvent     CreateEventW
#define CreateMutex     CreateMutexW
#define CreateSemaphore CreateSemaphoreW
#else
#define CreateEvent     CreateEventA
#define CreateMutex     CreateMutexA
#define CreateSemaphore CreateSemaphoreA
#endif

#endif
