/* Security descriptors as text (SDDL): owner, group, and a DACL of allow and deny entries. A SACL is read over and left out,
 * because the platform ignores it. What WFP does not look at (object and conditional entries, accounts of a domain) is
 * refused by name. Any thread. */
#ifndef WFP_SECURITY_SDDL_H
#define WFP_SECURITY_SDDL_H

#include "base/arena.h"
#include "base/status.h"
#include "model/value.h"

#define SDDL_WHY_SIZE 160

/* The descriptor from the arena. On failure WFP_INVALID_SECURITY_DESCR and one clause in why[], or WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status sddl_parse(const char *text, struct arena *arena, struct byte_blob **out,
                                      char why[SDDL_WHY_SIZE]);

/* The text of a descriptor, from the arena: as Windows writes it, with letters where there are some, and such that
 * sddl_parse() gives the same owner, group, flags and entries again. WFP_INVALID_SECURITY_DESCR (see sd_read()),
 * WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status sddl_format(const struct byte_blob *sd, struct arena *arena, char **out);

/* A descriptor that lets match just who holds the SID: "D:(A;;CC;;;sid)". */
MUST_CHECK enum wfp_status sddl_for_sid(const uint8_t *sid, struct arena *arena, struct byte_blob **out);

/* A SID as S-1-... or as a well-known pair of letters ("BA"). */
bool sddl_sid(const char *text, uint8_t out[SID_MAX_SIZE]);

#endif
