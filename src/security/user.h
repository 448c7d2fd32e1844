/* Who a user of Linux is on the platform (docs/adr/0008-identities.md): the SIDs that a token of them holds, and their names.
 * token_of_user() and the SIDs are pure; the other functions ask the name service switch, which may block. Any thread. */
#ifndef WFP_SECURITY_USER_H
#define WFP_SECURITY_USER_H

#include <sys/types.h>

#include "base/status.h"
#include "model/value.h"

/* Members of this group of Linux are Network Configuration Operators. */
#define USER_OPERATORS_GROUP "netdev"
#define USER_NO_GROUP        ((gid_t)-1)
/* Whom the kernel shows for a user of another user namespace that has no number here. */
#define USER_UNMAPPED        ((uid_t)65534)
#define USER_NAME_SIZE       256

struct user {
    uid_t        uid;
    gid_t        gid;
    const gid_t *groups; /* the supplementary ones; borrowed */
    uint32_t     group_count;
    gid_t        operators; /* user_operators_group() */
};

/* S-1-22-1-UID and S-1-22-2-GID, as Samba maps them. Returns out. */
uint8_t *user_sid(uid_t uid, uint8_t out[SID_MAX_SIZE]);
uint8_t *user_group_sid(gid_t gid, uint8_t out[SID_MAX_SIZE]);

/* A new token: the user, the groups, Everyone, LOCAL; Authenticated Users and Users, or, for USER_UNMAPPED, ANONYMOUS LOGON;
 * Administrators for uid 0; Network Configuration Operators for members of the operators' group. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status token_of_user(const struct user *user, struct token **out);

/* The token of this process: its effective user and its groups. Also WFP_UNSUCCESSFUL when the kernel does not tell them. */
MUST_CHECK enum wfp_status token_of_process(struct token **out);

/* The number of USER_OPERATORS_GROUP, USER_NO_GROUP when this machine has none. */
gid_t user_operators_group(void);

/* The user's name, as FWPM_SESSION.username shows it; the number where no name is known. UTF-8. Returns out. */
char *user_name(uid_t uid, char out[USER_NAME_SIZE]);

/* A SID's names for people: "BUILTIN" and "Administrators", "Unix User" and "root", "NT SERVICE" and "MpsSvc". False, and
 * nothing written, when the SID is neither well known nor a user or group of this machine. */
struct account_name {
    char domain[USER_NAME_SIZE], name[USER_NAME_SIZE];
};

bool account_name(const uint8_t *sid, struct account_name *out);

#endif
