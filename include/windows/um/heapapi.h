/* Heaps. A heap's blocks end with it. */
#ifndef OPENWFP_HEAPAPI_H
#define OPENWFP_HEAPAPI_H

#include "winnt.h"
#include "minwinbase.h"

EXTERN_C_START

HANDLE WINAPI GetProcessHeap(VOID);
HANDLE WINAPI HeapCreate(DWORD options, SIZE_T initial, SIZE_T most);
BOOL WINAPI   HeapDestroy(HANDLE heap);
LPVOID WINAPI HeapAlloc(HANDLE heap, DWORD flags, SIZE_T size);
LPVOID WINAPI HeapReAlloc(HANDLE heap, DWORD flags, LPVOID block, SIZE_T size);
BOOL WINAPI   HeapFree(HANDLE heap, DWORD flags, LPVOID block);
SIZE_T WINAPI HeapSize(HANDLE heap, DWORD flags, LPCVOID block);

/* malloc and free of this system. */
HLOCAL WINAPI  LocalAlloc(UINT flags, SIZE_T size);
HLOCAL WINAPI  LocalReAlloc(HLOCAL block, SIZE_T size, UINT flags);
HLOCAL WINAPI  LocalFree(HLOCAL block);
HGLOBAL WINAPI GlobalAlloc(UINT flags, SIZE_T size);
HGLOBAL WINAPI GlobalFree(HGLOBAL block);

EXTERN_C_END

#endif
