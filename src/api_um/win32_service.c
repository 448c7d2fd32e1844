/* The service control manager that is not there: no handle of it ever exists (include/windows/um/winsvc.h). */
#include "api_um/border.h"

static SC_HANDLE no_handle(DWORD error)
{
    SetLastError(error);
    return NULL;
}

SC_HANDLE OpenSCManagerW(LPCWSTR machine, LPCWSTR database, DWORD access)
{
    (void)machine, (void)database, (void)access;
    return no_handle(RPC_S_SERVER_UNAVAILABLE);
}

SC_HANDLE OpenSCManagerA(LPCSTR machine, LPCSTR database, DWORD access)
{
    (void)machine, (void)database, (void)access;
    return no_handle(RPC_S_SERVER_UNAVAILABLE);
}

SC_HANDLE OpenServiceW(SC_HANDLE manager, LPCWSTR name, DWORD access)
{
    (void)manager, (void)name, (void)access;
    return no_handle(ERROR_INVALID_HANDLE);
}

SC_HANDLE OpenServiceA(SC_HANDLE manager, LPCSTR name, DWORD access)
{
    (void)manager, (void)name, (void)access;
    return no_handle(ERROR_INVALID_HANDLE);
}

SC_HANDLE CreateServiceW(SC_HANDLE manager, LPCWSTR name, LPCWSTR display, DWORD access, DWORD kind, DWORD start, DWORD error,
                         LPCWSTR path, LPCWSTR group, LPDWORD tag, LPCWSTR dependencies, LPCWSTR account, LPCWSTR password)
{
    (void)manager, (void)name, (void)display, (void)access, (void)kind, (void)start, (void)error;
    (void)path, (void)group, (void)tag, (void)dependencies, (void)account, (void)password;
    return no_handle(ERROR_INVALID_HANDLE);
}

SC_HANDLE CreateServiceA(SC_HANDLE manager, LPCSTR name, LPCSTR display, DWORD access, DWORD kind, DWORD start, DWORD error,
                         LPCSTR path, LPCSTR group, LPDWORD tag, LPCSTR dependencies, LPCSTR account, LPCSTR password)
{
    (void)manager, (void)name, (void)display, (void)access, (void)kind, (void)start, (void)error;
    (void)path, (void)group, (void)tag, (void)dependencies, (void)account, (void)password;
    return no_handle(ERROR_INVALID_HANDLE);
}

BOOL StartServiceW(SC_HANDLE service, DWORD count, LPCWSTR *arguments)
{
    (void)service, (void)count, (void)arguments;
    return um_fail(ERROR_INVALID_HANDLE);
}

BOOL StartServiceA(SC_HANDLE service, DWORD count, LPCSTR *arguments)
{
    (void)service, (void)count, (void)arguments;
    return um_fail(ERROR_INVALID_HANDLE);
}

BOOL ControlService(SC_HANDLE service, DWORD control, LPSERVICE_STATUS status)
{
    (void)service, (void)control, (void)status;
    return um_fail(ERROR_INVALID_HANDLE);
}

BOOL QueryServiceStatus(SC_HANDLE service, LPSERVICE_STATUS status)
{
    (void)service, (void)status;
    return um_fail(ERROR_INVALID_HANDLE);
}

BOOL DeleteService(SC_HANDLE service)
{
    (void)service;
    return um_fail(ERROR_INVALID_HANDLE);
}

BOOL CloseServiceHandle(SC_HANDLE handle)
{
    (void)handle;
    return um_fail(ERROR_INVALID_HANDLE);
}

BOOL StartServiceCtrlDispatcherW(const SERVICE_TABLE_ENTRYW *table)
{
    (void)table;
    return um_fail(ERROR_FAILED_SERVICE_CONTROLLER_CONNECT);
}

SERVICE_STATUS_HANDLE RegisterServiceCtrlHandlerW(LPCWSTR name, LPHANDLER_FUNCTION handler)
{
    (void)name, (void)handler;
    SetLastError(ERROR_SERVICE_DOES_NOT_EXIST);
    return NULL;
}

SERVICE_STATUS_HANDLE RegisterServiceCtrlHandlerExW(LPCWSTR name, LPHANDLER_FUNCTION_EX handler, LPVOID context)
{
    (void)name, (void)handler, (void)context;
    SetLastError(ERROR_SERVICE_DOES_NOT_EXIST);
    return NULL;
}

BOOL SetServiceStatus(SERVICE_STATUS_HANDLE handle, LPSERVICE_STATUS status)
{
    (void)handle, (void)status;
    return um_fail(ERROR_INVALID_HANDLE);
}
