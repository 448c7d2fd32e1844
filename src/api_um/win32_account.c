/* Accounts by name and by SID. */
#include "api_um/account.h"

#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "security/user.h"
#include "security/wellknown.h"

/* "DOMAIN\NAME", or the name alone. */
static bool is_called(const struct well_known_row *row, const char *name)
{
    size_t n = strlen(row->domain);
    if (strcasecmp(row->name, name) == 0)
        return *row->name;
    return n && strncasecmp(row->domain, name, n) == 0 && name[n] == '\\' && strcasecmp(row->name, name + n + 1) == 0;
}

static bool well_known(const char *name, uint8_t out[SID_MAX_SIZE])
{
    for (size_t i = 0; i < WELL_KNOWN_COUNT; i++)
        if (is_called(&well_known_rows[i], name)) {
            memcpy(out, well_known_rows[i].sid, sid_size(well_known_rows[i].sid));
            return true;
        }
    return false;
}

static bool user_of_linux(const char *name, uint8_t out[SID_MAX_SIZE])
{
    struct passwd entry, *found = NULL;
    char          room[4096];
    if (getpwnam_r(name, &entry, room, sizeof(room), &found) || !found)
        return false;
    user_sid(found->pw_uid, out);
    return true;
}

static bool group_of_linux(const char *name, uint8_t out[SID_MAX_SIZE])
{
    struct group entry, *found = NULL;
    char         room[16384];
    if (getgrnam_r(name, &entry, room, sizeof(room), &found) || !found)
        return false;
    user_group_sid(found->gr_gid, out);
    return true;
}

bool um_account_sid(const char *name, uint8_t out[SID_MAX_SIZE])
{
    const char *slash = strrchr(name, '\\');
    if (strcasecmp(name, "CURRENT_USER") == 0) {
        user_sid(geteuid(), out);
        return true;
    }
    if (well_known(name, out))
        return true;
    name = slash ? slash + 1 : name; /* the machine's name, or "Unix User" */
    return user_of_linux(name, out) || group_of_linux(name, out);
}

/* --- the calls --------------------------------------------------------------------------------------------------------------------- */

/* S-1-22-1-* and S-1-22-2-* are users and groups; S-1-5-32-* are aliases; the others that have names are well known. */
static SID_NAME_USE use_of(const uint8_t *sid)
{
    static const uint8_t users[] = { 1, 2, 0, 0, 0, 0, 0, 22, 1, 0, 0, 0 }, groups[] = { 1, 2, 0, 0, 0, 0, 0, 22, 2, 0, 0, 0 };
    static const uint8_t builtin[] = { 1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0 };
    if (memcmp(sid, users, sizeof(users)) == 0)
        return SidTypeUser;
    if (memcmp(sid, groups, sizeof(groups)) == 0)
        return SidTypeGroup;
    return memcmp(sid, builtin, sizeof(builtin)) == 0 ? SidTypeAlias : SidTypeWellKnownGroup;
}

/* Coming out, the sizes are without the NUL when both fit, and with it when one does not. */
static BOOL give_both(const char *name, LPWSTR name_out, LPDWORD name_size, const char *domain, LPWSTR domain_out,
                      LPDWORD domain_size)
{
    BOOL first = um_give_wide(name, name_out, name_size), second = um_give_wide(domain, domain_out, domain_size);
    if (!first || !second)
        return um_fail(ERROR_INSUFFICIENT_BUFFER);
    --*name_size;
    --*domain_size;
    return TRUE;
}

BOOL LookupAccountSidW(LPCWSTR system, PSID sid, LPWSTR name, LPDWORD name_size, LPWSTR domain, LPDWORD domain_size,
                       PSID_NAME_USE use)
{
    struct account_name names;
    (void)system;
    if (!IsValidSid(sid) || !name_size || !domain_size || !use)
        return um_fail(ERROR_INVALID_PARAMETER);
    if (!account_name(sid, &names))
        return um_fail(ERROR_NONE_MAPPED);
    *use = use_of(sid);
    return give_both(names.name, name, name_size, names.domain, domain, domain_size);
}

static BOOL give_sid(const uint8_t *found, PSID sid, LPDWORD size)
{
    DWORD needed = (DWORD)sid_size(found), room = *size;
    *size = needed;
    if (!sid || room < needed)
        return um_fail(ERROR_INSUFFICIENT_BUFFER);
    memcpy(sid, found, needed);
    return TRUE;
}

BOOL LookupAccountNameW(LPCWSTR system, LPCWSTR account, PSID sid, LPDWORD sid_size_in_out, LPWSTR domain, LPDWORD domain_size,
                        PSID_NAME_USE use)
{
    struct account_name names = { .domain = "" };
    uint8_t             found[SID_MAX_SIZE];
    char               *narrow = um_narrow(account);
    bool                known = narrow && um_account_sid(narrow, found);
    (void)system;
    free(narrow);
    if (!known)
        return um_fail(ERROR_NONE_MAPPED);
    account_name(found, &names);
    *use = use_of(found);
    BOOL good = give_sid(found, sid, sid_size_in_out);
    if (!um_give_wide(names.domain, domain, domain_size) || !good)
        return um_fail(ERROR_INSUFFICIENT_BUFFER);
    --*domain_size;
    return TRUE;
}
