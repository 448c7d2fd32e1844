/* May this token do that to this object? The one access check of the project: of the management plane (A-152..A-164) and of
 * filters that name users. Pure functions: any thread, no allocation. */
#ifndef WFP_SECURITY_ACCESS_H
#define WFP_SECURITY_ACCESS_H

#include "base/status.h"
#include "model/value.h"

/* The rights every Windows object has; those of WFP's objects are ACTRL_* (model/gen/enums.h). */
enum right {
    RIGHT_DELETE = 0x00010000,
    RIGHT_READ_CONTROL = 0x00020000,
    RIGHT_WRITE_DAC = 0x00040000,
    RIGHT_WRITE_OWNER = 0x00080000,
};

#define RIGHT_GENERIC_ALL     0x10000000u
#define RIGHT_GENERIC_EXECUTE 0x20000000u
#define RIGHT_GENERIC_WRITE   0x40000000u
#define RIGHT_GENERIC_READ    0x80000000u

/* The mask with its generic rights replaced by what they mean for an object of WFP: ACTRL_GENERIC_* (A-161). */
uint32_t access_map(uint32_t mask);

/* WFP_OK when the self-relative descriptor grants the token all of `desired` (ACTRL_*, RIGHT_*, generic ones too), otherwise
 * WFP_ACCESS_DENIED; so also for a damaged descriptor, and when nothing is desired. The entries of the DACL decide in their
 * order: a right is granted by the first that names it for a SID of the token. Entries of other types than allow and deny are
 * passed over, but for a conditional deny: its condition is not understood here, so it denies.
 *
 * Beyond the DACL: the owner has READ_CONTROL and WRITE_DAC; an administrator may take ownership, and so can always
 * repair a DACL. An entry for OWNER RIGHTS (S-1-3-4) applies to the owner. */
MUST_CHECK enum wfp_status access_check(const struct byte_blob *sd, const struct token *token, uint32_t desired);

/* What a file is to be opened with, a driver's device too: the rights of files in Windows, and what the generic ones mean. */
enum file_rights {
    FILE_RIGHT_READ = 0x1,
    FILE_RIGHT_WRITE = 0x2,
    FILE_RIGHTS_READ = 0x120089,
    FILE_RIGHTS_WRITE = 0x120116,
    FILE_RIGHTS_EXECUTE = 0x1200a0,
    FILE_RIGHTS_ALL = 0x1f01ff,
};
uint32_t access_map_file(uint32_t mask);
MUST_CHECK enum wfp_status access_check_file(const struct byte_blob *sd, const struct token *token, uint32_t desired);

/* The same for the engine object: an administrator always has ACTRL_OPEN. */
MUST_CHECK enum wfp_status access_check_engine(const struct byte_blob *sd, const struct token *token, uint32_t desired);

/* Would the token be granted FWP_ACTRL_MATCH_FILTER? Of the generic rights just GENERIC_ALL contains it. */
bool access_may_match(const struct byte_blob *sd, const struct token *token);

/* What the last of the named descriptors that were asked about a token said of it: number of the name and answer in one word each,
 * by number. Any thread, no lock: whoever writes one writes what anybody else would. */
#define GRANTS_KEPT 64u
struct grants {
    _Atomic uint64_t said[GRANTS_KEPT];
};
/* The same, asked once of a descriptor that has a name and a token that keeps what was said. Number 0: it has none. */
bool access_may_match_named(const struct byte_blob *sd, uint32_t name, const struct token *token);

/* May the token make `owner` the owner of an object? Its own user and, for administrators, anybody. */
bool access_may_give(const struct token *token, const uint8_t *owner);

#endif
