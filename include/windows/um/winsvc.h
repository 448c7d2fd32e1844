/* The service control manager. There is none on Linux: OpenSCManager fails with RPC_S_SERVER_UNAVAILABLE, as it does on a Windows
 * whose manager does not answer, so that no service handle ever exists; a program that is started as a service must be told by
 * its own option to run in the foreground (StartServiceCtrlDispatcher: ERROR_FAILED_SERVICE_CONTROLLER_CONNECT, as from a
 * console). */
#ifndef OPENWFP_WINSVC_H
#define OPENWFP_WINSVC_H

#include "winnt.h"
#include "minwinbase.h"

EXTERN_C_START

typedef struct openwfp_sc_handle *SC_HANDLE, **LPSC_HANDLE;
typedef struct openwfp_service_status_handle *SERVICE_STATUS_HANDLE;

#define SC_MANAGER_CONNECT            0x0001
#define SC_MANAGER_CREATE_SERVICE     0x0002
#define SC_MANAGER_ENUMERATE_SERVICE  0x0004
#define SC_MANAGER_ALL_ACCESS         (STANDARD_RIGHTS_REQUIRED | 0x3F)
#define SERVICE_QUERY_CONFIG          0x0001
#define SERVICE_CHANGE_CONFIG         0x0002
#define SERVICE_QUERY_STATUS          0x0004
#define SERVICE_START                 0x0010
#define SERVICE_STOP                  0x0020
#define SERVICE_INTERROGATE           0x0080
#define SERVICE_ALL_ACCESS            (STANDARD_RIGHTS_REQUIRED | 0x1FF)
#define SERVICE_CONTROL_STOP          0x00000001
#define SERVICE_CONTROL_PAUSE         0x00000002
#define SERVICE_CONTROL_CONTINUE      0x00000003
#define SERVICE_CONTROL_INTERROGATE   0x00000004
#define SERVICE_CONTROL_SHUTDOWN      0x00000005
#define SERVICE_STOPPED               0x00000001
#define SERVICE_START_PENDING         0x00000002
#define SERVICE_STOP_PENDING          0x00000003
#define SERVICE_RUNNING               0x00000004
#define SERVICE_ACCEPT_STOP           0x00000001
#define SERVICE_ACCEPT_SHUTDOWN       0x00000004
#define SERVICE_NO_CHANGE             0xFFFFFFFF

typedef struct _SERVICE_STATUS {
    DWORD dwServiceType, dwCurrentState, dwControlsAccepted, dwWin32ExitCode, dwServiceSpecificExitCode, dwCheckPoint,
        dwWaitHint;
} SERVICE_STATUS, *LPSERVICE_STATUS;
typedef VOID (WINAPI *LPSERVICE_MAIN_FUNCTIONW)(DWORD count, LPWSTR *arguments);
typedef VOID (WINAPI *LPHANDLER_FUNCTION)(DWORD control);
typedef DWORD (WINAPI *LPHANDLER_FUNCTION_EX)(DWORD control, DWORD kind, LPVOID data, LPVOID context);
typedef struct _SERVICE_TABLE_ENTRYW {
    LPWSTR                   lpServiceName;
    LPSERVICE_MAIN_FUNCTIONW lpServiceProc;
} SERVICE_TABLE_ENTRYW, *LPSERVICE_TABLE_ENTRYW;

SC_HANDLE WINAPI OpenSCManagerW(LPCWSTR machine, LPCWSTR database, DWORD access);
SC_HANDLE WINAPI OpenSCManagerA(LPCSTR machine, LPCSTR database, DWORD access);
SC_HANDLE WINAPI OpenServiceW(SC_HANDLE manager, LPCWSTR name, DWORD access);
SC_HANDLE WINAPI OpenServiceA(SC_HANDLE manager, LPCSTR name, DWORD access);
SC_HANDLE WINAPI CreateServiceW(SC_HANDLE manager, LPCWSTR name, LPCWSTR display, DWORD access, DWORD kind, DWORD start,
                                DWORD error, LPCWSTR path, LPCWSTR group, LPDWORD tag, LPCWSTR dependencies, LPCWSTR account,
                                LPCWSTR password);
SC_HANDLE WINAPI CreateServiceA(SC_HANDLE manager, LPCSTR name, LPCSTR display, DWORD access, DWORD kind, DWORD start,
                                DWORD error, LPCSTR path, LPCSTR group, LPDWORD tag, LPCSTR dependencies, LPCSTR account,
                                LPCSTR password);
BOOL WINAPI StartServiceW(SC_HANDLE service, DWORD count, LPCWSTR *arguments);
BOOL WINAPI StartServiceA(SC_HANDLE service, DWORD count, LPCSTR *arguments);
BOOL WINAPI ControlService(SC_HANDLE service, DWORD control, LPSERVICE_STATUS status);
BOOL WINAPI QueryServiceStatus(SC_HANDLE service, LPSERVICE_STATUS status);
BOOL WINAPI DeleteService(SC_HANDLE service);
BOOL WINAPI CloseServiceHandle(SC_HANDLE handle);
BOOL WINAPI StartServiceCtrlDispatcherW(const SERVICE_TABLE_ENTRYW *table);
SERVICE_STATUS_HANDLE WINAPI RegisterServiceCtrlHandlerW(LPCWSTR name, LPHANDLER_FUNCTION handler);
SERVICE_STATUS_HANDLE WINAPI RegisterServiceCtrlHandlerExW(LPCWSTR name, LPHANDLER_FUNCTION_EX handler, LPVOID context);
BOOL WINAPI SetServiceStatus(SERVICE_STATUS_HANDLE handle, LPSERVICE_STATUS status);

EXTERN_C_END

#ifdef UNICODE
#define OpenSCManager                OpenSCManagerW
#define OpenService                  OpenServiceW
#define CreateService                CreateServiceW
#define StartService                 StartServiceW
#define StartServiceCtrlDispatcher   StartServiceCtrlDispatcherW
#define RegisterServiceCtrlHandler   RegisterServiceCtrlHandlerW
#define RegisterServiceCtrlHandlerEx RegisterServiceCtrlHandlerExW
#define SERVICE_TABLE_ENTRY          SERVICE_TABLE_ENTRYW
#define LPSERVICE_MAIN_FUNCTION      LPSERVICE_MAIN_FUNCTIONW
#else
#define OpenSCManager                OpenSCManagerA
#define OpenService                  OpenServiceA
#define CreateService                CreateServiceA
#define StartService                 StartServiceA
#endif

#endif
