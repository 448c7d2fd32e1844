/* By capset(2) and prctl(2) themselves: a library would save thirty lines and be one more thing that runs as root. */
#include "host/privilege.h"

#include <dirent.h>
#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/text.h"

static const struct {
    unsigned    number;
    const char *name;
} names[] = {
    { CAP_DAC_OVERRIDE, "CAP_DAC_OVERRIDE" }, { CAP_NET_ADMIN, "CAP_NET_ADMIN" }, { CAP_NET_BIND_SERVICE, "CAP_NET_BIND_SERVICE" },
    { CAP_NET_RAW, "CAP_NET_RAW" },           { CAP_SYS_ADMIN, "CAP_SYS_ADMIN" }, { CAP_SYS_PTRACE, "CAP_SYS_PTRACE" },
    { CAP_IPC_LOCK, "CAP_IPC_LOCK" },         { CAP_BPF, "CAP_BPF" },             { CAP_SETPCAP, "CAP_SETPCAP" },
};

void privilege_text(uint64_t capabilities, char *out, size_t size)
{
    struct text t = text_init(out, size);
    uint64_t    left = capabilities;
    const char *separator = "";
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (!(left & PRIVILEGE(names[i].number)))
            continue;
        text_put(&t, "%s%s", separator, names[i].name);
        left &= ~PRIVILEGE(names[i].number);
        separator = ", ";
    }
    for (unsigned n = 0; n < 64; n++) {
        if (!(left & PRIVILEGE(n)))
            continue;
        text_put(&t, "%scapability %u", separator, n);
        separator = ", ";
    }
    if (!capabilities)
        text_put(&t, "none");
}

static bool capabilities_get(struct __user_cap_data_struct data[2])
{
    struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
    return syscall(SYS_capget, &header, data) == 0;
}

uint64_t privilege_held(void)
{
    struct __user_cap_data_struct data[2];
    if (!capabilities_get(data))
        return 0;
    return data[0].permitted | (uint64_t)data[1].permitted << 32;
}

static bool capabilities_set(uint64_t permitted)
{
    struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct   data[2] = {
        { .effective = (uint32_t)permitted, .permitted = (uint32_t)permitted },
        { .effective = (uint32_t)(permitted >> 32), .permitted = (uint32_t)(permitted >> 32) },
    };
    return syscall(SYS_capset, &header, data) == 0;
}

static unsigned thread_count(void)
{
    DIR     *d = opendir("/proc/self/task");
    unsigned n = 0;
    if (!d)
        return 1; /* without /proc there is nothing to count by */
    for (const struct dirent *e; (e = readdir(d)) != NULL;)
        n += e->d_name[0] != '.';
    closedir(d);
    return n;
}

struct identity_wish {
    const char *name; /* for the groups; NULL: a number without an entry has none */
    uid_t       user;
    gid_t       group;
};

static bool user_find(const char *text, struct identity_wish *out)
{
    const struct passwd *p = getpwnam(text);
    char                *end;
    unsigned long        number = strtoul(text, &end, 10);
    bool                 is_number = end != text && *end == '\0' && text[0] != '-' && number < UINT32_MAX;
    if (!p && is_number)
        p = getpwuid((uid_t)number);
    if (p)
        *out = (struct identity_wish){ p->pw_name, p->pw_uid, p->pw_gid };
    else if (is_number)
        *out = (struct identity_wish){ NULL, (uid_t)number, (gid_t)number };
    return p || is_number;
}

static bool user_become(const struct identity_wish *w)
{
    if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) != 0)
        return false;
    if (w->name ? initgroups(w->name, w->group) != 0 : setgroups(0, NULL) != 0)
        return false;
    return setresgid(w->group, w->group, w->group) == 0 && setresuid(w->user, w->user, w->user) == 0;
}

/* Nothing that the process starts can have more. Without CAP_SETPCAP the bounding set stays, and no_new_privs alone holds. */
static bool limit_children(uint64_t keep)
{
    bool may_bound = privilege_held() & PRIVILEGE(CAP_SETPCAP);
    for (unsigned c = 0; may_bound && prctl(PR_CAPBSET_READ, c, 0, 0, 0) >= 0; c++) {
        if (!(keep & PRIVILEGE(c)) && prctl(PR_CAPBSET_DROP, c, 0, 0, 0) != 0)
            return false;
    }
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) != 0)
        return false;
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

static enum wfp_status fail(enum wfp_status err, const char *what, char why[PRIVILEGE_ERROR_SIZE])
{
    snprintf(why, PRIVILEGE_ERROR_SIZE, "%s", what);
    return err;
}

enum wfp_status privilege_drop(const struct privilege_wish *wish, char why[PRIVILEGE_ERROR_SIZE])
{
    struct identity_wish who = { 0 };
    uint64_t             keep = wish->keep & privilege_held();
    if (thread_count() > 1)
        return fail(WFP_IN_USE, "rights are given up before threads are started, and some run already", why);
    if (wish->user && !user_find(wish->user, &who)) {
        snprintf(why, PRIVILEGE_ERROR_SIZE, "%s: no such user", wish->user);
        return WFP_NOT_FOUND;
    }
    bool changes = wish->user && (who.user != geteuid() || who.user != getuid());
    if (changes && geteuid() != 0)
        return fail(WFP_ACCESS_DENIED, "only root can become another user: leave --user out, or start as root", why);
    if (!limit_children(keep) || (changes && !user_become(&who)) || !capabilities_set(keep)) {
        snprintf(why, PRIVILEGE_ERROR_SIZE, "rights could not be given up: %s", strerror(errno));
        return WFP_CALL_FAILED;
    }
    return WFP_OK;
}
