/* Files, and what is opened like one. A share mode is not enforced: Linux has none.
 *
 * A name that begins with \\.\ is a device of a driver (device.h). */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ntstatus.h>

#include "api_um/device.h"
#include "api_um/file.h"
#include "api_um/nt_error.h"
#include "api_um/wait.h"

static struct file *file_of(struct um_object *o)
{
    return (struct file *)o;
}

static void destroy(struct um_object *o)
{
    struct file *f = file_of(o);
    if (f->device)
        um_device_free(f->device);
    if (f->owned)
        close(f->fd);
    if (f->delete_on_close)
        unlink(f->delete_on_close);
    free(f->delete_on_close);
    free(f);
}

static bool is_signaled(struct um_object *o)
{
    const struct file *f = file_of(o);
    return !f->device || um_device_idle(f->device);
}

static bool take(struct um_object *o)
{
    (void)o;
    return false;
}

static void closed(struct um_object *o)
{
    struct file *f = file_of(o);
    if (f->device)
        um_device_close(f->device);
}

static const struct um_kind file_kind = { "file", destroy, is_signaled, take, NULL, closed };

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

static HANDLE open_device(LPCWSTR name, DWORD access, DWORD share, DWORD flags)
{
    struct um_device *d = um_device_open(name, access, share, flags);
    HANDLE            handle = d ? um_file_new(-1, false, NULL) : NULL;
    struct file      *f = handle ? um_file_get(handle) : NULL;
    if (!f) {
        if (d)
            um_device_free(d);
        return INVALID_HANDLE_VALUE;
    }
    f->device = d;
    um_file_put(f);
    return handle;
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
        return open_device(name, access, share, flags);
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

static BOOL on_device(struct file *take, const struct um_transfer *t)
{
    BOOL good = um_device_transfer(take->device, t);
    um_file_put(take);
    return good;
}

BOOL ReadFile(HANDLE file, LPVOID bytes, DWORD size, LPDWORD count, LPOVERLAPPED overlapped)
{
    struct file *f = um_file_get(file);
    ssize_t      n;
    if (count)
        *count = 0;
    if (!f)
        return FALSE;
    if (f->device)
        return on_device(f, &(struct um_transfer){ .kind = 3, .out = bytes, .out_size = size, .count = count,
                                                   .overlapped = overlapped });
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
    if (f->device)
        return on_device(f, &(struct um_transfer){ .kind = 4, .in = bytes, .in_size = size, .count = count,
                                                   .overlapped = overlapped });
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
    struct file *f = um_file_get(device);
    if (returned)
        *returned = 0;
    if (!f)
        return FALSE;
    if (f->device)
        return on_device(f, &(struct um_transfer){ .kind = 14, .code = code, .in = input, .in_size = input ? input_size : 0,
                                                   .out = output, .out_size = output ? output_size : 0, .count = returned,
                                                   .overlapped = overlapped });
    um_file_put(f);
    return um_fail(ERROR_INVALID_FUNCTION);
}

/* The event, if it resets itself, is taken as a wait for it would. */
static void await(LPOVERLAPPED o)
{
    um_wait_lock();
    while (__atomic_load_n(&o->Internal, __ATOMIC_ACQUIRE) == STATUS_PENDING)
        um_wait_for_change();
    um_wait_unlock();
    if (o->hEvent)
        WaitForSingleObject((HANDLE)((ULONG_PTR)o->hEvent & ~(ULONG_PTR)1), INFINITE);
}

BOOL GetOverlappedResult(HANDLE file, LPOVERLAPPED overlapped, LPDWORD count, BOOL wait)
{
    struct file *f = um_file_get(file);
    if (!f)
        return FALSE;
    um_file_put(f);
    bool pending = __atomic_load_n(&overlapped->Internal, __ATOMIC_ACQUIRE) == STATUS_PENDING;
    if (pending && !wait)
        return um_fail(ERROR_IO_INCOMPLETE);
    if (pending)
        await(overlapped);
    DWORD status = (DWORD)overlapped->Internal;
    *count = status >= 0xc0000000u ? 0 : (DWORD)overlapped->InternalHigh;
    return status < 0x80000000u ? TRUE : um_fail(um_error_of_nt(status));
}

static BOOL cancel(HANDLE file, DWORD thread, const OVERLAPPED *which, BOOL without)
{
    struct file *f = um_file_get(file);
    if (!f)
        return FALSE;
    BOOL good = f->device ? um_device_cancel(f->device, thread, which) : without ? TRUE : um_fail(ERROR_NOT_FOUND);
    um_file_put(f);
    return good || without;
}

BOOL CancelIo(HANDLE file)
{
    return cancel(file, GetCurrentThreadId(), NULL, TRUE);
}

BOOL CancelIoEx(HANDLE file, LPOVERLAPPED overlapped)
{
    return cancel(file, 0, overlapped, FALSE);
}
