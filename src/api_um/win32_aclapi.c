/* Lists from trustees, as SetEntriesInAcl makes them: entries that deny first, and what was inherited last. */
#include <stdlib.h>
#include <string.h>

#include "api_um/account.h"
#include "api_um/acl.h"
#include "security/token.h"

#include <aclapi.h>

struct entry {
    BYTE    type, flags;
    DWORD   mask;
    uint8_t sid[SID_MAX_SIZE];
};

struct entries {
    struct entry *at;
    size_t        count;
};

static bool is_simple(const ACE_HEADER *ace)
{
    return ace->AceType == ACCESS_ALLOWED_ACE_TYPE || ace->AceType == ACCESS_DENIED_ACE_TYPE;
}

/* Entries of other kinds are not the platform's: ERROR_INVALID_ACL. */
static DWORD take_old(PACL old, struct entries *list)
{
    for (DWORD i = 0; old && i < old->AceCount; i++) {
        ACCESS_ALLOWED_ACE *ace;
        struct entry       *e = &list->at[list->count];
        if (!GetAce(old, i, (LPVOID *)&ace) || !is_simple(&ace->Header) || !IsValidSid(&ace->SidStart))
            return ERROR_INVALID_ACL;
        *e = (struct entry){ .type = ace->Header.AceType, .flags = ace->Header.AceFlags, .mask = ace->Mask };
        CopySid(sizeof(e->sid), e->sid, &ace->SidStart);
        list->count++;
    }
    return ERROR_SUCCESS;
}

static DWORD trustee_sid(const TRUSTEE_W *trustee, uint8_t out[SID_MAX_SIZE])
{
    if (trustee->TrusteeForm == TRUSTEE_IS_SID)
        return IsValidSid(trustee->ptstrName) && CopySid(SID_MAX_SIZE, out, trustee->ptstrName) ? ERROR_SUCCESS : ERROR_INVALID_SID;
    if (trustee->TrusteeForm != TRUSTEE_IS_NAME)
        return ERROR_INVALID_PARAMETER;
    char *name = um_narrow(trustee->ptstrName);
    bool  known = name && um_account_sid(name, out);
    free(name);
    return known ? ERROR_SUCCESS : ERROR_NONE_MAPPED;
}

static bool is_own(const struct entry *e, const uint8_t *sid)
{
    return !(e->flags & INHERITED_ACE) && sid_equal(e->sid, sid);
}

/* What the trustee has of its own goes. */
static void drop(struct entries *list, const uint8_t *sid)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!is_own(&list->at[i], sid))
            list->at[kept++] = list->at[i];
    list->count = kept;
}

/* Joins an entry that differs in the mask only. New ones stand before old ones of their kind. */
static void add(struct entries *list, BYTE type, BYTE flags, DWORD mask, const uint8_t *sid)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i].type == type && list->at[i].flags == flags && is_own(&list->at[i], sid)) {
            list->at[i].mask |= mask;
            return;
        }
    memmove(list->at + 1, list->at, list->count * sizeof(*list->at));
    list->at[0] = (struct entry){ .type = type, .flags = flags, .mask = mask };
    memcpy(list->at[0].sid, sid, sid_size(sid));
    list->count++;
}

static DWORD apply(struct entries *list, const EXPLICIT_ACCESS_W *e)
{
    uint8_t sid[SID_MAX_SIZE];
    DWORD   error = trustee_sid(&e->Trustee, sid);
    BYTE    flags = (BYTE)(e->grfInheritance & 0xF);
    if (error)
        return error;
    switch (e->grfAccessMode) {
    case SET_ACCESS:
    case REVOKE_ACCESS:
        drop(list, sid);
        if (e->grfAccessMode == REVOKE_ACCESS)
            return ERROR_SUCCESS;
        __attribute__((fallthrough));
    case GRANT_ACCESS:
        add(list, ACCESS_ALLOWED_ACE_TYPE, flags, e->grfAccessPermissions, sid);
        return ERROR_SUCCESS;
    case DENY_ACCESS:
        add(list, ACCESS_DENIED_ACE_TYPE, flags, e->grfAccessPermissions, sid);
        return ERROR_SUCCESS;
    case NOT_USED_ACCESS:
    case SET_AUDIT_SUCCESS:
    case SET_AUDIT_FAILURE:
        break;
    }
    return ERROR_INVALID_PARAMETER;
}

/* Which third of the list an entry belongs to. */
static int rank(const struct entry *e)
{
    return e->flags & INHERITED_ACE ? 2 : e->type == ACCESS_DENIED_ACE_TYPE ? 0 : 1;
}

static DWORD write_list(const struct entries *list, PACL *out)
{
    size_t size = sizeof(ACL);
    for (size_t i = 0; i < list->count; i++)
        size += FIELD_OFFSET(ACCESS_ALLOWED_ACE, SidStart) + sid_size(list->at[i].sid);
    PACL acl = size <= 0xFFFF ? malloc(size) : NULL;
    if (!acl)
        return size <= 0xFFFF ? ERROR_NOT_ENOUGH_MEMORY : ERROR_INVALID_ACL;
    InitializeAcl(acl, (DWORD)size, ACL_REVISION);
    for (int r = 0; r < 3; r++)
        for (size_t i = 0; i < list->count; i++)
            if (rank(&list->at[i]) == r)
                um_acl_add(acl, list->at[i].type, list->at[i].flags, list->at[i].mask, list->at[i].sid);
    *out = acl;
    return ERROR_SUCCESS;
}

DWORD SetEntriesInAclW(ULONG count, PEXPLICIT_ACCESS_W entries, PACL old, PACL *out)
{
    struct entries list = { .at = calloc((size_t)count + (old ? old->AceCount : 0) + 1, sizeof(struct entry)) };
    if (!list.at)
        return ERROR_NOT_ENOUGH_MEMORY;
    DWORD error = old && !IsValidAcl(old) ? ERROR_INVALID_ACL : take_old(old, &list);
    for (ULONG i = 0; !error && i < count; i++)
        error = apply(&list, &entries[i]);
    if (!error)
        error = write_list(&list, out);
    free(list.at);
    return error;
}

/* The same with wide names. */
static DWORD widen(const EXPLICIT_ACCESS_A *from, EXPLICIT_ACCESS_W *to)
{
    memcpy(to, from, sizeof(*to)); /* but for the names, the same */
    if (from->Trustee.TrusteeForm != TRUSTEE_IS_NAME)
        return ERROR_SUCCESS;
    to->Trustee.ptstrName = um_wide(from->Trustee.ptstrName);
    return to->Trustee.ptstrName ? ERROR_SUCCESS : ERROR_NOT_ENOUGH_MEMORY;
}

DWORD SetEntriesInAclA(ULONG count, PEXPLICIT_ACCESS_A entries, PACL old, PACL *out)
{
    EXPLICIT_ACCESS_W *wide = calloc((size_t)count + 1, sizeof(*wide));
    DWORD              error = wide ? ERROR_SUCCESS : ERROR_NOT_ENOUGH_MEMORY;
    ULONG              done = 0;
    for (; !error && done < count; done++)
        error = widen(&entries[done], &wide[done]);
    if (!error)
        error = SetEntriesInAclW(count, wide, old, out);
    for (ULONG i = 0; i < done; i++)
        if (wide[i].Trustee.TrusteeForm == TRUSTEE_IS_NAME)
            free(wide[i].Trustee.ptstrName);
    free(wide);
    return error;
}

/* --- builders ------------------------------------------------------------------------------------------------------------------------ */

VOID BuildTrusteeWithNameW(PTRUSTEE_W trustee, LPWSTR name)
{
    *trustee = (TRUSTEE_W){ .TrusteeForm = TRUSTEE_IS_NAME, .TrusteeType = TRUSTEE_IS_UNKNOWN, .ptstrName = name };
}

VOID BuildTrusteeWithSidW(PTRUSTEE_W trustee, PSID sid)
{
    *trustee = (TRUSTEE_W){ .TrusteeForm = TRUSTEE_IS_SID, .TrusteeType = TRUSTEE_IS_UNKNOWN, .ptstrName = sid };
}

VOID BuildExplicitAccessWithNameW(PEXPLICIT_ACCESS_W entry, LPWSTR name, DWORD rights, ACCESS_MODE mode, DWORD inheritance)
{
    *entry = (EXPLICIT_ACCESS_W){ .grfAccessPermissions = rights, .grfAccessMode = mode, .grfInheritance = inheritance };
    BuildTrusteeWithNameW(&entry->Trustee, name);
}

VOID BuildExplicitAccessWithNameA(PEXPLICIT_ACCESS_A entry, LPSTR name, DWORD rights, ACCESS_MODE mode, DWORD inheritance)
{
    *entry = (EXPLICIT_ACCESS_A){ .grfAccessPermissions = rights, .grfAccessMode = mode, .grfInheritance = inheritance };
    entry->Trustee = (TRUSTEE_A){ .TrusteeForm = TRUSTEE_IS_NAME, .TrusteeType = TRUSTEE_IS_UNKNOWN, .ptstrName = name };
}

/* Sets the part when the trustee is there. */
static DWORD part_sid(const TRUSTEE_W *trustee, uint8_t room[SID_MAX_SIZE], PSID *part)
{
    DWORD error = trustee ? trustee_sid(trustee, room) : ERROR_SUCCESS;
    if (trustee && !error)
        *part = room;
    return error;
}

DWORD BuildSecurityDescriptorW(PTRUSTEE_W owner, PTRUSTEE_W group, ULONG access_count, PEXPLICIT_ACCESS_W access,
                               ULONG audit_count, PEXPLICIT_ACCESS_W audit, PSECURITY_DESCRIPTOR old, PULONG size,
                               PSECURITY_DESCRIPTOR *out)
{
    struct um_descriptor d = { 0 };
    uint8_t              sids[2][SID_MAX_SIZE];
    PACL                 made = NULL;
    DWORD                n, error;
    (void)audit;
    if (audit_count)
        return ERROR_NOT_SUPPORTED; /* the platform looks at no SACL */
    if (old && !IsValidSecurityDescriptor(old))
        return ERROR_INVALID_SECURITY_DESCR;
    if (old)
        d = um_descriptor_open(old);
    error = part_sid(owner, sids[0], &d.owner);
    if (!error)
        error = part_sid(group, sids[1], &d.group);
    if (!error && access_count)
        error = SetEntriesInAclW(access_count, access, d.dacl, &made);
    if (made) {
        d.dacl = made;
        d.control |= SE_DACL_PRESENT;
    }
    void *blob = error ? NULL : um_descriptor_relative(&d, &n);
    free(made);
    if (!blob)
        return error ? error : ERROR_NOT_ENOUGH_MEMORY;
    *out = blob;
    *size = n;
    return ERROR_SUCCESS;
}
