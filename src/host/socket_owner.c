#include "host/socket_owner.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/app_id.h"
#include "host/netlink.h"
#include "security/token.h"
#include "security/user.h"

#define BUCKETS      1024u
#define MAX_PROGRAMS 4096u /* of different path and user: what is over is nobody */
#define SPARE        16u   /* of them, so that a packet's owners have room until somebody forgets the others */

/* A program of a user: shared by its sockets. */
struct program {
    struct program          *next;
    char                    *path; /* NULL: unknown */
    uint32_t                 uid;
    struct endpoint_identity shown;
    struct name             *app;
    struct token            *token;
};

struct known_socket {
    uint32_t              inode, uid;
    const struct program *program;
};

struct socket_owners {
    char                netns[PATH_MAX]; /* empty: this process' */
    struct program     *programs;
    unsigned            program_count;
    struct known_socket known[BUCKETS]; /* the newest of each bucket */
};

enum wfp_status socket_owners_new(const char *netns, struct socket_owners **out)
{
    struct socket_owners *o = calloc(1, sizeof(*o));
    if (!o)
        return WFP_NO_MEMORY;
    if (!netns_path(netns ? netns : "/proc/self/ns/net", o->netns, sizeof(o->netns))) {
        free(o);
        return WFP_INVALID_ARGUMENT;
    }
    *out = o;
    return WFP_OK;
}

static void program_free(struct program *p)
{
    free(p->path);
    name_put(p->app);
    token_free(p->token);
    free(p);
}

bool socket_owners_are_many(const struct socket_owners *o)
{
    return o->program_count > MAX_PROGRAMS - SPARE;
}

void socket_owners_forget(struct socket_owners *o)
{
    while (o->programs) {
        struct program *next = o->programs->next;
        program_free(o->programs);
        o->programs = next;
    }
    o->program_count = 0;
    memset(o->known, 0, sizeof(o->known));
}

void socket_owners_free(struct socket_owners *o)
{
    if (!o)
        return;
    socket_owners_forget(o);
    free(o);
}

/* --- programs ------------------------------------------------------------------------------------------------------ */

/* A path that is not UTF-8 has no application id. */
static bool set_app(struct program *p)
{
    enum wfp_status err = p->path ? app_id_of_path(p->path, &p->app) : WFP_BAD_DATA;
    p->shown.app = p->app;
    return err == WFP_OK || err == WFP_BAD_DATA;
}

static struct program *program_new(const char *path, uint32_t uid)
{
    struct user     user = { .uid = uid, .gid = USER_NO_GROUP, .operators = USER_NO_GROUP };
    struct program *p = calloc(1, sizeof(*p));
    if (!p)
        return NULL;
    p->uid = uid;
    p->path = path ? strdup(path) : NULL;
    if ((path && !p->path) || !set_app(p) || token_of_user(&user, &p->token)) {
        program_free(p);
        return NULL;
    }
    p->shown.user = p->token;
    return p;
}

static const struct program *program_of(struct socket_owners *o, const char *path, uint32_t uid)
{
    for (const struct program *p = o->programs; p; p = p->next)
        if (p->uid == uid && (path ? p->path && strcmp(p->path, path) == 0 : !p->path))
            return p;
    struct program *p = o->program_count < MAX_PROGRAMS ? program_new(path, uid) : NULL;
    if (!p)
        return NULL;
    p->next = o->programs;
    o->programs = p;
    o->program_count++;
    return p;
}

/* --- processes ----------------------------------------------------------------------------------------------------- */

static bool is_number(const char *text)
{
    return *text && strspn(text, "0123456789") == strlen(text);
}

static bool same_file(const char *path, const struct stat *as)
{
    struct stat s;
    return stat(path, &s) == 0 && s.st_dev == as->st_dev && s.st_ino == as->st_ino;
}

static bool has_open(const char *pid, const char *wanted)
{
    char           folder[64], link[400], target[64];
    struct dirent *e;
    bool           found = false;
    snprintf(folder, sizeof(folder), "/proc/%.20s/fd", pid);
    DIR *d = opendir(folder);
    while (d && !found && (e = readdir(d)) != NULL) {
        snprintf(link, sizeof(link), "%s/%s", folder, e->d_name);
        ssize_t n = readlink(link, target, sizeof(target) - 1);
        target[n > 0 ? n : 0] = 0;
        found = strcmp(target, wanted) == 0;
    }
    if (d)
        closedir(d);
    return found;
}

/* "/usr/bin/curl"; of a program that was replaced since it started, the name that it had. */
static bool program_path(const char *pid, char out[PATH_MAX])
{
    static const char gone[] = " (deleted)";
    char              link[64];
    snprintf(link, sizeof(link), "/proc/%.20s/exe", pid);
    ssize_t n = readlink(link, out, PATH_MAX - 1);
    if (n <= 0)
        return false;
    out[n] = 0;
    size_t tail = sizeof(gone) - 1;
    if ((size_t)n > tail && strcmp(&out[(size_t)n - tail], gone) == 0)
        out[(size_t)n - tail] = 0;
    return true;
}

static bool find_path(const struct socket_owners *o, uint32_t inode, char out[PATH_MAX])
{
    char           wanted[32], ns[64];
    struct stat    home;
    struct dirent *e;
    bool           found = false;
    DIR           *d = stat(o->netns, &home) == 0 ? opendir("/proc") : NULL;
    snprintf(wanted, sizeof(wanted), "socket:[%u]", inode);
    while (d && !found && (e = readdir(d)) != NULL) {
        snprintf(ns, sizeof(ns), "/proc/%.20s/ns/net", e->d_name);
        found = is_number(e->d_name) && same_file(ns, &home) && has_open(e->d_name, wanted) && program_path(e->d_name, out);
    }
    if (d)
        closedir(d);
    return found;
}

const struct endpoint_identity *socket_owner(struct socket_owners *o, uint32_t inode, uint32_t uid)
{
    struct known_socket *k = &o->known[inode % BUCKETS];
    char                 path[PATH_MAX];
    if (!k->program || k->inode != inode || k->uid != uid) {
        bool found = inode && find_path(o, inode, path);
        *k = (struct known_socket){ inode, uid, program_of(o, found ? path : NULL, uid) };
    }
    return k->program ? &k->program->shown : NULL;
}
