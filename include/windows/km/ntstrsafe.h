/* Strings that know their room: counts of characters (Cch) or bytes (Cb), narrow (A) or wide (W). Always terminated; a
 * text that does not fit is cut, and the status says so. */
#ifndef OPENWFP_NTSTRSAFE_H
#define OPENWFP_NTSTRSAFE_H

#include "ntdef.h"
#include "ntstatus.h"
#include <stdio.h>
#include <string.h>
#include <wchar.h>

#define NTSTRSAFE_MAX_CCH 2147483647
#define NTSTRSAFE_UNICODE_STRING_MAX_CCH (0xffff / sizeof(WCHAR))
#define OPENWFP_STRSAFE(name)            Rtl##name
#define OPENWFP_STRSAFE_TYPE             NTSTATUS
#define OPENWFP_STRSAFE_OK               STATUS_SUCCESS
#define OPENWFP_STRSAFE_CUT              STATUS_BUFFER_OVERFLOW
#define OPENWFP_STRSAFE_INVALID          STATUS_INVALID_PARAMETER
#include "openwfp_strsafe.inc"

/* --- UNICODE_STRING ----------------------------------------------------------------------------------------------- */

#ifndef NTSTRSAFE_NO_UNICODE_STRING_FUNCTIONS
OPENWFP_INLINE NTSTATUS RtlUnicodeStringInit(PUNICODE_STRING string, PCWSTR text)
{
    SIZE_T n = text ? wcslen(text) : 0;
    if (n > NTSTRSAFE_UNICODE_STRING_MAX_CCH)
        return STATUS_INVALID_PARAMETER;
    string->Buffer = (PWSTR)text;
    string->Length = (USHORT)(n * sizeof(WCHAR));
    string->MaximumLength = (USHORT)(text ? string->Length + sizeof(WCHAR) : 0);
    return STATUS_SUCCESS;
}

OPENWFP_INLINE NTSTATUS RtlUnicodeStringCopyString(PUNICODE_STRING to, PCWSTR from)
{
    SIZE_T n = wcslen(from) * sizeof(WCHAR), room = to->MaximumLength & ~(SIZE_T)1;
    to->Length = (USHORT)(n < room ? n : room);
    __builtin_memcpy(to->Buffer, from, to->Length);
    return n > room ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

OPENWFP_INLINE NTSTATUS RtlUnicodeStringCopy(PUNICODE_STRING to, PCUNICODE_STRING from)
{
    SIZE_T room = to->MaximumLength & ~(SIZE_T)1;
    to->Length = (USHORT)(from->Length < room ? from->Length : room);
    __builtin_memcpy(to->Buffer, from->Buffer, to->Length);
    return from->Length > room ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

OPENWFP_INLINE NTSTATUS RtlUnicodeStringPrintf(PUNICODE_STRING to, PCWSTR format, ...)
{
    SIZE_T  room = to->MaximumLength / sizeof(WCHAR);
    va_list args;
    va_start(args, format);
    int n = _vsnwprintf(to->Buffer, room, format, args);
    va_end(args);
    to->Length = (USHORT)((n < 0 ? room : (SIZE_T)n) * sizeof(WCHAR));
    return n < 0 ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

OPENWFP_INLINE NTSTATUS RtlUnicodeStringCatString(PUNICODE_STRING to, PCWSTR from)
{
    UNICODE_STRING rest = { 0, (USHORT)(to->MaximumLength - to->Length), to->Buffer + to->Length / sizeof(WCHAR) };
    NTSTATUS       status = RtlUnicodeStringCopyString(&rest, from);
    to->Length = (USHORT)(to->Length + rest.Length);
    return status;
}
#endif

#endif
