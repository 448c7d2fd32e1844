/* Calendar time of the C library: 64 bits, and struct tm as both systems have it. */
#ifndef OPENWFP_CRT_TIME_H
#define OPENWFP_CRT_TIME_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef __INT64_TYPE__ time_t;
typedef long long __time64_t;
typedef long      clock_t;
#define CLOCKS_PER_SEC 1000

struct tm {
    int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
};

/* What headers of the C++ library ask of it. */
#ifdef __cplusplus
typedef int clockid_t;
struct timespec;
#define CLOCK_REALTIME  0
#define CLOCK_MONOTONIC 1
int nanosleep(const struct timespec *wanted, struct timespec *left);
#endif

#define time        owfp_time
#define gmtime      owfp_gmtime
#define localtime   owfp_localtime
#define mktime      owfp_mktime
#define strftime    owfp_strftime
#define gmtime_s    owfp_gmtime_s
#define localtime_s owfp_localtime_s
#define clock       owfp_clock
#define _time64     owfp_time

time_t     owfp_time(time_t *out);
struct tm *owfp_gmtime(const time_t *t);
struct tm *owfp_localtime(const time_t *t);
int        owfp_gmtime_s(struct tm *out, const time_t *t);
int        owfp_localtime_s(struct tm *out, const time_t *t);
time_t     owfp_mktime(struct tm *t);
size_t     owfp_strftime(char *out, size_t size, const char *format, const struct tm *t);
/* Milliseconds of CPU time. */
int        owfp_clock(void);

#ifdef __cplusplus
}
#endif

#endif
