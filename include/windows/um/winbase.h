/* Error texts, accounts, string helpers, and the entries of programs. */
#ifndef OPENWFP_WINBASE_H
#define OPENWFP_WINBASE_H

#include "winnt.h"
#include "minwinbase.h"
#include "errhandlingapi.h"
#include "fileapi.h"
#include "handleapi.h"
#include "heapapi.h"
#include "ioapiset.h"
#include "libloaderapi.h"
#include "processenv.h"
#include "processthreadsapi.h"
#include "securitybaseapi.h"
#include "stringapiset.h"
#include "synchapi.h"
#include "sysinfoapi.h"
#include "timezoneapi.h"

EXTERN_C_START

#define FORMAT_MESSAGE_ALLOCATE_BUFFER 0x00000100
#define FORMAT_MESSAGE_IGNORE_INSERTS  0x00000200
#define FORMAT_MESSAGE_FROM_STRING     0x00000400
#define FORMAT_MESSAGE_FROM_HMODULE    0x00000800
#define FORMAT_MESSAGE_FROM_SYSTEM     0x00001000
#define FORMAT_MESSAGE_ARGUMENT_ARRAY  0x00002000
#define FORMAT_MESSAGE_MAX_WIDTH_MASK  0x000000FF

/* The sentences of this project. A message that is not known: ERROR_MR_MID_NOT_FOUND. Inserts are %1 to %9 with strings and, as
 * in Windows, a format between exclamation marks. */
DWORD WINAPI FormatMessageW(DWORD flags, LPCVOID source, DWORD id, DWORD language, LPWSTR text, DWORD size, va_list *args);
DWORD WINAPI FormatMessageA(DWORD flags, LPCVOID source, DWORD id, DWORD language, LPSTR text, DWORD size, va_list *args);

BOOL WINAPI GetUserNameW(LPWSTR name, LPDWORD size);
BOOL WINAPI GetUserNameA(LPSTR name, LPDWORD size);
BOOL WINAPI GetComputerNameW(LPWSTR name, LPDWORD size);
BOOL WINAPI GetComputerNameA(LPSTR name, LPDWORD size);
#define MAX_COMPUTERNAME_LENGTH 15
#define UNLEN                   256

BOOL WINAPI LookupPrivilegeValueW(LPCWSTR system, LPCWSTR name, PLUID luid);
BOOL WINAPI LookupPrivilegeValueA(LPCSTR system, LPCSTR name, PLUID luid);
BOOL WINAPI LookupAccountSidW(LPCWSTR system, PSID sid, LPWSTR name, LPDWORD name_size, LPWSTR domain, LPDWORD domain_size,
                              PSID_NAME_USE use);
BOOL WINAPI LookupAccountNameW(LPCWSTR system, LPCWSTR account, PSID sid, LPDWORD sid_size, LPWSTR domain,
                               LPDWORD domain_size, PSID_NAME_USE use);

/* Windows' names of files and of the processes that they began as. */
BOOL WINAPI QueryFullProcessImageNameW(HANDLE process, DWORD flags, LPWSTR name, LPDWORD size);
BOOL WINAPI QueryFullProcessImageNameA(HANDLE process, DWORD flags, LPSTR name, LPDWORD size);

int WINAPI    lstrlenW(LPCWSTR s);
int WINAPI    lstrlenA(LPCSTR s);
int WINAPI    lstrcmpW(LPCWSTR a, LPCWSTR b);
int WINAPI    lstrcmpA(LPCSTR a, LPCSTR b);
int WINAPI    lstrcmpiW(LPCWSTR a, LPCWSTR b);
int WINAPI    lstrcmpiA(LPCSTR a, LPCSTR b);
LPWSTR WINAPI lstrcpyW(LPWSTR to, LPCWSTR from);
LPSTR WINAPI  lstrcpyA(LPSTR to, LPCSTR from);

int WINAPI WinMain(HINSTANCE instance, HINSTANCE previous, LPSTR command_line, int show);
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, LPWSTR command_line, int show);

EXTERN_C_END

/* MSVC gives wmain one linkage in every form that it may have; C++ needs each of them said. */
#ifdef __cplusplus
extern "C++" {
extern int wmain() __asm__("wmain");
extern int wmain(int, wchar_t **) __asm__("wmain");
extern int wmain(int, const wchar_t **) __asm__("wmain");
extern int wmain(int, const wchar_t *const *) __asm__("wmain");
extern int wmain(int, wchar_t **, wchar_t **) __asm__("wmain");
}
#endif

#ifdef UNICODE
#define FormatMessage             FormatMessageW
#define GetUserName               GetUserNameW
#define GetComputerName           GetComputerNameW
#define LookupPrivilegeValue      LookupPrivilegeValueW
#define LookupAccountSid          LookupAccountSidW
#define LookupAccountName         LookupAccountNameW
#define QueryFullProcessImageName QueryFullProcessImageNameW
#define lstrlen                   lstrlenW
#define lstrcmp                   lstrcmpW
#define lstrcmpi                  lstrcmpiW
#define lstrcpy                   lstrcpyW
#else
#define FormatMessage             FormatMessageA
#define GetUserName               GetUserNameA
#define GetComputerName           GetComputerNameA
#define LookupPrivilegeValue      LookupPrivilegeValueA
#define QueryFullProcessImageName QueryFullProcessImageNameA
#define lstrlen                   lstrlenA
#define lstrcmp                   lstrcmpA
#define lstrcmpi                  lstrcmpiA
#define lstrcpy                   lstrcpyA
#endif

#endif
