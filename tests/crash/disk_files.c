/* The disk as the store's own files see it. */
#include <errno.h>

#include "base/status.h"
#include "crash/disk.h"

static int take_handle(struct disk *d, struct inode *i)
{
    for (int h = 1; h < (int)COUNT_OF(d->handles); h++)
        if (!d->handles[h]) {
            d->handles[h] = i;
            return h;
        }
    return -EMFILE;
}

static int files_lock(void *context, const char *path, bool shared)
{
    struct disk *d = context;
    (void)path, (void)shared;
    if (d->dead)
        return -EIO;
    if (d->locked)
        return -EWOULDBLOCK;
    d->locked = true;
    return 0;
}

static void files_unlock(void *context, int handle)
{
    struct disk *d = context;
    (void)handle;
    d->locked = false;
}

static int files_read(void *context, const char *path, struct buffer *out)
{
    struct disk  *d = context;
    struct inode *i = disk_find(d, path);
    int           error = disk_read_step(d);
    if (error)
        return error;
    if (!i)
        return -ENOENT;
    buffer_put(out, i->now, i->size);
    return 0;
}

/* A file that is there is emptied and stays the same file, as on a real system. */
static int files_create(void *context, const char *path)
{
    struct disk  *d = context;
    struct inode *i = disk_find(d, path);
    int           error = i ? disk_truncate(d, i, 0) : disk_create(d, path, &i);
    return error ? error : take_handle(d, i);
}

/* In pieces, so that the power can go between them. */
static int files_write(void *context, int handle, struct bytes data)
{
    struct disk  *d = context;
    struct inode *i = d->handles[handle];
    struct bytes  piece;
    while (bytes_left(&data)) {
        size_t size = bytes_left(&data) < 65536 ? bytes_left(&data) : 65536;
        if (!bytes_sub(&data, size, &piece))
            return -EIO;
        int error = disk_write(d, i, i->size, piece.at, size);
        if (error)
            return error;
    }
    return 0;
}

static int files_sync(void *context, int handle)
{
    struct disk *d = context;
    return disk_sync(d, d->handles[handle]);
}

static void files_close(void *context, int handle)
{
    struct disk *d = context;
    d->handles[handle] = NULL;
}

static int files_rename(void *context, const char *from, const char *to)
{
    return disk_rename(context, from, to);
}

static int files_sync_directory(void *context, const char *path)
{
    (void)path;
    return disk_sync_directory(context);
}

static int files_list(void *context, const char *path, void (*each)(void *user, const char *name), void *user)
{
    struct disk *d = context;
    int          error = disk_read_step(d);
    (void)path;
    for (unsigned i = 0; !error && i < DISK_NAMES; i++)
        if (d->now[i].inode)
            each(user, d->now[i].name);
    return error;
}

void disk_files_init(struct disk *d)
{
    d->files = (struct store_files){ d, files_lock, files_unlock, files_read, files_create, files_write, files_sync,
                                     files_close, files_rename, files_sync_directory, files_list };
}
