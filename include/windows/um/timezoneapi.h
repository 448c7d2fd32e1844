/* FILETIME, 100 ns since 1601 in UTC, and the calendar. */
#ifndef OPENWFP_TIMEZONEAPI_H
#define OPENWFP_TIMEZONEAPI_H

#include "minwinbase.h"

EXTERN_C_START

BOOL WINAPI FileTimeToSystemTime(const FILETIME *file, LPSYSTEMTIME system);
BOOL WINAPI SystemTimeToFileTime(const SYSTEMTIME *system, LPFILETIME file);
BOOL WINAPI FileTimeToLocalFileTime(const FILETIME *utc, LPFILETIME local);
BOOL WINAPI LocalFileTimeToFileTime(const FILETIME *local, LPFILETIME utc);
LONG WINAPI CompareFileTime(const FILETIME *a, const FILETIME *b);

typedef struct _TIME_ZONE_INFORMATION {
    LONG       Bias;
    WCHAR      StandardName[32];
    SYSTEMTIME StandardDate;
    LONG       StandardBias;
    WCHAR      DaylightName[32];
    SYSTEMTIME DaylightDate;
    LONG       DaylightBias;
} TIME_ZONE_INFORMATION, *PTIME_ZONE_INFORMATION, *LPTIME_ZONE_INFORMATION;
/* With zone NULL, the machine's own. Another zone: ERROR_NOT_SUPPORTED. */
BOOL WINAPI SystemTimeToTzSpecificLocalTime(const TIME_ZONE_INFORMATION *zone, const SYSTEMTIME *utc, LPSYSTEMTIME local);

EXTERN_C_END

#endif
