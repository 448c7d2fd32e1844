/* Security descriptors: the absolute form, with pointers, and the self-relative one, with offsets. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "api_um/acl.h"

struct relative {
    BYTE     revision, sbz1;
    WORD     control;
    uint32_t owner, group, sacl, dacl; /* offsets; 0: none */
};

static void *at_offset(PSECURITY_DESCRIPTOR descriptor, uint32_t offset)
{
    return offset ? (char *)descriptor + offset : NULL;
}

struct um_descriptor um_descriptor_open(PSECURITY_DESCRIPTOR descriptor)
{
    const SECURITY_DESCRIPTOR *a = descriptor;
    const struct relative     *r = descriptor;
    if (a->Control & SE_SELF_RELATIVE)
        return (struct um_descriptor){ r->control, at_offset(descriptor, r->owner), at_offset(descriptor, r->group),
                                       at_offset(descriptor, r->dacl), at_offset(descriptor, r->sacl) };
    return (struct um_descriptor){ a->Control, a->Owner, a->Group, a->Dacl, a->Sacl };
}

static DWORD padded(DWORD size)
{
    return (size + 3) & ~3u;
}

static DWORD sid_room(PSID sid)
{
    return sid ? padded(GetLengthSid(sid)) : 0;
}

static DWORD acl_room(PACL acl)
{
    return acl ? padded(acl->AclSize) : 0;
}

static DWORD relative_size(const struct um_descriptor *d)
{
    return sizeof(struct relative) + sid_room(d->owner) + sid_room(d->group) + acl_room(d->dacl) + acl_room(d->sacl);
}

static uint32_t place(char *out, DWORD *used, const void *part, DWORD size)
{
    uint32_t at = *used;
    if (!part)
        return 0;
    memcpy(out + at, part, size);
    *used += padded(size);
    return at;
}

static void write_relative(const struct um_descriptor *d, void *out)
{
    struct relative head = { .revision = SECURITY_DESCRIPTOR_REVISION, .control = d->control | SE_SELF_RELATIVE };
    DWORD           used = sizeof(head);
    memset(out, 0, relative_size(d));
    head.owner = place(out, &used, d->owner, d->owner ? GetLengthSid(d->owner) : 0);
    head.group = place(out, &used, d->group, d->group ? GetLengthSid(d->group) : 0);
    head.sacl = place(out, &used, d->sacl, d->sacl ? d->sacl->AclSize : 0);
    head.dacl = place(out, &used, d->dacl, d->dacl ? d->dacl->AclSize : 0);
    memcpy(out, &head, sizeof(head));
}

void *um_descriptor_relative(const struct um_descriptor *d, DWORD *size)
{
    void *out = malloc(relative_size(d));
    if (!out) {
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    write_relative(d, out);
    *size = relative_size(d);
    return out;
}

/* --- the calls ---------------------------------------------------------------------------------------------------------------------- */

BOOL InitializeSecurityDescriptor(PSECURITY_DESCRIPTOR descriptor, DWORD revision)
{
    if (revision != SECURITY_DESCRIPTOR_REVISION)
        return um_fail(ERROR_UNKNOWN_REVISION);
    *(SECURITY_DESCRIPTOR *)descriptor = (SECURITY_DESCRIPTOR){ .Revision = SECURITY_DESCRIPTOR_REVISION };
    return TRUE;
}

BOOL IsValidSecurityDescriptor(PSECURITY_DESCRIPTOR descriptor)
{
    if (!descriptor || ((SECURITY_DESCRIPTOR *)descriptor)->Revision != SECURITY_DESCRIPTOR_REVISION)
        return FALSE;
    struct um_descriptor d = um_descriptor_open(descriptor);
    return (!d.owner || IsValidSid(d.owner)) && (!d.group || IsValidSid(d.group)) && (!d.dacl || IsValidAcl(d.dacl)) &&
           (!d.sacl || IsValidAcl(d.sacl));
}

DWORD GetSecurityDescriptorLength(PSECURITY_DESCRIPTOR descriptor)
{
    struct um_descriptor d = um_descriptor_open(descriptor);
    DWORD                size = relative_size(&d);
    return d.control & SE_SELF_RELATIVE ? size : size - (DWORD)sizeof(struct relative) + (DWORD)sizeof(SECURITY_DESCRIPTOR);
}

BOOL GetSecurityDescriptorControl(PSECURITY_DESCRIPTOR descriptor, PSECURITY_DESCRIPTOR_CONTROL control, LPDWORD revision)
{
    *control = ((SECURITY_DESCRIPTOR *)descriptor)->Control;
    *revision = ((SECURITY_DESCRIPTOR *)descriptor)->Revision;
    return TRUE;
}

/* Only the absolute form can be changed. */
static SECURITY_DESCRIPTOR *absolute(PSECURITY_DESCRIPTOR descriptor)
{
    SECURITY_DESCRIPTOR *a = descriptor;
    if (a && a->Revision == SECURITY_DESCRIPTOR_REVISION && !(a->Control & SE_SELF_RELATIVE))
        return a;
    SetLastError(ERROR_INVALID_SECURITY_DESCR);
    return NULL;
}

static WORD with_bits(WORD control, WORD bits, bool on)
{
    return on ? control | bits : control & (WORD)~bits;
}

BOOL SetSecurityDescriptorDacl(PSECURITY_DESCRIPTOR descriptor, BOOL present, PACL dacl, BOOL defaulted)
{
    SECURITY_DESCRIPTOR *a = absolute(descriptor);
    if (!a)
        return FALSE;
    a->Dacl = present ? dacl : NULL;
    a->Control = with_bits(with_bits(a->Control, SE_DACL_PRESENT, present), SE_DACL_DEFAULTED, present && defaulted);
    return TRUE;
}

BOOL SetSecurityDescriptorSacl(PSECURITY_DESCRIPTOR descriptor, BOOL present, PACL sacl, BOOL defaulted)
{
    SECURITY_DESCRIPTOR *a = absolute(descriptor);
    if (!a)
        return FALSE;
    a->Sacl = present ? sacl : NULL;
    a->Control = with_bits(with_bits(a->Control, SE_SACL_PRESENT, present), SE_SACL_DEFAULTED, present && defaulted);
    return TRUE;
}

BOOL SetSecurityDescriptorOwner(PSECURITY_DESCRIPTOR descriptor, PSID owner, BOOL defaulted)
{
    SECURITY_DESCRIPTOR *a = absolute(descriptor);
    if (!a)
        return FALSE;
    a->Owner = owner;
    a->Control = with_bits(a->Control, SE_OWNER_DEFAULTED, defaulted);
    return TRUE;
}

BOOL SetSecurityDescriptorGroup(PSECURITY_DESCRIPTOR descriptor, PSID group, BOOL defaulted)
{
    SECURITY_DESCRIPTOR *a = absolute(descriptor);
    if (!a)
        return FALSE;
    a->Group = group;
    a->Control = with_bits(a->Control, SE_GROUP_DEFAULTED, defaulted);
    return TRUE;
}

static void give_list(WORD control, WORD is_present, WORD is_defaulted, PACL list, LPBOOL present, PACL *out, LPBOOL defaulted)
{
    *present = (control & is_present) != 0;
    if (!*present)
        return;
    *out = list;
    *defaulted = (control & is_defaulted) != 0;
}

BOOL GetSecurityDescriptorDacl(PSECURITY_DESCRIPTOR descriptor, LPBOOL present, PACL *dacl, LPBOOL defaulted)
{
    struct um_descriptor d = um_descriptor_open(descriptor);
    give_list(d.control, SE_DACL_PRESENT, SE_DACL_DEFAULTED, d.dacl, present, dacl, defaulted);
    return TRUE;
}

BOOL GetSecurityDescriptorSacl(PSECURITY_DESCRIPTOR descriptor, LPBOOL present, PACL *sacl, LPBOOL defaulted)
{
    struct um_descriptor d = um_descriptor_open(descriptor);
    give_list(d.control, SE_SACL_PRESENT, SE_SACL_DEFAULTED, d.sacl, present, sacl, defaulted);
    return TRUE;
}

BOOL GetSecurityDescriptorOwner(PSECURITY_DESCRIPTOR descriptor, PSID *owner, LPBOOL defaulted)
{
    struct um_descriptor d = um_descriptor_open(descriptor);
    *owner = d.owner;
    *defaulted = (d.control & SE_OWNER_DEFAULTED) != 0;
    return TRUE;
}

BOOL GetSecurityDescriptorGroup(PSECURITY_DESCRIPTOR descriptor, PSID *group, LPBOOL defaulted)
{
    struct um_descriptor d = um_descriptor_open(descriptor);
    *group = d.group;
    *defaulted = (d.control & SE_GROUP_DEFAULTED) != 0;
    return TRUE;
}

BOOL MakeSelfRelativeSD(PSECURITY_DESCRIPTOR descriptor, PSECURITY_DESCRIPTOR relative, LPDWORD size)
{
    if (!absolute(descriptor))
        return um_fail(ERROR_BAD_DESCRIPTOR_FORMAT);
    struct um_descriptor d = um_descriptor_open(descriptor);
    DWORD                needed = relative_size(&d), room = *size;
    *size = needed;
    if (!relative || room < needed)
        return um_fail(ERROR_INSUFFICIENT_BUFFER);
    write_relative(&d, relative);
    return TRUE;
}
