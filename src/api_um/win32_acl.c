/* Access control lists in the program's own memory. */
#include <string.h>

#include "api_um/acl.h"
#include "model/value.h"

/* The entry behind `ace`, or the first for NULL. */
static ACE_HEADER *next_ace(PACL acl, ACE_HEADER *ace)
{
    return ace ? (ACE_HEADER *)((char *)ace + ace->AceSize) : (ACE_HEADER *)(acl + 1);
}

/* Behind the last entry; NULL when an entry is malformed or reaches outside. */
ACE_HEADER *um_acl_end(PACL acl)
{
    char       *limit = (char *)acl + acl->AclSize;
    ACE_HEADER *at = next_ace(acl, NULL);
    for (WORD i = 0; i < acl->AceCount; i++) {
        if ((char *)(at + 1) > limit || at->AceSize < sizeof(*at) || (char *)at + at->AceSize > limit)
            return NULL;
        at = next_ace(acl, at);
    }
    return at;
}

BOOL InitializeAcl(PACL acl, DWORD size, DWORD revision)
{
    if (size < sizeof(*acl))
        return um_fail(ERROR_INSUFFICIENT_BUFFER);
    if (size > 0xFFFF || (revision != ACL_REVISION && revision != ACL_REVISION_DS))
        return um_fail(ERROR_INVALID_PARAMETER);
    memset(acl, 0, size);
    acl->AclRevision = (BYTE)revision;
    acl->AclSize = (WORD)(size & ~3u);
    return TRUE;
}

BOOL IsValidAcl(PACL acl)
{
    return acl && acl->AclSize >= sizeof(*acl) && acl->AclRevision >= ACL_REVISION && acl->AclRevision <= ACL_REVISION_DS &&
           um_acl_end(acl);
}

BOOL um_acl_add(PACL acl, BYTE type, DWORD flags, DWORD mask, PSID sid)
{
    ACE_HEADER *end = IsValidAcl(acl) ? um_acl_end(acl) : NULL;
    if (!end)
        return um_fail(ERROR_INVALID_ACL);
    if (!IsValidSid(sid))
        return um_fail(ERROR_INVALID_SID);
    if (flags & ~(DWORD)0x1F)
        return um_fail(ERROR_INVALID_FLAGS);
    DWORD size = FIELD_OFFSET(ACCESS_ALLOWED_ACE, SidStart) + GetLengthSid(sid);
    if ((char *)end + size > (char *)acl + acl->AclSize)
        return um_fail(ERROR_ALLOTTED_SPACE_EXCEEDED);
    *end = (ACE_HEADER){ type, (BYTE)flags, (WORD)size };
    memcpy((char *)end + FIELD_OFFSET(ACCESS_ALLOWED_ACE, Mask), &mask, sizeof(mask));
    memcpy((char *)end + FIELD_OFFSET(ACCESS_ALLOWED_ACE, SidStart), sid, GetLengthSid(sid));
    acl->AceCount++;
    return TRUE;
}

static BOOL add(PACL acl, DWORD revision, BYTE type, DWORD flags, DWORD mask, PSID sid)
{
    if (revision != ACL_REVISION && revision != ACL_REVISION_DS)
        return um_fail(ERROR_UNKNOWN_REVISION);
    return um_acl_add(acl, type, flags, mask, sid);
}

BOOL AddAccessAllowedAceEx(PACL acl, DWORD revision, DWORD flags, DWORD mask, PSID sid)
{
    return add(acl, revision, ACCESS_ALLOWED_ACE_TYPE, flags, mask, sid);
}

BOOL AddAccessAllowedAce(PACL acl, DWORD revision, DWORD mask, PSID sid)
{
    return add(acl, revision, ACCESS_ALLOWED_ACE_TYPE, 0, mask, sid);
}

BOOL AddAccessDeniedAceEx(PACL acl, DWORD revision, DWORD flags, DWORD mask, PSID sid)
{
    return add(acl, revision, ACCESS_DENIED_ACE_TYPE, flags, mask, sid);
}

BOOL AddAccessDeniedAce(PACL acl, DWORD revision, DWORD mask, PSID sid)
{
    return add(acl, revision, ACCESS_DENIED_ACE_TYPE, 0, mask, sid);
}

BOOL GetAce(PACL acl, DWORD index, LPVOID *ace)
{
    if (!IsValidAcl(acl) || index >= acl->AceCount)
        return um_fail(ERROR_INVALID_PARAMETER);
    ACE_HEADER *at = next_ace(acl, NULL);
    for (; index; index--)
        at = next_ace(acl, at);
    *ace = at;
    return TRUE;
}

BOOL GetAclInformation(PACL acl, LPVOID information, DWORD size, ACL_INFORMATION_CLASS kind)
{
    if (!IsValidAcl(acl))
        return um_fail(ERROR_INVALID_ACL);
    DWORD used = (DWORD)((char *)um_acl_end(acl) - (char *)acl);
    ACL_SIZE_INFORMATION sizes = { acl->AceCount, used, acl->AclSize - used };
    DWORD                revision = acl->AclRevision;
    if (kind == AclSizeInformation && size >= sizeof(sizes))
        memcpy(information, &sizes, sizeof(sizes));
    else if (kind == AclRevisionInformation && size >= sizeof(revision))
        memcpy(information, &revision, sizeof(revision));
    else
        return um_fail(kind == AclSizeInformation || kind == AclRevisionInformation ? ERROR_INSUFFICIENT_BUFFER
                                                                                    : ERROR_INVALID_PARAMETER);
    return TRUE;
}

VOID MapGenericMask(PDWORD mask, PGENERIC_MAPPING mapping)
{
    DWORD m = *mask;
    *mask = (m & 0x0FFFFFFF) | (m & GENERIC_READ ? mapping->GenericRead : 0) | (m & GENERIC_WRITE ? mapping->GenericWrite : 0) |
            (m & GENERIC_EXECUTE ? mapping->GenericExecute : 0) | (m & GENERIC_ALL ? mapping->GenericAll : 0);
}
