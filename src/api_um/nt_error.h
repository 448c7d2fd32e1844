/* What a driver's status means to a program. */
#ifndef WFP_API_UM_NT_ERROR_H
#define WFP_API_UM_NT_ERROR_H

#include "api_um/border.h"

/* The Win32 error that Windows makes of an NTSTATUS; ERROR_MR_MID_NOT_FOUND for one that it does not know. 0 for success. */
DWORD um_error_of_nt(DWORD status);

#endif
