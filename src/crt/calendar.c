/* time.h of Windows over that of this system: a shorter struct tm, milliseconds in clock(). */
#include <time.h>

#include "crt/calendar.h"

static struct owfp_tm from_system(const struct tm *t)
{
    return (struct owfp_tm){ t->tm_sec, t->tm_min, t->tm_hour, t->tm_mday, t->tm_mon, t->tm_year, t->tm_wday, t->tm_yday,
                             t->tm_isdst };
}

static struct tm to_system(const struct owfp_tm *t)
{
    return (struct tm){ .tm_sec = t->sec, .tm_min = t->min, .tm_hour = t->hour, .tm_mday = t->mday, .tm_mon = t->mon,
                        .tm_year = t->year, .tm_wday = t->wday, .tm_yday = t->yday, .tm_isdst = t->isdst };
}

int64_t owfp_time(int64_t *out)
{
    int64_t now = time(NULL);
    if (out)
        *out = now;
    return now;
}

enum { INVALID = 22 };

int owfp_gmtime_s(struct owfp_tm *out, const int64_t *t)
{
    struct tm broken;
    if (!gmtime_r(&(time_t){ *t }, &broken))
        return INVALID;
    *out = from_system(&broken);
    return 0;
}

int owfp_localtime_s(struct owfp_tm *out, const int64_t *t)
{
    struct tm broken;
    if (!localtime_r(&(time_t){ *t }, &broken))
        return INVALID;
    *out = from_system(&broken);
    return 0;
}

/* As on Windows, the two share one result a thread. */
static _Thread_local struct owfp_tm last;

struct owfp_tm *owfp_gmtime(const int64_t *t)
{
    return owfp_gmtime_s(&last, t) ? NULL : &last;
}

struct owfp_tm *owfp_localtime(const int64_t *t)
{
    return owfp_localtime_s(&last, t) ? NULL : &last;
}

int64_t owfp_mktime(struct owfp_tm *t)
{
    struct tm broken = to_system(t);
    int64_t   when = mktime(&broken);
    *t = from_system(&broken);
    return when;
}

size_t owfp_strftime(char *out, size_t size, const char *format, const struct owfp_tm *t)
{
    struct tm broken = to_system(t);
    return strftime(out, size, format, &broken);
}

/* CPU time; Windows' is elapsed time since the start, which programs use for the same differences. */
int owfp_clock(void)
{
    struct timespec used;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return (int)(used.tv_sec * 1000 + used.tv_nsec / 1000000);
}
