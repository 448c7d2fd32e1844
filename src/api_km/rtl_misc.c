/* Calendar time, the version of Windows that this is, security identifiers. */
#include <string.h>
#include <time.h>

#include "api_km/border.h"

#define UNIX_EPOCH 116444736000000000LL
#define SECOND     10000000LL

VOID RtlTimeToTimeFields(PLARGE_INTEGER time, PTIME_FIELDS fields)
{
    time_t    t = (time_t)(time->QuadPart / SECOND - UNIX_EPOCH / SECOND);
    struct tm utc;
    gmtime_r(&t, &utc);
    *fields = (TIME_FIELDS){ (CSHORT)(utc.tm_year + 1900), (CSHORT)(utc.tm_mon + 1), (CSHORT)utc.tm_mday, (CSHORT)utc.tm_hour,
                             (CSHORT)utc.tm_min, (CSHORT)utc.tm_sec, (CSHORT)(time->QuadPart % SECOND / 10000),
                             (CSHORT)utc.tm_wday };
}

static bool is_date(const TIME_FIELDS *f)
{
    static const CSHORT days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (f->Year < 1601 || f->Month < 1 || f->Month > 12 || f->Day < 1)
        return false;
    bool leap = f->Year % 4 == 0 && (f->Year % 100 != 0 || f->Year % 400 == 0);
    return f->Day <= days[f->Month - 1] + (leap && f->Month == 2);
}

BOOLEAN RtlTimeFieldsToTime(PTIME_FIELDS f, PLARGE_INTEGER time)
{
    struct tm utc = { .tm_year = f->Year - 1900, .tm_mon = f->Month - 1, .tm_mday = f->Day, .tm_hour = f->Hour,
                      .tm_min = f->Minute, .tm_sec = f->Second };
    if (!is_date(f) || f->Hour < 0 || f->Hour > 23 || f->Minute < 0 || f->Minute > 59 || f->Second < 0 || f->Second > 59 ||
        f->Milliseconds < 0 || f->Milliseconds > 999)
        return FALSE;
    time->QuadPart = timegm(&utc) * SECOND + UNIX_EPOCH + f->Milliseconds * (SECOND / 1000);
    return TRUE;
}

/* Windows 11 22H2. */
enum { MAJOR = 10, MINOR = 0, BUILD = 22621 };
#define PLATFORM_NT      2
#define PRODUCT_DESKTOP  1

NTSTATUS RtlGetVersion(PRTL_OSVERSIONINFOW version)
{
    ULONG size = version->dwOSVersionInfoSize;
    if (size != sizeof(RTL_OSVERSIONINFOW) && size != sizeof(RTL_OSVERSIONINFOEXW))
        return STATUS_INVALID_PARAMETER;
    memset(version, 0, size);
    version->dwOSVersionInfoSize = size;
    version->dwMajorVersion = MAJOR;
    version->dwMinorVersion = MINOR;
    version->dwBuildNumber = BUILD;
    version->dwPlatformId = PLATFORM_NT;
    if (size == sizeof(RTL_OSVERSIONINFOEXW))
        ((PRTL_OSVERSIONINFOEXW)version)->wProductType = PRODUCT_DESKTOP;
    return STATUS_SUCCESS;
}

BOOLEAN PsGetVersion(PULONG major, PULONG minor, PULONG build, PUNICODE_STRING csd)
{
    if (major)
        *major = MAJOR;
    if (minor)
        *minor = MINOR;
    if (build)
        *build = BUILD;
    if (csd)
        csd->Length = 0;
    return FALSE; /* not a checked build */
}

/* --- security identifiers ----------------------------------------------------------------------------------------- */

enum { SID_REVISION_NOW = 1, SUB_AUTHORITIES_MAX = 15 };

ULONG RtlLengthRequiredSid(ULONG count)
{
    return (ULONG)(offsetof(SID, SubAuthority) + count * sizeof(DWORD));
}

ULONG RtlLengthSid(PSID sid)
{
    return RtlLengthRequiredSid(((SID *)sid)->SubAuthorityCount);
}

BOOLEAN RtlValidSid(PSID sid)
{
    const SID *s = sid;
    return s && s->Revision == SID_REVISION_NOW && s->SubAuthorityCount <= SUB_AUTHORITIES_MAX;
}

BOOLEAN RtlEqualSid(PSID a, PSID b)
{
    return RtlLengthSid(a) == RtlLengthSid(b) && memcmp(a, b, RtlLengthSid(a)) == 0;
}

NTSTATUS RtlCopySid(ULONG size, PSID to, PSID from)
{
    if (size < RtlLengthSid(from))
        return STATUS_BUFFER_TOO_SMALL;
    memcpy(to, from, RtlLengthSid(from));
    return STATUS_SUCCESS;
}
