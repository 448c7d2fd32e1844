/* The thread's last error. */
#ifndef OPENWFP_ERRHANDLINGAPI_H
#define OPENWFP_ERRHANDLINGAPI_H

#include "minwinbase.h"

EXTERN_C_START

#define SEM_FAILCRITICALERRORS 0x0001
#define SEM_NOGPFAULTERRORBOX  0x0002

DWORD WINAPI GetLastError(VOID);
VOID WINAPI  SetLastError(DWORD error);
/* Kept and given back; there are no message boxes to suppress. */
UINT WINAPI  SetErrorMode(UINT mode);

EXTERN_C_END

#endif
