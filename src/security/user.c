#include "security/user.h"

#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/bytes.h"
#include "security/token.h"
#include "security/wellknown.h"

enum { UNIX_AUTHORITY = 22, UNIX_USERS = 1, UNIX_GROUPS = 2, UNIX_SID_SIZE = 16 };

#define WELL_KNOWN_MOST     8u     /* well-known SIDs in a token, at most */
#define RECORD_SIZE_MAX 65536u /* of a line of the user or group database */

static void put_u32(uint8_t *at, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> 8 * i);
}

static uint8_t *unix_sid(uint32_t kind, uint32_t number, uint8_t out[SID_MAX_SIZE])
{
    static const uint8_t head[8] = { 1, 2, 0, 0, 0, 0, 0, UNIX_AUTHORITY };
    memset(out, 0, SID_MAX_SIZE);
    memcpy(out, head, sizeof(head));
    put_u32(out + 8, kind);
    put_u32(out + 12, number);
    return out;
}

uint8_t *user_sid(uid_t uid, uint8_t out[SID_MAX_SIZE])
{
    return unix_sid(UNIX_USERS, uid, out);
}

uint8_t *user_group_sid(gid_t gid, uint8_t out[SID_MAX_SIZE])
{
    return unix_sid(UNIX_GROUPS, gid, out);
}

static bool is_operator(const struct user *user)
{
    if (user->operators == USER_NO_GROUP)
        return false;
    for (uint32_t i = 0; i < user->group_count; i++)
        if (user->groups[i] == user->operators)
            return true;
    return user->gid == user->operators;
}

/* The SIDs beside those of the user and the groups. */
static uint32_t well_known_of(const struct user *user, const uint8_t *sids[WELL_KNOWN_MOST])
{
    uint32_t n = 0;
    sids[n++] = well_known_sid(SID_WORLD);
    sids[n++] = well_known_sid(SID_LOCAL);
    if (user->uid == USER_UNMAPPED) {
        sids[n++] = well_known_sid(SID_ANONYMOUS);
        return n;
    }
    sids[n++] = well_known_sid(SID_AUTHENTICATED_USERS);
    sids[n++] = well_known_sid(SID_USERS);
    if (user->uid == 0)
        sids[n++] = well_known_sid(SID_ADMINISTRATORS);
    if (is_operator(user))
        sids[n++] = well_known_sid(SID_NETWORK_CONFIGURATION_OPERATORS);
    return n;
}

/* Room for the SIDs made here, and the list of all. */
struct draft {
    uint8_t (*made)[SID_MAX_SIZE];
    const uint8_t **sids;
    uint32_t        count;
};

static void draft_user(struct draft *d, const struct user *user)
{
    d->sids[d->count] = user_sid(user->uid, d->made[d->count]);
    d->count++;
    d->sids[d->count] = user_group_sid(user->gid, d->made[d->count]);
    d->count++;
    for (uint32_t i = 0; i < user->group_count; i++)
        if (user->groups[i] != user->gid) {
            d->sids[d->count] = user_group_sid(user->groups[i], d->made[d->count]);
            d->count++;
        }
}

enum wfp_status token_of_user(const struct user *user, struct token **out)
{
    enum wfp_status err = WFP_NO_MEMORY;
    size_t          own = 2 + (size_t)user->group_count;
    struct draft    d = { calloc(own, sizeof(*d.made)), calloc(own + WELL_KNOWN_MOST, sizeof(*d.sids)), 0 };
    if (d.made && d.sids) {
        draft_user(&d, user);
        d.count += well_known_of(user, d.sids + d.count);
        err = token_new(d.sids, d.count, out);
    }
    free(d.sids);
    free(d.made);
    return err;
}

enum wfp_status token_of_process(struct token **out)
{
    int    n = getgroups(0, NULL);
    gid_t *groups = n < 0 ? NULL : calloc((size_t)n + 1, sizeof(*groups));
    if (!groups)
        return n < 0 ? WFP_UNSUCCESSFUL : WFP_NO_MEMORY;
    enum wfp_status err = WFP_UNSUCCESSFUL;
    n = getgroups(n, groups);
    if (n >= 0)
        err = token_of_user(&(struct user){ geteuid(), getegid(), groups, (uint32_t)n, user_operators_group() }, out);
    free(groups);
    return err;
}

gid_t user_operators_group(void)
{
    struct group  record, *found = NULL;
    char         *room = malloc(RECORD_SIZE_MAX);
    gid_t         gid = USER_NO_GROUP;
    if (room && getgrnam_r(USER_OPERATORS_GROUP, &record, room, RECORD_SIZE_MAX, &found) == 0 && found)
        gid = found->gr_gid;
    free(room);
    return gid;
}

static bool user_name_known(uid_t uid, char out[USER_NAME_SIZE])
{
    struct passwd  record, *found = NULL;
    char          *room = malloc(RECORD_SIZE_MAX);
    bool           known = room && getpwuid_r(uid, &record, room, RECORD_SIZE_MAX, &found) == 0 && found;
    if (known)
        snprintf(out, USER_NAME_SIZE, "%s", found->pw_name);
    free(room);
    return known;
}

static bool group_name_known(gid_t gid, char out[USER_NAME_SIZE])
{
    struct group  record, *found = NULL;
    char         *room = malloc(RECORD_SIZE_MAX);
    bool          known = room && getgrgid_r(gid, &record, room, RECORD_SIZE_MAX, &found) == 0 && found;
    if (known)
        snprintf(out, USER_NAME_SIZE, "%s", found->gr_name);
    free(room);
    return known;
}

char *user_name(uid_t uid, char out[USER_NAME_SIZE])
{
    if (!user_name_known(uid, out))
        snprintf(out, USER_NAME_SIZE, "%u", (unsigned)uid);
    return out;
}

/* True for S-1-22-kind-number. */
static bool unix_number(const uint8_t *sid, uint32_t *kind, uint32_t *number)
{
    uint8_t      same[SID_MAX_SIZE];
    struct bytes b = bytes_of(sid, sid_size(sid));
    return sid_size(sid) == UNIX_SID_SIZE && bytes_skip(&b, 8) && bytes_u32_le(&b, kind) && bytes_u32_le(&b, number) &&
           sid_equal(unix_sid(*kind, *number, same), sid);
}

bool account_name(const uint8_t *sid, struct account_name *out)
{
    const struct well_known_row *row = well_known_find(sid);
    struct account_name          found = { "", "" };
    uint32_t                     kind, number;
    if (row) {
        snprintf(found.domain, sizeof(found.domain), "%s", row->domain);
        snprintf(found.name, sizeof(found.name), "%s", row->name);
    } else if (!unix_number(sid, &kind, &number)) {
        return false;
    } else if (kind == UNIX_USERS && user_name_known(number, found.name)) {
        strcpy(found.domain, "Unix User");
    } else if (kind == UNIX_GROUPS && group_name_known(number, found.name)) {
        strcpy(found.domain, "Unix Group");
    } else {
        return false;
    }
    *out = found;
    return true;
}
