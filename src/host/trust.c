#include "host/trust.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "host/privilege.h"

bool trust_is_strict(void)
{
    return geteuid() == 0 || privilege_held() != 0;
}

/* Is `path` the file `above`, or in the folder `above`? Both are real paths. */
static bool is_within(const char *path, const char *above)
{
    size_t n = strlen(above);
    return strncmp(path, above, n) == 0 && (path[n] == '\0' || path[n] == '/' || above[n - 1] == '/');
}

static bool is_named(const struct trust_policy *policy, const char *real)
{
    for (unsigned i = 0; i < policy->count; i++) {
        char named[PATH_MAX];
        if (realpath(policy->paths[i], named) && is_within(real, named))
            return true;
    }
    return false;
}

/* What lets others change the file or folder; NULL: nothing. An access control list shows in the group's bits, which are its
 * mask. The sticky bit of a folder does not help: who may write into it could have made the file's folder first. */
static const char *weakness(const struct stat *s)
{
    if (s->st_uid != 0)
        return "is not owned by root";
    if (s->st_mode & S_IWOTH)
        return "can be written by everybody";
    return s->st_mode & S_IWGRP ? "can be written by its group" : NULL;
}

static enum wfp_status refuse(const char *path, const char *at, const char *what, const struct stat *s, char why[TRUST_ERROR_SIZE])
{
    struct text t = text_init(why, TRUST_ERROR_SIZE);
    text_put(&t,
             "%s: not loaded, because it would run as root and %s %s (owner %u, mode %04o): let root alone own and write it (chown "
             "root, chmod go-w), keep the module elsewhere, or name it with --trust",
             path, strcmp(at, path) == 0 ? "it" : at, what, (unsigned)s->st_uid, (unsigned)(s->st_mode & 07777));
    return WFP_ACCESS_DENIED;
}

/* The file, then every folder above it. */
static enum wfp_status check_way(const char *path, const char *real, char why[TRUST_ERROR_SIZE])
{
    char at[PATH_MAX];
    snprintf(at, sizeof(at), "%s", real);
    for (;;) {
        struct stat s;
        if (stat(at, &s) != 0) {
            struct text t = text_init(why, TRUST_ERROR_SIZE);
            text_put(&t, "%s: %s: %s", path, at, strerror(errno));
            return WFP_ACCESS_DENIED;
        }
        const char *what = weakness(&s);
        if (what)
            return refuse(path, strcmp(at, real) == 0 ? path : at, what, &s, why);
        if (strcmp(at, "/") == 0)
            return WFP_OK;
        char *slash = strrchr(at, '/');
        slash[slash == at ? 1 : 0] = '\0';
    }
}

enum wfp_status trust_resolve(const struct trust_policy *policy, const char *path, char real[PATH_MAX], char why[TRUST_ERROR_SIZE])
{
    char found[PATH_MAX];
    if (!realpath(path, found)) {
        bool given_up = errno == EACCES && policy->strict; /* root without the right to look everywhere */
        snprintf(why, TRUST_ERROR_SIZE, "%s: %s%s", path, strerror(errno),
                 given_up ? "; the right to look into others' folders is given up before drivers are loaded: keep the module where "
                            "anybody may read it"
                          : "");
        return WFP_NOT_FOUND;
    }
    if (policy->strict && !is_named(policy, found))
        RETURN_IF(check_way(path, found, why));
    memcpy(real, found, sizeof(found));
    return WFP_OK;
}
