/* Tokens: who a process runs as, in SIDs (docs/adr/0008-identities.md). A thread never has one of its own. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "api_um/process.h"
#include "security/token.h"
#include "security/user.h"
#include "security/wellknown.h"

struct token_object {
    struct um_object base;
    struct token    *token; /* immutable after publish */
};

static void destroy(struct um_object *o)
{
    token_free(((struct token_object *)o)->token);
    free(o);
}

static const struct um_kind token_kind = { .name = "token", .destroy = destroy };

/* --- opening --------------------------------------------------------------------------------------------------------------------------- */

enum { MOST_GROUPS = 1024 };

struct identity {
    struct user user;
    gid_t       groups[MOST_GROUPS];
};

/* Numbers of one line of /proc/PID/status: the second of "Uid:" and "Gid:" is the effective one. */
static void read_line(const char *line, struct identity *id)
{
    unsigned real, effective;
    if (sscanf(line, "Uid: %u %u", &real, &effective) == 2)
        id->user.uid = effective;
    if (sscanf(line, "Gid: %u %u", &real, &effective) == 2)
        id->user.gid = effective;
    if (strncmp(line, "Groups:", 7) != 0)
        return;
    const char *at = line + 7;
    for (char *end; id->user.group_count < MOST_GROUPS; at = end) {
        unsigned long group = strtoul(at, &end, 10);
        if (end == at)
            return;
        id->groups[id->user.group_count++] = (gid_t)group;
    }
}

static enum wfp_status token_of_pid(pid_t pid, struct token **out)
{
    struct identity *id = calloc(1, sizeof(*id));
    char             path[64], *line = NULL;
    size_t           room = 0;
    snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
    FILE *file = id ? fopen(path, "r") : NULL;
    while (file && getline(&line, &room, file) > 0)
        read_line(line, id);
    enum wfp_status status = id ? WFP_NOT_FOUND : WFP_NO_MEMORY;
    if (file) {
        fclose(file);
        id->user.groups = id->groups;
        id->user.operators = user_operators_group();
        status = token_of_user(&id->user, out);
    }
    free(line);
    free(id);
    return status;
}

static struct um_object *new_token(pid_t pid)
{
    struct token_object *t = calloc(1, sizeof(*t));
    enum wfp_status      status = !t ? WFP_NO_MEMORY : pid == getpid() ? token_of_process(&t->token) : token_of_pid(pid, &t->token);
    if (status != WFP_OK) {
        free(t);
        SetLastError(status == WFP_NO_MEMORY ? ERROR_NOT_ENOUGH_MEMORY : ERROR_ACCESS_DENIED);
        return NULL;
    }
    t->base = (struct um_object){ &token_kind, 1 };
    return &t->base;
}

BOOL OpenProcessToken(HANDLE process, DWORD access, PHANDLE token)
{
    pid_t pid;
    (void)access;
    if (!um_process_id(process, &pid))
        return FALSE;
    struct um_object *o = new_token(pid);
    HANDLE            handle = o ? um_handle_new(o) : NULL;
    if (handle)
        *token = handle;
    return handle != NULL;
}

BOOL OpenThreadToken(HANDLE thread, DWORD access, BOOL as_self, PHANDLE token)
{
    (void)access, (void)as_self, (void)token;
    return GetThreadId(thread) ? um_fail(ERROR_NO_TOKEN) : FALSE;
}

/* --- what is in it ----------------------------------------------------------------------------------------------------------------------- */

/* Written twice: the first time to a NULL, which measures. SIDs stand behind the structure that points at them. */
struct writer {
    char  *at;
    size_t used;
};

static PSID write_sid(struct writer *w, const uint8_t *sid)
{
    PSID out = w->at ? w->at + w->used : NULL;
    if (out)
        memcpy(out, sid, sid_size(sid));
    w->used += sid_size(sid);
    return out;
}

static void write_fixed(struct writer *w, const void *value, size_t size)
{
    if (w->at)
        memcpy(w->at, value, size);
    w->used = size;
}

static void write_one_sid(struct writer *w, const uint8_t *sid, DWORD attributes, bool has_attributes)
{
    SID_AND_ATTRIBUTES entry = { .Attributes = attributes };
    w->used = has_attributes ? sizeof(entry) : sizeof(PSID);
    entry.Sid = write_sid(w, sid);
    if (w->at)
        memcpy(w->at, &entry, has_attributes ? sizeof(entry) : sizeof(PSID));
}

static void write_groups(struct writer *w, const struct token *t)
{
    DWORD         count = t->sid_count - 1;
    TOKEN_GROUPS *groups = (TOKEN_GROUPS *)w->at;
    w->used = offsetof(TOKEN_GROUPS, Groups) + count * sizeof(groups->Groups[0]);
    if (groups)
        groups->GroupCount = count;
    for (DWORD i = 0; i < count; i++) {
        SID_AND_ATTRIBUTES entry = { write_sid(w, t->sids[i + 1]), SE_GROUP_MANDATORY | SE_GROUP_ENABLED_BY_DEFAULT | SE_GROUP_ENABLED };
        if (groups)
            (&groups->Groups[0])[i] = entry;
    }
}

/* Numbers and names as Windows has them. Who is root holds them all; everybody may pass through folders. */
static const struct {
    DWORD       number;
    const char *name;
} privileges[] = {
    { 2, "SeCreateTokenPrivilege" },      { 3, "SeAssignPrimaryTokenPrivilege" }, { 4, "SeLockMemoryPrivilege" },
    { 5, "SeIncreaseQuotaPrivilege" },    { 7, "SeTcbPrivilege" },                { 8, "SeSecurityPrivilege" },
    { 9, "SeTakeOwnershipPrivilege" },    { 10, "SeLoadDriverPrivilege" },        { 12, "SeSystemtimePrivilege" },
    { 14, "SeIncreaseBasePriorityPrivilege" }, { 17, "SeBackupPrivilege" },       { 18, "SeRestorePrivilege" },
    { 19, "SeShutdownPrivilege" },        { 20, "SeDebugPrivilege" },             { 21, "SeAuditPrivilege" },
    { 23, "SeChangeNotifyPrivilege" },    { 29, "SeImpersonatePrivilege" },       { 30, "SeCreateGlobalPrivilege" },
};

enum { CHANGE_NOTIFY = 23 };

static bool holds(const struct token *t, const LUID *luid)
{
    for (size_t i = 0; i < COUNT_OF(privileges); i++)
        if (luid->HighPart == 0 && luid->LowPart == privileges[i].number)
            return luid->LowPart == CHANGE_NOTIFY || token_is_administrator(t);
    return false;
}

static void write_privileges(struct writer *w, const struct token *t)
{
    TOKEN_PRIVILEGES *out = (TOKEN_PRIVILEGES *)w->at;
    DWORD             n = 0;
    for (size_t i = 0; i < COUNT_OF(privileges); i++) {
        LUID_AND_ATTRIBUTES entry = { { privileges[i].number, 0 }, SE_PRIVILEGE_ENABLED_BY_DEFAULT | SE_PRIVILEGE_ENABLED };
        if (!holds(t, &entry.Luid))
            continue;
        if (out)
            (&out->Privileges[0])[n] = entry;
        n++;
    }
    if (out)
        out->PrivilegeCount = n;
    w->used = offsetof(TOKEN_PRIVILEGES, Privileges) + n * sizeof(LUID_AND_ATTRIBUTES);
}

static void write_statistics(struct writer *w, const struct token *t)
{
    TOKEN_STATISTICS s = { .TokenType = TokenPrimary, .GroupCount = t->sid_count - 1 };
    s.TokenId.LowPart = s.ModifiedId.LowPart = (DWORD)getpid();
    write_fixed(w, &s, sizeof(s));
}

/* false: a class that is not known here. */
static bool write_class(struct writer *w, const struct token *t, TOKEN_INFORMATION_CLASS kind)
{
    DWORD elevated = token_is_administrator(t), none = 0, type = TokenPrimary, elevation = TokenElevationTypeDefault;
    switch ((int)kind) {
    case TokenUser:
        write_one_sid(w, t->sids[0], 0, true);
        return true;
    case TokenGroups:
        write_groups(w, t);
        return true;
    case TokenPrivileges:
        write_privileges(w, t);
        return true;
    case TokenOwner:
        write_one_sid(w, token_owner(t), 0, false);
        return true;
    case TokenPrimaryGroup:
        write_one_sid(w, token_group(t), 0, false);
        return true;
    case TokenType:
        write_fixed(w, &type, sizeof(type));
        return true;
    case TokenStatistics:
        write_statistics(w, t);
        return true;
    case TokenElevationType: /* there is one token a user, not two */
        write_fixed(w, &elevation, sizeof(elevation));
        return true;
    case TokenElevation:
        write_fixed(w, &elevated, sizeof(elevated));
        return true;
    case TokenIntegrityLevel:
        write_one_sid(w, well_known_sid(elevated ? SID_HIGH_LABEL : SID_MEDIUM_LABEL), SE_GROUP_INTEGRITY, true);
        return true;
    case TokenSessionId:
    case TokenHasRestrictions:
    case TokenUIAccess:
    case TokenIsAppContainer:
    case TokenAppContainerNumber:
        write_fixed(w, &none, sizeof(none));
        return true;
    default:
        return false;
    }
}

BOOL GetTokenInformation(HANDLE token, TOKEN_INFORMATION_CLASS kind, LPVOID information, DWORD size, PDWORD returned)
{
    struct token_object *t = (struct token_object *)um_object_get(token, &token_kind);
    struct writer        measure = { 0 }, out = { .at = information };
    if (!t)
        return FALSE;
    bool known = write_class(&measure, t->token, kind), fits = information && size >= measure.used;
    if (known && fits)
        write_class(&out, t->token, kind);
    um_object_put(&t->base);
    if (returned)
        *returned = (DWORD)measure.used;
    if (!known)
        return um_fail(ERROR_INVALID_PARAMETER);
    return fits ? TRUE : um_fail(ERROR_INSUFFICIENT_BUFFER);
}

BOOL CheckTokenMembership(HANDLE token, PSID sid, PBOOL member)
{
    struct um_object *o = token ? um_object_get(token, &token_kind) : new_token(getpid());
    if (!o)
        return FALSE;
    *member = token_has(((struct token_object *)o)->token, sid);
    um_object_put(o);
    return TRUE;
}

/* --- privileges ---------------------------------------------------------------------------------------------------------------------------- */

BOOL LookupPrivilegeValueA(LPCSTR system, LPCSTR name, PLUID luid)
{
    (void)system;
    for (size_t i = 0; i < COUNT_OF(privileges); i++)
        if (name && strcasecmp(privileges[i].name, name) == 0) {
            *luid = (LUID){ .LowPart = privileges[i].number };
            return TRUE;
        }
    return um_fail(ERROR_NO_SUCH_PRIVILEGE);
}

BOOL LookupPrivilegeValueW(LPCWSTR system, LPCWSTR name, PLUID luid)
{
    char *narrow = um_narrow(name);
    BOOL  good = LookupPrivilegeValueA(NULL, narrow, luid);
    (void)system;
    free(narrow);
    return good;
}

/* Held privileges are always on; none can be switched off, so that none is ever switched back on. */
BOOL AdjustTokenPrivileges(HANDLE token, BOOL disable_all, PTOKEN_PRIVILEGES wanted, DWORD size, PTOKEN_PRIVILEGES before,
                           PDWORD returned)
{
    struct token_object *t = (struct token_object *)um_object_get(token, &token_kind);
    bool                 all = true;
    if (!t)
        return FALSE;
    for (DWORD i = 0; !disable_all && wanted && i < wanted->PrivilegeCount; i++)
        all = holds(t->token, &(&wanted->Privileges[0])[i].Luid) && all;
    um_object_put(&t->base);
    if (before && size >= sizeof(DWORD))
        before->PrivilegeCount = 0;
    if (returned)
        *returned = sizeof(DWORD);
    SetLastError(all ? ERROR_SUCCESS : ERROR_NOT_ALL_ASSIGNED);
    return TRUE;
}
