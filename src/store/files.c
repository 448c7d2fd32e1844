#include "store/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* flock() and not fcntl(): it belongs to the open file, so that two stores of one process exclude each other too. Where the
 * directory cannot be written a reader has nothing to lock, and nobody can write either. */
static int usual_lock(void *context, const char *path, bool shared)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    (void)context;
    if (fd < 0 && shared)
        fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    if (flock(fd, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0)
        return fd;
    int error = errno;
    close(fd);
    return -error;
}

static void usual_close(void *context, int handle)
{
    (void)context;
    close(handle);
}

static int read_all(int fd, struct buffer *out)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return -errno;
    for (size_t chunk = (size_t)st.st_size + 1;; chunk = 65536) {
        uint8_t *at = buffer_grow(out, chunk);
        ssize_t  got = at ? read(fd, at, chunk) : -1;
        if (!at)
            return -ENOMEM;
        if (got < 0 && errno != EINTR)
            return -errno;
        out->size -= chunk - (size_t)(got < 0 ? 0 : got);
        if (got == 0)
            return 0;
    }
}

static int usual_read(void *context, const char *path, struct buffer *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    (void)context;
    if (fd < 0)
        return -errno;
    int error = read_all(fd, out);
    close(fd);
    return error;
}

static int usual_create(void *context, const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    (void)context;
    return fd < 0 ? -errno : fd;
}

static int usual_write(void *context, int handle, struct bytes data)
{
    (void)context;
    while (bytes_left(&data)) {
        ssize_t done = write(handle, data.at, bytes_left(&data));
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0 || !bytes_skip(&data, (size_t)done))
            return -errno;
    }
    return 0;
}

static int usual_sync(void *context, int handle)
{
    (void)context;
    return fdatasync(handle) == 0 ? 0 : -errno;
}

static int usual_rename(void *context, const char *from, const char *to)
{
    (void)context;
    return rename(from, to) == 0 ? 0 : -errno;
}

static int usual_sync_directory(void *context, const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    (void)context;
    if (fd < 0)
        return -errno;
    int error = fsync(fd) == 0 ? 0 : -errno;
    close(fd);
    return error;
}

static int usual_list(void *context, const char *path, void (*each)(void *user, const char *name), void *user)
{
    DIR *dir = opendir(path);
    (void)context;
    if (!dir)
        return -errno;
    for (struct dirent *e; errno = 0, (e = readdir(dir));)
        each(user, e->d_name);
    int error = -errno;
    closedir(dir);
    return error;
}

const struct store_files *files_usual(void)
{
    static const struct store_files usual = {
        .lock = usual_lock, .unlock = usual_close, .read = usual_read, .create = usual_create, .write = usual_write,
        .sync = usual_sync, .close = usual_close, .rename = usual_rename, .sync_directory = usual_sync_directory,
        .list = usual_list,
    };
    return &usual;
}

enum wfp_status files_status(int negative_errno)
{
    switch (-negative_errno) {
    case 0:
        return WFP_OK;
    case ENOSPC:
    case EDQUOT:
        return WFP_DISK_FULL;
    case EACCES:
    case EPERM:
    case EROFS:
        return WFP_ACCESS_DENIED;
    case ENOENT:
    case ENOTDIR:
        return WFP_NOT_FOUND;
    case EWOULDBLOCK:
        return WFP_SHARING_VIOLATION;
    case ENOMEM:
        return WFP_NO_MEMORY;
    default:
        return WFP_IO_ERROR;
    }
}
