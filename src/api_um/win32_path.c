/* What is asked about files by their names. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api_um/border.h"

#include <userenv.h>

/* Calls with the path as Linux has it. */
static BOOL on_path(LPCWSTR name, int (*call)(const char *path))
{
    char *path = name ? um_path(name) : NULL;
    if (!path)
        return um_fail(name ? ERROR_NOT_ENOUGH_MEMORY : ERROR_INVALID_PARAMETER);
    int err = call(path) ? errno : 0;
    free(path);
    return err ? um_fail(um_error_of_errno(err)) : TRUE;
}

static BOOL on_narrow(LPCSTR name, BOOL (*call)(LPCWSTR name))
{
    WCHAR *wide = um_wide(name);
    BOOL   good = call(wide);
    free(wide);
    return good;
}

DWORD GetFileAttributesW(LPCWSTR name)
{
    struct stat st;
    char       *path = name ? um_path(name) : NULL;
    int         err = path && stat(path, &st) == 0 ? 0 : path ? errno : ENOENT;
    bool        read_only = !err && access(path, W_OK) != 0;
    free(path);
    if (err) {
        SetLastError(um_error_of_errno(err));
        return INVALID_FILE_ATTRIBUTES;
    }
    if (S_ISDIR(st.st_mode))
        return FILE_ATTRIBUTE_DIRECTORY;
    return read_only ? FILE_ATTRIBUTE_READONLY : FILE_ATTRIBUTE_NORMAL;
}

DWORD GetFileAttributesA(LPCSTR name)
{
    WCHAR *wide = um_wide(name);
    DWORD  attributes = GetFileAttributesW(wide);
    free(wide);
    return attributes;
}

BOOL DeleteFileW(LPCWSTR name)
{
    return on_path(name, unlink);
}

BOOL DeleteFileA(LPCSTR name)
{
    return on_narrow(name, DeleteFileW);
}

static int make_folder(const char *path)
{
    return mkdir(path, 0777);
}

BOOL CreateDirectoryW(LPCWSTR name, LPSECURITY_ATTRIBUTES attributes)
{
    (void)attributes;
    if (on_path(name, make_folder))
        return TRUE;
    return um_fail(GetLastError() == ERROR_FILE_EXISTS ? ERROR_ALREADY_EXISTS : GetLastError());
}

BOOL CreateDirectoryA(LPCSTR name, LPSECURITY_ATTRIBUTES attributes)
{
    WCHAR *wide = um_wide(name);
    BOOL   good = CreateDirectoryW(wide, attributes);
    free(wide);
    return good;
}

/* Removes "." and ".." as Windows does: by the text, without asking the disk. */
static void normalise(char *path)
{
    char *out = path;
    for (char *in = path; *in;) {
        size_t n = strcspn(in + 1, "/") + 1;
        if (n == 3 && strncmp(in, "/..", 3) == 0) {
            while (out > path && *--out != '/')
                ;
        } else if (!(n == 2 && in[1] == '.') && n > 1) {
            memmove(out, in, n);
            out += n;
        }
        in += n;
    }
    if (out == path)
        *out++ = '/';
    *out = 0;
}

/* malloc */
static char *full_path(const char *path)
{
    char  folder[PATH_MAX];
    char *full = NULL;
    if (*path != '/' && !getcwd(folder, sizeof(folder)))
        return NULL;
    size_t size = strlen(path) + sizeof(folder) + 2;
    if ((full = malloc(size))) {
        strcpy(full, *path == '/' ? "" : folder);
        strcat(full, *path == '/' ? "" : "/");
        strcat(full, path);
        normalise(full);
    }
    return full;
}

DWORD GetFullPathNameW(LPCWSTR name, DWORD size, LPWSTR out, LPWSTR *file)
{
    char *path = name ? um_path(name) : NULL, *full = path && *path ? full_path(path) : NULL;
    free(path);
    if (!full)
        return (DWORD)um_fail(ERROR_INVALID_NAME);
    DWORD n = um_return_wide(full, out, size);
    if (file && n < size) {
        *file = out + n;
        while (*file > out && (*file)[-1] != '/')
            --*file;
    }
    free(full);
    return n;
}

DWORD GetTempPathW(DWORD size, LPWSTR path)
{
    const char *folder = getenv("TMPDIR");
    char        text[PATH_MAX];
    strncpy(text, folder && strlen(folder) + 2 < sizeof(text) ? folder : "/tmp", sizeof(text) - 2);
    text[sizeof(text) - 2] = 0;
    if (text[strlen(text) - 1] != '/')
        strcat(text, "/");
    return um_return_wide(text, path, size);
}

DWORD GetCurrentDirectoryW(DWORD size, LPWSTR path)
{
    char folder[PATH_MAX];
    return getcwd(folder, sizeof(folder)) ? um_return_wide(folder, path, size) : (DWORD)um_fail(um_error_of_errno(errno));
}

BOOL GetUserProfileDirectoryW(HANDLE token, LPWSTR path, LPDWORD size)
{
    const char *home = getenv("HOME");
    if (!token)
        return um_fail(ERROR_INVALID_HANDLE);
    return um_give_wide(home ? home : "/", path, size);
}
