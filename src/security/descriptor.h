/* Security descriptors as Windows keeps them: self-relative, little-endian, every offset from the first byte. They come from
 * programs, policies and the store, so nothing in them is trusted: sd_open() checks all of it once, and what it opened can be
 * walked without further errors. A SACL is never looked at.
 *
 * What is opened or read points into the blob and lives as long as it; what is built lives in the arena. Pure functions: any
 * thread. */
#ifndef WFP_SECURITY_DESCRIPTOR_H
#define WFP_SECURITY_DESCRIPTOR_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/status.h"
#include "model/value.h"

enum sd_control {
    SD_OWNER_DEFAULTED = 0x0001,
    SD_GROUP_DEFAULTED = 0x0002,
    SD_DACL_PRESENT = 0x0004,
    SD_DACL_DEFAULTED = 0x0008,
    SD_SACL_PRESENT = 0x0010,
    SD_DACL_AUTO_REQUIRED = 0x0100,
    SD_DACL_AUTO_INHERITED = 0x0400,
    SD_DACL_PROTECTED = 0x1000, /* takes nothing from the parent */
    SD_SELF_RELATIVE = 0x8000,
};

/* Of the other types only the conditional deny has a meaning here (access.h). */
enum ace_type { ACE_ALLOW = 0, ACE_DENY = 1, ACE_DENY_CALLBACK = 10 };

enum ace_flag {
    ACE_OBJECT_INHERIT = 0x01,
    ACE_CONTAINER_INHERIT = 0x02,
    ACE_NO_PROPAGATE = 0x04,
    ACE_INHERIT_ONLY = 0x08,
    ACE_INHERITED = 0x10,
};

enum dacl_kind {
    DACL_ABSENT, /* grants everything */
    DACL_NULL,   /* present, but no list: grants everything */
    DACL_LIST,   /* grants what its entries grant; nothing when it is empty */
};

struct ace {
    uint8_t        type;  /* enum ace_type, or one that is not known here */
    uint8_t        flags; /* enum ace_flag */
    uint32_t       mask;
    const uint8_t *sid; /* binary; NULL for the types not in enum ace_type, whose mask is 0 */
};

struct sd {
    uint16_t       control;
    const uint8_t *owner, *group; /* NULL: none */
    enum dacl_kind dacl;
    struct bytes   aces; /* of a DACL_LIST */
    uint32_t       ace_count;
};

/* WFP_INVALID_SECURITY_DESCR when it is not self-relative or anything in it is damaged or outside. */
MUST_CHECK enum wfp_status sd_open(const struct byte_blob *blob, struct sd *out);
bool sd_is_valid(const struct byte_blob *blob);

/* The entries of a DACL in their order. */
struct ace_cursor {
    struct bytes at;
    uint32_t     left;
};

static inline struct ace_cursor sd_aces(const struct sd *sd)
{
    return (struct ace_cursor){ sd->aces, sd->ace_count };
}

bool ace_next(struct ace_cursor *cursor, struct ace *out);

/* A descriptor taken apart, or to be built. */
struct sd_parts {
    uint16_t       control; /* sd_build() sets SELF_RELATIVE and DACL_PRESENT by itself and leaves the SACL's out */
    const uint8_t *owner, *group;
    enum dacl_kind dacl;
    struct ace    *aces; /* allow and deny entries */
    uint32_t       ace_count;
};

/* Like sd_open(); also WFP_INVALID_SECURITY_DESCR for an entry that is neither allow nor deny, which could not be written
 * back, and WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status sd_read(const struct byte_blob *blob, struct arena *arena, struct sd_parts *out);

/* The entries of an access control list without a descriptor around it (Windows' ACL structure); sets the three members of the
 * DACL. NULL is a DACL_NULL. Errors as above. */
MUST_CHECK enum wfp_status acl_read(const struct byte_blob *acl, struct arena *arena, struct sd_parts *out);

/* Owner, group, DACL, in this order. WFP_INVALID_SECURITY_DESCR when the list would be larger than an ACL may be (64 KiB);
 * WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status sd_build(const struct sd_parts *parts, struct arena *arena, struct byte_blob **out);

/* The DACL of a descriptor as an ACL structure inside the blob; a size of 0 for a DACL that is no list. */
struct bytes sd_acl(const struct sd *sd);

#endif
