/* Strings to and from other things: numbers, GUIDs, hashes; and numbers that look random. */
#include <stdio.h>
#include <string.h>

#include "api_km/border.h"
#include "nt/pool.h"

#define TAG_STRING    0x72745352 /* 'RStr' */
#define GUID_UNITS    38
#define RANDOM_MODULO 0x7fffffffu

static WCHAR unit(PCUNICODE_STRING s, ULONG i)
{
    return i < s->Length / sizeof(WCHAR) ? s->Buffer[i] : 0;
}

static ULONG digit_of(WCHAR c)
{
    if (c >= '0' && c <= '9')
        return (ULONG)(c - '0');
    WCHAR lower = (WCHAR)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? (ULONG)(lower - 'a' + 10) : 16;
}

/* What "0x", "0o" and "0b" say; *at goes behind it. */
static ULONG base_said(PCUNICODE_STRING s, ULONG *at)
{
    WCHAR letter = unit(s, *at) == '0' ? unit(s, *at + 1) : 0;
    ULONG base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    *at += base ? 2 : 0;
    return base ? base : 10;
}

NTSTATUS RtlUnicodeStringToInteger(PCUNICODE_STRING string, ULONG base, PULONG value)
{
    ULONG at = 0, n = 0, d;
    while (unit(string, at) && unit(string, at) <= ' ')
        at++;
    bool negative = unit(string, at) == '-';
    at += negative || unit(string, at) == '+';
    if (base == 0)
        base = base_said(string, &at);
    else if (base != 2 && base != 8 && base != 10 && base != 16)
        return STATUS_INVALID_PARAMETER;
    for (; (d = digit_of(unit(string, at))) < base; at++)
        n = n * base + d;
    *value = negative ? 0u - n : n;
    return STATUS_SUCCESS;
}

NTSTATUS RtlHashUnicodeString(PCUNICODE_STRING string, BOOLEAN ignoreCase, ULONG algorithm, PULONG hash)
{
    ULONG h = 0;
    if (!string || !hash || (algorithm != HASH_STRING_ALGORITHM_DEFAULT && algorithm != HASH_STRING_ALGORITHM_X65599))
        return STATUS_INVALID_PARAMETER;
    for (ULONG i = 0; i < string->Length / sizeof(WCHAR); i++)
        h = h * 65599 + (ignoreCase ? RtlUpcaseUnicodeChar(string->Buffer[i]) : string->Buffer[i]);
    *hash = h;
    return STATUS_SUCCESS;
}

NTSTATUS RtlDuplicateUnicodeString(ULONG flags, PCUNICODE_STRING from, PUNICODE_STRING to)
{
    bool   terminated = flags & RTL_DUPLICATE_UNICODE_STRING_NULL_TERMINATE;
    bool   anyway = flags & RTL_DUPLICATE_UNICODE_STRING_ALLOCATE_NULL_STRING;
    size_t size = from->Length + (terminated ? sizeof(WCHAR) : 0);
    if (flags > 3 || (anyway && !terminated))
        return STATUS_INVALID_PARAMETER;
    if (size > UNICODE_STRING_MAX_BYTES)
        return STATUS_NAME_TOO_LONG;
    *to = (UNICODE_STRING){ 0 };
    if (from->Length == 0 && !anyway)
        return STATUS_SUCCESS;
    to->Buffer = pool_alloc(km_nt("RtlDuplicateUnicodeString"), size, TAG_STRING, true);
    if (!to->Buffer)
        return STATUS_NO_MEMORY;
    memcpy(to->Buffer, from->Buffer, from->Length);
    to->Length = from->Length;
    to->MaximumLength = (USHORT)size;
    return STATUS_SUCCESS;
}

/* --- GUIDs: {8-4-4-4-12} ------------------------------------------------------------------------------------------ */

NTSTATUS RtlStringFromGUID(REFGUID guid, PUNICODE_STRING string)
{
    const GUID *g = guid;
    char        text[GUID_UNITS + 1];
    snprintf(text, sizeof(text), "{%08X-%04X-%04X-%02X%02X-%02X%02X%02X%02X%02X%02X}", (unsigned)g->Data1, g->Data2, g->Data3,
             g->Data4[0], g->Data4[1], g->Data4[2], g->Data4[3], g->Data4[4], g->Data4[5], g->Data4[6], g->Data4[7]);
    string->Buffer = pool_alloc(km_nt("RtlStringFromGUID"), sizeof(text) * sizeof(WCHAR), TAG_STRING, true);
    if (!string->Buffer)
        return STATUS_NO_MEMORY;
    for (int i = 0; i <= GUID_UNITS; i++)
        string->Buffer[i] = (WCHAR)text[i];
    string->Length = GUID_UNITS * sizeof(WCHAR);
    string->MaximumLength = sizeof(text) * sizeof(WCHAR);
    return STATUS_SUCCESS;
}

NTSTATUS RtlGUIDFromString(PCUNICODE_STRING string, GUID *guid)
{
    static const char shape[] = "{00000000-0000-0000-0000-000000000000}";
    UCHAR             bytes[16] = { 0 };
    ULONG             digits = 0;
    if (string->Length < GUID_UNITS * sizeof(WCHAR))
        return STATUS_INVALID_PARAMETER;
    for (ULONG i = 0; i < GUID_UNITS; i++) {
        ULONG d = digit_of(string->Buffer[i]);
        if (shape[i] == '0' ? d > 15 : string->Buffer[i] != (WCHAR)shape[i])
            return STATUS_INVALID_PARAMETER;
        if (shape[i] == '0') {
            bytes[digits / 2] = (UCHAR)(bytes[digits / 2] << 4 | d);
            digits++;
        }
    }
    guid->Data1 = (ULONG)bytes[0] << 24 | (ULONG)bytes[1] << 16 | (ULONG)bytes[2] << 8 | bytes[3];
    guid->Data2 = (USHORT)(bytes[4] << 8 | bytes[5]);
    guid->Data3 = (USHORT)(bytes[6] << 8 | bytes[7]);
    memcpy(guid->Data4, bytes + 8, sizeof(guid->Data4));
    return STATUS_SUCCESS;
}

/* --- random numbers: the same seed, the same numbers -------------------------------------------------------------- */

ULONG RtlRandomEx(PULONG seed)
{
    *seed = (ULONG)((*seed * 0x7fffffedull + 0x7fffffc3ull) % RANDOM_MODULO);
    return *seed;
}

ULONG RtlRandom(PULONG seed)
{
    return RtlRandomEx(seed);
}
