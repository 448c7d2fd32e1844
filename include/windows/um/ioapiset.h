/* Controls of devices. */
#ifndef OPENWFP_IOAPISET_H
#define OPENWFP_IOAPISET_H

#include "minwinbase.h"

EXTERN_C_START

BOOL WINAPI DeviceIoControl(HANDLE device, DWORD code, LPVOID input, DWORD input_size, LPVOID output, DWORD output_size,
                            LPDWORD returned, LPOVERLAPPED overlapped);
BOOL WINAPI GetOverlappedResult(HANDLE file, LPOVERLAPPED overlapped, LPDWORD transferred, BOOL wait);
BOOL WINAPI CancelIo(HANDLE file);
BOOL WINAPI CancelIoEx(HANDLE file, LPOVERLAPPED overlapped);
#define HasOverlappedIoCompleted(overlapped) ((DWORD)(overlapped)->Internal != 0x00000103)

EXTERN_C_END

#endif
