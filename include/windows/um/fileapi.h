/* Files. Paths are Linux' own; a drive letter is dropped, backslashes become slashes, \\?\ is skipped. */
#ifndef OPENWFP_FILEAPI_H
#define OPENWFP_FILEAPI_H

#include "winnt.h"
#include "minwinbase.h"

EXTERN_C_START

#define CREATE_NEW        1
#define CREATE_ALWAYS     2
#define OPEN_EXISTING     3
#define OPEN_ALWAYS       4
#define TRUNCATE_EXISTING 5
#define FILE_FLAG_WRITE_THROUGH   0x80000000
#define FILE_FLAG_OVERLAPPED      0x40000000
#define FILE_FLAG_NO_BUFFERING    0x20000000
#define FILE_FLAG_DELETE_ON_CLOSE 0x04000000
#define FILE_FLAG_BACKUP_SEMANTICS 0x02000000
#define FILE_BEGIN   0
#define FILE_CURRENT 1
#define FILE_END     2
#define INVALID_FILE_SIZE        ((DWORD)0xFFFFFFFF)
#define INVALID_SET_FILE_POINTER ((DWORD)-1)
#define INVALID_FILE_ATTRIBUTES  ((DWORD)-1)
#define FILE_TYPE_UNKNOWN 0x0000
#define FILE_TYPE_DISK    0x0001
#define FILE_TYPE_CHAR    0x0002
#define FILE_TYPE_PIPE    0x0003

/* \\.\NAME: ERROR_FILE_NOT_FOUND, because no device of a driver is within a program's reach yet. */
HANDLE WINAPI CreateFileW(LPCWSTR name, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES attributes, DWORD disposition,
                          DWORD flags, HANDLE template_file);
HANDLE WINAPI CreateFileA(LPCSTR name, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES attributes, DWORD disposition,
                          DWORD flags, HANDLE template_file);
BOOL WINAPI   ReadFile(HANDLE file, LPVOID bytes, DWORD size, LPDWORD read, LPOVERLAPPED overlapped);
BOOL WINAPI   WriteFile(HANDLE file, LPCVOID bytes, DWORD size, LPDWORD written, LPOVERLAPPED overlapped);
BOOL WINAPI   FlushFileBuffers(HANDLE file);
DWORD WINAPI  GetFileSize(HANDLE file, LPDWORD high);
BOOL WINAPI   GetFileSizeEx(HANDLE file, PLARGE_INTEGER size);
DWORD WINAPI  SetFilePointer(HANDLE file, LONG distance, PLONG high, DWORD from);
BOOL WINAPI   SetFilePointerEx(HANDLE file, LARGE_INTEGER distance, PLARGE_INTEGER now, DWORD from);
BOOL WINAPI   SetEndOfFile(HANDLE file);
DWORD WINAPI  GetFileType(HANDLE file);
DWORD WINAPI  GetFileAttributesW(LPCWSTR name);
DWORD WINAPI  GetFileAttributesA(LPCSTR name);
BOOL WINAPI   DeleteFileW(LPCWSTR name);
BOOL WINAPI   DeleteFileA(LPCSTR name);
BOOL WINAPI   CreateDirectoryW(LPCWSTR name, LPSECURITY_ATTRIBUTES attributes);
BOOL WINAPI   CreateDirectoryA(LPCSTR name, LPSECURITY_ATTRIBUTES attributes);
DWORD WINAPI  GetFullPathNameW(LPCWSTR name, DWORD size, LPWSTR full, LPWSTR *file);
DWORD WINAPI  GetTempPathW(DWORD size, LPWSTR path);

EXTERN_C_END

#ifdef UNICODE
#define CreateFile        CreateFileW
#define GetFileAttributes GetFileAttributesW
#define DeleteFile        DeleteFileW
#define CreateDirectory   CreateDirectoryW
#define GetFullPathName   GetFullPathNameW
#define GetTempPath       GetTempPathW
#else
#define CreateFile        CreateFileA
#define GetFileAttributes GetFileAttributesA
#define DeleteFile        DeleteFileA
#define CreateDirectory   CreateDirectoryA
#endif

#endif
