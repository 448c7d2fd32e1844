#include "rpc/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BACKLOG = 128, LOCK_PATH_SIZE = sizeof(((struct sockaddr_un *)0)->sun_path) + sizeof(".lock") };

__attribute__((format(printf, 3, 4))) static enum wfp_status fail(char why[RPC_WHY_SIZE], enum wfp_status status,
                                                                  const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why, RPC_WHY_SIZE, format, arguments);
    va_end(arguments);
    return status;
}

static enum wfp_status fail_errno(char why[RPC_WHY_SIZE], const char *path, const char *what)
{
    enum wfp_status status = errno == EACCES || errno == EPERM || errno == EROFS ? WFP_ACCESS_DENIED : WFP_IO_ERROR;
    return fail(why, status, "%s: %s: %s", path, what, strerror(errno));
}

static enum wfp_status fail_served(char why[RPC_WHY_SIZE], const char *path)
{
    return fail(why, WFP_ALREADY_EXISTS, "%s: another daemon serves it", path);
}

enum wfp_status unix_address(struct sockaddr_un *out, const char *path)
{
    size_t size = strlen(path);
    if (size == 0 || size >= sizeof(out->sun_path))
        return WFP_INVALID_PARAMETER;
    *out = (struct sockaddr_un){ .sun_family = AF_UNIX };
    memcpy(out->sun_path, path, size);
    return WFP_OK;
}

/* --- the lock ------------------------------------------------------------------------------------------------------------- */

static bool same_file(int fd, const char *path)
{
    struct stat here, there;
    return fstat(fd, &here) == 0 && lstat(path, &there) == 0 && here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

/* Who ends removes the file while it has the lock; so a lock on a file that is not there any more counts for nothing. */
static enum wfp_status lock(struct listener *l, char why[RPC_WHY_SIZE])
{
    char path[LOCK_PATH_SIZE];
    snprintf(path, sizeof(path), "%s.lock", l->path);
    for (;;) {
        int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
        if (fd < 0)
            return fail_errno(why, path, "cannot open");
        if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
            enum wfp_status status = errno == EWOULDBLOCK ? fail_served(why, l->path) : fail_errno(why, path, "cannot lock");
            close(fd);
            return status;
        }
        if (same_file(fd, path)) {
            l->lock_fd = fd;
            return WFP_OK;
        }
        close(fd);
    }
}

static void unlock(struct listener *l)
{
    char path[LOCK_PATH_SIZE];
    snprintf(path, sizeof(path), "%s.lock", l->path);
    unlink(path);
    close(l->lock_fd);
}

/* --- the socket ----------------------------------------------------------------------------------------------------------- */

/* One that keeps no lock, as an inherited socket has none. */
static bool somebody_listens(const struct sockaddr_un *address)
{
    int  fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool answered = fd >= 0 && (connect(fd, (const struct sockaddr *)address, sizeof(*address)) == 0 || errno == EAGAIN);
    if (fd >= 0)
        close(fd);
    return answered;
}

static enum wfp_status clear_the_way(const struct sockaddr_un *address, char why[RPC_WHY_SIZE])
{
    struct stat st;
    if (lstat(address->sun_path, &st) != 0)
        return errno == ENOENT ? WFP_OK : fail_errno(why, address->sun_path, "cannot look");
    if (!S_ISSOCK(st.st_mode))
        return fail(why, WFP_INVALID_PARAMETER, "%s: is there already, and is no socket", address->sun_path);
    if (somebody_listens(address))
        return fail_served(why, address->sun_path);
    if (unlink(address->sun_path) == 0 || errno == ENOENT)
        return WFP_OK;
    return fail_errno(why, address->sun_path, "cannot remove the old socket");
}

/* Nobody can connect before listen(), so the mode is never wider than it should be. */
static enum wfp_status listen_at(struct listener *l, const struct sockaddr_un *address, mode_t mode, char why[RPC_WHY_SIZE])
{
    struct stat     st;
    enum wfp_status status;
    int             fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return fail_errno(why, l->path, "cannot make a socket");
    if (bind(fd, (const struct sockaddr *)address, sizeof(*address)) != 0) {
        status = fail_errno(why, l->path, "cannot bind");
        goto close;
    }
    if (chmod(l->path, mode) != 0 || lstat(l->path, &st) != 0 || listen(fd, BACKLOG) != 0) {
        status = fail_errno(why, l->path, "cannot listen");
        goto unlink;
    }
    l->fd = fd;
    l->device = st.st_dev;
    l->inode = st.st_ino;
    return WFP_OK;

unlink:
    unlink(l->path);
close:
    close(fd);
    return status;
}

enum wfp_status listener_open(struct listener *out, const char *path, mode_t mode, char why[RPC_WHY_SIZE])
{
    struct sockaddr_un address;
    struct listener    l = { .fd = -1, .lock_fd = -1 };
    if (unix_address(&address, path) != WFP_OK)
        return fail(why, WFP_INVALID_PARAMETER, "%s: a socket's path has 1 to %zu characters", path, sizeof(l.path) - 1);
    memcpy(l.path, address.sun_path, sizeof(l.path));
    RETURN_IF(lock(&l, why));
    enum wfp_status status = clear_the_way(&address, why);
    if (status == WFP_OK)
        status = listen_at(&l, &address, mode, why);
    if (status != WFP_OK) {
        unlock(&l);
        return status;
    }
    *out = l;
    return WFP_OK;
}

static bool option(int fd, int name, int *out)
{
    socklen_t size = sizeof(*out);
    return getsockopt(fd, SOL_SOCKET, name, out, &size) == 0;
}

enum wfp_status listener_adopt(struct listener *out, int fd, char why[RPC_WHY_SIZE])
{
    int domain, type, listens;
    if (!option(fd, SO_DOMAIN, &domain) || !option(fd, SO_TYPE, &type) || !option(fd, SO_ACCEPTCONN, &listens) ||
        domain != AF_UNIX || type != SOCK_STREAM || !listens)
        return fail(why, WFP_INVALID_PARAMETER, "descriptor %d: is no listening Unix stream socket", fd);
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) != 0)
        return fail_errno(why, "inherited socket", "cannot prepare");
    *out = (struct listener){ .fd = fd, .lock_fd = -1 };
    return WFP_OK;
}

void listener_release(struct listener *l)
{
    if (l->lock_fd >= 0)
        listener_close(l);
    l->fd = -1;
}

void listener_close(struct listener *l)
{
    struct stat st;
    if (l->fd < 0)
        return;
    if (l->lock_fd >= 0 && lstat(l->path, &st) == 0 && st.st_dev == l->device && st.st_ino == l->inode)
        unlink(l->path);
    close(l->fd);
    if (l->lock_fd >= 0)
        unlock(l);
    l->fd = l->lock_fd = -1;
}
