/* Strings that know their room, for programs. */
#ifndef OPENWFP_STRSAFE_UM_H
#define OPENWFP_STRSAFE_UM_H

#include "ntdef.h"
#include "winerror.h"
#include <stdio.h>
#include <string.h>
#include <wchar.h>

#define STRSAFE_MAX_CCH              2147483647
#define STRSAFE_E_INSUFFICIENT_BUFFER ((HRESULT)0x8007007AL)
#define STRSAFE_E_INVALID_PARAMETER   ((HRESULT)0x80070057L)
#define OPENWFP_STRSAFE(name)        name
#define OPENWFP_STRSAFE_TYPE         HRESULT
#define OPENWFP_STRSAFE_OK           S_OK
#define OPENWFP_STRSAFE_CUT          STRSAFE_E_INSUFFICIENT_BUFFER
#define OPENWFP_STRSAFE_INVALID      STRSAFE_E_INVALID_PARAMETER
#include "openwfp_strsafe.inc"
#ifdef UNICODE
#define StringCchPrintf StringCchPrintfW
#define StringCchCopy   StringCchCopyW
#define StringCchCat    StringCchCatW
#define StringCchLength StringCchLengthW
#define StringCbPrintf  StringCbPrintfW
#define StringCbCopy    StringCbCopyW
#else
#define StringCchPrintf StringCchPrintfA
#define StringCchCopy   StringCchCopyA
#define StringCchCat    StringCchCatA
#define StringCchLength StringCchLengthA
#define StringCbPrintf  StringCbPrintfA
#define StringCbCopy    StringCbCopyA
#endif

#endif
