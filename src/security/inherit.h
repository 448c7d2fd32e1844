/* What an object gets from the container it is in. The engine is the container of the types' containers, and
 * each of those contains the objects of its type.
 *
 * Entries of an object's list are either its own (explicit) or marked ACE_INHERITED; its own stand first. A list that is
 * protected takes nothing from the parent; a descriptor without a list grants everything and stays so. An entry that applies to
 * the object has its generic rights mapped (access_map()) and CREATOR OWNER and CREATOR GROUP replaced.
 *
 * All results are new descriptors in the arena. Errors: WFP_INVALID_SECURITY_DESCR for a damaged descriptor, one with other
 * entries than allow and deny, or a result too large for an ACL; WFP_NO_MEMORY. Any thread. */
#ifndef WFP_SECURITY_INHERIT_H
#define WFP_SECURITY_INHERIT_H

#include "base/arena.h"
#include "base/status.h"
#include "model/value.h"

/* The descriptor of a new object in `parent`. `creator` is what the caller gave for it, or NULL: the list is then just what is
 * inherited. Its owner and group win over `owner` and `group`; whether the caller may give them is not asked here, but with
 * access_may_give(). Marks ACE_INHERITED in it are the caller's memory of another place: those entries are left out, or, in a
 * protected list, become the object's own. is_container: it will have children. */
MUST_CHECK enum wfp_status sd_for_child(const struct byte_blob *parent, const struct byte_blob *creator, const uint8_t *owner,
                                        const uint8_t *group, bool is_container, struct arena *arena, struct byte_blob **out);

/* The descriptor of `child` after its parent's has changed: its own entries, then what it inherits now. A protected one and
 * one without a list come back as they were. */
MUST_CHECK enum wfp_status sd_reinherit(const struct byte_blob *parent, const struct byte_blob *child, bool is_container,
                                        struct arena *arena, struct byte_blob **out);

#endif
