/* The registry. There is none here: what a program asks for does not exist (ERROR_FILE_NOT_FOUND), and nothing can be written
 * (ERROR_ACCESS_DENIED). The file that OPENWFP_REGISTRY names stands in for it: a line each, KEY\NAME = VALUE. */
#ifndef OPENWFP_WINREG_H
#define OPENWFP_WINREG_H

#include "winnt.h"
#include "minwinbase.h"

EXTERN_C_START

#define HKEY_CLASSES_ROOT  ((HKEY)(ULONG_PTR)((LONG)0x80000000))
#define HKEY_CURRENT_USER  ((HKEY)(ULONG_PTR)((LONG)0x80000001))
#define HKEY_LOCAL_MACHINE ((HKEY)(ULONG_PTR)((LONG)0x80000002))
#define HKEY_USERS         ((HKEY)(ULONG_PTR)((LONG)0x80000003))
#define RRF_RT_REG_SZ      0x00000002
#define RRF_RT_REG_DWORD   0x00000010
#define RRF_RT_ANY         0x0000ffff
typedef ACCESS_MASK REGSAM;

LSTATUS WINAPI RegOpenKeyExW(HKEY key, LPCWSTR name, DWORD options, REGSAM access, PHKEY out);
LSTATUS WINAPI RegOpenKeyExA(HKEY key, LPCSTR name, DWORD options, REGSAM access, PHKEY out);
LSTATUS WINAPI RegCreateKeyExW(HKEY key, LPCWSTR name, DWORD reserved, LPWSTR kind, DWORD options, REGSAM access,
                               const LPSECURITY_ATTRIBUTES attributes, PHKEY out, LPDWORD disposition);
LSTATUS WINAPI RegQueryValueExW(HKEY key, LPCWSTR name, LPDWORD reserved, LPDWORD kind, LPBYTE data, LPDWORD size);
LSTATUS WINAPI RegQueryValueExA(HKEY key, LPCSTR name, LPDWORD reserved, LPDWORD kind, LPBYTE data, LPDWORD size);
LSTATUS WINAPI RegGetValueW(HKEY key, LPCWSTR sub_key, LPCWSTR name, DWORD flags, LPDWORD kind, PVOID data, LPDWORD size);
LSTATUS WINAPI RegSetValueExW(HKEY key, LPCWSTR name, DWORD reserved, DWORD kind, const BYTE *data, DWORD size);
LSTATUS WINAPI RegDeleteValueW(HKEY key, LPCWSTR name);
LSTATUS WINAPI RegDeleteKeyW(HKEY key, LPCWSTR name);
LSTATUS WINAPI RegCloseKey(HKEY key);

EXTERN_C_END

#ifdef UNICODE
#define RegOpenKeyEx    RegOpenKeyExW
#define RegCreateKeyEx  RegCreateKeyExW
#define RegQueryValueEx RegQueryValueExW
#define RegGetValue     RegGetValueW
#define RegSetValueEx   RegSetValueExW
#define RegDeleteValue  RegDeleteValueW
#define RegDeleteKey    RegDeleteKeyW
#else
#define RegOpenKeyEx    RegOpenKeyExA
#define RegQueryValueEx RegQueryValueExA
#endif

#endif
