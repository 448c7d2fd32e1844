/* UNICODE_STRING and STRING. Letter case is that of base/casefold.h. Strings that a function allocates come from the
 * pool, and are freed with RtlFree...String(). */
#include <string.h>

#include "api_km/border.h"
#include "base/casefold.h"
#include "base/utf16.h"
#include "crt/crt.h"
#include "nt/pool.h"

#define TAG_STRING 0x72745352 /* 'RStr' */

NTSTATUS RtlInitUnicodeStringEx(PUNICODE_STRING string, PCWSTR text)
{
    size_t bytes = text ? owfp_wcslen((const owfp_wchar *)text) * sizeof(WCHAR) : 0;
    if (bytes > UNICODE_STRING_MAX_BYTES - sizeof(WCHAR))
        return STATUS_NAME_TOO_LONG;
    string->Buffer = (PWSTR)(uintptr_t)text;
    string->Length = (USHORT)bytes;
    string->MaximumLength = (USHORT)(text ? bytes + sizeof(WCHAR) : 0);
    return STATUS_SUCCESS;
}

/* Longer text is cut, as Windows does. */
VOID RtlInitUnicodeString(PUNICODE_STRING string, PCWSTR text)
{
    if (NT_SUCCESS(RtlInitUnicodeStringEx(string, text)))
        return;
    string->Buffer = (PWSTR)(uintptr_t)text;
    string->Length = UNICODE_STRING_MAX_BYTES - sizeof(WCHAR);
    string->MaximumLength = UNICODE_STRING_MAX_BYTES;
}

VOID RtlInitString(PSTRING string, PCSZ text)
{
    size_t length = text ? strlen(text) : 0;
    if (length > UNICODE_STRING_MAX_BYTES - 1)
        length = UNICODE_STRING_MAX_BYTES - 1;
    string->Buffer = (PCHAR)(uintptr_t)text;
    string->Length = (USHORT)length;
    string->MaximumLength = (USHORT)(text ? length + 1 : 0);
}

VOID RtlInitAnsiString(PANSI_STRING string, PCSZ text)
{
    RtlInitString(string, text);
}

static void terminate(PUNICODE_STRING s)
{
    if (s->Length + sizeof(WCHAR) <= s->MaximumLength)
        s->Buffer[s->Length / sizeof(WCHAR)] = 0;
}

VOID RtlCopyUnicodeString(PUNICODE_STRING to, PCUNICODE_STRING from)
{
    USHORT bytes = from ? from->Length : 0;
    to->Length = bytes < to->MaximumLength ? bytes : to->MaximumLength;
    if (to->Length)
        memmove(to->Buffer, from->Buffer, to->Length);
    terminate(to);
}

NTSTATUS RtlAppendUnicodeStringToString(PUNICODE_STRING to, PCUNICODE_STRING from)
{
    if (from->Length > to->MaximumLength - to->Length)
        return STATUS_BUFFER_TOO_SMALL;
    if (from->Length)
        memmove(to->Buffer + to->Length / sizeof(WCHAR), from->Buffer, from->Length);
    to->Length = (USHORT)(to->Length + from->Length);
    terminate(to);
    return STATUS_SUCCESS;
}

NTSTATUS RtlAppendUnicodeToString(PUNICODE_STRING to, PCWSTR text)
{
    UNICODE_STRING from;
    RtlInitUnicodeString(&from, text);
    return RtlAppendUnicodeStringToString(to, &from);
}

/* --- comparing ---------------------------------------------------------------------------------------------------- */

static WCHAR unit(WCHAR c, BOOLEAN ignore)
{
    return ignore ? utf16_capital(c) : c;
}

LONG RtlCompareUnicodeStrings(PCWCH a, SIZE_T aLength, PCWCH b, SIZE_T bLength, BOOLEAN ignoreCase)
{
    for (SIZE_T i = 0; i < aLength && i < bLength; i++) {
        LONG difference = unit(a[i], ignoreCase) - unit(b[i], ignoreCase);
        if (difference)
            return difference;
    }
    return (LONG)aLength - (LONG)bLength;
}

LONG RtlCompareUnicodeString(PCUNICODE_STRING a, PCUNICODE_STRING b, BOOLEAN ignoreCase)
{
    return RtlCompareUnicodeStrings(a->Buffer, a->Length / sizeof(WCHAR), b->Buffer, b->Length / sizeof(WCHAR), ignoreCase);
}

BOOLEAN RtlEqualUnicodeString(PCUNICODE_STRING a, PCUNICODE_STRING b, BOOLEAN ignoreCase)
{
    return a->Length == b->Length && RtlCompareUnicodeString(a, b, ignoreCase) == 0;
}

BOOLEAN RtlPrefixUnicodeString(PCUNICODE_STRING prefix, PCUNICODE_STRING string, BOOLEAN ignoreCase)
{
    SIZE_T n = prefix->Length / sizeof(WCHAR);
    return prefix->Length <= string->Length && RtlCompareUnicodeStrings(prefix->Buffer, n, string->Buffer, n, ignoreCase) == 0;
}

BOOLEAN RtlSuffixUnicodeString(PCUNICODE_STRING suffix, PCUNICODE_STRING string, BOOLEAN ignoreCase)
{
    SIZE_T n = suffix->Length / sizeof(WCHAR), whole = string->Length / sizeof(WCHAR);
    return n <= whole && RtlCompareUnicodeStrings(suffix->Buffer, n, string->Buffer + (whole - n), n, ignoreCase) == 0;
}

WCHAR RtlUpcaseUnicodeChar(WCHAR c)
{
    return utf16_capital(c);
}

WCHAR RtlDowncaseUnicodeChar(WCHAR c)
{
    return utf16_fold(c);
}

/* --- strings made from strings ------------------------------------------------------------------------------------ */

static void *string_alloc(size_t size)
{
    return pool_alloc(km_nt("an Rtl string"), size, TAG_STRING, true);
}

/* Room for `bytes` in `to`, which the caller gave or wants allocated. */
static NTSTATUS room(PUNICODE_STRING to, size_t bytes, BOOLEAN allocate)
{
    if (bytes + sizeof(WCHAR) > UNICODE_STRING_MAX_BYTES)
        return STATUS_INVALID_PARAMETER_2;
    if (!allocate)
        return bytes <= to->MaximumLength ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
    to->Buffer = string_alloc(bytes + sizeof(WCHAR));
    to->Length = 0;
    to->MaximumLength = to->Buffer ? (USHORT)(bytes + sizeof(WCHAR)) : 0;
    return to->Buffer ? STATUS_SUCCESS : STATUS_NO_MEMORY;
}

static NTSTATUS map_case(PUNICODE_STRING to, PCUNICODE_STRING from, BOOLEAN allocate, uint16_t (*map)(uint16_t))
{
    NTSTATUS status = room(to, from->Length, allocate);
    if (!NT_SUCCESS(status))
        return status;
    for (size_t i = 0; i < from->Length / sizeof(WCHAR); i++)
        to->Buffer[i] = map(from->Buffer[i]);
    to->Length = from->Length;
    return STATUS_SUCCESS;
}

NTSTATUS RtlUpcaseUnicodeString(PUNICODE_STRING to, PCUNICODE_STRING from, BOOLEAN allocate)
{
    return map_case(to, from, allocate, utf16_capital);
}

NTSTATUS RtlDowncaseUnicodeString(PUNICODE_STRING to, PCUNICODE_STRING from, BOOLEAN allocate)
{
    return map_case(to, from, allocate, utf16_fold);
}

/* Narrow text is taken for Latin 1, in which code page 1252 agrees for letters. */
NTSTATUS RtlMultiByteToUnicodeN(PWCH to, ULONG toSize, PULONG written, const CHAR *from, ULONG fromSize)
{
    ULONG n = toSize / sizeof(WCHAR) < fromSize ? (ULONG)(toSize / sizeof(WCHAR)) : fromSize;
    for (ULONG i = 0; i < n; i++)
        to[i] = (UCHAR)from[i];
    if (written)
        *written = n * (ULONG)sizeof(WCHAR);
    return STATUS_SUCCESS;
}

NTSTATUS RtlUnicodeToMultiByteN(PCHAR to, ULONG toSize, PULONG written, PCWCH from, ULONG fromSize)
{
    ULONG units = (ULONG)(fromSize / sizeof(WCHAR)), n = units < toSize ? units : toSize;
    for (ULONG i = 0; i < n; i++)
        to[i] = from[i] <= 0xff ? (CHAR)from[i] : '?';
    if (written)
        *written = n;
    return STATUS_SUCCESS;
}

NTSTATUS RtlAnsiStringToUnicodeString(PUNICODE_STRING to, PCANSI_STRING from, BOOLEAN allocate)
{
    ULONG    written;
    NTSTATUS status = room(to, from->Length * sizeof(WCHAR), allocate);
    if (!NT_SUCCESS(status))
        return status;
    RtlMultiByteToUnicodeN(to->Buffer, to->MaximumLength, &written, from->Buffer, from->Length);
    to->Length = (USHORT)written;
    terminate(to);
    return STATUS_SUCCESS;
}

NTSTATUS RtlUnicodeStringToAnsiString(PANSI_STRING to, PCUNICODE_STRING from, BOOLEAN allocate)
{
    ULONG n = from->Length / sizeof(WCHAR), written;
    if (allocate) {
        to->Buffer = string_alloc(n + 1);
        to->MaximumLength = (USHORT)(n + 1);
        if (!to->Buffer)
            return STATUS_NO_MEMORY;
    }
    if (to->MaximumLength < n + 1)
        return STATUS_BUFFER_OVERFLOW;
    RtlUnicodeToMultiByteN(to->Buffer, n, &written, from->Buffer, from->Length);
    to->Length = (USHORT)n;
    to->Buffer[n] = 0;
    return STATUS_SUCCESS;
}

VOID RtlFreeUnicodeString(PUNICODE_STRING string)
{
    if (string->Buffer)
        pool_free(km_nt("RtlFreeUnicodeString"), string->Buffer, 0, "RtlFreeUnicodeString");
    *string = (UNICODE_STRING){ 0 };
}

VOID RtlFreeAnsiString(PANSI_STRING string)
{
    if (string->Buffer)
        pool_free(km_nt("RtlFreeAnsiString"), string->Buffer, 0, "RtlFreeAnsiString");
    *string = (ANSI_STRING){ 0 };
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

static bool is_base(ULONG base)
{
    return base == 0 || base == 2 || base == 8 || base == 10 || base == 16;
}

NTSTATUS RtlInt64ToUnicodeString(ULONGLONG value, ULONG base, PUNICODE_STRING string)
{
    WCHAR  digits[64];
    size_t n = 0;
    if (!is_base(base))
        return STATUS_INVALID_PARAMETER;
    do {
        unsigned d = (unsigned)(value % (base ? base : 10));
        digits[n++] = (WCHAR)(d < 10 ? '0' + d : 'A' + d - 10);
        value /= base ? base : 10;
    } while (value);
    if (n * sizeof(WCHAR) > string->MaximumLength)
        return STATUS_BUFFER_OVERFLOW;
    string->Length = (USHORT)(n * sizeof(WCHAR));
    for (size_t i = 0; i < n; i++)
        string->Buffer[i] = digits[n - 1 - i];
    terminate(string);
    return STATUS_SUCCESS;
}

NTSTATUS RtlIntegerToUnicodeString(ULONG value, ULONG base, PUNICODE_STRING string)
{
    return RtlInt64ToUnicodeString(value, base, string);
}
