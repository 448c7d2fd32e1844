/* A snapshot of the processes, from /proc. Threads and modules are not in it. */
#ifndef OPENWFP_TLHELP32_H
#define OPENWFP_TLHELP32_H

#include "windows.h"

EXTERN_C_START

#define TH32CS_SNAPHEAPLIST 0x00000001
#define TH32CS_SNAPPROCESS  0x00000002
#define TH32CS_SNAPTHREAD   0x00000004
#define TH32CS_SNAPMODULE   0x00000008
#define TH32CS_SNAPMODULE32 0x00000010
#define TH32CS_SNAPALL      (TH32CS_SNAPHEAPLIST | TH32CS_SNAPPROCESS | TH32CS_SNAPTHREAD | TH32CS_SNAPMODULE)

typedef struct tagPROCESSENTRY32W {
    DWORD     dwSize;
    DWORD     cntUsage;
    DWORD     th32ProcessID;
    ULONG_PTR th32DefaultHeapID;
    DWORD     th32ModuleID;
    DWORD     cntThreads;
    DWORD     th32ParentProcessID;
    LONG      pcPriClassBase;
    DWORD     dwFlags;
    WCHAR     szExeFile[MAX_PATH];
} PROCESSENTRY32W, *PPROCESSENTRY32W, *LPPROCESSENTRY32W;
typedef struct tagPROCESSENTRY32 {
    DWORD     dwSize;
    DWORD     cntUsage;
    DWORD     th32ProcessID;
    ULONG_PTR th32DefaultHeapID;
    DWORD     th32ModuleID;
    DWORD     cntThreads;
    DWORD     th32ParentProcessID;
    LONG      pcPriClassBase;
    DWORD     dwFlags;
    CHAR      szExeFile[MAX_PATH];
} PROCESSENTRY32, *PPROCESSENTRY32, *LPPROCESSENTRY32;

/* The current process' or the machine's processes; TH32CS_SNAPPROCESS must be among the flags, the others give nothing. */
HANDLE WINAPI CreateToolhelp32Snapshot(DWORD flags, DWORD id);
BOOL WINAPI   Process32FirstW(HANDLE snapshot, LPPROCESSENTRY32W entry);
BOOL WINAPI   Process32NextW(HANDLE snapshot, LPPROCESSENTRY32W entry);
BOOL WINAPI   Process32First(HANDLE snapshot, LPPROCESSENTRY32 entry);
BOOL WINAPI   Process32Next(HANDLE snapshot, LPPROCESSENTRY32 entry);

EXTERN_C_END

#ifdef UNICODE
#define Process32First   Process32FirstW
#define Process32Next    Process32NextW
#define PROCESSENTRY32   PROCESSENTRY32W
#define PPROCESSENTRY32  PPROCESSENTRY32W
#define LPPROCESSENTRY32 LPPROCESSENTRY32W
#endif

#endif
