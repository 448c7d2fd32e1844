/* Clocks and calendars. A FILETIME counts 100 ns since 1601-01-01 UTC. */
#include <time.h>

#include "api_um/border.h"

#define TICKS_A_SECOND  10000000LL
#define EPOCH_OF_LINUX  11644473600LL /* seconds from 1601 to 1970 */
#define LAST_TICK       0x7FFFFFFFFFFFFFFFLL

static LONGLONG ticks_of(const FILETIME *t)
{
    return (LONGLONG)((ULONGLONG)t->dwHighDateTime << 32 | t->dwLowDateTime);
}

static FILETIME filetime_of(LONGLONG ticks)
{
    return (FILETIME){ (DWORD)ticks, (DWORD)((ULONGLONG)ticks >> 32) };
}

static LONGLONG now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (t.tv_sec + EPOCH_OF_LINUX) * TICKS_A_SECOND + t.tv_nsec / 100;
}

VOID GetSystemTimeAsFileTime(LPFILETIME time)
{
    *time = filetime_of(now());
}

VOID GetSystemTimePreciseAsFileTime(LPFILETIME time)
{
    *time = filetime_of(now());
}

static SYSTEMTIME system_of(const struct tm *t, LONGLONG ticks)
{
    return (SYSTEMTIME){ (WORD)(t->tm_year + 1900), (WORD)(t->tm_mon + 1), (WORD)t->tm_wday, (WORD)t->tm_mday,
                         (WORD)t->tm_hour, (WORD)t->tm_min, (WORD)t->tm_sec, (WORD)(ticks % TICKS_A_SECOND / 10000) };
}

BOOL FileTimeToSystemTime(const FILETIME *file, LPSYSTEMTIME system)
{
    LONGLONG  ticks = ticks_of(file);
    time_t    seconds = ticks / TICKS_A_SECOND - EPOCH_OF_LINUX;
    struct tm t;
    if (ticks < 0 || !gmtime_r(&seconds, &t))
        return um_fail(ERROR_INVALID_PARAMETER);
    *system = system_of(&t, ticks);
    return TRUE;
}

static bool is_sane(const SYSTEMTIME *s)
{
    static const WORD days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = s->wYear % 4 == 0 && (s->wYear % 100 != 0 || s->wYear % 400 == 0);
    if (s->wYear < 1601 || s->wYear > 30827 || s->wMonth < 1 || s->wMonth > 12 || s->wDay < 1 || s->wDay > days[s->wMonth - 1])
        return false;
    return s->wHour < 24 && s->wMinute < 60 && s->wSecond < 60 && s->wMilliseconds < 1000 &&
           (leap || s->wMonth != 2 || s->wDay < 29);
}

BOOL SystemTimeToFileTime(const SYSTEMTIME *s, LPFILETIME file)
{
    if (!is_sane(s))
        return um_fail(ERROR_INVALID_PARAMETER);
    struct tm t = { .tm_year = s->wYear - 1900, .tm_mon = s->wMonth - 1, .tm_mday = s->wDay, .tm_hour = s->wHour,
                    .tm_min = s->wMinute, .tm_sec = s->wSecond };
    *file = filetime_of((timegm(&t) + EPOCH_OF_LINUX) * TICKS_A_SECOND + s->wMilliseconds * 10000LL);
    return TRUE;
}

/* What the machine's zone is off UTC now: Windows shifts by the present rule, whatever the date. */
static LONGLONG offset_now(void)
{
    struct tm t;
    time_t    seconds = time(NULL);
    return localtime_r(&seconds, &t) ? t.tm_gmtoff * TICKS_A_SECOND : 0;
}

static BOOL shift(const FILETIME *from, LONGLONG by, LPFILETIME to)
{
    LONGLONG ticks = ticks_of(from);
    if (ticks < 0 || (by > 0 ? ticks > LAST_TICK - by : ticks < -by))
        return um_fail(ERROR_INVALID_PARAMETER);
    *to = filetime_of(ticks + by);
    return TRUE;
}

BOOL FileTimeToLocalFileTime(const FILETIME *utc, LPFILETIME local)
{
    return shift(utc, offset_now(), local);
}

BOOL LocalFileTimeToFileTime(const FILETIME *local, LPFILETIME utc)
{
    return shift(local, -offset_now(), utc);
}

LONG CompareFileTime(const FILETIME *a, const FILETIME *b)
{
    ULONGLONG x = (ULONGLONG)ticks_of(a), y = (ULONGLONG)ticks_of(b);
    return (x > y) - (x < y);
}

/* Here the rule of the date itself counts. */
static BOOL local_of(LONGLONG ticks, LPSYSTEMTIME out)
{
    time_t    seconds = ticks / TICKS_A_SECOND - EPOCH_OF_LINUX;
    struct tm t;
    if (!localtime_r(&seconds, &t))
        return um_fail(ERROR_INVALID_PARAMETER);
    *out = system_of(&t, ticks);
    return TRUE;
}

BOOL SystemTimeToTzSpecificLocalTime(const TIME_ZONE_INFORMATION *zone, const SYSTEMTIME *utc, LPSYSTEMTIME local)
{
    FILETIME file;
    if (zone)
        return um_fail(ERROR_NOT_SUPPORTED);
    return SystemTimeToFileTime(utc, &file) && local_of(ticks_of(&file), local);
}

VOID GetSystemTime(LPSYSTEMTIME time)
{
    FILETIME file = filetime_of(now());
    FileTimeToSystemTime(&file, time);
}

VOID GetLocalTime(LPSYSTEMTIME time)
{
    local_of(now(), time);
}

/* --- since the start -------------------------------------------------------------------------------------------------------- */

static struct timespec since(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return t;
}

ULONGLONG GetTickCount64(VOID)
{
    struct timespec t = since(CLOCK_BOOTTIME);
    return (ULONGLONG)t.tv_sec * 1000 + (ULONGLONG)t.tv_nsec / 1000000;
}

DWORD GetTickCount(VOID)
{
    return (DWORD)GetTickCount64();
}

BOOL QueryPerformanceCounter(LARGE_INTEGER *count)
{
    struct timespec t = since(CLOCK_MONOTONIC);
    count->QuadPart = t.tv_sec * TICKS_A_SECOND + t.tv_nsec / 100;
    return TRUE;
}

BOOL QueryPerformanceFrequency(LARGE_INTEGER *frequency)
{
    frequency->QuadPart = TICKS_A_SECOND;
    return TRUE;
}
