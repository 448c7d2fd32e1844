/* Names that are wide with _UNICODE and narrow without. */
#ifndef OPENWFP_CRT_TCHAR_H
#define OPENWFP_CRT_TCHAR_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#if defined UNICODE && !defined _UNICODE
#define _UNICODE
#endif

#define OPENWFP_T_WIDE(s) L##s
#ifdef _UNICODE
#define __T(s)       OPENWFP_T_WIDE(s)
#define _tmain       wmain
#define _tWinMain    wWinMain
#define _tprintf     wprintf
#define _ftprintf    fwprintf
#define _vtprintf    vwprintf
#define _vftprintf   vfwprintf
#define _stprintf_s  swprintf_s
#define _vstprintf_s vswprintf_s
#define _sntprintf   _snwprintf
#define _sntprintf_s _snwprintf_s
#define _tcslen      wcslen
#define _tcscmp      wcscmp
#define _tcsncmp     wcsncmp
#define _tcsicmp     _wcsicmp
#define _tcsnicmp    _wcsnicmp
#define _tcscpy      wcscpy
#define _tcsncpy     wcsncpy
#define _tcscat      wcscat
#define _tcscpy_s    wcscpy_s
#define _tcscat_s    wcscat_s
#define _tcsncpy_s   wcsncpy_s
#define _tcschr      wcschr
#define _tcsrchr     wcsrchr
#define _tcsstr      wcsstr
#define _tcsdup      _wcsdup
#define _tcstok_s    wcstok_s
#define _tcstoul     wcstoul
#define _tcstol      wcstol
#define _ttoi        _wtoi
#define _totupper    towupper
#define _totlower    towlower
#define _fputts      fputws
#define _putts       _putws
typedef wchar_t _TCHAR, _TSCHAR;
#else
#define __T(s)       s
#define _tmain       main
#define _tWinMain    WinMain
#define _tprintf     printf
#define _ftprintf    fprintf
#define _vtprintf    vprintf
#define _vftprintf   vfprintf
#define _stprintf_s  sprintf_s
#define _vstprintf_s vsprintf_s
#define _sntprintf   _snprintf
#define _sntprintf_s _snprintf_s
#define _tcslen      strlen
#define _tcscmp      strcmp
#define _tcsncmp     strncmp
#define _tcsicmp     _stricmp
#define _tcsnicmp    _strnicmp
#define _tcscpy      strcpy
#define _tcsncpy     strncpy
#define _tcscat      strcat
#define _tcscpy_s    strcpy_s
#define _tcscat_s    strcat_s
#define _tcsncpy_s   strncpy_s
#define _tcschr      strchr
#define _tcsrchr     strrchr
#define _tcsstr      strstr
#define _tcsdup      _strdup
#define _tcstok_s    strtok_s
#define _tcstoul     strtoul
#define _tcstol      strtol
#define _ttoi        atoi
#define _totupper    toupper
#define _totlower    tolower
#define _fputts      fputs
#define _putts       puts
typedef char _TCHAR, _TSCHAR;
#endif
#define _T(s)    __T(s)
#define _TEXT(s) __T(s)

/* _TCHAR in its older spelling belongs to winnt.h; a program that includes tchar.h alone has it too. */
#ifndef OPENWFP_NTDEF_H
#ifdef _UNICODE
#define OPENWFP_TCHAR wchar_t
#else
#define OPENWFP_TCHAR char
#endif
#ifndef TEXT
typedef OPENWFP_TCHAR TCHAR;
#endif
#endif

#endif
