/* SIDs: Windows' structure is the binary form that the security module has. */
#include <stdlib.h>
#include <string.h>

#include "api_um/border.h"
#include "security/sddl.h"
#include "security/token.h"
#include "security/wellknown.h"

#include <sddl.h>

BOOL IsValidSid(PSID sid)
{
    const SID *s = sid;
    return s && s->Revision == SID_REVISION && s->SubAuthorityCount <= SID_MAX_SUB_AUTHORITIES;
}

DWORD GetSidLengthRequired(UCHAR count)
{
    return 8 + 4 * (DWORD)count;
}

DWORD GetLengthSid(PSID sid)
{
    return (DWORD)sid_size(sid);
}

BOOL EqualSid(PSID a, PSID b)
{
    return IsValidSid(a) && IsValidSid(b) ? sid_equal(a, b) : um_fail(ERROR_INVALID_SID);
}

BOOL CopySid(DWORD size, PSID to, PSID from)
{
    if (!IsValidSid(from))
        return um_fail(ERROR_INVALID_SID);
    if (size < GetLengthSid(from))
        return um_fail(ERROR_INSUFFICIENT_BUFFER);
    memcpy(to, from, GetLengthSid(from));
    return TRUE;
}

BOOL InitializeSid(PSID sid, PSID_IDENTIFIER_AUTHORITY authority, BYTE count)
{
    SID *s = sid;
    if (count > SID_MAX_SUB_AUTHORITIES)
        return um_fail(ERROR_INVALID_PARAMETER);
    s->Revision = SID_REVISION;
    s->SubAuthorityCount = count;
    s->IdentifierAuthority = *authority;
    return TRUE;
}

PDWORD GetSidSubAuthority(PSID sid, DWORD index)
{
    return &((SID *)sid)->SubAuthority[0] + index;
}

PUCHAR GetSidSubAuthorityCount(PSID sid)
{
    return &((SID *)sid)->SubAuthorityCount;
}

PSID_IDENTIFIER_AUTHORITY GetSidIdentifierAuthority(PSID sid)
{
    return &((SID *)sid)->IdentifierAuthority;
}

BOOL AllocateAndInitializeSid(PSID_IDENTIFIER_AUTHORITY authority, BYTE count, DWORD s0, DWORD s1, DWORD s2, DWORD s3, DWORD s4,
                              DWORD s5, DWORD s6, DWORD s7, PSID *sid)
{
    const DWORD parts[] = { s0, s1, s2, s3, s4, s5, s6, s7 };
    if (count > COUNT_OF(parts))
        return um_fail(ERROR_INVALID_SID);
    SID *s = calloc(1, GetSidLengthRequired(SID_MAX_SUB_AUTHORITIES));
    if (!s)
        return um_fail(ERROR_NOT_ENOUGH_MEMORY);
    InitializeSid(s, authority, count);
    memcpy(&s->SubAuthority[0], parts, count * sizeof(parts[0]));
    *sid = s;
    return TRUE;
}

PVOID FreeSid(PSID sid)
{
    free(sid);
    return NULL;
}

/* Those of a domain have no meaning on a machine that is in none. */
BOOL CreateWellKnownSid(WELL_KNOWN_SID_TYPE kind, PSID domain, PSID sid, DWORD *size)
{
    const struct well_known_row *row = well_known_by_type((int)kind);
    (void)domain;
    if (!row)
        return um_fail(ERROR_INVALID_PARAMETER);
    DWORD needed = (DWORD)sid_size(row->sid), room = *size;
    *size = needed;
    if (!sid || room < needed)
        return um_fail(ERROR_INSUFFICIENT_BUFFER);
    memcpy(sid, row->sid, needed);
    return TRUE;
}

BOOL IsWellKnownSid(PSID sid, WELL_KNOWN_SID_TYPE kind)
{
    const struct well_known_row *row = well_known_by_type((int)kind);
    return row && IsValidSid(sid) && sid_equal(row->sid, sid);
}

/* --- as text ---------------------------------------------------------------------------------------------------------------------- */

BOOL ConvertSidToStringSidA(PSID sid, LPSTR *text)
{
    char *out;
    if (!text)
        return um_fail(ERROR_INVALID_PARAMETER);
    if (!IsValidSid(sid))
        return um_fail(ERROR_INVALID_SID);
    if (!(out = malloc(SID_TEXT_SIZE)))
        return um_fail(ERROR_NOT_ENOUGH_MEMORY);
    *text = sid_format(sid, out);
    return TRUE;
}

BOOL ConvertSidToStringSidW(PSID sid, LPWSTR *text)
{
    char narrow[SID_TEXT_SIZE];
    if (!text)
        return um_fail(ERROR_INVALID_PARAMETER);
    if (!IsValidSid(sid))
        return um_fail(ERROR_INVALID_SID);
    WCHAR *out = um_wide(sid_format(sid, narrow));
    if (!out)
        return um_fail(ERROR_NOT_ENOUGH_MEMORY);
    *text = out;
    return TRUE;
}

BOOL ConvertStringSidToSidA(LPCSTR text, PSID *sid)
{
    uint8_t parsed[SID_MAX_SIZE];
    if (!text || !sid)
        return um_fail(ERROR_INVALID_PARAMETER);
    if (!sddl_sid(text, parsed))
        return um_fail(ERROR_INVALID_SID);
    void *out = malloc(SID_MAX_SIZE);
    if (!out)
        return um_fail(ERROR_NOT_ENOUGH_MEMORY);
    *sid = memcpy(out, parsed, sid_size(parsed));
    return TRUE;
}

BOOL ConvertStringSidToSidW(LPCWSTR text, PSID *sid)
{
    char *narrow = um_narrow(text);
    BOOL  good = ConvertStringSidToSidA(narrow, sid);
    free(narrow);
    return good;
}
