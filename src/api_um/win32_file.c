/* Files, and what is opened like one. A share mode is not enforced: Linux has none.
 *
 * A name that begins with \\.\ is a device of a driver. The kernel side of OpenWFP answers controls of its drivers in its own
 * process; the way from a program's CreateFile to there begins in open_device(). */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api_um/file.h"

static struct file *file_of(struct um_object *o)
{
    return (struct file *)o;
}

static void destroy(struct um_object *o)
{
    struct file *f = file_of(o);
    if (f->owned)
        close(f->fd);
    if (f->delete_on_close)
        unlink(f->delete_on_close);
    free(f->delete_on_close);
    free(f);
}

static bool is_signaled(struct um_object *o)
{
    (void)o;
    return true; /* nothing is ever pending */
}

static bool take(struct um_object *o)
{
    (void)o;
    return false;
}

static const struct um_kind file_kind = { "file", destroy, is_signaled, take, NULL };

HANDLE um_file_new(int fd, bool owned, char *delete_on_close)
{
    struct file *f = calloc(1, sizeof(*f));
    if (!f) {
        if (owned)
            close(fd);
        free(delete_on_close);
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    *f = (struct file){ .base = { &file_kind, 1 }, .fd = fd, .owned = owned, .delete_on_close = delete_on_close };
    return um_handle_new(&f->base);
}

struct file *um_file_get(HANDLE handle)
{
    return (struct file *)um_object_get(handle, &file_kind);
}

void um_file_put(struct file *f)
{
    um_object_put(&f->base);
}

/* --- opening ----------------------------------------------------------------------------------------------------------------- */

static HANDLE open_device(LPCWSTR name)
{
    (void)name;
    SetLastError(ERROR_FILE_NOT_FOUND);
    return INVALID_HANDLE_VALUE;
}

static int access_flags(DWORD access)
{
    bool reads = access & (GENERIC_READ | GENERIC_ALL | FILE_READ_DATA | MAXIMUM_ALLOWED);
    bool writes = access & (GENERIC_WRITE | GENERIC_ALL | FILE_WRITE_DATA | FILE_APPEND_DATA);
    bool appends = (access & FILE_APPEND_DATA) && !(access & (GENERIC_WRITE | GENERIC_ALL | FILE_WRITE_DATA));
    return O_CLOEXEC | (appends ? O_APPEND : 0) | (writes ? reads ? O_RDWR : O_WRONLY : O_RDONLY);
}

/* -1 for an unknown one. */
static int disposition_flags(DWORD disposition)
{
    static const int flags[] = { -1, O_CREAT | O_EXCL, O_CREAT | O_TRUNC, 0, O_CREAT, O_TRUNC };
    return disposition < COUNT_OF(flags) ? flags[disposition] : -1;
}

/* Those that may create say through the last error whether the file was there. */
static void tell_existed(DWORD disposition, bool existed)
{
    bool may_create = disposition == CREATE_ALWAYS || disposition == OPEN_ALWAYS;
    SetLastError(may_create && existed ? ERROR_ALREADY_EXISTS : ERROR_SUCCESS);
}

static HANDLE open_path(char *path, int flags, DWORD disposition, DWORD attributes)
{
    struct stat st;
    bool        existed = stat(path, &st) == 0;
    if (existed && S_ISDIR(st.st_mode) && !(attributes & FILE_FLAG_BACKUP_SEMANTICS)) {
        SetLastError(ERROR_ACCESS_DENIED);
        return INVALID_HANDLE_VALUE;
    }
    int fd = open(path, flags | (attributes & FILE_FLAG_WRITE_THROUGH ? O_SYNC : 0), 0666);
    if (fd < 0) {
        SetLastError(um_error_of_errno(errno));
        return INVALID_HANDLE_VALUE;
    }
    HANDLE handle = um_file_new(fd, true, attributes & FILE_FLAG_DELETE_ON_CLOSE ? strdup(path) : NULL);
    if (!handle)
        return INVALID_HANDLE_VALUE;
    tell_existed(disposition, existed);
    return handle;
}

static bool is_console(LPCWSTR name, const char *which)
{
    size_t i = 0;
    while (which[i] && (name[i] | 0x20) == (which[i] | 0x20))
        i++;
    return !which[i] && !name[i];
}

HANDLE CreateFileW(LPCWSTR name, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES attributes, DWORD disposition, DWORD flags,
                   HANDLE template_file)
{
    (void)share, (void)attributes, (void)template_file;
    int how = disposition_flags(disposition);
    if (!name || how < 0) {
        SetLastError(ERROR_INVALID_PARAMETER);
        return INVALID_HANDLE_VALUE;
    }
    if (um_path_is_device(name))
        return open_device(name);
    char *path = is_console(name, "CONIN$") || is_console(name, "CONOUT$") ? strdup("/dev/tty") : um_path(name);
    if (!path) {
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return INVALID_HANDLE_VALUE;
    }
    HANDLE handle = open_path(path, access_flags(access) | how, disposition, flags);
    free(path);
    return handle;
}

HANDLE CreateFileA(LPCSTR name, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES attributes, DWORD disposition, DWORD flags,
                   HANDLE template_file)
{
    WCHAR *wide = um_wide(name);
    HANDLE handle = CreateFileW(wide, access, share, attributes, disposition, flags, template_file);
    free(wide);
    return handle;
}

/* --- bytes ------------------------------------------------------------------------------------------------------------------- */

static off_t offset_of(const OVERLAPPED *o)
{
    return (off_t)((ULONGLONG)o->OffsetHigh << 32 | o->Offset);
}

/* Everything is done when the call returns; the event says so. */
static void overlapped_done(LPOVERLAPPED o, ssize_t n)
{
    if (!o)
        return;
    o->Internal = 0;
    o->InternalHigh = (ULONG_PTR)n;
    if (o->hEvent)
        SetEvent(o->hEvent);
}

static BOOL transferred(ssize_t n, LPDWORD count, LPOVERLAPPED overlapped)
{
    if (n < 0)
        return um_fail(um_error_of_errno(errno));
    overlapped_done(overlapped, n);
    if (count)
        *count = (DWORD)n;
    return TRUE;
}

BOOL ReadFile(HANDLE file, LPVOID bytes, DWORD size, LPDWORD count, LPOVERLAPPED overlapped)
{
    struct file *f = um_file_get(file);
    ssize_t      n;
    if (count)
        *count = 0;
    if (!f)
        return FALSE;
    do
        n = overlapped ? pread(f->fd, bytes, size, offset_of(overlapped)) : read(f->fd, bytes, size);
    while (n < 0 && errno == EINTR);
    um_file_put(f);
    return n == 0 && size && overlapped ? um_fail(ERROR_HANDLE_EOF) : transferred(n, count, overlapped);
}

BOOL WriteFile(HANDLE file, LPCVOID bytes, DWORD size, LPDWORD count, LPOVERLAPPED overlapped)
{
    struct file *f = um_file_get(file);
    ssize_t      n = 0, done = 0;
    if (count)
        *count = 0;
    if (!f)
        return FALSE;
    while (done < (ssize_t)size) {
        const char *rest = (const char *)bytes + done;
        n = overlapped ? pwrite(f->fd, rest, size - (size_t)done, offset_of(overlapped) + done)
                       : write(f->fd, rest, size - (size_t)done);
        if (n < 0 && errno != EINTR)
            break;
        done += n > 0 ? n : 0;
    }
    um_file_put(f);
    return transferred(n < 0 && errno != EINTR && !done ? n : done, count, overlapped);
}

BOOL FlushFileBuffers(HANDLE file)
{
    struct file *f = um_file_get(file);
    if (!f)
        return FALSE;
    int err = fsync(f->fd) && errno != EINVAL && errno != EROFS ? errno : 0; /* pipes and terminals keep nothing back */
    um_file_put(f);
    return err ? um_fail(um_error_of_errno(err)) : TRUE;
}

/* --- size and position -------------------------------------------------------------------------------------------------------- */

BOOL GetFileSizeEx(HANDLE file, PLARGE_INTEGER size)
{
    struct file *f = um_file_get(file);
    struct stat  st;
    if (!f)
        return FALSE;
    int err = fstat(f->fd, &st) ? errno : 0;
    um_file_put(f);
    if (err)
        return um_fail(um_error_of_errno(err));
    size->QuadPart = st.st_size;
    return TRUE;
}

DWORD GetFileSize(HANDLE file, LPDWORD high)
{
    LARGE_INTEGER size;
    if (!GetFileSizeEx(file, &size))
        return INVALID_FILE_SIZE;
    if (high)
        *high = (DWORD)size.HighPart;
    SetLastError(ERROR_SUCCESS); /* the low half may look like the failure */
    return size.LowPart;
}

BOOL SetFilePointerEx(HANDLE file, LARGE_INTEGER distance, PLARGE_INTEGER now, DWORD from)
{
    static const int whence[] = { SEEK_SET, SEEK_CUR, SEEK_END };
    struct file     *f = um_file_get(file);
    if (!f)
        return FALSE;
    off_t at = from < COUNT_OF(whence) ? lseek(f->fd, distance.QuadPart, whence[from]) : (errno = EINVAL, -1);
    um_file_put(f);
    if (at < 0)
        return um_fail(um_error_of_errno(errno));
    if (now)
        now->QuadPart = at;
    return TRUE;
}

DWORD SetFilePointer(HANDLE file, LONG distance, PLONG high, DWORD from)
{
    LARGE_INTEGER to = { .QuadPart = distance }, now;
    if (high) {
        to.LowPart = (DWORD)distance;
        to.HighPart = *high;
    }
    if (!SetFilePointerEx(file, to, &now, from))
        return INVALID_SET_FILE_POINTER;
    if (high)
        *high = now.HighPart;
    SetLastError(ERROR_SUCCESS);
    return now.LowPart;
}

BOOL SetEndOfFile(HANDLE file)
{
    struct file *f = um_file_get(file);
    if (!f)
        return FALSE;
    off_t at = lseek(f->fd, 0, SEEK_CUR);
    int   err = at < 0 || ftruncate(f->fd, at) ? errno : 0;
    um_file_put(f);
    return err ? um_fail(um_error_of_errno(err)) : TRUE;
}

DWORD GetFileType(HANDLE file)
{
    struct file *f = um_file_get(file);
    struct stat  st;
    if (!f)
        return FILE_TYPE_UNKNOWN;
    bool good = fstat(f->fd, &st) == 0;
    um_file_put(f);
    SetLastError(ERROR_SUCCESS);
    return !good                                               ? FILE_TYPE_UNKNOWN
           : S_ISCHR(st.st_mode)                               ? FILE_TYPE_CHAR
           : S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode)      ? FILE_TYPE_PIPE
                                                               : FILE_TYPE_DISK;
}

/* --- controls ----------------------------------------------------------------------------------------------------------------- */

BOOL DeviceIoControl(HANDLE device, DWORD code, LPVOID input, DWORD input_size, LPVOID output, DWORD output_size,
                     LPDWORD returned, LPOVERLAPPED overlapped)
{
    (void)code, (void)input, (void)input_size, (void)output, (void)output_size, (void)overlapped;
    struct file *f = um_file_get(device);
    if (!f)
        return FALSE;
    um_file_put(f);
    if (returned)
        *returned = 0;
    return um_fail(ERROR_INVALID_FUNCTION);
}

BOOL GetOverlappedResult(HANDLE file, LPOVERLAPPED overlapped, LPDWORD count, BOOL wait)
{
    (void)wait;
    struct file *f = um_file_get(file);
    if (!f)
        return FALSE;
    um_file_put(f);
    *count = (DWORD)overlapped->InternalHigh;
    return TRUE;
}

BOOL CancelIo(HANDLE file)
{
    struct file *f = um_file_get(file);
    if (!f)
        return FALSE;
    um_file_put(f);
    return TRUE;
}
