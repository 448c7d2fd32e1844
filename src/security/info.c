#include "security/info.h"

#include "security/access.h"
#include "security/parts.h"

#define PROTECTION (SECURITY_INFO_PROTECTED_DACL | SECURITY_INFO_UNPROTECTED_DACL)
#define SACL       (SECURITY_INFO_SACL | SECURITY_INFO_PROTECTED_SACL | SECURITY_INFO_UNPROTECTED_SACL)
#define KNOWN      (SECURITY_INFO_OWNER | SECURITY_INFO_GROUP | SECURITY_INFO_DACL | PROTECTION | SACL)

uint32_t security_info_get_rights(uint32_t which)
{
    (void)which; /* one right for owner, group and list; the SACL, which would need more, is not there */
    return RIGHT_READ_CONTROL;
}

uint32_t security_info_set_rights(uint32_t which)
{
    uint32_t rights = 0;
    if (which & (SECURITY_INFO_OWNER | SECURITY_INFO_GROUP))
        rights |= RIGHT_WRITE_OWNER;
    if (which & (SECURITY_INFO_DACL | PROTECTION))
        rights |= RIGHT_WRITE_DAC;
    return rights ? rights : RIGHT_READ_CONTROL;
}

static enum wfp_status check_bits(uint32_t which)
{
    return (which & ~KNOWN) || (which & PROTECTION) == PROTECTION ? WFP_INVALID_FLAGS : WFP_OK;
}

static enum wfp_status set_accounts(struct sd_parts *p, const struct security_info *set)
{
    if (((set->which & SECURITY_INFO_OWNER) && !set->owner) || ((set->which & SECURITY_INFO_GROUP) && !set->group))
        return WFP_NULL_POINTER;
    if (set->which & SECURITY_INFO_OWNER)
        p->owner = set->owner;
    if (set->which & SECURITY_INFO_GROUP)
        p->group = set->group;
    return WFP_OK;
}

static void set_protection(struct sd_parts *p, uint32_t which)
{
    if (which & SECURITY_INFO_PROTECTED_DACL)
        p->control |= SD_DACL_PROTECTED;
    if (which & SECURITY_INFO_UNPROTECTED_DACL)
        p->control &= (uint16_t)~SD_DACL_PROTECTED;
}

static enum wfp_status set_list(struct sd_parts *p, const struct byte_blob *parent, bool is_container,
                                const struct security_info *set, struct arena *arena)
{
    set_protection(p, set->which);
    if (set->which & SECURITY_INFO_DACL)
        RETURN_IF(acl_read(set->dacl, arena, p));
    RETURN_IF(parts_own(p, !parent || (p->control & SD_DACL_PROTECTED), arena));
    return parts_inherit(p, parent, is_container, arena);
}

enum wfp_status sd_set(const struct byte_blob *old, const struct byte_blob *parent, bool is_container,
                       const struct security_info *set, struct arena *arena, struct byte_blob **out)
{
    struct sd_parts parts;
    RETURN_IF(check_bits(set->which));
    RETURN_IF(sd_read(old, arena, &parts));
    RETURN_IF(set_accounts(&parts, set));
    if (set->which & (SECURITY_INFO_DACL | PROTECTION))
        RETURN_IF(set_list(&parts, parent, is_container, set, arena));
    return sd_build(&parts, arena, out);
}

enum wfp_status sd_get(const struct byte_blob *sd, uint32_t which, struct arena *arena, struct byte_blob **out)
{
    struct sd_parts parts;
    RETURN_IF(check_bits(which));
    RETURN_IF(sd_read(sd, arena, &parts));
    if (!(which & SECURITY_INFO_OWNER))
        parts.owner = NULL;
    if (!(which & SECURITY_INFO_GROUP))
        parts.group = NULL;
    if (!(which & SECURITY_INFO_DACL))
        parts = (struct sd_parts){ .owner = parts.owner, .group = parts.group, .dacl = DACL_ABSENT };
    return sd_build(&parts, arena, out);
}
