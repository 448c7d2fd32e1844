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
