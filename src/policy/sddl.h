/* SDDL text to a self-relative security descriptor: owner, group and a DACL of allow and deny entries. What WFP does not look
 * at (SACL, object and conditional entries, names relative to a domain) is refused by name. */
#ifndef WFP_POLICY_SDDL_H
#define WFP_POLICY_SDDL_H

#include "base/arena.h"
#include "base/status.h"
#include "model/value.h"

#define SDDL_WHY_SIZE 160

/* The descriptor from the arena. On failure WFP_INVALID_SECURITY_DESCR and one clause in why[], or WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status sddl_parse(const char *text, struct arena *arena, struct byte_blob **out,
                                      char why[SDDL_WHY_SIZE]);

/* A descriptor that lets match just who holds the SID: "D:(A;;CC;;;sid)". */
MUST_CHECK enum wfp_status sddl_for_sid(const uint8_t *sid, struct arena *arena, struct byte_blob **out);

/* A SID as S-1-... or as a well-known pair of letters ("BA"). */
bool sddl_sid(const char *text, uint8_t out[SID_MAX_SIZE]);

#endif
