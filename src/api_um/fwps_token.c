/* FwpsOpenToken0: users have no tokens of Windows here, and endpoints no token's id. */
#include <windows.h>
#include <fwpmu.h>
#include <fwpsu.h>

DWORD WINAPI FwpsOpenToken0(HANDLE engineHandle, LUID modifiedId, DWORD desiredAccess, HANDLE *accessToken)
{
    (void)modifiedId, (void)desiredAccess;
    if (!engineHandle)
        return ERROR_INVALID_HANDLE;
    return accessToken ? ERROR_NOT_SUPPORTED : (DWORD)FWP_E_NULL_POINTER;
}
