/* The disk as SQLite sees it. Like SQLite's own VFS for Unix, the first sync of a new journal syncs the directory too. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "crash/disk.h"

struct disk_file {
    sqlite3_file  base;
    struct disk  *disk;
    struct inode *inode;
    bool          sync_directory;
};

static int code_of(int error, int otherwise)
{
    return !error ? SQLITE_OK : error == -ENOSPC ? SQLITE_FULL : otherwise;
}

static int file_close(sqlite3_file *file)
{
    (void)file;
    return SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *out, int size, sqlite3_int64 offset)
{
    struct disk_file *f = (struct disk_file *)file;
    size_t            at = (size_t)offset, left = at < f->inode->size ? f->inode->size - at : 0;
    if (disk_read_step(f->disk))
        return SQLITE_IOERR_READ;
    if (left > (size_t)size)
        left = (size_t)size;
    if (left)
        memcpy(out, f->inode->now + at, left);
    memset((char *)out + left, 0, (size_t)size - left);
    return left == (size_t)size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int file_write(sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
    struct disk_file *f = (struct disk_file *)file;
    return code_of(disk_write(f->disk, f->inode, (size_t)offset, data, (size_t)size), SQLITE_IOERR_WRITE);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    struct disk_file *f = (struct disk_file *)file;
    return disk_truncate(f->disk, f->inode, (size_t)size) ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

static int file_sync(sqlite3_file *file, int flags)
{
    struct disk_file *f = (struct disk_file *)file;
    (void)flags;
    if (disk_sync(f->disk, f->inode))
        return SQLITE_IOERR_FSYNC;
    if (f->sync_directory && disk_sync_directory(f->disk))
        return SQLITE_IOERR_DIR_FSYNC;
    f->sync_directory = false;
    return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *out)
{
    struct disk_file *f = (struct disk_file *)file;
    *out = (sqlite3_int64)f->inode->size;
    return f->disk->dead ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

static int file_lock(sqlite3_file *file, int level)
{
    (void)file, (void)level;
    return SQLITE_OK;
}

static int file_check_lock(sqlite3_file *file, int *out)
{
    (void)file;
    *out = 0;
    return SQLITE_OK;
}

static int file_control(sqlite3_file *file, int op, void *arg)
{
    (void)file, (void)op, (void)arg;
    return SQLITE_NOTFOUND;
}

static int file_sector_size(sqlite3_file *file)
{
    (void)file;
    return 4096;
}

static int file_characteristics(sqlite3_file *file)
{
    (void)file;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_lock,
    .xCheckReservedLock = file_check_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
};

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
    struct disk_file *f = (struct disk_file *)file;
    struct disk      *d = vfs->pAppData;
    *f = (struct disk_file){ .disk = d };
    if (!name || d->dead)
        return SQLITE_CANTOPEN;
    f->inode = disk_find(d, name);
    if (!f->inode && !(flags & SQLITE_OPEN_CREATE))
        return SQLITE_CANTOPEN;
    if (!f->inode && disk_create(d, name, &f->inode))
        return SQLITE_CANTOPEN;
    f->sync_directory = (flags & SQLITE_OPEN_CREATE) && (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL));
    f->base.pMethods = &methods;
    if (out_flags)
        *out_flags = flags;
    return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync_directory)
{
    struct disk *d = vfs->pAppData;
    int          error = disk_unlink(d, name);
    if (error)
        return error == -ENOENT ? SQLITE_IOERR_DELETE_NOENT : SQLITE_IOERR_DELETE;
    return sync_directory && disk_sync_directory(d) ? SQLITE_IOERR_DIR_FSYNC : SQLITE_OK;
}

/* SQLite asks with SQLITE_ACCESS_EXISTS for journals; an empty one counts as none, as in its VFS for Unix. */
static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    struct disk  *d = vfs->pAppData;
    struct inode *i = disk_find(d, name);
    *out = i && (flags != SQLITE_ACCESS_EXISTS || i->size);
    return d->dead ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

static int vfs_full_name(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
    (void)vfs;
    snprintf(out, (size_t)size, "%s", name);
    return SQLITE_OK;
}

static int vfs_randomness(sqlite3_vfs *vfs, int size, char *out)
{
    struct disk *d = vfs->pAppData;
    for (int i = 0; i < size; i++)
        out[i] = (char)disk_random(&d->random);
    return size;
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    return microseconds;
}

static int vfs_time(sqlite3_vfs *vfs, double *out)
{
    (void)vfs;
    *out = 2460000.5;
    return SQLITE_OK;
}

static int vfs_last_error(sqlite3_vfs *vfs, int size, char *out)
{
    struct disk *d = vfs->pAppData;
    (void)size, (void)out;
    return d->failed ? d->error : 0;
}

void disk_vfs_register(struct disk *d)
{
    snprintf(d->vfs_name, sizeof(d->vfs_name), "disk-%p", (void *)d);
    d->vfs = (sqlite3_vfs){
        .iVersion = 1,
        .szOsFile = sizeof(struct disk_file),
        .mxPathname = 256,
        .zName = d->vfs_name,
        .pAppData = d,
        .xOpen = vfs_open,
        .xDelete = vfs_delete,
        .xAccess = vfs_access,
        .xFullPathname = vfs_full_name,
        .xRandomness = vfs_randomness,
        .xSleep = vfs_sleep,
        .xCurrentTime = vfs_time,
        .xGetLastError = vfs_last_error,
    };
    if (sqlite3_vfs_register(&d->vfs, 0) != SQLITE_OK)
        __builtin_trap();
}
