/* The C library's calendar as Windows' programs see it (include/windows/crt/time.h): struct tm without what Linux adds. */
#ifndef WFP_CRT_CALENDAR_H
#define WFP_CRT_CALENDAR_H

#include <stddef.h>
#include <stdint.h>

struct owfp_tm {
    int sec, min, hour, mday, mon, year, wday, yday, isdst;
};

int64_t         owfp_time(int64_t *out);
struct owfp_tm *owfp_gmtime(const int64_t *t);
struct owfp_tm *owfp_localtime(const int64_t *t);
/* 0 or EINVAL. */
int             owfp_gmtime_s(struct owfp_tm *out, const int64_t *t);
int             owfp_localtime_s(struct owfp_tm *out, const int64_t *t);
int64_t         owfp_mktime(struct owfp_tm *t);
size_t          owfp_strftime(char *out, size_t size, const char *format, const struct owfp_tm *t);
int             owfp_clock(void);

#endif
