/* Reading and changing parts of a descriptor: what the Fwpm...GetSecurityInfo and ...SetSecurityInfo functions do, with
 * Windows' SECURITY_INFORMATION as bits. Any thread; results in the arena. */
#ifndef WFP_SECURITY_INFO_H
#define WFP_SECURITY_INFO_H

#include "base/arena.h"
#include "base/status.h"
#include "model/value.h"

#define SECURITY_INFO_OWNER            0x00000001u
#define SECURITY_INFO_GROUP            0x00000002u
#define SECURITY_INFO_DACL             0x00000004u
#define SECURITY_INFO_SACL             0x00000008u /* ignored, as its two flags are */
#define SECURITY_INFO_UNPROTECTED_SACL 0x10000000u
#define SECURITY_INFO_UNPROTECTED_DACL 0x20000000u /* the list takes from the parent again */
#define SECURITY_INFO_PROTECTED_SACL   0x40000000u
#define SECURITY_INFO_PROTECTED_DACL   0x80000000u /* the list takes nothing from the parent */

/* What a call with these bits would set. Only the members that its bits name are looked at. */
struct security_info {
    uint32_t                which; /* SECURITY_INFO_* */
    const uint8_t          *owner, *group;
    const struct byte_blob *dacl; /* an ACL structure; NULL is the list that is none: everybody is granted everything */
};

/* The rights (access.h) that a caller needs on the object to get or set this; RIGHT_READ_CONTROL at least. */
uint32_t security_info_get_rights(uint32_t which);
uint32_t security_info_set_rights(uint32_t which);

/* `old` with the parts that `set` names. A new list is applied as for a new object (inherit.h): marks ACE_INHERITED in it are
 * not believed; the entries behind them come from the parent, or, where the list is protected or there is no parent, stay as
 * the object's own. Without a bit about protection the list stays as protected as it was; with such a bit alone, the list of
 * `old` is kept, and what was inherited stays as its own (protected) or is inherited anew.
 * WFP_INVALID_FLAGS for an unknown bit, or both of a pair; WFP_NULL_POINTER for an owner or group that is missing;
 * WFP_INVALID_SECURITY_DESCR, WFP_NO_MEMORY as in inherit.h. */
MUST_CHECK enum wfp_status sd_set(const struct byte_blob *old, const struct byte_blob *parent, bool is_container,
                                  const struct security_info *set, struct arena *arena, struct byte_blob **out);

/* Just the parts that `which` names. WFP_INVALID_FLAGS as above, WFP_INVALID_SECURITY_DESCR, WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status sd_get(const struct byte_blob *sd, uint32_t which, struct arena *arena, struct byte_blob **out);

#endif
